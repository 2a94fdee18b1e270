"""All rows into an empty PostgreSQL, however many: by COPY in batches, each kept together with how far it brought the
table, so that a move that was killed goes on where it was. Indexes and foreign keys are made when the rows are there
and both sides have been read again and found equal.
"""

import json
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Table, bindparam, func, inspect, select, text, tuple_

from webapp.core.data import migrations, transfer
from webapp.core.data.transfer import Tally, TransferRefused, written

CHUNK = 5000
NOTES = "move_work"
Say = Callable[[str], None]
Key = list[Any]


class Note(NamedTuple):
    """What `NOTES` keeps: `rows` how far a table is, `index` and `key` what is made again at the end."""

    kind: str
    name: str
    words: str


class Pace:
    """How many rows of all, and how long it goes on at this speed."""

    def __init__(self, total: int, done: int) -> None:
        self.total, self.done, self.since, self.began = total, done, done, time.monotonic()

    def told(self, table: str, more: int) -> str:
        self.done += more
        spent = time.monotonic() - self.began
        left = spent / max(self.done - self.since, 1) * max(self.total - self.done, 0)
        return f"{table}: {self.done} / {self.total}, {left:.0f} s left"


def move(source: Engine, target: Engine, say: Say) -> list[Tally]:
    if migrations.current_revision(source) != migrations.head(source):
        raise TransferRefused("the database is older than this program: flask db upgrade first")
    tables = transfer.tables_of(source)
    _begin(target, tables)
    _copy(source, target, tables, say)
    tallies = [_prove(source, target, table, say) for table in tables]
    _finish(target, say)
    return tallies


def _begin(target: Engine, tables: list[Table]) -> None:
    """The note that this target is ours comes first: what migrations put there is then known to give way."""
    with target.begin() as new:
        if not inspect(new).has_table(NOTES):
            if migrations.current_revision(target) is not None:
                transfer.refuse_full(new, tables)
            new.exec_driver_sql(f"CREATE TABLE {NOTES} (kind text, name text, words text, PRIMARY KEY (kind, name))")
    if _notes(target, "ready"):
        return
    migrations.upgrade(target)
    with target.begin() as new:
        for note in [*_keys(new), *_indexes(new)]:
            _write(new, note)
            _, table, name = note.name.split(" ")
            drop = f'ALTER TABLE "{table}" DROP CONSTRAINT' if note.kind == "key" else "DROP INDEX"
            new.exec_driver_sql(f'{drop} "{name}"')
        names = ", ".join(f'"{table.name}"' for table in tables)
        new.exec_driver_sql(f"TRUNCATE {names}")
        _write(new, Note("ready", "", ""))


