"""The little town with a shop: 赵 the volunteer with 100 points, rice at 44, a repair department, a shift in half an
hour; and the people as they stand there, each with a browser of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.phone import awake
from tests.browser.serving import serving
from tests.conftest import HouseClient
from tests.exchange.points.ground import give, set_rule
from tests.exchange.shop.ground import shelf
from tests.town import Town
from tests.volunteering.activities.ground import plan, volunteer
from webapp.core.data import db
from webapp.core.time import clock
from webapp.volunteering.activities import membership_services
from webapp.volunteering.activities import services as activities
from webapp.volunteering.volunteers.models import Skill

PHONE, DESK, TABLET = (390, 844), (1280, 800), (820, 1180)
OWN_PHONE = "13800000002"


@dataclass
class Shop:
    browser: Browser
    client: HouseClient
    town: Town
    address: str
    goods: str = ""
    shift: str = ""
    number: str = ""
    open: list[BrowserContext] = field(default_factory=list)

    def page(self, who: str = "", size: tuple[int, int] = PHONE, mode: str = "standard") -> Page:
        context = self.browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="zh-CN")
        self.open.append(context)
        cookies = [
            {"name": "mode", "value": mode, "url": self.address},
            {"name": "lang", "value": "zh", "url": self.address},
        ]
        if who:
            self.client.sign_in(self.town.accounts[who])
            self.client.get("/me")  # mints the token; pages asked for side by side would each mint their own
            kept = self.client.get_cookie("fullgrid")
            assert kept is not None
            cookies.append({"name": "fullgrid", "value": kept.value, "url": self.address})
        context.add_cookies(cookies)  # type: ignore[arg-type]
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    def go(self, page: Page, path: str) -> None:
        page.goto(self.address + path)
        awake(page)


def _furnish(town: Town, shop: Shop) -> None:
    with db.transaction() as session:
        zhao = volunteer(session, town, phone=OWN_PHONE)
        give(session, town.party("zhao"), 100)
        shop.number, shop.goods = zhao.number, shelf(session, town, code="6901001").id
        shelf(session, town, points=30, code="6901002", name="洗衣液", measure="瓶")
        li = town.actor("li")
        membership_services.open_department(
            session, li, community_id=town.community, skill=Skill.REPAIR, name="维修服务部", lead_id=zhao.id
        )
        for act in ("patrol", "demand"):
            set_rule(session, town, act=act)
        made = activities.draft(session, town.actor("qian"), plan(town), community_id=town.community)
        soon = clock.now() + timedelta(minutes=30)
        shift = activities.add_shift(
            session, town.actor("qian"), made, starts_at=soon, ends_at=soon + timedelta(hours=2), places=2
        )
        activities.announce(session, town.actor("qian"), made)
        shop.shift = shift.id


@contextmanager
def opened(app: Flask, browser: Browser, client: HouseClient, town: Town) -> Iterator[Shop]:
    with serving(app) as port:
        shop = Shop(browser, client, town, f"http://127.0.0.1:{port}")
        with app.app_context():
            _furnish(town, shop)
        yield shop
        for context in shop.open:
            context.close()
