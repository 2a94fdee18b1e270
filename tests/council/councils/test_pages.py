"""Before the meeting over HTTP: a council, seats, a meeting in two clicks, the agenda in writing, calendars."""

from datetime import timedelta

import icalendar
import pytest
from flask import Flask
from sqlmodel import Session

from tests.conftest import HouseClient
from tests.council.sittings import hall as halls
from tests.town import Town
from tests.volunteering.test_posted_twice import twice
from webapp.casework.cases import services as cases
from webapp.casework.cases.models import GridCase, Source
from webapp.casework.cases.services import Matter
from webapp.casework.cases.voice_services import Speaker, Spoken, add_voice
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.council.councils import queries
from webapp.council.councils.models import CouncilMeeting, MeetingState


@pytest.fixture
def hall(app: Flask, town: Town) -> halls.Hall:
    with app.app_context(), db.transaction() as session:
        return halls.build(session, town)


def reread(app: Flask, hall: halls.Hall) -> CouncilMeeting:
    with app.app_context():
        return db.session().get_one(CouncilMeeting, hall.meeting.id)


def test_a_council_is_set_up_seated_and_found(client: HouseClient, town: Town, app: Flask) -> None:
    client.sign_in(town.li)
    form = {"name": "冬梅轩议事厅", "place": "活动室", "week": "4", "weekday": "1", "starts_at": "19:30"}
    assert client.post("/councils/", data=form | {"starts_at": "25:00"}).status_code == 422
    assert client.post("/councils/", data=form).status_code == 303
    assert "冬梅轩议事厅" in client.get("/councils/").get_data(as_text=True)
    with app.app_context():
        [series] = queries.list_series(db.session(), town.actor("li"))
    seats = f"/councils/{series.id}/seats"
    person = {"name": "高福林", "kind": "resident", "valid_from": clock.today().isoformat()}
    assert client.post(seats, data=person).status_code == 303
    again = client.post(seats, data=person)
    assert again.status_code == 422
    assert "已经有一个席位" in again.get_data(as_text=True)
    assert "高福林" in client.get(seats).get_data(as_text=True)


def test_a_new_meeting_is_two_clicks_with_the_most_voiced_ticked(
    client: HouseClient, town: Town, app: Flask, hall: halls.Hall
) -> None:
    client.sign_in(town.li)
    page = client.get(f"/councils/{hall.series.id}/plan").get_data(as_text=True)
    assert "上次议定事项落实情况" in page
    later = clock.today() + timedelta(days=10)
    form = {"held_on": later.isoformat(), "starts_at": "19:00", "place": "议事厅", "host_id": town.party("li")}
    answer = client.post(f"/councils/{hall.series.id}/plan", data=form)
    assert answer.status_code == 303
    shown = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert "计数清单" in shown


def test_short_notice_needs_a_reason_and_keeps_what_was_typed(
    client: HouseClient, town: Town, hall: halls.Hall
) -> None:
    client.sign_in(town.li)
    form = {
        "held_on": (clock.today() + timedelta(days=1)).isoformat(), "starts_at": "19:00", "place": "三楼小会议室",
        "host_id": town.party("li"),
    }  # fmt: skip
    refused = client.post(f"/councils/{hall.series.id}/plan", data=form)
    assert refused.status_code == 422
    assert "为什么这么急" in refused.get_data(as_text=True)
    assert "三楼小会议室" in refused.get_data(as_text=True)
    assert client.post(f"/councils/{hall.series.id}/plan", data=form | {"late_reason": "爆管"}).status_code == 303


def test_a_meeting_is_planned_and_moved_within_a_year(client: HouseClient, town: Town, hall: halls.Hall) -> None:
    client.sign_in(town.li)
    last = clock.today() + timedelta(days=366)
    form = {"starts_at": "19:00", "place": "三楼小会议室", "host_id": town.party("li"), "reason": "修屋顶"}
    for address in (f"/councils/{hall.series.id}/plan", f"/councils/meetings/{hall.meeting.id}/move"):
        for lang, said in (("zh", "最远排到一年以后"), ("en", "plan at most a year ahead")):
            client.set_cookie("lang", lang)
            refused = client.post(address, data=form | {"held_on": str(last + timedelta(days=1))})
            page = refused.get_data(as_text=True)
            assert refused.status_code == 422 and said in page and "三楼小会议室" in page
        assert client.post(address, data=form | {"held_on": str(last)}).status_code == 303
        form["starts_at"] = "20:00"


