from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids


class Role(StrEnum):
    GRID_WORKER = "grid_worker"
    MICRO_HEAD = "micro_head"
    LIAISON = "liaison"
    HOST = "host"
    STREET = "street"
    DISTRICT = "district"
    VOLUNTEER = "volunteer"
    COUNTER = "counter"
    JUDGE = "judge"
    AUDITOR = "auditor"


class PostKind(StrEnum):
    """正职, AB岗 (acts while the other is away), 代理 (acts until the post is filled)."""

    MAIN = "main"
    COVER = "cover"
    ACTING = "acting"


class Account(SQLModel, table=True):
    __table_args__ = (UniqueConstraint("login"), UniqueConstraint("phone_index"))
    id: str = ids.key()
    party_id: str = ids.ref("party.id", index=True)
    login: str = Field(max_length=60)
    phone: str | None = columns.sealed()
    phone_index: str | None = Field(default=None, max_length=32)
    password: str = Field(max_length=200)
    must_change: bool = False
    closed_at: datetime | None = None
    language: str = Field(default="", max_length=5)
    mode: str = Field(default="", max_length=10)
    hides_name: bool = False


class Post(SQLModel, table=True):
    """`valid_to` is the last day held; the day before `valid_from` means ended on the day it began."""

    __table_args__ = (Index("ix_post_unit_role", "unit_id", "role"),)
    id: str = ids.key()
    account_id: str = ids.ref("account.id", index=True)
    role: Role = columns.choice(Role)
    unit_id: str = ids.ref("unit.id")
    kind: PostKind = columns.choice(PostKind, default=PostKind.MAIN)
    covers_id: str | None = ids.ref("post.id", nullable=True)
    valid_from: date
    valid_to: date | None = None
    document: str = Field(default="", max_length=120)

    def is_held(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class SignIn(SQLModel, table=True):
    """One signed-in browser. The cookie holds a random token; the table only its hash."""

    __tablename__ = "sign_in"
    id: str = ids.key()
    account_id: str = ids.ref("account.id", index=True)
    token_hash: str = Field(max_length=64, unique=True)
    device: str = Field(default="", max_length=80)
    shared: bool = False
    started_at: datetime
    seen_at: datetime
    proved_at: datetime | None = None  # when this browser last showed who sits before it
    ends_at: datetime
    ended_at: datetime | None = None


class Handover(SQLModel, table=True):
    """交接单: who passes a unit's open work to whom; in force once both and a supervisor have signed."""

    id: str = ids.key()
    community_id: str | None = ids.plain(nullable=True)
    unit_id: str = ids.ref("unit.id")
    from_id: str = ids.ref("account.id")
    to_id: str = ids.ref("account.id")
    note: str = Field(default="", max_length=500)
    open_count: int = 0
    open_work: list[dict[str, str]] = columns.json_column(default_factory=list)
    made_at: datetime
    giver_signed_at: datetime | None = None
    taker_signed_at: datetime | None = None
    supervisor_id: str | None = ids.ref("account.id", nullable=True)
    supervisor_signed_at: datetime | None = None


class Complaint(SQLModel, table=True):
    """投诉建议: about the software or the work, open to everyone, answered by the community or district."""

    __table_args__ = (UniqueConstraint("receipt"),)
    id: str = ids.key()
    community_id: str | None = ids.plain(nullable=True, index=True)
    account_id: str | None = ids.plain(nullable=True)
    words: str = columns.long_text()
    contact: str | None = columns.sealed()
    receipt: str = Field(max_length=16)
    made_at: datetime
    answer: str | None = columns.long_text(nullable=True)
    answered_at: datetime | None = None
