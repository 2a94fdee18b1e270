"""Forms of a stairwell without signal open by themselves: nobody thought of opening them while there was a network."""

from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from sqlmodel import select

from tests.browser.offline_town import Street
from tests.browser.phone import wait_for
from tests.browser.proxy import Fault, Kind
from tests.exchange.points.ground import with_points
from tests.exchange.shop.ground import shelf
from webapp.casework.cases.models import Act, GridCase, Source, Voice
from webapp.centre.sync.models import SyncClash
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.door.liaisons import services as liaisons
from webapp.exchange.market.models import Consent, Seeker
from webapp.exchange.shop import stock_services
from webapp.exchange.shop.models import OfflineSale
from webapp.people.accounts.permissions import Action
from webapp.register.register import services as registering
from webapp.register.register.models import Household
from webapp.register.register.rules import KeyFlag

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


def test_a_hazard_is_reported_where_there_is_no_signal(ready: tuple[Street, Page]) -> None:
    here, page = ready
    here.proxy.fault = Fault(Kind.REFUSE)
    page.goto(f"{here.phone.address}/today")
    page.click("a[href='/hazards/new']")
    expect(page.locator("#building_id option")).to_have_count(2)
    page.wait_for_selector("#hazard-form[data-open]")
    page.click("label.chip:has(input[name=category]) >> nth=0")
    page.select_option("#building_id", index=1)
    page.fill("[name=words]", "楼道里堆了两辆旧自行车")
    page.click("#hazard-form button[type=submit]")
    wait_for(lambda: len(here.phone.states(page)) == 1, "the report to be kept")
    page.wait_for_url(lambda url: "/hazards/new" not in url)
    here.proxy.heal()
    here.phone.send_all(page)
    with here.app.app_context():
        [case] = db.session().exec(select(GridCase)).all()
        assert (case.source, bool(case.building_id)) == (Source.PATROL, True)


def test_where_there_is_no_signal_a_hazard_joins_what_is_open_in_the_building(ready: tuple[Street, Page]) -> None:
    """The phone carries what is open on its stairs; twice delivered it is added once."""
    here, page = ready
    page.goto(f"{here.phone.address}/hazards/new")
    page.click("label.chip:has(input[name=category]) >> nth=0")
    page.select_option("#building_id", index=1)
    page.fill("[name=words]", "楼道里堆了两辆旧自行车")
    page.click("#hazard-form button[type=submit]")
    page.wait_for_url(lambda url: "/hazards/new" not in url)
    here.phone.send_all(page)
    with here.app.app_context():
        [first] = db.session().exec(select(GridCase.id)).all()
    page.goto(f"{here.phone.address}/today")
    here.phone.make_ready(page)
    here.proxy.fault = Fault(Kind.REFUSE)
    page.goto(f"{here.phone.address}/hazards/new")
    page.wait_for_selector("#hazard-form[data-open]")
    near = page.get_by_text("附近有一样的事在办，是同一件吗？")
    expect(near).to_be_hidden()
    page.select_option("#building_id", index=1)
    page.click("label.chip:has(input[name=category]) >> nth=1")
    expect(near).to_be_hidden()
    page.click("label.chip:has(input[name=category]) >> nth=0")
    expect(near).to_be_visible()
    page.click("label.chip:has([name=same_as]) >> nth=0")
    page.fill("[name=words]", "又多了一辆")
    page.click("#hazard-form button[type=submit]")
    page.wait_for_url(lambda url: "/hazards/new" not in url)
    here.proxy.heal()
    here.phone.send_all(page)
    with here.app.app_context():
        [case] = db.session().exec(select(GridCase)).all()
        notes = [act.words for act in db.session().exec(select(Act).where(Act.case_id == first)) if act.words]
    assert case.id == first and notes.count("又多了一辆") == 1


