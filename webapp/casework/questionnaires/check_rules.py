"""What is wrong with one answer: its shape, its choices, the form's own condition."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from webapp.casework.questionnaires.value_rules import truth
from webapp.core.text.i18n import N_, gettext
from webapp.core.time.reach import within_reach

REQUIRED = N_("这一问要答。")
NOT_RIGHT = N_("这个回答不符合这一问的要求。")
WHOLE, BROKEN = re.compile(r"-?\d{1,15}"), re.compile(r"-?(\d{1,15}(\.\d*)?|\.\d+)")


def _whole(said: str) -> int:
    if not WHOLE.fullmatch(said):
        raise ValueError
    return int(said)


def _broken(said: str) -> float:
    if not BROKEN.fullmatch(said):
        raise ValueError
    return float(said)


SHAPES: dict[str, tuple[Callable[[str], Any], str]] = {
    "integer": (_whole, N_("请填一个整数。")),
    "decimal": (_broken, N_("请填一个数。")),
    "date": (lambda given: within_reach(date.fromisoformat(given)), N_("请写成 2026-06-30 这样的日期。")),
    "time": (time.fromisoformat, N_("请写成 19:00 这样的时间。")),
    "datetime": (lambda given: within_reach(datetime.fromisoformat(given)), N_("请写成 2026-06-30 19:00 这样的时间。")),
}  # fmt: skip


def fault(filling: Any, node: Any) -> str:
    """The sentence that belongs to an answer, in the form's own words where it has some; empty when it is right."""
    question, value = node.question, (node.value or "").strip()
    if not value:
        if "required" in question and truth(filling.say(question["required"], node)):
            return filling.words(question.get("required_message", {}), node) or gettext(REQUIRED)
        return ""
    if wrong := _shape(filling, node, value):
        return wrong
    if "constraint" in question and not truth(filling.say(question["constraint"], node)):
        return filling.words(question.get("message", {}), node) or gettext(NOT_RIGHT)
    return ""


def _shape(filling: Any, node: Any, value: str) -> str:
    question = node.question
    if node.kind in ("one", "many"):
        offered = {choice["name"] for choice in filling.choices_at(node)}
        chosen = value.split() if node.kind == "many" else [value]
        return "" if set(chosen) <= offered else gettext(N_("请从给出的选项里选。"))
    if node.kind not in SHAPES:
        return gettext(N_("最多 2000 个字。")) if len(value) > 2000 else ""
    read, sentence = SHAPES[node.kind]
    try:
        said = read(value)
    except ValueError:
        return gettext(sentence)
    low, high = question.get("start"), question.get("end")
    if low is not None and high is not None and not float(low) <= said <= float(high):
        return gettext(N_("请填 %(least)s 到 %(most)s 之间的数。"), least=low, most=high)
    return ""
