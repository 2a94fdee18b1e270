"""Routines with how often a grid missed a round in the last quarter."""

from sqlmodel import Session, col, func, select

from webapp.casework.dispatch.models import Task, TaskRoutine
from webapp.casework.dispatch.queries import LAST_QUARTER
from webapp.casework.dispatch.rules import State
from webapp.core.time import clock
from webapp.people.accounts.scope import Actor, one, within


def get_routine(session: Session, actor: Actor, routine_id: str) -> TaskRoutine:
    query = within(select(TaskRoutine).where(TaskRoutine.id == routine_id), actor, TaskRoutine.unit_id)
    return one(session, query)  # type: ignore[no-any-return]


def list_routines(session: Session, actor: Actor) -> list[tuple[TaskRoutine, int]]:
    query = select(TaskRoutine).order_by(col(TaskRoutine.stopped_on).is_not(None), col(TaskRoutine.title)).limit(100)
    routines = list(session.exec(within(query, actor, TaskRoutine.unit_id)))
    missed = select(Task.routine_id, func.count()).where(
        Task.state == State.MISSED, Task.sent_at >= clock.now() - LAST_QUARTER,
        col(Task.routine_id).in_([routine.id for routine in routines]),
    )  # fmt: skip
    counts = dict(session.exec(missed.group_by(col(Task.routine_id))).all())
    return [(routine, counts.get(routine.id, 0)) for routine in routines]
