"""What moved within a month: promises kept, points, hours, tasks asked of grids, points of the assessment."""

from datetime import timedelta
from statistics import median
from typing import Any, NamedTuple

from sqlalchemy import and_, case
from sqlmodel import Session, col, func, select

from webapp.casework.dispatch import burden_queries
from webapp.centre.assessment import rules as scoring
from webapp.centre.assessment.models import ScoreEntry
from webapp.centre.overview.level_queries import Level
from webapp.centre.overview.rules import Month, instants
from webapp.core.time import clock
from webapp.council.promises.models import Promise
from webapp.council.promises.rules import OPEN
from webapp.exchange.points.models import Entry, EntryKind
from webapp.people.accounts.scope import Actor, within
from webapp.volunteering.activities.models import Attendance


class Kept(NamedTuple):
    kept: int
    due: int
    late: int


def promises(session: Session, reader: Actor, month: Month) -> Kept:
    """By the first deadline: what was put off is not kept in time."""
    fell_due = col(Promise.first_due).between(month.first, month.last)
    kept = and_(fell_due, col(Promise.done_on).is_not(None), col(Promise.done_on) <= col(Promise.first_due))
    late = and_(col(Promise.state).in_(OPEN), col(Promise.due) < clock.today())
    query: Any = select(*(func.sum(case((what, 1), else_=0)) for what in (kept, fell_due, late)))
    done, due, behind = session.exec(within(query.where(fell_due | late), reader, Promise.community_id)).one()
    return Kept(int(done or 0), int(due or 0), int(behind or 0))


def points(session: Session, reader: Actor, month: Month) -> dict[EntryKind, int]:
    query = (
        select(Entry.kind, func.sum(Entry.amount))
        .where(col(Entry.on).between(month.first, month.last), col(Entry.kind).in_((EntryKind.EARN, EntryKind.CAPTURE)))
        .group_by(col(Entry.kind))
    )
    return {kind: int(amount) for kind, amount in session.exec(within(query, reader, Entry.community_id))}


def hours(session: Session, reader: Actor, month: Month) -> int:
    """Whole hours of credited service. Few rows a month, and the databases subtract moments in different ways."""
    since, until = instants(month)
    query = select(Attendance.came_at, Attendance.left_at).where(
        col(Attendance.came_at).between(since, until), col(Attendance.credited_at).is_not(None),
        col(Attendance.voided_at).is_(None), col(Attendance.left_at).is_not(None),
    )  # fmt: skip
    served = (left - came for came, left in session.exec(within(query, reader, Attendance.community_id)) if left)
    return round(sum(served, timedelta()) / timedelta(hours=1))


class Asked(NamedTuple):
    """Minutes of this week that are asked of the middle grid, and how many grids lie above the district's limit."""

    middle: int
    above: int
    grids: int


def burden(session: Session, level: Level, grid_ids: list[str]) -> Asked:
    minutes = burden_queries.minutes_by_grid(session, grid_ids)
    asked = [minutes.get(grid_id, 0) for grid_id in grid_ids]
    limit = burden_queries.limit_on(session, level.unit, clock.today())
    return Asked(round(median(asked)) if asked else 0, sum(one > limit for one in asked), len(asked))


def scored_by_grid(session: Session, reader: Actor, month: Month) -> dict[str, tuple[int, int]]:
    """Grid → (points from solving, all points) of the month."""
    solving = case((col(ScoreEntry.deed).in_(scoring.SOLVING), ScoreEntry.points), else_=0)
    query: Any = select(ScoreEntry.grid_id, func.sum(solving), func.sum(ScoreEntry.points))
    query = query.where(ScoreEntry.month == month.first).group_by(col(ScoreEntry.grid_id))
    rows = session.exec(within(query, reader, ScoreEntry.grid_id))
    return {str(grid_id): (int(earned or 0), int(every or 0)) for grid_id, earned, every in rows}


def scored(session: Session, reader: Actor, month: Month) -> tuple[int, int]:
    """(points from solving, all points) of the month's grids."""
    found = scored_by_grid(session, reader, month).values()
    return sum(earned for earned, _ in found), sum(every for _, every in found)
