"""Where somebody has lived; which records may be one person; what waits to be taken over."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import Session, and_, col, or_, select

from webapp.core.spread import shards
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.people.accounts.scope import Actor, one, within
from webapp.people.org.models import Unit, UnitKind
from webapp.register.persons.models import (
    ActKind,
    ElsewhereKind,
    NotSame,
    OtherHome,
    PersonAct,
    Transfer,
    TransferState,
)
from webapp.register.register.models import (
    Building,
    Dwelling,
    Entrance,
    Household,
    HouseholdMember,
    Relation,
    Resident,
)
from webapp.register.register.queries import SHOWN
from webapp.register.register.search_rules import door_key

MOST = 50
STREET = aliased(Unit)


@dataclass(frozen=True)
class HomeLine:
    """`url` only where the reader reaches that door; another community's is named by the community alone."""

    place: str
    relation: Relation
    valid_from: date
    valid_to: date | None
    url: str = ""


@dataclass(frozen=True)
class Twins:
    """Two records that may be one person. `has_number`: by the number; else by name and birthday."""

    first: Resident
    second: Resident
    has_number: bool
    first_door: str = ""
    second_door: str = ""


@dataclass(frozen=True)
class Arrival:
    transfer: Transfer
    person: Resident
    from_name: str
    to_name: str


def homes_of(session: Session, actor: Actor, resident: Resident) -> list[HomeLine]:
    query = (
        select(HouseholdMember, Household.id, Household.label, Unit.name)
        .join(Household, col(Household.id) == HouseholdMember.household_id)
        .join(Unit, col(Unit.id) == Household.community_id)
        .where(HouseholdMember.resident_id == resident.id)
        .order_by(col(HouseholdMember.valid_to).is_not(None), col(HouseholdMember.valid_from).desc(),
                  col(HouseholdMember.id).desc())
    )  # fmt: skip
    found = list(session.exec(query))
    doors = select(Household.id).where(col(Household.id).in_([home_id for _, home_id, _, _ in found]))
    near = set(session.exec(within(doors, actor, Household.grid_id)))
    return [
        HomeLine(label, member.relation, member.valid_from, member.valid_to, f"/register/households/{home_id}")
        if home_id in near else HomeLine(community, member.relation, member.valid_from, member.valid_to)
        for member, home_id, label, community in found
    ]  # fmt: skip


def elsewhere_of(session: Session, resident: Resident) -> list[tuple[OtherHome, str]]:
    """The homes that are only known of, each with its place in words."""
    query = (
        select(OtherHome, Household.label)
        .outerjoin(Household, col(Household.id) == OtherHome.household_id)
        .where(OtherHome.resident_id == resident.id, col(OtherHome.valid_to).is_(None))
        .order_by(col(OtherHome.kind), col(OtherHome.id))
    )
    return [(row, label or row.words) for row, label in session.exec(query)]


def get_elsewhere(session: Session, resident: Resident, home_id: str) -> OtherHome:
    query = select(OtherHome).where(OtherHome.id == home_id, OtherHome.resident_id == resident.id)
    found: OtherHome = one(session, query)
    return found


def open_elsewhere(session: Session, resident: Resident, kind: ElsewhereKind) -> OtherHome | None:
    query = select(OtherHome).where(
        OtherHome.resident_id == resident.id, OtherHome.kind == kind, col(OtherHome.valid_to).is_(None)
    )
    return session.exec(query).first()


def homes_at(session: Session, actor: Actor, door: str, community_id: str) -> list[Household]:
    """Open households in reach whose door is written so."""
    text = door.replace(" ", "")
    query = select(Household).where(
        Household.community_id == community_id, col(Household.moved_out_on).is_(None),
        or_(col(Household.door) == text, col(Household.label) == text),
    )  # fmt: skip
    return list(session.exec(within(query, actor, Household.grid_id).limit(2)))


