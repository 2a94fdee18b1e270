"""对一对列名: which column of somebody's own sheet is which of ours."""

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.text.i18n import N_, gettext
from webapp.core.web import page
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.register.intake import column_services, list_services, queries, services
from webapp.register.intake.models import RegisterUpload

bp = Blueprint("sheet_columns", __name__, url_prefix="/intake/uploads")


@bp.get("/<id:upload_id>/columns")
@allow(Action.IMPORT_LISTS)
def index(upload_id: str) -> Response:
    kept = _get(upload_id)
    return _index(kept, column_services.guess(kept.kind, kept.heading))


@bp.post("/<id:upload_id>/columns")
@allow(Action.IMPORT_LISTS)
def tell(upload_id: str) -> Response:
    kept, allowed = _get(upload_id), {column.key for column in column_services.columns_of(_get(upload_id).kind)}
    told = [request.form.get(f"column-{at}", "") for at in range(len(kept.heading))]
    keys = [key if key in allowed else "" for key in told]
    try:
        with db.transaction() as session:
            column_services.tell(session, current(), kept, keys)
    except (column_services.ColumnTwice, column_services.ColumnNeeded) as refusal:
        return _index(kept, keys, refusal)
    return page.done(url_for("intake.show", upload_id=kept.id))


def _get(upload_id: str) -> RegisterUpload:
    kept = queries.get_upload(db.session(), current(), upload_id)
    current().wearing(list_services.action_of(kept.kind))
    if not kept.heading:
        raise NotFound
    return kept


def _index(kept: RegisterUpload, keys: list[str], refusal: DomainError | None = None) -> Response:
    first = services.unread(kept).lines[0][1]
    columns = column_services.columns_of(kept.kind)
    options = [("", gettext(N_("不用这一列")))] + [
        (column.key, gettext(column.title) + ("*" if column.required else "")) for column in columns
    ]  # fmt: skip
    lines = [
        {"at": at, "title": title, "sample": first[at][:40] if at < len(first) else "", "key": keys[at]}
        for at, title in enumerate(kept.heading)
    ]  # fmt: skip
    return page.render(
        "register/intake/columns.html", upload=kept, lines=lines, options=options,
        refused=refusal.sentence() if refusal else "", status=422 if refusal else 200,
    )  # fmt: skip
