"""A shelf with rice on it, and somebody with points."""

from sqlmodel import Session

from tests.town import Town
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.exchange.shop import services
from webapp.exchange.shop import stock_services as stock
from webapp.exchange.shop.models import Goods, Order


def shelf(session: Session, town: Town, quantity: int = 5, points: int = 44, **more: object) -> Goods:
    values: dict[str, object] = {"code": ids.new()[-12:], "name": "大米", "measure": "袋"} | more
    goods = stock.add_goods(session, town.actor("qian"), community_id=town.community, points=points, **values)
    if quantity:
        stock.receive(session, town.actor("qian"), goods, quantity=quantity, key=f"in:{goods.id}")
    return goods


def ask(
    session: Session, town: Town, goods: Goods, count: int = 1, *, who: str = "zhao", told: int = 0, order_id: str = ""
) -> Order:
    return services.place_order(
        session,
        town.actor(who),
        order_id=order_id or ids.new(),
        party_id=town.party(who),
        community_id=town.community,
        lines={goods.id: count},
        told=told or 44 * count,
    )


__all__ = ["ask", "clock", "db", "shelf"]
