"""The door shows the latest visits; all of them are on its record."""

import re
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.door.visits.conftest import Stair
from tests.door.visits.test_knocks import knock
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.trust.history import AuditLine
from webapp.door.visits import queries
from webapp.door.visits.models import Outcome, Topic, Visit


@pytest.fixture
def visited(town: Town, stair: Stair, session: Session) -> Stair:
    """Twelve visits, the words of each its number; two of one moment; the oldest made a case."""
    for number in range(12):
        told = {"topic": Topic.NEED, "category": "REPAIR", "words": f"第{number}次"}
        knock(town, stair.home, Outcome.SOMETHING, **told)
    with db.transaction(session) as writing:
        for visit in writing.exec(select(Visit)).all():
            number = int(re.sub(r"\D", "", visit.words))
            visit.happened_at = clock.now() - timedelta(days=30 - (4 if number == 5 else number))
    return stair


def said(client: HouseClient, address: str) -> list[int]:
    page = client.get(address).get_data(as_text=True)
    return [int(number) for number in re.findall(r"<p>第(\d+)次</p>", page)]


def test_a_door_shows_the_latest_and_leads_to_the_rest(client: HouseClient, town: Town, visited: Stair) -> None:
    client.sign_in(town.wang)
    door = f"/doors/{visited.home}"
    assert said(client, door) == [11, 10, 9, 8, 7, 6]
    assert f'href="{door}/record"' in client.get(door).get_data(as_text=True)
    assert sorted(said(client, f"{door}/record"), reverse=True) == list(range(11, -1, -1))
    assert 'href="/cases/' in client.get(f"{door}/record").get_data(as_text=True)


def test_page_by_page_each_visit_is_shown_once(
    client: HouseClient, town: Town, visited: Stair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "RECORD_PAGE", 5)
    client.sign_in(town.wang)
    address, pages = f"/doors/{visited.home}/record", []
    while address:
        pages.append(said(client, address))
        older = re.search(r'href="([^"]+)" rel="next"', client.get(address).get_data(as_text=True))
        address = older.group(1) if older else ""
    assert [len(one) for one in pages] == [5, 5, 2]
    assert sorted(number for one in pages for number in one) == list(range(12))


def test_a_door_with_few_visits_has_no_more_to_show(
    client: HouseClient, session: Session, town: Town, stair: Stair
) -> None:
    knock(town, stair.home)
    page = client.sign_in(town.wang).get(f"/doors/{stair.home}").get_data(as_text=True)
    assert "/record" not in page
    assert "没有更早的记录" in client.get(f"/doors/{stair.above}/record").get_data(as_text=True)


def test_a_stranger_sees_no_record_and_who_sees_it_is_written_down(
    client: HouseClient, town: Town, visited: Stair, session: Session
) -> None:
    address = f"/doors/{visited.home}/record"
    assert client.sign_in(town.stranger).get(address).status_code == 404
    assert client.sign_in(town.wang).get(address).status_code == 200
    assert client.get(address + "?before=nonsense").status_code == 200
    session.rollback()
    lines = session.exec(select(AuditLine).where(AuditLine.verb == "read_household")).all()
    assert {line.row_id for line in lines} == {visited.home}
    assert len(lines) == 2


def test_ones_own_of_today_is_taken_back_here_and_the_page_says_so(
    client: HouseClient, town: Town, stair: Stair, session: Session
) -> None:
    made = knock(town, stair.home, Outcome.FINE)
    button = f'action="/visits/{made.id}/withdrawal"'
    for who, door, may in (("wang", "", True), ("wang", "/record", True), ("li", "", False)):
        client.sign_in(town.accounts[who])
        page = client.get(f"/doors/{stair.home}{door}").get_data(as_text=True)
        assert (button in page and "撤回这一条" in page) is may, (who, door)
    client.sign_in(town.wang)
    answer = client.post(f"/visits/{made.id}/withdrawal")
    page = client.get(answer.location).get_data(as_text=True)
    assert "撤回了：冬梅轩3号楼2门602 “都好”不算了" in page and button not in page
    later = knock(town, stair.above, Outcome.FINE).id
    with db.transaction(session) as writing:
        visit = writing.get_one(Visit, later)
        visit.happened_at -= timedelta(days=1)
    assert "撤回这一条" not in client.get(f"/doors/{stair.above}").get_data(as_text=True), "a day later it stands"
