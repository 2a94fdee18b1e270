"""点单 → 派单 → 接单 → 评单. A department is asked, a volunteer says yes by themselves, both sides say how it was."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, select

from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts.models import Account
from webapp.people.accounts.scope import Actor, made_before
from webapp.volunteering.activities import attendance_services as attendance
from webapp.volunteering.activities import queries
from webapp.volunteering.activities.demand_models import Declined, Demand, DemandState, RatedBy, Rating, Score
from webapp.volunteering.activities.models import Attendance, Department, Method
from webapp.volunteering.activities.services import NotActive, PaperMissing
from webapp.volunteering.volunteers import queries as volunteers
from webapp.volunteering.volunteers.models import Skill, Volunteer


class WrongStep(DomainError):
    message = N_("这一单现在是“%(state)s”，不能这样办。")


class OwnWordOnly(DomainError):
    message = N_("接单要志愿者本人点头。")


class OwnDemand(DomainError):
    """Whoever asks for a service does not earn by it, nor says for the other side how it was."""

    message = N_("自己点的单请别人来接。")


class OwnRating(DomainError):
    message = N_("居民怎么说的，请别人来记。")


class NotInDepartment(DomainError):
    message = N_("先加入“%(name)s”，才能接这一单。")


class TakenByOther(DomainError):
    message = N_("这一单刚被别人接走了。")


class RatedAlready(DomainError):
    message = N_("这一边已经评过了。")


class ReasonMissing(DomainError):
    status = 422
    message = N_("不满意的话，请写一句哪里不好。")


STATE_WORDS = {
    DemandState.RAISED: N_("点单"),
    DemandState.DISPATCHED: N_("已派单"),
    DemandState.ACCEPTED: N_("已接单"),
    DemandState.DONE: N_("办好了"),
    DemandState.RATED: N_("评过了"),
    DemandState.WITHDRAWN: N_("不要了"),
}


@dataclass(frozen=True)
class Wish:
    skill: Skill
    words: str
    asker: str | None = None
    phone: str | None = None
    venue: str | None = None
    wanted_on: date | None = None
    grid_id: str | None = None


def replace_grid(wish: Wish, grid_id: str | None) -> Wish:
    return replace(wish, grid_id=grid_id)


def raise_demand(session: Session, actor: Actor, wish: Wish, *, community_id: str, id: str | None = None) -> Demand:
    """The same `id` again is the same demand."""
    if (known := made_before(session, Demand, id, community_id)) is not None:
        return known
    made = Demand(
        community_id=community_id, raised_by=actor.account_id, raised_at=clock.now(), **asdict(wish),
        id=id or ids.new(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "raise_demand", made, after={"skill": wish.skill.value})
    return made


def dispatch(session: Session, actor: Actor, demand: Demand, department: Department) -> None:
    """May be sent on to another department as long as nobody has said yes."""
    _expect(session, demand, DemandState.RAISED, DemandState.DISPATCHED)
    demand.state, demand.department_id, demand.dispatched_at = DemandState.DISPATCHED, department.id, clock.now()
    session.add(demand)
    history.record(session, actor, "dispatch_demand", demand, after={"department": department.id})


def accept(session: Session, actor: Actor, demand: Demand, volunteer: Volunteer) -> None:
    """The volunteer's own word, with the paper the service needs valid on the day of service."""
    session.refresh(demand, with_for_update=True)
    if volunteer.party_id != actor.party_id:
        raise OwnWordOnly
    if demand.state is DemandState.ACCEPTED:
        if demand.volunteer_id == volunteer.id:
            return
        raise TakenByOther
    _expect(session, demand, DemandState.DISPATCHED)
    if _is_own(session, demand.raised_by, volunteer):
        raise OwnDemand
    department = session.get_one(Department, demand.department_id)
    if not queries.is_member(session, department.id, volunteer.id):
        raise NotInDepartment(name=department.name)
    _is_fit(session, demand, volunteer, demand.wanted_on or clock.today())
    demand.state, demand.volunteer_id, demand.accepted_at = DemandState.ACCEPTED, volunteer.id, clock.now()
    session.add(demand)
    history.record(session, actor, "accept_demand", demand)


