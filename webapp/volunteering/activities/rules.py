"""What makes a record worth a second look. Pure; an oddity is a question, never a verdict and never a penalty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from webapp.volunteering.volunteers.rules import DAY_LIMIT, by_day

NIGHT = (time(22, 0), time(6, 0))
MANY, SOON = 5, timedelta(hours=3)
RING = 6


class Oddity(StrEnum):
    LONG_DAY = "long_day"
    NIGHT_ENTRY = "night_entry"
    EACH_OTHER = "each_other"
    RING = "ring"
    SAME_PAIR = "same_pair"


@dataclass(frozen=True)
class Seen:
    """One attendance with those who had a hand in it, as ids."""

    who: str
    came_at: datetime
    left_at: datetime
    recorded_by: str | None
    recorded_at: datetime
    lead: str | None = None
    community: str | None = None


@dataclass(frozen=True)
class Odd:
    kind: Oddity
    who: str
    other: str
    on: date
    count: int


def long_days(rows: Iterable[Seen], zone: tzinfo) -> list[Odd]:
    spent: dict[tuple[str, date], int] = defaultdict(int)
    for row in rows:
        for day, minutes in by_day(row.came_at, row.left_at, zone).items():
            spent[row.who, day] += minutes
    return [Odd(Oddity.LONG_DAY, who, "", day, minutes) for (who, day), minutes in spent.items() if minutes > DAY_LIMIT]


def night_entries(rows: Iterable[Seen], zone: tzinfo) -> list[Odd]:
    """Many at once in the small hours, long after the service: the year-end list that was filled from memory."""
    found: dict[tuple[str, datetime], int] = defaultdict(int)
    for row in rows:
        local = row.recorded_at.astimezone(zone)
        if row.recorded_at - row.left_at < SOON:
            continue
        if local.time() >= NIGHT[0] or local.time() < NIGHT[1]:
            slot = local - timedelta(minutes=local.minute % 10, seconds=local.second, microseconds=local.microsecond)
            found[row.recorded_by or "", slot] += 1
    return [Odd(Oddity.NIGHT_ENTRY, by, "", slot.date(), count) for (by, slot), count in found.items() if count >= MANY]


def each_other(rows: Iterable[Seen], owner: dict[str, str]) -> list[Odd]:
    """Two who prove each other's hours. `owner` gives the volunteer behind an account."""
    proved = _proved(rows, owner)
    return [
        Odd(Oddity.EACH_OTHER, one, other, day, count)
        for (one, other), (count, day) in proved.items()
        if one < other and (other, one) in proved
    ]


def _proved(rows: Iterable[Seen], owner: dict[str, str]) -> dict[tuple[str, str], tuple[int, date]]:
    """(by whom, for whom) → how often, last when."""
    proved: dict[tuple[str, str], tuple[int, date]] = {}
    for row in rows:
        for by in {owner.get(row.lead or ""), owner.get(row.community or "")} - {None, row.who}:
            count, _ = proved.get((str(by), row.who), (0, row.came_at.date()))
            proved[str(by), row.who] = (count + 1, row.came_at.date())
    return proved


def rings(rows: Iterable[Seen], owner: dict[str, str]) -> list[Odd]:
    """Three to six who prove each other's hours in a circle: no two of them do it for one another, and yet all do.
    Told once a ring, by the one whose id comes first."""
    proved = _proved(rows, owner)
    follows: dict[str, set[str]] = defaultdict(set)
    for by, who in proved:
        follows[by].add(who)
    seen: dict[frozenset[str], Odd] = {}
    for start in list(follows):
        for ring in _round(follows, [start], RING):
            links = [proved[by, who] for by, who in zip(ring, [*ring[1:], start], strict=True)]
            seen.setdefault(
                frozenset(ring), Odd(Oddity.RING, min(ring), sorted(ring)[1], max(day for _, day in links), len(ring))
            )
    return list(seen.values())


def _round(follows: dict[str, set[str]], way: list[str], most: int) -> Iterator[list[str]]:
    """Every way back to its beginning without passing anybody twice, and without two who prove each other."""
    for following in follows.get(way[-1], ()):
        is_pair = way[-1] in follows.get(following, ())
        if following == way[0] and len(way) > 2:
            yield way
        elif following not in way and following > way[0] and len(way) < most and not is_pair:
            yield from _round(follows, [*way, following], most)


def same_pairs(rows: Iterable[Seen], share: float = 0.8, least: int = 10) -> list[Odd]:
    """A volunteer nearly all of whose many services were led by one and the same person."""
    led: dict[str, list[str]] = defaultdict(list)
    last: dict[str, date] = {}
    for row in rows:
        if row.lead:
            led[row.who].append(row.lead)
            last[row.who] = max(last.get(row.who, date.min), row.came_at.date())
    found = []
    for who, leads in led.items():
        top = max(set(leads), key=leads.count)
        if len(leads) >= least and leads.count(top) > share * len(leads) and len(set(leads)) > 1:
            found.append(Odd(Oddity.SAME_PAIR, who, top, last[who], leads.count(top)))
    return found
