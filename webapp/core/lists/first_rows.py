"""The first rows of a list that may be longer. Read one row further than shown, so that a page which lists eight of
forty says “8+” (`counted`) and never that there are eight."""

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlmodel import Session

Row = TypeVar("Row")


class First(list[Row]):
    """As many as are shown; `more`: there are others behind them."""

    more = False


def first(rows: Iterable[Row], most: int) -> First[Row]:
    """Of rows that were read with `limit(most + 1)`."""
    found = list(rows)
    return _first(found[:most], more=len(found) > most)


def turned(shown: list[Any], rows: Iterable[Row]) -> First[Row]:
    """The same rows as something else: with names, sorted, a part of them."""
    return _first(rows, more=isinstance(shown, First) and shown.more)


def read(session: Session, query: Any, most: int) -> First[Any]:
    return first(session.exec(query.limit(most + 1)), most)


def counted(shown: Any) -> str:
    """How many there are, for a heading; of a list of which only the first are shown, that there are more."""
    if isinstance(shown, int | str):
        return str(shown)
    return f"{len(shown)}{'+' if isinstance(shown, First) and shown.more else ''}"


def _first(rows: Iterable[Row], *, more: bool) -> First[Row]:
    found = First(rows)
    found.more = more
    return found
