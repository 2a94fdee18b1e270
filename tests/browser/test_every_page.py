"""Walks every page a role can reach by links and looks at it with a phone's eyes: nothing too wide, too small,
nameless or unreadable, in the four modes and in English. A page that is new is looked at without being listed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.phone import awake
from tests.conftest import HouseClient
from tests.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
MOST_PAGES = 40
COVERED = """() => {
  const e = document.activeElement, foot = document.querySelector('.foot');
  if (!e || e === document.body || !foot || foot.contains(e) || e.matches('.skip')) return '';
  const box = e.getBoundingClientRect();
  return box.bottom > foot.getBoundingClientRect().top + 1 && box.height < 300 ? e.outerHTML.slice(0, 90) : '';
}"""
JUST_ABOVE_THE_BAR = """() => {
  const bar = () => document.querySelector('.foot').getBoundingClientRect().top;
  const link = [...document.querySelectorAll('main a')].filter(a => a.getBoundingClientRect().top < bar()).pop();
  link.focus({preventScroll: true});
  window.scrollBy(0, link.getBoundingClientRect().bottom - bar() + 1);
}"""
PUSHED_BY = "(by) => { document.getElementById('notice').innerHTML = `<p style='height:${by}px'>…</p>`; }"
LINKS = "() => [...document.querySelectorAll('a[href^=\"/\"]:not([download])')].map(a => a.getAttribute('href'))"


def visit(chromium: Browser, address: str, client: HouseClient, account: str | None, **look: Any) -> BrowserContext:
    """A browser in which this person is signed in and has chosen this look."""
    width, mode, lang = look.get("width", 390), look.get("mode", "standard"), look.get("lang", "zh")
    context = chromium.new_context(
        viewport={"width": width, "height": 720}, bypass_csp=True, service_workers="block", reduced_motion="reduce"
    )
    cookies = [{"name": "mode", "value": mode, "url": address}, {"name": "lang", "value": lang, "url": address}]
    if account:
        client.sign_in(account)
        kept = client.get_cookie("fullgrid")
        assert kept is not None
        cookies.append({"name": "fullgrid", "value": kept.value, "url": address})
    context.add_cookies(cookies)  # type: ignore[arg-type]
    return context


def walk(page: Page, address: str, start: str = "/") -> Iterator[str]:
    """Pages reached by links, breadth first; one page of each kind, since ids and filters only repeat it."""
    waiting, met = [start], set()
    while waiting and len(met) < MOST_PAGES:
        path = waiting.pop(0)
        kind = "/".join("…" if len(part) == 36 else part for part in path.split("?")[0].split("#")[0].split("/"))
        if kind in met or kind.endswith((".xlsx", ".pdf", ".ics", ".zip", ".docx")):
            continue
        met.add(kind)
        try:
            answer = page.goto(address + path)
        except Exception as trouble:
            if "Download is starting" in str(trouble):
                continue
            raise
        assert answer is not None
        assert answer.status < 500, f"{path}: {answer.status}"
        if "text/html" not in answer.headers.get("content-type", "") or page.locator("body.sheet, main.sheet").count():
            continue
        waiting += page.evaluate(LINKS)
        yield path


def complaints(page: Page, path: str, least: int) -> list[str]:
    seen = page.evaluate(PROBE, least)
    wide = [f"{path}: {seen['over']} px too wide"] if seen["over"] > 0 else []
    return wide + [f"{path}: {kind} {each}" for kind in ("small", "tiny", "nameless") for each in seen[kind]]


STEPPING = ("wang", "li")  # whose pages are stepped through as well
ROLES = ["wang", "li", "chen", "he", "zhao", "qian", "sun", "zhou", "wu", "zheng"]


@pytest.mark.parametrize("person", [None, *ROLES])
def test_a_phone_shows_every_page_whole(
    chromium: Browser, address: str, client: HouseClient, town: Town, person: str | None
) -> None:
    with visit(chromium, address, client, town.accounts[person] if person else None) as context:
        page = context.new_page()
        found: list[str] = []
        for path in walk(page, address, "/" if person else "/sign-in"):
            found += complaints(page, path, 44)
            page.set_viewport_size({"width": 320, "height": 640})
            found += [each + " at 320" for each in complaints(page, path, 0) if "too wide" in each]
            page.set_viewport_size({"width": 360, "height": 640})
            page.evaluate("() => { document.documentElement.style.fontSize = '140%'; }")
            found += [each + " with large text" for each in complaints(page, path, 0) if "too wide" in each]
            page.evaluate("() => { document.documentElement.style.fontSize = ''; }")
            page.set_viewport_size({"width": 390, "height": 720})
            found += [f"{path}: {serious}" for serious in serious_faults(page)]
            found += under_a_bar(page, path) if person in STEPPING else []
        assert found == [], "\n".join(found)


@pytest.mark.parametrize(
    ("person", "mode", "lang"), [("zhao", "elder", "zh"), ("wang", "sun", "en"), ("wang", "dark", "zh")]
)
def test_other_looks_hold_as_well(
    chromium: Browser, address: str, client: HouseClient, town: Town, person: str, mode: str, lang: str
) -> None:
    with visit(chromium, address, client, town.accounts[person], mode=mode, lang=lang) as context:
        page = context.new_page()
        found: list[str] = []
        for path in walk(page, address):
            found += complaints(page, path, 60 if mode == "elder" else 44)
            found += [f"{path}: {serious}" for serious in serious_faults(page, LOOKS if lang == "zh" else None)]
        assert found == [], "\n".join(found)


def under_a_bar(page: Page, path: str) -> list[str]:
    """What has the focus on the way through a page and cannot be seen."""
    page.set_viewport_size({"width": 390, "height": 560})
    hidden = []
    for _ in range(30):
        page.keyboard.press("Tab")
        if covered := still_covered(page):
            hidden.append(f"{path}: has the focus under a bar: {covered}")
    page.set_viewport_size({"width": 390, "height": 720})
    return hidden


def still_covered(page: Page) -> str:
    """What comes late may have moved the page below the focus: looked at again until it has been moved back."""
    covered = ""
    for _ in range(20):
        covered = str(page.evaluate(COVERED))
        if not covered:
            break
        page.wait_for_timeout(100)
    return covered


def test_what_arrives_late_does_not_push_the_focus_under_a_bar(
    chromium: Browser, address: str, client: HouseClient, town: Town
) -> None:
    with visit(chromium, address, client, town.accounts["li"]) as context:
        page = context.new_page()
        page.set_viewport_size({"width": 390, "height": 560})
        page.goto(address + "/attendance")
        awake(page)
        page.evaluate(JUST_ABOVE_THE_BAR)
        assert still_covered(page) == ""
        for height in (120, 700):  # also by more than a screen at once
            page.evaluate(PUSHED_BY, height)
            assert still_covered(page) == ""
        page.evaluate("() => scrollBy(0, 1)")  # a step and what arrives in one frame
        page.evaluate(PUSHED_BY, 1500)
        assert still_covered(page) == ""
        page.mouse.wheel(0, -5000)  # whoever reads further up by hand is left there
        page.wait_for_function("() => scrollY === 0")
        page.evaluate(PUSHED_BY, 1600)
        page.wait_for_timeout(300)
        assert page.evaluate("() => scrollY") == 0


LOOKS = ["color-contrast", "link-in-text-block"]  # what another mode of the same page may break


def serious_faults(page: Page, rules: list[str] | None = None) -> list[str]:
    """Without `rules`: by all of them. Style sheets are not fetched a second time: none here turns with the phone."""
    asked = {"resultTypes": ["violations"], "preload": False} | ({"runOnly": rules} if rules else {})
    said = Axe().run(page, options=asked).response["violations"]
    return [
        f"{fault['id']} {fault['nodes'][0]['target']}" for fault in said if fault["impact"] in ("serious", "critical")
    ]


IN_A_COLUMN = """() => {
  if (!document.body.matches('.tabbed, .desk')) return false;
  const shown = [...document.querySelectorAll('main > :not(.how)')].filter(one => one.getClientRects().length);
  return shown.length > 0 && Math.max(...shown.map(one => one.getBoundingClientRect().right)) < 1100;
}"""


@pytest.mark.parametrize("person", ["li", "chen", "zhou", "he"])
def test_a_desk_shows_every_page_whole_and_never_as_a_phones_column(
    chromium: Browser, address: str, client: HouseClient, town: Town, person: str
) -> None:
    with visit(chromium, address, client, town.accounts[person], width=1280) as context:
        page = context.new_page()
        found: list[str] = []
        for path in walk(page, address):
            found += complaints(page, path, 24)
            if person in ("li", "he") and page.evaluate(IN_A_COLUMN):
                found.append(f"{path}: a phone's column")
        assert found == [], "\n".join(found)


LONG = "冬梅轩社区居民反映楼下菜地改微花园以后下雨天积水排不出去老人出门绕行三号楼至六号楼"
A_ROW_OF_CASES = """(words) => {
  const cells = ['21 d left', 'Reported', '冬梅轩社区', 'Surroundings', '冬梅轩社区', 'Found on a round', 'Yesterday'];
  const box = document.createElement('div');
  box.className = 'card tblbox';
  box.innerHTML = `<table class="tbl cards"><tbody><tr><td class="x"></td>
    <th scope="row"><a class="t" href="/">${words}</a><span class="m">${words}</span></th>
    ${cells.map(each => `<td><span class="m">${each}</span></td>`).join('')}</tr></tbody></table>`;
  document.getElementById('list').append(box);
}"""


def test_a_list_at_the_desk_is_never_wider_than_its_page(
    chromium: Browser, address: str, client: HouseClient, town: Town
) -> None:
    """English cells are wider than Chinese ones, and a Chinese title has no spaces to break at."""
    with visit(chromium, address, client, town.accounts["chen"], width=1280, lang="en") as context:
        page = context.new_page()
        page.goto(address + "/cases/?state=all")
        page.evaluate(A_ROW_OF_CASES, LONG)
        assert page.evaluate(PROBE, 0)["over"] <= 0
