"""What a divisions file must look like, judged line by line before a single row is written."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from webapp.core.text import cleaning
from webapp.core.text.i18n import N_, listed

LEVELS = {"district": 6, "street": 9, "community": 12}
PARENT_LEVEL = {"street": "district", "community": "street"}
COLUMNS = ("code", "name", "level", "parent_code")
UNKNOWN_LEVEL = N_("级别“%(level)s”不认识，只认 district、street、community")
WRONG_LENGTH = N_("编码“%(code)s”应是 %(digits)s 位数字")
DOUBLED = N_("编码“%(code)s”和第 %(first)s 行重复")
NO_NAME = N_("没有名称")
UNKNOWN_PARENT = N_("上级编码“%(parent)s”在文件和系统里都没有")
WRONG_PARENT = N_("上级编码“%(parent)s”的级别不对，应是 %(level)s")
FOREIGN_CODE = N_("编码“%(code)s”不在上级“%(parent)s”名下，前 %(digits)s 位应和上级一样")
HAS_PARENT = N_("区没有上级，这里却写了“%(parent)s”")
MOVED = N_("编码“%(code)s”在系统里挂在“%(now)s”下面，文件里写的是“%(parent)s”；换上级要走调整单")
MISSING_COLUMNS = N_("第一行缺少列：%(columns)s")
LEVEL_WORDS = {"district": N_("区"), "street": N_("街道"), "community": N_("社区")}


@dataclass(frozen=True)
class DivisionLine:
    line: int
    code: str
    name: str
    level: str
    parent_code: str


@dataclass(frozen=True)
class Problem:
    """One bad row: where it stands and, in words, what is wrong with it."""

    line: int
    reason: str
    values: tuple[tuple[str, str], ...] = ()


def read_lines(text: Iterable[str]) -> tuple[list[DivisionLine], list[Problem]]:
    reader = csv.DictReader(text)
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or [])]
    if missing:
        return [], [Problem(1, MISSING_COLUMNS, (("columns", listed(missing)),))]
    lines = [
        DivisionLine(reader.line_num, *(cleaning.fold(row[column] or "") for column in COLUMNS))
        for row in reader
    ]  # fmt: skip
    return lines, []


@dataclass(frozen=True)
class Known:
    """What the system already has under a code."""

    level: str
    parent_code: str


def problems(lines: list[DivisionLine], known: dict[str, Known]) -> list[Problem]:
    """Everything wrong in the file at once, line by line."""
    levels = {code: unit.level for code, unit in known.items()} | {line.code: line.level for line in lines}
    seen: dict[str, int] = {}
    found: list[Problem] = []
    for line in lines:
        found += _own_problems(line)
        found += _parent_problems(line, levels, is_new=line.code not in known)
        found += _move_problems(line, known.get(line.code))
        if line.code in seen:
            found.append(Problem(line.line, DOUBLED, (("code", line.code), ("first", str(seen[line.code])))))
        seen.setdefault(line.code, line.line)
    return found


def _own_problems(line: DivisionLine) -> Iterator[Problem]:
    if not line.name:
        yield Problem(line.line, NO_NAME)
    if line.level not in LEVELS:
        yield Problem(line.line, UNKNOWN_LEVEL, (("level", line.level),))
    elif not (line.code.isascii() and line.code.isdecimal() and len(line.code) == LEVELS[line.level]):
        yield Problem(line.line, WRONG_LENGTH, (("code", line.code), ("digits", str(LEVELS[line.level]))))


def _parent_problems(line: DivisionLine, levels: dict[str, str], is_new: bool) -> Iterator[Problem]:
    """A division's code begins with its parent's; one that was moved by an order keeps its old code."""
    wanted = PARENT_LEVEL.get(line.level)
    if line.level == "district" and line.parent_code not in ("", line.code[:2]):
        yield Problem(line.line, HAS_PARENT, (("parent", line.parent_code),))
    if wanted is None:
        return
    if line.parent_code not in levels:
        yield Problem(line.line, UNKNOWN_PARENT, (("parent", line.parent_code),))
    elif levels[line.parent_code] != wanted:
        yield Problem(line.line, WRONG_PARENT, (("parent", line.parent_code), ("level", LEVEL_WORDS[wanted])))
    elif is_new and not line.code.startswith(line.parent_code):
        values = (("code", line.code), ("parent", line.parent_code), ("digits", str(len(line.parent_code))))
        yield Problem(line.line, FOREIGN_CODE, values)


def _move_problems(line: DivisionLine, known: Known | None) -> Iterator[Problem]:
    if known is not None and line.level in PARENT_LEVEL and known.parent_code != line.parent_code:
        yield Problem(line.line, MOVED, (("code", line.code), ("now", known.parent_code), ("parent", line.parent_code)))


def short_name(name: str, level: str) -> str:
    """冬梅轩社区居委会 → 冬梅轩社区: what people call it, and what stands on a door card."""
    if level != "community":
        return name
    for tail in ("居民委员会", "村民委员会", "居委会", "村委会"):
        if name.endswith(tail):
            stem = name.removesuffix(tail)
            return stem if stem.endswith(("社区", "村")) else stem + ("村" if tail.startswith("村") else "社区")
    return name
