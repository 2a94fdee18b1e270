"""What a phone fetches before the first page stands: bytes over the wire and requests, told by Chromium itself."""

import os
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks import _server
from benchmarks.clock import Line

TITLE = "First visit of a phone (390 × 844, empty cache): bytes over the wire and requests"
TAKES = 55
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]


def run() -> list[Line]:
    with _server.serving() as served, sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        phone: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
        lines = [
            _visit("sign-in, first time", browser.new_context(**phone), served.url + "/sign-in"),
            _visit("today's page, first time", _signed_in(browser.new_context(**phone), served), served.url + "/today"),
        ]
        lines.append(_again(_signed_in(browser.new_context(**phone), served), served.url + "/today"))
        browser.close()
    return lines


def _visit(name: str, context: Any, url: str) -> Line:
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes: list[int] = []
    wire.on("Network.loadingFinished", lambda told: sizes.append(int(told["encodedDataLength"])))
    page.goto(url, wait_until="networkidle")
    page.close()
    return Line(name, {"bytes": f"{sum(sizes):,}", "requests": len(sizes)})


def _again(context: Any, url: str) -> Line:
    """Listening on the wire turns the cache off, so the second visit is told by the page's own resource timing."""
    page = context.new_page()
    for _ in range(2):
        page.goto(url, wait_until="networkidle")
    sizes = page.evaluate(
        "() => ['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind)).map(e => e.transferSize)"
    )
    page.close()
    return Line("today's page, second time", {"bytes": f"{sum(sizes):,}", "requests": sum(1 for size in sizes if size)})


def _signed_in(context: Any, served: _server.Served) -> Any:
    pairs = [pair.split("=", 1) for pair in _server.sign_in(served, "wang").split("; ")]
    context.add_cookies([{"name": name, "value": value, "url": served.url} for name, value in pairs])
    return context
