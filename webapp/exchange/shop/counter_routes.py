"""前台: a reader types a card, a number, a pick-up code or a barcode; Enter does the next thing. Needs no script."""

from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, request, url_for

from webapp.core.data import db, ids
from webapp.core.forms import form_posts
from webapp.core.text import cleaning
from webapp.core.time import clock
from webapp.core.web import page
from webapp.exchange.points import line_rules
from webapp.exchange.points import queries as points
from webapp.exchange.points.models import Passbook
from webapp.exchange.shop import (
    ending_services,
    list_queries,
    picture_services,
    queries,
    rules,
    services,
    stock_queries,
)
from webapp.exchange.shop import stock_services as stock
from webapp.exchange.shop.forms import CardForm, CollectForm, CounterForm, RefusalForm, ReturnForm
from webapp.exchange.shop.models import Order
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.lists import page_forms as lists

bp = Blueprint("counter", __name__, url_prefix="/counter")


@bp.get("")
@allow(Action.SERVE_COUNTER)
def index() -> Response:
    session, actor, wanted = db.session(), current(), request.args.get("q", "")
    code = cleaning.code(wanted)
    if len(code) == rules.CODE_DIGITS and code.isdecimal() and (order := queries.order_by_code(session, actor, code)):
        return redirect(url_for("counter.order", order_id=order.id, code=code), 303)  # type: ignore[return-value]
    found = queries.find_holders(session, actor, wanted) if wanted else []
    if len(found) == 1:
        return redirect(url_for("counter.person", passbook_id=found[0].passbook_id), 303)  # type: ignore[return-value]
    waiting = queries.list_open_orders(session, actor)
    return page.render(
        "exchange/shop/counter.html", wanted=wanted, found=found, orders=waiting,
        stop=points.open_stop(session, actor.community_id),
        names=queries.names_of(session, waiting), lines=queries.lines_of(session, [row.id for row in waiting]),
    )  # fmt: skip


@bp.get("/pictures/<id:photo_id>")
@allow(Action.SERVE_COUNTER)
def picture(photo_id: str) -> Response:
    return page.picture(picture_services.picture(db.session(), current(), photo_id))


@bp.get("/<id:passbook_id>")
@allow(Action.SERVE_COUNTER)
def person(passbook_id: str) -> Response:
    """A scanned barcode arrives as `add` and becomes one more in the basket, which lives in the address."""
    session, actor = db.session(), current()
    book = points.get_passbook(session, actor, passbook_id)
    basket = _basket(request.args.getlist("g"))
    wanted = cleaning.code(request.args.get("add", ""))
    if wanted and (goods := stock_queries.goods_by_code(session, actor, wanted)):
        basket[goods.id] = basket.get(goods.id, 0) + 1
        return redirect(_address(book.id, basket), 303)  # type: ignore[return-value]
    if wanted:
        return redirect(url_for("counter.index", q=wanted), 303)  # type: ignore[return-value]
    return _person(book, basket, CounterForm(order_id=ids.new()))


@bp.post("/<id:passbook_id>/orders")
@allow(Action.SERVE_COUNTER)
def redeem(passbook_id: str) -> Response:
    form, actor = CounterForm(request.form), current()
    book = points.get_passbook(db.session(), actor, passbook_id)
    basket = _basket((form.basket.data or "").split())
    order = form_posts.attempt(
        form,
        lambda session: services.redeem_at_counter(
            session, actor, order_id=form.order_id.data, party_id=book.party_id, community_id=book.community_id,
            lines=basket, told=form.told.data, proxy_name=form.proxy_name.data,
        ),
    )  # fmt: skip
    return page.done(url_for("counter.order", order_id=order.id)) if order else _person(book, basket, form, form.status)


@bp.get("/orders")
@allow(Action.SERVE_COUNTER)
def orders() -> Response:
    return lists.show(list_queries.OFFICE)


@bp.get("/orders/<id:order_id>")
@allow(Action.SERVE_COUNTER)
def order(order_id: str) -> Response:
    found = queries.get_order(db.session(), current(), order_id)
    return _order(found, CollectForm(code=request.args.get("code")))


@bp.post("/orders/<id:order_id>/collection")
@allow(Action.SERVE_COUNTER)
def collect(order_id: str) -> Response:
    form, actor = CollectForm(request.form), current()
    found = queries.get_order(db.session(), actor, order_id)
    code = (form.code.data or "").replace(" ", "")
    if form_posts.did(
        form, lambda session: services.collect(session, actor, found, code=code, proxy_name=form.proxy_name.data)
    ):
        return page.done(url_for("counter.order", order_id=order_id))
    return _order(queries.get_order(db.session(), actor, order_id), form, status=form.status)


