"""Arithmetic of the points: what an act earns, which lot pays first, when a lot ends. Pure, no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DEFAULT_MONTHS = 36
RETURN_GRACE_DAYS = 30
WARN_DAYS = (90, 30, 7)


class EarnUnit(StrEnum):
    HOUR = "hour"
    TIME = "time"
    THING = "thing"


class Rounding(StrEnum):
    DOWN = "down"
    NEAREST = "nearest"
    UP = "up"


@dataclass(frozen=True)
class Terms:
    """One version of an earning rule, as arithmetic needs it. A cap of None is no cap."""

    unit: EarnUnit
    points: int
    rounding: Rounding = Rounding.DOWN
    cap_once: int | None = None
    cap_day: int | None = None
    cap_month: int | None = None


@dataclass(frozen=True)
class Earlier:
    """What the same rule has already given the same person."""

    that_day: int = 0
    that_month: int = 0


@dataclass(frozen=True)
class Share:
    """A part of an amount, and the lot it comes from."""

    lot_id: str
    amount: int


@dataclass(frozen=True)
class LotLeft:
    lot_id: str
    expires_on: date
    born_on: date
    left: int


def earned(terms: Terms, quantity: int) -> int:
    """Points of one act before caps; `quantity` is minutes where the unit is the hour, a count elsewhere."""
    if quantity <= 0:
        return 0
    if terms.unit is not EarnUnit.HOUR:
        return terms.points * quantity
    whole, rest = divmod(terms.points * quantity, 60)
    if terms.rounding is Rounding.UP:
        return whole + (rest > 0)
    if terms.rounding is Rounding.NEAREST:
        return whole + (rest >= 30)
    return whole


def capped(terms: Terms, points: int, earlier: Earlier) -> int:
    """What still fits under the caps of one act, of its day and of its month; never below zero."""
    rooms = (
        points,
        _room(terms.cap_once, 0),
        _room(terms.cap_day, earlier.that_day),
        _room(terms.cap_month, earlier.that_month),
    )
    return max(0, min(room for room in rooms if room is not None))


def oldest_first(lots: Iterable[LotLeft]) -> list[LotLeft]:
    """What ends first is spent first; of two ending together the older one."""
    return sorted(lots, key=lambda lot: (lot.expires_on, lot.born_on, lot.lot_id))


def split(lots: Iterable[LotLeft], amount: int) -> list[Share]:
    """Shares of `amount` over the lots, oldest first; less than `amount` in all when the lots hold less."""
    shares: list[Share] = []
    for lot in oldest_first(lots):
        part = min(lot.left, amount)
        if part > 0:
            shares.append(Share(lot.lot_id, part))
            amount -= part
    return shares


def expires_on(born_on: date, months: int = DEFAULT_MONTHS) -> date:
    """Last day the lot may be spent: the same day `months` later, or the month's last day where there is none."""
    years, month0 = divmod(born_on.month - 1 + months, 12)
    year, month = born_on.year + years, month0 + 1
    next_month = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(born_on.day, (next_month - timedelta(days=1)).day))


def by_month(endings: Iterable[tuple[date, int]], most: int = 6) -> tuple[list[tuple[str, int]], int]:
    """What ends, month by month (2027-03), soonest first, and how many points end after the last month told: together
    they are the balance."""
    found: dict[str, int] = {}
    for day, points in endings:
        month = f"{day:%Y-%m}"
        found[month] = found.get(month, 0) + points
    months = sorted(found.items())
    return months[:most], sum(points for _, points in months[most:])


def return_date(lot_expires_on: date, today: date) -> date:
    """Points that come back after their lot has ended get a month, not nothing."""
    return max(lot_expires_on, today + timedelta(days=RETURN_GRACE_DAYS)) if lot_expires_on < today else lot_expires_on


def _room(cap: int | None, used: int) -> int | None:
    return None if cap is None else cap - used
