"""A street centre's morning by keyboard alone: find, sign, mark, press, read beside the list."""

from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlmodel import Session

from tests.browser.phone import awake, drafts, wait_for
from tests.browser.test_council import cookies
from tests.casework.cases.conftest import Open, open_case  # noqa: F401 (fixture)
from tests.conftest import HouseClient
from tests.town import Town
from webapp.casework.cases import transfer_services
from webapp.casework.cases.models import GridCase
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.work import jobs

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]


def press_until(page: Page, key: str, words: str) -> None:
    """Presses a key until what it leads to says these words."""
    for _ in range(60):
        page.keyboard.press(key)
        if words in (page.evaluate("document.activeElement.textContent") or ""):
            return
    raise AssertionError(f"{key} never leads to {words}")


def go(page: Page, words: str, where: str) -> None:
    page.keyboard.press("Control+k")
    expect(page.locator("#palette-q")).to_be_focused()
    page.keyboard.type(words)
    expect(page.locator(f"#hits[data-for='{words}'] a[href='{where}']").first).to_be_visible()
    press_until(page, "ArrowDown", page.locator(f"#hits a[href='{where}']").first.inner_text().strip())
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{where}")
    awake(page)


def test_a_street_centres_morning_by_keyboard_alone(
    app: Flask,
    client: HouseClient,
    town: Town,
    session: Session,
    chromium: Browser,
    address: str,
    open_case: Open,  # noqa: F811
) -> None:
    sent = open_case(words="天桥灯不亮")
    late = [open_case(words=f"第{n}处积水") for n in range(3)]
    with db.transaction() as writing:
        transfer_services.dispatch(writing, town.actor("li"), sent, unit_id=town.street)
        for case in late:
            row = writing.get_one(GridCase, case.id)
            row.reported_at = row.received_at = clock.now() - timedelta(days=9)
            row.due_at = row.first_due_at = clock.now() - timedelta(days=2)
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.add_cookies(cookies(client, town.chen, address))  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/overview")
    awake(page)

    # what waits is found by its initials and signed in place
    go(page, "dwb", "/desk/")
    page.locator("main a").first.focus()
    press_until(page, "ArrowDown", "签收")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{sent.id}")

    # the late ones: two are marked and pressed, as one job with its results
    awake(page)
    go(page, "db", "/cases/late")
    page.locator("[data-row] a.t").first.focus()
    page.keyboard.press("x")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    expect(page.locator("[data-marked]")).to_contain_text("标了 2 条")
    page.keyboard.press("a")
    expect(page.locator("button[value=press]")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/marked")
    page.locator("[name=words]").focus()
    page.keyboard.type("今天看一下")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lists/work/*")
    with app.app_context():
        jobs.run_pending()
    expect(page.get_by_text("2 条都办好了")).to_be_visible()

    # a case opens beside the list; Escape gives the row back
    go(page, "db", "/cases/late")
    page.locator("[data-row] a.t").first.focus()
    title = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    expect(page.locator("#pane h1")).to_have_text(title)
    assert page.url.endswith("/cases/late")
    page.keyboard.press("Escape")
    expect(page.locator("#pane h1")).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == title
    page.keyboard.press("?")
    expect(page.locator("[data-help] dl")).to_be_visible()
    context.close()


def test_an_unsaved_office_form_comes_back_and_a_saved_one_does_not(
    client: HouseClient,
    town: Town,
    chromium: Browser,
    address: str,
) -> None:
    context = chromium.new_context(locale="zh-CN")
    context.add_cookies(cookies(client, town.li, address))  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/volunteers/new")
    awake(page)
    page.fill("[name=name]", "写到一半")
    wait_for(lambda: drafts(page), "the draft to be kept")
    page.goto(f"{address}/desk/")
    page.goto(f"{address}/volunteers/new")
    expect(page.locator("[name=name]")).to_have_value("写到一半")
    expect(page.get_by_text("上次没存的内容放回来了")).to_be_visible()
    page.check("[name=consent]")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/volunteers/*-*")
    page.goto(f"{address}/volunteers/new")
    wait_for(lambda: not drafts(page), "the draft to go with what was taken")
    expect(page.locator("[name=name]")).to_have_value("")
    context.close()
