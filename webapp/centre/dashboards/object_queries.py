"""The rows a page of the history is about, in words: one statement a table and step, however many lines there are."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel, col

from webapp.centre.dashboards.object_rules import CODES, OBJECTS, TABLES
from webapp.core.text import masks
from webapp.core.text.i18n import gettext
from webapp.core.time import clock
from webapp.core.web.filters import day
from webapp.people.accounts.scope import Actor, units_below
from webapp.people.org.models import PartyKind, Unit

DEEPEST = 6
Key = tuple[str, str]


def objects_of(session: Session, actor: Actor, rows: Iterable[Any]) -> dict[str, tuple[str, str]]:
    """Line id → (kind in words, label). The label is empty where the row is gone, lies outside the reader's reach, has
    no id of its own (the one row that says what this installation is for), or a whole list was read and no row."""
    lines = [(line.id, (line.kind, line.row_id)) for line in rows if line.kind in OBJECTS]
    found = _read(session, {key for _, key in lines if key[1]})
    inside = _reach(session, actor, found)
    return {line_id: (gettext(OBJECTS[key[0]][0]), _label(key, found, inside) or "") for line_id, key in lines}


def _read(session: Session, wanted: set[Key]) -> dict[Key, dict[str, Any]]:
    """The rows themselves, then those they point to, step by step."""
    found: dict[Key, dict[str, Any]] = {}
    for _ in range(DEEPEST):
        by_name: dict[str, set[str]] = defaultdict(set)
        for name, row_id in wanted - found.keys():
            by_name[name].add(row_id)
        if not by_name:
            break
        for name, row_ids in by_name.items():
            found.update({(name, row["id"]): row for row in _rows(session, name, row_ids)})
        wanted = {key for name_id, row in list(found.items()) for key in _pointed(name_id[0], row)}
    return found


def _rows(session: Session, name: str, row_ids: set[str]) -> list[dict[str, Any]]:
    table = SQLModel.metadata.tables[TABLES.get(name, name)]
    if "id" not in table.c:  # there is only one such row: its kind says all
        return []
    columns = {part.lstrip("~=").split(">")[0] for part in OBJECTS[name][1]}
    columns |= {"id", *({"community_id", "unit_id"} & set(table.c.keys())), *(["kind"] if name == "party" else [])}
    query = select(*(table.c[column] for column in sorted(columns))).where(table.c["id"].in_(row_ids))
    return [dict(row) for row in session.connection().execute(query).mappings()]


def _pointed(name: str, row: dict[str, Any]) -> Iterable[Key]:
    for part in OBJECTS[name][1]:
        column, _, target = part.partition(">")
        if target and row[column]:
            yield target, row[column]


def _reach(session: Session, actor: Actor, found: dict[Key, dict[str, Any]]) -> set[str]:
    """Which of the units that these rows lie in the reader may look into."""
    homes = {home for key, row in found.items() for home in _homes(key, row)}
    return set(session.exec(units_below(actor).where(col(Unit.id).in_(homes)))) if homes else set()


def _homes(key: Key, row: dict[str, Any]) -> list[str]:
    own = [key[1]] if key[0] == "unit" else []
    return own + [row[column] for column in ("community_id", "unit_id") if row.get(column)]


def _label(key: Key, found: dict[Key, dict[str, Any]], inside: set[str]) -> str | None:
    """None where the row, or one that its label needs, may not be looked into."""
    row = found.get(key)
    if row is None:
        return ""
    homes = _homes(key, row)
    if homes and not inside & set(homes):
        return None
    parts = [_part(key[0], part, row, found, inside) for part in OBJECTS[key[0]][1]]
    return None if None in parts else " · ".join(part for part in parts if part)


def _part(
    name: str, part: str, row: dict[str, Any], found: dict[Key, dict[str, Any]], inside: set[str]
) -> str | None:
    column, _, target = part.lstrip("~=").partition(">")
    value = row[column]
    if words := CODES.get(f"{name}.{column}"):
        return gettext(words.get(value, str(value)))
    if target:
        return _label((target, value), found, inside) if value else ""
    if part.startswith("~"):
        return str(value) if row.get("kind", PartyKind.PERSON) is not PartyKind.PERSON else masks.name(value)
    if part.startswith("="):
        return gettext(value)
    return _said(value)


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        return day(clock.local(value).date())
    if isinstance(value, date):
        return day(value)
    return "" if value is None else str(value)
