"""The typed line: who, what, when and how many, read the way a host types it."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webapp.council.sittings import deadline_rules as days
from webapp.council.sittings import period_rules
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
        ("7日内", date(2026, 6, 25)),
        ("30日内", date(2026, 7, 18)),
        ("三十日内", date(2026, 7, 18)),
        ("24小时内", date(2026, 6, 19)),
        ("半年内", date(2026, 12, 18)),
        ("两年内", date(2028, 6, 18)),
        ("国庆前", date(2026, 9, 30)),
        ("中秋节前", date(2026, 9, 24)),
        ("春节前", date(2027, 2, 5)),
        ("元旦前", date(2026, 12, 31)),
        ("除夕之前", date(2027, 2, 4)),
        ("年内", date(2026, 12, 31)),
        ("本周内", date(2026, 6, 21)),
        ("下周内", date(2026, 6, 28)),
        ("本月内", date(2026, 6, 30)),
        ("下个月", date(2026, 7, 31)),
        ("12月中旬", date(2026, 12, 20)),
        ("12月下旬", date(2026, 12, 31)),
        ("12月中旬前", date(2026, 12, 10)),
        ("12月前", date(2026, 11, 30)),
        ("12月份", date(2026, 12, 31)),
        ("下季度", date(2026, 9, 30)),
        ("季度末", date(2026, 6, 30)),
        ("四季度末", date(2026, 12, 31)),
        ("明年第一季度", date(2027, 3, 31)),
        ("上半年", date(2026, 6, 30)),
        ("明年上半年", date(2027, 6, 30)),
        ("明年3月底", date(2027, 3, 31)),
        ("明年1月15日", date(2027, 1, 15)),
    ],
)
def test_a_day_is_read_as_people_say_it(words: str, day: date) -> None:
    assert days.read_day(words, MEETING) == day


def test_thirty_days_said_on_29_november_end_in_december() -> None:
    assert read_line("修灯 @周海 30日内", date(2026, 11, 29), ROSTER).deadline == date(2026, 12, 29)
    assert read_line("三十日内装好灯 @周海", date(2026, 11, 29), ROSTER).deadline == date(2026, 12, 29)


def test_the_feasts_are_those_of_the_calendar() -> None:
    names = {
        "春节": "Chinese New Year (Spring Festival)", "清明": "Tomb-Sweeping Day", "端午": "Dragon Boat Festival",
        "中秋": "Mid-Autumn Festival",
    }  # fmt: skip
    for year in range(period_rules.FIRST_YEAR, 2051):
        known = sorted(holidays.country_holidays("CN", years=year).items())
        for name, english in names.items():
            assert period_rules.feast(name, year) == next(day for day, said in known if english in said.split("; "))


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


def test_full_width_and_marks_of_no_width_change_nothing() -> None:
    line = read_line("装灯，共６６盏　＠周海\u200b　１２．３０", MEETING, ROSTER)
    assert (line.deed, line.quantity, line.deadline) == ("装灯，共66盏", 66, date(2026, 12, 30))
    assert line.owner and line.owner.one and not line.problems


def test_the_watcher_may_be_said_after_the_name() -> None:
    line = read_line("修灯 @周海 @李静盯 6.30", MEETING, ROSTER)
    assert line.owner and line.watcher and line.watcher.one
    assert (line.owner.typed, line.watcher.one.name, line.problems) == ("周海", "李静", {})


def test_one_person_named_twice_is_one_person() -> None:
    assert read_line("修灯 @周海 @zhouhai 6.30", MEETING, ROSTER).problems == {}


@pytest.mark.parametrize(
    ("deed", "counted"),
    [("装六十六盏灯", (66, "盏")), ("修两处漏水", (2, "处")), ("挂一块牌子", (None, "")), ("做三个月活动", (None, ""))],
)
def test_amounts_are_counted_in_words_too(deed: str, counted: tuple[int | None, str]) -> None:
    line = read_line(f"{deed} @周海", MEETING, ROSTER)
    assert (line.quantity, line.unit) == counted


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
        ("修灯 @周海 @李静 6.30", "owner", "写了两位认领人：周海、李静"),
        ("修灯 @周海 盯@李静 盯@赵辉 6.30", "watcher", "写了两位盯办人：李静、赵辉"),
        ("修灯 @周海 下月初", "deadline", "没看懂“下月初”是哪一天"),
        ("修灯 @周海 国庆后", "deadline", "没看懂“国庆后”是哪一天"),
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
