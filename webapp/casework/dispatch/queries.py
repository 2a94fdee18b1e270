"""Tasks as the grid sees them, orders as their sender does. A task is reached by its grid, an order by its unit."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import bindparam, false
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from webapp.casework.dispatch import rules
from webapp.casework.dispatch.models import DutyEntry, Task, TaskAct, TaskAnswer, TaskObjection, TaskOrder
from webapp.casework.dispatch.rules import Homes, Shape, State
from webapp.casework.dispatch.target_queries import asked_homes
from webapp.core.data import statements
from webapp.core.spread import shards
from webapp.core.time import clock
from webapp.people.accounts.scope import Actor, one, within, within_paths
from webapp.people.org.models import Unit
from webapp.register.register.models import Household

LAST_QUARTER = timedelta(days=91)


@dataclass(frozen=True)
class Line:
    """A task with the order it comes from and the names a list shows."""

    task: Task
    order: TaskOrder
    sender: str
    grid: str

    @property
    def shape(self) -> Shape:
        return rules.shape(self.task.state, self.task.is_late(clock.now()))


def get_task(session: Session, actor: Actor, task_id: str) -> Task:
    return one(session, within(select(Task).where(Task.id == task_id), actor, Task.grid_id))  # type: ignore[no-any-return]


def line_of(session: Session, task: Task) -> Line:
    query = _lines().where(Task.id == task.id)
    return Line(*session.exec(query).one())


def get_order(session: Session, actor: Actor, order_id: str) -> TaskOrder:
    """One that the actor's own units sent, or units below them."""
    return one(session, within(select(TaskOrder).where(TaskOrder.id == order_id), actor, TaskOrder.unit_id))  # type: ignore[no-any-return]


def list_tasks(session: Session, actor: Actor, limit: int = 100) -> list[Line]:
    """What is to be done in the actor's grids, the next due first."""
    query = _lines().where(col(Task.state).in_(rules.RUNNING)).order_by(col(Task.due_at), col(Task.id)).limit(limit)
    return [Line(*row) for row in session.exec(within(query, actor, Task.grid_id))]


def list_to_do(session: Session, actor: Actor, limit: int) -> list[Any]:
    """(id, title, sender, urgency, homes, homes done, due at) of what is not handed in yet, for a page of names."""
    return statements.rows(session, _to_do(actor.paths, limit))


@lru_cache(maxsize=1024)
def _to_do(paths: tuple[str, ...], limit: int) -> Any:
    query = (
        select(  # type: ignore[call-overload]
            Task.id, TaskOrder.title, col(Unit.name).label("sender"), TaskOrder.urgency, Task.total, Task.done,
            Task.due_at,
        )
        .join(TaskOrder, col(TaskOrder.id) == Task.order_id)
        .outerjoin(Unit, col(Unit.id) == TaskOrder.unit_id)
        .where(col(Task.state).in_(rules.OPEN))
        .order_by(col(Task.due_at), col(Task.id))
        .limit(limit)
    )  # fmt: skip
    return within_paths(query, paths, Task.grid_id)


def list_open_in(session: Session, grid_id: str, community_id: str) -> list[Line]:
    """Of one grid, for whoever was let in to one of its doors."""
    return [Line(*row) for row in session.exec(_open_in(), params={"grid": grid_id, "community": community_id})]


@cache
def _open_in() -> Any:
    lies_in = (Task.grid_id == bindparam("grid"), shards.at_home(Task.community_id, bindparam("community")))
    here = (*lies_in, col(Task.state).in_(rules.OPEN))
    return _lines().where(*here).order_by(col(Task.due_at))


def list_asking(session: Session, household: Any) -> list[Any]:
    """(id, title, sender, form, homes) of the open tasks of its grid that ask at doors and have no answer of this home,
    or an answer on an older form; the next due first."""
    asked = {"grid": household.grid_id, "community": household.community_id, "household": household.id}
    return statements.rows(session, _asking(), asked)


@cache
def _asking() -> Any:
    query = (
        select(Task.id, TaskOrder.title, _sender().label("sender"), TaskOrder.form_id, TaskOrder.homes)  # type: ignore[call-overload]
        .join(TaskOrder, col(TaskOrder.id) == Task.order_id)
        .where(shards.at_home(Task.community_id, bindparam("community")), Task.grid_id == bindparam("grid"))
        .where(col(Task.state).in_(rules.OPEN), TaskOrder.homes != Homes.NONE)
        .where(func.coalesce(_is_answered(), false()).is_(False))
    )
    return query.order_by(col(Task.due_at))


