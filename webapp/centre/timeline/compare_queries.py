"""One report, two boundaries: what a month's records say by the grids of then and by the grids of now, and the change
orders that explain the difference."""

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import or_
from sqlmodel import Session, col, func, select

from webapp.casework.cases.models import GridCase
from webapp.centre.overview.level_queries import Level
from webapp.centre.timeline.rules import Compared, Node
from webapp.core.time import clock
from webapp.door.visits.models import Visit
from webapp.people.accounts.scope import units_below, within
from webapp.people.org.models import ChangeOrder, ChangeState, OrderKind, Unit, UnitVersion
from webapp.register.register.models import Building, Dwelling, Entrance, Household, Placement

Counts = Counter[str]
DOORS_SHOWN = 12


def visits(session: Session, level: Level, then: Node, day: date) -> list[Compared]:
    """From the first of the day's month to the day itself."""
    since, until = clock.start_of_day(day.replace(day=1)), clock.end_of_day(day)
    within_days = (col(Visit.happened_at).between(since, until), col(Visit.withdrawn_at).is_(None))
    was: Any = select(Visit.grid_id, func.count()).where(*within_days).group_by(col(Visit.grid_id))
    now: Any = (
        select(Household.grid_id, func.count())
        .select_from(Visit)
        .join(Household, col(Household.id) == Visit.household_id)
        .where(*within_days)
        .group_by(col(Household.grid_id))
    )
    return _compared(
        session, level, then, Counter(dict(session.exec(within(was, level.reader, Visit.grid_id)).all())),
        Counter(dict(session.exec(within(now, level.reader, Household.grid_id)).all())),
    )  # fmt: skip


def cases(session: Session, level: Level, then: Node, day: date) -> list[Compared]:
    """Reported in the month up to the day. Then: by the placement of the door on the day of the report."""
    since, until = clock.start_of_day(day.replace(day=1)), clock.end_of_day(day)
    reported = col(GridCase.reported_at).between(since, until)
    on_day = (
        (col(Placement.entrance_id) == Dwelling.entrance_id) & (col(Placement.valid_from) <= day)
        & (col(Placement.valid_to).is_(None) | (col(Placement.valid_to) >= day))
    )  # fmt: skip
    place_then = func.coalesce(col(Placement.grid_id), col(GridCase.grid_id), col(GridCase.community_id))
    place_now = func.coalesce(col(Dwelling.grid_id), col(GridCase.grid_id), col(GridCase.community_id))
    joined: Any = select(place_then, place_now, func.count()).select_from(GridCase)
    joined = joined.outerjoin(Dwelling, col(Dwelling.id) == GridCase.dwelling_id).outerjoin(Placement, on_day)
    below = units_below(level.reader)
    query = joined.where(reported, col(GridCase.community_id).in_(below) | col(GridCase.grid_id).in_(below))
    was: Counts = Counter()
    now: Counts = Counter()
    for then_id, now_id, count in session.exec(query.group_by(place_then, place_now)):
        was[then_id] += count
        now[now_id] += count
    return _compared(session, level, then, was, now)


def _compared(session: Session, level: Level, then: Node, was: Counts, now: Counts) -> list[Compared]:
    """By the places one step down, those of then and those of now; a place that is gone, or new, has one side only."""
    known = set(was) | set(now)
    paths = dict(session.exec(select(Unit.id, Unit.path).where(col(Unit.id).in_(known))).all()) if known else {}
    home_then = {grid_id: one.id for one in then.below for grid_id in _all_below(one)}
    names = {one.id: one.name for one in then.below} | {one.id: one.name for one in level.below}
    sums: dict[str, list[int]] = {key: [0, 0] for key in names}
    for unit_id, count in was.items():
        sums.setdefault(home_then.get(unit_id, level.unit.id), [0, 0])[0] += count
    for unit_id, count in now.items():
        path = paths.get(unit_id, "")
        home = next((one.id for one in level.below if path.startswith(one.path)), level.unit.id)
        sums.setdefault(home, [0, 0])[1] += count
    return [Compared(names.get(key, level.unit.name), *pair) for key, pair in sums.items() if any(pair)]


def _all_below(node: Node) -> list[str]:
    return [node.id, *(key for one in node.below for key in _all_below(one))]


class Door(NamedTuple):
    entrance_id: str
    label: str


class Ordered(NamedTuple):
    """A change order that came into force after the day, with the doors it moved."""

    kind: OrderKind
    number: str
    reason: str
    effective_on: date
    unit_name: str
    doors: list[Door]
    more: int


def orders_since(session: Session, level: Level, day: date) -> list[Ordered]:
    """Newest first: those made on a unit of this reach, those its versions name, those that moved its doors."""
    below = units_below(level.reader)
    named = select(UnitVersion.order_id).where(col(UnitVersion.unit_id).in_(below))
    moved = select(Placement.order_id).where(col(Placement.grid_id).in_(below))
    query: Any = (
        select(ChangeOrder, Unit.name)
        .outerjoin(Unit, col(Unit.id) == ChangeOrder.unit_id)
        .where(
            ChangeOrder.state == ChangeState.IN_FORCE, ChangeOrder.reason != "", ChangeOrder.effective_on > day,
            ChangeOrder.effective_on <= clock.today(),
            or_(col(ChangeOrder.unit_id).in_(below), col(ChangeOrder.id).in_(named), col(ChangeOrder.id).in_(moved)),
        )
        .order_by(col(ChangeOrder.effective_on).desc(), col(ChangeOrder.id).desc())
        .limit(50)
    )  # fmt: skip
    rows = list(session.exec(query))
    doors = _doors(session, level, [order.id for order, _ in rows])
    return [
        Ordered(
            order.kind, order.number, order.reason, order.effective_on, name or "",
            doors.get(order.id, [])[:DOORS_SHOWN], max(len(doors.get(order.id, [])) - DOORS_SHOWN, 0),
        )
        for order, name in rows
    ]  # fmt: skip


def _doors(session: Session, level: Level, order_ids: list[str]) -> dict[str, list[Door]]:
    query: Any = (
        select(Placement.order_id, Entrance.id, Building.estate, Building.name, Entrance.name)
        .join(Entrance, col(Entrance.id) == Placement.entrance_id)
        .join(Building, col(Building.id) == Entrance.building_id)
        .where(col(Placement.order_id).in_(order_ids))
        .order_by(col(Building.position), col(Entrance.position))
    )
    found: dict[str, list[Door]] = {}
    for order_id, entrance_id, estate, building, name in session.exec(within(query, level.reader, Entrance.grid_id)):
        found.setdefault(order_id, []).append(Door(entrance_id, estate + building + name))
    return found
