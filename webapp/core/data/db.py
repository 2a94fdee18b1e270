"""Sessions, and the one place that commits.

A read session opens a plain BEGIN; `transaction()` opens BEGIN IMMEDIATE on SQLite, because the default
(deferred) mode lets two writers spend the same points. A flush outside `transaction()` raises.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from flask import Flask, current_app, g
from sqlalchemy import Connection, Engine, Table, create_engine, event, insert, text
from sqlmodel import Session, SQLModel

from webapp.core.cluster import postgres
from webapp.core.spread import heirs, shards
from webapp.core.work.fair_lock import FileTurn, Turns

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


PATIENCE = 30.0  # seconds for another process to finish; longer than a phone waits for its answer
TURNS: WeakKeyDictionary[Engine, Turns] = WeakKeyDictionary()


class WriteOutsideTransaction(RuntimeError):
    """Only the caller of one service call opens `transaction()`; a page that is read cannot write."""


def make_engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        server = postgres.make_engine(url)
        event.listen(server, "first_connect", lambda raw, _: shards.look(server, raw))
        return server
    file = Path(url.removeprefix("sqlite:///"))
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": PATIENCE}, pool_size=16, max_overflow=16)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    TURNS[engine] = Turns(FileTurn(file.with_suffix(".turn")))
    return engine


def init_app(app: Flask, url: str) -> None:
    from webapp.core.cluster import replica

    app.extensions["engine"] = make_engine(url)
    app.teardown_appcontext(_close)
    replica.init_app(app)


def engine() -> Engine:
    found: Engine = current_app.extensions["engine"]
    return found


def session() -> Session:
    """This request's session: reading is free, writing needs `transaction()`."""
    if "session" not in g:
        g.session = open_session(engine())
    found: Session = g.session
    return found


def open_session(on: Engine) -> Session:
    fresh = Session(on, expire_on_commit=False, autoflush=True)
    event.listen(fresh, "before_flush", _refuse_stray_flush)
    event.listen(fresh, "before_flush", heirs.fill)
    return fresh


@contextmanager
def transaction(given: Session | None = None, *, patience: float | None = None) -> Iterator[Session]:
    """Commits when the block ends, rolls back when it raises. Rows read before are read afresh inside. `patience`:
    seconds after which this work is rather left out than kept waiting (TurnNotCome, OperationalError)."""
    current = given if given is not None else session()
    if current.info.get("writing"):
        raise WriteOutsideTransaction("transaction() inside transaction(): one service call, one transaction")
    current.rollback()
    with _turn(current, patience):
        current.info["writing"] = True
        try:
            current.connection(execution_options={"writing": True})
            if patience is not None and is_postgres(current):
                current.execute(text(f"SET LOCAL lock_timeout = {int(patience * 1000)}"))
            yield current
            for work in current.info.pop("at_end", {}).values():
                work(current)
            current.commit()
        except BaseException:
            current.rollback()
            raise
        finally:
            current.info["writing"] = False
            current.info.pop("at_end", None)


def at_end(current: Session, key: str, work: Callable[[Session], Any]) -> None:
    """Once before this transaction commits, however often it is asked for: what is counted from all its writes."""
    current.info.setdefault("at_end", {})[key] = work


def _turn(current: Session, patience: float | None) -> Any:
    """SQLite has one writer and lets whoever asks at the right moment go first; our threads and processes queue."""
    bind = current.get_bind()
    turns = TURNS.get(bind) if isinstance(bind, Engine) else None
    return turns.taken(patience) if turns else nullcontext()


def insert_many(session: Session, table: Table, rows: list[dict[str, Any]]) -> None:
    """Thousands of rows of one shape. On SQLite each column's way in is looked up once, not once a row."""
    connection = session.connection()
    if is_postgres(session) or not rows:
        connection.execute(insert(table), rows)
        return
    dialect, names = connection.dialect, list(rows[0])
    ways = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names]
    columns = [
        [way(row[name]) for row in rows] if way else [row[name] for row in rows]
        for name, way in zip(names, ways, strict=True)
    ]
    marks = ", ".join("?" * len(names))
    statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 — names of our own columns
    connection.exec_driver_sql(statement, list(zip(*columns, strict=True)))


def is_postgres(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _refuse_stray_flush(current: Session, *_: Any) -> None:
    if not current.info.get("writing"):
        raise WriteOutsideTransaction("a write outside transaction()")


def _prepare_sqlite(raw: sqlite3.Connection, _: Any) -> None:
    raw.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", f"busy_timeout={int(PATIENCE * 1000)}", "synchronous=FULL"):
        raw.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _close(_: BaseException | None) -> None:
    if (current := g.pop("session", None)) is not None:
        current.close()
