"""Without a network too, a page that shows people names whoever reads it."""


import pytest
from playwright.sync_api import Page, expect

from tests.browser.offline_town import Street
from tests.browser.proxy import Fault, Kind

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


def test_pages_that_open_without_a_network_name_the_reader(ready: tuple[Street, Page]) -> None:
    here, page = ready
    here.proxy.fault = Fault(Kind.REFUSE)
    for address in (f"/doors/{here.homes[0]}", "/today", "/register/"):
        page.goto(f"{here.phone.address}{address}")
        expect(page.locator("[data-shell]")).to_be_visible()
        expect(page.locator("svg.wm text").first).to_contain_text("王秀英 20")
    assert page.locator("svg.wm").count() == 1
    page.goto(f"{here.phone.address}/hazards/new")
    expect(page.locator("[data-shell=hazard]")).to_be_visible()
    assert page.locator("svg.wm").count() == 0, "a form without people carries none"
