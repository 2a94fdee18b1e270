"""The walk over HTTP: today, a building, a door, one tap, undo; with and without script."""

import re
from datetime import timedelta

from flask import Flask
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.door.visits.conftest import Stair, household
from tests.register.register import homes
from tests.town import Town
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.door.visits.models import Visit

NOWHERE = "01900000-0000-7000-8000-00000000dead"


def visits(session: Session) -> list[Visit]:
    session.rollback()
    return list(session.exec(select(Visit)))


def test_home_of_a_grid_worker_is_today(client: HouseClient, town: Town, stair: Stair) -> None:
    client.sign_in(town.wang)
    assert client.get("/").location == "/today"
    page = client.get("/today").get_data(as_text=True)
    assert "3号楼" in page
    assert "接着走" in page


def test_one_tap_saves_and_the_next_door_opens(client: HouseClient, town: Town, stair: Stair, session: Session) -> None:
    client.sign_in(town.wang)
    form = {"id": ids.new(), "household_id": stair.home, "outcome": "fine"}
    answer = client.post("/visits", data=form)
    assert answer.status_code == 303
    assert re.match(r"/doors/[0-9a-f-]{36}\?saved=", answer.location)
    assert stair.home not in answer.location.split("?")[0]
    assert "撤回" in client.get(answer.location).get_data(as_text=True)
    assert [visit.outcome for visit in visits(session)] == ["fine"]


def test_a_building_page_shows_its_doors(client: HouseClient, town: Town, stair: Stair) -> None:
    client.sign_in(town.wang)
    page = client.get(f"/buildings/{stair.building}").get_data(as_text=True)
    assert "1门" in page
    assert "2门" in page


def test_the_last_door_leads_back_to_a_lit_building(client: HouseClient, town: Town, stair: Stair) -> None:
    client.sign_in(town.wang)
    for home in (stair.home, stair.above, stair.below):
        answer = client.post("/visits", data={"household_id": home, "outcome": "fine"})
    assert answer.location.startswith(f"/buildings/{stair.building}?saved=")
    assert "满格" in client.get("/today").get_data(as_text=True)


def test_something_without_words_says_so_twice_and_keeps_the_rest(
    client: HouseClient, town: Town, stair: Stair, session: Session
) -> None:
    client.sign_in(town.wang)
    form = {"household_id": stair.home, "outcome": "something", "topic": "need", "need": "REPAIR", "words": " "}
    answer = client.post("/visits", data=form)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert page.count("写一句怎么回事") == 2
    assert re.search(r'value="REPAIR"[^>]*checked|checked[^>]*value="REPAIR"', page)
    assert visits(session) == []


def test_a_refused_visit_says_so_in_the_title_first(client: HouseClient, town: Town, stair: Stair) -> None:
    client.sign_in(town.wang)
    page = client.post("/visits", data={"household_id": stair.home, "outcome": "something"}).get_data(as_text=True)
    assert re.search(r"<title>有问题：602 ", page)
    assert "<title>有问题" not in client.get(f"/doors/{stair.home}").get_data(as_text=True)


def test_the_worker_of_the_grid_is_told_who_lives_there_others_see_it_masked(
    client: HouseClient, town: Town, stair: Stair, session: Session
) -> None:
    """A visit greets people by name; whoever only looks reveals with a reason, in the register."""
    name = household(session, town, stair.home).head_name
    masked = f"{name[0]}*{name[2:]}"
    for account, shown, hidden in ((town.wang, name, masked), (town.li, masked, name), (town.chen, masked, name)):
        page = client.sign_in(account).get(f"/doors/{stair.home}").get_data(as_text=True)
        assert shown in page
        assert hidden not in page


def test_a_list_of_everyone_names_nobody(client: HouseClient, town: Town, stair: Stair, session: Session) -> None:
    name = household(session, town, stair.home).head_name
    client.sign_in(town.wang)
    for path in (f"/buildings/{stair.building}", f"/register/buildings/{stair.building}"):
        assert name not in client.get(path).get_data(as_text=True)