def test_a_hazard_without_a_photo_or_a_word_is_not_kept_and_says_why(
    ready: tuple[Street, Page], tmp_path: Path
) -> None:
    """Refused on the stairs, not an hour later at the desk."""
    here, page = ready
    Image.effect_noise((640, 480), 60).convert("RGB").save(tmp_path / "stairs.jpg")
    here.proxy.fault = Fault(Kind.REFUSE)
    page.goto(f"{here.phone.address}/hazards/new")
    page.wait_for_selector("#hazard-form[data-open]")
    page.click("label.chip:has(input[name=category]) >> nth=0")
    page.click("#hazard-form button[type=submit]")
    expect(page.locator("[data-asked=words]")).to_contain_text("拍一张照片，或写一句怎么回事。")
    assert "queued" not in here.phone.states(page).values()
    page.set_input_files("#hazard-form input[type=file] >> nth=0", tmp_path / "stairs.jpg")
    page.wait_for_selector("#hazard-form [data-photo]")
    expect(page.locator("#hazard-form [data-errors], #hazard-form .err")).to_have_count(0)
    page.click("#hazard-form button[type=submit]")
    wait_for(lambda: "queued" in here.phone.states(page).values(), "the photo alone to be enough")


def test_a_liaison_speaks_for_a_neighbour_where_there_is_no_signal(ready: tuple[Street, Page]) -> None:
    """Their phone carries the doors they look after, and nobody's name."""
    here, _ = ready
    _look_after(here, here.homes[0])
    page = here.phone.browser.new_context(locale="zh-CN").new_page()  # type: ignore[union-attr]
    here.phone.sign_in(page, "zheng")
    here.phone.make_ready(page)
    here.proxy.fault = Fault(Kind.REFUSE)
    page.goto(f"{here.phone.address}/liaisons/relays/new")
    expect(page.locator("[name=household_id]")).to_have_count(1)
    page.wait_for_selector("#relay-form[data-open]")
    page.click("label.chip:has([name=household_id])")
    page.click("label.chip:has([name=category]) >> nth=0")
    page.fill("[name=words]", "夜里下楼看不见台阶")
    page.click("#relay-form button[type=submit]")
    wait_for(lambda: len(here.phone.states(page)) == 1, "the relay to be kept")
    here.proxy.heal()
    here.phone.send_all(page)
    with here.app.app_context():
        [voice] = db.session().exec(select(Voice)).all()
        assert (voice.words, voice.household_id) == ("夜里下楼看不见台阶", here.homes[0])


def test_a_household_is_changed_where_there_is_no_signal(ready: tuple[Street, Page]) -> None:
    """Its page was never open: the lines come from the grid on the phone, and a change that waits is what stands."""
    here, page = ready
    with here.app.app_context(), db.transaction() as session:
        wang, home = here.town.actor("wang"), session.get_one(Household, here.homes[0])
        registering.change_household(
            session, wang, home, version=home.version, flags=[KeyFlag.LIVES_ALONE], is_rented=True, note="耳朵背"
        )
    here.phone.make_ready(page)
    here.proxy.fault = Fault(Kind.REFUSE)
    page.goto(f"{here.phone.address}/doors/{here.homes[0]}")
    page.click("a:has-text('改这户')")
    page.wait_for_selector("#household-form[data-open]")
    expect(page.locator("[name=note]")).to_have_value("耳朵背")
    expect(page.locator("[name=flags]:checked")).to_have_count(1)
    expect(page.locator("[name=is_rented]")).to_be_checked()
    page.fill("[name=note]", "女儿周末来")
    page.uncheck("[name=is_rented]")
    page.click("#household-form button[type=submit]")
    page.wait_for_url("**/doors/*")
    here.phone.keeps(page, "queued")
    page.click("a:has-text('改这户')")
    page.wait_for_selector("#household-form[data-open]")
    expect(page.locator("[name=note]")).to_have_value("女儿周末来")
    page.fill("[name=note]", "女儿每天来")
    page.click("#household-form button[type=submit]")
    here.phone.keeps(page, "queued", 2)
    page.wait_for_url("**/doors/*")
    here.proxy.heal()
    here.phone.send_all(page)
    with here.app.app_context():
        home = db.session().get_one(Household, here.homes[0])
        assert (home.note, home.is_rented, home.flags) == ("女儿每天来", False, [KeyFlag.LIVES_ALONE])
        assert not db.session().exec(select(SyncClash)).all(), "nobody clashes with themselves"


