"""Reads of the shop. Unit costs never leave through here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from webapp.core.data import statements
from webapp.core.lists.first_rows import First, first, read, turned
from webapp.core.spread import shards
from webapp.core.text import cleaning, phone_numbers
from webapp.core.text.pinyin import by_sound
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.exchange.points.card_rules import card_hash
from webapp.exchange.points.models import Entry, Passbook
from webapp.exchange.shop import rules
from webapp.exchange.shop.models import (
    Goods,
    Order,
    OrderLine,
    OrderState,
    Price,
)
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.scope import Actor, one, within
from webapp.people.org.models import Party, Unit

TAIL = 4  # so many digits of a phone tell people of a community apart
LIVE = (OrderState.READY, OrderState.COLLECTED)


@dataclass(frozen=True)
class Found:
    passbook_id: str
    party_id: str
    name: str
    number: str | None
    available: int
    tail: str = ""


def list_offers(session: Session, community_id: str | None, *, today: date | None = None) -> list[rules.Offer]:
    """What can be asked for today: offered, priced, not near its last day. Sold out ones stay visible, marked."""
    day = today or clock.today()
    rows = statements.rows(session, _offers(), {"community": community_id, "day": day})
    return [offer for offer in map(rules.Offer._make, rows) if not rules.is_stale(offer.best_before, day)]


@cache
def _offers() -> Any:
    return (
        select(Goods.id, Goods.name, Goods.measure, Price.points, Goods.free, Goods.best_before, Goods.is_for_adults,
               Goods.limit_each, Goods.limit_days, Goods.photo_id)
        .join(Price, (col(Price.goods_id) == Goods.id) & (Price.valid_from == price_day(bindparam("day"))))
        .where(Goods.community_id == bindparam("community"), col(Goods.is_offered))
        .order_by(col(Price.points), Goods.name)
    )  # type: ignore[call-overload]  # fmt: skip


def get_offer(session: Session, community_id: str | None, goods_id: str) -> rules.Offer:
    found = next((offer for offer in list_offers(session, community_id) if offer.goods_id == goods_id), None)
    if found is None:
        raise NotFound
    return found


def price_on(session: Session, goods_id: str, day: date) -> int:
    query = select(Price.points).where(Price.goods_id == goods_id, Price.valid_from <= day)
    found = session.exec(query.order_by(col(Price.valid_from).desc())).first()
    if found is None:
        raise NotFound
    return found


def taken_lately(session: Session, party_id: str, goods_id: str, days: int) -> int:
    """How many of these the person has ordered or got within the period; what was cancelled does not count."""
    since = clock.start_of_day(clock.today() - timedelta(days=days - 1))
    query = (
        select(func.coalesce(func.sum(OrderLine.quantity), 0))
        .join(Order, col(Order.id) == OrderLine.order_id)
        .where(
            Order.party_id == party_id, OrderLine.goods_id == goods_id, Order.at >= since, col(Order.state).in_(LIVE)
        )
    )
    return int(session.exec(query).one())


def list_own_orders(session: Session, party_id: str, limit: int = 20) -> list[Order]:
    query = select(Order).where(Order.party_id == party_id)
    return list(session.exec(query.order_by(col(Order.at).desc()).limit(limit)))


def list_own_ready(session: Session, party_id: str, community_id: str | None = None) -> list[Order]:
    """In every community, or in one."""
    query = select(Order).where(Order.party_id == party_id, Order.state == OrderState.READY)
    if community_id is not None:
        query = query.where(shards.at_home(Order.community_id, community_id))
    return list(session.exec(query.order_by(col(Order.hold_until)).limit(10)))


def own_order(session: Session, party_id: str, order_id: str) -> Order:
    found: Order = one(session, select(Order).where(Order.id == order_id, Order.party_id == party_id))
    return found


def get_order(session: Session, actor: Actor, order_id: str) -> Order:
    found: Order = one(session, within(select(Order).where(Order.id == order_id), actor, Order.community_id))
    return found


def why_ended(session: Session, order: Order) -> str:
    """What the passbook says of points that came back; of something handed over, nothing."""
    if order.state in (OrderState.READY, OrderState.COLLECTED):
        return ""
    ends = col(Entry.ends_id) == order.entry_id
    if order.state is OrderState.RETURNED:
        ends = col(Entry.reverses_id) == select(Entry.id).where(ends).scalar_subquery()
    return session.exec(select(Entry.sentence).where(ends)).first() or ""


def order_by_code(session: Session, actor: Actor, code: str) -> Order | None:
    """The one that waits; else the last one of these weeks that had the code: whoever comes too late hears what became
    of it, not that nobody knows it."""
    named = within(select(Order).where(Order.code == code), actor, Order.community_id)
    found: Order | None = session.exec(named.where(Order.state == OrderState.READY)).first()
    if found is None:
        since = clock.today() - timedelta(days=rules.REMEMBERED_DAYS)
        found = session.exec(named.where(Order.hold_until >= since).order_by(col(Order.at).desc())).first()
    return found


def list_open_orders(session: Session, actor: Actor, passbook_id: str | None = None, most: int = 50) -> First[Order]:
    query = select(Order).where(Order.state == OrderState.READY)
    if passbook_id is not None:
        query = query.where(Order.passbook_id == passbook_id)
    return read(session, within(query, actor, Order.community_id).order_by(col(Order.at)), most)


def due_order_ids(session: Session, limit: int = 500) -> list[str]:
    """Held longer than promised; each is given up in a transaction of its own."""
    query = select(Order.id).where(Order.state == OrderState.READY, Order.hold_until < clock.today())
    return list(session.exec(query.order_by(col(Order.hold_until)).limit(limit)))


def lines_of(session: Session, order_ids: list[str]) -> dict[str, list[OrderLine]]:
    found: dict[str, list[OrderLine]] = {order_id: [] for order_id in order_ids}
    query = select(OrderLine).where(col(OrderLine.order_id).in_(order_ids)).order_by(OrderLine.name)
    for line in session.exec(query):
        found[line.order_id].append(line)
    return found


def find_holders(session: Session, actor: Actor, wanted: str, most: int = 6) -> First[Found]:
    """Card, number, end of a phone number, initials or a piece of the name, as the reader or the keyboard gives it.
    Exact card or number comes alone."""
    query = select(
        Passbook.id, Passbook.party_id, Party.name, Passbook.number, Passbook.available, Party.phone
    ).join(Party, col(Party.id) == Passbook.party_id)  # fmt: skip
    places = accounts.communities_within(session, actor)
    query = query.where(col(Passbook.community_id).in_(places), col(Passbook.merged_into_id).is_(None))
    query = within(query, actor, Passbook.community_id)
    code = cleaning.code(wanted)
    exact = query.where((Passbook.card_hash == card_hash(code)) | (Passbook.number == code))
    rows = session.exec(exact).all() or _ringing(session, query, code, most + 1)
    if not rows:
        rows = session.exec(query.where(_named(wanted)).order_by(Party.initials, Party.name).limit(most + 1)).all()
    found = first([
        Found(book, party, name, number, available, phone_numbers.tail(phone))
        for book, party, name, number, available, phone in rows
    ], most)  # fmt: skip
    return turned(found, by_sound(found, lambda one: one.name))


def _ringing(session: Session, query: Any, digits: str, limit: int) -> list[Any]:
    """Whose number ends so. Numbers are sealed and a community's passbooks are hundreds, so they are opened one by
    one; nothing else looks for them often enough to keep a column that could be searched."""
    if not (digits.isdecimal() and len(digits) >= TAIL):
        return []
    rows = session.exec(query.where(col(Party.phone).is_not(None)).order_by(Party.initials, Party.name))
    return list(islice((row for row in rows if str(row[5]).endswith(digits)), limit))


def desk_phone(session: Session, community_id: str | None) -> str | None:
    """Whom to ring: the community's duty phone."""
    return session.exec(select(Unit.duty_phone).where(Unit.id == community_id)).first()


