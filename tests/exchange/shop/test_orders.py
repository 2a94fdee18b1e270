from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, func, select

from tests.conftest import HouseClient
from tests.exchange.points.ground import book_of, with_points
from tests.exchange.shop.ground import ask, shelf
from tests.town import Town
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.core.web.errors import DomainError, NotFound
from webapp.exchange.points import queries as points
from webapp.exchange.points import services as point_services
from webapp.exchange.points.ledger_services import NotEnoughPoints
from webapp.exchange.shop import ending_services, queries, services, stock_queries
from webapp.exchange.shop import proof_services as proofs
from webapp.exchange.shop import stock_services as stock
from webapp.exchange.shop.models import Goods, Order, OrderState
from webapp.people.accounts.permissions import Action
from webapp.people.notices import queries as notices
from webapp.people.org.models import Party, PartyKind


def figures(session: Session, town: Town, goods: Goods) -> tuple[int, int, int, int]:
    """(free, held in stock, points available, points held)"""
    session.expire_all()
    found = points.balance(session, town.party("zhao"), town.community)
    fresh = session.get_one(Goods, goods.id)
    assert proofs.shop_faults(session, town.community) == []
    return fresh.free, fresh.held, found.available, found.held


def test_an_order_holds_points_and_stock_together(session: Session, town: Town) -> None:
    with_points(town, "zhao", 100)
    with db.transaction():
        goods = shelf(session, town)
        order = ask(session, town, goods, 2)
    assert (order.state, order.total, len(order.code)) == (OrderState.READY, 88, 6)
    assert figures(session, town, goods) == (3, 2, 12, 88)
    lines = points.list_lines(session, book_of(session, town.party("zhao")).id)
    assert (lines[0].sentence, lines[0].change) == ("换 2 袋大米", -88)


def test_the_code_hands_it_over_once(session: Session, town: Town) -> None:
    with_points(town, "zhao", 100)
    with db.transaction():
        goods = shelf(session, town)
        order = ask(session, town, goods)
        with pytest.raises(services.WrongCode):
            services.collect(session, town.actor("qian"), order, code="000000" if order.code != "000000" else "1")
        services.collect(session, town.actor("qian"), order, code=order.code)
        with pytest.raises(services.OrderEnded):
            services.collect(session, town.actor("qian"), order, code=order.code)
    assert figures(session, town, goods) == (4, 0, 56, 0)


def test_cancelled_and_lapsed_orders_give_everything_back(session: Session, town: Town) -> None:
    with_points(town, "zhao", 100)
    with db.transaction():
        goods = shelf(session, town)
        ending_services.cancel(session, town.actor("zhao"), ask(session, town, goods))
    assert figures(session, town, goods) == (5, 0, 100, 0)
    with db.transaction():
        order = ask(session, town, goods)
    with time_machine.travel(clock.now() + timedelta(days=8), tick=False):
        assert queries.due_order_ids(session) == [order.id]
        with db.transaction():
            ending_services.lapse(session, order)
        assert order.state is OrderState.LAPSED
        assert figures(session, town, goods) == (5, 0, 100, 0)
        assert [one.sentence for one in notices.list_notices(session, town.actor("zhao"))] == [ending_services.LAPSED]


def test_what_the_counter_cannot_give_comes_back_once_and_says_why(session: Session, town: Town) -> None:
    with_points(town, "zhao", 100)
    with db.transaction():
        goods = shelf(session, town)
        order = ask(session, town, goods)
        ending_services.refuse(session, town.actor("qian"), order, reason="袋子破了")
    with pytest.raises(services.OrderEnded), db.transaction():
        ending_services.refuse(session, town.actor("qian"), order, reason="又一次")
    with db.transaction():
        ending_services.cancel(session, town.actor("zhao"), order)  # on a page that was open since before
    assert figures(session, town, goods) == (5, 0, 100, 0)
    assert "袋子破了" in queries.why_ended(session, order)
    lines = points.list_lines(session, book_of(session, town.party("zhao")).id)
    assert "袋子破了" in lines[0].sentence
    assert [one.sentence for one in notices.list_notices(session, town.actor("zhao"))] == [ending_services.GIVEN_UP]


