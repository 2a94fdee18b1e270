"""The hall in Chromium: keyboard only, killed a second after Enter, cut off and back, two hosts at once."""

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import FLAGS
from tests.browser.phone import CHROMIUM, awake, has_key, wait_for
from tests.conftest import HouseClient
from tests.council.sittings import hall as halls
from tests.town import Town
from webapp.core.data import db
from webapp.council.sittings import queries
from webapp.council.sittings.models import Resolution

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]

DEED = "装灭蚊灯，一栋一盏，共4盏"
KEYS_BEYOND_THE_WORDS = [" ", "@", "z", "h", " ", "月", "底", "Enter"]


@pytest.fixture
def hall(app: Flask, town: Town) -> halls.Hall:
    with app.app_context():
        return halls.begin(town, count=10)


def cookies(client: HouseClient, account: str, address: str) -> list[dict[str, str]]:
    client.sign_in(account)
    kept = client.get_cookie("fullgrid")
    assert kept is not None
    return [{"name": "fullgrid", "value": kept.value, "url": address}, {"name": "lang", "value": "zh", "url": address}]


def enter(
    chromium: Browser, client: HouseClient, account: str, address: str, hall: halls.Hall
) -> tuple[BrowserContext, Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    context.add_cookies(cookies(client, account, address))  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/councils/meetings/{hall.meeting.id}/live")
    awake(page)
    expect(page.locator("#line")).to_be_focused()
    return context, page


def rows(app: Flask, hall: halls.Hall, **more: Any) -> list[Resolution]:
    with app.app_context():
        return queries.resolutions(db.session(), hall.meeting.id, **more)


def test_a_resolution_takes_no_mouse_and_at_most_twelve_keys_beyond_its_words(
    chromium: Browser, client: HouseClient, town: Town, app: Flask, address: str, hall: halls.Hall, record_property: Any
) -> None:
    context, page = enter(chromium, client, town.li, address, hall)
    page.keyboard.type(DEED)
    for key in KEYS_BEYOND_THE_WORDS[:-1]:
        page.keyboard.insert_text(key)
    expect(page.locator("#preview")).to_contain_text("周海")
    began = time.perf_counter()
    page.keyboard.press(KEYS_BEYOND_THE_WORDS[-1])
    page.wait_for_selector("#lines li")
    record_property("enter_to_row_ms", round((time.perf_counter() - began) * 1000))
    assert len(KEYS_BEYOND_THE_WORDS) <= 12
    expect(page.locator("#lines li")).to_contain_text(DEED)
    expect(page.locator("#lines li")).to_contain_text("周海")
    expect(page.locator("#line")).to_be_focused()
    expect(page.locator("#line")).to_have_value("")
    [row] = rows(app, hall)
    assert (row.owner_id, row.quantity) == (hall.parties["周海"], 4)
    page.keyboard.press("Control+z")
    expect(page.locator("#lines li")).to_have_count(0)
    assert rows(app, hall) == []
    assert len(rows(app, hall, with_withdrawn=True)) == 1, "undo is a withdrawal"
    context.close()


def test_the_keys_of_the_hall(
    chromium: Browser, client: HouseClient, town: Town, app: Flask, address: str, hall: halls.Hall
) -> None:
    with app.app_context(), db.transaction() as session:
        from webapp.council.councils import agenda_services

        agenda_services.add_line(session, hall.actor, hall.meeting, title="下一个题目", reason="测试")
    context, page = enter(chromium, client, town.li, address, hall)
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#work h2")).to_have_text("下一个题目")
    expect(page.locator("#line")).to_be_focused()
    page.keyboard.press("Alt+v")
    expect(page.locator("#votes_for")).to_be_focused()
    page.keyboard.type("8")
    page.keyboard.press("Tab")
    page.keyboard.type("1")
    page.keyboard.press("Tab")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    expect(page.locator("#votes")).to_contain_text("赞成 8，反对 1，弃权 1")
    page.locator("#who").focus()
    page.keyboard.type("pj")
    page.keyboard.press("Enter")
    expect(page.locator("#people h2")).to_contain_text("11 / 12")
    ring = page.evaluate(
        "() => { const s = getComputedStyle(document.activeElement); return s.outlineWidth + s.boxShadow }"
    )
    assert ring
    context.close()


def test_a_wrong_part_stands_at_its_cell_and_nothing_typed_is_lost(
    chromium: Browser, client: HouseClient, town: Town, app: Flask, address: str, hall: halls.Hall
) -> None:
    context, page = enter(chromium, client, town.li, address, hall)
    page.keyboard.insert_text("修灯 @无此人 2020.1.1")
    page.keyboard.press("Enter")
    expect(page.locator("#preview .bad")).to_have_count(2)
    expect(page.locator("#preview")).to_contain_text("没找到“无此人”")
    expect(page.locator("#line")).to_have_value("修灯 @无此人 2020.1.1")
    expect(page.locator("#line")).to_be_focused()
    assert rows(app, hall) == []
    context.close()


def test_two_hosts_see_each_others_sentences(
    chromium: Browser, client: HouseClient, town: Town, app: Flask, address: str, hall: halls.Hall
) -> None:
    first, one = enter(chromium, client, town.li, address, hall)
    second, other = enter(chromium, client, town.li, address, hall)
    other.keyboard.insert_text("我正写到一半")
    one.keyboard.insert_text("修东门路灯 @zh 月底")
    one.keyboard.press("Enter")
    expect(other.locator("#lines li")).to_contain_text("修东门路灯")
    expect(other.locator("#line")).to_have_value("我正写到一半")
    first.close()
    second.close()


def test_without_a_network_the_sentence_goes_to_the_outbox_and_arrives_by_itself(
    chromium: Browser, client: HouseClient, town: Town, app: Flask, address: str, hall: halls.Hall
) -> None:
    context, page = enter(chromium, client, town.li, address, hall)
    has_key(page)
    context.set_offline(True)
    page.keyboard.insert_text("断网时也能记 @zh 月底")
    page.keyboard.press("Enter")
    expect(page.locator("#kept li")).to_contain_text("断网时也能记")
    expect(page.locator("#line")).to_have_value("")
    assert rows(app, hall) == []
    context.set_offline(False)
    wait_for(lambda: rows(app, hall), "the sentence to arrive", 60)
    [row] = rows(app, hall)
    assert row.deed == "断网时也能记"
    assert row.owner_id == hall.parties["周海"]
    expect(page.locator("#lines li")).to_contain_text("断网时也能记")
    expect(page.locator("#kept li")).to_have_count(0)
    context.close()


class Killable:
    """A Chromium that is not closed but killed, and started again on the same profile."""

    def __init__(self, chromium: Browser, profile: Path) -> None:
        command = [
            CHROMIUM, "--headless", *FLAGS, "--remote-debugging-port=0", f"--user-data-dir={profile}", "about:blank"
        ]  # fmt: skip
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        told = profile / "DevToolsActivePort"
        wait_for(lambda: told.exists() and len(told.read_text().splitlines()) > 1, "the browser to start", 40)
        self.browser = chromium.browser_type.connect_over_cdp(f"http://127.0.0.1:{told.read_text().splitlines()[0]}")
        self.page = self.browser.contexts[0].new_page()

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def test_a_browser_killed_a_second_after_enter_has_lost_nothing(
    chromium: Browser, client: HouseClient, town: Town, app: Flask, address: str, hall: halls.Hall, tmp_path: Path
) -> None:
    run = Killable(chromium, tmp_path / "profile")
    run.browser.contexts[0].add_cookies(cookies(client, town.li, address))  # type: ignore[arg-type]
    run.page.goto(f"{address}/councils/meetings/{hall.meeting.id}/live")
    awake(run.page)
    run.page.locator("#line").focus()
    run.page.keyboard.insert_text("先装东边三栋 @zh 月底")
    run.page.keyboard.press("Enter")
    run.page.wait_for_selector("#lines li")
    with run.page.expect_response(lambda answer: "还没写完的半句" in unquote_plus(answer.request.post_data or "")):
        run.page.keyboard.insert_text("还没写完的半句 @z")  # goes to the server by itself, in the same second
    run.kill()
    assert [row.deed for row in rows(app, hall)] == ["先装东边三栋"]
    html = client.sign_in(town.li).get(f"/councils/meetings/{hall.meeting.id}/live").get_data(as_text=True)
    assert 'value="还没写完的半句 @z"' in html, "the half-typed sentence is there again"
