"""Reads of departments, activities and sign-ups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from webapp.core.lists.first_rows import First, read, turned
from webapp.core.spread import shards
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.people.accounts.scope import Actor, one, within
from webapp.volunteering.activities.models import (
    Activity,
    ActivityState,
    Department,
    Membership,
    Place,
    Shift,
    SignUp,
)
from webapp.volunteering.volunteers.models import Volunteer


@dataclass(frozen=True)
class Coming:
    """One shift as somebody looking for something to do sees it."""

    shift_id: str
    activity_id: str
    title: str
    venue: str
    starts_at: datetime
    ends_at: datetime
    places: int
    going: int
    place: Place | None

    @property
    def left(self) -> int:
        return max(0, self.places - self.going)


@dataclass(frozen=True)
class Named:
    sign_up_id: str
    volunteer_id: str
    name: str
    number: str
    place: Place


def list_departments(session: Session, actor: Actor) -> list[tuple[Department, str | None, str | None, int]]:
    """(department, name of its lead, of its deputy, members now)"""
    deputy = aliased(Volunteer)
    members = select(func.count()).where(Membership.department_id == Department.id, col(Membership.left_at).is_(None))
    query = (
        select(Department, Volunteer.name, deputy.name, members.scalar_subquery())
        .outerjoin(Volunteer, col(Volunteer.id) == Department.lead_id)
        .outerjoin(deputy, col(deputy.id) == Department.deputy_id)
        .where(col(Department.closed_at).is_(None))
    )
    query = within(query, actor, Department.community_id).order_by(Department.name)
    return [(department, lead, second, int(count)) for department, lead, second, count in session.exec(query)]


def get_department(session: Session, actor: Actor, department_id: str) -> Department:
    query = select(Department).where(Department.id == department_id)
    found: Department = one(session, within(query, actor, Department.community_id))
    return found


def list_members(session: Session, department_id: str) -> list[tuple[Membership, Volunteer]]:
    query = (
        select(Membership, Volunteer)
        .join(Volunteer, col(Volunteer.id) == Membership.volunteer_id)
        .where(Membership.department_id == department_id, col(Membership.left_at).is_(None))
    )
    return list(session.exec(query.order_by(Volunteer.number)))


def get_membership(session: Session, department: Department, membership_id: str) -> Membership:
    query = select(Membership).where(Membership.id == membership_id, Membership.department_id == department.id)
    found: Membership = one(session, query)
    return found


def is_member(session: Session, department_id: str, volunteer_id: str) -> bool:
    query = select(Membership.id).where(
        Membership.department_id == department_id,
        Membership.volunteer_id == volunteer_id,
        col(Membership.left_at).is_(None),
    )
    return session.exec(query).first() is not None


def membership_of(session: Session, department: Department, volunteer_id: str) -> Membership:
    query = select(Membership).where(
        Membership.department_id == department.id, Membership.volunteer_id == volunteer_id,
        col(Membership.left_at).is_(None),
    )  # fmt: skip
    return one(session, query)  # type: ignore[no-any-return]


def departments_to_choose(session: Session, actor: Actor) -> list[tuple[str, str]]:
    query = select(Department.id, Department.name).where(col(Department.closed_at).is_(None))
    ordered = within(query, actor, Department.community_id).order_by(Department.name).limit(200)
    return [(row_id, name) for row_id, name in session.exec(ordered)]


def get_activity(session: Session, actor: Actor, activity_id: str) -> Activity:
    query = within(select(Activity).where(Activity.id == activity_id), actor, Activity.community_id)
    found: Activity = one(session, query)
    return found


def get_shift(session: Session, actor: Actor, shift_id: str) -> Shift:
    found: Shift = one(session, within(select(Shift).where(Shift.id == shift_id), actor, Shift.community_id))
    return found


def open_shift(session: Session, community_id: str | None, shift_id: str) -> tuple[Shift, Activity]:
    """A shift of an announced activity in the volunteer's own community."""
    query = (
        select(Shift, Activity)
        .join(Activity, col(Activity.id) == Shift.activity_id)
        .where(Shift.id == shift_id, Shift.community_id == community_id, Activity.state == ActivityState.OPEN)
    )
    row = session.exec(query).first()
    if row is None:
        raise NotFound
    return row[0], row[1]


def shifts_of(session: Session, activity_id: str) -> list[Shift]:
    return list(session.exec(select(Shift).where(Shift.activity_id == activity_id).order_by(col(Shift.starts_at))))