def test_the_same_request_again_is_the_same_order(session: Session, town: Town) -> None:
    with_points(town, "zhao", 100)
    order_id = ids.new()
    with db.transaction():
        goods = shelf(session, town)
    for _ in range(3):
        with db.transaction():
            assert ask(session, town, goods, order_id=order_id).id == order_id
    assert session.exec(select(func.count()).select_from(Order)).one() == 1
    assert figures(session, town, goods) == (4, 1, 56, 44)


def test_another_persons_request_id_is_not_found(session: Session, town: Town) -> None:
    with_points(town, "zhao", 100)
    with_points(town, "wu", 100)
    with db.transaction():
        goods = shelf(session, town)
        order = ask(session, town, goods)
        with pytest.raises(NotFound):
            ask(session, town, goods, who="wu", order_id=order.id)


def test_too_few_points_or_nothing_left_refuse_and_leave_no_trace(session: Session, town: Town) -> None:
    with_points(town, "zhao", 43)
    with db.transaction():
        goods = shelf(session, town, quantity=1)
    with pytest.raises(NotEnoughPoints), db.transaction():
        ask(session, town, goods)
    with_points(town, "zhao", 100)
    with pytest.raises(stock.OutOfStock) as refused, db.transaction():
        ask(session, town, goods, 2)
    assert refused.value.sentence() == "大米 刚刚换完了，还剩 1 袋。分没有动。"
    assert figures(session, town, goods) == (1, 0, 143, 0)
    assert session.exec(select(Order)).first() is None


def test_a_price_that_changed_is_shown_not_charged(session: Session, town: Town) -> None:
    with_points(town, "zhao", 100)
    with db.transaction():
        goods = shelf(session, town)
        stock.set_price(session, town.actor("qian"), goods, points=50, valid_from=clock.today())
    with pytest.raises(services.PriceChanged), db.transaction():
        ask(session, town, goods)
    with db.transaction():
        assert ask(session, town, goods, told=50).total == 50


def test_a_later_price_waits_for_its_day_and_the_past_is_closed(session: Session, town: Town) -> None:
    with db.transaction():
        goods = shelf(session, town)
        stock.set_price(session, town.actor("qian"), goods, points=60, valid_from=clock.today() + timedelta(days=3))
        with pytest.raises(stock.PriceInThePast):
            stock.set_price(session, town.actor("qian"), goods, points=1, valid_from=clock.today() - timedelta(days=1))
    assert queries.price_on(session, goods.id, clock.today()) == 44
    assert queries.price_on(session, goods.id, clock.today() + timedelta(days=3)) == 60


def test_a_limit_per_person_counts_the_period(session: Session, town: Town) -> None:
    with_points(town, "zhao", 500)
    with db.transaction():
        goods = shelf(session, town, limit_each=2)
        ask(session, town, goods, 2)
    with pytest.raises(services.LimitReached), db.transaction():
        ask(session, town, goods)
    with time_machine.travel(clock.now() + timedelta(days=30), tick=False), db.transaction():
        ask(session, town, goods)


def test_food_near_its_last_day_is_pulled(session: Session, town: Town) -> None:
    with_points(town, "zhao", 100)
    with db.transaction():
        goods = shelf(session, town, best_before=clock.today() + timedelta(days=3))
    assert queries.list_offers(session, town.community) == []
    with pytest.raises(NotFound), db.transaction():
        ask(session, town, goods)


def test_nobody_serves_themselves(session: Session, town: Town) -> None:
    with_points(town, "qian", 100)
    with db.transaction():
        goods = shelf(session, town)
        order = ask(session, town, goods, who="qian")
        with pytest.raises(services.OwnOrder):
            services.collect(session, town.actor("qian"), order, code=order.code)
        services.collect(session, town.actor("li"), order, code=order.code)


