"""Many communities on one distributed engine: what that asks of keys, and of the statements that reach it.

A table whose rows all say their community is spread by it: `home_of` is that column. Once `flask db distribute` has
made the keys anew, primary keys, unique keys and keys between two spread tables hold the community too, and a statement
is answered by one machine when it names the community. So on such a database, and only there,
- what joins a row with the row it names also says that both are of one community (`_joined`);
- what changes or deletes a row that was read says its community (`_name_home`);
- what locks rows first asks where they are (`_lock_at_home`).
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Engine,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    bindparam,
    event,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm.util import identity_key
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.elements import BinaryExpression, BindParameter, BooleanClauseList
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.selectable import Alias, Join
from sqlmodel import Session, SQLModel

from webapp.core.data import ids

HOMES = ("community_id", "chain_id")
NOWHERE = "00000000-0000-7000-8000-000000000000"  # where no row of a community is
HERE: list[Engine] = []  # this process's database, if it is spread
ONE_BY_ONE = "SET LOCAL citus.multi_shard_modify_mode = 'sequential'"
WANDERS = "wanders"  # Table.info: a row may come under another community, and what was written of it stays behind


def home_of(table: Any) -> Any:
    """The column that says where a row is kept; none where the table is not spread."""
    for name in HOMES:
        column = table.c.get(name)
        if column is not None and not column.nullable:
            return column
    return None


def is_tied(key: ForeignKey | ForeignKeyConstraint) -> bool:
    """Both rows are of one community, always."""
    elements = key.elements if isinstance(key, ForeignKeyConstraint) else [key]
    child, parent = elements[0].parent.table, elements[0].column.table
    return home_of(child) is not None and home_of(parent) is not None and not parent.info.get(WANDERS)


def spread_keys(metadata: MetaData) -> MetaData:
    """The same tables with the keys of a spread database. The community stands last, so that an id or a token alone is
    still found by its index."""
    mirror = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.sorted_tables:
        table.to_metadata(mirror)
    for table in mirror.sorted_tables:
        if (home := home_of(table)) is not None:
            _widen(table, home)
            for key in list(table.foreign_key_constraints):
                _retie(table, home, key)
    return mirror


def _widen(table: Table, home: Column[Any]) -> None:
    if home.name not in table.primary_key.columns:
        kept, name = [*table.primary_key.columns, home], str(table.primary_key.name)
        home.primary_key = True
        table.append_constraint(PrimaryKeyConstraint(*kept, name=name))
    for one in [one for one in table.constraints if isinstance(one, UniqueConstraint)]:
        if home.name not in one.columns:
            table.constraints.discard(one)
            table.append_constraint(UniqueConstraint(*one.columns, home, name=one.name))
    for index in [one for one in table.indexes if one.unique]:
        if home.name not in index.columns:
            table.indexes.discard(index)
            Index(index.name, *index.columns, home, unique=True, **index.dialect_kwargs)


def _retie(table: Table, home: Column[Any], key: ForeignKeyConstraint) -> None:
    target = key.elements[0].column.table
    other = home_of(target)
    if other is None:
        return
    names, wanted = [one.name for one in key.columns], [one.column for one in key.elements]
    table.constraints.discard(key)
    for element in key.elements:
        element.parent.foreign_keys.discard(element)
        table.foreign_keys.discard(element)
    if is_tied(key):
        table.append_constraint(ForeignKeyConstraint([*names, home.name], [*wanted, other], name=key.name))


# --- an engine that is spread -----------------------------------------------------------------------------------------


def look(engine: Engine, raw: Any) -> None:
    """At the first connection: does this database have the keys? The history's own key tells, it is made last."""
    cursor = raw.cursor()
    cursor.execute("SELECT count(*) FROM pg_constraint WHERE conrelid = to_regclass('audit_line') AND contype = 'p' "
                   "AND cardinality(conkey) = 2")  # fmt: skip
    spread = bool(cursor.fetchone()[0])
    raw.rollback()
    mark(engine, spread)


def mark(engine: Engine, spread: bool) -> None:
    """Statements compiled before are forgotten: they say less."""
    engine.dialect.is_spread = spread  # type: ignore[attr-defined]
    engine.clear_compiled_cache()
    _name_home(spread)
    HERE[:] = [engine] if spread else []


def one_by_one(on: Any) -> str:
    """In a writing transaction the engine asks its machines one after another: after asking several at once it would
    let nobody write into a table that lies everywhere. Said with the BEGIN."""
    return ONE_BY_ONE if is_spread(on) else ""


class at_home(FunctionElement[bool]):  # noqa: N801 — reads as a function, is one to SQLAlchemy
    """`at_home(Case.community_id, community)`: said where rows are spread; elsewhere it says nothing, for SQLite would
    rather go through a whole community than look up the id beside it."""

    type = Boolean()
    inherit_cache = True
    _is_implicitly_boolean = True

    def __init__(self, column: Any, told: Any) -> None:
        super().__init__(column == told)


@compiles(at_home)
def _at_home(element: at_home, compiler: Any, **kw: Any) -> str:
    (comparison,) = element.clauses
    return str(compiler.process(comparison, **kw)) if is_spread(compiler) else "1 = 1"


def told_home(column: Any, is_told: bool, name: str = "community") -> tuple[Any, ...]:
    """For a statement that is kept twice: for who says the community, and for who does not know it."""
    return (at_home(column, bindparam(name)),) if is_told else ()


def home_here(column: Any) -> Any:
    """The home column beside a column of a statement, where this process's database is spread; else none."""
    return _home_beside(getattr(column, "expression", column)) if HERE else None


def is_spread(bind: Any) -> bool:
    return bool(getattr(bind.dialect, "is_spread", False))


