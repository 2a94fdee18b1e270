"""Running rounds at the doors where they are asked."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from webapp.core.data import statements
from webapp.core.lists.first_rows import First, first
from webapp.core.time import clock
from webapp.door.opinions import queries
from webapp.door.opinions.models import OpinionRound, QuestionKind, RoundLine, RoundQuestion, RoundState, Way
from webapp.door.opinions.rules import ANSWERS, waits
from webapp.people.accounts.scope import Actor, one, within, within_paths
from webapp.register.register.models import Household

OF_LINE = attrgetter("line_id", "ballot_id", "standing", "tries", "tenant_standing", "try_at")


@dataclass(frozen=True)
class AskedHere:
    """A running round at one door, as records."""

    round: Any
    line: Any
    questions: tuple[Any, ...]

    @property
    def is_one_tap(self) -> bool:
        return queries.is_one_tap(self.questions)

    @property
    def waits(self) -> bool:
        return Way.DOOR in self.round.ways and waits(self.line, clock.now())


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
    return AskedHere(asked, line, tuple(statements.records(session, queries.kept_questions(), queries.asks_of(asked))))


@lru_cache(maxsize=1024)
def _at_door(paths: tuple[str, ...]) -> Any:
    is_asked = (
        (col(RoundQuestion.community_id) == OpinionRound.community_id)
        & (col(RoundQuestion.round_id) == OpinionRound.id)
        & (col(RoundQuestion.version) == OpinionRound.question_version)
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


def list_again(session: Session, actor: Actor, by: datetime, most: int) -> First[Any]:
    """(household id, label, head's name, round's title, tries, try at): doors to ask again, the oldest first."""
    return first(statements.rows(session, _again(actor.paths, most), {"by": by}), most)


@lru_cache(maxsize=1024)
def _again(paths: tuple[str, ...], most: int) -> Any:
    query = (
        select(  # type: ignore[call-overload]
            RoundLine.household_id, RoundLine.label, Household.head_name, OpinionRound.title, RoundLine.tries,
            RoundLine.try_at,
        )
        .join(OpinionRound, col(OpinionRound.id) == RoundLine.round_id)
        .join(Household, col(Household.id) == RoundLine.household_id)
        .where(
            OpinionRound.state == RoundState.ASKING, col(RoundLine.try_at) <= bindparam("by"),
            col(RoundLine.tenant_standing).not_in(ANSWERS), col(Household.moved_out_on).is_(None),
        )
        .order_by(col(RoundLine.try_at), col(RoundLine.id))
        .limit(most + 1)
    )  # fmt: skip
    return within_paths(query, paths, RoundLine.grid_id)


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
