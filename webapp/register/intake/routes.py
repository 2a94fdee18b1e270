"""The register by spreadsheet: template, upload, preview, import."""

from flask import Blueprint, Response, request, url_for
from werkzeug.datastructures import CombinedMultiDict

from webapp.core.data import db
from webapp.core.files import spreadsheets
from webapp.core.text.i18n import gettext
from webapp.core.web import page
from webapp.core.web.errors import DomainError
from webapp.core.work import jobs
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.register.intake import job_commands, queries, services
from webapp.register.intake.forms import UploadForm
from webapp.register.intake.import_rules import COLUMNS

bp = Blueprint("intake", __name__, url_prefix="/intake")
AT_ONCE = 2000


@bp.get("/")
@allow(Action.IMPORT_REGISTER)
def index() -> Response:
    return _index(UploadForm())


@bp.get("/template.xlsx")
@allow(Action.IMPORT_REGISTER)
def template() -> Response:
    return page.attachment(spreadsheets.template(COLUMNS), gettext("住户名册模板") + ".xlsx", spreadsheets.XLSX)


@bp.post("/uploads")
@allow(Action.IMPORT_REGISTER)
def upload() -> Response:
    form, actor = UploadForm(CombinedMultiDict((request.files, request.form))), current()
    form.community_id.offer(queries.communities(db.session(), actor))
    rows = _rows(form)
    if rows is None:
        return _index(form, 422)
    with db.transaction() as session:
        made = services.keep_upload(
            session, actor, community_id=form.community_id.data or "", filename=form.file.data.filename, rows=rows
        )
    return page.done(url_for("intake.show", upload_id=made.id))


@bp.get("/uploads/<id:upload_id>")
@allow(Action.IMPORT_REGISTER)
def show(upload_id: str) -> Response:
    kept = queries.get_upload(db.session(), current(), upload_id)
    job = jobs.get_job(db.session(), kept.job_id) if kept.job_id else None
    seen = None
    if kept.imported_at is None and not (job and job.is_open):
        seen = services.preview(db.session(), kept)
    return page.render("register/intake/show.html", "register/intake/_progress.html", upload=kept, job=job, seen=seen)


@bp.post("/uploads/<id:upload_id>/import")
@allow(Action.IMPORT_REGISTER)
def start(upload_id: str) -> Response:
    actor = current()
    kept = queries.get_upload(db.session(), actor, upload_id)
    with db.transaction() as session:
        if kept.row_count <= AT_ONCE:
            services.import_upload(session, actor, kept)
        else:
            services.check_open(kept)
            queued = jobs.start(
                session, actor, job_commands.KIND, community_id=kept.community_id, upload_id=kept.id,
                account_id=actor.account_id,
            )  # fmt: skip
            kept.job_id = queued.id
    return page.done(url_for("intake.show", upload_id=kept.id))


def _rows(form: UploadForm) -> list[spreadsheets.Row] | None:
    """Read outside any transaction: a slow file never holds the writer's place."""
    if not form.validate():
        return None
    try:
        return spreadsheets.read_rows(form.file.data.stream, COLUMNS)
    except DomainError as refusal:
        form.fail("file", refusal.sentence())
        return None


def _index(form: UploadForm, status: int = 200) -> Response:
    session, actor = db.session(), current()
    form.community_id.offer(queries.communities(session, actor))
    return page.render(
        "register/intake/index.html", form=form, uploads=queries.list_uploads(session, actor), status=status
    )
