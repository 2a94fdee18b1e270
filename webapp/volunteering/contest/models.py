from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids
from webapp.register.register.models import Sex


class ContestState(StrEnum):
    OPEN = "open"
    JUDGING = "judging"
    TALLIED = "tallied"
    NOTICE = "notice"
    DECIDED = "decided"


class StageKind(StrEnum):
    WRITTEN = "written"
    PRACTICE = "practice"
    DEFENCE = "defence"
    VISIT = "visit"


class NominatedBy(StrEnum):
    SELF = "self"
    UNIT = "unit"
    RESIDENTS = "residents"


class OutcomeKind(StrEnum):
    COMMITTEE = "committee"
    STREET = "street"
    OTHER = "other"


class ContestCriteria(SQLModel, table=True):
    """A version of what is judged: a change is a new row, contests keep theirs."""

    __tablename__ = "contest_criteria"
    id: str = ids.key()
    unit_id: str = ids.ref("unit.id", index=True)
    name: str = Field(max_length=80)
    lines: list[dict[str, Any]] = columns.json_column(default_factory=list)
    valid_from: date
    made_by: str | None = ids.plain(nullable=True)
    made_at: datetime


class Contest(SQLModel, table=True):
    __table_args__ = (CheckConstraint("quota > 0", name="quota"), UniqueConstraint("unit_id", "year", "name"))
    id: str = ids.key()
    unit_id: str = ids.ref("unit.id", index=True)
    year: int
    name: str = Field(max_length=80)
    title: str = Field(max_length=40)
    quota: int
    criteria_id: str = ids.ref("contest_criteria.id")
    state: ContestState = columns.choice(ContestState, default=ContestState.OPEN)
    closes_on: date
    opened_at: datetime
    result_hash: str = Field(default="", max_length=64)
    decided_on: date | None = None
    decided_by: str | None = ids.plain(nullable=True)


class ContestStage(SQLModel, table=True):
    __tablename__ = "contest_stage"
    __table_args__ = (UniqueConstraint("contest_id", "kind"),)
    id: str = ids.key()
    contest_id: str = ids.ref("contest.id", index=True)
    kind: StageKind = columns.choice(StageKind)
    weight: int
    position: int


class Nomination(SQLModel, table=True):
    __table_args__ = (UniqueConstraint("contest_id", "party_id"),)
    id: str = ids.key()
    contest_id: str = ids.ref("contest.id", index=True)
    community_id: str = ids.ref("unit.id", index=True)
    grid_id: str | None = ids.ref("unit.id", nullable=True)
    party_id: str = ids.ref("party.id", index=True)
    name: str = Field(max_length=80)
    by_kind: NominatedBy = columns.choice(NominatedBy)
    statement: str = columns.long_text()
    sex: Sex = columns.choice(Sex, default=Sex.UNKNOWN)
    served_since: date | None = None
    may_name: bool = False
    nominated_by: str | None = ids.plain(nullable=True)
    filed_at: datetime
    is_eligible: bool | None = None
    eligibility_note: str = Field(default="", max_length=300)


class ContestJudge(SQLModel, table=True):
    __tablename__ = "contest_judge"
    __table_args__ = (UniqueConstraint("contest_id", "account_id"),)
    id: str = ids.key()
    contest_id: str = ids.ref("contest.id", index=True)
    account_id: str = ids.ref("account.id", index=True)
    name: str = Field(max_length=80)
    relations: str = Field(default="", max_length=300)
    declared_at: datetime | None = None


class Recusal(SQLModel, table=True):
    """This judge does not score this nominee, by the rule (own grid) or by own word."""

    __tablename__ = "contest_recusal"
    __table_args__ = (UniqueConstraint("judge_id", "nomination_id"),)
    id: str = ids.key()
    community_id: str = ids.home("nomination_id")
    contest_id: str = ids.ref("contest.id", index=True)
    judge_id: str = ids.ref("contest_judge.id")
    nomination_id: str = ids.ref("nomination.id")
    reason: str = Field(max_length=200)


class ScoreSheet(SQLModel, table=True):
    """One judge, one nominee, one stage. Locked sheets do not change."""

    __tablename__ = "score_sheet"
    __table_args__ = (UniqueConstraint("stage_id", "judge_id", "nomination_id"),)
    id: str = ids.key()
    community_id: str = ids.home("nomination_id")
    contest_id: str = ids.ref("contest.id", index=True)
    stage_id: str = ids.ref("contest_stage.id")
    judge_id: str = ids.ref("contest_judge.id")
    nomination_id: str = ids.ref("nomination.id")
    scores: dict[str, int] = columns.json_column()
    comment: str = Field(default="", max_length=300)
    locked_at: datetime | None = None


class ContestResult(SQLModel, table=True):
    """Hundredths of a point. Kept to explain a decision, never shown in order to the public."""

    __tablename__ = "contest_result"
    id: str = ids.key()
    community_id: str = ids.home("nomination_id")
    contest_id: str = ids.ref("contest.id", index=True)
    nomination_id: str = ids.ref("nomination.id", unique=True)
    total: int
    tie_break: int
    by_criterion: dict[str, int] = columns.json_column()
    is_winner: bool = False
    is_joint: bool = False


class ContestAward(SQLModel, table=True):
    """The honour as decided; the database refuses to change it."""

    __tablename__ = "contest_award"
    id: str = ids.key()
    unit_id: str = ids.ref("unit.id", index=True)
    community_id: str = ids.ref("unit.id", index=True)
    contest_id: str = ids.ref("contest.id", index=True)
    nomination_id: str = ids.ref("nomination.id", unique=True)
    party_id: str = ids.ref("party.id", index=True)
    name: str = Field(max_length=80)
    year: int
    title: str = Field(max_length=40)
    granted_on: date


class AwardWithdrawal(SQLModel, table=True):
    """By decision, with its document; leaving the post takes no honour away."""

    __tablename__ = "contest_withdrawal"
    id: str = ids.key()
    community_id: str = ids.home("award_id")
    award_id: str = ids.ref("contest_award.id", unique=True)
    reason: str = Field(max_length=300)
    document: str = Field(max_length=80)
    withdrawn_on: date


class TalentEntry(SQLModel, table=True):
    __tablename__ = "talent_entry"
    id: str = ids.key()
    unit_id: str = ids.ref("unit.id", index=True)
    community_id: str = ids.ref("unit.id", index=True)
    award_id: str = ids.ref("contest_award.id", unique=True)
    party_id: str = ids.ref("party.id", index=True)
    name: str = Field(max_length=80)
    consent_on: date
    consent_text: str = Field(default="2026-11", max_length=20)
    strengths: str = Field(default="", max_length=300)
    plan: str = Field(default="", max_length=300)
    mentor: str = Field(default="", max_length=80)
    valid_to: date
    left_on: date | None = None


class TalentOutcome(SQLModel, table=True):
    __tablename__ = "talent_outcome"
    __table_args__ = (UniqueConstraint("entry_id", "kind", "on"),)
    id: str = ids.key()
    community_id: str = ids.home("entry_id")
    unit_id: str = ids.ref("unit.id", index=True)
    entry_id: str = ids.ref("talent_entry.id", index=True)
    kind: OutcomeKind = columns.choice(OutcomeKind)
    on: date
    document: str = Field(default="", max_length=80)
    recorded_by: str | None = ids.plain(nullable=True)
