"""下达: what a sender sees and does; the meter stands before the button."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.casework.dispatch import burden_queries, grid_queries, order_services, queries, rules, task_services
from webapp.casework.dispatch.forms import (
    AnswerObjectionForm,
    ChangeForm,
    ExtendForm,
    JoinForm,
    OrderForm,
    ReasonForm,
)
from webapp.casework.dispatch.models import TaskOrder
from webapp.casework.questionnaires import queries as questionnaires
from webapp.core.data import db, ids
from webapp.core.forms.form_posts import MENDABLE, attempt, did
from webapp.core.forms.per_row import PerRow
from webapp.core.lists.first_rows import turned
from webapp.core.time import clock
from webapp.core.web import page
from webapp.core.web.errors import DomainError
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.org import queries as org

bp = Blueprint("orders", __name__, url_prefix="/orders")


@bp.get("")
@allow(Action.SEND_TASKS)
def index() -> Response:
    session, actor = db.session(), current()
    orders, to_check = queries.list_orders(session, actor), queries.list_to_check(session, actor)
    waiting, units = queries.list_objections(session, actor), {hat.unit_id for hat in actor.hats}
    own = [row for row in waiting if row[0].unit_id in units]  # the levels below answer the others
    return page.render(
        "casework/dispatch/orders.html", orders=orders, counts=queries.counts_of(session, [one.id for one in orders]),
        own=turned(waiting, own), below=turned(waiting, [row for row in waiting if row not in own]), to_check=to_check,
        grids=grid_queries.names_of_grids(session, actor, {one.task.grid_id for one in to_check}),
        senders=queries.senders_of(session, orders), unit_id=_unit_id(),
        sent=request.args.get("sent", ""),
    )  # fmt: skip


@bp.get("/new")
@allow(Action.SEND_TASKS)
def new() -> Response:
    return _new(OrderForm(id=ids.new(), minutes=0))


@bp.post("/burden")
@allow(Action.SEND_TASKS)
def burden() -> Response:
    """看看负担: the form comes back with the meter under it, nothing is sent."""
    form = OrderForm(request.form)
    _offer(form)
    return _new(form, weigh=form.validate(), status=200 if form.validate() else 422)


@bp.post("")
@allow(Action.SEND_TASKS)
def send() -> Response:
    form, unit_id = OrderForm(request.form), _unit_id()
    if not form.weighed.data:
        return burden()
    _offer(form)
    order = attempt(form, lambda session: order_services.send_order(
        session, current(), form.draft(unit_id), id=form.id.data))  # fmt: skip
    if order is not None:
        return page.done(url_for("orders.show", order_id=order.id))
    return _new(form, weigh=not form.errors.keys() - {"reason"}, status=form.status)


@bp.get("/matrix")
@allow(Action.SEND_TASKS)
def matrix() -> Response:
    session, actor = db.session(), current()
    shown = grid_queries.matrix(session, actor)
    return page.render(
        "casework/dispatch/matrix.html", matrix=shown, shape_words=rules.SHAPE_WORDS,
        minutes=burden_queries.minutes_by_grid(session, [grid_id for grid_id, _, _ in shown.grids]),
    )  # fmt: skip


@bp.get("/objections")
@allow(Action.SEND_TASKS)
def objections() -> Response:
    return _objections()


@bp.post("/objections/<id:objection_id>/answer")
@allow(Action.SEND_TASKS)
def answer(objection_id: str) -> Response:
    objection, form = queries.get_objection(db.session(), current(), objection_id), AnswerObjectionForm(request.form)
    accepted, words = form.accepted.data == "yes", form.answer.data or ""
    if did(form, lambda session: task_services.answer_objection(
        session, current(), objection, accepted=accepted, answer=words)):  # fmt: skip
        return page.done(url_for("orders.objections"))
    return _objections(form, form.status, objection.id)


@bp.get("/<id:order_id>")
@allow(Action.SEND_TASKS)
def show(order_id: str) -> Response:
    return _show(_order(order_id))


@bp.post("/<id:order_id>/withdrawal")
@allow(Action.SEND_TASKS)
def withdraw(order_id: str) -> Response:
    order, form = _order(order_id), ReasonForm(request.form)
    reason = form.reason.data or ""
    if did(form, lambda session: order_services.withdraw_order(session, current(), order, reason=reason)):
        return page.done(url_for("orders.show", order_id=order.id))
    return _show(order, form.status, withdraw_form=form)


@bp.post("/<id:order_id>/extension")
@allow(Action.SEND_TASKS)
def extend(order_id: str) -> Response:
    order, form = _order(order_id), ExtendForm(request.form)
    if did(form, lambda session: order_services.extend_order(
        session, current(), order, due_on=form.due_on.data, reason=form.reason.data or "")):  # fmt: skip
        return page.done(url_for("orders.show", order_id=order.id))
    return _show(order, form.status, extend_form=form)


@bp.post("/<id:order_id>/change")
@allow(Action.SEND_TASKS)
def change(order_id: str) -> Response:
    order, form = _order(order_id), ChangeForm(request.form)
    form.form_id.offer(questionnaires.choices_of(db.session(), current()))
    if did(form, lambda session: order_services.change_order(
        session, current(), order, form_id=form.form_id.data or "", minutes=form.minutes.data or 0,
        reason=form.reason.data or "")):  # fmt: skip
        return page.done(url_for("orders.show", order_id=order.id))
    return _show(order, form.status, change_form=form)


@bp.post("/<id:order_id>/joining")
@allow(Action.SEND_TASKS)
def join(order_id: str) -> Response:
    order, form = _order(order_id), JoinForm(request.form)
    form.joined_id.offer([(one.id, one.title) for one in _beside(order)])
    if form.validate():
        other = _order(form.joined_id.data or "")
        if did(form, lambda session: order_services.join_orders(session, current(), order, other)):
            return page.done(url_for("orders.show", order_id=order.id))
    return _show(order, form.status, join_form=form)


def _order(order_id: str) -> TaskOrder:
    return queries.get_order(db.session(), current(), order_id)


def _unit_id() -> str:
    return current().hats[0].unit_id


def _offer(form: OrderForm) -> None:
    session, actor = db.session(), current()
    form.offer(queries.list_duties(session, clock.today()), questionnaires.choices_of(session, actor))
    units = [(one.id, one.name) for one in org.children(session, _unit_id(), clock.today())]
    form.invite(units, [one for one in queries.list_orders(session, actor) if _may_ride(one)])


def _may_ride(order: TaskOrder) -> bool:
    return order.homes is not rules.Homes.NONE and order.due_at > clock.now() and order.withdrawn_at is None


def _beside(order: TaskOrder) -> list[TaskOrder]:
    return [one for one in queries.list_orders(db.session(), current()) if one.id != order.id and _may_ride(one)]


def _new(form: OrderForm, *, weigh: bool = False, status: int = 200) -> Response:
    session, actor = db.session(), current()
    _offer(form)
    burdens: list[Any] = []
    if weigh and form.due_on.data:
        try:
            burdens = order_services.weigh(session, actor, form.draft(_unit_id()))
        except DomainError as refusal:
            if refusal.status not in MENDABLE:
                raise
            form.refuse(refusal.field, refusal.sentence(), refusal.status)
            status = form.status
    overlaps = {order_id for one in burdens for order_id in one.overlaps}
    return page.render(
        "casework/dispatch/new.html", form=form, status=status, burdens=burdens, weighed=weigh,
        overlaps=[one for one in queries.list_orders(session, actor) if one.id in overlaps],
        held=questionnaires.held_of(session, form.form_id.data), returned=queries.list_returned(session, _unit_id()),
        objection_words=rules.OBJECTION_WORDS, mostly=rules.MOSTLY_HELD,
    )  # fmt: skip


def _show(order: TaskOrder, status: int = 200, **forms: Any) -> Response:
    session, actor = db.session(), current()
    shown: dict[str, Any] = {"withdraw_form": ReasonForm(), "extend_form": ExtendForm()}
    shown |= {"change_form": ChangeForm(), "join_form": JoinForm(), **forms}
    shown["change_form"].form_id.offer(questionnaires.choices_of(session, actor))
    beside, lines = _beside(order), queries.list_tasks_of(session, order)
    shown["join_form"].joined_id.offer([(one.id, one.title) for one in beside])
    return page.render(
        "casework/dispatch/order.html", order=order, lines=lines, status=status,
        grids=grid_queries.names_of_grids(session, actor, {one.task.grid_id for one in lines}),
        duty=queries.duty(session, order.duty_id), sender=org.unit(session, order.unit_id), beside=beside,
        shape_words=rules.SHAPE_WORDS, state_words=rules.STATE_WORDS, emergency_words=rules.EMERGENCIES,
        homes_words=rules.HOMES_WORDS,
        joined=session.get(TaskOrder, order.joined_id) if order.joined_id else None,
        questionnaire=questionnaires.name_of(session, order.form_id), **shown,
    )  # fmt: skip


def _objections(form: AnswerObjectionForm | None = None, status: int = 200, at: str = "") -> Response:
    waiting = queries.list_objections(db.session(), current())
    return page.render(
        "casework/dispatch/objections.html", waiting=waiting, status=status,
        grids=grid_queries.names_of_grids(db.session(), current(), {task.grid_id for _, task, _, _ in waiting}),
        forms=PerRow(AnswerObjectionForm, form, at), objection_words=rules.OBJECTION_WORDS, now=clock.now(),
    )  # fmt: skip
