from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids
from webapp.exchange.points.rules import DEFAULT_MONTHS, EarnUnit, Rounding, Terms


class EntryKind(StrEnum):
    EARN = "earn"
    OPENING = "opening"
    HOLD = "hold"
    CAPTURE = "capture"
    RELEASE = "release"
    EXPIRE = "expire"
    DONATE = "donate"
    ADJUST = "adjust"
    WRITE_OFF = "write_off"
    MOVE_OUT = "move_out"
    MOVE_IN = "move_in"
    REVERSE = "reverse"


class LedgerAccount(StrEnum):
    """AVAILABLE, HELD and DEBT belong to one passbook; the others to the community."""

    AVAILABLE = "available"
    HELD = "held"
    DEBT = "debt"
    ISSUED = "issued"
    REDEEMED = "redeemed"
    EXPIRED = "expired"
    CORRECTION = "correction"
    DONATED = "donated"
    MOVED = "moved"


PERSONAL = (LedgerAccount.AVAILABLE, LedgerAccount.HELD, LedgerAccount.DEBT)
REVERSIBLE = frozenset(EntryKind) - {EntryKind.HOLD, EntryKind.RELEASE, EntryKind.REVERSE}


class Passbook(SQLModel, table=True):
    """爱心存折. The three figures repeat what the postings say; the nightly proof compares them.

    They are changed only by an UPDATE that states its condition, so the database itself guards the zero.
    `number` is printed in the book. `card_hash` is the keyed hash of the access card its owner carries anyway: the
    card's own number is nowhere. `adult_on` is set for a minor.
    """

    __table_args__ = (
        UniqueConstraint("community_id", "party_id"),
        UniqueConstraint("community_id", "number"),
        UniqueConstraint("community_id", "card_hash"),
        CheckConstraint("available >= 0", name="available"),
        CheckConstraint("held >= 0", name="held"),
        CheckConstraint("owed >= 0", name="owed"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    party_id: str = ids.ref("party.id", index=True)
    available: int = 0
    held: int = 0
    owed: int = 0
    number: str | None = Field(default=None, max_length=20)
    card_hash: str | None = Field(default=None, max_length=64)
    adult_on: date | None = None
    opened_at: datetime
    merged_into_id: str | None = ids.ref("passbook.id", nullable=True)

    def is_minors(self, on: date) -> bool:
        return self.adult_on is not None and on < self.adult_on


class EarnRule(SQLModel, table=True):
    """One dated version of what an act earns; the next version is a new row, never a change of this one."""

    __tablename__ = "earn_rule"
    __table_args__ = (
        UniqueConstraint("community_id", "act", "valid_from"),
        CheckConstraint("points > 0", name="points"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    act: str = Field(max_length=40)
    name: str = Field(max_length=60)
    unit: EarnUnit = columns.choice(EarnUnit)
    points: int
    rounding: Rounding = columns.choice(Rounding, default=Rounding.DOWN)
    cap_once: int | None = None
    cap_day: int | None = None
    cap_month: int | None = None
    months: int = DEFAULT_MONTHS
    evidence: str = Field(default="", max_length=200)
    valid_from: date
    valid_to: date | None = None
    approved_by: str = ids.ref("account.id")
    made_at: datetime

    def terms(self) -> Terms:
        return Terms(self.unit, self.points, self.rounding, self.cap_once, self.cap_day, self.cap_month)

    def is_valid(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class Entry(SQLModel, table=True):
    """一笔: never changed, never deleted. `change` is what it does to available less debt, as the owner sees it."""

    __tablename__ = "ledger_entry"
    __table_args__ = (
        UniqueConstraint("community_id", "key"),
        UniqueConstraint("reverses_id"),
        UniqueConstraint("ends_id"),
        CheckConstraint("amount > 0", name="amount"),
        Index("ix_ledger_entry_passbook_at", "passbook_id", "at", "id"),
        Index("ix_ledger_entry_community_at", "community_id", "at"),
        Index("ix_ledger_entry_at", "at", "id"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    passbook_id: str = ids.ref("passbook.id")
    kind: EntryKind = columns.choice(EntryKind)
    key: str = Field(max_length=120)
    amount: int
    change: int
    sentence: str = Field(max_length=200)
    source: str = Field(default="", max_length=80)
    act: str = Field(default="", max_length=40)
    on: date
    at: datetime
    rule_id: str | None = ids.ref("earn_rule.id", nullable=True)
    made_by: str | None = ids.plain(nullable=True)
    approved_by: str | None = ids.plain(nullable=True)
    reverses_id: str | None = ids.ref("ledger_entry.id", nullable=True)
    ends_id: str | None = ids.ref("ledger_entry.id", nullable=True)


class Lot(SQLModel, table=True):
    """批次: points born together end together. `remaining` is spendable, `held` is set aside for an order."""

    __tablename__ = "points_lot"
    __table_args__ = (
        CheckConstraint("remaining >= 0", name="remaining"),
        CheckConstraint("held >= 0", name="held"),
        Index("ix_points_lot_open", "passbook_id", "expires_on", sqlite_where=text("remaining > 0"),
              postgresql_where=text("remaining > 0")),
        Index("ix_points_lot_due", "expires_on", sqlite_where=text("remaining > 0"),
              postgresql_where=text("remaining > 0")),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    passbook_id: str = ids.ref("passbook.id")
    entry_id: str = ids.ref("ledger_entry.id", index=True)
    born_on: date
    expires_on: date
    amount: int
    remaining: int
    held: int = 0


class Posting(SQLModel, table=True):
    """分录: one side of an entry. A personal account names its passbook, a community's account does not."""

    __table_args__ = (
        CheckConstraint("amount <> 0", name="amount"),
        CheckConstraint(
            "(account IN ('available', 'held', 'debt')) = (passbook_id IS NOT NULL)", name="owner"
        ),
        Index("ix_posting_passbook_account", "passbook_id", "account", "amount"),
        Index("ix_posting_lot", "lot_id", "account", "amount"),
        Index("ix_posting_community_account", "community_id", "account", "amount"),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    entry_id: str = ids.ref("ledger_entry.id", index=True)
    account: LedgerAccount = columns.choice(LedgerAccount)
    passbook_id: str | None = ids.ref("passbook.id", nullable=True)
    lot_id: str | None = ids.ref("points_lot.id", nullable=True)
    amount: int


class Correction(SQLModel, table=True):
    """更正: asked for by one person with a reason, in force only once another has approved it."""

    __table_args__ = (CheckConstraint("amount <> 0", name="amount"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    passbook_id: str = ids.ref("passbook.id")
    kind: EntryKind = columns.choice(EntryKind)
    amount: int
    reason: str = Field(max_length=200)
    asked_by: str = ids.ref("account.id")
    asked_at: datetime
    decided_by: str | None = ids.ref("account.id", nullable=True)
    decided_at: datetime | None = None
    entry_id: str | None = ids.ref("ledger_entry.id", nullable=True)


class Stop(SQLModel, table=True):
    """停兑: while one is open nobody redeems in this community, and every page says why."""

    __tablename__ = "redemption_stop"
    __table_args__ = (
        Index("uq_redemption_stop_open", "community_id", unique=True, sqlite_where=text("lifted_at IS NULL"),
              postgresql_where=text("lifted_at IS NULL")),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    reason: str = Field(max_length=300)
    made_by: str | None = ids.plain(nullable=True)
    made_at: datetime
    lifted_by: str | None = ids.plain(nullable=True)
    lifted_at: datetime | None = None


class Proof(SQLModel, table=True):
    """对账: one night's result for one community. `faults` is empty when all is well."""

    __table_args__ = (Index("ix_proof_community_at", "community_id", "at"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    at: datetime
    milliseconds: int = 0
    figures: dict[str, int] = columns.json_column()
    faults: list[str] = columns.json_column(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not self.faults
