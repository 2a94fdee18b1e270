"""One typed line read as a resolution: 装灭蚊灯，一栋一盏，共66盏 @周海 6.30

The server reads it and judges; the page reads it too (static/js/council) so that the cells stand under every key, with
or without a network. A line typed without one is kept as typed and read here when it arrives.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from webapp.core.text.i18n import N_, gettext
from webapp.council.sittings import deadline_rules as days

MEASURES = "盏个块处台套把张辆户家次场份条棵株米栋幢座间根扇名人组本只件箱桶批项部"
TOTAL = re.compile(rf"(?:共|一共|合计|总共)(?P<n>{days.NUMBER})(?P<u>[{MEASURES}])")
COUNT = re.compile(rf"(?<![\d.第])(?P<n>\d{{1,4}})(?P<u>[{MEASURES}])(?!楼|号|月|日)")
EACH = re.compile(
    rf"(?:一|每)(?P<p>栋|幢|楼|座)(?:楼)?(?:各)?(?:装|放|设|配|安)?(?P<n>{days.NUMBER})(?P<u>[{MEASURES}])"
)
PERSON = re.compile(r"(?P<as>盯|验)?[@＠](?P<name>[^\s@＠,，。;；\d]+)")

OWN_WORK = N_("认领人不能自己验收，换一位验收人。")
SAID = {
    "deed": N_("写一句要办什么。"),
    "none": N_("数量要大于 0。"),
    "no_day": N_("日历上没有“%(day)s”这一天，改成像 6.30 或 下周五。"),
    "early": N_("%(day)s在会议之前。要是明年，连年份一起写，比如 2027.1.15。"),
    "unknown": N_("没找到“%(typed)s”，写全名，或先在席位、共建单位里加上。"),
    "several": N_("“%(typed)s”对得上几个人：%(names)s。再多打一个字。"),
    "left": N_("%(name)s已经离任，换一位。"),
    "own_work": OWN_WORK,
}
PREVIEW_WORDS = SAID | {
    "working": N_("%(n)s 个工作日内"),
    "verifies": N_("验收 %(name)s"),
    "rows": N_("记成 %(n)s 行"),
    "register": N_("名册里 %(n)s 栋"),
    "total": N_("共 %(n)s"),
    "off_list": N_("不在席位上，记下时再找"),
}


@dataclass(frozen=True)
class Candidate:
    """Somebody who may own, watch or verify: a seat, a co-building unit, a department, a grid worker."""

    id: str
    name: str
    keys: frozenset[str] = frozenset()
    role: str = ""
    is_here: bool = False
    has_left: bool = False


@dataclass(frozen=True)
class Who:
    """What stood after an @, and whom it means: exactly one, or the ones to choose from."""

    typed: str
    found: tuple[Candidate, ...] = ()

    @property
    def one(self) -> Candidate | None:
        return self.found[0] if len(self.found) == 1 else None


@dataclass(frozen=True)
class Problem:
    """One sentence for one field; the values are put in after it has been translated."""

    words: str
    values: dict[str, str] = field(default_factory=dict)

    def said(self) -> str:
        return gettext(self.words, **self.values)


@dataclass(frozen=True)
class TypedLine:
    deed: str
    owner: Who | None = None
    watcher: Who | None = None
    verifier: Who | None = None
    deadline: date | None = None
    working_days: int | None = None
    bad_day: str = ""
    quantity: int | None = None
    unit: str = ""
    each_building: int | None = None
    problems: dict[str, Problem] = field(default_factory=dict)


def find(name: str, roster: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """By the whole name, else its beginning, else its initials or pinyin; people in the room come first.

    Somebody who left is found only when nobody present bears the name, so that the answer can say so.
    """
    typed = name.strip().casefold()
    people = list(roster)
    for test in (
        lambda one: one.name.casefold() == typed,
        lambda one: typed in one.keys,
        lambda one: one.name.casefold().startswith(typed),
        lambda one: any(key.startswith(typed) for key in one.keys),
        lambda one: len(typed) > 1 and typed in one.name.casefold(),
    ):
        hits = [one for one in people if test(one)]
        if hits:
            return _narrow(hits)
    return ()


def _narrow(hits: list[Candidate]) -> tuple[Candidate, ...]:
    active = [one for one in hits if not one.has_left] or hits
    here = [one for one in active if one.is_here]
    return tuple(here) if len(here) == 1 else tuple(active)


def read_line(text: str, meeting_day: date, roster: Sequence[Candidate] = ()) -> TypedLine:
    people: dict[str, Who] = {}
    rest = PERSON.sub(lambda match: _meet(match, people, roster), text.replace("　", " "))
    rest, said = _split_day(rest.strip())
    deadline = days.read_day(said, meeting_day) if said else days.find_day_inside(rest, meeting_day)
    working = days.working_days(said) if said else None
    quantity, unit, each = _count(rest)
    deed = re.sub(r"\s+", " ", rest).strip(" ，,。；;")
    line = TypedLine(
        deed,
        people.get(""),
        people.get("盯"),
        people.get("验"),
        deadline,
        working,
        said if said and deadline is None and working is None else "",
        quantity,
        unit,
        each,
    )
    line.problems.update(problems(line, meeting_day))
    return line


def _meet(match: re.Match[str], people: dict[str, Who], roster: Sequence[Candidate]) -> str:
    people.setdefault(match["as"] or "", Who(match["name"], find(match["name"], roster)))
    return " "


def _split_day(text: str) -> tuple[str, str]:
    """The last word that names a day, taken off; a day may also be glued to the end of the deed."""
    words = text.split()
    for place in range(len(words) - 1, -1, -1):
        if days.looks_like_day(words[place].strip("，,。")):
            return " ".join(words[:place] + words[place + 1 :]), words[place].strip("，,。")
    return text, ""


def _count(deed: str) -> tuple[int | None, str, int | None]:
    each = EACH.search(deed)
    total = TOTAL.search(deed)
    if total is None and each is None:
        counts = list(COUNT.finditer(deed))
        total = counts[-1] if len(counts) == 1 else None
    per = days.number(each["n"]) if each else None
    if total:
        return days.number(total["n"]), total["u"], per
    return None, each["u"] if each else "", per


def problems(line: TypedLine, meeting_day: date) -> dict[str, Problem]:
    """What is wrong with each part, in words; what is merely missing is not wrong yet."""
    found: dict[str, Problem] = {}
    if not line.deed:
        found["deed"] = Problem(SAID["deed"])
    elif line.quantity == 0:
        found["deed"] = Problem(SAID["none"])
    for part, who in (("owner", line.owner), ("watcher", line.watcher), ("verifier", line.verifier)):
        problem = _who_problem(who) if who else None
        if problem:
            found[part] = problem
    if line.bad_day:
        found["deadline"] = Problem(SAID["no_day"], {"day": line.bad_day})
    elif line.deadline and line.deadline < meeting_day:
        found["deadline"] = early(line.deadline)
    owner, verifier = (who.one if who else None for who in (line.owner, line.verifier))
    if owner and verifier and owner.id == verifier.id:
        found["verifier"] = Problem(OWN_WORK)
    return found


def early(deadline: date) -> Problem:
    return Problem(SAID["early"], {"day": f"{deadline.month}月{deadline.day}日"})


def _who_problem(who: Who) -> Problem | None:
    if not who.found:
        return Problem(SAID["unknown"], {"typed": who.typed})
    if who.one is None:
        names = "、".join(one.name for one in who.found[:4])
        return Problem(SAID["several"], {"typed": who.typed, "names": names})
    return Problem(SAID["left"], {"name": who.one.name}) if who.one.has_left else None
