"""How a result is shown to everybody: always over the frozen count, and never so finely that it points at a door."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from webapp.core.text.i18n import N_

LEAST = 5
COLUMNS = ("agree", "disagree", "answered", "nobody", "unasked", "refused", "empty", "moved")
COLUMN_WORDS = {
    "agree": N_("同意"), "disagree": N_("不同意"), "answered": N_("答了"), "nobody": N_("没联系上"),
    "unasked": N_("还没问"), "refused": N_("拒答"), "empty": N_("空置"), "moved": N_("已迁出"),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """The counts of one building, or of several put together, in the order of COLUMNS."""

    place: str
    total: int
    counts: tuple[int, ...]
    joined: int = 1

    @property
    def is_fine(self) -> bool:
        return not any(0 < count < LEAST for count in self.counts)

    def __add__(self, other: "Row") -> "Row":
        counts = tuple(one + more for one, more in zip(self.counts, other.counts, strict=True))
        return Row("", self.total + other.total, counts, self.joined + other.joined)


def shown_to_all(rows: Sequence[Row]) -> tuple[list[Row], Row | None]:
    """Buildings whose counts are all none or at least LEAST, and the others put together. Where the others still show a
    small count, or are one building alone, the smallest building joins them, until nothing small can be read off or
    worked out from the sums."""
    fine = sorted((row for row in rows if row.is_fine), key=lambda row: row.total)
    rest = [row for row in rows if not row.is_fine]
    while rest and fine and not _is_safe(rest):
        rest.append(fine.pop(0))
    shown = [row for row in rows if row in fine]
    if not rest:
        return shown, None
    if not shown:
        return [], None
    joined = rest[0]
    for row in rest[1:]:
        joined = joined + row
    return shown, replace(joined, place="")


def _is_safe(rest: Sequence[Row]) -> bool:
    sums = [sum(column) for column in zip(*(row.counts for row in rest), strict=True)]
    return len(rest) > 1 and not any(0 < count < LEAST for count in sums)
