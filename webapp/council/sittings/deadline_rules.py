"""Words for a day, as people say them at a meeting, turned into a date.

A day without a year is the next such day; one that lies up to half a year back is refused instead, because at a
meeting on 18 June nobody who types 6.10 means June of next year.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

DIGITS = "零一二三四五六七八九"
WEEK = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 6}
NUMBER = r"(?:\d{1,4}|[零一二两三四五六七八九十百半]{1,5})"
LOOK_BACK = timedelta(days=183)

type_reader = Callable[[re.Match[str], date], date | None]


def number(words: str) -> int | None:
    """12, 十二, 两, 三十 or 一百二十 as a whole number."""
    if words.isdecimal():
        return int(words)
    total, last = 0, 0
    for mark in words.replace("两", "二"):
        if mark in DIGITS:
            last = DIGITS.index(mark)
        elif mark in "十百":
            total += (last or 1) * (10 if mark == "十" else 100)
            last = 0
        else:
            return None
    return total + last


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _later_month(today: date, months: int) -> tuple[int, int]:
    place = today.year * 12 + today.month - 1 + months
    return place // 12, place % 12 + 1


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_year(match: re.Match[str], today: date) -> date | None:
    return _day(int(match["y"]), int(match["m"]), int(match["d"]))


def _without_year(match: re.Match[str], today: date) -> date | None:
    month, day = number(match["m"]), number(match["d"])
    return _next_such_day(month or 0, day or 0, today)


def _next_such_day(month: int, day: int, today: date) -> date | None:
    this_year = _day(today.year, month, day)
    if this_year is not None and this_year >= today - LOOK_BACK:
        return this_year
    return _day(today.year + 1, month, day) or this_year


def _end_of_named_month(match: re.Match[str], today: date) -> date | None:
    month = number(match["m"]) or 0
    if not 1 <= month <= 12:
        return None
    year = today.year if month_end(today.year, month) >= today - LOOK_BACK else today.year + 1
    return month_end(year, month)


def _day_of_month(match: re.Match[str], today: date) -> date | None:
    ahead = {"下个月": 1, "下月": 1, "本月": 0, "这个月": 0}.get(match["w"] or "")
    day = number(match["d"]) or 0
    year, month = _later_month(today, ahead or 0)
    if ahead is None and day < today.day:
        year, month = _later_month(today, 1)
    return _day(year, month, day)


def _weekday(match: re.Match[str], today: date) -> date | None:
    monday = today - timedelta(days=today.weekday())
    ahead = {"下下": 14, "下": 7}.get(match["w"] or "", 0)
    day = monday + timedelta(days=ahead + WEEK[match["d"]])
    return day + timedelta(days=7) if not match["w"] and day < today else day


def _span(match: re.Match[str], today: date) -> date | None:
    count = number(match["n"])
    if count is None or count > 999:
        return None
    unit = match["u"]
    if "月" in unit:
        year, month = _later_month(today, count)
        return _day(year, month, today.day) or month_end(year, month)
    return today + timedelta(days=count * (7 if unit in ("周", "星期", "个星期", "个礼拜") else 1))


def _half(match: re.Match[str], today: date) -> date | None:
    return today + timedelta(days=15)


def _near(match: re.Match[str], today: date) -> date | None:
    days = {"今天": 0, "今晚": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3}
    return today + timedelta(days=days[match["w"]])


def _ends(match: re.Match[str], today: date) -> date | None:
    words = match["w"]
    if words in ("年底", "年前", "今年底"):
        return date(today.year, 12, 31)
    if words == "明年底":
        return date(today.year + 1, 12, 31)
    return month_end(*_later_month(today, 1 if words.startswith("下") else 0))


BEFORE = r"(?:之前|以前|前|内|之内|以内)?"
SHAPES: tuple[tuple[str, type_reader], ...] = (
    (r"(?P<y>20\d\d)\s?[年./-]\s?(?P<m>\d{1,2})\s?[月./-]\s?(?P<d>\d{1,2})[日号]?", _with_year),
    (rf"(?P<m>{NUMBER})月(?P<d>{NUMBER})[日号]?", _without_year),
    (r"(?P<m>\d{1,2})[./-](?P<d>\d{1,2})[日号]?", _without_year),
    (rf"(?P<m>{NUMBER})月(?:底|末)", _end_of_named_month),
    (rf"(?P<w>下个月|下月|本月|这个月)?(?P<d>{NUMBER})[日号]", _day_of_month),
    (r"(?P<w>下下|下|本|这)?(?:个)?(?:周|星期|礼拜)(?P<d>[一二三四五六日天末])", _weekday),
    (r"半个月", _half),
    (rf"(?P<n>{NUMBER})(?P<u>天|日|周|星期|个星期|个礼拜|个月)(?=内|之内|以内|$)", _span),
    (r"(?P<w>大后天|后天|明天|明日|今天|今晚)", _near),
    (r"(?P<w>下个月底|下月底|下月末|本月底|这个月底|月底|月末|明年底|今年底|年底|年前)", _ends),
)
WHOLE = tuple((re.compile(shape + BEFORE), reader) for shape, reader in SHAPES)
INSIDE = tuple((re.compile(shape + r"(?:之前|以前|前|之内|以内|内)"), reader) for shape, reader in SHAPES)
WORKING = re.compile(rf"(?P<n>{NUMBER})个?工作日{BEFORE}")


def working_days(words: str) -> int | None:
    """How many working days 5个工作日内 asks for; the calendar that counts them is not known here."""
    match = WORKING.fullmatch(words.strip())
    return number(match["n"]) if match else None


def read_day(words: str, today: date) -> date | None:
    """The day these words name, or nothing when they name none."""
    for shape, reader in WHOLE:
        match = shape.fullmatch(words.strip())
        if match:
            return reader(match, today)
    return None


def looks_like_day(words: str) -> bool:
    """Words shaped like a day, even one that does not exist (6.31)."""
    return any(shape.fullmatch(words.strip()) for shape, _ in WHOLE) or working_days(words) is not None


def find_day_inside(sentence: str, today: date) -> date | None:
    """12月31日前装好: a day said within the deed, followed by 前 or 内."""
    for shape, reader in INSIDE:
        match = shape.search(sentence)
        if match:
            return reader(match, today)
    return None
