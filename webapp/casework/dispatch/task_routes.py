"""A task in its grid: what is asked, what is missing, and the few things one may do about it."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.casework.dispatch import (
    answer_services,
    burden_queries,
    list_services,
    queries,
    rework_queries,
    rules,
    task_services,
)
from webapp.casework.dispatch.answer_services import Told
from webapp.casework.dispatch.forms import AnswerForm, ObjectionForm, VerifyForm
from webapp.casework.dispatch.models import Task
from webapp.casework.dispatch.rules import Homes, ObjectionCode
from webapp.core.data import db, ids
from webapp.core.forms.form_posts import did, pressed
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.unchanged import unless_unchanged
from webapp.people.lists import page_forms as lists

TO_DO_SHOWN = 12

bp = Blueprint("tasks", __name__, url_prefix="/tasks")


@bp.app_template_global()
def tasks_to_do() -> list[Any]:
    """For today's page, which stands above this slice: what does not ride on a door, or has doors left."""
    person = current()
    if not person.can(Action.DO_TASKS):
        return []
    return queries.list_to_do(db.session(), person.wearing(Action.DO_TASKS), TO_DO_SHOWN)


@bp.get("")
@allow(Action.DO_TASKS)
@unless_unchanged
def index() -> Response:
    session, actor = db.session(), current()
    minutes = burden_queries.minutes_by_grid(session, list(actor.grid_ids))
    return page.render(
        "casework/dispatch/tasks.html", lines=queries.list_tasks(session, actor), minutes=sum(minutes.values()),
        finished=queries.list_finished(session, actor), state_words=rules.STATE_WORDS, grids=actor.grid_ids,
    )  # fmt: skip


@bp.get("/all")
@allow(Action.SEE_TASKS)
def every() -> Response:
    return lists.show(list_services.OFFICE)


@bp.get("/<id:task_id>")
@allow(Action.SEE_TASKS)
def show(task_id: str) -> Response:
    return _show(_task(task_id))


@bp.post("/<id:task_id>/signature")
@allow(Action.DO_TASKS)
def sign(task_id: str) -> Response:
    return _acted(task_id, task_services.sign)


@bp.post("/<id:task_id>/submission")
@allow(Action.DO_TASKS)
def submit(task_id: str) -> Response:
    return _acted(task_id, task_services.submit)


@bp.post("/<id:task_id>/reminder")
@allow(Action.SEND_TASKS)
def press(task_id: str) -> Response:
    return _acted(task_id, task_services.press)


@bp.post("/<id:task_id>/verification")
@allow(Action.SEND_TASKS)
def verify(task_id: str) -> Response:
    task, form = _task(task_id), VerifyForm(request.form)
    if did(form, lambda session: task_services.verify(
        session, current(), task, passed=form.passed.data == "yes", reason=form.reason.data or "")):  # fmt: skip
        return page.done(url_for("tasks.show", task_id=task.id))
    return _show(task, form.status, verify_form=form)


@bp.post("/<id:task_id>/objection")
@allow(Action.DO_TASKS)
def object_to(task_id: str) -> Response:
    task, form = _task(task_id), ObjectionForm(request.form)
    if did(form, lambda session: task_services.object_to(
        session, current(), task, code=ObjectionCode(form.code.data), reason=form.reason.data or "",
        until=form.until.data)):  # fmt: skip
        return page.done(url_for("tasks.show", task_id=task.id))
    return _show(task, form.status, objection_form=form)


@bp.post("/<id:task_id>/answers")
@allow(Action.DO_TASKS)
def answer(task_id: str) -> Response:
    """办了: for an order that has nothing to fill in."""
    task, form = _task(task_id), AnswerForm(request.form)
    told = Told(task_id=task.id, id=form.id.data, household_id=form.household_id.data or None)
    if did(form, lambda session: answer_services.keep_answer(session, current(), told)):
        return page.done(form.next.data or url_for("tasks.show", task_id=task.id))
    return _show(task, form.status, answer_form=form)


def _task(task_id: str) -> Task:
    return queries.get_task(db.session(), current(), task_id)


def _acted(task_id: str, act: Any) -> Response:
    task = _task(task_id)
    return pressed(lambda session: act(session, current(), task), url_for("tasks.show", task_id=task.id))


def _show(task: Task, status: int = 200, **forms: Any) -> Response:
    session = db.session()
    line, acts = queries.line_of(session, task), queries.acts_of(session, task)
    again = rework_queries.sent_back(session, task) if task.state in rules.OPEN else None
    shown = {"verify_form": VerifyForm(), "objection_form": ObjectionForm(), "answer_form": AnswerForm(), **forms}
    return page.render(
        "casework/dispatch/task.html", line=line, task=task, order=line.order, acts=acts, status=status,
        names=accounts.names_of(session, {act.account_id for act in acts} | {task.assignee_id}),
        left=queries.homes_left(session, task, line.order), objection=queries.open_objection(session, task),
        duty=queries.duty(session, line.order.duty_id), new_id=ids.new(), now=clock.now(),
        by_home=line.order.homes is not Homes.NONE, again=again,
        answered=rework_queries.homes_answered(session, task) if again else [],
        to_redo=rework_queries.homes_to_redo(session, task, again) if again else [],
        state_words=rules.STATE_WORDS, act_words=rules.ACT_WORDS, objection_words=rules.OBJECTION_WORDS,
        emergency_words=rules.EMERGENCIES, homes_words=rules.HOMES_WORDS, open_states=rules.OPEN, **shown,
    )  # fmt: skip
