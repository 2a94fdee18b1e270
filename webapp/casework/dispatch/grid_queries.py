"""Grid by grid: the matrix of tasks, and grids by the names their readers know."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from webapp.casework.dispatch import queries
from webapp.casework.dispatch.models import Task, TaskOrder
from webapp.casework.dispatch.queries import Line
from webapp.people.accounts.scope import Actor, within
from webapp.people.org.models import Unit

MATRIX_ORDERS = 8


@dataclass(frozen=True)
class Matrix:
    """网格 × 任务: the newest orders that reach the actor's grids; a cell is missing where an order asks nothing.
    Whoever is given an order reads its tasks; the order itself opens for its sender and the levels above (`opens`)."""

    orders: list[TaskOrder]
    grids: list[tuple[str, str, str]]
    cells: dict[tuple[str, str], Line]
    opens: set[str]


def matrix(session: Session, actor: Actor) -> Matrix:
    wanted = within(select(Task.order_id), actor, Task.grid_id).distinct()
    orders = list(session.exec(
        select(TaskOrder).where(col(TaskOrder.id).in_(wanted), col(TaskOrder.withdrawn_at).is_(None))
        .order_by(col(TaskOrder.sent_at).desc()).limit(MATRIX_ORDERS)
    ))  # fmt: skip
    asked = col(Task.order_id).in_([order.id for order in orders])
    sent = col(TaskOrder.id).in_([order.id for order in orders])
    opens = set(session.exec(within(select(TaskOrder.id).where(sent), actor, TaskOrder.unit_id)))
    lines = within(queries.line_query().where(asked), actor, Task.grid_id)
    cells = {(line.task.grid_id, line.order.id): line for line in (Line(*row) for row in session.exec(lines))}
    return Matrix(orders, _grids_of(session, {grid_id for grid_id, _ in cells}), cells, opens)


def names_of_grids(session: Session, actor: Actor, grid_ids: set[str]) -> dict[str, str]:
    """As whoever sends reads them: above one community every community has its first grid."""
    found = _grids_of(session, grid_ids)
    return {key: name if actor.community_id else f"{community} {name}" for key, name, community in found}


def _grids_of(session: Session, grid_ids: set[str]) -> list[tuple[str, str, str]]:
    """(grid, its name, its community's name), community by community."""
    above: Any = aliased(Unit)
    query: Any = (
        select(Unit.id, Unit.name, above.name)
        .join(above, above.id == Unit.parent_id)
        .where(col(Unit.id).in_(grid_ids))
        .order_by(above.position, above.code, col(Unit.position))
    )
    return list(session.exec(query))  # type: ignore[arg-type]
