from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids


class ChannelKind(StrEnum):
    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"
    EMAIL = "email"


class Notice(SQLModel, table=True):
    """One sentence for one person. `sentence` is a catalogue text, filled and translated when it is read."""

    __table_args__ = (
        UniqueConstraint("account_id", "cause"),
        Index("ix_notice_account", "account_id", "made_at"),
        Index("ix_notice_cause", "cause"),
        Index("ix_notice_unread", "account_id", sqlite_where=text("read_at IS NULL"),
              postgresql_where=text("read_at IS NULL")),
    )  # fmt: skip
    id: str = ids.key()
    account_id: str = ids.ref("account.id")
    community_id: str | None = ids.plain(nullable=True)
    sentence: str = Field(max_length=200)
    details: dict[str, Any] = columns.json_column()
    url: str = Field(default="", max_length=200)
    cause: str = Field(max_length=120)
    made_at: datetime
    read_at: datetime | None = None


class Channel(SQLModel, table=True):
    """A group robot or mailbox of one unit. Key and secret are sealed and never shown again."""

    __tablename__ = "notice_channel"
    id: str = ids.key()
    unit_id: str = ids.ref("unit.id", index=True)
    kind: ChannelKind = columns.choice(ChannelKind)
    name: str = Field(max_length=40)
    key: str | None = columns.sealed()
    secret: str | None = columns.sealed()
    made_by: str | None = ids.plain(nullable=True)
    made_at: datetime
    closed_at: datetime | None = None


class Delivery(SQLModel, table=True):
    """The outbox: written with the cause in one transaction, sent afterwards, tried again when it fails."""

    __tablename__ = "notice_delivery"
    __table_args__ = (
        UniqueConstraint("channel_id", "cause"),
        Index("ix_delivery_waiting", "due_at", sqlite_where=text("due_at IS NOT NULL"),
              postgresql_where=text("due_at IS NOT NULL")),
    )  # fmt: skip
    id: str = ids.key()
    channel_id: str = ids.ref("notice_channel.id")
    sentence: str = Field(max_length=200)
    details: dict[str, Any] = columns.json_column()
    url: str = Field(default="", max_length=200)
    cause: str = Field(max_length=120)
    made_at: datetime
    due_at: datetime | None = None
    tries: int = 0
    sent_at: datetime | None = None
    error: str = Field(default="", max_length=200)


class DigestWish(SQLModel, table=True):
    """早上的小结: where somebody wants to hear what waits for them. Switched off, the row is gone with its key."""

    __tablename__ = "digest_wish"
    id: str = ids.key()
    account_id: str = ids.ref("account.id", unique=True)
    kind: ChannelKind = columns.choice(ChannelKind)
    key: str = columns.sealed()
    secret: str | None = columns.sealed()
    made_at: datetime


class DigestLetter(SQLModel, table=True):
    """One person's morning: at most one a day. `lines` are [what, how many, since which day], the oldest first."""

    __tablename__ = "digest_letter"
    __table_args__ = (
        UniqueConstraint("account_id", "day"),
        Index("ix_digest_waiting", "due_at", sqlite_where=text("due_at IS NOT NULL"),
              postgresql_where=text("due_at IS NOT NULL")),
    )  # fmt: skip
    id: str = ids.key()
    account_id: str = ids.ref("account.id")
    day: date
    lines: list[list[Any]] = columns.json_column(default_factory=list)
    made_at: datetime
    due_at: datetime | None = None
    sent_at: datetime | None = None
    tries: int = 0
    error: str = Field(default="", max_length=200)
