"""How long before its day an inspection is asked for, months, and accessories as people write them. Pure."""

from calendar import monthrange
from datetime import date

WEEK = tuple(range(7))
SOON_DAYS = 14  # an inspection is asked for so many days ahead


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last where that month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def lines(text: str | None) -> list[str]:
    """Accessories as people write them: one a line, or with 、 and commas between."""
    parts = (text or "").replace("、", "\n").replace("，", "\n").replace(",", "\n").splitlines()
    return list(dict.fromkeys(part.strip()[:40] for part in parts if part.strip()))[:20]


def cents(yuan: str | None) -> int:
    """Fen from what somebody typed as yuan; a form has checked the shape."""
    whole, _, rest = (yuan or "0").partition(".")
    return int(whole or 0) * 100 + int((rest + "00")[:2])