def free_dwellings(session: Session, actor: Actor, door: str, community_id: str) -> list[Dwelling]:
    """Rooms in reach written so, behind which nobody is registered."""
    text = door.replace(" ", "")
    room = text.rsplit("-", 1)[-1] if "-" in text else re.sub(r".*\D", "", text)
    lived_in = (
        select(Household.id).where(Household.dwelling_id == Dwelling.id, col(Household.moved_out_on).is_(None)).exists()
    )
    query = (
        select(Dwelling, Building, Entrance.name)
        .join(Building, col(Building.id) == Dwelling.building_id)
        .join(Entrance, col(Entrance.id) == Dwelling.entrance_id)
        .where(
            Building.community_id == community_id, Dwelling.community_id == community_id, Dwelling.room == room,
            ~lived_in,
        )
    )  # fmt: skip
    rows = session.exec(within(query, actor, Dwelling.grid_id))
    return [
        one for one, building, entrance in rows
        if text in (door_key(building.name, entrance, one.room), f"{building.label}{entrance}{one.room}")
    ][:2]  # fmt: skip


def communities(session: Session) -> list[tuple[str, str]]:
    """Every community of the district with its street, to move to."""
    query = (
        select(Unit.id, STREET.name, Unit.name)
        .join(STREET, col(STREET.id) == Unit.parent_id)
        .where(Unit.kind == UnitKind.COMMUNITY, col(Unit.valid_to).is_(None))
        .order_by(col(STREET.name), col(Unit.position), col(Unit.name))
    )
    return [(unit_id, f"{street} · {name}") for unit_id, street, name in session.exec(query)]


def rivals(session: Session, resident: Resident) -> list[Resident]:
    """Others of the community with the same number: one of the two is mistyped, or they are one person."""
    if resident.id_number_index is None:
        return []
    query = select(Resident).where(
        Resident.community_id == resident.community_id, Resident.id_number_index == resident.id_number_index,
        Resident.id != resident.id, col(Resident.id).not_in(_gone()), SHOWN,
    )  # fmt: skip
    return list(session.exec(query.order_by(col(Resident.id)).limit(5)))


def twins_of(session: Session, actor: Actor, resident: Resident) -> list[Twins]:
    return _twins(session, actor, lambda first, second: or_(first.id == resident.id, second.id == resident.id))


def list_twins(session: Session, actor: Actor) -> list[Twins]:
    """疑似同一人: the same number first, then the same name and birthday; never what somebody said are two."""
    return _twins(session, actor, lambda first, second: None)


def _twins(session: Session, actor: Actor, narrowed: Any) -> list[Twins]:
    first, second = aliased(Resident), aliased(Resident)
    first_home, second_home = aliased(Household), aliased(Household)
    same_number = first.id_number_index == second.id_number_index
    same_name = and_(first.name == second.name, first.born_on == second.born_on)
    told = select(NotSame.id).where(
        NotSame.community_id == first.community_id, NotSame.first_id == first.id, NotSame.second_id == second.id
    )
    found: dict[tuple[str, str], Twins] = {}
    for is_number, alike in ((True, same_number), (False, same_name)):
        query: Any = (
            select(first, second, first_home.label, second_home.label)  # type: ignore[call-overload]
            .join(second, and_(second.community_id == first.community_id, alike, second.id > first.id))
            .outerjoin(first_home, col(first_home.id) == first.household_id)
            .outerjoin(second_home, col(second_home.id) == second.household_id)
            .where(~told.exists(), col(first.id).not_in(_gone()), col(second.id).not_in(_gone()))
            .where(col(first.blocked_at).is_(None), col(second.blocked_at).is_(None))
            .order_by(col(first.id).desc()).limit(MOST)
        )  # fmt: skip
        if (part := narrowed(first, second)) is not None:
            query = query.where(part)
        query = within(within(query, actor, first.grid_id), actor, second.grid_id)
        for one_row, other, door, other_door in session.exec(query):
            key = (one_row.id, other.id)
            found.setdefault(key, Twins(one_row, other, is_number, door or "", other_door or ""))
    return list(found.values())[:MOST]


