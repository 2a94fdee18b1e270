"""What a job pays, held against the local minimum of its day. Money is kept in fen.

最低工资规定: the monthly minimum is for full time; 非全日制 (劳动合同法 68: at most four hours a day and twenty-four a
week) is measured by the hour. A month has 21.75 paid days (劳社部发〔2008〕3号).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from webapp.core.text.i18n import N_

PAID_DAYS = 21.75
WEEKS = 52 / 12
PART_DAY, PART_WEEK = 4, 24


class PayUnit(StrEnum):
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"


PAY_WORDS = {PayUnit.HOUR: N_("每小时"), PayUnit.DAY: N_("每天"), PayUnit.MONTH: N_("每月")}


@dataclass(frozen=True)
class Pay:
    """`amount` fen for one `unit`; `hours` a day on `days` of a week."""

    amount: int
    unit: PayUnit
    hours: int
    days: int

    @property
    def is_part_time(self) -> bool:
        return self.hours <= PART_DAY and self.hours * self.days <= PART_WEEK

    @property
    def by_hour(self) -> int:
        """Fen an hour, rounded down: what a seeker's wish is compared with."""
        hours = {PayUnit.HOUR: 1.0, PayUnit.DAY: self.hours, PayUnit.MONTH: self.hours * self.days * WEEKS}
        return int(self.amount / hours[self.unit])


@dataclass(frozen=True)
class Floor:
    """The minimum that holds on a day, in fen."""

    hour: int
    month: int


def least(pay: Pay, floor: Floor) -> int:
    """The least amount in the pay's own unit, in fen, rounded up."""
    if pay.unit is PayUnit.HOUR:
        return floor.hour
    if pay.unit is PayUnit.DAY:
        return _up(floor.hour * pay.hours if pay.hours <= PART_DAY else floor.month / PAID_DAYS)
    return _up(floor.hour * pay.hours * pay.days * WEEKS) if pay.is_part_time else floor.month


def is_below(pay: Pay, floor: Floor) -> bool:
    """Pay equal to the minimum is lawful."""
    return pay.amount < least(pay, floor)


def fen(text: str) -> int | None:
    """24.4 → 2440; None for what is no sum of money."""
    found = re.fullmatch(r"(\d{1,6})(?:[.．](\d{1,2}))?", text.strip())
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else None


def yuan(amount: int) -> str:
    """2440 → 24.4, 232000 → 2320."""
    return f"{amount // 100}.{amount % 100:02d}".rstrip("0").rstrip(".")


def _up(amount: float) -> int:
    return -int(-amount // 1)
