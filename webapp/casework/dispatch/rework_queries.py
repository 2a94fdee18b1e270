"""再办: a task that somebody looked at and sent back, and the doors whose answers may be given anew."""

from sqlmodel import Session, col, select

from webapp.casework.dispatch.models import Task, TaskAct, TaskAnswer
from webapp.casework.dispatch.rules import Act, State
from webapp.core.lists.first_rows import First, read
from webapp.register.register.models import Household


def standing_look(session: Session, task: Task) -> TaskAct | None:
    """The same for a task that may not have been sent back at all: asked only where all was answered once."""
    return sent_back(session, task) if task.state is State.DOING and task.done >= task.total else None


def sent_back(session: Session, task: Task) -> TaskAct | None:
    """The look that found it wanting, as long as it was not handed in again."""
    query = select(TaskAct).where(TaskAct.task_id == task.id, col(TaskAct.act).in_((Act.SUBMIT, Act.REWORK)))
    last = session.exec(query.order_by(col(TaskAct.at).desc(), col(TaskAct.id).desc()).limit(1)).first()
    return last if last is not None and last.act is Act.REWORK else None


def homes_answered(session: Session, task: Task, most: int = 500) -> First[Household]:
    answered = select(TaskAnswer.household_id).where(
        TaskAnswer.task_id == task.id, col(TaskAnswer.withdrawn_at).is_(None)
    )
    query = select(Household).where(Household.grid_id == task.grid_id, col(Household.id).in_(answered))
    return read(session, query.order_by(col(Household.door)), most)


def homes_to_redo(session: Session, task: Task, look: TaskAct, limit: int = 500) -> list[str]:
    """The doors whose standing answers are all from before the look, in walking order."""
    mine = (TaskAnswer.task_id == task.id, col(TaskAnswer.withdrawn_at).is_(None))
    before = select(TaskAnswer.household_id).where(*mine, TaskAnswer.happened_at < look.at)
    since = select(TaskAnswer.household_id).where(
        *mine, TaskAnswer.happened_at >= look.at, col(TaskAnswer.household_id).is_not(None)
    )
    here = select(Household.id).where(Household.grid_id == task.grid_id, col(Household.id).in_(before))
    query = here.where(col(Household.id).not_in(since)).order_by(col(Household.door)).limit(limit)
    return list(session.exec(query))
