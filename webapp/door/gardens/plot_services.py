"""What a page says of a plot, turned into what the rules take."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from webapp.casework.cases.models import GridCase
from webapp.core.text.i18n import N_
from webapp.core.web.errors import Invalid
from webapp.door.gardens import queries, services
from webapp.door.gardens.models import Care, CareAct, Garden, Keeping, Plot
from webapp.door.gardens.services import KeeperTold, NothingKept
from webapp.door.hazards import services as hazards
from webapp.door.hazards.rules import Where
from webapp.people.accounts.models import Account
from webapp.people.accounts.scope import Actor, within
from webapp.people.org.models import Party
from webapp.register.persons.move_services import DoorTwice
from webapp.register.register.models import Building, Household


class DoorUnknown(Invalid):
    message = N_("没有找到这个门牌。写成 3-2-602，或空着。")


def running(session: Session, plot: Plot) -> Keeping:
    keeping = queries.running_keeping(session, plot)
    if keeping is None:
        raise NothingKept
    return keeping


def keep(session: Session, actor: Actor, garden: Garden, plot: Plot, given: dict[str, Any]) -> Keeping:
    told = {name: given[name] for name in KeeperTold.__dataclass_fields__ if name in given}
    told["household_id"] = _home(session, actor, garden, given["door"]) if given["door"] else None
    return services.keep_plot(session, actor, plot, KeeperTold(**told))


def care(
    session: Session, actor: Actor, *, plot_id: str, act: CareAct, id: str | None, captured_at: datetime | None,
    happened_at: datetime | None = None,
) -> Care:  # fmt: skip
    plot = queries.plot_in_reach(session, actor, plot_id)
    return services.record_care(session, actor, plot, act=act, id=id, captured_at=captured_at, happened_at=happened_at)


def report_danger(session: Session, actor: Actor, garden: Garden, plot: Plot, *, category: str, words: str) -> GridCase:
    """A tree over a pipe, a poison in the bed: a case at the garden's place, taken up the usual way."""
    spot = f"{garden.place} {garden.name}{plot.number}号地块"[:60]
    where = Where(garden.building_id, spot)
    return hazards.report_hazard(session, actor, category=category, way="take", words=words, where=where)


def names_of(session: Session, log: Sequence[Care]) -> dict[str, str]:
    accounts = {one.account_id for one in log if one.account_id}
    query = select(Account.id, Party.name).join(Party, col(Party.id) == Account.party_id)
    return dict(session.exec(query.where(col(Account.id).in_(accounts))).all()) if accounts else {}


def _home(session: Session, actor: Actor, garden: Garden, door: str) -> str:
    """Where several compounds have such a door, the garden's own is meant."""
    text = door.replace(" ", "")
    query = select(Household.id, Household.label).where(
        Household.community_id == garden.community_id, col(Household.moved_out_on).is_(None),
        (Household.door == text) | (Household.label == text),
    )  # fmt: skip
    found = session.exec(within(query, actor, Household.grid_id)).all()
    if not found:
        raise DoorUnknown(field="door")
    estate = session.get_one(Building, garden.building_id).estate
    near = [home for home, label in found if label.startswith(estate)] if len(found) > 1 else [found[0][0]]
    if len(near) != 1:
        raise DoorTwice(field="door", door=door)
    return near[0]
