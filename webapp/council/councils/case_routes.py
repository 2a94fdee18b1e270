"""An agenda line without a case gets one, from the meeting's page or while it sits."""

from flask import Blueprint, Response, request, url_for

from webapp.casework.catalogue import queries as catalogue
from webapp.core.data import db
from webapp.core.forms.form_posts import attempt
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.web import page
from webapp.council.councils import case_services, queries
from webapp.council.councils.case_forms import OpenCaseForm
from webapp.council.councils.models import AgendaLine, CouncilMeeting
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("line_cases", __name__, url_prefix="/councils/meetings/<id:meeting_id>/lines/<id:line_id>/case")


@bp.get("/")
@allow(Action.HOLD_COUNCILS)
def new(meeting_id: str, line_id: str) -> Response:
    meeting, line = _line(meeting_id, line_id)
    said = "。".join(part for part in (line.title, line.reason) if part)
    return _page(meeting, line, OpenCaseForm(words=said))


@bp.post("/")
@allow(Action.HOLD_COUNCILS)
def create(meeting_id: str, line_id: str) -> Response:
    meeting, line = _line(meeting_id, line_id)
    form = _offered(OpenCaseForm(request.form))
    told = {"category_id": form.category_id.data or "", "words": form.words.data or ""}
    made = attempt(form, lambda session: case_services.open_case(session, current(), meeting, line, **told))
    if made is not None:
        return page.done(url_for("cases.show", case_id=made.id))
    return _page(meeting, line, form, form.status)


def _line(meeting_id: str, line_id: str) -> tuple[CouncilMeeting, AgendaLine]:
    meeting = queries.get_meeting(db.session(), current(), meeting_id)
    return meeting, queries.get_line(db.session(), meeting, line_id)


def _page(meeting: CouncilMeeting, line: AgendaLine, form: OpenCaseForm, status: int = 200) -> Response:
    return page.render("council/councils/case.html", status=status, meeting=meeting, line=line, form=_offered(form))


def _offered(form: OpenCaseForm) -> OpenCaseForm:
    kinds = catalogue.list_categories(db.session(), clock.today())
    form.category_id.offer([("", N_("请选")), *((one.id, one.name) for one in kinds)])
    return form
