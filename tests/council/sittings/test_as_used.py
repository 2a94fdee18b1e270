"""Found by holding a meeting as a stranger would: each example as it was met."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlmodel import Session

from tests.conftest import HouseClient
from tests.council.sittings import hall as halls
from tests.council.sittings.test_line_rules import MEETING as DAY
from tests.council.sittings.test_line_rules import ROSTER
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.council.minutes import body_queries, redaction_rules, services, words_rules
from webapp.council.minutes.models import SignerRole
from webapp.council.promises.rules import STATE_WORDS, State
from webapp.council.sittings import attendance_services, queries, resolution_services, sitting_services, vote_rules
from webapp.council.sittings.line_rules import names_in, read_line
from webapp.council.sittings.models import MarkWay
from webapp.council.sittings.vote_rules import Stand
from webapp.people.org import services as org
from webapp.people.org.models import PartyKind

MEETING = datetime(2026, 6, 18, 19, 0, tzinfo=clock.ZONE)


@pytest.fixture
def evening() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MEETING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def hall(app: Flask, town: Town, session: Session, evening: time_machine.Traveller) -> halls.Hall:
    made = halls.begin(town, count=8)
    evening.shift(timedelta(minutes=1))
    return made


@pytest.mark.parametrize(
    ("typed", "deed", "day"),
    [
        ("跟停车的31户说清楚@周海两周内", "跟停车的31户说清楚", date(2026, 7, 2)),
        ("清僵尸车七辆@周海十二月二十号", "清僵尸车七辆", date(2026, 12, 20)),
        ("修灯 @周海月底 盯@李静", "修灯", date(2026, 6, 30)),
    ],
)
def test_a_name_typed_onto_its_day_is_both(typed: str, deed: str, day: date) -> None:
    line = read_line(typed, DAY, ROSTER)
    assert (line.deed, line.owner and line.owner.typed, line.deadline) == (deed, "周海", day)
    assert "周海" in names_in(typed), "and the name is looked up"


def test_a_seat_without_an_alternate_sends_none(client: HouseClient, hall: halls.Hall, town: Town) -> None:
    seat = hall.sitters(db.session())["曹阳"].seat.id
    client.sign_in(town.li)
    refused = client.post(f"/councils/meetings/{hall.meeting.id}/room", data={"seat_id": seat, "act": "alternate"})
    assert refused.status_code == 422 and "没有登记替会人" in refused.text


def test_a_proxy_leaves_with_whoever_holds_it(hall: halls.Hall, evening: time_machine.Traveller) -> None:
    def votes() -> int:
        return len(vote_rules.may_vote(queries.room(db.session(), hall.meeting, hall.line(db.session()).id).places))

    with db.transaction() as session:
        people = hall.sitters(session)
        attendance_services.give_proxy(session, hall.actor, hall.meeting, people["郭强"], holder=people["周海"].seat)
    assert votes() == 9
    with db.transaction() as session:
        line, seat = hall.line(session), people["周海"].seat
        attendance_services.recuse(session, hall.actor, hall.meeting, line, seat, reason="承包方")
    assert votes() == 7, "who is recused votes for nobody else either"
    with db.transaction() as session:
        attendance_services.take_back_recusal(session, hall.actor, hall.meeting, line, people["周海"])
    assert votes() == 9
    evening.shift(timedelta(minutes=1))
    with db.transaction() as session:
        attendance_services.mark(
            session, hall.actor, hall.meeting, people["周海"], stand=Stand.LEFT, way=MarkWay.NOTICE
        )
    assert votes() == 7


def test_a_recusal_is_for_the_line_that_was_chosen_and_is_taken_back(
    client: HouseClient, hall: halls.Hall, town: Town
) -> None:
    first, second = hall.line(db.session(), 0).id, hall.line(db.session(), 1).id
    room, seat = f"/councils/meetings/{hall.meeting.id}/room", hall.sitters(db.session())["周海"].seat.id
    page = client.sign_in(town.li).get(f"{room}?line={first}").text
    chosen = re.search(rf'value="{first}"[^>]*(selected|checked)|(selected|checked)[^>]*value="{first}"', page)
    assert chosen, "the line the host came from"
    told = {"seat_id": seat, "act": "recuse", "line_id": first, "reason": "承包方"}
    assert client.post(room, data=told).status_code == 303
    db.session().rollback()
    assert [len(queries.recusals(db.session(), one)) for one in (first, second)] == [1, 0]
    assert "回避：" in client.get(room).text
    assert client.post(room, data={**told, "act": "unrecuse", "line_id": second}).status_code == 422
    assert client.post(room, data={**told, "act": "unrecuse"}).status_code == 303
    db.session().rollback()
    assert queries.recusals(db.session(), first) == []


def test_an_owner_whose_alternate_came_has_not_said_yes(
    hall: halls.Hall, town: Town, evening: time_machine.Traveller
) -> None:
    with db.transaction() as session:
        deputy = org.make_party(
            session, hall.actor, kind=PartyKind.PERSON, name="白雪", community_id=town.community, silent=True
        )
        sitter = hall.sitters(session)["周海"]
        sitter.seat.alternate_id = deputy.id
        session.add(sitter.seat)
        session.flush()
        sitter = hall.sitters(session)["周海"]
        attendance_services.send_alternate(session, hall.actor, hall.meeting, sitter)
        resolution_services.record_line(
            session, hall.actor, hall.meeting, hall.line(session), line="换门锁 @周海 明年3月底"
        )
        evening.shift(timedelta(minutes=1))
        attendance_services.mark(session, hall.actor, hall.meeting, sitter, stand=Stand.LEFT, way=MarkWay.NOTICE)
        sitting_services.close_sitting(session, hall.actor, hall.meeting)
        told = body_queries.body(session, hall.meeting)
        minutes = services.draft(session, hall.actor, hall.meeting)
        services.open_review(session, hall.actor, hall.meeting, minutes)
    assert "白雪" in {one["name"] for one in told["present"]} and "周海" not in {one["name"] for one in told["present"]}
    promises = body_queries.promised(db.session(), hall.meeting, {})
    assert promises[0]["state"] == STATE_WORDS[State.UNCONFIRMED]
    view = {**minutes.body, "number": "", "version": 1, "issued_on": "2026-06-18", "signers": []}
    assert words_rules.paper(view).rows[0][3] == "2027年3月31日", "next year's March is not this year's"
    with pytest.raises(services.NotInRoom), db.transaction() as session:
        services.object_to(session, hall.actor, hall.meeting, minutes, party_id=hall.parties["周海"], words="不对")
    with pytest.raises(services.NotAResident), db.transaction() as session:
        services.sign(
            session, hall.actor, hall.meeting, minutes, role=SignerRole.RESIDENT, party_id=hall.parties["唐宁"]
        )
    with db.transaction() as session:
        services.sign(session, hall.actor, hall.meeting, minutes, role=SignerRole.HOST, party_id=town.party("li"))
    with pytest.raises(services.SignsTwice), db.transaction() as session:
        services.sign(session, hall.actor, hall.meeting, minutes, role=SignerRole.RECORDER, party_id=town.party("li"))


def test_a_meeting_that_thinned_out_at_its_end_was_no_talk(hall: halls.Hall) -> None:
    """Seven of eleven decided; three went before the last page was turned."""
    with db.transaction() as session:
        resolution_services.record_line(session, hall.actor, hall.meeting, hall.line(session), line="修灯 @周海 6.30")
        for name in ("周海", "唐宁", "高福林"):
            attendance_services.mark(
                session, hall.actor, hall.meeting, hall.sitters(session)[name], stand=Stand.LEFT, way=MarkWay.NOTICE
            )
        sitting_services.close_sitting(session, hall.actor, hall.meeting)
        told = body_queries.body(session, hall.meeting)
    told |= {"number": "", "version": 1, "issued_on": "2026-06-18"}
    opening = words_rules.paper(told).opening[0]
    assert "座谈" not in opening and "实到8人" in opening


def test_closing_is_asked_first_and_a_month_that_has_passed_is_refused(
    client: HouseClient, hall: halls.Hall, town: Town
) -> None:
    with db.transaction() as session:
        row = resolution_services.record_line(session, hall.actor, hall.meeting, hall.line(session), line="下次再说")
    client.sign_in(town.li)
    live = client.get(f"/councils/meetings/{hall.meeting.id}/live").text
    assert f'action="/councils/meetings/{hall.meeting.id}/closing"' not in live
    asked = client.get(f"/councils/meetings/{hall.meeting.id}/closing").text
    assert "散会以后不能再表决" in asked and "下次再说" in asked
    details = f"/councils/resolutions/{row.id}/details"
    assert client.post(details, data={"kind": "later", "later_month": "2020-03"}).status_code == 422
    assert client.post(details, data={"kind": "later", "later_month": "2026-06"}).status_code == 303


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("住2门602的老人", "住某户的老人"), ("3-2-602 漏水", "某户 漏水"), ("3#602门口", "某户门口"),
        ("去602室看", "去某户看"),
        ("2026-11-30 前办完，12345 转办", "2026-11-30 前办完，12345 转办"), ("022-24990000", "（电话略）"),
        ("12号楼底商，66盏", "12号楼底商，66盏"),
    ],
)  # fmt: skip
def test_doors_as_people_write_them_are_not_for_the_public(typed: str, shown: str) -> None:
    assert redaction_rules.screen(typed, []) == shown


def test_moving_a_sitter_who_was_never_there_keeps_the_holder(hall: halls.Hall) -> None:
    with db.transaction() as session:
        sitter = hall.sitters(session)["郭强"]
        made = attendance_services.mark(session, hall.actor, hall.meeting, sitter, stand=Stand.LEFT, way=MarkWay.NOTICE)
    assert made.party_id == sitter.party.id


def test_a_meeting_is_not_opened_before_its_day(client: HouseClient, app: Flask, town: Town, session: Session) -> None:
    with time_machine.travel(MEETING, tick=False) as when:
        with db.transaction() as writing:
            hall = halls.build(writing, town, held_on=MEETING.date() + timedelta(days=24))
        live = f"/councils/meetings/{hall.meeting.id}"
        client.sign_in(town.li)
        assert "/opening" not in client.get(f"{live}/live").text
        refused = client.post(f"{live}/opening")
        assert refused.status_code == 409 and "还没到日子" in refused.text
        when.shift(timedelta(days=24))
        assert client.sign_in(town.li).post(f"{live}/opening").status_code == 303


def test_the_screen_shows_what_a_room_can_read(
    client: HouseClient, hall: halls.Hall, town: Town, evening: time_machine.Traveller
) -> None:
    """Seventeen sentences typed for one line: the newest stand on the screen, not below it."""
    with db.transaction() as session:
        for n in range(1, 18):
            evening.shift(timedelta(seconds=20))
            resolution_services.record_line(
                session, hall.actor, hall.meeting, hall.line(session), line=f"第{n}件：修 @周海 6.30"
            )
    screen = client.sign_in(town.li).get(f"/councils/meetings/{hall.meeting.id}/screen").text
    assert "第17件" in screen and "第10件" not in screen and "前面还有 10 件" in screen
