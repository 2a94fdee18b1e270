from datetime import datetime

from sqlalchemy import Index
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
