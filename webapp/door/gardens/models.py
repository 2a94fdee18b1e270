from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids
from webapp.core.time import clock
from webapp.door.opinions.models import Land


class CareAct(StrEnum):
    WATERED = "watered"
    PLANTED = "planted"
    WEEDED = "weeded"
    PRUNED = "pruned"
    HARVESTED = "harvested"


class EndReason(StrEnum):
    RETURNED = "returned"
    MOVED = "moved"
    DIED = "died"
    NEGLECTED = "neglected"


class Stage(StrEnum):
    """What neglect leads to, one after the other."""

    KEEPER = "keeper"
    CO_KEEPER = "co_keeper"
    NEXT = "next"


class Garden(SQLModel, table=True):
    """`width` and `height` of the plan in decimetres, `area` in hundredths of a square metre, `budget` in yuan."""

    __table_args__ = (
        UniqueConstraint("community_id", "name"),
        CheckConstraint("width > 0 AND height > 0", name="plan"),
        CheckConstraint("area > 0 AND budget >= 0", name="figures"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str = ids.ref("unit.id", index=True)
    building_id: str = ids.ref("building.id")
    round_id: str | None = ids.ref("opinion_round.id", nullable=True)
    name: str = Field(max_length=40)
    place: str = Field(max_length=80)
    land: Land = columns.choice(Land)
    approval: str = Field(max_length=120)
    area: int
    budget: int = 0
    width: int = 200
    height: int = 120
    opened_on: date = Field(default_factory=clock.today)
    closed_on: date | None = None


class Plot(SQLModel, table=True):
    """`corners` are points of the plan in decimetres; its token is what the sign's code carries."""

    __tablename__ = "garden_plot"
    __table_args__ = (
        UniqueConstraint("community_id", "garden_id", "number"),
        UniqueConstraint("token"),
        CheckConstraint("number > 0", name="number"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str = ids.ref("unit.id")
    garden_id: str = ids.ref("garden.id")
    number: int
    corners: list[list[int]] = columns.json_column(default_factory=list)
    plants: str = Field(default="", max_length=60)
    rests: bool = False
    token: str = Field(max_length=24)
    cared_at: datetime | None = None
    closed_on: date | None = None


class Keeping(SQLModel, table=True):
    """An agreement. `resident_id` where the keeper is in the register, so that moving and dying are noticed; a minor's
    guardian signs."""

    __tablename__ = "garden_keeping"
    __table_args__ = (
        Index("uq_garden_keeping_open", "plot_id", "community_id", unique=True,
              sqlite_where=text("ended_on IS NULL"), postgresql_where=text("ended_on IS NULL")),
        CheckConstraint("ended_on IS NULL OR ended_on >= began_on", name="dates"),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    plot_id: str = ids.ref("garden_plot.id")
    resident_id: str | None = ids.ref("resident.id", nullable=True)
    keeper: str | None = columns.sealed()
    phone: str | None = columns.sealed()
    co_keeper: str | None = columns.sealed()
    co_phone: str | None = columns.sealed()
    guardian: str | None = columns.sealed()
    shows_name: bool = False
    began_on: date = Field(default_factory=clock.today)
    until: date
    signed_on: date | None = None
    ended_on: date | None = None
    end_reason: EndReason | None = columns.choice(EndReason, nullable=True)
    made_by: str | None = ids.plain(nullable=True)


class Waiting(SQLModel, table=True):
    __tablename__ = "garden_waiting"
    __table_args__ = (UniqueConstraint("community_id", "garden_id", "number"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    garden_id: str = ids.ref("garden.id")
    number: int
    keeper: str | None = columns.sealed()
    phone: str | None = columns.sealed()
    registered_at: datetime = Field(default_factory=clock.now)
    settled_at: datetime | None = None


class Care(SQLModel, table=True):
    """One line of a plot's log; without an account it was tapped on the page of the plot's code."""

    __tablename__ = "garden_care"
    __table_args__ = (Index("ix_garden_care_plot", "plot_id", "happened_at"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str = ids.ref("unit.id")
    plot_id: str = ids.ref("garden_plot.id")
    act: CareAct = columns.choice(CareAct)
    account_id: str | None = ids.plain(nullable=True)
    captured_at: datetime
    happened_at: datetime


class CareInterval(SQLModel, table=True):
    """The season table: in this month a plot is looked after every so many days."""

    __tablename__ = "care_interval"
    __table_args__ = (
        UniqueConstraint("community_id", "month"),
        CheckConstraint("month BETWEEN 1 AND 12", name="month"),
        CheckConstraint("days BETWEEN 1 AND 120", name="days"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    month: int
    days: int


class Reminder(SQLModel, table=True):
    """Said once for each stage of each neglect; `since` is the last care it counts from."""

    __tablename__ = "garden_reminder"
    __table_args__ = (UniqueConstraint("community_id", "keeping_id", "stage", "since"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    keeping_id: str = ids.ref("garden_keeping.id")
    stage: Stage = columns.choice(Stage)
    since: date
    made_at: datetime = Field(default_factory=clock.now)
