"""A round where there is no signal: one tap at the door; and a garden's plan drawn without a mouse."""

from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from sqlmodel import select

from tests.browser.offline_town import Street
from tests.browser.phone import awake, wait_for
from tests.browser.proxy import Fault, Kind
from tests.door.gardens.test_gardens import found, keep, plots
from tests.door.opinions import ground
from tests.town import Town
from webapp.casework.photos.queries import list_photos
from webapp.core.data import db
from webapp.core.time import clock
from webapp.door.gardens.models import Care, Plot
from webapp.door.opinions.ballot_services import Told, record_ballot
from webapp.door.opinions.models import Ballot, OpinionRound, Outcome, Standing, Way
from webapp.door.visits.models import Visit
from webapp.people.accounts.permissions import Action
from webapp.register.register.models import Household

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


def test_one_tap_a_household_without_a_signal_is_a_ballot_and_a_visit(ready: tuple[Street, Page], town: Town) -> None:
    here, page = ready
    with here.app.app_context(), db.transaction() as session:
        building_id = session.exec(select(Household.building_id)).first()
        round_id = ground.asked(session, town, str(building_id)).id
        more = ground.asked(session, town, str(building_id), (ground.CARE, ground.BEDS), title="谁来认养").id
    here.phone.make_ready(page)
    here.proxy.fault = Fault(Kind.REFUSE)
    page.goto(f"{here.phone.address}/doors/{here.homes[0]}")
    page.wait_for_selector("form[data-offline=opinion][data-open]")
    forms = page.locator("form[data-offline=opinion]")
    expect(forms).to_have_count(2)
    page.get_by_role("button", name="同意", exact=True).click()
    wait_for(lambda: len(here.phone.states(page)) == 1, "the answer to be kept")
    expect(page.locator("[data-undo-bar]")).to_contain_text("同意")
    assert here.homes[0] in page.url, "the other round is asked at the same door"
    expect(forms.last).to_contain_text("已存到手机")
    page.locator("form[data-waits]").get_by_role("button", name="稍后再问").click()
    page.wait_for_url(lambda url: here.homes[0] not in url)
    wait_for(lambda: len(here.phone.states(page)) == 2, "the second round's answer to be kept")
    page.goto(f"{here.phone.address}/doors/{here.homes[1]}")
    page.wait_for_selector("form[data-offline=opinion][data-open]")
    second = page.locator("form[data-offline=opinion]").filter(has=page.locator("[name=q1]"))
    second.locator("label.chip").first.click()
    second.locator("input[name=q2]").fill("2")
    second.get_by_role("button", name="记下，下一户").click()
    wait_for(lambda: len(here.phone.states(page)) == 3, "the second answer to be kept")
    expect(forms.last).to_contain_text("已存到手机")
    assert here.homes[1] in page.url
    here.proxy.heal()
    here.phone.send_all(page)
    with here.app.app_context():
        session = db.session()
        kept = session.exec(select(Ballot).order_by(Ballot.happened_at)).all()  # type: ignore[arg-type]
        assert [(one.round_id, one.outcome) for one in kept] == [
            (round_id, Outcome.ANSWERED), (more, Outcome.LATER), (more, Outcome.ANSWERED)
        ]  # fmt: skip
        assert ground.line(session, round_id, here.homes[0]).standing is Standing.AGREE
        assert {one.household_id for one in session.exec(select(Visit))} == set(here.homes[:2])


