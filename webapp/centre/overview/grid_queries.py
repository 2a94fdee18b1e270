"""The grids behind a figure: quiet, vacant, what is asked of each this week, and what its points came from."""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session

from webapp.casework.dispatch import burden_queries
from webapp.centre.overview import coverage_queries, flow_queries, quiet_queries
from webapp.centre.overview.coverage_queries import GridCell
from webapp.centre.overview.level_queries import Level
from webapp.centre.overview.rules import Month
from webapp.core.time import clock


class GridLine(NamedTuple):
    """`part` of `whole`: minutes of the limit, or points from solving of all; `days` without a record and why."""

    grid: GridCell
    community: str
    days: int | None = None
    reason: str = ""
    part: int | None = None
    whole: int | None = None


def list_grids(session: Session, level: Level, which: str, month: Month, today: date) -> list[GridLine]:
    rows = coverage_queries.coverage(session, level.reader, today)
    places, grids = {row.id: row.name for row in rows}, [grid for row in rows for grid in row.grids]

    def line(grid: GridCell, **more: object) -> GridLine:
        return GridLine(grid, places[grid.community_id], **more)  # type: ignore[arg-type]

    if which == "vacant":
        return [line(grid) for grid in grids if not grid.worker]
    if which == "quiet":
        silent = [(grid, days) for grid in grids if (days := grid.silent_days(today)) is not None]
        found = quiet_queries.with_reasons(session, silent, today)
        return [line(one.grid, days=one.days, reason=one.reason) for one in found]
    if which == "assessment":
        points = flow_queries.scored_by_grid(session, level.reader, month)
        return [line(grid, part=points[grid.id][0], whole=points[grid.id][1]) for grid in grids if grid.id in points]
    minutes = burden_queries.minutes_by_grid(session, [grid.id for grid in grids])
    limit = burden_queries.limit_on(session, level.unit, clock.today())
    asked = [line(grid, part=minutes.get(grid.id, 0), whole=limit) for grid in grids]
    return [one for one in asked if which == "burden" or (one.part or 0) > limit]
