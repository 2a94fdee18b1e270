from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids


class FigureProof(SQLModel, table=True):
    """One night's comparison: what pages read from kept columns beside what the raw rows say. `faults` names places,
    never people; none means all is well."""

    __tablename__ = "figure_proof"
    __table_args__ = (Index("ix_figure_proof_at", "at"),)
    id: str = ids.key()
    at: datetime
    milliseconds: int = 0
    compared: int = 0
    faults: list[str] = columns.json_column(default_factory=list)
    job_id: str = Field(default="", max_length=36)

    @property
    def is_clean(self) -> bool:
        return not self.faults


class PlanMark(SQLModel, table=True):
    """Where a building stands on the picture that the community brought, in thousandths of its width and height. A new
    picture begins without marks."""

    __tablename__ = "plan_mark"
    __table_args__ = (
        UniqueConstraint("photo_id", "building_id"),
        CheckConstraint("x BETWEEN 0 AND 1000 AND y BETWEEN 0 AND 1000", name="on_the_picture"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    photo_id: str = ids.ref("photo.id")
    building_id: str = ids.ref("building.id", index=True)
    x: int
    y: int
    placed_by: str | None = ids.plain(nullable=True)
    placed_at: datetime
