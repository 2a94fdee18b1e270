from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids
from webapp.core.time import clock


class Outcome(StrEnum):
    FINE = "fine"
    SOMETHING = "something"
    NOBODY = "nobody"
    DECLINED = "declined"


class Topic(StrEnum):
    NEED = "need"
    HAZARD = "hazard"
    CHANGE = "change"


class Means(StrEnum):
    DOOR = "door"
    PHONE = "phone"
    NOTE = "note"


class Visit(SQLModel, table=True):
    """`captured_at` is the phone's word, `received_at` ours; `happened_at` is what we go by (sync corrects a
    clock that is off). Grid and community are those of the door on that day."""

    __table_args__ = (
        Index("ix_visit_account_time", "account_id", "happened_at"),
        Index("ix_visit_grid_time", "grid_id", "happened_at"),
        Index("ix_visit_household_time", "household_id", "happened_at"),
        Index("ix_visit_time", "happened_at", "id"),
        Index("ix_visit_community_day", "community_id", "happened_at"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str = ids.ref("unit.id")
    building_id: str = ids.ref("building.id")
    household_id: str = ids.ref("household.id")
    account_id: str = ids.ref("account.id")
    outcome: Outcome = columns.choice(Outcome)
    means: Means = columns.choice(Means, default=Means.DOOR)
    topic: Topic | None = columns.choice(Topic, nullable=True)
    category: str = Field(default="", max_length=40)
    words: str | None = columns.long_text(nullable=True)
    case_id: str | None = ids.plain(nullable=True, of="grid_case.id")
    captured_at: datetime
    happened_at: datetime
    received_at: datetime
    withdrawn_at: datetime | None = None

    def may_be_undone(self, on: date) -> bool:
        """Until the end of the local day it happened on."""
        return self.withdrawn_at is None and clock.local(self.happened_at).date() == on
