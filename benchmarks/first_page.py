"""What a phone fetches before the first page stands: bytes over the wire and requests, told by Chromium itself."""

import os
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks import _server
from benchmarks.clock import Line

TITLE = "First visit of a phone (390 × 844, empty cache): bytes over the wire and requests"
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
        known = _signed_in(browser.new_context(**phone), served)
        _visit("", known, served.url + "/today")
        lines.append(_visit("today's page, second time", known, served.url + "/today"))
        browser.close()
    return lines


def _visit(name: str, context: Any, url: str) -> Line:
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes: dict[str, int] = {}
    held: set[str] = set()

    def answered(told: Any) -> None:
        if told["response"].get("fromDiskCache") or told["response"].get("fromServiceWorker"):
            held.add(told["requestId"])

    wire.on("Network.requestServedFromCache", lambda told: held.add(told["requestId"]))
    wire.on("Network.responseReceived", answered)
    wire.on("Network.loadingFinished", lambda told: sizes.update({told["requestId"]: int(told["encodedDataLength"])}))
    page.goto(url, wait_until="networkidle")
    page.close()
    fetched = [size for request, size in sizes.items() if request not in held]
    return Line(name, {"bytes": f"{sum(fetched):,}", "requests": len(fetched)})


def _signed_in(context: Any, served: _server.Served) -> Any:
    pairs = [pair.split("=", 1) for pair in _server.sign_in(served, "wang").split("; ")]
    context.add_cookies([{"name": name, "value": value, "url": served.url} for name, value in pairs])
    return context
