"""Statements that are built once and kept go to the driver without SQLAlchemy in between: compiled once, their values
brought into the database's form and back by the same types. Of a small statement that is nine tenths of its cost. What
is read so (`rows`) and written so (`write`, beneath `db.insert_many` and its sisters) is kept here and only here.

Only for a statement that lives as long as the process (a module's, or one behind a cache): it is known by its identity.
"""

from collections import namedtuple
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary, ref

from sqlalchemy import Connection, Dialect, Enum, Select, Uuid, inspect
from sqlmodel import Session
from sqlmodel.sql.sqltypes import UTCDateTime

from webapp.core.cluster import alone
from webapp.core.cluster.alone import Alone, as_told
from webapp.core.data import ids

Way = Callable[[Any], Any]
Giver = Callable[[dict[str, Any]], Any]
Reader = Callable[[list[Any]], list[Any]]
BARE_ID = "None if {0} is None else {0}.replace('-', '')"


class Texts(dict[tuple[str, bool, bool], "Kept"]):
    """A statement as it was laid out for each database, and its parameters that are lists of ids."""

    def __init__(self, lists: list[str]) -> None:
        super().__init__()
        self.lists = lists


KEPT: WeakKeyDictionary[Any, Texts] = WeakKeyDictionary()


class Kept:
    """The text of a statement for one database, what each value needs on its way in and each column on its way out."""

    def __init__(self, statement: Any, connection: Any, first: dict[str, Any], *, singly: bool) -> None:
        """`first` is what it is asked with this time: a list of its own (`IN`) is only laid out with all values.
        `singly`: every list of ids is a single one."""
        dialect, is_question = connection.dialect, isinstance(statement, Select)
        compiled = statement.compile(
            dialect=dialect, column_keys=None if is_question else list(first), compile_kwargs={"singly": singly}
        )  # fmt: skip
        laid_out = compiled.construct_expanded_state(first)
        self.text = laid_out.statement
        own = {name: value for name, value in laid_out.parameters.items() if name not in first}
        if not is_question:
            own |= {one.key: one.default.arg for one in compiled.insert_prefetch if one.default.is_scalar}
        ways = {name: _way_in(bound.type, dialect) for bound, name in compiled.bind_names.items()}
        ways = dict(laid_out.processors) | ways
        self.given = _giver(laid_out.positiontup, {name: ways.get(name) for name in (*own, *first)}, own)
        columns = list(statement.selected_columns) if is_question else []
        ways_back = [_way_back(column.type, dialect) for column in columns]
        made = statement.get_execution_options().get("rows")  # a NamedTuple of their own, else one is made
        self.rows = _reader([Part(len(columns), made) if made else _part(columns)], ways_back) if columns else list
        self.records = _reader(_parts(statement), ways_back) if columns else list


def _giver(order: list[str] | None, ways: dict[str, Way | str | None], own: dict[str, Any]) -> Giver:
    """Makes of the values what the driver takes: by place where the text has an `order`, else by name. Written out as
    `_reader` is."""
    at = {name: n for n, name in enumerate(ways)}
    told = {name: f"own[{name!r}]" if name in own else f"given[{name!r}]" for name in ways}
    shapes = {name: way if isinstance(way, str) else f"w{at[name]}({{0}})" for name, way in ways.items() if way}
    told |= {name: shape.format(told[name]) for name, shape in shapes.items()}
    by_name = ", ".join(f"{name!r}: {one}" for name, one in told.items())
    by_place = ", ".join(told[name] for name in order or ())
    text = f"lambda given: {f'({by_place},)' if order else f'{{{by_name}}}'}"
    known = {f"w{n}": ways[name] for name, n in at.items()}
    giver: Giver = eval(text, {"own": own, **known})  # noqa: S307 — the names are the statement's own
    return giver