def _is_answered() -> Any:
    """Whether the newest answer that one home gave is on the form as it is now; none without an answer."""
    query = select(col(TaskAnswer.form_id).is_not_distinct_from(TaskOrder.form_id)).where(
        shards.at_home(TaskAnswer.community_id, bindparam("community")), TaskAnswer.task_id == Task.id,
        TaskAnswer.household_id == bindparam("household"), col(TaskAnswer.withdrawn_at).is_(None),
    )  # fmt: skip
    newest = query.order_by(col(TaskAnswer.happened_at).desc(), col(TaskAnswer.id).desc()).limit(1)
    return newest.correlate(Task, TaskOrder).scalar_subquery()


def list_finished(session: Session, actor: Actor, limit: int = 30) -> list[Line]:
    query = _lines().where(col(Task.state).in_(rules.FINAL)).order_by(col(Task.finished_at).desc()).limit(limit)
    return [Line(*row) for row in session.exec(within(query, actor, Task.grid_id))]


def list_to_check(session: Session, actor: Actor) -> list[Line]:
    query = _lines().where(Task.state == State.SUBMITTED).order_by(col(Task.submitted_at)).limit(100)
    return [Line(*row) for row in session.exec(within(query, actor, Task.grid_id))]


def list_tasks_of(session: Session, order: TaskOrder) -> list[Line]:
    query = _lines().where(Task.order_id == order.id).order_by(col(Task.community_id), col(Unit.position))
    return [Line(*row) for row in session.exec(query)]


def list_orders(session: Session, actor: Actor, limit: int = 40) -> list[TaskOrder]:
    query = select(TaskOrder).order_by(col(TaskOrder.sent_at).desc()).limit(limit)
    return list(session.exec(within(query, actor, TaskOrder.unit_id)))


def counts_of(session: Session, order_ids: list[str]) -> dict[str, tuple[int, int]]:
    """Order → (grids, grids done)."""
    query = select(Task.order_id, Task.state, func.count()).where(col(Task.order_id).in_(order_ids))
    found: dict[str, tuple[int, int]] = {}
    for order_id, state, number in session.exec(query.group_by(col(Task.order_id), col(Task.state))):
        whole, done = found.get(order_id, (0, 0))
        fits = state is not State.WITHDRAWN and state is not State.RETURNED
        found[order_id] = (whole + number * fits, done + number * (state in (State.DONE, State.SUBMITTED)))
    return found


def acts_of(session: Session, task: Task) -> list[TaskAct]:
    query = select(TaskAct).where(TaskAct.task_id == task.id).order_by(col(TaskAct.at), col(TaskAct.id))
    return list(session.exec(query))


def answers_of(session: Session, task: Task, household_id: str | None = None) -> list[TaskAnswer]:
    """Newest first; what was taken back is left out."""
    query = select(TaskAnswer).where(TaskAnswer.task_id == task.id, col(TaskAnswer.withdrawn_at).is_(None))
    if household_id is not None:
        query = query.where(TaskAnswer.household_id == household_id)
    return list(session.exec(query.order_by(col(TaskAnswer.happened_at).desc(), col(TaskAnswer.id).desc())))


def homes_left(session: Session, task: Task, order: TaskOrder, limit: int = 500) -> list[Household]:
    """Doors the order asks for that nobody has answered at, in walking order."""
    if order.homes is Homes.NONE:
        return []
    answered = select(TaskAnswer.household_id).where(
        TaskAnswer.task_id == task.id, col(TaskAnswer.household_id).is_not(None), col(TaskAnswer.withdrawn_at).is_(None)
    )
    query = select(Household).where(
        Household.grid_id == task.grid_id, *asked_homes(order.homes), col(Household.id).not_in(answered)
    )
    return list(session.exec(query.order_by(col(Household.door)).limit(limit)))


def open_objection(session: Session, task: Task) -> TaskObjection | None:
    query = select(TaskObjection).where(TaskObjection.task_id == task.id, col(TaskObjection.answered_at).is_(None))
    return session.exec(query).first()


def get_objection(session: Session, actor: Actor, objection_id: str) -> TaskObjection:
    query = within(select(TaskObjection).where(TaskObjection.id == objection_id), actor, TaskObjection.unit_id)
    return one(session, query)  # type: ignore[no-any-return]


