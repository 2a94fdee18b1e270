"""Rows of several communities in one list: each says of which it is, for whoever reads more than one."""

import re

import pytest
from flask import Flask

from tests.conftest import HouseClient
from tests.house.ground import one_of_each
from tests.town import Town
from webapp.core.data import db
from webapp.people.org.models import Unit

LISTS = (
    "/awards/", "/opinions/", "/gardens/", "/liaisons/roster/", "/councils/", "/points",
    "/points/rules",
    "/complaints", "/people/handovers", "/people/slips", "/buildings", "/desk/", "/assessment/",
)  # fmt: skip


@pytest.fixture
def names(app: Flask, town: Town) -> list[str]:
    with app.app_context(), db.transaction() as session:
        for place in ("", "far_"):
            one_of_each(session, town, place, place or "own")
        return [session.get_one(Unit, town.units[key]).name for key in ("community", "far_community")]


@pytest.mark.parametrize("address", LISTS)
def test_the_district_reads_of_which_community_a_row_is(
    client: HouseClient, town: Town, names: list[str], address: str
) -> None:
    page = client.sign_in(town.he).get(address).get_data(as_text=True).split("<main")[1].split("</main>")[0]
    rows = re.sub(r"<select.*?</select>", "", page, flags=re.DOTALL)
    assert [name for name in names if name not in rows] == []
