"""A round's own life: drafted, announced, opened with its frozen list, extended, closed, counted, put up, archived."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from webapp.core.data import ids
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, Invalid
from webapp.door.opinions import opening_services, queries, result_queries, rules
from webapp.door.opinions.models import (
    Land,
    OpinionRound,
    QuestionKind,
    RoundPlace,
    RoundQuestion,
    RoundState,
    Way,
)
from webapp.door.opinions.paper_models import RoundExtension
from webapp.door.opinions.rules import Act
from webapp.people.accounts.scope import Actor, made_before


class NotNow(DomainError):
    message = N_("这一轮现在是“%(state)s”，不能这样做。")


class QuestionsFixed(DomainError):
    message = N_("已经开始征询，题目不能再改。")


class NowhereToAsk(Invalid):
    message = rules.PLACES_MISSING


class NothingToAsk(Invalid):
    message = N_("至少写一道题。")


class VoteFirst(Invalid):
    message = N_("“同意或不同意”只能有一题，放在第一题。")


class OptionsMissing(Invalid):
    message = rules.OPTIONS_MISSING


class ClosesBeforeOpening(Invalid):
    message = N_("截止要晚于开始，也要晚于现在。")


class OwnersNeedVote(Invalid):
    message = N_("由业主决定的事，第一题要是“同意或不同意”。")


class ExtensionTooLate(DomainError):
    message = N_("已经截止，不能再延期。延期要在截止前说。")


class ReasonNeeded(Invalid):
    message = N_("写一句原因，会一起公布。")


@dataclass(frozen=True)
class QuestionPlan:
    kind: QuestionKind
    asks: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class RoundPlan:
    """What a host writes down; times are instants, entrances within reach."""

    title: str
    why: str
    opens_at: datetime
    closes_at: datetime
    entrance_ids: Sequence[str]
    questions: Sequence[QuestionPlan]
    ways: Sequence[Way] = (Way.DOOR, Way.LINK, Way.PAPER, Way.PHONE)
    land: Land = Land.NONE
    by_owners: bool = False
    building_ids: Sequence[str] = field(default=())


def draft_round(
    session: Session, actor: Actor, community_id: str, plan: RoundPlan, *, id: str | None = None
) -> OpinionRound:
    """The same `id` again is the same round."""
    if (known := made_before(session, OpinionRound, id, community_id)) is not None:
        return known
    made = OpinionRound(
        id=id or ids.new(), community_id=community_id, host_id=actor.account_id, first_closes_at=plan.closes_at,
        **_written(plan),
    )  # fmt: skip
    _check(plan)
    session.add(made)
    session.flush()
    _write_places(session, actor, made, plan)
    _write_questions(session, made, plan.questions)
    history.record(session, actor, "draft_opinion_round", made, after={"title": made.title})
    return made


def change_round(session: Session, actor: Actor, asked: OpinionRound, plan: RoundPlan) -> OpinionRound:
    """A draft is written anew. After the announcement changed questions are a new version, and the old one stays."""
    if asked.state not in (RoundState.DRAFT, RoundState.ANNOUNCED):
        raise QuestionsFixed
    _check(plan)
    for name, value in _written(plan).items():
        setattr(asked, name, value)
    asked.first_closes_at = plan.closes_at
    session.execute(delete(RoundPlace).where(col(RoundPlace.round_id) == asked.id))
    _write_places(session, actor, asked, plan)
    if _as_planned(queries.questions_of(session, asked)) != list(plan.questions):
        if asked.state is RoundState.ANNOUNCED:
            asked.question_version += 1
        else:
            session.execute(delete(RoundQuestion).where(col(RoundQuestion.round_id) == asked.id))
        _write_questions(session, asked, plan.questions)
    session.flush()
    history.record(session, actor, "change_opinion_round", asked, after={"version": asked.question_version})
    return asked


def announce(session: Session, actor: Actor, asked: OpinionRound) -> OpinionRound:
    """From here on questions and closing time are public."""
    if asked.closes_at <= clock.now():
        raise ClosesBeforeOpening(field="closes_at")
    _step(asked, Act.ANNOUNCE)
    history.record(session, actor, "announce_opinion_round", asked)
    return asked


def open_round(session: Session, actor: Actor | None, asked: OpinionRound) -> OpinionRound:
    """Freezes the list: every dwelling behind the chosen doors as it stands now, one line each."""
    _step(asked, Act.OPEN)
    asked.opened_at = clock.now()
    asked.opens_at = min(asked.opens_at, asked.opened_at)
    asked.households = opening_services.freeze(session, asked)
    if not asked.households:
        raise NowhereToAsk(field="places")
    history.record(session, actor, "open_opinion_round", asked, after={"households": asked.households})
    return asked


def extend_round(
    session: Session, actor: Actor, asked: OpinionRound, *, closes_at: datetime, reason: str
) -> RoundExtension:
    """Said before closing or not at all."""
    if asked.state is not RoundState.ASKING or asked.closes_at <= clock.now():
        raise ExtensionTooLate
    if closes_at <= asked.closes_at:
        raise ClosesBeforeOpening(field="closes_at")
    if not reason:
        raise ReasonNeeded(field="reason")
    made = RoundExtension(
        community_id=asked.community_id, round_id=asked.id, closed_at=asked.closes_at, closes_at=closes_at,
        reason=reason[:200], said_by=actor.account_id,
    )  # fmt: skip
    session.add(made)
    asked.closes_at = closes_at
    session.flush()
    history.record(session, actor, "extend_opinion_round", asked, after={"until": closes_at.isoformat()}, reason=reason)
    return made


def close_round(session: Session, actor: Actor | None, asked: OpinionRound) -> OpinionRound:
    """By the clock, or earlier by the host; the list then waits for phones that were without a signal."""
    _step(asked, Act.CLOSE)
    asked.closes_at = min(asked.closes_at, clock.now())
    history.record(session, actor, "close_opinion_round", asked)
    return asked


def count_round(session: Session, actor: Actor, asked: OpinionRound) -> OpinionRound:
    """The count as it is made: what arrives afterwards is kept and changes nothing."""
    result_queries.hold(session, asked)
    _step(asked, Act.COUNT)
    asked.counted_at = clock.now()
    asked.result = result_queries.count(session, asked)
    history.record(session, actor, "count_opinion_round", asked, after={"total": asked.result["total"]})
    return asked


def publish_round(session: Session, actor: Actor, asked: OpinionRound) -> OpinionRound:
    _step(asked, Act.PUBLISH)
    asked.published_at = clock.now()
    history.record(session, actor, "publish_opinion_round", asked)
    return asked


def archive_round(session: Session, actor: Actor, asked: OpinionRound) -> OpinionRound:
    _step(asked, Act.ARCHIVE)
    history.record(session, actor, "archive_opinion_round", asked)
    return asked


def keep_time(session: Session, now: datetime) -> int:
    """Opens what is due to open and closes what is due to close. Returns how many."""
    due = select(OpinionRound).where(OpinionRound.state == RoundState.ANNOUNCED, OpinionRound.opens_at <= now)
    over = select(OpinionRound).where(OpinionRound.state == RoundState.ASKING, OpinionRound.closes_at <= now)
    closing, opening = list(session.exec(over)), list(session.exec(due))
    for asked in closing:
        close_round(session, None, asked)
    for asked in opening:
        open_round(session, None, asked)
    return len(closing) + len(opening)


def _step(asked: OpinionRound, act: Act) -> None:
    after = rules.LIFE.after(asked.state, act)
    if after is None:
        raise NotNow(state=gettext(rules.STATE_WORDS[asked.state]))
    asked.state = after


def _check(plan: RoundPlan) -> None:
    if not plan.questions:
        raise NothingToAsk(field="q1_asks")
    if plan.closes_at <= plan.opens_at or plan.closes_at <= clock.now():
        raise ClosesBeforeOpening(field="closes_at")
    for n, question in enumerate(plan.questions, 1):
        if question.kind is QuestionKind.VOTE and n > 1:
            raise VoteFirst(field=f"q{n}_kind")
        chosen = question.kind in (QuestionKind.ONE, QuestionKind.MANY)
        if chosen and not 2 <= len(question.options) <= rules.MOST_OPTIONS:
            raise OptionsMissing(field=f"q{n}_options", n=n)
    if plan.by_owners and plan.questions[0].kind is not QuestionKind.VOTE:
        raise OwnersNeedVote(field="q1_kind")


def _written(plan: RoundPlan) -> dict[str, Any]:
    return {
        "title": plan.title, "why": plan.why, "opens_at": plan.opens_at, "closes_at": plan.closes_at,
        "ways": [way.value for way in plan.ways], "land": plan.land,
        "by_owners": plan.by_owners or plan.land is Land.SHARED,
    }  # fmt: skip


def _write_places(session: Session, actor: Actor, asked: OpinionRound, plan: RoundPlan) -> None:
    blocks = queries.blocks_to_choose(session, actor)
    within_reach = {stair.id for block in blocks for stair in block.stairs}
    whole = {stair.id for block in blocks if block.id in plan.building_ids for stair in block.stairs}
    chosen = (set(plan.entrance_ids) & within_reach) | whole
    if not chosen:
        raise NowhereToAsk(field="places")
    for entrance_id in sorted(chosen):
        session.add(RoundPlace(community_id=asked.community_id, round_id=asked.id, entrance_id=entrance_id))
    session.flush()


def _write_questions(session: Session, asked: OpinionRound, questions: Sequence[QuestionPlan]) -> None:
    for position, question in enumerate(questions, 1):
        options = rules.VOTE_OPTIONS if question.kind is QuestionKind.VOTE else question.options
        session.add(
            RoundQuestion(
                community_id=asked.community_id, round_id=asked.id, version=asked.question_version, position=position,
                kind=question.kind, asks=question.asks, options=list(options),
            )
        )  # fmt: skip
    session.flush()


def _as_planned(questions: Sequence[RoundQuestion]) -> list[QuestionPlan]:
    return [
        QuestionPlan(one.kind, one.asks, () if one.kind is QuestionKind.VOTE else tuple(one.options))
        for one in questions
    ]
