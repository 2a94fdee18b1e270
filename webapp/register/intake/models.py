from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids


class RegisterUpload(SQLModel, table=True):
    """An uploaded table between preview and import; sealed, and gone once imported or after a day. `kind` is the list
    it fills; `heading` is the file's own while nobody has said which column is which; `report` says of every row what
    became of it and `journal` what was written for it, as long as the upload is kept."""

    __tablename__ = "register_upload"
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    account_id: str | None = ids.plain(nullable=True)
    kind: str = Field(default="households", max_length=20)
    filename: str = Field(default="", max_length=120)
    row_count: int = 0
    heading: list[str] = columns.json_column(default_factory=list)
    problem_count: int = 0
    content: str | None = columns.sealed()
    report: str | None = columns.sealed()
    job_id: str | None = ids.plain(nullable=True)
    made_at: datetime
    imported_at: datetime | None = None
    journal: str | None = columns.sealed()
    returned_at: datetime | None = None
    returned_by: str | None = ids.plain(nullable=True)


class ColumnName(SQLModel, table=True):
    """What a column of somebody's own sheet is called, and which of ours it is; empty: none. Kept for the next file."""

    __tablename__ = "column_name"
    __table_args__ = (UniqueConstraint("kind", "heading"),)
    id: str = ids.key()
    kind: str = Field(max_length=20)
    heading: str = Field(max_length=80)
    key: str = Field(default="", max_length=40)
    made_by: str | None = ids.plain(nullable=True)
    made_at: datetime


class ExportRequest(SQLModel, table=True):
    """A grid's residents in one file: asked by one person, allowed by another, taken once within a day."""

    __tablename__ = "export_request"
    __table_args__ = (CheckConstraint("decided_by IS NULL OR decided_by <> asked_by", name="two_people"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    unit_id: str = ids.ref("unit.id")
    reason: str = Field(max_length=300)
    with_phone: bool = False
    asked_by: str = ids.plain()
    asked_at: datetime
    decided_by: str | None = ids.plain(nullable=True)
    decided_at: datetime | None = None
    is_allowed: bool = False
    taken_at: datetime | None = None
    row_count: int = 0
