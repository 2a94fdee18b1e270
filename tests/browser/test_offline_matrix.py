"""Each way a line, a browser or a phone can fail, in a real Chromium: rows on the server = taps on save."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from tests.browser.offline_town import Street
from tests.browser.phone import the_one_record, unsent, wait_for
from tests.browser.proxy import Fault, Kind
from webapp.core.data import db
from webapp.register.register.models import Household

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
SYNC = b"POST /sync HTTP"

FAULTS = {
    "before the request": Fault(Kind.REFUSE, SYNC, 0, 1),
    "during the request's head": Fault(Kind.CUT_REQUEST, SYNC, 60, 1),
    "during the request's body": Fault(Kind.CUT_REQUEST, SYNC, 700, 1),
    "after the commit, before the answer": Fault(Kind.DROP_ANSWER, SYNC, 0, 1),
    "in the middle of the answer": Fault(Kind.CUT_ANSWER, SYNC, 260, 1),
    "a hotel's portal": Fault(Kind.PORTAL, SYNC, 0, 1),
}


@pytest.fixture
def here(ready: tuple[Street, Page]) -> Street:
    return ready[0]


@pytest.fixture
def page(ready: tuple[Street, Page]) -> Page:
    """Signed in and ready after one load."""
    return ready[1]


def settled(here: Street, page: Page, taps: int) -> None:
    here.phone.send_all(page)
    assert len(here.phone.rows()) == len(set(here.phone.rows())) == taps
    assert here.phone.false_claims(page) == []
    assert here.phone.said == []


def test_every_cut_leaves_one_row_a_tap_and_no_false_word(here: Street, page: Page) -> None:
    for number, (name, fault) in enumerate(FAULTS.items()):
        here.proxy.fault = Fault(Kind.REFUSE)
        here.phone.tap(page, here.homes[number])
        page.goto(f"{here.phone.address}/outbox")
        page.wait_for_selector("[data-record]")
        here.proxy.hits, here.proxy.fault = 0, Fault(fault.kind, fault.match, fault.bytes, 1)
        page.click("[data-deed=send]")
        wait_for(lambda: here.proxy.hits, f"the line to be cut {name}")
        here.phone.keeps(page, "queued")
        assert here.phone.false_claims(page) == [], name
        here.proxy.heal()
        here.phone.send_all(page)
        assert len(here.phone.rows()) == number + 1, name
    settled(here, page, len(FAULTS))


def test_after_one_load_everything_opens_in_flight_mode_after_a_restart(here: Street, page: Page) -> None:
    here.phone.kill()
    here.proxy.fault = Fault(Kind.REFUSE)
    page = here.phone.start()
    page.goto(f"{here.phone.address}/today")
    expect(page.locator("a.men")).not_to_have_count(0)
    page.goto(f"{here.phone.address}/buildings/{_building(page)}")
    expect(page.locator("a.door")).to_have_count(len(here.homes))
    page.goto(f"{here.phone.address}/find")
    page.fill("[data-find]", "601")
    expect(page.locator("[data-found] a")).not_to_have_count(0)
    here.phone.tap(page, here.homes[0])
    for held in ("/cases", "/register", "/me"):
        page.goto(f"{here.phone.address}{held}")
        expect(page.locator("h1")).not_to_contain_text("没有信号")
    page.goto(f"{here.phone.address}/history")
    expect(page.locator("h1")).to_contain_text("没有信号")
    page.goto(f"{here.phone.address}/outbox")
    expect(the_one_record(page)).to_contain_text("已存到手机")
    here.phone.kill()
    page = here.phone.start()
    page.goto(f"{here.phone.address}/outbox")
    expect(page.locator("[data-record]")).to_have_count(1)
    here.proxy.heal()
    settled(here, page, 1)


def _building(page: Page) -> str:
    return str(page.locator("a.men").first.get_attribute("href")).split("/")[2].split("?")[0]


def test_a_draft_survives_the_kill_and_two_tabs_have_one_writer(here: Street, page: Page) -> None:
    door = f"{here.phone.address}/doors/{here.homes[0]}"
    page.goto(door)
    here.phone.open_form(page, here.homes[0])
    page.click("[data-opens]")
    page.fill("textarea[name=words]", "窗户关不严，一刮风就响")
    here.phone.keeps(page, "draft")
    second = here.phone.new_page()
    second.goto(door)
    expect(second.locator("[data-said]")).to_contain_text("正在另一个页面填写")
    assert second.locator("textarea[name=words]").is_disabled()
    here.phone.kill()
    here.proxy.fault = Fault(Kind.REFUSE)
    page = here.phone.start()
    page.goto(door)
    expect(page.locator("textarea[name=words]")).to_have_value("窗户关不严，一刮风就响")
    assert here.phone.rows() == []


def test_a_refused_record_opens_at_its_field_and_blocks_nobody(here: Street, page: Page) -> None:
    here.proxy.fault = Fault(Kind.REFUSE)
    page.goto(f"{here.phone.address}/doors/{here.homes[0]}")
    here.phone.open_form(page, here.homes[0])
    page.click("[data-opens]")
    save = "#visit-form section button[type=submit]"
    page.eval_on_selector(save, "button => button.removeAttribute('data-asks')")  # a form kept since before it asked
    page.click(save)
    wait_for(lambda: unsent(here.phone.states(page)) == 1, "the wordless record")
    page.wait_for_url(lambda url: here.homes[0] not in url)
    here.phone.tap(page, here.homes[1])
    here.proxy.heal()
    here.phone.send_all(page, left=1)
    assert len(here.phone.rows()) == 1
    expect(the_one_record(page)).to_contain_text("要改一改")
    page.click("[data-deed=fix]")
    page.wait_for_selector("[data-errors]")
    page.click("label:has-text('维修')")
    page.fill("textarea[name=words]", "水管漏水")
    page.click("#visit-form section button[type=submit]")
    wait_for(lambda: len(here.phone.rows()) == 2, "the mended record")
    page.wait_for_url(lambda url: here.homes[0] not in url)
    settled(here, page, 2)


def test_without_words_the_phone_says_so_at_once_and_keeps_nothing_to_refuse(here: Street, page: Page) -> None:
    here.proxy.fault = Fault(Kind.REFUSE)
    page.goto(f"{here.phone.address}/doors/{here.homes[0]}")
    here.phone.open_form(page, here.homes[0])
    page.click("[data-opens]")
    page.click("#visit-form section button[type=submit]")
    expect(page.locator("[data-errors]")).to_contain_text("：写一句怎么回事")  # with the field it is about
    expect(page.locator("textarea[name=words]")).to_have_attribute("aria-invalid", "true")
    for named in ("words", "need"):  # as on the server's page: under the label, before what is filled in
        place = page.locator(f".fld:has([name={named}])")
        kinds = place.evaluate("place => [...place.children].map((part) => part.className.split(' ')[0])")
        assert kinds[:-1] in (["lab", "err"], ["lab", "hint", "err"]), kinds
    assert here.homes[0] in page.url
    page.click("label:has-text('维修')")
    expect(page.locator("[data-errors] li")).to_have_count(1)
    page.fill("textarea[name=words]", "水管漏水")
    expect(page.locator("[data-errors], #visit-form .bad, #visit-form .err, [aria-invalid]")).to_have_count(0)
    page.click("#visit-form section button[type=submit]")
    page.wait_for_url(lambda url: here.homes[0] not in url)
    here.proxy.heal()
    here.phone.send_all(page, left=0)
    assert len(here.phone.rows()) == 1


def test_before_the_first_answer_nothing_is_said_of_the_signal(here: Street, page: Page) -> None:
    held = "(act, wait, ...more) => (wait === 1500 ? (window.waited = act) && 0 : real(act, wait, ...more))"
    page.add_init_script(f"const real = window.setTimeout; window.setTimeout = {held};")
    page.route("**/sync/hello", lambda route: None)
    line, pill = page.locator("[data-connection] >> nth=0"), page.locator("#send-state")
    with page.expect_request("**/sync/hello"):
        page.goto(f"{here.phone.address}/hazards/new")
    page.wait_for_timeout(300)
    assert line.is_hidden()
    page.evaluate("window.waited()")
    expect(line).to_be_visible()
    with page.expect_request("**/sync/hello"):
        page.goto(f"{here.phone.address}/today")
    page.wait_for_timeout(300)
    assert pill.is_hidden()
    page.add_init_script("Object.defineProperty(navigator, 'onLine', { get: () => false });")
    page.reload()
    expect(pill).to_contain_text("没有信号")


def test_an_expired_session_keeps_the_queue_and_asks_once(here: Street, page: Page) -> None:
    here.proxy.fault = Fault(Kind.REFUSE)
    here.phone.tap(page, here.homes[0])
    page.context.clear_cookies()
    here.proxy.heal()
    page.goto(f"{here.phone.address}/outbox")
    if "/sign-in" not in page.url:
        expect(page.locator("[data-ask-signin]")).to_have_count(1)
    assert unsent(here.phone.states(page)) == 1
    here.phone.sign_in(page)
    settled(here, page, 1)


def test_a_clock_two_days_off_neither_loses_nor_strands(here: Street, page: Page) -> None:
    here.proxy.fault = Fault(Kind.REFUSE)
    ahead = "const real = Date.now; Date.now = () => real() + 172800000;"
    page.add_init_script(ahead)
    here.phone.tap(page, here.homes[0])
    page.close()
    fresh = here.phone.new_page()
    here.proxy.heal()
    settled(here, fresh, 1)


def test_a_full_phone_keeps_the_form_and_says_so(here: Street, page: Page) -> None:
    page.goto(f"{here.phone.address}/doors/{here.homes[0]}")
    here.phone.open_form(page, here.homes[0])
    throws = """throw new DOMException("full", "QuotaExceededError");"""
    full = f"() => {{ IDBObjectStore.prototype.put = () => {{ {throws} }}; }}"
    page.evaluate(full)
    page.click("#visit-form button[value=fine]")
    expect(page.locator("[data-said]")).to_contain_text("手机满了")
    expect(page.locator("[data-rescue]")).to_be_visible()
    assert here.phone.rows() == []
    assert unsent(here.phone.states(page)) == 0


def test_a_new_release_waits_for_the_form_and_the_old_form_arrives(here: Street, page: Page) -> None:
    page.goto(f"{here.phone.address}/doors/{here.homes[0]}")
    here.phone.open_form(page, here.homes[0])
    page.click("[data-opens]")
    page.click("label:has-text('维修')")
    page.fill("textarea[name=words]", "写到一半，来了新版本")
    here.phone.keeps(page, "draft")
    _release(here)
    page.evaluate("() => navigator.serviceWorker.getRegistration().then((one) => one.update())")
    page.wait_for_function("() => navigator.serviceWorker.getRegistration().then((one) => Boolean(one.waiting))")
    assert page.input_value("textarea[name=words]") == "写到一半，来了新版本"
    page.click("#visit-form section button[type=submit]")
    wait_for(lambda: len(here.phone.rows()) == 1, "the form of the old release")
    page.wait_for_url(lambda url: here.homes[0] not in url)
    settled(here, page, 1)


def _release(here: Street) -> None:
    """Another release: the same files under another name of the whole."""
    from webapp.centre.sync import shells

    before = shells.release
    shells.release = lambda: {**before(), "release": "another"}  # type: ignore[assignment]
    here.app.extensions["restore"] = before


@pytest.fixture(autouse=True)
def _same_release() -> Iterator[None]:
    from webapp.centre.sync import shells

    kept = shells.release
    yield
    shells.release = kept  # type: ignore[assignment]


def test_another_person_on_the_same_phone_sees_nothing_and_nothing_is_destroyed(here: Street, page: Page) -> None:
    here.proxy.fault = Fault(Kind.REFUSE, b"POST /sync HTTP")
    here.phone.tap(page, here.homes[0])
    page.goto(f"{here.phone.address}/me")
    page.wait_for_selector("#send-state:not([hidden])")
    page.click("[data-sign-out] button")
    page.click("[data-leave=keep]")
    page.wait_for_url("**/sign-in**")
    here.proxy.heal()
    here.phone.sign_in(page, "ma")
    page.goto(f"{here.phone.address}/outbox")
    expect(page.locator("[data-outbox] h2").first).to_have_text("都送到了")
    expect(page.locator("[data-record]")).to_have_count(0)
    assert here.phone.rows() == []
    assert _clear_text(page, here) == []
    page.context.clear_cookies()
    here.phone.sign_in(page)
    settled(here, page, 1)


def _clear_text(page: Page, here: Street) -> list[str]:
    """Names and phone numbers that lie readable in the profile."""
    with here.app.app_context():
        names = set(db.session().exec(select(Household.head_name)))
    found = []
    for file in here.phone.profile.rglob("*"):
        if file.is_file() and any(shelf in str(file) for shelf in ("IndexedDB", "CacheStorage", "Service Worker")):
            content = file.read_bytes()
            found += [name for name in names if name.encode() in content or name.encode("utf-16-le") in content]
    return found


def test_the_file_handed_in_twice_is_once(here: Street, page: Page, tmp_path: Path) -> None:
    here.proxy.fault = Fault(Kind.REFUSE)
    here.phone.tap(page, here.homes[0])
    page.goto(f"{here.phone.address}/outbox")
    page.wait_for_selector("[data-record]")
    with page.expect_download() as coming:
        page.click("[data-deed=export]")
    file = tmp_path / "queue.json"
    coming.value.save_as(file)
    assert "household_id" not in file.read_text()
    here.proxy.heal()
    for _ in range(2):
        page.goto(f"{here.phone.address}/outbox/file")
        page.set_input_files("[name=file]", file)
        page.click("main form button[type=submit]")
        expect(page.locator(".strip.ok")).to_contain_text("收到 1 条")
    settled(here, page, 1)
