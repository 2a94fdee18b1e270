"""Where somebody looks: one unit inside their reach, the way down to it, and what lies below."""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.people.accounts.scope import Actor, Hat
from webapp.people.org import queries as org
from webapp.people.org.models import Unit, UnitKind

BELOW = {
    UnitKind.DISTRICT: UnitKind.STREET, UnitKind.STREET: UnitKind.COMMUNITY, UnitKind.COMMUNITY: UnitKind.GRID,
    UnitKind.GRID: UnitKind.MICRO_GRID,
}  # fmt: skip


@dataclass(frozen=True)
class Level:
    """`reader` is the actor with eyes for this unit only: every query that narrows by reach then counts it alone."""

    unit: Unit
    reader: Actor
    trail: tuple[Unit, ...]
    below: tuple[Unit, ...]
    is_own: bool

    @property
    def kind(self) -> UnitKind:
        return self.unit.kind

    @property
    def hides_few(self) -> bool:
        return self.kind not in (UnitKind.GRID, UnitKind.MICRO_GRID)


def get_level(session: Session, actor: Actor, unit_id: str = "", on: date | None = None) -> Level:
    """Without an id where the actor's own reach begins; outside it NotFound."""
    own = min(actor.hats, key=lambda hat: len(hat.path), default=None)
    if own is None:
        raise NotFound
    unit = org.unit(session, unit_id or own.unit_id)
    hat = next((one for one in actor.hats if unit.path.startswith(one.path)), None)
    if hat is None:
        raise NotFound
    way = [one for one in org.ancestors(session, unit) if one.path.startswith(hat.path)]
    below = [one for one in org.children(session, unit.id, on or clock.today()) if one.kind is BELOW.get(unit.kind)]
    home = next((one for one in org.ancestors(session, unit) if one.kind is UnitKind.COMMUNITY), None)
    return Level(unit, _looking_at(actor, hat, unit, home), tuple(way), tuple(below), unit.id == own.unit_id)


def _looking_at(actor: Actor, hat: Hat, unit: Unit, home: Unit | None) -> Actor:
    seen = replace(
        hat, unit_id=unit.id, unit_name=unit.name, unit_kind=unit.kind, path=unit.path,
        community_id=home.id if home else None, community_name=home.name if home else "",
    )  # fmt: skip
    return replace(actor, hats=(seen,), all_hats=actor.all_hats or actor.hats)
