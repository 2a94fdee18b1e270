"""导入积分表: template, preview, import. What was previewed travels in the page, signed."""

from dataclasses import astuple

from flask import Blueprint, Response, current_app, request, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer

from webapp.core.data import db
from webapp.core.files.spreadsheets import XLSX, template
from webapp.core.text.i18n import N_, gettext
from webapp.core.web import page
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.volunteering.volunteers import import_services
from webapp.volunteering.volunteers.forms import ImportForm
from webapp.volunteering.volunteers.import_services import Opening, Preview

bp = Blueprint("points_import", __name__, url_prefix="/volunteers/points-import")

LIFE = 3600


@bp.get("")
@allow(Action.IMPORT_POINTS)
def index() -> Response:
    return _page(ImportForm())


@bp.get("/template")
@allow(Action.IMPORT_POINTS)
def blank() -> Response:
    return page.attachment(template(import_services.COLUMNS), gettext("积分表") + ".xlsx", XLSX)


@bp.post("")
@allow(Action.IMPORT_POINTS)
def look() -> Response:
    form = ImportForm(request.form)
    form.file.data = request.files.get("file")
    if not form.validate():
        return _page(form, status=422)
    try:
        found = import_services.preview(db.session(), _home(), form.file.data.stream)
    except DomainError as refusal:
        form.fail("file", refusal.sentence())
        return _page(form, status=422)
    return _page(form, found, status=422 if found.faults else 200)


@bp.post("/entries")
@allow(Action.IMPORT_POINTS)
def take_over() -> Response:
    """Only what this page showed, to the same person, within the hour."""
    actor = current()
    try:
        rows, months, whose = _signer().loads(request.form.get("rows", ""), max_age=LIFE)
    except BadSignature:
        rows, months, whose = [], 0, ""
    if whose != actor.account_id:
        form = ImportForm()
        form.fail(None, gettext(N_("看过的那一份过时了，请重新选文件看一遍。")))
        return _page(form, status=422)
    with db.transaction() as session:
        found = Preview([Opening(*row) for row in rows])
        count = import_services.take_over(session, actor, found, months=months, community_id=_home())
    return page.done(url_for("points_import.index", done=count))


def _home() -> str:
    home = current().community_id
    if home is None:
        raise NotFound
    return home


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="points-import")


def _page(form: ImportForm, found: Preview | None = None, status: int = 200) -> Response:
    signed = ""
    if found is not None and found.openings and not found.faults:
        rows = [astuple(opening) for opening in found.openings]
        signed = str(_signer().dumps((rows, form.months.data, current().account_id)))
    return page.render(
        "volunteering/volunteers/import.html",
        form=form,
        found=found,
        signed=signed,
        done=request.args.get("done"),
        status=status,
    )
