"""The catalogue and the working calendar: to look at, to take home as Excel, to bring back."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.casework.catalogue import queries, rules, services
from webapp.casework.catalogue.forms import CalendarForm, CatalogueForm
from webapp.core.data import db
from webapp.core.files import spreadsheets
from webapp.core.forms.form_posts import did
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("catalogue", __name__, url_prefix="/catalogue")


@bp.get("/")
@allow(Action.SEE_CASES)
def index() -> Response:
    return _index(CatalogueForm(valid_from=clock.today() + timedelta(days=1)), done=request.args.get("done", ""))


@bp.get("/catalogue.xlsx")
@allow(Action.SEE_CASES)
def export() -> Response:
    rows = services.category_rows(queries.list_categories(db.session(), clock.today()))
    return page.attachment(spreadsheets.write_xlsx(services.COLUMNS, rows), "事项目录.xlsx", spreadsheets.XLSX)


@bp.post("/")
@allow(Action.CHANGE_CATALOGUE)
def bring_back() -> Response:
    form = CatalogueForm(request.form)
    form.file.process_formdata(request.files.getlist("file"))
    counts: list[int] = []

    def take(session: Any) -> None:
        rows = spreadsheets.read_rows(form.file.data.stream, services.COLUMNS, max_rows=1000)
        how = {"valid_from": form.valid_from.data, "retire_missing": form.retire_missing.data}
        counts.append(services.import_categories(session, current(), rows, **how))

    if did(form, take):
        return page.done(url_for("catalogue.index", done=counts[0]))
    return _index(form, status=422)


@bp.get("/calendar")
@allow(Action.SEE_CASES)
def calendar() -> Response:
    return _calendar(CalendarForm(), done=request.args.get("done", ""))


@bp.get("/calendar.xlsx")
@allow(Action.CHANGE_CATALOGUE)
def calendar_template() -> Response:
    return page.attachment(spreadsheets.template(services.CALENDAR_COLUMNS), "放假和调休表.xlsx", spreadsheets.XLSX)


def _index(form: CatalogueForm, done: str = "", status: int = 200) -> Response:
    names: dict[str, Any] = {
        "kinds": rules.KIND_NAMES, "levels": rules.LEVEL_NAMES, "units": rules.UNIT_NAMES,
        "evidence": rules.EVIDENCE_NAMES,
    }  # fmt: skip
    today = clock.today()
    coming = queries.list_coming(db.session(), today)
    categories = queries.list_categories(db.session(), today)
    return page.render(
        "casework/catalogue/index.html",
        form=form,
        categories=categories,
        coming=coming,
        done=done,
        status=status,
        **names,
    )


def _calendar(form: CalendarForm, done: str = "", status: int = 200) -> Response:
    session, year = db.session(), clock.today().year
    known = queries.calendar(session)
    years = [
        {
            "year": one,
            "known": known.knows(one),
            "lacks": known.lacking(one),
            "days": queries.imported_days(session, one),
        }
        for one in (year, year + 1)
    ]
    return page.render("casework/catalogue/calendar.html", form=form, years=years, done=done, status=status)
