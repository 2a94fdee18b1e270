from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from webapp.core.data import statements
from webapp.core.time import clock
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
    Way,
)
from webapp.door.opinions.paper_models import RoundExtension
from webapp.door.opinions.rules import Asked, waits
from webapp.people.accounts.scope import Actor, one, within, within_paths
from webapp.register.register.models import Building, Dwelling, Entrance, Household, PlaceState

OPEN = (RoundState.DRAFT, RoundState.ANNOUNCED, RoundState.ASKING, RoundState.CLOSED, RoundState.COUNTED)
PAGE = 50
OF_LINE = attrgetter("line_id", "ballot_id", "standing", "tries", "tenant_standing", "try_at")


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


@dataclass(frozen=True)
class AskedHere:
    """A running round at one door, as records."""

    round: Any
    line: Any
    questions: tuple[Any, ...]

    @property
    def is_one_tap(self) -> bool:
        return is_one_tap(self.questions)

    @property
    def waits(self) -> bool:
        return Way.DOOR in self.round.ways and waits(self.line, clock.now())


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


def list_rounds(session: Session, actor: Actor, *, is_over: bool = False, limit: int = PAGE) -> list[Any]:
    """(round, its tally or None), the newest first."""
    query = (
        select(OpinionRound, RoundTally)
        .outerjoin(RoundTally, (col(RoundTally.round_id) == OpinionRound.id) & (RoundTally.place_id == OpinionRound.id))
        .order_by(col(OpinionRound.opens_at).desc(), col(OpinionRound.id))
        .limit(limit)
    )
    query = query.where(col(OpinionRound.state).not_in(OPEN) if is_over else col(OpinionRound.state).in_(OPEN))
    own = within(query, actor, OpinionRound.community_id)
    if any(hat.unit_id == hat.community_id or hat.community_id is None for hat in actor.hats):
        return list(session.exec(own))
    near = within(select(RoundLine.round_id), actor, RoundLine.grid_id).distinct()
    return list(session.exec(query.where(col(OpinionRound.id).in_(near))))


def questions_of(session: Session, asked: OpinionRound) -> list[RoundQuestion]:
    asks = {"round": asked.id, "version": asked.question_version}
    return list(session.exec(_questions(), params=asks))


@cache
def _questions() -> Any:
    query = select(RoundQuestion).where(
        RoundQuestion.round_id == bindparam("round"), RoundQuestion.version == bindparam("version")
    )
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


def line_at_door(session: Session, actor: Actor, asked_id: str, household_id: str) -> tuple[OpinionRound, RoundLine]:
    query = (
        select(OpinionRound, RoundLine)
        .join(RoundLine, col(RoundLine.round_id) == OpinionRound.id)
        .where(RoundLine.round_id == asked_id, RoundLine.household_id == household_id)
    )
    found: tuple[OpinionRound, RoundLine] = one(session, within(query, actor, RoundLine.grid_id))
    return found


class AtDoor(NamedTuple):
    """A round at a door with one of its questions; a round without any has one row of nothing."""

    id: str
    title: str
    ways: list[Way]
    line_id: str
    ballot_id: str | None
    standing: Any
    tries: int
    tenant_standing: Any
    try_at: datetime | None
    position: int | None
    kind: QuestionKind | None
    asks: str | None
    options: list[str] | None


class LineAtDoor(NamedTuple):
    id: str
    ballot_id: str | None
    standing: Any
    tries: int
    tenant_standing: Any
    try_at: datetime | None


def asked_at_door(session: Session, actor: Actor, household_id: str) -> list[AskedHere]:
    """What is to be asked of this household today, what still waits first; only to be shown."""
    rows = statements.rows(session, _at_door(actor.paths), {"household": household_id})
    rounds = [list(its) for _, its in groupby(rows, attrgetter("line_id"))]
    asked = [AskedHere(i[0], LineAtDoor(*OF_LINE(i[0])), tuple(q for q in i if q.position is not None)) for i in rounds]
    return sorted(asked, key=lambda here: not here.waits)


def asked_here(session: Session, asked: Any, line: Any) -> AskedHere:
    asks = {"round": asked.id, "version": asked.question_version}
    return AskedHere(asked, line, tuple(statements.records(session, _questions(), asks)))


