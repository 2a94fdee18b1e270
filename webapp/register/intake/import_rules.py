"""What a register spreadsheet must say, cell by cell; one row a person, a door repeated for each of its people."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from webapp.core.files.spreadsheets import Column, Row
from webapp.core.text import phone_numbers
from webapp.core.text.i18n import N_
from webapp.register.register import rules
from webapp.register.register.models import FLAG_WORDS, POLITICAL_WORDS, RELATION_WORDS, SEX_WORDS, Relation, Sex
from webapp.register.register.rules import KeyFlag

COLUMNS = (
    Column("grid", N_("网格"), required=True, example="第一网格"),
    Column("estate", N_("小区"), example="冬梅轩"),
    Column("building", N_("楼"), required=True, example="3号楼"),
    Column("entrance", N_("门"), required=True, example="2门"),
    Column("room", N_("房号"), required=True, example="602"),
    Column("name", N_("姓名"), required=True, example="王小明"),
    Column("relation", N_("和户主的关系"), choices=tuple(RELATION_WORDS.values()), required=True, example="户主"),
    Column("sex", N_("性别"), choices=tuple(SEX_WORDS.values()), example="男"),
    Column("born_on", N_("出生日期"), example="1980-06-30"),
    Column("phone", N_("电话"), example="022-24990000"),
    Column("id_number", N_("身份证号"), example="11010519491231002X", width=22),
    Column("work", N_("做什么工作"), example="教师"),
    Column("political", N_("政治面貌"), choices=tuple(POLITICAL_WORDS.values()), example="群众"),
    Column("health", N_("健康情况"), example="听力弱，敲门重一点", width=24),
    Column("flags", N_("重点户"), example="独居、高龄"),
)
TITLES = {column.key: column.title for column in COLUMNS}
MUST = N_("这一格要填")
TOO_LONG = N_("最多 %(most)s 个字")
NOT_OFFERED = N_("“%(given)s”不在可选的里面：%(choices)s")
BAD_DATE = N_("“%(given)s”不是日期，请写成 2026-06-30")
IN_FUTURE = N_("出生日期不能晚于今天")
BAD_PHONE = N_("“%(given)s”不是 11 位手机号，也不是带区号的座机")
BAD_ID = N_("身份证号不对，请核对每一位")
DIGITS_LOST = N_("长号码被 Excel 当成了数字，末几位已经丢了；请把这一列改成文本再填")
BAD_ROOM = N_("房号只能有字母、数字和短横线")
NO_HEAD = N_("%(door)s 没有户主，请给一个人写上“户主”")
TWO_HEADS = N_("%(door)s 有两个户主，第 %(first)s 行已经写了")
NAMED_TWICE = N_("%(door)s 已经有这个名字，在第 %(first)s 行")
ID_TWICE = N_("和第 %(first)s 行是同一个身份证号")
LIMITS = {"grid": 80, "estate": 40, "building": 40, "entrance": 20, "room": 12, "name": 40, "work": 80, "health": 120}


@dataclass(frozen=True)
class CellProblem:
    row: int
    column: str
    reason: str
    values: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    row: int
    grid: str
    estate: str
    building: str
    entrance: str
    room: str
    name: str
    relation: Relation
    sex: Sex
    born_on: date | None
    phone: str | None
    id_number: str | None
    work: str
    political: str | None
    health: str | None
    flags: tuple[KeyFlag, ...]
    door: tuple[str, str, str, str]

    @property
    def label(self) -> str:
        return "".join(self.door)


@dataclass
class Checked:
    """`left_out` are the grids of rows that are wrong elsewhere: they are to be named in the same look."""

    people: list[Person] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)


class BadCell(Exception):
    def __init__(self, reason: str, **values: Any) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, tuple(values.items())


def check(rows: Iterable[Row], today: date) -> Checked:
    """Every bad cell of the file at once; what is left can be looked up in the database."""
    found = Checked()
    for row in rows:
        cells, before = {}, len(found.problems)
        for key, read in READERS.items():
            try:
                cells[key] = read(row.cells.get(key, ""), today)
            except BadCell as bad:
                found.problems.append(CellProblem(row.number, key, bad.reason, bad.values))
        if len(found.problems) == before:
            found.people.append(_person(row.number, cells))
        elif cells.get("grid"):
            found.left_out.append((row.number, cells["grid"]))
    found.problems += _among_rows(found.people)
    return found


def _person(number: int, cells: dict[str, Any]) -> Person:
    born = cells["born_on"] or (rules.born_on(cells["id_number"]) if cells["id_number"] else None)
    if cells["sex"] is Sex.UNKNOWN and cells["id_number"]:
        cells["sex"] = Sex(rules.sex_of(cells["id_number"]))
    door = (cells["estate"], cells["building"], cells["entrance"], cells["room"])
    return Person(number, **(cells | {"born_on": born, "door": door}))


def _among_rows(people: list[Person]) -> list[CellProblem]:
    """What only shows when rows are laid side by side: two heads, one name twice behind a door, one ID number twice."""
    problems: list[CellProblem] = []
    heads: dict[tuple[str, ...], int] = {}
    names: dict[tuple[str, ...], int] = {}
    numbers: dict[str, int] = {}
    for person in people:
        if person.relation is Relation.HEAD:
            problems += _seen(heads, person.door, person, "relation", TWO_HEADS)
        problems += _seen(names, (*person.door, person.name), person, "name", NAMED_TWICE)
        if person.id_number:
            problems += _seen(numbers, person.id_number, person, "id_number", ID_TWICE)
    return problems


def _seen(shelf: dict[Any, int], key: Any, person: Person, column: str, reason: str) -> list[CellProblem]:
    first = shelf.setdefault(key, person.row)
    if first == person.row:
        return []
    return [CellProblem(person.row, column, reason, (("door", person.label), ("first", first)))]


def doors(people: list[Person]) -> dict[tuple[str, str, str, str], list[Person]]:
    grouped: dict[tuple[str, str, str, str], list[Person]] = defaultdict(list)
    for person in people:
        grouped[person.door].append(person)
    return grouped


# --- cells ----------------------------------------------------------------------------------------------------------


def _text(key: str, must: bool = False) -> Callable[[str, date], str]:
    most = LIMITS[key]

    def read(cell: str, today: date) -> str:
        if must and not cell:
            raise BadCell(MUST)
        if len(cell) > most:
            raise BadCell(TOO_LONG, most=most)
        return cell

    return read


def _numbered(key: str, tail: str) -> Callable[[str, date], str]:
    """3 means 3号楼; people who type tables leave the word out."""
    plain = _text(key, must=True)

    def read(cell: str, today: date) -> str:
        text = plain(cell, today)
        return text + tail if text.isascii() and text.isdigit() else text

    return read


def _room(cell: str, today: date) -> str:
    text = _plain_room(cell, today)
    if not ROOM.fullmatch(text):
        raise BadCell(BAD_ROOM)
    return text


def _choice(words: Mapping[Any, str], default: Any = None) -> Callable[[str, date], Any]:
    known = {said: kind for kind, said in words.items()} | {kind.value: kind for kind in words}

    def read(cell: str, today: date) -> Any:
        if not cell:
            if default is None:
                raise BadCell(MUST)
            return default
        if cell not in known:
            raise BadCell(NOT_OFFERED, given=cell[:20], choices="、".join(words.values()))
        return known[cell]

    return read


_one_flag = _choice(FLAG_WORDS)
_one_political = _choice(POLITICAL_WORDS)


def _flags(cell: str, today: date) -> tuple[KeyFlag, ...]:
    if not cell:
        return ()
    return tuple(_one_flag(word, today) for word in re.split(r"[、,，;；\s]+", cell) if word)


def _born_on(cell: str, today: date) -> date | None:
    if not cell:
        return None
    found = re.fullmatch(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?", cell, re.ASCII)
    try:
        born = date(*map(int, found.groups())) if found else None
    except ValueError:
        born = None
    if born is None:
        raise BadCell(BAD_DATE, given=cell[:20])
    if born > today:
        raise BadCell(IN_FUTURE)
    return born


def _phone(cell: str, today: date) -> str | None:
    if not cell:
        return None
    if cell.startswith("≈"):
        raise BadCell(DIGITS_LOST)
    phone = phone_numbers.clean(cell)
    if not phone_numbers.is_clean(phone):
        raise BadCell(BAD_PHONE, given=cell[:20])
    return phone


def _id_number(cell: str, today: date) -> str | None:
    if not cell:
        return None
    if cell.startswith("≈"):
        raise BadCell(DIGITS_LOST)
    if not rules.is_id_number(cell):
        raise BadCell(BAD_ID)
    return cell.upper()


_plain_health = _text("health")
_plain_room = _text("room", must=True)
ROOM = re.compile(r"[0-9A-Za-z\-]+")


def _political(cell: str, today: date) -> str | None:
    return _one_political(cell, today).value if cell else None


def _health(cell: str, today: date) -> str | None:
    return _plain_health(cell, today) or None


READERS: dict[str, Callable[[str, date], Any]] = {
    "grid": _text("grid", must=True), "estate": _text("estate"), "building": _numbered("building", "号楼"),
    "entrance": _numbered("entrance", "门"), "room": _room, "name": _text("name", must=True),
    "relation": _choice(RELATION_WORDS), "sex": _choice(SEX_WORDS, Sex.UNKNOWN), "born_on": _born_on,
    "phone": _phone, "id_number": _id_number, "work": _text("work"), "political": _political, "health": _health,
    "flags": _flags,
}  # fmt: skip
