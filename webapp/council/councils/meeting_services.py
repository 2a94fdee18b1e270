"""A series, its meetings, and the days they fall on."""

from datetime import date, time
from typing import Any

from sqlmodel import Session, col, select

from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history, tokens
from webapp.core.web.errors import DomainError
from webapp.council.councils import cadence_rules, queries
from webapp.council.councils.models import (
    AgendaLine,
    CouncilMeeting,
    CouncilRule,
    CouncilSeries,
    MeetingState,
    Origin,
)
from webapp.people.accounts.scope import Actor, made_before, require_reach
from webapp.people.org import queries as org

FIRST_TITLE = N_("上次议定事项落实情况")
DEFAULT_RULE = N_("到会过半、到会过半数同意")


class MeetingInThePast(DomainError):
    status = 422
    message = N_("%(day)s已经过了，选今天或以后的日子。")


class MeetingTaken(DomainError):
    status = 422
    message = N_("这一天这个时间已经安排了一次会。")


class RuleThatDay(DomainError):
    status = 422
    message = N_("这一天已经有一份议事规则了，换一个开始的日子。")


class MeetingHasBegun(DomainError):
    message = N_("会已经开了，日子和取消都不能再改。")


class ReasonNeeded(DomainError):
    """A change that people were already told of is explained to them."""

    status = 422
    message = N_("写一句原因，会印在通知上。")


def found_series(
    session: Session,
    actor: Actor,
    *,
    community_id: str,
    name: str,
    place: str,
    week: int = 2,
    weekday: int = 2,
    starts_at: time = time(19, 0),
    minutes_long: int = 90,
    id: str | None = None,
) -> CouncilSeries:
    """Week 1 to 4 of the month and weekday 0 (Monday) to 6; unless told, the second Wednesday at 19:00. The same `id`
    again is the same council."""
    require_reach(session, actor, [community_id])
    if (known := made_before(session, CouncilSeries, id, community_id)) is not None:
        return known
    feed = tokens.unused(session, col(CouncilSeries.feed_token), "council-feed", community_id, name)
    board = tokens.unused(session, col(CouncilSeries.board_token), "council-board", community_id, name)
    made = CouncilSeries(
        id=id or ids.new(), community_id=community_id, name=name, place=place, week=week, weekday=weekday,
        starts_at=starts_at, minutes_long=minutes_long, feed_token=feed, board_token=board,
    )  # fmt: skip
    session.add(made)
    session.flush()
    ensure_rule(session)
    history.record(session, actor, "found_council", made, after={"name": name})
    return made


def ensure_rule(session: Session) -> None:
    """A district without a rule set of its own starts with the old law's: more than half there, more than half for."""
    if session.exec(select(CouncilRule).where(CouncilRule.community_id == None)).first() is None:  # noqa: E711
        session.add(CouncilRule(name=DEFAULT_RULE, basis=N_("没有另定章程时用"), valid_from=date(2019, 1, 1)))
        session.flush()


def set_rule(session: Session, actor: Actor, series: CouncilSeries, *, valid_from: date, **asked: Any) -> CouncilRule:
    """A new rule set from a day on; meetings already planned before that day keep theirs."""
    same = (CouncilRule.community_id == series.community_id, CouncilRule.valid_from == valid_from)
    if session.exec(select(CouncilRule.id).where(*same)).first() is not None:
        raise RuleThatDay(field="valid_from")
    made = CouncilRule(community_id=series.community_id, valid_from=valid_from, **asked)
    session.add(made)
    session.flush()
    history.record(session, actor, "set_council_rule", made, after={"name": made.name, "from": valid_from.isoformat()})
    return made


def next_day(session: Session, series: CouncilSeries, today: date) -> date:
    """The next regular day without a meeting yet."""
    taken = {meeting.held_on for meeting in queries.list_meetings(session, [series.id])}
    day = cadence_rules.next_day(today, series.week, series.weekday)
    while day in taken:
        day = cadence_rules.next_day(day, series.week, series.weekday)
    return day


def plan_meeting(
    session: Session,
    actor: Actor,
    series: CouncilSeries,
    *,
    held_on: date,
    starts_at: time | None = None,
    place: str | None = None,
    host_id: str | None = None,
    recorder_id: str | None = None,
) -> CouncilMeeting:
    """The first agenda line is made with the meeting: what was promised before is never left out."""
    if held_on < clock.today():
        raise MeetingInThePast(field="held_on", day=held_on)
    at = starts_at or series.starts_at
    _refuse_double(session, series, held_on, at)
    made = CouncilMeeting(
        series_id=series.id, community_id=series.community_id, plan_month=f"{held_on:%Y-%m}", held_on=held_on,
        starts_at=at, minutes_long=series.minutes_long, place=place or series.place,
        host_id=org.party(session, host_id or actor.party_id).id, recorder_id=recorder_id,
        rule_id=queries.rule_on(session, series.community_id, held_on).id,
        check_in_token=_check_in_token(session, series, held_on),
    )  # fmt: skip
    session.add(made)
    session.flush()
    session.add(AgendaLine(meeting_id=made.id, position=1, origin=Origin.CARRIED, title=FIRST_TITLE))
    session.flush()
    history.record(session, actor, "plan_meeting", made, after={"held_on": held_on.isoformat()})
    return made


def _check_in_token(session: Session, series: CouncilSeries, held_on: date) -> str:
    said = (series.community_id, series.name, held_on.isoformat())
    return tokens.unused(session, col(CouncilMeeting.check_in_token), "check-in", *said)


def move_meeting(
    session: Session, actor: Actor, meeting: CouncilMeeting, *, held_on: date, starts_at: time, place: str, reason: str
) -> None:
    """Calendars that took the feed learn of it by the sequence number; the plan month stays."""
    _refuse_begun(meeting)
    if held_on < clock.today():
        raise MeetingInThePast(field="held_on", day=held_on)
    if meeting.state is MeetingState.ANNOUNCED and not reason:
        raise ReasonNeeded(field="reason")
    before = {"held_on": meeting.held_on.isoformat(), "starts_at": meeting.starts_at.isoformat()}
    if (held_on, starts_at) != (meeting.held_on, meeting.starts_at):
        _refuse_double(session, queries.series_of(session, meeting), held_on, starts_at)
    meeting.held_on, meeting.starts_at, meeting.place, meeting.reason = held_on, starts_at, place, reason
    meeting.rule_id = queries.rule_on(session, meeting.community_id, held_on).id
    meeting.sequence += 1
    history.record(
        session, actor, "move_meeting", meeting, before=before, after={"held_on": held_on.isoformat()}, reason=reason
    )


def cancel_meeting(session: Session, actor: Actor, meeting: CouncilMeeting, *, reason: str) -> None:
    """Its promises are not touched: they stand first on the next meeting's agenda by themselves."""
    _refuse_begun(meeting)
    if not reason:
        raise ReasonNeeded(field="reason")
    meeting.state, meeting.reason = MeetingState.CANCELLED, reason
    meeting.sequence += 1
    history.record(session, actor, "cancel_meeting", meeting, reason=reason)


def _refuse_begun(meeting: CouncilMeeting) -> None:
    if meeting.state not in (MeetingState.PLANNED, MeetingState.ANNOUNCED):
        raise MeetingHasBegun


def _refuse_double(session: Session, series: CouncilSeries, held_on: date, starts_at: time) -> None:
    query = select(CouncilMeeting).where(
        CouncilMeeting.series_id == series.id,
        CouncilMeeting.held_on == held_on,
        CouncilMeeting.starts_at == starts_at,
    )
    if session.exec(query).first() is not None:
        raise MeetingTaken(field="held_on")
