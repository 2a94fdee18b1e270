"""The minutes' one source: everything the meeting left behind, as plain values. Nothing here decides who sees it."""

from typing import Any

from sqlalchemy import literal
from sqlmodel import Session, col, select

from webapp.council.councils import queries as councils
from webapp.council.councils.models import AgendaLine, CouncilMeeting, MeetingState, SeatKind
from webapp.council.minutes import redaction_rules
from webapp.council.promises import queries as promises
from webapp.council.promises.rules import STATE_WORDS
from webapp.council.sittings import page_queries, people_queries, queries
from webapp.council.sittings.models import CouncilVote, Resolution, ResolutionKind
from webapp.council.sittings.queries import Chair, Room
from webapp.council.sittings.resolution_rules import FLAG_WORDS, KIND_WORDS
from webapp.council.sittings.vote_rules import Stand
from webapp.people.org import queries as org
from webapp.people.org.models import Party
from webapp.register.register.models import Resident

Body = dict[str, Any]


def body(session: Session, meeting: CouncilMeeting) -> Body:
    series = councils.series_of(session, meeting)
    room = queries.room(session, meeting)
    people = councils.party_names(session, [meeting.host_id, meeting.recorder_id])
    roles = {chair.sitter.party.id: _role(chair) for chair in room.chairs}
    lines = councils.agenda(session, meeting.id)
    every = queries.resolutions(session, meeting.id)
    votes = queries.votes(session, meeting.id)
    came = _stood(room, {Stand.PRESENT, Stand.LATE, Stand.LEFT})
    return {
        "community": org.name_on(session, meeting.community_id, meeting.held_on),
        "series": series.name,
        "held_on": meeting.held_on.isoformat(),
        "starts_at": f"{meeting.starts_at:%H:%M}",
        "place": meeting.place,
        "host": _person(people.get(meeting.host_id), roles, "主持人"),
        "recorder": _person(people.get(meeting.recorder_id or ""), roles, "记录人"),
        "present": came,
        "proxies": _stood(room, {Stand.PROXY}),
        "excused": _stood(room, {Stand.EXCUSED}),
        "absent": _stood(room, {Stand.ABSENT}),
        "quorum": {
            "here": len(came),
            "is_talk": meeting.state is MeetingState.TALK,
            "needed": room.quorum.needed,
            "rule": councils.rule_of(session, meeting).name,
        },
        "counting": [_counted(asked) for asked in meeting.counting],
        "counting_hash": meeting.counting_hash,
        "dropped": [
            {"title": line.title, "households": line.households, "reason": line.dropped_reason}
            for line in councils.dropped(session, meeting.id)
        ],
        "carried": carried(session, meeting, roles),
        "decided": [told for line in lines if line.origin == "carried" for told in _decided(line, every)],
        "topics": [_topic(line, every, votes) for line in lines if line.origin != "carried"],
        "promises": promised(session, meeting, roles),
    }


def carried(session: Session, meeting: CouncilMeeting, roles: dict[str, str]) -> list[Body]:
    """Earlier promises as they stood on this day. A picture of them, not a copy: the promise itself stays one row."""
    return [_promise(session, line, roles) for line in page_queries.carried(session, meeting)]


def promised(session: Session, meeting: CouncilMeeting, roles: dict[str, str]) -> list[Body]:
    lines = promises.lines(session, promises.of_meeting(session, meeting.id))
    return [_promise(session, line, roles) for line in lines]


def known_names(session: Session, community_id: str, source: Body) -> set[str]:
    """Names in the body, names of the community's people, and residents whose name stands in what was typed."""
    text = str(source)
    parties = session.exec(
        select(Party.name).where(Party.community_id == community_id, literal(text).contains(col(Party.name)))
    )
    residents = session.exec(
        select(Resident.name).where(Resident.community_id == community_id, literal(text).contains(col(Resident.name)))
    )
    return redaction_rules.people(source) | {*parties, *residents}


def _promise(session: Session, line: promises.Line, roles: dict[str, str]) -> Body:
    promise = line.promise
    people = promises.names(session, [promise.owner_id, promise.watcher_id, promise.verifier_id])
    return {
        "number": promise.number,
        "deed": promise.deed,
        "owner": {"name": line.owner, "role": promise.owner_role or "认领人"},
        "watcher": _person(people.get(promise.watcher_id), roles, "网格员"),
        "verifier": _person(people.get(promise.verifier_id), roles, "验收人"),
        "first_due": promise.first_due.isoformat(),
        "due": promise.due.isoformat(),
        "state": STATE_WORDS[promise.state],
        "done": line.count.done,
        "of": line.count.of,
        "acceptance": promise.acceptance,
        "funding": promise.funding,
    }


def _topic(line: AgendaLine, every: list[Resolution], votes: list[CouncilVote]) -> Body:
    mine = [one for one in every if one.line_id == line.id]
    return {
        "title": line.title,
        "origin": line.origin.value,
        "households": line.households,
        "summary": line.summary,
        "reason": line.reason,
        "quotes": line.quotes,
        "reached": queries.was_reached(line, [*votes, *mine]),
        "notes": [one.deed for one in mine if one.kind is ResolutionKind.NOTE],
        "votes": [_vote(vote) for vote in queries.standing_votes(votes) if vote.line_id == line.id],
        "resolutions": _decided(line, every),
    }  # fmt: skip


def _decided(line: AgendaLine, every: list[Resolution]) -> list[Body]:
    return [
        {
            "number": one.number, "kind": KIND_WORDS[one.kind.value], "deed": one.deed, "later_month": one.later_month,
            "flags": [FLAG_WORDS[flag] for flag in one.flags],
        }
        for one in every
        if one.line_id == line.id and one.kind is not ResolutionKind.NOTE and one.final_at is not None
    ]  # fmt: skip


def _vote(vote: CouncilVote) -> Body:
    return {
        "question": vote.question,
        "votes_for": vote.votes_for,
        "votes_against": vote.votes_against,
        "abstained": vote.abstained,
        "here": vote.quorum_present,
        "base": vote.base,
        "needed": vote.needed,
        "rule": vote.rule_words,
        "adopted": vote.result == "adopted",
        "reason": vote.reason,
        "recused": [{"name": one["name"], "role": _kind(one["kind"])} for one in vote.electorate if one["recused"]],
    }


def _counted(asked: Body) -> Body:
    return {key: asked[key] for key in ("title", "households", "first_on", "last_on")}


def _stood(room: Room, stands: set[Stand]) -> list[Body]:
    """Who really sat there: an alternate by their own name; whoever gave a proxy by theirs, for they were not there."""
    return [
        {"name": (chair.by if chair.stand is not Stand.PROXY else "") or chair.sitter.name, "role": _role(chair)}
        for chair in room.chairs
        if chair.stand in stands
    ]


def _role(chair: Chair) -> str:
    return people_queries.SEAT_WORDS[chair.sitter.seat.kind]


def _kind(value: str) -> str:
    return people_queries.SEAT_WORDS[SeatKind(value)]


def _person(party: Party | None, roles: dict[str, str], otherwise: str) -> Body:
    if party is None:
        return {"name": "", "role": otherwise}
    return {"name": party.name, "role": roles.get(party.id) or party.title or otherwise}
