"""Departments, activities and who has a place. Nobody is assigned: a place is taken by the volunteer's own word."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlmodel import Session

from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor, made_before
from webapp.volunteering.activities import echo_services as echo
from webapp.volunteering.activities import queries
from webapp.volunteering.activities.models import (
    Activity,
    ActivityState,
    Place,
    Risk,
    Shift,
    SignUp,
)
from webapp.volunteering.volunteers import queries as volunteers
from webapp.volunteering.volunteers.models import Skill, Volunteer
from webapp.volunteering.volunteers.rules import age, overlap


class RiskUntold(DomainError):
    status = 422
    message = N_("有风险的活动要把风险写清楚，志愿者报名前看得到。")


class NotInsured(DomainError):
    status = 422
    message = N_("风险高的活动先上保险、填保单号，才能发布。")


class NoShift(DomainError):
    message = N_("还没有班次，先加一班再发布。")


class ChildrenNeedTwo(DomainError):
    message = N_("带孩子的活动每班至少两个成年志愿者，名额要留到 2 个以上。")


class ActivityNotOpen(DomainError):
    message = N_("这个活动现在不能报名。")


class ShiftInThePast(DomainError):
    status = 422
    message = N_("班次要排在以后，结束要晚于开始。")


class ShiftBegun(DomainError):
    message = N_("这一班已经开始了，请直接找带队人。")


class NotActive(DomainError):
    message = N_("这位志愿者已经离开，不能报名。")


class TooYoung(DomainError):
    message = N_("这个活动要满 %(age)s 岁。")


class PaperMissing(DomainError):
    message = N_("这件事要有资质，服务那天还得在有效期内。请把证件给社区看一眼。")


class RiskUnread(DomainError):
    status = 422
    message = N_("请先看完风险，再勾上“我知道了”。")


class SameTime(DomainError):
    message = N_("这个时间您已经报了“%(title)s”。")


class NotSignedUp(DomainError):
    message = N_("没有报这一班，不用取消。")


@dataclass(frozen=True)
class Plan:
    """What an activity is, as its announcement says it."""

    title: str
    act: str
    venue: str
    what: str
    lead_account_id: str
    department_id: str | None = None
    risk: Risk = Risk.NONE
    risk_text: str = ""
    is_insured: bool = False
    policy_number: str = ""
    needs_paper: Skill | None = None
    least_age: int | None = None
    is_for_children: bool = False


def draft(session: Session, actor: Actor, plan: Plan, *, community_id: str, id: str | None = None) -> Activity:
    """The same `id` again is the same activity."""
    if (known := made_before(session, Activity, id, community_id)) is not None:
        return known
    made = Activity(
        community_id=community_id, made_by=actor.account_id, made_at=clock.now(), **asdict(plan),
        id=id or ids.new(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "draft_activity", made, after={"title": plan.title})
    return made


def change(session: Session, actor: Actor, activity: Activity, plan: Plan) -> None:
    """What is already announced keeps to the same blocking checks."""
    for name, value in asdict(plan).items():
        setattr(activity, name, value)
    if activity.state is ActivityState.OPEN:
        _judge(session, activity)
    session.add(activity)
    history.record(session, actor, "change_activity", activity, after={"title": plan.title})


def add_shift(
    session: Session, actor: Actor, activity: Activity, *, starts_at: datetime, ends_at: datetime, places: int,
    id: str | None = None,
) -> Shift:  # fmt: skip
    """The same `id` again is the same shift."""
    if (known := made_before(session, Shift, id, activity.community_id)) is not None:
        return known
    if starts_at <= clock.now() or ends_at <= starts_at:
        raise ShiftInThePast("starts_at")
    made = Shift(
        id=id or ids.new(), community_id=activity.community_id, activity_id=activity.id, starts_at=starts_at,
        ends_at=ends_at, places=places,
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "add_shift", made, after={"places": places})
    return made


def announce(session: Session, actor: Actor, activity: Activity) -> None:
    _judge(session, activity)
    activity.state = ActivityState.OPEN
    session.add(activity)
    history.record(session, actor, "announce_activity", activity)


def cancel(session: Session, actor: Actor, activity: Activity, *, reason: str) -> None:
    """Weather, illness, no matter: nobody loses anything, nobody earns hours for what did not take place."""
    activity.state, activity.cancelled_why = ActivityState.CANCELLED, reason
    session.add(activity)
    history.record(session, actor, "cancel_activity", activity, reason=reason)
    echo.tell_called_off(session, activity, reason)


def sign_up(session: Session, actor: Actor, shift: Shift, volunteer: Volunteer, *, knows_risk: bool = False) -> SignUp:
    """A place, or a place in the waiting list. Twice is once."""
    session.refresh(shift, with_for_update=True)
    activity = session.get_one(Activity, shift.activity_id)
    mine = queries.sign_up_of(session, shift.id, volunteer.id)
    if mine is not None and mine.place is not Place.WITHDRAWN:
        return mine
    _may_join(session, activity, shift, volunteer, knows_risk=knows_risk)
    taken = queries.count_going(session, shift.id)
    row = mine or SignUp(
        community_id=shift.community_id, shift_id=shift.id, volunteer_id=volunteer.id, place=Place.WAITING,
        since=clock.now(),
    )  # fmt: skip
    row.place, row.since = Place.GOING if taken < shift.places else Place.WAITING, clock.now()
    session.add(row)
    session.flush()
    history.record(session, actor, "sign_up", row, after={"place": row.place.value})
    return row


def withdraw(session: Session, actor: Actor, shift: Shift, volunteer: Volunteer) -> SignUp | None:
    """Whoever waits longest moves up; the answer is that one, to be told."""
    session.refresh(shift, with_for_update=True)
    mine = queries.sign_up_of(session, shift.id, volunteer.id)
    if mine is None or mine.place is Place.WITHDRAWN:
        raise NotSignedUp
    if shift.starts_at <= clock.now():
        raise ShiftBegun
    freed = mine.place is Place.GOING
    mine.place = Place.WITHDRAWN
    session.add(mine)
    session.flush()
    history.record(session, actor, "withdraw_sign_up", mine)
    follows = _next_in_line(session, shift) if freed else None
    if follows is not None:
        follows.place = Place.GOING
        session.add(follows)
        session.flush()
        history.record(session, None, "move_up", follows)
        echo.tell_moved_up(session, shift, follows)
    return follows


def _next_in_line(session: Session, shift: Shift) -> SignUp | None:
    """The longest waiting who can still come: who has meanwhile promised that hour elsewhere, left, or whose paper has
    run out stays where they are in the line."""
    activity = session.get_one(Activity, shift.activity_id)
    for waits in queries.list_waiting(session, shift.id):
        volunteer = session.get_one(Volunteer, waits.volunteer_id)
        try:
            is_fit(session, activity, volunteer, clock.local(shift.starts_at).date())
            _refuse_same_time(session, shift, volunteer)
        except DomainError:
            continue
        return waits
    return None


def _judge(session: Session, activity: Activity) -> None:
    shifts = queries.shifts_of(session, activity.id)
    if activity.risk is not Risk.NONE and not activity.risk_text.strip():
        raise RiskUntold("risk_text")
    if activity.risk is Risk.HIGH and not (activity.is_insured and activity.policy_number.strip()):
        raise NotInsured("policy_number")
    if not shifts:
        raise NoShift
    if activity.is_for_children and any(shift.places < 2 for shift in shifts):
        raise ChildrenNeedTwo


def _may_join(session: Session, activity: Activity, shift: Shift, volunteer: Volunteer, *, knows_risk: bool) -> None:
    if activity.state is not ActivityState.OPEN:
        raise ActivityNotOpen
    if shift.starts_at <= clock.now():
        raise ShiftBegun
    is_fit(session, activity, volunteer, clock.local(shift.starts_at).date())
    if activity.risk is not Risk.NONE and not knows_risk:
        raise RiskUnread("knows_risk")
    _refuse_same_time(session, shift, volunteer)


def _refuse_same_time(session: Session, shift: Shift, volunteer: Volunteer) -> None:
    for other, title in queries.going_shifts(session, volunteer.id, since=clock.now()):
        if overlap((other.starts_at, other.ends_at), (shift.starts_at, shift.ends_at)):
            raise SameTime(title=title)


def is_fit(session: Session, activity: Activity, volunteer: Volunteer, day: date) -> None:
    """On the day of the service, not on the day of signing up."""
    if not volunteer.is_active(day):
        raise NotActive
    if activity.least_age and (volunteer.born_on is None or age(volunteer.born_on, day) < activity.least_age):
        raise TooYoung(age=activity.least_age)
    if activity.needs_paper and not volunteers.has_qualification(session, volunteer.id, activity.needs_paper, day):
        raise PaperMissing
