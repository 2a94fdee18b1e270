"""Several people and several browsers: edits that clash, a stall on the square, a file carried over, a worker who
moved, a browser without a service worker."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import col, select

from tests.browser.offline_town import Street
from tests.browser.phone import awake, the_one_record, wait_for
from tests.browser.proxy import Fault, Kind
from tests.exchange.loans.ground import ground
from tests.exchange.points.ground import with_points
from tests.exchange.shop.ground import shelf
from tests.town import Town
from webapp.centre.sync.models import SyncReview
from webapp.core.data import db
from webapp.core.time import clock
from webapp.exchange.loans import card_services as cards
from webapp.exchange.loans.models import Loan
from webapp.exchange.shop import stock_services
from webapp.exchange.shop.models import Allocation, OfflineSale
from webapp.people.accounts import services as accounts
from webapp.people.accounts.models import Post
from webapp.register.register.models import Household

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
SYNC = b"POST /sync HTTP"
CARD = "0012345678"


@pytest.fixture
def here(ready: tuple[Street, Page]) -> Street:
    return ready[0]


@pytest.fixture
def page(ready: tuple[Street, Page]) -> Page:
    return ready[1]


def other_phone(here: Street, login: str, **how: object) -> Page:
    """Another person's, with a store of its own."""
    assert here.phone.browser is not None
    page = here.phone.browser.new_context(locale="zh-CN", **how).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(20_000)
    here.phone.sign_in(page, login)
    return page


def edit(here: Street, page: Page, note: str) -> None:
    page.goto(f"{here.phone.address}/register/households/{here.homes[0]}/details")
    page.wait_for_selector("form[data-open]")
    page.fill("[name=note]", note)


def note_of(here: Street) -> str:
    with here.app.app_context():
        return db.session().get_one(Household, here.homes[0]).note


def test_two_phones_change_one_line_and_a_choice_ends_it(here: Street, page: Page) -> None:
    host = other_phone(here, "li")
    edit(here, page, "女儿周末来")
    edit(here, host, "儿子周末来")
    host.click("main form button[type=submit]")
    wait_for(lambda: note_of(here) == "儿子周末来", "the first of the two")
    host.wait_for_url(lambda url: "/details" not in url)
    page.click("main form button[type=submit]")
    here.phone.keeps(page, "received")
    assert note_of(here) == "儿子周末来", "never an overwrite"
    host.goto(f"{here.phone.address}/sync/reviews")
    both = host.locator(".diff > div")
    expect(both).to_have_count(2)
    expect(both.nth(0)).to_contain_text("儿子周末来")
    expect(both.nth(1)).to_contain_text("女儿周末来")
    left, right = both.evaluate_all("both => both.map((one) => one.getBoundingClientRect().y)")  # of one moment
    assert abs(left - right) < 2, "side by side"
    host.click("button:has-text('用王秀英的')")
    expect(host.locator(".diff")).to_have_count(0)
    assert note_of(here) == "女儿周末来"


def test_a_stall_without_a_network_sells_what_it_was_given_and_no_more(here: Street, page: Page, town: Town) -> None:
    with here.app.app_context():
        with_points(town, "zhao", 400)
        with db.transaction() as session:
            stock_services.allot(
                session, town.actor("qian"), shelf(session, town), counter="广场", account_id=town.qian, quantity=3
            )
    stall = other_phone(here, "qian")
    stall.goto(f"{here.phone.address}/stock/market")
    stall.wait_for_selector("form[data-open]")
    here.proxy.fault = Fault(Kind.REFUSE)
    for sold in (1, 2):
        stall.locator("#sale-form #allocation_id label").first.click()  # as a finger does: once the page stands still
        stall.fill("[name=who]", "zhao")
        stall.fill("[name=quantity]", "2")
        stall.click("#sale-form button[type=submit]")
        here.phone.keeps(stall, "queued", sold)
        expect(stall.locator("[name=who]")).to_have_value("")
    here.proxy.heal()
    stall.goto(f"{here.phone.address}/outbox")
    here.phone.keeps(stall, "received")
    here.phone.keeps(stall, "fix")
    expect(the_one_record(stall)).to_contain_text("要改一改")
    with here.app.app_context():
        assert [sale.quantity for sale in db.session().exec(select(OfflineSale))] == [2]
        assert db.session().exec(select(Allocation)).one().quantity == 3


def test_without_a_network_card_copy_enter_lends_and_a_copy_alone_comes_back(
    here: Street, page: Page, town: Town
) -> None:
    with here.app.app_context(), db.transaction() as session:
        place = ground(session, town, "手推车", "电钻")
        cards.bind_swiped(session, place.actor, place.person(session), number=CARD)
        cart, drill = place.tool().number, place.tool("电钻").number
    counter = other_phone(here, "qian")
    here.phone.make_ready(counter)
    counter.goto(f"{here.phone.address}/lending")
    awake(counter)
    expect(counter.locator("[data-scan]")).to_be_focused()
    counter.context.set_offline(True)
    here.proxy.fault = Fault(Kind.REFUSE)
    counter.keyboard.type(CARD)
    counter.keyboard.press("Enter")
    counter.wait_for_selector("#slip[data-open]")
    for kept, words in enumerate(((CARD, cart), (CARD, drill, ""), (cart,)), 1):
        expect(counter.locator("[name=who]")).to_be_focused()
        for typed in words:
            counter.keyboard.type(typed)
            counter.keyboard.press("Enter")
        here.phone.keeps(counter, "queued", kept)
        expect(counter.locator("[name=number]")).to_have_value("")
    expect(counter.get_by_role("list", name="没网时记下的")).to_contain_text("收回")
    assert CARD not in counter.inner_text("main")
    counter.context.set_offline(False)
    here.proxy.heal()
    here.phone.send_all(counter)
    with here.app.app_context():
        loans = db.session().exec(select(Loan).order_by(col(Loan.out_at))).all()
        assert [(one.ended_at is not None, one.safety_read) for one in loans] == [(True, False), (False, True)]


