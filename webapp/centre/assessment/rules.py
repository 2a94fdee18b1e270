"""What deeds are worth and how a month runs. Pure: nothing here knows a database."""

import hashlib
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from statistics import mean, median, pstdev
from typing import NamedTuple

from webapp.casework.dispatch.rules import MOST_POINTS
from webapp.centre.assessment.models import AppealFinding, Deed, PeriodState
from webapp.core.data.state_machine import StateTable
from webapp.core.text.i18n import N_

DEED_WORDS = {
    Deed.REPORTED: N_("报了，被受理"), Deed.SOLVED: N_("在网格里办好，核查通过"),
    Deed.TOGETHER: N_("和居民一起办好，核查通过"), Deed.QUIET: N_("办好后九十天没再犯"),
    Deed.NEED_MET: N_("走访听到的需求，办成了"), Deed.TASK_DONE: N_("按时完成例行任务"),
}  # fmt: skip
# The report's own principle: points for reporting went down, points for solving people's problems went up.
STARTING_TABLE = {
    Deed.REPORTED: 1, Deed.SOLVED: 3, Deed.TOGETHER: 4, Deed.QUIET: 1, Deed.NEED_MET: 2, Deed.TASK_DONE: 1,
}  # fmt: skip
FIRST_SHARES = {Deed.SOLVED: 1, Deed.TOGETHER: 1}
REPORT_CAP = 5  # points by reporting on one day
SOLVING = frozenset({Deed.SOLVED, Deed.TOGETHER, Deed.QUIET, Deed.NEED_MET})
QUIET_DAYS = 90
SAME_PLACE_DAYS = 30  # one place, one category: one report
APPEAL_DAYS = 5  # working days
RECHECK_SHARE = 0.10
OUTLIER = 2.0  # standard deviations above the mean
LEVEL_WORDS = {1: N_("一类（轻）"), 2: N_("二类（中）"), 3: N_("三类（重）")}
STATE_WORDS = {
    PeriodState.OPEN: N_("进行中"), PeriodState.CHECKING: N_("核对"), PeriodState.APPEALS: N_("申诉期"),
    PeriodState.CONFIRMED: N_("已确认"), PeriodState.LOCKED: N_("已锁定"),
}  # fmt: skip
FINDING_WORDS = {AppealFinding.UPHELD: N_("成立"), AppealFinding.DISMISSED: N_("不成立")}


class Turn(StrEnum):
    CHECK = "check"
    HEAR = "hear"
    CONFIRM = "confirm"
    LOCK = "lock"


LIFE: StateTable[PeriodState, Turn] = StateTable(
    {
        Turn.CHECK: ({PeriodState.OPEN}, PeriodState.CHECKING),
        Turn.HEAR: ({PeriodState.CHECKING}, PeriodState.APPEALS),
        Turn.CONFIRM: ({PeriodState.APPEALS}, PeriodState.CONFIRMED),
        Turn.LOCK: ({PeriodState.CONFIRMED}, PeriodState.LOCKED),
    }
)
CLOSED = frozenset({PeriodState.CONFIRMED, PeriodState.LOCKED})


def month_of(day: date) -> date:
    return day.replace(day=1)


def next_month(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def months_back(month: date, count: int) -> list[date]:
    """`count` months up to and with this one, oldest first."""
    found = [month]
    while len(found) < count:
        found.insert(0, month_of(found[0] - timedelta(days=1)))
    return found


def last_day(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def split(points: int, first_share: int, *, two_people: bool) -> tuple[int, int]:
    """(to whoever took it on, to whoever finished it); one person gets it all as the finisher."""
    return (first_share, points - first_share) if two_people else (0, points)


def most(deed: Deed, points: int) -> int:
    """What one deed can have been worth; a task's order may name other points than the table."""
    return max(points, MOST_POINTS) if deed is Deed.TASK_DONE else points


def capped(points: int, day_cap: int | None, already: int) -> int:
    """What of `points` still fits under the day's cap after `already`; no cap, all of it; never below zero."""
    return points if day_cap is None else max(0, min(points, day_cap - already))


def is_drawn(period_id: str, entry_id: str) -> bool:
    """One in ten, by a hash that nobody chooses and everybody can work out again."""
    drawn = int.from_bytes(hashlib.sha256(f"{period_id}:{entry_id}".encode()).digest()[:4], "big")
    return drawn < RECHECK_SHARE * 2**32


def outliers(sums: Mapping[str, int]) -> set[str]:
    """Those whose month stands out among their like: more than two deviations above the mean, or three times the
    median where few are compared."""
    if len(sums) < 3:
        return set()
    values = list(sums.values())
    middle, spread = mean(values), pstdev(values)
    usual = median(values)
    return {
        one for one, points in sums.items()
        if (spread and points > middle + OUTLIER * spread) or (usual > 0 and points > 3 * usual)
    }  # fmt: skip


def days_held(spans: Iterable[tuple[date, date | None]], month: date) -> int:
    """Days of the month inside at least one span; leave is what a cover post took away before."""
    first, last = month, last_day(month)
    days = set()
    for begin, end in spans:
        low, high = max(begin, first), min(end or last, last)
        days |= {low + timedelta(days=n) for n in range((high - low).days + 1)}
    return len(days)


class Movement(NamedTuple):
    """What another table would do to one class of grids: the mean points a grid and month, before and after."""

    level: int
    grids: int
    before: float
    after: float


def what_if(
    entries: Sequence[tuple[str, Deed, int]], levels: Mapping[str, int], table: Mapping[Deed, int],
    now: Mapping[Deed, int], months: int,
) -> list[Movement]:  # fmt: skip
    """`entries` are (grid id, deed, points). A deed's points scale with its new worth; what was worth nothing before
    counts once for each entry. Never by name: whoever reads it sees classes only."""
    before: dict[int, float] = {}
    after: dict[int, float] = {}
    for grid_id, deed, points in entries:
        level = levels.get(grid_id, 2)
        before[level] = before.get(level, 0) + points
        worth = points * table[deed] / now[deed] if now[deed] else (table[deed] if points >= 0 else -table[deed])
        after[level] = after.get(level, 0) + worth
    counted: dict[int, set[str]] = {}
    for grid_id, _, _ in entries:
        counted.setdefault(levels.get(grid_id, 2), set()).add(grid_id)
    return [
        Movement(
            level, len(counted[level]), round(before[level] / len(counted[level]) / months, 1),
            round(after[level] / len(counted[level]) / months, 1),
        )
        for level in sorted(counted)
    ]  # fmt: skip


def level_of(households: int, key_households: int, bounds: tuple[int, int] = (250, 400)) -> int:
    """A proposal for the yearly class: a key household weighs like three."""
    weight = households + 2 * key_households
    return 1 + sum(weight > bound for bound in bounds)
