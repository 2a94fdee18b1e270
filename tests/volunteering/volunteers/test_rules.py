from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from webapp.volunteering.volunteers import rules

ZONE = ZoneInfo("Asia/Shanghai")
NINE = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)


def test_minutes_are_whole_and_an_open_end_counts_nothing() -> None:
    assert rules.minutes(NINE, NINE + timedelta(hours=2, seconds=59)) == 120
    assert rules.minutes(NINE, None) == 0


def test_ending_when_the_other_begins_is_no_overlap() -> None:
    ten = NINE + timedelta(hours=1)
    assert not rules.overlap((NINE, ten), (ten, ten + timedelta(hours=1)))
    assert rules.overlap((NINE, ten), (ten - timedelta(minutes=1), ten + timedelta(hours=1)))


def test_a_night_watch_belongs_to_two_local_days() -> None:
    start = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
    found = rules.by_day(start, start + timedelta(hours=4), ZONE)
    assert found == {date(2026, 11, 24): 120, date(2026, 11, 25): 120}


def test_eight_hours_need_no_note_one_minute_more_does() -> None:
    assert not rules.needs_note(480)
    assert rules.needs_note(481)


@pytest.mark.parametrize(
    ("hours", "stars", "left"), [(0, 0, 100), (99, 0, 1), (100, 1, 200), (876, 3, 124), (1500, 5, None)]
)
def test_stars_follow_the_ladder(hours: int, stars: int, left: int | None) -> None:
    found = rules.standing(hours * 60)
    assert found.stars == stars
    assert found.next_minutes == (None if left is None else left * 60)


def test_the_meter_is_never_full_before_it_is() -> None:
    assert rules.standing(999 * 60 + 59).cells[-1] < 100
    assert rules.standing(1500 * 60).cells == (100,) * 10
    assert rules.standing(0).cells == (0,) * 10


def test_another_ladder_may_be_used() -> None:
    assert rules.standing(35 * 60, (10, 20, 30, 40, 50)).stars == 3


@pytest.mark.parametrize(("on", "years"), [(date(2026, 11, 23), 17), (date(2026, 11, 24), 18)])
def test_a_birthday_counts_from_its_day(on: date, years: int) -> None:
    assert rules.age(date(2008, 11, 24), on) == years


def test_impossible_times() -> None:
    assert rules.is_impossible(NINE, NINE)
    assert rules.is_impossible(NINE, NINE - timedelta(hours=1))
    assert rules.is_impossible(NINE, NINE + timedelta(hours=25))
    assert not rules.is_impossible(NINE, NINE + timedelta(hours=24))
