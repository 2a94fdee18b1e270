"""A transaction of the driver's alone. Most pages ask nothing but kept statements (`webapp.core.data.statements`), and
what comes in great numbers is written by them: the ORM's transaction and its connection would cost more than that.
Where something is written the ORM may join (`joined`)."""

from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from webapp.core.cluster import postgres

WAITS, EASED = "PRAGMA synchronous=FULL", "PRAGMA synchronous=NORMAL"  # whether SQLite's commit waits for the disk


class Alone:
    """Of an engine nobody listens to; whoever does is told by way of SQLAlchemy."""

    connection: Any = None
    cursor: Any = None  # one for all that is asked between BEGIN and COMMIT, each answer read whole
    taken: Connection | None = None
    is_eased = False

    def __init__(self, engine: Engine, *, writing: bool = False, lasting: bool = True) -> None:
        self.engine, self.dialect = engine, engine.dialect
        self.begin(writing=writing, lasting=lasting)

    def begin(self, *, writing: bool, lasting: bool = True) -> None:
        """On a connection of the pool, or on the one that was kept (`end`). `lasting` as `db.transaction` has it; a
        server's BEGIN says it (`postgres.this_one`)."""
        try:
            self.connection = self.connection or self.engine.raw_connection()
            self.cursor = self.cursor or self.connection.cursor()
            if self.dialect.name == "sqlite":
                if not lasting:
                    self.is_eased = True
                    self.cursor.execute(EASED)
                self.cursor.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
            else:
                self.dialect.do_begin(self.connection)
        except self.dialect.loaded_dbapi.Error as error:
            told = as_told(self, "BEGIN", error)
            self.close()
            raise told from error

    @property
    def is_usable(self) -> bool:
        return bool(self.connection.is_valid) and not self.engine.dispatch.before_cursor_execute

    def joined(self) -> Connection:
        """The same transaction as SQLAlchemy takes it, which then ends it."""
        self.taken = self._as_sqlalchemy()
        return self.taken

    def exec_driver_sql(self, said: str, values: Any = None) -> Any:
        """By way of SQLAlchemy: whoever has begun to listen meanwhile hears it."""
        return (self.taken or self._as_sqlalchemy()).exec_driver_sql(said, values)

    def _as_sqlalchemy(self) -> Connection:
        return Connection(self.engine, self.connection).execution_options(joined=True)

    def commit(self) -> None:
        try:
            self.connection.commit()
        except self.dialect.loaded_dbapi.Error as error:
            raise as_told(self, "COMMIT", error) from error

    def end(self) -> bool:
        """Takes back what was begun and keeps the connection; whether it can be begun with again."""
        if not self.connection.is_valid:
            return False
        try:
            self.connection.rollback()
        except self.dialect.loaded_dbapi.Error:
            self.invalidate()
        return self.taken is None and self.is_usable

    def invalidate(self) -> None:
        if self.connection is not None:
            self.connection.invalidate()

    def close(self) -> None:
        """The pool rolls back what it is given back; once."""
        if self.is_eased and self.connection is not None and self.connection.is_valid:
            self._wait_again()
        held, self.connection = self.taken or self.connection, None
        self.taken = self.cursor = None
        if held is not None:
            held.close()

    def _wait_again(self) -> None:
        """Whoever gets this connection next waits for the disk; SQLite changes that between transactions only."""
        try:
            self.connection.rollback()
            self.cursor.execute(WAITS)
        except self.dialect.loaded_dbapi.Error:
            self.invalidate()


def begin(
    session: Session, *, writing: bool = False, lasting: bool = True, kept: Alone | None = None
) -> Alone | None:
    """None where the ORM has to: somebody listens to the engine's statements, or the session is not one of `db`'s."""
    if kept is not None:
        kept.begin(writing=writing, lasting=lasting)
        return kept
    on = session.bind
    if "alone" not in session.info or not isinstance(on, Engine) or on.dispatch.before_cursor_execute:
        return None
    return Alone(on, writing=writing, lasting=lasting)


def as_told(connection: Any, said: str, error: Exception) -> Exception:
    """The driver's error as SQLAlchemy tells it, for `webapp.core.web.faults`; a connection that is of no use any more
    goes, as it would have gone by way of SQLAlchemy."""
    lost = connection.dialect.is_disconnect(error, None, None)
    if lost or postgres.is_former_primary(error):
        connection.invalidate()
    told: Exception = DBAPIError.instance(
        said, None, error, connection.dialect.loaded_dbapi.Error, connection_invalidated=lost,
        dialect=connection.dialect,
    )  # type: ignore[call-overload]  # fmt: skip
    return told
