"""How a list shows days, moments, deadlines and coded words, on the page and in a spreadsheet."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from webapp.core.lists.listing import Cell
from webapp.core.text import masks
from webapp.core.text.i18n import gettext, language
from webapp.core.time import clock
from webapp.core.web import filters


def day(value: date | None) -> Cell:
    return Cell(filters.day(value), raw=value)


def moment(value: datetime | None) -> Cell:
    return Cell(filters.moment(value), raw=value)


def due(value: datetime | date | None, *, is_over: bool = False) -> Cell:
    """The day, and how many are left where somebody still has to do something."""
    if value is None:
        return Cell("")
    now = clock.now()
    on = clock.local(value).date() if isinstance(value, datetime) else value
    is_past = isinstance(value, datetime) and value < now
    return _due(on, clock.local(now).date(), is_over, is_past, language())


@lru_cache(maxsize=4096)
def _due(on: date, today: date, is_over: bool, is_past: bool, spoken: str) -> Cell:
    """The same for whatever is due that day."""
    said, left = filters.day(on, on.year != today.year), clock.days_between(today, on)
    if is_over:
        return Cell(said, raw=on)
    if left < 0:
        return Cell(gettext("超 %(n)s 天", n=-left), said, "red", on)
    if is_past:
        return Cell(gettext("今天超期"), said, "red", on)
    words = gettext("还有 %(n)s 天", n=left) if left else gettext("今天到期")
    return Cell(words, said, "amber" if left <= 3 else "", on)


def pair(first: str | None, second: str | None) -> Cell:
    """Two things that belong together: a name and its number."""
    return Cell(first or "", second or "")


def name(value: str | None) -> Cell:
    """A resident's name, masked."""
    return Cell(masks.name(value) if value else "")


def number(value: int | None) -> Cell:
    return Cell(filters.minus(f"{value:,}") if value is not None else "", raw=value)


def worded(words: Mapping[Any, str], tones: Mapping[Any, str] | None = None) -> Callable[[Any], Cell]:
    """A word of a table for a value, with the tone of its tag."""

    def say(value: Any) -> Cell:
        return Cell(gettext(words[value]) if value in words else "", tone=(tones or {}).get(value, ""))

    return say
