from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids
from webapp.volunteering.volunteers.models import Skill


class Risk(StrEnum):
    NONE = "none"
    SOME = "some"
    HIGH = "high"


class ActivityState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CANCELLED = "cancelled"


class Place(StrEnum):
    """Where a sign-up stands: GOING has a place, WAITING moves up when one comes free."""

    GOING = "going"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"


class Method(StrEnum):
    QR = "qr"
    ROSTER = "roster"
    PAPER = "paper"
    DEMAND = "demand"


class Side(StrEnum):
    """The two who prove a service: whoever led it, and the community."""

    LEAD = "lead"
    COMMUNITY = "community"


class Department(SQLModel, table=True):
    __table_args__ = (UniqueConstraint("community_id", "name"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    skill: Skill = columns.choice(Skill)
    name: str = Field(max_length=40)
    lead_id: str | None = ids.ref("volunteer.id", nullable=True)
    deputy_id: str | None = ids.ref("volunteer.id", nullable=True)
    needs_paper: bool = False
    closed_at: datetime | None = None


class Membership(SQLModel, table=True):
    __table_args__ = (UniqueConstraint("department_id", "volunteer_id"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    department_id: str = ids.ref("department.id")
    volunteer_id: str = ids.ref("volunteer.id", index=True)
    since: datetime
    left_at: datetime | None = None


class Activity(SQLModel, table=True):
    __table_args__ = (
        Index("ix_activity_community_state", "community_id", "state"),
        Index("ix_activity_made", "community_id", "made_at", "id"),
        Index("ix_activity_made_all", "made_at", "id"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    department_id: str | None = ids.ref("department.id", nullable=True)
    title: str = Field(max_length=60)
    act: str = Field(max_length=40)
    venue: str = Field(max_length=80)
    what: str = columns.long_text()
    risk: Risk = columns.choice(Risk, default=Risk.NONE)
    risk_text: str = Field(default="", max_length=300)
    is_insured: bool = False
    policy_number: str = Field(default="", max_length=60)
    needs_paper: Skill | None = columns.choice(Skill, nullable=True)
    least_age: int | None = None
    is_for_children: bool = False
    state: ActivityState = columns.choice(ActivityState, default=ActivityState.DRAFT)
    lead_account_id: str = ids.ref("account.id")
    cancelled_why: str = Field(default="", max_length=200)
    made_by: str = ids.ref("account.id")
    made_at: datetime


class Shift(SQLModel, table=True):
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="times"),
        CheckConstraint("places > 0", name="places"),
        Index("ix_shift_community_starts", "community_id", "starts_at"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    activity_id: str = ids.ref("activity.id", index=True)
    starts_at: datetime
    ends_at: datetime
    places: int
    served: int | None = None


class SignUp(SQLModel, table=True):
    __tablename__ = "sign_up"
    __table_args__ = (UniqueConstraint("shift_id", "volunteer_id"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    shift_id: str = ids.ref("shift.id")
    volunteer_id: str = ids.ref("volunteer.id", index=True)
    place: Place = columns.choice(Place)
    since: datetime


CREDITED = "credited_at IS NOT NULL AND voided_at IS NULL"
LEFT = "left_at IS NOT NULL AND voided_at IS NULL"


class Attendance(SQLModel, table=True):
    """到岗. `left_at` empty: still there, and worth nothing until it is closed."""

    __table_args__ = (
        CheckConstraint("left_at IS NULL OR left_at > came_at", name="times"),
        CheckConstraint("(shift_id IS NULL) <> (demand_id IS NULL)", name="cause"),
        Index("uq_attendance_shift", "shift_id", "volunteer_id", unique=True,
              sqlite_where=text("voided_at IS NULL AND shift_id IS NOT NULL"),
              postgresql_where=text("voided_at IS NULL AND shift_id IS NOT NULL")),
        Index("ix_attendance_volunteer_came", "volunteer_id", "came_at"),
        Index("ix_attendance_credited", "community_id", "came_at", "id", sqlite_where=text(CREDITED),
              postgresql_where=text(CREDITED)),
        Index("ix_attendance_credited_all", "came_at", "id", sqlite_where=text(CREDITED),
              postgresql_where=text(CREDITED)),
        Index("ix_attendance_left", "community_id", "came_at", sqlite_where=text(LEFT), postgresql_where=text(LEFT)),
        Index("ix_attendance_open", "community_id", "came_at", sqlite_where=text("credited_at IS NULL"),
              postgresql_where=text("credited_at IS NULL")),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    volunteer_id: str = ids.ref("volunteer.id")
    shift_id: str | None = ids.ref("shift.id", nullable=True)
    demand_id: str | None = ids.ref("demand.id", nullable=True, index=True)
    came_at: datetime
    left_at: datetime | None = None
    method: Method = columns.choice(Method)
    role: str = Field(default="", max_length=40)
    note: str = Field(default="", max_length=200)
    recorded_by: str | None = ids.plain(nullable=True)
    recorded_at: datetime
    credited_at: datetime | None = None
    voided_at: datetime | None = None
    voided_why: str = Field(default="", max_length=200)


class Confirmation(SQLModel, table=True):
    """One of the two proofs. Unique by side and by person: one person can never be both."""

    __table_args__ = (
        UniqueConstraint("attendance_id", "side"),
        UniqueConstraint("attendance_id", "account_id"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    attendance_id: str = ids.ref("attendance.id")
    side: Side = columns.choice(Side)
    account_id: str = ids.ref("account.id")
    at: datetime
