"""Names of backups: which is the newest, and which have had their time.

A name is `fullgrid-<moment>-<number>-<audit head>[-<label>]`. The number counts up and says what came after what; the
moment is what the clock said, and clocks are set back. Names without a number are older than all that have one.
"""

import bisect
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from webapp.core.time import clock

SUFFIX = ".fgbackup"
NEVER = 3  # so many of the newest are never pruned
DIGITS = 6
FLOOR = ".number"  # no next backup here has this number or a lower one


class Generations(NamedTuple):
    """How many of each age are kept. `good`: the newest that is known to open; it and the newest three never go."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 12
    good: str = ""

    def slot(self, made: datetime, age: timedelta) -> str | None:
        """Backups of one slot are one too many but for the newest; None: too old for any."""
        weeks = max(2, self.daily) + 7 * self.weekly
        days = {"%Y%m%dT%H%M%S": 2, "%Y%m%d": self.daily, "%G-W%V": weeks, "%Y-%m": weeks + 31 * self.monthly}
        for form, limit in days.items():
            if age <= timedelta(days=limit):
                return made.strftime(form)
        return None


def name(folder: Path, head: str, label: str = "") -> str:
    """Of the next backup of this folder."""
    floor = folder / FLOOR
    known = [number(file.name) for file in folder.glob(f"fullgrid-*{SUFFIX}")]
    last = max([*known, int(floor.read_text()) if floor.exists() else 0])
    moment = clock.now().strftime("%Y%m%dT%H%M%SZ")
    return f"fullgrid-{moment}-{last + 1:0{DIGITS}}-{head[:12]}{'-' + label if label else ''}{SUFFIX}"


def begin_after(folder: Path, last: int) -> None:
    """Where others of a higher number already lie elsewhere: the next one made here comes after them."""
    (folder / FLOOR).write_text(str(last))


def number(name: str) -> int:
    part = (name.split("-") + [""] * 3)[2]
    return int(part) if len(part) == DIGITS and part.isdecimal() else 0


def made_at(name: str) -> datetime:
    """What the clock said when it was made."""
    return datetime.strptime(name.split("-")[1] + "+0000", "%Y%m%dT%H%M%SZ%z")


def ordered(names: Iterable[str]) -> list[str]:
    """Newest first."""
    return sorted(names, key=lambda one: (number(one), one), reverse=True)


def listed(folder: Path) -> list[Path]:
    """Newest first."""
    return [folder / one for one in ordered(file.name for file in folder.glob(f"fullgrid-*{SUFFIX}"))]


def outdated(names: Iterable[str], keep: Generations, now: datetime | None = None) -> list[str]:
    """Which names have had their time. A clock that is years ahead takes away all but the newest three and the one
    known to open; one that was set back takes away nothing."""
    now, held, gone = now or clock.now(), set(), []
    newest_first = ordered(names)
    moments = _moments([made_at(one) for one in reversed(newest_first)])[::-1]
    for place, (one, made) in enumerate(zip(newest_first, moments, strict=True)):
        slot = keep.slot(made, now - made)
        if place >= NEVER and one != keep.good and (slot is None or slot in held):
            gone.append(one)
        elif slot:
            held.add(slot)
    return gone


def _moments(told: list[datetime]) -> list[datetime]:
    """In the order of their numbers: the longest run of moments that never goes back is believed; any other was told by
    a clock that was wrong, and counts from the one before it."""
    ends: list[datetime] = []
    length = []
    for moment in told:
        place = bisect.bisect_right(ends, moment)
        ends[place : place + 1] = [moment]
        length.append(place + 1)
    believed: set[int] = set()
    wanted = len(ends)
    for place in range(len(told) - 1, -1, -1):
        if length[place] == wanted and (not believed or told[place] <= told[min(believed)]):
            believed.add(place)
            wanted -= 1
    found: list[datetime] = []
    for place, moment in enumerate(told):
        before = found[-1] if found else told[min(believed)]
        found.append(moment if place in believed else before)
    return found
