"""Everything is found in one line, and nobody finds what their own lists would not show."""

from sqlmodel import Session

from tests.casework.cases.conftest import Open, open_case
from tests.conftest import HouseClient
from tests.door.visits.conftest import Stair, household, stair
from tests.town import Town

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


def test_strangers_find_nothing_of_it(client: HouseClient, town: Town, open_case: Open) -> None:
    case = open_case(words="东门路灯不亮")
    for who in (town.stranger, town.far_host, town.zhao, town.sun):
        assert case.id not in found(client.sign_in(who), "路灯")
    assert client.sign_out().get("/search?q=路灯").status_code == 303
