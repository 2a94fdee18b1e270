"""Votes. Who may vote is frozen at the moment the vote closes."""

from typing import NamedTuple

from sqlmodel import Session

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.council.councils import queries as councils
from webapp.council.councils.models import AgendaLine, CouncilMeeting, MeetingState
from webapp.council.sittings import queries, vote_rules
from webapp.council.sittings.models import CouncilVote, Resolution, VoteResult, VoteWay
from webapp.council.sittings.queries import Room
from webapp.people.accounts.scope import Actor


class NotSitting(DomainError):
    message = N_("现在没在开会。")


class NoQuorum(DomainError):
    """Tested at every vote against those in the room then; a vote without it is not recorded at all."""

    status = 422
    message = N_("到会 %(present)s 人，要 %(needed)s 人才能表决。等人够了再来，或先当意见记下。")


class TooManyHands(DomainError):
    status = 422
    message = N_("一共 %(given)s 票，能表决的只有 %(may)s 人，再数一遍。")


class NoHands(DomainError):
    status = 422
    message = N_("填上赞成、反对、弃权各几票。")


class Withdrawn(DomainError):
    """The page of the hall may be older than the last Ctrl+Z."""

    status = 422
    message = N_("“%(deed)s”已经撤回了，另选一句，或表决整个议题。")


class VoidNeedsReason(DomainError):
    status = 422
    message = N_("重新表决要写一句原因，上一次的结果也会留着。")


class Hands(NamedTuple):
    """Counted in the room; where nobody objects they are counted by themselves."""

    votes_for: int = 0
    votes_against: int = 0
    abstained: int = 0


def hold_vote(
    session: Session,
    actor: Actor,
    meeting: CouncilMeeting,
    line: AgendaLine,
    *,
    question: str,
    way: VoteWay,
    hands: Hands | None = None,
    resolution: Resolution | None = None,
    replaces: CouncilVote | None = None,
    reason: str = "",
) -> CouncilVote:
    if meeting.state is not MeetingState.IN_SESSION:
        raise NotSitting
    _refuse_aim(resolution, replaces, reason)
    room = queries.room(session, meeting, line.id)
    if way is VoteWay.NO_OBJECTION:
        hands = Hands(len(vote_rules.may_vote(room.places)))
    hands = hands or Hands()
    _refuse_hands(room, hands)
    outcome = vote_rules.decide(room.places, room.threshold, hands.votes_for, hands.votes_against, hands.abstained)
    made = CouncilVote(
        meeting_id=meeting.id, line_id=line.id, resolution_id=resolution.id if resolution else None,
        question=question, way=way, at=clock.now(), electorate=electorate(room),
        rule_words=councils.rule_of(session, meeting).name, quorum_present=outcome.quorum.present,
        quorum_needed=outcome.quorum.needed, base=outcome.base, needed=outcome.needed, **hands._asdict(),
        result=VoteResult.ADOPTED if outcome.adopted else VoteResult.REJECTED,
        replaces_id=replaces.id if replaces else None, reason=reason, made_by=actor.account_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(
        session, actor, "hold_vote", made, reason=reason,
        after={"for": hands.votes_for, "against": hands.votes_against, "result": made.result},
        community_id=meeting.community_id,
    )  # fmt: skip
    return made


def _refuse_aim(resolution: Resolution | None, replaces: CouncilVote | None, reason: str) -> None:
    if replaces is not None and not reason:
        raise VoidNeedsReason(field="reason")
    if resolution is not None and resolution.withdrawn_at is not None:
        raise Withdrawn(field="resolution_id", deed=resolution.deed)


def electorate(room: Room) -> list[dict[str, object]]:
    """Who could have voted, by name as they are called now: a later change of seats changes no past vote."""
    return [
        {
            "seat": chair.sitter.seat.id, "name": chair.sitter.name, "kind": chair.sitter.seat.kind.value,
            "role": chair.sitter.seat.title, "stand": chair.stand.value, "recused": chair.is_recused, "by": chair.by,
        }
        for chair in room.chairs
        if chair.sitter.seat.votes
    ]  # fmt: skip


def _refuse_hands(room: Room, hands: Hands) -> None:
    quorum = vote_rules.quorum(room.places, room.threshold)
    if not quorum.is_met:
        raise NoQuorum(field="votes_for", present=quorum.present, needed=quorum.needed)
    given = sum(hands)
    if given == 0:
        raise NoHands(field="votes_for")
    if vote_rules.is_too_many(room.places, hands.votes_for, hands.votes_against, hands.abstained):
        raise TooManyHands(field="votes_for", given=given, may=len(vote_rules.may_vote(room.places)))