def test_adding_and_dropping_is_in_writing_and_the_first_line_stays(
    client: HouseClient, town: Town, app: Flask, hall: halls.Hall
) -> None:
    client.sign_in(town.li)
    base = f"/councils/meetings/{hall.meeting.id}"
    assert client.post(f"{base}/lines/new", data={"title": "上级来的", "reason": ""}).status_code == 422
    twice(client, base, f"{base}/lines/new", {"title": "上级来的", "reason": "街道交办"})
    with app.app_context():
        first, second, *_ = queries.agenda(db.session(), hall.meeting.id)
    assert client.post(f"{base}/lines/{second.id}/drop", data={"reason": ""}).status_code == 422
    assert client.post(f"{base}/lines/{second.id}/drop", data={"reason": "已经解决"}).status_code == 303
    refused = client.post(f"{base}/lines/{first.id}/drop", data={"reason": "不想议"})
    assert refused.status_code == 422
    assert "不能撤下" in refused.get_data(as_text=True)
    notice = client.get(f"{base}/notice").get_data(as_text=True)
    assert "已经解决" in notice
    assert "街道交办" in notice


def test_moving_and_cancelling_tell_the_calendar(client: HouseClient, town: Town, app: Flask, hall: halls.Hall) -> None:
    client.sign_in(town.li)
    base = f"/councils/meetings/{hall.meeting.id}"
    form = {"held_on": (clock.today() + timedelta(days=7)).isoformat(), "starts_at": "18:30", "place": "二楼"}
    assert client.post(f"{base}/move", data=form).status_code == 422, "announced already: a reason is due"
    assert client.post(f"{base}/move", data=form | {"reason": "停电"}).status_code == 303
    moved = reread(app, hall)
    feed = icalendar.Calendar.from_ical(
        client.sign_out().get(f"/councils/feed/{hall.series.feed_token}.ics").get_data()
    )
    [event] = feed.walk("VEVENT")
    assert event["SEQUENCE"] == moved.sequence
    assert event.decoded("DTSTART").isoformat() == f"{form['held_on']}T18:30:00+08:00"
    assert event["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert feed.walk("VTIMEZONE")
    assert not [name for name in ("李静", "周海") if name in feed.to_ical().decode()], "no names in a public feed"
    client.sign_in(town.li)
    assert client.post(f"{base}/cancellation", data={"reason": ""}).status_code == 422
    assert client.post(f"{base}/cancellation", data={"reason": "和活动冲突"}).status_code == 303
    assert reread(app, hall).state is MeetingState.CANCELLED
    again = icalendar.Calendar.from_ical(client.get(f"/councils/feed/{hall.series.feed_token}.ics").get_data())
    assert again.walk("VEVENT")[0]["STATUS"] == "CANCELLED"
    assert client.get("/councils/feed/unknown.ics").status_code == 404


def test_the_event_file_is_a_calendar_file(client: HouseClient, town: Town, hall: halls.Hall) -> None:
    answer = client.sign_in(town.li).get(f"/councils/meetings/{hall.meeting.id}/meeting.ics")
    assert answer.mimetype == "text/calendar"
    raw = answer.get_data()
    assert raw.startswith(b"BEGIN:VCALENDAR\r\n")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75, "folded as RFC 5545 asks"
    [event] = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert event["UID"].endswith("@fullgrid")
    assert event.walk("VALARM")


def test_a_rule_set_holds_from_its_day(client: HouseClient, town: Town, app: Flask, hall: halls.Hall) -> None:
    client.sign_in(town.li)
    page = client.get(f"/councils/{hall.series.id}/rule")
    assert page.status_code == 200
    later = clock.today() + timedelta(days=30)
    form = {
        "name": "三分之二", "valid_from": later.isoformat(),
        "quorum_top": "2", "quorum_bottom": "3", "quorum_more": "0",
        "majority_top": "1", "majority_bottom": "2", "majority_more": "1", "majority_base": "present",
        "proxies_make_quorum": "0", "window_days": "60", "notice_days": "3", "agenda_places": "5",
        "reserved_places": "1", "objection_days": "2",
    }  # fmt: skip
    assert client.post(f"/councils/{hall.series.id}/rule", data=form).status_code == 303
    again = client.post(f"/councils/{hall.series.id}/rule", data=form)
    assert again.status_code == 422 and "这一天已经有一份议事规则了" in again.get_data(as_text=True)
    with app.app_context():
        community = hall.series.community_id
        assert queries.rule_on(db.session(), community, clock.today()).name != "三分之二"
        assert queries.rule_on(db.session(), community, later).quorum_bottom == 3


def test_strangers_other_posts_and_nobody(client: HouseClient, town: Town, hall: halls.Hall) -> None:
    url = f"/councils/meetings/{hall.meeting.id}"
    assert client.get(url).status_code == 303
    assert client.sign_in(town.zhao).get(url).status_code == 403
    assert client.sign_in(town.far_host).get(url).status_code == 404
    assert client.sign_in(town.chen).get(url).status_code == 200, "the street looks in"
    assert client.sign_in(town.wang).get(f"/councils/{hall.series.id}/plan").status_code == 403


def test_a_case_voiced_by_more_households_comes_first(
    client: HouseClient, town: Town, app: Flask, hall: halls.Hall
) -> None:
    """Through the spine itself: two cases, three and one households."""
    with app.app_context(), db.transaction() as session:
        made = [_case(session, town, title, count) for title, count in (("快递堆门口", 1), ("消防通道堵了", 3))]
    page = client.sign_in(town.li).get(f"/councils/{hall.series.id}/plan").get_data(as_text=True)
    assert page.index("消防通道堵了") < page.index("快递堆门口")
    assert "3 户" in page
    assert page.count('class="why fld unasked"') == 2, "a tick that differs asks why at once"
    form = {
        "held_on": (clock.today() + timedelta(days=10)).isoformat(), "starts_at": "19:00", "place": "议事厅",
        "host_id": town.party("li"), "case_id": [made[1].id],
    }  # fmt: skip
    refused = client.post(f"/councils/{hall.series.id}/plan", data=form)
    assert refused.status_code == 422, "leaving one out needs a reason"
    why = {f"reason-{made[0].id}": "物业已经在清", f"reason-{made[1].id}": "先去掉，又放回来"}
    answer = client.post(f"/councils/{hall.series.id}/plan", data=form | why)
    assert answer.status_code == 303
    notice = client.get(answer.headers["Location"] + "/notice").get_data(as_text=True)
    assert "物业已经在清" in notice and "又放回来" not in notice
    assert "快递堆门口" in notice, "the frozen list prints what was left out as well"


def _case(session: Session, town: Town, title: str, households: int) -> GridCase:
    actor = town.actor("wang")
    case = cases.open_case(
        session,
        actor,
        place=cases.Place(town.community, town.grid1),
        spoken=Spoken(title, Source.VISIT, speaker=Speaker(household_id=ids.new())),
        matter=Matter(category_code="LIGHT", title=title),
    )
    for _ in range(households - 1):
        add_voice(session, actor, case, Spoken("我家也是", Source.VISIT, speaker=Speaker(household_id=ids.new())))
    return case


def test_a_year_typed_wrong_is_named(client: HouseClient, town: Town, hall: halls.Hall) -> None:
    """“12月28日已经过了” in November reads like a fault of the page."""
    form = {"held_on": f"{clock.today().year - 1}-12-28", "starts_at": "19:00", "place": "议事厅"}
    answer = client.sign_in(town.li).post(
        f"/councils/{hall.series.id}/plan", data=form | {"host_id": town.party("li"), "late_reason": "急"}
    )
    said = answer.get_data(as_text=True)
    assert answer.status_code == 422 and f"{clock.today().year - 1}年12月28日" in said and "已经过了" in said


def test_an_empty_page_asks_nobody_for_what_they_may_not_do(client: HouseClient, town: Town) -> None:
    said = client.sign_in(town.li).get("/councils/").get_data(as_text=True)
    assert "定下每月哪天" in said and "建一个议事厅" in said
    said = client.sign_in(town.chen).get("/councils/").get_data(as_text=True)
    assert "社区书记建好以后" in said and "定下每月哪天" not in said
    said = client.get("/liaisons/roster/").get_data(as_text=True)
    assert "社区选定以后" in said and "从热心的邻居里选几位" not in said


def test_no_door_is_shown_that_would_not_open(client: HouseClient, town: Town, app: Flask, hall: halls.Hall) -> None:
    """The auditor reads agendas but no cases."""
    with app.app_context(), db.transaction() as session:
        hall.line(session).case_id = _case(session, town, "消防通道堵了", 1).id
    address = f"/councils/meetings/{hall.meeting.id}"
    assert "看事项" in client.sign_in(town.li).get(address).get_data(as_text=True)
    assert "/cases/0" not in client.sign_in(town.zhou).get(address).get_data(as_text=True)
