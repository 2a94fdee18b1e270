from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select

from webapp.core.text import masks
from webapp.core.time import clock
from webapp.door.gardens import rules
from webapp.door.gardens.models import Care, CareInterval, Garden, Keeping, Plot, Waiting
from webapp.door.gardens.rules import Kept
from webapp.people.accounts.scope import Actor, one, within
from webapp.people.org.models import Unit
from webapp.register.register.models import Building

LOG = 20


@dataclass(frozen=True)
class Bed:
    """A plot with who keeps it and how it does."""

    plot: Plot
    keeping: Keeping | None
    status: str

    @property
    def points(self) -> str:
        return " ".join(f"{x},{y}" for x, y in self.plot.corners)

    @property
    def middle(self) -> tuple[float, float]:
        x, y = rules.middle(self.plot.corners)
        return round(x, 1), round(y, 1)

    @property
    def area(self) -> float:
        return round(rules.area(self.plot.corners) / 100, 2)

    @property
    def public_name(self) -> str:
        """Only while its owner agrees; masked elsewhere."""
        return (self.keeping.keeper or "") if self.keeping and self.keeping.shows_name else ""

    @property
    def masked(self) -> str:
        return masks.name(self.keeping.keeper) if self.keeping else ""


@dataclass(frozen=True)
class Summary:
    garden: Garden
    counts: dict[str, int]
    waiting: int


def list_gardens(session: Session, actor: Actor) -> list[Garden]:
    query = select(Garden).where(col(Garden.closed_on).is_(None)).order_by(col(Garden.name))
    return list(session.exec(within(query, actor, Garden.grid_id)))


def summaries(session: Session, actor: Actor, today: date) -> list[Summary]:
    return [
        Summary(garden, count_by_status(beds(session, garden, today)), len(waiting(session, garden)))
        for garden in list_gardens(session, actor)
    ]


def get_garden(session: Session, actor: Actor, garden_id: str) -> Garden:
    return one(session, within(select(Garden).where(Garden.id == garden_id), actor, Garden.grid_id))  # type: ignore[no-any-return]


def get_public(session: Session, garden_id: str) -> Garden:
    return one(session, select(Garden).where(Garden.id == garden_id, col(Garden.closed_on).is_(None)))  # type: ignore[no-any-return]


def get_plot(session: Session, garden: Garden, plot_id: str) -> Plot:
    """Of a garden reached through scope."""
    query = select(Plot).where(Plot.id == plot_id, Plot.garden_id == garden.id, col(Plot.closed_on).is_(None))
    return one(session, query)  # type: ignore[no-any-return]


def plot_in_reach(session: Session, actor: Actor, plot_id: str) -> Plot:
    query = select(Plot).where(Plot.id == plot_id, col(Plot.closed_on).is_(None))
    return one(session, within(query, actor, Plot.grid_id))  # type: ignore[no-any-return]


def plot_by_token(session: Session, token: str) -> Plot:
    return one(session, select(Plot).where(Plot.token == token, col(Plot.closed_on).is_(None)))  # type: ignore[no-any-return]


def garden_of(session: Session, plot: Plot) -> Garden:
    return session.get_one(Garden, plot.garden_id)


def building_of(session: Session, garden: Garden) -> Building:
    return session.get_one(Building, garden.building_id)


def community_of(session: Session, garden: Garden) -> Unit:
    return session.get_one(Unit, garden.community_id)


def seasons(session: Session, community_id: str) -> dict[int, int]:
    """Month → days; months the community has not set are as usual."""
    query = select(CareInterval.month, CareInterval.days).where(CareInterval.community_id == community_id)
    return {**rules.USUAL_DAYS, **dict(session.exec(query).all())}


def beds(session: Session, garden: Garden, today: date) -> list[Bed]:
    table = seasons(session, garden.community_id)
    running = (col(Keeping.plot_id) == Plot.id) & col(Keeping.ended_on).is_(None)
    query = (
        select(Plot, Keeping)
        .outerjoin(Keeping, running)
        .where(Plot.garden_id == garden.id, col(Plot.closed_on).is_(None))
        .order_by(col(Plot.number))
    )
    return [
        Bed(plot, keeping, rules.status(kept(plot, keeping), plot.rests, table, today))
        for plot, keeping in session.exec(query)
    ]


def kept(plot: Plot, keeping: Keeping | None) -> Kept | None:
    if keeping is None:
        return None
    cared_on = clock.local(plot.cared_at).date() if plot.cared_at else None
    return Kept(keeping.began_on, cared_on, bool(keeping.co_keeper))


def running_keeping(session: Session, plot: Plot) -> Keeping | None:
    query = select(Keeping).where(Keeping.plot_id == plot.id, col(Keeping.ended_on).is_(None))
    return session.exec(query).first()


def past_keepings(session: Session, plot: Plot) -> list[Keeping]:
    query = select(Keeping).where(Keeping.plot_id == plot.id, col(Keeping.ended_on).is_not(None))
    return list(session.exec(query.order_by(col(Keeping.ended_on).desc())))


def care_log(session: Session, plot: Plot, limit: int = LOG) -> list[Care]:
    query = select(Care).where(Care.plot_id == plot.id).order_by(col(Care.happened_at).desc(), col(Care.id).desc())
    return list(session.exec(query.limit(limit)))


def waiting(session: Session, garden: Garden) -> list[Waiting]:
    """In order of registration."""
    query = select(Waiting).where(Waiting.garden_id == garden.id, col(Waiting.settled_at).is_(None))
    return list(session.exec(query.order_by(col(Waiting.number))))


def get_waiting(session: Session, garden: Garden, waiting_id: str) -> Waiting:
    query = select(Waiting).where(Waiting.id == waiting_id, Waiting.garden_id == garden.id)
    return one(session, query)  # type: ignore[no-any-return]


def count_by_status(found: list[Bed]) -> dict[str, int]:
    return {status: sum(bed.status == status for bed in found) for status in rules.STATUS_WORDS}


def last_number(session: Session, garden_id: str) -> int:
    query: Any = select(func.max(Waiting.number)).where(Waiting.garden_id == garden_id)
    return int(session.exec(query).one() or 0)
