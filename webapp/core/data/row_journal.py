"""What a piece of work wrote, row by row, so that the whole of it can be taken back later.

A new row is remembered by a fingerprint, a changed one by what it said before and after, one that went by all it said.
What a later hand has changed since no longer fits and stays as it is (`row_return`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, event, inspect
from sqlmodel import Session, SQLModel, col, select

# The history and counters only grow; pairs of letters follow their name; the upload is the work itself.
NOT_KEPT = frozenset({
    "audit_line", "audit_head", "volunteer_number", "name_pair", "word_pair", "register_upload", "column_name", "job",
})  # fmt: skip
MARKS = frozenset({"version", "changed_at"})  # say that, not what, was changed
CHUNK = 5000
Values = dict[str, Any]


@dataclass
class Written:
    """`group` is what goes back together: a row of the file, or one household of it. Row 0: nobody's in particular,
    it goes when nothing needs it any more."""

    group: str
    row: int
    table: str
    id: str
    print: str = ""
    before: Values = field(default_factory=dict)
    after: Values = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        return not self.before and not self.after

    @property
    def is_gone(self) -> bool:
        return bool(self.before) and not self.after


class Journal:
    def __init__(self) -> None:
        self.group, self.row = "", 0
        self.written: dict[tuple[str, str], Written] = {}

    def at(self, row: int) -> None:
        """Whatever is written from here on is of this row of the file."""
        self.group, self.row = str(row), row

    def add_new(self, table: str, row_id: str, *, group: str | None = None, row: int | None = None) -> None:
        if table not in NOT_KEPT:
            place = (self.group if group is None else group, self.row if row is None else row)
            self.written.setdefault((table, row_id), Written(*place, table, row_id))

    def add_change(self, table: str, row_id: str, before: Values, after: Values) -> None:
        known = self.written.get((table, row_id))
        if table in NOT_KEPT or (known and not known.after):
            return
        if known is None:
            self.written[table, row_id] = Written(self.group, self.row, table, row_id, "", before, after)
        else:
            known.before = before | known.before
            known.after |= after

    def add_gone(self, table: str, row_id: str, said: Values) -> None:
        known = self.written.pop((table, row_id), None)
        if table not in NOT_KEPT and not (known and known.is_new):
            before = said | (known.before if known else {})
            self.written[table, row_id] = Written(self.group, self.row, table, row_id, "", before)

    def close(self, session: Session) -> list[Written]:
        """Everything that was written, new rows with their fingerprints."""
        for table, ids in _by_table(self.written.values()).items():
            for row_id, row in rows_of(session, table, ids).items():
                one = self.written[table, row_id]
                if one.is_new:
                    one.print = fingerprint(row)
                elif one.after:
                    one.after = {key: plain(row[key]) for key in one.after}
        return list(self.written.values())


@contextmanager
def kept(session: Session) -> Iterator[Journal]:
    """Whatever the session writes meanwhile is remembered."""
    journal, connection = Journal(), session.connection()

    def after_flush(flushed: Session, context: Any) -> None:
        for one in flushed.dirty:
            before, after = _difference(one)
            if after and hasattr(one, "id"):
                journal.add_change(one.__tablename__, one.id, before, after)

        for one in flushed.deleted:
            if hasattr(one, "id"):
                journal.add_gone(one.__tablename__, one.id, _said(one))

    def after_execute(*told: Any) -> None:
        for table, row_id in _inserted(told[1], told[-1]):
            journal.add_new(table, row_id)

    event.listen(session, "after_flush", after_flush)
    event.listen(connection, "after_execute", after_execute)
    session.info["journal"] = journal
    try:
        yield journal
    finally:
        session.info.pop("journal")
        event.remove(session, "after_flush", after_flush)
        event.remove(connection, "after_execute", after_execute)


def journal_of(session: Session) -> Journal:
    """The one that is being kept; else one that nobody reads."""
    found: Journal = session.info.get("journal") or Journal()
    return found


def rows_of(session: Session, table: str, ids: list[str]) -> dict[str, Values]:
    found: dict[str, Values] = {}
    model: Table = SQLModel.metadata.tables[table]
    for start in range(0, len(ids), CHUNK):
        query = select(model).where(col(model.c.id).in_(ids[start : start + CHUNK]))
        found |= {str(row["id"]): dict(row) for row in session.connection().execute(query).mappings()}
    return found


def fingerprint(row: Values) -> str:
    told = {key: plain(value) for key, value in row.items() if key not in MARKS}
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()[:32]


def plain(value: Any) -> Any:
    """As JSON keeps it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return [plain(one) for one in value] if isinstance(value, list | tuple) else getattr(value, "value", value)


def _by_table(written: Iterable[Written]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in written:
        found.setdefault(one.table, []).append(one.id)
    return found


def _inserted(clause: Any, result: Any) -> list[tuple[str, str]]:
    if not getattr(clause, "is_insert", False) or "id" not in clause.table.c:
        return []
    return [(clause.table.name, str(values["id"])) for values in result.context.compiled_parameters]


def _said(row: Any) -> Values:
    state: Any = inspect(row)
    return {column.key: plain(getattr(row, column.key)) for column in state.mapper.column_attrs}


def _difference(row: Any) -> tuple[Values, Values]:
    before: Values = {}
    after: Values = {}
    state: Any = inspect(row)
    for column in state.mapper.column_attrs:
        changed = state.attrs[column.key].history
        if changed.has_changes() and column.key not in MARKS:
            before[column.key] = plain(changed.deleted[0]) if changed.deleted else None
            after[column.key] = plain(changed.added[0]) if changed.added else None
    return before, after
