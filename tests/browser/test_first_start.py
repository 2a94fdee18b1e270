"""Set-up to the first visit in Chromium: the code from the terminal, the district, the account, a passkey kept by the
browser, a grid, a worker's slip scanned, a household, a knock. And the passkey opens the door again."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import func, select

from tests.browser.phone import wait_for
from tests.browser.serving import serving
from tests.centre.setup.test_first_hour import GRIDS, HOMES, PEOPLE, UNITS, sheet
from tests.centre.setup.test_first_start import code_from_terminal
from webapp.core.data import db
from webapp.door.visits.models import Visit
from webapp.register.intake import list_services
from webapp.register.intake.import_rules import COLUMNS

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(180)]
PASSWORD = "一层一层走上去吧"


@pytest.fixture
def place(empty_app: Flask) -> Iterator[str]:
    with serving(empty_app, "localhost") as port:
        yield f"http://localhost:{port}"


def fresh(chromium: Browser) -> Page:
    context: BrowserContext = chromium.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN", service_workers="block"
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    return page


def bring(page: Page, address: str, columns: object, rows: list[dict[str, str]], words: str) -> None:
    page.goto(address)
    content, name = sheet(columns, rows)
    picked = page.locator("[name=community_id] option", has_text=words).first.get_attribute("value")
    page.select_option("[name=community_id]", picked)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.set_input_files("[name=file]", {"name": name, "mimeType": kind, "buffer": content.getvalue()})
    page.get_by_role("button", name="传上去看看").click()
    page.get_by_role("button", name="都对，导入").click()
    expect(page.get_by_text("行都导入了")).to_be_visible()


def slip_of(page: Page, place: str, name: str) -> str:
    page.goto(f"{place}/people/")
    page.get_by_role("link", name=name).first.click()
    page.get_by_role("button", name="打一张登录条").click()
    address = page.locator("main p.sm:not(.mut)").first.inner_text()
    return place + "/welcome/" + address.split("/welcome/")[1].strip()


def choose_password(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    page.get_by_role("button", name="定好，进去").click()
    page.wait_for_url(lambda url: "/welcome/" not in url)


def visits(app: Flask) -> int:
    with app.app_context():
        return int(db.session().exec(select(func.count()).select_from(Visit)).one())


def test_from_the_code_to_the_first_visit(empty_app: Flask, place: str, chromium: Browser) -> None:
    he = fresh(chromium)
    tools = he.context.new_cdp_session(he)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip

    he.goto(f"{place}/setup/?code={code_from_terminal(empty_app)}")
    he.get_by_role("button", name="开始").click()
    he.select_option("[name=code]", "120110")
    he.get_by_role("button", name="就是这个区").click()
    for name, value in {"owner": "东丽区社会治理中心", "name": "何敏", "login": "hemin", "password": PASSWORD,
                        "again": PASSWORD}.items():  # fmt: skip
        he.fill(f"[name={name}]", value)
    he.get_by_role("button", name="建好，登录进去").click()
    expect(he.locator("main li.num")).to_have_count(10)
    he.get_by_role("link", name="抄好了，往下走").click()
    expect(he.get_by_role("heading", name="上线清单")).to_be_visible()

    he.goto(f"{place}/me/credentials/")
    he.get_by_role("button", name="加这台设备的通行密钥").click()
    expect(he.get_by_role("button", name="去掉")).to_be_visible()

    bring(he, f"{place}/intake/lists/units", list_services.kind_named("units").fields, UNITS, "东丽区")
    bring(he, f"{place}/intake/lists/people", list_services.kind_named("people").fields, PEOPLE, "东丽区")
    lin = fresh(chromium)
    choose_password(lin, slip_of(he, place, "林海"))
    few = [home for home in HOMES if home["grid"] == GRIDS[0]][:6]
    bring(lin, f"{place}/intake/", COLUMNS, few, "冬梅轩社区")

    wang = fresh(chromium)
    choose_password(wang, slip_of(lin, place, "王小红"))
    wang.goto(f"{place}/today")
    wang.locator("a[href^='/doors/']").first.click()
    wang.locator("#visit-form button[value=fine]").first.click()
    wait_for(lambda: visits(empty_app) == 1, "the knock to arrive")  # the phone keeps it while it may be taken back

    he.goto(f"{place}/me")
    he.get_by_role("button", name="退出登录").click()
    he.wait_for_url("**/sign-in*")
    he.get_by_role("button", name="用通行密钥登录").click()
    he.wait_for_url(lambda url: "/sign-in" not in url)
    he.goto(f"{place}/checklist")
    expect(he.get_by_text("1 次走访", exact=True)).to_be_visible()