def test_a_file_handed_in_on_a_colleagues_phone_counts_once(here: Street, page: Page, tmp_path: Path) -> None:
    here.proxy.fault = Fault(Kind.REFUSE)
    here.phone.tap(page, here.homes[0])
    page.goto(f"{here.phone.address}/outbox")
    page.wait_for_selector("[data-record]")
    with page.expect_download() as coming:
        page.click("[data-deed=export]")
    coming.value.save_as(tmp_path / "queue.json")
    page.goto("about:blank")
    here.proxy.heal()
    colleague = other_phone(here, "ma")
    for _ in range(2):
        colleague.goto(f"{here.phone.address}/outbox/file")
        colleague.set_input_files("[name=file]", tmp_path / "queue.json")
        colleague.click("main form button[type=submit]")
        expect(colleague.locator(".strip.ok")).to_contain_text("王秀英 的备份：收到 1 条")
        assert len(here.phone.rows()) == 1
    here.phone.send_all(page)
    assert len(here.phone.rows()) == 1
    assert here.phone.false_claims(page) == []


def test_without_a_service_worker_the_queue_lives_while_the_page_is_open(here: Street) -> None:
    page = other_phone(here, "wang", service_workers="block")
    page.goto(f"{here.phone.address}/outbox")
    expect(page.locator("[data-ready]")).to_contain_text("关了页面就打不开")
    page.goto(f"{here.phone.address}/doors/{here.homes[0]}")
    here.phone.open_form(page, here.homes[0])
    expect(page.locator("[data-ready-off]")).to_be_visible()  # where the work is done, not in the outbox alone
    here.proxy.fault = Fault(Kind.REFUSE)
    page.click("#visit-form button[value=nobody] >> nth=0")
    expect(page.locator("[data-undo-bar]")).to_have_count(1)
    page.click("[data-undo-bar] button")
    page.evaluate("() => { document.getElementById('visit-form').dataset.undo = '0'; }")
    page.click("#visit-form button[value=fine] >> nth=0")
    here.phone.keeps(page, "queued")
    expect(page.locator("#visit-form [data-said]")).to_contain_text("已存到手机")
    assert here.homes[0] in page.url, "the page stays: nothing could be opened instead of it"
    here.proxy.heal()
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    here.phone.keeps(page, "received")
    assert len(here.phone.rows()) == 1


def test_what_a_worker_delivers_after_moving_is_settled_by_the_community(here: Street, page: Page, town: Town) -> None:
    """Knocked yesterday without a network; since this morning the grid is somebody else's."""
    here.proxy.fault = Fault(Kind.REFUSE)
    page.add_init_script("const real = Date.now; Date.now = () => real() - 86400000;")
    here.phone.tap(page, here.homes[0])
    page.close()
    with here.app.app_context(), db.transaction() as session:
        post = session.exec(select(Post).where(Post.account_id == town.wang)).one()
        post.valid_to = clock.today() - timedelta(days=1)
        accounts.give_post(
            session, None, session.get_one(accounts.Account, town.wang), role=post.role, unit_id=town.far_grid,
            valid_from=clock.today(),
        )  # fmt: skip
    here.proxy.heal()
    page = here.phone.new_page()
    page.goto(f"{here.phone.address}/outbox")
    here.phone.keeps(page, "received")
    expect(page.locator("[data-outbox]")).to_contain_text("等社区核对")
    assert here.phone.rows() == []
    host = other_phone(here, "li")
    host.goto(f"{here.phone.address}/sync/reviews")
    expect(host.locator("main section").first).to_contain_text("王秀英")
    host.click("button:has-text('收下')")
    expect(host.locator("main")).to_contain_text("没有待核的")
    assert len(here.phone.rows()) == 1


def test_whoever_lost_the_last_post_delivers_from_whatever_page_opens(here: Street, page: Page, town: Town) -> None:
    """The page that says no carries the script: the queue leaves, and the phone can be handed to a colleague."""
    here.proxy.fault = Fault(Kind.REFUSE)
    for home in here.homes[:2]:
        here.phone.tap(page, home)
    with here.app.app_context(), db.transaction() as session:
        post = session.exec(select(Post).where(Post.account_id == town.wang)).one()
        post.valid_to = clock.today() - timedelta(days=1)
    here.proxy.heal()
    page.goto(f"{here.phone.address}/cases/")
    expect(page.locator("main")).to_contain_text("您的岗位不能做这件事")
    here.phone.keeps(page, "received", 2)
    page.goto(f"{here.phone.address}/outbox")
    expect(page.locator("[data-outbox] h2").first).to_have_text("都送到了")
    page.goto(f"{here.phone.address}/me")
    expect(page.locator("main")).to_contain_text("您的岗位都结束了")
    page.click("[data-sign-out] button")
    page.wait_for_url("**/sign-in**")
    here.phone.sign_in(page, "ma")
    with here.app.app_context():
        assert len(db.session().exec(select(SyncReview)).all()) == 2
