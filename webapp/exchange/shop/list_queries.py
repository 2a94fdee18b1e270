"""兑换单 as a list of the desk."""

from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from webapp.core.lists import list_cells as cells
from webapp.core.lists.listing import Cell, Column, Filter, Line, Listing, Order, Span, worded
from webapp.core.text.i18n import N_, listed
from webapp.exchange.points.models import Passbook
from webapp.exchange.shop import ending_services, queries
from webapp.exchange.shop import models as shop
from webapp.exchange.shop.forms import RefusalForm
from webapp.exchange.shop.models import OrderState
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor, on_ground
from webapp.people.lists.rules import MarkedAct, OfficeList, register
from webapp.people.org import queries as org
from webapp.people.org.models import Party, Unit

HOME = aliased(Unit)
STATE_WORDS = {
    OrderState.READY: N_("等来领"), OrderState.COLLECTED: N_("领走了"), OrderState.CANCELLED: N_("取消了"),
    OrderState.LAPSED: N_("过期没领"), OrderState.RETURNED: N_("退回了"),
}  # fmt: skip
TONES = {OrderState.READY: "amber", OrderState.COLLECTED: "ok"}


def reach(query: Any, actor: Actor) -> Any:
    joined = (
        query.select_from(shop.Order)
        .outerjoin(Party, col(Party.id) == shop.Order.party_id)
        .outerjoin(HOME, HOME.id == shop.Order.community_id)
    )
    return on_ground(joined, actor, col(shop.Order.community_id))


def _search(session: Session, actor: Actor, words: str) -> Any:
    places = accounts.communities_within(session, actor)
    named = col(Passbook.party_id).in_(org.named(words, places)) | (col(Passbook.number) == words.upper())
    books = select(col(Passbook.id))
    mine = col(shop.Order.passbook_id).in_(books.where(col(Passbook.community_id).in_(places), named))
    return or_(col(shop.Order.code) == words.replace(" ", ""), mine)


def _goods(session: Session, actor: Any, lines: list[Line]) -> list[Line]:
    """What each order asks for, for the whole page in one statement."""
    found = queries.lines_of(session, [line.id for line in lines])
    said = {key: listed(f"{one.quantity} {one.measure}{one.name}" for one in goods) for key, goods in found.items()}
    return [line._replace(cells=(line.cells[0], Cell(said[line.id]), *line.cells[2:])) for line in lines]


def _until(hold_until: date, state: OrderState) -> Cell:
    return cells.due(hold_until, is_over=state is not OrderState.READY)


def _cancel(session: Session, actor: Actor, order_id: str, told: dict[str, Any]) -> None:
    ending_services.refuse(session, actor, queries.get_order(session, actor, order_id), reason=told["why"])


ORDERS = Listing(
    key=col(shop.Order.id),
    reach=reach,
    columns=(
        Column("who", N_("谁换的"), (Party.name,)),
        Column("goods", N_("换什么"), (), lambda: Cell("")),
        Column("total", N_("多少分"), (shop.Order.total,), cells.number, right=True),
        Column("state", N_("办到哪了"), (shop.Order.state,), cells.worded(STATE_WORDS, TONES)),
        Column("until", N_("留到哪天"), (shop.Order.hold_until, shop.Order.state), _until, "until"),
        Column("home", N_("社区"), (HOME.name,), is_for=lambda actor: actor.is_wide),
        Column("at", N_("下单"), (shop.Order.at,), cells.moment, "at"),
    ),
    orders=(
        Order("at", N_("下单"), col(shop.Order.at), down=True),
        Order("until", N_("留到哪天"), col(shop.Order.hold_until)),
    ),
    filters=(
        worded("state", N_("办到哪了"), col(shop.Order.state), STATE_WORDS),
        Filter("at", N_("哪个社区"), accounts.communities_to_choose,
               lambda unit_id, actor: col(shop.Order.community_id) == unit_id),
    ),
    spans=(Span("on", N_("哪天下的单"), col(shop.Order.at)),),
    search=_search,
    search_words=N_("姓名、拼音首字母、存折号或取货码"),
    finish=_goods,
)  # fmt: skip
OFFICE = register(
    OfficeList(
        "orders", N_("兑换单"), Action.SERVE_COUNTER, ORDERS, "/counter/orders", "/counter/orders/",
        (MarkedAct("cancel", N_("取消兑换"), Action.SERVE_COUNTER, _cancel, RefusalForm, icon="x"),), opens_beside=True,
    )
)  # fmt: skip