def test_the_servers_page_goes_on_from_a_change_that_still_waits(ready: tuple[Street, Page]) -> None:
    """The network is back before the outbox is empty: whoever edits on the page of the server clashes with nobody."""
    here, page = ready
    url = f"{here.phone.address}/register/households/{here.homes[0]}/details"
    page.goto(url)
    page.wait_for_selector("#household-form[data-open]")
    here.proxy.fault = Fault(Kind.REFUSE)
    page.fill("[name=note]", "女儿周末来")
    page.click("#household-form button[type=submit]")
    here.phone.keeps(page, "queued")
    page.wait_for_url(lambda url: "/details" not in url)
    page.wait_for_load_state()
    page.evaluate(DELAY)
    here.proxy.heal()
    page.route("**/sync", lambda route: route.abort())
    page.goto(url)
    page.wait_for_selector("#household-form[data-open]")
    expect(page.locator("[name=note]")).to_have_value("女儿周末来")
    expect(page.locator("#household-form [data-said]")).to_contain_text("从那份接着改")
    page.fill("[name=note]", "女儿每天来")
    page.click("#household-form button[type=submit]")
    here.phone.keeps(page, "queued", 2)
    page.unroute("**/sync")
    here.phone.send_all(page)
    with here.app.app_context():
        assert db.session().get_one(Household, here.homes[0]).note == "女儿每天来"
        assert not db.session().exec(select(SyncClash)).all()


DELAY = """() => new Promise((done) => {
  indexedDB.open("fullgrid").onsuccess = ({ target: { result: base } }) => {
    const writing = base.transaction("records", "readwrite");
    const rows = writing.objectStore("records");
    rows.getAll().onsuccess = ({ target: { result } }) => {
      for (const row of result) rows.put({ ...row, tries: 6, next: Date.now() + 120_000 });
    };
    writing.oncomplete = () => { base.close(); done(); };
  };
})"""


def test_a_second_change_never_overtakes_the_first_one_that_the_network_lost(ready: tuple[Street, Page]) -> None:
    here, page = ready
    here.proxy.fault = Fault(Kind.REFUSE)
    for count, note in ((1, "女儿周末来"), (2, "女儿每天来")):
        page.goto(f"{here.phone.address}/doors/{here.homes[0]}")
        page.click("a:has-text('改这户')")
        page.wait_for_selector("#household-form[data-open]")
        page.fill("[name=note]", note)
        if count == 2:
            page.evaluate(DELAY)
            here.proxy.heal()
        page.click("#household-form button[type=submit]")
        wait_for(lambda count=count: len(here.phone.states(page)) == count, "the change to be kept")
        page.wait_for_url(lambda url: "/details" not in url)
    here.phone.keeps(page, "received", 2)
    with here.app.app_context():
        assert db.session().get_one(Household, here.homes[0]).note == "女儿每天来"
        assert not db.session().exec(select(SyncClash)).all()


def test_a_household_of_another_grid_is_not_on_the_phone(ready: tuple[Street, Page]) -> None:
    here, page = ready
    here.proxy.fault = Fault(Kind.REFUSE)
    page.goto(f"{here.phone.address}/register/households/{ids.new()}/details")
    expect(page.locator("main")).to_contain_text("这户不在这台手机里")
    expect(page.locator("#household-form")).to_be_hidden()


