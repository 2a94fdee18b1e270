"""How one cell of a sheet is read: text in, value out, or the sentence that says what to mend."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from webapp.core.text import masks, phone_numbers
from webapp.core.text.i18n import N_, listed
from webapp.register.merchants import rules as merchant_rules
from webapp.register.register import rules

Reader = Callable[[str, date], Any]

MUST = N_("这一格要填")
TOO_LONG = N_("最多 %(most)s 个字")
NOT_OFFERED = N_("“%(given)s”不在可选的里面：%(choices)s")
BAD_DATE = N_("“%(given)s”不是日期，请写成 2026-06-30")
IN_FUTURE = N_("出生日期不能晚于今天")
BAD_PHONE = N_("“%(given)s”不是 11 位手机号，也不是带区号的座机")
BAD_ID = N_("证件号不对，请照证件逐位核对")
OLD_ID = N_("这是 15 位的旧身份证号，早已停用；请照新证写 18 位，没有新证就空着")
DIGITS_LOST = N_("长号码被 Excel 当成了数字，末几位已经丢了；请把这一列改成文本再填")
BAD_ROOM = N_("房号只能有字母、数字和短横线")
BAD_NUMBER = N_("“%(given)s”不是 %(least)s 到 %(most)s 的整数")
BAD_CODE = N_("统一社会信用代码不对，请核对 18 位")
DAY = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?", re.ASCII)
ROOM = re.compile(r"[0-9A-Za-z\-]+")


class BadCell(Exception):
    def __init__(self, reason: str, **values: Any) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, tuple(values.items())


def text(most: int, must: bool = False) -> Callable[[str, date], str]:
    def read(cell: str, today: date) -> str:
        if must and not cell:
            raise BadCell(MUST)
        if len(cell) > most:
            raise BadCell(TOO_LONG, most=most)
        return cell

    return read


def numbered(most: int, tail: str) -> Callable[[str, date], str]:
    """3 means 3号楼; people who type tables leave the word out."""
    plain = text(most, must=True)

    def read(cell: str, today: date) -> str:
        said = plain(cell, today)
        return said + tail if said.isascii() and said.isdecimal() else said

    return read


def room(most: int) -> Callable[[str, date], str]:
    plain = text(most, must=True)

    def read(cell: str, today: date) -> str:
        said = plain(cell, today)
        if not ROOM.fullmatch(said):
            raise BadCell(BAD_ROOM)
        return said

    return read


def choice(words: Mapping[Any, str], default: Any = None, must: bool = True) -> Reader:
    known = {said: kind for kind, said in words.items()} | {kind.value: kind for kind in words}

    def read(cell: str, today: date) -> Any:
        if not cell:
            if default is None and must:
                raise BadCell(MUST)
            return default
        if cell not in known:
            raise BadCell(NOT_OFFERED, given=cell[:20], choices=listed(words.values()))
        return known[cell]

    return read


def several(words: Mapping[Any, str]) -> Callable[[str, date], tuple[Any, ...]]:
    one = choice(words)

    def read(cell: str, today: date) -> tuple[Any, ...]:
        return tuple(one(word, today) for word in re.split(r"[、,，;；\s]+", cell) if word)

    return read


def whole(least: int, most: int, must: bool = False, unit: str = "") -> Callable[[str, date], int | None]:
    """Also as spreadsheets write whole numbers: 1,200 and 120.0, and with the column's unit behind (45分)."""

    def read(cell: str, today: date) -> int | None:
        if not cell and not must:
            return None
        number = cell.replace(",", "").replace("，", "").removesuffix(unit).strip().removesuffix(".0")
        if not (number.isascii() and number.isdecimal() and len(number) < 8 and least <= int(number) <= most):
            raise BadCell(BAD_NUMBER if cell else MUST, given=cell[:20], least=least, most=most)
        return int(number)

    return read


def day(cell: str, today: date) -> date | None:
    if not cell:
        return None
    found = DAY.fullmatch(cell)
    try:
        return date(*map(int, found.groups())) if found else _no_day(cell)
    except ValueError:
        return _no_day(cell)


def _no_day(cell: str) -> date:
    raise BadCell(BAD_DATE, given=cell[:20])


def born_on(cell: str, today: date) -> date | None:
    born = day(cell, today)
    if born is not None and born > today:
        raise BadCell(IN_FUTURE)
    return born


def phone(cell: str, today: date) -> str | None:
    """A number with stars is what an export of ours said: it stands for the number that is there."""
    if not cell:
        return None
    _check_digits(cell)
    number = phone_numbers.clean(cell)
    if not (phone_numbers.is_clean(number) or masks.is_masked_phone(number)):
        raise BadCell(BAD_PHONE, given=cell[:20])
    return number


def id_number(cell: str, today: date) -> str | None:
    """A mainland number with its check digit; 15-digit ones are refused with what to do."""
    if not cell:
        return None
    _check_digits(cell)
    number = rules.tidy_id(cell)
    if rules.has_birthday(number):
        return number
    if rules.is_old_id(number):
        raise BadCell(OLD_ID)
    if not rules.is_id_number(number):
        raise BadCell(BAD_ID)
    return number


def credit_code(cell: str, today: date) -> str:
    _check_digits(cell)
    if cell and not merchant_rules.is_credit_code(cell):
        raise BadCell(BAD_CODE)
    return merchant_rules.tidy_code(cell)


def _check_digits(cell: str) -> None:
    if cell.startswith("≈"):
        raise BadCell(DIGITS_LOST)
