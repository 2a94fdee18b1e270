"""What an order may be, and what a balance could become. Pure, no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

HOLD_DAYS = 7
REMEMBERED_DAYS = 60  # so long the counter still knows the code of an order that ended
PULL_DAYS = 15
CODE_DIGITS = 6
LINES = 10
EACH = 99


class Offer(NamedTuple):
    goods_id: str
    name: str
    measure: str
    points: int
    free: int
    best_before: date | None = None
    is_for_adults: bool = False
    limit_each: int | None = None
    limit_days: int = 30
    photo_id: str | None = None


@dataclass(frozen=True)
class Dream:
    """够换 7 袋大米."""

    count: int
    measure: str
    name: str
    photo_id: str | None = None


def hold_until(today: date) -> date:
    """The last day on which an order waits to be fetched."""
    return today + timedelta(days=HOLD_DAYS)


def is_stale(best_before: date | None, today: date) -> bool:
    """Food near its last day is pulled from the shelf while it can still be given away."""
    return best_before is not None and best_before < today + timedelta(days=PULL_DAYS)


def could_become(points: int, offers: Iterable[Offer], count: int = 2) -> list[Dream]:
    """The dearest two things the points reach, each with how many; one kind only once."""
    reached = sorted((offer for offer in offers if 0 < offer.points <= points and offer.free), key=lambda o: -o.points)
    return [
        Dream(min(points // offer.points, offer.free), offer.measure, offer.name, offer.photo_id)
        for offer in reached[:count]
    ]


class Nearest(NamedTuple):
    """`missing`: points."""

    missing: int
    offer: Offer


def nearest(points: int, offers: Iterable[Offer]) -> Nearest | None:
    """What is missing to the cheapest thing on the shelf, when nothing is within reach."""
    beyond = [offer for offer in offers if offer.points > points and offer.free]
    found = min(beyond, key=lambda offer: (offer.points, offer.goods_id), default=None)
    return Nearest(found.points - points, found) if found else None


def reached(arrivals: Iterable[tuple[str, int]], gone: int) -> dict[str, int]:
    """How much of each giver's goods has reached people, when what came first is handed out first."""
    found: dict[str, int] = {}
    for giver, quantity in arrivals:
        part = min(quantity, gone)
        gone -= part
        found[giver] = found.get(giver, 0) + part
    return found


def over_limit(limit_each: int | None, had: int, wanted: int) -> bool:
    return limit_each is not None and had + wanted > limit_each


def basket(lines: Sequence[tuple[str, int]]) -> dict[str, int]:
    """Lines of the same goods are one line, in the order of their ids so that locks never cross."""
    found: dict[str, int] = {}
    for goods_id, quantity in sorted(lines):
        found[goods_id] = found.get(goods_id, 0) + quantity
    return found


def said(lines: Iterable[tuple[int, str, str]]) -> str:
    """换 1 袋大米、2 瓶洗衣液."""
    return "换 " + "、".join(f"{quantity} {measure}{name}" for quantity, measure, name in lines)
