"""Everything is found in one line, and nobody finds what their own lists would not show."""

import re

import pytest
from sqlmodel import Session

from tests.casework.cases.conftest import Open, open_case
from tests.conftest import HouseClient
from tests.door.visits.conftest import Stair, household, stair
from tests.town import Town
from tests.volunteering.certificates.papers import issue
from webapp.people.org.models import Unit
from webapp.register.register.models import Building, Household

__all__ = ["household", "open_case", "stair"]


def found(client: HouseClient, words: str) -> str:
    return client.get("/search", query_string={"q": words}, htmx=True).get_data(as_text=True)


def test_a_case_is_found_by_words_and_number_and_a_page_by_its_initials(
    client: HouseClient, town: Town, open_case: Open
) -> None:
    case = open_case(words="东门路灯不亮")
    client.sign_in(town.li)
    for words in ("路灯", "门路灯", case.number):
        assert f"/cases/{case.id}" in found(client, words), words
    assert "没有找到" in found(client, "天窗漏雨")
    assert "/register/" in found(client, "zh")  # 住户
    assert "<html" in client.get("/search?q=路灯").get_data(as_text=True)


def test_a_door_and_a_colleague_are_found_and_a_name_stays_masked(
    client: HouseClient, town: Town, stair: Stair, session: Session
) -> None:
    client.sign_in(town.li)
    assert "/register/households/" in found(client, "602") or "/register/households/" in found(client, "101")
    assert "王秀英" in found(client, "wxy")  # an officer by initials: their own name is no secret


def test_a_compound_is_found_by_name_and_initials_and_leads_to_its_building(
    client: HouseClient, town: Town, stair: Stair, session: Session
) -> None:
    """The palette knew no page of a building and answered 500."""
    building = session.get_one(Building, session.get_one(Household, stair.home).building_id)
    client.sign_in(town.li)
    for words in (building.estate, building.initials[:3]):
        page = found(client, words)
        assert f'href="/register/buildings/{building.id}"' in page, words
    assert client.get(f"/register/buildings/{building.id}").status_code == 200


def test_who_reads_several_communities_is_told_of_which_a_row_is(
    client: HouseClient, town: Town, stair: Stair, open_case: Open, session: Session
) -> None:
    open_case(words="东门路灯不亮")
    paper = issue(session, town)
    home = session.get_one(Household, stair.home)
    estate = session.get_one(Building, home.building_id).estate
    name = session.get_one(Unit, town.units["community"]).name
    for words in ("路灯", home.room, estate, paper.number):
        assert re.search(rf'class="d[^>]*>(?:<[^>]*>)*{name}', found(client.sign_in(town.chen), words)), words
        assert name not in found(client.sign_in(town.li), words), words


@pytest.mark.parametrize("words", ["(", "）", "、", "“", "%", "_", "\\", "·", "( )"])
def test_a_bracket_or_a_mark_alone_finds_nothing_and_breaks_nothing(
    client: HouseClient, town: Town, stair: Stair, words: str
) -> None:
    client.sign_in(town.li)
    for path in ("/search", "/register/", "/register/households", "/register/residents", "/visits", "/lending",
                 "/merchants/", "/cases/", "/volunteers"):  # fmt: skip
        assert client.get(path, query_string={"q": words}).status_code == 200, path


def test_strangers_find_nothing_of_it(client: HouseClient, town: Town, open_case: Open) -> None:
    case = open_case(words="东门路灯不亮")
    for who in (town.stranger, town.far_host, town.zhao, town.sun):
        assert case.id not in found(client.sign_in(who), "路灯")
    assert client.sign_out().get("/search?q=路灯").status_code == 303
