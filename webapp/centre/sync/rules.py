"""What a phone sends, read strictly; the one text that phone and server hash alike; whose clock is right."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

MOST_RECORDS = 50
MOST_BYTES = 400_000
CLOCK_SLACK = timedelta(minutes=5)
KEPT_BODIES = timedelta(days=31)
EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)  # no clock of a phone goes beyond
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
PLAINLY = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


class Unreadable(ValueError):
    """Not a record of ours: nothing is kept of it, and the phone keeps it."""


@dataclass(frozen=True)
class Sent:
    id: str
    kind: str
    version: int
    fields: dict[str, list[str]]
    captured_at: datetime
    age: float | None = None
    supersedes: str | None = None

    @cached_property
    def body(self) -> str:
        return canonical(self.id, self.kind, self.version, self.fields)

    @cached_property
    def hash(self) -> str:
        return hashlib.sha256(self.body.encode()).hexdigest()


def canonical(id: str, kind: str, version: int, fields: dict[str, list[str]]) -> str:
    """Sorted names, no spaces, every value a list of strings: JavaScript writes the same characters."""
    whole = {"fields": fields, "id": id, "kind": kind, "version": version}
    return PLAINLY(whole)


def read_sent(raw: Any) -> Sent:
    """Shape only; the kind's form reads the values. Raises Unreadable with the part that is wrong."""
    if not isinstance(raw, dict) or not ID.fullmatch(str(raw.get("id"))):
        raise Unreadable("id")
    fields = raw.get("fields")
    if not isinstance(fields, dict) or not all(_is_field(name, values) for name, values in fields.items()):
        raise Unreadable("fields")
    kind, version = raw.get("kind"), raw.get("version")
    if not isinstance(kind, str) or not NAME.fullmatch(kind) or not isinstance(version, int):
        raise Unreadable("kind")
    supersedes = raw.get("supersedes")
    return Sent(
        id=raw["id"], kind=kind, version=version, fields=fields, captured_at=_moment(raw.get("captured_at")),
        age=_age(raw.get("age")), supersedes=supersedes if ID.fullmatch(str(supersedes)) else None,
    )  # fmt: skip


def read_body(body: str) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = json.loads(body)["fields"]
    return fields


def corrected(sent: Sent, received: datetime) -> datetime | None:
    """The time to go by when the phone's clock and ours disagree by more than five minutes; None when they agree.
    The phone's own count of seconds is right whatever its clock says."""
    if sent.age is not None:
        true = received - timedelta(seconds=sent.age)
        return true if abs(true - sent.captured_at) > CLOCK_SLACK else None
    return received if sent.captured_at > received + CLOCK_SLACK else None


def _is_field(name: Any, values: Any) -> bool:
    if not isinstance(name, str) or not NAME.fullmatch(name) or not isinstance(values, list) or len(values) > 200:
        return False
    return all(isinstance(value, str) and _is_text(value) for value in values)


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return len(value) <= 20_000


def _moment(raw: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(str(raw))
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Unreadable("captured_at") from None
    if not EARLIEST <= moment <= LATEST:
        raise Unreadable("captured_at")
    return moment


def _age(raw: Any) -> float | None:
    good = isinstance(raw, int | float) and not isinstance(raw, bool) and 0 <= raw < 366 * 86_400
    return float(raw) if good else None
