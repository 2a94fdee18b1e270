from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids


class Questionnaire(SQLModel, table=True):
    """One form of one unit, by the form_id its workbook carries."""

    __table_args__ = (UniqueConstraint("unit_id", "form_key"),)
    id: str = ids.key()
    unit_id: str = ids.ref("unit.id")
    form_key: str = Field(max_length=80)
    title: str = Field(max_length=120)
    made_at: datetime


class QuestionnaireVersion(SQLModel, table=True):
    """`compiled` is the form as both sides ask it (compile_rules); `notes` are what the workbook held that we told the
    author makes no difference here."""

    __tablename__ = "questionnaire_version"
    __table_args__ = (UniqueConstraint("questionnaire_id", "number"),)
    id: str = ids.key()
    questionnaire_id: str = ids.ref("questionnaire.id")
    number: int
    label: str = Field(default="", max_length=40)
    compiled: dict[str, Any] = columns.json_column()
    notes: list[str] = columns.json_column(default_factory=list)
    questions: int = 0
    held: int = 0
    hash: str = Field(max_length=64)
    made_by: str | None = ids.plain(nullable=True)
    made_at: datetime