def test_in_flight_mode_a_bed_is_cared_for_and_doors_come_back_to_be_asked(
    ready: tuple[Street, Page], town: Town, tmp_path: Path
) -> None:
    here, page = ready
    with here.app.app_context(), db.transaction() as session:
        building_id = session.exec(select(Household.building_id)).first()
        round_id = ground.asked(session, town, str(building_id)).id
        garden = found(session, town, "1 0,0 40,0 40,30 0,30\n2 50,0 90,0 90,30 50,30", "9号楼")
        garden_id, bed = garden.id, plots(session, garden)[0]
        bed_id = keep(session, town, bed).plot_id
        for home, hours in ((here.homes[0], 20), (here.homes[1], 3), (here.homes[2], 22)):
            told = Told(Way.DOOR, Outcome.NOBODY, at=clock.now() - timedelta(hours=hours))
            line = ground.line(session, round_id, home)
            line_of = session.get_one(OpinionRound, round_id)
            line_of.opens_at = line_of.opened_at = clock.now() - timedelta(days=2)
            record_ballot(session, town.actor("wang", Action.COLLECT_OPINIONS), line_of, line, told)
    here.phone.make_ready(page)
    here.proxy.fault = Fault(Kind.REFUSE)
    page.goto(f"{here.phone.address}/today")
    asks = page.get_by_role("list", name="征求意见，再问一次").locator("a.row")
    expect(asks).to_have_count(2)
    expect(asks.first).to_contain_text("试过 1 次")
    assert [one.get_attribute("href") for one in asks.all()] == [f"/doors/{here.homes[n]}" for n in (2, 0)]
    asks.first.click()
    page.wait_for_selector("form[data-offline=opinion][data-open]")
    expect(page.get_by_role("button", name="记下，下一户")).to_be_hidden()  # one tap is the whole answer
    page.get_by_role("button", name="同意", exact=True).click()
    wait_for(lambda: len(here.phone.states(page)) == 1, "the answer to be kept")
    page.wait_for_url(lambda url: here.homes[2] not in url)
    page.goto(f"{here.phone.address}/today")
    expect(asks).to_have_count(1)
    page.get_by_role("link", name="微花园", exact=True).click()
    page.get_by_role("link", name="冬梅轩微花园").click()
    expect(page.locator("a.row[href*='/plots/']")).to_have_count(2)
    page.locator(f"a.row[href$='{bed_id}']").click()
    page.wait_for_selector("form[data-offline=care][data-open]")
    Image.effect_noise((640, 480), 60).convert("RGB").save(tmp_path / "bed.jpg")
    page.set_input_files("input[type=file]", tmp_path / "bed.jpg")
    page.wait_for_selector("[data-photo] img")
    page.get_by_role("button", name="浇水").click()
    page.wait_for_url(lambda url: url.endswith(garden_id))
    expect(page.locator(f"a.row[href$='{bed_id}']")).to_contain_text("浇水")
    here.proxy.heal()
    here.phone.send_all(page)
    with here.app.app_context():
        [care] = db.session().exec(select(Care))
        assert (care.plot_id, care.act.value) == (bed_id, "watered")
        assert list_photos(db.session(), "care", [care.id])[care.id], "its picture follows"


def test_a_plan_is_drawn_by_keyboard_alone(ready: tuple[Street, Page], town: Town) -> None:
    here, page = ready
    with here.app.app_context(), db.transaction() as session:
        garden_id = found(session, town, "1 0,0 40,0 40,30 0,30", "9号楼").id
    page.context.clear_cookies()
    here.phone.sign_in(page, "li")
    page.goto(f"{here.phone.address}/gardens/{garden_id}/plan")
    awake(page)
    page.focus("svg.draw")
    keys = page.keyboard
    for key, times in (("ArrowRight", 10), ("Enter", 1), ("ArrowRight", 6), ("ArrowDown", 4), ("Enter", 1)):
        for _ in range(times):
            keys.press(key)
    assert page.input_value("[name=plan]").splitlines()[-1] == "2 50,0 80,0 80,20 50,20"
    keys.press("Delete")
    assert page.input_value("[name=plan]").splitlines() == ["1 0,0 40,0 40,30 0,30"]
    page.fill("[name=plan]", "1 0,0 40,0 40,30 0,30\n2 50,0 90,0 70,40")
    page.get_by_role("button", name="存好平面图").click()
    page.wait_for_url(lambda url: url.endswith(garden_id))
    expect(page.locator("svg.plan polygon")).to_have_count(2)
    with here.app.app_context():
        assert sorted(one.number for one in db.session().exec(select(Plot))) == [1, 2]
