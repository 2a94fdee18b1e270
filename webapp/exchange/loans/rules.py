"""What a line from the card reader means, when a loan is due, who is next in the queue. Pure; local days."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from webapp.exchange.loans.models import Rung
from webapp.exchange.points import card_rules

HOLD_DAYS = 2
SUSPENDED_DAYS = 7
MOST_CLOSED = 60  # days in a row; a station shut for longer is closed for good
JUST = timedelta(seconds=3)  # a reader that fires twice
CODE_DIGITS = 6
RUNGS = {Rung.DAY_BEFORE: -1, Rung.DUE_DAY: 0, Rung.DAY_AFTER: 1, Rung.WEEK_AFTER: 7}

NUMBER = re.compile(r"(?:.*/t/)?(\d{6})/?", re.IGNORECASE | re.ASCII)
CARD = re.compile(r"(?=.*\d)[0-9A-Fa-f]{8,16}", re.ASCII)
PHONE = re.compile(r"1[3-9]\d{9}", re.ASCII)


class Said(StrEnum):
    NOTHING = "nothing"
    COPY = "copy"
    CARD = "card"
    PERSON = "person"


@dataclass(frozen=True)
class Opening:
    """When one station is open."""

    weekdays: frozenset[int]
    closed: Collection[date] = ()

    def is_open(self, day: date) -> bool:
        return day.weekday() in self.weekdays and day not in self.closed

    def first_from(self, day: date) -> date:
        """That day or the next one the station is open on; the day itself where it never opens again."""
        return next((one for one in _days(day) if self.is_open(one)), day)

    def last_before(self, day: date) -> date:
        return next((one for one in _days(day - timedelta(days=1), -1) if self.is_open(one)), day)


def _days(day: date, step: int = 1) -> Iterator[date]:
    return (day + timedelta(days=step * n) for n in range(MOST_CLOSED))


def understand(words: str) -> tuple[Said, str]:
    """Six digits, or the address on a label, are a copy; eight to sixteen hex digits a card; all else somebody's name,
    room or phone. A mobile number has eleven digits and begins with 1, which no card reader's ten do."""
    text = words.strip()
    if not text:
        return Said.NOTHING, ""
    if found := NUMBER.fullmatch(text):
        return Said.COPY, found[1]
    if CARD.fullmatch(text) and not PHONE.fullmatch(text):
        return Said.CARD, card_rules.tidy(text)
    return Said.PERSON, text[:40]


def due_on(out: date, days: int, opening: Opening) -> date:
    """The end of an open day: a term that ends while the station is shut ends with its next open day."""
    return opening.first_from(out + timedelta(days=days))


def late_days(due: date, back: date, *, in_box: bool, opening: Opening) -> int:
    """What lay in the box this morning was brought on the last open day at the latest: nobody is at fault."""
    brought = opening.last_before(back) if in_box else back
    return max((brought - due).days, 0)


def suspended_until(back: date, late: int) -> date:
    """Suspension begins with the overdue day and ends so many days after the return: a week, or as long as it was late
    where that is shorter."""
    return back + timedelta(days=min(late, SUSPENDED_DAYS))


def rung_on(due: date, today: date) -> Rung | None:
    """The newest reminder whose day has come: after a night the machine slept through nobody is rung twice."""
    reached = [rung for rung, days in RUNGS.items() if due + timedelta(days=days) <= today]
    return reached[-1] if reached else None
