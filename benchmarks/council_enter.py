"""Enter in the hall until its row is painted, in Chromium, beside an empty htmx post on the same page and server."""

import os
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks import _server
from benchmarks.clock import Line, Times, short
from benchmarks.first_page import FLAGS

TITLE = "Council: Enter → row on screen (30 sentences one after another, 1280 × 800), and an empty htmx post"
TAKES = 85
ENTERS = 30
WATCH = """() => {
  addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.id !== "line") return;
    const since = performance.now();
    const rows = () => document.querySelectorAll("#lines li").length;
    const painted = (then) => requestAnimationFrame(() => setTimeout(() => then(performance.now() - since)));
    window.seen = null;
    new MutationObserver((_, eye) => {
      if (rows() <= before && !document.querySelector("#kept li")) return;
      eye.disconnect();
      painted((time) => { window.seen = time; });
    }).observe(document.getElementById("hall"), { childList: true, subtree: true });
    const before = rows();
    window.took = null;
    new MutationObserver((_, eye) => {
      if (rows() <= before) return;
      eye.disconnect();
      painted((time) => { window.took = time; });
    }).observe(document.getElementById("hall"), { childList: true, subtree: true });
  }, true);
}"""
EMPTY = """() => new Promise((told) => {
  const since = performance.now();
  htmx.ajax("POST", "/bare/", { target: "#snack", swap: "innerHTML" })
    .then(() => requestAnimationFrame(() => setTimeout(() => told(performance.now() - since))));
})"""


def run() -> list[Line]:
    with _server.serving() as served, sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = _hall(browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN"), served)
        empty = [float(page.evaluate(EMPTY)) for _ in range(ENTERS + 5)][5:]
        before = _cpu(served)
        enters = [_enter(page, number) for number in range(ENTERS)]
        took, seen = [one[0] for one in enters], [one[1] for one in enters]
        spent = (_cpu(served) - before) / ENTERS
        browser.close()
    base = Times(empty).median
    return [
        _line("an empty htmx post", empty, base),
        _line("Enter → the sentence on screen", seen, base, "the server's row, or after 90 ms what is kept here"),
        _line(
            "Enter → the server's row painted",
            took,
            base,
            f"server CPU {spent:.0f} ms a sentence with its previews",
        ),
    ]


def _line(name: str, milliseconds: list[float], base: float, note: str = "") -> Line:
    times = Times(milliseconds)
    figures = {f"p{percent} ms": short(times.percentile(percent)) for percent in (50, 95)}
    return Line(name, {**figures, "max ms": short(max(milliseconds)), "ratio": short(times.median / base)}, note)


def _hall(context: Any, served: _server.Served) -> Page:
    """Tonight's meeting of the demo: everybody signs in, the meeting opens."""
    pairs = [pair.split("=", 1) for pair in _server.sign_in(served, "li").split("; ")]
    context.add_cookies([{"name": name, "value": value, "url": served.url} for name, value in pairs])
    page: Page = context.new_page()
    page.goto(served.url + "/councils/")
    page.locator('a[href^="/councils/meetings/"]').first.click()
    found = re.search(r"/meetings/([0-9a-f-]{36})", page.url)
    assert found
    page.goto(f"{served.url}/councils/meetings/{found[1]}/live")
    for number in range(page.locator("#people .ppl button").count()):
        with page.expect_response(lambda answer: "/attendance" in answer.url):
            page.locator("#people .ppl button").nth(number).click()
    page.get_by_role("button", name="开会").click()
    page.locator("#line").wait_for()
    page.wait_for_timeout(2500)
    page.evaluate(WATCH)
    return page


def _enter(page: Page, number: int) -> tuple[float, float]:
    page.locator("#line").focus()
    page.keyboard.insert_text(f"修好{number + 1}号路灯杆 @zh 月底")
    page.wait_for_timeout(700)  # a person's pause: the last preview is over
    page.keyboard.press("Enter")
    took = page.wait_for_function("() => window.took").json_value()
    seen = page.evaluate("() => window.seen")
    page.wait_for_timeout(150)
    return float(took), float(seen)


def _cpu(served: _server.Served) -> float:
    """Milliseconds of the server's processes so far."""
    assert served.process is not None
    ticks = 0
    for told in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = told.read_text().rsplit(") ", 1)[1].split()
        except OSError:
            continue
        if int(fields[2]) == served.process.pid:
            ticks += int(fields[11]) + int(fields[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")
