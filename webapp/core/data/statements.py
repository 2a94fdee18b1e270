"""Statements that are built once and kept go to the driver without SQLAlchemy in between: compiled once, their values
brought into the database's form and back by the same types. Of a small statement that is nine tenths of its cost. What
is read so (`rows`) and written so (`write`, beneath `db.insert_many` and its sisters) is kept here and only here.

Only for a statement that lives as long as the process (a module's, or one behind a cache): it is known by its identity.
"""

from collections import namedtuple
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Dialect, Select, inspect
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session
from sqlmodel.sql.sqltypes import UTCDateTime

from webapp.core.cluster import postgres

Way = Callable[[Any], Any]
KEPT: WeakKeyDictionary[Any, dict[tuple[str, bool], "Kept"]] = WeakKeyDictionary()


class Kept:
    """The text of a statement for one database, what each value needs on its way in and each column on its way out."""

    def __init__(self, statement: Any, connection: Connection, first: dict[str, Any]) -> None:
        """`first` is what it is asked with this time: a list of its own (`IN`) is only laid out with all values."""
        dialect, is_question = connection.dialect, isinstance(statement, Select)
        compiled = statement.compile(dialect=dialect, column_keys=None if is_question else list(first))
        laid_out = compiled.construct_expanded_state(first)
        self.text = laid_out.statement
        self.is_by_place = bool(laid_out.positiontup)
        self.own = {name: value for name, value in laid_out.parameters.items() if name not in first}
        if not is_question:
            self.own |= {one.key: one.default.arg for one in compiled.insert_prefetch if one.default.is_scalar}
        ways = {name: _way_in(bound.type, dialect) for bound, name in compiled.bind_names.items()}
        ways = dict(laid_out.processors) | ways
        order = laid_out.positiontup or [*self.own, *first]
        self.order: list[tuple[str, Way | None]] = [(name, ways.get(name)) for name in order]
        columns = list(statement.selected_columns) if is_question else []
        self.parts = _parts(statement) if is_question else []
        self.row = _row([str(column.key) for column in columns])
        back = [_way_out(column.type, dialect) for column in columns]
        self.back = [(n, way) for n, way in enumerate(back) if way]

    def given(self, values: dict[str, Any]) -> Any:
        """The values as the driver takes them: by place or by name."""
        whole = self.own | values if self.own else values
        if self.is_by_place:
            return [way(whole[name]) if way else whole[name] for name, way in self.order]
        return {name: way(whole[name]) if way else whole[name] for name, way in self.order}

    def shown(self, found: list[Any]) -> list[Any]:
        if not self.back:
            return [self.row._make(one) for one in found]
        lines = [list(one) for one in found]
        for n, way in self.back:
            for line in lines:
                line[n] = way(line[n])
        return [self.row._make(line) for line in lines]


def _way_in(kind: Any, dialect: Dialect) -> Way | None:
    if isinstance(kind, UTCDateTime) and dialect.name == "sqlite":
        return _moment_as_text
    way: Way | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return way


def _way_out(kind: Any, dialect: Dialect) -> Way | None:
    if isinstance(kind, UTCDateTime) and dialect.name == "sqlite":
        return _moment_of_text
    way: Way | None = kind.dialect_impl(dialect).result_processor(dialect, None)
    return way


