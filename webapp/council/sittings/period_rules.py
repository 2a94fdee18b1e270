"""Stretches of time said at a meeting, each meant until its last day: 本周内, 12月中旬, 下季度, 上半年, 年内, 春节前.

What lies before a feast or a month is meant for the next one: nobody sets a deadline before a feast that is over.
"""

import calendar
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from webapp.council.sittings.numeral_rules import NUMBER, number

Said = Mapping[str, str]  # the named parts of what matched, "" where a part is absent
Reader = Callable[[Said, date], date | None]
ONE_DAY = timedelta(days=1)
WITHIN = "(?:之内|以内|内(?!部(?!署)|容|科|务))"
BEFORE = "(?P<b>之前|以前|前)"
YEAR = r"(?:(?P<y>20\d\d)年|(?P<yw>今年|明年))"

# Feasts of the moon and the sun, month and day from 2024 on; a test holds them to the holidays library.
FIRST_YEAR = 2024
MOVING = {
    "春节": "0210 0129 0217 0206 0126 0213 0203 0123 0211 0131 0219 0208 0128 0215 0204 0124 0212 0201 0122 0210 0130 "
    "0217 0206 0126 0214 0202 0123",
    "清明": "0404 0404 0405 0405 0404 0404 0405 0405 0404 0404 0405 0405 0404 0404 0405 0405 0404 0404 0404 0405 0404 "
    "0404 0404 0405 0404 0404 0404",
    "端午": "0610 0531 0619 0609 0528 0616 0605 0624 0612 0601 0620 0610 0530 0618 0607 0527 0614 0603 0622 0611 0531 "
    "0619 0608 0529 0615 0604 0623",
    "中秋": "0917 1006 0925 0915 1003 0922 0912 1001 0919 0908 0927 0916 1004 0924 0913 1002 0920 0910 0928 0917 1005 "
    "0925 0915 1004 0922 0911 0930",
}
FIXED = {
    "元旦": (1, 1), "五一": (5, 1), "劳动": (5, 1), "六一": (6, 1), "儿童": (6, 1), "七一": (7, 1), "八一": (8, 1),
    "国庆": (10, 1), "十一": (10, 1),
}  # fmt: skip
SPRING = {"过年": 0, "除夕": -1, "元宵": 14}
FEASTS = "|".join([*MOVING, *FIXED, *SPRING]).replace("十一", "(?<![一二三四五六七八九])十一")


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def later_month(today: date, months: int) -> tuple[int, int]:
    """Year and month so many months after today's."""
    place = today.year * 12 + today.month - 1 + months
    return place // 12, place % 12 + 1


def feast(name: str, year: int) -> date | None:
    """The day of a feast, or nothing for a year nobody has reckoned here."""
    if name in FIXED:
        return date(year, *FIXED[name])
    days = MOVING["春节" if name in SPRING else name].split()
    if not 0 <= year - FIRST_YEAR < len(days):
        return None
    day = days[year - FIRST_YEAR]
    return date(year, int(day[:2]), int(day[2:])) + timedelta(days=SPRING.get(name, 0))


def named_year(said: Said, today: date) -> int | None:
    """2027年, 今年, 明年; nothing where no year was said."""
    if said["y"]:
        return int(said["y"])
    return {"今年": today.year, "明年": today.year + 1}.get(said["yw"])


def _last_day(ends: Callable[[int], date | None], said: Said, today: date) -> date | None:
    """In the year that was said, else the next one that is not over."""
    year = named_year(said, today)
    if year is not None:
        return ends(year)
    found = ends(today.year)
    return found if found and found >= today else ends(today.year + 1)


def _before_feast(said: Said, today: date) -> date | None:
    def ends(year: int) -> date | None:
        day = feast(said["f"], year)
        return day and day - ONE_DAY

    return _last_day(ends, said, today)


def _year_end(said: Said, today: date) -> date | None:
    return date(named_year(said, today) or today.year, 12, 31)


def _half_year(said: Said, today: date) -> date | None:
    month = 12 if (said["h"]) == "下" else 6
    return _last_day(lambda year: month_end(year, month), said, today)


