"""What may not be asked of people, what must be paid, who fits: rules without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.exchange.market import fit_rules, rules, screening_rules, wage_rules
from webapp.exchange.market.fit_rules import Reach, Wanted, Wish
from webapp.exchange.market.rules import Standing, State
from webapp.exchange.market.screening_rules import Ground
from webapp.exchange.market.wage_rules import Floor, Pay, PayUnit

FLOOR = Floor(2440, 232000)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("招女服务员", ["招女服务员"]), ("收银员，限女，２５岁以下", ["限女", "２５岁以下"]),
        ("三十五岁以下", ["三十五岁以下"]),
        ("18-35岁", ["18-35岁"]), ("男女皆可但女性优先", ["女性优先"]), ("本地户口优先", ["本地户口优先"]),
        ("不要外地人", ["不要外地人"]), ("汉族", ["汉族"]), ("信佛的", ["信佛"]),
        ("五官端正，身高1.6米", ["五官端正", "身高1.6"]),
        ("已婚已育", ["已婚", "已育"]), ("15岁以上就行", ["15岁以上"]), ("要12岁的", ["要12岁"]),
        ("先交押金", ["押金"]), ("女收银员", ["女收银员"]), ("男保安两名", ["男保安"]),
        ("扣身份证", ["扣身份证"]), ("不招残疾人", ["不招残疾人"]),
    ],
)  # fmt: skip
def test_unlawful_conditions_are_found_at_the_words_themselves(text: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in screening_rules.screen(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "男女不限，年满18周岁，有健康证", "照看3岁的孩子", "照顾80岁老人", "女装店招店员，不收押金", "残疾人优先",
        "辅导小学生作业",
        "年龄、户籍不限", "需要身份证复印件", "早上六点到十点，四小时", "每周五天，一天 8 小时，26 元",
    ],
)  # fmt: skip
def test_what_is_lawful_is_left_alone(text: str) -> None:
    assert screening_rules.screen(text) == []


@given(st.text(alphabet="限招男女岁0123456789十五以下优先本地人，。 押金不要abc", max_size=40))
def test_the_marked_text_is_the_text(text: str) -> None:
    assert "".join(piece.text for piece in screening_rules.pieces(text)) == text


def test_under_sixteen_is_firm_and_named_first() -> None:
    assert screening_rules.grounds("限男", "15岁以上") == [Ground.SEX, Ground.UNDER_16]
    assert Ground.UNDER_16 in screening_rules.FIRM


@pytest.mark.parametrize(
    ("pay", "below"),
    [
        (Pay(2439, PayUnit.HOUR, 8, 5), True), (Pay(2440, PayUnit.HOUR, 8, 5), False),
        (Pay(9759, PayUnit.DAY, 4, 3), True), (Pay(9760, PayUnit.DAY, 4, 3), False),
        (Pay(10666, PayUnit.DAY, 8, 5), True), (Pay(10667, PayUnit.DAY, 8, 5), False),
        (Pay(231999, PayUnit.MONTH, 8, 5), True), (Pay(232000, PayUnit.MONTH, 8, 5), False),
        (Pay(84500, PayUnit.MONTH, 4, 2), True), (Pay(84587, PayUnit.MONTH, 4, 2), False),
    ],
)  # fmt: skip
def test_pay_is_held_against_the_minimum_of_its_kind(pay: Pay, below: bool) -> None:
    """Part time (four hours a day, twenty-four a week) by the hour, all else by the month."""
    assert wage_rules.is_below(pay, FLOOR) is below


@pytest.mark.parametrize(("text", "fen"), [("24.4", 2440), ("30", 3000), ("0.05", 5), ("-3", None), ("1e3", None)])
def test_money_is_read_as_people_write_it(text: str, fen: int | None) -> None:
    assert wage_rules.fen(text) == fen


@given(st.integers(1, 99_999_999))
def test_money_survives_writing_and_reading(amount: int) -> None:
    assert wage_rules.fen(wage_rules.yuan(amount)) == amount


def wanted(**more: object) -> Wanted:
    given_: dict = {
        "slots": frozenset({"morning"}), "skills": frozenset({"cooking"}), "demands": frozenset({"lifting"}),
        "by_hour": 2600, "building_id": "b1", "grid_id": "g1",
    }  # fmt: skip
    return Wanted(**{**given_, **more})


def wish(**more: object) -> Wish:
    given_: dict = {
        "slots": frozenset({"morning"}), "skills": frozenset({"cooking"}), "limits": frozenset(), "by_hour": 2500,
        "reach": Reach.GRID, "building_id": "b2", "grid_id": "g1",
    }  # fmt: skip
    return Wish(**{**given_, **more})


def test_a_match_says_why() -> None:
    found = fit_rules.fit(wanted(), wish())
    assert [one.sentence for one in found.reasons] == [
        "时间对得上：%(words)s", "在同一个网格", "会：%(words)s", "工钱够得上：每小时合 %(yuan)s 元",
    ]  # fmt: skip
    assert found.misses == [] and found.shares_hours


def test_a_match_says_what_does_not_fit() -> None:
    person = wish(
        slots=frozenset({"evening"}), skills=frozenset(), limits=frozenset({"lifting"}), by_hour=3000,
        reach=Reach.BUILDING,
    )  # fmt: skip
    found = fit_rules.fit(wanted(), person)
    assert [one.sentence for one in found.misses] == [
        "还要这些时间：%(words)s", "比说的远：只想在%(words)s", "还要会：%(words)s", "这活要%(words)s，说过做不了",
        "工钱低：每小时合 %(yuan)s 元",
    ]  # fmt: skip
    assert not found.shares_hours


def test_distance_is_counted_in_buildings_and_grids() -> None:
    assert fit_rules.distance(wanted(), wish(building_id="b1")) is Reach.BUILDING
    assert fit_rules.distance(wanted(), wish()) is Reach.GRID
    assert fit_rules.distance(wanted(), wish(grid_id="g2")) is Reach.COMMUNITY


def test_a_listing_rests_after_a_week_and_ends_after_thirty_days() -> None:
    day = date(2026, 6, 1)
    confirm_by, ends_on = rules.ends(day)
    assert (confirm_by, ends_on) == (date(2026, 6, 8), date(2026, 7, 1))

    def on(today: date, state: State = State.PUBLISHED) -> Standing:
        return rules.standing(state, confirm_by=confirm_by, ends_on=ends_on, today=today)

    assert on(confirm_by) is Standing.LIVE
    assert on(date(2026, 6, 9)) is Standing.RESTING
    assert on(date(2026, 7, 2)) is Standing.EXPIRED
    assert on(day, State.PAUSED) is Standing.PAUSED


def test_every_consent_in_force_has_its_text() -> None:
    assert set(rules.CURRENT.values()) <= set(rules.CONSENTS)
