"""A part carries the community of its whole: promise and step, order and line, meeting and vote.

Where rows are spread over machines by community, every row must say its own; `ids.home` names the column that leads to
the whole, and this fills it in when the part is written. Bulk inserts say it themselves.
"""

from functools import cache
from typing import Any

from sqlmodel import Session, SQLModel

from webapp.core.data import ids


def fill(current: Session, *_: Any) -> None:
    """Before a flush: usually the whole has just been read, then this asks the database nothing."""
    for row in current.new:
        if (way := _way(type(row))) is not None and row.community_id is None:  # type: ignore[arg-type]
            row.community_id = _home(current, row, *way)


def _home(current: Session, row: Any, column: str, whole: type[SQLModel]) -> str | None:
    whole_id = getattr(row, column)
    found: Any = next((one for one in current.new if type(one) is whole and _key(one) == whole_id), None)
    if found is None:
        with current.no_autoflush:
            found = current.get(whole, whole_id)
    elif found.community_id is None and (way := _way(whole)) is not None:
        return _home(current, found, *way)
    return found.community_id if found is not None else None


def _key(row: Any) -> Any:
    return getattr(row, "id", None)


@cache
def _way(model: Any) -> tuple[str, type[SQLModel]] | None:
    """The column that names the whole, and the whole's model."""
    table: Any = getattr(model, "__table__", None)
    column = table.c.get("community_id") if table is not None else None
    if column is None or ids.HOME_OF not in column.info:
        return None
    name: str = column.info[ids.HOME_OF]
    (key,) = table.c[name].foreign_keys
    classes = {mapper.local_table: mapper.class_ for mapper in SQLModel._sa_registry.mappers}  # type: ignore[attr-defined]
    return name, classes[key.column.table]