def list_objections(session: Session, actor: Actor) -> list[Any]:
    """(objection, task, order, grid) that wait for an answer of the actor's units."""
    query = (
        select(TaskObjection, Task, TaskOrder, Unit.name)
        .join(Task, col(Task.id) == TaskObjection.task_id)
        .join(TaskOrder, col(TaskOrder.id) == Task.order_id)
        .join(Unit, col(Unit.id) == Task.grid_id)
        .where(col(TaskObjection.answered_at).is_(None), col(Task.state).in_(rules.OPEN))
        .order_by(col(TaskObjection.due_at))
    )
    return list(session.exec(within(query.limit(100), actor, TaskObjection.unit_id)))


def list_returned(session: Session, unit_id: str) -> list[Any]:
    """(order, objection) that a unit's grids gave back with right in the last quarter: how well it aims."""
    query = (
        select(TaskOrder, TaskObjection)
        .join(Task, col(Task.order_id) == TaskOrder.id)
        .join(TaskObjection, col(TaskObjection.task_id) == Task.id)
        .where(
            TaskOrder.unit_id == unit_id, Task.state == State.RETURNED, col(TaskObjection.accepted).is_(True),
            TaskObjection.made_at >= clock.now() - LAST_QUARTER,
        )
        .order_by(col(TaskObjection.made_at).desc())
        .limit(20)
    )  # fmt: skip
    return list(session.exec(query))


def list_duties(session: Session, on: date) -> list[DutyEntry]:
    """What may be asked of grids on a day. The list is public, so there is no scope to narrow."""
    query = select(DutyEntry).where(
        DutyEntry.valid_from <= on, (col(DutyEntry.valid_to).is_(None)) | (col(DutyEntry.valid_to) >= on)
    )
    return list(session.exec(query.order_by(col(DutyEntry.code))))


def list_coming_duties(session: Session, after: date) -> list[DutyEntry]:
    query = select(DutyEntry).where(DutyEntry.valid_from > after)
    return list(session.exec(query.order_by(col(DutyEntry.valid_from), col(DutyEntry.code))))


def duty(session: Session, duty_id: str | None) -> DutyEntry | None:
    return session.get(DutyEntry, duty_id) if duty_id else None


@dataclass(frozen=True)
class Matrix:
    """网格 × 任务: the newest orders that reach the actor's grids; a cell is missing where an order asks nothing."""

    orders: list[TaskOrder]
    grids: list[tuple[str, str, str]]
    cells: dict[tuple[str, str], Line]


MATRIX_ORDERS = 8


def matrix(session: Session, actor: Actor) -> Matrix:
    wanted = within(select(Task.order_id), actor, Task.grid_id).distinct()
    orders = list(session.exec(
        select(TaskOrder).where(col(TaskOrder.id).in_(wanted), col(TaskOrder.withdrawn_at).is_(None))
        .order_by(col(TaskOrder.sent_at).desc()).limit(MATRIX_ORDERS)
    ))  # fmt: skip
    lines = within(_lines().where(col(Task.order_id).in_([order.id for order in orders])), actor, Task.grid_id)
    cells = {(line.task.grid_id, line.order.id): line for line in (Line(*row) for row in session.exec(lines))}
    return Matrix(orders, _grids_of(session, {grid_id for grid_id, _ in cells}), cells)


def names_of_grids(session: Session, actor: Actor, grid_ids: set[str]) -> dict[str, str]:
    """As whoever sends reads them: above one community every community has its first grid."""
    found = _grids_of(session, grid_ids)
    return {key: name if actor.community_id else f"{community} {name}" for key, name, community in found}


def senders_of(session: Session, orders: list[TaskOrder]) -> dict[str, str]:
    """Every unit counts its own numbers, so a number stands beside whoever gave it."""
    query = select(Unit.id, Unit.name).where(col(Unit.id).in_({one.unit_id for one in orders}))
    return dict(session.exec(query).all())


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


def _sender() -> Any:
    return select(Unit.name).where(Unit.id == TaskOrder.unit_id).correlate(TaskOrder).scalar_subquery()


@cache
def _lines() -> Any:
    return (
        select(Task, TaskOrder, _sender(), Unit.name)
        .join(TaskOrder, col(TaskOrder.id) == Task.order_id)
        .join(Unit, col(Unit.id) == Task.grid_id)
    )
