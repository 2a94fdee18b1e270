from sqlmodel import Session, col, select

from webapp.casework.photos.models import Photo
from webapp.centre.overview.models import PlanMark
from webapp.centre.overview.plan_rules import Pin, Plan
from webapp.people.accounts.scope import Actor, within
from webapp.register.register.models import Building, Entrance


def pins(session: Session, picture: Photo | None, plan: Plan | None) -> list[Pin]:
    """The marked buildings of a plan, each with its figure."""
    if picture is None or plan is None:
        return []
    sites = {drawn.site.id: drawn.site for drawn in plan.drawn}
    placed = session.exec(select(PlanMark).where(PlanMark.photo_id == picture.id).order_by(col(PlanMark.y)))
    return [Pin(sites[one.building_id], one.x, one.y) for one in placed if one.building_id in sites]


def spots(session: Session, picture: Photo) -> dict[str, tuple[int, int]]:
    """Building → where it stands."""
    placed = session.exec(select(PlanMark).where(PlanMark.photo_id == picture.id))
    return {one.building_id: (one.x, one.y) for one in placed}


def buildings(session: Session, actor: Actor, community_id: str) -> dict[str, Building]:
    """Those in reach, in the order they stand in the register."""
    reachable = within(select(Entrance.building_id), actor, Entrance.grid_id)
    query = select(Building).where(Building.community_id == community_id, col(Building.id).in_(reachable))
    order = (col(Building.estate), col(Building.position), col(Building.name))
    return {one.id: one for one in session.exec(query.order_by(*order))}
