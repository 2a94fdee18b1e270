"""事项清单: what may be asked of a grid at all, open to everybody who works in one."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.casework.dispatch import burden_queries, duty_services, queries
from webapp.casework.dispatch.forms import DutyFileForm, LimitForm
from webapp.core.data import db
from webapp.core.files import spreadsheets
from webapp.core.forms.form_posts import attempt, did
from webapp.core.text.i18n import gettext
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.org import queries as org

bp = Blueprint("duties", __name__, url_prefix="/duties")


@bp.get("")
@allow(Action.SEE_TASKS)
def index() -> Response:
    return _index(done=request.args.get("done", ""))


@bp.get("/export.xlsx")
@allow(Action.SEE_TASKS)
def export() -> Response:
    rows = duty_services.duty_rows(queries.list_duties(db.session(), clock.today()))
    content = spreadsheets.write_xlsx(duty_services.COLUMNS, rows)
    return page.attachment(content, gettext("事项清单") + ".xlsx", spreadsheets.XLSX)


@bp.post("")
@allow(Action.KEEP_DUTIES)
def bring() -> Response:
    form = DutyFileForm(request.form, file=request.files.get("file"))
    form.file.data = request.files.get("file")

    def work(session: Any) -> int:
        rows = spreadsheets.read_rows(form.file.data.stream, duty_services.COLUMNS, max_rows=2000)
        return duty_services.bring_duties(session, current(), rows, valid_from=form.valid_from.data)

    changed = attempt(form, work, at="file")
    if changed is None:
        return _index(form.status, duty_form=form)
    return page.done(url_for("duties.index", done=changed))


@bp.post("/limit")
@allow(Action.KEEP_DUTIES)
def limit() -> Response:
    form = LimitForm(request.form)
    if did(form, lambda session: duty_services.set_limit(
        session, current(), minutes=form.minutes.data, document=form.document.data or "",
        valid_from=form.valid_from.data)):  # fmt: skip
        return page.done(url_for("duties.index"))
    return _index(form.status, limit_form=form)


def _index(status: int = 200, **more: Any) -> Response:
    session, today = db.session(), clock.today()
    unit = org.unit(session, current().hats[0].unit_id)
    shown = {"duty_form": DutyFileForm(valid_from=today), "limit_form": LimitForm(valid_from=today), "done": "", **more}
    return page.render(
        "casework/dispatch/duties.html", duties=queries.list_duties(session, today), status=status,
        coming=queries.list_coming_duties(session, today), limit=burden_queries.limit_on(session, unit, today), **shown,
    )  # fmt: skip
