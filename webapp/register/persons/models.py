from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids


class ActKind(StrEnum):
    MERGE = "merge"
    DEATH = "death"


class ElsewhereKind(StrEnum):
    REGISTERED = "registered"
    SECOND = "second"


class TransferState(StrEnum):
    WAITING = "waiting"
    TAKEN = "taken"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class PersonAct(SQLModel, table=True):
    """A merge or a death as one act. `other_id` is the record that went into `resident_id`; `journal` what was written
    for it, `joined` what slices above carried by their own means, `left_over` what stays with the other record."""

    __tablename__ = "person_act"
    __table_args__ = (
        Index("ix_person_act_other", "other_id", sqlite_where=text("other_id IS NOT NULL"),
              postgresql_where=text("other_id IS NOT NULL")),
        CheckConstraint("(kind = 'merge') = (other_id IS NOT NULL)", name="two_records"),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    grid_id: str = ids.ref("unit.id", index=True)
    resident_id: str = ids.ref("resident.id", index=True)
    other_id: str | None = ids.ref("resident.id", nullable=True)
    kind: ActKind = columns.choice(ActKind)
    on: date
    reason: str = Field(default="", max_length=200)
    joined: list[str] = columns.json_column(default_factory=list)
    left_over: list[str] = columns.json_column(default_factory=list)
    journal: str | None = columns.sealed()
    made_at: datetime
    made_by: str | None = ids.plain(nullable=True)
    until: date
    undone_at: datetime | None = None
    undone_by: str | None = ids.plain(nullable=True)
    undone_why: str = Field(default="", max_length=200)


class NotSame(SQLModel, table=True):
    """Somebody looked: two people. The smaller id stands first; the pair is never suggested again."""

    __tablename__ = "not_same_person"
    __table_args__ = (UniqueConstraint("first_id", "second_id"), CheckConstraint("first_id < second_id", name="order"))
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    first_id: str = ids.ref("resident.id")
    second_id: str = ids.ref("resident.id", index=True)
    said_by: str | None = ids.plain(nullable=True)
    said_at: datetime


class Transfer(SQLModel, table=True):
    """Said to have moved to another community, which takes the person over or says that nobody came. Until then the
    row stays with the community that was left."""

    __tablename__ = "person_transfer"
    __table_args__ = (
        Index("uq_person_transfer_open", "resident_id", unique=True, sqlite_where=text("state = 'waiting'"),
              postgresql_where=text("state = 'waiting'")),
        Index("ix_person_transfer_to", "to_id", "state"),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    to_id: str = ids.ref("unit.id")
    resident_id: str = ids.ref("resident.id", index=True)
    on: date
    state: TransferState = columns.choice(TransferState, default=TransferState.WAITING)
    made_at: datetime
    made_by: str | None = ids.plain(nullable=True)
    settled_at: datetime | None = None
    settled_by: str | None = ids.plain(nullable=True)
    words: str = Field(default="", max_length=200)


class OtherHome(SQLModel, table=True):
    """人户分离: a home that is not where the person is met. Nobody knocks there for them; it is only known of.
    `household_id` where that door stands in the same community, else `words`."""

    __tablename__ = "other_home"
    __table_args__ = (
        Index("uq_other_home_open", "resident_id", "kind", unique=True, sqlite_where=text("valid_to IS NULL"),
              postgresql_where=text("valid_to IS NULL")),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates"),
        CheckConstraint("household_id IS NOT NULL OR words <> ''", name="place"),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    resident_id: str = ids.ref("resident.id", index=True)
    household_id: str | None = ids.ref("household.id", nullable=True, index=True)
    kind: ElsewhereKind = columns.choice(ElsewhereKind)
    words: str = Field(default="", max_length=80)
    valid_from: date
    valid_to: date | None = None
