"""The tree of a day with its posts, its coverage and its open cases."""

from datetime import date
from typing import Any

from sqlalchemy import and_, case
from sqlmodel import Session, col, func, select

from webapp.casework.cases.models import GridCase
from webapp.centre.overview.level_queries import Level
from webapp.centre.timeline import rules
from webapp.centre.timeline.rules import Node
from webapp.core.time import clock
from webapp.door.visits import rules as visiting
from webapp.door.visits.models import Outcome, Visit
from webapp.people.accounts.models import Account, Post, Role
from webapp.people.accounts.scope import units_below, within
from webapp.people.org.models import Party, Unit, UnitKind, UnitVersion
from webapp.register.register.models import Dwelling, Household, Placement

NAMED = (UnitKind.COMMUNITY, UnitKind.GRID)  # above the community nobody is named


def stood(session: Session, level: Level, day: date) -> Node | None:
    """None where the unit was not founded yet on that day."""
    nodes = _nodes(session, level, day)
    if level.unit.id not in nodes:
        return None
    for grid_id, homes, reached in _coverage(session, level, day):
        if grid_id in nodes:
            nodes[grid_id].homes, nodes[grid_id].reached = homes, int(reached or 0)
    for unit_id, running, late in _cases(session, level, day):
        if unit_id in nodes:
            nodes[unit_id].open_cases += running
            nodes[unit_id].late += int(late or 0)
    for unit_id, name in _posts(session, level, day):
        if unit_id in nodes:
            nodes[unit_id].posts.append(name)
    return rules.gather(nodes, level.unit.id)


def _valid(version: Any, day: date) -> tuple[Any, ...]:
    return (version.valid_from <= day, (col(version.valid_to).is_(None)) | (col(version.valid_to) >= day))


def _nodes(session: Session, level: Level, day: date) -> dict[str, Node]:
    """Every unit that hung below this one on the day, level by level; the tree is five deep."""
    here = set(session.exec(units_below(level.reader)))
    found: dict[str, Node] = {}
    query: Any = (
        select(UnitVersion.unit_id, UnitVersion.name, Unit.kind, UnitVersion.parent_id, Unit.name, Unit.position)
        .join(Unit, col(Unit.id) == UnitVersion.unit_id)
        .where(*_valid(UnitVersion, day))
    )
    step: list[Any] = [UnitVersion.unit_id == level.unit.id]
    while True:
        rows = [
            Node(unit_id, name, kind, parent_id, now, unit_id in here, position)
            for unit_id, name, kind, parent_id, now, position in session.exec(query.where(*step))
        ]
        fresh = {node.id: node for node in rows if node.id not in found}
        if not fresh:
            return found
        found |= fresh
        step = [col(UnitVersion.parent_id).in_(list(fresh))]


def _coverage(session: Session, level: Level, day: date) -> Any:
    """By the grid each door lay in on the day: who lived there, and who had answered in that day's round by then."""
    met = (
        select(Visit.id)
        .where(
            Visit.household_id == Household.id, col(Visit.withdrawn_at).is_(None), Visit.outcome != Outcome.NOBODY,
            col(Visit.happened_at).between(visiting.start_instant(day), clock.end_of_day(day)),
        )
        .correlate(Household)
        .exists()
    )  # fmt: skip
    query: Any = (
        select(Placement.grid_id, func.count(), func.sum(case((met, 1), else_=0)))
        .select_from(Household)
        .join(Placement, col(Placement.entrance_id) == Household.entrance_id)
        .where(
            *_valid(Placement, day),
            (col(Household.moved_in_on).is_(None)) | (col(Household.moved_in_on) <= day),
            (col(Household.moved_out_on).is_(None)) | (col(Household.moved_out_on) > day),
        )
        .group_by(col(Placement.grid_id))
    )
    return session.exec(within(query, level.reader, Household.grid_id))


def _cases(session: Session, level: Level, day: date) -> Any:
    """Not ended at the end of the day, by the grid its door lay in then; late by the deadline as it is known now."""
    end = clock.end_of_day(day)
    place = func.coalesce(col(Placement.grid_id), col(GridCase.grid_id), col(GridCase.community_id))
    late = (col(GridCase.due_at) < end) & (col(GridCase.handled_at).is_(None) | (col(GridCase.handled_at) > end))
    at_door = and_(col(Placement.entrance_id) == col(Dwelling.entrance_id), *_valid(Placement, day))
    query: Any = (
        select(place, func.count(), func.sum(case((late, 1), else_=0)))
        .select_from(GridCase)
        .outerjoin(Dwelling, col(Dwelling.id) == GridCase.dwelling_id)
        .outerjoin(Placement, at_door)
        .where(col(GridCase.reported_at) <= end, (col(GridCase.ended_at).is_(None)) | (col(GridCase.ended_at) > end))
        .group_by(place)
    )
    below = units_below(level.reader)
    return session.exec(query.where(col(GridCase.community_id).in_(below) | col(GridCase.grid_id).in_(below)))


def _posts(session: Session, level: Level, day: date) -> Any:
    query = (
        select(Post.unit_id, Party.name)
        .join(Account, col(Account.id) == Post.account_id)
        .join(Party, col(Party.id) == Account.party_id)
        .where(*_valid(Post, day), Post.role == Role.GRID_WORKER)
        .order_by(col(Post.valid_from))
    )
    return session.exec(within(query, level.reader, Post.unit_id))