def _quarter(said: Said, today: date) -> date | None:
    """下季度 is the one after this; 三季度 the next such that is not over."""
    asked = number(said["q"]) if said["q"] else None
    ahead = 3 if said["w"].startswith("下") else 0
    here = (today.month - 1) // 3 * 3 + 1

    def ends(year: int) -> date:
        first = date(year, (asked or 1) * 3 - 2, 1)
        return first - ONE_DAY if said["b"] else month_end(year, first.month + 2)

    if asked is not None:
        return _last_day(ends, said, today)
    first = date(*later_month(date(today.year, here, 1), ahead), 1)
    return first - ONE_DAY if said["b"] else month_end(*later_month(first, 2))


def _week(said: Said, today: date) -> date | None:
    ahead = {"下下": 14, "下": 7}.get(said["w"].removesuffix("个"), 0)
    return today - timedelta(days=today.weekday()) + timedelta(days=6 + ahead)


def _months(said: Said, today: date) -> Iterator[tuple[int, int]]:
    """The month meant: named, this or the next; of a named one without a year also the one a year later."""
    if said["m"]:
        month = number(said["m"]) or 0
        if 1 <= month <= 12:
            year = named_year(said, today)
            yield from [(year, month)] if year is not None else [(today.year, month), (today.year + 1, month)]
    else:
        yield later_month(today, 1 if said["w"].startswith("下") else 0)


def _until(said: Said, today: date, ends: Callable[[int, int], date]) -> date | None:
    found = [ends(year, month) for year, month in _months(said, today)]
    return next((day for day in found if day >= today), found[-1] if found else None)


def _before_month(said: Said, today: date) -> date | None:
    return _until(said, today, lambda year, month: date(year, month, 1) - ONE_DAY)


def _within_month(said: Said, today: date) -> date | None:
    return _until(said, today, month_end)


def _middle(said: Said, today: date) -> date | None:
    return _until(said, today, lambda year, month: date(year, month, 15))


def _ten_days(said: Said, today: date) -> date | None:
    """上旬, 中旬, 下旬 end on the 10th, the 20th and the last; 中旬前 is before it begins."""
    place = "上中下".index(said["t"])

    def ends(year: int, month: int) -> date:
        if said["b"]:
            return date(year, month, place * 10 + 1) - ONE_DAY
        return month_end(year, month) if place == 2 else date(year, month, place * 10 + 10)

    return _until(said, today, ends)


MONTH = rf"(?:{YEAR}?(?P<m>{NUMBER})月份?|(?P<w>本|这个|下个?)?月)"
NAMED = rf"{YEAR}?(?P<m>{NUMBER})月份?"
# pattern → reader → what must follow it inside a sentence: "" where the pattern says it itself
SHAPES: tuple[tuple[str, Reader, str], ...] = (
    (rf"{YEAR}?(?P<f>{FEASTS})节?(?:之前|以前|前)", _before_feast, ""),
    (rf"{YEAR}?(?P<h>[上下])半年(?:末|底)?{WITHIN}?", _half_year, WITHIN),
    (rf"{YEAR}?年中", _half_year, "前"),
    (rf"{YEAR}?第?(?P<q>[一二三四1-4])季度(?:末|底)?(?:{WITHIN}|{BEFORE})?", _quarter, ""),
    (r"(?P<w>本|这个?|下个?)?季度?(?:末|底)", _quarter, "前"),
    (rf"(?P<w>本|这个?|下个?)季度(?:{WITHIN}|{BEFORE})?", _quarter, ""),
    (rf"季度{WITHIN}", _quarter, ""),
    (rf"(?:{YEAR}|今年|(?<![少青成百])(?:本)?年){WITHIN}", _year_end, ""),
    (rf"{YEAR}年?(?:底|末)", _year_end, "前"),
    (rf"{MONTH}?(?P<t>[上中下])旬(?:末|底)?(?:{WITHIN}|{BEFORE})?", _ten_days, ""),
    (rf"{MONTH}中", _middle, "前"),
    (rf"{NAMED}{BEFORE}", _before_month, ""),
    (rf"{NAMED}{WITHIN}?", _within_month, WITHIN),
    (rf"{YEAR}(?P<m>{NUMBER})月(?:底|末)", _within_month, "前"),
    (rf"(?P<w>本|这个|下个?)月{WITHIN}?", _within_month, WITHIN),
    (rf"月{WITHIN}", _within_month, ""),
    (rf"(?P<w>本|这个?|下下个?|下个?)(?:周|星期|礼拜){WITHIN}?", _week, WITHIN),
    (rf"(?:周|星期|礼拜){WITHIN}", _week, ""),
)
