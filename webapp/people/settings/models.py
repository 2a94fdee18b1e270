from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids


class SettingChange(SQLModel, table=True):
    """One decision. A secret's value stands sealed in `secret`; `value` then only says whether there is one."""

    __tablename__ = "setting_change"
    __table_args__ = (Index("ix_setting_change_name", "name", "id"),)
    id: str = ids.key()
    name: str = Field(max_length=40)
    value: Any = Field(default=None, sa_type=JSON, nullable=True)
    secret: str | None = columns.sealed()
    document: str = Field(default="", max_length=120)
    made_at: datetime
    made_by: str | None = ids.plain(nullable=True)


class Installation(SQLModel, table=True):
    """At most one row: two people who finish the set-up at once found one installation."""

    __tablename__ = "installation"
    __table_args__ = (CheckConstraint("single = 1", name="single"),)
    single: int = Field(default=1, primary_key=True)
    is_demo: bool = False
    made_at: datetime
