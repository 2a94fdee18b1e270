"""Makes a PostgreSQL database's keys anew as given tables say: spread by community, or as the models have them.

Each step looks at what is there and does what is missing, each table in a transaction of its own, so that it may be
stopped and started again. Foreign keys that differ go first and come back last."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    func,
    inspect,
    select,
)
from sqlalchemy.schema import AddConstraint, CreateIndex, DropConstraint, DropIndex
from sqlmodel import SQLModel

from webapp.core.spread import shards

Say = Callable[[str], None]
LAST = "audit_line"  # its key tells the product that the database is spread


def contradictions(on: Connection) -> Iterator[tuple[str, int]]:
    """Keys whose rows name a row of another community, and how many do."""
    for table in SQLModel.metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            if shards.is_tied(key) and (found := on.execute(_strangers(table, key)).scalar_one()):
                yield f"{table.name}.{key.column_keys[0]}", int(found)


def _strangers(table: Table, key: Any) -> Any:
    other = key.elements[0].column.table.alias()
    mine: Column[Any] = next(iter(key.columns))
    apart = shards.home_of(table) != other.c[shards.home_of(key.elements[0].column.table).name]
    return select(func.count()).select_from(table).join(other, mine == other.c.id).where(apart)


def loosen(engine: Engine, wanted: MetaData, say: Say, *, every: bool = False) -> None:
    """Drops the foreign keys that are not as wanted, or every one: a table is taken back only when none holds it."""
    there = _foreign_keys(engine)
    for table in wanted.sorted_tables:
        kept = {_shape(key) for key in table.foreign_key_constraints}
        gone = [name for name, shape in there.get(table.name, ()) if every or shape not in kept]
        if gone:
            with engine.begin() as connection:
                drops = ", ".join(f'DROP CONSTRAINT "{name}"' for name in gone)
                connection.exec_driver_sql(f'ALTER TABLE "{table.name}" {drops}')
            say(f"{table.name}: - {', '.join(gone)}")


def rekey(engine: Engine, wanted: MetaData, say: Say) -> None:
    """Primary keys, unique keys and unique indexes; the history's key last."""
    there = _keys(engine)
    for table in sorted(wanted.sorted_tables, key=lambda one: one.name == LAST):
        steps = [step for step in _steps(table) if there.get((table.name, step.name)) != step.columns]
        if steps:
            with engine.begin() as connection:
                for step in steps:
                    connection.execute(step.drop)
                    connection.execute(step.add)
            say(f"{table.name}: {', '.join(step.name for step in steps)}")


def tie(engine: Engine, wanted: MetaData, say: Say) -> None:
    """Adds the foreign keys that are missing."""
    there = _foreign_keys(engine)
    for table in wanted.sorted_tables:
        known = {shape for _, shape in there.get(table.name, ())}
        keys = sorted(table.foreign_key_constraints, key=lambda one: str(one.name))
        if missing := [key for key in keys if _shape(key) not in known]:
            with engine.begin() as connection:
                for key in missing:
                    connection.execute(_add(key))
            say(f"{table.name}: + {', '.join(str(key.name) for key in missing)}")


def _add(key: Any) -> AddConstraint:
    """The models' own keys are named here too: CREATE TABLE shall go on saying them."""
    return AddConstraint(key, isolate_from_table=False)


class Step(NamedTuple):
    name: str
    columns: set[str]
    drop: Any
    add: Any


def _steps(table: Table) -> Iterator[Step]:
    """Every key of a table and how it is made anew."""
    for key in table.constraints:
        if isinstance(key, PrimaryKeyConstraint | UniqueConstraint):
            yield Step(str(key.name), set(key.columns.keys()), DropConstraint(key), _add(key))
    for index in table.indexes:
        if index.unique:
            yield Step(str(index.name), set(index.columns.keys()), DropIndex(index), CreateIndex(index))


def _keys(engine: Engine) -> dict[tuple[str, str], set[str]]:
    """(table, key) → its columns, as they are now; asked once for all tables."""
    seen, found = inspect(engine), dict[tuple[str, str], set[str]]()
    for (_, table), primary in seen.get_multi_pk_constraint().items():
        found[table, str(primary["name"])] = set(primary["constrained_columns"])
    for every in (seen.get_multi_unique_constraints(), seen.get_multi_indexes()):
        for (_, table), keys in every.items():
            found |= {(table, str(one["name"])): set(one["column_names"]) for one in keys}  # type: ignore[arg-type]
    return found


Shape = tuple[frozenset[str], str, frozenset[str]]


def _shape(key: Any) -> Shape:
    target = key.elements[0].column.table.name
    return frozenset(key.column_keys), target, frozenset(one.column.name for one in key.elements)


def _foreign_keys(engine: Engine) -> dict[str, list[tuple[str, Shape]]]:
    found: dict[str, list[tuple[str, Shape]]] = {}
    for (_, table), keys in inspect(engine).get_multi_foreign_keys().items():
        for one in keys:
            shape = (frozenset(one["constrained_columns"]), one["referred_table"], frozenset(one["referred_columns"]))
            found.setdefault(table, []).append((str(one["name"]), shape))
    return found
