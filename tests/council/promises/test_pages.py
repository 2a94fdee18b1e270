"""Promises and the public board over HTTP."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from tests.conftest import HouseClient
from tests.council.sittings import hall as halls
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.council.promises import figure_queries, link_services, proof_services, queries, rules
from webapp.council.promises.models import Promise
from webapp.council.promises.rules import Act, State
from webapp.council.sittings import resolution_services, sitting_services
from webapp.register.register.models import Building


@pytest.fixture
def hall(app: Flask, town: Town) -> halls.Hall:
    """Lamps by 周海, who was there; a ditch by 王秀英, who has an account; furniture by 彭军, who was away."""
    with app.app_context():
        hall = halls.begin(town, count=10)
        with db.transaction() as session:
            for line in ("装灭蚊灯，一栋一盏 @周海 三天内", "清理积水沟 @王秀英 三天内", "清运旧家具 @彭军 三天内"):
                resolution_services.record_line(session, hall.actor, hall.meeting, hall.line(session), line=line)
            sitting_services.close_sitting(session, hall.actor, hall.meeting)
        return hall


def find(app: Flask, hall: halls.Hall, deed: str) -> Promise:
    with app.app_context():
        return next(one for one in queries.of_meeting(db.session(), hall.meeting.id) if one.deed.startswith(deed))


def test_the_owner_sees_reports_and_the_host_checks(
    client: HouseClient, town: Town, app: Flask, hall: halls.Hall
) -> None:
    ditch = find(app, hall, "清理")
    client.sign_in(town.wang)
    assert "清理积水沟" in client.get("/promises/mine").get_data(as_text=True)
    url = f"/promises/{ditch.id}"
    assert client.post(f"{url}/completion", data={"note": ""}).status_code == 422
    assert client.post(f"{url}/completion", data={"note": "沟清完了"}).status_code == 303
    assert client.post(f"{url}/verification", data={"before": "水", "after": "干"}).status_code == 403, "not the owner"
    client.sign_in(town.li)
    assert client.post(f"{url}/verification", data={"before": "水", "after": ""}).status_code == 422
    assert client.post(f"{url}/rework", data={"reason": "还有一段没清"}).status_code == 303
    client.sign_in(town.wang).post(f"{url}/completion", data={"note": "这回全清了"})
    assert client.sign_in(town.li).post(f"{url}/verification", data={"before": "水", "after": "干"}).status_code == 303
    assert find(app, hall, "清理").state is State.DONE


def test_a_lamp_is_ticked_on_its_own_page(client: HouseClient, town: Town, app: Flask, hall: halls.Hall) -> None:
    lamps = find(app, hall, "装灭")
    with app.app_context():
        part = queries.parts(db.session(), lamps.id)[0].part
    client.sign_in(town.wang)
    page = client.get(f"/promises/{lamps.id}").get_data(as_text=True)
    assert page.count("/parts/") == 4
    url = f"/promises/{lamps.id}/parts/{part.id}"
    assert client.post(url, data={"evidence": "", "done_on": "2026-01-01"}).status_code == 422
    from webapp.core.time import clock

    assert client.post(url, data={"evidence": "灯亮了", "done_on": clock.today().isoformat()}).status_code == 303
    assert client.post(url, data={"evidence": "灯亮了", "done_on": clock.today().isoformat()}).status_code == 422
    assert client.post(f"{url}/withdrawal", data={"reason": "又灭了"}).status_code == 303


def test_the_supervisor_nudges_orders_and_sends_a_link(
    client: HouseClient, town: Town, app: Flask, hall: halls.Hall
) -> None:
    furniture = find(app, hall, "清运")
    url = f"/promises/{furniture.id}"
    client.sign_in(town.li)
    assert client.post(f"{url}/nudge").status_code == 303
    assert client.post(f"{url}/order", data={"words": ""}).status_code == 422
    assert client.post(f"{url}/order", data={"words": "三天内回话"}).status_code == 303
    with app.app_context():
        order = next(one for one in queries.reminders(db.session(), furniture.id) if one.number)
    assert "督办单" in client.get(f"{url}/order/{order.id}").get_data(as_text=True)
    page = client.post(f"{url}/link").get_data(as_text=True)
    found = re.search(r"http://localhost(/promise/[\w-]+)", page)
    assert found
    client.sign_out()
    link = found.group(1)
    assert "清运旧家具" in client.get(link).get_data(as_text=True)
    assert client.post(link, data={"yes": "0", "note": ""}).status_code == 422, "a no needs its reason"
    taps = [client.post(link, data={"yes": "1", "note": ""}).status_code for _ in range(2)]
    assert taps == [303, 303], "a second tap finds what the first one did"
    assert find(app, hall, "清运").state is State.ACTIVE
    done = client.get(link).get_data(as_text=True)
    assert "您认领了" in done and done == client.get(link).get_data(as_text=True), "loaded again it says the same"
    following = re.search(r"http://localhost(/promise/[\w-]+)", done)
    assert following
    assert client.post(following.group(1), data={"note": "运走了"}).status_code == 303
    assert "验收人会去看" in client.get(following.group(1)).get_data(as_text=True)
    assert find(app, hall, "清运").state is State.CHECKING
    with app.app_context(), db.transaction() as session:
        mine = session.get_one(Promise, furniture.id)
        proof_services.send_back(session, hall.actor, mine, reason="楼上还有一个柜子")
        again = link_services.make_link(session, hall.actor, mine, purpose=Act.REPORT)
    assert "退回来了：楼上还有一个柜子" in client.get(f"/promise/{again}").get_data(as_text=True)
    with time_machine.travel(clock.now() + link_services.AGAIN, tick=False):
        spent = client.get(link).get_data(as_text=True)
        assert "用过了" in spent and "tel:022-24990000" in spent, "whom to call"


def test_the_percentage_speaks_of_all_that_was_promised_also_where_nothing_is_open(
    client: HouseClient, town: Town, app: Flask, hall: halls.Hall
) -> None:
    """In time, late, reopened, and one that is not due yet: counted by the database as the rule counts them."""
    fates = ((0, 0), (1, 0), (0, 1))
    with app.app_context(), db.transaction() as session:
        for promise, (late, reopened) in zip(queries.of_meeting(session, hall.meeting.id), fates, strict=True):
            promise.state, promise.reopened = State.DONE, reopened
            promise.done_on = promise.first_due + timedelta(days=late)
    with app.app_context():
        last = max(one.first_due for one in queries.of_meeting(db.session(), hall.meeting.id))
        for day in (last, last - timedelta(days=90)):
            told = figure_queries.kept_within(db.session(), hall.actor, day)
            assert told == rules.kept(queries.fates(db.session(), [hall.meeting.series_id]), day)
    with time_machine.travel(clock.start_of_day(last + timedelta(days=2)), tick=False):
        client.sign_in(town.li)
        assert "到期 3 件里 1 件" in client.get("/promises/").get_data(as_text=True)
        assert "到期 3 件，按时办好 1 件" in client.get("/councils/").get_data(as_text=True)


def test_links_are_throttled(client: HouseClient, town: Town) -> None:
    answers = [client.get(f"/promise/guess-{n}").status_code for n in range(32)]
    assert answers[0] == 404
    assert answers[-1] == 429


def test_more_time_over_http(client: HouseClient, town: Town, app: Flask, hall: halls.Hall) -> None:
    ditch = find(app, hall, "清理")
    url = f"/promises/{ditch.id}"
    later = (ditch.due + timedelta(days=5)).isoformat()
    client.sign_in(town.wang)
    refused = client.post(
        f"{url}/extension", data={"delay": "weather", "new_due": ditch.due.isoformat(), "reason": "雨"}
    )
    assert refused.status_code == 422
    assert "新期限要晚于" in refused.get_data(as_text=True)
    assert (
        client.post(f"{url}/extension", data={"delay": "weather", "new_due": later, "reason": "连着下雨"}).status_code
        == 303
    )
    client.sign_in(town.li)
    assert "想改到" in client.get(url).get_data(as_text=True)
    assert client.post(f"{url}/extension/decision", data={"granted": "0", "answer": ""}).status_code == 422
    assert client.post(f"{url}/extension/decision", data={"granted": "1", "answer": ""}).status_code == 303
    page = client.get(url).get_data(as_text=True)
    assert "改期 1 次" in page


def test_the_board_says_role_words_and_both_dates(
    client: HouseClient, town: Town, app: Flask, hall: halls.Hall
) -> None:
    html = client.get(f"/board/{hall.series.board_token}").get_data(as_text=True)
    assert "装灭蚊灯" in html
    assert "物业答应" in html
    assert not [name for name in ("周海", "王秀英", "彭军", "李静") if name in html]
    assert client.get("/board/unknown").status_code == 404


def test_a_building_knows_its_own_lamp(client: HouseClient, town: Town, app: Flask, hall: halls.Hall) -> None:
    from webapp.council.promises import proof_services

    lamps = find(app, hall, "装灭")
    with app.app_context():
        part = queries.parts(db.session(), lamps.id)[0].part
        with db.transaction() as session:
            proof_services.tick_part(
                session, None, session.get_one(Promise, lamps.id), part, evidence="灯亮了", by_words="x"
            )
        building = db.session().get_one(Building, part.building_id)
    html = client.get(f"/board/{hall.series.board_token}/{building.id}").get_data(as_text=True)
    assert "办好了" in html
    assert "灯亮了" in html
    codes = client.get(f"/board/{hall.series.board_token}/buildings").get_data(as_text=True)
    assert codes.count("<svg") == 4
    assert client.get(f"/board/{hall.series.board_token}/01900000-0000-7000-8000-00000000dead").status_code == 404


def test_list_filters_and_strangers(client: HouseClient, town: Town, app: Flask, hall: halls.Hall) -> None:
    ditch = find(app, hall, "清理")
    client.sign_in(town.li)
    for show in ("open", "late", "done", "nonsense"):
        assert client.get(f"/promises/?show={show}").status_code == 200
    assert client.sign_in(town.stranger).get(f"/promises/{ditch.id}").status_code == 404
    assert client.post(f"/promises/{ditch.id}/progress", data={"note": "x"}).status_code == 404
    assert client.sign_in(town.zhao).post(f"/promises/{ditch.id}/nudge").status_code == 403
    assert client.sign_in(town.chen).get(f"/promises/{ditch.id}").status_code == 200


def test_a_yes_by_phone_or_on_paper_says_who_noted_it(
    client: HouseClient, town: Town, app: Flask, hall: halls.Hall
) -> None:
    furniture = find(app, hall, "清运")
    url = f"/promises/{furniture.id}"
    client.sign_in(town.li)
    assert client.post(f"{url}/confirmation", data={"way": "phone", "by_words": "彭军", "note": ""}).status_code == 422
    told = {"way": "phone", "by_words": "彭军", "note": "上午九点，说周末拉走"}
    assert client.post(f"{url}/confirmation", data=told).status_code == 303
    page = client.get(url).get_data(as_text=True)
    assert "电话答应" in page and "李静记下" in page
    assert client.post(f"{url}/confirmation", data=told).status_code == 422, "said once"
    assert client.sign_in(town.stranger).post(f"{url}/confirmation", data=told).status_code == 404


@pytest.mark.parametrize("month", ["", "2027-13", "明年春天", "2020-03"])
def test_parking_wants_a_month_that_is_to_come(
    client: HouseClient, town: Town, app: Flask, hall: halls.Hall, month: str
) -> None:
    url = f"/promises/{find(app, hall, '清运').id}"
    client.sign_in(town.li)
    refused = client.post(f"{url}/parking", data={"review_month": month, "reason": "等开春"})
    assert refused.status_code == 422
    assert find(app, hall, "清运").state is State.UNCONFIRMED


def test_one_asks_to_park_and_another_says_yes(client: HouseClient, town: Town, app: Flask, hall: halls.Hall) -> None:
    url = f"/promises/{find(app, hall, '清理').id}"
    asked = {"review_month": "2099-03", "reason": "等开春"}
    client.sign_in(town.li)
    assert client.post(f"{url}/parking", data=asked).status_code == 303
    assert client.post(f"{url}/parking", data=asked).status_code == 409, "asked already"
    assert "承诺等批挂账" not in client.get("/desk/").text and "批挂账" not in client.get(url).text
    assert client.post(f"{url}/parking/decision", data={"granted": "1"}).status_code == 409, "her own"
    assert client.sign_in(town.wang).post(f"{url}/parking/decision", data={"granted": "1"}).status_code == 403
    assert client.sign_in(town.far_host).post(f"{url}/parking/decision", data={"granted": "1"}).status_code == 404
    client.sign_in(town.chen)
    assert "有人申请挂账，等您批：等开春" in client.get("/notices/").text
    assert "承诺等批挂账" in client.get("/desk/").text
    assert client.post(f"{url}/parking/decision", data={"granted": "0"}).status_code == 422, "a no has a reason"
    assert client.post(f"{url}/parking/decision", data={"granted": "0", "answer": "现在就能办"}).status_code == 303
    assert client.post(f"{url}/parking/decision", data={"granted": "1"}).status_code == 409, "answered"
    assert find(app, hall, "清理").state is State.ACTIVE
    client.sign_in(town.wang)
    assert client.post(f"{url}/parking", data=asked).status_code == 303, "its owner may ask too"
    assert client.sign_in(town.li).post(f"{url}/parking/decision", data={"granted": "1"}).status_code == 303
    assert find(app, hall, "清理").state is State.PARKED
    assert client.post(f"{url}/resumption").status_code == 303
    assert find(app, hall, "清理").state is State.ACTIVE


def test_what_is_parked_says_until_when(client: HouseClient, town: Town, app: Flask, hall: halls.Hall) -> None:
    url = f"/promises/{find(app, hall, '清运').id}"
    client.sign_in(town.li)
    assert client.post(f"{url}/parking", data={"review_month": "2099-03", "reason": "等开春"}).status_code == 303
    assert client.sign_in(town.chen).post(f"{url}/parking/decision", data={"granted": "1"}).status_code == 303
    page = client.sign_in(town.li).get(url).get_data(as_text=True)
    assert (
        "2099年3月再看" in page and "还有" not in page.split("<aside")[0].split("night-card")[1].split("</section>")[0]
    )
    assert "2099年3月再看" in client.get(f"/board/{hall.series.board_token}").get_data(as_text=True)


def test_what_somebody_is_reads_in_the_readers_language(
    client: HouseClient, town: Town, app: Flask, hall: halls.Hall
) -> None:
    lamps = find(app, hall, "装灭蚊灯")
    client.sign_in(town.li)
    client.set_cookie("lang", "en")
    for address in ("/promises/", f"/promises/{lamps.id}"):
        shown = client.get(address).get_data(as_text=True)
        assert "Property management" in shown and "物业" not in shown, address