def _way_in(kind: Any, dialect: Dialect) -> Way | str | None:
    """As SQLAlchemy's own, or the same said in fewer calls; what is shorter than a call stands as its text."""
    if isinstance(kind, UTCDateTime) and dialect.name == "sqlite":
        return _moment_as_text
    if isinstance(kind, Enum) and kind.enum_class:
        members = dict(zip(kind.enum_class, kind.enums, strict=True))
        return (members | {value: value for value in kind.enums} | {None: None}).__getitem__
    there = kind.dialect_impl(dialect)
    way: Way | None = there.bind_processor(dialect)
    return BARE_ID if way and isinstance(there, Uuid) and not there.as_uuid else way


def _moment_as_text(moment: datetime | None) -> str | None:
    """The same text as SQLAlchemy's, which spells a moment out part by part; a visit is written with nine of them."""
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    return moment.astimezone(UTC).isoformat(" ", "microseconds")[:26]  # its zone is known


class Part(NamedTuple):
    """What one thing that is asked for takes of a row: so many columns, as a record of these names or as the value."""

    width: int
    record: Any = None


def _part(columns: list[Any]) -> Part:
    """A tuple by name, as SQLAlchemy's rows are; two columns of one name are told apart by place only."""
    return Part(len(columns), namedtuple("Row", [str(column.key) for column in columns], rename=True))


def _parts(statement: Any) -> list[Part]:
    """Each model that is asked for, and each column."""
    is_model = [told["expr"] is told.get("entity") for told in statement.column_descriptions]
    return [
        _part(list(inspect(told["expr"]).mapper.columns)) if whole else Part(1)
        for told, whole in zip(statement.column_descriptions, is_model, strict=True)
    ]


def _reader(parts: list[Part], ways: list[Way | None]) -> Reader:
    """Makes of the driver's rows what is asked for: one record alone as it is, several as a tuple, in which a model
    that an outer join did not find is none. Written out for these columns, as `namedtuple` writes its own: going
    through them for each row costs more than what is done to them."""
    names = [f"v{n}" for n in range(len(ways))]
    values = [f"w{n}({name})" if way else name for n, (name, way) in enumerate(zip(names, ways, strict=True))]
    made, at = [], 0
    for n, part in enumerate(parts):
        taken = ", ".join(values[at : at + part.width])
        record = f"new(r{n}, ({taken},))" if part.record else taken
        made.append(f"None if {names[at]} is None else {record}" if part.record and len(parts) > 1 else record)
        at += part.width
    told = made[0] if len(parts) == 1 and parts[0].record else f"({', '.join(made)},)"
    known = {f"w{n}": way for n, way in enumerate(ways)} | {f"r{n}": part.record for n, part in enumerate(parts)}
    text = f"lambda found: [{told} for ({', '.join(names)},) in found]"
    reader: Reader = eval(text, {"new": tuple.__new__, **known})  # noqa: S307 — nothing but numbers is put into it
    return reader


def _way_back(kind: Any, dialect: Dialect) -> Way | None:
    """As SQLAlchemy's own; what it does to moments and choices in several calls is one here."""
    if isinstance(kind, UTCDateTime) and dialect.name == "sqlite":
        return _moment
    if isinstance(kind, Enum) and kind.enum_class:
        by_value: dict[Any, Any] = dict(zip(kind.enums, kind.enum_class, strict=True))
        return (by_value | {None: None}).__getitem__
    way: Way | None = kind.dialect_impl(dialect).result_processor(dialect, None)
    return way


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text + "+00:00")


def rows(
    session: Session, statement: Any, values: dict[str, Any] | None = None, *, written_first: bool = True
) -> list[Any]:
    """All rows, by name and by place; in a transaction what waits to be written is written first. Whoever listens to
    the engine's statements hears these too."""
    kept, found = _asked(session, statement, values or {}, written_first)
    return kept.rows(found)


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
    kept, found = _asked(session, statement, values or {}, written_first)
    return kept.records(found)


def record(session: Session, statement: Any, values: dict[str, Any] | None = None) -> Any:
    """The first of them, or None."""
    return next(iter(records(session, statement, values)), None)