@lru_cache(maxsize=1024)
def _at_door(paths: tuple[str, ...]) -> Any:
    is_asked = (col(RoundQuestion.round_id) == OpinionRound.id) & (
        col(RoundQuestion.version) == OpinionRound.question_version
    )
    query = (
        select(  # type: ignore[call-overload]
            OpinionRound.id, OpinionRound.title, OpinionRound.ways, RoundLine.id, RoundLine.ballot_id,
            RoundLine.standing, RoundLine.tries, RoundLine.tenant_standing, RoundLine.try_at, RoundQuestion.position,
            RoundQuestion.kind, RoundQuestion.asks, RoundQuestion.options,
        )
        .join(RoundLine, col(RoundLine.round_id) == OpinionRound.id)
        .outerjoin(RoundQuestion, is_asked)
        .where(OpinionRound.state == RoundState.ASKING, RoundLine.household_id == bindparam("household"))
        .order_by(col(OpinionRound.opens_at), col(OpinionRound.id), col(RoundLine.id), col(RoundQuestion.position))
        .execution_options(rows=AtDoor)
    )  # fmt: skip
    return within_paths(query, paths, RoundLine.grid_id)


def lines_waiting(session: Session, household_ids: Sequence[str]) -> dict[str, list[tuple[OpinionRound, RoundLine]]]:
    """Running rounds that go from door to door and have no answer of these households yet; the caller reached them
    through scope."""
    found: dict[str, list[tuple[OpinionRound, RoundLine]]] = defaultdict(list)
    query = (
        select(OpinionRound, RoundLine)
        .join(RoundLine, col(RoundLine.round_id) == OpinionRound.id)
        .where(
            OpinionRound.state == RoundState.ASKING, col(RoundLine.household_id).in_(household_ids),
            col(RoundLine.ballot_id).is_(None),
        )
        .order_by(col(OpinionRound.id))
    )  # fmt: skip
    for asked, line in session.exec(query):
        if Way.DOOR in asked.ways and line.household_id:
            found[line.household_id].append((asked, line))
    return found


def list_again(session: Session, actor: Actor, by: datetime, limit: int = 20) -> list[Any]:
    """(household id, label, head's name, round's title, tries, try at): doors to ask again, the oldest first."""
    return statements.rows(session, _again(actor.paths, limit), {"by": by})


@lru_cache(maxsize=1024)
def _again(paths: tuple[str, ...], limit: int) -> Any:
    query = (
        select(  # type: ignore[call-overload]
            RoundLine.household_id, RoundLine.label, Household.head_name, OpinionRound.title, RoundLine.tries,
            RoundLine.try_at,
        )
        .join(OpinionRound, col(OpinionRound.id) == RoundLine.round_id)
        .join(Household, col(Household.id) == RoundLine.household_id)
        .where(
            OpinionRound.state == RoundState.ASKING, col(RoundLine.try_at) <= bindparam("by"),
            col(Household.moved_out_on).is_(None),
        )
        .order_by(col(RoundLine.try_at), col(RoundLine.id))
        .limit(limit)
    )  # fmt: skip
    return within_paths(query, paths, RoundLine.grid_id)


def ballots_of(session: Session, line: RoundLine) -> list[Ballot]:
    """Everything heard of one household, as it was given; kept for good."""
    query = select(Ballot).where(Ballot.line_id == line.id).order_by(col(Ballot.happened_at), col(Ballot.id))
    return list(session.exec(query))


def rounds_of_grid(session: Session, actor: Actor, grid_id: str) -> list[tuple[OpinionRound, RoundLine]]:
    """Every door of the grid that is being asked, for the phone."""
    query = (
        select(OpinionRound, RoundLine)
        .join(RoundLine, col(RoundLine.round_id) == OpinionRound.id)
        .where(
            OpinionRound.state == RoundState.ASKING, RoundLine.grid_id == grid_id,
            col(RoundLine.household_id).is_not(None),
        )
        .order_by(col(OpinionRound.opens_at), col(OpinionRound.id))
    )  # fmt: skip
    return list(session.exec(within(query, actor, RoundLine.grid_id)))
