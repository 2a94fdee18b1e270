from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids

OPEN = "ended_at IS NULL"
QUEUED = "state IN ('waiting', 'ready')"


class LoanEnd(StrEnum):
    BACK = "back"
    LOST = "lost"


class ReservationState(StrEnum):
    WAITING = "waiting"
    READY = "ready"
    COLLECTED = "collected"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


class Rung(StrEnum):
    DAY_BEFORE = "day_before"
    DUE_DAY = "due_day"
    DAY_AFTER = "day_after"
    WEEK_AFTER = "week_after"


class AccessCard(SQLModel, table=True):
    """门禁卡. The number itself is nowhere: a keyed hash finds the person again. `code_hash` is what lets them look
    at their own loans; it is made by the machine and has nothing to do with a birthday."""

    __tablename__ = "access_card"
    __table_args__ = (
        Index("uq_access_card_open", "community_id", "card_hash", unique=True, sqlite_where=text(OPEN),
              postgresql_where=text(OPEN)),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    resident_id: str = ids.ref("resident.id", index=True)
    card_hash: str = Field(max_length=32)
    code_hash: str | None = Field(default=None, max_length=32)
    bound_at: datetime
    bound_by: str | None = ids.plain(nullable=True)
    ended_at: datetime | None = None
    ended_by: str | None = ids.plain(nullable=True)


class Loan(SQLModel, table=True):
    """Out until `ended_at`, then to be checked until `checked_at`; a lost copy is both at once. The id is made by the
    page that asks, so the same request twice is one loan. Who borrowed is forgotten after a year."""

    __tablename__ = "tool_loan"
    __table_args__ = (
        Index("uq_tool_loan_open", "tool_id", unique=True, sqlite_where=text(OPEN), postgresql_where=text(OPEN)),
        Index("ix_tool_loan_due", "community_id", "due_on", sqlite_where=text(OPEN), postgresql_where=text(OPEN)),
        Index("ix_tool_loan_station", "station_id", "due_on", sqlite_where=text(OPEN), postgresql_where=text(OPEN)),
        Index("ix_tool_loan_back", "community_id", "ended_at", sqlite_where=text("checked_at IS NULL"),
              postgresql_where=text("checked_at IS NULL")),
        Index("ix_tool_loan_unchecked", "tool_id", sqlite_where=text("checked_at IS NULL"),
              postgresql_where=text("checked_at IS NULL")),
        Index("ix_tool_loan_tool_out", "tool_id", "out_at"),
        CheckConstraint("renewals >= 0 AND late_days >= 0", name="counts"),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    tool_id: str = ids.ref("tool.id")
    model_id: str = ids.ref("tool_model.id", index=True)
    station_id: str = ids.ref("tool_station.id")
    resident_id: str | None = ids.ref("resident.id", nullable=True, index=True)
    household_id: str | None = ids.ref("household.id", nullable=True, index=True)
    proxy_name: str | None = columns.sealed()
    out_at: datetime
    out_by: str | None = ids.plain(nullable=True)
    due_on: date
    renewals: int = 0
    need_seen: bool = False
    safety_read: bool = False
    ended_at: datetime | None = None
    ended_by: str | None = ids.plain(nullable=True)
    end: LoanEnd | None = columns.choice(LoanEnd, nullable=True)
    back_station_id: str | None = ids.ref("tool_station.id", nullable=True)
    in_box: bool = False
    late_days: int = 0
    missing: list[str] = columns.json_column(default_factory=list)
    words: str = Field(default="", max_length=200)
    checked_at: datetime | None = None
    checked_by: str | None = ids.plain(nullable=True)


class Reservation(SQLModel, table=True):
    """预约. Waits in order of asking; `ready` names the copy that lies at the station for this person."""

    __tablename__ = "tool_reservation"
    __table_args__ = (
        Index("uq_tool_reservation_person", "model_id", "resident_id", unique=True, sqlite_where=text(QUEUED),
              postgresql_where=text(QUEUED)),
        Index("ix_tool_reservation_queue", "model_id", "state", "asked_at"),
        Index("uq_tool_reservation_copy", "tool_id", unique=True, sqlite_where=text("state = 'ready'"),
              postgresql_where=text("state = 'ready'")),
        CheckConstraint("state <> 'ready' OR (tool_id IS NOT NULL AND ready_until IS NOT NULL)", name="ready"),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    model_id: str = ids.ref("tool_model.id")
    resident_id: str = ids.ref("resident.id", index=True)
    need_seen: bool = False
    asked_at: datetime
    asked_by: str | None = ids.plain(nullable=True)
    state: ReservationState = columns.choice(ReservationState, default=ReservationState.WAITING)
    approved_at: datetime | None = None
    approved_by: str | None = ids.plain(nullable=True)
    tool_id: str | None = ids.ref("tool.id", nullable=True)
    ready_at: datetime | None = None
    ready_until: date | None = None
    told_at: datetime | None = None
    told_by: str | None = ids.plain(nullable=True)
    ended_at: datetime | None = None


class Suspension(SQLModel, table=True):
    """暂停借用, up to and including `until`. A copy that is overdue now suspends by itself and needs no row."""

    __tablename__ = "tool_suspension"
    __table_args__ = (
        UniqueConstraint("loan_id"),
        CheckConstraint("until >= since", name="days"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    resident_id: str = ids.ref("resident.id", index=True)
    loan_id: str | None = ids.ref("tool_loan.id", nullable=True)
    why: str = Field(max_length=200)
    since: date
    until: date
    made_by: str | None = ids.plain(nullable=True)
    lifted_at: datetime | None = None
    lifted_by: str | None = ids.plain(nullable=True)


class LoanReminder(SQLModel, table=True):
    """One call owed for a loan, written down by night; the counter ticks it when somebody was told. A renewed loan
    has a new due day and begins anew."""

    __tablename__ = "tool_loan_reminder"
    __table_args__ = (
        UniqueConstraint("loan_id", "rung", "due_on"),
        Index("ix_tool_loan_reminder_open", "community_id", sqlite_where=text("told_at IS NULL"),
              postgresql_where=text("told_at IS NULL")),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    loan_id: str = ids.ref("tool_loan.id")
    rung: Rung = columns.choice(Rung)
    due_on: date
    told_at: datetime | None = None
    told_by: str | None = ids.plain(nullable=True)
