"""平面图: a picture of the estate, as the community brings it, beside the plan that is drawn from the register."""

from sqlmodel import Session

from webapp.casework.photos import queries as photos
from webapp.casework.photos import services
from webapp.casework.photos.models import Photo
from webapp.core.trust import history
from webapp.people.accounts.scope import Actor
from webapp.people.org.models import Unit

SUBJECT = "estate_plan"


def show_estate(session: Session, actor: Actor, community: Unit, content: bytes) -> Photo:
    """A new picture takes the place of the old one."""
    made = services.add(session, actor, content, services.Subject(SUBJECT, community.id, community.id))
    history.record(session, actor, "show_estate", community, after={"photo": made.id}, community_id=community.id)
    return made


def picture_of(session: Session, community_id: str | None) -> Photo | None:
    """The newest; the caller has found the community through scope."""
    if community_id is None:
        return None
    kept = [one for one in photos.list_photos(session, SUBJECT, [community_id])[community_id] if one.is_kept]
    return kept[-1] if kept else None
