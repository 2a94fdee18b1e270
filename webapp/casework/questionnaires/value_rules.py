"""What XLSForm expressions reckon with: nodes, text, numbers and truth, turned into each other as XPath 1.0 does.

Two things differ from the standard, as in every ODK client: a date counts as days since 1970 where a number is needed,
and a question is true when it has an answer. `static/js/questions/values.js` says the same to the phone; the table
`tests/casework/questionnaires/expressions.json` holds both to it.
"""

import math
import re
from datetime import date, datetime, time, timedelta
from typing import Any

from elementpath.xpath_nodes import XPathNode

EPOCH = date(1970, 1, 1)
DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?")
NUMBER = re.compile(r"\s*-?(\d+(\.\d*)?|\.\d+)\s*")


def node_text(node: Any) -> str:
    return "".join(node.value.itertext()) if hasattr(node.value, "itertext") else str(node.value)


def is_nodes(value: Any) -> bool:
    return isinstance(value, list)


def text(value: Any) -> str:
    if is_nodes(value):
        return text(value[0]) if value else ""
    if isinstance(value, XPathNode):
        return node_text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_text(value) if isinstance(value, float) else str(value)


def number_text(value: float) -> str:
    """As XPath 1.0 writes numbers: whole ones without a point, NaN and Infinity by name."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def number(value: Any) -> float:
    if isinstance(value, bool | int | float):
        return float(value)
    said = text(value)
    if NUMBER.fullmatch(said):
        return float(said)
    days = days_of(said)
    return math.nan if days is None else days


def truth(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return not math.isnan(value) and value != 0
    return text(value) != ""


def days_of(said: str) -> float | None:
    """Days since 1970 of a date or a local time of day; the zone is not asked, everybody stands in the same one."""
    found = DATE.fullmatch(said)
    if found is None:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    seconds = int(found[4] or 0) * 3600 + int(found[5] or 0) * 60 + int(found[6] or 0)
    return float((day - EPOCH).days) + seconds / 86_400


def moment_of(days: float) -> datetime | None:
    """Days since 1970-01-01, as XLSForm counts dates; None where no calendar reaches."""
    try:
        day = datetime.combine(EPOCH + timedelta(days=math.floor(days)), time.min)
        return day + timedelta(seconds=round((days - math.floor(days)) * 86_400))
    except (OverflowError, ValueError):
        return None


def same(left: Any, right: Any) -> bool:
    return any(_same(one, other) for one, other in _pairs(left, right))


def differ(left: Any, right: Any) -> bool:
    return any(not _same(one, other) for one, other in _pairs(left, right))


def _pairs(left: Any, right: Any) -> list[tuple[Any, Any]]:
    """A truth compares with the whole; else each node of one side with each of the other."""
    if isinstance(left, bool) or isinstance(right, bool):
        return [(truth(left), truth(right))]
    ones = left if is_nodes(left) else [left]
    others = right if is_nodes(right) else [right]
    return [(one, other) for one in ones for other in others]


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, bool):
        return bool(one == other)
    if isinstance(one, float) or isinstance(other, float):
        return number(one) == number(other)
    return text(one) == text(other)


def ordered(left: Any, right: Any, test: Any) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return bool(test(float(truth(left)), float(truth(right))))
    return any(test(number(one), number(other)) for one, other in _pairs(left, right))
