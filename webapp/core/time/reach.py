"""The days that are counted with here."""

from datetime import date
from typing import TypeVar

Day = TypeVar("Day", bound=date)


def within_reach(day: Day) -> Day:
    """Nobody here was born before 1900, and a calendar that is counted on must not run out of years."""
    if not 1900 <= day.year <= 2999:
        raise ValueError
    return day


def day_of(given: str | None) -> date | None:
    """As an address names it; none where it names no day, or one nobody counts with."""
    try:
        return within_reach(date.fromisoformat(given)) if given else None
    except ValueError:
        return None
