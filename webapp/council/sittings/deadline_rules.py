"""Words for a day, as people say them at a meeting, turned into a date.

A day without a year is the next such day; one that lies up to half a year back is refused instead, because at a
meeting on 18 June nobody who types 6.10 means June of next year.
"""

import re
from collections import defaultdict
from datetime import date, timedelta

from webapp.council.sittings import period_rules as periods
from webapp.council.sittings.numeral_rules import NUMBER, number
from webapp.council.sittings.period_rules import FEASTS, WITHIN, Reader, Said, later_month, month_end

WEEK = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 6}
LOOK_BACK = timedelta(days=183)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_year(said: Said, today: date) -> date | None:
    return _day(int(said["y"]), int(said["m"]), int(said["d"]))


def _without_year(said: Said, today: date) -> date | None:
    month, day = number(said["m"]), number(said["d"])
    return _next_such_day(month or 0, day or 0, today)


def _next_such_day(month: int, day: int, today: date) -> date | None:
    this_year = _day(today.year, month, day)
    if this_year is not None and this_year >= today - LOOK_BACK:
        return this_year
    return _day(today.year + 1, month, day) or this_year


def _end_of_named_month(said: Said, today: date) -> date | None:
    month = number(said["m"]) or 0
    if not 1 <= month <= 12:
        return None
    year = today.year if month_end(today.year, month) >= today - LOOK_BACK else today.year + 1
    return month_end(year, month)


def _day_of_month(said: Said, today: date) -> date | None:
    ahead = {"下个月": 1, "下月": 1, "本月": 0, "这个月": 0}.get(said["w"])
    day = number(said["d"]) or 0
    year, month = later_month(today, ahead or 0)
    if ahead is None and day < today.day:
        year, month = later_month(today, 1)
    return _day(year, month, day)


def _weekday(said: Said, today: date) -> date | None:
    monday = today - timedelta(days=today.weekday())
    ahead = {"下下": 14, "下": 7}.get(said["w"], 0)
    day = monday + timedelta(days=ahead + WEEK[said["d"]])
    return day + timedelta(days=7) if not said["w"] and day < today else day


