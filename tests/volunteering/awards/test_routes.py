"""The pages of a rating, for the host, the public, the volunteer, the street, and strangers."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlmodel import Session

from tests.conftest import HouseClient
from tests.town import Town
from tests.volunteering.awards import ground
from tests.volunteering.test_posted_twice import twice
from webapp.casework.publicity import queries as notices
from webapp.casework.publicity.models import NoticeKind
from webapp.core.data import db
from webapp.core.work import jobs
from webapp.volunteering.awards import queries, services
from webapp.volunteering.awards.models import RatingRound

AFTER = datetime(2026, 12, 2, 1, tzinfo=UTC)
RULES = {
    "name": "冬梅轩社区星级志愿者评定办法", "track": "hours", "hours_1": "10", "hours_2": "20", "hours_3": "30",
    "hours_4": "40", "hours_5": "50", "own_up_to": "4", "above": "district", "least_months": "3", "notice_days": "5",
    "valid_from": "2025-01-01",
}  # fmt: skip


@pytest.fixture(autouse=True)
def today() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 11, 24, 1, tzinfo=UTC), tick=False) as clockwork:
        yield clockwork


def made(app: Flask, build: Callable[[Session, Town], Any], town: Town) -> Any:
    with app.app_context():
        return build(db.session(), town)


def text(client: HouseClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.get_data(as_text=True)


def test_the_host_takes_a_rating_from_rules_to_certificates(
    client: HouseClient, app: Flask, town: Town, today: time_machine.Traveller
) -> None:
    made(app, lambda session, _: ground.enrol(session, town, "赵国强", 35, town.party("zhao")), town)
    made(app, lambda session, _: ground.enrol(session, town, "高福林", 55), town)
    client.sign_in(town.li)
    assert "还没有评定办法" in text(client, "/awards/rules")
    assert client.post("/awards/rules", data=RULES | {"hours_2": "5"}).status_code == 422
    assert client.post("/awards/rules", data=RULES | {"notice_days": "2"}).status_code == 422
    twice(client, "/awards/rules", "/awards/rules", RULES)
    with app.app_context():
        (sets,) = queries.list_rule_sets(db.session(), town.community, date(2026, 11, 24))
    assert client.post("/awards/rounds", data={"name": "", "rule_set_id": sets.id, "year": "2026"}).status_code == 422
    there = client.post("/awards/rounds", data={"name": "2026年度", "rule_set_id": sets.id, "year": "2026"})
    assert client.post("/awards/rounds", data={"name": "又", "rule_set_id": sets.id, "year": "2026"}).status_code == 409
    url = there.location
    assert client.post(f"{url}/freeze", data={}).status_code == 422
    assert client.post(f"{url}/freeze", data={"as_of": "2026-11-24"}).status_code == 303
    assert "赵国强" in text(client, url)
    page = text(client, f"{url}/publication")
    assert "赵*强" in page and "赵国强" not in page
    assert client.post(f"{url}/decision").status_code == 422
    assert client.post(f"{url}/publication").status_code == 303
    today.move_to(AFTER)
    client.sign_in(town.li)
    assert client.post(f"{url}/decision").status_code == 303
    assert client.post(f"{url}/certificates").status_code == 303
    assert "发证进度" in text(client, f"{url}/job")
    with app.app_context():
        jobs.run_pending()
    page = text(client, url)
    assert "证书都有了编号" in page and "要报上级授予" in page and "社区三星级志愿者" in page
    with app.app_context():
        rating = queries.list_rounds(db.session(), ground.host(town))[0]
        ((application, _),) = queries.list_applications(db.session(), rating.id)
        (award,) = queries.list_awards(db.session(), rating.id)
    asked = f"/awards/applications/{application.id}"
    paper = text(client, f"{asked}/page")
    assert "五星级志愿者申报表" in paper and "高福林" in paper and "2026年12月1日" in paper
    assert client.get(f"{asked}/pdf").data.startswith(b"%PDF")
    assert client.post(asked, data={}).status_code == 422
    assert client.post(asked, data={"document": "3号"}).status_code == 303
    assert "3号" in text(client, asked) and "已报送" in text(client, url)
    assert client.post(f"/awards/applications/{rating.id}", data={"document": "3号"}).status_code == 404
    assert client.post(f"{url}/archive").status_code == 303
    assert client.post(f"/awards/{award.id}/plaque", data={"adults": "2", "agreed": "1"}).status_code == 422
    plaque = client.post(f"/awards/{award.id}/plaque", data={"adults": "2", "agreed": "2"})
    assert "星级志愿者门牌" in text(client, plaque.location)
    assert "荣誉证书" in text(client, f"/awards/{award.id}")
    assert "三星" in text(client, "/awards/")


@pytest.fixture
def rating(app: Flask, town: Town) -> RatingRound:
    found: RatingRound = made(app, ground.published, town)
    return found


def hung(app: Flask, rating: RatingRound) -> str:
    with app.app_context():
        return f"/publicity/{notices.get_notice(db.session(), NoticeKind.STARS, rating.id).id}"


def test_anyone_reads_the_notice_and_objects(client: HouseClient, app: Flask, town: Town, rating: RatingRound) -> None:
    notice = hung(app, rating)
    page = text(client, notice)
    assert "回首页" not in page
    assert "赵*强" in page and "赵国强" not in page and "高*林" in page
    assert client.post(f"{notice}/objections", data={}).status_code == 422
    about = page.split('<option value="')[2].split('"')[0]
    answer = client.post(
        f"{notice}/objections", data={"words": "时长不对", "contact": "13800000000", "about_id": about}
    )
    assert answer.status_code == 200 and "回执号" in answer.get_data(as_text=True)
    client.sign_in(town.li)
    assert "星级公示有异议，等答复" in text(client, "/desk/")
    assert "星级公示有异议" not in text(client.sign_in(town.far_host), "/desk/")
    client.sign_in(town.li)
    assert 'aria-label="回首页"' in text(client, notice), "whoever is signed in finds the way back from a public page"
    asked = text(client, f"/awards/rounds/{rating.id}")
    assert "13800000000" in asked and f'selected value="{about}"' in asked  # whom the author named stands chosen
    with app.app_context():
        there = notices.get_notice(db.session(), NoticeKind.STARS, rating.id)
        (objection,) = notices.list_objections(db.session(), there)
    url = f"/awards/rounds/objections/{objection.id}"
    assert client.post(url, data={"finding": "maybe"}).status_code == 422
    assert client.post(url, data={"finding": "dismissed", "answer": "核对过，没有错"}).status_code == 303
    assert "核对过，没有错" in text(client, f"/awards/rounds/{rating.id}")
    assert "星级公示有异议" not in text(client, "/desk/")


def test_objections_are_throttled(
    client: HouseClient, app: Flask, rating: RatingRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.casework.publicity.routes.PER_ADDRESS", 1)
    url = f"{hung(app, rating)}/objections"
    assert [client.post(url, data={"words": "x"}).status_code for _ in range(2)] == [200, 429]


def test_a_draft_is_not_public_and_foreign_rounds_do_not_exist(client: HouseClient, app: Flask, town: Town) -> None:
    draft = made(app, ground.frozen, town)
    text(client, f"/publicity/{draft.id}", 404)
    client.sign_in(town.far_host)
    text(client, f"/awards/rounds/{draft.id}", 404)
    with app.app_context():
        one = queries.list_entries(db.session(), draft.id)[0]
    text(client, f"/awards/rounds/entries/{one.id}", 404)
    assert client.post(f"/awards/rounds/{draft.id}/publication").status_code == 404
    client.sign_in(town.wang)
    text(client, f"/awards/rounds/{draft.id}", 403)
    client.sign_in(town.chen)
    assert client.post(f"/awards/rounds/{draft.id}/publication").status_code == 403


def test_a_round_begun_by_mistake_is_taken_back_until_it_hangs(client: HouseClient, app: Flask, town: Town) -> None:
    """Else nobody could begin another one."""
    draft = made(app, ground.frozen, town)
    url = f"/awards/rounds/{draft.id}"
    assert client.sign_in(town.wang).post(f"{url}/removal", data={"why": "开错了"}).status_code == 403
    assert client.sign_in(town.far_host).post(f"{url}/removal", data={"why": "开错了"}).status_code == 404
    client.sign_in(town.li)
    refused = client.post(f"{url}/removal", data={"why": ""})
    assert refused.status_code == 422 and '<details class="fold" open><summary>撤掉' in refused.get_data(as_text=True)
    assert client.post(f"{url}/removal", data={"why": "开错了年度"}).status_code == 303
    assert client.post(f"{url}/removal", data={"why": "再点一次"}).status_code == 404
    with app.app_context():
        assert not queries.list_entries(db.session(), draft.id)


def test_what_hangs_on_the_wall_is_not_taken_back(client: HouseClient, town: Town, rating: RatingRound) -> None:
    client.sign_in(town.li)
    refused = client.post(f"/awards/rounds/{rating.id}/removal", data={"why": "晚了"})
    assert refused.status_code == 422 and "公示中" in refused.get_data(as_text=True)


def test_hours_are_counted_up_to_today_at_most(client: HouseClient, app: Flask, town: Town) -> None:
    with app.app_context():
        ground.enrol(db.session(), town, "赵国强", 35)
        rating = ground.opened(db.session(), town)
    client.sign_in(town.li)
    page = client.post(f"/awards/rounds/{rating.id}/freeze", data={"as_of": "2027-01-01"})
    assert page.status_code == 422 and "时长只能算到今天为止" in page.get_data(as_text=True)
    assert 'value="2027-01-01"' in page.get_data(as_text=True), "what was typed stays"


def test_the_review_is_kept_or_refused_at_its_field(client: HouseClient, app: Flask, town: Town) -> None:
    draft = made(app, ground.frozen, town)
    with app.app_context():
        one = ground.entry(db.session(), draft, "孙月梅")
    client.sign_in(town.li)
    url = f"/awards/rounds/entries/{one.id}"
    assert "时长够" in text(client, url)
    refused = client.post(url, data={"proposed": "0"})
    assert refused.status_code == 422 and "写明原因" in refused.get_data(as_text=True)
    assert client.post(url, data={"proposed": "3"}).status_code == 422
    assert client.post(url, data={"proposed": "1", "may_name": "1", "quality": "很耐心"}).status_code == 303
    assert "孙月梅" in text(client, f"/awards/rounds/{draft.id}/publication")


def test_the_volunteer_appeals_and_the_street_answers(
    client: HouseClient, app: Flask, town: Town, rating: RatingRound, today: time_machine.Traveller
) -> None:
    today.move_to(AFTER)
    made(app, ground.decided, town)
    with app.app_context():
        one = ground.entry(db.session(), rating, "赵国强")
    client.sign_in(town.zhao)
    assert "2026年度评选" in text(client, "/awards/appeals/mine")
    assert client.post(f"/awards/appeals/mine/{one.id}", data={}).status_code == 422
    assert client.post(f"/awards/appeals/mine/{one.id}", data={"appeal_words": "少算了"}).status_code == 303
    assert "还没有答复" in text(client, "/awards/appeals/mine")
    assert client.post(f"/awards/appeals/mine/{one.id}", data={"appeal_words": "再说"}).status_code == 409
    client.sign_in(town.wang)
    assert client.post(f"/awards/appeals/mine/{one.id}", data={"appeal_words": "x"}).status_code == 404
    client.sign_in(town.chen)
    assert "等答复的星级申诉" in text(client, "/desk/")
    assert "少算了" in text(client, "/awards/appeals/")
    with app.app_context():
        (appeal,) = queries.appeals_about(db.session(), [one.id])
    assert client.post(f"/awards/appeals/{appeal.id}", data={}).status_code == 422
    answered = client.post(f"/awards/appeals/{appeal.id}", data={"finding": "dismissed", "answer": "没有错"})
    assert answered.status_code == 303
    client.sign_in(town.zhao)
    assert "没有错" in text(client, "/awards/appeals/mine")
    client.sign_in(town.li)
    text(client, "/awards/appeals/", 403)


def test_a_revocation_is_told_appealed_and_only_then_effective(
    client: HouseClient, app: Flask, town: Town, rating: RatingRound, today: time_machine.Traveller
) -> None:
    today.move_to(AFTER)
    made(app, ground.decided, town)
    with app.app_context():
        award = next(one for one in queries.list_awards(db.session(), rating.id) if one.name == "赵国强")
    client.sign_in(town.li)
    assert client.post(f"/awards/appeals/revocations/{award.id}/effect").status_code == 404
    assert client.post(f"/awards/{award.id}/revocation", data={"fraud": ""}).status_code == 422
    assert client.post(f"/awards/{award.id}/revocation", data={"fraud": "代签到"}).status_code == 303
    assert client.post(f"/awards/{award.id}/revocation", data={"fraud": "代签到"}).status_code == 409
    assert client.post(f"/awards/appeals/revocations/{award.id}/effect").status_code == 409
    client.sign_in(town.zhao)
    assert "代签到" in text(client, "/awards/appeals/mine")
    url = f"/awards/appeals/revocations/{award.id}/appeal"
    assert client.post(url, data={}).status_code == 422
    assert client.post(url, data={"appeal_words": "不是"}).status_code == 303
    client.sign_in(town.wang)
    assert client.post(url, data={"appeal_words": "不是"}).status_code == 404
    today.move_to(datetime(2027, 2, 1, 1, tzinfo=UTC))
    client.sign_in(town.li)
    page = text(client, f"/awards/{award.id}")
    assert "不是" in page and "还没有答复" in page and "撤销生效" not in page
    assert "已告知撤销" in text(client, f"/awards/rounds/{rating.id}")


def test_a_first_appeal_is_offered_until_its_last_day(
    client: HouseClient, app: Flask, town: Town, rating: RatingRound, today: time_machine.Traveller
) -> None:
    today.move_to(AFTER)
    made(app, ground.decided, town)
    client.sign_in(town.zhao)
    assert "申诉到 2026年12月17日" in text(client, "/awards/appeals/mine")
    today.move_to(datetime(2026, 12, 20, 1, tzinfo=UTC))
    client.sign_in(town.zhao)
    assert "提申诉" not in text(client, "/awards/appeals/mine")


def test_who_is_not_rated_stays_on_the_rounds_page(
    client: HouseClient, app: Flask, town: Town, today: time_machine.Traveller
) -> None:
    rating = made(app, ground.frozen, town)

    def hold_back(session: Session, town: Town) -> None:
        with db.transaction(session) as writing:
            one = ground.entry(writing, rating, "孙月梅")
            services.review(writing, ground.host(town), one, proposed=0, reason="服务记录还要核对")
            services.publish(writing, ground.host(town), rating)

    made(app, hold_back, town)
    today.move_to(AFTER)
    made(app, ground.decided, town)
    client.sign_in(town.li)
    page = text(client, f"/awards/rounds/{rating.id}")
    listed = page[page.index("这次没有评上的") :]
    assert "孙月梅" in listed and "服务记录还要核对" in listed and "赵国强" not in listed


def test_the_host_writes_a_proof_of_record(client: HouseClient, app: Flask, town: Town) -> None:
    volunteer = made(app, lambda session, _: ground.enrol(session, town, "高福林", 20), town)
    nobody = made(app, lambda session, _: ground.enrol(session, town, "丁一", 0), town)
    client.sign_in(town.li)
    url = f"/awards/proofs/{volunteer.id}"
    assert "高福林" in text(client, url)
    filled = {"responsible": "李静", "handler": "钱小梅", "contact": "022-24990000"}
    assert client.post(url, data={}).status_code == 422
    assert client.post(f"/awards/proofs/{nobody.id}", data=filled).status_code == 422
    there = client.post(url, data=filled)
    assert "志愿服务记录证明" in text(client, there.location)
    client.sign_in(town.far_host)
    text(client, url, 404)


def test_a_frozen_list_says_who_was_judged_and_leads_to_the_next(client: HouseClient, app: Flask, town: Town) -> None:
    rating = made(app, ground.frozen, town)
    url = f"/awards/rounds/{rating.id}"
    with app.app_context():
        first, second, third = [one.id for one in queries.list_entries(db.session(), rating.id)]
    entry = "/awards/rounds/entries/"
    home = text(client.sign_in(town.li), "/desk/")
    assert "等评议的星级名单" in home and url in home
    page = text(client, url)
    assert "还有 3 位没评" in page and "评好的" not in page and f'href="{entry}{first}"' in page
    assert "没评 · 时长够五星" in page
    answer = client.post(f"{entry}{first}", data={"proposed": "5", "then": "next"})
    assert answer.status_code == 303 and answer.location == f"{entry}{second}"
    page = text(client, answer.location)
    assert "还有 2 位没评" in page and f'href="{entry}{third}"' in page and "存下，评下一位" in page
    assert client.post(f"{entry}{second}", data={"proposed": "0", "reason": "本人说明年再评"}).location == url
    page = text(client, url)
    waiting, done = page.split("评好的", 1)
    assert "还有 1 位没评" in waiting and "时长够一星" in waiting and "五星" in done and "这次不评" in done
    assert "评好了：五星" in text(client, f"{entry}{first}")
    page = text(client, f"{entry}{third}")
    assert "存下，评下一位" not in page
    answer = client.post(f"{entry}{third}", data={"proposed": "1", "then": "next"})
    assert answer.location == url
    page = text(client, url)
    assert "3 位都评好了" in page and "还没评的" not in page
    seen = text(client.sign_in(town.chen), f"{entry}{first}")
    assert "存下评议" not in seen and "五星" in seen
