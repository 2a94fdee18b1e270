"""Keeping what was heard of a household, and working out afresh what it counts as."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, NotFound
from webapp.door.opinions import queries, result_queries, rules
from webapp.door.opinions.models import (
    Ballot,
    OpinionRound,
    Outcome,
    QuestionKind,
    RoundLine,
    RoundQuestion,
    RoundTally,
    Side,
    Speaker,
    Standing,
    StandingAnswer,
    Way,
)
from webapp.door.opinions.paper_models import BallotDecision
from webapp.door.opinions.rules import Decided, Said, Stand
from webapp.people.accounts.scope import Actor
from webapp.people.notices import queries as notices
from webapp.people.notices import services as notice_services

DISPUTED = N_("“%(round)s”：%(door)s 两个人答的不一样，请您定。")
Waiting = Mapping[str, Sequence[tuple[OpinionRound, RoundLine]]]


class RoundNotOpen(DomainError):
    message = N_("这一轮还没开始征询。")


class RoundOver(DomainError):
    message = N_("这一轮已经在 %(day)s 截止。")


class WayClosed(DomainError):
    message = N_("这一轮没有开这种征询方式。")


class NothingToDecide(DomainError):
    message = N_("这一户没有要定的意见，或已经定过。")


class AlreadyCounted(DomainError):
    message = N_("已经统计，结果不再变。")


class DecisionReasonNeeded(DomainError):
    status = 422
    message = N_("写一句为什么以这一份为准。")


@dataclass(frozen=True)
class Told:
    """One thing heard of one household. `given`: position → raw value; `voice`: who, as a hash, never a name."""

    way: Way
    outcome: Outcome
    given: Mapping[str, str] = field(default_factory=dict)
    speaker: Speaker = Speaker.OWNER
    voice: str = ""
    at: datetime | None = None
    captured_at: datetime | None = None
    id: str | None = None
    visit_id: str | None = None
    sheet_id: str | None = None


def record_ballot(session: Session, actor: Actor | None, asked: OpinionRound, line: RoundLine, told: Told) -> Ballot:
    """Idempotent by id. What was given in time and arrives after the count is kept and marked late. Raises BadAnswer at
    the question's field."""
    if told.id and (known := session.get(Ballot, told.id)) is not None:
        return _mine(known, actor, line)
    result_queries.hold(session, asked)
    received = clock.now()
    at = told.at if told.at and told.at <= received + rules.FUTURE_ALLOWED else received
    _refuse(asked, told.way, at)
    questions = queries.questions_of(session, asked)
    answers = None
    if told.outcome is Outcome.ANSWERED:
        answers = json.dumps(rules.read_answers(queries.as_asked(questions), told.given), ensure_ascii=False)
    ballot = Ballot(
        id=told.id or ids.new(), community_id=line.community_id, grid_id=line.grid_id, round_id=asked.id,
        line_id=line.id, outcome=told.outcome, answers=answers, speaker=told.speaker, way=told.way,
        voice=told.voice or told.way.value, version=asked.question_version,
        account_id=actor.account_id if actor else None, visit_id=told.visit_id, sheet_id=told.sheet_id,
        captured_at=told.captured_at or at, happened_at=at, received_at=received, is_late=asked.is_counted,
    )  # fmt: skip
    session.add(ballot)
    session.flush()
    if not ballot.is_late:
        settle(session, asked, line, questions)
    history.record(session, actor, "record_ballot", ballot, after={"outcome": told.outcome, "way": told.way})
    return ballot


def note_knock(
    session: Session, actor: Actor, waiting: Waiting, *, household_id: str, visit_id: str, is_home: bool, at: datetime
) -> None:
    """Nobody opened, or not now: a knock that served a visit was a try of every round that waits for this household."""
    for asked, line in waiting.get(household_id, ()):
        if line.ballot_id is None and asked.takes(at) and not _has_of(session, line, visit_id):
            outcome = Outcome.LATER if is_home else Outcome.NOBODY
            record_ballot(session, actor, asked, line, Told(Way.DOOR, outcome, at=at, visit_id=visit_id))


