"""督办: nudges, orders, decisions, links for owners without an account."""

from typing import Any

from flask import Blueprint, Response, url_for

from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.paper import qr
from webapp.core.web import page, site_address
from webapp.core.web.requests import request
from webapp.council.promises import (
    link_services,
    page_queries,
    parking_services,
    promise_services,
    queries,
    supervision_services,
)
from webapp.council.promises.forms import (
    AnswerForm,
    DecisionForm,
    OrderForm,
    ParkForm,
    ReasonForm,
    ReopenForm,
    TransferForm,
)
from webapp.council.promises.models import Promise
from webapp.council.promises.page_forms import full_page, heirs, others
from webapp.council.promises.rules import Act, State
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.org import queries as org

bp = Blueprint("promise_supervision", __name__, url_prefix="/promises/<id:promise_id>")


@bp.post("/nudge")
@allow(Action.SUPERVISE_PROMISES)
def nudge(promise_id: str) -> Response:
    promise = _promise(promise_id)
    with db.transaction() as session:
        supervision_services.nudge(session, current(), promise, words=request.typed("words")[:200])
    return _back(promise)


@bp.post("/order")
@allow(Action.SUPERVISE_PROMISES)
def order(promise_id: str) -> Response:
    promise, form = _promise(promise_id), OrderForm(request.form)
    fine = form_posts.did(
        form, lambda session: supervision_services.order(session, current(), promise, words=form.words.data or "")
    )
    return _back(promise) if fine else full_page(promise, 422, order_form=form)


@bp.get("/order/<id:reminder_id>")
@allow(Action.KEEP_PROMISES)
def order_paper(promise_id: str, reminder_id: str) -> Response:
    """督办单 on paper, to be handed over and signed for."""
    promise = queries.get_promise(db.session(), current(), promise_id)
    reminder = queries.get_reminder(db.session(), promise, reminder_id)
    shown = page_queries.one(db.session(), current(), promise)
    issuer = org.letterhead(db.session(), org.unit(db.session(), promise.community_id))
    return page.render("council/promises/order.html", **shown, reminder=reminder, issuer=issuer)


@bp.post("/extension/decision")
@allow(Action.SUPERVISE_PROMISES)
def decide(promise_id: str) -> Response:
    promise, form = _promise(promise_id), DecisionForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: supervision_services.decide_extension(
            session, current(), promise, granted=form.granted.data == "1", answer=form.answer.data or ""
        ),
    )
    return _back(promise) if fine else full_page(promise, 422, decision_form=form)


@bp.post("/transfer")
@allow(Action.SUPERVISE_PROMISES)
def transfer(promise_id: str) -> Response:
    promise, form = _promise(promise_id), TransferForm(request.form)
    form.owner_id.offer(others(promise))
    fine = form_posts.did(
        form,
        lambda session: promise_services.transfer(
            session, current(), promise, owner=org.party(session, form.owner_id.data), reason=form.reason.data or ""
        ),
    )
    return _back(promise) if fine else full_page(promise, 422, transfer_form=form)


@bp.post("/parking")
@allow(Action.KEEP_PROMISES)
def park(promise_id: str) -> Response:
    """Asked for by its owner or by who supervises; somebody else says yes."""
    promise, form = queries.get_to_work_on(db.session(), current(), promise_id), ParkForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: parking_services.ask(
            session, current(), promise, review_month=form.review_month.data or "", reason=form.reason.data or ""
        ),
    )
    return _back(promise) if fine else full_page(promise, form.status, park_form=form)


@bp.post("/parking/decision")
@allow(Action.SUPERVISE_PROMISES)
def decide_parking(promise_id: str) -> Response:
    promise, form = _promise(promise_id), DecisionForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: parking_services.decide(
            session, current(), promise, granted=form.granted.data == "1", answer=form.answer.data or ""
        ),
    )
    return _back(promise) if fine else full_page(promise, form.status, parking_form=form)


@bp.post("/resumption")
@allow(Action.SUPERVISE_PROMISES)
def resume(promise_id: str) -> Response:
    promise = _promise(promise_id)
    with db.transaction() as session:
        promise_services.resume(session, current(), promise)
    return _back(promise)


@bp.post("/reopening")
@allow(Action.SUPERVISE_PROMISES)
def reopen(promise_id: str) -> Response:
    promise, form = _promise(promise_id), ReopenForm(request.form)
    form.ask_for_owner(heirs(promise))

    def work(session: Any) -> None:
        owner = org.party(session, form.owner_id.data) if "owner_id" in form and form.owner_id.data else None
        promise_services.reopen(
            session, current(), promise, reason=form.reason.data or "", due=form.due.data, owner=owner
        )  # fmt: skip

    fine = form_posts.did(form, work)
    return _back(promise) if fine else full_page(promise, 422, reopen_form=form)


@bp.post("/keeping")
@allow(Action.SUPERVISE_PROMISES)
def leave_done(promise_id: str) -> Response:
    promise, form = _promise(promise_id), ReasonForm(request.form)
    fine = form_posts.did(
        form, lambda session: promise_services.leave_done(session, current(), promise, reason=form.reason.data or "")
    )
    return _back(promise) if fine else full_page(promise, 422, keep_form=form)


@bp.post("/link")
@allow(Action.SUPERVISE_PROMISES)
def link(promise_id: str) -> Response:
    """Shown once, to be sent on by hand; the table keeps only its hash."""
    promise = _promise(promise_id)
    purpose = Act.CONFIRM if promise.state is State.UNCONFIRMED else Act.REPORT
    owner = queries.names(db.session(), [promise.owner_id])[promise.owner_id]
    with db.transaction() as session:
        token = link_services.make_link(
            session, current(), promise, purpose=purpose, sent_to=owner.contact_name or owner.name
        )
    url = site_address.link("boards.by_link", token=token)
    return full_page(promise, link_url=url, link_code=qr.svg(url, promise.deed))


@bp.post("/reminders/<id:reminder_id>/answer")
@allow(Action.KEEP_PROMISES)
def answer(promise_id: str, reminder_id: str) -> Response:
    promise = queries.get_to_work_on(db.session(), current(), promise_id)
    reminder, form = queries.get_reminder(db.session(), promise, reminder_id), AnswerForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: supervision_services.answer_reminder(
            session, current(), reminder, answer=form.answer.data or ""
        ),
    )
    return _back(promise) if fine else full_page(promise, 422, answer_form=form)


def _promise(promise_id: str) -> Promise:
    return queries.get_supervised(db.session(), current(), promise_id)


def _back(promise: Promise) -> Response:
    return page.done(url_for("promises.show", promise_id=promise.id))
