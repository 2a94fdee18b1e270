"""爱心超市: goods with their donors, redemptions, two orders waiting, one that was not fetched, Saturday's market day,
a clean proof."""

from __future__ import annotations

from datetime import time, timedelta
from random import Random

from sqlmodel import Session, col, select

from webapp.core.data import ids
from webapp.demo import goods_pictures
from webapp.demo.activities import HOSTS, at
from webapp.demo.town import Town
from webapp.exchange.points.models import Passbook
from webapp.exchange.shop import ending_services, picture_services, proof_services, queries, services
from webapp.exchange.shop import loss_services as losses
from webapp.exchange.shop import stock_services as stock
from webapp.exchange.shop.models import Goods, OrderState
from webapp.people.org import services as org
from webapp.people.org.models import PartyKind

GOODS = (
    # code, name, measure, points, given, donor, best before in days, limit
    ("6901001", "大米", "袋", 44, 60, 0, 240, 2),
    ("6901002", "洗衣液", "瓶", 30, 40, 1, None, 2),
    ("6901003", "抽纸", "提", 16, 80, None, None, None),
    ("6901004", "牙膏", "支", 12, 60, 1, None, None),
    ("6901005", "挂面", "把", 10, 90, 0, 150, 4),
    ("6901006", "毛巾", "条", 14, 50, 1, None, None),
    ("6901007", "食用油", "桶", 68, 24, 0, 300, 1),
    ("6901008", "理发一次", "次", 20, 30, 2, None, 1),
)
DONORS = ("福源粮油店", "四季百货", "春风理发店")
DONOR_KINDS = (PartyKind.MERCHANT, PartyKind.MERCHANT, PartyKind.MERCHANT)


def tell(session: Session, town: Town) -> None:
    rng = Random(town.rng.random())
    shelf = _shelf(session, town)
    _year(session, town, rng, shelf)
    _today(session, town, shelf)
    for key in HOSTS:
        with at(town.today, 3):
            proof = proof_services.prove(session, town.units[key])
        assert proof.is_clean, proof.faults


def _shelf(session: Session, town: Town) -> list[Goods]:
    qian, home = town.actor("qian"), town.units["shanghu"]
    with at(town.start, 9):
        donors = [
            org.make_party(session, qian, kind=kind, name=name, community_id=home, silent=True)
            for name, kind in zip(DONORS, DONOR_KINDS, strict=True)
        ]
        found = []
        for code, name, measure, points, count, donor, days, limit in GOODS:
            goods = stock.add_goods(
                session, qian, community_id=home, code=code, name=name, measure=measure, points=points,
                best_before=town.today + timedelta(days=days) if days else None, limit_each=limit,
            )  # fmt: skip
            donor_id = None if donor is None else donors[donor].id
            stock.receive(session, qian, goods, quantity=count, key=f"in:{code}", donor_id=donor_id)
            picture_services.show_goods(session, qian, goods, goods_pictures.draw(name))
            found.append(goods)
    return found


def _year(session: Session, town: Town, rng: Random, shelf: list[Goods]) -> None:
    """Forty redemptions through the counter itself, each on its day."""
    qian, home = town.actor("qian"), town.units["shanghu"]
    books = session.exec(
        select(Passbook).where(Passbook.community_id == home, Passbook.available > 60).order_by(col(Passbook.number))
    ).all()
    for number in range(40):
        book = books[number % len(books)]
        goods = shelf[rng.choice((0, 1, 2, 2, 3, 4, 4, 5))]
        price = next(points for code, _, _, points, *_ in GOODS if code == goods.code)
        session.refresh(book)
        if book.available < price or book.party_id == town.parties["zhao"]:
            continue
        with at(town.today - timedelta(days=80 - 2 * number), 10):
            services.redeem_at_counter(
                session, qian, order_id=ids.new(), party_id=book.party_id, community_id=home, lines={goods.id: 1},
                told=price,
            )  # fmt: skip


def _stocktake(session: Session, town: Town, shelf: list[Goods]) -> None:
    """Counted by the counter, closed by the host: one pack of tissues is missing."""
    qian, host = town.actor("qian"), town.actor(HOSTS["shanghu"])
    with at(town.today - timedelta(days=1), 17):
        sheet = stock.begin_stocktake(session, qian, community_id=town.units["shanghu"])
        for number, goods in enumerate(shelf):
            session.refresh(goods)
            there = goods.free + goods.held - (number == 2)
            stock.count_goods(session, qian, sheet, goods, counted=there, note="拆开一提当赠品" if number == 2 else "")
    with at(town.today - timedelta(days=1), 18):
        stock.close_stocktake(session, host, sheet)


def _today(session: Session, town: Town, shelf: list[Goods]) -> None:
    qian, home, zhao = town.actor("qian"), town.units["shanghu"], town.parties["zhao"]
    with at(town.today - timedelta(days=14), 10):
        services.redeem_at_counter(
            session, qian, order_id=ids.new(), party_id=zhao, community_id=home, lines={shelf[0].id: 1}, told=44
        )
    with at(town.today - timedelta(days=24), 15):
        forgotten = services.place_order(
            session, qian, order_id=ids.new(), party_id=zhao, community_id=home, lines={shelf[5].id: 1}, told=14
        )
    with at(forgotten.hold_until + timedelta(days=1), 3):
        ending_services.lapse(session, forgotten)
    others = session.exec(
        select(Passbook)
        .where(Passbook.community_id == home, Passbook.available > 80, Passbook.party_id != zhao)
        .order_by(col(Passbook.number))
        .limit(2)
    ).all()
    for number, book in enumerate(others):
        with at(town.today - timedelta(days=number + 1), 15):
            services.place_order(
                session, qian, order_id=ids.new(), party_id=book.party_id, community_id=home,
                lines={shelf[number].id: 1}, told=GOODS[number][3],
            )  # fmt: skip
    _stocktake(session, town, shelf)
    saturday = town.today + timedelta(days=(5 - town.today.weekday()) % 7 or 7)
    stock.plan_market_day(
        session, qian, community_id=home, on=saturday, opens=time(9, 0), closes=time(11, 0), venue="小广场",
        note="带存折卡或手机；大米、挂面、抽纸都有。",
    )  # fmt: skip
    stock.allot(session, qian, shelf[4], counter="小广场", account_id=town.accounts["qian"], quantity=20)
    with at(town.today - timedelta(days=9), 9):
        gone = stock.allot(session, qian, shelf[3], counter="东门", account_id=town.accounts["qian"], quantity=6)
    with at(town.today - timedelta(days=9), 17):
        losses.declare_lost(session, town.actor("lin"), gone, returned=4, note="平板掉进水里，开不了机")
    assert all(order.state is OrderState.READY for order in queries.list_open_orders(session, qian))
