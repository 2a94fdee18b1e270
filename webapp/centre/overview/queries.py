"""One page of the overview: everything that is counted for one level and one month."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from webapp.casework.cases import queries as cases
from webapp.casework.cases.models import GridCase
from webapp.casework.supervision import queries as supervision
from webapp.centre.overview import coverage_queries, flow_queries, quiet_queries, rules
from webapp.centre.overview.coverage_queries import CommunityRow, GridCell
from webapp.centre.overview.level_queries import Level
from webapp.centre.overview.quiet_queries import Quiet
from webapp.centre.overview.rules import Figure, Month
from webapp.core.time import clock
from webapp.exchange.points.models import EntryKind
from webapp.people.org.models import Unit, UnitKind
from webapp.register.register.models import Household


@dataclass
class Seen:
    """`below` is what lies one step down, with the same few figures for each."""

    figures: dict[str, Figure]
    rows: list[CommunityRow]
    quiet: list[Quiet]
    vacant: list[GridCell]
    below: list["Below"] = field(default_factory=list)

    @property
    def grids(self) -> list[GridCell]:
        return [grid for row in self.rows for grid in row.grids]


@dataclass
class Below:
    unit: Unit
    reached: Figure
    late: int
    quiet: int
    vacant: int


def look(session: Session, level: Level, month: Month, today: date) -> Seen:
    if level.kind is UnitKind.MICRO_GRID:
        return _look_at_doors(session, level, today)
    rows = coverage_queries.coverage(session, level.reader, today)
    grids = [grid for row in rows for grid in row.grids]
    silent = [(grid, days) for grid in grids if (days := grid.silent_days(today)) is not None]
    seen = Seen(
        figures={}, rows=rows, quiet=quiet_queries.with_reasons(session, silent, today),
        vacant=[grid for grid in grids if not grid.worker],
    )  # fmt: skip
    told = _now(session, level, seen, today) | _month(session, level, month, [grid.id for grid in grids])
    seen.figures = {
        key: rules.figure(key, *told[key], hides_few=level.hides_few) for key in rules.FIGURES if key in told
    }
    seen.below = _below(session, level, seen, today)
    return seen


def _look_at_doors(session: Session, level: Level, today: date) -> Seen:
    """A micro-grid is a few staircases: its homes are counted, everything else is its grid's."""
    homes = coverage_queries.kept(session, level.reader, today, UnitKind.MICRO_GRID).get(level.unit.id)
    key = coverage_queries.key_households(session, level.reader, today, col(Household.micro_grid_id))
    reached = rules.figure("reached", homes.reached if homes else 0, homes.total if homes else 0)
    return Seen({"reached": reached, "key": rules.figure("key", key.in_time, key.total)}, [], [], [])


Counts = dict[str, tuple[Any, ...]]


def _now(session: Session, level: Level, seen: Seen, today: date) -> Counts:
    total, reached = sum(row.total for row in seen.rows), sum(row.reached for row in seen.rows)
    key = coverage_queries.key_households(session, level.reader, today)
    return {
        "late": (cases.count_late(session, level.reader),), "soon": (cases.count_due_soon(session, level.reader),),
        "reached": (reached, total), "key": (key.in_time, key.total),
        "quiet": (len(seen.quiet), len(seen.grids)), "vacant": (len(seen.vacant), len(seen.grids)),
    }  # fmt: skip


def _month(session: Session, level: Level, month: Month, grid_ids: list[str]) -> Counts:
    """What belongs to communities alone (promises, points, hours) is not told of a single grid."""
    rates = supervision.rates(session, level.reader, *rules.instants(month))
    asked = flow_queries.burden(session, level, grid_ids)
    found: Counts = {
        "response": tuple(rates.response.__dict__.values()), "solved": tuple(rates.solved.__dict__.values()),
        "satisfied": tuple(rates.satisfied.__dict__.values()), "asked": tuple(rates.reached.__dict__.values()),
        "burden": (asked.middle,), "above": (asked.above, asked.grids),
        "assessment": flow_queries.scored(session, level.reader, month),
    }  # fmt: skip
    if not level.hides_few:
        return found
    kept = flow_queries.promises(session, level.reader, month)
    moved = flow_queries.points(session, level.reader, month)
    return found | {
        "promises": (kept.kept, kept.due), "promises_late": (kept.late,),
        "points_given": (moved.get(EntryKind.EARN, 0),), "points_spent": (moved.get(EntryKind.CAPTURE, 0),),
        "hours": (flow_queries.hours(session, level.reader, month),),
    }  # fmt: skip


def _below(session: Session, level: Level, seen: Seen, today: date) -> list[Below]:
    if level.kind is UnitKind.GRID:
        return _micro_grids(session, level, today)
    late = _late_by_unit(session, level)
    quiet = {one.grid.id for one in seen.quiet}
    found = []
    for unit in level.below:
        grids = [grid for grid in seen.grids if grid.path.startswith(unit.path)]
        total, reached = sum(grid.total for grid in grids), sum(grid.reached for grid in grids)
        found.append(Below(
            unit, rules.figure("reached", reached, total, hides_few=level.kind is not UnitKind.COMMUNITY),
            sum(count for path, count in late.items() if path.startswith(unit.path)),
            sum(grid.id in quiet for grid in grids), sum(not grid.worker for grid in grids),
        ))  # fmt: skip
    return found


def _micro_grids(session: Session, level: Level, today: date) -> list[Below]:
    homes = coverage_queries.kept(session, level.reader, today, UnitKind.MICRO_GRID)
    none = coverage_queries.Reached(0, 0)
    counts = [(unit, homes.get(unit.id, none)) for unit in level.below]
    return [Below(unit, rules.figure("reached", one.reached, one.total), 0, 0, 0) for unit, one in counts]


def _late_by_unit(session: Session, level: Level) -> dict[str, int]:
    """Path of a grid, or of a community where no grid is known → cases past their deadline."""
    place = func.coalesce(col(GridCase.grid_id), col(GridCase.community_id))
    late = select(place.label("unit_id"), func.count().label("late")).where(
        col(GridCase.ended_at).is_(None), col(GridCase.handled_at).is_(None), col(GridCase.due_at) < clock.now()
    )
    counted = cases.in_reach(late, level.reader).group_by(place).subquery()
    return dict(session.exec(select(Unit.path, counted.c.late).join(counted, counted.c.unit_id == Unit.id)).all())
