"""The hall on a bad line: one row an Enter, whatever became of the request; two hosts' wordings are both kept."""

import random
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.browser.phone import has_key
from tests.browser.proxy import Fault, Kind, Proxy
from tests.browser.test_council import enter, hall, rows  # noqa: F401 (fixture)
from tests.conftest import HouseClient
from tests.council.sittings import hall as halls
from tests.town import Town
from webapp.core.data import db
from webapp.council.sittings import queries

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]

FAULTS = (
    Fault(Kind.OK), Fault(Kind.REFUSE, b"POST /councils"), Fault(Kind.CUT_REQUEST, b"POST /councils", 700),
    Fault(Kind.DROP_ANSWER, b"POST /councils"), Fault(Kind.CUT_ANSWER, b"POST /councils", 120),
    Fault(Kind.DELAY, b"POST /councils", 1500), Fault(Kind.REFUSE),
)  # fmt: skip

WAITING = """() => new Promise((told) => {
  indexedDB.databases().then(([{ name }]) => {
    indexedDB.open(name).onsuccess = ({ target: { result } }) => {
      result.transaction("records").objectStore("records").getAll().onsuccess = (event) => told(event.target.result
        .map(({ id, state, tries, next, suspect }) => ({ id, state, tries, wait: next - Date.now(), suspect })));
    };
  });
})"""


@pytest.fixture
def line(address: str) -> Iterator[Proxy]:
    proxy = Proxy(int(address.rsplit(":", 1)[1]))
    yield proxy
    proxy.close()


@pytest.fixture
def page(chromium: Browser, client: HouseClient, town: Town, line: Proxy, hall: halls.Hall) -> Iterator[Page]:  # noqa: F811
    """The hall at the end of the bad line, with the key of its store."""
    context, opened = enter(chromium, client, town.li, f"http://127.0.0.1:{line.port}", hall)
    has_key(opened)
    yield opened
    context.close()


def arrive(page: Page, app: Flask, here: halls.Hall, count: int) -> list[str]:
    """Waits until so many have come, and a little longer, so that one too many would be seen."""
    for _ in range(160):
        if len(rows(app, here)) >= count:
            break
        page.wait_for_timeout(250)
    page.wait_for_timeout(2000)
    return sorted(row.deed for row in rows(app, here))


def test_rows_are_enters_whatever_happens_to_the_requests(
    page: Page,
    app: Flask,
    line: Proxy,
    hall: halls.Hall,  # noqa: F811
) -> None:
    luck = random.Random(14)
    typed = []
    for number in range(14):
        fault = FAULTS[number] if number < len(FAULTS) else luck.choice(FAULTS)
        line.fault = Fault(fault.kind, fault.match, fault.bytes, 3)
        typed.append(f"第{number + 1:02d}句修灯")
        page.locator("#line").fill(f"{typed[-1]} @zh 月底")
        page.keyboard.press("Enter")
        expect(page.locator("#line")).to_have_value("")
    line.heal()
    came = arrive(page, app, hall, len(typed))
    assert came == typed, f"still here: {page.evaluate(WAITING)}"
    expect(page.locator("#lines li")).to_have_count(len(typed))
    expect(page.locator("#kept li")).to_have_count(0)


def test_a_slow_answer_neither_holds_the_next_sentence_nor_wipes_what_is_being_typed(
    page: Page,
    app: Flask,
    line: Proxy,
    hall: halls.Hall,  # noqa: F811
) -> None:
    line.fault = Fault(Kind.HOLD, b"POST /councils")
    page.keyboard.insert_text("先修东门 @zh 月底")
    page.keyboard.press("Enter")
    expect(page.locator("#line")).to_have_value("")
    expect(page.locator("#kept li")).to_contain_text("先修东门")
    page.keyboard.insert_text("再修西门 @zh 月底")
    page.keyboard.press("Enter")
    expect(page.locator("#line")).to_have_value("")
    page.keyboard.insert_text("南门正写到一半")
    line.heal()
    expect(page.locator("#lines li").first).to_contain_text("先修东门")
    expect(page.locator("#line")).to_have_value("南门正写到一半")
    expect(page.locator("#line")).to_be_focused()
    assert arrive(page, app, hall, 2) == ["先修东门", "再修西门"]


