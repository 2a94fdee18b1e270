"""Bulk inserts by the table's own INSERT; the session would split a batch by which values are None."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, insert
from sqlmodel import Session, SQLModel

BATCH = 2000


def add_all(session: Session, rows: Sequence[SQLModel]) -> int:
    """Rows of one table; the parents' table first."""
    for start in range(0, len(rows), BATCH):
        add_dicts(session, type(rows[0]), [dict(row) for row in rows[start : start + BATCH]])
    return len(rows)


def add_dicts(session: Session, model: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    table: Table = model.__table__  # type: ignore[attr-defined]
    if rows:
        session.connection().execute(insert(table), rows)
