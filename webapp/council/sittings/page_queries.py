"""What the pages of a sitting show, gathered in as few questions as possible."""

from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from webapp.core.data import ids
from webapp.core.text.i18n import gettext
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.council.councils import queries as councils
from webapp.council.councils.models import AgendaLine, CouncilMeeting, MeetingState
from webapp.council.promises import queries as promises
from webapp.council.sittings import draft_services, line_rules, people_queries, queries, resolution_services
from webapp.council.sittings.line_rules import Problem, TypedLine
from webapp.council.sittings.models import Resolution, ResolutionKind
from webapp.people.accounts.scope import Actor
from webapp.people.org.models import Party


@dataclass
class Row:
    """One resolution as the room reads it."""

    resolution: Resolution
    owner: str = ""
    is_clash: bool = False
    lacks: dict[str, Problem] = field(default_factory=dict)


def recusals(session: Session, meeting: CouncilMeeting) -> dict[str, list[str]]:
    """By seat, the titles of the lines it is recused from."""
    found: dict[str, list[str]] = {}
    for line in councils.agenda(session, meeting.id):
        for one in queries.recusals(session, line.id):
            found.setdefault(one.seat_id, []).append(line.title)
    return found


def line_now(lines: list[AgendaLine], wanted: str | None) -> AgendaLine:
    """The one that was asked for, else the first; a meeting without an agenda has none."""
    if not lines:
        raise NotFound
    return next((line for line in lines if line.id == wanted), lines[0])


def hall(session: Session, actor: Actor, meeting: CouncilMeeting, line_id: str | None = None) -> dict[str, Any]:
    """Everything of the live page. Regions ask for their part of it."""
    lines = councils.agenda(session, meeting.id)
    now = line_now(lines, line_id or meeting.current_line_id)
    return {
        "meeting": meeting,
        "series": councils.series_of(session, meeting),
        "aids": aids(session, meeting),
        **agenda(session, meeting, lines, now),
        **people(session, meeting),
        **work(session, actor, meeting, lines, now),
    }


def aids(session: Session, meeting: CouncilMeeting) -> dict[str, Any]:
    """What the page needs to read a line by itself: who could be meant, the meeting's day, the sentences."""
    seats = {one.party.id: one.seat.id for one in councils.sitters(session, meeting.series_id, meeting.held_on)}
    people = queries.roster(session, meeting, "") + queries.units_around(session, meeting, set(seats))
    return {
        "day": meeting.held_on.isoformat(),
        "weekdays": [gettext(day) for day in clock.WEEKDAYS],
        "buildings": len(people_queries.buildings(session, meeting.community_id)),
        "words": {name: gettext(words) for name, words in line_rules.PREVIEW_WORDS.items()},
        "people": [
            {"name": one.name, "keys": sorted(one.keys), "role": one.role, "left": one.has_left,
             "seat": seats.get(one.id, "")}
            for one in people
        ],
    }  # fmt: skip


def agenda(session: Session, meeting: CouncilMeeting, lines: list[AgendaLine], now: AgendaLine) -> dict[str, Any]:
    decided: dict[str, int] = {}
    for resolution in queries.resolutions(session, meeting.id):
        decided[resolution.line_id] = decided.get(resolution.line_id, 0) + 1
    before = carried(session, meeting)
    late = [line for line in before if line.promise.is_overdue(clock.today())]
    late.sort(key=lambda line: line.promise.due)
    return {"lines": lines, "now": now, "decided": decided, "carried": before, "late": late,
            "carried_done": sum(not line.promise.is_waiting for line in before)}  # fmt: skip


def carried(session: Session, meeting: CouncilMeeting) -> list[promises.Line]:
    """Open and parked promises of the series, and what earlier meetings' promises were done since the last meeting."""
    last = councils.past_meetings(session, meeting.series_id, meeting.held_on, 1)
    since = last[0].held_on if last else meeting.held_on
    found = [
        promise
        for promise in promises.of_series(session, meeting.series_id)
        if promise.decided_on < meeting.held_on
        and (promise.is_waiting or (promise.done_on and promise.done_on >= since))
    ]
    return promises.lines(session, found)


def people(session: Session, meeting: CouncilMeeting) -> dict[str, Any]:
    return {"meeting": meeting, "room": queries.room(session, meeting), "seat_words": people_queries.SEAT_WORDS}


def work(
    session: Session, actor: Actor, meeting: CouncilMeeting, lines: list[AgendaLine], now: AgendaLine
) -> dict[str, Any]:
    place = next((n for n, line in enumerate(lines) if line.id == now.id), 0)
    draft = draft_services.draft_of(session, actor, meeting)
    return {
        "meeting": meeting,
        "now": now,
        "is_sitting": meeting.state is MeetingState.IN_SESSION,
        "next_line": lines[place + 1] if place + 1 < len(lines) else None,
        "previous_line": lines[place - 1] if place else None,
        "draft": draft.line if draft else "",
        "fresh_id": ids.new(),
        "brought": carried(session, meeting) if now.origin == "carried" else [],
        "votes": [vote for vote in queries.votes(session, meeting.id) if vote.line_id == now.id],
        **rows(session, meeting, now),
    }


def rows(session: Session, meeting: CouncilMeeting, now: AgendaLine) -> dict[str, Any]:
    every = queries.resolutions(session, meeting.id, with_withdrawn=True)
    standing = [one for one in every if one.is_standing]
    mine = [one for one in standing if one.line_id == now.id]
    names = councils.party_names(session, [one.owner_id for one in mine])
    waiting = resolution_services.lacks_of(session, meeting, [one for one in mine if one.final_at is None])
    shown = [
        Row(one, _name(names.get(one.owner_id or "")), "line" in waiting.get(one.id, {}), waiting.get(one.id, {}))
        for one in mine
    ]
    gone = [one for one in every if not one.is_standing and one.line_id == now.id]
    return {
        "meeting": meeting, "now": now, "rows": shown, "decided_here": len(mine), "decided_in_all": len(standing),
        "last_row": shown[-1].resolution if shown and shown[-1].resolution.final_at is None else None,
        "last_gone": max(gone, key=lambda one: one.withdrawn_at or clock.now(), default=None),
    }  # fmt: skip


def preview(session: Session, meeting: CouncilMeeting, now: AgendaLine, text: str) -> dict[str, Any]:
    """The four cells under the typed line, and what is wrong with each."""
    typed = resolution_services.read(session, meeting, text) if text else TypedLine("")
    buildings = len(people_queries.buildings(session, meeting.community_id)) if typed.each_building else 0
    watcher_id = people_queries.preset_watcher(session, meeting, now)
    watcher = councils.party_names(session, [watcher_id]).get(watcher_id or "")
    return {
        "typed": typed, "typed_problems": typed.problems if text else {}, "watcher": watcher, "buildings": buildings,
        "expected": buildings * (typed.each_building or 0),
    }  # fmt: skip


def edit(session: Session, meeting: CouncilMeeting, resolution: Resolution) -> dict[str, Any]:
    versions = queries.wordings(session, [resolution.id])[resolution.id]
    return {
        "meeting": meeting, "resolution": resolution, "versions": versions, "standing": queries.heads(versions),
        "lacks": resolution_services.lacks(session, meeting, resolution) if resolution.final_at is None else {},
        "names": councils.party_names(session, [resolution.owner_id, resolution.watcher_id, resolution.verifier_id]),
        "is_note": resolution.kind is ResolutionKind.NOTE,
    }  # fmt: skip


def _name(party: Party | None) -> str:
    return party.name if party else ""
