"""What the council itself decides about what it promised before."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlmodel import Session

from tests.conftest import HouseClient
from tests.council.sittings import hall as halls
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.council.councils import agenda_services, meeting_services
from webapp.council.councils import queries as councils
from webapp.council.promises import promise_services, queries, supervision_services
from webapp.council.promises.models import Promise
from webapp.council.promises.rules import Delay, State
from webapp.council.sittings import attendance_services, carried_services, resolution_services, sitting_services
from webapp.council.sittings.models import MarkWay
from webapp.council.sittings.vote_rules import Stand

JUNE = datetime(2026, 6, 18, 19, 0, tzinfo=clock.ZONE)
JULY = datetime(2026, 7, 16, 19, 0, tzinfo=clock.ZONE)


def promised(town: Town) -> tuple[halls.Hall, Promise]:
    hall = halls.begin(town)
    with db.transaction() as session:
        made = resolution_services.record_line(
            session, hall.actor, hall.meeting, hall.line(session), line="加装电梯 @周海 7.31"
        )
        sitting_services.close_sitting(session, hall.actor, hall.meeting)
    return hall, db.session().get_one(Promise, made.promise_id)


def july(hall: halls.Hall, count: int = 10) -> None:
    """The next meeting, open, with so many in the room."""
    with db.transaction() as session:
        hall.meeting = meeting_services.plan_meeting(session, hall.actor, hall.series, held_on=JULY.date())
        agenda_services.fix_agenda(session, hall.actor, hall.meeting, case_ids=[], late_reason="照常")
        for sitter in [one for one in hall.sitters(session).values() if one.seat.votes][:count]:
            attendance_services.mark(session, hall.actor, hall.meeting, sitter, stand=Stand.PRESENT, way=MarkWay.NAME)
        sitting_services.open_sitting(session, hall.actor, hall.meeting)


def test_a_resolution_of_a_later_meeting_ends_it(app: Flask, session: Session, town: Town) -> None:
    with time_machine.travel(JUNE, tick=False) as evening:
        hall, promise = promised(town)
        evening.move_to(JULY)
        july(hall)
        with db.transaction() as session:
            made = carried_services.end_promise(session, hall.actor, hall.meeting, promise, reason="业主没谈拢")
    assert promise.state is State.ENDED
    assert (made.number, made.promise_id) == (1, None)
    assert "业主没谈拢" in made.deed
    assert councils.get_line(db.session(), hall.meeting, made.line_id).origin == "carried"


def test_without_a_quorum_nothing_is_ended(app: Flask, session: Session, town: Town) -> None:
    with time_machine.travel(JUNE, tick=False) as evening:
        hall, promise = promised(town)
        evening.move_to(JULY)
        july(hall, count=4)
        with pytest.raises(carried_services.OnlyInSession), db.transaction() as session:
            carried_services.end_promise(session, hall.actor, hall.meeting, promise, reason="不办了")
        with pytest.raises(promise_services.OnlyCouncilEnds), db.transaction() as session:
            promise_services.end(session, hall.actor, promise, resolution_id=None, reason="不办了")
    assert db.session().get_one(Promise, promise.id).state is State.ACTIVE


def test_the_council_gives_the_third_extension(app: Flask, session: Session, town: Town) -> None:
    from webapp.people.accounts.permissions import Action

    with time_machine.travel(JUNE, tick=False) as evening:
        hall, promise = promised(town)
        chief = town.actor("li", Action.SUPERVISE_PROMISES)
        for days in (5, 10, 15):
            with db.transaction() as session:
                supervision_services.ask_extension(
                    session, None, promise, delay=Delay.CONSENT, reason="还在谈",
                    new_due=date(2026, 7, 31) + timedelta(days=days),
                )  # fmt: skip
            if days < 15:
                with db.transaction() as session:
                    supervision_services.decide_extension(session, chief, promise, granted=True)
        evening.move_to(JULY)
        july(hall)
        with db.transaction() as session:
            made = carried_services.grant_time(session, hall.actor, hall.meeting, promise, answer="最后一次")
    assert (promise.extended, promise.due) == (3, date(2026, 8, 15))
    assert "改期到8月15日" in made.deed
    assert queries.open_extension(db.session(), promise.id) is None


def test_over_http_with_its_refusals(client: HouseClient, app: Flask, session: Session, town: Town) -> None:
    with time_machine.travel(JUNE, tick=False) as evening:
        hall, promise = promised(town)
        evening.move_to(JULY)
        july(hall)
        url = f"/councils/meetings/{hall.meeting.id}/carried/{promise.id}"
        client.sign_in(town.li)
        live = f"/councils/meetings/{hall.meeting.id}/live"
        assert "还没办完 1 件" in client.get(live).get_data(as_text=True), "whatever is being talked about"
        assert "加装电梯" in client.get(url).get_data(as_text=True)
        assert client.post(f"{url}/end", data={"reason": ""}).status_code == 422
        assert client.post(f"{url}/time", data={}).status_code == 422, "nothing was asked"
        assert client.post(f"{url}/end", data={"reason": "业主没谈拢"}).status_code == 303
        assert client.sign_in(town.far_host).get(url).status_code == 404


def test_the_red_line_names_what_is_late_the_longest(
    client: HouseClient, app: Flask, session: Session, town: Town
) -> None:
    with time_machine.travel(JUNE, tick=False) as evening:
        hall = halls.begin(town)
        with db.transaction() as session:
            for line in ("加装电梯 @周海 6.25", "补栏杆 @周海 7.1"):
                made = resolution_services.record_line(session, hall.actor, hall.meeting, hall.line(session), line=line)
            sitting_services.close_sitting(session, hall.actor, hall.meeting)
            for promise in queries.of_series(session, hall.series.id):
                if promise.id != made.promise_id:
                    promise.due = date(2026, 7, 10)  # promised first, and moved since
        evening.move_to(JULY)
        july(hall)
        html = client.sign_in(town.li).get(f"/councils/meetings/{hall.meeting.id}/live").get_data(as_text=True)
    told = html.split("late-line")[1].split("</p>")[0]
    assert "超期 2 件，最久的是“补栏杆”，15 天" in told


def test_what_is_parked_comes_to_every_meeting_too(
    client: HouseClient, app: Flask, session: Session, town: Town
) -> None:
    with time_machine.travel(JUNE, tick=False) as evening:
        hall, promise = promised(town)
        with db.transaction() as writing:
            promise_services.park(writing, hall.actor, promise, review_month="2026-09", reason="等雨季过去")
        evening.move_to(JULY)
        july(hall)
        html = client.sign_in(town.li).get(f"/councils/meetings/{hall.meeting.id}/live").get_data(as_text=True)
    assert "还没办完 1 件" in html and "2026年9月再看" in html
