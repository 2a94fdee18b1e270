"""一笔借用 and 一个预约: what is done to one of them."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.casework.photos import queries as photos
from webapp.casework.photos import services as photo_services
from webapp.core.data import db
from webapp.core.forms import form_posts as posts
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.exchange.loans import desk_queries as desks
from webapp.exchange.loans import queries
from webapp.exchange.loans import queue_services as queue
from webapp.exchange.loans import reminder_services as reminders
from webapp.exchange.loans import return_services as returns
from webapp.exchange.loans import term_services as terms
from webapp.exchange.loans.forms import CheckForm, WhyForm
from webapp.exchange.loans.models import Loan
from webapp.exchange.loans.return_services import Look
from webapp.exchange.tools import queries as tools
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("loans", __name__, url_prefix="/loans")

SUBJECT = "tool_loan"


@bp.get("/<id:loan_id>")
@allow(Action.LEND_TOOLS)
def show(loan_id: str) -> Response:
    return _show(_one(loan_id))


@bp.post("/<id:loan_id>/return")
@allow(Action.LEND_TOOLS)
def give_back(loan_id: str) -> Response:
    loan, actor = _one(loan_id), current()
    return posts.pressed(
        lambda session: returns.give_back(session, actor, loan), url_for("loans.show", loan_id=loan_id)
    )


@bp.post("/<id:loan_id>/check")
@allow(Action.LEND_TOOLS)
def check(loan_id: str) -> Response:
    loan, actor, form = _one(loan_id), current(), CheckForm(request.form)
    model = tools.get_model(db.session(), actor, loan.model_id)
    form.there.offer([(part, part) for part in model.accessories])
    look = Look(
        missing=tuple(part for part in model.accessories if part not in (form.there.data or [])),
        is_broken=form.is_broken.data, goes_on=form.goes_on.data, words=(form.words.data or ""),
    )  # fmt: skip
    subject = photo_services.Subject(SUBJECT, loan.id, loan.community_id)

    def looked(session: Any) -> None:
        photo_services.add_all(session, actor, request.files.getlist("photos"), subject)
        returns.check(session, actor, loan, look)

    if posts.did(form, looked):
        return page.done(url_for("loans.show", loan_id=loan_id))
    return _show(_one(loan_id), check=form, status=form.status)


@bp.post("/<id:loan_id>/renewal")
@allow(Action.LEND_TOOLS)
def renew(loan_id: str) -> Response:
    return _act(loan_id, terms.renew)


@bp.post("/<id:loan_id>/need")
@allow(Action.LEND_TOOLS)
def note_need(loan_id: str) -> Response:
    return _act(loan_id, terms.note_need)


@bp.post("/<id:loan_id>/call")
@allow(Action.LEND_TOOLS)
def call(loan_id: str) -> Response:
    loan, actor = _one(loan_id), current()
    return posts.pressed(lambda session: reminders.told(session, actor, loan), url_for("lending.index"))


@bp.post("/<id:loan_id>/phone")
@allow(Action.LEND_TOOLS)
def phone(loan_id: str) -> Response:
    """In the answer to this press only; the history says who looked."""
    loan, actor = _one(loan_id), current()
    with db.transaction() as session:
        number = reminders.show_phone(session, actor, loan)
    return _show(loan, phone=number or "—")


@bp.post("/<id:loan_id>/loss")
@allow(Action.LEND_TOOLS)
def lose(loan_id: str) -> Response:
    loan, actor, form = _one(loan_id), current(), WhyForm(request.form)
    if posts.did(form, lambda session: returns.report_lost(session, actor, loan, why=form.why.data)):
        return page.done(url_for("loans.show", loan_id=loan_id))
    return _show(_one(loan_id), loss=form, status=form.status)


@bp.get("/<id:loan_id>/pictures/<id:photo_id>")
@allow(Action.LEND_TOOLS)
def picture(loan_id: str, photo_id: str) -> Response:
    loan = _one(loan_id)
    found = photos.list_photos(db.session(), SUBJECT, [loan.id])[loan.id]
    one = next((photo for photo in found if photo.id == photo_id), None)
    if one is None:
        raise NotFound
    return page.picture(photos.read_bytes(one))


@bp.post("/reservations/<id:reservation_id>/approval")
@allow(Action.APPROVE_LOANS)
def approve(reservation_id: str) -> Response:
    actor = current()
    row = queries.get_reservation(db.session(), actor, reservation_id)
    return posts.pressed(lambda session: queue.approve(session, actor, row), url_for("lending.index"))


@bp.post("/reservations/<id:reservation_id>/cancellation")
@allow(Action.LEND_TOOLS)
def cancel(reservation_id: str) -> Response:
    actor = current()
    row = queries.get_reservation(db.session(), actor, reservation_id)
    with db.transaction() as session:
        queue.cancel(session, actor, row)
    return page.done(url_for("lending.person", resident_id=row.resident_id))


@bp.post("/reservations/<id:reservation_id>/call")
@allow(Action.LEND_TOOLS)
def tell(reservation_id: str) -> Response:
    actor = current()
    row = queries.get_reservation(db.session(), actor, reservation_id)
    with db.transaction() as session:
        queue.tell(session, actor, row)
    return page.done(url_for("lending.index"))


def _one(loan_id: str) -> Loan:
    return queries.get_loan(db.session(), current(), loan_id)


def _act(loan_id: str, act: Any) -> Response:
    """A press that asks nothing; a refusal stands on the loan's page in words."""
    loan, actor, form = _one(loan_id), current(), WhyForm()
    if posts.tried(form, lambda session: act(session, actor, loan)):
        return page.done(url_for("loans.show", loan_id=loan_id))
    return _show(_one(loan_id), refused=form, status=form.status)


def _show(loan: Loan, status: int = 200, *, phone: str = "", **forms: Any) -> Response:
    session, actor = db.session(), current()
    model = tools.get_model(session, actor, loan.model_id)
    looked = forms.get("check")
    if looked is None:
        looked = CheckForm(there=[part for part in model.accessories if part not in loan.missing])
        looked.there.offer([(part, part) for part in model.accessories])
    return page.render(
        "exchange/loans/loan.html", line=desks.named(session, [loan])[0], loan=loan, model=model, check=looked,
        loss=forms.get("loss") or WhyForm(), refused=forms.get("refused"), phone=phone,
        pictures=photos.list_photos(session, SUBJECT, [loan.id])[loan.id],
        stations=desks.stations(session, {loan.station_id, loan.back_station_id or loan.station_id}), status=status,
    )  # fmt: skip
