from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids


class NoticeKind(StrEnum):
    STARS = "stars"
    CONTEST = "contest"


class Finding(StrEnum):
    UPHELD = "upheld"
    DISMISSED = "dismissed"


class PublicNotice(SQLModel, table=True):
    """`content` is what everyone reads: lines of about, name (as shown) and note. It never holds a hidden name."""

    __tablename__ = "public_notice"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id"),
        CheckConstraint("days >= 5", name="days"),
        CheckConstraint("ends_on > starts_on", name="dates"),
    )
    id: str = ids.key()
    kind: NoticeKind = columns.choice(NoticeKind)
    subject_id: str = ids.plain()
    unit_id: str = ids.ref("unit.id", index=True)
    title: str = Field(max_length=80)
    basis: str = Field(max_length=200)
    content: list[dict[str, str]] = columns.json_column(default_factory=list)
    content_hash: str = Field(max_length=64)
    days: int
    starts_on: date
    ends_on: date
    put_up_by: str | None = ids.plain(nullable=True)
    closed_at: datetime | None = None
    result: str = Field(default="", max_length=80)

    def is_open(self, today: date) -> bool:
        return self.closed_at is None and self.starts_on <= today <= self.ends_on


class Objection(SQLModel, table=True):
    """`about_id` is a line of the content: whom the author, or later the answer, means."""

    id: str = ids.key()
    notice_id: str = ids.ref("public_notice.id", index=True)
    about_id: str | None = ids.plain(nullable=True)
    author: str | None = columns.sealed()
    contact: str | None = columns.sealed()
    words: str = columns.long_text()
    filed_at: datetime
    finding: Finding | None = columns.choice(Finding, nullable=True)
    answer: str = columns.long_text()
    answered_at: datetime | None = None
    answered_by: str | None = ids.plain(nullable=True)

    @property
    def receipt(self) -> str:
        """What the author is given, and the office reads beside the words."""
        return self.id[-6:].upper()
