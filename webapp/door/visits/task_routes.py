"""A task at a door: its questions, filled from the register where it knows, and the next door afterwards."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.casework.dispatch import answer_services, rework_queries, sheet_queries
from webapp.casework.dispatch import queries as tasks
from webapp.casework.dispatch.answer_services import WrongAnswers
from webapp.casework.dispatch.forms import TaskForm
from webapp.casework.dispatch.models import Task, TaskAct
from webapp.core.data import db, ids
from webapp.core.text.i18n import language
from webapp.core.web import page
from webapp.door.opinions import door_queries as opinions
from webapp.door.visits import task_services
from webapp.door.visits.walk_routes import onward
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.register.register import queries as register
from webapp.register.register.models import Household

bp = Blueprint("door_tasks", __name__)


@bp.get("/doors/<id:household_id>/tasks/<id:task_id>")
@allow(Action.DO_TASKS)
def show(household_id: str, task_id: str) -> Response:
    return _page(household_id, task_id, TaskForm(id=ids.new()))


@bp.post("/doors/<id:household_id>/tasks/<id:task_id>")
@allow(Action.DO_TASKS)
def answer(household_id: str, task_id: str) -> Response:
    session, actor, form = db.session(), current(), TaskForm(request.form)
    home = register.get_household(session, actor, household_id)
    task = answer_services.line_at_door(session, actor, task_id, home).task
    form.household_id.data, form.task_id.data = home.id, task.id
    if form.only_looks or not form.validate():
        return _page(household_id, task_id, form, posted=True, status=200 if form.only_looks else 422)
    if unseen := _unseen(task_id, form):
        return _page(household_id, task_id, form, posted=True, status=422, more=len(unseen))
    try:
        with db.transaction() as writing:
            task_services.answer_at_door(writing, actor, form.sent, form.answers, language())
    except WrongAnswers as refusal:
        return _page(household_id, task_id, form, posted=True, status=422, errors=refusal.wrong)
    return page.done(_after(home, task, rework_queries.standing_look(session, task)))


def _unseen(task_id: str, form: TaskForm) -> set[str]:
    """Without script: questions that what was answered now brings up, and that the page did not show yet."""
    session = db.session()
    line = tasks.line_of(session, tasks.get_task(session, current(), task_id))
    if line.order.form_id is None:
        return set()
    opened = sheet_queries.open_sheet(session, line.task, form.form_id.data, language(), fields=form.answers)
    return opened.filling.asked() - set((form.seen.data or "").split())


def _after(home: Household, task: Task, again: TaskAct | None) -> str:
    """Of a task that was sent back the list of its doors: which of them need it again only the worker knows."""
    return url_for("tasks.show", task_id=task.id) if again else _onward(home, task.id)


def _onward(home: Household, task_id: str) -> str:
    """The next task at this door, what else is asked here, else the next dark window. What was answered a moment ago
    may still be on its way: the page that follows names it, so that nobody is led back to it."""
    session, actor = db.session(), current()
    lines, done = answer_services.tasks_at_door(session, home), {task_id, *request.args.getlist("done")}
    left = [line for line in lines if line.id not in done]
    if left:
        known = sorted(done & {line.id for line in lines})
        return url_for("door_tasks.show", household_id=home.id, task_id=left[0].id, done=known)
    if any(one.waits for one in opinions.asked_at_door(session, actor, home.id)):
        return url_for("visits.door", household_id=home.id)
    return onward(home)


def _page(household_id: str, task_id: str, form: TaskForm, *, posted: bool = False, **shown: Any) -> Response:
    session, actor = db.session(), current()
    home = register.get_household(session, actor, household_id)
    line = answer_services.line_at_door(session, actor, task_id, home)
    opened, again = None, rework_queries.standing_look(session, line.task)
    if line.order.form_id is not None:
        fields = form.regrouped(sheet_queries.form_of(session, line.order)) if posted else None
        opened = sheet_queries.open_sheet(
            session, line.task, line.order.form_id, language(), home=home, fields=fields, errors=shown.get("errors"),
        )  # fmt: skip
    return page.render(
        "door/visits/task.html", home=home, line=line, next=_after(home, line.task, again), form=form, opened=opened,
        again=again, named=actor.serves(home.grid_id), errors=shown.pop("errors", {}), more=shown.pop("more", 0),
        status=shown.pop("status", 200),
    )  # fmt: skip
