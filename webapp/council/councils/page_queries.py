"""What the pages before a meeting show."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from webapp.core.lists.first_rows import counted, turned
from webapp.core.text.i18n import N_
from webapp.council.councils import agenda_rules, queries, voices_queries
from webapp.council.councils.models import CouncilMeeting, CouncilSeries, MeetingState
from webapp.council.promises import figure_queries as promise_figures
from webapp.council.promises import queries as promises
from webapp.council.promises import return_queries
from webapp.council.promises import rules as promise_rules
from webapp.people.accounts.scope import Actor
from webapp.people.org import queries as org

STATE_WORDS = {
    MeetingState.PLANNED: N_("筹备"),
    MeetingState.ANNOUNCED: N_("议程已公布"),
    MeetingState.IN_SESSION: N_("正在开"),
    MeetingState.CLOSED: N_("开过了"),
    MeetingState.TALK: N_("座谈"),
    MeetingState.CANCELLED: N_("取消"),
}
LONGEST_LIST = 12
LATE_SHOWN = 8


@dataclass(frozen=True)
class Came:
    """What came of a meeting. `number` is the minutes': None where there are none, blank while they are written."""

    resolutions: int
    kept: promise_rules.Kept
    number: str | None


# Resolutions and minutes are known above this slice: whoever builds the house hangs the question on.
CAME_OF: list[Callable[[Session, list[str]], dict[str, Came]]] = []


def front(session: Session, actor: Actor, today: date) -> dict[str, Any]:
    """All councils within reach: what comes next, what was promised, what came of it."""
    every = queries.list_series(session, actor)
    keys = [series.id for series in every]
    meetings = queries.list_meetings(session, keys)
    coming = [
        one for one in meetings if not one.has_met and one.state is not MeetingState.CANCELLED and one.held_on >= today
    ]
    past = turned(meetings, [one for one in meetings if one not in coming])
    held = [one.id for one in past[:LONGEST_LIST] if one.has_met]
    places = {series.id: org.unit(session, series.community_id).name for series in every}
    return {
        "every": every, "places": places, "state_words": STATE_WORDS, "today": today,
        "coming": sorted(coming, key=lambda one: one.starts),
        "past": past[:LONGEST_LIST], "past_count": counted(past),
        "came": {key: came for question in CAME_OF for key, came in question(session, held).items()},
        "kept": promise_figures.kept_within(session, actor, today),
        "late": promises.lines(session, promises.list_promises(session, actor, state="late", most=LATE_SHOWN)),
        "asked": promises.asked_extensions(session, actor),
        "heard": return_queries.returns(session, actor),
    }  # fmt: skip


def meeting(session: Session, actor: Actor, row: CouncilMeeting) -> dict[str, Any]:
    series = queries.series_of(session, row)
    return {
        "meeting": row,
        "series": series,
        "place_name": org.unit(session, row.community_id).name,
        "lines": queries.agenda(session, row.id),
        "dropped": queries.dropped(session, row.id),
        "rule": queries.rule_of(session, row),
        "people": queries.party_names(session, [row.host_id, row.recorder_id]),
        "state_words": STATE_WORDS,
        "carried": promises.lines(
            session,
            [one for one in promises.of_series(session, row.series_id, only_open=True) if one.decided_on < row.held_on],
        ),
        "promise_words": promise_rules.STATE_WORDS,
        "promised": promises.lines(session, promises.of_meeting(session, row.id)),
    }


def plan(
    session: Session, actor: Actor, series: CouncilSeries, today: date, ticked: list[str] | None
) -> dict[str, Any]:
    rule = queries.rule_on(session, series.community_id, today)
    counts = agenda_rules.ranked(
        voices_queries.asked(session, actor, series.community_id, today - timedelta(days=rule.window_days), today)
    )
    chosen = agenda_rules.choose(counts, rule.agenda_places, rule.reserved_places)
    by_count = [one.asked.case_id for one in chosen]
    shown = counts[:LONGEST_LIST] + [one.asked for one in chosen if one.asked not in counts[:LONGEST_LIST]]
    return {
        "series": series, "rule": rule, "counts": shown, "by_count": by_count,
        "reserved": {one.asked.case_id for one in chosen if one.is_reserved},
        "ticked": by_count if ticked is None else ticked,
        "carried": promises.lines(session, promises.of_series(session, series.id, only_open=True)),
    }  # fmt: skip


def chairs(session: Session, actor: Actor, series: CouncilSeries, on: date) -> list[tuple[str, str]]:
    """Who may be in the chair or take the minutes: those seated, and whoever is planning this."""
    people = {sitter.party.id: sitter.name for sitter in queries.sitters(session, series.id, on)}
    people.setdefault(actor.party_id, actor.name)
    return list(people.items())
