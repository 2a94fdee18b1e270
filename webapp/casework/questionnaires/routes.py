"""问卷: a workbook comes in whole or is refused cell by cell; tried on the phone before anything is sent."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.casework.questionnaires import page_rules, queries, services
from webapp.casework.questionnaires.fill_rules import Filling, Posted
from webapp.casework.questionnaires.forms import FilledForm, WorkbookForm
from webapp.core.data import db
from webapp.core.text.i18n import language
from webapp.core.web import page
from webapp.core.web.errors import DomainError
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.settings import queries as settings
from webapp.people.settings.rules import Name, is_on

bp = Blueprint("questionnaires", __name__, url_prefix="/questionnaires")
MOST_SHOWN = 40


@bp.get("")
@allow(Action.SEND_TASKS)
def index() -> Response:
    return _index(WorkbookForm())


@bp.post("")
@allow(Action.SEND_TASKS)
def bring() -> Response:
    form = WorkbookForm(request.form)
    upload = form.file.data = request.files.get("file")
    if not form.validate() or upload is None:
        return _index(form, 422)
    try:
        must_photo = is_on(settings.value(db.session(), Name.MUST_PHOTO))
        name = (upload.filename or "form").rsplit(".", 1)[0]
        reading = services.read_workbook(upload.stream, name, must_photo=must_photo)
    except DomainError as refusal:
        form.refuse("file", refusal.sentence(), refusal.status)
        return _index(form, 422)
    if reading.faults:
        return _index(form, 422, faults=reading.faults[:MOST_SHOWN], count=len(reading.faults))
    with db.transaction() as session:
        made = services.keep_version(session, current(), reading)
    return page.done(url_for("questionnaires.show", version_id=made.id))


@bp.get("/<id:version_id>")
@allow(Action.SEND_TASKS)
def show(version_id: str) -> Response:
    return _show(version_id, None)


@bp.post("/<id:version_id>/trial")
@allow(Action.SEND_TASKS)
def attempt(version_id: str) -> Response:
    """试填: nothing is kept; what would be asked next and what would be wrong is shown."""
    return _show(version_id, FilledForm(request.form))


def _index(form: WorkbookForm, status: int = 200, **more: Any) -> Response:
    found = queries.list_questionnaires(db.session(), current())
    shown = {"faults": [], "count": 0, **more}
    return page.render("casework/questionnaires/index.html", form=form, found=found, status=status, **shown)


def _show(version_id: str, form: FilledForm | None) -> Response:
    version = queries.get_version(db.session(), current(), version_id)
    source = Posted(form.regrouped(version.compiled)) if form is not None else Posted({}, fresh=True)
    filling = Filling(version.compiled, source, language())
    errors = filling.faults() if form is not None and not form.only_looks else {}
    return page.render(
        "casework/questionnaires/show.html", version=version, sheet=page_rules.sheet_of(filling, errors, {}),
        errors=errors, tried=form is not None and not form.only_looks, status=422 if errors else 200,
    )  # fmt: skip
