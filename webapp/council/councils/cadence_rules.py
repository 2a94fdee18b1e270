"""“Second Wednesday, 19:00” turned into days. Wall clock and rule are kept, never steps of seconds."""

import calendar
from datetime import date, timedelta

LAST = -1


def day_in(year: int, month: int, week: int, weekday: int) -> date:
    """The n-th such weekday of a month; a fifth one that does not exist means the last."""
    first = date(year, month, 1)
    end = date(year, month, calendar.monthrange(year, month)[1])
    if week == LAST:
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (week - 1))
    return day if day <= end else day - timedelta(days=7)


def next_day(after: date, week: int, weekday: int) -> date:
    """The next regular day strictly later than `after`."""
    year, month = after.year, after.month
    day = day_in(year, month, week, weekday)
    while day <= after:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        day = day_in(year, month, week, weekday)
    return day
