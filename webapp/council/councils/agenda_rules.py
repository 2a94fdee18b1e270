"""What comes before the council, and in which order.

Distinct households count, not messages. One place is kept for something few households say but that can do great
harm, so that the loud does not bury the grave.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Asked:
    """One line of the counting list: a case and how many households voiced it in the window."""

    case_id: str
    title: str
    households: int
    first_on: date
    last_on: date
    grids: int = 1
    is_harmful: bool = False
    is_promised: bool = False


@dataclass(frozen=True)
class Chosen:
    asked: Asked
    is_reserved: bool = False


def ranked(counts: Sequence[Asked]) -> list[Asked]:
    """Most households first; between equals the one voiced earliest."""
    return sorted(counts, key=lambda one: (-one.households, one.first_on, one.case_id))


def choose(counts: Sequence[Asked], places: int, reserved: int) -> list[Chosen]:
    """The first by count, and the reserved places for harmful ones that the count alone would leave out.

    A case somebody already promised to solve is not taken again: its promise stands in the first item.
    """
    free = [one for one in ranked(counts) if not one.is_promised]
    by_count = free[: max(places - reserved, 0)]
    harmful = [one for one in free if one.is_harmful and one not in by_count][:reserved]
    rest = [one for one in free if one not in by_count and one not in harmful]
    by_count += rest[: max(places - len(by_count) - len(harmful), 0)]
    return [Chosen(one) for one in by_count] + [Chosen(one, is_reserved=True) for one in harmful]


def frozen(counts: Sequence[Asked]) -> list[dict[str, Any]]:
    """The counting list as it stood, fit to be stored, printed and hashed."""
    return [
        {**asdict(one), "first_on": one.first_on.isoformat(), "last_on": one.last_on.isoformat()}
        for one in ranked(counts)
    ]


def fingerprint(rows: Sequence[Mapping[str, Any]]) -> str:
    text = json.dumps(list(rows), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
