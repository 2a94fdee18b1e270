from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from webapp.casework.publicity.models import Finding
from webapp.core.data import columns, ids


class Track(StrEnum):
    """时长: the hours decide. 评议: hours open the door, the community's review decides."""

    HOURS = "hours"
    REVIEW = "review"


class Body(StrEnum):
    COMMUNITY = "community"
    STREET = "street"
    DISTRICT = "district"
    CITY = "city"
    PROVINCE = "province"


class RoundState(StrEnum):
    OPEN = "open"
    FROZEN = "frozen"
    NOTICE = "notice"
    DECIDED = "decided"
    ISSUED = "issued"
    ARCHIVED = "archived"


class AppealKind(StrEnum):
    ENTRY = "entry"
    REVOCATION = "revocation"


class StarRuleSet(SQLModel, table=True):
    """Named and dated; a change is a new row. Without a community it is the district's default."""

    __tablename__ = "star_rule_set"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates"),
        CheckConstraint("notice_days >= 5", name="notice"),
    )
    id: str = ids.key()
    community_id: str | None = ids.ref("unit.id", nullable=True, index=True)
    name: str = Field(max_length=80)
    document: str = Field(default="", max_length=80)
    track: Track = columns.choice(Track)
    steps: list[dict[str, Any]] = columns.json_column(default_factory=list)
    least_months: int = 0
    once_a_year: bool = True
    notice_days: int = 5
    appeal_days: int = 15
    valid_from: date
    valid_to: date | None = None
    made_by: str | None = ids.plain(nullable=True)
    made_at: datetime


class RatingRound(SQLModel, table=True):
    __tablename__ = "rating_round"
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    rule_set_id: str = ids.ref("star_rule_set.id")
    name: str = Field(max_length=80)
    year: int
    state: RoundState = columns.choice(RoundState, default=RoundState.OPEN)
    opened_at: datetime
    as_of: date | None = None
    frozen_at: datetime | None = None
    frozen_hash: str = Field(default="", max_length=64)
    decided_at: datetime | None = None
    decided_by: str | None = ids.plain(nullable=True)
    decided_on: date | None = None
    job_id: str | None = ids.plain(nullable=True)


class RoundEntry(SQLModel, table=True):
    """The frozen half (name, minutes, months, star) is hashed; the other half is the community's review."""

    __tablename__ = "round_entry"
    __table_args__ = (UniqueConstraint("round_id", "volunteer_id"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    round_id: str = ids.ref("rating_round.id", index=True)
    volunteer_id: str = ids.ref("volunteer.id", index=True)
    party_id: str = ids.ref("party.id", index=True)
    number: str = Field(max_length=20)
    name: str = Field(max_length=80)
    since: date
    minutes: int
    months: int
    star: int
    had_star: int = 0
    proposed: int
    steadiness: str = Field(default="", max_length=200)
    quality: str = Field(default="", max_length=200)
    neighbours: str = Field(default="", max_length=200)
    has_complaint: bool = False
    reason: str = Field(default="", max_length=300)
    may_name: bool = False


class Award(SQLModel, table=True):
    """A decided star as it was decided; the database refuses to change it. A second one for an entry is a higher star
    that an appeal brought."""

    __tablename__ = "award"
    __table_args__ = (UniqueConstraint("entry_id", "star"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    round_id: str = ids.ref("rating_round.id", index=True)
    entry_id: str = ids.ref("round_entry.id", index=True)
    volunteer_id: str = ids.ref("volunteer.id", index=True)
    party_id: str = ids.ref("party.id", index=True)
    name: str = Field(max_length=80)
    star: int
    title: str = Field(max_length=40)
    minutes: int
    since: date
    year: int
    basis: str = Field(max_length=120)
    granted_on: date
    granted_by: str | None = ids.plain(nullable=True)
    digest: str = Field(max_length=64)


class StarApplication(SQLModel, table=True):
    """申报材料: a star that only a higher body may grant; nothing is printed that looks granted."""

    __tablename__ = "star_application"
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    entry_id: str = ids.ref("round_entry.id", unique=True)
    star: int
    body: Body = columns.choice(Body)
    sent_on: date | None = None
    document: str = Field(default="", max_length=80)


class AwardRevocation(SQLModel, table=True):
    """Told first, effective only after the appeal: until `effective_at` the star stands."""

    __tablename__ = "award_revocation"
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    award_id: str = ids.ref("award.id", unique=True)
    fraud: str = columns.long_text()
    told_on: date
    told_by: str | None = ids.plain(nullable=True)
    appeal_until: date
    effective_at: datetime | None = None
    effective_by: str | None = ids.plain(nullable=True)


class Appeal(SQLModel, table=True):
    """申诉: at most two, each heard by somebody who has not decided before."""

    __tablename__ = "award_appeal"
    __table_args__ = (UniqueConstraint("kind", "subject_id", "turn"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    kind: AppealKind = columns.choice(AppealKind)
    subject_id: str = ids.plain(index=True)
    party_id: str = ids.ref("party.id")
    turn: int
    words: str = columns.long_text()
    filed_at: datetime
    finding: Finding | None = columns.choice(Finding, nullable=True)
    answer: str = columns.long_text()
    heard_at: datetime | None = None
    heard_by: str | None = ids.plain(nullable=True)


class DoorConsent(SQLModel, table=True):
    """A plaque at the door needs every adult of the household; one row says that all were asked."""

    __tablename__ = "door_consent"
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    award_id: str = ids.ref("award.id", unique=True)
    adults: int
    agreed: int
    given_on: date
    recorded_by: str | None = ids.plain(nullable=True)
    returned_on: date | None = None
