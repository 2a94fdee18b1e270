"""What a shop does now and then: count, go out to a market day, allot stock for it, thank its donors."""

from datetime import time
from typing import NamedTuple

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db, ids
from webapp.core.files.spreadsheets import XLSX, Column, write_xlsx
from webapp.core.forms import form_posts
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.exchange.shop import services as orders
from webapp.exchange.shop import stock_queries as queries
from webapp.exchange.shop import stock_services as services
from webapp.exchange.shop.forms import AllotForm, CounterSaleForm, CountForm, MarketDayForm, TakeBackForm
from webapp.exchange.shop.models import Stocktake
from webapp.people.accounts import people_services as people
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.org.services import initials

DONOR_COLUMNS = (
    Column("donor", N_("捐赠方"), width=24),
    Column("goods", N_("货品")),
    Column("given", N_("一共")),
    Column("reached", N_("已到居民手里")),
    Column("measure", N_("单位"), width=8),
    Column("on", N_("最近一次")),
)

bp = Blueprint("upkeep", __name__, url_prefix="/stock")


@bp.get("/counts")
@allow(Action.KEEP_STOCK)
def stocktakes() -> Response:
    return page.render("exchange/shop/stocktakes.html", sheets=queries.list_stocktakes(db.session(), current()))


@bp.post("/counts")
@allow(Action.KEEP_STOCK)
def begin() -> Response:
    actor = current()
    with db.transaction() as session:
        sheet = services.begin_stocktake(session, actor, community_id=_home())
    return page.done(url_for("upkeep.stocktake", sheet_id=sheet.id))


@bp.get("/counts/<id:sheet_id>")
@allow(Action.KEEP_STOCK)
def stocktake(sheet_id: str) -> Response:
    return _sheet(queries.get_stocktake(db.session(), current(), sheet_id), None)


@bp.post("/counts/<id:sheet_id>/lines")
@allow(Action.KEEP_STOCK)
def count(sheet_id: str) -> Response:
    actor, form = current(), CountForm(request.form)
    sheet = queries.get_stocktake(db.session(), actor, sheet_id)
    if not form.validate():
        return _sheet(sheet, form, 422)
    with db.transaction() as session:
        goods = queries.get_goods(session, actor, form.goods_id.data)
        line = services.count_goods(session, actor, sheet, goods, counted=form.counted.data, note=form.note.data or "")
    back = url_for("upkeep.stocktake", sheet_id=sheet_id, _anchor=f"g-{form.goods_id.data}")
    return page.done(back, "exchange/shop/_count_row.html", g=goods, line=line, sheet=sheet, form=None)


@bp.post("/counts/<id:sheet_id>/closing")
@allow(Action.KEEP_STOCK)
def close(sheet_id: str) -> Response:
    actor = current()
    with db.transaction() as session:
        services.close_stocktake(session, actor, queries.get_stocktake(session, actor, sheet_id))
    return page.done(url_for("upkeep.stocktake", sheet_id=sheet_id))


@bp.get("/allocations")
@allow(Action.KEEP_STOCK)
def allocations() -> Response:
    return _allocations(_allot_form())


@bp.post("/allocations")
@allow(Action.KEEP_STOCK)
def allot() -> Response:
    actor, form = current(), _allot_form(request.form)
    fine = form_posts.did(
        form,
        lambda session: services.allot(
            session, actor, queries.get_goods(session, actor, form.goods_id.data), counter=form.counter.data,
            account_id=form.account_id.data, quantity=form.quantity.data, id=form.once.data,
        ),
        at="quantity",
    )  # fmt: skip
    return page.done(url_for("upkeep.allocations")) if fine else _allocations(form, form.status)


@bp.post("/allocations/<id:allocation_id>/return")
@allow(Action.KEEP_STOCK)
def take_back(allocation_id: str) -> Response:
    actor, form = current(), TakeBackForm(request.form)
    allocation = queries.get_allocation(db.session(), actor, allocation_id)
    if form_posts.did(
        form, lambda session: services.take_back(session, actor, allocation, once=form.once.data, **form.values)
    ):
        return page.done(url_for("upkeep.allocations"))
    return _allocations(_allot_form(), form.status, wrong=WrongForm(allocation_id, form))


@bp.get("/market-days")
@allow(Action.KEEP_STOCK)
def market_days() -> Response:
    return _markets(MarketDayForm())


