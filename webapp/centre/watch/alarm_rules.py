"""Reading that is unusual: so many in sixty minutes, or a file at night. Pure: lines in, findings out."""

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.centre.watch.rules import DOORS, FILES, Reading
from webapp.core.text.i18n import N_
from webapp.core.time import clock

HOUR = timedelta(minutes=60)
NIGHT_FROM, NIGHT_TO = 22, 6
DOORS_OPENED, REVEALED, SEARCHED, COVERED, AT_NIGHT = "doors", "reveals", "searches", "covers", "night"
WORDS = {
    DOORS_OPENED: N_("打开了很多户"),
    REVEALED: N_("看了很多次全部内容"),
    SEARCHED: N_("找人、翻清单很多次"),
    COVERED: N_("在替别人管的网格里打开了很多户"),
    AT_NIGHT: N_("夜里导出或打印"),
}


@dataclass(frozen=True)
class Limits:
    """More than this many in any sixty minutes. Nought switches a rule off."""

    doors: int = 120
    reveals: int = 10
    searches: int = 150
    covers: int = 40
    night: bool = True


@dataclass(frozen=True)
class Unusual:
    account_id: str
    what: str
    at: datetime
    count: int
    limit: int

    @property
    def key(self) -> str:
        """One finding of a kind for a person and a day: whoever was told need not be told each hour."""
        return f"{self.what}:{clock.local(self.at).date().isoformat()}"


def find(readings: Iterable[tuple[Reading, bool]], limits: Limits) -> list[Unusual]:
    """The readings in order, each with whether it was done in somebody else's place."""
    by_rule: dict[tuple[str, str], list[tuple[datetime, str]]] = defaultdict(list)
    found: dict[str, Unusual] = {}
    for reading, covers in readings:
        for what in _rules_of(reading, covers):
            # the same door again is one door; a list or a search counts each time
            seen = reading.rows[0] if what != SEARCHED and reading.rows else reading.id
            by_rule[(reading.account_id, what)].append((reading.at, seen))
        if limits.night and reading.verb in FILES and _is_night(reading.at):
            made = Unusual(reading.account_id, AT_NIGHT, reading.at, 1, 0)
            found.setdefault(f"{made.account_id}:{made.key}", made)
    most = {DOORS_OPENED: limits.doors, REVEALED: limits.reveals, SEARCHED: limits.searches, COVERED: limits.covers}
    for (account_id, what), times in by_rule.items():
        if most[what]:
            for one in _crossings(account_id, what, times, most[what]):
                found.setdefault(f"{account_id}:{one.key}", one)
    return list(found.values())


def _rules_of(reading: Reading, covers: bool) -> list[str]:
    if reading.verb in DOORS:
        return [
            DOORS_OPENED,
            *([REVEALED] if reading.verb == "reveal_resident" else []),
            *([COVERED] if covers else []),
        ]
    return [SEARCHED] if reading.verb in ("read_search", "read_list") else []


def _crossings(account_id: str, what: str, times: list[tuple[datetime, str]], limit: int) -> list[Unusual]:
    """Each moment at which the last sixty minutes held more different rows than the limit."""
    window: deque[tuple[datetime, str]] = deque()
    found = []
    for at, rows in times:
        window.append((at, rows))
        while window[0][0] <= at - HOUR:
            window.popleft()
        count = len({one for _, one in window}) if what != REVEALED else len(window)
        if count > limit:
            found.append(Unusual(account_id, what, at, count, limit))
    return found


def _is_night(at: datetime) -> bool:
    hour = clock.local(at).hour
    return hour >= NIGHT_FROM or hour < NIGHT_TO
