"""A form of a hundred questions at a door without a network, CPU slowed four times: how soon it can be filled in.

The page itself takes the times, from the tap on the page before: a driver that looks for elements four times slowed
would be most of what it measures."""

import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import sync_playwright

from benchmarks.clock import Line, Times
from tests.browser.offline_town import Street, street
from tests.browser.proxy import Fault, Kind
from tests.casework.dispatch.ground import list_duties
from tests.casework.questionnaires.books import HEAD, YES_NO, book, line
from tests.town import Town, build
from webapp import create_app
from webapp.casework.dispatch import order_services
from webapp.casework.dispatch.order_services import Draft
from webapp.casework.dispatch.rules import Homes
from webapp.casework.questionnaires import services
from webapp.core.config import Settings
from webapp.core.data import db, migrations
from webapp.core.time import clock
from webapp.people.accounts.permissions import Action

TITLE = "Tasks: a form of 100 questions opened offline (CPU ÷ 4; goal: under 1 s)"
ROUNDS, QUESTIONS = 7, 100
WATCH = """
addEventListener("click", () => { sessionStorage.since = Date.now(); }, true);
const look = () => {
  const form = document.querySelector("form[data-questions][data-open]");
  const now = Date.now() - Number(sessionStorage.since);
  if (form?.querySelector("[data-q=q1]")) globalThis.shownAfter ??= now;
  if (form?.elements.seen?.value.startsWith("q1 q3 q5")) globalThis.reckonedAfter = now;
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


def run() -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="fullgrid-bench-") as folder, sync_playwright() as playwright:
        url = f"sqlite:///{folder}/form.db"
        app = create_app(Settings(folder=Path(folder), database_url=url, testing=True))
        with app.app_context():
            migrations.upgrade(db.engine())
            with db.transaction() as session:
                town = build(session)
        with street(app, town, playwright, Path(folder)) as here:
            _ask(app, town)
            shown, reckoned = _opened(here)
            return [
                Line("from the tap to the first field", shown.figures("ms")),
                Line("… and until everything is reckoned", reckoned.figures("ms")), _typed(here),
            ]  # fmt: skip


PAGES: list[Any] = []


def _opened(here: Street) -> tuple[Times, Times]:
    page = here.phone.start()
    here.phone.sign_in(page)
    here.phone.make_ready(page)
    here.proxy.fault = Fault(Kind.REFUSE)
    page.add_init_script(WATCH)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    shown, reckoned = [], []
    for home in here.homes[:ROUNDS]:
        page.goto(f"{here.phone.address}/doors/{home}")
        page.wait_for_selector("a[href*='/tasks/']")
        page.wait_for_timeout(1500)
        page.click("a[href*='/tasks/']")
        page.wait_for_function("() => globalThis.reckonedAfter", polling=500)
        shown.append(page.evaluate("shownAfter") / 1000)
        reckoned.append(page.evaluate("reckonedAfter") / 1000)
    PAGES.append(page)
    return Times(shown), Times(reckoned)


def _typed(here: Street) -> Line:
    """One answer that another question hangs on, until that one stands there."""
    page, seconds = PAGES[-1], []
    for answer in ("yes", "no") * 4:
        shown = "visible" if answer == "yes" else "hidden"
        since = time.perf_counter()
        page.click(f"[data-q=q1] label:has([value={answer}])")
        page.wait_for_selector("[data-q=q2]", state=shown)
        seconds.append(time.perf_counter() - since)
    return Line("one answer, until what hangs on it stands there", Times(seconds).figures("ms"))


def _ask(app: Flask, town: Town) -> None:
    rows = [HEAD, line("select_one yn", "a1", "第 1 问")]
    for number in range(2, QUESTIONS + 1):
        hangs = {"relevant": f"${{a{number - 1}}} = 'yes'"} if number % 2 == 0 else {}
        rows.append(line("select_one yn", f"a{number}", f"第 {number} 问", **hangs))
    reading = services.read_workbook(book(rows, YES_NO, (("form_title", "form_id"), ("一百问", "hundred"))), "hundred")
    with app.app_context():
        with db.transaction() as session:
            duty = list_duties(session, town)["JC-12"]
            form = services.keep_version(session, town.actor("li", Action.SEND_TASKS), reading).id
        draft = Draft(
            town.community, "一百问", "", clock.today() + timedelta(days=5), duty_id=duty, homes=Homes.ALL, minutes=1,
            form_id=form, reason="基准",
        )  # fmt: skip
        with db.transaction() as session:
            order_services.send_order(session, town.actor("li", Action.SEND_TASKS), draft)