def _moment_as_text(moment: datetime | None) -> str | None:
    """The same text as SQLAlchemy's, which spells a moment out part by part; a visit is written with nine of them."""
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _moment_of_text(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


class Part(NamedTuple):
    """What one thing that is asked for takes of a row: from here to there; the columns of a model as a record."""

    first: int
    beyond: int
    record: Any


def _parts(statement: Any) -> list[Part]:
    found: list[Part] = []
    for told in statement.column_descriptions:
        at = found[-1].beyond if found else 0
        mapper = inspect(told["expr"]).mapper if told["expr"] is told.get("entity") else None
        names = [str(column.key) for column in mapper.columns] if mapper else []
        found.append(Part(at, at + (len(names) or 1), _row(names) if names else None))
    return found


def _row(names: list[str]) -> Any:
    """A tuple by name, as SQLAlchemy's rows are; two columns of one name are told apart by place only."""
    return namedtuple("Row", names, rename=True)


def rows(
    session: Session, statement: Any, values: dict[str, Any] | None = None, *, written_first: bool = True
) -> list[Any]:
    """All rows, by name and by place; in a transaction what waits to be written is written first. Whoever listens to
    the engine's statements hears these too."""
    if written_first and session.info.get("writing"):
        session.flush()
    connection = _connection(session)
    if connection.engine.dispatch.before_cursor_execute:
        return list(connection.execute(statement, values or {}))
    kept = _kept(statement, connection, values or {})
    return kept.shown(_run(connection, kept, [values or {}]))


def read(session: Session, statement: Any) -> list[Any]:
    """Rows of a statement that is built for this once and names columns, not objects: without the ORM in between,
    where nothing waits to be written that it would have to see."""
    if session.info.get("writing"):
        return list(session.execute(statement))
    return list(session.connection().execute(statement))


def first(session: Session, statement: Any, values: dict[str, Any] | None = None, *, written_first: bool = True) -> Any:
    return next(iter(rows(session, statement, values, written_first=written_first)), None)


def records(
    session: Session, statement: Any, values: dict[str, Any] | None = None, *, written_first: bool = True
) -> list[Any]:
    """What `session.exec` gives for a kept statement that asks for models, but of each a record of its columns that the
    session knows nothing of: for pages, which only show. One thing asked for comes alone, several as a tuple."""
    found = rows(session, statement, values, written_first=written_first)
    parts = _kept(statement, _connection(session), values or {}).parts if found else []
    if len(parts) == 1 and parts[0].record:
        return [parts[0].record._make(row) for row in found]
    return [tuple([_taken(row, part) for part in parts]) for row in found]


def record(session: Session, statement: Any, values: dict[str, Any] | None = None) -> Any:
    """The first of them, or None."""
    return next(iter(records(session, statement, values)), None)


def _taken(row: Any, part: Part) -> Any:
    """A model that an outer join did not find is none."""
    if part.record is None:
        return row[part.first]
    return None if row[part.first] is None else part.record._make(row[part.first : part.beyond])


def write(session: Session, statement: Any, lines: list[dict[str, Any]]) -> None:
    """The same statement for each line; every line names the same columns. Which tables and communities they
    are of is kept until the transaction ends (`webapp.core.lists.editions`)."""
    homes = {line.get("community_id") or line.get("the_community_id") for line in lines}
    session.info.setdefault("written", []).append((statement.table.name, homes))
    connection = _connection(session)
    if connection.engine.dispatch.before_cursor_execute:
        connection.execute(statement, lines)
        return
    _run(connection, _kept(statement, connection, lines[0]), lines)


def _run(connection: Connection, kept: Kept, lines: list[dict[str, Any]]) -> list[Any]:
    """What the driver gives back, for a statement that gives anything."""
    cursor = connection.connection.cursor()
    try:
        if len(lines) == 1:
            cursor.execute(kept.text, kept.given(lines[0]))
        else:
            cursor.executemany(kept.text, [kept.given(line) for line in lines])
        return list(cursor.fetchall()) if cursor.description else []
    except connection.dialect.loaded_dbapi.Error as error:
        raise as_told(connection, kept.text, error) from error
    finally:
        cursor.close()


def _connection(session: Session) -> Connection:
    """Inside `db.transaction()` it is one and the same from beginning to end."""
    kept: Connection | None = session.info.get("connection")
    return kept if kept is not None else session.connection()


def as_told(connection: Connection, said: str, error: Exception) -> Exception:
    """The driver's error as SQLAlchemy tells it, for `webapp.core.web.faults`; a connection that is of no use any more
    goes, as it would have gone by way of SQLAlchemy."""
    lost = connection.dialect.is_disconnect(error, None, None)  # type: ignore[arg-type]
    if lost or postgres.is_former_primary(error):
        connection.invalidate()
    told: Exception = DBAPIError.instance(
        said, None, error, connection.dialect.loaded_dbapi.Error, connection_invalidated=lost,
        dialect=connection.dialect,
    )  # type: ignore[call-overload]  # fmt: skip
    return told


def _kept(statement: Any, connection: Connection, first: dict[str, Any]) -> Kept:
    """On a spread database it says more (`webapp.core.spread.shards`)."""
    dialect = connection.dialect
    of_databases, where = KEPT.setdefault(statement, {}), (dialect.name, getattr(dialect, "is_spread", False))
    if where not in of_databases:
        of_databases[where] = Kept(statement, connection, first)
    return of_databases[where]
