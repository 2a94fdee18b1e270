"""What a register spreadsheet must say, cell by cell; one row a person, a door repeated for each of its people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from webapp.core.files.spreadsheets import Column, Row
from webapp.core.text.cleaning import Remembering
from webapp.core.text.i18n import N_
from webapp.register.intake.cell_rules import (
    BadCell,
    Reader,
    born_on,
    choice,
    id_number,
    numbered,
    phone,
    room,
    several,
    text,
)
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


def check(rows: Iterable[Row], today: date) -> Checked:
    """Every bad cell of the file at once; what is left can be looked up in the database."""
    found = Checked()
    readers = {key: _on(today, read) for key, read in READERS.items()}
    for row in rows:
        try:
            cells = {key: read[row.cells.get(key, "")] for key, read in readers.items()}
            found.people.append(_person(row.number, cells))
        except BadCell:
            _tell(found, row, readers)
    found.problems += _among_rows(found.people)
    return found


def _on(today: date, read: Reader) -> Remembering:
    return Remembering(lambda cell: read(cell, today))


def _tell(found: Checked, row: Row, readers: dict[str, Remembering]) -> None:
    """Every bad cell of a row that has one."""
    grid = ""
    for key, read in readers.items():
        try:
            said = read[row.cells.get(key, "")]
            grid = said if key == "grid" else grid
        except BadCell as bad:
            found.problems.append(CellProblem(row.number, key, bad.reason, bad.values))
    if grid:
        found.left_out.append((row.number, grid))


def _person(number: int, cells: dict[str, Any]) -> Person:
    asks = cells["born_on"] is None or cells["sex"] is Sex.UNKNOWN
    tells = asks and cells["id_number"] is not None and rules.has_birthday(cells["id_number"])
    born = cells["born_on"] or (rules.born_on(cells["id_number"]) if tells else None)
    if cells["sex"] is Sex.UNKNOWN and tells:
        cells["sex"] = Sex(rules.sex_of(cells["id_number"]))
    cells["political"] = cells["political"].value if cells["political"] else None
    cells["health"] = cells["health"] or None
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


READERS: dict[str, Reader] = {
    "grid": text(LIMITS["grid"], must=True), "estate": text(LIMITS["estate"]),
    "building": numbered(LIMITS["building"], "号楼"), "entrance": numbered(LIMITS["entrance"], "门"),
    "room": room(LIMITS["room"]), "name": text(LIMITS["name"], must=True), "relation": choice(RELATION_WORDS),
    "sex": choice(SEX_WORDS, Sex.UNKNOWN), "born_on": born_on, "phone": phone, "id_number": id_number,
    "work": text(LIMITS["work"]), "political": choice(POLITICAL_WORDS, must=False),
    "health": text(LIMITS["health"]), "flags": several(FLAG_WORDS),
}  # fmt: skip
