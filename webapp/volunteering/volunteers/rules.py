"""Arithmetic of service time and of stars. Pure, no database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

ADULT_AGE = 18
DAY_LIMIT = 8 * 60
LONGEST = timedelta(hours=24)
OFFICE = (time(8, 30), time(17, 30))
STOOD_ON_CONSENT = (
    "phone", "phone_index", "document_number", "national_number", "national_index", "guardian_name", "guardian_phone",
)  # fmt: skip
STAR_HOURS = (100, 300, 600, 1000, 1500)


@dataclass(frozen=True)
class Standing:
    """Where confirmed minutes stand on a ladder of hours. `next_minutes` is None on the highest star."""

    stars: int
    next_minutes: int | None
    cells: tuple[int, ...]


@dataclass(frozen=True)
class Ladder:
    """What is asked here for each star, and the highest star that was granted to a person, as it was titled."""

    hours: tuple[int, ...] = STAR_HOURS
    granted: int = 0
    title: str = ""

    def standing(self, confirmed: int) -> Standing:
        return standing(confirmed, self.hours)


def age(born_on: date, on: date) -> int:
    """Full years. Who was born on 29 February turns older on 1 March of a common year."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def minutes(came_at: datetime, left_at: datetime | None) -> int:
    """Whole minutes from in to out; travel is not in it, and "in" without "out" counts nothing."""
    return 0 if left_at is None else max(0, int((left_at - came_at) / timedelta(minutes=1)))


def is_impossible(came_at: datetime, left_at: datetime) -> bool:
    """Gone before coming, or longer there than LONGEST."""
    return left_at <= came_at or left_at - came_at > LONGEST


def overlap(one: tuple[datetime, datetime], other: tuple[datetime, datetime]) -> bool:
    """Ending at the minute the other begins is no overlap."""
    return one[0] < other[1] and other[0] < one[1]


def by_day(came_at: datetime, left_at: datetime, zone: tzinfo) -> dict[date, int]:
    """Minutes per local day: a night watch belongs to two days."""
    found: dict[date, int] = {}
    start, end = came_at.astimezone(zone), left_at.astimezone(zone)
    while start < end:
        midnight = datetime.combine(start.date() + timedelta(days=1), time.min, zone)
        stop = min(midnight, end)
        found[start.date()] = found.get(start.date(), 0) + minutes(start, stop)
        start = stop
    return found


def touches_office_hours(
    came_at: datetime, left_at: datetime, zone: tzinfo, is_working: Callable[[date], bool]
) -> bool:
    """Half past eight to half past five on a day that is worked: not on a holiday, but on a make-up Saturday."""
    day, last = came_at.astimezone(zone).date(), left_at.astimezone(zone).date()
    while day <= last:
        office = (datetime.combine(day, OFFICE[0], zone), datetime.combine(day, OFFICE[1], zone))
        if overlap(office, (came_at, left_at)) and is_working(day):
            return True
        day += timedelta(days=1)
    return False


def needs_note(minutes_that_day: int) -> bool:
    """More minutes on one day than DAY_LIMIT are possible and want a word about why."""
    return minutes_that_day > DAY_LIMIT


def standing(confirmed: int, ladder: Sequence[int] = STAR_HOURS) -> Standing:
    """Confirmed minutes against the ladder in hours: stars, minutes to the next, ten cells of the way there."""
    stars = sum(confirmed >= hours * 60 for hours in ladder)
    if stars == len(ladder):
        return Standing(stars, None, (100,) * 10)
    below = ladder[stars - 1] * 60 if stars else 0
    goal = ladder[stars] * 60
    return Standing(stars, goal - confirmed, cells(confirmed - below, goal - below))


def cells(done: int, whole: int, count: int = 10) -> tuple[int, ...]:
    """How full each of the meter's cells is, in quarters of a hundred; never full before it is."""
    filled = done * count * 100 // whole if whole else 0
    return tuple(max(0, min(100, filled - 100 * cell)) // 25 * 25 for cell in range(count))


def said(confirmed: int) -> tuple[int, int]:
    """(hours, minutes) as they are spoken."""
    return divmod(confirmed, 60)
