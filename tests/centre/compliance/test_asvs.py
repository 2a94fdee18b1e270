"""No requirement of ASVS 5.0 level 1 or 2 without an answer, and no answer that rests on what is not there."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import HouseClient
from tests.town import Town
from webapp.centre.compliance.asvs_rules import CHAPTERS, State, places, points

ROOT = Path(__file__).resolve().parents[3]
# Chapter → how many of level 1 and of level 2 the standard has (5.0.0).
COUNTED = {
    1: (8, 19),
    2: (4, 7),
    3: (8, 11),
    4: (2, 8),
    5: (4, 5),
    6: (13, 22),
    7: (6, 12),
    8: (4, 3),
    9: (4, 3),
    10: (5, 24),
    11: (3, 11),
    12: (3, 6),
    13: (1, 12),
    14: (2, 7),
    15: (3, 10),
    16: (0, 16),
    17: (0, 7),
}
STANDARD = """
1.1.1 1.1.2 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.2.6 1.2.7 1.2.8 1.2.9 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5 1.3.6 1.3.7
1.3.8 1.3.9 1.3.10 1.3.11 1.4.1 1.4.2 1.4.3 1.5.1 1.5.2 2.1.1 2.1.2 2.1.3 2.2.1 2.2.2 2.2.3 2.3.1 2.3.2 2.3.3
2.3.4 2.4.1 3.2.1 3.2.2 3.3.1 3.3.2 3.3.3 3.3.4 3.4.1 3.4.2 3.4.3 3.4.4 3.4.5 3.4.6 3.5.1 3.5.2 3.5.3 3.5.4
3.5.5 3.7.1 3.7.2 4.1.1 4.1.2 4.1.3 4.2.1 4.3.1 4.3.2 4.4.1 4.4.2 4.4.3 4.4.4 5.1.1 5.2.1 5.2.2 5.2.3 5.3.1
5.3.2 5.4.1 5.4.2 5.4.3 6.1.1 6.1.2 6.1.3 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.2.9 6.2.10 6.2.11
6.2.12 6.3.1 6.3.2 6.3.3 6.3.4 6.4.1 6.4.2 6.4.3 6.4.4 6.5.1 6.5.2 6.5.3 6.5.4 6.5.5 6.6.1 6.6.2 6.6.3 6.8.1
6.8.2 6.8.3 6.8.4 7.1.1 7.1.2 7.1.3 7.2.1 7.2.2 7.2.3 7.2.4 7.3.1 7.3.2 7.4.1 7.4.2 7.4.3 7.4.4 7.4.5 7.5.1
7.5.2 7.6.1 7.6.2 8.1.1 8.1.2 8.2.1 8.2.2 8.2.3 8.3.1 8.4.1 9.1.1 9.1.2 9.1.3 9.2.1 9.2.2 9.2.3 9.2.4 10.1.1
10.1.2 10.2.1 10.2.2 10.3.1 10.3.2 10.3.3 10.3.4 10.4.1 10.4.2 10.4.3 10.4.4 10.4.5 10.4.6 10.4.7 10.4.8 10.4.9
10.4.10 10.4.11 10.5.1 10.5.2 10.5.3 10.5.4 10.5.5 10.6.1 10.6.2 10.7.1 10.7.2 10.7.3 11.1.1 11.1.2 11.2.1
11.2.2 11.2.3 11.3.1 11.3.2 11.3.3 11.4.1 11.4.2 11.4.3 11.4.4 11.5.1 11.6.1 12.1.1 12.1.2 12.1.3 12.2.1 12.2.2
12.3.1 12.3.2 12.3.3 12.3.4 13.1.1 13.2.1 13.2.2 13.2.3 13.2.4 13.2.5 13.3.1 13.3.2 13.4.1 13.4.2 13.4.3 13.4.4
13.4.5 14.1.1 14.1.2 14.2.1 14.2.2 14.2.3 14.2.4 14.3.1 14.3.2 14.3.3 15.1.1 15.1.2 15.1.3 15.2.1 15.2.2 15.2.3
15.3.1 15.3.2 15.3.3 15.3.4 15.3.5 15.3.6 15.3.7 16.1.1 16.2.1 16.2.2 16.2.3 16.2.4 16.2.5 16.3.1 16.3.2 16.3.3
16.3.4 16.4.1 16.4.2 16.4.3 16.5.1 16.5.2 16.5.3 17.1.1 17.2.1 17.2.2 17.2.3 17.2.4 17.3.1 17.3.2
"""
NUMBERS = STANDARD.split()  # in the order of the standard


def test_every_requirement_is_there_once_in_order() -> None:
    assert [one.number for one in points()] == NUMBERS
    counted = {chapter: Counter(one.level for one in points() if one.chapter == chapter) for chapter in CHAPTERS}
    assert {chapter: (some[1], some[2]) for chapter, some in counted.items()} == COUNTED
    assert sum(first for first, _ in COUNTED.values()) == 70 and sum(second for _, second in COUNTED.values()) == 183


@pytest.mark.parametrize("state", list(State))
def test_every_one_has_an_answer_of_its_kind(state: State) -> None:
    for one in points():
        if one.state is state:
            assert len(one.asks) > 2 and one.answer, one.number
            assert bool(one.places) or state is not State.MET, f"{one.number}: met by what?"
            assert not set(one.places) - places().keys(), one.number


@pytest.mark.parametrize("name", sorted(places()))
def test_code_and_test_are_there(name: str) -> None:
    for place in places()[name]:
        file, _, wanted = place.partition(":")
        text = (ROOT / file).read_text()
        if wanted:
            assert re.search(rf"(def|class|function|^){' ?'}{re.escape(wanted)}\b", text, re.M), place
    assert places()[name][1].startswith("tests/")


def test_every_place_is_named_by_an_answer() -> None:
    assert {place for one in points() for place in one.places} == set(places())


def test_the_page_shows_them_all_and_says_what_is_open(client: HouseClient, town: Town) -> None:
    page = client.sign_in(town.zhou).get("/compliance/asvs").get_data(as_text=True)
    for one in points():
        assert f'id="v{one.number}"' in page
    assert "还没做到" in page and "/compliance/asvs" in client.get("/compliance").get_data(as_text=True)
    assert client.sign_in(town.zhao).get("/compliance/asvs").status_code == 403
