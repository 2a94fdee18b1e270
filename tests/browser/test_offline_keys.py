"""A key that is not here: what it sealed stays on the phone, is said in words, and nothing else stands still."""


import pytest
from playwright.sync_api import Page, expect
from sqlmodel import delete, select

from tests.browser.offline_town import Street
from tests.browser.phone import wait_for
from tests.browser.proxy import Fault, Kind
from tests.town import Town
from webapp.centre.sync.models import SyncPhone, SyncReceipt
from webapp.core.data import db

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
SYNC = b"POST /sync HTTP"
RENAME = """([from, to]) => new Promise((done) => {
  const opening = indexedDB.open("fullgrid");
  opening.onsuccess = () => {
    const base = opening.result;
    const writing = base.transaction(["records", "grid"], "readwrite");
    for (const name of ["records", "grid"]) {
      const store = writing.objectStore(name);
      store.getAll().onsuccess = ({ target }) => {
        for (const row of target.result) {
          if (from && row.sealed.v !== from) continue;
          row.was = row.sealed.v;
          row.sealed.v = to || row.was;
          store.put(row);
        }
      };
    }
    writing.oncomplete = () => { base.close(); done(); };
  };
})"""
CURRENT = """() => new Promise((done) => {
  indexedDB.open("fullgrid").onsuccess = ({ target: { result } }) => {
    result.transaction("records").objectStore("records").getAll().onsuccess = (event) => {
      result.close();
      done(event.target.result[0].sealed.v);
    };
  };
})"""


def test_what_no_key_here_opens_stays_and_is_said_in_one_voice(ready: tuple[Street, Page], town: Town) -> None:
    here, page = ready
    here.proxy.fault = Fault(Kind.REFUSE, SYNC)
    here.phone.tap(page, here.homes[0])
    here.phone.keeps(page, "queued")
    key = page.evaluate(CURRENT)
    page.evaluate(RENAME, ["", "k0-of-another-ring"])
    here.proxy.heal()
    page.goto(f"{here.phone.address}/outbox")
    page.wait_for_selector("[data-ready][data-is=green]", timeout=40_000)  # the grid was fetched anew
    expect(page.locator("#send-state")).to_contain_text("1 条打不开")
    expect(page.locator("[data-outbox] h2").first).to_have_text("有打不开的，还在手机里")
    expect(page.locator("[data-text=shut]")).to_contain_text("别清理浏览器数据")
    assert "都送到了" not in page.inner_text("body")
    assert "正在送" not in page.inner_text("body")
    here.phone.tap(page, here.homes[1])
    wait_for(lambda: len(here.phone.rows()) == 1, "what is written now to arrive")
    with here.app.app_context():
        phone = db.session().exec(select(SyncPhone).where(SyncPhone.account_id == town.wang)).one()

        def is_told() -> bool:
            db.session().rollback()  # a read of its own each time
            db.session().refresh(phone)
            return phone.unsent == 1

        wait_for(is_told, "the supervisor to be told")
    page.evaluate(RENAME, ["k0-of-another-ring", key])
    page.goto(f"{here.phone.address}/outbox")
    wait_for(lambda: len(here.phone.rows()) == 2, "the other one, once its key is back")


def test_a_server_restored_from_before_the_first_sign_in_reads_everything(
    ready: tuple[Street, Page], town: Town
) -> None:
    """The database forgets that this phone ever came; the key ring does not."""
    here, page = ready
    here.proxy.fault = Fault(Kind.REFUSE, SYNC)
    here.phone.tap(page, here.homes[0])
    with here.app.app_context(), db.transaction() as session:
        session.exec(delete(SyncPhone))
        session.exec(delete(SyncReceipt))
    here.proxy.heal()
    here.phone.send_all(page)
    assert len(here.phone.rows()) == 1
    expect(page.locator("[data-outbox] h2").first).to_have_text("都送到了")
