from typing import NamedTuple


class Where(NamedTuple):
    """A building, a spot in words, or both."""

    building_id: str | None = None
    spot: str = ""


NOWHERE = Where()
