"""Reads of attendance: what is near in time, who may prove it, what awaits its second person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from webapp.core.time import clock
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.models import Account, Post, Role
from webapp.people.accounts.scope import Actor, one, within
from webapp.people.org.models import Party, Unit
from webapp.volunteering.activities import rules
from webapp.volunteering.activities.demand_models import Demand
from webapp.volunteering.activities.models import Activity, Attendance, Confirmation, Department, Shift, Side
from webapp.volunteering.activities.rules import Odd, Seen
from webapp.volunteering.volunteers.models import Volunteer
from webapp.volunteering.volunteers.rules import LONGEST

STAFF = (Role.GRID_WORKER, Role.HOST, Role.STREET, Role.DISTRICT, Role.COUNTER)
DEMAND_ACT = "demand"


@dataclass(frozen=True)
class Told:
    """What the record will say about the service."""

    title: str
    venue: str
    act: str
    organiser: str
    lead_name: str


@dataclass(frozen=True)
class Waiting:
    """One attendance on the list of those still to be proved."""

    id: str
    volunteer_id: str
    name: str
    title: str
    came_at: datetime
    left_at: datetime | None
    note: str
    proofs: dict[Side, str]
    is_lead: bool


def attendance_of(session: Session, shift_id: str, volunteer_id: str) -> Attendance | None:
    query = select(Attendance).where(
        Attendance.shift_id == shift_id,
        Attendance.volunteer_id == volunteer_id,
        col(Attendance.voided_at).is_(None),
    )
    return session.exec(query).first()


def served_on(session: Session, demand_id: str) -> Attendance | None:
    """The service that came of a demand; the caller has found the demand through scope."""
    query = select(Attendance).where(Attendance.demand_id == demand_id, col(Attendance.voided_at).is_(None))
    return session.exec(query).first()


def awaits_lead(session: Session, actor: Actor, row: Attendance | None) -> bool:
    """Whether this person may, and has not yet, said that a service was as told."""
    if row is None or row.left_at is None or Side.LEAD in (proofs := confirmations_of(session, row.id)):
        return False
    return actor.account_id in leads_of(session, row) and actor.account_id not in proofs.values()


def get_attendance(session: Session, actor: Actor, attendance_id: str) -> Attendance:
    query = within(select(Attendance).where(Attendance.id == attendance_id), actor, Attendance.community_id)
    found: Attendance = one(session, query)
    return found


def around(session: Session, volunteer_id: str, start: datetime, end: datetime) -> list[Attendance]:
    """Everything of this person that could touch the days between; nothing lasts longer than a day."""
    query = select(Attendance).where(
        Attendance.volunteer_id == volunteer_id,
        col(Attendance.voided_at).is_(None),
        Attendance.came_at > start - LONGEST - timedelta(days=1),
        Attendance.came_at < end + timedelta(days=1),
    )
    return list(session.exec(query))


def there(session: Session, shift_id: str) -> list[tuple[Attendance, str, str]]:
    """(attendance, name, number) of one shift, as they came."""
    query = (
        select(Attendance, Volunteer.name, Volunteer.number)
        .join(Volunteer, col(Volunteer.id) == Attendance.volunteer_id)
        .where(Attendance.shift_id == shift_id, col(Attendance.voided_at).is_(None))
    )
    return [(row, name, number) for row, name, number in session.exec(query.order_by(col(Attendance.came_at)))]


def confirmations_of(session: Session, attendance_id: str) -> dict[Side, str]:
    query = select(Confirmation.side, Confirmation.account_id).where(Confirmation.attendance_id == attendance_id)
    return {Side(side): account_id for side, account_id in session.exec(query)}


def holds_staff_post(session: Session, party_id: str, on: date) -> bool:
    query = (
        select(Post.id)
        .join(Account, col(Account.id) == Post.account_id)
        .where(
            Account.party_id == party_id,
            col(Post.role).in_(STAFF),
            Post.valid_from <= on,
            col(Post.valid_to).is_(None) | (col(Post.valid_to) >= on),
        )
    )
    return session.exec(query).first() is not None


def leads_of(session: Session, row: Attendance) -> set[str]:
    """Accounts that led this service: the activity's lead, the department's leads, whoever took the demand."""
    if row.shift_id is not None:
        activity = _activity(session, row.shift_id)
        return {activity.lead_account_id, *_department_leads(session, activity.department_id)}
    demand = session.get_one(Demand, row.demand_id)
    return {demand.raised_by, *_department_leads(session, demand.department_id)}


def told_of(session: Session, row: Attendance) -> Told:
    community = session.get_one(Unit, row.community_id).name
    if row.shift_id is not None:
        activity = _activity(session, row.shift_id)
        department = session.get(Department, activity.department_id) if activity.department_id else None
        lead = _person(session, activity.lead_account_id)
        organiser = f"{community}{department.name}" if department else community
        return Told(activity.title, activity.venue, activity.act, organiser, lead)
    demand = session.get_one(Demand, row.demand_id)
    department = session.get(Department, demand.department_id) if demand.department_id else None
    name = department.name if department else community
    return Told(f"{name}上门服务", community, DEMAND_ACT, f"{community}{name}", _person(session, demand.raised_by))


def title_of(session: Session, row: Attendance) -> str:
    return told_of(session, row).title


def list_waiting(session: Session, actor: Actor, limit: int = 60) -> list[Waiting]:
    """Not yet proved by both, oldest first. A volunteer who leads sees only what they led."""
    query = (
        select(Attendance, Volunteer.name)
        .join(Volunteer, col(Volunteer.id) == Attendance.volunteer_id)
        .where(col(Attendance.credited_at).is_(None), col(Attendance.voided_at).is_(None))
    )
    query = within(query, actor, Attendance.community_id).order_by(col(Attendance.came_at)).limit(limit)
    found = [_waiting(session, actor, row, name) for row, name in session.exec(query).all()]
    everything = actor.holds(Role.HOST, Role.COUNTER)
    return [one for one in found if everything or one.is_lead]


def list_oddities(session: Session, actor: Actor, since: datetime) -> list[Odd]:
    """Records of the actor's communities that somebody should look at again, newest first."""
    lead, community, row = aliased(Confirmation), aliased(Confirmation), Attendance

    def by(proof: Any, side: Side) -> Any:
        return (col(proof.attendance_id) == col(row.id)) & (col(proof.side) == side)

    told = (row.volunteer_id, row.came_at, row.left_at, row.recorded_by, row.recorded_at)
    proofs = (col(proof.account_id) for proof in (lead, community))
    query = (
        columns(*(col(part) for part in told), *proofs)
        .outerjoin(lead, by(lead, Side.LEAD))
        .outerjoin(community, by(community, Side.COMMUNITY))
        .where(col(row.came_at) >= since, col(row.left_at).is_not(None), col(row.voided_at).is_(None))
    )
    rows = [Seen(*found) for found in session.execute(within(query, actor, Attendance.community_id).limit(20_000))]
    owners = within(select(Volunteer.account_id, Volunteer.id), actor, Volunteer.community_id)
    owner = {account: found for account, found in session.exec(owners) if account}
    odd = [
        *rules.long_days(rows, clock.ZONE), *rules.night_entries(rows, clock.ZONE), *rules.each_other(rows, owner),
        *rules.rings(rows, owner), *rules.same_pairs(rows),
    ]  # fmt: skip
    return sorted(odd, key=lambda one: one.on, reverse=True)[:100]


