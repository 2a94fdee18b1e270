"""The typed line: who, what, when and how many, read the way a host types it."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webapp.council.sittings import deadline_rules as days
from webapp.council.sittings.line_rules import Candidate, find, read_line

MEETING = date(2026, 6, 18)
ROSTER = [
    Candidate("zhou", "周海", frozenset({"zh", "zhouhai"}), "物业", is_here=True),
    Candidate("li", "李静", frozenset({"lj", "lijing"})),
    Candidate("hui", "赵辉", frozenset({"zh", "zhaohui"})),
    Candidate("lan", "蓝天物业", frozenset({"ltwy", "lantianwuye"})),
    Candidate("gone", "孙国强", frozenset({"sgq"}), has_left=True),
]

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("6.30", date(2026, 6, 30)),
        ("6/30", date(2026, 6, 30)),
        ("6月30日", date(2026, 6, 30)),
        ("6月30号前", date(2026, 6, 30)),
        ("六月三十日", date(2026, 6, 30)),
        ("下周五", date(2026, 6, 26)),
        ("下下周一", date(2026, 6, 29)),
        ("周五", date(2026, 6, 19)),
        ("周三", date(2026, 6, 24)),
        ("本周日", date(2026, 6, 21)),
        ("月底", date(2026, 6, 30)),
        ("下月底", date(2026, 7, 31)),
        ("7月底", date(2026, 7, 31)),
        ("三天内", date(2026, 6, 21)),
        ("10天内", date(2026, 6, 28)),
        ("两周内", date(2026, 7, 2)),
        ("一个月内", date(2026, 7, 18)),
        ("半个月内", date(2026, 7, 3)),
        ("明天", date(2026, 6, 19)),
        ("大后天", date(2026, 6, 21)),
        ("12月31日前", date(2026, 12, 31)),
        ("2027.1.15", date(2027, 1, 15)),
        ("2027-01-15", date(2027, 1, 15)),
        ("30号", date(2026, 6, 30)),
        ("10号", date(2026, 7, 10)),
        ("下月10号", date(2026, 7, 10)),
        ("年底", date(2026, 12, 31)),
        ("明年底", date(2027, 12, 31)),
    ],
)
def test_a_day_is_read_as_people_say_it(words: str, day: date) -> None:
    assert days.read_day(words, MEETING) == day


def test_january_said_in_november_is_next_year() -> None:
    assert days.read_day("1.15", date(2026, 11, 24)) == date(2027, 1, 15)


def test_a_month_ends_on_its_last_day_even_when_the_meeting_is_on_it() -> None:
    assert days.read_day("月底", date(2026, 6, 30)) == date(2026, 6, 30)
    assert days.read_day("一个月内", date(2026, 1, 31)) == date(2026, 2, 28)


def test_the_line_of_the_lamps() -> None:
    line = read_line("装灭蚊灯，一栋一盏，共66盏 @周海 6.30", MEETING, ROSTER)
    assert line.deed == "装灭蚊灯，一栋一盏，共66盏"
    assert line.owner and line.owner.one and line.owner.one.id == "zhou"
    assert line.deadline == date(2026, 6, 30)
    assert (line.quantity, line.unit, line.each_building) == (66, "盏", 1)
    assert not line.problems


@pytest.mark.parametrize(
    "typed", ["修灯 @周海 6.30", "修灯@周海 6.30", "修灯 6.30 @周海", "@周海 6.30 修灯", "修灯 ＠周海 6.30"]
)
def test_the_parts_may_stand_in_any_order(typed: str) -> None:
    line = read_line(typed, MEETING, ROSTER)
    assert (line.deed, line.deadline) == ("修灯", date(2026, 6, 30))
    assert line.owner and line.owner.one and line.owner.one.name == "周海"


def test_a_day_inside_the_sentence_counts_and_stays_in_it() -> None:
    line = read_line("12月31日前装好充电桩 @lj", MEETING, ROSTER)
    assert line.deadline == date(2026, 12, 31)
    assert line.deed == "12月31日前装好充电桩"


def test_building_numbers_are_not_quantities() -> None:
    assert read_line("清理2、3号楼之间的积水沟 @lj 三天内", MEETING, ROSTER).quantity is None


def test_initials_prefer_whoever_is_in_the_room() -> None:
    assert [one.id for one in find("zh", ROSTER)] == ["zhou"]
    assert [one.id for one in find("zhaoh", ROSTER)] == ["hui"]
    assert [one.id for one in find("蓝天", ROSTER)] == ["lan"]
    assert find("nobody", ROSTER) == ()


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ("修灯 @周海 6.10", "deadline", "在会议之前"),
        ("修灯 @周海 6.31", "deadline", "没有"),
        ("修灯 @张三丰 6.30", "owner", "没找到"),
        ("修灯 @孙国强 6.30", "owner", "已经离任"),
        ("修灯 @周海 6.30 验@周海", "verifier", "不能自己验收"),
        ("@周海 6.30", "deed", "要办什么"),
    ],
)
def test_each_wrong_part_is_told_at_its_field(typed: str, field: str, says: str) -> None:
    assert says in read_line(typed, MEETING, ROSTER).problems[field].said()


def test_two_people_with_the_same_letters_are_both_named() -> None:
    roster = [Candidate("a", "王芳", frozenset({"wf"})), Candidate("b", "吴凡", frozenset({"wf"}))]
    assert "王芳、吴凡" in read_line("修灯 @wf 6.30", MEETING, roster).problems["owner"].said()


def test_working_days_are_left_to_the_calendar() -> None:
    line = read_line("修灯 @周海 5个工作日内", MEETING, ROSTER)
    assert (line.working_days, line.deadline, line.problems) == (5, None, {})


@CALM
@given(st.text(max_size=200), st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_whatever_is_typed_is_read_without_falling_over(text: str, day: date) -> None:
    line = read_line(text, day, ROSTER)
    assert line.deed == line.deed.strip()
    for problem in line.problems.values():
        assert problem.said()


@CALM
@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.integers(0, 180))
def test_a_plain_day_typed_is_the_day_meant(meeting: date, ahead: int) -> None:
    meant = meeting + timedelta(days=ahead)
    assert read_line(f"修灯 @周海 {meant.month}.{meant.day}", meeting, ROSTER).deadline == meant
    assert read_line(f"修灯 {meant.month}月{meant.day}日 @周海", meeting, ROSTER).deadline == meant


@CALM
@given(st.integers(1, 999), st.sampled_from("盏个块处台套"))
def test_a_total_is_read_as_the_total(count: int, unit: str) -> None:
    line = read_line(f"装灯，一栋一{unit}，共{count}{unit}", MEETING, ROSTER)
    assert (line.quantity, line.unit, line.each_building) == (count, unit, 1)
