from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids
from webapp.core.search.lookup import SORTED
from webapp.core.spread import shards
from webapp.core.text.i18n import N_
from webapp.register.register.rules import ORDINARY_CADENCE_DAYS, KeyFlag


class BuildingUse(StrEnum):
    RESIDENTIAL = "residential"
    SHOP = "shop"
    OFFICE = "office"
    FACTORY = "factory"
    WAREHOUSE = "warehouse"


class PlaceState(StrEnum):
    IN_USE = "in_use"
    EMPTY = "empty"
    DEMOLISHED = "demolished"


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class Relation(StrEnum):
    HEAD = "head"
    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"
    OTHER_FAMILY = "other_family"
    TENANT = "tenant"
    LIVE_IN = "live_in"


class Political(StrEnum):
    MASSES = "masses"
    LEAGUE = "league"
    PARTY_MEMBER = "party_member"
    OTHER = "other"


USE_WORDS = {
    BuildingUse.RESIDENTIAL: N_("住宅"), BuildingUse.SHOP: N_("商铺"), BuildingUse.OFFICE: N_("办公"),
    BuildingUse.FACTORY: N_("厂房"), BuildingUse.WAREHOUSE: N_("仓库"),
}  # fmt: skip
STATE_WORDS = {PlaceState.IN_USE: N_("在用"), PlaceState.EMPTY: N_("空置"), PlaceState.DEMOLISHED: N_("已拆")}
SEX_WORDS = {Sex.FEMALE: N_("女"), Sex.MALE: N_("男"), Sex.UNKNOWN: N_("未说明")}
RELATION_WORDS = {
    Relation.HEAD: N_("户主"), Relation.SPOUSE: N_("配偶"), Relation.CHILD: N_("子女"), Relation.PARENT: N_("父母"),
    Relation.OTHER_FAMILY: N_("其他家人"), Relation.TENANT: N_("租客"), Relation.LIVE_IN: N_("住家保姆"),
}  # fmt: skip
POLITICAL_WORDS = {
    Political.MASSES: N_("群众"), Political.LEAGUE: N_("共青团员"), Political.PARTY_MEMBER: N_("中共党员"),
    Political.OTHER: N_("其他党派"),
}  # fmt: skip
FLAG_WORDS = {
    KeyFlag.LIVES_ALONE: N_("独居"), KeyFlag.ELDERLY: N_("高龄"), KeyFlag.DISABLED: N_("残疾"),
    KeyFlag.LOW_INCOME: N_("低保"), KeyFlag.SERIOUS_ILLNESS: N_("重病"), KeyFlag.LEFT_BEHIND: N_("留守"),
    KeyFlag.TENANTS: N_("群租"),
}  # fmt: skip


