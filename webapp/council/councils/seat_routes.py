"""Seats and the dated rule set."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.time import clock
from webapp.core.web import page
from webapp.council.councils import meeting_services, queries, seat_services
from webapp.council.councils.forms import KIND_WORDS, RuleForm, SeatForm
from webapp.council.councils.models import CouncilSeries, SeatKind
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("seats", __name__, url_prefix="/councils/<id:series_id>")


@bp.get("/seats")
@allow(Action.HOLD_COUNCILS)
def index(series_id: str) -> Response:
    return _page(_series(series_id), SeatForm(valid_from=clock.today()))


@bp.post("/seats")
@allow(Action.HOLD_COUNCILS)
def add(series_id: str) -> Response:
    series, form = _series(series_id), SeatForm(request.form)
    if form_posts.did(form, lambda session: _seat(session, series, form)):
        return page.done(url_for("seats.index", series_id=series_id))
    return _page(series, form, 422)


@bp.post("/seats/<id:seat_id>/end")
@allow(Action.HOLD_COUNCILS)
def end(series_id: str, seat_id: str) -> Response:
    series = _series(series_id)
    seat = queries.get_seat(db.session(), series, seat_id)
    with db.transaction() as session:
        seat_services.vacate_seat(session, current(), series, seat, last_day=clock.today())
    return page.done(url_for("seats.index", series_id=series_id))


@bp.get("/rule")
@allow(Action.HOLD_COUNCILS)
def rule(series_id: str) -> Response:
    series = _series(series_id)
    known = queries.rule_on(db.session(), series.community_id, clock.today())
    told = {name: _chosen(getattr(known, name)) for name in RuleForm()._fields if name != "valid_from"}
    return page.render("council/councils/rule.html", series=series, rule=known, form=RuleForm(data=told))


@bp.post("/rule")
@allow(Action.HOLD_COUNCILS)
def set_rule(series_id: str) -> Response:
    series, form = _series(series_id), RuleForm(request.form)
    if form_posts.did(form, lambda session: meeting_services.set_rule(session, current(), series, **_asked(form))):
        return page.done(url_for("councils.index"))
    known = queries.rule_on(db.session(), series.community_id, clock.today())
    return page.render("council/councils/rule.html", status=422, series=series, rule=known, form=form)


def _seat(session: Any, series: CouncilSeries, form: SeatForm) -> None:
    kind = SeatKind(form.kind.data)
    told = {"kind": kind, "on": form.valid_from.data, "title": form.title.data or ""}
    party = seat_services.party_named(
        session, current(), series, name=form.name.data or "", phone=form.phone.data, **told
    )
    other = (
        seat_services.party_named(
            session, current(), series, name=form.alternate.data, kind=kind, on=form.valid_from.data
        )
        if form.alternate.data
        else None
    )
    seat_services.seat_member(
        session, current(), series, kind=kind, party=party, valid_from=form.valid_from.data,
        valid_to=form.valid_to.data, title=form.title.data or "", alternate_id=other.id if other else None,
    )  # fmt: skip


def _asked(form: RuleForm) -> dict[str, Any]:
    switches = ("quorum_more", "majority_more", "proxies_make_quorum")
    return {name: (value == "1" if name in switches else value or "") for name, value in form.values.items()}


def _chosen(value: object) -> object:
    return str(int(value)) if isinstance(value, bool) else value


def _page(series: CouncilSeries, form: SeatForm, status: int = 200) -> Response:
    sitters = queries.sitters(db.session(), series.id, clock.today())
    return page.render(
        "council/councils/seats.html", status=status, series=series, sitters=sitters, form=form, kind_words=KIND_WORDS
    )


def _series(series_id: str) -> CouncilSeries:
    return queries.get_series(db.session(), current(), series_id)
