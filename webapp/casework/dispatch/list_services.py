"""What a desk does with many tasks at once: each act is the one of the task's own page."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from webapp.casework.dispatch import queries, task_services
from webapp.casework.dispatch.forms import ExtendForm, VerifyForm
from webapp.casework.dispatch.list_queries import TASKS
from webapp.casework.dispatch.models import Task
from webapp.casework.dispatch.rules import RUNNING
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.lists.rules import MarkedAct, Memos, OfficeList, register
from webapp.people.notices import queries as heard


def _press(session: Session, actor: Actor, task_id: str, told: dict[str, Any]) -> None:
    task_services.press(session, actor, queries.get_task(session, actor, task_id))


def _press_no_more(session: Session, actor: Actor, task_id: str, told: dict[str, Any]) -> None:
    task_services.take_back_press(session, actor, queries.get_task(session, actor, task_id))


def _unheard(session: Session, actor: Actor, memos: Memos) -> set[str]:
    """Pressed today and not read yet."""
    waiting = heard.unread_causes(session, [task_services.press_cause(task_id) for task_id in memos])
    return {task_id for task_id in memos if task_services.press_cause(task_id) in waiting}


def _extend(session: Session, actor: Actor, task_id: str, told: dict[str, Any]) -> dict[str, Any]:
    task = queries.get_task(session, actor, task_id)
    before = task.due_at
    task_services.extend_task(session, actor, task, due_on=told["due_on"], reason=told["reason"])
    return {"before": before.isoformat(), "after": task.due_at.isoformat()}


def _shorten(session: Session, actor: Actor, task_id: str, memo: dict[str, Any]) -> None:
    back_to, since = datetime.fromisoformat(memo["before"]), datetime.fromisoformat(memo["after"])
    task = queries.get_task(session, actor, task_id)
    task_services.shorten_task(session, actor, task, back_to=back_to, since=since)


def _still_extended(session: Session, actor: Actor, memos: Memos) -> set[str]:
    running = select(Task.id, Task.due_at).where(col(Task.id).in_(memos), col(Task.state).in_(RUNNING))
    now = clock.now().isoformat()
    return {
        task_id
        for task_id, due_at in session.exec(running)
        if due_at.isoformat() == memos[task_id]["after"] and memos[task_id]["before"] > now
    }


def _verify(session: Session, actor: Actor, task_id: str, told: dict[str, Any]) -> None:
    task, passed = queries.get_task(session, actor, task_id), told["passed"] == "yes"
    task_services.verify(session, actor, task, passed=passed, reason=told["reason"] or "")


def _sign(session: Session, actor: Actor, task_id: str, told: dict[str, Any]) -> None:
    task_services.sign(session, actor, queries.get_task(session, actor, task_id))


OFFICE = register(
    OfficeList(
        "tasks", N_("任务清单"), Action.SEE_TASKS, TASKS, "/tasks/all", "/tasks/",
        (
            MarkedAct("press", N_("催一下"), Action.SEND_TASKS, _press, icon="bell", undo=_press_no_more,
                      stands=_unheard),
            MarkedAct("extend", N_("改期"), Action.SEND_TASKS, _extend, ExtendForm, icon="clock", undo=_shorten,
                      stands=_still_extended),
            MarkedAct("verify", N_("核验"), Action.SEND_TASKS, _verify, VerifyForm, icon="ok"),
            MarkedAct("sign", N_("签收"), Action.DO_TASKS, _sign, icon="check"),
        ),
        opens_beside=True,
    )
)  # fmt: skip
