"""Stars are granted above this slice: whoever keeps them answers here. With no keeper the default ladder holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlmodel import Session

from webapp.core.time import clock
from webapp.volunteering.volunteers.models import Volunteer
from webapp.volunteering.volunteers.rules import Ladder

Keeper = Callable[[Session, str, str, date], Ladder]
KEEPERS: list[Keeper] = []


def ladder(session: Session, volunteer_id: str, community_id: str) -> Ladder:
    for keeper in KEEPERS:
        return keeper(session, volunteer_id, community_id, clock.today())
    return Ladder()


def ladder_of(session: Session, volunteer: Volunteer) -> Ladder:
    return ladder(session, volunteer.id, volunteer.community_id)
