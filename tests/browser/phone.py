"""A phone: a real Chromium on a profile of its own, which may be killed by its process id and started again."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Locator, Page, Playwright, expect

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--lang=zh-CN",
    "--accept-lang=zh-CN", "--disable-extensions", "--remote-debugging-port=0",
    "--window-size=390,844",
]  # fmt: skip
INTERRUPTED = ("net::ERR_ABORTED", "is interrupted by another navigation")
STATES = """() => new Promise((done) => {
  const opening = indexedDB.open("fullgrid");
  opening.onsuccess = () => {
    const base = opening.result;
    if (!base.objectStoreNames.contains("records")) { base.close(); return done([]); }
    const asking = base.transaction("records").objectStore("records").getAll();
    asking.onsuccess = () => {
      base.close();
      done(asking.result.map(({ id, state, updated }) => [id, state, updated]));
    };
  };
  opening.onerror = () => done([]);
})"""

KEY_IS_THERE = """() => indexedDB.databases().then((all) => all.some(({ name }) => name === "fullgrid")
  && new Promise((done) => {
    indexedDB.open("fullgrid").onsuccess = ({ target: { result } }) => {
      result.transaction("meta").objectStore("meta").get("owner").onsuccess = (event) => {
        result.close();
        done(Boolean(event.target.result));
      };
    };
  }))"""


def awake(page: Page) -> None:
    """Waits until the page's scripts have come: a key that is pressed before is the browser's own."""
    page.wait_for_selector("html[data-script]")


def has_key(page: Page) -> None:
    """Waits until the key of the store has come: from then on nothing typed here needs a network."""
    wait_for(lambda: page.evaluate(KEY_IS_THERE), "the key")


def drafts(page: Page) -> list[str]:
    """Names of what is kept of office forms, in the store or in this tab."""
    return page.evaluate("""async () => {
      const inTab = Object.keys(sessionStorage).filter((name) => name.startsWith("draft:"));
      const known = (await indexedDB.databases()).some(({ name }) => name === "fullgrid");
      if (!known) return inTab;
      return new Promise((done) => {
        indexedDB.open("fullgrid").onsuccess = ({ target: { result } }) => {
          result.transaction("meta").objectStore("meta").getAllKeys().onsuccess = (event) => {
            result.close();
            done([...inTab, ...event.target.result.filter((name) => String(name).startsWith("draft:"))]);
          };
        };
      });
    }""")


@dataclass
class Phone:
    playwright: Playwright
    address: str
    database: Path
    profile: Path
    process: subprocess.Popen[bytes] | None = None
    browser: Browser | None = None
    said: list[str] = field(default_factory=list)

    def start(self) -> Page:
        port_file = self.profile / "DevToolsActivePort"
        port_file.unlink(missing_ok=True)
        command = [CHROMIUM, *FLAGS, f"--user-data-dir={self.profile}", "about:blank"]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        wait_for(lambda: port_file.exists() and len(port_file.read_text().splitlines()) > 1, "the browser to start")
        port = port_file.read_text().splitlines()[0]
        self.browser = self.playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        return self.new_page()

    def new_page(self) -> Page:
        assert self.browser is not None
        page = self.browser.contexts[0].new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        return page

    def kill(self) -> None:
        """SIGKILL to the whole browser, by its id: nothing is flushed, nothing is said."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.browser = None

    def close(self) -> None:
        """As a person closes it: everything is written down first."""
        assert self.browser is not None
        assert self.process is not None
        self.browser.new_browser_cdp_session().send("Browser.close")
        self.process.wait(20)
        self.browser = None

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.kill()

    def sign_in(self, page: Page, login: str = "wang", password: str = "灯亮了 8 格") -> None:
        page.goto(f"{self.address}/sign-in")
        page.fill("[name=login]", login)
        page.fill("[name=password]", password)
        page.click("main button[type=submit]")
        page.wait_for_url(lambda url: "/sign-in" not in url)

    def open(self, page: Page, where: str) -> None:
        """A saved form leaves by itself: who opens another page just then is interrupted, and opens it again.

        The browser may carry out the first order late and so interrupt the second one.
        """
        for _ in range(4):
            try:
                page.goto(f"{self.address}{where}")
                return
            except Error as stop:
                assert any(words in str(stop) for words in INTERRUPTED), stop
                page.wait_for_load_state()
        raise TimeoutError(f"always interrupted on the way to {where}")

    def make_ready(self, page: Page) -> None:
        self.open(page, "/outbox")
        page.wait_for_selector("[data-ready][data-is=green]", timeout=40_000)

    def go_to(self, page: Page, home: str) -> None:
        """A killed browser may have lost its cookie: then the person signs in again."""
        self.open(page, f"/doors/{home}")
        if "/sign-in" in page.url:
            self.sign_in(page)
            self.open(page, f"/doors/{home}")
        self.open_form(page, home)

    def open_form(self, page: Page, home: str) -> None:
        """The door's form is filled in and this page is its writer."""
        page.wait_for_selector("#visit-form[data-open]", state="attached")
        page.wait_for_function(f"() => document.querySelector('[name=household_id]').value === '{home}'")

    def keeps(self, page: Page, state: str, count: int = 1) -> None:
        """Waits until so many records are in that state on the phone."""

        def enough() -> bool:
            return list(self.states(page).values()).count(state) == count

        wait_for(enough, f"{count} {state}")

    def tap(self, page: Page, home: str, outcome: str = "fine", undo: int = 0) -> None:
        """One tap at a door, and the phone's word that it is kept."""
        self.go_to(page, home)
        before = len(self.states(page))
        page.evaluate(f"() => {{ document.getElementById('visit-form').dataset.undo = '{undo}'; }}")
        page.click(f"#visit-form button[value={outcome}] >> nth=0")
        wait_for(lambda: len(self.states(page)) > before, "the record to be kept")
        page.wait_for_url(lambda url: home not in url)

    def states(self, page: Page) -> dict[str, str]:
        return {record: state for record, state, _ in self._held(page)}

    def kept_at(self, page: Page) -> int:
        """When something was last written down on the phone, by its own clock, in milliseconds."""
        return max((updated for _, _, updated in self._held(page)), default=0)

    def _held(self, page: Page) -> list[tuple[str, str, int]]:
        for _ in range(5):
            try:
                return list(page.evaluate(STATES))
            except Exception:  # the page is on its way to the next door
                time.sleep(0.2)
        return list(page.evaluate(STATES))

    def rows(self) -> list[str]:
        """Ids of visits on the server, one a row."""
        with sqlite3.connect(self.database) as base:
            found = base.execute("SELECT id FROM visit ORDER BY id").fetchall()
        return [_dashed(row[0]) for row in found]

    def false_claims(self, page: Page) -> list[str]:
        """Records the phone calls received that the server does not hold."""
        known = set(self.rows())
        return [id for id, state in self.states(page).items() if state == "received" and id not in known]

    def send_all(self, page: Page, left: int = 0) -> None:
        """A killed browser may have lost its cookie: then the person signs in again, and the queue is still there."""
        self.open(page, "/outbox")
        if "/sign-in" in page.url:
            self.sign_in(page)
            self.open(page, "/outbox")
        page.wait_for_function("() => document.querySelector('[data-outbox] h2').textContent !== '正在看手机里有什么'")
        for _ in range(6):
            page.click("[data-deed=send]")
            try:
                wait_for(lambda: unsent(self.states(page)) <= left, "everything to be received", 6)
            except TimeoutError:
                continue
            return
        raise TimeoutError(f"still here: {self.states(page)}")


def the_one_record(page: Page) -> Locator:
    """The outbox draws after the store has changed: two lines still standing would end a strict look at once."""
    records = page.locator("[data-record]")
    expect(records).to_have_count(1)
    return records


def unsent(states: dict[str, str]) -> int:
    return sum(state in ("queued", "sending", "fix", "parked") for state in states.values())


def wait_for(true: Callable[[], Any], what: str, seconds: float = 40) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():
            return
        time.sleep(0.1)
    raise TimeoutError(f"waited {seconds} s for {what}")


def _dashed(text: str) -> str:
    return text if "-" in text else f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def get(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return json.loads(answer.read())
