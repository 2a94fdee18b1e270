"""One typed line becomes a resolution; a complete one becomes a promise."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from webapp.core.data import ids
from webapp.core.text import cleaning
from webapp.core.text.i18n import N_, listed
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.council.councils import queries as councils
from webapp.council.councils.models import AgendaLine, CouncilMeeting, MeetingState
from webapp.council.sittings import line_rules, people_queries, queries, resolution_rules
from webapp.council.sittings.line_rules import Problem, TypedLine
from webapp.council.sittings.models import CouncilVote, Resolution, ResolutionKind, Wording
from webapp.council.sittings.resolution_rules import Draft
from webapp.people.accounts.scope import Actor

RECORDING = frozenset({MeetingState.IN_SESSION, MeetingState.CLOSED, MeetingState.TALK})


class MeetingNotBegun(DomainError):
    message = N_("会还没开，先点“开会”。")


class AlreadyFinal(DomainError):
    """What became a promise is changed on the promise, with its history, not by typing over it."""

    message = N_("这件事已经定稿，改期、换人到“议定事项”里办。")


class ForeignWording(DomainError):
    status = 422
    message = N_("没有这个说法，可能刚被别人改过。")


def read(session: Session, meeting: CouncilMeeting, text: str) -> TypedLine:
    """What the line says, with people found and working days counted."""
    line = line_rules.read_line(text, meeting.held_on, queries.roster(session, meeting, text))
    if line.working_days and not line.deadline:
        deadline = people_queries.working_day(session, meeting.held_on, line.working_days)
        line = replace(line, deadline=deadline)
    return line


def keep_line(
    session: Session, actor: Actor, *, meeting_id: str, line_id: str, line: str, id: str, typed_at: datetime | None
) -> Resolution:
    """From the outbox: found through scope, kept as typed. A meeting that closed meanwhile still takes what it said."""
    meeting = councils.get_meeting(session, actor, meeting_id)
    agenda_line = councils.get_line(session, meeting, line_id)
    return record_line(session, actor, meeting, agenda_line, line=line, id=id, typed_at=typed_at)


def record_line(
    session: Session,
    actor: Actor,
    meeting: CouncilMeeting,
    agenda_line: AgendaLine,
    *,
    line: str,
    id: str | None = None,
    typed_at: datetime | None = None,
    typed: TypedLine | None = None,
) -> Resolution:
    """The id is the typist's, so that a line sent twice is one line. Whatever cannot be read is kept as typed.
    `typed` is the line already read, where the caller had to look at it first."""
    if meeting.state not in RECORDING:
        raise MeetingNotBegun
    key = id or ids.new()
    known = session.get(Resolution, key)
    if known is not None:
        return _again(session, actor, known, line)
    quorum = queries.room(session, meeting).quorum
    made = Resolution(
        id=key, meeting_id=meeting.id, community_id=meeting.community_id, line_id=agenda_line.id,
        present=quorum.present, needed=quorum.needed, typed_at=typed_at or clock.now(), received_at=clock.now(),
        typed_by=actor.account_id,
        kind=ResolutionKind.NOTE if meeting.state is MeetingState.TALK else ResolutionKind.ACT,
    )  # fmt: skip
    session.add(made)
    session.flush()
    _word(session, actor, made, line, after=None)
    _apply(session, meeting, agenda_line, made, typed or read(session, meeting, line))
    agenda_line.discussed_at = agenda_line.discussed_at or clock.now()
    history.record(session, actor, "record_resolution", made, after={"line": line})
    return made


def keep_wording(
    session: Session, actor: Actor, *, id: str, resolution_id: str, line: str, after_id: str | None
) -> Wording:
    """From the outbox: another wording of a line, found through scope."""
    resolution = queries.get_resolution(session, actor, resolution_id)
    meeting = councils.get_meeting(session, actor, resolution.meeting_id)
    reword(session, actor, meeting, resolution, line=line, after_id=after_id, id=id)
    return session.get_one(Wording, id)


def reword(
    session: Session,
    actor: Actor,
    meeting: CouncilMeeting,
    resolution: Resolution,
    *,
    line: str,
    after_id: str | None,
    id: str | None = None,
) -> list[Wording]:
    """Writes over the wording its writer saw. When somebody else wrote over that one meanwhile, both now stand."""
    versions = queries.wordings(session, [resolution.id])[resolution.id]
    if id and id in {wording.id for wording in versions}:
        return queries.heads(versions)
    _refuse_final(resolution)
    if after_id not in {wording.id for wording in versions}:
        raise ForeignWording(field="line")
    _word(session, actor, resolution, line, after=after_id, id=id)
    standing = queries.heads(queries.wordings(session, [resolution.id])[resolution.id])
    if len(standing) == 1:
        agenda_line = councils.get_line(session, meeting, resolution.line_id)
        _apply(session, meeting, agenda_line, resolution, read(session, meeting, line))
    history.record(session, actor, "reword_resolution", resolution, after={"line": line})
    return standing


def choose_wording(
    session: Session, actor: Actor, meeting: CouncilMeeting, resolution: Resolution, *, wording_id: str
) -> None:
    """Settles a clash: the chosen words are written once more, over both. Nothing is erased."""
    standing = queries.heads(queries.wordings(session, [resolution.id])[resolution.id])
    chosen = next((wording for wording in standing if wording.id == wording_id), None)
    if chosen is None:
        raise ForeignWording
    others = [wording for wording in standing if wording.id != wording_id]
    last = chosen
    for other in others:
        last = _word(session, actor, resolution, chosen.line, after=last.id, over=other.id)
    agenda_line = councils.get_line(session, meeting, resolution.line_id)
    _apply(session, meeting, agenda_line, resolution, read(session, meeting, chosen.line))
    history.record(session, actor, "choose_wording", resolution, after={"wording": wording_id})


def withdraw(session: Session, actor: Actor, resolution: Resolution) -> None:
    """Ctrl+Z. The line stays on record as withdrawn; a second Ctrl+Z on it changes nothing."""
    _refuse_final(resolution)
    if resolution.is_standing:
        resolution.withdrawn_at, resolution.withdrawn_by = clock.now(), actor.account_id
        history.record(session, actor, "withdraw_resolution", resolution)


def restore(session: Session, actor: Actor, resolution: Resolution) -> None:
    if not resolution.is_standing:
        resolution.withdrawn_at = resolution.withdrawn_by = None
        history.record(session, actor, "restore_resolution", resolution)


def detail(session: Session, actor: Actor, meeting: CouncilMeeting, resolution: Resolution, **given: Any) -> None:
    """Fields set one by one on the row; what the typed line said is overridden, the line itself stays."""
    _refuse_final(resolution)
    before = {name: getattr(resolution, name) for name in given}
    for name, value in given.items():
        setattr(resolution, name, value)
    session.flush()
    history.record(session, actor, "detail_resolution", resolution, before=before, after=given)


def wrong_details(
    session: Session, meeting: CouncilMeeting, resolution: Resolution, given: dict[str, Any]
) -> dict[str, Problem]:
    """By the form's fields: a deadline before the meeting, somebody who left, an owner who would check themselves."""
    people = [resolution.owner_id, given.get("watcher_id"), given.get("verifier_id")]
    left = people_queries.left(session, people, meeting.held_on)
    drafted = replace(draft(resolution, left), **{name: value for name, value in given.items() if name != "flags"})
    drafted = replace(drafted, kind=str(drafted.kind), flags=tuple(given["flags"]))
    names = {"watcher": "watcher_id", "verifier": "verifier_id", "owner": "kind"}
    return {names.get(part, part): it for part, it in resolution_rules.wrong(drafted, meeting.held_on).items()}