def test_a_minors_things_go_to_the_guardian_and_some_are_for_adults(session: Session, town: Town) -> None:
    with_points(town, "zhao", 200)
    with db.transaction():
        book_of(session, town.party("zhao")).adult_on = clock.today() + timedelta(days=300)
        goods = shelf(session, town)
        order = ask(session, town, goods)
        with pytest.raises(services.GuardianCollects):
            services.collect(session, town.actor("qian"), order, code=order.code)
        for name in ("赵国强", "钱小梅"):  # the minor, and who serves
            with pytest.raises(DomainError) as refusal:
                services.collect(session, town.actor("qian"), order, code=order.code, proxy_name=name)
            assert refusal.value.field == "proxy_name"
        services.collect(session, town.actor("qian"), order, code=order.code, proxy_name="赵父")
        knife = shelf(session, town, name="菜刀", measure="把", is_for_adults=True)
        with pytest.raises(services.ForAdults):
            ask(session, town, knife)


def test_only_faulty_goods_come_back_and_their_points_with_them(session: Session, town: Town) -> None:
    with_points(town, "zhao", 100)
    with db.transaction():
        goods = shelf(session, town)
        order = ask(session, town, goods)
        with pytest.raises(services.OrderEnded):
            ending_services.return_order(session, town.actor("qian"), order, reason="破了")
        services.collect(session, town.actor("qian"), order, code=order.code)
        ending_services.return_order(session, town.actor("qian"), order, reason="破了")
        with pytest.raises(services.OrderEnded):
            ending_services.return_order(session, town.actor("qian"), order, reason="破了")
    assert figures(session, town, goods) == (4, 0, 100, 0)


def test_at_the_counter_it_is_asked_and_taken_in_one_go(session: Session, town: Town) -> None:
    with_points(town, "zhao", 100)
    order_id = ids.new()
    with db.transaction():
        goods = shelf(session, town)
    for _ in range(2):
        with db.transaction():
            order = services.redeem_at_counter(
                session, town.actor("qian"), order_id=order_id, party_id=town.party("zhao"),
                community_id=town.community, lines={goods.id: 1}, told=44,
            )  # fmt: skip
    assert order.state is OrderState.COLLECTED
    assert figures(session, town, goods) == (4, 0, 56, 0)


def test_a_basket_needs_something_in_it(session: Session, town: Town) -> None:
    with pytest.raises(services.EmptyBasket), db.transaction():
        services.place_order(
            session, town.actor("zhao"), order_id=ids.new(), party_id=town.party("zhao"), community_id=town.community,
            lines={}, told=0,
        )  # fmt: skip


def test_a_stranger_finds_neither_goods_nor_orders(session: Session, town: Town) -> None:
    with_points(town, "zhao", 100)
    with db.transaction():
        goods = shelf(session, town)
        order = ask(session, town, goods)
    far = town.actor("far_host", Action.SERVE_COUNTER)
    for lookup in (
        lambda: stock_queries.get_goods(session, far, goods.id),
        lambda: queries.get_order(session, far, order.id),
    ):
        with pytest.raises(NotFound):
            lookup()
    assert queries.find_holders(session, far, "赵") == []
    assert [found.name for found in queries.find_holders(session, town.actor("qian", Action.SERVE_COUNTER), "zgq")] == [
        "赵国强"
    ]


def test_who_stands_at_the_counter_is_found_by_name_initials_or_the_end_of_the_phone(
    client: HouseClient, session: Session, town: Town
) -> None:
    with_points(town, "zhao", 400)
    with db.transaction() as writing:
        book = book_of(writing, town.party("zhao")).id
        twin = Party(kind=PartyKind.PERSON, name="赵国庆", initials="zgq", community_id=town.community)
        twin.phone = "13900005678"
        writing.add(twin)
        writing.get_one(Party, town.party("zhao")).phone = "13900001234"
        point_services.passbook_for(writing, twin.id, town.community)
    client.sign_in(town.qian)
    for words in ("赵国强", "国强", "1234", "13900001234"):
        assert client.get(f"/counter?q={words}").location.endswith(book), words
    both = client.get("/counter?q=zgq").get_data(as_text=True)
    assert both.count("赵*强") == both.count("赵*庆") == 1 and "手机尾号 1234" in both and "赵国强" not in both
    for nobody in ("234", "9999", "%25", "国庆节"):
        assert "没有找到" in client.get(f"/counter?q={nobody}").get_data(as_text=True), nobody
    assert queries.find_holders(session, town.actor("far_host", Action.SERVE_COUNTER), "1234") == []
