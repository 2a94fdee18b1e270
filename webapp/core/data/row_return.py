"""Taking back what a journal remembers: a row that nobody changed and nothing stands on goes or says again what it
said before; every other stays, and says why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Column, DateTime, Table, delete, insert, select, text, update
from sqlmodel import Session, SQLModel, col

from webapp.core.data import db, ids
from webapp.core.data.row_journal import CHUNK, NOT_KEPT, Written, fingerprint, plain, rows_of
from webapp.core.search.lookup import NamePair

CHANGED, NEEDED, GROWS = "changed", "needed", "grows"
SILENT = NOT_KEPT - {"audit_line"}


@dataclass(frozen=True)
class Why:
    """`table` stands on it since; `row`: another row of the same file stays and needs it."""

    reason: str
    table: str = ""
    row: int = 0


@dataclass
class Judged:
    goes: list[Written] = field(default_factory=list)
    stays: dict[str, list[Why]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)

    def refused(self) -> list[tuple[int, list[Why]]]:
        """(row of the file, why), of what is somebody's row."""
        found = [(self.rows[group], why) for group, why in self.stays.items() if self.rows[group]]
        return sorted(found, key=lambda one: one[0])


def judge(session: Session, written: list[Written], booked: frozenset[str] = frozenset()) -> Judged:
    """A group goes whole or stays whole; what a staying row needs stays too. `booked`: tables that only grow, and whose
    rows somebody will book the contrary of."""
    stays: dict[str, list[Why]] = defaultdict(list)
    for one, why in _touched(session, written, booked):
        stays[one.group].append(why)
    fresh = {(one.table, one.id): one for one in written if one.is_new}
    inner: list[tuple[Written, Written]] = []  # (whoever needs, what is needed)
    for table, holder_id, needed in _holders(session, fresh):
        if (holder := fresh.get((table, holder_id))) is not None:
            inner.append((holder, needed))
        else:
            stays[needed.group].append(Why(NEEDED, table))
    _spread(stays, inner)
    kept = [one for one in written if one.group not in stays]
    return Judged(kept, {key: list(dict.fromkeys(why)) for key, why in stays.items()},
                  {one.group: one.row for one in written})  # fmt: skip


def give_back(session: Session, judged: Judged) -> None:
    """In the caller's one transaction: what was changed, the last change first, so that what may stand only once never
    stands twice on the way; then new rows, the last made first, then what had gone."""
    for one in reversed(judged.goes):
        if one.after:
            _restore(session, one)
    _remove(session, [one for one in judged.goes if one.is_new])
    for one in judged.goes:
        if one.is_gone:
            model = SQLModel.metadata.tables[one.table]
            session.connection().execute(insert(model).values(_typed_all(model, one.before)))
    session.expire_all()


def _remove(session: Session, fresh: list[Written]) -> None:
    gone: dict[str, list[str]] = defaultdict(list)
    for one in fresh:
        gone[one.table].append(one.id)
    for table in reversed(SQLModel.metadata.sorted_tables):
        found = sorted(gone.get(table.name, []), reverse=True)
        for start in range(0, len(found), CHUNK):
            part = found[start : start + CHUNK]
            session.connection().execute(delete(NamePair).where(col(NamePair.row_id).in_(part)))
            session.connection().execute(delete(table).where(table.c.id.in_(part)))


def _touched(session: Session, written: list[Written], booked: frozenset[str]) -> Iterator[tuple[Written, Why]]:
    only_grow = _guarded(session) - booked
    by_table: dict[str, list[Written]] = defaultdict(list)
    for one in written:
        by_table[one.table].append(one)
    for table, here in by_table.items():
        now = rows_of(session, table, [one.id for one in here])
        for one in here:
            if table in only_grow:
                yield one, Why(GROWS, table)
            elif not _fits(one, now.get(one.id)):
                yield one, Why(CHANGED, table)


def _guarded(session: Session) -> set[str]:
    """The tables of which the database itself lets no row go."""
    asked = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_no\\_delete' ESCAPE '\\'"
    if db.is_postgres(session):
        asked = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%\\_only\\_grows'"
    return set(session.connection().execute(text(asked)).scalars())


def _fits(one: Written, now: dict[str, Any] | None) -> bool:
    if now is None or one.is_gone:
        return now is None and one.is_gone
    if one.is_new:
        return fingerprint(now) == one.print
    return all(plain(now[key]) == value for key, value in one.after.items())


def _holders(session: Session, fresh: dict[tuple[str, str], Written]) -> Iterator[tuple[str, str, Written]]:
    """(table, id, what it points to) of every row that points to a new one."""
    by_table: dict[str, list[str]] = defaultdict(list)
    for name, row_id in fresh:
        by_table[name].append(row_id)
    for table in SQLModel.metadata.sorted_tables:
        for column in table.c:
            for target in _targets(column, by_table):
                for holder_id, row_id in _pointing(session, table, column, by_table[target]):
                    if (table.name, holder_id) != (target, row_id):
                        yield table.name, holder_id, fresh[target, row_id]


def _targets(column: Column[Any], tables: dict[str, list[str]]) -> list[str]:
    """By foreign key; ids kept without one say by their name what they are of."""
    if column.foreign_keys:
        return [one for key in column.foreign_keys if (one := str(key.column.table)) in tables]
    holder = str(column.table)
    if not isinstance(column.type, ids.TextUuid) or column.primary_key or holder in SILENT or column.name == "row_id":
        return []
    name = column.name.removesuffix("_id")
    if name in ("account", "acting_for") or name.endswith("_by"):
        return ["account"] if "account" in tables else []
    if name in SQLModel.metadata.tables or name in ("community", "chain"):
        return [name] if name in tables else []
    return list(tables)


def _pointing(session: Session, table: Table, column: Column[Any], wanted: list[str]) -> Iterator[tuple[str, str]]:
    key = table.c.id if "id" in table.c else column
    for start in range(0, len(wanted), CHUNK):
        query = select(key, column).where(column.in_(wanted[start : start + CHUNK]))
        yield from ((str(holder), str(row_id)) for holder, row_id in session.connection().execute(query))


def _spread(stays: dict[str, list[Why]], inner: list[tuple[Written, Written]]) -> None:
    """Until nothing more is needed by what stays."""
    waiting, grew = inner, True
    while grew:
        grew, left = False, []
        for holder, needed in waiting:
            if holder.group == needed.group or needed.group in stays:
                continue
            if holder.group in stays:
                stays[needed.group].append(Why(NEEDED, holder.table, holder.row))
                grew = True
            else:
                left.append((holder, needed))
        waiting = left


def _restore(session: Session, one: Written) -> None:
    table = SQLModel.metadata.tables[one.table]
    values = _typed_all(table, one.before)
    if "version" in table.c:
        values["version"] = table.c.version + 1
    session.connection().execute(update(table).where(table.c.id == one.id).values(values))


def _typed_all(table: Table, said: dict[str, Any]) -> dict[str, Any]:
    return {key: _typed(table.c[key], value) for key, value in said.items()}


def _typed(column: Column[Any], value: Any) -> Any:
    """From JSON back to what the column takes."""
    kind = getattr(column.type, "enum_class", None)
    if value is None or not isinstance(value, str):
        return value
    if kind is not None and issubclass(kind, Enum):
        return kind(value)
    if isinstance(column.type, DateTime) or column.type.python_type is datetime:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if column.type.python_type is date else value
