"""Reads of demands. Who asked, and where, is seen by who raised it, by the community and by who said yes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlmodel import Session, col, func, select

from webapp.core.lists.first_rows import First, read, turned
from webapp.people.accounts.scope import Actor, one, within
from webapp.volunteering.activities.demand_models import Declined, Demand, DemandState, RatedBy, Rating
from webapp.volunteering.activities.models import Department, Membership
from webapp.volunteering.volunteers.models import Volunteer

OPEN = (DemandState.RAISED, DemandState.DISPATCHED, DemandState.ACCEPTED, DemandState.DONE)


@dataclass(frozen=True)
class Row:
    demand: Demand
    department: str | None
    volunteer: str | None


def list_demands(session: Session, actor: Actor, most: int = 100) -> First[Row]:
    """What is not yet rated by both, and what the person raised themselves wherever their post reaches."""
    query = _rows().where(col(Demand.state).in_(OPEN))
    query = within(query, actor, Demand.community_id).order_by(col(Demand.raised_at))
    rows = read(session, query, most)
    return turned(rows, [Row(*row) for row in rows])


def list_raised(session: Session, actor: Actor, most: int = 50) -> First[Row]:
    query = _rows().where(Demand.raised_by == actor.account_id)
    rows = read(session, query.order_by(col(Demand.raised_at).desc()), most)
    return turned(rows, [Row(*row) for row in rows])


def get_demand(session: Session, actor: Actor, demand_id: str) -> Demand:
    """Within reach, or one's own."""
    near = within(select(Demand.id), actor, Demand.community_id)
    query = select(Demand).where(
        Demand.id == demand_id, (col(Demand.raised_by) == actor.account_id) | col(Demand.id).in_(near)
    )
    found: Demand = one(session, query)
    return found


def list_for_volunteer(session: Session, me: Volunteer, most: int = 30) -> First[Demand]:
    """Offered to a department of theirs and not refused, or taken by them and not yet done with."""
    mine = select(Membership.department_id).where(Membership.volunteer_id == me.id, col(Membership.left_at).is_(None))
    said_no = select(Declined.demand_id).where(Declined.volunteer_id == me.id)
    offered = (
        (col(Demand.state) == DemandState.DISPATCHED)
        & col(Demand.department_id).in_(mine)
        & col(Demand.id).not_in(said_no)
    )
    taken = (col(Demand.volunteer_id) == me.id) & col(Demand.state).in_((DemandState.ACCEPTED, DemandState.DONE))
    query = select(Demand).where(offered | taken).order_by(col(Demand.raised_at))
    return read(session, query, most)


def offered(session: Session, me: Volunteer, demand_id: str) -> Demand:
    """One that was offered to a department of theirs, or is theirs already."""
    mine = select(Membership.department_id).where(Membership.volunteer_id == me.id, col(Membership.left_at).is_(None))
    query = select(Demand).where(
        Demand.id == demand_id, (col(Demand.volunteer_id) == me.id) | col(Demand.department_id).in_(mine)
    )
    found: Demand = one(session, query)
    return found


def taken(session: Session, me: Volunteer, demand_id: str) -> Demand:
    found: Demand = one(session, select(Demand).where(Demand.id == demand_id, Demand.volunteer_id == me.id))
    return found


def rated_by(session: Session, demand_id: str) -> dict[RatedBy, Rating]:
    query = select(Rating).where(Rating.demand_id == demand_id)
    return {rating.rated_by: rating for rating in session.exec(query)}


def first_answers(session: Session, actor: Actor, since: datetime) -> list[tuple[str, int, int]]:
    """(skill, demands, accepted) since the day: what is asked for and what finds nobody."""
    query = select(Demand.skill, func.count(), func.count(col(Demand.accepted_at))).where(Demand.raised_at >= since)
    query = within(query, actor, Demand.community_id).group_by(Demand.skill).order_by(func.count().desc())
    return [(skill.value, int(count), int(accepted)) for skill, count, accepted in session.exec(query)]


class Names(NamedTuple):
    """Empty while there is none."""

    department: str
    volunteer: str


def names(session: Session, demand: Demand) -> Names:
    department = session.get(Department, demand.department_id) if demand.department_id else None
    volunteer = session.get(Volunteer, demand.volunteer_id) if demand.volunteer_id else None
    return Names(department.name if department else "", volunteer.name if volunteer else "")


@cache
def _rows() -> Any:
    return (
        select(Demand, Department.name, Volunteer.name)
        .outerjoin(Department, col(Department.id) == Demand.department_id)
        .outerjoin(Volunteer, col(Volunteer.id) == Demand.volunteer_id)
    )
