"""Two people with one thing open: different fields merge, the same field shows both, and nothing fails for ever."""

import re
from html import unescape
from typing import Any

import pytest
from flask import Flask
from sqlmodel import Session, select

from tests.centre.sync.test_records import HERE
from tests.conftest import HouseClient
from tests.register.register import homes
from tests.town import Town
from webapp.centre.sync.models import SyncClash
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.people.accounts.permissions import Action
from webapp.people.notices.models import Notice
from webapp.register.merchants import services as shops
from webapp.register.merchants.models import Merchant
from webapp.register.register.models import Household, Resident


@pytest.fixture
def two(app: Flask, client: HouseClient, town: Town) -> tuple[HouseClient, HouseClient]:
    other = app.test_client()
    assert isinstance(other, HouseClient)
    return client.sign_in(town.wang), other.sign_in(town.li)


@pytest.fixture
def home(session: Session, town: Town) -> Household:
    with db.transaction() as writing:
        building = homes.build(writing, town)
        return homes.settle(writing, town, building)


def shown(html: str) -> dict[str, Any]:
    """What the form on the page would send if nobody touched it."""
    form = next(one for one in re.findall(r"<form\b.*?</form>", html, re.S) if 'name="version"' in one)
    told: dict[str, Any] = {}
    for tag in re.findall(r"<input\b[^>]*>", form):
        given = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if given.get("type") in ("checkbox", "radio") and " checked" not in tag:
            continue
        if given.get("name") not in (None, "csrf_token"):
            told.setdefault(given["name"], []).append(unescape(given.get("value", "")))
    for name, words in re.findall(r'<textarea\b[^>]*name="(\w+)"[^>]*>\s*(.*?)</textarea>', form, re.S):
        told[name] = [unescape(words)]
    for name, inside in re.findall(r'<select\b[^>]*name="(\w+)"[^>]*>(.*?)</select>', form, re.S):
        told[name] = re.findall(r'selected value="([^"]*)"', inside)
    return told


def test_different_fields_of_a_household_merge(
    two: tuple[HouseClient, HouseClient], home: Household, session: Session
) -> None:
    url = f"/register/households/{home.id}/details"
    first, second = (shown(client.get(url).text) for client in two)
    assert two[0].post(url, data=first | {"note": "敲门重一点"}).status_code == 303
    assert two[1].post(url, data=second | {"is_rented": "y"}).status_code == 303
    session.rollback()
    kept = session.get_one(Household, home.id, populate_existing=True)
    assert (kept.note, kept.is_rented) == ("敲门重一点", True)


def test_two_flags_are_two_lines_on_the_page_as_on_the_phone(
    two: tuple[HouseClient, HouseClient], home: Household, session: Session
) -> None:
    url = f"/register/households/{home.id}/details"
    first, second = (shown(client.get(url).text) for client in two)
    assert two[0].post(url, data=first | {"flags": ["lives_alone"]}).status_code == 303
    assert two[1].post(url, data=second | {"flags": ["elderly"]}).status_code == 303
    record = household_record(home, base='{"flags": [], "is_rented": false, "note": ""}', flags=["disabled"])
    assert send(two[0], record) == ("receipt", False)
    session.rollback()
    kept = session.get_one(Household, home.id, populate_existing=True)
    assert sorted(kept.flags) == ["disabled", "elderly", "lives_alone"]
    assert session.exec(select(SyncClash)).all() == []


def test_one_field_shows_both_values_and_saving_again_is_a_choice(
    two: tuple[HouseClient, HouseClient], home: Household, session: Session
) -> None:
    url = f"/register/households/{home.id}/details"
    first, second = (shown(client.get(url).text) for client in two)
    two[0].post(url, data=first | {"note": "女儿周末来"})
    answer = two[1].post(url, data=second | {"note": "儿子周末来", "is_rented": "y"})
    assert answer.status_code == 422
    assert "别人也改了这一页" in answer.text
    assert "女儿周末来" in answer.text
    again = shown(answer.text)
    assert again["note"] == ["儿子周末来"], "nothing typed is lost"
    assert two[1].post(url, data=again).status_code == 303, "and it does not fail for ever"
    session.rollback()
    kept = session.get_one(Household, home.id, populate_existing=True)
    assert (kept.note, kept.is_rented) == ("儿子周末来", True)


