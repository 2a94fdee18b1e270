"""What a desk does with many tasks at once: each act is the one of the task's own page."""

from typing import Any

from sqlmodel import Session

from webapp.casework.dispatch import queries, task_services
from webapp.casework.dispatch.forms import ExtendForm, VerifyForm
from webapp.casework.dispatch.list_queries import TASKS
from webapp.core.text.i18n import N_
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.lists.rules import MarkedAct, OfficeList, register


def _press(session: Session, actor: Actor, task_id: str, told: dict[str, Any]) -> None:
    task_services.press(session, actor, queries.get_task(session, actor, task_id))


def _extend(session: Session, actor: Actor, task_id: str, told: dict[str, Any]) -> None:
    task = queries.get_task(session, actor, task_id)
    task_services.extend_task(session, actor, task, due_on=told["due_on"], reason=told["reason"])


def _verify(session: Session, actor: Actor, task_id: str, told: dict[str, Any]) -> None:
    task, passed = queries.get_task(session, actor, task_id), told["passed"] == "yes"
    task_services.verify(session, actor, task, passed=passed, reason=told["reason"] or "")


def _sign(session: Session, actor: Actor, task_id: str, told: dict[str, Any]) -> None:
    task_services.sign(session, actor, queries.get_task(session, actor, task_id))


OFFICE = register(
    OfficeList(
        "tasks", N_("任务清单"), Action.SEE_TASKS, TASKS, "/tasks/all", "/tasks/",
        (
            MarkedAct("press", N_("催一下"), Action.SEND_TASKS, _press, icon="bell"),
            MarkedAct("extend", N_("改期"), Action.SEND_TASKS, _extend, ExtendForm, icon="clock"),
            MarkedAct("verify", N_("核验"), Action.SEND_TASKS, _verify, VerifyForm, icon="ok"),
            MarkedAct("sign", N_("签收"), Action.DO_TASKS, _sign, icon="check"),
        ),
        opens_beside=True,
    )
)  # fmt: skip