def test_a_stall_opens_where_there_is_no_signal_and_knows_what_it_has_left(ready: tuple[Street, Page]) -> None:
    here, _ = ready
    town = here.town
    with here.app.app_context():
        with_points(town, "zhao", 400)
        with db.transaction() as session:
            stock_services.allot(
                session, town.actor("qian"), shelf(session, town), counter="广场", account_id=town.qian, quantity=3
            )
    page = here.phone.browser.new_context(locale="zh-CN").new_page()  # type: ignore[union-attr]
    here.phone.sign_in(page, "qian")
    here.phone.make_ready(page)
    here.proxy.fault = Fault(Kind.REFUSE)
    page.goto(f"{here.phone.address}/counter")
    page.click("main a:has-text('外场兑换')")
    page.wait_for_selector("#sale-form[data-open]")
    chip = page.locator("#sale-form label.chip")
    expect(chip).to_contain_text("3 袋")
    page.click("#sale-form button[type=submit]")
    expect(page.locator("[data-asked=who]")).to_contain_text("这一项要填。")
    chip.click()
    page.fill("[name=who]", "zhao")
    page.fill("[name=quantity]", "2")
    page.click("#sale-form button[type=submit]")
    here.phone.keeps(page, "queued")
    expect(chip).to_contain_text("1 袋")
    page.reload()
    expect(chip).to_contain_text("1 袋")
    here.proxy.heal()
    here.phone.send_all(page)
    with here.app.app_context():
        [sale] = db.session().exec(select(OfflineSale)).all()
        assert sale.quantity == 2
    page.goto(f"{here.phone.address}/stock/market")
    expect(chip).to_contain_text("1 袋")


def test_a_tap_can_be_taken_back_on_the_page_it_led_to_and_nowhere_else(ready: tuple[Street, Page]) -> None:
    here, page = ready
    here.phone.tap(page, here.homes[0], undo=10)
    bar = page.locator("[data-undo-bar]")
    expect(bar).to_contain_text("已存到手机")
    page.reload()
    expect(bar).to_be_visible()
    bar.get_by_role("button", name="撤回").click()
    page.wait_for_url(f"**/doors/{here.homes[0]}")
    assert here.phone.states(page) == {}
    here.phone.tap(page, here.homes[0], undo=10)
    expect(bar).to_be_visible()
    page.goto(f"{here.phone.address}/outbox")
    expect(page.locator("[data-record]")).to_have_count(1)
    expect(bar).to_have_count(0)
    page.click("[data-deed=send]", trial=True)
    page.go_back()
    page.wait_for_selector("#visit-form[data-open]", state="attached")
    expect(bar).to_have_count(0)


def _look_after(here: Street, home: str) -> None:
    with here.app.app_context(), db.transaction() as session:
        li = here.town.actor("li", Action.CHOOSE_LIAISONS)
        liaison = liaisons.appoint(
            session, li, party_id=here.town.party("zheng"), grid_id=here.town.grid1,
            valid_to=clock.today() + timedelta(days=365), household_limit=1,
        )  # fmt: skip
        liaisons.cover(session, li, liaison, session.get_one(Household, home))


def test_somebody_looking_for_work_is_entered_where_there_is_no_signal(ready: tuple[Street, Page]) -> None:
    """From the door, with the consent that was read aloud; what is lacking is said on the stairs."""
    here, page = ready
    here.proxy.fault = Fault(Kind.REFUSE)
    page.goto(f"{here.phone.address}/doors/{here.homes[0]}")
    page.click("a:has-text('想找活、想听优惠')")
    page.wait_for_selector("#seeker-form[data-open]")
    expect(page.locator(f"[name=household_id][value='{here.homes[0]}']")).to_be_checked()
    page.click("#seeker-form button[type=submit]")
    expect(page.locator("[data-asked=agree_work]")).to_contain_text("两样至少同意一样")
    page.check("[name=agree_work]")
    page.click("#seeker-form button[type=submit]")
    expect(page.locator("[data-asked=phone]")).to_contain_text("两边都说行才给对方看")
    assert "queued" not in here.phone.states(page).values()
    page.click("label.chip:has([value=weekend_morning])")
    page.fill("[name=name]", "刘女士")
    page.fill("[name=phone]", "13900000002")
    page.check("[name=is_16]")
    page.click("#seeker-form button[type=submit]")
    wait_for(lambda: "queued" in here.phone.states(page).values(), "the wishes to be kept")
    here.proxy.heal()
    here.phone.send_all(page)
    with here.app.app_context():
        [seeker] = db.session().exec(select(Seeker)).all()
        [consent] = db.session().exec(select(Consent)).all()
        assert (seeker.name, seeker.household_id, seeker.slots) == ("刘女士", here.homes[0], ["weekend_morning"])
        assert (consent.version, consent.witness_id) == ("work-1", here.town.wang)
