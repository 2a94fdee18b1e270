from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from webapp.casework.cases.rules import StopReason
from webapp.core.data import columns, ids


class PauseRequest(SQLModel, table=True):
    """停表、挂账: asked for by the side that has the case, decided by somebody who neither asked nor works on it.
    One that nobody decided before the case was done lapses: decided by nobody, not granted."""

    __tablename__ = "case_pause"
    __table_args__ = (
        Index("uq_case_pause_open", "case_id", unique=True, sqlite_where=text("decided_at IS NULL"),
              postgresql_where=text("decided_at IS NULL")),
        Index("ix_case_pause_waiting", "community_id", "asked_at", sqlite_where=text("decided_at IS NULL"),
              postgresql_where=text("decided_at IS NULL")),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    case_id: str = ids.ref("grid_case.id", index=True)
    reason: StopReason = columns.choice(StopReason)
    words: str = columns.long_text()
    review_on: date | None = None
    asked_by: str = ids.plain()
    asked_at: datetime
    decided_by: str | None = ids.plain(nullable=True)
    decided_at: datetime | None = None
    is_granted: bool | None = None
    answer: str = Field(default="", max_length=500)
