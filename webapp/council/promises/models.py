from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids
from webapp.council.promises.rules import OPEN, Act, Delay, Rung, State, Way

STANDING = "state NOT IN ('done', 'ended')"


class Promise(SQLModel, table=True):
    __table_args__ = (
        CheckConstraint("verifier_id <> owner_id", name="other_verifier"),
        CheckConstraint("due >= first_due", name="due_not_earlier"),
        UniqueConstraint("community_id", "number"),
        Index("ix_promise_due", "community_id", "state", "due"),
        Index("ix_promise_standing", "community_id", "due", "id", sqlite_where=text(STANDING),
              postgresql_where=text(STANDING)),
        Index("ix_promise_standing_all", "due", "id", sqlite_where=text(STANDING), postgresql_where=text(STANDING)),
        Index("ix_promise_due_all", "due", "id"),
        Index("ix_promise_community_due", "community_id", "due", "id"),
        Index("ix_promise_decided", "community_id", "decided_on", "id"),
        Index("ix_promise_decided_all", "decided_on", "id"),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    series_id: str = ids.ref("council_series.id", index=True)
    meeting_id: str = ids.ref("council_meeting.id", index=True)
    case_id: str | None = ids.ref("grid_case.id", nullable=True, index=True)
    number: str = Field(max_length=20)
    decided_on: date
    asked: str = Field(max_length=120)
    households: int = 0
    deed: str = Field(max_length=300)
    quantity: int | None = None
    unit: str = Field(default="", max_length=4)
    owner_id: str = ids.ref("party.id", index=True)
    owner_role: str = Field(default="", max_length=60)
    contact: str | None = columns.sealed()
    watcher_id: str = ids.ref("party.id", index=True)
    supervisor_id: str = ids.ref("party.id", index=True)
    verifier_id: str = ids.ref("party.id", index=True)
    first_due: date
    due: date
    acceptance: str = Field(max_length=200)
    funding: str = Field(default="", max_length=200)
    state: State = columns.choice(State, default=State.UNCONFIRMED, index=True)
    blocked_by: str = Field(default="", max_length=200)
    review_month: str = Field(default="", max_length=7)
    opened_at: datetime
    moved_at: datetime
    done_on: date | None = None
    reopened: int = 0
    extended: int = 0

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_waiting(self) -> bool:
        """Open or parked: the council hears of it at every meeting until it is done or ended."""
        return self.is_open or self.state is State.PARKED

    def is_overdue(self, today: date) -> bool:
        """Derived, never stored: late and blocked can both be true, and neither changes the state."""
        return self.is_open and self.due < today

    def is_late_kept(self) -> bool:
        return self.done_on is not None and self.done_on > self.first_due


class PromisePart(SQLModel, table=True):
    """One lamp, one building. 66 lamps are 66 of these; the percent is counted, never typed."""

    __tablename__ = "promise_part"
    __table_args__ = (UniqueConstraint("promise_id", "position"),)
    id: str = ids.key()
    community_id: str = ids.home("promise_id")
    promise_id: str = ids.ref("promise.id")
    building_id: str | None = ids.ref("building.id", nullable=True, index=True)
    position: int
    place: str = Field(max_length=60)


class PartDone(SQLModel, table=True):
    """A part was done: a row with its evidence. Taking it back marks the row, so that both facts stay."""

    __tablename__ = "part_done"
    __table_args__ = (
        Index(
            "uq_part_done_standing", "part_id", unique=True,
            sqlite_where=text("withdrawn_at IS NULL"), postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.home("part_id")
    part_id: str = ids.ref("promise_part.id", index=True)
    done_on: date
    at: datetime
    by_id: str | None = ids.plain(nullable=True)
    by_words: str = Field(default="", max_length=80)
    evidence: str = Field(max_length=300)
    photo_id: str | None = ids.plain(nullable=True)
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = Field(default="", max_length=200)


class PromiseStep(SQLModel, table=True):
    """Append-only: everything that happened to a promise, in order."""

    __tablename__ = "promise_step"
    __table_args__ = (Index("ix_promise_step_promise", "promise_id", "at"),)
    id: str = ids.key()
    community_id: str = ids.home("promise_id")
    promise_id: str = ids.ref("promise.id")
    at: datetime
    act: Act = columns.choice(Act)
    before: str = Field(default="", max_length=20)
    after: str = Field(max_length=20)
    by_id: str | None = ids.plain(nullable=True)
    by_words: str = Field(default="", max_length=80)
    way: Way | None = columns.choice(Way, nullable=True)
    note: str = Field(default="", max_length=500)
    photo_id: str | None = ids.plain(nullable=True)
    photo_before_id: str | None = ids.plain(nullable=True)
    witnesses: str = Field(default="", max_length=120)


class PromiseLink(SQLModel, table=True):
    """A one-time link for somebody without an account. Only the hash is kept; what it allows is written on it."""

    __tablename__ = "promise_link"
    id: str = ids.key()
    community_id: str = ids.home("promise_id")
    promise_id: str = ids.ref("promise.id", index=True)
    token_hash: str = Field(max_length=64, unique=True)
    purpose: Act = columns.choice(Act)
    sent_to: str = Field(default="", max_length=80)
    made_at: datetime
    ends_at: datetime
    used_at: datetime | None = None


class PromiseExtension(SQLModel, table=True):
    __tablename__ = "promise_extension"
    __table_args__ = (
        Index(
            "uq_promise_extension_open", "promise_id", unique=True,
            sqlite_where=text("decided_at IS NULL"), postgresql_where=text("decided_at IS NULL"),
        ),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.home("promise_id")
    promise_id: str = ids.ref("promise.id", index=True)
    delay: Delay = columns.choice(Delay)
    reason: str = Field(max_length=300)
    old_due: date
    new_due: date
    asked_at: datetime
    asked_by: str | None = ids.plain(nullable=True)
    decided_at: datetime | None = None
    decided_by: str | None = ids.plain(nullable=True)
    granted: bool | None = None
    answer: str = Field(default="", max_length=200)
    needs_council: bool = False


class PromiseReminder(SQLModel, table=True):
    """One step of the ladder, once for each deadline. Acknowledged by whoever it was sent to."""

    __tablename__ = "promise_reminder"
    __table_args__ = (UniqueConstraint("promise_id", "rung", "for_due"),)
    id: str = ids.key()
    community_id: str = ids.home("promise_id")
    promise_id: str = ids.ref("promise.id", index=True)
    rung: Rung = columns.choice(Rung)
    for_due: date
    number: str = Field(default="", max_length=40)
    to_id: str = ids.ref("party.id", index=True)
    words: str = Field(default="", max_length=300)
    at: datetime
    made_by: str | None = ids.plain(nullable=True)
    answered_at: datetime | None = None
    answer: str = Field(default="", max_length=300)
