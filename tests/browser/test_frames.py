"""The two frames of the desk as one: going from page to page nothing in the rail moves, and words fit their places."""

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from sqlmodel import Session

from tests.browser.phone import awake
from tests.browser.test_council import cookies
from tests.conftest import HouseClient
from tests.register.register.homes import build
from tests.town import Town
from webapp.core.data import db

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]

RAIL = """() => [...document.querySelectorAll('nav a, nav summary')].filter(one => one.checkVisibility())
  .filter(one => !one.matches('.home, .low')).map(one => {
    const look = getComputedStyle(one), box = one.getBoundingClientRect();
    return [one.textContent.replace(/\\s/g, '').replace(/\\d+件/, ''), look.fontSize, box.left, box.top, box.height];
  })"""
CLIPPED = """() => {
  const told = document.querySelector('.list .find input[type=search]'), look = getComputedStyle(told);
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = look.font;
  const room = told.clientWidth - parseFloat(look.paddingLeft) - parseFloat(look.paddingRight);
  return pen.measureText(told.placeholder).width - room;
}"""
SEARCHED = ("/cases/", "/register/households", "/register/residents", "/volunteers", "/points/entries", "/people/")


OUTSIDE = """() => [...document.querySelectorAll('.men .chip')].filter(one =>
  one.getBoundingClientRect().right > one.closest('.men').getBoundingClientRect().right).map(one => one.textContent)"""


@pytest.fixture
def homes(session: Session, town: Town) -> None:
    """Enough buildings for the columns to be as narrow as they get."""
    with db.transaction() as writing:
        for number in range(1, 13):
            build(writing, town, name=f"{number}号楼")


@pytest.fixture
def desk(app: Flask, client: HouseClient, town: Town, chromium: Browser, address: str) -> Page:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, service_workers="block")
    context.add_cookies(cookies(client, town.li, address))
    return context.new_page()


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    awake(page)
    return page


def test_the_rail_stays_where_it_is_from_frame_to_frame(desk: Page, address: str) -> None:
    wide = opened(desk, f"{address}/visits").evaluate(RAIL)
    assert len(wide) > 10
    assert opened(desk, f"{address}/rights/").evaluate(RAIL) == wide, "the same room, drawn by the other frame"


def test_whole_buildings_fit_their_places_in_english(desk: Page, town: Town, address: str, homes: None) -> None:
    desk.context.add_cookies([{"name": "lang", "value": "en", "url": address}])
    page = opened(desk, f"{address}/opinions/new")
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("path", SEARCHED)
def test_what_a_search_asks_for_is_read_whole(desk: Page, address: str, path: str) -> None:
    assert opened(desk, address + path).evaluate(CLIPPED) <= 0
