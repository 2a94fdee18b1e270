"""One cell of a sheet that leaves: a number, a day or a time as what it is, all else as text, nothing as a formula."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from webapp.core.text.i18n import gettext
from webapp.core.time import clock

DANGEROUS = tuple("=+-@\t\r＝＋－＠")
FIRST_YEAR = 1900  # a spreadsheet counts its days from here


def escaped(value: object) -> object:
    """A cell that a spreadsheet could take for a formula gets an apostrophe, also if it is saved as CSV later."""
    return f"'{value}" if isinstance(value, str) and value.startswith(DANGEROUS) else value


def unescaped(text: str) -> str:
    """What an export of ours escaped comes back as it was."""
    return text[1:] if text.startswith("'") and text[1:].startswith(DANGEROUS) else text


def formats_of(book: Any) -> dict[str, Any]:
    return {
        "heading": book.add_format({"bold": True, "bottom": 1, "bg_color": "#e0f1eb", "num_format": "@"}),
        "text": book.add_format({"num_format": "@"}),
        "number": book.add_format({"align": "right"}),  # said, or the column's "text" would hold for it too
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        "time": book.add_format({"num_format": "hh:mm"}),
    }


def write_cell(sheet: Any, number: int, at: int, value: object, formats: dict[str, Any]) -> None:
    """Numbers, days and times are what they are, so that a sheet can reckon with them; everything else is text."""
    if value is None or value is False or value == "":
        sheet.write_blank(number, at, None, formats["text"])
    elif value is True:
        sheet.write_string(number, at, gettext("是"), formats["text"])
    elif isinstance(value, int | float):
        sheet.write_number(number, at, value, formats["number"])
    elif isinstance(value, time):
        sheet.write_datetime(number, at, value.replace(tzinfo=None), formats["time"])
    elif isinstance(value, date) and value.year >= FIRST_YEAR:
        moment = isinstance(value, datetime)
        sheet.write_datetime(number, at, _wall(value), formats["moment" if moment else "date"])
    else:
        sheet.write_string(number, at, str(escaped(str(value))), formats["text"])


def _wall(value: date) -> date:
    """A spreadsheet knows no zones: the time as the clock on the wall showed it."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return clock.local(value).replace(tzinfo=None)
    return value
