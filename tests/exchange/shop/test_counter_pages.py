"""The counter's own pages: what waits for whom, and who takes goods out."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.exchange.points.ground import book_of, with_points
from tests.exchange.shop.ground import ask, shelf
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.exchange.points import services as points
from webapp.exchange.points.card_rules import card_hash
from webapp.exchange.points.models import Passbook
from webapp.exchange.shop import commands
from webapp.exchange.shop.models import Allocation


def test_what_was_asked_for_on_the_phone_is_named_with_its_count(
    app: Flask, client: HouseClient, session: Session, town: Town
) -> None:
    with_points(town, "zhao", 400)
    with db.transaction() as writing:
        ask(writing, town, shelf(writing, town), 2)
        book = book_of(writing, town.party("zhao")).id
    html = client.sign_in(town.qian).get(f"/counter/{book}").get_data(as_text=True)
    waiting = html.split("手机上换好的")[-1]
    assert "2 袋大米" in waiting
    assert "88 分" in waiting


@pytest.mark.parametrize("count", ["9" * 5000, "²", "-1", "x", "100"])
def test_an_address_with_a_count_that_is_none_is_an_empty_basket(
    client: HouseClient, session: Session, town: Town, count: str
) -> None:
    with_points(town, "zhao", 400)
    with db.transaction() as writing:
        goods = shelf(writing, town).id
        book = book_of(writing, town.party("zhao")).id
    client.sign_in(town.qian)
    asked = client.get(f"/counter/{book}", query_string={"g": f"{goods}:{count}"})
    assert asked.status_code == 200 and f"{goods}:1" not in asked.get_data(as_text=True)
    one = client.get(f"/counter/{book}", query_string={"g": f"{goods}:1"}).get_data(as_text=True)
    assert f"{goods}:1" in one


def test_where_nothing_is_on_the_shelf_nothing_is_asked(client: HouseClient, town: Town) -> None:
    page = client.sign_in(town.qian).get("/stock/allocations").get_data(as_text=True)
    assert "先添货、进货" in page and 'name="goods_id"' not in page
    assert 'href="/stock/new"' in page and client.get("/stock/new").status_code == 200


def test_whoever_takes_goods_out_is_found_by_typing_and_chosen_without_a_script(
    client: HouseClient, session: Session, town: Town
) -> None:
    with db.transaction() as writing:
        goods = shelf(writing, town).id
    page = client.sign_in(town.qian).get("/stock/allocations").get_data(as_text=True)
    assert "<select" in page.split('name="goods_id"')[0]
    assert 'data-find="wxy ' in page
    assert f'name="account_id" value="{town.wang}"' in page
    batch = {"goods_id": goods, "counter": "广场", "quantity": "2"}
    lacking = client.post("/stock/allocations", data=batch)
    assert lacking.status_code == 422
    assert '<p class="err">' in lacking.get_data(as_text=True).split('id="account_id"')[1].split("</fieldset>")[0]
    foreign = client.post("/stock/allocations", data=batch | {"account_id": town.far_host})
    assert foreign.status_code == 422, "nobody of another community"
    assert client.post("/stock/allocations", data=batch | {"account_id": town.wang}).status_code == 303
    session.rollback()
    assert session.exec(select(Allocation)).one().account_id == town.wang


def test_an_access_card_finds_its_owner_and_its_number_is_kept_nowhere(
    client: HouseClient, session: Session, town: Town
) -> None:
    with_points(town, "zhao", 400)
    with db.transaction() as writing:
        book = book_of(writing, town.party("zhao")).id
        other = points.passbook_for(writing, town.party("wang"), town.community).id
    client.sign_in(town.qian)
    assert client.post(f"/counter/{book}/card", data={"card": "00 99:88-77aa"}).status_code == 303
    assert client.post(f"/counter/{other}/card", data={"card": "00998877AA"}).status_code == 422, "it is his"
    assert client.get("/counter?q=00998877aa").location.endswith(book)
    session.rollback()
    kept = session.get_one(Passbook, book).card_hash
    assert kept == card_hash("00998877AA") and "998877" not in kept


def test_a_code_that_came_too_late_leads_to_what_became_of_its_order(
    client: HouseClient, session: Session, town: Town
) -> None:
    with_points(town, "zhao", 400)
    with db.transaction() as writing:
        order = ask(writing, town, shelf(writing, town), 2)
        code, shown = order.code, f"/counter/orders/{order.id}"
    with time_machine.travel(clock.now() + timedelta(days=9), tick=False):
        assert commands.lapse_due(lambda done, total: None) == 1
        late = client.sign_in(town.qian).get(f"/counter?q={code}")
        assert late.location.split("?")[0].endswith(shown)
        told = client.get(shown).get_data(as_text=True)
        assert "过期没领" in told and "过了日子没来领，分退回来了" in told
        far = client.sign_in(town.far_host).get(f"/counter?q={code}")
        assert far.status_code == 200 and "没有找到" in far.get_data(as_text=True)
    with time_machine.travel(clock.now() + timedelta(days=90), tick=False):
        assert client.sign_in(town.qian).get(f"/counter?q={code}").status_code == 200, "no longer remembered"


@pytest.mark.parametrize("path", ["/stock/allocations", "/counter"])
def test_the_counter_is_nobody_elses(client: HouseClient, town: Town, path: str) -> None:
    assert client.sign_in(town.zhao).get(path).status_code == 403
