from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids
from webapp.core.time import clock


class Slot(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    WEEKEND = "weekend"


class Method(StrEnum):
    """How to try next. After three closed doors a fourth knock is no use."""

    DOOR = "door"
    PHONE = "phone"
    NOTE = "note"
    MICRO_HEAD = "micro_head"


class HeadAnswer(StrEnum):
    """What the micro-grid head found out."""

    MET = "met"
    NOT_MET = "not_met"
    MOVED = "moved"


class Revisit(SQLModel, table=True):
    """One miss, and what is to be tried because of it. Closed by the next meeting, however it came about; a micro-grid
    head who was asked answers once, and it is a door to knock at again, or, where the people have moved, none."""

    __table_args__ = (
        UniqueConstraint("community_id", "visit_id"),
        Index("ix_revisit_open", "grid_id", "closed_at", "due_on"),
        Index("ix_revisit_household", "household_id", "closed_at"),
        Index("ix_revisit_waiting", "made_at", sqlite_where=text("closed_at IS NULL"),
              postgresql_where=text("closed_at IS NULL")),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str = ids.ref("unit.id")
    household_id: str = ids.ref("household.id")
    visit_id: str = ids.ref("visit.id")
    misses: int
    method: Method = columns.choice(Method)
    slot: Slot | None = columns.choice(Slot, nullable=True)
    due_on: date
    made_at: datetime = Field(default_factory=clock.now)
    closed_at: datetime | None = None
    closed_by: str | None = ids.plain(nullable=True)
    answer: HeadAnswer | None = columns.choice(HeadAnswer, nullable=True)
    answered_at: datetime | None = None
    answered_by: str | None = ids.plain(nullable=True)


class DoorNote(SQLModel, table=True):
    """A note with a one-time code, left at a door: the resident answers with it, without signing in."""

    __tablename__ = "door_note"
    __table_args__ = (UniqueConstraint("code_index"), Index("ix_door_note_household", "household_id", "made_at"))
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str = ids.ref("unit.id")
    household_id: str = ids.ref("household.id")
    account_id: str = ids.ref("account.id")
    code_index: str = Field(max_length=32)
    made_at: datetime = Field(default_factory=clock.now)
    ends_on: date
    answered_at: datetime | None = None
    visit_id: str | None = ids.plain(nullable=True, of="visit.id")
