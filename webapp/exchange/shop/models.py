from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids


class MoveKind(StrEnum):
    BOUGHT = "bought"
    DONATED = "donated"
    HELD = "held"
    FREED = "freed"
    HANDED = "handed"
    RETURNED = "returned"
    SPOILT = "spoilt"
    COUNTED = "counted"
    ALLOTTED = "allotted"
    SOLD_OFFLINE = "sold_offline"
    ALLOTMENT_BACK = "allotment_back"


class OrderState(StrEnum):
    READY = "ready"
    COLLECTED = "collected"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"
    RETURNED = "returned"


class Goods(SQLModel, table=True):
    """Three figures: free to order, held for orders, allotted to offline counters. Together they are on hand."""

    __table_args__ = (
        UniqueConstraint("community_id", "code"),
        CheckConstraint("free >= 0", name="free"),
        CheckConstraint("held >= 0", name="held"),
        CheckConstraint("allotted >= 0", name="allotted"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    code: str = Field(max_length=40)
    name: str = Field(max_length=40)
    measure: str = Field(default="份", max_length=8)
    free: int = 0
    held: int = 0
    allotted: int = 0
    best_before: date | None = None
    is_for_adults: bool = False
    limit_each: int | None = None
    limit_days: int = 30
    unit_cost_cents: int | None = None
    is_offered: bool = True
    photo_id: str | None = ids.ref("photo.id", nullable=True)

    @property
    def on_hand(self) -> int:
        return self.free + self.held + self.allotted


class Price(SQLModel, table=True):
    __tablename__ = "goods_price"
    __table_args__ = (UniqueConstraint("goods_id", "valid_from"), CheckConstraint("points > 0", name="points"))
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    goods_id: str = ids.ref("goods.id", index=True)
    points: int
    valid_from: date


class StockMove(SQLModel, table=True):
    """One movement of one kind of goods; only ever added to."""

    __tablename__ = "stock_move"
    __table_args__ = (
        UniqueConstraint("community_id", "key"),
        Index("ix_stock_move_goods_at", "goods_id", "at"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    goods_id: str = ids.ref("goods.id")
    kind: MoveKind = columns.choice(MoveKind)
    key: str = Field(max_length=120)
    free: int = 0
    held: int = 0
    allotted: int = 0
    donor_id: str | None = ids.ref("party.id", nullable=True, index=True)
    source: str = Field(default="", max_length=80)
    note: str = Field(default="", max_length=200)
    made_by: str | None = ids.plain(nullable=True)
    at: datetime


class Order(SQLModel, table=True):
    """兑换单. The id is made by whoever asks, so the same request twice finds the same order."""

    __tablename__ = "shop_order"
    __table_args__ = (
        Index("uq_shop_order_code_open", "community_id", "code", unique=True, sqlite_where=text("state = 'ready'"),
              postgresql_where=text("state = 'ready'")),
        Index("ix_shop_order_party_at", "party_id", "at"),
        Index("ix_shop_order_at", "community_id", "at", "id"),
        Index("ix_shop_order_until", "community_id", "hold_until", "id"),
        Index("ix_shop_order_due", "hold_until", sqlite_where=text("state = 'ready'"),
              postgresql_where=text("state = 'ready'")),
        CheckConstraint("total > 0", name="total"),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    passbook_id: str = ids.ref("passbook.id", index=True)
    party_id: str = ids.ref("party.id")
    entry_id: str = ids.ref("ledger_entry.id")
    state: OrderState = columns.choice(OrderState, default=OrderState.READY)
    code: str = Field(max_length=8)
    total: int
    hold_until: date
    at: datetime
    placed_by: str = ids.plain()
    ended_at: datetime | None = None
    ended_by: str | None = ids.plain(nullable=True)
    proxy_name: str | None = columns.sealed()


class OrderLine(SQLModel, table=True):
    __tablename__ = "shop_order_line"
    __table_args__ = (UniqueConstraint("order_id", "goods_id"), CheckConstraint("quantity > 0", name="quantity"))
    id: str = ids.key()
    community_id: str = ids.home("order_id")
    order_id: str = ids.ref("shop_order.id", index=True)
    goods_id: str = ids.ref("goods.id", index=True)
    name: str = Field(max_length=40)
    measure: str = Field(max_length=8)
    quantity: int
    points_each: int


class Allocation(SQLModel, table=True):
    """配货: stock promised to one counter for a market day. What it sold and what came back never exceed it; `lost` is
    what was written off when its device was gone."""

    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("sold >= 0 AND returned >= 0 AND sold + returned <= quantity", name="left"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    goods_id: str = ids.ref("goods.id")
    counter: str = Field(max_length=40)
    account_id: str = ids.ref("account.id", index=True)
    quantity: int
    sold: int = 0
    returned: int = 0
    lost: int = 0
    points_each: int
    made_at: datetime
    closed_at: datetime | None = None
    lost_at: datetime | None = None
    lost_by: str | None = ids.plain(nullable=True)

    @property
    def left(self) -> int:
        return self.quantity - self.sold - self.returned - self.lost


class OfflineSale(SQLModel, table=True):
    __tablename__ = "offline_sale"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    allocation_id: str = ids.ref("allocation.id", index=True)
    party_id: str = ids.ref("party.id")
    entry_id: str = ids.ref("ledger_entry.id")
    quantity: int
    points: int
    sold_at: datetime
    received_at: datetime
    made_by: str = ids.plain()


class Stocktake(SQLModel, table=True):
    """盘点: a sheet of counted figures. Differences become moves when it is closed, with a second person's name."""

    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    begun_at: datetime
    begun_by: str = ids.ref("account.id")
    closed_at: datetime | None = None
    closed_by: str | None = ids.ref("account.id", nullable=True)


class StocktakeLine(SQLModel, table=True):
    """`expected` is what the book said at the moment of counting, so a sale during the count does no harm."""

    __tablename__ = "stocktake_line"
    __table_args__ = (UniqueConstraint("stocktake_id", "goods_id"), CheckConstraint("counted >= 0", name="counted"))
    id: str = ids.key()
    community_id: str = ids.home("stocktake_id")
    stocktake_id: str = ids.ref("stocktake.id", index=True)
    goods_id: str = ids.ref("goods.id")
    expected: int
    counted: int
    note: str = Field(default="", max_length=120)


class MarketDay(SQLModel, table=True):
    __tablename__ = "market_day"
    __table_args__ = (UniqueConstraint("community_id", "on", "venue"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    on: date
    opens: time
    closes: time
    venue: str = Field(max_length=80)
    note: str = Field(default="", max_length=200)
    cancelled_at: datetime | None = None
