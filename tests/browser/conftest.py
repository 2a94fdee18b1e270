"""One browser for all pages of a run, and what most tests begin with. A machine that runs two browsers at once is
slower than a person is patient: what is awaited may take longer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.browser.offline_town import Street, ready_street
from tests.browser.phone import CHROMIUM
from tests.browser.serving import serving
from tests.town import Town

expect.set_options(timeout=20_000)
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as engine:
        yield engine


@pytest.fixture(scope="package")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    with serving(app) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def ready(app: Flask, town: Town, playwright: Playwright, tmp_path: Path) -> Iterator[tuple[Street, Page]]:
    """王's phone, signed in and with everything on it."""
    with ready_street(app, town, playwright, tmp_path) as made:
        yield made
