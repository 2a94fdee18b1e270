"""What the first visit of a phone costs, and how soon a door can be answered: cold, warm, and without a network.

400 kbit/s, 400 ms, CPU slowed four times; bytes and requests are counted by a proxy on the line, the worker's included.
"""

import os
import statistics
import time
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks import _server
from benchmarks.clock import Line
from tests.browser.proxy import Fault, Kind, Proxy

TITLE = "Offline, a door on a slow line (400 kbit/s, 400 ms, CPU ÷ 4): first visit and time to the first field"
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PEER = {"cold": "25.7 s", "warm": "6.0 s", "offline": "6.4 s"}
ROUNDS = int(os.environ.get("ROUNDS", "3"))


def run() -> list[Line]:
    seconds: dict[str, list[float]] = {"cold": [], "warm": [], "offline": []}
    first: list[tuple[int, int]] = []
    whole: list[tuple[int, int]] = []
    with _server.serving() as served, sync_playwright() as playwright:
        proxy = Proxy(served.port)
        address = f"http://localhost:{proxy.port}"
        home = _server.first_link(served, _server.sign_in(served, "wang"), "/today", "/doors/")
        for _ in range(ROUNDS):
            path = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
            cookies = [pair.split("=", 1) for pair in _server.sign_in(served, "wang").split("; ")]
            context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies])
            proxy.heal()
            proxy.reset_counts()
            seconds["cold"].append(_open(context, f"{address}/doors/{home}", idle=False))
            context.pages[0].wait_for_load_state("load")  # the field is there before the script that keeps it
            first.append((proxy.down + proxy.up, len(proxy.requests)))
            _wait_ready(context.pages[0])
            whole.append((proxy.down + proxy.up, len(proxy.requests)))
            seconds["warm"].append(_open(context, f"{address}/doors/{home}", idle=True))
            proxy.fault = Fault(Kind.REFUSE)
            seconds["offline"].append(_open(context, f"{address}/doors/{home}", idle=True))
            browser.close()
        proxy.close()
    return [*_costs(first, whole), *(_line(name, took) for name, took in seconds.items())]


def _open(context: Any, url: str, *, idle: bool) -> float:
    """Seconds from the tap on the address until a door's answer can be tapped."""
    page = context.pages[0] if context.pages and idle else context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    since = time.perf_counter()
    page.goto(url, wait_until="commit", timeout=60_000)
    page.wait_for_selector("#visit-form button[value=fine]", timeout=60_000)
    return time.perf_counter() - since


def _wait_ready(page: Any) -> None:
    """Files and grid are on the phone and were read back: nothing more goes over the line."""
    page.wait_for_function("() => navigator.serviceWorker.controller !== null", timeout=60_000)
    page.wait_for_load_state("networkidle", timeout=60_000)
    page.wait_for_timeout(3000)


def _costs(first: list[tuple[int, int]], whole: list[tuple[int, int]]) -> list[Line]:
    lines = []
    for name, counted, note in (
        ("to the first field", first, "goal 60,000 bytes, 10 requests; Enketo 7.6.4: 812,673 bytes, 17 requests"),
        (
            "until it works without a network",
            whole,
            "all on the line in both directions with headers: page, files, worker, list, grid, hello, ended papers",
        ),
    ):
        figures = {"bytes": f"{statistics.median(one for one, _ in counted):,.0f}",
                   "requests": f"{statistics.median(two for _, two in counted):.0f}"}  # fmt: skip
        lines.append(Line(name, figures, note))
    return lines


def _line(name: str, took: list[float]) -> Line:
    figures = {"seconds": f"{statistics.median(took):.2f}", "min": f"{min(took):.2f}", "max": f"{max(took):.2f}"}
    goal = {"cold": 4, "warm": 2, "offline": 1}[name]
    return Line(f"first field, {name}", figures, f"goal {goal} s; Enketo 7.6.4: {PEER[name]}")
