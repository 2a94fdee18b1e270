from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from webapp.core.data import ids


class ParkingRequest(SQLModel, table=True):
    """挂账 of a promise: asked for by one person, decided by another. One that nobody decided before the promise was
    done or ended lapses: decided by nobody, not granted."""

    __tablename__ = "promise_parking"
    __table_args__ = (
        Index("uq_promise_parking_open", "promise_id", unique=True, sqlite_where=text("decided_at IS NULL"),
              postgresql_where=text("decided_at IS NULL")),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.home("promise_id")
    promise_id: str = ids.ref("promise.id", index=True)
    review_month: str = Field(max_length=7)
    reason: str = Field(max_length=300)
    asked_at: datetime
    asked_by: str = ids.plain()
    decided_at: datetime | None = None
    decided_by: str | None = ids.plain(nullable=True)
    granted: bool | None = None
    answer: str = Field(default="", max_length=200)