@bp.post("/market-days")
@allow(Action.KEEP_STOCK)
def plan_market_day() -> Response:
    actor, form = current(), MarketDayForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: services.plan_market_day(
            session, actor, community_id=_home(), on=form.on.data, opens=time.fromisoformat(form.opens.data),
            closes=time.fromisoformat(form.closes.data), venue=form.venue.data, note=form.note.data or "",
        ),
    )  # fmt: skip
    return page.done(url_for("upkeep.market_days")) if fine else _markets(form, form.status)


@bp.post("/market-days/<id:day_id>/cancellation")
@allow(Action.KEEP_STOCK)
def cancel_market_day(day_id: str) -> Response:
    actor = current()
    with db.transaction() as session:
        services.cancel_market_day(session, actor, queries.get_market_day(session, actor, day_id))
    return page.done(url_for("upkeep.market_days"))


@bp.get("/market")
@allow(Action.SERVE_COUNTER)
def market() -> Response:
    """Out on the square: sells what was allotted to this person, with network or without."""
    return _market(CounterSaleForm(id=ids.new()))


@bp.post("/market/sales")
@allow(Action.SERVE_COUNTER)
def sell() -> Response:
    actor, form = current(), CounterSaleForm(request.form)
    sale = form_posts.attempt(form, lambda session: orders.sell_offline(session, actor, **form.told))
    return page.done(url_for("upkeep.market", sold=sale.id)) if sale else _market(form, form.status)


@bp.get("/donors")
@allow(Action.KEEP_STOCK)
def donors() -> Response:
    return page.render("exchange/shop/donors.html", given=queries.list_given(db.session(), current()))


@bp.get("/donors/sheet")
@allow(Action.KEEP_STOCK)
def donors_sheet() -> Response:
    """The donors' report as a table: no prices, no recipients."""
    rows = queries.list_given(db.session(), current())
    cells = ((row.donor, row.goods, row.given, row.reached, row.measure, row.on) for row in rows)
    return page.attachment(write_xlsx(DONOR_COLUMNS, cells), gettext("捐赠报告") + ".xlsx", XLSX)


def _home() -> str:
    found = current().community_id
    if found is None:
        raise NotFound
    return found


def _sheet(sheet: Stocktake, form: CountForm | None, status: int = 200) -> Response:
    session = db.session()
    counted, shelf = queries.counted(session, sheet), queries.list_shelf(session, current())
    goods = next((one for one in shelf if form and one.id == form.goods_id.data), None)
    return page.render(
        "exchange/shop/stocktake.html",
        "exchange/shop/_count_row.html" if goods else None, sheet=sheet, shelf=shelf, form=form,
        status=status, counted=counted, own=sheet.begun_by == current().account_id, g=goods,
        line=counted.get(goods.id) if goods else None,
    )  # fmt: skip


def _allot_form(data: object = None) -> AllotForm:
    form = AllotForm(data)
    shelf = queries.list_shelf(db.session(), current())
    form.goods_id.offer([(row.id, f"{row.name}（{row.free} {row.measure}）") for row in shelf if row.free])
    form.account_id.offer(people.colleagues(db.session(), current()))
    return form


class WrongForm(NamedTuple):
    """The form that came back with errors, and of which allocation."""

    allocation_id: str
    form: TakeBackForm


def _allocations(form: AllotForm, status: int = 200, wrong: WrongForm | None = None) -> Response:
    rows, lost = queries.list_allocations(db.session(), current()), queries.list_lost(db.session(), current())
    staff = people.colleagues(db.session(), current())
    carriers = [{"id": key, "name": name, "initials": initials(name)} for key, name in staff]
    return page.render(
        "exchange/shop/allocations.html", rows=rows, lost=lost, form=form, wrong=wrong, carriers=carriers,
        back=wrong.form if wrong else TakeBackForm(), status=status,
    )  # fmt: skip


def _market(form: CounterSaleForm, status: int = 200) -> Response:
    since = int(clock.now().timestamp() * 1000)
    rows = queries.list_own_allocations(db.session(), current().account_id)
    return page.render(
        "exchange/shop/market.html", form=form, rows=rows, since=since, sold=request.args.get("sold"), status=status
    )


def _markets(form: MarketDayForm, status: int = 200) -> Response:
    days = queries.list_market_days(db.session(), current().community_id, clock.today())
    return page.render("exchange/shop/market_days.html", days=days, form=form, status=status)
