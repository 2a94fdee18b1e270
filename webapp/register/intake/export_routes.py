"""A file of residents: asked, allowed by another, taken once."""

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.files import spreadsheets
from webapp.core.files.spreadsheets import Column
from webapp.core.forms.form_posts import attempt
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.access import JUST_NOW, allow, current, proven
from webapp.people.accounts.permissions import Action
from webapp.register.intake import export_services, queries
from webapp.register.intake.forms import ExportForm
from webapp.register.intake.models import ExportRequest

bp = Blueprint("exports", __name__, url_prefix="/intake/exports")
COLUMNS = (
    Column("label", N_("门"), width=22), Column("name", N_("姓名")), Column("relation", N_("和户主的关系")),
    Column("sex", N_("性别")), Column("born", N_("出生年")), Column("phone", N_("电话")),
    Column("work", N_("做什么工作")),
)  # fmt: skip


@bp.get("/")
@allow(Action.EXPORT_REGISTER)
def index() -> Response:
    return _index(ExportForm())


@bp.post("/")
@allow(Action.EXPORT_REGISTER)
def ask() -> Response:
    form, actor = _offered(ExportForm(request.form)), current()
    if attempt(form, lambda session: export_services.ask_export(session, actor, **form.values)) is None:
        return _index(form, 422)
    return page.done(url_for("exports.index"))


@bp.post("/<id:request_id>/decision")
@allow(Action.EXPORT_REGISTER)
@proven(JUST_NOW)
def decide(request_id: str) -> Response:
    asked = queries.get_request(db.session(), current(), request_id)
    with db.transaction() as session:
        export_services.decide_export(session, current(), asked, is_allowed=request.form.get("allowed") == "yes")
    return page.done(url_for("exports.index"))


@bp.post("/<id:request_id>/file")
@allow(Action.EXPORT_REGISTER)
@proven(JUST_NOW)
def take(request_id: str) -> Response:
    """A POST, because it uses up the approval."""
    asked = queries.get_request(db.session(), current(), request_id)
    rows = queries.roster(db.session(), current(), asked)
    with db.transaction() as session:
        export_services.take_export(session, current(), asked, row_count=len(rows))
    content = spreadsheets.write_xlsx(COLUMNS, rows, watermark=_watermark(asked))
    return page.attachment(content, f"{gettext('名册')} {clock.today():%Y%m%d}.xlsx", spreadsheets.XLSX)


def _watermark(asked: ExportRequest) -> str:
    names = accounts.names_of(db.session(), {asked.asked_by, asked.decided_by})
    return gettext(
        "%(who)s 导出，%(by)s 批准，%(when)s，用途：%(reason)s。不得转发，用完删除。",
        who=names.get(asked.asked_by, ""), by=names.get(asked.decided_by or "", ""),
        when=clock.stamp(asked.taken_at or clock.now()), reason=asked.reason,
    )  # fmt: skip


def _index(form: ExportForm, status: int = 200) -> Response:
    rows = queries.list_requests(db.session(), current())
    people: set[str | None] = {person for row, _ in rows for person in (row.asked_by, row.decided_by)}
    names = accounts.names_of(db.session(), people)
    me = current().account_id
    return page.render(
        "register/intake/exports.html", form=_offered(form), rows=rows, names=names, me=me, status=status
    )


def _offered(form: ExportForm) -> ExportForm:
    form.unit_id.offer(queries.units_to_export(db.session(), current()))
    return form
