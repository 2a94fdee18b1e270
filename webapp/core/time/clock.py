"""One place knows what time it is and which zone the district lives in."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def use_zone(name: str) -> None:
    """The district's zone, once it is known; whoever asks for ZONE afterwards gets the new one."""
    global ZONE
    if name != ZONE.key:
        ZONE = ZoneInfo(name)


def now() -> datetime:
    return datetime.now(UTC)


def chinese_day(day: date) -> str:
    """As papers write it: 2026年11月24日."""
    return f"{day.year}年{day.month}月{day.day}日"


def spoken_day(day: date) -> str:
    """As a sentence says it: 11月24日, with the year where it is another one. “1月1日已经过了” is no answer to 2020."""
    return f"{day.month}月{day.day}日" if day.year == today().year else chinese_day(day)


def today() -> date:
    return _day(int(now().timestamp()), ZONE)


@lru_cache(maxsize=8)
def _day(second: int, zone: ZoneInfo) -> date:
    """A page asks for today in every cell."""
    return datetime.fromtimestamp(second, zone).date()


def local(moment: datetime) -> datetime:
    return moment.astimezone(ZONE)


def stamp(moment: datetime) -> str:
    """2026-11-24 19:03, on what leaves the screen: a file or a paper that says 今天 is wrong tomorrow."""
    return f"{local(moment):%Y-%m-%d %H:%M}"


def canonical(moment: datetime) -> str:
    """One text for one instant, whatever zone it was made in or a database gives it back in: for all that is hashed."""
    return moment.astimezone(UTC).isoformat()


def start_of_day(day: date) -> datetime:
    return _instant(day, time.min, ZONE)


def end_of_day(day: date) -> datetime:
    """The last instant of the local day, in UTC: a thing due on the 31st is in time until midnight."""
    return _instant(day, time.max, ZONE)


@lru_cache(maxsize=512)
def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)


def days_between(earlier: date, later: date) -> int:
    return (later - earlier) // timedelta(days=1)
