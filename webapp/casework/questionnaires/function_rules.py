"""The functions an expression may call: XPath 1.0's own and those of ODK that mean the same on server and phone.

What is missing is refused at import, by name: chance (random, uuid), secrets (digest), places (distance, area), files
(pulldata) and the helpers of one product only.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from webapp.casework.questionnaires.value_rules import days_of, is_nodes, moment_of, number, text, truth
from webapp.core.time import clock

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Function:
    least: int
    most: int | None
    work: Callable[..., Any]


def half_up(value: float) -> float:
    """XPath's round(): a half goes up, below zero too (-2.5 is -2)."""
    return value if math.isnan(value) or math.isinf(value) else float(math.floor(value + 0.5))


def _round(value: Any, digits: Any = 0.0) -> float:
    scale = 10.0 ** int(number(digits))
    return half_up(number(value) * scale) / scale


def _whole(value: Any) -> float:
    found = number(value)
    return found if math.isnan(found) or math.isinf(found) else float(math.trunc(found))


def _each(values: tuple[Any, ...]) -> list[str]:
    return [text(one) for value in values for one in (value if is_nodes(value) else [value])]


def _numbers(values: tuple[Any, ...]) -> list[float]:
    """Empty answers say nothing to a smallest or largest."""
    return [number(one) for one in _each(values) if one != ""]


def _least(*values: Any) -> float:
    found = _numbers(values)
    return min(found) if found and not any(map(math.isnan, found)) else math.nan


def _most(*values: Any) -> float:
    found = _numbers(values)
    return max(found) if found and not any(map(math.isnan, found)) else math.nan


def _sum(nodes: Any) -> float:
    return float(sum(number(one) for one in _each((nodes,)) if one != ""))


def _selected(value: Any, choice: Any) -> bool:
    return text(choice).strip() in text(value).split()


def _selected_at(value: Any, place: Any) -> str:
    chosen, at = text(value).split(), number(place)
    return chosen[int(at)] if not math.isnan(at) and 0 <= at < len(chosen) else ""


def _substring(value: Any, start: Any, length: Any = math.inf) -> str:
    first = half_up(number(start))
    last = first + half_up(number(length))
    return "".join(letter for at, letter in enumerate(text(value), start=1) if first <= at < last)


def _substr(value: Any, start: Any, end: Any = None) -> str:
    first, last = number(start), math.inf if end is None else number(end)
    whole = text(value)
    if math.isnan(first) or math.isnan(last):
        return ""
    return whole[slice(int(first), None if math.isinf(last) else int(last))]


def _translate(value: Any, old: Any, new: Any) -> str:
    olds, news = text(old), text(new)
    table = {letter: news[at] if at < len(news) else "" for at, letter in reversed(list(enumerate(olds)))}
    return "".join(table.get(letter, letter) for letter in text(value))


def _before(value: Any, mark: Any) -> str:
    head, found, _ = text(value).partition(text(mark)) if text(mark) else ("", "", "")
    return head if found else ""


def _after(value: Any, mark: Any) -> str:
    return text(value).partition(text(mark))[2] if text(mark) else text(value)


def _matches(value: Any, pattern: Any) -> bool:
    try:
        return re.fullmatch(text(pattern), text(value)) is not None
    except re.error:
        return False


def _coalesce(*values: Any) -> str:
    return next((text(value) for value in values if text(value) != ""), "")


def _checklist(least: Any, most: Any, *values: Any) -> bool:
    met = sum(1 for value in values for one in (value if is_nodes(value) else [value]) if _yes(one))
    low, high = number(least), number(most)
    return (low < 0 or met >= low) and (high < 0 or met <= high)


def _weighted(least: Any, most: Any, *pairs: Any) -> bool:
    """Values and their weights in turns."""
    met = sum(number(weight) for value, weight in zip(pairs[::2], pairs[1::2], strict=False) if _yes(_first(value)))
    low, high = number(least), number(most)
    return (low < 0 or met >= low) and (high < 0 or met <= high)


def _first(value: Any) -> Any:
    return text(value) if is_nodes(value) else value


def _yes(value: Any) -> bool:
    return value if isinstance(value, bool) else text(value) in ("true", "1", "yes")


def _date(value: Any) -> str:
    moment = _moment(value)
    return "" if moment is None else moment.strftime("%Y-%m-%d").rjust(10, "0")


def _date_time(value: Any) -> str:
    moment = _moment(value)
    return "" if moment is None else moment.isoformat(timespec="seconds")


def _moment(value: Any) -> Any:
    said = number(value)
    return None if math.isnan(said) or math.isinf(said) else moment_of(said)


