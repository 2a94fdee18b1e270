"""Down from the district to the micro-grid; every figure says what it means; who may not look, sees nothing."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from PIL import Image
from sqlmodel import Session, select

from tests.casework.cases.conftest import Open
from tests.casework.cases.conftest import open_case as open_case
from tests.conftest import HouseClient
from tests.door.visits.conftest import Stair
from tests.door.visits.conftest import stair as stair
from tests.door.visits.test_knocks import knock
from tests.town import Town
from webapp.centre.overview import rules
from webapp.core.trust.history import AuditLine


@pytest.mark.parametrize("unit", ["district", "street", "community", "grid1", "micro1"])
def test_the_district_goes_down_step_by_step(
    client: HouseClient, session: Session, town: Town, stair: Stair, unit: str
) -> None:
    knock(town, stair.home)
    page = client.sign_in(town.he).get(f"/overview/{town.units[unit]}")
    assert page.status_code == 200
    words = page.get_data(as_text=True)
    assert "走到的户" in words and ("现行口径" in words)


def test_each_level_links_to_what_lies_below_and_above(client: HouseClient, town: Town) -> None:
    words = client.sign_in(town.he).get(f"/overview/{town.street}").get_data(as_text=True)
    assert f'/overview/{town.community}"' in words and f'/overview/{town.district}"' in words


def test_outside_ones_reach_is_not_there(client: HouseClient, town: Town) -> None:
    client.sign_in(town.li)
    for unit in ("street", "far_community", "far_grid", "district"):
        for tail in ("", ".pdf"):
            assert client.get(f"/overview/{town.units[unit]}{tail}").status_code == 404
        assert client.post(f"/overview/{town.units[unit]}/workbook").status_code == 404


def test_a_grid_worker_does_not_open_it(client: HouseClient, town: Town) -> None:
    assert client.sign_in(town.wang).get(f"/overview/{town.grid1}").status_code == 403


def test_few_households_are_hidden_above_the_grid_and_shown_in_it(
    client: HouseClient, session: Session, town: Town, stair: Stair
) -> None:
    knock(town, stair.home)
    client.sign_in(town.he)
    assert "不到 5" in client.get(f"/overview/{town.community}").get_data(as_text=True)
    inside = client.get(f"/overview/{town.grid1}").get_data(as_text=True)
    assert "1 / 3" in inside and "不到 5" not in inside


def test_a_figure_of_few_people_says_only_that() -> None:
    assert rules.figure("reached", 3, 200, hides_few=True).is_few
    assert rules.figure("reached", 0, 4, hides_few=True).is_few
    assert not rules.figure("reached", 0, 200, hides_few=True).is_few
    assert rules.figure("late", 3, hides_few=True).part == 3, "cases are no people"


def test_a_late_case_leads_to_its_list(client: HouseClient, town: Town, open_case: Open) -> None:
    case = open_case()
    client.sign_in(town.he)
    words = client.get(f"/overview/{town.street}").get_data(as_text=True)
    assert f"street%3A{town.street}" in words
    assert case.number in client.get(f"/cases/?at=street:{town.street}").get_data(as_text=True)
    assert case.number not in client.get(f"/cases/?at=street:{town.far_street}").get_data(as_text=True)


def test_the_workbook_carries_the_question_and_the_history_knows_it(
    client: HouseClient, session: Session, town: Town
) -> None:
    client.sign_in(town.chen)
    first = client.post(f"/overview/{town.street}/workbook", data={"month": "2026-01"})
    again = client.post(f"/overview/{town.street}/workbook", data={"month": "2026-01"})
    other = client.post(f"/overview/{town.street}/workbook", data={"month": "2026-02"})
    names = [one.headers["Content-Disposition"] for one in (first, again, other)]
    assert names[0] == names[1] != names[2]
    line = session.exec(select(AuditLine).where(AuditLine.verb == "export_figures")).first()
    assert line is not None
    book = load_workbook(io.BytesIO(first.data))
    titles = [row[0].value for row in book.worksheets[0].iter_rows()]
    assert "超期的事" in titles and "响应率" in titles
    assert names[0].rsplit("-", 1)[1][:16] in str(book.worksheets[1]["A1"].value)


def test_it_prints_on_a4(client: HouseClient, town: Town) -> None:
    paper = client.sign_in(town.li).get(f"/overview/{town.community}.pdf")
    assert paper.status_code == 200 and paper.data[:5] == b"%PDF-"


def test_a_made_up_month_opens_this_one(client: HouseClient, town: Town) -> None:
    client.sign_in(town.li)
    for month in ("2026-13", "x", "9999-01", "2026-01-01"):
        assert client.get(f"/overview?month={month}").status_code == 200


def test_topics_stand_beside_last_year_and_their_own_median() -> None:
    months = rules.months_until(date(2026, 6, 1), 13)
    counts = dict(zip(months, [8, 5, 5, 5, 5, 5, 20, 6, 6, 6, 6, 6, 12], strict=True))
    one = rules.topic("NOISE", "噪声", counts, date(2026, 6, 1), hides_few=True, known_since=date(2024, 1, 1))
    assert (one.now, one.last_year, one.usual) == (12, 8, 6)
    young = rules.topic("NOISE", "噪声", counts, date(2026, 6, 1), hides_few=True, known_since=date(2026, 6, 1))
    assert (young.now, young.last_year, young.usual) == (12, None, None)
    june = date(2026, 6, 1)
    few = rules.topic("NOISE", "噪声", {june: 3}, june, hides_few=True, known_since=date(2026, 5, 1))
    assert few.now is None


def test_the_host_brings_a_plan_of_the_estate(client: HouseClient, town: Town, stair: Stair) -> None:
    at, picture = f"/overview/{town.community}/plan", io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(picture, "PNG")
    client.sign_in(town.li)
    assert client.post(at, data={}).status_code == 422
    assert client.post(at, data={"picture": (io.BytesIO(b"x"), "x.png")}).status_code == 422
    told = {"picture": (io.BytesIO(picture.getvalue()), "plan.png")}
    assert client.post(at, data=told).status_code == 303
    page = client.get(f"/overview/{town.community}").get_data(as_text=True)
    assert "estate-picture" in page and "换一张平面图" in page
    assert "estate-picture" in client.sign_in(town.chen).get(f"/overview/{town.grid1}").get_data(as_text=True)
    assert client.post(at, data={"picture": (picture, "plan.png")}).status_code == 403  # the host's to bring
    assert client.sign_in(town.far_host).post(at, data={}).status_code == 404


def test_a_community_that_leads_is_named_once(client: HouseClient, town: Town, open_case: Open) -> None:
    """Gas goes to the community at once and is due within hours: it stands under 三天内到期."""
    case = open_case(category_code="GAS")
    page = client.sign_in(town.he).get(f"/overview/{town.street}").text
    name = page.split(f'href="/cases/{case.id}"', 1)[1].split("</a>", 1)[0]
    assert "冬梅轩社区" in name and "冬梅轩社区 · 冬梅轩社区" not in name
