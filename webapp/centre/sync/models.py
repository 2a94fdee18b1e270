from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids
from webapp.core.time import clock

KEPT = "body IS NOT NULL"  # a month of them, among receipts that stay for ever


class ReviewState(StrEnum):
    WAITING = "waiting"
    TAKEN = "taken"
    SET_ASIDE = "set_aside"


class SyncEpoch(SQLModel, table=True):
    """The newest line is this database's epoch: a fresh one at the beginning and at every restore."""

    __tablename__ = "sync_epoch"
    id: str = ids.key()
    made_at: datetime = Field(default_factory=clock.now)


class SyncReceipt(SQLModel, table=True):
    """The id is the record's own. `body` is what was received, kept a month to be shown beside another version."""

    __tablename__ = "sync_receipt"
    __table_args__ = (
        Index("ix_sync_receipt_kept", "received_at", sqlite_where=text(KEPT), postgresql_where=text(KEPT)),
    )
    id: str = ids.key()
    kind: str = Field(max_length=40)
    version: int
    hash: str = Field(max_length=64)
    account_id: str = ids.plain()
    community_id: str = ids.plain()
    captured_at: datetime
    received_at: datetime
    corrected_at: datetime | None = None
    review: bool = False
    body: str | None = columns.sealed()


class SyncVersion(SQLModel, table=True):
    """Other content that came under a known id."""

    __tablename__ = "sync_version"
    __table_args__ = (UniqueConstraint("record_id", "hash"),)
    id: str = ids.key()
    record_id: str = ids.plain(index=True)
    account_id: str = ids.plain()
    community_id: str = ids.plain()
    hash: str = Field(max_length=64)
    body: str | None = columns.sealed()
    at: datetime = Field(default_factory=clock.now)


class SyncReview(SQLModel, table=True):
    """待核: what a person delivered after moving to another grid; the community decides."""

    __tablename__ = "sync_review"
    __table_args__ = (Index("ix_sync_review_open", "community_id", "state"),)
    id: str = ids.key()
    kind: str = Field(max_length=40)
    version: int
    account_id: str = ids.plain()
    community_id: str = ids.ref("unit.id")
    unit_id: str = ids.ref("unit.id")
    body: str | None = columns.sealed()
    captured_at: datetime
    received_at: datetime
    why: str = Field(max_length=300)
    state: ReviewState = columns.choice(ReviewState, default=ReviewState.WAITING)
    decided_by: str | None = ids.plain(nullable=True)
    decided_at: datetime | None = None
    note: str = Field(default="", max_length=300)


class SyncClash(SQLModel, table=True):
    """Two people changed the same line of one thing: both values are kept until someone chooses."""

    __tablename__ = "sync_clash"
    __table_args__ = (UniqueConstraint("record_id", "line"), Index("ix_sync_clash_open", "unit_id", "decided_at"))
    id: str = ids.key()
    record_id: str = ids.plain()
    community_id: str = ids.ref("unit.id")
    unit_id: str = ids.ref("unit.id")
    subject_kind: str = Field(max_length=40)
    subject_id: str = ids.plain(index=True)
    line: str = Field(max_length=60)
    base: str | None = columns.sealed()
    theirs: str | None = columns.sealed()
    mine: str | None = columns.sealed()
    account_id: str = ids.plain()
    captured_at: datetime
    made_at: datetime = Field(default_factory=clock.now)
    decided_by: str | None = ids.plain(nullable=True)
    decided_at: datetime | None = None
    chose_mine: bool | None = None


class SyncMirror(SQLModel, table=True):
    """A draft, sealed on the phone with the person's key: last write wins, gone once the record is received."""

    __tablename__ = "sync_mirror"
    id: str = ids.key()
    account_id: str = ids.ref("account.id", index=True)
    sealed: str = columns.long_text()
    at: datetime = Field(default_factory=clock.now)


class SyncPhone(SQLModel, table=True):
    """One person on one phone: how much waits there and since when; never where it is."""

    __tablename__ = "sync_phone"
    __table_args__ = (UniqueConstraint("device_id", "account_id"), Index("ix_sync_phone_oldest", "oldest_at", "id"),
                      Index("ix_sync_phone_seen_all", "seen_at", "id"),
                      Index("ix_sync_phone_community_oldest", "community_id", "oldest_at", "id"),
                      Index("ix_sync_phone_community_seen", "community_id", "seen_at", "id"))
    id: str = ids.key()
    device_id: str = ids.plain()
    account_id: str = ids.ref("account.id", index=True)
    community_id: str | None = ids.plain(nullable=True, index=True)
    unit_id: str | None = ids.plain(nullable=True, index=True)
    name: str = Field(default="", max_length=80)
    unsent: int = 0
    oldest_at: datetime | None = None
    seen_at: datetime = Field(default_factory=clock.now)
    lost_at: datetime | None = None
    lost_by: str | None = ids.plain(nullable=True)
    wiped_at: datetime | None = None

    @property
    def is_lost(self) -> bool:
        return self.lost_at is not None and self.wiped_at is None
