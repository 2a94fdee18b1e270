from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids
from webapp.core.time import clock


class PhotoState(StrEnum):
    EXPECTED = "expected"
    KEPT = "kept"
    REFUSED = "refused"


class Photo(SQLModel, table=True):
    """`unit_id` is the grid where it was taken, else the community: the one column that scope asks.
    `source_sha` is the hash of what was sent, `sha` that of what we wrote and keep."""

    __table_args__ = (Index("ix_photo_subject", "subject_id", "subject_kind"),)
    id: str = ids.key()
    community_id: str = ids.plain(index=True)
    unit_id: str = ids.ref("unit.id", index=True)
    account_id: str | None = ids.plain(nullable=True)
    subject_kind: str = Field(max_length=40)
    subject_id: str = ids.plain()
    state: PhotoState = columns.choice(PhotoState, default=PhotoState.EXPECTED)
    sha: str | None = Field(default=None, max_length=64, index=True)
    source_sha: str | None = Field(default=None, max_length=64)
    width: int = 0
    height: int = 0
    size: int = 0
    expected_at: datetime = Field(default_factory=clock.now)
    kept_at: datetime | None = None
    why: str = Field(default="", max_length=200)

    @property
    def is_kept(self) -> bool:
        return self.state == PhotoState.KEPT