class Building(SQLModel, table=True):
    """`estate` is what residents call the compound; one community may have several with a building 3 each."""

    __table_args__ = (UniqueConstraint("community_id", "estate", "name"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    estate: str = Field(default="", max_length=40)
    name: str = Field(max_length=40)
    code: str = Field(default="", max_length=30)
    address: str = Field(default="", max_length=120)
    initials: str = Field(default="", sa_type=SORTED)
    floors: int = 1
    use: BuildingUse = columns.choice(BuildingUse, default=BuildingUse.RESIDENTIAL)
    state: PlaceState = columns.choice(PlaceState, default=PlaceState.IN_USE)
    position: int = 0

    @property
    def label(self) -> str:
        return self.estate + self.name


class Entrance(SQLModel, table=True):
    """One street door. Its token is what the QR beside it carries: permanent, and not to be guessed."""

    __table_args__ = (
        UniqueConstraint("community_id", "building_id", "name"),
        UniqueConstraint("community_id", "token"),
        Index("ix_entrance_token", "token"),
        Index("ix_entrance_grid", "grid_id", "building_id"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    building_id: str = ids.ref("building.id", index=True)
    grid_id: str = ids.ref("unit.id")
    micro_grid_id: str | None = ids.ref("unit.id", nullable=True, index=True)
    name: str = Field(max_length=20)
    position: int = 0
    token: str = Field(max_length=24)


class Dwelling(SQLModel, table=True):
    __table_args__ = (UniqueConstraint("entrance_id", "room", "community_id"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str = ids.ref("unit.id")
    building_id: str = ids.ref("building.id", index=True)
    entrance_id: str = ids.ref("entrance.id")
    floor: int = 1
    room: str = Field(max_length=12)
    position: int = 0
    state: PlaceState = columns.choice(PlaceState, default=PlaceState.IN_USE)


class Placement(SQLModel, table=True):
    """From which day to which an entrance belonged to which grid and micro-grid."""

    __table_args__ = (
        UniqueConstraint("community_id", "entrance_id", "valid_from"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    entrance_id: str = ids.ref("entrance.id", index=True)
    grid_id: str = ids.ref("unit.id")
    micro_grid_id: str | None = ids.ref("unit.id", nullable=True)
    valid_from: date
    valid_to: date | None = None
    order_id: str | None = ids.ref("change_order.id", nullable=True)


KEY = "is_key AND moved_out_on IS NULL"
IS_KEY = text("household.is_key")  # as it stands in the index: SQLite does not see that `is_key IS 1` is the same


class Household(SQLModel, table=True):
    """`door` is 3-2-602, `label` 3号楼2门602. The last-visit columns are kept by visits in the visit's transaction."""

    __table_args__ = (
        Index("uq_household_open", "dwelling_id", "community_id", unique=True,
              sqlite_where=text("moved_out_on IS NULL"), postgresql_where=text("moved_out_on IS NULL")),
        Index("ix_household_grid_due", "grid_id", "next_due_on"),
        Index("ix_household_door", "community_id", "door", "id", "moved_out_on", "grid_id"),  # counted from it alone
        Index("ix_household_grid_door", "grid_id", "door", "id"),
        Index("ix_household_door_all", "door", "id"),
        Index("ix_household_due", "community_id", "next_due_on", "id"),
        Index("ix_household_due_all", "next_due_on", "id"),
        Index("ix_household_micro", "micro_grid_id", "door", "id", sqlite_where=text("micro_grid_id IS NOT NULL"),
              postgresql_where=text("micro_grid_id IS NOT NULL")),
        Index("ix_household_key", "grid_id", "next_due_on", sqlite_where=text(KEY), postgresql_where=text(KEY)),
        Index("ix_household_key_door", "community_id", "door", "id", sqlite_where=text(KEY),
              postgresql_where=text(KEY)),
        Index("ix_household_key_door_all", "door", "id", sqlite_where=text(KEY), postgresql_where=text(KEY)),
        Index("ix_household_room", "community_id", "room"),
        Index("ix_household_place", "building_id", "entrance_id"),
        CheckConstraint("cadence_days > 0", name="cadence"),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str = ids.ref("unit.id")
    micro_grid_id: str | None = ids.ref("unit.id", nullable=True)
    building_id: str = ids.ref("building.id")
    entrance_id: str = ids.ref("entrance.id")
    dwelling_id: str = ids.ref("dwelling.id")
    label: str = Field(max_length=80)
    door: str = Field(default="", sa_type=SORTED)
    room: str = Field(default="", max_length=12)
    head_name: str = Field(max_length=40)
    flags: list[str] = columns.json_column(default_factory=list)
    is_key: bool = False
    cadence_days: int = ORDINARY_CADENCE_DAYS
    is_rented: bool = False
    note: str = Field(default="", max_length=500)
    moved_in_on: date | None = None
    moved_out_on: date | None = None
    last_visited_at: datetime | None = None
    last_outcome: str = Field(default="", max_length=32)
    next_due_on: date | None = None
    version: int = 1
    changed_at: datetime


class HomeTally(SQLModel, table=True):
    """How many homes a grid or a micro-grid has, and how many of them were met in the round that began on
    `round_from`: kept by every transaction that changes one of them, so that a page reads one row a line. A street's
    or the district's figure is the sum of the lines its page shows."""

    __tablename__ = "home_tally"
    unit_id: str = Field(primary_key=True, foreign_key="unit.id", sa_type=ids.COLUMN)  # type: ignore[call-overload]
    community_id: str = ids.plain()
    round_from: date
    homes: int = 0
    met: int = 0


class Resident(SQLModel, table=True):
    """A person. `household_id` is where they live now; older homes are closed memberships."""

    __table_args__ = (
        Index("ix_resident_name", "community_id", "name"),
        Index("ix_resident_pinyin", "community_id", "pinyin"),
        Index("ix_resident_grid_pinyin", "grid_id", "pinyin", "id"),
        Index("ix_resident_pinyin_all", "pinyin", "id"),
        Index("ix_resident_initials", "community_id", "initials"),
        Index("ix_resident_tail", "community_id", "phone_tail_index"),
        Index("ix_resident_phone", "community_id", "phone_index"),
        Index("ix_resident_number", "community_id", "id_number_index"),
        Index("ix_resident_party", "party_id", sqlite_where=text("party_id IS NOT NULL"),
              postgresql_where=text("party_id IS NOT NULL")),
        {"info": {shards.WANDERS: True}},  # a person moves to another community with their id
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str = ids.ref("unit.id", index=True)
    household_id: str | None = ids.ref("household.id", nullable=True, index=True)
    party_id: str | None = ids.ref("party.id", nullable=True)
    name: str = Field(sa_type=SORTED)
    pinyin: str = Field(default="", sa_type=SORTED)
    initials: str = Field(default="", sa_type=SORTED)
    sex: Sex = columns.choice(Sex, default=Sex.UNKNOWN)
    born_on: date | None = None
    phone: str | None = columns.sealed()
    phone_index: str | None = Field(default=None, max_length=32)
    phone_tail_index: str | None = Field(default=None, max_length=32)
    id_number: str | None = columns.sealed()
    id_number_index: str | None = Field(default=None, max_length=32)
    health: str | None = columns.sealed()
    political: str | None = columns.sealed()
    work: str = Field(default="", max_length=80)
    left_on: date | None = None
    died_on: date | None = None
    blocked_at: datetime | None = None  # kept, and used for nothing, because the person asked (block_services)
    erased: str = Field(default="", max_length=80)  # fields that stay empty, because the person asked (wish_services)
    version: int = 1
    changed_at: datetime


class HouseholdMember(SQLModel, table=True):
    __tablename__ = "household_member"
    __table_args__ = (
        Index("uq_household_member_open", "resident_id", "community_id", unique=True,
              sqlite_where=text("valid_to IS NULL"), postgresql_where=text("valid_to IS NULL")),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates"),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    household_id: str = ids.ref("household.id", index=True)
    resident_id: str = ids.ref("resident.id", index=True)
    relation: Relation = columns.choice(Relation, default=Relation.OTHER_FAMILY)
    position: int = 0
    valid_from: date
    valid_to: date | None = None