def brief(several: Sequence[Resolution]) -> str:
    """Enough to know them by."""
    return listed(cleaning.cut(one.deed, 16) or "…" for one in several)


def lacks(session: Session, meeting: CouncilMeeting, resolution: Resolution) -> dict[str, Problem]:
    return lacks_of(session, meeting, [resolution])[resolution.id]


def lacks_of(session: Session, meeting: CouncilMeeting, listed: Sequence[Resolution]) -> dict[str, dict[str, Problem]]:
    """By resolution and field, why it is not final yet: missing parts, wrong parts, an open clash, no quorum, a lost
    vote. Asked for a whole list at once, because the room looks at it after every Enter."""
    people = [key for one in listed for key in (one.owner_id, one.watcher_id, one.verifier_id)]
    left = people_queries.left(session, people, meeting.held_on)
    versions = queries.wordings(session, [one.id for one in listed])
    votes = queries.standing_votes(queries.votes(session, meeting.id))
    return {
        one.id: _judge(one, meeting, left, len(queries.heads(versions[one.id])) > 1, _vote_on(one, votes))
        for one in listed
    }


def _vote_on(resolution: Resolution, votes: Sequence[CouncilVote]) -> CouncilVote | None:
    """The last vote on this very line, else the last one on its whole topic since it was recorded."""
    own = [vote for vote in votes if vote.resolution_id == resolution.id]
    topic = [
        vote
        for vote in votes
        if vote.resolution_id is None and vote.line_id == resolution.line_id and vote.at >= resolution.typed_at
    ]
    return next(iter([*own[-1:], *topic[-1:]]), None)


