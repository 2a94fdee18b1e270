"""Finding a row again by the number on its paper: 2026-000049 whole or as it begins, or 49 of this year or the last."""

import re
from typing import Any

from sqlalchemy import and_, false

from webapp.core.search.prefix_search import begins_with
from webapp.core.time import clock

WHOLE, RUNNING = re.compile("[0-9]{4}-[0-9]{0,8}"), re.compile("[0-9]{1,6}")


def numbered(number: Any, community: Any, words: str, communities: list[str], digits: int) -> Any:
    """One short range of the unique index of community and number for each community."""
    here = community.in_(communities)
    if WHOLE.fullmatch(words):
        return and_(here, begins_with(number, words))
    if RUNNING.fullmatch(words):
        year = clock.today().year
        return and_(here, number.in_([f"{one}-{int(words):0{digits}d}" for one in (year, year - 1)]))
    return false()
