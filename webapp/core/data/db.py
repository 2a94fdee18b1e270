"""Sessions, and the one place that commits.

A read session opens a plain BEGIN; `transaction()` opens BEGIN IMMEDIATE on SQLite, because the default
(deferred) mode lets two writers spend the same points. A flush outside `transaction()` raises.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

from flask import Flask, current_app, g
from sqlalchemy import Engine, Table, bindparam, delete, event, insert, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import SessionTransaction
from sqlalchemy.orm.util import identity_key
from sqlmodel import Session, SQLModel

from webapp.core.cluster import alone, embedded, postgres
from webapp.core.cluster.alone import Alone
from webapp.core.data import ids, statements
from webapp.core.spread import heirs, shards
from webapp.core.work.fair_lock import FileTurn, Turns

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


KEY = ("id", "community_id")
TURNS: WeakKeyDictionary[Engine, Turns] = WeakKeyDictionary()


class HouseSession(Session):
    """Every session of the product; what must hold for all of them is listened for here, once."""

    def rollback(self) -> None:
        statements.let_go(self)
        super().rollback()

    def close(self) -> None:
        statements.let_go(self)
        if self.in_transaction() or self.identity_map:  # else it has never been asked for anything
            super().close()


class WriteOutsideTransaction(RuntimeError):
    """Only the caller of one service call opens `transaction()`; a page that is read cannot write."""


def make_engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        server = postgres.make_engine(url)
        event.listen(server, "first_connect", lambda raw, _: shards.look(server, raw))
        return server
    file = Path(url.removeprefix("sqlite:///"))
    engine = embedded.make_engine(url, file)
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
    found: Session | None = g.get("session")
    if found is None:
        found = g.session = open_session(engine())
    return found


def open_session(on: Engine) -> Session:
    return HouseSession(on, expire_on_commit=False, autoflush=True, info={"alone": None})


@contextmanager
def transaction(
    given: Session | None = None, *, patience: float | None = None, lasting: bool = True
) -> Iterator[Session]:
    """Commits when the block ends, rolls back when it raises. Rows read before are read afresh inside. `patience`:
    seconds after which this work is rather left out than kept waiting (TurnNotCome, OperationalError). Not `lasting`:
    the commit waits for no disk and no standby. It is there for all and outlives this process; a power cut in the same
    moment takes it, unless somebody else's commit came after. It begins with the driver; the ORM joins when it is asked
    for something."""
    current = given if given is not None else session()
    if current.info.get("writing"):
        raise WriteOutsideTransaction("transaction() inside transaction(): one service call, one transaction")
    kept = statements.ended(current)
    current.rollback()
    try:
        with _turn(current, patience):
            yield from _written(current, kept, patience, lasting)
    finally:
        if kept is not None:
            kept.close()


def _written(current: Session, kept: Alone | None, patience: float | None, lasting: bool) -> Iterator[Session]:
    """`kept`: with the connection that was read with until now."""
    current.info["writing"], connection = True, None
    try:
        connection = current.info["connection"] = _begun(current, kept, patience, lasting)
        yield current
        for work in current.info.pop("at_end", {}).values():
            work(current)
        _commit(current, connection)
    except BaseException:
        current.rollback()
        raise
    finally:
        current.info["writing"] = False
        if isinstance(connection, Alone):
            connection.close()
        for name in ("connection", "at_end", "written", "ledger"):
            current.info.pop(name, None)


def _begun(current: Session, kept: Alone | None, patience: float | None, lasting: bool) -> Any:
    said = shards.one_by_one(current.get_bind())
    with nullcontext() if patience is None and lasting and not said else postgres.this_one(patience, lasting, said):
        begun = alone.begin(current, writing=True, lasting=lasting, kept=kept)
        connection = begun or current.connection(execution_options={"writing": True})
    if not said and (late := shards.one_by_one(connection)):  # this process's first connection has only now said it
        connection.exec_driver_sql(late)
    return connection


def _commit(current: Session, connection: Any) -> None:
    """What is listened for around a commit holds for one without the ORM too; the ORM may join at the last moment."""
    if isinstance(connection, Alone) and not current.in_transaction():
        current.dispatch.before_commit(current)
    if current.in_transaction():
        current.commit()
        return
    connection.commit()
    current.dispatch.after_commit(current)


def at_end(current: Session, key: str, work: Callable[[Session], Any]) -> None:
    """Once before this transaction commits, however often it is asked for: what is counted from all its writes."""
    current.info.setdefault("at_end", {})[key] = work


def _turn(current: Session, patience: float | None) -> Any:
    """SQLite has one writer and lets whoever asks at the right moment go first; our threads and processes queue."""
    queue = turns(current)
    return queue.taken(patience) if queue else nullcontext()


def turns(current: Session) -> Turns | None:
    """Where writers queue; none on a database that lets many write at once."""
    bind = current.get_bind()
    return TURNS.get(bind) if isinstance(bind, Engine) else None


class Bare(SimpleNamespace):
    """A row as its values, for what is written thousands of times a morning: a model's instance and the session's
    book-keeping cost many times what the row itself does. Once it is written, a change to it stays here."""

    __table__: Table
    __tablename__: str


@cache
def _bare(model: Any) -> type[Bare]:
    return type(f"Bare{model.__name__}", (Bare,), {"__table__": model.__table__, "__tablename__": model.__tablename__})


def bare(model: type[SQLModel], **values: Any) -> Any:
    """A new row: every column by name, always the same ones."""
    return _bare(model)(**values)


def write(session: Session, rows: Sequence[Bare]) -> None:
    """Bare rows of one table."""
    if rows:
        insert_many(session, rows[0].__table__, [vars(row) for row in rows])


def insert_once(session: Session, row: SQLModel) -> bool:
    """Whether it is new: a second one that some unique index refuses, made at the same moment even, is none at all. A
    part says its community itself."""
    dialect: Any = postgresql if is_postgres(session) else sqlite
    table: Table = type(row).__table__  # type: ignore[attr-defined]
    made = dialect.insert(table).values(**row.model_dump()).on_conflict_do_nothing().returning(*table.primary_key)
    return session.execute(made).first() is not None


def insert_many(session: Session, table: Table, rows: list[dict[str, Any]]) -> None:
    """Rows of one shape, be it one or thousands."""
    if rows:
        statements.write(session, _insert(table, tuple(rows[0])), rows)


def update_many(session: Session, model: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    """Each row by its `id` and, where the values say it, its community, which this never changes. Objects of the
    session are read afresh when next looked at."""
    names = tuple(rows[0]) if rows else ()
    if not set(names) - set(KEY):
        return
    table: Table = model.__table__  # type: ignore[attr-defined]
    told = [{f"the_{name}": value for name, value in row.items()} for row in rows]
    statements.write(session, _update(table, names), told)
    for row in rows if len(session.identity_map) else ():
        loaded = session.identity_map.get(identity_key(model, row["id"]))
        if loaded is not None:
            session.expire(loaded)


def delete_many(session: Session, model: type[SQLModel], gone: list[str]) -> None:
    """Those of these rows that are there."""
    statements.write(session, _delete(model.__table__), [{"ids": gone}])  # type: ignore[attr-defined]


@cache
def _insert(table: Table, names: tuple[str, ...]) -> Any:
    """Another one for other columns: it is compiled and kept with those of its first line."""
    return insert(table)


@cache
def _update(table: Table, names: tuple[str, ...]) -> Any:
    told: Any = {name: bindparam(f"the_{name}") for name in names}
    where = [table.c[name] == told.pop(name) for name in KEY if name in names]
    return update(table).where(*where).values(told)


@cache
def _delete(table: Table) -> Any:
    return delete(table).where(ids.among(table.c.id, "ids"))


def is_postgres(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


@event.listens_for(HouseSession, "before_flush")
def _refuse_stray_flush(current: Session, *_: Any) -> None:
    if not current.info.get("writing"):
        raise WriteOutsideTransaction("a write outside transaction()")


event.listen(HouseSession, "before_flush", heirs.fill)


@event.listens_for(HouseSession, "after_transaction_create")
def _join_or_begin(current: Session, begun: SessionTransaction) -> None:
    """The ORM joins the transaction that is written in; for reading it begins one with a connection of its own. A
    savepoint is set at once: the driver's statements belong to it as much as the ORM's."""
    written_in = current.info.get("connection")
    if written_in is None:
        statements.let_go(current)
    elif begun.nested:
        current.connection()
    elif isinstance(written_in, Alone) and begun.parent is None:
        current.connection(bind_arguments={"bind": written_in.joined()})


def _close(_: BaseException | None) -> None:
    if (current := g.pop("session", None)) is not None:
        current.close()
