"""People between homes: moved, handed over from 名都园, registered elsewhere, written down twice; and a death."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session, col, select

from webapp.demo.town import Town
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.register.persons import death_services, merge_services, move_services
from webapp.register.persons.models import ElsewhereKind
from webapp.register.register import queries as register
from webapp.register.register import resident_services
from webapp.register.register.models import Household, HouseholdMember, Relation, Resident
from webapp.register.register.queries import LIVES_THERE
from webapp.register.register.rules import KeyFlag


def tell(session: Session, town: Town) -> None:
    actor = town.actor("lin", Action.CHANGE_REGISTER)
    families = _families(session, town, "dongmei", 8)
    (one, son), (other, _), (third, daughter), (_, twin), (fifth, elder) = families[:5]
    day = town.today - timedelta(days=40)
    move_services.move(session, actor, son, door=other.label, relation=Relation.TENANT, on=day)
    move_services.note_elsewhere(
        session, actor, daughter, kind=ElsewhereKind.REGISTERED, words="河北省沧州市", on=day - timedelta(days=300)
    )
    _written_twice(session, actor, one, twin)
    joined = _written_twice(session, actor, third, families[5][1])
    merge_services.merge(session, actor, families[5][1], joined, taken=(), reason="打电话问过本人，登记了两遍")
    death_services.record_death(
        session, actor, elder, on=town.today - timedelta(days=12), flags=[KeyFlag(flag) for flag in fifth.flags],
        words="家里人说的，看过死亡证明",
    )  # fmt: skip
    host = town.actor("li", Action.CHANGE_REGISTER)
    for _, person in _families(session, town, "mingdu", 2):
        move_services.send_on(session, host, person, to_id=town.units["dongmei"], on=town.today - timedelta(days=3))


def _families(session: Session, town: Town, unit: str, count: int) -> list[tuple[Household, Resident]]:
    """Homes of several people, none of whom is anybody's volunteer or officer, each with one who is not the head."""
    query = (
        select(Household, Resident)
        .join(HouseholdMember, col(HouseholdMember.household_id) == Household.id)
        .join(Resident, LIVES_THERE)
        .where(Household.community_id == town.units[unit], col(Household.moved_out_on).is_(None))
        .where(HouseholdMember.relation != Relation.HEAD, col(HouseholdMember.valid_to).is_(None))
        .where(col(Resident.party_id).is_(None), col(Resident.born_on).is_not(None))
        .order_by(col(Household.door).desc(), col(HouseholdMember.position).desc(), col(Resident.id))
    )
    found: dict[str, tuple[Household, Resident]] = {}
    for home, person in session.exec(query):
        found.setdefault(home.id, (home, person))
    return list(found.values())[:count]


def _written_twice(session: Session, actor: Actor, home: Household, person: Resident) -> Resident:
    """The same name and birthday behind another door, the phone a newer one."""
    known = register.list_members(session, home)[0][1]
    return resident_services.add_resident(
        session, actor, home, name=person.name, relation=Relation.OTHER_FAMILY, born_on=person.born_on,
        sex=person.sex, phone=known.phone,
    )  # fmt: skip