def test_a_hazard_needs_its_kind(client: HouseClient, town: Town, stair: Stair) -> None:
    client.sign_in(town.wang)
    form = {"household_id": stair.home, "outcome": "something", "topic": "hazard", "words": "楼道停了电动车"}
    assert "选一类" in client.post("/visits", data=form).get_data(as_text=True)


def test_undo_within_the_day(client: HouseClient, town: Town, stair: Stair, session: Session) -> None:
    client.sign_in(town.wang)
    client.post("/visits", data={"household_id": stair.home, "outcome": "nobody"})
    [visit] = visits(session)
    answer = client.post(f"/visits/{visit.id}/withdrawal")
    assert answer.location == f"/doors/{stair.home}?saved={visit.id}"
    assert "已撤回" in client.get(answer.location).get_data(as_text=True)


def test_foreign_and_unknown_ids_look_the_same(client: HouseClient, town: Town, stair: Stair) -> None:
    client.sign_in(town.stranger)
    for address in (f"/doors/{stair.home}", f"/doors/{NOWHERE}", f"/buildings/{stair.building}"):
        assert client.get(address).status_code == 404
    assert client.post("/visits", data={"household_id": stair.home, "outcome": "fine"}).status_code == 404


def test_a_forged_outcome_is_refused_in_words(client: HouseClient, town: Town, stair: Stair) -> None:
    client.sign_in(town.wang)
    answer = client.post("/visits", data={"household_id": stair.home, "outcome": "vip"})
    assert answer.status_code == 422
    assert "请从给出的选项里选" in answer.get_data(as_text=True)


def test_a_name_with_markup_stays_text(client: HouseClient, town: Town, stair: Stair, app: Flask) -> None:
    client.sign_in(town.wang)
    evil = "<img src=x onerror=alert(1)>"
    form = {"household_id": stair.home, "outcome": "something", "topic": "need", "need": "OTHER", "words": evil}
    client.post("/visits", data=form)
    page = client.get(f"/doors/{stair.home}").get_data(as_text=True)
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_a_key_household_that_is_due_is_on_todays_list(
    client: HouseClient, town: Town, stair: Stair, app: Flask
) -> None:
    with app.app_context(), db.transaction() as writing:
        home = household(writing, town, stair.home)
        home.is_key, home.flags, home.cadence_days = True, ["lives_alone"], 30
        home.next_due_on = clock.today() - timedelta(days=3)
    client.sign_in(town.wang)
    page = client.get("/today").get_data(as_text=True)
    assert "独居，每月一访" in page
    assert "超 3 天" in page


def due_homes(town: Town, rooms: list[str], name: str) -> None:
    with db.transaction() as session:
        building = homes.build(session, town, name=name)
        for room in rooms:
            home = homes.settle(session, town, building, room=room)
            home.is_key, home.next_due_on = True, clock.today() - timedelta(days=3)


def test_a_heading_counts_no_list_that_was_cut(client: HouseClient, town: Town, app: Flask) -> None:
    """Nine are due and eight are shown: the heading says that there are more, and leads to all of them."""
    with app.app_context():
        due_homes(town, ["601", "602", "501", "502", "401", "402", "301", "302"], "7号楼")
    client.sign_in(town.wang)
    page = client.get("/today").get_data(as_text=True)
    assert '今天要办 <span class="num mut">8</span>' in page and "due=week" not in page
    with app.app_context():
        due_homes(town, ["601"], "8号楼")
    page = client.get("/today").get_data(as_text=True)
    assert '今天要办 <span class="num mut">8+</span>' in page
    every = client.get("/register/households?key=key&due=week&sort=due").get_data(as_text=True)
    assert 'href="/register/households?key=key&amp;due=week&amp;sort=due"' in page
    assert every.count("7号楼") >= 8 and "8号楼" in every
