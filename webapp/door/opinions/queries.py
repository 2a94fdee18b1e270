from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from webapp.core.lists.first_rows import First, read
from webapp.core.web.errors import NotFound
from webapp.door.opinions.models import (
    Ballot,
    OpinionRound,
    QuestionKind,
    RoundLine,
    RoundPlace,
    RoundQuestion,
    RoundState,
    RoundTally,
)
from webapp.door.opinions.paper_models import RoundExtension
from webapp.door.opinions.rules import Asked
from webapp.people.accounts.scope import Actor, one, within
from webapp.register.register.models import Building, Dwelling, Entrance, PlaceState

OPEN = (RoundState.DRAFT, RoundState.ANNOUNCED, RoundState.ASKING, RoundState.CLOSED, RoundState.COUNTED)
PAGE = 50


@dataclass(frozen=True)
class Stair:
    """An entrance as the board offers it for a round."""

    id: str
    name: str
    dwellings: int


@dataclass(frozen=True)
class Block:
    id: str
    estate: str
    name: str
    stairs: tuple[Stair, ...]


def get_round(session: Session, actor: Actor, round_id: str) -> OpinionRound:
    """Of the communities in reach; for a grid worker, where the own grid is asked."""
    query = select(OpinionRound).where(OpinionRound.id == round_id)
    near = within(select(RoundLine.round_id).where(RoundLine.round_id == round_id), actor, RoundLine.grid_id)
    found = session.exec(within(query, actor, OpinionRound.community_id)).first()
    found = found or session.exec(query.where(col(OpinionRound.id).in_(near))).first()
    if found is None:
        raise NotFound
    return found


def get_own_round(session: Session, actor: Actor, round_id: str) -> OpinionRound:
    """For whoever holds it: the community itself must be in reach."""
    query = select(OpinionRound).where(OpinionRound.id == round_id)
    found: OpinionRound = one(session, within(query, actor, OpinionRound.community_id))
    return found


def get_public(session: Session, round_id: str) -> OpinionRound:
    """For anybody: from the announcement on a round is public; its result is once it is put up."""
    query = select(OpinionRound).where(OpinionRound.id == round_id, OpinionRound.state != RoundState.DRAFT)
    found: OpinionRound = one(session, query)
    return found


def list_rounds(session: Session, actor: Actor, *, is_over: bool = False, most: int = PAGE) -> First[Any]:
    """(round, its tally or None), the newest first."""
    query = (
        select(OpinionRound, RoundTally)
        .outerjoin(RoundTally, (col(RoundTally.round_id) == OpinionRound.id) & (RoundTally.place_id == OpinionRound.id))
        .order_by(col(OpinionRound.opens_at).desc(), col(OpinionRound.id))
    )
    query = query.where(col(OpinionRound.state).not_in(OPEN) if is_over else col(OpinionRound.state).in_(OPEN))
    own = within(query, actor, OpinionRound.community_id)
    if any(hat.unit_id == hat.community_id or hat.community_id is None for hat in actor.hats):
        return read(session, own, most)
    near = within(select(RoundLine.round_id), actor, RoundLine.grid_id).distinct()
    return read(session, query.where(col(OpinionRound.id).in_(near)), most)


def questions_of(session: Session, asked: OpinionRound) -> list[RoundQuestion]:
    return list(session.exec(kept_questions(), params=asks_of(asked)))


def asks_of(asked: Any) -> dict[str, Any]:
    return {"community": asked.community_id, "round": asked.id, "version": asked.question_version}


@cache
def kept_questions() -> Any:
    query = select(RoundQuestion).where(
        RoundQuestion.community_id == bindparam("community"), RoundQuestion.round_id == bindparam("round"),
        RoundQuestion.version == bindparam("version"),
    )  # fmt: skip
    return query.order_by(col(RoundQuestion.position))


def is_one_tap(questions: Sequence[RoundQuestion]) -> bool:
    """A yes or no and nothing else."""
    return len(questions) == 1 and questions[0].kind is QuestionKind.VOTE


def as_asked(questions: Sequence[RoundQuestion]) -> list[Asked]:
    return [Asked(one.position, one.kind, one.options) for one in questions]


def places_of(session: Session, asked: OpinionRound) -> list[str]:
    return list(session.exec(select(RoundPlace.entrance_id).where(RoundPlace.round_id == asked.id)))


def extensions_of(session: Session, asked: OpinionRound) -> list[RoundExtension]:
    query = select(RoundExtension).where(RoundExtension.round_id == asked.id).order_by(col(RoundExtension.said_at))
    return list(session.exec(query))


def blocks_to_choose(session: Session, actor: Actor) -> list[Block]:
    """The buildings in reach with their entrances and how many dwellings stand behind each."""
    query = (
        select(Building.id, Building.estate, Building.name, Entrance.id, Entrance.name, func.count(col(Dwelling.id)))  # type: ignore[call-overload]
        .join(Entrance, col(Entrance.building_id) == Building.id)
        .join(Dwelling, col(Dwelling.entrance_id) == Entrance.id)
        .where(Dwelling.state != PlaceState.DEMOLISHED)
        .group_by(
            Building.id, Building.estate, Building.name, Building.position, Entrance.id, Entrance.name,
            Entrance.position,
        )
        .order_by(Building.estate, Building.position, Building.name, Entrance.position)
    )  # fmt: skip
    found: dict[tuple[str, str, str], list[Stair]] = defaultdict(list)
    for building_id, estate, name, entrance_id, entrance, dwellings in session.exec(
        within(query, actor, Entrance.grid_id)
    ):
        found[(building_id, estate, name)].append(Stair(entrance_id, entrance, dwellings))
    return [Block(*building, tuple(stairs)) for building, stairs in found.items()]


def get_line(session: Session, actor: Actor, asked: OpinionRound, line_id: str) -> RoundLine:
    query = select(RoundLine).where(RoundLine.id == line_id, RoundLine.round_id == asked.id)
    found: RoundLine = one(session, within(query, actor, RoundLine.grid_id))
    return found


def ballots_of(session: Session, line: RoundLine) -> list[Ballot]:
    """Everything heard of one household, as it was given; kept for good."""
    query = select(Ballot).where(Ballot.line_id == line.id).order_by(col(Ballot.happened_at), col(Ballot.id))
    return list(session.exec(query))
