from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids
from webapp.core.search.lookup import SORTED
from webapp.core.text.i18n import N_


class PartnerKind(StrEnum):
    PROPERTY = "property"
    UTILITY = "utility"
    SCHOOL = "school"
    CLINIC = "clinic"
    COMPANY = "company"
    OFFICE = "office"


PARTNER_WORDS = {
    PartnerKind.PROPERTY: N_("物业"), PartnerKind.UTILITY: N_("水电气热"), PartnerKind.SCHOOL: N_("学校"),
    PartnerKind.CLINIC: N_("医院诊所"), PartnerKind.COMPANY: N_("企业"), PartnerKind.OFFICE: N_("机关单位"),
}  # fmt: skip


class Merchant(SQLModel, table=True):
    __table_args__ = (
        UniqueConstraint("community_id", "grid_id", "name", "shop_no"),
        Index("ix_merchant_grid", "grid_id", "name"),
        Index("ix_merchant_name", "community_id", "name"),
        Index("ix_merchant_pinyin", "community_id", "pinyin"),
        Index("ix_merchant_grid_pinyin", "grid_id", "pinyin", "id"),
        Index("ix_merchant_pinyin_all", "pinyin", "id"),
        Index("ix_merchant_initials", "community_id", "initials"),
        Index("ix_merchant_tail", "community_id", "phone_tail_index"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str = ids.ref("unit.id")
    building_id: str | None = ids.ref("building.id", nullable=True, index=True)
    party_id: str | None = ids.ref("party.id", nullable=True, index=True)
    name: str = Field(sa_type=SORTED)
    pinyin: str = Field(default="", sa_type=SORTED)
    initials: str = Field(default="", sa_type=SORTED)
    trade: str = Field(default="", max_length=40)
    shop_no: str = Field(default="", max_length=30)
    credit_code: str = Field(default="", max_length=18)
    contact_name: str = Field(default="", max_length=40)
    phone: str | None = columns.sealed()
    phone_tail_index: str | None = Field(default=None, max_length=32)
    closed_on: date | None = None
    version: int = 1
    changed_at: datetime


class Employee(SQLModel, table=True):
    """Somebody who works in a shop here, wherever they live."""

    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str = ids.ref("unit.id", index=True)
    merchant_id: str = ids.ref("merchant.id", index=True)
    name: str = Field(max_length=40)
    job: str = Field(default="", max_length=40)
    phone: str | None = columns.sealed()
    left_on: date | None = None


class Partner(SQLModel, table=True):
    """共建单位. Always a party too, because it can own what a council resolves."""

    __table_args__ = (UniqueConstraint("community_id", "name"), UniqueConstraint("community_id", "party_id"))
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    party_id: str = ids.ref("party.id", index=True)
    name: str = Field(max_length=80)
    kind: PartnerKind = columns.choice(PartnerKind)
    contact_name: str = Field(default="", max_length=40)
    phone: str | None = columns.sealed()
    offers: str = Field(default="", max_length=200)
    left_on: date | None = None
    changed_at: datetime
