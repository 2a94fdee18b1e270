"""The owners' decision on a shared part of an estate: Civil Code (民法典) art. 278, item 8.

Owners with two thirds of the area and two thirds of the heads take part; of those who take part, three quarters by area
and three quarters by heads agree. 以上 includes the figure itself (art. 1259). A dwelling counts as one head; several
dwellings of one owner as one (建筑物区分所有权司法解释 art. 9).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from webapp.core.text.i18n import N_
from webapp.door.opinions.models import Standing
from webapp.door.opinions.rules import ANSWERS

TAKE_PART, AGREE_OF_THEM = Fraction(2, 3), Fraction(3, 4)
SHARE_WORDS = {
    "area_in": N_("参与表决的专有部分面积，占全部"), "heads_in": N_("参与表决的业主人数，占全部"),
    "area_for": N_("同意的专有部分面积，占参与的"), "heads_for": N_("同意的业主人数，占参与的"),
}  # fmt: skip
BASIS = N_("民法典第二百七十八条：参与的面积和人数都要达到三分之二，参与的里面同意的面积和人数都要达到四分之三。")


@dataclass(frozen=True)
class Share:
    """One dwelling: area in hundredths of a square metre, None where nobody has told it."""

    key: str
    area: int | None
    owner: str
    standing: Standing


@dataclass(frozen=True)
class Percentage:
    name: str
    top: int
    bottom: int
    needed: Fraction

    @property
    def is_met(self) -> bool:
        return self.bottom > 0 and Fraction(self.top, self.bottom) >= self.needed

    @property
    def percent(self) -> str:
        """Two decimals, cut off: 66.66 is not two thirds, and must not look like more than it is."""
        if not self.bottom:
            return "0.00%"
        return f"{self.top * 10_000 // self.bottom / 100:.2f}%"


@dataclass(frozen=True)
class Gate:
    shares: tuple[Percentage, ...]
    missing: int

    @property
    def is_decision(self) -> bool:
        """With an area missing nobody can say what share it is: the result is a consultation only."""
        return self.missing == 0 and bool(self.shares)

    def can_tell(self, share: Percentage) -> bool:
        """With an area missing a share of areas is neither met nor missed."""
        return not (self.missing and share.name.startswith("area"))

    @property
    def is_passed(self) -> bool:
        return self.is_decision and all(share.is_met for share in self.shares)


def gate(dwellings: Sequence[Share]) -> Gate:
    missing = sum(1 for one in dwellings if not one.area)
    took_part = [one for one in dwellings if one.standing in ANSWERS]
    agreed = [one for one in took_part if one.standing is Standing.AGREE]
    heads, heads_in = _owners(dwellings), _owners(took_part)
    against = _owners([one for one in took_part if one.standing is not Standing.AGREE])
    return Gate(
        (
            Percentage("area_in", _area(took_part), _area(dwellings), TAKE_PART),
            Percentage("heads_in", len(heads_in), len(heads), TAKE_PART),
            Percentage("area_for", _area(agreed), _area(took_part), AGREE_OF_THEM),
            Percentage("heads_for", len(_owners(agreed) - against), len(heads_in), AGREE_OF_THEM),
        ),
        missing,
    )


def _owners(dwellings: Sequence[Share]) -> set[str]:
    """An owner of several dwellings who answered differently for them is no head that agrees."""
    return {f"owner {one.owner}" if one.owner else one.key for one in dwellings}


def _area(dwellings: Sequence[Share]) -> int:
    return sum(one.area or 0 for one in dwellings)
