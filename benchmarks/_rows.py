"""Rows made by the database itself out of a running number n, in the words of SQLite and of PostgreSQL; indexes and
triggers are taken away while the rows come in and made again afterwards, over all of them at once."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

BASE = datetime(2000, 1, 1, tzinfo=UTC)
MIX = 2_147_483_647  # a prime: every number below it comes up once before any comes twice
FACTORS = (1_597_334_677, 1_289_706_101, 747_796_405, 1_403_630_843, 1_194_112_307, 961_748_941)
LOOSE = ("foreign_keys=OFF", "synchronous=OFF", "journal_mode=OFF", "cache_size=-400000", "temp_store=MEMORY")


def dice(salt: int, sides: int, n: str = "n") -> str:
    """A number below `sides` that looks drawn and is the same in every run."""
    return f"((({n}) * {FACTORS[salt]} + {salt * 7919}) % {MIX} % {sides})"


class Sqlite:
    def __init__(self, file: Path) -> None:
        self.raw = sqlite3.connect(file, isolation_level=None)
        for pragma in LOOSE:
            self.raw.execute(f"PRAGMA {pragma}")

    def run(self, statement: str) -> list[Any]:
        return self.raw.execute(statement).fetchall()

    def series(self, name: str, count: int) -> str:
        rows = f"WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < {count}) SELECT n FROM r"
        return f"({rows}) AS {name}"

    def id(self, kind: int, n: str) -> str:
        return f"printf('{kind:08x}00007000800000%010x', {n})"

    def moment(self, seconds: str) -> str:
        """So many seconds after the year 2000."""
        return f"strftime('%Y-%m-%d %H:%M:%S.000000', 946684800 + CAST({seconds} AS INTEGER), 'unixepoch')"

    def truth(self, words: str) -> str:
        return words

    def close(self) -> None:
        self.raw.execute("PRAGMA journal_mode=WAL")
        self.raw.close()

    @contextmanager
    def bare(self, *tables: str) -> Iterator[None]:
        names = ", ".join(f"'{table}'" for table in tables)
        found = self.run(
            f"SELECT name, type, sql FROM sqlite_master WHERE tbl_name IN ({names}) "
            "AND type IN ('index', 'trigger') AND sql IS NOT NULL"
        )
        for name, kind, _ in found:
            self.run(f"DROP {kind} {name}")
        self.run("BEGIN")
        yield
        for _, _, statement in found:
            self.run(statement)
        self.run("COMMIT")
        for table in tables:
            self.run(f"ANALYZE {table}")


class Postgres:
    def __init__(self, engine: Engine) -> None:
        self.connection = engine.raw_connection()  # the driver's own: each statement by itself
        self.run("SET session_replication_role = replica")  # neither triggers nor foreign keys
        self.run("SET maintenance_work_mem = '512MB'")

    def run(self, statement: str) -> list[Any]:
        answer = self.connection.driver_connection.execute(statement)  # type: ignore[union-attr]
        return list(answer.fetchall()) if answer.description else []

    def series(self, name: str, count: int) -> str:
        return f"generate_series(1, {count}::bigint) AS {name}(n)"

    def id(self, kind: int, n: str) -> str:
        return f"('{kind:08x}00007000800000' || lpad(to_hex({n}), 10, '0'))::uuid"

    def moment(self, seconds: str) -> str:
        return f"to_timestamp(946684800 + floor({seconds}))"

    def truth(self, words: str) -> str:
        return f"({words})"

    def close(self) -> None:
        """Not back into the pool: what was set here holds for this connection alone."""
        self.connection.invalidate()
        self.connection.close()

    @contextmanager
    def bare(self, *tables: str) -> Iterator[None]:
        names = ", ".join(f"'{table}'" for table in tables)
        found = self.run(
            f"SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ({names}) "
            "AND indexname NOT IN (SELECT conname FROM pg_constraint)"
        )
        for name, _ in found:
            self.run(f"DROP INDEX {name}")
        yield
        for _, statement in found:
            self.run(statement)
        for table in tables:
            self.run(f"VACUUM ANALYZE {table}")


Maker = Sqlite | Postgres


@contextmanager
def maker(engine: Engine) -> Iterator[Maker]:
    """Nobody else has the database open while it is filled."""
    made: Maker
    if engine.dialect.name == "sqlite":
        engine.dispose()
        made = Sqlite(Path(str(engine.url.database)))
    else:
        made = Postgres(engine)
    try:
        yield made
    finally:
        made.close()


def seconds_of(moment: datetime) -> int:
    return int((moment - BASE).total_seconds())


def insert(made: Maker, table: str, values: dict[str, str], source: str) -> None:
    """`values`: column → the words that make it. What SQLite gives a default by its model is given by the caller."""
    columns = ", ".join(f'"{name}"' for name in values)
    made.run(f"INSERT INTO {table} ({columns}) SELECT {', '.join(values.values())} FROM {source}")
