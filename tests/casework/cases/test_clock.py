"""The deadline of a case: kept first date, stops, parking, more time asked for in time."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlmodel import Session

from tests.casework.cases.conftest import Open
from tests.casework.cases.test_handling import fresh
from tests.town import Town
from webapp.casework.cases import clock_services, handling_services, queries, services
from webapp.casework.cases.rules import State, StopReason
from webapp.casework.catalogue.models import CalendarDay
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.time.working_days import Calendar
from webapp.people.accounts.permissions import Action

Do = Callable[..., Any]
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=clock.UTC)
c = clock_services


def at(days: float) -> Any:
    return time_machine.travel(MONDAY + timedelta(days=days), tick=False)


def due(session: Session, case: Any) -> date | None:
    due_at = fresh(session, case).due_at
    return clock.local(due_at).date() if due_at else None


def test_the_catalogue_sets_the_limit(session: Session, open_case: Open) -> None:
    with at(0):
        case = open_case()
    assert due(session, case) == date(2026, 11, 30)
    assert fresh(session, case).first_due_at == fresh(session, case).due_at


def test_a_deadline_before_the_report_is_refused_at_its_field(open_case: Open) -> None:
    with at(0), pytest.raises(services.DeadlineBeforeReport) as refusal:
        open_case(due_on=date(2026, 11, 22))
    assert (refusal.value.field, refusal.value.status) == ("due_on", 422)


def test_an_unknown_year_keeps_the_report_without_a_date_and_the_import_brings_it(
    session: Session, open_case: Open
) -> None:
    with time_machine.travel(datetime(2026, 12, 30, 2, tzinfo=clock.UTC), tick=False):
        case = open_case()
        assert due(session, case) is None
        with db.transaction() as writing:
            for day in Calendar().lacking(2027):
                writing.add(CalendarDay(day=day, is_working=False, name="节日"))
            writing.flush()
            assert clock_services.fix_deadlines(writing) == 1
    assert due(session, case) == date(2027, 1, 7)
    assert fresh(session, case).first_due_at is not None


def test_overdue_is_derived_and_handled_in_time_stays_in_time(session: Session, open_case: Open, act: Do) -> None:
    with at(0):
        case, other = open_case(), open_case()
    with at(3):
        act(handling_services.finish, "wang", case, words="好了")
    later = MONDAY + timedelta(days=20)
    assert not fresh(session, case).is_overdue(later)
    assert fresh(session, other).is_overdue(later)


def test_the_late_list_is_the_wait_in_order_and_only_the_actors_own(
    session: Session, town: Town, open_case: Open
) -> None:
    with at(0):
        first = open_case()
    with at(1):
        second = open_case()
    later = MONDAY + timedelta(days=20)
    for name in ("wang", "li", "chen", "he"):
        actor = town.actor(name, Action.SEE_CASES)
        assert [line.id for line in queries.list_late(session, actor, moment=later)] == [first.id, second.id]
        assert queries.count_late(session, actor, later) == 2
    for name in ("ma", "stranger", "far_host"):
        assert queries.list_late(session, town.actor(name, Action.SEE_CASES), moment=later) == []
    page = queries.list_late(session, town.actor("li", Action.SEE_CASES), moment=later, limit=1)
    rest = queries.list_late(
        session, town.actor("li", Action.SEE_CASES), moment=later, after=(page[0].due_at, page[0].id)
    )
    assert [line.id for line in rest] == [second.id]


def test_while_the_clock_stands_nothing_is_late_and_the_date_moves(session: Session, open_case: Open, act: Do) -> None:
    with at(0):
        case = open_case()
    with at(1):
        act(c.stop, "li", case, reason=StopReason.WAITING, words="等居民回来")
        assert due(session, case) is None
        with pytest.raises(c.ClockStands):
            act(c.stop, "li", case, reason=StopReason.FORCE, words="下雪")
    with at(10):
        act(c.resume, "li", case)
    # Tuesday to Thursday of the next week: 7 working days at whose end the clock stood
    assert due(session, case) == date(2026, 12, 9)
    assert clock.local(fresh(session, case).first_due_at).date() == date(2026, 11, 30)
    with pytest.raises(c.ClockRuns):
        act(c.resume, "li", case)


def test_what_was_late_before_the_clock_was_stopped_stays_late(session: Session, open_case: Open, act: Do) -> None:
    with at(0):
        case = open_case()
    with at(9):
        act(c.stop, "li", case, reason=StopReason.FORCE, words="下雪")
        assert fresh(session, case).is_overdue(clock.now())
    with at(12):
        act(c.resume, "li", case)
    assert due(session, case) == date(2026, 11, 30)


def test_parked_is_open_with_a_day_to_look_again(session: Session, town: Town, open_case: Open, act: Do) -> None:
    with at(0):
        case = open_case()
        with pytest.raises(c.ReviewTooEarly) as refusal:
            act(c.park, "li", case, review_on=date(2026, 11, 23), words="等开春")
        assert refusal.value.field == "review_on"
        act(c.park, "li", case, review_on=date(2027, 3, 15), words="等开春")
        parked = fresh(session, case)
        assert parked.state is State.PARKED and parked.is_open and parked.due_at is None
        assert queries.get_case(session, town.actor("li", Action.SEE_CASES), case.id).review_on == date(2027, 3, 15)
        act(c.unpark, "li", case)
    assert fresh(session, case).state is State.HANDLING
    assert due(session, case) == date(2026, 11, 30)


def test_more_time_is_asked_before_the_deadline_and_decided_by_another(
    session: Session, open_case: Open, act: Do
) -> None:
    with at(0):
        case = open_case()
        with pytest.raises(c.NotLater):
            act(c.ask_extension, "wang", case, until=date(2026, 11, 30), words="缺配件")
        act(c.ask_extension, "wang", case, until=date(2026, 12, 10), words="缺配件")
        with pytest.raises(c.AlreadyAsked):
            act(c.ask_extension, "wang", case, until=date(2026, 12, 11), words="缺配件")
        with pytest.raises(c.DecidesOwnRequest):
            act(c.decide_extension, "wang", case, granted=True)
        act(c.decide_extension, "li", case, granted=True)
    assert due(session, case) == date(2026, 12, 10)
    assert clock.local(fresh(session, case).first_due_at).date() == date(2026, 11, 30)
    with pytest.raises(c.NothingAsked):
        act(c.decide_extension, "li", case, granted=True)


def test_after_the_deadline_more_time_is_not_asked_for(session: Session, open_case: Open, act: Do) -> None:
    with at(0):
        case = open_case()
    with at(9), pytest.raises(c.AskedTooLate):
        act(c.ask_extension, "wang", case, until=date(2026, 12, 20), words="忘了")


def test_a_refused_extension_leaves_the_date(session: Session, open_case: Open, act: Do) -> None:
    with at(0):
        case = open_case()
        act(c.ask_extension, "wang", case, until=date(2026, 12, 10), words="缺配件")
        act(c.decide_extension, "li", case, granted=False, words="库里有")
    assert due(session, case) == date(2026, 11, 30)


def test_the_nearby_list_offers_what_could_be_the_same(session: Session, town: Town, open_case: Open) -> None:
    case = open_case(building_id="01900000-0000-7000-8000-00000000b001")
    asked = {"community_id": town.community, "category_code": "LIGHT"}
    wang = town.actor("wang", Action.REPORT_CASE)
    near = queries.nearby(session, wang, building_id="01900000-0000-7000-8000-00000000b001", **asked)
    assert [line.id for line in near] == [case.id]
    assert queries.nearby(session, wang, building_id="01900000-0000-7000-8000-00000000b002", **asked) == []
    stranger = town.actor("stranger", Action.REPORT_CASE)
    assert queries.nearby(session, stranger, building_id=case.building_id, **asked) == []
