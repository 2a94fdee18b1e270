"""Where each building stands on the community's own picture."""

from sqlmodel import Session, col, delete

from webapp.casework.photos.models import Photo
from webapp.centre.overview import mark_queries
from webapp.centre.overview.models import PlanMark
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import NotFound
from webapp.people.accounts.scope import Actor


def place(
    session: Session, actor: Actor, picture: Photo, community_id: str, building_id: str, spot: tuple[int, int]
) -> None:
    """Placed again, the newer spot counts. `spot` is in thousandths of the picture's width and height."""
    if building_id not in mark_queries.buildings(session, actor, community_id):
        raise NotFound
    x, y = (min(max(part, 0), 1000) for part in spot)
    remove(session, picture, building_id)
    mark = PlanMark(
        community_id=community_id, photo_id=picture.id, building_id=building_id, x=x, y=y, placed_by=actor.account_id,
        placed_at=clock.now(),
    )  # fmt: skip
    session.add(mark)
    session.flush()
    history.record(session, actor, "place_building", mark, after={"x": x, "y": y}, community_id=community_id)


def remove(session: Session, picture: Photo, building_id: str) -> None:
    session.execute(
        delete(PlanMark).where(col(PlanMark.photo_id) == picture.id, col(PlanMark.building_id) == building_id)
    )