def _keys(new: Connection) -> Iterator[Note]:
    query = (
        "SELECT c.relname, k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint k JOIN pg_class c "
        "ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE k.contype = 'f' "
        "AND k.conparentid = 0 AND n.nspname = current_schema()"
    )
    for table, name, words in new.exec_driver_sql(query):
        yield Note("key", f"2 {table} {name}", f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {words}')


def _indexes(new: Connection) -> Iterator[Note]:
    query = (
        "SELECT i.tablename, i.indexname, i.indexdef FROM pg_indexes i JOIN pg_class c ON c.relname = i.indexname "
        "WHERE i.schemaname = current_schema() AND NOT c.relispartition AND i.indexname NOT IN "
        "(SELECT conname FROM pg_constraint WHERE contype IN ('p', 'u', 'x')) AND i.tablename <> 'alembic_version'"
    )
    for table, name, words in new.exec_driver_sql(query):
        yield Note("index", f"1 {table} {name}", str(words))


def _copy(source: Engine, target: Engine, tables: list[Table], say: Say) -> None:
    known = {note.name: json.loads(note.words) for note in _notes(target, "rows")}
    with source.connect() as old:
        totals = {table.name: old.execute(select(func.count()).select_from(table)).scalar_one() for table in tables}
    pace = Pace(sum(totals.values()), sum(known[name]["done"] for name in known))
    for table in tables:
        at = known.get(table.name) or {"done": 0, "last": None}
        while rows := _after(source, table, at["last"]):
            at = {"done": at["done"] + len(rows), "last": _key_of(table, rows[-1])}
            with target.begin() as new:
                _put(new, table, rows)
                _write(new, Note("rows", table.name, json.dumps(at, default=str)))
            say(pace.told(table.name, len(rows)))


def _after(source: Engine, table: Table, last: Key | None) -> list[Any]:
    keys = list(table.primary_key.columns)
    query = select(*written(table)).order_by(*keys).limit(CHUNK)
    if last is not None:
        values = [bindparam(None, _typed(column, value), column.type) for column, value in zip(keys, last, strict=True)]
        query = query.where(keys[0] > values[0] if len(keys) == 1 else tuple_(*keys) > tuple_(*values))
    with source.connect() as old:
        return list(old.execute(query))


def _key_of(table: Table, row: Any) -> Key:
    return [row._mapping[column] for column in table.primary_key.columns]


def _typed(column: Any, value: Any) -> Any:
    return date.fromisoformat(value) if column.type.python_type is date and isinstance(value, str) else value


def _put(new: Connection, table: Table, rows: list[Any]) -> None:
    """The driver's COPY; each value goes the way an INSERT would send it."""
    columns, dialect = written(table), new.dialect
    ways = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in columns]
    names = ", ".join(f'"{column.name}"' for column in columns)
    raw = new.connection.driver_connection
    assert raw is not None
    with raw.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row([
                way(value) if way and value is not None else value for way, value in zip(ways, row, strict=True)
            ])  # fmt: skip


def _prove(source: Engine, target: Engine, table: Table, say: Say) -> Tally:
    """A table that differs is emptied: the next run brings it anew."""
    with source.connect() as old, target.connect() as new:
        mine, theirs = transfer.tally(old, table), transfer.tally(new, table)
    if mine == theirs:
        say(f"{table.name}: {mine.rows} = {theirs.rows}")
        return mine
    with target.begin() as new:
        new.exec_driver_sql(f'TRUNCATE "{table.name}"')
        new.execute(text(f"DELETE FROM {NOTES} WHERE kind = 'rows' AND name = :name"), {"name": table.name})  # noqa: S608
    raise TransferRefused(
        f"{table.name}: {mine.rows} rows there, {theirs.rows} here, or other contents: somebody wrote meanwhile. "
        "Stop the product and run this again; only this table comes anew."
    )


def _finish(target: Engine, say: Say) -> None:
    """Indexes, then keys: each proves what it says of the rows."""
    left = sorted([*_notes(target, "index"), *_notes(target, "key")], key=lambda note: note.name)
    for number, note in enumerate(left, 1):
        with target.begin() as new:
            new.exec_driver_sql(note.words)
            new.execute(text(f"DELETE FROM {NOTES} WHERE kind = :kind AND name = :name"), note._asdict())  # noqa: S608
        say(f"{note.name.split(' ')[2]}: {number} / {len(left)}")
    with target.begin() as new:
        new.exec_driver_sql("ANALYZE")
    with target.begin() as new:
        new.exec_driver_sql(f"DROP TABLE {NOTES}")


def _notes(target: Engine, kind: str) -> list[Note]:
    with target.connect() as new:
        query = text(f"SELECT kind, name, words FROM {NOTES} WHERE kind = :kind")  # noqa: S608 — a name of ours
        return [Note(*row) for row in new.execute(query, {"kind": kind})]


def _write(new: Connection, note: Note) -> None:
    new.execute(text(
        f"INSERT INTO {NOTES} VALUES (:kind, :name, :words) "  # noqa: S608 — a name of ours
        "ON CONFLICT (kind, name) DO UPDATE SET words = EXCLUDED.words"
    ), note._asdict())  # fmt: skip