def test_whoever_types_faster_than_the_computer_keeps_gets_a_row_an_enter(
    page: Page,
    app: Flask,
    line: Proxy,
    hall: halls.Hall,  # noqa: F811
) -> None:
    line.fault = Fault(Kind.DELAY, b"POST /councils", 400)
    typed = [f"第{number}句修灯" for number in range(1, 7)]
    for words in typed:
        page.keyboard.type(f"{words} @zh 月底", delay=5)
        page.keyboard.press("Enter")
    expect(page.locator("#line")).to_have_value("")
    line.heal()
    assert arrive(page, app, hall, len(typed)) == typed


def test_a_sentence_is_on_its_way_into_the_outbox_when_the_one_before_is_answered(
    page: Page,
    app: Flask,
    line: Proxy,
    hall: halls.Hall,  # noqa: F811
) -> None:
    """Both in one moment: the second is neither left in the box nor recorded twice."""
    line.fault = Fault(Kind.HOLD, b"POST /councils", times=1)
    page.keyboard.insert_text("先修东门 @zh 月底")
    page.keyboard.press("Enter")
    expect(page.locator("#line")).to_have_value("")
    page.locator("#line").fill("再修西门 @zh 月底")
    page.evaluate("""() => {
      const { form } = document.getElementById("line");
      form.elements.line.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
      form.replaceWith(form.cloneNode(true));
      document.getElementById("line").value = "";
      form.dispatchEvent(new CustomEvent("answered", { detail: 200 }));
    }""")
    expect(page.locator("#line")).to_have_value("")
    line.heal()
    assert arrive(page, app, hall, 2) == ["先修东门", "再修西门"]


def test_a_refused_line_comes_back_into_the_box_before_what_was_typed_since(
    page: Page,
    app: Flask,
    line: Proxy,
    hall: halls.Hall,  # noqa: F811
) -> None:
    line.fault = Fault(Kind.HOLD, b"POST /councils")
    page.keyboard.insert_text("修灯 @无此人 月底")
    page.keyboard.press("Enter")
    expect(page.locator("#line")).to_have_value("")
    page.keyboard.insert_text("下一句")
    line.heal()
    expect(page.locator("#line")).to_have_value("修灯 @无此人 月底 下一句")
    expect(page.locator("#preview")).to_contain_text("没找到“无此人”")
    assert arrive(page, app, hall, 0) == []
    expect(page.locator("#kept li")).to_have_count(0)


def test_two_hosts_change_one_line_one_of_them_without_a_network_and_both_wordings_are_kept(
    chromium: Browser,
    client: HouseClient,
    town: Town,
    app: Flask,
    address: str,
    line: Proxy,
    hall: halls.Hall,  # noqa: F811
) -> None:
    near, one = enter(chromium, client, town.li, address, hall)
    one.keyboard.insert_text("修东门路灯 @zh 月底")
    one.keyboard.press("Enter")
    one.wait_for_selector("#lines li")
    [row] = rows(app, hall)
    path = f"/councils/resolutions/{row.id}"
    far, other = enter(chromium, client, town.li, f"http://127.0.0.1:{line.port}", hall)
    other.goto(f"http://127.0.0.1:{line.port}{path}")
    has_key(other)
    line.fault = Fault(Kind.REFUSE)
    other.get_by_label("这一句").fill("修东门路灯和门禁 @zh 月底")
    other.get_by_role("button", name="改成这样").click()
    expect(other.locator("#kept li")).to_contain_text("修东门路灯和门禁")
    one.goto(f"{address}{path}")
    one.get_by_label("这一句").fill("修东门两盏路灯 @zh 月底")
    one.get_by_role("button", name="改成这样").click()
    one.wait_for_url("**/live**")
    line.heal()
    other.evaluate("window.dispatchEvent(new Event('online'))")
    expect(one.locator("#lines")).to_contain_text("两位各改了一版")
    with app.app_context():
        versions = queries.wordings(db.session(), [row.id])[row.id]
        heads = {wording.line for wording in queries.heads(versions)}
    assert heads == {"修东门路灯和门禁 @zh 月底", "修东门两盏路灯 @zh 月底"}
    assert len(versions) == 3
    expect(other.locator("#kept li")).to_have_count(0)
    near.close()
    far.close()
