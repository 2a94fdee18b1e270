"""One typed line read as a resolution: 装灭蚊灯，一栋一盏，共66盏 @周海 6.30

The server reads it and judges; the page reads it too (static/js/council) so that the cells stand under every key, with
or without a network. A line typed without one is kept as typed and read here when it arrives.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from webapp.core.text import cleaning
from webapp.core.text.i18n import N_, gettext, listed
from webapp.council.sittings import deadline_rules as days
from webapp.council.sittings.numeral_rules import HAN, NUMBER, number

MEASURES = "盏个块处台套把张辆户家次场份条棵株米栋幢座间根扇名人组本只件箱桶批项部"
TOTAL = re.compile(rf"(?:共|一共|合计|总共)(?P<n>{NUMBER})(?P<u>[{MEASURES}])")
# 一 alone is an article (一块牌子), and what comes before a month or a unit's own name is no amount.
COUNT = re.compile(
    rf"(?<![\d.第几每逐{HAN}])(?!一[{MEASURES}])(?P<n>{NUMBER})(?P<u>[{MEASURES}])(?!楼|号|月|日|工作日|星期|礼拜|小时)"
)
EACH = re.compile(rf"(?:一|每)(?P<p>栋|幢|楼|座)(?:楼)?(?:各)?(?:装|放|设|配|安)?(?P<n>{NUMBER})(?P<u>[{MEASURES}])")
PERSON = re.compile(r"(?P<as>盯|验)?@(?P<name>[^\s@,，。;；\d]+)")
ROLES = {"": "owner", "盯": "watcher", "验": "verifier"}

OWN_WORK = N_("认领人不能自己验收，换一位验收人。")
SAID = {
    "deed": N_("写一句要办什么。"),
    "none": N_("数量要大于 0。"),
    "no_day": N_("日历上没有“%(day)s”这一天，改成像 6.30 或 下周五。"),
    "unread": N_("没看懂“%(day)s”是哪一天，改成像 6.30、下周五 或 三天内。"),
    "second_owner": N_("写了两位认领人：%(names)s。留一位；盯办写“盯@”，验收写“验@”。"),
    "second_watcher": N_("写了两位盯办人：%(names)s，留一位。"),
    "second_verifier": N_("写了两位验收人：%(names)s，留一位。"),
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
    unread: str = ""
    seconds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    quantity: int | None = None
    unit: str = ""
    each_building: int | None = None
    problems: dict[str, Problem] = field(default_factory=dict)


def find(name: str, roster: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """By the whole name, else its beginning, else its initials or pinyin; people in the room come first.

    Somebody who left is found only when nobody present bears the name, so that the answer can say so.
    """
    typed = cleaning.fold(name).casefold()
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
    """Nothing typed is dropped: what is not understood stays in the deed or is told at its part."""
    people: dict[str, list[Who]] = {part: [] for part in ROLES.values()}
    rest = PERSON.sub(lambda match: _meet(match, people, roster), cleaning.one_line(text))
    rest, said, unread = _split_day(rest.strip(), meeting_day)
    deadline = days.read_day(said, meeting_day) if said else days.find_day_inside(rest, meeting_day)
    working = days.working_days(said) if said else None
    quantity, unit, each = _count(rest)
    line = TypedLine(
        deed=re.sub(r"\s+", " ", rest).strip(" ，,。；;"),
        owner=next(iter(people["owner"]), None),
        watcher=next(iter(people["watcher"]), None),
        verifier=next(iter(people["verifier"]), None),
        deadline=deadline,
        working_days=working,
        bad_day=said if said and deadline is None and working is None else "",
        unread=unread,
        seconds={part: names for part, found in people.items() if len(names := _names(found)) > 1},
        quantity=quantity,
        unit=unit,
        each_building=each,
    )
    line.problems.update(problems(line, meeting_day))
    return line


def _meet(match: re.Match[str], people: dict[str, list[Who]], roster: Sequence[Candidate]) -> str:
    """盯@李静 and @李静盯 are the same; a name that really ends so is taken whole."""
    name, part, found = match["name"], match["as"] or "", find(match["name"], roster)
    day = ""
    if not found and not part and name[:-1] and name[-1] in ROLES:
        name, part, found = name[:-1], name[-1], find(name[:-1], roster)
    elif not found and (glued := _glued_day(name, roster)):
        name, day = glued
        found = find(name, roster)
    people[ROLES[part]].append(Who(name, found))
    return f" {day} "


def _glued_day(name: str, roster: Sequence[Candidate]) -> tuple[str, str] | None:
    """@周海两周内: typed without a blank, the longest beginning that is somebody and leaves a day behind it."""
    cuts = range(len(name) - 1, 0, -1)
    return next(((name[:at], name[at:]) for at in cuts if is_day(name[at:]) and find(name[:at], roster)), None)


def is_day(words: str) -> bool:
    return days.looks_like_day(words) or days.speaks_of_time(words)


def names_in(text: str) -> set[str]:
    """Every name the line could mean, to be looked up."""
    typed = {match["name"] for match in PERSON.finditer(cleaning.one_line(text))}
    glued = {name[:at] for name in typed for at in range(1, len(name)) if is_day(name[at:])}
    return typed | glued | {name[:-1] for name in typed if name[:-1] and name[-1] in ROLES}


def _names(found: list[Who]) -> tuple[str, ...]:
    """Each person once, as typed where we do not know them."""
    return tuple(dict.fromkeys(who.one.name if who.one else who.typed for who in found))


def _split_day(text: str, meeting_day: date) -> tuple[str, str, str]:
    """The last word that names a day, taken off, and, where there is none at all, one that must mean a day."""
    words = text.split()
    for place in range(len(words) - 1, -1, -1):
        if days.looks_like_day(words[place].strip("，,。")):
            return " ".join(words[:place] + words[place + 1 :]), words[place].strip("，,。"), ""
    if days.find_day_inside(text, meeting_day) is None:
        for place in range(len(words) - 1, -1, -1):
            if days.speaks_of_time(words[place].strip("，,。")):
                return " ".join(words[:place] + words[place + 1 :]), "", words[place].strip("，,。")
    return text, "", ""


def _count(deed: str) -> tuple[int | None, str, int | None]:
    each = EACH.search(deed)
    total = TOTAL.search(deed)
    if total is None and each is None:
        counts = list(COUNT.finditer(deed))
        total = counts[-1] if len(counts) == 1 else None
    per = number(each["n"]) if each else None
    if total:
        return number(total["n"]), total["u"], per
    return None, each["u"] if each else "", per


def problems(line: TypedLine, meeting_day: date) -> dict[str, Problem]:
    """What is wrong with each part, in words; what is merely missing is not wrong yet."""
    found: dict[str, Problem] = {}
    if not line.deed:
        found["deed"] = Problem(SAID["deed"])
    elif line.quantity == 0:
        found["deed"] = Problem(SAID["none"])
    found |= _people_problems(line)
    if day := _day_problem(line, meeting_day):
        found["deadline"] = day
    return found


def _people_problems(line: TypedLine) -> dict[str, Problem]:
    found: dict[str, Problem] = {}
    for part, who in (("owner", line.owner), ("watcher", line.watcher), ("verifier", line.verifier)):
        if names := line.seconds.get(part):
            found[part] = Problem(SAID[f"second_{part}"], {"names": listed(names)})
        elif problem := _who_problem(who) if who else None:
            found[part] = problem
    owner, verifier = (who.one if who else None for who in (line.owner, line.verifier))
    if owner and verifier and owner.id == verifier.id:
        found["verifier"] = Problem(OWN_WORK)
    return found


def _day_problem(line: TypedLine, meeting_day: date) -> Problem | None:
    if line.bad_day:
        return Problem(SAID["no_day"], {"day": line.bad_day})
    if line.unread:
        return Problem(SAID["unread"], {"day": line.unread})
    if line.deadline and line.deadline < meeting_day:
        return early(line.deadline)
    return None


def early(deadline: date) -> Problem:
    return Problem(SAID["early"], {"day": f"{deadline.month}月{deadline.day}日"})


def _who_problem(who: Who) -> Problem | None:
    if not who.found:
        return Problem(SAID["unknown"], {"typed": who.typed})
    if who.one is None:
        names = listed(one.name for one in who.found[:4])
        return Problem(SAID["several"], {"typed": who.typed, "names": names})
    return Problem(SAID["left"], {"name": who.one.name}) if who.one.has_left else None
