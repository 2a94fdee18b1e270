"""One table for the public page, the purge and the house test. Columns are named as the database names them."""

from dataclasses import dataclass
from enum import StrEnum

from webapp.core.text.i18n import N_
from webapp.people.settings.rules import Name


class Ground(StrEnum):
    DUTY = "duty"
    AGREED = "agreed"
    SAFETY = "safety"


GROUND_WORDS = {
    Ground.DUTY: N_("社区依法履行职责"), Ground.AGREED: N_("本人同意，可以撤回"),
    Ground.SAFETY: N_("保护账号和数据安全的法定要求"),
}  # fmt: skip


@dataclass(frozen=True)
class Purge:
    """Rows whose `since` lies `days` back lose these columns, or go altogether when none is named. `since` may be the
    column of a parent: table.column by the foreign key `via`."""

    table: str
    since: str
    days: int
    blank: tuple[str, ...] = ()
    via: str = ""
    setting: Name | None = None  # by which the district may decide otherwise
    mark: str = ""  # tells apart two of one table and day

    @property
    def name(self) -> str:
        return f"{self.table}.{self.since}{self.mark}"


@dataclass(frozen=True)
class Keep:
    """`jobs` are periodic jobs of the slices that end what is kept; `stays` says why something never ends."""

    what: str
    why: str
    ground: Ground
    kept: str
    columns: tuple[str, ...]
    purges: tuple[Purge, ...] = ()
    jobs: tuple[str, ...] = ()
    stays: str = ""


YEAR, TWO_YEARS, THREE_YEARS = 365, 730, 1095
NUMBERS = ("phone", "phone_index", "phone_tail_index", "id_number", "id_number_index", "health", "political", "work")
