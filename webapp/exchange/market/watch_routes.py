"""The supervisor's figures, complaints, and the district's minimum wage."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms.form_posts import did
from webapp.core.time import clock
from webapp.core.web import page
from webapp.exchange.market import (
    complaint_queries,
    complaint_services,
    figure_queries,
    page_queries,
    queries,
    wage_services,
)
from webapp.exchange.market.forms import DecideForm, FloorForm, WordsForm
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.register.merchants import queries as merchants

bp = Blueprint("market_watch", __name__, url_prefix="/market")


@bp.get("/figures")
@allow(Action.WATCH_MARKET)
def figures() -> Response:
    rows = figure_queries.figures(db.session(), current(), clock.today())
    shops = merchants.count_merchants(db.session(), current())
    return page.render("exchange/market/figures.html", rows=rows, total=figure_queries.total(rows), shops=shops)


@bp.get("/wage-floors")
@allow(Action.SET_WAGE_FLOOR)
def floors() -> Response:
    return _floors(FloorForm())


@bp.post("/wage-floors")
@allow(Action.SET_WAGE_FLOOR)
def set_floor() -> Response:
    actor, form = current(), FloorForm(request.form)

    def act(session: Any) -> None:
        hour, month = form.amounts
        wage_services.set_floor(
            session, actor, unit_id=actor.hats[0].unit_id, valid_from=form.valid_from.data, hour_fen=hour,
            month_fen=month, document=form.document.data or "",
        )  # fmt: skip

    return page.done(url_for("market_watch.floors")) if did(form, act) else _floors(form, form.status)


@bp.get("/desk/complaints/<id:complaint_id>")
@allow(Action.REVIEW_MARKET)
def complaint(complaint_id: str) -> Response:
    return _complaint(complaint_id, DecideForm())


@bp.post("/desk/complaints/<id:complaint_id>/decision")
@allow(Action.REVIEW_MARKET)
def decide(complaint_id: str) -> Response:
    line, form = complaint_queries.get_complaint(db.session(), current(), complaint_id), DecideForm(request.form)
    told: dict[str, Any] = {"is_upheld": form.verdict.data == "upheld", "note": form.note.data or ""}
    if did(form, lambda session: complaint_services.decide(session, current(), line.complaint, **told)):
        return page.done(url_for("market_watch.complaint", complaint_id=complaint_id))
    return _complaint(complaint_id, form, form.status)


@bp.post("/desk/shops/<id:merchant_id>/readmission")
@allow(Action.REVIEW_MARKET)
def readmit(merchant_id: str) -> Response:
    shop, form = merchants.get_merchant(db.session(), current(), merchant_id), WordsForm(request.form)
    words = form.words.data or ""
    if did(form, lambda session: complaint_services.lift(session, current(), shop.id, words=words)):
        return page.done(url_for("market_desk.index"))
    latest = complaint_queries.of_shop(db.session(), shop.id)
    if not latest:
        return page.done(url_for("market_desk.index"))
    return _complaint(latest[0].complaint.id, DecideForm(), form.status, lift_form=form)


def _complaint(complaint_id: str, form: DecideForm, status: int = 200, lift_form: WordsForm | None = None) -> Response:
    line = complaint_queries.get_complaint(db.session(), current(), complaint_id)
    of_shop = complaint_queries.of_shop(db.session(), line.shop.id)
    return page.render(
        "exchange/market/complaint.html", line=line, form=form, status=status, lift_form=lift_form or WordsForm(),
        is_suspended=queries.is_suspended(db.session(), line.shop.id),
        others=[one for one in of_shop if one.complaint.id != complaint_id],
        **page_queries.WORDS,
    )  # fmt: skip


def _floors(form: FloorForm, status: int = 200) -> Response:
    rows = queries.list_floors(db.session(), current())
    return page.render("exchange/market/floors.html", rows=rows, form=form, status=status, **page_queries.WORDS)
