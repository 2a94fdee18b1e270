"""What a round came to. While it runs the count is read from the tallies; once counted, from what was counted."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from webapp.core.lists.first_rows import First, read
from webapp.door.opinions import gate_rules, queries
from webapp.door.opinions.gate_rules import Gate, Percentage, Share
from webapp.door.opinions.models import (
    OpinionRound,
    QuestionKind,
    RoundLine,
    RoundTally,
    Side,
    Standing,
    StandingAnswer,
)
from webapp.door.opinions.result_rules import COLUMNS, Row
from webapp.door.opinions.rules import ANSWERS
from webapp.people.accounts.scope import Actor, within
from webapp.register.register.models import Household

PAGE = 50
MOVED_SHOWN = 500
ALL = 1_000_000


@dataclass(frozen=True)
class Moved:
    """Who was on the list went on `left_on`; somebody else has come since, on a day that may not be known."""

    label: str
    left_on: date | None
    has_come: bool
    came_on: date | None


def hold(session: Session, asked: OpinionRound) -> None:
    """One writer a round: taken, and read afresh, before any of its lines, so that nobody waits crosswise."""
    session.flush()
    mine = select(OpinionRound).where(OpinionRound.id == asked.id).with_for_update()
    session.exec(mine.execution_options(populate_existing=True)).one()


def whole(session: Session, asked: OpinionRound) -> RoundTally | None:
    query = select(RoundTally).where(RoundTally.round_id == asked.id, RoundTally.place_id == asked.id)
    return session.exec(query).first()


def by_building(session: Session, asked: OpinionRound, after: int = -1, limit: int = PAGE) -> list[RoundTally]:
    query = (
        select(RoundTally)
        .where(RoundTally.round_id == asked.id, RoundTally.place_id != asked.id, RoundTally.position > after)
        .order_by(col(RoundTally.position))
        .limit(limit)
    )
    return list(session.exec(query))


def as_row(tally: RoundTally) -> Row:
    return Row(tally.place, tally.total, tuple(getattr(tally, name) for name in COLUMNS))


def rows_of(asked: OpinionRound) -> list[Row]:
    """By building, from the count as it was made."""
    return [Row(place, total, tuple(counts)) for place, total, counts in asked.result.get("buildings", [])]


def gate_of(session: Session, asked: OpinionRound) -> Gate | None:
    """The four percentages, where the owners decide."""
    if not asked.by_owners:
        return None
    if kept := asked.result.get("gate"):
        shares = tuple(
            Percentage(one["name"], one["top"], one["bottom"], _needed(one["name"])) for one in kept["shares"]
        )
        return Gate(shares, kept["missing"])
    query = select(RoundLine.id, RoundLine.area, RoundLine.owner_mark, RoundLine.standing)
    rows = session.exec(query.where(RoundLine.round_id == asked.id))
    return gate_rules.gate([Share(line_id, area, owner, Standing(standing)) for line_id, area, owner, standing in rows])


def answers_of(session: Session, asked: OpinionRound, side: Side = Side.HOME) -> list[dict[str, Any]]:
    """Question by question: how many valid answers say what, over the frozen count."""
    kept = asked.result.get("questions", {}).get(side.value)
    if kept is not None:
        return list(kept)
    found: dict[int, Counter[str]] = defaultdict(Counter)
    query = (
        select(StandingAnswer.position, StandingAnswer.value, func.count())
        .where(StandingAnswer.round_id == asked.id, StandingAnswer.side == side)
        .group_by(col(StandingAnswer.position), col(StandingAnswer.value))
    )
    for position, value, count in session.exec(query):
        found[position][value] += count
    return [_said(question, found[question.position]) for question in queries.questions_of(session, asked)]


def tenants_of(session: Session, asked: OpinionRound) -> dict[str, int]:
    """Where owners decide: what tenants said, apart and never added."""
    if "tenants" in asked.result:
        return dict(asked.result["tenants"])
    query = (
        select(RoundLine.tenant_standing, func.count())
        .where(RoundLine.round_id == asked.id, col(RoundLine.tenant_standing).in_(ANSWERS))
        .group_by(col(RoundLine.tenant_standing))
    )
    return {str(standing): count for standing, count in session.exec(query)}


def moved_since(session: Session, asked: OpinionRound) -> list[Moved]:
    """Doors of the frozen list behind which somebody else lives since: shown beside the list, which stays as it is.
    Looks at every household of the round, so it has a page of its own."""
    then, now = aliased(Household), aliased(Household)
    lives = (col(now.dwelling_id) == RoundLine.dwelling_id) & col(now.moved_out_on).is_(None)
    other = col(RoundLine.household_id).is_(None) | (col(now.id) != RoundLine.household_id)
    query = (
        select(RoundLine.label, then.moved_out_on, now.id, now.moved_in_on)  # type: ignore[type-var]
        .outerjoin(then, col(then.id) == RoundLine.household_id)
        .outerjoin(now, lives)
        .where(RoundLine.round_id == asked.id, col(then.moved_out_on).is_not(None) | (col(now.id).is_not(None) & other))
        .order_by(col(RoundLine.position))
        .limit(MOVED_SHOWN)
    )
    return [Moved(label, left, came is not None, since) for label, left, came, since in session.exec(query)]


def disputed_lines(session: Session, asked: OpinionRound, most: int = PAGE) -> First[RoundLine]:
    query = select(RoundLine).where(RoundLine.round_id == asked.id, col(RoundLine.is_disputed).is_(True))
    return read(session, query.order_by(col(RoundLine.position)), most)


def lines_of(
    session: Session, actor: Actor, asked: OpinionRound, building_id: str, standing: Standing | None = None
) -> list[RoundLine]:
    query = select(RoundLine).where(RoundLine.round_id == asked.id, RoundLine.building_id == building_id)
    if standing is not None:
        query = query.where(RoundLine.standing == standing)
    return list(session.exec(within(query.order_by(col(RoundLine.position)), actor, RoundLine.grid_id)))


def count(session: Session, asked: OpinionRound) -> dict[str, Any]:
    """Everything the page, the paper and the public need, in one value that is kept."""
    tally, gate = whole(session, asked), gate_of(session, asked)
    assert tally is not None
    rows = [as_row(one) for one in by_building(session, asked, limit=ALL)]
    return {
        "total": tally.total, "counts": list(as_row(tally).counts),
        "buildings": [[row.place, row.total, list(row.counts)] for row in rows],
        "questions": {side.value: answers_of(session, asked, side) for side in Side},
        "tenants": tenants_of(session, asked),
        "gate": gate and {
            "missing": gate.missing,
            "shares": [{"name": one.name, "top": one.top, "bottom": one.bottom} for one in gate.shares],
        },
    }  # fmt: skip


def _said(question: Any, counts: Counter[str]) -> dict[str, Any]:
    """Options in their order; of numbers how many and the sum; of words only how many."""
    said: dict[str, Any] = {
        "position": question.position, "kind": question.kind.value, "asks": question.asks, "options": question.options,
        "answers": sum(counts.values()),
    }  # fmt: skip
    if question.kind is QuestionKind.NUMBER:
        said["sum"] = sum(int(value) * count for value, count in counts.items())
    if question.options:
        said["counts"] = [
            sum(count for value, count in counts.items() if str(n) in value.split(","))
            for n in range(1, len(question.options) + 1)
        ]
    return said


def _needed(name: str) -> Any:
    return gate_rules.TAKE_PART if name.endswith("_in") else gate_rules.AGREE_OF_THEM