def party_by_card(session: Session, community_id: str, who: str) -> str | None:
    query = select(Passbook.party_id).where(
        Passbook.community_id == community_id,
        (col(Passbook.number) == cleaning.code(who)) | (col(Passbook.card_hash) == card_hash(cleaning.code(who))),
    )
    return session.exec(query).first()


def holder(session: Session, book: Passbook) -> str:
    return session.exec(select(Party.name).where(Party.id == book.party_id)).one()


def names_of(session: Session, orders: list[Order]) -> dict[str, str]:
    """Party id to name, for a list of orders."""
    wanted = {order.party_id for order in orders}
    return dict(session.exec(select(Party.id, Party.name).where(col(Party.id).in_(wanted))).all())


def price_day(day: Any) -> Any:
    """The day on which the price of the goods in the outer query last changed."""
    return (
        select(func.max(Price.valid_from))
        .where(Price.goods_id == Goods.id, Price.valid_from <= day)
        .correlate(Goods)
        .scalar_subquery()
    )


def _named(wanted: str) -> Any:
    """Two letters may stand anywhere in a name: who stands there says 秀英, not 王秀英."""
    words = cleaning.fold(wanted)
    name = col(Party.name).contains if len(words) > 1 else col(Party.name).startswith
    return name(words, autoescape=True) | col(Party.initials).startswith(words.lower(), autoescape=True)
