from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids


class Skill(StrEnum):
    LAW = "law"
    MEDICAL = "medical"
    REPAIR = "repair"
    ARTS = "arts"
    SPORTS = "sports"
    TUTORING = "tutoring"
    CARE = "care"
    PATROL = "patrol"
    OTHER = "other"


class Volunteer(SQLModel, table=True):
    """The local number is the community's own; the national one is kept sealed and found by its blind index."""

    __table_args__ = (
        UniqueConstraint("community_id", "number"),
        UniqueConstraint("community_id", "party_id"),
        Index("ix_volunteer_phone_index", "phone_index"),
        Index("ix_volunteer_number_all", "number", "id"),
        Index("ix_volunteer_joined", "community_id", "joined_on", "id"),
        Index("ix_volunteer_joined_all", "joined_on", "id"),
        CheckConstraint("left_on IS NULL OR left_on >= joined_on", name="dates"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    grid_id: str | None = ids.ref("unit.id", nullable=True)
    party_id: str = ids.ref("party.id", index=True)
    account_id: str | None = ids.ref("account.id", nullable=True, index=True)
    number: str = Field(max_length=20)
    national_number: str | None = columns.sealed()
    national_index: str | None = Field(default=None, max_length=32, unique=True)
    document_number: str | None = columns.sealed()
    name: str = Field(max_length=80)
    phone: str | None = columns.sealed()
    phone_index: str | None = Field(default=None, max_length=32)
    born_on: date | None = None
    skills: list[str] = columns.json_column(default_factory=list)
    joined_on: date
    left_on: date | None = None
    consent_on: date
    consent_text: str = Field(default="2026-11", max_length=20)
    guardian_name: str | None = columns.sealed()
    guardian_phone: str | None = columns.sealed()

    def is_active(self, on: date) -> bool:
        return self.joined_on <= on and (self.left_on is None or on <= self.left_on)


class Qualification(SQLModel, table=True):
    """资质: counts only on the days until `valid_to`, and only once somebody has seen the paper."""

    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    volunteer_id: str = ids.ref("volunteer.id", index=True)
    skill: Skill = columns.choice(Skill)
    name: str = Field(max_length=80)
    number: str | None = columns.sealed()
    issuer: str = Field(default="", max_length=80)
    valid_to: date | None = None
    checked_by: str | None = ids.ref("account.id", nullable=True)
    checked_on: date | None = None

    def is_valid(self, on: date) -> bool:
        return self.checked_on is not None and (self.valid_to is None or on <= self.valid_to)


class HoursLine(SQLModel, table=True):
    """One confirmed service as it will still read in twenty years; a mistake is a second line, never a change."""

    __tablename__ = "hours_line"
    __table_args__ = (
        UniqueConstraint("community_id", "key"),
        UniqueConstraint("reverses_id"),
        CheckConstraint("minutes <> 0", name="minutes"),
        Index("ix_hours_line_volunteer_on", "volunteer_id", "on", "minutes"),
        Index("ix_hours_line_community_on", "community_id", "on"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    volunteer_id: str = ids.ref("volunteer.id")
    key: str = Field(max_length=120)
    minutes: int
    on: date
    started_at: datetime
    ended_at: datetime
    title: str = Field(max_length=80)
    place: str = Field(default="", max_length=80)
    role: str = Field(default="", max_length=40)
    organiser: str = Field(default="", max_length=80)
    lead_name: str = Field(default="", max_length=80)
    method: str = Field(default="", max_length=20)
    source: str = Field(default="", max_length=80)
    lead_confirmed_by: str | None = ids.plain(nullable=True)
    community_confirmed_by: str | None = ids.plain(nullable=True)
    made_by: str | None = ids.plain(nullable=True)
    made_at: datetime
    reverses_id: str | None = ids.ref("hours_line.id", nullable=True)
    reason: str = Field(default="", max_length=200)


class VolunteerNumber(SQLModel, table=True):
    """The last local number a community gave; moved inside the transaction, so there is no gap and no double."""

    __tablename__ = "volunteer_number"
    community_id: str = Field(primary_key=True, sa_type=ids.COLUMN)  # type: ignore[call-overload]
    last: int = 0


class Pin(SQLModel, table=True):
    """Six digits, argon2. Worth nothing without a phone the community knows."""

    __tablename__ = "volunteer_pin"
    volunteer_id: str = Field(primary_key=True, foreign_key="volunteer.id", sa_type=ids.COLUMN)  # type: ignore[call-overload]
    community_id: str = ids.home("volunteer_id")
    secret: str = Field(max_length=200)
    set_at: datetime


class Device(SQLModel, table=True):
    """认得的手机: the cookie holds a random token, the table its hash."""

    __tablename__ = "volunteer_device"
    id: str = ids.key()
    community_id: str = ids.home("volunteer_id")
    volunteer_id: str = ids.ref("volunteer.id", index=True)
    token_hash: str = Field(max_length=64, unique=True)
    name: str = Field(default="", max_length=80)
    known_at: datetime
    seen_at: datetime
    forgotten_at: datetime | None = None


class CounterCode(SQLModel, table=True):
    """A one-time code read out or printed at the counter; dies after its first use or its quarter of an hour."""

    __tablename__ = "counter_code"
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    volunteer_id: str = ids.ref("volunteer.id", index=True)
    secret: str = Field(max_length=64)
    made_by: str = ids.ref("account.id")
    made_at: datetime
    ends_at: datetime
    used_at: datetime | None = None
