from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids


class UnitKind(StrEnum):
    DISTRICT = "district"
    STREET = "street"
    COMMUNITY = "community"
    GRID = "grid"
    MICRO_GRID = "micro_grid"


class OrderKind(StrEnum):
    FOUND = "found"
    RENAME = "rename"
    SPLIT = "split"
    MERGE = "merge"
    MOVE = "move"
    CLOSE = "close"


class ChangeState(StrEnum):
    PLANNED = "planned"
    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


OFFICES = {"社区": "居民委员会", "村": "村民委员会", "街道": "办事处"}


class PartyKind(StrEnum):
    PERSON = "person"
    MERCHANT = "merchant"
    PARTNER = "partner"
    DEPARTMENT = "department"
    TEAM = "team"


class Unit(SQLModel, table=True):
    """Name, code, parent and path are today's; each change also writes a UnitVersion. A closed unit's path lies
    below its successor's, so that whoever serves the successor reads what was recorded there."""

    __table_args__ = (
        UniqueConstraint("path"),
        Index("ix_unit_path_prefix", "path", postgresql_ops={"path": "text_pattern_ops"}),
        Index("uq_unit_code_open", "code", unique=True, sqlite_where=text("valid_to IS NULL AND code <> ''"),
              postgresql_where=text("valid_to IS NULL AND code <> ''")),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates"),
    )  # fmt: skip
    id: str = ids.key()
    kind: UnitKind = columns.choice(UnitKind, index=True)
    name: str = Field(max_length=80)
    code: str = Field(default="", max_length=20)
    parent_id: str | None = ids.ref("unit.id", nullable=True, index=True)
    path: str = Field(max_length=120)
    position: int = 0
    duty_phone: str | None = Field(default=None, max_length=20)
    valid_from: date
    valid_to: date | None = None

    def is_open(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    @property
    def official_name(self) -> str:
        """How papers call who stands behind a unit: 冬梅轩社区居民委员会, 军粮城街道办事处."""
        tail = next((tail for end, tail in OFFICES.items() if self.name.endswith(end)), "")
        return self.name + tail


class UnitVersion(SQLModel, table=True):
    """What a unit was called, and to whom it belonged, from one day to another."""

    __tablename__ = "unit_version"
    __table_args__ = (UniqueConstraint("unit_id", "valid_from"),)
    id: str = ids.key()
    unit_id: str = ids.ref("unit.id", index=True)
    name: str = Field(max_length=80)
    code: str = Field(default="", max_length=20)
    parent_id: str | None = ids.plain(nullable=True)
    valid_from: date
    valid_to: date | None = None
    order_id: str | None = ids.ref("change_order.id", nullable=True)


class ChangeOrder(SQLModel, table=True):
    """A change of the tree, in force since its day or planned for it. `asked` says what a planned one will do;
    `trouble` why it did not: the refusal's words and values, told in the reader's language."""

    __tablename__ = "change_order"
    __table_args__ = (Index("ix_change_order_due", "state", "effective_on"),)
    id: str = ids.key()
    kind: OrderKind = columns.choice(OrderKind)
    state: ChangeState = columns.choice(ChangeState, default=ChangeState.IN_FORCE)
    unit_id: str | None = ids.plain(nullable=True, index=True)
    asked: dict[str, Any] = columns.json_column()
    trouble: dict[str, Any] = columns.json_column()
    community_id: str | None = ids.plain(nullable=True)
    number: str = Field(default="", max_length=40)
    reason: str = Field(max_length=300)
    effective_on: date
    made_by: str | None = ids.plain(nullable=True)
    made_at: datetime
    settled_at: datetime | None = None


class UnitLineage(SQLModel, table=True):
    """Predecessor and successor across a split or merge; totals stay comparable through it."""

    __tablename__ = "unit_lineage"
    __table_args__ = (UniqueConstraint("before_id", "after_id"),)
    id: str = ids.key()
    before_id: str = ids.ref("unit.id", index=True)
    after_id: str = ids.ref("unit.id", index=True)
    order_id: str = ids.ref("change_order.id")


class Party(SQLModel, table=True):
    """Whoever can own a job: a person, merchant, partner, department or team, with or without an account.

    A party row is made when somebody first needs to be named as owner, volunteer or officer; residents
    without such a part have none. `name` is the name as it is now; what is printed keeps its own copy.
    """

    __table_args__ = (Index("ix_party_community_initials", "community_id", "initials"),)
    id: str = ids.key()
    kind: PartyKind = columns.choice(PartyKind)
    name: str = Field(max_length=80, index=True)
    initials: str = Field(default="", max_length=40)
    title: str = Field(default="", max_length=60)
    community_id: str | None = ids.ref("unit.id", nullable=True, index=True)
    unit_id: str | None = ids.ref("unit.id", nullable=True)
    contact_name: str = Field(default="", max_length=40)
    phone: str | None = columns.sealed()
    left_on: date | None = None

    def is_active(self, on: date) -> bool:
        return self.left_on is None or self.left_on > on
