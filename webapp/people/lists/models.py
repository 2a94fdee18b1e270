from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids


class SavedView(SQLModel, table=True):
    """看法: a list as somebody left it, kept as its address. What is shared with a unit, all have who work in
    or below it."""

    __tablename__ = "saved_view"
    __table_args__ = (
        UniqueConstraint("account_id", "list_name", "title"),
        Index("ix_saved_view_shared", "shared_unit_id", "list_name"),
    )
    id: str = ids.key()
    account_id: str = ids.ref("account.id")
    list_name: str = Field(max_length=40)
    title: str = Field(max_length=30)
    query: str = Field(default="", max_length=1000)
    shared_unit_id: str | None = ids.ref("unit.id", nullable=True)
    made_at: datetime


class MarkedResult(SQLModel, table=True):
    """What became of one marked row. Written with the act itself, so that a job begun anew does nothing twice.
    `refusal` is a text of the catalogue, filled with `details` and translated when it is read."""

    __tablename__ = "marked_result"
    __table_args__ = (UniqueConstraint("job_id", "row_id"),)
    id: str = ids.key()
    job_id: str = ids.plain()
    row_id: str = ids.plain()
    title: str = Field(default="", max_length=120)
    is_done: bool
    refusal: str = Field(default="", max_length=300)
    details: dict[str, Any] = columns.json_column()
    at: datetime