def test_a_third_who_comes_between_is_seen_too(
    two: tuple[HouseClient, HouseClient], home: Household, session: Session
) -> None:
    url = f"/register/households/{home.id}/details"
    mine = shown(two[1].get(url).text)
    two[0].post(url, data=shown(two[0].get(url).text) | {"note": "一"})
    again = shown(two[1].post(url, data=mine | {"note": "我的"}).text)
    two[0].post(url, data=shown(two[0].get(url).text) | {"note": "二"})
    answer = two[1].post(url, data=again)
    assert answer.status_code == 422
    assert "“二”" in answer.text


def test_a_person_and_a_shop_are_looked_at_in_the_same_way(
    two: tuple[HouseClient, HouseClient], home: Household, session: Session, town: Town
) -> None:
    with db.transaction() as writing:
        person = homes.add(writing, town, home, phone="13800135678")
        shop = shops.add_merchant(writing, town.actor("li", Action.CHANGE_REGISTER), grid_id=town.grid1, name="早点铺")
    url = f"/register/residents/{person.id}/details"
    first, second = (shown(client.get(url).text) for client in two)
    assert two[0].post(url, data=first | {"work": "电工", "phone": "13900135678"}).status_code == 303
    assert two[1].post(url, data=second | {"name": "单晓军"}).status_code == 303
    third = two[1].post(url, data=second | {"phone": "13700135678"})
    assert third.status_code == 422
    assert "139****5678" in third.text
    assert "13900135678" not in third.text, "what a page never shows in clear is not shown by a clash either"
    session.rollback()
    kept = session.get_one(Resident, person.id, populate_existing=True)
    assert (kept.name, kept.work, kept.phone) == ("单晓军", "电工", "13900135678")
    url = f"/merchants/{shop.id}/details"
    first, second = (shown(client.get(url).text) for client in two)
    assert two[0].post(url, data=first | {"trade": "早点"}).status_code == 303
    assert two[1].post(url, data=second | {"contact_name": "刘师傅"}).status_code == 303
    session.rollback()
    found = session.get_one(Merchant, shop.id, populate_existing=True)
    assert (found.trade, found.contact_name) == ("早点", "刘师傅")


def test_the_page_of_a_known_person_shows_neither_name_nor_birthday(
    two: tuple[HouseClient, HouseClient], home: Household, session: Session, town: Town
) -> None:
    with db.transaction() as writing:
        person = homes.add(writing, town, home, name="单小军", born_on=homes.BORN)
    page = two[1].get(f"/register/residents/{person.id}/details").text
    assert "单小军" not in page
    assert "1950-03-08" not in page
    assert "单*军" in page
    answer = two[1].post(f"/register/residents/{person.id}/details", data=shown(page) | {"work": "退休"})
    assert answer.status_code == 303
    session.rollback()
    kept = session.get_one(Resident, person.id, populate_existing=True)
    assert (kept.name, kept.born_on, kept.work) == ("单小军", homes.BORN, "退休")


def test_the_loser_of_a_clash_on_the_phone_hears_that_a_decision_waits(
    two: tuple[HouseClient, HouseClient], home: Household, session: Session, town: Town
) -> None:
    base = '{"flags": [], "is_rented": false, "note": ""}'
    assert send(two[1], household_record(home, base=base, note=["儿子周末来"])) == ("receipt", False)
    assert send(two[0], household_record(home, base=base, note=["女儿周末来"])) == ("receipt", True)
    session.rollback()
    told = {notice.account_id for notice in session.exec(select(Notice)) if notice.url == "/sync/reviews"}
    assert town.wang in told


def household_record(home: Household, base: str, **fields: list[str]) -> dict[str, Any]:
    return {
        "id": ids.new(), "kind": "household", "version": 1, "captured_at": clock.now().isoformat(), "age": None,
        "skew": None, "fields": {"household_id": [home.id], "base": [base], "note": [""], **fields},
    }  # fmt: skip


def send(client: HouseClient, record: dict[str, Any]) -> tuple[str, bool]:
    [answer] = client.post("/sync", json={"records": [record]}, token=False, headers=HERE).get_json()["results"]
    return answer["state"], answer.get("review")
