"""Volunteers, counter and shop in Chromium, from the first code to the last star, as the people themselves do it."""

import io
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
import zxingcpp
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.phone import awake
from tests.browser.points_town import DESK, OWN_PHONE, TABLET, Shop, opened
from tests.conftest import HouseClient
from tests.town import Town
from webapp.core.time import clock

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(120)]

SMALL = """() => [...document.querySelectorAll('a, button, input:not([type=hidden])')]
  .filter((e) => e.getClientRects().length && !e.matches('.skip') && e.getBoundingClientRect().height < 60)
  .map((e) => e.outerHTML.slice(0, 80))"""


@pytest.fixture
def shop(app: Flask, chromium: Browser, client: HouseClient, town: Town) -> Iterator[Shop]:
    with opened(app, chromium, client, town) as found:
        yield found


def press(page: Page, name: str) -> None:
    """Until the server has answered: somebody else looks next."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name=name).first.click()
    awake(page)


def read_code(page: Page) -> str:
    """What a phone's camera makes of the picture on the screen."""
    picture = Image.open(io.BytesIO(page.locator("svg[role=img]").last.screenshot()))
    return str(zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)[0].text)


def scan(page: Page, words: str) -> None:
    """A reader types into whatever has the focus and ends with Enter; nobody touches the screen."""
    awake(page)
    expect(page.locator("[data-scan]")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.type(words)
        page.keyboard.press("Enter")


def confirm(shop: Shop, who: str, words: str) -> None:
    page = shop.page(who)
    shop.go(page, "/attendance")
    press(page, words)
    expect(page.get_by_role("button", name=words, exact=True)).to_have_count(0)


def test_an_older_volunteer_gets_in_with_a_code_and_sees_what_the_points_could_become(shop: Shop) -> None:
    desk = shop.page("qian", DESK)
    shop.go(desk, "/volunteers")
    desk.get_by_role("link", name="赵国强").first.click()
    expect(desk.locator("#pane h1")).to_contain_text("赵国强")  # beside the list
    press(desk, "给一个登录口令")
    code = desk.locator(".code").inner_text()
    address = read_code(desk)

    phone = shop.page()
    phone.goto(address)
    press(phone, "大字")
    phone.get_by_label("前台给的口令").fill(code)
    phone.get_by_text("这是我自己的手机").click()
    phone.get_by_role("button", name="进去").first.click()
    expect(phone.locator("h1")).to_have_text("怎么登录")
    phone.get_by_label("六位数字").fill("730518")
    phone.get_by_label("再写一遍").fill("730518")
    press(phone, "记住这六位")
    follow(phone, "看存折")
    expect(phone.locator("h1")).to_have_text("赵国强，您好")
    expect(phone.locator(".book .p b")).to_have_text("100")
    expect(phone.locator(".book .c")).to_contain_text("够换 2 袋大米")
    expect(phone.locator(".standing")).to_contain_text("再做 100 小时，够一星")
    expect(phone.locator(".lns")).to_contain_text("最早到期")
    expect(phone.locator("nav.tabs")).to_have_count(0)
    expect(phone.locator("a[href^='tel:']")).to_have_count(1)
    assert phone.evaluate(SMALL) == []
    assert phone.evaluate("() => parseFloat(getComputedStyle(document.querySelector('.book .p b')).fontSize)") >= 60

    follow(phone, "我的")
    press(phone, "退出登录")
    shop.go(phone, "/v")
    phone.get_by_label("手机号或卡上的编号").first.fill(OWN_PHONE)
    phone.get_by_label("六位数字").fill("730518")
    phone.get_by_role("button", name="进去").first.click()
    expect(phone.locator(".book .p b")).to_have_text("100")


def test_rice_is_asked_for_on_the_phone_and_handed_over_at_the_counter(shop: Shop) -> None:
    phone = shop.page("zhao", mode="elder")
    shop.go(phone, "/passbook")
    follow(phone, "去换东西")
    follow(phone, "44 分换")
    press(phone, "换，扣分")
    code = phone.locator(".code").inner_text().replace(" ", "")
    assert read_code(phone) == code

    counter = shop.page("qian", DESK)
    shop.go(counter, "/counter")
    scan(counter, "000000")
    expect(counter.locator("main")).to_contain_text("没有找到")
    scan(counter, code)
    expect(counter.locator("main")).to_contain_text("赵国强")
    expect(counter.locator("main")).to_contain_text("1 袋大米")
    scan(counter, "123456")
    expect(counter.locator("main")).to_contain_text("取货码不对，请再看一遍")
    scan(counter, code)
    expect(counter.locator("main")).to_contain_text("交好了，赵国强 还有 56 分")
    expect(counter.locator("#q")).to_be_focused()
    scan(counter, shop.number)
    expect(counter.locator(".book .p b")).to_have_text("56")

    phone.reload()
    expect(phone.locator("h1")).to_have_text("领走了")
    shop.go(phone, "/passbook")
    expect(phone.locator(".book .p b")).to_have_text("56")
    expect(phone.locator(".lns")).to_contain_text("换 1 袋大米")


def test_the_counter_serves_by_scanner_alone_and_says_no_in_words(shop: Shop) -> None:
    counter = shop.page("qian", TABLET)
    shop.go(counter, "/counter")
    for scanned in (shop.number, "6901001", "6901001", "6901001"):
        scan(counter, scanned)
    expect(counter.locator("main")).to_contain_text("还差 32 分")
    expect(counter.get_by_role("button", name=re.compile("交给本人"))).to_have_count(0)
    follow(counter, "大米 少一份")
    counter.get_by_role("button", name="扣 88 分，交给本人").click()
    expect(counter.locator("main")).to_contain_text("交好了，赵国强 还有 12 分")


def test_a_stocktake_is_counted_by_one_and_closed_by_another(shop: Shop) -> None:
    counter = shop.page("qian", DESK)
    shop.go(counter, "/stock")
    follow(counter, "盘点")
    press(counter, "开一张盘点单")
    counter.wait_for_url("**/stock/counts/*")
    awake(counter)  # a page whose scripts are not there yet is loaded anew, without what stands in the other lines
    others = counter.locator("input[name=counted]:not([aria-label^=大米])")
    others.first.fill("7")
    counter.get_by_label("大米 数出来多少").fill("四")
    counter.keyboard.press("Enter")
    expect(counter.locator("main")).to_contain_text("请填一个整数。")
    counter.get_by_label("大米 数出来多少").fill("4")
    counter.keyboard.press("Enter")
    expect(counter.locator("main")).to_contain_text("差 −1")
    expect(others.first).to_have_value("7")
    expect(counter.get_by_role("button", name="数完了，结单")).to_have_count(0)
    host = shop.page("li", DESK)
    host.goto(counter.url)
    press(host, "数完了，结单")
    expect(host.locator("main")).to_contain_text("结了，差的已经补上流水")
    shop.go(host, f"/stock/{shop.goods}")
    expect(host.locator("main")).to_contain_text("盘点差")
    expect(host.locator("main")).to_contain_text("4 袋")


def test_a_phone_scans_in_and_out_and_two_people_make_it_hours(shop: Shop) -> None:
    phone = shop.page("zhao", mode="elder")
    shop.go(phone, f"/coming/shifts/{shop.shift}")
    press(phone, "我报名")
    wall = shop.page("qian", DESK)
    shop.go(wall, f"/attendance/shifts/{shop.shift}")
    follow(wall, "把码贴出来")
    address = read_code(wall)
    start = clock.now() + timedelta(minutes=30)
    with time_machine.travel(start, tick=True):
        phone.goto(address)
        press(phone, "我到了")
        expect(phone.get_by_role("button", name="我走了")).to_be_visible()
    with time_machine.travel(start + timedelta(hours=2, minutes=5), tick=True):
        phone.goto(address)
        press(phone, "我走了")
        expect(phone.locator("main")).to_contain_text("记下了")
        confirm(shop, "qian", "带队确认")
        confirm(shop, "li", "社区确认")
        shop.go(phone, "/passbook")
        expect(phone.locator(".book .p b")).to_have_text("108")
        expect(phone.locator(".lns")).to_contain_text("护学岗做了 2 小时")
        expect(phone.locator(".standing")).to_contain_text("做了 2 小时")


def test_a_neighbours_wish_goes_round_from_asking_to_rating(shop: Shop) -> None:
    worker = shop.page("wang")
    shop.go(worker, "/demands/new")
    worker.get_by_label("哪一类").select_option("repair")
    worker.get_by_label("要帮什么忙").fill("水龙头滴水")
    worker.get_by_label("谁要的").fill("孙大娘")
    press(worker, "点单")
    host = shop.page("li")
    shop.go(host, "/demands")
    follow(host, "水龙头滴水")
    host.get_by_label("派给哪个服务部").select_option(label="维修服务部")
    press(host, "派单")
    phone = shop.page("zhao", mode="elder")
    shop.go(phone, "/coming")
    follow(phone, "水龙头滴水")
    expect(phone.locator("main")).not_to_contain_text("孙大娘")
    press(phone, "我接")
    expect(phone.locator("main")).to_contain_text("孙大娘")
    with time_machine.travel(clock.now() + timedelta(hours=3), tick=True):
        left = clock.local(clock.now())
        phone.get_by_label("几点到").fill((left - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"))
        phone.get_by_label("几点走").fill(left.strftime("%Y-%m-%dT%H:%M"))
        press(phone, "办好了")
        phone.get_by_text("满意", exact=True).first.click()
        press(phone, "评一句")
        worker.reload()
        worker.get_by_text("满意", exact=True).first.click()
        press(worker, "记下")
        press(worker, "属实，我确认")
        expect(worker.get_by_role("button", name="属实，我确认")).to_have_count(0)
        confirm(shop, "li", "社区确认")
        shop.go(phone, "/passbook")
        expect(phone.locator(".book .p b")).to_have_text("104")
