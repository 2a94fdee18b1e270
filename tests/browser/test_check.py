"""A certificate proves itself on a phone: online, from the phone's store without network, and in a kept file."""

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.conftest import HouseClient
from tests.town import Town
from tests.volunteering.certificates.papers import issue
from webapp.core.data import db
from webapp.volunteering.certificates import services

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]


def link_of(app: Flask, town: Town, address: str, void: bool = False) -> str:
    with app.app_context():
        paper = issue(db.session(), town, f"check:{void}")
        if void:
            with db.transaction() as session:
                services.end(session, None, paper, reason="错发")
        return address + paper.link.removeprefix("http://localhost:8000")


def test_the_page_checks_the_signature_online(
    chromium: Browser, app: Flask, town: Town, address: str
) -> None:
    page = chromium.new_page(locale="zh-CN")
    page.goto(link_of(app, town, address))
    expect(page.locator("#check-result")).to_contain_text("二维码是真的")
    expect(page.get_by_text("赵*强")).to_have_count(1)
    forged = link_of(app, town, address).replace("#MXxS", "#MXxT")
    page.goto("about:blank")
    page.goto(forged)
    expect(page.locator("#check-result")).to_contain_text("签名对不上")
    page.close()


def test_a_kept_phone_checks_without_network(
    chromium: Browser, app: Flask, town: Town, address: str
) -> None:
    good, void = link_of(app, town, address), link_of(app, town, address, void=True)
    context = chromium.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}/c/")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("() => localStorage.getItem('check-list') !== null")
    page.reload()
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    context.set_offline(True)
    for link, words in ((good, "二维码是真的"), (void, "已经作废")):
        page.goto("about:blank")
        page.goto(link)
        expect(page.locator("#check-result")).to_contain_text(words)
    context.close()


def test_a_kept_file_checks_a_pasted_link(
    chromium: Browser, app: Flask, town: Town, client: HouseClient, address: str, tmp_path: Path
) -> None:
    good, void = link_of(app, town, address), link_of(app, town, address, void=True)
    file = tmp_path / "check.html"
    file.write_bytes(client.get("/c/file").data)
    context = chromium.new_context(locale="zh-CN", offline=True)
    page = context.new_page()
    page.goto(file.as_uri())
    paste(page, good, "二维码是真的")
    paste(page, void, "已经作废")
    paste(page, good[:-4] + "AAAA", "签名对不上")
    paste(page, "https://example.com/", "没有读到")
    context.close()


def paste(page: Page, link: str, words: str) -> None:
    page.fill("textarea", link)
    page.click("button[type=submit]")
    expect(page.locator("#check-result")).to_contain_text(words)
