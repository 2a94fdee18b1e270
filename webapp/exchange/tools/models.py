from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids
from webapp.core.search.lookup import SORTED
from webapp.core.text.i18n import N_


class ToolKind(StrEnum):
    POWER = "power"
    HAND = "hand"
    AID = "aid"
    HOME = "home"


class ToolState(StrEnum):
    NEW = "new"
    IN_USE = "in_use"
    REPAIR = "repair"
    LOST = "lost"
    RETIRED = "retired"


class TicketEnd(StrEnum):
    REPAIRED = "repaired"
    RETIRED = "retired"


KIND_WORDS = {
    ToolKind.POWER: N_("电动工具"), ToolKind.HAND: N_("手动工具"), ToolKind.AID: N_("轮椅和助行"),
    ToolKind.HOME: N_("家用"),
}  # fmt: skip
STATE_WORDS = {
    ToolState.NEW: N_("待上架"), ToolState.IN_USE: N_("在用"), ToolState.REPAIR: N_("维修"), ToolState.LOST: N_("遗失"),
    ToolState.RETIRED: N_("报废"),
}  # fmt: skip


class Station(SQLModel, table=True):
    """`weekdays` are those it is open on, Monday 0. A box outside takes tools back while nobody is there."""

    __tablename__ = "tool_station"
    __table_args__ = (UniqueConstraint("community_id", "name"), CheckConstraint("opens < closes", name="hours"))
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    name: str = Field(max_length=40)
    venue: str = Field(max_length=80)
    phone: str = Field(default="", max_length=20)
    weekdays: list[int] = columns.json_column(default_factory=list)
    opens: time
    closes: time
    has_box: bool = False
    opened_on: date
    closed_on: date | None = None


class ClosedDay(SQLModel, table=True):
    __tablename__ = "tool_closed_day"
    __table_args__ = (UniqueConstraint("station_id", "on"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    station_id: str = ids.ref("tool_station.id")
    on: date
    why: str = Field(default="", max_length=80)


class ToolModel(SQLModel, table=True):
    """品类: what is alike in all its copies, the terms it is lent on included. `care_days` is the term of whoever needs
    it for their health; only aids have one."""

    __tablename__ = "tool_model"
    __table_args__ = (
        UniqueConstraint("community_id", "name"),
        CheckConstraint("loan_days > 0 AND limit_each > 0 AND renewals >= 0", name="terms"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    name: str = Field(max_length=40)
    initials: str = Field(default="", sa_type=SORTED)
    kind: ToolKind = columns.choice(ToolKind)
    value_cents: int = 0
    safety_note: str = columns.long_text()
    accessories: list[str] = columns.json_column(default_factory=list)
    loan_days: int = 3
    care_days: int | None = None
    renewals: int = 1
    limit_each: int = 1
    needs_approval: bool = False
    inspect_months: int | None = None
    ended_on: date | None = None

    @property
    def asks_safety(self) -> bool:
        """Power tools ask each time; a note on anything else is shown, not asked for."""
        return self.kind is ToolKind.POWER and bool(self.safety_note)

    @property
    def is_checked_back(self) -> bool:
        """Somebody looks at it before it is lent again: it has parts to count, or could hurt."""
        return bool(self.accessories) or self.kind in (ToolKind.POWER, ToolKind.AID)

    def term(self, need_seen: bool) -> int:
        return self.care_days if need_seen and self.care_days else self.loan_days


class Tool(SQLModel, table=True):
    """One copy. Six digits name it in the whole district, on its label and at the reader; `station_id` is where it
    belongs now. Lent or kept for somebody is not said here but follows from loans and reservations."""

    __table_args__ = (
        UniqueConstraint("number"),
        Index("ix_tool_model", "model_id"),
        Index("ix_tool_station", "station_id"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    model_id: str = ids.ref("tool_model.id")
    station_id: str = ids.ref("tool_station.id")
    number: str = Field(max_length=6)
    state: ToolState = columns.choice(ToolState, default=ToolState.NEW)
    inspected_on: date | None = None
    inspect_by: date | None = None
    since: date
    ended_on: date | None = None
    end_why: str = Field(default="", max_length=200)


class Ticket(SQLModel, table=True):
    """维修单. `loan_id` names the loan it came back broken from, if any."""

    __tablename__ = "tool_ticket"
    __table_args__ = (
        Index("uq_tool_ticket_open", "tool_id", unique=True, sqlite_where=text("closed_at IS NULL"),
              postgresql_where=text("closed_at IS NULL")),
        Index("ix_tool_ticket_tool", "tool_id"),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    tool_id: str = ids.ref("tool.id")
    loan_id: str | None = ids.plain(nullable=True)
    words: str = Field(max_length=200)
    opened_at: datetime
    opened_by: str | None = ids.plain(nullable=True)
    closed_at: datetime | None = None
    closed_by: str | None = ids.plain(nullable=True)
    end: TicketEnd | None = columns.choice(TicketEnd, nullable=True)
    cost_cents: int = 0
