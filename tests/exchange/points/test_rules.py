from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.exchange.points import rules
from webapp.exchange.points.rules import Earlier, EarnUnit, LotLeft, Rounding, Terms

HOURLY = Terms(EarnUnit.HOUR, 4)


@pytest.mark.parametrize(
    ("rounding", "minutes", "points"),
    [
        (Rounding.DOWN, 119, 7),
        (Rounding.NEAREST, 119, 8),
        (Rounding.NEAREST, 112, 7),
        (Rounding.UP, 91, 7),
        (Rounding.DOWN, 120, 8),
        (Rounding.UP, 120, 8),
    ],
)
def test_hours_are_rounded_as_the_rule_says(rounding: Rounding, minutes: int, points: int) -> None:
    assert rules.earned(Terms(EarnUnit.HOUR, 4, rounding), minutes) == points


def test_a_rule_by_the_time_or_thing_multiplies() -> None:
    assert rules.earned(Terms(EarnUnit.TIME, 5), 1) == 5
    assert rules.earned(Terms(EarnUnit.THING, 2), 3) == 6


def test_nothing_done_earns_nothing() -> None:
    assert rules.earned(HOURLY, 0) == 0
    assert rules.earned(Terms(EarnUnit.TIME, 5, Rounding.UP), -1) == 0


def test_the_smallest_cap_wins() -> None:
    terms = Terms(EarnUnit.HOUR, 4, cap_once=30, cap_day=20, cap_month=100)
    assert rules.capped(terms, 50, Earlier()) == 20
    assert rules.capped(terms, 50, Earlier(that_day=15, that_month=15)) == 5
    assert rules.capped(terms, 50, Earlier(that_day=0, that_month=97)) == 3
    assert rules.capped(terms, 50, Earlier(that_day=25, that_month=25)) == 0


def test_without_caps_all_counts() -> None:
    assert rules.capped(HOURLY, 50, Earlier(100, 1000)) == 50


@pytest.mark.parametrize(
    ("born", "months", "last"),
    [
        (date(2026, 11, 24), 36, date(2029, 11, 24)),
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2025, 12, 31), 12, date(2026, 12, 31)),
    ],
)
def test_a_lot_ends_on_the_same_day_or_the_months_last(born: date, months: int, last: date) -> None:
    assert rules.expires_on(born, months) == last


def test_what_ends_first_is_spent_first() -> None:
    lots = [LotLeft("c", date(2029, 1, 1), date(2026, 1, 1), 5), LotLeft("a", date(2028, 1, 1), date(2025, 1, 1), 5)]
    assert [(share.lot_id, share.amount) for share in rules.split(lots, 7)] == [("a", 5), ("c", 2)]


def test_points_back_after_their_day_get_a_month() -> None:
    today = date(2026, 11, 24)
    assert rules.return_date(date(2026, 11, 23), today) == date(2026, 12, 24)
    assert rules.return_date(date(2026, 11, 24), today) == date(2026, 11, 24)


@settings(deadline=None)
@given(st.lists(st.integers(0, 50), max_size=8), st.integers(0, 200))
def test_shares_never_exceed_the_lots_nor_the_amount(lefts: list[int], amount: int) -> None:
    lots = [LotLeft(str(number), date(2028, 1, 1), date(2025, 1, 1), left) for number, left in enumerate(lefts)]
    shares = rules.split(lots, amount)
    assert sum(share.amount for share in shares) == min(amount, sum(lefts))
    assert all(0 < share.amount <= lefts[int(share.lot_id)] for share in shares)


@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 20), st.sampled_from(Rounding))
def test_rounding_is_never_off_by_a_whole_point(minutes: int, points: int, rounding: Rounding) -> None:
    assert abs(rules.earned(Terms(EarnUnit.HOUR, points, rounding), minutes) - points * minutes / 60) < 1


def test_what_ends_is_told_by_the_month() -> None:
    endings = [(date(2027, 2, 9), 3), (date(2027, 1, 5), 1), (date(2027, 1, 3), 2)]
    assert rules.by_month(endings) == ([("2027-01", 3), ("2027-02", 3)], 0)
    months, later = rules.by_month([(date(2027, month, 1), 1) for month in range(1, 12)])
    assert months[-1] == ("2027-06", 1) and later == 5, "nothing is left out: the rows add up to the balance"
