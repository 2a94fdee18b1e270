from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids


class MinutesState(StrEnum):
    DRAFT = "draft"
    REVIEW = "review"
    FINAL = "final"
    PUBLISHED = "published"
    REPLACED = "replaced"


class SignerRole(StrEnum):
    HOST = "host"
    RECORDER = "recorder"
    RESIDENT = "resident"


class Minutes(SQLModel, table=True):
    __table_args__ = (UniqueConstraint("meeting_id", "version"), UniqueConstraint("community_id", "number"))
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    meeting_id: str = ids.ref("council_meeting.id", index=True)
    version: int = 1
    number: str | None = Field(default=None, max_length=40)
    state: MinutesState = columns.choice(MinutesState, default=MinutesState.DRAFT)
    body: dict[str, Any] = columns.json_column()
    opening: str = columns.long_text()
    closing: str = columns.long_text()
    hash: str = Field(default="", max_length=64)
    reason: str = Field(default="", max_length=300)
    made_at: datetime
    review_until: date | None = None
    final_at: datetime | None = None
    published_at: datetime | None = None


class MinutesObjection(SQLModel, table=True):
    __tablename__ = "minutes_objection"
    id: str = ids.key()
    community_id: str = ids.home("minutes_id")
    minutes_id: str = ids.ref("minutes.id", index=True)
    party_id: str = ids.ref("party.id")
    words: str = columns.long_text()
    at: datetime
    answer: str = Field(default="", max_length=500)
    answered_at: datetime | None = None
    answered_by: str | None = ids.plain(nullable=True)


class MinutesSignature(SQLModel, table=True):
    __tablename__ = "minutes_signature"
    __table_args__ = (UniqueConstraint("minutes_id", "role"),)
    id: str = ids.key()
    community_id: str = ids.home("minutes_id")
    minutes_id: str = ids.ref("minutes.id", index=True)
    role: SignerRole = columns.choice(SignerRole)
    party_id: str = ids.ref("party.id")
    name: str = Field(max_length=80)
    at: datetime
    body_hash: str = Field(max_length=64)
    made_by: str | None = ids.plain(nullable=True)