def _format_date(value: Any, pattern: Any) -> str:
    moment = _moment(value)
    if moment is None:
        return ""
    words = {
        "Y": f"{moment.year:04d}", "y": f"{moment.year % 100:02d}", "m": f"{moment.month:02d}", "n": f"{moment.month}",
        "b": MONTHS[moment.month - 1], "d": f"{moment.day:02d}", "e": f"{moment.day}", "H": f"{moment.hour:02d}",
        "h": f"{moment.hour}", "M": f"{moment.minute:02d}", "S": f"{moment.second:02d}", "3": "000",
        "a": DAYS[moment.weekday()], "%": "%",
    }  # fmt: skip
    return re.sub(r"%(.)", lambda found: words.get(found[1], ""), text(pattern))


def _day_part(value: Any) -> float:
    said = text(value)
    if found := re.fullmatch(r"(\d\d):(\d\d)(?::(\d\d))?.*", said):
        return (int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)) / 86_400
    days = days_of(said)
    return math.nan if days is None else days - math.floor(days)


def _power(value: Any, exponent: Any) -> float:
    try:
        raised = math.pow(number(value), number(exponent))
    except (OverflowError, ValueError):
        return math.nan
    return raised


def _real(work: Callable[[float], float]) -> Callable[[Any], float]:
    def safe(value: Any) -> float:
        try:
            return work(number(value))
        except (ValueError, OverflowError):
            return math.nan

    return safe


def _now() -> str:
    return clock.local(clock.now()).replace(tzinfo=None).isoformat(timespec="seconds")


FUNCTIONS: dict[str, Function] = {
    # truth
    "true": Function(0, 0, lambda: True), "false": Function(0, 0, lambda: False),
    "not": Function(1, 1, lambda value: not truth(value)), "boolean": Function(1, 1, truth),
    "if": Function(3, 3, lambda test, yes, no: text(yes) if truth(test) else text(no)),
    "boolean-from-string": Function(1, 1, lambda value: text(value) in ("true", "1")),
    "checklist": Function(2, None, _checklist), "weighted-checklist": Function(2, None, _weighted),
    # text
    "string": Function(1, 1, text), "concat": Function(1, None, lambda *values: "".join(_each(values))),
    "join": Function(1, None, lambda mark, *values: text(mark).join(_each(values))),
    "starts-with": Function(2, 2, lambda value, head: text(value).startswith(text(head))),
    "ends-with": Function(2, 2, lambda value, tail: text(value).endswith(text(tail))),
    "contains": Function(2, 2, lambda value, part: text(part) in text(value)),
    "substring": Function(2, 3, _substring), "substr": Function(2, 3, _substr),
    "substring-before": Function(2, 2, _before), "substring-after": Function(2, 2, _after),
    "string-length": Function(1, 1, lambda value: float(len(text(value)))),
    "normalize-space": Function(1, 1, lambda value: " ".join(text(value).split())),
    "translate": Function(3, 3, _translate), "regex": Function(2, 2, _matches),
    "coalesce": Function(2, None, _coalesce),
    # choices
    "selected": Function(2, 2, _selected), "selected-at": Function(2, 2, _selected_at),
    "count-selected": Function(1, 1, lambda value: float(len(text(value).split()))),
    # numbers
    "number": Function(1, 1, number), "int": Function(1, 1, _whole), "round": Function(1, 2, _round),
    "floor": Function(1, 1, _real(lambda value: float(math.floor(value)))),
    "ceiling": Function(1, 1, _real(lambda value: float(math.ceil(value)))),
    "abs": Function(1, 1, lambda value: abs(number(value))), "pow": Function(2, 2, _power),
    "sqrt": Function(1, 1, _real(math.sqrt)), "exp": Function(1, 1, _real(math.exp)),
    "log": Function(1, 1, _real(math.log)), "log10": Function(1, 1, _real(math.log10)),
    "exp10": Function(1, 1, _real(lambda value: math.pow(10, value))),
    **{name: Function(1, 1, _real(getattr(math, name))) for name in ("sin", "cos", "tan", "asin", "acos", "atan")},
    "atan2": Function(2, 2, lambda y, x: math.atan2(number(y), number(x))),
    "pi": Function(0, 0, lambda: math.pi), "sum": Function(1, 1, _sum),
    "min": Function(1, None, _least), "max": Function(1, None, _most),
    "count": Function(1, 1, lambda nodes: float(len(nodes)) if is_nodes(nodes) else math.nan),
    "count-non-empty": Function(1, 1, lambda nodes: float(sum(1 for one in _each((nodes,)) if one != ""))),
    # time
    "today": Function(0, 0, lambda: clock.today().isoformat()), "now": Function(0, 0, _now),
    "date": Function(1, 1, _date), "date-time": Function(1, 1, _date_time),
    "decimal-date-time": Function(1, 1, number), "decimal-time": Function(1, 1, _day_part),
    "format-date": Function(2, 2, _format_date), "format-date-time": Function(2, 2, _format_date),
}  # fmt: skip
