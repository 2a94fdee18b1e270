"""Tasks as the grid sees them, orders as their sender does. A task is reached by its grid, an order by its unit."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, false
from sqlmodel import Session, col, func, select

from webapp.casework.dispatch import rules
from webapp.casework.dispatch.models import DutyEntry, Task, TaskAct, TaskAnswer, TaskObjection, TaskOrder
from webapp.casework.dispatch.rules import Homes, Shape, State
from webapp.casework.dispatch.target_queries import asked_homes
from webapp.core.data import statements
from webapp.core.lists.first_rows import First, first, read, turned
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
    query = line_query().where(Task.id == task.id)
    return Line(*session.exec(query).one())


def get_order(session: Session, actor: Actor, order_id: str) -> TaskOrder:
    """One that the actor's own units sent, or units below them."""
    return one(session, within(select(TaskOrder).where(TaskOrder.id == order_id), actor, TaskOrder.unit_id))  # type: ignore[no-any-return]


def list_tasks(session: Session, actor: Actor, most: int = 100) -> First[Line]:
    """What is to be done in the actor's grids, the next due first."""
    query = line_query().where(col(Task.state).in_(rules.RUNNING)).order_by(col(Task.due_at), col(Task.id))
    return _read_lines(session, within(query, actor, Task.grid_id), most)


def list_to_do(session: Session, actor: Actor, most: int) -> First[Any]:
    """(id, title, sender, urgency, homes, homes done, due at) of what is not handed in yet, for a page of names."""
    return first(statements.rows(session, _to_do(actor.paths, most)), most)


@lru_cache(maxsize=1024)
def _to_do(paths: tuple[str, ...], most: int) -> Any:
    query = (
        select(  # type: ignore[call-overload]
            Task.id, TaskOrder.title, col(Unit.name).label("sender"), TaskOrder.urgency, Task.total, Task.done,
            Task.due_at,
        )
        .join(TaskOrder, col(TaskOrder.id) == Task.order_id)
        .outerjoin(Unit, col(Unit.id) == TaskOrder.unit_id)
        .where(col(Task.state).in_(rules.OPEN))
        .order_by(col(Task.due_at), col(Task.id))
        .limit(most + 1)
    )  # fmt: skip
    return within_paths(query, paths, Task.grid_id)


def list_open_in(session: Session, grid_id: str, community_id: str) -> list[Line]:
    """Of one grid, for whoever was let in to one of its doors."""
    return [Line(*row) for row in session.exec(_open_in(), params={"grid": grid_id, "community": community_id})]


@cache
def _open_in() -> Any:
    lies_in = (Task.grid_id == bindparam("grid"), shards.at_home(Task.community_id, bindparam("community")))
    here = (*lies_in, col(Task.state).in_(rules.OPEN))
    return line_query().where(*here).order_by(col(Task.due_at))


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


def list_finished(session: Session, actor: Actor, most: int = 30) -> First[Line]:
    query = line_query().where(col(Task.state).in_(rules.FINAL)).order_by(col(Task.finished_at).desc())
    return _read_lines(session, within(query, actor, Task.grid_id), most)


def list_to_check(session: Session, actor: Actor, most: int = 100) -> First[Line]:
    query = line_query().where(Task.state == State.SUBMITTED).order_by(col(Task.submitted_at))
    return _read_lines(session, within(query, actor, Task.grid_id), most)


def _read_lines(session: Session, query: Any, most: int) -> First[Line]:
    found = read(session, query, most)
    return turned(found, (Line(*row) for row in found))


def list_tasks_of(session: Session, order: TaskOrder) -> list[Line]:
    query = line_query().where(Task.order_id == order.id).order_by(col(Task.community_id), col(Unit.position))
    return [Line(*row) for row in session.exec(query)]


def list_orders(session: Session, actor: Actor, most: int = 40) -> First[TaskOrder]:
    query = select(TaskOrder).order_by(col(TaskOrder.sent_at).desc())
    return read(session, within(query, actor, TaskOrder.unit_id), most)


class Count(NamedTuple):
    """Of one order's grids: how many it asks, how many have done it, how many wait for a check."""

    whole: int = 0
    done: int = 0
    checking: int = 0

    @property
    def is_out(self) -> bool:
        return self.done + self.checking < self.whole


def counts_of(session: Session, order_ids: list[str]) -> dict[str, Count]:
    query = select(Task.order_id, Task.state, func.count()).where(col(Task.order_id).in_(order_ids))
    found = {order_id: Count() for order_id in order_ids}
    for order_id, state, number in session.exec(query.group_by(col(Task.order_id), col(Task.state))):
        whole, done, checking = found[order_id]
        fits = state is not State.WITHDRAWN and state is not State.RETURNED
        found[order_id] = Count(
            whole + number * fits, done + number * (state is State.DONE), checking + number * (state is State.SUBMITTED)
        )
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


def homes_left(session: Session, task: Task, order: TaskOrder, most: int = 500) -> First[Household]:
    """Doors the order asks for that nobody has answered at, in walking order."""
    if order.homes is Homes.NONE:
        return First()
    answered = select(TaskAnswer.household_id).where(
        TaskAnswer.task_id == task.id, col(TaskAnswer.household_id).is_not(None), col(TaskAnswer.withdrawn_at).is_(None)
    )
    query = select(Household).where(
        Household.grid_id == task.grid_id, *asked_homes(order.homes), col(Household.id).not_in(answered)
    )
    return read(session, query.order_by(col(Household.door)), most)


def open_objection(session: Session, task: Task) -> TaskObjection | None:
    query = select(TaskObjection).where(TaskObjection.task_id == task.id, col(TaskObjection.answered_at).is_(None))
    return session.exec(query).first()


def get_objection(session: Session, actor: Actor, objection_id: str) -> TaskObjection:
    query = within(select(TaskObjection).where(TaskObjection.id == objection_id), actor, TaskObjection.unit_id)
    return one(session, query)  # type: ignore[no-any-return]


def list_objections(session: Session, actor: Actor, most: int = 100) -> First[Any]:
    """(objection, task, order, grid) that wait for an answer of the actor's units."""
    query = (
        select(TaskObjection, Task, TaskOrder, Unit.name)
        .join(Task, col(Task.id) == TaskObjection.task_id)
        .join(TaskOrder, col(TaskOrder.id) == Task.order_id)
        .join(Unit, col(Unit.id) == Task.grid_id)
        .where(col(TaskObjection.answered_at).is_(None), col(Task.state).in_(rules.OPEN))
        .order_by(col(TaskObjection.due_at))
    )
    return read(session, within(query, actor, TaskObjection.unit_id), most)


def list_returned(session: Session, unit_id: str, most: int = 20) -> First[Any]:
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
    )  # fmt: skip
    return read(session, query, most)


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


def senders_of(session: Session, orders: list[TaskOrder]) -> dict[str, str]:
    """Every unit counts its own numbers, so a number stands beside whoever gave it."""
    query = select(Unit.id, Unit.name).where(col(Unit.id).in_({one.unit_id for one in orders}))
    return dict(session.exec(query).all())


def _sender() -> Any:
    return select(Unit.name).where(Unit.id == TaskOrder.unit_id).correlate(TaskOrder).scalar_subquery()


@cache
def line_query() -> Any:
    """Of a `Line`, for whoever narrows it."""
    return (
        select(Task, TaskOrder, _sender(), Unit.name)
        .join(TaskOrder, col(TaskOrder.id) == Task.order_id)
        .join(Unit, col(Unit.id) == Task.grid_id)
    )
