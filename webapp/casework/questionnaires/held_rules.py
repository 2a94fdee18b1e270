"""Questions the register answers already, known by their name or label: they are offered filled in, to confirm."""

import re
from typing import Any

from webapp.casework.questionnaires.compile_rules import questions
from webapp.casework.questionnaires.fill_rules import short

HELD: dict[str, re.Pattern[str]] = {
    "head_name": re.compile(r"(hh_?)?head(_name)?|household_head|huzhu|户主(姓名)?|户主名字"),
    "label": re.compile(r"address|door|room|house_?(no|number)|menpai|门牌(号)?|住址|地址|房号|哪一户"),
    "people": re.compile(
        r"(hh|household)_size|(num|no|number)_(of_)?(people|members|persons)|常住人数|家里几口人|人口数|几口人"
    ),
    "rented": re.compile(r"is_rented|rented|是否(出租|租住)|租住吗|出租吗"),
}
YES_NO = {"yes": ("yes", "y", "1", "true", "是"), "no": ("no", "n", "0", "false", "否")}


def held_name(question: dict[str, Any]) -> str:
    """Which field of the register answers a question; empty when none does."""
    if question["kind"] not in ("text", "integer", "one") or question.get("unseen"):
        return ""
    words = ["".join(part for part in parts if isinstance(part, str)) for parts in question.get("label", {}).values()]
    said = [question["name"].lower(), *(re.sub(r"[\s？?：:*（(].*$", "", word) for word in words)]
    return next((name for name, pattern in HELD.items() if any(pattern.fullmatch(one) for one in said)), "")


def count_held(form: dict[str, Any]) -> int:
    return sum(1 for one in questions(form) if held_name(one))


def known_values(form: dict[str, Any], home: dict[str, str]) -> dict[str, str]:
    """Name below the root → what the register says. `home`: the register's side, by the names above."""
    found = {}
    for question in questions(form):
        value = home.get(held_name(question), "")
        if question["kind"] == "one":
            names = {choice["name"].lower(): choice["name"] for choice in form["lists"].get(question["list"], [])}
            value = next((names[one] for one in YES_NO.get(value, ()) if one in names), "")
        if value:
            found[short(question["path"], form["root"])] = value
    return found
