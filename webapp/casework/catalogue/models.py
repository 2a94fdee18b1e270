from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids
from webapp.core.time.deadlines import Limit, TimeUnit


class CategoryKind(StrEnum):
    HAZARD = "hazard"
    NEED = "need"


class Evidence(StrEnum):
    """What finishing asks for. A photo is asked for only where the category says so."""

    NONE = "none"
    WORDS = "words"
    PHOTO = "photo"


class Category(SQLModel, table=True):
    """One version of a category. The code stays; a change is a new row from a later day on."""

    __tablename__ = "case_category"
    __table_args__ = (
        UniqueConstraint("code", "valid_from"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates"),
        CheckConstraint("limit_amount > 0", name="limit"),
        CheckConstraint("level BETWEEN 1 AND 4", name="level"),
    )
    id: str = ids.key()
    code: str = Field(max_length=20)
    kind: CategoryKind = columns.choice(CategoryKind)
    name: str = Field(max_length=40)
    level: int = 1
    limit_amount: int
    limit_unit: TimeUnit = columns.choice(TimeUnit)
    contact_hours: int = 24
    evidence: Evidence = columns.choice(Evidence, default=Evidence.WORDS)
    is_harmful: bool = False
    position: int = 0
    valid_from: date
    valid_to: date | None = None

    @property
    def limit(self) -> Limit:
        return Limit(self.limit_amount, self.limit_unit)

    def is_valid(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class CalendarDay(SQLModel, table=True):
    """An announced day off or make-up day that the district imported; it wins over the library."""

    __tablename__ = "calendar_day"
    day: date = Field(primary_key=True)
    is_working: bool
    name: str = Field(default="", max_length=40)
    document: str = Field(default="", max_length=80)