def decline(session: Session, actor: Actor, demand: Demand, volunteer: Volunteer) -> None:
    """Costs nothing and asks for no reason; a yes may be taken back as well, then it is offered again."""
    session.refresh(demand, with_for_update=True)
    if volunteer.party_id != actor.party_id:
        raise OwnWordOnly
    if demand.state is DemandState.ACCEPTED and demand.volunteer_id == volunteer.id:
        demand.state, demand.volunteer_id, demand.accepted_at = DemandState.DISPATCHED, None, None
    said = select(Declined).where(Declined.demand_id == demand.id, Declined.volunteer_id == volunteer.id)
    if session.exec(said).first() is None:
        no = Declined(community_id=demand.community_id, demand_id=demand.id, volunteer_id=volunteer.id, at=clock.now())
        session.add(no)
    session.add(demand)
    history.record(session, actor, "decline_demand", demand)


def finish(
    session: Session, actor: Actor, demand: Demand, *, came_at: datetime, left_at: datetime, note: str = ""
) -> Attendance:
    """Done: when it began and ended. The hours wait for their two confirmations like all others."""
    _expect(session, demand, DemandState.ACCEPTED)
    volunteer = session.get_one(Volunteer, demand.volunteer_id)
    _is_fit(session, demand, volunteer, clock.local(came_at).date())
    row = attendance.enter(
        session, actor, volunteer, came_at=came_at, left_at=left_at, method=Method.DEMAND, demand=demand, note=note
    )
    demand.state, demand.done_at = DemandState.DONE, clock.now()
    session.add(demand)
    history.record(session, actor, "finish_demand", demand)
    return row


def rate(session: Session, actor: Actor, demand: Demand, *, rated_by: RatedBy, score: Score, words: str = "") -> Rating:
    """What the resident said may be told by whoever raised it; the volunteer speaks for themselves."""
    _expect(session, demand, DemandState.DONE)
    if score is Score.BAD and not words.strip():
        raise ReasonMissing("words")
    volunteer = session.get_one(Volunteer, demand.volunteer_id)
    if rated_by is RatedBy.SERVED and volunteer.party_id == actor.party_id:
        raise OwnRating
    said = set(session.exec(select(Rating.rated_by).where(Rating.demand_id == demand.id)))
    if rated_by in said:
        raise RatedAlready
    row = Rating(
        community_id=demand.community_id, demand_id=demand.id, rated_by=rated_by, score=score, words=words,
        told_by=actor.account_id, at=clock.now(),
    )  # fmt: skip
    if len(said | {rated_by}) == len(RatedBy):
        demand.state = DemandState.RATED
    session.add_all((row, demand))
    session.flush()
    history.record(session, actor, "rate_demand", demand, after={"by": rated_by.value, "score": score.value})
    return row


def take_back(session: Session, actor: Actor, demand: Demand, *, reason: str) -> None:
    """The resident no longer wants it."""
    _expect(session, demand, DemandState.RAISED, DemandState.DISPATCHED, DemandState.ACCEPTED)
    demand.state = DemandState.WITHDRAWN
    session.add(demand)
    history.record(session, actor, "withdraw_demand", demand, reason=reason)


def _is_own(session: Session, account_id: str, volunteer: Volunteer) -> bool:
    return session.exec(select(Account.party_id).where(Account.id == account_id)).first() == volunteer.party_id


def _is_fit(session: Session, demand: Demand, volunteer: Volunteer, day: date) -> None:
    """On the day it is wanted, and again on the day it was really done."""
    department = session.get_one(Department, demand.department_id)
    if not volunteer.is_active(day):
        raise NotActive
    if department.needs_paper and not volunteers.has_qualification(session, volunteer.id, department.skill, day):
        raise PaperMissing


def _expect(session: Session, demand: Demand, *states: DemandState) -> None:
    session.refresh(demand, with_for_update=True)
    if demand.state not in states:
        raise WrongStep(state=STATE_WORDS[demand.state])
