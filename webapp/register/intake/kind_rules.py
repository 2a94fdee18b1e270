"""One kind of list as an office keeps it in Excel, said once: columns, which row is meant, what is there, how to write.

A blank cell says nothing: of a row that is there it leaves the cell as it is. Nothing is skipped in silence: a row is
new, changed (with before and after), or the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from sqlmodel import Session

from webapp.core.data.row_journal import Written
from webapp.core.files.spreadsheets import Column, Row
from webapp.core.text import masks
from webapp.core.text.i18n import N_, listed
from webapp.people.accounts.permissions import Action
from webapp.register.intake.cell_rules import BadCell, Reader, text
from webapp.register.intake.import_rules import CellProblem

Values = dict[str, Any]
PLAIN = text(80)
TWICE = N_("和第 %(first)s 行是同一个")
UNKNOWN = N_("没有“%(given)s”，有：%(choices)s")
FIXED = N_("现在是“%(now)s”，导入改不了这一项")
STARRED = N_("打了星号的号码导不进去，请写完整，或把这一格空着")


@dataclass(frozen=True)
class Field(Column):
    """`refers` names the places (grids, shops) the value must be one of; `is_fixed` can only be said of a new row;
    `is_private` is masked wherever before and after stand."""

    read: Reader = PLAIN
    refers: str = ""
    is_fixed: bool = False
    is_private: bool = False
    words: Mapping[Any, str] = field(default_factory=dict)

    def shown(self, value: Any) -> str:
        if isinstance(value, list | tuple):
            return listed(self.shown(one) for one in value)
        if isinstance(value, Enum):
            return self.words.get(value, value.value)
        return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)

    def told(self, value: Any) -> str:
        """The same for a screen or an open file."""
        said = self.shown(value)
        return masks.phone(said) if self.is_private and "*" not in said else said

    def exported(self, value: Any) -> object:
        """Numbers and days stay what they are, for a sheet to reckon with."""
        is_plain = isinstance(value, int | date) and not isinstance(value, bool | Enum)
        return value if is_plain and not self.is_private else self.told(value)


@dataclass(frozen=True)
class Known:
    """A row that is there, in the columns' own values."""

    id: str
    values: Values


@dataclass
class Ground:
    """What a community has already. `places`: for each thing a column may refer to, its names and ids."""

    community_id: str
    known: list[Known] = field(default_factory=list)
    places: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """`keys` gives what tells a row from others, the surest first (`known_keys`: by what a row that is there is found,
    where that is more); `add` and `change` are the slice's own services.
    `change` is given only what differs; `check` says what else is wrong with a row once its cells are in order.
    `action` is what bringing it in asks for; `is_wide`: one sheet for all below one's own post, not for one community.
    What stands in ledgers (`booked`) is taken back by `reverse`, which books the contrary; `since` says of a table how
    it is said that a row of it was used.
    """

    name: str
    title: str
    hint: str
    fields: tuple[Field, ...]
    keys: Callable[[Values], list[tuple[Any, ...]]]
    survey: Callable[[Session, str], Ground]
    add: Callable[[Session, Any, Ground, Values], None]
    change: Callable[[Session, Any, Ground, str, Values], None]
    check: Callable[[Ground, Values], Iterable[tuple[str, str, Values]]] = lambda ground, values: ()
    known_keys: Callable[[Values], list[tuple[Any, ...]]] | None = None
    action: Action = Action.IMPORT_REGISTER
    is_wide: bool = False
    reverse: Callable[[Session, Any, list[Written]], None] | None = None
    booked: frozenset[str] = frozenset()
    since: Mapping[str, str] = field(default_factory=dict)

    @property
    def titles(self) -> dict[str, str]:
        return {one.key: one.title for one in self.fields}


@dataclass
class Line:
    """One row of the file and what it will do: `changes` is column → (before, after)."""

    row: int
    title: str
    values: Values
    known_id: str | None = None
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        return self.known_id is None


@dataclass
class ListPlan:
    lines: list[Line] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        new = sum(line.is_new for line in self.lines)
        changed = sum(bool(line.changes) for line in self.lines)
        return {"new": new, "changed": changed, "same": len(self.lines) - new - changed}


def plan(kind: Kind, ground: Ground, rows: Iterable[Row], today: date) -> ListPlan:
    """Every bad cell at once, and for every good row what it changes."""
    made = ListPlan()
    found_by = kind.known_keys or kind.keys
    there = {key: known for known in ground.known for key in found_by(known.values)}
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        values, bad = _read(kind, row, today)
        if not bad:
            bad = [*_refers(kind, ground, row, values), *_checked(kind, ground, row, values)]
        if not bad:
            bad = _settled(kind, there, seen, row, values, made)
        made.problems += bad
    return made


def _read(kind: Kind, row: Row, today: date) -> tuple[Values, list[CellProblem]]:
    values: Values = {}
    bad: list[CellProblem] = []
    for one in kind.fields:
        try:
            values[one.key] = one.read(row.cells.get(one.key, ""), today)
        except BadCell as wrong:
            bad.append(CellProblem(row.number, one.key, wrong.reason, wrong.values))
    return values, bad


def _refers(kind: Kind, ground: Ground, row: Row, values: Values) -> Iterator[CellProblem]:
    for one in kind.fields:
        said = values[one.key]
        if one.refers and said and said not in ground.places[one.refers]:
            choices = listed(list(ground.places[one.refers])[:12])
            yield CellProblem(row.number, one.key, UNKNOWN, (("given", said), ("choices", choices)))


def _checked(kind: Kind, ground: Ground, row: Row, values: Values) -> Iterator[CellProblem]:
    for column, reason, parts in kind.check(ground, values):
        yield CellProblem(row.number, column, reason, tuple(parts.items()))


def _settled(
    kind: Kind, there: dict[tuple[Any, ...], Known], seen: dict[tuple[Any, ...], int], row: Row, values: Values,
    made: ListPlan,
) -> list[CellProblem]:  # fmt: skip
    keys = kind.keys(values)
    known = next((there[key] for key in keys if key in there), None)
    whose = (known.id,) if known else keys[0]
    if (first := seen.setdefault(whose, row.number)) != row.number:
        return [CellProblem(row.number, kind.fields[0].key, TWICE, (("first", first),))]
    line = Line(row.number, _title(kind, values), values, known.id if known else None)
    if known:
        line.changes = {
            one.key: (before, values[one.key])
            for one in kind.fields if _differs(one, before := known.values.get(one.key), values[one.key])
        }  # fmt: skip
    made.lines.append(line)
    return [*_fixed(kind, line), *_starred(kind, line)]


def _differs(one: Field, before: Any, after: Any) -> bool:
    """Blank says nothing; a masked number stands for the one that is there."""
    if one.shown(after) in ("", one.shown(before)):
        return False
    return not (one.is_private and before and one.shown(after) == masks.phone(one.shown(before)))


def _fixed(kind: Kind, line: Line) -> Iterator[CellProblem]:
    for one in kind.fields:
        if one.is_fixed and one.key in line.changes:
            yield CellProblem(line.row, one.key, FIXED, (("now", one.told(line.changes[one.key][0])),))


def _starred(kind: Kind, line: Line) -> Iterator[CellProblem]:
    for one in kind.fields:
        said = one.shown(line.values[one.key])
        if one.is_private and "*" in said and (line.is_new or one.key in line.changes):
            yield CellProblem(line.row, one.key, STARRED)


def _title(kind: Kind, values: Values) -> str:
    """How the row is called on the preview: what must be filled in, in the columns' order."""
    return " ".join(one.shown(values[one.key]) for one in kind.fields if one.required)[:80]