def _judge(
    resolution: Resolution, meeting: CouncilMeeting, left: dict[str, str], is_clash: bool, vote: CouncilVote | None
) -> dict[str, Problem]:
    found = resolution_rules.lacks(draft(resolution, left), meeting.held_on)
    if is_clash:
        found["line"] = Problem(N_("两位主持各改了一版，先选一版。"))
    if resolution.kind is ResolutionKind.NOTE:
        return found
    if vote is not None and vote.result != "adopted":
        found["vote"] = Problem(N_("表决没有通过。"))
    elif vote is None and resolution.present < resolution.needed:
        found["vote"] = Problem(
            N_("记的时候到会 %(present)s 人，不够 %(needed)s 人，等人够了再表决一次。"),
            {"present": str(resolution.present), "needed": str(resolution.needed)},
        )
    return found


def draft(resolution: Resolution, left: dict[str, str] | None = None) -> Draft:
    return Draft(
        resolution.kind.value, resolution.deed, resolution.owner_id, resolution.watcher_id, resolution.verifier_id,
        resolution.deadline, resolution.acceptance, resolution.funding, resolution.later_month,
        tuple(resolution.flags), left,
    )  # fmt: skip


def _again(session: Session, actor: Actor, known: Resolution, line: str) -> Resolution:
    """The same id with other words, from a phone that changed its draft: kept as one more wording."""
    versions = queries.wordings(session, [known.id])[known.id]
    if all(wording.line != line for wording in versions):
        _word(session, actor, known, line, after=versions[0].id if versions else None)
    return known


def _word(
    session: Session,
    actor: Actor,
    resolution: Resolution,
    line: str,
    *,
    after: str | None,
    over: str | None = None,
    id: str | None = None,
) -> Wording:
    made = Wording(
        id=id or ids.new(), resolution_id=resolution.id, after_id=after, over_id=over, line=line,
        typed_by=actor.account_id, typed_by_name=actor.name, typed_at=clock.now(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def _apply(
    session: Session, meeting: CouncilMeeting, agenda_line: AgendaLine, resolution: Resolution, typed: TypedLine
) -> None:
    """Only what was read without a problem is taken over; the presets fill what nobody has to type."""
    good = {part: part not in typed.problems for part in ("owner", "watcher", "verifier", "deadline")}
    resolution.deed = typed.deed[:300]
    resolution.owner_id = _one(typed.owner) if good["owner"] else None
    resolution.deadline = typed.deadline if good["deadline"] else None
    resolution.quantity, resolution.unit = typed.quantity, typed.unit
    resolution.each_building = typed.each_building
    if typed.each_building and not typed.quantity:
        resolution.quantity = typed.each_building * len(people_queries.buildings(session, meeting.community_id))
    resolution.watcher_id = (_one(typed.watcher) if good["watcher"] else None) or people_queries.preset_watcher(
        session, meeting, agenda_line
    )
    named = _one(typed.verifier) if good["verifier"] else None
    resolution.verifier_id = named or people_queries.preset_verifier(session, meeting, resolution.owner_id)
    resolution.acceptance = resolution_rules.COUNTED if resolution.quantity else resolution_rules.LOOKED_AT
    session.flush()


def _one(who: line_rules.Who | None) -> str | None:
    return who.one.id if who and who.one else None


def _refuse_final(resolution: Resolution) -> None:
    if resolution.final_at is not None:
        raise AlreadyFinal