def _gone() -> Any:
    """Records that went into another one."""
    return select(PersonAct.other_id).where(
        PersonAct.kind == ActKind.MERGE, col(PersonAct.undone_at).is_(None), col(PersonAct.other_id).is_not(None)
    )


def merged_into(session: Session, resident: Resident) -> PersonAct | None:
    query = select(PersonAct).where(
        PersonAct.other_id == resident.id, PersonAct.kind == ActKind.MERGE, col(PersonAct.undone_at).is_(None)
    )
    return session.exec(query).first()


def acts_of(session: Session, resident: Resident) -> list[PersonAct]:
    query = select(PersonAct).where(or_(PersonAct.resident_id == resident.id, PersonAct.other_id == resident.id))
    return list(session.exec(query.order_by(col(PersonAct.made_at).desc(), col(PersonAct.id).desc())))


def get_act(session: Session, actor: Actor, act_id: str) -> PersonAct:
    found: PersonAct = one(session, within(select(PersonAct).where(PersonAct.id == act_id), actor, PersonAct.grid_id))
    return found


def get_merge(session: Session, actor: Actor, act_id: str) -> PersonAct:
    return _of_kind(get_act(session, actor, act_id), ActKind.MERGE)


def get_death(session: Session, actor: Actor, act_id: str) -> PersonAct:
    return _of_kind(get_act(session, actor, act_id), ActKind.DEATH)


def _of_kind(act: PersonAct, kind: ActKind) -> PersonAct:
    if act.kind is not kind:
        raise NotFound
    return act


def open_transfer(session: Session, resident: Resident) -> Transfer | None:
    query = select(Transfer).where(Transfer.resident_id == resident.id, Transfer.state == TransferState.WAITING)
    return session.exec(query).first()


def describe_transfer(session: Session, resident: Resident) -> tuple[Transfer, str] | None:
    """The last one, with the name of where to, as long as it is not taken over."""
    query = (
        select(Transfer, Unit.name)
        .join(Unit, col(Unit.id) == Transfer.to_id)
        .where(Transfer.resident_id == resident.id)
        .order_by(col(Transfer.made_at).desc(), col(Transfer.id).desc())
    )
    found = session.exec(query).first()
    waits = found is not None and found[0].state in (TransferState.WAITING, TransferState.DECLINED)
    return found if waits and resident.household_id is None else None


def list_arrivals(session: Session, actor: Actor) -> list[Arrival]:
    """Who is said to have come here. No more of them than it takes to know whom to look for."""
    not_yet_there = shards.at_home(Resident.community_id, Transfer.community_id)
    asked = _arrivals(Resident).join(Resident, (col(Resident.id) == Transfer.resident_id) & not_yet_there)
    query = within(asked.where(Transfer.state == TransferState.WAITING), actor, Transfer.to_id)
    return [Arrival(*row) for row in session.exec(query.order_by(col(Transfer.made_at), col(Transfer.id)))]


def get_arrival(session: Session, actor: Actor, transfer_id: str) -> Arrival:
    """Of one that is settled too: then the person lies where they came to."""
    transfer, *names = one(session, within(_arrivals().where(Transfer.id == transfer_id), actor, Transfer.to_id))
    return Arrival(transfer, session.get_one(Resident, transfer.resident_id), *names)


def _arrivals(*more: Any) -> Any:
    came, went = aliased(Unit), aliased(Unit)
    asked: Any = select(Transfer, *more, went.name, came.name).select_from(Transfer)
    return asked.join(went, col(went.id) == Transfer.community_id).join(came, col(came.id) == Transfer.to_id)


def may_undo(act: PersonAct) -> bool:
    return act.undone_at is None and act.journal is not None and clock.today() <= act.until