def _span(said: Said, today: date) -> date | None:
    """7日内 is seven days from today, never the seventh."""
    count, unit = number(said["n"]), said["u"]
    if count is None or count > 999:
        return None
    if "时" in unit:
        return today + timedelta(days=-(-count // 24))
    if "月" in unit or "年" in unit:
        return _months_on(today, count * (12 if "年" in unit else 1))
    return today + timedelta(days=count * (7 if unit in ("周", "星期", "个星期", "个礼拜") else 1))


def _months_on(today: date, months: int) -> date:
    year, month = later_month(today, months)
    return _day(year, month, today.day) or month_end(year, month)


def _half_month(said: Said, today: date) -> date | None:
    return today + timedelta(days=15)


def _half_year(said: Said, today: date) -> date | None:
    return _months_on(today, 6)


def _in_said_year(said: Said, today: date) -> date | None:
    year = periods.named_year(said, today) or today.year
    return _day(year, number(said["m"]) or 0, number(said["d"]) or 0)


def _near(said: Said, today: date) -> date | None:
    days = {"今天": 0, "今晚": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3}
    return today + timedelta(days=days[said["w"]])


def _ends(said: Said, today: date) -> date | None:
    words = said["w"]
    if words in ("年底", "年前", "今年底"):
        return date(today.year, 12, 31)
    if words == "明年底":
        return date(today.year + 1, 12, 31)
    return month_end(*later_month(today, 1 if words.startswith("下") else 0))


BEFORE = r"(?:之前|以前|前|内|之内|以内)?"
DUE = r"(?:之前|以前|前|之内|以内|内)"
# pattern → reader → what must follow it inside a sentence; of two that fit, the first is meant
SHAPES: tuple[tuple[str, Reader, str], ...] = (
    (r"(?P<y>20\d\d)\s?[年./-]\s?(?P<m>\d{1,2})\s?[月./-]\s?(?P<d>\d{1,2})[日号]?", _with_year, DUE),
    (rf"(?P<yw>今年|明年)(?P<m>{NUMBER})月(?P<d>{NUMBER})[日号]?", _in_said_year, DUE),
    (rf"(?P<m>{NUMBER})月(?P<d>{NUMBER})[日号]?", _without_year, DUE),
    (r"(?P<m>\d{1,2})[./-](?P<d>\d{1,2})[日号]?", _without_year, DUE),
    (rf"(?P<m>{NUMBER})月(?:底|末)", _end_of_named_month, DUE),
    (rf"(?P<w>下个月|下月|本月|这个月)(?P<d>{NUMBER})[日号]", _day_of_month, DUE),
    (rf"(?P<n>{NUMBER})(?P<u>日|个?小时){WITHIN}", _span, ""),
    (rf"(?P<d>{NUMBER})[日号]", _day_of_month, DUE),
    (r"(?P<w>下下|下|本|这)?(?:个)?(?:周|星期|礼拜)(?P<d>[一二三四五六日天末])", _weekday, DUE),
    (r"半个月", _half_month, DUE),
    (rf"(?<![上下])半年{WITHIN}", _half_year, ""),
    (rf"(?P<n>\d{{1,2}}|[一二两三五十]{{1,2}})(?P<u>年){WITHIN}", _span, ""),
    (rf"(?P<n>{NUMBER})(?P<u>天|日|周|星期|个星期|个礼拜|个月|个?小时)(?=内|之内|以内|$)", _span, DUE),
    (r"(?P<w>大后天|后天|明天|明日|今天|今晚)", _near, DUE),
    (r"(?P<w>下个月底|下月底|下月末|本月底|这个月底|月底|月末|明年底|今年底|年底|年前)", _ends, DUE),
    *periods.SHAPES,
)


def _whole(shape: str, follows: str) -> re.Pattern[str]:
    """A word that is nothing but a day; 前 or 内 behind it changes nothing where the shape leaves it open."""
    return re.compile(shape + (BEFORE if follows in (DUE, "前") else ""))


WHOLE = tuple((_whole(shape, follows), reader) for shape, reader, follows in SHAPES)
INSIDE = tuple((re.compile(shape + follows), reader) for shape, reader, follows in SHAPES)
WORKING = re.compile(rf"(?P<n>{NUMBER})个?工作日{BEFORE}")
# A word made of nothing but words for time, and of more than one: it means a day, whether we can tell which or not.
TIME_UNITS = rf"年|月|周|星期|礼拜|季度|旬|日|号|天|小时|工作日|{FEASTS}|节"
TIME_TURNS = r"今|明|后|本|这|上|下|个|第|初|中|末|底|前|内|之|以|左右|几|[\d.零一二两三四五六七八九十百半]"
TIME_WORD = re.compile(rf"(?=.*(?:{TIME_UNITS}))(?=.*(?:{TIME_TURNS}))(?:{TIME_UNITS}|{TIME_TURNS}){{2,}}")


def working_days(words: str) -> int | None:
    """How many working days 5个工作日内 asks for; the calendar that counts them is not known here."""
    match = WORKING.fullmatch(words.strip())
    return number(match["n"]) if match else None


def _said(match: re.Match[str]) -> Said:
    return defaultdict(str, {name: part for name, part in match.groupdict().items() if part})


def read_day(words: str, today: date) -> date | None:
    """The day these words name, or nothing when they name none."""
    for shape, reader in WHOLE:
        match = shape.fullmatch(words.strip())
        if match:
            return reader(_said(match), today)
    return None


def looks_like_day(words: str) -> bool:
    """Words shaped like a day, even one that does not exist (6.31)."""
    return any(shape.fullmatch(words.strip()) for shape, _ in WHOLE) or working_days(words) is not None


def speaks_of_time(words: str) -> bool:
    """Words that mean some day, understood or not: 下月初, 国庆后."""
    return TIME_WORD.fullmatch(words.strip()) is not None


def find_day_inside(sentence: str, today: date) -> date | None:
    """12月31日前装好: a day said within the deed, followed by 前 or 内."""
    for shape, reader in INSIDE:
        match = shape.search(sentence)
        if match:
            return reader(_said(match), today)
    return None
