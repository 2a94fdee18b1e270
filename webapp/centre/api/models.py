from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids


class ApiKey(SQLModel, table=True):
    """One platform's way in. The token itself is shown once and kept as a hash; `hook_secret` signs what we send."""

    __tablename__ = "api_key"
    __table_args__ = (UniqueConstraint("token_hash"),)
    id: str = ids.key()
    unit_id: str = ids.ref("unit.id", index=True)
    name: str = Field(max_length=40)
    scopes: list[str] = columns.json_column(default_factory=list)
    token_hash: str = Field(max_length=64)
    hook_url: str = Field(default="", max_length=300)
    hook_secret: str | None = columns.sealed()
    made_by: str = ids.plain()
    made_at: datetime
    used_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: str | None = ids.plain(nullable=True)


class ApiNumber(SQLModel, table=True):
    """One case, and what the other side calls it. `digest` is of what was sent in, empty where we were first."""

    __tablename__ = "api_number"
    __table_args__ = (UniqueConstraint("key_id", "number"), UniqueConstraint("key_id", "case_id"))
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    key_id: str = ids.ref("api_key.id")
    case_id: str = ids.ref("grid_case.id", index=True)
    number: str = Field(max_length=60)
    digest: str = Field(default="", max_length=64)
    made_at: datetime


class ApiDelivery(SQLModel, table=True):
    """Something to tell a platform, until it has said 2xx or the last try is over."""

    __tablename__ = "api_delivery"
    __table_args__ = (Index("ix_api_delivery_key", "key_id", "made_at"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    key_id: str = ids.ref("api_key.id")
    case_id: str = ids.ref("grid_case.id", index=True)
    event: str = Field(max_length=20)
    body: str = columns.long_text()
    made_at: datetime
    tries: int = 0
    answer: str = Field(default="", max_length=80)
    sent_at: datetime | None = None
    given_up_at: datetime | None = None
