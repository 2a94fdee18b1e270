"""A phone's life in a real Chromium: lost, locked, set aside, offered again, its store half gone."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import delete, select

from tests.browser.offline_town import Street
from tests.browser.phone import unsent, wait_for
from tests.browser.proxy import Fault, Kind
from tests.town import PASSWORD
from tests.volunteering.certificates.papers import issue
from webapp.centre.sync import phone_services, routes
from webapp.centre.sync.models import SyncMirror, SyncPhone, SyncReceipt
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.trust.history import AuditLine
from webapp.core.work import jobs
from webapp.door.visits.models import Visit
from webapp.volunteering.certificates import services as certificates

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
SYNC = b"POST /sync HTTP"
FORGET = """(id) => new Promise((done) => {
  const opening = indexedDB.open("fullgrid");
  opening.onsuccess = () => {
    const base = opening.result;
    const writing = base.transaction("records", "readwrite");
    writing.objectStore("records").delete(id);
    writing.oncomplete = () => { base.close(); done(); };
  };
})"""


@pytest.fixture
def here(ready: tuple[Street, Page]) -> Street:
    return ready[0]


@pytest.fixture
def page(ready: tuple[Street, Page]) -> Page:
    return ready[1]


def desk(here: Street, login: str) -> Page:
    """Another person at another machine."""
    assert here.phone.browser is not None
    page = here.phone.browser.new_context(locale="zh-CN").new_page()
    here.phone.sign_in(page, login)
    return page


def test_a_lost_phone_sends_what_it_has_then_wipes_itself(here: Street, page: Page) -> None:
    refused(here, page, here.homes[1])
    here.proxy.fault = Fault(Kind.REFUSE, SYNC)
    here.phone.tap(page, here.homes[0])
    with page.expect_response("**/sync/hello"):  # its count is known at the office before the page goes
        page.goto(f"{here.phone.address}/outbox")
    expect(page.locator("[data-record]")).to_have_count(2)
    page.goto("about:blank")
    office = desk(here, "li")
    office.goto(f"{here.phone.address}/phones")
    row = office.locator("[data-row]:has-text('王秀英')")
    expect(row).to_contain_text("2 条")
    row.locator("input[name=row]").check()
    office.click("[data-needs-marks][value=lost]")
    expect(office.locator("#work")).to_be_visible()
    with here.app.app_context():
        jobs.run_pending()
    office.goto(f"{here.phone.address}/phones")
    expect(row).to_contain_text("先发完再清空")
    here.proxy.heal()
    page.goto(f"{here.phone.address}/outbox")
    page.wait_for_url("**/sign-in**")
    assert len(here.phone.rows()) == 1
    assert here.phone.states(page) == {}
    page.goto(f"{here.phone.address}/today")
    page.wait_for_url("**/sign-in**")
    office.reload()
    expect(row).to_contain_text("已清空")
    page.context.clear_cookies()
    here.phone.sign_in(page, "ma")
    page.goto(f"{here.phone.address}/outbox")
    expect(page.locator("[data-outbox] h2").first).to_have_text("都送到了")
    assert [mirror.account_id for mirror in mirrors(here)] == [here.town.wang], "what was refused waits for its owner"
    assert here.phone.said == []
    with here.app.app_context():
        wiped = db.session().exec(select(AuditLine).where(AuditLine.verb == "wipe_phone")).all()
    assert len(wiped) == 1, "once, though the page began and came into view at the same moment"


def test_the_password_opens_a_locked_phone_without_a_network(here: Street, page: Page) -> None:
    here.proxy.fault = Fault(Kind.REFUSE)
    here.phone.tap(page, here.homes[0])
    page.close()
    later = phone_services.OFFLINE_HOURS * 3_600_000 + 60_000
    here.phone.browser.contexts[0].add_init_script(f"const real = Date.now; Date.now = () => real() + {later};")  # type: ignore[union-attr]
    page = here.phone.new_page()
    page.goto(f"{here.phone.address}/outbox")
    page.fill("#unlock-word", "不是这个")
    page.click("[data-unlock] button")
    expect(page.locator("[data-unlock] [data-said]")).to_have_text("密码不对，再试一次。")
    assert page.locator("[data-record]").count() == 0
    page.fill("#unlock-word", PASSWORD)
    page.click("[data-unlock] button")
    expect(page.locator("[data-record]")).to_have_count(1)
    here.proxy.heal()
    here.phone.send_all(page)
    assert len(here.phone.rows()) == 1


def refused(here: Street, page: Page, home: str) -> None:
    """有事 without a word, from a phone whose page did not ask for it yet: the server says what is missing."""
    page.goto(f"{here.phone.address}/doors/{home}")
    here.phone.open_form(page, home)
    page.click("[data-opens]")
    page.evaluate("() => document.querySelector('[data-asks]').removeAttribute('data-asks')")
    page.click("#visit-form section button[type=submit]")
    page.wait_for_url(lambda url: home not in url)
    page.goto(f"{here.phone.address}/outbox")
    here.phone.keeps(page, "fix")


def test_set_aside_and_taken_up_again(here: Street, page: Page) -> None:
    refused(here, page, here.homes[0])
    page.click("[data-deed=park]")
    expect(page.locator("[data-record] .st")).to_have_text("先放着")
    here.phone.keeps(page, "parked")
    page.click("[data-deed=retry]")
    expect(page.locator("[data-record] .st")).to_have_text("要改一改")
    assert here.phone.rows() == []


def test_a_server_restored_from_an_older_day_gets_its_doors_back(here: Street, page: Page) -> None:
    here.phone.tap(page, here.homes[0])
    here.phone.send_all(page)
    assert len(here.phone.rows()) == 1
    with here.app.app_context(), db.transaction() as session:
        session.exec(delete(Visit))
        session.exec(delete(SyncReceipt))
        phone_services.renew_epoch(session)
    page.reload()
    wait_for(lambda: len(here.phone.rows()) == 1, "today's door to come back")
    here.phone.keeps(page, "received")


def test_sent_copies_go_after_fourteen_days_of_the_servers_clock(
    here: Street, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.phone.tap(page, here.homes[0])
    here.phone.send_all(page)
    for days, left in ((13, 1), (15, 0)):
        then = clock.now() + timedelta(days=days)
        monkeypatch.setattr(routes, "clock", SimpleNamespace(now=lambda then=then: then))
        with page.expect_response("**/sync/hello"):
            page.reload()
        here.phone.keeps(page, "received", left)
    assert len(here.phone.rows()) == 1


def test_a_draft_that_the_browser_threw_away_comes_back_from_its_mirror(here: Street, page: Page) -> None:
    page.goto(f"{here.phone.address}/doors/{here.homes[0]}")
    here.phone.open_form(page, here.homes[0])
    page.click("[data-opens]")
    page.fill("textarea[name=words]", "写到一半的话")
    here.phone.keeps(page, "draft")
    wait_for(lambda: mirrors(here), "the sealed draft to go up")
    assert "写到一半" not in mirrors(here)[0].sealed
    [draft] = here.phone.states(page)
    page.goto("about:blank")
    page.goto(f"{here.phone.address}/sign-in")
    page.evaluate(FORGET, draft)
    page.goto(f"{here.phone.address}/doors/{here.homes[0]}")
    expect(page.locator("textarea[name=words]")).to_have_value("写到一半的话")
    here.phone.keeps(page, "draft")
    page.click("label:has-text('维修')")
    page.click("#visit-form section button[type=submit]")
    wait_for(lambda: here.phone.rows() == [draft], "the restored draft to arrive under its own id")
    wait_for(lambda: not mirrors(here), "the mirror to go with its receipt")


def mirrors(here: Street) -> list[SyncMirror]:
    with here.app.app_context():
        return list(db.session().exec(select(SyncMirror)))


def test_what_the_supervisor_knows_is_a_count_and_an_age(here: Street, page: Page) -> None:
    here.proxy.fault = Fault(Kind.REFUSE, SYNC)
    here.phone.tap(page, here.homes[0])
    page.goto(f"{here.phone.address}/outbox")

    def told() -> list[tuple[int, bool]]:
        with here.app.app_context():
            return [(phone.unsent, phone.oldest_at is not None) for phone in db.session().exec(select(SyncPhone))]

    wait_for(lambda: told() == [(1, True)], "the phone to tell its count")
    here.proxy.heal()
    here.phone.send_all(page)
    assert unsent(here.phone.states(page)) == 0
    wait_for(lambda: told() == [(0, False)], "the count of what is left after sending, with no page opened since")


def test_a_certificate_ended_since_is_known_on_the_phone_without_a_network(here: Street, page: Page) -> None:
    with here.app.app_context():
        paper = issue(db.session(), here.town, "ended:1")
        link = paper.link.removeprefix("http://localhost:8000")
        with db.transaction() as session:
            certificates.end(session, None, paper, reason="错发")
        mark = certificates.mark(paper.id)
    page.goto(f"{here.phone.address}/outbox")
    page.wait_for_function("(mark) => (localStorage.getItem('check-list') ?? '').includes(mark)", arg=mark)
    here.proxy.fault = Fault(Kind.REFUSE)
    page.goto(f"{here.phone.address}{link}")
    expect(page.locator("#check-result")).to_contain_text("已经作废")
