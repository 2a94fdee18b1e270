"""The register by spreadsheet: template, upload, preview, import."""

from typing import Any

from flask import Blueprint, Response, g, request, url_for
from werkzeug.datastructures import CombinedMultiDict

from webapp.core.data import db
from webapp.core.files import spreadsheets
from webapp.core.files.spreadsheets import Column
from webapp.core.forms.form_posts import MENDABLE
from webapp.core.text.i18n import N_, gettext
from webapp.core.web import page
from webapp.core.web.errors import DomainError
from webapp.core.work import jobs
from webapp.people.accounts.access import allow, current, shows_people, watermark
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.register.intake import column_services, job_commands, list_services, queries, return_services, services
from webapp.register.intake.forms import UploadForm
from webapp.register.intake.import_rules import COLUMNS
from webapp.register.intake.list_services import HOUSEHOLDS
from webapp.register.intake.models import RegisterUpload

bp = Blueprint("intake", __name__, url_prefix="/intake")
AT_ONCE, LISTED_AT_ONCE = 2000, 300  # rows that one request writes; more than that is a job
REPORT = (Column("row", N_("行")), Column("title", N_("哪一个"), width=40), Column("outcome", N_("结果"), width=40))


@bp.get("/")
@allow(Action.IMPORT_LISTS)
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
    made = _kept(form, actor)
    if made is None:
        return _index(form, 422)
    return page.done(url_for("intake.show", upload_id=made.id))


@bp.get("/uploads/<id:upload_id>")
@allow(Action.IMPORT_LISTS)
@shows_people
def show(upload_id: str) -> Response:
    return _show(upload_id)


def _show(upload_id: str, refused: str = "", status: int = 200) -> Response:
    kept = _get(upload_id)
    if kept.heading:
        return page.done(url_for("sheet_columns.index", upload_id=kept.id))
    job = jobs.get_job(db.session(), kept.job_id) if kept.job_id else None
    seen = None
    if kept.imported_at is None and not (job and job.is_open):
        seen = services.preview(db.session(), kept)
    kind = None if kept.kind == HOUSEHOLDS else list_services.kind_named(kept.kind)
    return page.render(
        "register/intake/show.html", "register/intake/_progress.html", upload=kept, job=job, seen=seen, kind=kind,
        refused=refused, status=status,
    )  # fmt: skip


@bp.get("/uploads/<id:upload_id>/report.xlsx")
@allow(Action.IMPORT_LISTS)
@shows_people
def report(upload_id: str) -> Response:
    """What became of every row."""
    kept = _get(upload_id)
    content = spreadsheets.write_xlsx(REPORT, services.report_of(kept), watermark=watermark())
    return page.attachment(content, gettext("导入结果") + ".xlsx", spreadsheets.XLSX)


@bp.post("/uploads/<id:upload_id>/import")
@allow(Action.IMPORT_LISTS)
@shows_people
def start(upload_id: str) -> Response:
    kept = _get(upload_id)
    try:
        with db.transaction() as session:
            _start(session, current(), kept)
    except DomainError as refusal:
        if refusal.status not in MENDABLE:
            raise
        return _show(upload_id, refusal.sentence(), refusal.status)
    return page.done(url_for("intake.show", upload_id=kept.id))


@bp.get("/uploads/<id:upload_id>/return")
@allow(Action.IMPORT_LISTS)
def look_back(upload_id: str) -> Response:
    kept = _get(upload_id)
    return page.render("register/intake/return.html", upload=kept, seen=return_services.preview(db.session(), kept))


@bp.post("/uploads/<id:upload_id>/return")
@allow(Action.IMPORT_LISTS)
def take_back(upload_id: str) -> Response:
    kept = _get(upload_id)
    try:
        with db.transaction() as session:
            return_services.take_back(session, current(), kept)
    except DomainError as refusal:
        return _show(upload_id, refusal.sentence(), refusal.status)
    return page.done(url_for("intake.show", upload_id=kept.id))


def _get(upload_id: str) -> RegisterUpload:
    """Out of reach is absent; a list that this person may not bring in is refused."""
    kept = queries.get_upload(db.session(), current(), upload_id)
    g.actor = current().wearing(list_services.action_of(kept.kind))
    return kept


def _start(session: Any, actor: Actor, kept: RegisterUpload) -> None:
    if kept.row_count <= (AT_ONCE if kept.kind == HOUSEHOLDS else LISTED_AT_ONCE):
        services.import_upload(session, actor, kept)
        return
    services.check_open(kept)
    queued = jobs.start(
        session, actor, job_commands.KIND, community_id=kept.community_id, upload_id=kept.id,
        account_id=actor.account_id,
    )  # fmt: skip
    kept.job_id = queued.id


def _kept(form: UploadForm, actor: Actor) -> RegisterUpload | None:
    """Read outside any transaction: a slow file never holds the writer's place."""
    if not form.validate():
        return None
    try:
        sheet = spreadsheets.read_sheet(form.file.data.stream)
        with db.transaction() as session:
            return column_services.keep(
                session, actor, sheet, community_id=form.community_id.data or "", kind=HOUSEHOLDS,
                filename=form.file.data.filename,
            )  # fmt: skip
    except DomainError as refusal:
        if refusal.status not in MENDABLE:
            raise
        form.fail("file", refusal.sentence())
        return None


def _index(form: UploadForm, status: int = 200) -> Response:
    session, actor = db.session(), current()
    form.community_id.offer(queries.communities(session, actor))
    kinds = [kind for kind in list_services.KINDS if actor.can(kind.action)]
    return page.render(
        "register/intake/index.html", form=form, uploads=queries.list_uploads(session, actor), kinds=kinds,
        status=status,
    )  # fmt: skip