@bp.post("/orders/<id:order_id>/cancellation")
@allow(Action.SERVE_COUNTER)
def cancel(order_id: str) -> Response:
    """The counter cannot give it: why is said, and the person hears of it."""
    form, actor = RefusalForm(request.form), current()
    found = queries.get_order(db.session(), actor, order_id)
    if form_posts.did(form, lambda session: ending_services.refuse(session, actor, found, reason=form.why.data or "")):
        return page.done(url_for("counter.order", order_id=order_id))
    found = queries.get_order(db.session(), actor, order_id)
    return _order(found, CollectForm(), refusal=form, status=form.status)


@bp.post("/orders/<id:order_id>/return")
@allow(Action.SERVE_COUNTER)
def give_back(order_id: str) -> Response:
    form, actor = ReturnForm(request.form), current()
    found = queries.get_order(db.session(), actor, order_id)
    if form_posts.did(
        form, lambda session: ending_services.return_order(session, actor, found, reason=form.reason.data or "")
    ):
        return page.done(url_for("counter.order", order_id=order_id))
    return _order(queries.get_order(db.session(), actor, order_id), CollectForm(), back=form, status=form.status)


@bp.post("/<id:passbook_id>/card")
@allow(Action.SERVE_COUNTER)
def bind_card(passbook_id: str) -> Response:
    """From now on the reader finds this person by the access card they carry anyway."""
    form, actor = CardForm(request.form), current()
    book = points.get_passbook(db.session(), actor, passbook_id)
    if form_posts.did(form, lambda session: stock.bind_card(session, actor, book, card=form.card.data)):
        return page.done(url_for("counter.person", passbook_id=passbook_id))
    return _person(book, {}, CounterForm(order_id=ids.new()), form.status, card=form)


def _person(
    book: Passbook, basket: dict[str, int], form: CounterForm, status: int = 200, card: CardForm | None = None
) -> Response:
    session, actor = db.session(), current()
    offers = queries.list_offers(session, book.community_id)
    chosen = [(offer, basket[offer.goods_id]) for offer in offers if offer.goods_id in basket]
    total = sum(offer.points * count for offer, count in chosen)
    waiting = queries.list_open_orders(session, actor, book.id)
    return page.render(
        "exchange/shop/person.html",
        book=book, holder=queries.holder(session, book), offers=offers, chosen=chosen, total=total,
        basket=basket, form=form, card=card or CardForm(), status=status,
        more=lambda goods_id: _more(book.id, basket, goods_id),
        fewer=lambda goods_id: _more(book.id, basket, goods_id, -1), minor=book.is_minors(clock.today()),
        orders=waiting, lines=queries.lines_of(session, [row.id for row in waiting]),
        stop=points.open_stop(session, book.community_id),
    )  # fmt: skip


def _order(
    found: Order, form: CollectForm, back: ReturnForm | None = None, refusal: RefusalForm | None = None,
    status: int = 200,
) -> Response:  # fmt: skip
    session = db.session()
    book = points.get_passbook(session, current(), found.passbook_id)
    return page.render(
        "exchange/shop/handover.html", order=found, lines=queries.lines_of(session, [found.id])[found.id], form=form,
        back=back or ReturnForm(), refusal=refusal or RefusalForm(), holder=queries.holder(session, book),
        why=line_rules.said(queries.why_ended(session, found)), minor=book.is_minors(clock.today()),
        book=book, state_words=list_queries.STATE_WORDS, status=status,
    )  # fmt: skip


def _basket(parts: list[str]) -> dict[str, int]:
    """`id:count` again and again; what is not of that shape was not made by this page."""
    found: dict[str, int] = {}
    for part in parts[: rules.LINES]:
        goods_id, _, count = part.partition(":")
        if ids.is_id(goods_id) and count.isdecimal() and len(count) < 4 and 0 < int(count) <= rules.EACH:
            found[goods_id] = int(count)
    return found


def _address(passbook_id: str, basket: dict[str, int]) -> str:
    lines = urlencode([("g", f"{goods_id}:{count}") for goods_id, count in basket.items() if count > 0])
    address = url_for("counter.person", passbook_id=passbook_id)
    return f"{address}?{lines}" if lines else address


def _more(passbook_id: str, basket: dict[str, int], goods_id: str, step: int = 1) -> str:
    return _address(passbook_id, basket | {goods_id: basket.get(goods_id, 0) + step})
