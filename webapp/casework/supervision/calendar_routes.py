"""Import of a year's holidays. It stands here and not in the catalogue, because cases that wait for a deadline get it
at the same time.
"""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.casework.cases import clock_services
from webapp.casework.catalogue import services
from webapp.casework.catalogue.forms import CalendarForm
from webapp.core.files import spreadsheets
from webapp.core.forms.form_posts import did
from webapp.core.web import page
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("workdays", __name__, url_prefix="/supervision/calendar")


@bp.post("/")
@allow(Action.CHANGE_CATALOGUE)
def bring() -> Response:
    """Also `flask`-less districts do it here: upload, check every line, then waiting deadlines are set."""
    form = CalendarForm(request.form)
    form.file.process_formdata(request.files.getlist("file"))
    counts: list[int] = []

    def take(session: Any) -> None:
        rows = spreadsheets.read_rows(form.file.data.stream, services.CALENDAR_COLUMNS, max_rows=1000)
        services.import_calendar(session, current(), rows, document=form.document.data or "")
        counts.append(clock_services.fix_deadlines(session))

    if did(form, take):
        return page.done(url_for("catalogue.calendar", done=counts[0]))
    return page.render("casework/catalogue/calendar_refused.html", form=form, status=422)
