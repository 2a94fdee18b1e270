"""Where somebody goes who has finished at a door."""

from typing import Any

from flask import url_for

from webapp.core.data import db
from webapp.core.time import clock
from webapp.door.visits import walk_queries
from webapp.people.accounts.access import current


def onward(home: Any, saved: str | None = None) -> str:
    """The next dark window of the same building; when there is none, the building itself, lit."""
    following = walk_queries.door_after(db.session(), current(), home, clock.today())
    if following is None:
        return url_for("visits.building", building_id=home.building_id, saved=saved)
    return url_for("visits.door", household_id=following.household_id, saved=saved)
