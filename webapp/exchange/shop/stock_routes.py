"""货品: what the shop has, how it came, what it costs in points."""

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db, ids
from webapp.core.files import images
from webapp.core.forms import form_posts
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.exchange.shop import loss_services as losses
from webapp.exchange.shop import picture_services
from webapp.exchange.shop import stock_queries as queries
from webapp.exchange.shop import stock_services as services
from webapp.exchange.shop.forms import GoodsForm, LossForm, PictureForm, PriceForm, ReceiveForm, SpoilForm
from webapp.exchange.shop.models import Goods, MoveKind
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("stock", __name__, url_prefix="/stock")

MOVE_WORDS = {
    MoveKind.BOUGHT: N_("买来"),
    MoveKind.DONATED: N_("捐来"),
    MoveKind.HELD: N_("预留"),
    MoveKind.FREED: N_("退回架上"),
    MoveKind.HANDED: N_("领走"),
    MoveKind.RETURNED: N_("退货"),
    MoveKind.SPOILT: N_("报损"),
    MoveKind.COUNTED: N_("盘点差"),
    MoveKind.ALLOTTED: N_("配出去"),
    MoveKind.SOLD_OFFLINE: N_("外场换走"),
    MoveKind.ALLOTMENT_BACK: N_("外场带回"),
}


@bp.get("")
@allow(Action.KEEP_STOCK)
def index() -> Response:
    return page.render(
        "exchange/shop/stock.html", shelf=queries.list_shelf(db.session(), current()), today=clock.today()
    )


@bp.get("/new")
@allow(Action.KEEP_STOCK)
def new() -> Response:
    return page.render("exchange/shop/goods_new.html", form=GoodsForm())


@bp.post("")
@allow(Action.KEEP_STOCK)
def add() -> Response:
    form, actor = GoodsForm(request.form), current()
    made = form_posts.attempt(
        form, lambda session: services.add_goods(session, actor, community_id=home(), **form.values)
    )
    if made is None:
        return page.render("exchange/shop/goods_new.html", form=form, status=form.status)
    return page.done(url_for("stock.show", goods_id=made.id))


@bp.get("/<id:goods_id>")
@allow(Action.KEEP_STOCK)
def show(goods_id: str) -> Response:
    return _show(_one(goods_id))


@bp.post("/<id:goods_id>/arrivals")
@allow(Action.KEEP_STOCK)
def receive(goods_id: str) -> Response:
    goods, actor = _one(goods_id), current()
    form = ReceiveForm(request.form)
    form.donor_id.offer(queries.list_donors(db.session(), actor))
    if not form.validate():
        return _show(goods, receive=form, status=422)
    with db.transaction() as session:
        services.receive(
            session, actor, goods, quantity=form.quantity.data, key=f"in:{form.key.data}", donor_id=form.donor_id.data,
            note=form.note.data or "",
        )  # fmt: skip
    return page.done(url_for("stock.show", goods_id=goods_id))


@bp.post("/<id:goods_id>/losses")
@allow(Action.KEEP_STOCK)
def spoil(goods_id: str) -> Response:
    goods, actor, form = _one(goods_id), current(), SpoilForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: services.spoil(
            session,
            actor,
            goods,
            quantity=form.quantity.data,
            key=f"spoil:{form.key.data}",
            note=form.note.data,
        ),
        at="quantity",
    )
    if fine:
        return page.done(url_for("stock.show", goods_id=goods_id))
    return _show(_one(goods_id), spoil=form, status=form.status)


@bp.post("/<id:goods_id>/prices")
@allow(Action.KEEP_STOCK)
def price(goods_id: str) -> Response:
    goods, actor, form = _one(goods_id), current(), PriceForm(request.form)
    if not form.validate():
        return _show(goods, price=form, status=422)
    with db.transaction() as session:
        services.set_price(session, actor, goods, points=form.points.data, valid_from=form.valid_from.data)
    return page.done(url_for("stock.show", goods_id=goods_id))


@bp.post("/<id:goods_id>/picture")
@allow(Action.KEEP_STOCK)
def add_picture(goods_id: str) -> Response:
    goods, actor, form = _one(goods_id), current(), PictureForm()
    form.photos.data = request.files.get("photos")
    fine = form_posts.did(
        form,
        lambda session: picture_services.show_goods(
            session, actor, goods, form.photos.data.read(images.MOST_BYTES + 1)
        ),
        at="photos",
    )
    if fine:
        return page.done(url_for("stock.show", goods_id=goods_id))
    return _show(goods, picture=form, status=form.status)


@bp.post("/<id:goods_id>/offer")
@allow(Action.KEEP_STOCK)
def offer(goods_id: str) -> Response:
    goods, actor = _one(goods_id), current()
    with db.transaction() as session:
        services.offer(session, actor, goods, is_offered=request.form.get("on") == "1")
    return page.done(url_for("stock.show", goods_id=goods_id))


def home() -> str:
    found = current().community_id
    if found is None:
        raise NotFound
    return found


@bp.get("/allocations/<id:allocation_id>/loss")
@allow(Action.KEEP_STOCK)
def loss_form(allocation_id: str) -> Response:
    return _loss(allocation_id, LossForm())


@bp.post("/allocations/<id:allocation_id>/loss")
@allow(Action.KEEP_STOCK)
def declare_lost(allocation_id: str) -> Response:
    actor, form = current(), LossForm(request.form)
    allocation = queries.get_allocation(db.session(), actor, allocation_id)
    counted, note = form.returned.data or 0, form.note.data or ""
    if form_posts.did(
        form, lambda session: losses.declare_lost(session, actor, allocation, returned=counted, note=note), "returned"
    ):
        return page.done(url_for("upkeep.allocations"))
    return _loss(allocation_id, form, form.status)


def _one(goods_id: str) -> Goods:
    return queries.get_goods(db.session(), current(), goods_id)


def _show(
    goods: Goods, *, receive: ReceiveForm | None = None, spoil: SpoilForm | None = None, price: PriceForm | None = None,
    picture: PictureForm | None = None, status: int = 200,
) -> Response:  # fmt: skip
    session, actor = db.session(), current()
    if receive is None:
        receive = ReceiveForm(key=ids.new())
        receive.donor_id.offer(queries.list_donors(session, actor))
    return page.render(
        "exchange/shop/goods.html", goods=goods, moves=queries.list_moves(session, goods),
        prices=queries.list_prices(session, goods),
        receive=receive, spoil=spoil or SpoilForm(key=ids.new()), price=price or PriceForm(valid_from=clock.today()),
        picture=picture or PictureForm(), words=MOVE_WORDS, status=status,
    )  # fmt: skip


def _loss(allocation_id: str, form: LossForm, status: int = 200) -> Response:
    row = queries.get_allocation(db.session(), current(), allocation_id)
    goods = queries.get_goods(db.session(), current(), row.goods_id)
    return page.render("exchange/shop/loss.html", row=row, goods=goods, form=form, status=status)
