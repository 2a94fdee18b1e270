"""The agenda by voice: a new meeting in two clicks, and every change to it in writing."""

from typing import Any

from flask import Blueprint, Response, url_for

from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.time import clock
from webapp.core.web import page
from webapp.core.web.requests import request
from webapp.council.councils import agenda_services, meeting_services, page_queries, queries
from webapp.council.councils.forms import AddLineForm, PlanForm, ReasonForm
from webapp.council.councils.models import CouncilSeries
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("agendas", __name__, url_prefix="/councils")


@bp.get("/<id:series_id>/plan")
@allow(Action.HOLD_COUNCILS)
def plan(series_id: str) -> Response:
    """Date, place and people come from last time, the most voiced are ticked: one more click and it is announced."""
    session, series = db.session(), _series(series_id)
    held_on = meeting_services.next_day(session, series, clock.today())
    last = queries.past_meetings(session, series.id, clock.today(), 1)
    form = PlanForm(
        held_on=held_on, starts_at=f"{series.starts_at:%H:%M}", place=series.place,
        host_id=current().party_id, recorder_id=last[0].recorder_id if last else None,
    )  # fmt: skip
    return _plan(series, form)


@bp.post("/<id:series_id>/plan")
@allow(Action.HOLD_COUNCILS)
def announce(series_id: str) -> Response:
    series = _series(series_id)
    form = _offered(PlanForm(request.form), series)
    made: list[str] = []
    if form_posts.did(form, lambda session: made.append(_announce(session, series, form))):
        return page.done(url_for("councils.show", meeting_id=made[0]))
    return _plan(series, form, 422)


@bp.post("/meetings/<id:meeting_id>/lines/new")
@allow(Action.HOLD_COUNCILS)
def add(meeting_id: str) -> Response:
    meeting, form = queries.get_meeting(db.session(), current(), meeting_id), AddLineForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: agenda_services.add_line(
            session, current(), meeting, title=form.title.data or "", reason=form.reason.data or "",
            id=form.once.data,
        ),
    )  # fmt: skip
    shown = page_queries.meeting(db.session(), current(), meeting)
    back = url_for("councils.show", meeting_id=meeting_id)
    return (
        page.done(back)
        if fine
        else page.render("council/councils/line.html", status=422, form=form, back=back, **shown)
    )


@bp.get("/meetings/<id:meeting_id>/lines/<id:line_id>/drop")
@allow(Action.HOLD_COUNCILS)
def dropping(meeting_id: str, line_id: str) -> Response:
    return _drop_page(meeting_id, line_id, ReasonForm(), 200)


@bp.post("/meetings/<id:meeting_id>/lines/<id:line_id>/drop")
@allow(Action.HOLD_COUNCILS)
def drop(meeting_id: str, line_id: str) -> Response:
    meeting = queries.get_meeting(db.session(), current(), meeting_id)
    line, form = queries.get_line(db.session(), meeting, line_id), ReasonForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: agenda_services.drop_line(session, current(), meeting, line, reason=form.reason.data or ""),
    )
    return page.done(url_for("councils.show", meeting_id=meeting_id)) if fine else _drop_page(
        meeting_id, line_id, form, 422
    )  # fmt: skip


def _announce(session: Any, series: CouncilSeries, form: PlanForm) -> str:
    meeting = meeting_services.plan_meeting(
        session, current(), series, held_on=form.held_on.data, starts_at=form.starts_at.time,
        place=form.place.data, host_id=form.host_id.data, recorder_id=form.recorder_id.data or None,
    )  # fmt: skip
    agenda_services.fix_agenda(
        session, current(), meeting, case_ids=request.form.getlist("case_id"), reasons=_reasons(),
        late_reason=form.late_reason.data or "",
    )  # fmt: skip
    return meeting.id


def _reasons() -> dict[str, str]:
    given = {key.removeprefix("reason-"): request.typed(key) for key in request.form if key.startswith("reason-")}
    return {key: value for key, value in given.items() if value}


def _plan(series: CouncilSeries, form: PlanForm, status: int = 200) -> Response:
    ticked = request.form.getlist("case_id") if request.method == "POST" else None
    shown = page_queries.plan(db.session(), current(), series, clock.today(), ticked)
    return page.render(
        "council/councils/plan.html", status=status, form=_offered(form, series), reasons=_reasons(), **shown
    )


def _offered(form: PlanForm, series: CouncilSeries) -> PlanForm:
    people = page_queries.chairs(db.session(), current(), series, clock.today())
    form.host_id.offer(people)
    form.recorder_id.offer([("", ""), *people])
    return form


def _series(series_id: str) -> CouncilSeries:
    return queries.get_series(db.session(), current(), series_id)


def _drop_page(meeting_id: str, line_id: str, form: ReasonForm, status: int) -> Response:
    meeting = queries.get_meeting(db.session(), current(), meeting_id)
    line = queries.get_line(db.session(), meeting, line_id)
    return page.render("council/councils/drop.html", status=status, meeting=meeting, line=line, form=form)
