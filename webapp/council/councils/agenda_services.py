"""The agenda: proposed by count, changed only in writing, frozen when it is announced."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.council.councils import agenda_rules, queries, voices_queries
from webapp.council.councils.agenda_rules import Asked
from webapp.council.councils.models import AgendaLine, CouncilMeeting, MeetingState, Origin
from webapp.people.accounts.scope import Actor, made_before

MOST_TITLE = 120


class FirstLineStays(DomainError):
    message = N_("第一项固定是上次议定事项，不能撤下。")


class AgendaReasonNeeded(DomainError):
    """Adding to or dropping from the count is explained, and the explanation is printed with the agenda."""

    status = 422
    message = N_("写一句原因，会和议程一起印出来。")


class AlreadyOnAgenda(DomainError):
    message = N_("这件事已经在议程里。")


class LateNotice(DomainError):
    status = 422
    message = N_("离开会不到 %(days)s 天，写一句为什么这么急。")


class AgendaIsFixed(DomainError):
    message = N_("会已经开完，议程不能再改。")


def propose(session: Session, actor: Actor, meeting: CouncilMeeting) -> list[Asked]:
    """The count as it stands now, within the rule set's window."""
    rule = queries.rule_of(session, meeting)
    until = min(clock.today(), meeting.held_on)
    return agenda_rules.ranked(
        voices_queries.asked(session, actor, meeting.community_id, until - timedelta(days=rule.window_days), until)
    )


def fix_agenda(
    session: Session,
    actor: Actor,
    meeting: CouncilMeeting,
    *,
    case_ids: Sequence[str],
    reasons: dict[str, str] | None = None,
    late_reason: str = "",
) -> list[AgendaLine]:
    """Announces the agenda. Lines that differ from what the count chose need a reason each; the list is frozen."""
    _refuse_met(meeting)
    rule, why = queries.rule_of(session, meeting), reasons or {}
    if (meeting.held_on - clock.today()).days < rule.notice_days and not late_reason:
        raise LateNotice(field="late_reason", days=rule.notice_days)
    counts = propose(session, actor, meeting)
    chosen = {one.asked.case_id: one for one in agenda_rules.choose(counts, rule.agenda_places, rule.reserved_places)}
    on_it = {line.case_id for line in queries.agenda(session, meeting.id)}
    fresh = [case_id for case_id in case_ids if case_id not in on_it]
    _need_reasons({key for key in chosen if key not in on_it}, fresh, why)
    place = len(queries.agenda(session, meeting.id))
    for asked in [one for one in counts if one.case_id in fresh]:
        place += 1
        origin = Origin.ADDED
        if asked.case_id in chosen:
            origin = Origin.RESERVED if chosen[asked.case_id].is_reserved else Origin.VOICED
        said = why.get(asked.case_id, "") if origin is Origin.ADDED else ""  # ticked again: nothing is explained
        _write_line(session, meeting, asked, place, origin, said)
    _write_dropped(session, meeting, [chosen[key].asked for key in chosen if key not in {*fresh, *on_it}], why)
    _freeze(session, actor, meeting, counts, late_reason)
    return queries.agenda(session, meeting.id)


def add_line(
    session: Session, actor: Actor, meeting: CouncilMeeting, *, title: str, reason: str, case_id: str | None = None,
    id: str | None = None,
) -> AgendaLine:  # fmt: skip
    """Something that is not in the count: from above, from a partner, or urgent. The same `id` again is the same
    line."""
    if (known := made_before(session, AgendaLine, id, meeting.id, owner="meeting_id")) is not None:
        return known
    _refuse_met(meeting)
    if not reason:
        raise AgendaReasonNeeded(field="reason")
    lines = queries.agenda(session, meeting.id)
    if case_id and any(line.case_id == case_id for line in lines):
        raise AlreadyOnAgenda
    place = max((line.position for line in lines), default=0) + 1
    line = AgendaLine(
        id=id or ids.new(), meeting_id=meeting.id, position=place, origin=Origin.ADDED, case_id=case_id,
        title=title[:MOST_TITLE], reason=reason,
    )  # fmt: skip
    session.add(line)
    session.flush()
    _note(session, actor, "add_agenda_line", meeting, {"title": title}, reason)
    return line


def drop_line(session: Session, actor: Actor, meeting: CouncilMeeting, line: AgendaLine, *, reason: str) -> None:
    """The first line is last month's promises and stays; every other goes with a reason."""
    _refuse_met(meeting)
    if line.origin is Origin.CARRIED:
        raise FirstLineStays
    if not reason:
        raise AgendaReasonNeeded(field="reason")
    line.dropped_at, line.dropped_reason = clock.now(), reason
    _note(session, actor, "drop_agenda_line", meeting, {"title": line.title}, reason)


def _need_reasons(chosen: set[str], case_ids: Sequence[str], why: dict[str, str]) -> None:
    for case_id in chosen.symmetric_difference(case_ids):
        if not why.get(case_id):
            raise AgendaReasonNeeded(field=f"reason-{case_id}")


def _write_line(
    session: Session, meeting: CouncilMeeting, asked: Asked, place: int, origin: Origin, reason: str
) -> None:
    line = AgendaLine(
        meeting_id=meeting.id, position=place, origin=origin, case_id=asked.case_id, title=asked.title[:MOST_TITLE],
        households=asked.households, grids=asked.grids, first_on=asked.first_on, last_on=asked.last_on, reason=reason,
        quotes=voices_queries.quotes(session, asked.case_id), summary=voices_queries.summary(session, asked.case_id),
    )  # fmt: skip
    session.add(line)
    session.flush()


def _write_dropped(session: Session, meeting: CouncilMeeting, left_out: Sequence[Asked], why: dict[str, str]) -> None:
    for asked in left_out:
        session.add(
            AgendaLine(
                meeting_id=meeting.id,
                position=99,
                origin=Origin.VOICED,
                case_id=asked.case_id,
                title=asked.title[:MOST_TITLE],
                households=asked.households,
                dropped_at=clock.now(),
                dropped_reason=why[asked.case_id],
            )
        )
    session.flush()


def _freeze(session: Session, actor: Actor, meeting: CouncilMeeting, counts: Sequence[Asked], late_reason: str) -> None:
    meeting.counting = agenda_rules.frozen(counts)
    meeting.counting_hash = agenda_rules.fingerprint(meeting.counting)
    meeting.reason = late_reason or meeting.reason
    meeting.announced_at = meeting.announced_at or clock.now()
    if meeting.state is MeetingState.PLANNED:
        meeting.state = MeetingState.ANNOUNCED
    meeting.sequence += 1
    _note(session, actor, "announce_agenda", meeting, {"hash": meeting.counting_hash}, late_reason)


def _refuse_met(meeting: CouncilMeeting) -> None:
    if meeting.has_met or meeting.state is MeetingState.CANCELLED:
        raise AgendaIsFixed


def _note(
    session: Session, actor: Actor, verb: str, meeting: CouncilMeeting, after: dict[str, Any], reason: str
) -> None:
    history.record(session, actor, verb, meeting, after=after, reason=reason)