def next_shifts(session: Session, activity_ids: list[str]) -> dict[str, datetime]:
    """When each activity's next shift begins."""
    query = (
        select(Shift.activity_id, func.min(Shift.starts_at))
        .where(col(Shift.activity_id).in_(activity_ids), Shift.ends_at > clock.now())
        .group_by(Shift.activity_id)
    )
    return dict(session.exec(query).all())


def counts(session: Session, shift_ids: list[str]) -> dict[str, int]:
    """How many have a place on each shift; who has none is absent."""
    query = (
        select(SignUp.shift_id, func.count())
        .where(col(SignUp.shift_id).in_(shift_ids), SignUp.place == Place.GOING)
        .group_by(SignUp.shift_id)
    )
    return dict(session.exec(query).all())


def lead_accounts(session: Session, actor: Actor) -> list[tuple[str, str]]:
    """Volunteers who lead a department and can sign in: (account id, name)."""
    leads = col(Volunteer.id).in_((Department.lead_id, Department.deputy_id))
    query = (
        select(Volunteer.account_id, Volunteer.name)
        .join(Department, leads & shards.at_home(Volunteer.community_id, Department.community_id))
        .where(col(Volunteer.account_id).is_not(None))
        .distinct()
    )
    return [(str(account_id), name) for account_id, name in session.exec(within(query, actor, Department.community_id))]


def list_coming(session: Session, community_id: str | None, volunteer_id: str, most: int = 30) -> First[Coming]:
    going = select(func.count()).where(SignUp.shift_id == Shift.id, SignUp.place == Place.GOING).scalar_subquery()
    own = (
        select(SignUp.place)
        .where(SignUp.shift_id == Shift.id, SignUp.volunteer_id == volunteer_id, SignUp.place != Place.WITHDRAWN)
        .scalar_subquery()
    )
    query = (
        select(Shift.id, Activity.id, Activity.title, Activity.venue, Shift.starts_at, Shift.ends_at, Shift.places,
               going, own)
        .join(Activity, col(Activity.id) == Shift.activity_id)
        .where(Shift.community_id == community_id, Shift.ends_at > clock.now(), Activity.state == ActivityState.OPEN)
        .order_by(col(Shift.starts_at))
    )  # fmt: skip
    rows = read(session, query, most)
    return turned(rows, [Coming(*row) for row in rows])


def sign_up_of(session: Session, shift_id: str, volunteer_id: str) -> SignUp | None:
    query = select(SignUp).where(SignUp.shift_id == shift_id, SignUp.volunteer_id == volunteer_id)
    return session.exec(query).first()


def count_going(session: Session, shift_id: str) -> int:
    query = select(func.count()).select_from(SignUp).where(SignUp.shift_id == shift_id, SignUp.place == Place.GOING)
    return int(session.exec(query).one())


def list_waiting(session: Session, shift_id: str) -> list[SignUp]:
    """The longest waiting first."""
    query = select(SignUp).where(SignUp.shift_id == shift_id, SignUp.place == Place.WAITING)
    return list(session.exec(query.order_by(col(SignUp.since), col(SignUp.id)).with_for_update()))


def list_signed_up(session: Session, shift_id: str) -> list[Named]:
    query = (
        select(SignUp.id, Volunteer.id, Volunteer.name, Volunteer.number, SignUp.place)
        .join(Volunteer, col(Volunteer.id) == SignUp.volunteer_id)
        .where(SignUp.shift_id == shift_id, SignUp.place != Place.WITHDRAWN)
        .order_by(col(SignUp.since))
    )
    return [Named(*row) for row in session.exec(query)]


def accounts_of(session: Session, volunteer_ids: list[str]) -> list[str]:
    """Of those who can sign in."""
    query = select(Volunteer.account_id).where(col(Volunteer.id).in_(volunteer_ids))
    return [account_id for account_id in session.exec(query) if account_id]


def going_shifts(session: Session, volunteer_id: str, *, since: datetime) -> list[tuple[Shift, str]]:
    query = (
        select(Shift, Activity.title)
        .join(SignUp, col(SignUp.shift_id) == Shift.id)
        .join(Activity, col(Activity.id) == Shift.activity_id)
        .where(
            SignUp.volunteer_id == volunteer_id,
            SignUp.place == Place.GOING,
            Shift.ends_at > since,
            Activity.state == ActivityState.OPEN,
        )
    )
    return [(shift, title) for shift, title in session.exec(query)]
