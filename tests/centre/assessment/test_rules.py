"""The arithmetic: caps, shares, chance, outliers, days in post, and what another table would do."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.centre.assessment import rules
from webapp.centre.assessment.models import Deed

NOW = dict(rules.STARTING_TABLE)


def test_solving_is_worth_more_than_reporting() -> None:
    assert rules.STARTING_TABLE[Deed.TOGETHER] > rules.STARTING_TABLE[Deed.SOLVED] > rules.STARTING_TABLE[Deed.REPORTED]


@given(st.integers(1, 50), st.integers(0, 50), st.booleans())
def test_a_split_never_adds_or_loses_a_point(points: int, first: int, two: bool) -> None:
    assert sum(rules.split(points, min(first, points), two_people=two)) == points


@pytest.mark.parametrize(("already", "given_points"), [(0, 1), (4, 1), (5, 0), (9, 0)])
def test_reports_are_capped_a_day(already: int, given_points: int) -> None:
    assert rules.capped(1, rules.REPORT_CAP, already) == given_points


def test_one_in_ten_is_drawn_and_the_draw_can_be_repeated() -> None:
    drawn = [rules.is_drawn("period", str(n)) for n in range(4000)]
    assert drawn == [rules.is_drawn("period", str(n)) for n in range(4000)]
    assert 0.07 < sum(drawn) / len(drawn) < 0.13


def test_who_stands_out_is_looked_at_whole() -> None:
    assert rules.outliers({"a": 10, "b": 12, "c": 11, "d": 60}) == {"d"}
    assert rules.outliers({"a": 10, "b": 60}) == set(), "two cannot be compared"
    assert rules.outliers({"a": 10, "b": 10, "c": 10}) == set()


def test_days_in_post_are_counted_once() -> None:
    spans = [(date(2026, 10, 1), date(2026, 10, 20)), (date(2026, 10, 15), None)]
    assert rules.days_held(spans, date(2026, 10, 1)) == 31
    assert rules.days_held([(date(2026, 9, 1), date(2026, 10, 3))], date(2026, 10, 1)) == 3
    assert rules.days_held([(date(2026, 11, 1), None)], date(2026, 10, 1)) == 0


def test_what_if_moves_classes_and_names_nobody() -> None:
    entries = [("g1", Deed.SOLVED, 12), ("g2", Deed.REPORTED, 12)]
    table = NOW | {Deed.SOLVED: 6, Deed.REPORTED: 0}
    light, heavy = rules.what_if(entries, {"g1": 3, "g2": 1}, table, NOW, 12)
    assert (light.level, light.before, light.after) == (1, 1.0, 0.0)
    assert (heavy.level, heavy.before, heavy.after) == (3, 1.0, 2.0)
    assert set(light._fields) == {"level", "grids", "before", "after"}


@pytest.mark.parametrize(("homes", "key", "level"), [(100, 10, 1), (251, 0, 2), (300, 60, 3)])
def test_a_class_follows_from_households(homes: int, key: int, level: int) -> None:
    assert rules.level_of(homes, key) == level
