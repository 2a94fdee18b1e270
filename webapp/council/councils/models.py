from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids
from webapp.core.time import clock


class SeatKind(StrEnum):
    PARTY = "party"
    COMMITTEE = "committee"
    GRID = "grid"
    RESIDENT = "resident"
    PARTNER = "partner"
    PROPERTY = "property"
    OWNERS = "owners"
    POLICE = "police"
    OBSERVER = "observer"


class MeetingState(StrEnum):
    PLANNED = "planned"
    ANNOUNCED = "announced"
    IN_SESSION = "in_session"
    CLOSED = "closed"
    TALK = "talk"
    CANCELLED = "cancelled"


class Origin(StrEnum):
    CARRIED = "carried"
    VOICED = "voiced"
    RESERVED = "reserved"
    ADDED = "added"


class CouncilRule(SQLModel, table=True):
    """A dated rule set. Law and charters change: what they ask is a row with a first day, never a constant."""

    __tablename__ = "council_rule"
    __table_args__ = (UniqueConstraint("community_id", "valid_from"),)
    id: str = ids.key()
    community_id: str | None = ids.ref("unit.id", nullable=True)
    name: str = Field(max_length=80)
    basis: str = Field(default="", max_length=300)
    valid_from: date
    quorum_top: int = 1
    quorum_bottom: int = 2
    quorum_more: bool = True
    majority_top: int = 1
    majority_bottom: int = 2
    majority_more: bool = True
    majority_base: str = Field(default="present", max_length=10)
    proxies_make_quorum: bool = False
    window_days: int = 60
    notice_days: int = 3
    agenda_places: int = 5
    reserved_places: int = 1
    objection_days: int = 2


class CouncilSeries(SQLModel, table=True):
    """A council that meets again and again: the weekday and the wall-clock time are kept, not instants."""

    __tablename__ = "council_series"
    __table_args__ = (CheckConstraint("week BETWEEN -1 AND 5 AND week <> 0", name="week"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    name: str = Field(max_length=80)
    week: int = 2
    weekday: int = 2
    starts_at: time
    minutes_long: int = 90
    place: str = Field(max_length=80)
    feed_token: str = Field(max_length=64, unique=True)
    board_token: str = Field(max_length=64, unique=True)
    closed_on: date | None = None


class CouncilSeat(SQLModel, table=True):
    __tablename__ = "council_seat"
    __table_args__ = (CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates"),)
    id: str = ids.key()
    community_id: str = ids.home("series_id")
    series_id: str = ids.ref("council_series.id", index=True)
    kind: SeatKind = columns.choice(SeatKind)
    party_id: str = ids.ref("party.id", index=True)
    alternate_id: str | None = ids.ref("party.id", nullable=True)
    title: str = Field(default="", max_length=60)
    votes: bool = True
    position: int = 0
    valid_from: date
    valid_to: date | None = None


class CouncilMeeting(SQLModel, table=True):
    """`held_on` and `starts_at` are the local wall clock; the instant is worked out, so a zone rule may change."""

    __tablename__ = "council_meeting"
    __table_args__ = (UniqueConstraint("series_id", "held_on", "starts_at"), Index("ix_meeting_day", "held_on"))
    id: str = ids.key()
    series_id: str = ids.ref("council_series.id", index=True)
    community_id: str = ids.ref("unit.id", index=True)
    plan_month: str = Field(max_length=7)
    held_on: date
    starts_at: time
    minutes_long: int = 90
    place: str = Field(max_length=80)
    state: MeetingState = columns.choice(MeetingState, default=MeetingState.PLANNED, index=True)
    host_id: str = ids.ref("party.id")
    recorder_id: str | None = ids.ref("party.id", nullable=True)
    rule_id: str = ids.ref("council_rule.id")
    sequence: int = 0
    check_in_token: str = Field(max_length=64, unique=True)
    counting: list[dict[str, Any]] = columns.json_column(default_factory=list)
    counting_hash: str = Field(default="", max_length=64)
    announced_at: datetime | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    current_line_id: str | None = ids.plain(nullable=True)
    reason: str = Field(default="", max_length=300)

    @property
    def starts(self) -> datetime:
        return datetime.combine(self.held_on, self.starts_at, clock.ZONE)

    @property
    def has_met(self) -> bool:
        return self.state in (MeetingState.CLOSED, MeetingState.TALK)


class AgendaLine(SQLModel, table=True):
    """Copied when the agenda is fixed: later voices do not change what the meeting was told."""

    __tablename__ = "agenda_line"
    __table_args__ = (
        Index(
            "uq_agenda_line_carried", "meeting_id", unique=True,
            sqlite_where=text("origin = 'carried'"), postgresql_where=text("origin = 'carried'"),
        ),
        Index(
            "uq_agenda_line_case", "meeting_id", "case_id", unique=True,
            sqlite_where=text("dropped_at IS NULL AND case_id IS NOT NULL"),
            postgresql_where=text("dropped_at IS NULL AND case_id IS NOT NULL"),
        ),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.home("meeting_id")
    meeting_id: str = ids.ref("council_meeting.id", index=True)
    position: int
    origin: Origin = columns.choice(Origin)
    case_id: str | None = ids.ref("grid_case.id", nullable=True)
    title: str = Field(max_length=120)
    households: int = 0
    grids: int = 0
    first_on: date | None = None
    last_on: date | None = None
    quotes: list[dict[str, Any]] = columns.json_column(default_factory=list)
    summary: str = Field(default="", max_length=300)
    reason: str = Field(default="", max_length=300)
    minutes_allotted: int = 10
    discussed_at: datetime | None = None
    dropped_at: datetime | None = None
    dropped_reason: str = Field(default="", max_length=300)

    @property
    def heard(self) -> list[dict[str, Any]]:
        return [{**quote, "on": date.fromisoformat(quote["on"])} for quote in self.quotes]
