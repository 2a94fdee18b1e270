"""What anybody near a door may read: rounds from their announcement on, and the gardens."""

from sqlmodel import Session, col, select

from webapp.core.lists.first_rows import First, read
from webapp.core.web.errors import NotFound
from webapp.door.gardens.models import Garden
from webapp.door.opinions.models import OpinionRound, RoundState
from webapp.people.org.models import Unit, UnitKind
from webapp.register.register.models import Entrance

MOST = 30


def community(session: Session, community_id: str) -> Unit:
    found = session.get(Unit, community_id)
    if found is None or found.kind is not UnitKind.COMMUNITY:
        raise NotFound
    return found


def rounds_near(session: Session, community_id: str) -> First[OpinionRound]:
    query = select(OpinionRound).where(
        OpinionRound.community_id == community_id, OpinionRound.state != RoundState.DRAFT
    )
    return read(session, query.order_by(col(OpinionRound.opens_at).desc()), MOST)


def gardens_near(session: Session, community_id: str) -> First[Garden]:
    query = select(Garden).where(Garden.community_id == community_id, col(Garden.closed_on).is_(None))
    return read(session, query.order_by(col(Garden.name)), MOST)


def community_of_door(session: Session, token: str) -> str | None:
    """None where there is nothing to see."""
    found = session.exec(select(Entrance.community_id).where(Entrance.token == token)).first()
    if found is None or not (rounds_near(session, found) or gardens_near(session, found)):
        return None
    return found
