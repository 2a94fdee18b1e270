from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids
from webapp.exchange.market.fit_rules import Reach
from webapp.exchange.market.rules import (
    Channel,
    ComplaintKind,
    LinkPurpose,
    Purpose,
    Sort,
    Standing,
    State,
    standing,
)
from webapp.exchange.market.wage_rules import Pay, PayUnit


class WageFloor(SQLModel, table=True):
    """The local minimum wage from a day on, in fen, by which document: law is a row with a date, never a constant."""

    __tablename__ = "market_wage_floor"
    __table_args__ = (
        UniqueConstraint("unit_id", "valid_from"),
        CheckConstraint("hour_fen > 0 AND month_fen > 0", name="amounts"),
    )
    id: str = ids.key()
    unit_id: str = ids.ref("unit.id")
    valid_from: date
    hour_fen: int
    month_fen: int
    document: str = Field(max_length=120)
    made_by: str | None = ids.plain(nullable=True)
    made_at: datetime


class Listing(SQLModel, table=True):
    """一条招工或优惠. What only a job or only an offer has stands in their own tables."""

    __tablename__ = "market_listing"
    __table_args__ = (
        Index("ix_market_listing_shown", "community_id", "state", "ends_on"),
        Index("ix_market_listing_shop", "merchant_id", "state"),
        CheckConstraint("state <> 'published' OR (confirm_by IS NOT NULL AND ends_on IS NOT NULL)", name="shown"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str = ids.ref("unit.id", index=True)
    merchant_id: str = ids.ref("merchant.id")
    sort: Sort = columns.choice(Sort)
    title: str = Field(max_length=40)
    words: str = columns.long_text()
    insists: str = Field(default="", max_length=200)
    state: State = columns.choice(State, default=State.DRAFT)
    made_at: datetime
    made_by: str | None = ids.plain(nullable=True)
    confirm_by: date | None = None
    ends_on: date | None = None
    review_words: str = Field(default="", max_length=300)
    reviewed_by: str | None = ids.plain(nullable=True)
    published_at: datetime | None = None
    ended_at: datetime | None = None

    def standing(self, today: date) -> Standing:
        return standing(self.state, confirm_by=self.confirm_by, ends_on=self.ends_on, today=today)


class Job(SQLModel, table=True):
    __tablename__ = "market_job"
    __table_args__ = (
        UniqueConstraint("community_id", "listing_id"),
        CheckConstraint("pay_fen > 0 AND head_count > 0", name="amounts"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    listing_id: str = ids.ref("market_listing.id", index=True)
    building_id: str | None = ids.ref("building.id", nullable=True)
    place: str = Field(default="", max_length=60)
    pay_fen: int
    pay_unit: PayUnit = columns.choice(PayUnit)
    hours: int
    days: int
    head_count: int
    slots: list[str] = columns.json_column(default_factory=list)
    skills: list[str] = columns.json_column(default_factory=list)
    demands: list[str] = columns.json_column(default_factory=list)

    @property
    def pay(self) -> Pay:
        return Pay(self.pay_fen, self.pay_unit, self.hours, self.days)


class Offer(SQLModel, table=True):
    __tablename__ = "market_offer"
    __table_args__ = (UniqueConstraint("community_id", "listing_id"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    listing_id: str = ids.ref("market_listing.id", index=True)
    before_fen: int | None = None
    after_fen: int | None = None
    terms: str = Field(default="", max_length=120)
    valid_to: date


class ShopLink(SQLModel, table=True):
    """A one-time link for a shop without an account: one act. Only the hash of its token is kept."""

    __tablename__ = "market_link"
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    merchant_id: str = ids.ref("merchant.id", index=True)
    listing_id: str | None = ids.ref("market_listing.id", nullable=True, index=True)
    match_id: str | None = ids.ref("market_match.id", nullable=True, index=True)
    purpose: LinkPurpose = columns.choice(LinkPurpose)
    token_hash: str = Field(max_length=64, unique=True)
    made_at: datetime
    made_by: str | None = ids.plain(nullable=True)
    ends_at: datetime
    used_at: datetime | None = None


class Seeker(SQLModel, table=True):
    """求职意向, and who wants to hear of offers. Emptied of name, phone and wishes the moment its owner withdraws."""

    __tablename__ = "market_seeker"
    __table_args__ = (
        Index("ix_market_seeker_open", "community_id", "ended_at"),
        Index("ix_market_seeker_home", "household_id"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str = ids.ref("unit.id", index=True)
    building_id: str | None = ids.ref("building.id", nullable=True)
    household_id: str | None = ids.ref("household.id", nullable=True)
    name: str | None = columns.sealed()
    phone: str | None = columns.sealed()
    note: str | None = columns.sealed()
    reach: Reach = columns.choice(Reach, default=Reach.COMMUNITY)
    slots: list[str] = columns.json_column(default_factory=list)
    skills: list[str] = columns.json_column(default_factory=list)
    limits: list[str] = columns.json_column(default_factory=list)
    wish_fen: int | None = None
    token_hash: str | None = Field(default=None, max_length=64, unique=True)
    token_turn: int = 1
    account_id: str | None = ids.ref("account.id", nullable=True, index=True)
    entered_by: str | None = ids.plain(nullable=True)
    made_at: datetime
    changed_at: datetime
    ended_at: datetime | None = None


class Consent(SQLModel, table=True):
    """Who agreed to which text, when, through whom; withdrawing closes the row, so that both facts stay."""

    __tablename__ = "market_consent"
    __table_args__ = (
        Index("uq_market_consent_open", "community_id", "seeker_id", "purpose", unique=True,
              sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL")),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    seeker_id: str = ids.ref("market_seeker.id", index=True)
    purpose: Purpose = columns.choice(Purpose)
    version: str = Field(max_length=20)
    channel: Channel = columns.choice(Channel)
    witness_id: str | None = ids.plain(nullable=True)
    given_at: datetime
    ended_at: datetime | None = None


class Match(SQLModel, table=True):
    """One seeker and one job. The reasons are kept as they were shown; a no is kept so that nobody is asked twice."""

    __tablename__ = "market_match"
    __table_args__ = (
        UniqueConstraint("community_id", "listing_id", "seeker_id"),
        CheckConstraint("disclosed_at IS NULL OR (seeker_says AND shop_says)", name="both_said_yes"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    listing_id: str = ids.ref("market_listing.id", index=True)
    seeker_id: str = ids.ref("market_seeker.id", index=True)
    reasons: list[dict[str, Any]] = columns.json_column(default_factory=list)
    misses: list[dict[str, Any]] = columns.json_column(default_factory=list)
    made_at: datetime
    made_by: str | None = ids.plain(nullable=True)
    seeker_says: bool | None = None
    seeker_at: datetime | None = None
    shop_says: bool | None = None
    shop_at: datetime | None = None
    disclosed_at: datetime | None = None


class Placement(SQLModel, table=True):
    """上岗: once a match."""

    __tablename__ = "market_placement"
    __table_args__ = (UniqueConstraint("community_id", "match_id"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    match_id: str = ids.ref("market_match.id", index=True)
    started_on: date
    made_at: datetime
    made_by: str | None = ids.plain(nullable=True)


class PlacementCheck(SQLModel, table=True):
    """Asked after thirty and ninety days, once each. `still_there` is empty where nobody could be reached."""

    __tablename__ = "market_placement_check"
    __table_args__ = (UniqueConstraint("community_id", "placement_id", "after_days"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    placement_id: str = ids.ref("market_placement.id", index=True)
    after_days: int
    still_there: bool | None = None
    asked_at: datetime
    asked_by: str | None = ids.plain(nullable=True)


class Push(SQLModel, table=True):
    """An offer told to somebody who asked for offers. The weekly cap is a place in the week, held by the database."""

    __tablename__ = "market_push"
    __table_args__ = (
        UniqueConstraint("community_id", "seeker_id", "listing_id"),
        UniqueConstraint("community_id", "seeker_id", "week", "place"),
        CheckConstraint("place BETWEEN 1 AND 2", name="weekly_cap"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    listing_id: str = ids.ref("market_listing.id", index=True)
    seeker_id: str = ids.ref("market_seeker.id")
    week: str = Field(max_length=8)
    place: int
    made_at: datetime


class ShopComplaint(SQLModel, table=True):
    """What was said of a shop stands in its case; here is only whether it was true."""

    __tablename__ = "market_complaint"
    __table_args__ = (UniqueConstraint("community_id", "case_id"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    merchant_id: str = ids.ref("merchant.id", index=True)
    listing_id: str | None = ids.ref("market_listing.id", nullable=True)
    case_id: str = ids.ref("grid_case.id", index=True)
    kind: ComplaintKind = columns.choice(ComplaintKind)
    made_at: datetime
    is_upheld: bool | None = None
    decided_at: datetime | None = None
    decided_by: str | None = ids.plain(nullable=True)
    note: str = Field(default="", max_length=300)


class Suspension(SQLModel, table=True):
    __tablename__ = "market_suspension"
    __table_args__ = (
        Index("uq_market_suspension_open", "community_id", "merchant_id", unique=True,
              sqlite_where=text("lifted_at IS NULL"), postgresql_where=text("lifted_at IS NULL")),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    merchant_id: str = ids.ref("merchant.id", index=True)
    made_at: datetime
    lifted_at: datetime | None = None
    lifted_by: str | None = ids.plain(nullable=True)
    lift_words: str = Field(default="", max_length=300)
