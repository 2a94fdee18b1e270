"""换东西: what is on the shelf, one thing, the order and its code. For the volunteer; the counter has its own pages."""

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db, ids
from webapp.core.forms import form_posts
from webapp.core.paper import qr
from webapp.core.time import clock
from webapp.core.web import page
from webapp.exchange.points import line_rules
from webapp.exchange.points import queries as points
from webapp.exchange.shop import ending_services, picture_services, queries, rules, services, stock_queries
from webapp.exchange.shop.forms import OrderForm
from webapp.people.accounts.access import allow, current, current_or_none
from webapp.people.accounts.permissions import Action

bp = Blueprint("shop", __name__, url_prefix="/shop")


@bp.get("")
@allow(Action.REDEEM)
def index() -> Response:
    session, actor = db.session(), current()
    return page.render(
        "exchange/shop/index.html", offers=queries.list_offers(session, actor.community_id), balance=_balance(),
        stop=points.open_stop(session, actor.community_id), orders=queries.list_own_ready(session, actor.party_id),
        markets=stock_queries.list_market_days(session, actor.community_id, clock.today())[:2],
    )  # fmt: skip


@bp.get("/<id:goods_id>")
@allow(Action.REDEEM)
def show(goods_id: str) -> Response:
    offer = queries.get_offer(db.session(), current().community_id, goods_id)
    return _one(offer, OrderForm(order_id=ids.new(), points_each=offer.points))


@bp.get("/pictures/<id:photo_id>")
@allow(Action.REDEEM)
def picture(photo_id: str) -> Response:
    return page.picture(picture_services.picture_for_volunteer(db.session(), current().community_id, photo_id))


@bp.post("/<id:goods_id>/orders")
@allow(Action.REDEEM)
def ask(goods_id: str) -> Response:
    form, actor = OrderForm(request.form), current()
    offer = queries.get_offer(db.session(), actor.community_id, goods_id)
    order = form_posts.attempt(
        form,
        lambda session: services.place_order(
            session, actor, order_id=form.order_id.data, party_id=actor.party_id,
            community_id=actor.community_id or "", lines={goods_id: form.quantity.data},
            told=form.points_each.data * form.quantity.data,
        ),
    )  # fmt: skip
    if order is not None:
        return page.done(url_for("shop.order", order_id=order.id))
    if form.form_errors:  # refused as it stands: perhaps the price is another one by now
        offer = queries.get_offer(db.session(), actor.community_id, goods_id)
        form.points_each.data = offer.points
    return _one(offer, form, form.status)


@bp.context_processor
def desk() -> dict[str, object]:
    """The one call button of every page a volunteer sees here."""
    person = current_or_none()
    return {"tel": queries.desk_phone(db.session(), person.community_id) if person else None}


@bp.get("/orders")
@allow(Action.REDEEM)
def orders() -> Response:
    found = queries.list_own_orders(db.session(), current().party_id)
    return page.render(
        "exchange/shop/orders.html", orders=found, lines=queries.lines_of(db.session(), [row.id for row in found])
    )


@bp.get("/orders/<id:order_id>")
@allow(Action.REDEEM)
def order(order_id: str) -> Response:
    found = queries.own_order(db.session(), current().party_id, order_id)
    return page.render(
        "exchange/shop/order.html", order=found, lines=queries.lines_of(db.session(), [found.id])[found.id],
        picture=qr.svg(found.code, found.code), why=line_rules.said(queries.why_ended(db.session(), found)),
    )  # fmt: skip


@bp.post("/orders/<id:order_id>/cancellation")
@allow(Action.REDEEM)
def cancel(order_id: str) -> Response:
    actor = current()
    with db.transaction() as session:
        ending_services.cancel(session, actor, queries.own_order(session, actor.party_id, order_id))
    return page.done(url_for("shop.order", order_id=order_id))


def _balance() -> points.Balance:
    return points.balance(db.session(), current().party_id, current().community_id)


def _one(offer: rules.Offer, form: OrderForm, status: int = 200) -> Response:
    stop = points.open_stop(db.session(), current().community_id)
    return page.render("exchange/shop/show.html", offer=offer, form=form, balance=_balance(), stop=stop, status=status)