def withdraw_knock(session: Session, actor: Actor, visit_id: str) -> None:
    """The tap was taken back: what it said of running rounds goes with it; what stood before stands again."""
    query = select(Ballot).where(Ballot.visit_id == visit_id, col(Ballot.withdrawn_at).is_(None))
    for ballot in session.exec(query.order_by(col(Ballot.round_id))):
        asked = session.get_one(OpinionRound, ballot.round_id)
        result_queries.hold(session, asked)
        if asked.is_counted:
            continue
        ballot.withdrawn_at = clock.now()
        session.flush()
        settle(session, asked, session.get_one(RoundLine, ballot.line_id), queries.questions_of(session, asked))
        history.record(session, actor, "withdraw_ballot", ballot)


def decide(
    session: Session, actor: Actor, asked: OpinionRound, line: RoundLine, ballot: Ballot, *, reason: str
) -> BallotDecision:
    """Which of two that differ counts, and why. Neither is changed."""
    result_queries.hold(session, asked)
    if asked.is_counted:
        raise AlreadyCounted
    if not line.is_disputed or ballot.line_id != line.id or ballot.outcome is not Outcome.ANSWERED:
        raise NothingToDecide
    if not reason:
        raise DecisionReasonNeeded(field="reason")
    made = BallotDecision(
        community_id=line.community_id, round_id=asked.id, line_id=line.id, ballot_id=ballot.id,
        side=side_of(asked, ballot.speaker), reason=reason[:200], decided_by=actor.account_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    settle(session, asked, line, queries.questions_of(session, asked))
    history.record(session, actor, "decide_ballot", line, after={"ballot": ballot.id}, reason=reason)
    return made


def settle(session: Session, asked: OpinionRound, line: RoundLine, questions: Sequence[RoundQuestion]) -> None:
    """Works out what the household counts as from all its ballots, and moves the tallies by the difference. The caller
    holds the round."""
    session.refresh(line)
    asks_vote = bool(questions) and questions[0].kind is QuestionKind.VOTE
    heard = [one for one in queries.ballots_of(session, line) if one.withdrawn_at is None and not one.is_late]
    stands = {side: _stand(session, asked, line, side, heard, asks_vote) for side in _sides(asked)}
    was, was_disputed = line.standing, line.is_disputed
    had = {Side.HOME: line.ballot_id is not None, Side.TENANT: line.tenant_standing is not Standing.UNASKED}
    home, tenant = stands[Side.HOME], stands.get(Side.TENANT, Stand(Standing.UNASKED))
    if home.standing is Standing.UNASKED and line.household_id is None:
        home = Stand(Standing.EMPTY)
    line.standing, line.ballot_id, line.tries, line.try_at = home.standing, home.ballot_id, home.tries, home.try_at
    line.tenant_standing, line.is_disputed = tenant.standing, home.is_disputed or tenant.is_disputed
    session.add(line)
    session.flush()
    _move(session, line, was, int(line.is_disputed) - int(was_disputed))
    if line.is_disputed and not was_disputed:
        _tell_host(session, asked, line, heard[-1])
    by_id = {one.id: one for one in heard}
    for side, one in stands.items():
        if had[side]:
            _forget_answers(session, line, side)
        if one.ballot_id:
            _write_answers(session, asked, line, side, by_id[one.ballot_id], questions)


def _tell_host(session: Session, asked: OpinionRound, line: RoundLine, last: Ballot) -> None:
    """Whoever holds the round, and who answers for the community today; once for each dispute."""
    told = {asked.host_id, *notices.accounts_on_duty(session, asked.community_id)}
    notice_services.tell(
        session, told, DISPUTED, cause=f"dispute:{line.id}:{last.id}", url=f"/opinions/{asked.id}/lines/{line.id}",
        community_id=asked.community_id, round=asked.title, door=line.label,
    )  # fmt: skip


def side_of(asked: OpinionRound, speaker: Speaker) -> Side:
    return Side.TENANT if asked.by_owners and speaker is Speaker.TENANT else Side.HOME


def opened(ballot: Ballot) -> dict[str, str]:
    return dict(json.loads(ballot.answers)) if ballot.answers else {}


def _mine(known: Ballot, actor: Actor | None, line: RoundLine) -> Ballot:
    if known.line_id != line.id or known.account_id != (actor.account_id if actor else None):
        raise NotFound
    return known


def _refuse(asked: OpinionRound, way: Way, at: datetime) -> None:
    if asked.opened_at is None:
        raise RoundNotOpen
    if at > asked.closes_at:
        raise RoundOver(day=asked.closes_at)
    if way not in asked.ways:
        raise WayClosed


def _has_of(session: Session, line: RoundLine, visit_id: str) -> bool:
    query = select(Ballot.id).where(Ballot.visit_id == visit_id, Ballot.line_id == line.id)
    return session.exec(query).first() is not None


def _stand(
    session: Session, asked: OpinionRound, line: RoundLine, side: Side, heard: Iterable[Ballot], asks_vote: bool
) -> Stand:
    mine = [one for one in heard if _belongs(asked, one, side)]
    query = select(BallotDecision).where(BallotDecision.line_id == line.id, BallotDecision.side == side)
    last = session.exec(query.order_by(col(BallotDecision.decided_at).desc())).first() if len(mine) > 1 else None
    said = [Said(b.id, b.outcome, b.way, b.voice, b.happened_at, b.received_at, opened(b)) for b in mine]
    return rules.stand(said, asks_vote, Decided(last.ballot_id, last.decided_at) if last else None)


def _sides(asked: OpinionRound) -> tuple[Side, ...]:
    return (Side.HOME, Side.TENANT) if asked.by_owners else (Side.HOME,)


def _belongs(asked: OpinionRound, ballot: Ballot, side: Side) -> bool:
    """A try is the household's; only what a tenant answers stands apart."""
    if ballot.outcome is not Outcome.ANSWERED:
        return side is Side.HOME
    return side_of(asked, ballot.speaker) is side


def _move(session: Session, line: RoundLine, was: Standing, disputed: int) -> None:
    changes: dict[str, object] = {}
    if was is not line.standing:
        changes = {
            was.value: getattr(RoundTally, was.value) - 1,
            line.standing.value: getattr(RoundTally, line.standing.value) + 1,
        }
    if disputed:
        changes["disputed"] = RoundTally.disputed + disputed
    if not changes:
        return
    for place in (line.round_id, line.building_id):
        where = update(RoundTally).where(col(RoundTally.round_id) == line.round_id, col(RoundTally.place_id) == place)
        session.execute(where.values(changes).execution_options(synchronize_session=False))


def _forget_answers(session: Session, line: RoundLine, side: Side) -> None:
    mine = delete(StandingAnswer).where(
        col(StandingAnswer.community_id) == line.community_id, col(StandingAnswer.line_id) == line.id,
        col(StandingAnswer.side) == side,
    )  # fmt: skip
    session.execute(mine.execution_options(synchronize_session=False))


def _write_answers(
    session: Session, asked: OpinionRound, line: RoundLine, side: Side, ballot: Ballot,
    questions: Sequence[RoundQuestion],
) -> None:  # fmt: skip
    answers = opened(ballot)
    for question in questions:
        if (value := answers.get(str(question.position))) is not None:
            session.add(
                StandingAnswer(
                    community_id=line.community_id, round_id=asked.id, line_id=line.id, side=side,
                    position=question.position, ballot_id=ballot.id, value=rules.counted_value(question.kind, value),
                )
            )  # fmt: skip
    session.flush()
