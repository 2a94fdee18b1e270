"""What the numbers in a register must look like; nothing here touches a database."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import mul

from webapp.core.text import cleaning

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"
# The permanent card before 2023, 港澳 and 台湾 travel permits, passports.
OTHER_PAPERS = tuple(
    re.compile(shape, re.ASCII) for shape in (r"[A-Z]{3}\d{12}", r"[HM]\d{8}(\d{2})?", r"[A-Z]{1,2}\d{6,9}", r"\d{8,9}")
)



class KeyFlag(StrEnum):
    """Why a household is looked in on more often than its neighbours."""

    LIVES_ALONE = "lives_alone"
    ELDERLY = "elderly"
    DISABLED = "disabled"
    LOW_INCOME = "low_income"
    SERIOUS_ILLNESS = "serious_illness"
    LEFT_BEHIND = "left_behind"
    TENANTS = "tenants"


ORDINARY_CADENCE_DAYS = 180


NOBODY = "nobody"  # what visits, above this slice, write as a home's last outcome where nobody opened


def round_start(today: date) -> date:
    """A round is a calendar quarter: every household is to be met once in it. Sparse windows are not a reproach."""
    return date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)


@dataclass(frozen=True)
class Rounds:
    """How many days may lie between two visits, as the district decided."""

    ordinary: int = ORDINARY_CADENCE_DAYS
    key: int = 30
    ill: int = 15
    tenants: int = 90

    def days(self, flags: Iterable[KeyFlag]) -> int:
        """The shortest promise counts: a household that is both alone and ill is seen as often as the ill."""
        return min((self._of(flag) for flag in flags), default=self.ordinary)

    def _of(self, flag: KeyFlag) -> int:
        return {KeyFlag.SERIOUS_ILLNESS: self.ill, KeyFlag.TENANTS: self.tenants}.get(flag, self.key)


def cadence_days(flags: Iterable[KeyFlag]) -> int:
    """By the rounds the product comes with."""
    return Rounds().days(flags)


ID_SHAPE = re.compile(r"[1-9]\d{16}[\dX]", re.ASCII)


def id_check_digit(first17: str) -> str:
    """GB 11643: weighted sum modulo 11."""
    return ID_CHECKS[sum(map(mul, map(int, first17), ID_WEIGHTS)) % 11]


def born_on(id_number: str) -> date | None:
    """The birthday written inside an ID number; None when it is no day of any calendar."""
    try:
        return date(int(id_number[6:10]), int(id_number[10:12]), int(id_number[12:14]))
    except ValueError:
        return None


def tidy_id(text: str) -> str:
    return cleaning.code(text)


def has_birthday(number: str) -> bool:
    """Eighteen places with a check digit: citizens, residents from 港澳台 (81, 82, 83) and foreigners with the new
    permanent card (9) alike; all of them carry the birthday and the sex at the same places."""
    if not ID_SHAPE.fullmatch(number):
        return False
    return born_on(number) is not None and id_check_digit(number[:17]) == number[17]


def is_id_number(text: str) -> bool:
    """Also papers of those who have none of these: the older permanent card, a travel permit, a passport."""
    number = tidy_id(text)
    return has_birthday(number) or any(shape.fullmatch(number) for shape in OTHER_PAPERS)


def is_old_id(text: str) -> bool:
    """Fifteen digits, out of use since 2013; the new number cannot be reckoned from it beyond doubt."""
    return re.fullmatch(r"[1-9]\d{14}", tidy_id(text), re.ASCII) is not None


def sex_of(id_number: str) -> str:
    """GB 11643: the seventeenth digit is odd for men."""
    return "male" if int(id_number[16]) % 2 else "female"


def age(born: date, today: date) -> int:
    """Full years. Who was born on 29 February turns older on 1 March of a common year."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
