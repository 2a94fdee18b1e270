from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from webapp.casework.supervision.rules import LadderStep
from webapp.core.data import columns, ids


class Ladder(SQLModel, table=True):
    """How many working days before and after the deadline each step is taken, from a day on. A case keeps the
    version of the day it came in or was reopened."""

    __tablename__ = "case_ladder"
    __table_args__ = (
        UniqueConstraint("valid_from"),
        CheckConstraint("remind_before > 0 AND press_after > 0", name="positive"),
        CheckConstraint("press_after < order_after AND order_after < escalate_after", name="rising"),
    )
    id: str = ids.key()
    valid_from: date
    remind_before: int
    press_after: int
    order_after: int
    escalate_after: int
    made_by: str | None = ids.plain(nullable=True)
    made_at: datetime

    @property
    def days(self) -> dict[LadderStep, int]:
        """Working days after the deadline; negative is before it."""
        return {
            LadderStep.REMIND: -self.remind_before, LadderStep.DUE: 0, LadderStep.PRESS: self.press_after,
            LadderStep.ORDER: self.order_after, LadderStep.ESCALATE: self.escalate_after,
        }  # fmt: skip


class Step(SQLModel, table=True):
    """One rung taken for one deadline of one case, and whether the lead has said that they saw it. `turn` counts how
    often a case was reported upward for the same deadline: the first time is 0."""

    __tablename__ = "case_step"
    __table_args__ = (UniqueConstraint("community_id", "case_id", "due_at", "step", "turn"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    case_id: str = ids.ref("grid_case.id", index=True)
    due_at: datetime
    step: LadderStep = columns.choice(LadderStep)
    turn: int = 0
    at: datetime
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = ids.plain(nullable=True)
    reply: str = Field(default="", max_length=300)


class Order(SQLModel, table=True):
    """督办单: numbered without gaps per community and year, printed from what was so when it was made."""

    __tablename__ = "case_order"
    __table_args__ = (UniqueConstraint("community_id", "year", "serial"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    case_id: str = ids.ref("grid_case.id", index=True)
    step_id: str | None = ids.ref("case_step.id", nullable=True)
    year: int
    serial: int
    snapshot: dict[str, Any] = columns.json_column()
    made_by: str | None = ids.plain(nullable=True)
    made_at: datetime
