"""Deadlines: four units, holidays and make-up days, an unknown year, stopped clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.time import deadlines
from webapp.core.time.clock import ZONE
from webapp.core.time.deadlines import Limit, Stop, TimeUnit
from webapp.core.time.working_days import Calendar, UnknownYear

CALENDAR = Calendar()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


def due(start: str, amount: int, unit: TimeUnit) -> datetime:
    return deadlines.due(at(start), Limit(amount, unit), CALENDAR)


def last_instant(day: str) -> datetime:
    return CALENDAR.end_of(date.fromisoformat(day))


def test_the_end_of_a_day_is_its_last_instant_in_the_district_stored_in_utc():
    assert last_instant("2026-03-31").isoformat() == "2026-03-31T15:59:59.999999+00:00"


def test_natural_days_start_on_the_day_after():
    assert due("2026-11-24 08:30", 3, TimeUnit.DAY) == last_instant("2026-11-27")


def test_a_report_at_half_past_seven_in_the_morning_belongs_to_the_districts_day_not_utcs():
    assert due("2026-11-24 07:30", 1, TimeUnit.DAY) == last_instant("2026-11-25")
    assert due("2026-11-24 23:50", 1, TimeUnit.DAY) == last_instant("2026-11-25")


def test_working_days_skip_the_weekend():
    assert due("2026-11-26 10:00", 3, TimeUnit.WORKING_DAY) == last_instant("2026-12-01")


def test_working_days_skip_national_day_and_count_the_make_up_days():
    # Wednesday before the holiday: 8 and 9 October, then Saturday the 10th, a make-up day.
    assert due("2026-09-30 10:00", 3, TimeUnit.WORKING_DAY) == last_instant("2026-10-10")


def test_a_make_up_sunday_counts():
    assert due("2026-09-18 10:00", 1, TimeUnit.WORKING_DAY) == last_instant("2026-09-20")


def test_working_hours_run_only_while_the_office_is_open():
    assert due("2026-11-24 16:30", 4, TimeUnit.WORKING_HOUR) == at("2026-11-25 12:00")
    assert due("2026-11-24 11:00", 2, TimeUnit.WORKING_HOUR) == at("2026-11-24 14:30")


def test_working_hours_over_a_weekend():
    assert due("2026-11-27 17:00", 1, TimeUnit.WORKING_HOUR) == at("2026-11-30 09:30")


def test_clock_hours_run_through_the_night():
    assert due("2026-11-27 23:00", 24, TimeUnit.HOUR) == at("2026-11-28 23:00")


def test_an_unknown_year_is_refused_with_a_sentence():
    with pytest.raises(UnknownYear) as refused:
        due("2027-03-01 09:00", 5, TimeUnit.WORKING_DAY)
    assert refused.value.values["year"] == 2027


def test_a_limit_that_runs_into_an_unknown_year_is_refused_too():
    with pytest.raises(UnknownYear):
        due("2026-12-30 09:00", 5, TimeUnit.WORKING_DAY)


def test_natural_days_need_no_calendar():
    assert due("2027-03-01 09:00", 5, TimeUnit.DAY) == last_instant("2027-03-06")


def test_an_imported_table_makes_a_year_known_and_wins_over_the_library():
    calendar = Calendar(overrides={date(2027, 1, 1): False, date(2027, 1, 2): True, date(2026, 11, 25): False})
    limit = Limit(1, TimeUnit.WORKING_DAY)
    assert deadlines.due(at("2026-12-31 10:00"), limit, calendar) == calendar.end_of(date(2027, 1, 2))
    assert deadlines.due(at("2026-11-24 10:00"), limit, calendar) == calendar.end_of(date(2026, 11, 26))


def test_a_day_whose_end_saw_the_clock_stand_does_not_count():
    stop = Stop(at("2026-11-24 15:00"), at("2026-11-26 09:00"))
    moved = deadlines.resume(last_instant("2026-11-27"), stop, TimeUnit.DAY, CALENDAR)
    assert moved == last_instant("2026-11-29")
    moved = deadlines.resume(last_instant("2026-11-27"), stop, TimeUnit.WORKING_DAY, CALENDAR)
    assert moved == last_instant("2026-12-01")


def test_a_stop_within_one_day_buys_no_day():
    stop = Stop(at("2026-11-24 09:00"), at("2026-11-24 17:00"))
    assert deadlines.resume(last_instant("2026-11-27"), stop, TimeUnit.DAY, CALENDAR) == last_instant("2026-11-27")


def test_stopped_hours_are_given_back_to_the_minute():
    stop = Stop(at("2026-11-24 09:00"), at("2026-11-24 11:30"))
    due_at = at("2026-11-24 18:00")
    assert deadlines.resume(due_at, stop, TimeUnit.HOUR, CALENDAR) == at("2026-11-24 20:30")
    assert deadlines.resume(at("2026-11-24 16:00"), stop, TimeUnit.WORKING_HOUR, CALENDAR) == at("2026-11-25 10:00")


def test_a_stop_outside_office_hours_moves_no_deadline_in_working_hours() -> None:
    stop = deadlines.Stop(at("2026-11-24 20:00"), at("2026-11-24 21:00"))
    evening = last_instant("2026-11-27")
    assert deadlines.resume(evening, stop, TimeUnit.WORKING_HOUR, CALENDAR) == evening


def test_overdue_and_days_left():
    due_at = last_instant("2026-11-24")
    assert not deadlines.is_overdue(due_at, at("2026-11-24 23:59"))
    assert deadlines.is_overdue(due_at, at("2026-11-25 00:00"))
    assert deadlines.days_left(due_at, at("2026-11-24 09:00"), CALENDAR) == 0
    assert deadlines.days_left(due_at, at("2026-11-20 23:00"), CALENDAR) == 4
    assert deadlines.days_left(due_at, at("2026-11-27 09:00"), CALENDAR) == -3
    assert deadlines.days_left(at("2026-11-24 10:00"), at("2026-11-24 11:00"), CALENDAR) == -1
    assert not deadlines.is_overdue(None, due_at)


def test_so_many_working_days_before_and_after():
    due_at = last_instant("2026-10-10")
    assert deadlines.before(due_at, 3, CALENDAR) == last_instant("2026-09-30")
    assert deadlines.before(due_at, -1, CALENDAR) == last_instant("2026-10-12")


def test_gross_and_net_never_take_a_second_off_twice():
    start, end = at("2026-11-20 09:00"), at("2026-11-24 09:00")
    stops = [
        Stop(at("2026-11-21 09:00"), at("2026-11-22 09:00")),
        Stop(at("2026-11-21 21:00"), at("2026-11-22 21:00")),
        Stop(at("2026-11-23 21:00")),
    ]
    gross, net = deadlines.gross_and_net(start, end, stops)
    assert (gross, net) == (timedelta(days=4), timedelta(days=2))


MOMENTS = st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2026, 10, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(MOMENTS, st.integers(1, 15), st.sampled_from(TimeUnit))
def test_more_time_is_never_due_earlier_and_nothing_is_due_before_it_starts(start, amount, unit):
    one = deadlines.due(start, Limit(amount, unit), CALENDAR)
    more = deadlines.due(start, Limit(amount + 1, unit), CALENDAR)
    assert start < one < more


@given(MOMENTS, st.integers(1, 10), st.integers(0, 200), st.sampled_from(TimeUnit))
def test_a_stop_never_brings_a_deadline_forward(start, amount, hours, unit):
    due_at = deadlines.due(start, Limit(amount, unit), CALENDAR)
    stop = Stop(start, start + timedelta(hours=hours))
    assert deadlines.resume(due_at, stop, unit, CALENDAR) >= due_at


@pytest.mark.parametrize("unit", [TimeUnit.HOUR, TimeUnit.WORKING_HOUR])
def test_a_clock_that_stood_for_a_moment_leaves_a_granted_day_alone(unit: TimeUnit):
    granted = last_instant("2026-12-10")
    moment = at("2026-11-30T10:00")
    assert deadlines.resume(granted, Stop(moment, moment + timedelta(seconds=0.1)), unit, CALENDAR) == granted
    day_later = Stop(moment, moment + timedelta(days=1))
    assert deadlines.resume(granted, day_later, unit, CALENDAR) == last_instant("2026-12-11")


def test_half_a_table_does_not_make_a_year_known():
    one_row = Calendar(overrides={date(2027, 1, 1): False})
    assert not one_row.knows(2027)
    assert date(2027, 10, 1) in one_row.lacking(2027)
    with pytest.raises(UnknownYear):
        one_row.is_working_day(date(2027, 3, 1))


def test_a_table_that_names_every_festival_does():
    firsts = Calendar().lacking(2027)
    assert len(firsts) == 7
    whole = Calendar(overrides=dict.fromkeys(firsts, False))
    assert whole.knows(2027)
    assert whole.is_working_day(date(2027, 3, 1))


def test_an_answer_does_not_wait_for_an_unpublished_year() -> None:
    far, limit = datetime(2199, 1, 4, 2, tzinfo=UTC), Limit(3, TimeUnit.WORKING_DAY)
    with pytest.raises(UnknownYear):
        deadlines.due(far, limit, Calendar())
    assert deadlines.due_at_latest(far, limit, Calendar()) == deadlines.due(far, Limit(3, TimeUnit.DAY), Calendar())
    stop = deadlines.Stop(far, far + timedelta(days=2))
    later = deadlines.resume_anyway(far, stop, TimeUnit.WORKING_DAY, Calendar())
    assert later == deadlines.resume(far, stop, TimeUnit.DAY, Calendar())
