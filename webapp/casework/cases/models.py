from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from webapp.casework.cases.rules import ENDED, Outcome, ProposalCause, State, StopReason, Verb
from webapp.core.data import columns, ids
from webapp.core.time.deadlines import Limit, TimeUnit

OPEN, RUNNING = "ended_at IS NULL", "ended_at IS NULL AND handled_at IS NULL AND due_at IS NOT NULL"


class Source(StrEnum):
    VISIT = "visit"
    PATROL = "patrol"
    RESIDENT = "resident"
    RELAY = "relay"
    COUNCIL = "council"
    HOTLINE = "hotline"
    ORDER = "order"
    ROUND = "round"


class Urgency(StrEnum):
    NORMAL = "normal"
    URGENT = "urgent"


class AnswerKind(StrEnum):
    """What was said back to somebody who spoke: first contact, the result, the call-back after it."""

    CONTACT = "contact"
    TOLD = "told"
    CALL_BACK = "call_back"


def _where(condition: str, name: str, *on: str) -> Index:
    return Index(name, *on, sqlite_where=text(condition), postgresql_where=text(condition))


class GridCase(SQLModel, table=True):
    """`due_at` is empty while the clock stands or while no calendar can tell; `first_due_at` never changes.

    `grid_id` is the grid the place lay in on the day of the report (while the case is open: that grid's successor,
    should it be split or merged). The lead keeps the case until a transfer is signed; `asked_…` says whom it went to.
    """

    __tablename__ = "grid_case"
    __table_args__ = (
        UniqueConstraint("community_id", "number"),
        _where(RUNNING, "ix_case_late", "due_at", "id"),
        _where(RUNNING, "ix_case_late_community", "community_id", "due_at", "id"),
        _where(RUNNING, "ix_case_late_grid", "grid_id", "due_at", "id"),
        Index("ix_case_community_reported", "community_id", "reported_at", "id"),
        Index("ix_case_grid_reported", "grid_id", "reported_at", "id"),
        Index("ix_case_reported", "reported_at", "id"),
        Index("ix_case_due", "due_at", "id"),
        Index("ix_case_community_due", "community_id", "due_at", "id"),
        Index("ix_case_grid_due", "grid_id", "due_at", "id"),
        _where(OPEN, "ix_case_open_state", "community_id", "state", "reported_at", "id"),
        _where(OPEN, "ix_case_open_state_grid", "grid_id", "state", "reported_at", "id"),
        _where(OPEN, "ix_case_open_state_all", "state", "reported_at", "id"),
        _where(OPEN, "ix_case_open", "community_id", "reported_at", "id"),
        _where(OPEN, "ix_case_open_all", "reported_at", "id"),
        _where(OPEN, "ix_case_open_grid", "grid_id", "reported_at", "id"),
        Index("ix_case_place", "community_id", "category_code", "building_id"),
        _where(f"{OPEN} AND lead_party_id IS NOT NULL", "ix_case_lead", "lead_party_id"),
        _where("asked_party_id IS NOT NULL", "ix_case_asked", "asked_party_id"),
        _where("next_step_at IS NOT NULL", "ix_case_step", "next_step_at"),
        _where("handled_at IS NOT NULL", "ix_case_handled", "handled_at"),
        _where("reopened_at IS NOT NULL", "ix_case_reopened", "reopened_at"),
        _where("contact_due_at IS NOT NULL", "ix_case_contact", "contact_due_at"),
        CheckConstraint("due_at IS NULL OR due_at > reported_at", name="due"),
        CheckConstraint("(ended_at IS NULL) = (state NOT IN ('closed', 'rejected', 'merged'))", name="ended"),
        CheckConstraint("state <> 'parked' OR review_on IS NOT NULL", name="review"),
        CheckConstraint("state <> 'closed' OR outcome IS NOT NULL", name="closed_with_outcome"),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str | None = ids.ref("unit.id", nullable=True)
    building_id: str | None = ids.plain(nullable=True, of="building.id")
    dwelling_id: str | None = ids.plain(nullable=True, of="dwelling.id")
    place: str = Field(default="", max_length=120)
    category_id: str = ids.ref("case_category.id", index=True)
    category_code: str = Field(max_length=20)
    number: str = Field(max_length=20)
    title: str = Field(max_length=60)
    words: str = columns.long_text()
    source: Source = columns.choice(Source)
    source_id: str | None = ids.plain(nullable=True, index=True)
    urgency: Urgency = columns.choice(Urgency, default=Urgency.NORMAL)
    level: int = 1
    state: State = columns.choice(State)
    opened_by: str | None = ids.plain(nullable=True)
    reported_at: datetime
    received_at: datetime
    lead_unit_id: str | None = ids.ref("unit.id", nullable=True)
    lead_party_id: str | None = ids.ref("party.id", nullable=True)
    asked_unit_id: str | None = ids.ref("unit.id", nullable=True)
    asked_party_id: str | None = ids.ref("party.id", nullable=True)
    follower_id: str | None = ids.plain(nullable=True)
    contact_due_at: datetime | None = None
    contacted_at: datetime | None = None
    limit_amount: int
    limit_unit: TimeUnit = columns.choice(TimeUnit)
    due_at: datetime | None = None
    first_due_at: datetime | None = None
    next_step_at: datetime | None = None
    review_on: date | None = None
    handled_by: str | None = ids.plain(nullable=True)
    handled_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: Outcome | None = columns.choice(Outcome, nullable=True)
    merged_into_id: str | None = ids.ref("grid_case.id", nullable=True, index=True)
    reopened_at: datetime | None = None

    @property
    def limit(self) -> Limit:
        return Limit(self.limit_amount, self.limit_unit)

    @property
    def is_open(self) -> bool:
        return self.state not in ENDED

    def is_overdue(self, moment: datetime) -> bool:
        """Derived, never stored. What was handled in time stays in time while it waits to be checked."""
        if self.due_at is None:
            return False
        return self.due_at < (self.handled_at or self.ended_at or moment)


class Voice(SQLModel, table=True):
    """One household saying one thing once a month. `case_id` follows a merge, `first_case_id` is where it was said.
    `household_id` is filled only where a worker knows it; what a stranger typed into the public form is not counted
    as a household until somebody has confirmed it.
    """

    __tablename__ = "case_voice"
    __table_args__ = (
        UniqueConstraint("community_id", "first_case_id", "household_id", "month"),
        UniqueConstraint("receipt"),
        Index("ix_voice_case", "case_id", "household_id", "said_at"),
        Index("ix_voice_community", "community_id", "said_at"),
        Index("ix_voice_said", "said_at", "id"),
        Index("ix_voice_relayed", "relayed_by", "said_at"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    case_id: str = ids.ref("grid_case.id")
    first_case_id: str = ids.ref("grid_case.id")
    household_id: str | None = ids.plain(nullable=True, index=True, of="household.id")
    month: str = Field(max_length=7)
    source: Source = columns.choice(Source)
    source_id: str | None = ids.plain(nullable=True)
    words: str = columns.long_text()
    may_name: bool = False
    speaker: str | None = columns.sealed()
    phone: str | None = columns.sealed()
    door: str | None = columns.sealed()
    relayed_by: str | None = ids.plain(nullable=True)
    receipt: str | None = Field(default=None, max_length=16)
    said_at: datetime


class VoiceBound(SQLModel, table=True):
    """For open cases only: at most this many households ever spoke. It orders the search for the most voiced; every
    number shown is counted from the voice rows. `rank` is minus the households: read forwards,
    most first, oldest first.
    """

    __tablename__ = "case_voice_bound"
    __table_args__ = (Index("ix_voice_bound", "community_id", "rank", "case_id"),)
    case_id: str = Field(primary_key=True, foreign_key="grid_case.id", sa_type=ids.COLUMN)  # type: ignore[call-overload]
    community_id: str = ids.ref("unit.id")
    rank: int = 0


class Act(SQLModel, table=True):
    """One line of a case's life: who did what, from which state to which, with what words. Never changed."""

    __tablename__ = "case_act"
    __table_args__ = (Index("ix_act_case", "case_id", "at", "id"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    case_id: str = ids.ref("grid_case.id")
    verb: Verb = columns.choice(Verb)
    from_state: str | None = Field(default=None, max_length=32)
    to_state: State = columns.choice(State)
    at: datetime
    account_id: str | None = ids.plain(nullable=True)
    party_id: str | None = ids.plain(nullable=True)
    unit_id: str | None = ids.plain(nullable=True)
    reason: str = Field(default="", max_length=32)
    words: str = columns.long_text()


class Helper(SQLModel, table=True):
    """协办: helps the lead, owns nothing."""

    __tablename__ = "case_helper"
    __table_args__ = (UniqueConstraint("case_id", "party_id"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    case_id: str = ids.ref("grid_case.id")
    party_id: str = ids.ref("party.id", index=True)
    invited_by: str | None = ids.plain(nullable=True)
    invited_at: datetime


class Stop(SQLModel, table=True):
    """The clock stands from `started_at` on, for a coded reason somebody other than chance approved."""

    __tablename__ = "case_stop"
    __table_args__ = (
        Index("uq_case_stop_open", "case_id", unique=True, sqlite_where=text("ended_at IS NULL"),
              postgresql_where=text("ended_at IS NULL")),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    case_id: str = ids.ref("grid_case.id", index=True)
    reason: StopReason = columns.choice(StopReason)
    words: str = columns.long_text()
    approved_by: str | None = ids.plain(nullable=True)
    started_at: datetime
    ended_at: datetime | None = None
    due_before: datetime | None = None


class Extension(SQLModel, table=True):
    """改期: asked before the deadline with a reason, decided by somebody else; the first date stays on the case."""

    __tablename__ = "case_extension"
    __table_args__ = (
        Index("uq_case_extension_open", "case_id", unique=True, sqlite_where=text("decided_at IS NULL"),
              postgresql_where=text("decided_at IS NULL")),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    case_id: str = ids.ref("grid_case.id", index=True)
    asked_by: str = ids.plain()
    asked_at: datetime
    reason: str = columns.long_text()
    until: date
    due_before: datetime
    decided_by: str | None = ids.plain(nullable=True)
    decided_at: datetime | None = None
    is_granted: bool | None = None


class Answer(SQLModel, table=True):
    """What was said back to one voice. Reached or not, and what the resident said of the result."""

    __tablename__ = "case_answer"
    __table_args__ = (
        Index("ix_answer_case", "case_id", "at"),
        Index("ix_answer_community", "community_id", "kind", "at"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    case_id: str = ids.ref("grid_case.id")
    voice_id: str | None = ids.ref("case_voice.id", nullable=True, index=True)
    kind: AnswerKind = columns.choice(AnswerKind)
    is_reached: bool
    is_solved: bool | None = None
    is_satisfied: bool | None = None
    words: str = columns.long_text()
    account_id: str | None = ids.plain(nullable=True)
    at: datetime


class ReopenProposal(SQLModel, table=True):
    """Three households said the same at the same place within 30 days of closing, or somebody who asked says that it
    is not solved: a person must decide. `households` is how many it was."""

    __tablename__ = "case_reopen_proposal"
    __table_args__ = (
        Index("uq_case_reopen_open", "case_id", unique=True, sqlite_where=text("decided_at IS NULL"),
              postgresql_where=text("decided_at IS NULL")),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    case_id: str = ids.ref("grid_case.id", index=True)
    made_at: datetime
    cause: ProposalCause = columns.choice(ProposalCause, default=ProposalCause.VOICED)
    households: int
    decided_by: str | None = ids.plain(nullable=True)
    decided_at: datetime | None = None
    is_reopened: bool | None = None


class Series(SQLModel, table=True):
    """Gap-free numbers per community and year."""

    __tablename__ = "case_series"
    __table_args__ = (UniqueConstraint("community_id", "year"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    year: int
    last: int = 0