@compiles(BinaryExpression, "postgresql")
def _joined(element: BinaryExpression[Any], compiler: Any, **kw: Any) -> str:
    told: str = compiler.visit_binary(element, **kw)
    if element.operator is operators.eq and getattr(compiler.dialect, "is_spread", False):
        homes = _homes(element.left, element.right)
        if homes is not None:
            return f"({told} AND {compiler.visit_binary(homes[0] == homes[1], **kw)})"
    return told


def _homes(left: Any, right: Any) -> tuple[Any, Any] | None:
    """Of two columns of two spread tables, one of which names the other or both of which name the same row."""
    sides = [_home_beside(one) for one in (left, right)]
    if any(side is None for side in sides) or left.table is right.table:
        return None
    targets = [_told_rows(one) for one in (left, right)]
    return (sides[0], sides[1]) if targets[0] & targets[1] else None


def _home_beside(column: Any) -> Any:
    if not isinstance(column, Column) or _base(column.table) is None:
        return None
    home = home_of(_base(column.table))
    return None if home is None else column.table.c[home.name]


def _told_rows(column: Any) -> set[str]:
    """The keys of whole rows that this column is or names."""
    table: Any = _base(column.table)
    named = {str(key.column) for key in table.c[column.name].foreign_keys if is_tied(key)}
    if ids.NAMES in table.c[column.name].info:
        named.add(table.c[column.name].info[ids.NAMES])
    if [one.name for one in table.primary_key.columns] == [column.name] and not table.info.get(WANDERS):
        named.add(f"{table.name}.{column.name}")
    return named


def _base(table: Any) -> Table | None:
    while isinstance(table, Alias):
        table = table.element
    return table if isinstance(table, Table) else None


def _name_home(is_spread: bool) -> None:
    """SQLAlchemy adds a version column to the WHERE of what it changes or deletes; here that column is the home."""
    for mapper in SQLModel._sa_registry.mappers:  # type: ignore[attr-defined]
        home = home_of(mapper.local_table)
        if home is None or home in mapper.primary_key:
            continue
        mapper.version_id_col, mapper.version_id_generator = (home, False) if is_spread else (None, None)
        for kept in ("_version_id_prop", "_version_id_has_server_side_value"):
            mapper.__dict__.pop(kept, None)
        for verb in ("update", "delete"):
            mapper._memoized_values.pop((verb, mapper.local_table), None)


@event.listens_for(Session, "do_orm_execute")
def _ask_at_home(state: Any) -> None:
    """What belongs to a row that was read before is asked for where that row lies."""
    if not HERE or not state.is_select or state.is_column_load:
        return
    for clause in _told_by_and(state.statement.whereclause):
        home = _home_beside(clause.left)
        if home is not None and isinstance(clause.right, BindParameter):
            told = (state.parameters or {}).get(clause.right.key, clause.right.effective_value)  # type: ignore[union-attr]
            community = _read_before(state.session, clause.left, told)
            if community is not None and not names_home(state.statement.whereclause, home):
                state.statement = state.statement.where(home == community)
                return


def _told_by_and(where: Any) -> list[Any]:
    clauses = where.clauses if isinstance(where, BooleanClauseList) and where.operator is operators.and_ else [where]
    return [one for one in clauses if isinstance(one, BinaryExpression) and one.operator is operators.eq]


def _read_before(session: Session, column: Any, told: Any) -> str | None:
    """The community of the row with this id, if this session holds it."""
    rows = _told_rows(column) if isinstance(told, str) else set()
    for mapper in SQLModel._sa_registry.mappers if rows else ():  # type: ignore[attr-defined]
        table: Any = mapper.local_table
        if f"{table.name}.id" in rows:
            row = session.identity_map.get(identity_key(mapper.class_, (told,)))
            return None if row is None else row.__dict__.get("community_id")
    return None


@event.listens_for(Session, "do_orm_execute")
def _lock_at_home(state: Any) -> None:
    """A distributed engine locks rows of one machine at a time."""
    statement = state.statement
    if not state.is_select or statement._for_update_arg is None or not is_spread(state.session.get_bind()):
        return
    origin = statement.get_final_froms()[0]
    while isinstance(origin, Join):
        origin = origin.left
    table = _base(origin)
    home = None if table is None else home_of(table)
    if table is None or home is None or names_home(statement.whereclause, home):
        return
    told, where = state.parameters or {}, origin.c[home.name]
    found = _communities(state.session, statement, where, told)
    if len(found) == 1:
        state.statement = statement.where(where == found[0])
        return
    key = origin.c[next(iter(table.primary_key.columns)).name]
    locked: list[Any] = []
    for community in found:
        asked = statement.with_only_columns(key, maintain_column_froms=True).where(where == community)
        locked += state.session.execute(asked, told).scalars()
    state.statement = _unlocked(statement).where(key.in_(locked))


def _communities(session: Session, statement: Any, home: Any, told: Any) -> list[str]:
    asked = _unlocked(statement).with_only_columns(home, maintain_column_froms=True).order_by(None).limit(None)
    return list(session.execute(asked.distinct(), told).scalars()) or [NOWHERE]


def _unlocked(statement: Any) -> Any:
    copied = statement._generate()
    copied._for_update_arg = None
    return copied


def names_home(where: Any, home: Any) -> bool:
    """It asks for rows of one community, said in so many words."""

    def says_it(one: Any) -> bool:
        sides = (one.left, one.right) if isinstance(one, BinaryExpression) and one.operator is operators.eq else ()
        return any(isinstance(side, Column) and side.name == home.name for side in sides)

    return where is not None and any(says_it(one) for one in visitors.iterate(where))
