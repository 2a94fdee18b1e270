"""A task that asks once for the grid, and what all answers come out as. At a door: webapp.door.visits.task_routes."""

from flask import Blueprint, Response, request, url_for

from webapp.casework.dispatch import answer_services, export_services, queries, sheet_queries
from webapp.casework.dispatch.answer_services import WrongAnswers
from webapp.casework.dispatch.forms import TaskForm
from webapp.casework.dispatch.models import Task
from webapp.core.data import db, ids
from webapp.core.files import spreadsheets
from webapp.core.text.i18n import gettext, language
from webapp.core.time import clock
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("task_answers", __name__)


@bp.get("/tasks/<id:task_id>/form")
@allow(Action.DO_TASKS)
def new(task_id: str) -> Response:
    task = queries.get_task(db.session(), current(), task_id)
    return _page(task, TaskForm(id=ids.new(), task_id=task.id))


@bp.post("/tasks/<id:task_id>/form")
@allow(Action.DO_TASKS)
def fill(task_id: str) -> Response:
    task, form = queries.get_task(db.session(), current(), task_id), TaskForm(request.form)
    form.task_id.data = task.id
    if form.only_looks or not form.validate():
        return _page(task, form, posted=True, status=200 if form.only_looks else 422)
    try:
        with db.transaction() as session:
            answer_services.keep_filled(session, current(), form.sent, form.answers, language())
    except WrongAnswers as refusal:
        return _page(task, form, refusal.wrong, posted=True, status=422)
    return page.done(url_for("tasks.show", task_id=task.id))


@bp.get("/orders/<id:order_id>/answers.<kind>")
@allow(Action.SEND_TASKS)
def export(order_id: str, kind: str) -> Response:
    """Whole answers leave the product: who took them, when and of which order is written down."""
    session, actor = db.session(), current()
    order = queries.get_order(session, actor, order_id)
    if kind not in ("xlsx", "csv") or order.form_id is None:
        raise NotFound
    with db.transaction() as writing:
        content = export_services.export_answers(writing, actor, order, kind)
    mime = spreadsheets.XLSX if kind == "xlsx" else "text/csv; charset=utf-8"
    is_zip = kind == "csv" and content[:2] == b"PK"
    name = f"{order.title}-{gettext('答案')}-{clock.today()}.{'zip' if is_zip else kind}"
    return page.attachment(content, name, "application/zip" if is_zip else mime)


def _page(
    task: Task, form: TaskForm, errors: dict[str, str] | None = None, *, posted: bool = False, status: int = 200
) -> Response:
    session = db.session()
    line = queries.line_of(session, task)
    fields = form.regrouped(sheet_queries.form_of(session, line.order)) if posted else None
    opened = sheet_queries.open_sheet(session, task, line.order.form_id, language(), fields=fields, errors=errors)
    return page.render(
        "casework/dispatch/answer.html", task=task, order=line.order, form=form, errors=errors or {}, status=status,
        sheet=opened.sheet, version=opened.version, action=url_for("task_answers.fill", task_id=task.id),
    )  # fmt: skip
