"""停表、挂账: one asks, another who does not work on it decides; and what nobody decided lapses with the case."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from tests.casework.cases.conftest import Open, act, open_case
from tests.conftest import HouseClient
from tests.town import Town
from webapp.casework.cases import clock_services, pause_services, queries, transfer_services, turn_services
from webapp.casework.cases import handling_services as h
from webapp.casework.cases.models import Extension, GridCase
from webapp.casework.cases.pause_models import PauseRequest
from webapp.casework.cases.rules import State, StopReason
from webapp.core.time import clock
from webapp.people.notices.models import Notice

Do = Callable[..., Any]
__all__ = ["act", "open_case"]


def fresh(session: Session, case: GridCase) -> GridCase:
    session.rollback()
    return session.exec(select(GridCase).where(GridCase.id == case.id)).one()


def test_the_worker_asks_and_the_host_grants(
    client: HouseClient, session: Session, town: Town, open_case: Open, act: Do
) -> None:
    case = open_case()
    act(h.take, "wang", case)
    told = {"reason": "waiting", "words": "住户出差"}
    client.sign_in(town.wang)
    assert client.post(f"/cases/{case.id}/work/stop", data=told).status_code == 303
    assert client.post(f"/cases/{case.id}/work/stop", data=told).status_code == 409, "asked already"
    assert queries.open_stop(session, fresh(session, case)) is None
    assert 'id="pause"' not in client.get(f"/cases/{case.id}").text
    assert client.post(f"/cases/{case.id}/pause", data={"granted": "yes"}).status_code == 403
    assert client.sign_in(town.far_host).post(f"/cases/{case.id}/pause", data={"granted": "yes"}).status_code == 404
    client.sign_in(town.li)
    assert "申请停表，等您批：住户出差" in client.get("/notices/").text
    assert "住户出差" in client.get("/desk/").text and 'id="pause"' in client.get(f"/cases/{case.id}").text
    assert client.post(f"/cases/{case.id}/pause", data={"granted": "no"}).status_code == 422, "a no has a reason"
    assert client.post(f"/cases/{case.id}/pause", data={"granted": "yes"}).status_code == 303
    assert client.post(f"/cases/{case.id}/pause", data={"granted": "yes"}).status_code == 409
    stopped = queries.open_stop(session, fresh(session, case))
    assert stopped is not None and stopped.approved_by == town.li
    assert "住户出差" not in client.get("/desk/").text
    assert "批准了" in client.sign_in(town.wang).get("/notices/").text


def test_who_asked_and_who_works_on_it_do_not_decide(session: Session, town: Town, open_case: Open, act: Do) -> None:
    case = open_case()
    act(h.take, "wang", case)
    later = clock.today() + timedelta(days=30)
    act(pause_services.ask_park, "li", case, review_on=later, words="等开春")
    with pytest.raises(pause_services.DecidesOwnPause):
        act(pause_services.decide, "li", case, granted=True)
    with pytest.raises(clock_services.StopsOwnClock):
        act(pause_services.decide, "wang", case, granted=True)
    told = session.exec(select(Notice.account_id).where(Notice.cause.startswith("pause-asked"))).all()  # type: ignore[attr-defined]
    assert told == [town.chen], "the only host asked herself: the street decides"
    act(pause_services.decide, "chen", case, granted=False, words="现在就能办")
    assert fresh(session, case).state is State.HANDLING
    act(pause_services.ask_park, "wang", case, review_on=later, words="等开春")
    act(pause_services.decide, "li", case, granted=True)
    parked = fresh(session, case)
    assert parked.state is State.PARKED and parked.review_on == later


def test_what_is_asked_about_a_clock_lapses_when_the_case_is_done(
    session: Session, town: Town, open_case: Open, act: Do
) -> None:
    case = open_case(due_on=clock.today() + timedelta(days=5))
    act(h.take, "wang", case)
    act(clock_services.ask_extension, "wang", case, until=clock.today() + timedelta(days=9), words="等配件")
    act(pause_services.ask_stop, "wang", case, reason=StopReason.FORCE, words="下雪")
    act(h.finish, "wang", case, words="趁晴天修好了")
    session.rollback()
    for asked in (session.exec(select(Extension)).one(), session.exec(select(PauseRequest)).one()):
        assert asked.decided_at is not None and asked.decided_by is None and asked.is_granted is False


def test_more_time_for_the_streets_case_is_not_granted_below_it(
    session: Session, town: Town, open_case: Open, act: Do
) -> None:
    case = open_case(due_on=clock.today() + timedelta(days=5))
    act(transfer_services.dispatch, "li", case, unit_id=town.street, words="要街道协调")
    act(transfer_services.sign, "chen", case)
    act(clock_services.ask_extension, "chen", case, until=clock.today() + timedelta(days=9), words="等配件")
    with pytest.raises(turn_services.NotYourTurn):
        act(clock_services.decide_extension, "li", case, granted=True)
    act(clock_services.decide_extension, "he", case, granted=True)
    session.rollback()
    assert session.exec(select(Extension)).one().is_granted
