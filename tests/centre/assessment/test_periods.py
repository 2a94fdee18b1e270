"""A month over HTTP: checked, appealed to somebody else, confirmed by a person, locked."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from sqlmodel import Session, col, select

from tests.casework.cases.conftest import Open
from tests.casework.cases.conftest import act as act
from tests.casework.cases.conftest import open_case as open_case
from tests.centre.assessment.ground import entries, solve
from tests.centre.dashboards.test_objects import statements
from tests.conftest import HouseClient
from tests.town import Town
from webapp.casework.cases import handling_services
from webapp.casework.cases.models import Source
from webapp.centre.assessment import appeal_queries, period_services
from webapp.centre.assessment import services as score
from webapp.centre.assessment.models import (
    AppealFinding,
    PeriodState,
    ScoreAppeal,
    ScoreCheck,
    ScoreEntry,
    ScorePeriod,
    ScoreResult,
    ScoreRule,
)
from webapp.core.data import db
from webapp.people.accounts.permissions import Action
from webapp.people.org.models import Unit, UnitVersion

NOVEMBER, DECEMBER = datetime(2026, 11, 10, 2, tzinfo=UTC), datetime(2026, 12, 2, 2, tzinfo=UTC)


@pytest.fixture
def december(session: Session, open_case: Open, act: Any) -> Any:
    """王秀英 solved one case in November; it is the second of December."""
    with time_machine.travel(NOVEMBER, tick=True) as traveller:
        case = open_case(source=Source.PATROL)
        act(handling_services.take, "wang", case)
        solve(act, session, case)
        traveller.move_to(DECEMBER)
        yield traveller


def begun(client: HouseClient, town: Town, session: Session) -> ScorePeriod:
    assert client.sign_in(town.li).post("/assessment/periods", data={"month": "2026-11"}).status_code == 303
    session.rollback()
    return session.exec(select(ScorePeriod)).one()


def test_a_month_goes_its_whole_way(client: HouseClient, session: Session, town: Town, december: Any) -> None:
    period = begun(client, town, session)
    for check in session.exec(select(ScoreCheck)).all():
        told = {"holds": "yes", "words": "看了记录"}
        assert client.post(f"/assessment/checks/{check.id}", data=told).status_code == 303
    assert client.post(f"/assessment/periods/{period.id}/appeals-opening").status_code == 303
    session.rollback()
    assert (period.state, period.appeals_until and period.appeals_until.isoformat()) == (
        PeriodState.APPEALS, "2026-12-09"
    )  # fmt: skip
    client.sign_in(town.wang)
    page = client.get("/my-score/?month=2026-11").get_data(as_text=True)
    assert "+3" in page and "提出申诉" in page
    assert "到12月9日" in client.get("/notices/").get_data(as_text=True), "told that the five days run"
    for _ in range(2):  # tapped twice
        assert client.post(f"/my-score/periods/{period.id}/appeals", data={"words": "少算了一件"}).status_code == 303
    session.rollback()
    appeal = session.exec(select(ScoreAppeal)).one()
    client.sign_in(town.li)
    assert client.post(f"/assessment/periods/{period.id}/confirmation").status_code == 409, "an appeal waits"
    answer = {"finding": "upheld", "about": "solved", "points": "2", "words": "查了，确实少算"}
    assert client.post(f"/assessment/appeals/{appeal.id}/answer", data=answer).status_code == 403, "who checked"
    client.sign_in(town.chen)
    assert f"/assessment/periods/{period.id}" in client.get("/desk/").get_data(as_text=True)
    both = client.post(f"/assessment/appeals/{appeal.id}/answer", data=answer | {"finding": "dismissed"})
    assert both.status_code == 422 and "不成立就不补分" in both.get_data(as_text=True)
    for wrong, said in (
        ({"points": "4"}, "这一条最多值 3 分，不能补 4 分。"), ({"about": ""}, "先选申诉的是哪一条"),
        ({"about": appeal.id}, "请从给出的选项里选"), ({"points": "100"}, "请填 0 到 50 之间的数"),
    ):  # fmt: skip
        refused = client.post(f"/assessment/appeals/{appeal.id}/answer", data=answer | wrong)
        page = refused.get_data(as_text=True)
        assert refused.status_code == 422 and said in page and "查了，确实少算" in page, wrong
    assert client.post(f"/assessment/appeals/{appeal.id}/answer", data=answer).status_code == 303
    assert "您的得分申诉成立" in client.sign_in(town.wang).get("/notices/").get_data(as_text=True)
    answered = client.get("/my-score/").get_data(as_text=True)
    assert "2026年11月" in answered and "查了，确实少算" in answered and "成立 +2" in answered
    client.sign_in(town.chen)
    again = client.post(f"/assessment/appeals/{appeal.id}/answer", data=answer)
    assert again.status_code == 409 and len([one for one in entries(session) if one.points == 2]) == 1
    client.sign_in(town.li)
    assert client.post(f"/assessment/periods/{period.id}/confirmation").status_code == 409, "the five days run"
    assert "确认这个月" not in client.get(f"/assessment/periods/{period.id}").get_data(as_text=True)
    december.move_to(datetime(2026, 12, 10, 2, tzinfo=UTC))
    assert "提出申诉" not in client.sign_in(town.wang).get("/my-score/?month=2026-11").get_data(as_text=True)
    client.sign_in(town.li)
    assert "确认这个月" in client.get(f"/assessment/periods/{period.id}").get_data(as_text=True)
    assert client.post(f"/assessment/periods/{period.id}/confirmation").status_code == 303
    assert client.post(f"/assessment/periods/{period.id}/lock").status_code == 303
    assert client.post(f"/assessment/periods/{period.id}/lock").status_code == 409
    session.rollback()
    assert session.get_one(ScoreAppeal, appeal.id).finding is AppealFinding.UPHELD
    results = {row.party_id: row.points for row in session.exec(select(ScoreResult))}
    assert results[town.parties["wang"]] == 1 + 3 + 2
    assert session.get_one(ScorePeriod, period.id).confirmed_by == town.li


def test_a_month_keeps_the_names_that_its_grids_had(
    client: HouseClient, session: Session, town: Town, december: Any
) -> None:
    period = begun(client, town, session)
    with db.transaction() as writing:
        grid = writing.get_one(Unit, town.grid1)
        before = grid.name
        for version in writing.exec(select(UnitVersion).where(UnitVersion.unit_id == grid.id)):
            version.valid_to = date(2026, 11, 30)
        writing.add(UnitVersion(unit_id=grid.id, name="红星网格", valid_from=date(2026, 12, 1)))
        grid.name = "红星网格"
    page = client.get(f"/assessment/periods/{period.id}").get_data(as_text=True)
    assert before in page and "红星网格" not in page


def test_what_does_not_hold_is_taken_back_in_its_month(
    client: HouseClient, session: Session, town: Town, december: Any
) -> None:
    period = begun(client, town, session)
    found = entries(session)[-1]
    session.rollback()
    with db.transaction() as writing:
        if writing.exec(select(ScoreCheck).where(ScoreCheck.entry_id == found.id)).first() is None:
            writing.add(
                ScoreCheck(community_id=period.community_id, period_id=period.id, entry_id=found.id, cause="chance")
            )
    check = session.exec(select(ScoreCheck).where(ScoreCheck.entry_id == found.id)).one()
    assert client.post(f"/assessment/checks/{check.id}", data={"holds": "no", "words": ""}).status_code == 422
    told = {"holds": "no", "words": "现场没修"}
    assert client.post(f"/assessment/checks/{check.id}", data=told).status_code == 303
    assert client.post(f"/assessment/checks/{check.id}", data=told).status_code in (409, 422)
    back = entries(session)[-1]
    assert (back.points, back.month, back.takes_back_id) == (-found.points, found.month, found.id)


def test_a_running_month_is_not_checked(client: HouseClient, town: Town, december: Any) -> None:
    assert client.sign_in(town.li).post("/assessment/periods", data={"month": "2026-12"}).status_code == 409
    assert client.post("/assessment/periods", data={"month": "nonsense"}).status_code == 404
    assert "<tbody></tbody>" not in client.get("/assessment/").get_data(as_text=True), "a table of nothing says nothing"


def test_strangers_and_other_posts(client: HouseClient, session: Session, town: Town, december: Any) -> None:
    period = begun(client, town, session)
    far = client.sign_in(town.accounts["far_host"])
    assert far.get(f"/assessment/periods/{period.id}").status_code == 404
    assert far.post(f"/assessment/periods/{period.id}/appeals-opening").status_code == 404
    assert client.sign_in(town.accounts["stranger"]).post(
        f"/my-score/periods/{period.id}/appeals", data={"words": "x"}
    ).status_code == 404  # fmt: skip
    assert client.sign_in(town.wang).get("/assessment/").status_code == 403
    assert client.sign_in(town.zhao).get("/my-score/").status_code == 403
    early = client.sign_in(town.wang).post(f"/my-score/periods/{period.id}/appeals", data={"words": "早了"})
    assert early.status_code == 422 and "申诉期" in early.get_data(as_text=True)


def test_rules_change_from_next_month_and_only_by_the_district(
    client: HouseClient, session: Session, town: Town, december: Any
) -> None:
    told = {"deed": "solved", "points": "4", "first_share": "1", "document": "号", "valid_from": "2027-01-01"}
    assert client.sign_in(town.li).post("/assessment/rules", data=told).status_code == 403
    client.sign_in(town.he)
    assert client.post("/assessment/rules", data=told | {"valid_from": "2026-12-15"}).status_code == 422
    assert client.post("/assessment/rules", data=told).status_code == 303
    assert client.post("/assessment/rules", data=told).status_code == 422, "once a day and deed"
    assert [rule.points for rule in session.exec(select(ScoreRule).order_by(col(ScoreRule.id)))] == [4]
    trial = client.get("/assessment/what-if?reported=0&solved=6&together=8&quiet=1&need_met=2&task_done=1")
    assert trial.status_code == 200 and "王秀英" not in trial.get_data(as_text=True)
    assert client.get("/assessment/what-if?reported=x").status_code == 422


def test_classes_are_decided_once_a_year_and_anybody_reads_them(
    client: HouseClient, session: Session, town: Town, december: Any
) -> None:
    client.sign_in(town.li)
    told = {f"level-{town.grid1}": "2", f"level-{town.grid2}": "3", "reason": "按户数"}
    assert client.post("/assessment/classes", data={**told, "reason": ""}).status_code == 422
    assert client.post("/assessment/classes", data=told).status_code == 303
    assert client.post("/assessment/classes", data=told).status_code == 422, "once a year"
    public = client.sign_out().get(f"/assessment/difficulty/{town.community}").get_data(as_text=True)
    assert "三类" in public and "按户数" in public


def test_nobody_is_ranked(client: HouseClient, session: Session, town: Town, december: Any) -> None:
    """The page of a month stands in the order of the grids, whatever the points say."""
    period = begun(client, town, session)
    page = client.get(f"/assessment/periods/{period.id}").get_data(as_text=True)
    assert page.index("王秀英") < page.index("马超然") and "排名" in page


def test_what_was_taken_off_comes_back_once_and_no_more_than_it_was(
    client: HouseClient, session: Session, town: Town, december: Any
) -> None:
    period = begun(client, town, session)
    with db.transaction() as writing:
        solved = next(one for one in entries(session) if one.points == 3)
        lost = score.take_back(writing, writing.get_one(ScoreEntry, solved.id), "复核不成立", month=period.month)
        li = town.actor("li", Action.RUN_ASSESSMENT)
        for check in writing.exec(select(ScoreCheck)).all():
            period_services.look_again(writing, li, check, holds=True, words="看了")
        period_services.hear_appeals(writing, li, writing.get_one(ScorePeriod, period.id))
    client.sign_in(town.wang)
    for words in ("现场修好了", "还是那一件"):
        client.post(f"/my-score/periods/{period.id}/appeals", data={"words": words})
    session.rollback()
    first, second = session.exec(select(ScoreAppeal.id).order_by(ScoreAppeal.id)).all()
    client.sign_in(town.chen)
    page = client.get(f"/assessment/periods/{period.id}").get_data(as_text=True)
    assert lost is not None and page.count(f'value="{lost.id}"') == 2 and "扣掉的：复核不成立" in page
    session.rollback()
    found = session.get_one(ScorePeriod, period.id)
    appeals = [session.get_one(ScoreAppeal, one) for one in (first, second)]
    for some in (appeals[:1], appeals):
        asked = statements(session, lambda some=some: appeal_queries.items_of(session, found, some))
        assert asked == 3, "a page of many appeals asks no more often than one"
    answer = {"finding": "upheld", "about": lost.id, "points": "4", "words": "看了照片"}
    refused = client.post(f"/assessment/appeals/{first}/answer", data=answer)
    assert refused.status_code == 422 and "最多值 3 分" in refused.get_data(as_text=True)
    assert client.post(f"/assessment/appeals/{first}/answer", data=answer | {"points": "3"}).status_code == 303
    again = client.post(f"/assessment/appeals/{second}/answer", data=answer | {"points": "3"})
    assert again.status_code == 422 and "请从给出的选项里选" in again.get_data(as_text=True), "it came back already"
    back = entries(session)[-1]
    assert (back.points, back.deed, back.month, back.takes_back_id) == (3, lost.deed, period.month, None)
