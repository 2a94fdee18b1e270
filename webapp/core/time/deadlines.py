"""When something is due. Pure: moments in, moments out; nothing here knows a database or today's date.

Rules a reader could have guessed otherwise
- "Within 3 days" starts counting on the day after; it ends with the last instant of the third day, in the district.
- A limit in hours ends on the minute. Working hours run only while the office is open.
- A stopped clock: a day does not count when the clock stood at its end; an hour does not count while it stood.
- A deadline on a day off stays where it is for natural days: the sender chose natural days.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from webapp.core.time.working_days import Calendar, UnknownYear


class TimeUnit(StrEnum):
    DAY = "day"
    WORKING_DAY = "working_day"
    WORKING_HOUR = "working_hour"
    HOUR = "hour"


@dataclass(frozen=True)
class Limit:
    amount: int
    unit: TimeUnit


@dataclass(frozen=True)
class Stop:
    """The clock stood from `start` until `end`; without an end it still stands."""

    start: datetime
    end: datetime | None = None


def due(start: datetime, limit: Limit, calendar: Calendar) -> datetime:
    """The instant a limit that begins at `start` runs out."""
    if limit.unit is TimeUnit.HOUR:
        return start + timedelta(hours=limit.amount)
    if limit.unit is TimeUnit.WORKING_HOUR:
        return _after_office_time(start, timedelta(hours=limit.amount), calendar)
    return calendar.end_of(_move_day(calendar.day_of(start), limit.amount, limit.unit, calendar))


def due_at_latest(start: datetime, limit: Limit, calendar: Calendar) -> datetime:
    """For an answer that somebody waits for: where the working days of the coming year are not published yet, as many
    plain days: sooner, never later."""
    try:
        return due(start, limit, calendar)
    except UnknownYear:
        return due(start, Limit(limit.amount, TimeUnit.DAY), calendar)


def resume_anyway(due_at: datetime, stop: Stop, unit: TimeUnit, calendar: Calendar) -> datetime:
    """As `resume`; later by plain days where a year is not published: whoever is done need not wait for a table."""
    try:
        return resume(due_at, stop, unit, calendar)
    except UnknownYear:
        return resume(due_at, stop, TimeUnit.DAY, calendar)


def resume(due_at: datetime, stop: Stop, unit: TimeUnit, calendar: Calendar) -> datetime:
    """Where a deadline moves to once the clock runs again: later by what the stop kept from counting."""
    assert stop.end is not None
    if due_at == calendar.end_of(calendar.day_of(due_at)):  # granted as a day, it stays one: a moment does not cost it
        unit = {TimeUnit.HOUR: TimeUnit.DAY, TimeUnit.WORKING_HOUR: TimeUnit.WORKING_DAY}.get(unit, unit)
    if unit is TimeUnit.HOUR:
        return due_at + (stop.end - stop.start)
    if unit is TimeUnit.WORKING_HOUR:
        stood = office_time(stop.start, stop.end, calendar)
        return _after_office_time(due_at, stood, calendar) if stood else due_at
    lost = counted_days(calendar.day_of(stop.start), calendar.day_of(stop.end), unit, calendar)
    if lost == 0:
        return due_at
    return calendar.end_of(_move_day(calendar.day_of(due_at), lost, unit, calendar))


def before(due_at: datetime, days: int, calendar: Calendar) -> datetime:
    """The same clock time so many working days earlier (or later, for a negative number)."""
    day, step = calendar.day_of(due_at), -1 if days > 0 else 1
    left = abs(days)
    while left:
        day += timedelta(days=step)
        left -= calendar.is_working_day(day)
    return due_at + timedelta(days=(day - calendar.day_of(due_at)).days)


def is_overdue(due_at: datetime | None, moment: datetime) -> bool:
    return due_at is not None and moment > due_at


def days_left(due_at: datetime, moment: datetime, calendar: Calendar) -> int:
    """Natural days until the day it is due: 0 today, negative when it is past. What the pill says."""
    left = (calendar.day_of(due_at) - calendar.day_of(moment)).days
    return min(left, -1) if left <= 0 and is_overdue(due_at, moment) else left


def counted_days(after: date, until: date, unit: TimeUnit, calendar: Calendar) -> int:
    """Days of this unit in [after, until): those at whose end the clock stood."""
    days = (after + timedelta(days=n) for n in range((until - after).days))
    return sum(1 for day in days if unit is TimeUnit.DAY or calendar.is_working_day(day))


def office_time(start: datetime, end: datetime, calendar: Calendar) -> timedelta:
    total = timedelta()
    for begin, close in calendar.office_spans(start):
        if begin >= end:
            return total
        total += min(close, end) - begin
        if close >= end:
            return total
    return total


def gross_and_net(start: datetime, end: datetime, stops: Iterable[Stop]) -> tuple[timedelta, timedelta]:
    """How long it took, and how long the clock ran. Stops may overlap; no second is taken off twice."""
    net, reached = end - start, start
    for stop in sorted(stops, key=lambda each: each.start):
        begin, until = max(stop.start, reached), min(stop.end or end, end)
        if until > begin:
            net -= until - begin
            reached = until
    return end - start, net


def _move_day(day: date, amount: int, unit: TimeUnit, calendar: Calendar) -> date:
    if unit is TimeUnit.DAY:
        return day + timedelta(days=amount)
    working = calendar.working_days_after(day)
    for _ in range(amount):
        day = next(working)
    return day


def _after_office_time(start: datetime, left: timedelta, calendar: Calendar) -> datetime:
    for begin, end in calendar.office_spans(start):
        if end - begin >= left:
            return begin + left
        left -= end - begin
    raise AssertionError("office time never ends")
