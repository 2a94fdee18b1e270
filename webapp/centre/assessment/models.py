from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids


class Deed(StrEnum):
    REPORTED = "reported"
    SOLVED = "solved"
    TOGETHER = "together"
    QUIET = "quiet"
    NEED_MET = "need_met"
    TASK_DONE = "task_done"


class PeriodState(StrEnum):
    OPEN = "open"
    CHECKING = "checking"
    APPEALS = "appeals"
    CONFIRMED = "confirmed"
    LOCKED = "locked"


class CheckCause(StrEnum):
    CHANCE = "chance"
    OUTLIER = "outlier"


class AppealFinding(StrEnum):
    UPHELD = "upheld"
    DISMISSED = "dismissed"


class ScoreRule(SQLModel, table=True):
    """What one deed is worth from a day on, for the whole district. `first_share` of the points go to whoever took
    the case on where another finished it; `day_cap` is the most points a person earns by it on one day."""

    __tablename__ = "score_rule"
    __table_args__ = (
        UniqueConstraint("deed", "valid_from"),
        CheckConstraint("points >= 0 AND first_share >= 0 AND first_share <= points", name="points"),
    )
    id: str = ids.key()
    deed: Deed = columns.choice(Deed)
    points: int
    first_share: int = 0
    day_cap: int | None = None
    document: str = Field(default="", max_length=120)
    valid_from: date
    made_by: str | None = ids.plain(nullable=True)
    made_at: datetime


class ScoreEntry(SQLModel, table=True):
    """Append-only. `party_id` is empty where the deed is the grid's and nobody's own (a volunteer solved it).
    `month` is the first day of the period it counts in; `happened_on` the day of the outcome."""

    __tablename__ = "score_entry"
    __table_args__ = (
        UniqueConstraint("community_id", "cause"),
        UniqueConstraint("takes_back_id"),
        CheckConstraint("(takes_back_id IS NULL) = (points >= 0)", name="sign"),
        Index("ix_score_entry_party", "party_id", "month", "id"),
        Index("ix_score_entry_month", "community_id", "month", "id"),
        Index("ix_score_entry_source", "source_id"),
        Index("ix_score_entry_grid", "grid_id", "month"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str = ids.ref("unit.id")
    party_id: str | None = ids.ref("party.id", nullable=True)
    month: date
    deed: Deed = columns.choice(Deed)
    points: int
    cause: str = Field(max_length=120)
    source_id: str = ids.plain()
    source_url: str = Field(default="", max_length=200)
    place: str = Field(default="", max_length=80)
    sentence: str = Field(max_length=200)
    rule_id: str | None = ids.ref("score_rule.id", nullable=True)
    takes_back_id: str | None = ids.ref("score_entry.id", nullable=True)
    happened_on: date
    earned_at: datetime


class GridDifficulty(SQLModel, table=True):
    """Set once a year and shown to everybody; a grid is compared with itself and with its class only."""

    __tablename__ = "grid_difficulty"
    __table_args__ = (
        UniqueConstraint("grid_id", "year"),
        CheckConstraint("level BETWEEN 1 AND 3", name="level"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str = ids.ref("unit.id")
    year: int
    level: int
    households: int
    key_households: int
    reason: str = Field(default="", max_length=200)
    decided_by: str | None = ids.plain(nullable=True)
    decided_at: datetime


class ScorePeriod(SQLModel, table=True):
    __tablename__ = "score_period"
    __table_args__ = (UniqueConstraint("community_id", "month"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    month: date
    state: PeriodState = columns.choice(PeriodState, default=PeriodState.OPEN)
    checked_at: datetime | None = None
    checked_by: str | None = ids.plain(nullable=True)
    appeals_until: date | None = None
    confirmed_at: datetime | None = None
    confirmed_by: str | None = ids.plain(nullable=True)
    locked_at: datetime | None = None


class ScoreCheck(SQLModel, table=True):
    """One entry to look at again; without `holds` nobody has looked yet."""

    __tablename__ = "score_check"
    __table_args__ = (UniqueConstraint("entry_id"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    period_id: str = ids.ref("score_period.id", index=True)
    entry_id: str = ids.ref("score_entry.id")
    cause: CheckCause = columns.choice(CheckCause)
    holds: bool | None = None
    words: str = Field(default="", max_length=200)
    looked_by: str | None = ids.plain(nullable=True)
    looked_at: datetime | None = None


class ScoreAppeal(SQLModel, table=True):
    __tablename__ = "score_appeal"
    __table_args__ = (Index("ix_score_appeal_period", "period_id"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    period_id: str = ids.ref("score_period.id")
    party_id: str = ids.ref("party.id")
    words: str = columns.long_text()
    filed_at: datetime
    finding: AppealFinding | None = columns.choice(AppealFinding, nullable=True)
    points: int | None = None
    answer: str = columns.long_text()
    decided_by: str | None = ids.plain(nullable=True)
    decided_at: datetime | None = None


class ScoreResult(SQLModel, table=True):
    """What a person confirmed of one worker's month: the sum, and for how many of its days the post was held."""

    __tablename__ = "score_result"
    __table_args__ = (UniqueConstraint("period_id", "party_id", "grid_id"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    period_id: str = ids.ref("score_period.id")
    party_id: str = ids.ref("party.id")
    grid_id: str = ids.ref("unit.id")
    points: int
    days_held: int
    days: int
    confirmed_by: str = ids.plain()
    confirmed_at: datetime
