"""All rows of one database into another, empty one of the same revision; counted and compared afterwards."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Engine, Enum, MetaData, Table, Text, delete, func, insert, inspect, select
from sqlmodel import SQLModel

from webapp.core.data import columns, migrations
from webapp.core.time import clock

CHUNK = 2000
Say = Callable[[str], None]


class Tally(NamedTuple):
    table: str
    rows: int
    digest: str


class TransferRefused(SystemExit):
    """Rows are moved only into an empty database, and only believed when both sides agree."""


@cache
def plain_tables() -> tuple[Table, ...]:
    """The tables in the order of their foreign keys; sealed columns and choices as they are stored, so nothing is
    decrypted or looked up. Made once: statements about the same table are compiled once too."""
    migrations.load_models()
    mirror = MetaData()
    for table in SQLModel.metadata.tables.values():
        for column in table.to_metadata(mirror).columns:
            if isinstance(column.type, (columns.Sealed, Enum)):
                column.type = Text()
    return tuple(mirror.sorted_tables)


def tables_of(source: Engine) -> list[Table]:
    """Those that are there, with the columns that are there: before an upgrade the program knows more than the base."""
    there = {name: {one["name"] for one in found} for (_, name), found in inspect(source).get_multi_columns().items()}
    return [_trimmed(table, there[table.name]) for table in plain_tables() if table.name in there]


def _trimmed(table: Table, names: set[str]) -> Table:
    if names >= set(table.columns.keys()):
        return table
    kept = [Column(one.name, one.type, primary_key=one.primary_key) for one in table.columns if one.name in names]
    return Table(table.name, MetaData(), *kept)


def prepare(target: Engine, revision: str = "head") -> None:
    """Makes the tables; rows that migrations put into a new database give way to those that are to come."""
    is_new = migrations.current_revision(target) is None
    migrations.upgrade(target, to=revision)
    if is_new:
        with target.connect().execution_options(writing=True) as connection:
            _defer_checks(connection, [], True)
            for table in reversed(tables_of(target)):
                connection.execute(delete(table))
            connection.commit()


def copy_all(source: Engine, target: Engine, say: Say) -> list[Tally]:
    tables = tables_of(source)
    with source.connect() as old, target.connect() as new:
        if source.dialect.name == "postgresql":
            old = old.execution_options(isolation_level="REPEATABLE READ")
        with new.execution_options(writing=True).begin():
            refuse_full(new, tables)
            _defer_checks(new, tables, True)
            for table in tables:
                _copy_table(old, new, table, say)
            _defer_checks(new, tables, False)
        tallies = [tally(old, table) for table in tables]
        for mine, theirs in zip(tallies, (tally(new, table) for table in tables), strict=True):
            if mine != theirs:
                raise TransferRefused(f"{mine.table}: {mine.rows} rows there, {theirs.rows} here, or other contents")
    return tallies


def tally(connection: Connection, table: Table) -> Tally:
    """The digests of the rows added up: in whichever order a database gives them, the same rows have the same sum."""
    rows = total = 0
    query = select(*written(table)).execution_options(yield_per=CHUNK)
    for row in connection.execute(query):
        rows += 1
        said = json.dumps(list(row), default=_plain, ensure_ascii=False, sort_keys=True).encode()
        total += int.from_bytes(hashlib.blake2b(said, digest_size=16).digest())
    return Tally(table.name, rows, f"{total % 2**128:032x}")


def _plain(value: Any) -> str:
    """The two databases may give the same instant back in different zones."""
    return clock.canonical(value) if isinstance(value, datetime) and value.tzinfo else str(value)


def _copy_table(old: Connection, new: Connection, table: Table, say: Say) -> None:
    total = old.execute(select(func.count()).select_from(table)).scalar_one()
    names = [column.name for column in written(table)]
    batch: list[dict[str, Any]] = []
    done = 0
    for row in _rows(old, table):
        batch.append(dict(zip(names, row, strict=True)))
        if len(batch) == CHUNK:
            new.execute(insert(table), batch)
            done += len(batch)
            batch.clear()
            say(f"{table.name}: {done} / {total}")
    if batch:
        new.execute(insert(table), batch)
    say(f"{table.name}: {total} / {total}")


def _rows(connection: Connection, table: Table) -> Iterator[Any]:
    query = select(*written(table)).order_by(*table.primary_key.columns)
    yield from connection.execution_options(yield_per=CHUNK).execute(query)


def written(table: Table) -> list[Any]:
    return [column for column in table.columns if column.computed is None]


def refuse_full(new: Connection, tables: list[Table]) -> None:
    for table in tables:
        if new.execute(select(table).limit(1)).first() is not None:
            raise TransferRefused(f"the target is not empty: {table.name} has rows; nothing was changed")


def _defer_checks(new: Connection, tables: list[Table], later: bool) -> None:
    """A unit may come before its parent; the keys are checked when all rows are there."""
    if new.dialect.name == "sqlite":
        if later:
            new.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        return
    if not later:
        new.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    quote = new.dialect.identifier_preparer.quote
    keys = inspect(new).get_multi_foreign_keys()
    for table in tables:
        for key in keys.get((None, table.name), ()):
            how = "DEFERRABLE INITIALLY DEFERRED" if later else "NOT DEFERRABLE"
            new.exec_driver_sql(f"ALTER TABLE {quote(table.name)} ALTER CONSTRAINT {quote(str(key['name']))} {how}")


def empty(target: Engine) -> None:
    """PostgreSQL only: all rows go at once; triggers that guard the audit lines do not fire on TRUNCATE."""
    quote = target.dialect.identifier_preparer.quote
    there = set(inspect(target).get_table_names())
    names = ", ".join(quote(table.name) for table in plain_tables() if table.name in there)
    with target.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {names}")
