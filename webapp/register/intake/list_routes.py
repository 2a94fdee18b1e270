"""Every other list of an office in and out: one page a kind, with its template, its upload and what is there now."""

from flask import Blueprint, Response, g, request, url_for
from werkzeug.datastructures import CombinedMultiDict

from webapp.core.data import db
from webapp.core.files import spreadsheets
from webapp.core.text.i18n import gettext
from webapp.core.time import clock
from webapp.core.web import page
from webapp.core.web.errors import DomainError
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.register.intake import column_services, list_services, queries
from webapp.register.intake.forms import UploadForm
from webapp.register.intake.kind_rules import Kind

bp = Blueprint("office_lists", __name__, url_prefix="/intake/lists")
MOST_ROWS = 5000


@bp.get("/<name>")
@allow(Action.IMPORT_LISTS)
def index(name: str) -> Response:
    return _index(_kind(name), UploadForm())


@bp.get("/<name>/template.xlsx")
@allow(Action.IMPORT_LISTS)
def template(name: str) -> Response:
    kind = _kind(name)
    title = gettext("%(list)s模板", list=gettext(kind.title))
    return page.attachment(spreadsheets.template(kind.fields), f"{title}.xlsx", spreadsheets.XLSX)


@bp.post("/<name>/uploads")
@allow(Action.IMPORT_LISTS)
def upload(name: str) -> Response:
    kind, actor = _kind(name), current()
    form = UploadForm(CombinedMultiDict((request.files, request.form)))
    form.community_id.offer(queries.places(db.session(), actor, kind.is_wide))
    if not form.validate():
        return _index(kind, form, 422)
    try:
        sheet = spreadsheets.read_sheet(form.file.data.stream, max_rows=MOST_ROWS)
        with db.transaction() as session:
            made = column_services.keep(
                session, actor, sheet, community_id=form.community_id.data or "", kind=kind.name,
                filename=form.file.data.filename,
            )  # fmt: skip
    except DomainError as refusal:
        form.fail("file", refusal.sentence())
        return _index(kind, form, 422)
    return page.done(url_for("intake.show", upload_id=made.id))


@bp.get("/<name>/export.xlsx")
@allow(Action.IMPORT_LISTS)
def export(name: str) -> Response:
    """What is there now, in the template's own columns; people's numbers masked, so that it can be sent back in."""
    kind = _kind(name)
    community_id = request.args.get("community_id", "")
    with db.transaction() as session:
        rows = list_services.export(session, current(), kind, community_id)
    who, when = current().name, clock.stamp(clock.now())
    mark = gettext("%(who)s 导出，%(when)s。不得转发，用完删除。", who=who, when=when)
    content = spreadsheets.write_xlsx(kind.fields, rows, watermark=mark)
    return page.attachment(content, f"{gettext(kind.title)} {clock.today():%Y%m%d}.xlsx", spreadsheets.XLSX)


def _kind(name: str) -> Kind:
    """403 for who may bring in other lists, but not this one; the actor is narrowed to the posts that may."""
    kind = list_services.kind_named(name)
    g.actor = current().wearing(kind.action)
    return kind


def _index(kind: Kind, form: UploadForm, status: int = 200) -> Response:
    session, actor = db.session(), current()
    homes = queries.places(session, actor, kind.is_wide)
    form.community_id.offer(homes)
    return page.render(
        "register/intake/list.html", kind=kind, form=form, communities=homes,
        uploads=queries.list_uploads(session, actor, kind.name), status=status,
    )  # fmt: skip
