from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from webapp.core import columns, ids
from webapp.supervision.rules import LadderStep


class Step(SQLModel, table=True):
    """One rung taken for one deadline of one case, and whether the lead has said that they saw it."""

    __tablename__ = "case_step"
    __table_args__ = (UniqueConstraint("community_id", "case_id", "due_at", "step"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    case_id: str = ids.ref("grid_case.id", index=True)
    due_at: datetime
    step: LadderStep = columns.choice(LadderStep)
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
