"""The ladder's days are rows with a day they begin on; whoever is on the ladder keeps what they began with."""

from datetime import date, timedelta

import pytest
import time_machine
from sqlmodel import Session, select

from tests.casework.cases.conftest import Open, open_case
from tests.casework.supervision.test_ladder import MONDAY, go, steps
from tests.conftest import HouseClient
from tests.town import Town
from webapp.casework.supervision import ladder_services, queries
from webapp.casework.supervision.models import Ladder
from webapp.core.data import db
from webapp.core.time import clock

__all__ = ["open_case"]
EARLY = {"remind_before": 2, "press_after": 2, "order_after": 4, "escalate_after": 8}


def decide(town: Town, on: date, **days: int) -> None:
    with db.transaction() as writing:
        ladder_services.set_ladder(writing, town.actor("he"), valid_from=on, **{**EARLY, **days})


def test_a_case_keeps_the_days_of_the_day_it_came_in(session: Session, town: Town, open_case: Open) -> None:
    with time_machine.travel(MONDAY, tick=False):  # Monday the 9th
        decide(town, date(2026, 11, 10))
        old = open_case()
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        new = open_case(words="另一处灯不亮")
    for day in range(10, 27):
        go(session, date(2026, 11, day))
    assert steps(session, old) == ["remind", "due", "press", "order", "escalate"]
    assert steps(session, new) == ["remind", "due", "press", "order"]
    go(session, date(2026, 11, 27))
    assert steps(session, new)[-1] == "escalate"


def test_versions_begin_tomorrow_at_the_earliest_and_rise(session: Session, town: Town) -> None:
    today = clock.today()
    for on, days, where in (
        (today, {}, "valid_from"),
        (today + timedelta(days=1), {"order_after": 2}, "order_after"),
        (today + timedelta(days=1), {"escalate_after": 4}, "escalate_after"),
    ):
        with pytest.raises((ladder_services.LadderTooEarly, ladder_services.StepsOutOfOrder)) as refused:
            decide(town, on, **days)
        assert refused.value.field == where
    assert len(queries.ladders(session)) == 1


def test_what_is_decided_for_the_same_day_is_replaced(session: Session, town: Town) -> None:
    day = clock.today() + timedelta(days=3)
    decide(town, day)
    decide(town, day, remind_before=4)
    session.rollback()
    found = session.exec(select(Ladder).where(Ladder.valid_from == day)).all()
    assert [one.remind_before for one in found] == [4]
    assert queries.ladder_on(queries.ladders(session), clock.today()).remind_before == 1
    assert queries.ladder_on(queries.ladders(session), date(2019, 1, 1)).remind_before == 1


def test_the_page_for_who_may(client: HouseClient, session: Session, town: Town) -> None:
    assert "换天数" not in client.sign_in(town.li).get("/supervision/ladder/").get_data(as_text=True)
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    told = {"valid_from": tomorrow, **EARLY}
    assert client.post("/supervision/ladder/", data=told).status_code == 403
    assert client.sign_in(town.zhao).get("/supervision/ladder/").status_code == 403
    client.sign_in(town.he)
    assert "换天数" in client.get("/supervision/ladder/").get_data(as_text=True)
    assert client.post("/supervision/ladder/", data=told).status_code == 303
    page = client.get("/supervision/ladder/").get_data(as_text=True)
    assert "定了还没生效的" in page and "超期 8 个工作日" in page
    early = client.post("/supervision/ladder/", data={**told, "valid_from": clock.today().isoformat()})
    assert early.status_code == 422 and early.get_data(as_text=True).count("最早从明天起生效") == 2
    falling = client.post("/supervision/ladder/", data={**told, "order_after": 1})
    assert falling.status_code == 422 and falling.get_data(as_text=True).count("要晚于催办") == 2
    assert client.post("/supervision/ladder/", data={**told, "press_after": "x"}).status_code == 422
    assert len(queries.ladders(session)) == 2


def test_the_days_stand_in_what_is_said(session: Session, town: Town, open_case: Open, client: HouseClient) -> None:
    with time_machine.travel(MONDAY, tick=False):
        case = open_case()
    go(session, date(2026, 11, 19))
    page = client.sign_in(town.wang).get("/notices/").get_data(as_text=True)
    assert f"督办单：{case.number}" in page and "超期 3 个工作日" in page
