"""Figures for whoever answers for the rules: does the table reward solving? Never a name, never a league."""

from collections import defaultdict
from datetime import date
from statistics import StatisticsError, correlation, median
from typing import Any, NamedTuple

from sqlalchemy import case
from sqlmodel import Session, col, func, select

from webapp.casework.cases.models import Answer, AnswerKind, GridCase
from webapp.centre.assessment import period_queries, queries, rules
from webapp.centre.assessment.models import AppealFinding, Deed, ScoreAppeal, ScoreEntry
from webapp.core.time import clock
from webapp.core.web.charts import Point
from webapp.people.accounts.scope import Actor, within

LEAST_PAIRS = 8  # fewer grids say nothing about a rule


class Shares(NamedTuple):
    """Points by month, oldest first: from solving, and from reporting."""

    solving: list[Point]
    reporting: list[Point]


def shares(session: Session, actor: Actor, months: list[date]) -> Shares:
    query = (
        select(ScoreEntry.month, ScoreEntry.deed, func.sum(ScoreEntry.points))
        .where(col(ScoreEntry.month).in_(months))
        .group_by(col(ScoreEntry.month), col(ScoreEntry.deed))
    )
    solving: dict[date, int] = defaultdict(int)
    reporting: dict[date, int] = defaultdict(int)
    for month, deed, points in session.exec(within(query, actor, ScoreEntry.community_id)):
        if deed in rules.SOLVING:
            solving[month] += int(points)
        elif deed is Deed.REPORTED:
            reporting[month] += int(points)
    names = {month: f"{month.month}" for month in months}
    return Shares(
        [Point(names[month], solving[month]) for month in months],
        [Point(names[month], reporting[month]) for month in months],
    )


class ClassSpread(NamedTuple):
    """One class of grids in a month: how many, and the least, the middle and the most points of a grid."""

    level: int
    grids: int
    least: int
    middle: float
    most: int


def spread(session: Session, actor: Actor, month: date) -> list[ClassSpread]:
    by_class: dict[int, list[int]] = defaultdict(list)
    sums = _sums(session, actor, month)
    levels = period_queries.levels_of(session, list(sums), month.year)
    for grid_id, points in sums.items():
        by_class[levels.get(grid_id, 2)].append(points)
    return [
        ClassSpread(level, len(found), min(found), float(median(found)), max(found))
        for level, found in sorted(by_class.items())
    ]


class Appeals(NamedTuple):
    filed: int
    upheld: int
    entries: int


def appeals(session: Session, actor: Actor, months: list[date]) -> Appeals:
    filed = select(ScoreAppeal.finding).where(col(ScoreAppeal.filed_at) >= clock.start_of_day(months[0]))
    found = list(session.exec(within(filed, actor, ScoreAppeal.community_id)))
    entries = select(func.count()).select_from(ScoreEntry).where(col(ScoreEntry.month).in_(months))
    counted = int(session.exec(within(entries, actor, ScoreEntry.community_id)).one())
    return Appeals(len(found), sum(one is AppealFinding.UPHELD for one in found), counted)


def fits_satisfaction(session: Session, actor: Actor, months: list[date]) -> float | None:
    """Pearson's r between a grid's points from solving and the share of its call-backs that were satisfied, over the
    months; None where fewer than eight grids can be compared."""
    points = _solving(session, actor, months)
    asked = (
        select(GridCase.grid_id, func.count(), func.sum(_one(Answer.is_satisfied)))
        .join(GridCase, col(GridCase.id) == Answer.case_id)
        .where(
            Answer.kind == AnswerKind.CALL_BACK, col(Answer.is_reached).is_(True), col(GridCase.grid_id).is_not(None),
            col(Answer.at) >= clock.start_of_day(months[0]),
        )
        .group_by(col(GridCase.grid_id))
    )  # fmt: skip
    pairs = [
        (points.get(str(grid_id), 0), int(satisfied or 0) / int(reached))
        for grid_id, reached, satisfied in session.exec(within(asked, actor, GridCase.community_id))
        if reached
    ]
    if len(pairs) < LEAST_PAIRS:
        return None
    try:
        return round(correlation([one for one, _ in pairs], [two for _, two in pairs]), 2)
    except StatisticsError:  # one of them never varies
        return None


def what_if(session: Session, actor: Actor, table: dict[Deed, int], today: date) -> list[rules.Movement]:
    months = rules.months_back(rules.month_of(today), 12)
    query = (
        select(ScoreEntry.grid_id, ScoreEntry.deed, func.sum(ScoreEntry.points))
        .where(col(ScoreEntry.month).in_(months))
        .group_by(col(ScoreEntry.grid_id), col(ScoreEntry.deed))
    )
    rows = [(grid, deed, int(points)) for grid, deed, points in session.exec(within(query, actor, ScoreEntry.grid_id))]
    levels = period_queries.levels_of(session, sorted({grid for grid, _, _ in rows}), today.year)
    now = {deed: worth.points for deed, worth in queries.table_on(session, today).items()}
    return rules.what_if(rows, levels, table, now, len(months))


def _sums(session: Session, actor: Actor, month: date) -> dict[str, int]:
    query = select(ScoreEntry.grid_id, func.sum(ScoreEntry.points)).where(ScoreEntry.month == month)
    query = within(query, actor, ScoreEntry.grid_id).group_by(ScoreEntry.grid_id)
    return {grid_id: int(points) for grid_id, points in session.exec(query)}


def _solving(session: Session, actor: Actor, months: list[date]) -> dict[str, int]:
    query = select(ScoreEntry.grid_id, func.sum(ScoreEntry.points)).where(
        col(ScoreEntry.month).in_(months), col(ScoreEntry.deed).in_(rules.SOLVING)
    )
    query = within(query, actor, ScoreEntry.grid_id).group_by(ScoreEntry.grid_id)
    return {grid_id: int(points) for grid_id, points in session.exec(query)}


def _one(column: Any) -> Any:
    return case((col(column).is_(True), 1), else_=0)
