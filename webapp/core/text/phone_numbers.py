"""Phone numbers as people in China write them."""

from __future__ import annotations

import re

from webapp.core.text import cleaning
from webapp.core.text.i18n import N_
from webapp.core.web.errors import DomainError

MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
LANDLINE = re.compile(r"0\d{2,3}-?[2-9]\d{6,7}(-\d{1,5})?", re.ASCII)


class BadPhone(DomainError):
    status = 422
    message = N_("请填 11 位手机号，或带区号的座机。")


def clean(text: str) -> str:
    """Digits and the dash of a landline; people type spaces, brackets, full-width digits and +86."""
    phone = re.sub(r"[\s()]", "", cleaning.fold(text))
    phone = phone.removeprefix("+86").removeprefix("0086")
    return phone.replace("-", "") if phone.startswith("1") else phone


def is_phone(text: str) -> bool:
    return is_clean(clean(text))


def is_clean(phone: str) -> bool:
    return bool(MOBILE.fullmatch(phone) or LANDLINE.fullmatch(phone))


def checked(text: str | None, field: str = "phone") -> str | None:
    """The clean number, None for none. Raises BadPhone at the field."""
    if not text:
        return None
    if not is_phone(text):
        raise BadPhone(field=field)
    return clean(text)


def tail(text: str | None) -> str:
    return re.sub(r"\D", "", text or "")[-4:]
