"""The contest through its pages: street, nominee, judge at the keyboard, the public, strangers."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import Flask

from tests.conftest import HouseClient
from tests.town import Town
from tests.volunteering.contest import ground
from tests.volunteering.test_posted_twice import twice
from webapp.casework.publicity import queries as notices
from webapp.casework.publicity.models import NoticeKind
from webapp.core.data import db
from webapp.people.accounts import services as accounts
from webapp.people.accounts.models import Account, Role
from webapp.volunteering.contest import judging_services, queries
from webapp.volunteering.contest.models import Contest

AFTER = datetime(2026, 12, 2, 1, tzinfo=UTC)
NEW = {
    "name": "金牌网格员评选", "title": "金牌网格员", "year": "2026", "quota": "1", "closes_on": "2026-11-30",
    "written": "40", "practice": "0", "defence": "60", "visit": "0",
}  # fmt: skip


@pytest.fixture(autouse=True)
def today() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 11, 24, 1, tzinfo=UTC), tick=False) as clockwork:
        yield clockwork


def text(client: HouseClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.get_data(as_text=True)


def test_the_street_opens_a_contest_and_seats_judges(client: HouseClient, app: Flask, town: Town) -> None:
    client.sign_in(town.chen)
    assert "还没有评选" in text(client, "/contest/")
    assert "解决问题的成效 30" in text(client, "/contest/criteria")
    for lines in ("居民投票 100", "没有权重", "办成的事 90"):
        answer = client.post("/contest/criteria", data={"name": "x", "lines": lines, "valid_from": "2026-01-01"})
        assert answer.status_code == 422, lines
    good = {"name": "2026版", "lines": "办成的事 60\n居民访谈 40", "valid_from": "2026-01-01"}
    twice(client, "/contest/criteria", "/contest/criteria", good)
    with app.app_context():
        (criteria,) = queries.list_criteria(db.session(), ground.centre(town))
    assert "2026版" in text(client, "/contest/new")
    assert client.post("/contest/", data=NEW | {"criteria_id": criteria.id, "defence": "50"}).status_code == 422
    there = client.post("/contest/", data=NEW | {"criteria_id": criteria.id})
    assert "推荐中" in text(client, there.location)
    assert client.post("/contest/", data=NEW | {"criteria_id": criteria.id}).status_code == 422
    assert client.post(f"{there.location}/judges", data={"account_id": town.sun}).status_code == 422
    refused = client.post(f"{there.location}/judging")
    assert refused.status_code == 422 and "还没有过了资格的人" in refused.get_data(as_text=True)
    client.sign_in(town.wang)
    assert client.get("/contest/").status_code == 403


def made(app: Flask, town: Town, step: str) -> Contest:
    with app.app_context():
        found: Contest = getattr(ground, step)(db.session(), town)
        return found


def test_the_auditor_reads_a_contest_and_changes_nothing(client: HouseClient, app: Flask, town: Town) -> None:
    contest = made(app, town, "opened")
    client.sign_in(town.zhou)
    assert contest.name in text(client, "/contest/")
    shown = text(client, f"/contest/{contest.id}")
    assert contest.name in shown
    assert f'action="/contest/{contest.id}' not in shown
    assert client.post(f"/contest/{contest.id}/judging").status_code == 403
    assert client.get("/contest/new").status_code == 403
    assert client.get("/certificates/").status_code == 200


def test_a_grid_worker_stands_and_the_street_checks(client: HouseClient, app: Flask, town: Town) -> None:
    contest = made(app, town, "opened")
    client.sign_in(town.wang)
    assert contest.name in text(client, "/nominations/")
    url = f"/nominations/{contest.id}"
    assert "解决问题的成效" in text(client, f"{url}/new")
    filled = {"by_kind": "self", "party_id": town.party("wang"), "statement": "装了六十六盏灭蚊灯"}
    assert client.post(url, data=filled | {"statement": ""}).status_code == 422
    assert client.post(url, data=filled).status_code == 303
    assert client.post(url, data=filled).status_code == 422
    assert "推荐中" in text(client, "/nominations/mine")
    client.sign_in(town.stranger)
    text(client, f"{url}/new", 404)
    assert client.post(url, data=filled).status_code == 404
    client.sign_in(town.chen)
    with app.app_context():
        (nomination,) = queries.list_nominations(db.session(), contest.id)
    page = f"/nominations/{nomination.id}"
    assert "装了六十六盏灭蚊灯" in text(client, page)
    assert client.post(f"{page}/eligibility", data={"verdict": "yes"}).status_code == 422
    assert client.post(f"{page}/eligibility", data={"verdict": "yes", "note": "在岗三年"}).status_code == 303


def test_a_judge_declares_then_scores_by_keyboard(client: HouseClient, app: Flask, town: Town) -> None:
    contest = made(app, town, "judging")
    with app.app_context():
        seat = queries.list_judges(db.session(), contest.id)[0]
        stage = queries.list_stages(db.session(), contest.id)[0]
        first, second = queries.list_nominations(db.session(), contest.id)
    client.sign_in(seat.account_id)
    assert "先申报关系" in text(client, "/judging/")
    desk = f"/judging/{contest.id}"
    assert "评分表" not in text(client, desk).split("<main")[1]
    assert client.post(f"{desk}/declaration", data={}).status_code == 422
    given = {"relations": "与马超然是表亲", "recuse": second.id}
    assert client.post(f"{desk}/declaration", data=given).status_code == 303
    sheet = f"{desk}/stages/{stage.id}"
    page = text(client, sheet)
    assert first.name in page and second.name not in page and "data-cells" in page
    assert client.post(sheet, data={f"{first.id}-c1": "9x"}).status_code == 422
    assert client.post(sheet, data={f"{first.id}-c1": "90"}).status_code == 303
    assert 'value="90"' in text(client, sheet)
    half = client.post(sheet, data={f"{first.id}-c1": "90", "lock": "1"})
    assert half.status_code == 422 and "空着的也要打" in half.get_data(as_text=True)
    whole = {f"{first.id}-c1": "90", f"{first.id}-c2": "85", f"comment-{first.id}": "扎实", "lock": "1"}
    assert client.post(sheet, data=whole).status_code == 303
    assert "已锁定" in text(client, sheet)
    text(client, f"{desk}/stages/{contest.id}", 404)
    client.sign_in(town.sun)
    text(client, desk, 404)
    assert "还没有评选请您" in text(client, "/judging/")
    client.sign_in(town.li)
    assert client.get("/judging/").status_code == 403


def test_a_judge_who_cannot_go_on_holds_up_nobody(client: HouseClient, app: Flask, town: Town) -> None:
    contest = made(app, town, "judging")
    with app.app_context():
        ground.score(db.session(), contest, {"王秀英": (90, 91, 92, 93, 100), "马超然": (80, 81, 82, 83, 10)})
        seats = [one.id for one in queries.list_judges(db.session(), contest.id)]
    url = f"/contest/{contest.id}/judges/{seats[0]}/removal"
    assert client.sign_in(town.zhou).post(url, data={"why": "住院"}).status_code == 403
    client.sign_in(town.chen)
    refused = client.post(url, data={"why": ""})
    assert refused.status_code == 422 and f'id="why-{seats[0]}-error"' in refused.get_data(as_text=True)
    assert client.post(url, data={"why": "住院"}).status_code == 303
    assert client.post(url, data={"why": "再点一次"}).status_code == 404
    with app.app_context():
        assert not queries.list_sheets(db.session(), contest.id, seats[0])
        assert judging_services.count_missing(db.session(), contest) == 0, "the others' sheets stand"
    assert client.post(f"/contest/{contest.id}/judges/{seats[1]}/removal", data={"why": "出差"}).status_code == 303
    few = client.post(f"/contest/{contest.id}/judges/{seats[2]}/removal", data={"why": "出差"})
    assert few.status_code == 422 and "只剩 2 位" in few.get_data(as_text=True) and 'value="出差"' in few.text


def test_count_notice_objection_decision(
    client: HouseClient, app: Flask, town: Town, today: time_machine.Traveller
) -> None:
    contest = made(app, town, "judging")
    client.sign_in(town.chen)
    url = f"/contest/{contest.id}"
    assert client.post(f"{url}/tally").status_code == 422
    with app.app_context():
        ground.score(db.session(), contest, {"王秀英": (90, 91, 92, 93, 100), "马超然": (80, 81, 82, 83, 10)})
    assert client.post(f"{url}/tally").status_code == 303
    assert "92.00" in text(client, url)
    assert client.post(f"{url}/publication").status_code == 303
    client.sign_out()
    with app.app_context():
        notice = f"/publicity/{notices.get_notice(db.session(), NoticeKind.CONTEST, contest.id).id}"
    page = text(client, notice)
    assert "王*英" in page
    assert not [said for said in ("王秀英", "92.00", "马超然", "马*然") if said in page]
    assert client.post(f"{notice}/objections", data={}).status_code == 422
    assert "回执号" in client.post(f"{notice}/objections", data={"words": "不实"}).get_data(as_text=True)
    today.move_to(AFTER)
    assert client.post(f"{notice}/objections", data={"words": "晚了"}).status_code == 422
    client.sign_in(town.chen)
    refused = client.post(f"{url}/decision")
    assert refused.status_code == 422 and "异议没有答复" in refused.get_data(as_text=True)
    with app.app_context():
        there = notices.get_notice(db.session(), NoticeKind.CONTEST, contest.id)
        (objection,) = notices.list_objections(db.session(), there)
    assert client.post(f"/contest/objections/{objection.id}", data={}).status_code == 422
    answer = {"finding": "dismissed", "answer": "核实无误"}
    assert client.post(f"/contest/objections/{objection.id}", data=answer).status_code == 303
    assert client.post(f"{url}/decision").status_code == 303
    with app.app_context():
        (award,) = queries.list_awards(db.session(), contest.id)
    assert "审定：授予 1 人。" in text(client, f"/contest/{contest.id}"), "the office reads what came of it"
    assert "审定：授予 1 人。" in text(client, notice), "and so does anybody"
    client.set_cookie("lang", "en")
    assert "granted to 1" in text(client, notice)
    client.set_cookie("lang", "zh")
    client.sign_in(town.wang)
    assert "92.00" in text(client, "/nominations/mine")
    assert "金牌网格员" in text(client, "/certificates/mine")
    consent = f"/talents/consent/{award.id}"
    assert "人才库" in text(client, consent)
    assert client.post(consent, data={}).status_code == 422
    assert client.post(consent, data={"agree": "1", "strengths": "调解"}).status_code == 303
    client.sign_in(town.ma)
    assert "没有获奖" in text(client, "/nominations/mine")
    text(client, consent, 404)
    assert client.post(f"{consent}/withdrawal").status_code == 404
    client.sign_in(town.chen)
    assert "王秀英" in text(client, "/talents/")
    with app.app_context():
        (entry,) = queries.list_talents(db.session(), ground.centre(town), AFTER.date())
    page = f"/talents/{entry.id}"
    assert "调解" in text(client, page)
    assert client.post(f"{page}/plan", data={"plan": "跟班一年", "mentor": "李静"}).status_code == 303
    outcome = {"kind": "committee", "on": "2026-12-02", "document": "东〔2026〕1号"}
    assert client.post(f"{page}/outcomes", data=outcome | {"on": "2027-01-01"}).status_code == 422
    assert client.post(f"{page}/outcomes", data=outcome).status_code == 303
    assert "进入社区“两委”" in text(client, page)
    assert "1 人里 1 人" in text(client, "/talents/")
    assert "荣誉证书" in text(client, f"/contest/awards/{award.id}")
    withdraw = f"/contest/awards/{award.id}/withdrawal"
    assert client.post(withdraw, data={}).status_code == 422
    assert client.post(withdraw, data={"reason": "处分", "document": "9号"}).status_code == 303
    assert "荣誉已撤销（" in text(client, f"/contest/awards/{award.id}")
    client.sign_in(town.wang)
    assert client.post(f"{consent}/withdrawal").status_code == 303
    assert "已退出人才库" in text(client, "/nominations/mine")
    client.sign_in(town.far_host)
    assert client.get(f"/contest/{contest.id}").status_code == 403


def test_a_foreign_centre_finds_nothing(client: HouseClient, app: Flask, town: Town) -> None:
    contest = made(app, town, "opened")
    with app.app_context(), db.transaction() as session:
        account = session.get_one(Account, town.stranger)
        accounts.give_post(
            session, None, account, role=Role.STREET, unit_id=town.far_street, valid_from=date(2025, 1, 1)
        )
    client.sign_in(town.stranger)
    text(client, f"/contest/{contest.id}", 404)
    for act in ("judging", "tally", "publication", "decision"):
        assert client.post(f"/contest/{contest.id}/{act}").status_code == 404
