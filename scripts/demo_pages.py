"""What the scripts that take pictures of the demo have in common."""

import re
from collections.abc import Callable
from urllib.parse import urljoin

from playwright.sync_api import Page


def first(pattern: str) -> Callable[[Page], None]:
    """Opens the first link of the page whose address fits."""

    def step(page: Page) -> None:
        hrefs = page.eval_on_selector_all("main a[href]", "all => all.map(one => one.getAttribute('href'))")
        page.goto(urljoin(page.url, next(href for href in hrefs if re.search(pattern, href))))

    return step


def sign_in(page: Page, address: str, who: str, password: str) -> None:
    page.goto(f"{address}/sign-in")
    page.fill("input[name=login]", who)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)
