"""The small scripts, each seen working in Chromium on a page made of the house's own macros."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask, render_template_string
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.phone import awake, wait_for

pytestmark = pytest.mark.browser

FRAME = (
    """{% extends "layout/base.html" %}
{% from "components/choice.html" import date_chips, people, seg %}
{% from "components/strip.html" import snackbar %}
{% from "components/button.html" import button %}
{% from "components/list.html" import read_aloud %}
{% block title %}probe{% endblock %}{% block main %}""",
    "{% endblock %}",
)

Show = Callable[[str], Page]


@pytest.fixture
def show(app: Flask, address: str, chromium: Browser) -> Iterator[Show]:
    """Shows a piece of template inside the phone frame; scripts come from the real server, under its policy."""
    page = chromium.new_page(viewport={"width": 390, "height": 720}, base_url=address)

    def open_page(piece: str) -> Page:
        with app.test_request_context("/probe"):
            html = render_template_string(FRAME[0] + piece + FRAME[1])
        page.route("**/probe", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        page.goto("/probe")
        awake(page)
        return page

    yield open_page
    page.close()


def answer(page: Page, path: str, status: int, html: str) -> list[str]:
    """What the server will say at this path; returns the list that grows with every request."""
    asked: list[str] = []

    def reply(route: Route) -> None:
        asked.append(route.request.method)
        route.fulfill(status=status, body=html, content_type="text/html; charset=utf-8")

    page.route(path, reply)
    return asked


def test_the_undo_line_counts_down_and_leaves(show: Show) -> None:
    page = show("<p>x</p>")
    page.clock.install()
    page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))  # a second passes when this test says so
    page = show("{{ snackbar('2门602 都好', '/undo', seconds=2) }}")
    expect(page.locator("[data-left]")).to_have_text("2")
    page.clock.run_for(1000)
    expect(page.locator("[data-left]")).to_have_text("1")
    page.clock.run_for(1000)
    expect(page.locator("[data-snackbar]")).to_have_count(0)


def test_a_choice_shows_its_own_part_and_silences_the_others(show: Show) -> None:
    page = show(
        "{{ seg('s', [{'value': 'a', 'label': '诉求'}, {'value': 'b', 'label': '隐患'}], 'a', '', reveal='parts') }}"
        "<div id=parts><fieldset data-when=a><input name=x></fieldset>"
        "<fieldset data-when=b><input name=y></fieldset></div>"
    )
    expect(page.locator("[name=y]")).to_be_hidden()
    page.get_by_text("隐患").click()
    expect(page.locator("[name=y]")).to_be_visible()
    expect(page.locator("[name=x]")).to_be_disabled()


def test_a_date_chip_fills_the_date(show: Show) -> None:
    page = show("<input type=date id=day class=inp>{{ date_chips('day', [('月底', '2026-06-30')]) }}")
    page.get_by_role("button", name="月底").click()
    expect(page.locator("#day")).to_have_value("2026-06-30")
    expect(page.get_by_role("button", name="月底")).to_have_attribute("aria-pressed", "true")


def test_people_are_found_by_initials_and_taken_with_enter(show: Show) -> None:
    names = [
        ("周海", "zh"),
        ("李静", "lj"),
        ("马超", "mc"),
        ("吴霞", "wx"),
        ("钱伟", "qw"),
        ("何敏", "hm"),
        ("孙玉", "sy"),
    ]
    rows = [{"id": initials, "name": name, "initials": initials} for name, initials in names]
    page = show(f"{{{{ people('owner', {rows}, '', '谁认领') }}}}")
    page.locator("[data-choice] [type=search]").fill("qw")
    expect(page.get_by_text("周海")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator("[name=owner][value=qw]")).to_be_checked()
    expect(page.get_by_text("周海")).to_be_visible()


def test_an_error_summary_takes_the_focus(show: Show) -> None:
    page = show("<p>x</p><div class=errs tabindex=-1 data-focus><h2>有问题</h2></div>")
    expect(page.locator(".errs")).to_be_focused()


def test_arrow_keys_walk_a_list(show: Show) -> None:
    page = show("<ul data-keys><li><a id=one href='/a'>a</a></li><li><a id=two href='/b'>b</a></li></ul>")
    page.locator("#one").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#two")).to_be_focused()


def test_a_second_tap_sends_nothing(show: Show) -> None:
    page = show("<form method=post action='/slow'>{{ button('保存') }}</form>")
    asked: list[str] = []
    page.route("**/slow", lambda route: asked.append(route.request.method))  # never answered, like a slow line
    page.evaluate("() => { const b = document.querySelector('main button'); b.click(); b.click(); b.click(); }")
    wait_for(lambda: page.wait_for_timeout(200) or asked, "the first tap to be sent")
    assert asked == ["POST"]


REGION = (
    "<div id=region><form hx-post='/act' hx-target='#region' hx-swap='outerHTML'>"
    "<input id=kept>{{ button('办') }}</form></div>"
)


@pytest.mark.parametrize(
    ("status", "html", "words"),
    [
        (500, "<h1>gateway</h1>", "服务器出了岔子"),
        (409, '<p id="trouble" class="strip bad">刚才有人先改了</p>', "刚才有人先改了"),
        (503, '<p id="trouble" class="strip off">正在升级</p>', "正在升级"),
    ],
)
def test_a_refusal_is_said_above_and_the_form_stays(show: Show, status: int, html: str, words: str) -> None:
    page = show(REGION)
    answer(page, "**/act", status, html)
    page.locator("#kept").fill("阳台窗户关不严")
    page.get_by_role("button", name="办").click()
    expect(page.locator("#notice")).to_contain_text(words)
    expect(page.locator("#kept")).to_have_value("阳台窗户关不严")


def test_a_lost_network_is_said_and_the_form_stays(show: Show) -> None:
    page = show(REGION)
    page.route("**/act", lambda route: route.abort())
    page.locator("#kept").fill("阳台窗户关不严")
    page.get_by_role("button", name="办").click()
    expect(page.locator("#notice")).to_contain_text("没网")
    expect(page.locator("#kept")).to_have_value("阳台窗户关不严")


def test_a_form_with_errors_comes_back_in_place(show: Show) -> None:
    page = show(REGION)
    answer(page, "**/act", 422, "<div id=region><div class=errs tabindex=-1 data-focus>有问题</div></div>")
    page.get_by_role("button", name="办").click()
    expect(page.locator("#region .errs")).to_be_focused()


def test_reading_aloud_is_offered_only_where_there_is_a_voice(show: Show) -> None:
    page = show("<p id=words>326 分</p>{{ read_aloud('words') }}")
    expect(page.locator("[data-read]")).to_be_visible()
    page.add_init_script("delete window.speechSynthesis")
    page.reload()
    awake(page)
    expect(page.locator("[data-read]")).to_be_hidden()
