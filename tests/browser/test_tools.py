"""The tool station's counter in Chromium, as whoever stands there: a reader that types, an Enter key, and no mouse."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.browser.phone import awake
from tests.browser.points_town import DESK, PHONE
from tests.browser.test_every_page import visit
from tests.conftest import HouseClient
from tests.exchange.loans.ground import ground
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.exchange.loans import card_services as cards

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(120)]

CARD = "0012345678"
COUNTED = """addEventListener('pointerdown', () => sessionStorage.clicks = 1 + +(sessionStorage.clicks || 0), true);
addEventListener('keydown', (e) => sessionStorage[e.key === 'Enter' ? 'enters' : 'keys'] =
  1 + Number(sessionStorage[e.key === 'Enter' ? 'enters' : 'keys'] || 0), true);"""


@dataclass
class Station:
    address: str
    cart: str
    drill: str
    code: str
    page: Callable[[str | None, tuple[int, int]], Page]


@pytest.fixture
def station(app: Flask, address: str, chromium: Browser, client: HouseClient, town: Town) -> Iterator[Station]:
    with app.app_context(), db.transaction() as session:
        place = ground(session, town, "手推车", "电钻")
        one = place.person(session, name="王桂芳", phone="13800005678")
        code = cards.give_code(session, place.actor, cards.bind_swiped(session, place.actor, one, number=CARD))
    open_contexts = []

    def page(who: str | None, size: tuple[int, int]) -> Page:
        context = visit(chromium, address, client, town.accounts[who] if who else None, width=size[0])
        context.add_init_script(COUNTED)
        open_contexts.append(context)
        return context.new_page()

    yield Station(address, place.tool("手推车").number, place.tool("电钻").number, code, page)
    for context in open_contexts:
        context.close()


def scan(page: Page, words: str) -> None:
    """A reader types into whatever has the focus and ends with Enter."""
    awake(page)
    expect(page.locator("[data-scan]")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.type(words)
        page.keyboard.press("Enter")


def pressed(page: Page) -> dict[str, int]:
    return page.evaluate(
        "() => Object.fromEntries(['clicks','keys','enters'].map(k => [k, +(sessionStorage[k] || 0)]))"
    )


def test_two_scans_out_one_scan_back_and_no_click(
    station: Station, record_property: Callable[[str, object], None]
) -> None:
    page = station.page("qian", DESK)
    page.goto(station.address + "/lending")
    scan(page, CARD)
    expect(page.locator("h1")).to_contain_text("王*芳")
    scan(page, station.cart)
    expect(page.locator(".book")).to_contain_text("借好了")
    out = pressed(page)
    assert out == {"clicks": 0, "keys": len(CARD) + len(station.cart), "enters": 2}
    with time_machine.travel(clock.now() + timedelta(seconds=10), tick=True):
        scan(page, station.cart)
        expect(page.locator(".book")).to_contain_text("还好了")
    back = pressed(page)
    assert (back["clicks"], back["enters"]) == (0, 3)
    record_property(
        "lending", f"out {out['enters']} scans, back {back['enters'] - out['enters']}, {back['clicks']} clicks"
    )


def test_a_power_tool_and_a_new_card_need_keys_only_as_well(station: Station) -> None:
    page = station.page("qian", DESK)
    page.goto(station.address + "/lending")
    scan(page, "00AABBCC99")
    expect(page.locator("main")).to_contain_text("这张卡还没绑过")
    scan(page, "5678")
    page.get_by_role("link", name="王*芳").press("Enter")
    expect(page.locator("main")).to_contain_text("是这一位的吗")
    scan(page, "")
    scan(page, station.drill)
    expect(page.locator("#safety")).to_contain_text("戴护目镜")
    scan(page, "")
    expect(page.locator(".book")).to_contain_text("借好了")
    with time_machine.travel(clock.now() + timedelta(seconds=10), tick=True):
        scan(page, station.drill)
        expect(page.locator("main")).to_contain_text("数一数：钻头盒、护目镜")
        scan(page, "")
        expect(page.locator(".book")).to_contain_text("还好了")
        scan(page, "00aabbcc99")
    expect(page.locator("h1")).to_contain_text("王*芳")
    assert pressed(page)["clicks"] == 0


def test_a_resident_on_a_phone_sees_what_is_free_and_what_is_theirs(station: Station) -> None:
    counter = station.page("qian", DESK)
    counter.goto(station.address + "/lending")
    scan(counter, CARD)
    scan(counter, station.cart)
    phone = station.page(None, PHONE)
    phone.goto(station.address + "/who")
    phone.get_by_role("link", name="工具站现在有什么").click()
    expect(phone.locator("main")).to_contain_text("便民工具站 有 1 件")
    phone.get_by_role("link", name="看我借的").click()
    phone.get_by_label("门禁卡卡号").fill(CARD)
    phone.get_by_label("查询码").fill(station.code)
    phone.get_by_role("button", name="看我借的").click()
    expect(phone.locator("main")).to_contain_text(f"手推车 {station.cart}")
    phone.get_by_label("约一样").select_option(label="电钻")
    phone.get_by_role("button", name="约上").click()
    expect(phone.locator("main")).to_contain_text("前来取")
    phone.get_by_role("button", name="看完了，关掉").click()
    expect(phone.locator("h1")).to_contain_text("工具站现在有什么")
