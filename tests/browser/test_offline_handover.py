"""A shared phone in a stairwell: locked and handed over without a network, and nothing of the one before is seen."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import col, select

from tests.browser.offline_town import Street
from tests.browser.phone import wait_for
from tests.browser.proxy import Fault, Kind
from tests.town import PASSWORD, Town
from webapp.casework.cases.models import GridCase, Voice
from webapp.core.data import db
from webapp.people.accounts.models import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


def test_in_flight_mode_the_phone_is_locked_and_handed_over(ready: tuple[Street, Page], town: Town) -> None:
    here, page = ready
    page.goto(f"{here.phone.address}/outbox")
    page.wait_for_selector("[data-ready][data-is=green]", timeout=40_000)
    here.proxy.fault = Fault(Kind.REFUSE)
    here.phone.tap(page, here.homes[0])
    page.goto(f"{here.phone.address}/me")
    expect(page.locator("[data-text=waiting]")).to_contain_text("1 条还在手机里")
    page.click("[data-sign-out] button")
    page.click("[data-leave=keep]")
    expect(page.locator("[data-text=waiting]")).to_have_text("手机锁着。")
    for address in (f"/doors/{here.homes[0]}", "/today", "/register/", "/find", "/outbox", "/cases/"):
        page.goto(f"{here.phone.address}{address}")
        expect(page.locator("[data-unlock]")).to_be_visible()
        assert "王" not in page.inner_text("main").replace("王秀英", "王"), address
    page.fill("#unlock-word", "not-it-at-all")
    page.click("[data-unlock] button")
    expect(page.locator("[data-unlock] [data-said]")).to_contain_text("密码不对")
    here.proxy.heal()
    page.goto(f"{here.phone.address}/today")  # her cookie is still in the browser: no page of hers may come for it
    page.wait_for_url("**/sign-in**")
    with here.app.app_context():
        open_ones = select(SignIn).where(SignIn.account_id == town.wang, col(SignIn.ended_at).is_(None))
        wait_for(lambda: db.session().exec(open_ones).all() == [], "the server to end her sign-in")
    assert here.phone.rows() == []
    here.phone.sign_in(page, "ma")
    page.goto(f"{here.phone.address}/outbox")
    expect(page.locator("[data-record]")).to_have_count(0)
    page.context.clear_cookies()
    here.phone.sign_in(page)
    wait_for(lambda: len(here.phone.rows()) == 1, "her record, once she is back")


def test_whoever_signed_in_here_before_opens_it_without_a_network(ready: tuple[Street, Page], town: Town) -> None:
    here, page = ready
    page.context.clear_cookies()
    here.phone.sign_in(page, "ma")
    here.phone.make_ready(page)
    page.context.clear_cookies()
    here.phone.sign_in(page)
    here.phone.make_ready(page)
    here.proxy.fault = Fault(Kind.REFUSE)
    page.goto(f"{here.phone.address}/me")
    page.click("[data-sign-out] button")
    page.fill("#unlock-word", PASSWORD)
    page.click("[data-unlock] button")
    expect(page.locator("[data-text=waiting]")).to_have_text("没有要送的。")


def test_the_tabs_open_what_the_phone_holds(ready: tuple[Street, Page], town: Town) -> None:
    here, page = ready
    page.goto(f"{here.phone.address}/outbox")
    page.wait_for_selector("[data-ready][data-is=green]", timeout=40_000)
    page.goto(f"{here.phone.address}/doors/{here.homes[0]}?outcome=something")
    here.phone.open_form(page, here.homes[0])
    page.check("[name=topic][value=need]", force=True)
    page.check("[name=need][value=REPAIR]", force=True)
    page.fill("[name=words]", "楼道灯不亮")
    page.click("#visit-form section button[type=submit]")
    wait_for(lambda: len(here.phone.rows()) == 1, "the case")
    page.wait_for_url(lambda url: here.homes[0] not in url)  # the walk goes on by itself
    page.goto(f"{here.phone.address}/outbox")
    with page.expect_response("**/sync/household**"):
        page.reload()
    page.wait_for_selector("[data-ready][data-is=green]", timeout=40_000)
    here.proxy.fault = Fault(Kind.REFUSE)
    page.goto(f"{here.phone.address}/cases/")
    expect(page.locator("[data-shell=cases] li")).to_have_count(1)
    expect(page.locator("[data-shell=cases] li")).to_contain_text("维修")
    expect(page.locator("[data-shell=cases] li [data-day]")).to_have_text(re.compile(r"^(\d{4}年)?\d+月\d+日$"))
    page.goto(f"{here.phone.address}/register/")
    expect(page.locator("[data-shell=register] a")).to_have_count(1)
    page.fill("[data-find]", "602")
    expect(page.locator("[data-found] a").first).to_be_visible()
    assert "王桂芬" not in page.inner_text("main"), "as the register masks it with a network"
    page.goto(f"{here.phone.address}/doors/{here.homes[1]}")
    expect(page.locator("[data-if=some_cases] li")).to_have_count(1)
    page.wait_for_selector("#visit-form[data-open]")
    page.click("[data-opens=visit-details]")
    page.check("[name=topic][value=need]", force=True)
    page.check("[name=need][value=REPAIR]", force=True)
    page.locator("label.chip:has([name=same_as])", has_text="维修").click()
    page.fill("[name=words]", "我家门口的灯也不亮")
    page.click("#visit-form section button[type=submit]")
    page.wait_for_url(lambda url: here.homes[1] not in url)
    here.proxy.heal()
    here.phone.send_all(page)
    with here.app.app_context():
        [case] = db.session().exec(select(GridCase)).all()
        assert len(db.session().exec(select(Voice).where(Voice.case_id == case.id)).all()) == 2, "joined, not a second"
