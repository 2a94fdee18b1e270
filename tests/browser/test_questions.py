"""A questionnaire on the phone: the same answers as the server, a door without signal, a draft with its groups."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from sqlmodel import col, select

from tests.browser.offline_town import Street
from tests.browser.phone import wait_for
from tests.browser.proxy import Fault, Kind
from tests.casework.dispatch.ground import list_duties, send
from tests.casework.questionnaires.books import HEAD, YES_NO, book, line
from webapp.casework.dispatch import answer_services, order_services, queries, task_services
from webapp.casework.dispatch.answer_services import Told
from webapp.casework.dispatch.models import TaskAnswer, TaskOrder
from webapp.casework.dispatch.rules import Evidence, Homes
from webapp.casework.questionnaires import answer_rules, services
from webapp.core.data import db
from webapp.door.visits.models import Visit
from webapp.people.accounts.permissions import Action

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

TABLE = Path(__file__).parents[1] / "casework" / "questionnaires" / "expressions.json"
EVALUATE = """async (table) => {
  const { evaluate } = await import("/static/js/questions/expressions.js");
  const { text } = await import("/static/js/questions/values.js");
  const tree = new DOMParser().parseFromString(table.tree, "text/xml");
  return table.cases.map(([expression, expected, at]) => {
    const node = xpath.parse(at ?? "/data").select1({ node: tree });
    let said = evaluate(expression, node, { choiceName: (value) => value });
    if (Array.isArray(said) || (typeof said === "number" && typeof expected === "string")) said = text(said);
    const off = typeof expected === "number" && typeof said === "number" ? Math.abs(said - expected) : NaN;
    const near = off <= 1e-6 * Math.max(1, Math.abs(expected));
    return near || said === expected ? null : [expression, expected, said];
  }).filter(Boolean);
}"""
CARRIED = """() => new Promise((done) => {
  indexedDB.open("fullgrid").onsuccess = ({ target: { result: base } }) => {
    base.transaction("meta").objectStore("meta").getAll().onsuccess = ({ target: { result: rows } }) => {
      base.close();
      done(rows.find(({ name }) => name.startsWith("tasks:"))?.value?.version ?? "");
    };
  };
})"""
FORM = (
    HEAD, line("text", "head_name", "户主"), line("select_one yn", "gas", "用燃气吗", required="yes"),
    line("integer", "years", "软管几年了", required="yes", relevant="${gas} = 'yes'", constraint=". < 50",
         constraint_message="没有这么老的软管"),
    line("begin repeat", "alarm", "报警器"), line("text", "place", "在哪"), line("end repeat"),
    line("note", "said", "装了 ${many} 个"), line("calculate", "many", calculation="count-non-empty(${place})"),
)  # fmt: skip

SHORT = (HEAD, line("select_one yn", "gas", "用燃气吗", required="yes"))
LONGER = (*SHORT, line("image", "hose", "软管"), line("image", "meter", "燃气表"))


def bring(here: Street, form: Any) -> str:
    reading = services.read_workbook(book(form, YES_NO, (("form_title", "form_id"), ("燃气", "gas"))), "gas")
    with db.transaction() as writing:
        return services.keep_version(writing, here.town.actor("li", Action.SEND_TASKS), reading).id


def ask(here: Street, form: Any = FORM, **told: Any) -> str:
    with here.app.app_context():
        session = db.session()
        with db.transaction() as writing:
            duty = list_duties(writing, here.town)["JC-12"]
        told |= {"minutes": 1, "form_id": bring(here, form), "reason": "月底前"}
        return send(session, here.town, duty_id=duty, homes=Homes.ALL, **told).id


def carry(here: Street, page: Page, change: Callable[[], object]) -> None:
    """Something changes at the centre while the phone is online, and it comes onto the phone."""
    here.phone.make_ready(page)
    before = page.evaluate(CARRIED)
    change()
    page.reload()
    wait_for(lambda: page.evaluate(CARRIED) != before, "the task to be on the phone")


def send_back(here: Street) -> str:
    """Every door answered, looked at, and found wanting."""
    order_id = ask(here, SHORT, evidence=Evidence.CHECK)
    with here.app.app_context(), db.transaction() as writing:
        wang, li = here.town.actor("wang", Action.DO_TASKS), here.town.actor("li", Action.SEND_TASKS)
        order = writing.get_one(TaskOrder, order_id)
        task = next(line.task for line in queries.list_tasks_of(writing, order) if line.task.grid_id in wang.grid_ids)
        for home in queries.homes_left(writing, task, order):
            answer_services.keep_filled(writing, wang, Told(task_id=task.id, household_id=home.id), {"q1": ["yes"]})
        task_services.verify(writing, li, task, passed=False, reason="602的软管没看")
        return task.id


def save(here: Street, page: Page, state: str) -> None:
    """Kept, and the page has gone on to the next one: who opens another before is interrupted."""
    page.click("form[data-open] button[type=submit].block")
    here.phone.keeps(page, state)
    page.wait_for_url(lambda url: "/tasks/" not in url)


def open_task(here: Street, page: Page, last: str) -> None:
    page.goto(f"{here.phone.address}/doors/{here.homes[0]}")
    page.click("a[href*='/tasks/']")
    page.wait_for_selector(f"form[data-open] [data-q={last}]", state="attached")


def test_the_phone_says_what_the_table_says(ready: tuple[Street, Page]) -> None:
    here, page = ready
    page.goto(f"{here.phone.address}/outbox")
    page.clock.set_fixed_time("2026-11-29T04:00:00Z")
    page.add_script_tag(url="/static/vendor/xpath-0.0.34.js")
    assert page.evaluate(EVALUATE, json.loads(TABLE.read_text(encoding="utf-8"))) == []


def test_a_task_is_answered_at_a_door_without_signal(ready: tuple[Street, Page]) -> None:
    here, page = ready
    carry(here, page, lambda: ask(here))
    here.proxy.fault = Fault(Kind.REFUSE)
    home = here.homes[0]
    open_task(here, page, "q3")
    expect(page.locator("[name=q1]")).to_have_value("王桂芬")
    expect(page.locator("[data-q=q3]")).to_be_hidden()
    page.click("[data-q=q2] label.chip >> nth=0")
    expect(page.locator("[data-q=q3]")).to_be_visible()
    page.fill("[name=q3]", "99")
    page.click("[data-add]")
    page.fill("[name=q5_2]", "厨房")
    typed_at = page.evaluate("() => Date.now()")
    expect(page.locator("[data-q=q6]")).to_contain_text("装了 1 个")
    page.click("form[data-open] button[type=submit].block")
    expect(page.locator("[data-q=q3]")).to_contain_text("没有这么老的软管")
    assert "queued" not in here.phone.states(page).values()
    wait_for(lambda: here.phone.kept_at(page) >= typed_at, "what was typed last to be kept")
    assert "draft" in here.phone.states(page).values()
    page.reload()  # the draft comes back with its second group
    page.wait_for_selector("form[data-open] [data-q=q3]", state="attached")
    expect(page.locator("[name=q5_2]")).to_have_value("厨房")
    page.fill("[name=q3]", "3")
    save(here, page, "queued")
    here.proxy.heal()
    here.phone.send_all(page)
    with here.app.app_context():
        session = db.session()
        [answer], [visit] = session.exec(select(TaskAnswer)).all(), session.exec(select(Visit)).all()
        kept = answer_rules.unpacked(answer.answers)
        assert (answer.household_id, answer.visit_id) == (home, visit.id)
        assert (kept["gas"], kept["years"], kept["many"]) == ("yes", "3", "1")


def test_an_order_changed_half_way_asks_for_what_is_new_and_each_photo_stands_at_its_question(
    ready: tuple[Street, Page], tmp_path: Path
) -> None:
    here, page = ready
    orders: list[str] = []
    carry(here, page, lambda: orders.append(ask(here, SHORT)))
    open_task(here, page, "q1")
    page.click("[data-q=q1] label.chip >> nth=0")
    save(here, page, "received")

    def change() -> None:
        with here.app.app_context():
            form = bring(here, LONGER)
            with db.transaction() as writing:
                order_services.change_order(
                    writing, here.town.actor("li", Action.SEND_TASKS), writing.get_one(TaskOrder, orders[0]),
                    form_id=form, minutes=1, reason="加两张照片",
                )  # fmt: skip

    carry(here, page, change)
    here.proxy.fault = Fault(Kind.REFUSE)
    open_task(here, page, "q3")
    expect(page.locator("[data-q=q1]")).to_be_hidden()
    for key, colour in (("q2", "red"), ("q3", "blue")):
        Image.new("RGB", (60, 40), colour).save(tmp_path / f"{key}.jpg")
        page.set_input_files(f"[data-answer={key}]", tmp_path / f"{key}.jpg")
        expect(page.locator(f"[data-q={key}] [data-photo]")).to_have_count(1)
    shown = {key: page.input_value(f"[name={key}]") for key in ("q2", "q3")}
    assert len({*shown.values(), ""}) == 3, "each question holds the name of its own photo"
    save(here, page, "queued")
    here.proxy.heal()
    here.phone.send_all(page)
    with here.app.app_context():
        answers = db.session().exec(select(TaskAnswer).order_by(col(TaskAnswer.received_at))).all()
        first, second = (answer_rules.unpacked(one.answers) for one in answers)
    assert (first, second) == ({"gas": "yes"}, {"gas": "yes", "hose": shown["q2"], "meter": shown["q3"]})


def test_what_was_sent_back_is_answered_anew_without_signal(ready: tuple[Street, Page]) -> None:
    here, page = ready
    task_id: list[str] = []
    carry(here, page, lambda: task_id.append(send_back(here)))
    here.proxy.fault = Fault(Kind.REFUSE)
    page.goto(f"{here.phone.address}/today")
    back = page.locator(f"a[href='/tasks/{task_id[0]}']:visible")
    expect(back).to_contain_text("核验没过，再办：602的软管没看")
    back.click()
    doors = page.locator("ul[aria-label=办过的户] li")
    expect(doors).to_have_count(len(here.homes))
    expect(page.locator(".strip.bad")).to_contain_text("602的软管没看")
    page.click(f"a[href='/doors/{here.homes[0]}/tasks/{task_id[0]}']")
    page.wait_for_selector("form[data-open] [data-q=q1]", state="attached")
    expect(page.locator(".strip.bad")).to_contain_text("602的软管没看")
    page.click("[data-q=q1] label.chip >> nth=1")
    page.click("form[data-open] button[type=submit].block")
    here.phone.keeps(page, "queued")
    page.wait_for_url(f"**/tasks/{task_id[0]}")
    expect(page.locator(f"a[href='/doors/{here.homes[0]}/tasks/{task_id[0]}'] .tag")).to_be_visible()
    expect(page.locator("ul[aria-label=办过的户] .tag:visible")).to_have_count(1)
    here.proxy.heal()
    page.goto(f"{here.phone.address}/outbox")
    here.phone.keeps(page, "received")
    with here.app.app_context():
        rows = db.session().exec(select(TaskAnswer).where(TaskAnswer.household_id == here.homes[0])).all()
        standing = [row for row in rows if row.withdrawn_at is None]
        assert len(rows) == 2 and [answer_rules.unpacked(row.answers) for row in standing] == [{"gas": "no"}]
    page.goto(f"{here.phone.address}/tasks/{task_id[0]}")
    expect(page.locator(f"a[href='/doors/{here.homes[0]}/tasks/{task_id[0]}']")).to_contain_text("再填过了")
    expect(page.locator("main")).to_contain_text("按“提交”")
