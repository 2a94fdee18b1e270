from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, select

from tests.exchange.points.ground import with_points
from tests.exchange.shop.ground import ask, shelf
from tests.town import Town
from webapp.centre.sync.rules import Sent
from webapp.centre.sync.services import keep_record
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.core.work import jobs
from webapp.exchange.points import queries as points
from webapp.exchange.points.services import RedemptionStopped
from webapp.exchange.shop import commands, services, stock_queries
from webapp.exchange.shop import loss_services as losses
from webapp.exchange.shop import proof_services as proofs
from webapp.exchange.shop import stock_services as stock
from webapp.exchange.shop.models import Allocation, Goods, OfflineSale
from webapp.people.accounts.permissions import Action


def allot(session: Session, town: Town, goods: Goods, quantity: int = 3) -> Allocation:
    return stock.allot(
        session, town.actor("qian"), goods, counter="广场兑换点", account_id=town.qian, quantity=quantity
    )


def sell(session: Session, town: Town, allocation: Allocation, quantity: int = 1, *, sale_id: str = "") -> OfflineSale:
    return services.sell_offline(
        session, town.actor("qian"), sale_id=sale_id or ids.new(), allocation_id=allocation.id,
        who="zhao", quantity=quantity, sold_at=clock.now(),
    )  # fmt: skip


def test_an_offline_counter_sells_only_what_it_was_given(session: Session, town: Town) -> None:
    with_points(town, "zhao", 200)
    with db.transaction():
        goods = shelf(session, town, quantity=5)
        allocation = allot(session, town, goods, 3)
        assert (goods.free, goods.allotted) == (2, 3)
        sell(session, town, allocation, 2)
        with pytest.raises(services.NotAllotted):
            sell(session, town, allocation, 2)
        with pytest.raises(stock.OutOfStock):
            allot(session, town, goods, 3)
    assert points.balance(session, town.party("zhao"), town.community).available == 112
    assert proofs.shop_faults(session, town.community) == []


def test_the_same_offline_sale_twice_is_one(session: Session, town: Town) -> None:
    with_points(town, "zhao", 200)
    sale_id = ids.new()
    with db.transaction():
        allocation = allot(session, town, shelf(session, town))
        sell(session, town, allocation, sale_id=sale_id)
        sell(session, town, allocation, sale_id=sale_id)
    assert allocation.left == 2
    assert points.balance(session, town.party("zhao"), town.community).available == 156


def test_an_unknown_card_is_refused_with_a_sentence(session: Session, town: Town) -> None:
    with db.transaction():
        allocation = allot(session, town, shelf(session, town))
    with pytest.raises(services.UnknownCard), db.transaction():
        sell(session, town, allocation)


def test_an_offline_sale_beyond_the_balance_becomes_a_debt(session: Session, town: Town) -> None:
    with_points(town, "zhao", 10)
    with db.transaction():
        sell(session, town, allot(session, town, shelf(session, town)))
    found = points.balance(session, town.party("zhao"), town.community)
    assert (found.available, found.owed) == (0, 34)


def test_another_counters_allocation_is_not_found_and_nobody_sells_to_themselves(session: Session, town: Town) -> None:
    with_points(town, "zhao", 200)
    with_points(town, "qian", 200)
    with db.transaction():
        allocation = allot(session, town, shelf(session, town))
        with pytest.raises(NotFound):
            services.sell_offline(
                session, town.actor("li"), sale_id=ids.new(), allocation_id=allocation.id,
                who="zhao", quantity=1, sold_at=clock.now(),
            )  # fmt: skip
        with pytest.raises(services.OwnOrder):
            services.sell_offline(
                session, town.actor("qian"), sale_id=ids.new(), allocation_id=allocation.id,
                who="qian", quantity=1, sold_at=clock.now(),
            )  # fmt: skip


def test_what_comes_back_is_free_and_the_rest_waits_for_late_sales(session: Session, town: Town) -> None:
    with_points(town, "zhao", 200)
    with db.transaction():
        goods = shelf(session, town, quantity=3)
        allocation = allot(session, town, goods, 3)
        stock.take_back(session, town.actor("li"), allocation, quantity=2)
        assert allocation.closed_at is None
        with pytest.raises(stock.NotThatMany):
            stock.take_back(session, town.actor("li"), allocation, quantity=2)
        sell(session, town, allocation)
    assert allocation.closed_at is not None
    assert (goods.free, goods.allotted) == (2, 0)
    assert proofs.shop_faults(session, town.community) == []


def test_a_delivery_note_arrives_once_and_names_its_donor(session: Session, town: Town) -> None:
    with db.transaction():
        goods = shelf(session, town, quantity=0)
        for _ in range(2):
            stock.receive(session, town.actor("qian"), goods, quantity=10, key="note:7", donor_id=town.party("sun"))
    assert goods.free == 10
    given = stock_queries.list_given(session, town.actor("qian", Action.KEEP_STOCK))
    assert [(line.donor, line.given, line.reached) for line in given] == [("孙伟", 10, 0)]


