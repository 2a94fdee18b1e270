"""A sale that arrives from a device said to be lost waits for the host, with a receipt for the phone."""

from typing import Any

import pytest
from flask import Flask
from sqlmodel import Session, select

from tests.centre.sync.test_records import send
from tests.conftest import HouseClient
from tests.exchange.points.ground import with_points
from tests.exchange.shop.ground import shelf
from tests.town import Town
from webapp.centre.sync.models import ReviewState, SyncReview
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.exchange.points import queries as points
from webapp.exchange.shop import loss_services, stock_services
from webapp.exchange.shop.models import Allocation, OfflineSale


@pytest.fixture
def stall(app: Flask, town: Town) -> str:
    with app.app_context():
        with_points(town, "zhao", 200)
    with app.app_context(), db.transaction() as session:
        goods = shelf(session, town, quantity=5)
        qian = town.actor("qian")
        made = stock_services.allot(session, qian, goods, counter="广场", account_id=town.qian, quantity=3)
        loss_services.declare_lost(session, town.actor("li"), made, returned=1, note="掉河里了")
        return made.id


def sale(stall: str, quantity: int = 2) -> dict[str, Any]:
    fields = {"allocation_id": [stall], "who": ["zhao"], "quantity": [str(quantity)]}
    return {"id": ids.new(), "kind": "counter_sale", "version": 1, "fields": fields,
            "captured_at": clock.now().isoformat(), "age": None, "skew": None}  # fmt: skip


def test_it_waits_and_is_booked_once_the_host_takes_it(
    client: HouseClient, town: Town, stall: str, session: Session
) -> None:
    one = sale(stall)
    [answer] = send(client.sign_in(town.qian), one)
    assert (answer["state"], answer["review"]) == ("receipt", True)
    assert send(client, one)[0]["state"] == "receipt"
    session.rollback()
    review = session.exec(select(SyncReview)).one()
    assert (review.id, review.state, review.community_id) == (one["id"], ReviewState.WAITING, town.community)
    assert not session.exec(select(OfflineSale)).all()
    assert client.sign_in(town.far_host).post(f"/sync/reviews/{review.id}/taking").status_code == 404
    host = client.sign_in(town.li)
    assert "外场兑换" in host.get("/sync/reviews").text
    assert host.post(f"/sync/reviews/{review.id}/taking").status_code == 303
    assert host.post(f"/sync/reviews/{review.id}/taking").status_code in (404, 409)
    session.rollback()
    assert session.exec(select(OfflineSale)).one().id == one["id"]
    row = session.get_one(Allocation, stall)
    assert (row.sold, row.returned, row.lost) == (2, 1, 0)
    assert points.balance(session, town.party("zhao"), town.community).available == 112


def test_set_aside_nothing_is_booked(client: HouseClient, town: Town, stall: str, session: Session) -> None:
    one = sale(stall)
    send(client.sign_in(town.qian), one)
    host = client.sign_in(town.li)
    assert host.post(f"/sync/reviews/{one['id']}/setting-aside", data={"note": "问过，没有换"}).status_code == 303
    session.rollback()
    assert not session.exec(select(OfflineSale)).all()
    assert session.get_one(Allocation, stall).lost == 2


def test_the_page_that_declares_a_loss(client: HouseClient, town: Town, app: Flask) -> None:
    with app.app_context(), db.transaction() as session:
        goods = shelf(session, town, quantity=5)
        told = {"counter": "广场", "account_id": town.qian, "quantity": 3}
        made = stock_services.allot(session, town.actor("qian"), goods, **told).id
    url = f"/stock/allocations/{made}/loss"
    assert client.sign_in(town.far_host).get(url).status_code == 404
    own = client.sign_in(town.qian).post(url, data={"returned": "0", "note": "掉河里了"})
    assert own.status_code == 422 and "另一个人" in own.text
    host = client.sign_in(town.li)
    assert host.get(url).status_code == 200
    assert host.post(url, data={"returned": "9", "note": ""}).status_code == 422
    assert host.post(url, data={"returned": "1", "note": "掉河里了"}).status_code == 303
    assert host.post(url, data={"returned": "1", "note": "掉河里了"}).status_code == 422
    assert "记成损耗 2" in host.get("/stock/allocations").text