def names_behind(session: Session, odd: list[Odd]) -> dict[str, str]:
    """Names for what the oddities point at, volunteers and accounts alike."""
    wanted: set[str | None] = set()
    for found in odd:
        wanted |= {found.who, found.other or None}
    people = dict(session.exec(select(Volunteer.id, Volunteer.name).where(col(Volunteer.id).in_(wanted))).all())
    return people | accounts.names_of(session, wanted - set(people))


def _waiting(session: Session, actor: Actor, row: Attendance, name: str) -> Waiting:
    return Waiting(
        row.id, row.volunteer_id, name, title_of(session, row), row.came_at, row.left_at, row.note,
        confirmations_of(session, row.id), actor.account_id in leads_of(session, row),
    )  # fmt: skip


def _activity(session: Session, shift_id: str) -> Activity:
    query = select(Activity).join(Shift, col(Shift.activity_id) == Activity.id).where(Shift.id == shift_id)
    return session.exec(query).one()


def _department_leads(session: Session, department_id: str | None) -> set[str]:
    if department_id is None:
        return set()
    department = session.get_one(Department, department_id)
    query = select(Volunteer.account_id).where(col(Volunteer.id).in_((department.lead_id, department.deputy_id)))
    return {account_id for account_id in session.exec(query) if account_id}


def _person(session: Session, account_id: str) -> str:
    query = select(Party.name).join(Account, col(Account.party_id) == Party.id).where(Account.id == account_id)
    return session.exec(query).first() or ""