def test_a_code_is_used_once(session: Session, town: Town) -> None:
    with db.transaction():
        shelf(session, town, code="690001")
        with pytest.raises(stock.CodeTaken):
            shelf(session, town, code="690001")


def test_spoilt_goods_leave_the_shelf_with_a_reason(session: Session, town: Town) -> None:
    with db.transaction():
        goods = shelf(session, town, quantity=5)
        stock.spoil(session, town.actor("qian"), goods, quantity=2, key="s1", note="受潮")
        stock.spoil(session, town.actor("qian"), goods, quantity=2, key="s1", note="受潮")
        with pytest.raises(stock.OutOfStock):
            stock.spoil(session, town.actor("qian"), goods, quantity=4, key="s2", note="受潮")
    assert goods.free == 3


def test_a_count_is_closed_by_a_second_person_and_mends_the_figures(session: Session, town: Town) -> None:
    with_points(town, "zhao", 100)
    with db.transaction():
        goods = shelf(session, town, quantity=5)
        sheet = stock.begin_stocktake(session, town.actor("qian"), community_id=town.community)
        with pytest.raises(stock.StocktakeOpen):
            stock.begin_stocktake(session, town.actor("li"), community_id=town.community)
        with pytest.raises(stock.NothingCounted):
            stock.close_stocktake(session, town.actor("li"), sheet)
        stock.count_goods(session, town.actor("qian"), sheet, goods, counted=4, note="少一袋")
        ask(session, town, goods)
        with pytest.raises(stock.OwnStocktake):
            stock.close_stocktake(session, town.actor("qian"), sheet)
        assert stock.close_stocktake(session, town.actor("li"), sheet) == 1
        with pytest.raises(stock.StocktakeClosed):
            stock.count_goods(session, town.actor("qian"), sheet, goods, counted=9)
    assert (goods.free, goods.held) == (3, 1)
    assert proofs.shop_faults(session, town.community) == []


@pytest.mark.parametrize("statement", ["UPDATE stock_move SET free = 9", "DELETE FROM stock_move"])
def test_the_database_itself_refuses_to_change_the_stock_book(session: Session, town: Town, statement: str) -> None:
    with db.transaction():
        shelf(session, town)
    with pytest.raises(DatabaseError, match="only grows"), db.transaction():
        session.execute(text(statement))


@pytest.mark.parametrize("column", ["free", "held", "allotted"])
def test_the_database_itself_refuses_stock_below_zero(session: Session, town: Town, column: str) -> None:
    with db.transaction():
        shelf(session, town)
    with pytest.raises(DatabaseError), db.transaction():
        session.execute(text(f"UPDATE goods SET {column} = -1"))


def test_a_clean_proof_is_kept_and_changes_nothing(session: Session, town: Town) -> None:
    with_points(town, "zhao", 100)
    with db.transaction():
        ask(session, town, shelf(session, town))
        proof = proofs.prove(session, town.community)
    assert proof.is_clean
    assert proof.figures["open_orders"] == proof.figures["held"] == 44
    assert points.open_stop(session, town.community) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE goods SET free = free + 1",
        "UPDATE goods SET held = held + 1, free = free - 1",
        "UPDATE shop_order SET state = 'collected'",
        "UPDATE shop_order_line SET quantity = quantity + 1",
        "UPDATE passbook SET held = held + 1",
        "UPDATE allocation SET sold = sold + 1",
    ],
)
def test_a_wrong_state_stops_redemption_until_a_person_lifts_it(session: Session, town: Town, statement: str) -> None:
    with_points(town, "zhao", 100)
    with db.transaction():
        goods = shelf(session, town)
        allot(session, town, goods, 1)
        ask(session, town, goods)
        session.execute(text(statement))
    with db.transaction():
        assert not proofs.prove(session, town.community).is_clean
    with pytest.raises(RedemptionStopped), db.transaction():
        ask(session, town, session.exec(select(Goods)).one())
    with pytest.raises(proofs.ProofNotClean), db.transaction():
        proofs.resume(session, town.actor("li"), town.community)


def test_a_person_stops_and_resumes_by_hand(session: Session, town: Town) -> None:
    with db.transaction():
        with pytest.raises(proofs.NotStopped):
            proofs.resume(session, town.actor("li"), town.community)
        proofs.stop(session, town.actor("li"), town.community, reason="盘点")
        with pytest.raises(proofs.AlreadyStopped):
            proofs.stop(session, town.actor("li"), town.community, reason="再停")
        proofs.resume(session, town.actor("li"), town.community)
    assert points.open_stop(session, town.community) is None


