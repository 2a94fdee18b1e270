"""Writes about households: who moves in, who moves out, who is looked in on more often."""

from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from webapp.core.data import optimistic_lock
from webapp.core.text import masks
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor
from webapp.register.register import queries, resident_services, tally_services
from webapp.register.register.models import Building, Dwelling, Entrance, Household, Relation
from webapp.register.register.rules import KeyFlag
from webapp.register.register.search_rules import door_key


class DwellingOccupied(DomainError):
    message = N_("这一户还登记着 %(head)s，请先办搬走。")


def settle_household(
    session: Session,
    actor: Actor,
    dwelling: Dwelling,
    *,
    head_name: str,
    flags: list[KeyFlag] | None = None,
    is_rented: bool = False,
    note: str = "",
    moved_in_on: date | None = None,
) -> Household:
    """A household moves into an empty dwelling; the householder becomes its first member."""
    made = open_household(
        session, actor, dwelling, head_name=head_name, flags=flags or [], is_rented=is_rented, note=note,
        moved_in_on=moved_in_on,
    )  # fmt: skip
    resident_services.add_resident(session, actor, made, name=head_name, relation=Relation.HEAD)
    return made


def open_household(
    session: Session, actor: Actor, dwelling: Dwelling, *, head_name: str, flags: list[KeyFlag],
    is_rented: bool = False, note: str = "", moved_in_on: date | None = None,
) -> Household:  # fmt: skip
    """Still without a member: whoever is known already moves in as the person they are."""
    if (present := queries.household_at(session, actor, dwelling.id)) is not None:
        raise DwellingOccupied(head=masks.name(present.head_name))
    entrance = session.get_one(Entrance, dwelling.entrance_id)
    building = session.get_one(Building, dwelling.building_id)
    made = Household(
        community_id=dwelling.community_id, grid_id=dwelling.grid_id, micro_grid_id=entrance.micro_grid_id,
        building_id=building.id, entrance_id=entrance.id, dwelling_id=dwelling.id,
        label=f"{building.label}{entrance.name}{dwelling.room}",
        door=door_key(building.name, entrance.name, dwelling.room), room=dwelling.room,
        head_name=head_name, is_rented=is_rented, note=note, moved_in_on=moved_in_on, changed_at=clock.now(),
    )  # fmt: skip
    _flag(session, made, flags)
    session.add(made)
    session.flush()
    tally_services.touch(session, made.community_id, made.grid_id, made.micro_grid_id)
    history.record(session, actor, "settle_household", made, after={"label": made.label})
    return made


def change_household(
    session: Session, actor: Actor, household: Household, *, version: int, flags: list[KeyFlag], is_rented: bool,
    note: str,
) -> Household:  # fmt: skip
    optimistic_lock.check(household, version)
    before = {"flags": household.flags, "is_rented": household.is_rented, "note": household.note}
    _flag(session, household, flags)
    household.is_rented, household.note = is_rented, note
    optimistic_lock.touch(household)
    after = {"flags": household.flags, "is_rented": is_rented, "note": note}
    history.record(session, actor, "change_household", household, before=before, after=after)
    return household


def lines_of(household: Household) -> dict[str, Any]:
    """What two people may change at once, line by line."""
    return {"flags": sorted(household.flags), "is_rented": household.is_rented, "note": household.note}


def move_out(session: Session, actor: Actor, household: Household, *, on: date, reason: str = "") -> Household:
    """The household closes with its members; the door is free for the next."""
    if household.moved_out_on is not None:
        return household
    household.moved_out_on = on
    optimistic_lock.touch(household)
    for member, resident in queries.list_members(session, household):
        resident_services.close_membership(member, on)
        resident.household_id, resident.left_on = None, on
        optimistic_lock.touch(resident)
    tally_services.touch(session, household.community_id, household.grid_id, household.micro_grid_id)
    session.flush()
    history.record(session, actor, "move_out", household, after={"on": on.isoformat()}, reason=reason)
    return household


def _flag(session: Session, household: Household, flags: list[KeyFlag]) -> None:
    household.flags = [flag.value for flag in KeyFlag if flag in flags]
    household.is_key = bool(flags)
    household.cadence_days = queries.rounds(session).days(flags)
    last = household.last_visited_at
    start = clock.local(last).date() if last else clock.today()
    household.next_due_on = start + timedelta(days=household.cadence_days)
