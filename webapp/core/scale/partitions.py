"""The tables that grow with every door, cut by time: PostgreSQL keeps each span of months as a table of its own.

Ids begin with the moment they were made at (UUIDv7), so a table is cut by its id: the primary key stays what it is, and
foreign keys go on pointing at it. What a wrong clock dates outside every span lies in the part `rest`. A uniqueness
that does not name the id holds in each part: rows that race for one number are made in the same moment, so they meet.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from webapp.core.time import clock

TABLES = ("visit", "audit_line", "sync_receipt")
MONTHS = 12
PART = re.compile(r"_(cut|prest|pbefore|p\d{6})$")


class Reach(NamedTuple):
    """How far the parts of a table go: up to but without `until`; `strays` lie in the part for wrong clocks."""

    table: str
    months: int
    until: date
    strays: int


def least_id(first: date) -> str:
    """No id made on this day or later sorts before it."""
    hexed = f"{int(clock.start_of_day(first).timestamp() * 1000):012x}"
    return f"{hexed[:8]}-{hexed[8:]}-0000-0000-000000000000"


def moment_of(key: str) -> datetime:
    return datetime.fromtimestamp(int(key.replace("-", "")[:12], 16) / 1000, tz=clock.ZONE)


def begin_of(day: date, months: int) -> date:
    """The first day of the span this day lies in; spans are counted from January."""
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def following(first: date, months: int) -> date:
    at = first.year * 12 + first.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)


def spans(first: date, last: date, months: int) -> list[date]:
    """The beginnings of all spans from the one of `first` to the one of `last`."""
    found = [begin_of(first, months)]
    while following(found[-1], months) <= last:
        found.append(following(found[-1], months))
    return found


def is_cut(on: Connection, table: str) -> bool:
    kind = "SELECT relkind FROM pg_class WHERE oid = to_regclass(:name)"
    return on.execute(text(kind), {"name": table}).scalar() == "p"


def cut_tables(on: Connection) -> list[str]:
    return [name for name in TABLES if on.dialect.name == "postgresql" and is_cut(on, name)]


def reach(on: Connection, table: str) -> Reach:
    months = int(str(note(on, table)).rsplit(" ", 1)[-1])
    strays = on.exec_driver_sql(f"SELECT count(*) FROM {table}_prest").scalar_one()  # noqa: S608 — a name of TABLES
    return Reach(table, months, following(_begins(on, table)[-1], months), int(strays))


def extend(on: Connection, table: str, up_to: date) -> list[str]:
    """Makes the parts that are missing up to that day; strays that belong there move in. Returns their names."""
    here, made = reach(on, table), []
    first = here.until
    while first <= up_to:
        made.append(_add(on, table, first, here.months))
        first = following(first, here.months)
    return made


def add_part(on: Connection, table: str, of: str, first: date, months: int, lonely: Iterable[str] = ()) -> str:
    """`of`: the partitioned table it becomes a part of. `lonely`: what is unique within one part."""
    name = f"{table}_p{first:%Y%m}"
    low, high = least_id(first), least_id(following(first, months))
    on.exec_driver_sql(f"CREATE TABLE {name} PARTITION OF {of} FOR VALUES FROM ('{low}') TO ('{high}')")
    keep_unique(on, name, lonely)
    return name


def keep_unique(on: Connection, part: str, lonely: Iterable[str]) -> None:
    for words in lonely:
        on.exec_driver_sql(f"ALTER TABLE {part} ADD {words}")


def passing(on: Connection, found: Any) -> bool:
    """What a comparison of models and database says of a table that is cut and means nothing: our own note, a
    uniqueness that each part keeps, and what PostgreSQL notes a part of a foreign key."""
    word, item = found[:2] if isinstance(found, tuple) else ("", None)
    if word == "remove_table_comment":
        return item.name in cut_tables(on)
    if word == "remove_fk":
        return any(PART.search(one.target_fullname.rsplit(".", 1)[0]) for one in item.elements)
    return word == "add_constraint" and "id" not in item.columns and item.table.name in cut_tables(on)


def note(on: Connection, table: str) -> Any:
    return on.execute(text("SELECT obj_description(to_regclass(:name), 'pg_class')"), {"name": table}).scalar()


def write_note(on: Connection, table: str, words: str) -> None:
    on.exec_driver_sql(f"COMMENT ON TABLE {table} IS '{words}'")


def _begins(on: Connection, table: str) -> list[date]:
    query = (
        "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = to_regclass(:t)"
    )
    names = [str(name) for name in on.execute(text(query), {"t": table}).scalars()]
    return sorted(date(int(name[-6:-2]), int(name[-2:]), 1) for name in names if name[-6:].isdecimal())


def _add(on: Connection, table: str, first: date, months: int) -> str:
    """The part for strays steps aside meanwhile: no row of the new span may lie in it."""
    rest, low, high = f"{table}_prest", least_id(first), least_id(following(first, months))
    lonely = _lonely(on, rest)
    on.exec_driver_sql(f"ALTER TABLE {table} DETACH PARTITION {rest}")
    name = add_part(on, table, table, first, months, lonely)
    inside = f"FROM {rest} WHERE id >= '{low}' AND id < '{high}'"
    on.exec_driver_sql(f"INSERT INTO {name} SELECT * {inside}")
    on.exec_driver_sql(f"DELETE {inside}")
    on.exec_driver_sql(f"ALTER TABLE {table} ATTACH PARTITION {rest} DEFAULT")
    return name


def _lonely(on: Connection, part: str) -> list[str]:
    query = (
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE conrelid = to_regclass(:p) AND contype = 'u' AND conparentid = 0"
    )
    return [str(words) for words in on.execute(text(query), {"p": part}).scalars()]