def _asked(session: Session, statement: Any, values: dict[str, Any], written_first: bool) -> tuple[Kept, list[Any]]:
    """What the driver gives, and what makes of it what was asked for."""
    if written_first and session.info.get("writing") and session.in_transaction():
        session.flush()  # where the ORM has not begun, nothing waits
    connection = _connection(session)
    kept = _kept(statement, connection, values)
    return kept, _run(connection, kept, [values])


def write(session: Session, statement: Any, lines: list[dict[str, Any]]) -> None:
    """The same statement for each line; every line names the same columns."""
    wrote(session, statement.table.name, {line.get("community_id") or line.get("the_community_id") for line in lines})
    connection = _connection(session)
    _run(connection, _kept(statement, connection, lines[0]), lines)


def wrote(session: Session, table: str, homes: set[str | None]) -> None:
    """Kept until the transaction ends (`webapp.core.lists.editions`): rows of this table and these communities; None
    where only the database knows which."""
    session.info.setdefault("written", {}).setdefault(table, set()).update(homes)


def _run(connection: Any, kept: Kept, lines: list[dict[str, Any]]) -> list[Any]:
    """What the driver gives back, for a statement that gives anything."""
    if connection.engine.dispatch.before_cursor_execute:
        return _heard(connection, kept, lines)
    own = None if isinstance(connection, Alone) else connection.connection.cursor()
    cursor = own or connection.cursor
    try:
        if len(lines) == 1:
            cursor.execute(kept.text, kept.given(lines[0]))
        else:
            cursor.executemany(kept.text, [kept.given(line) for line in lines])
        return list(cursor.fetchall()) if cursor.description else []
    except connection.dialect.loaded_dbapi.Error as error:
        raise as_told(connection, kept.text, error) from error
    finally:
        if own:
            own.close()


def _heard(connection: Connection, kept: Kept, lines: list[dict[str, Any]]) -> list[Any]:
    """The same text and values by way of SQLAlchemy, which tells whoever listens."""
    told: Any = [kept.given(line) for line in lines]
    answer = connection.exec_driver_sql(kept.text, told if len(told) > 1 else told[0])
    return list(answer) if answer.returns_rows else []


def _connection(session: Session) -> Any:
    """Inside `db.transaction()` it is one and the same from beginning to end. While a page reads it is the driver's
    alone, until the ORM is asked for something too; from then on it is the ORM's."""
    info = session.info
    kept = info.get("connection")
    if kept is not None:
        return kept
    read_with: Alone | None = info.get("alone")
    if read_with is not None and read_with.is_usable:
        return read_with
    now = session.get_transaction()
    if now is None and (begun_alone := alone.begin(session)) is not None:
        info["alone"] = begun_alone
        return begun_alone
    begun = info.get("begun")
    if begun is None or now is None or begun() is not now:
        info["reading"] = session.connection()
        info["begun"] = ref(session.get_transaction())
    return info["reading"]


def let_go(session: Session) -> None:
    """What was read alone ends: the ORM begins, or the session ends."""
    read_with: Alone | None = session.info.get("alone")
    if read_with is not None:
        session.info["alone"] = None
        read_with.close()


def ended(session: Session) -> Alone | None:
    """What was read alone ends; its connection, for whoever writes at once."""
    read_with: Alone | None = session.info.get("alone")
    if read_with is None:
        return None
    session.info["alone"] = None
    if read_with.end():
        return read_with
    read_with.close()
    return None


def _kept(statement: Any, connection: Any, first: dict[str, Any]) -> Kept:
    """On a spread database it says more (`webapp.core.spread.shards`), to SQLite less of a single id (`ids.among`)."""
    dialect = connection.dialect
    texts = KEPT.get(statement)
    if texts is None:
        texts = KEPT[statement] = Texts(ids.lists_of(statement))
    singly = dialect.name == "sqlite" and bool(texts.lists) and all(len(first[name]) == 1 for name in texts.lists)
    where = (dialect.name, getattr(dialect, "is_spread", False), singly)
    kept = texts.get(where)
    if kept is None:
        kept = texts[where] = Kept(statement, connection, first, singly=singly)
    return kept
