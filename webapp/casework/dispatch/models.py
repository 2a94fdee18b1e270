from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from webapp.casework.dispatch.rules import (
    FINAL,
    OPEN,
    Act,
    Cycle,
    Evidence,
    GridKind,
    Homes,
    ObjectionCode,
    State,
    Urgency,
)
from webapp.core.data import columns, ids

OPEN_TASK = text(f"state IN ({', '.join(repr(state.value) for state in sorted(OPEN))}) AND routine_id IS NOT NULL")


def _open(name: str, *on: str) -> Index:
    return Index(name, *on, sqlite_where=text("finished_at IS NULL"), postgresql_where=text("finished_at IS NULL"))


class DutyEntry(SQLModel, table=True):
    """One line of the duty list from a day on. The code stays; a change is a new row from a later day."""

    __tablename__ = "duty_entry"
    __table_args__ = (
        UniqueConstraint("unit_id", "code", "valid_from"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates"),
    )
    id: str = ids.key()
    unit_id: str = ids.ref("unit.id")
    code: str = Field(max_length=20)
    name: str = Field(max_length=80)
    basis: str = Field(max_length=200)
    department: str = Field(default="", max_length=60)
    valid_from: date
    valid_to: date | None = None

    def is_valid(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class BurdenLimit(SQLModel, table=True):
    """Minutes a week that may be asked of one grid before the sender must say why. By the district, dated."""

    __tablename__ = "burden_limit"
    __table_args__ = (UniqueConstraint("unit_id", "valid_from"), CheckConstraint("minutes > 0", name="minutes"))
    id: str = ids.key()
    unit_id: str = ids.ref("unit.id")
    minutes: int
    document: str = Field(max_length=120)
    valid_from: date
    made_by: str | None = ids.plain(nullable=True)


class TaskRoutine(SQLModel, table=True):
    """A routine: what its sender's order of each round is made from."""

    __tablename__ = "task_routine"
    __table_args__ = (CheckConstraint("days > 0", name="days"),)
    id: str = ids.key()
    unit_id: str = ids.ref("unit.id", index=True)
    duty_id: str = ids.ref("duty_entry.id")
    title: str = Field(max_length=60)
    words: str = columns.long_text()
    cycle: Cycle = columns.choice(Cycle)
    days: int = 1
    grid_kind: GridKind = columns.choice(GridKind, default=GridKind.ANY)
    homes: Homes = columns.choice(Homes, default=Homes.NONE)
    minutes: int = 0
    points: int = 0
    evidence: Evidence = columns.choice(Evidence, default=Evidence.NONE)
    form_id: str | None = ids.plain(nullable=True)
    starts_on: date
    stopped_on: date | None = None
    made_by: str | None = ids.plain(nullable=True)


class TaskOrder(SQLModel, table=True):
    """下达: what a unit asks of grids. `minutes` are of typing at one home (or in all, where no home is asked);
    `form_id` is the version of the questionnaire as it stands, `version` counts changes after sending."""

    __tablename__ = "task_order"
    __table_args__ = (
        UniqueConstraint("routine_id", "slot"),
        UniqueConstraint("unit_id", "year", "serial"),
        CheckConstraint("duty_id IS NOT NULL OR emergency <> ''", name="basis"),
        CheckConstraint("minutes >= 0", name="minutes"),
    )
    id: str = ids.key()
    unit_id: str = ids.ref("unit.id")
    year: int
    serial: int
    routine_id: str | None = ids.ref("task_routine.id", nullable=True)
    slot: str | None = Field(default=None, max_length=12)
    duty_id: str | None = ids.ref("duty_entry.id", nullable=True)
    emergency: str = Field(default="", max_length=20)
    document: str = Field(default="", max_length=80)
    title: str = Field(max_length=60)
    words: str = columns.long_text()
    urgency: Urgency = columns.choice(Urgency, default=Urgency.NORMAL)
    evidence: Evidence = columns.choice(Evidence, default=Evidence.NONE)
    homes: Homes = columns.choice(Homes, default=Homes.NONE)
    minutes: int = 0
    points: int = 0
    form_id: str | None = ids.plain(nullable=True, index=True)
    version: int = 1
    joined_id: str | None = ids.plain(nullable=True, index=True)
    reason: str = Field(default="", max_length=300)
    sent_at: datetime
    due_at: datetime
    made_by: str | None = ids.plain(nullable=True)
    withdrawn_at: datetime | None = None
    withdrawn_why: str = Field(default="", max_length=300)

    @property
    def number(self) -> str:
        return f"〔{self.year}〕{self.serial}号"


class Task(SQLModel, table=True):
    """One order in one grid. `assignee_id` is who holds the grid's post; of `total` homes `done` are answered."""

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("order_id", "grid_id"),
        Index("ix_task_grid_state", "grid_id", "state", "due_at"),
        Index("ix_task_community_state", "community_id", "state"),
        Index("ix_task_due", "community_id", "due_at", "id"),
        Index("ix_task_due_all", "due_at", "id"),
        Index("ix_task_sent", "community_id", "sent_at", "id"),
        Index("ix_task_sent_all", "sent_at", "id"),
        Index("ix_task_grid_due", "grid_id", "due_at", "id"),
        Index("ix_task_grid_sent", "grid_id", "sent_at", "id"),
        _open("ix_task_open_due", "community_id", "due_at", "id"),
        _open("ix_task_open_due_all", "due_at", "id"),
        Index("uq_task_routine_open", "routine_id", "grid_id", unique=True, sqlite_where=OPEN_TASK,
              postgresql_where=OPEN_TASK),
        CheckConstraint("done >= 0 AND total >= 0", name="counts"),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str = ids.ref("unit.id")
    order_id: str = ids.ref("task_order.id")
    routine_id: str | None = ids.plain(nullable=True)
    state: State = columns.choice(State, default=State.SENT)
    assignee_id: str | None = ids.plain(nullable=True, index=True)
    total: int = 0
    done: int = 0
    due_at: datetime
    first_due_at: datetime
    sent_at: datetime
    signed_at: datetime | None = None
    submitted_at: datetime | None = None
    finished_at: datetime | None = None
    captured_at: datetime | None = None

    def is_late(self, now: datetime) -> bool:
        """Not handed in when it was due. What was captured in time is in time, whenever it arrives."""
        if self.state in FINAL and self.submitted_at is None:
            return False
        return (self.captured_at or self.submitted_at or now) > self.due_at

    @property
    def came_late(self) -> bool:
        """Captured in time, delivered after: said wherever the task is shown."""
        if self.submitted_at is None or self.captured_at is None:
            return False
        return self.captured_at <= self.due_at < self.submitted_at


class TaskAct(SQLModel, table=True):
    """What happened to a task, in order; never changed."""

    __tablename__ = "task_act"
    __table_args__ = (Index("ix_task_act_task", "task_id", "at"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    task_id: str = ids.ref("task.id")
    act: Act = columns.choice(Act)
    at: datetime
    account_id: str | None = ids.plain(nullable=True)
    reason: str = Field(default="", max_length=300)
    due_before: datetime | None = None
    due_after: datetime | None = None


class TaskObjection(SQLModel, table=True):
    """退回: a grid says why not; the unit that sent it answers in one working day, else the unit above it does."""

    __tablename__ = "task_objection"
    __table_args__ = (
        Index("uq_task_objection_open", "task_id", unique=True, sqlite_where=text("answered_at IS NULL"),
              postgresql_where=text("answered_at IS NULL")),
        Index("ix_task_objection_due", "answered_at", "due_at"),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    task_id: str = ids.ref("task.id", index=True)
    unit_id: str = ids.ref("unit.id", index=True)
    code: ObjectionCode = columns.choice(ObjectionCode)
    reason: str = Field(max_length=300)
    until: date | None = None
    made_by: str | None = ids.plain(nullable=True)
    made_at: datetime
    due_at: datetime
    raised_at: datetime | None = None
    accepted: bool | None = None
    answer: str = Field(default="", max_length=300)
    answered_by: str | None = ids.plain(nullable=True)
    answered_at: datetime | None = None


class TaskAnswer(SQLModel, table=True):
    """What was filled in at one home, or once for the grid. A second answer of the same home follows the first; both
    stay. `answers` is the questionnaire's own names to values, sealed."""

    __tablename__ = "task_answer"
    __table_args__ = (
        Index("ix_task_answer_task", "task_id", "household_id", "happened_at"),
        Index("ix_task_answer_community", "community_id", "happened_at"),
        Index("ix_task_answer_grid", "grid_id", "happened_at"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str = ids.ref("unit.id")
    task_id: str = ids.ref("task.id")
    household_id: str | None = ids.ref("household.id", nullable=True, index=True)
    account_id: str = ids.ref("account.id")
    form_id: str | None = ids.plain(nullable=True)
    visit_id: str | None = ids.plain(nullable=True, index=True, of="visit.id")
    answers: str | None = columns.sealed()
    captured_at: datetime
    happened_at: datetime
    received_at: datetime
    withdrawn_at: datetime | None = None
