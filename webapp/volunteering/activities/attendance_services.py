"""到岗: when somebody came and went, who proves it, and what follows from two proofs: hours, and points by the rule."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session, select

from webapp.casework.catalogue import queries as catalogue
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.exchange.points import correction_services as corrections
from webapp.exchange.points import services as points
from webapp.exchange.points.models import Entry
from webapp.people.accounts.models import Role
from webapp.people.accounts.scope import Actor
from webapp.volunteering.activities import attendance_queries as queries
from webapp.volunteering.activities import services as activities
from webapp.volunteering.activities.demand_models import Demand
from webapp.volunteering.activities.models import (
    Activity,
    ActivityState,
    Attendance,
    Confirmation,
    Method,
    Shift,
    Side,
)
from webapp.volunteering.volunteers import rules
from webapp.volunteering.volunteers import services as volunteers
from webapp.volunteering.volunteers.models import HoursLine, Volunteer
from webapp.volunteering.volunteers.services import Service, TimesImpossible

EARLY = timedelta(hours=1)
LATE = timedelta(hours=4)


class NotNow(DomainError):
    message = N_("现在不是这一班的时间，扫码从开始前 1 小时到结束后 4 小时。")


class CalledOff(DomainError):
    """Nobody earns hours for what did not take place."""

    message = N_("“%(title)s”取消了，不记到岗。")


class AlreadyRecorded(DomainError):
    message = N_("%(name)s 这一班已经记过了。")


class ServiceOverlaps(DomainError):
    message = N_("时间和“%(title)s”重了，同一时间只能记一处。")


class NoteMissing(DomainError):
    status = 422
    message = N_("%(day)s 这一天超过 8 小时，写一句为什么。")


class DutyIsNotService(DomainError):
    message = N_("%(name)s 这段时间在上班，值勤不算志愿服务。")


class StillThere(DomainError):
    message = N_("还没有离岗时间，先补上再确认。")


class OwnHours(DomainError):
    message = N_("自己的时长要由别人确认。")


class SecondPersonNeeded(DomainError):
    message = N_("两次确认要由两个人来做。")


class NotYourPart(DomainError):
    message = N_("带队确认要由这次活动的带队人来做。")


class AlreadyConfirmed(DomainError):
    message = N_("这一边已经确认过了。")


class IsVoided(DomainError):
    message = N_("这一条已经作废。")


def scan(session: Session, actor: Actor, shift: Shift, volunteer: Volunteer, *, note: str = "") -> Attendance:
    """The first scan is in, the second out. The clock is the server's; the phone's is not asked."""
    now = clock.now()
    if not shift.starts_at - EARLY <= now <= shift.ends_at + LATE:
        raise NotNow
    session.refresh(volunteer, with_for_update=True)
    mine = queries.attendance_of(session, shift.id, volunteer.id)
    if mine is None:
        _may_serve(session, shift, volunteer, now)
        return _write(session, actor, volunteer, came_at=now, left_at=None, method=Method.QR, shift=shift)
    if mine.left_at is None and now - mine.came_at >= timedelta(minutes=1):
        return close(session, actor, mine, left_at=now, note=note or mine.note)
    return mine


def enter(
    session: Session, actor: Actor, volunteer: Volunteer, *, came_at: datetime, left_at: datetime | None,
    method: Method, shift: Shift | None = None, demand: Demand | None = None, note: str = "", role: str = "",
) -> Attendance:  # fmt: skip
    """By roster or from a signed paper list; both still need their two confirmations."""
    session.refresh(volunteer, with_for_update=True)
    if shift is not None and queries.attendance_of(session, shift.id, volunteer.id) is not None:
        raise AlreadyRecorded(name=volunteer.name)
    if shift is not None:
        _may_serve(session, shift, volunteer, came_at)
    return _write(
        session, actor, volunteer, came_at=came_at, left_at=left_at, method=method, shift=shift, demand=demand,
        note=note, role=role,
    )  # fmt: skip


def close(session: Session, actor: Actor, row: Attendance, *, left_at: datetime, note: str = "") -> Attendance:
    """Minutes are judged against the shift and against other hours of the same person; credited hours are not
    reopened."""
    session.refresh(row, with_for_update=True)
    if row.voided_at is not None or row.credited_at is not None:
        raise IsVoided
    volunteer = session.get_one(Volunteer, row.volunteer_id)
    _judge(session, volunteer, row.came_at, left_at, note, own=row.id)
    row.left_at, row.note = left_at, note
    session.add(row)
    session.flush()
    history.record(session, actor, "close_attendance", row)
    return row


def confirm(session: Session, actor: Actor, row: Attendance, side: Side) -> Entry | HoursLine | None:
    """The second proof turns attendance into hours and points. Nobody proves their own, nobody both sides."""
    session.refresh(row, with_for_update=True)
    volunteer = session.get_one(Volunteer, row.volunteer_id)
    _may_confirm(session, actor, row, volunteer, side)
    proof = Confirmation(
        community_id=row.community_id, attendance_id=row.id, side=side, account_id=actor.account_id, at=clock.now()
    )
    session.add(proof)
    session.flush()
    history.record(session, actor, "confirm_service", row, after={"side": side.value})
    proofs = queries.confirmations_of(session, row.id)
    return _credit(session, actor, row, volunteer, proofs) if len(proofs) == len(Side) else None


def void(session: Session, actor: Actor, row: Attendance, *, reason: str) -> None:
    """Was it credited, the hours and the points are taken back by lines of their own."""
    session.refresh(row, with_for_update=True)
    if row.voided_at is not None:
        raise IsVoided
    source = f"attendance:{row.id}"
    hours = session.exec(
        select(HoursLine).where(
            HoursLine.source == source, HoursLine.minutes > 0, HoursLine.volunteer_id == row.volunteer_id
        )
    ).first()
    if hours is not None:
        volunteers.void_hours(session, actor, hours, reason=reason)
    known = select(Entry).where(Entry.community_id == row.community_id, Entry.key == source)
    if (entry := session.exec(known).first()) is not None:
        corrections.reverse(session, actor, entry, reason=reason)
    row.voided_at, row.voided_why = clock.now(), reason
    session.add(row)
    history.record(session, actor, "void_attendance", row, reason=reason)


def _may_serve(session: Session, shift: Shift, volunteer: Volunteer, moment: datetime) -> None:
    """Age and papers are asked on the day itself too: of whoever came without signing up, and of whose paper has run
    out since."""
    activity = session.get_one(Activity, shift.activity_id)
    if activity.state is ActivityState.CANCELLED:
        raise CalledOff(title=activity.title)
    activities.is_fit(session, activity, volunteer, clock.local(moment).date())


def _write(
    session: Session, actor: Actor, volunteer: Volunteer, *, came_at: datetime, left_at: datetime | None,
    method: Method, shift: Shift | None = None, demand: Demand | None = None, note: str = "", role: str = "",
) -> Attendance:  # fmt: skip
    _judge(session, volunteer, came_at, left_at, note)
    row = Attendance(
        community_id=volunteer.community_id, volunteer_id=volunteer.id, shift_id=shift.id if shift else None,
        demand_id=demand.id if demand else None, came_at=came_at, left_at=left_at, method=method, note=note, role=role,
        recorded_by=actor.account_id, recorded_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    history.record(session, actor, "record_attendance", row, after={"method": method.value})
    return row


def _judge(
    session: Session, volunteer: Volunteer, came_at: datetime, left_at: datetime | None, note: str, own: str = ""
) -> None:
    end = left_at or came_at + timedelta(minutes=1)
    if rules.is_impossible(came_at, end) or end > clock.now() + timedelta(minutes=5):
        raise TimesImpossible("left_at")
    _not_on_duty(session, volunteer, came_at, end)
    near = [row for row in queries.around(session, volunteer.id, came_at, end) if row.id != own]
    for row in near:
        if rules.overlap((row.came_at, row.left_at or row.came_at + timedelta(minutes=1)), (came_at, end)):
            raise ServiceOverlaps(title=queries.title_of(session, row))
    if left_at is not None and not note.strip():
        _within_the_day(came_at, left_at, near)


def _within_the_day(came_at: datetime, left_at: datetime, near: list[Attendance]) -> None:
    for day, minutes in rules.by_day(came_at, left_at, clock.ZONE).items():
        others = sum(rules.by_day(row.came_at, row.left_at, clock.ZONE).get(day, 0) for row in near if row.left_at)
        if rules.needs_note(minutes + others):
            raise NoteMissing("note", day=day)


def _not_on_duty(session: Session, volunteer: Volunteer, came_at: datetime, left_at: datetime) -> None:
    """Staff of the community may volunteer after work; what falls into their working hours is duty."""
    if not queries.holds_staff_post(session, volunteer.party_id, clock.local(came_at).date()):
        return
    if rules.touches_office_hours(came_at, left_at, clock.ZONE, catalogue.calendar(session).is_working_day):
        raise DutyIsNotService(name=volunteer.name)


def _may_confirm(session: Session, actor: Actor, row: Attendance, volunteer: Volunteer, side: Side) -> None:
    if row.voided_at is not None:
        raise IsVoided
    if row.left_at is None:
        raise StillThere
    if volunteer.party_id == actor.party_id:
        raise OwnHours
    proofs = queries.confirmations_of(session, row.id)
    if side in proofs:
        raise AlreadyConfirmed
    if actor.account_id in proofs.values():
        raise SecondPersonNeeded
    if side is Side.COMMUNITY and not actor.holds(Role.HOST, Role.COUNTER):
        raise NotYourPart
    if side is Side.LEAD and actor.account_id not in queries.leads_of(session, row):
        raise NotYourPart


def _credit(
    session: Session, actor: Actor, row: Attendance, volunteer: Volunteer, proofs: dict[Side, str]
) -> Entry | HoursLine:
    told = queries.told_of(session, row)
    minutes = rules.minutes(row.came_at, row.left_at)
    source = f"attendance:{row.id}"
    service = Service(
        started_at=row.came_at,
        ended_at=row.left_at or row.came_at,
        minutes=minutes,
        title=told.title,
        place=told.venue,
        role=row.role,
        organiser=told.organiser,
        lead_name=told.lead_name,
        method=row.method.value,
        source=source,
        lead_confirmed_by=proofs[Side.LEAD],
        community_confirmed_by=proofs[Side.COMMUNITY],
    )
    line = volunteers.record_hours(session, actor, volunteer, service, key=source)
    row.credited_at = clock.now()
    session.add(row)
    deed = points.Deed(told.act, minutes, line.on, source, f"{told.title}做了{_spoken(minutes)}", source)
    entry = points.credit(session, actor, volunteer.party_id, deed, community_id=row.community_id)
    return entry or line


def _spoken(minutes: int) -> str:
    hours, rest = rules.said(minutes)
    return (f" {hours} 小时" if hours else "") + (f" {rest} 分钟" if rest else "")
