"""Who left is here again, by mistake or by will."""

from sqlmodel import Session

from webapp.core.trust import history
from webapp.people.accounts.scope import Actor
from webapp.volunteering.volunteers.models import Volunteer


def welcome_back(session: Session, actor: Actor, volunteer: Volunteer) -> None:
    """Hours and points were never gone."""
    if volunteer.left_on is None:
        return
    before, volunteer.left_on = volunteer.left_on, None
    session.add(volunteer)
    history.record(session, actor, "volunteer_returns", volunteer, before={"on": before.isoformat()})
