from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids
from webapp.volunteering.volunteers.models import Skill


class DemandState(StrEnum):
    """点单 → 派单 → 接单 → 办好 → 评单."""

    RAISED = "raised"
    DISPATCHED = "dispatched"
    ACCEPTED = "accepted"
    DONE = "done"
    RATED = "rated"
    WITHDRAWN = "withdrawn"


class Score(StrEnum):
    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"


class RatedBy(StrEnum):
    SERVED = "served"
    VOLUNTEER = "volunteer"


class Demand(SQLModel, table=True):
    """点单: what a resident asks for, in the resident's own words."""

    __table_args__ = (Index("ix_demand_community_state", "community_id", "state", "raised_at"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str | None = ids.ref("unit.id", nullable=True)
    skill: Skill = columns.choice(Skill)
    words: str = Field(max_length=300)
    asker: str | None = columns.sealed()
    phone: str | None = columns.sealed()
    venue: str | None = columns.sealed()
    wanted_on: date | None = None
    state: DemandState = columns.choice(DemandState, default=DemandState.RAISED)
    department_id: str | None = ids.ref("department.id", nullable=True)
    volunteer_id: str | None = ids.ref("volunteer.id", nullable=True, index=True)
    raised_by: str = ids.ref("account.id")
    raised_at: datetime
    dispatched_at: datetime | None = None
    accepted_at: datetime | None = None
    done_at: datetime | None = None


class Declined(SQLModel, table=True):
    """A volunteer's no is kept without a reason and without a consequence; the demand is offered to others."""

    __tablename__ = "demand_declined"
    __table_args__ = (UniqueConstraint("demand_id", "volunteer_id"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    demand_id: str = ids.ref("demand.id")
    volunteer_id: str = ids.ref("volunteer.id")
    at: datetime


class Rating(SQLModel, table=True):
    """评单, from both sides; one each."""

    __tablename__ = "demand_rating"
    __table_args__ = (
        UniqueConstraint("demand_id", "rated_by"),
        CheckConstraint("words <> '' OR score <> 'bad'", name="why"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    demand_id: str = ids.ref("demand.id")
    rated_by: RatedBy = columns.choice(RatedBy)
    score: Score = columns.choice(Score)
    words: str = Field(default="", max_length=200)
    told_by: str = ids.ref("account.id")
    at: datetime