def test_the_night_gives_up_what_nobody_fetched_ends_old_points_and_proves(
    app: Flask, session: Session, town: Town
) -> None:
    with_points(town, "zhao", 44, months=1)
    with db.transaction():
        goods = shelf(session, town)
        ask(session, town, goods)
    with time_machine.travel(clock.now() + timedelta(days=100), tick=False):
        seen: list[int] = []
        assert commands.lapse_due(lambda done, total: seen.append(done)) == 1
        assert commands.end_lots(lambda done, total: seen.append(done)) == 0, "what came back late has a month"
        assert commands.prove_all(lambda done, total: seen.append(done)) == 0
    with time_machine.travel(clock.now() + timedelta(days=140), tick=False):
        assert commands.end_lots(lambda done, total: seen.append(done)) == 1
    session.rollback()
    found = points.balance(session, town.party("zhao"), town.community)
    assert (found.available, found.held, found.owed) == (0, 0, 0)
    assert {"points.night", "points.proof"} <= set(jobs.RHYTHMS)


def test_the_command_proves_and_says_so(app: Flask, session: Session, town: Town) -> None:
    with_points(town, "zhao", 44)
    session.rollback()
    told = app.test_cli_runner().invoke(commands.group, ["prove"])
    assert (told.exit_code, "都对得上" in told.output) == (0, True)
    with db.transaction():
        session.execute(text("UPDATE passbook SET available = 45"))
    told = app.test_cli_runner().invoke(commands.group, ["prove"])
    assert (told.exit_code, "1 处对不上" in told.output) == (1, True)


def test_an_offline_sale_comes_in_through_the_outbox(app: Flask, session: Session, town: Town) -> None:
    with_points(town, "zhao", 100)
    with db.transaction():
        allocation = allot(session, town, shelf(session, town))
    sent = Sent(
        id=ids.new(), kind="counter_sale", version=1, captured_at=clock.now(),
        fields={"allocation_id": [allocation.id], "who": ["zhao"], "quantity": ["2"]},
    )  # fmt: skip
    with app.test_request_context():
        for _ in range(2):
            with db.transaction() as inside:
                answer = keep_record(inside, town.actor("qian"), sent)
            assert answer["state"] == "receipt", answer
    session.rollback()
    assert points.balance(session, town.party("zhao"), town.community).available == 12


def test_a_stall_whose_device_is_lost_is_settled_by_somebody_else(session: Session, town: Town) -> None:
    with_points(town, "zhao", 200)
    li = town.actor("li")
    with db.transaction():
        goods = shelf(session, town, quantity=5)
        allocation = allot(session, town, goods, 4)
        sell(session, town, allocation, 1)
        with pytest.raises(losses.OwnStall):
            losses.declare_lost(session, town.actor("qian"), allocation, returned=0, note="掉河里了")
        with pytest.raises(stock.NotThatMany):
            losses.declare_lost(session, li, allocation, returned=9, note="掉河里了")
        losses.declare_lost(session, li, allocation, returned=1, note="掉河里了")
        with pytest.raises(losses.StallClosed):
            losses.declare_lost(session, li, allocation, returned=0, note="掉河里了")
    assert (allocation.sold, allocation.returned, allocation.lost, allocation.left) == (1, 1, 2, 0)
    assert (goods.free, goods.allotted) == (2, 0)
    assert proofs.shop_faults(session, town.community) == []
    assert [row.id for row, _, _ in stock_queries.list_lost(session, li.wearing(Action.KEEP_STOCK))] == [allocation.id]
    assert not stock_queries.list_lost(session, town.actor("far_host", Action.KEEP_STOCK))


def test_what_a_lost_device_sends_after_all_is_booked_only_when_decided(session: Session, town: Town) -> None:
    with_points(town, "zhao", 200)
    with db.transaction():
        goods = shelf(session, town, quantity=5)
        allocation = allot(session, town, goods, 4)
        losses.declare_lost(session, town.actor("li"), allocation, returned=1, note="掉河里了")
    with pytest.raises(losses.StallLost), db.transaction():
        sell(session, town, allocation, 2)
    told = {"allocation_id": allocation.id, "who": "zhao", "sold_at": clock.now(), "is_decided": True}
    with db.transaction():
        services.sell_offline(session, town.actor("qian"), sale_id=ids.new(), quantity=2, **told)
        with pytest.raises(services.NotAllotted):
            services.sell_offline(session, town.actor("qian"), sale_id=ids.new(), quantity=2, **told)
    assert (allocation.sold, allocation.returned, allocation.lost) == (2, 1, 1)
    assert points.balance(session, town.party("zhao"), town.community).available == 112
    assert proofs.shop_faults(session, town.community) == []
