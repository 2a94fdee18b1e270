"""A meeting opens, moves along its agenda, and closes; what is complete becomes a promise then."""

from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.council.councils import queries as councils
from webapp.council.councils.models import AgendaLine, CouncilMeeting, MeetingState
from webapp.council.councils.page_queries import STATE_WORDS
from webapp.council.promises import promise_services
from webapp.council.promises.models import Promise
from webapp.council.sittings import people_queries, queries, resolution_services
from webapp.council.sittings.models import Resolution, ResolutionKind
from webapp.people.accounts.scope import Actor
from webapp.people.org import queries as org


class NotAnnounced(DomainError):
    """What is decided was announced before; an urgent meeting says why it is urgent, but it is announced too."""

    message = N_("议程还没公布，先确定议程再开会。")


class NotYetItsDay(DomainError):
    """What is decided carries the meeting's day, so it is not opened before it."""

    message = N_("这次会定在%(day)s，还没到日子。要提前开，先改期。")


class NotOpen(DomainError):
    message = N_("这次会现在不能这样：%(state)s。")


class Incomplete(DomainError):
    """A resolution to act is final only with owner, deadline, watcher, verifier, acceptance and a quorum."""

    status = 422
    message = N_("“%(deed)s”还不能定稿：%(why)s")


def open_sitting(session: Session, actor: Actor, meeting: CouncilMeeting) -> None:
    """Begins with every open promise of earlier meetings."""
    if meeting.state is MeetingState.PLANNED:
        raise NotAnnounced
    if meeting.state is not MeetingState.ANNOUNCED:
        raise NotOpen(state=gettext(STATE_WORDS[meeting.state]))
    if meeting.held_on > clock.today():
        raise NotYetItsDay(day=meeting.held_on)
    meeting.state, meeting.opened_at = MeetingState.IN_SESSION, clock.now()
    turn_to(session, actor, meeting, councils.agenda(session, meeting.id)[0])
    history.record(session, actor, "open_sitting", meeting)


def turn_to(session: Session, actor: Actor, meeting: CouncilMeeting, line: AgendaLine) -> None:
    """Which line is being talked about: the big screen and a second host follow it. Before and after, people only
    leaf through the agenda."""
    if meeting.state is not MeetingState.IN_SESSION:
        raise NotOpen(state=gettext(STATE_WORDS[meeting.state]))
    if meeting.current_line_id != line.id:
        meeting.current_line_id = line.id
        line.discussed_at = line.discussed_at or clock.now()
        session.flush()


def close_sitting(session: Session, actor: Actor, meeting: CouncilMeeting) -> list[Resolution]:
    """Makes final what is complete; returns what still lacks something, which the minutes will wait for."""
    if meeting.state is not MeetingState.IN_SESSION:
        raise NotOpen(state=gettext(STATE_WORDS[meeting.state]))
    meeting.state, meeting.closed_at = MeetingState.CLOSED, clock.now()
    session.flush()
    waiting = []
    for resolution in queries.resolutions(session, meeting.id):
        if resolution_services.lacks(session, meeting, resolution):
            waiting.append(resolution)
        else:
            finalise(session, actor, meeting, resolution)
    history.record(session, actor, "close_sitting", meeting, after={"waiting": len(waiting)})
    return waiting


def turn_into_talk(session: Session, actor: Actor, meeting: CouncilMeeting) -> None:
    """流会: too few came. What was said is kept as notes; a meeting without quorum resolves nothing."""
    if meeting.state is not MeetingState.IN_SESSION:
        raise NotOpen(state=gettext(STATE_WORDS[meeting.state]))
    meeting.state, meeting.closed_at = MeetingState.TALK, clock.now()
    for resolution in queries.resolutions(session, meeting.id):
        resolution.kind = ResolutionKind.NOTE
    session.flush()
    history.record(session, actor, "turn_into_talk", meeting)


def finalise(session: Session, actor: Actor, meeting: CouncilMeeting, resolution: Resolution) -> Resolution:
    """A number is given once, and only to what lacks nothing (resolution_services.lacks_of)."""
    if resolution.final_at is not None:
        return resolution
    missing = resolution_services.lacks(session, meeting, resolution)
    if missing:
        first = next(iter(missing.values()))
        raise Incomplete(field=next(iter(missing)), deed=resolution.deed, why=first.said())
    resolution.number = _next_number(session, meeting.id)
    resolution.final_at = clock.now()
    if resolution.kind is ResolutionKind.ACT:
        resolution.promise_id = _promise(session, actor, meeting, resolution).id
    session.flush()
    history.record(session, actor, "finalise_resolution", resolution, after={"number": resolution.number})
    return resolution


def settle(session: Session, actor: Actor, meeting: CouncilMeeting, resolution: Resolution, **given: Any) -> Resolution:
    """The details and the number in one act: what was typed and not saved yet is not lost."""
    if resolution.final_at is None:
        resolution_services.detail(session, actor, meeting, resolution, **given)
    return finalise(session, actor, meeting, resolution)


def _promise(session: Session, actor: Actor, meeting: CouncilMeeting, resolution: Resolution) -> Promise:
    line = councils.get_line(session, meeting, resolution.line_id)
    owner = org.party(session, resolution.owner_id)
    room = queries.room(session, meeting)
    chair = next((chair for chair in room.chairs if chair.sitter.party.id == owner.id), None)
    assert resolution.verifier_id and resolution.deadline and resolution.watcher_id
    return promise_services.open_promise(
        session, actor, owner=owner, verifier_id=resolution.verifier_id, first_due=resolution.deadline,
        decided_on=meeting.held_on, places=_places(session, meeting, resolution),
        said_yes_in_room=chair is not None and chair.is_here and not chair.by, community_id=meeting.community_id,
        series_id=meeting.series_id, meeting_id=meeting.id, case_id=line.case_id, asked=line.title,
        households=line.households, deed=resolution.deed, quantity=resolution.quantity, unit=resolution.unit,
        owner_role=people_queries.role_of(owner, chair.sitter.seat if chair else None), contact=owner.phone,
        watcher_id=resolution.watcher_id, supervisor_id=meeting.host_id, acceptance=resolution.acceptance,
        funding=resolution.funding,
    )  # fmt: skip


def _places(session: Session, meeting: CouncilMeeting, resolution: Resolution) -> list[tuple[str, str | None]]:
    """66 lamps, one a building: 66 rows. More lamps than buildings are rows without a building, to be placed later."""
    wanted = resolution.quantity or 0
    if not resolution.each_building:
        return [(f"第 {n} {resolution.unit}", None) for n in range(1, wanted + 1)]
    buildings = people_queries.buildings(session, meeting.community_id)
    one_estate = len({building.estate for building in buildings}) == 1
    rows: list[tuple[str, str | None]] = []
    for building in buildings:
        label = building.name if one_estate else building.label
        for n in range(1, resolution.each_building + 1):
            rows.append((label if resolution.each_building == 1 else f"{label} 第 {n} {resolution.unit}", building.id))
    rows = rows[:wanted]
    return rows + [(f"第 {n} {resolution.unit}", None) for n in range(len(rows) + 1, wanted + 1)]


def _next_number(session: Session, meeting_id: str) -> int:
    last = session.exec(select(func.max(col(Resolution.number))).where(Resolution.meeting_id == meeting_id)).one()
    return (last or 0) + 1
