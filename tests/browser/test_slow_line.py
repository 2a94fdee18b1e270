"""Before the scripts have come over a slow line: what is typed meanwhile stays, is kept, and no draft goes over it."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.offline_town import Street
from tests.browser.phone import awake, drafts, wait_for
from tests.browser.test_council import cookies
from tests.conftest import HouseClient
from tests.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

CODE = re.compile(r"/sync/code/|/js/")
Opened = Callable[[Page, str], Callable[[], None]]


@pytest.fixture
def slowly() -> Iterator[Opened]:
    """Opens a page whose scripts are still on their way; what it gives back lets them arrive."""

    def open_page(page: Page, url: str) -> Callable[[], None]:
        held: list[Route] = []
        page.route(CODE, lambda route: held.append(route))
        page.goto(url, wait_until="commit")
        page.wait_for_selector("main form", state="attached")

        def arrive() -> None:
            for route in held:
                route.continue_()
            page.unroute(CODE)

        return arrive

    yield open_page


def test_at_a_door(ready: tuple[Street, Page], slowly: Opened) -> None:
    here, phone = ready
    phone.close()
    page = here.phone.browser.new_context(locale="zh-CN", service_workers="block").new_page()  # type: ignore[union-attr]
    here.phone.sign_in(page)
    door = f"{here.phone.address}/doors/{here.homes[0]}?outcome=something"
    page.goto(door)
    here.phone.open_form(page, here.homes[0])
    page.get_by_text("维修").click()
    page.fill("textarea[name=words]", "窗户关不严")
    here.phone.keeps(page, "draft")
    first = here.phone.kept_at(page)
    arrive = slowly(page, door)
    page.fill("textarea[name=words]", "水管也漏了")
    arrive()
    here.phone.open_form(page, here.homes[0])
    expect(page.locator("[name=need][value=REPAIR]")).to_be_checked()  # the rest of the draft is back
    expect(page.locator("textarea[name=words]")).to_have_value("水管也漏了")
    wait_for(lambda: here.phone.kept_at(page) > first, "the draft to be kept")
    page.goto("about:blank")
    page.goto(door)
    expect(page.locator("textarea[name=words]")).to_have_value("水管也漏了")
    assert len(here.phone.states(page)) == 1


def test_in_the_office(
    chromium: Browser, client: HouseClient, town: Town, address: str, slowly: Opened
) -> None:
    context = chromium.new_context(locale="zh-CN")
    context.add_cookies(cookies(client, town.li, address))  # type: ignore[arg-type]
    page = context.new_page()
    form = f"{address}/volunteers/new"
    arrive = slowly(page, form)
    page.fill("[name=name]", "周海")
    page.fill("[name=phone]", "13900001111")
    arrive()
    awake(page)
    wait_for(lambda: drafts(page), "the draft to be kept")
    arrive = slowly(page, form)
    page.fill("[name=name]", "周海燕")
    arrive()
    expect(page.locator("[name=phone]")).to_have_value("13900001111")
    expect(page.locator("[name=name]")).to_have_value("周海燕")
    context.close()
