"""Each post's home, and what the centre sees at one glance."""

from datetime import date

import pytest
from sqlmodel import Session

from tests.conftest import HouseClient
from tests.door.visits.conftest import Stair
from tests.door.visits.conftest import stair as stair
from tests.door.visits.test_knocks import knock
from tests.town import Town
from webapp.centre.overview import coverage_queries
from webapp.centre.overview.coverage_queries import GridCell
from webapp.core.time import clock
from webapp.door.visits.models import Outcome
from webapp.people.accounts.permissions import Action


@pytest.mark.parametrize("name", ["wang", "li", "chen", "he", "zhao", "qian", "sun", "zhou", "wu", "zheng"])
def test_every_post_has_a_home_that_opens(client: HouseClient, town: Town, name: str) -> None:
    home = client.sign_in(town.accounts[name]).get("/")
    assert home.status_code == 303
    assert client.get(home.location).status_code == 200


def test_coverage_counts_households_met_in_this_round(session: Session, town: Town, stair: Stair) -> None:
    knock(town, stair.home)
    knock(town, stair.above, Outcome.NOBODY)
    session.rollback()
    [row] = coverage_queries.coverage(session, town.actor("chen", Action.SEE_OVERVIEW), clock.today())
    assert (row.name, row.total, row.reached, row.percent) == ("冬梅轩社区", 3, 1, 33)


def test_the_street_does_not_see_another_street(session: Session, town: Town, stair: Stair) -> None:
    names = [row.name for row in coverage_queries.coverage(session, town.actor("chen"), clock.today())]
    assert names == ["冬梅轩社区"]


def test_a_grid_without_a_worker_is_vacant(client: HouseClient, town: Town) -> None:
    page = client.sign_in(town.he).get("/overview").get_data(as_text=True)
    assert "没有网格员的网格" in page


def test_quiet_means_five_days_and_somebody_to_visit() -> None:
    today = date(2026, 6, 18)
    empty = GridCell("a", "空网格", "c")
    never = GridCell("b", "新网格", "c", total=10)
    assert empty.quiet_days(today) is None
    assert never.quiet_days(today) == 99


def test_the_auditor_reads_the_history(client: HouseClient, town: Town, stair: Stair) -> None:
    page = client.sign_in(town.zhou).get("/history").get_data(as_text=True)
    assert "登记一户" in page and "settle_household" not in page


def test_a_volunteer_does_not_see_the_overview(client: HouseClient, town: Town) -> None:
    assert client.sign_in(town.zhao).get("/overview").status_code == 403


def test_tabs_speak_the_readers_language(client: HouseClient, town: Town) -> None:
    client.sign_in(town.wang)
    client.set_cookie("lang", "en")
    bar = client.get("/me").get_data(as_text=True).split('class="tabs"')[1].split("</nav>")[0]
    assert "Homes" in bar or "Residents" in bar
    assert "住户" not in bar
