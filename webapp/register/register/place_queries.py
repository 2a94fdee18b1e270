"""Small reads about places for forms."""

from sqlmodel import Session, col, select

from webapp.people.accounts.scope import Actor, one, within
from webapp.people.org.models import Unit, UnitKind
from webapp.register.register.models import Building, Dwelling, Entrance


def grids_to_choose(session: Session, actor: Actor) -> list[tuple[str, str]]:
    """(id, community and grid) of every grid in reach."""
    query = (
        select(Unit.id, Unit.name)
        .where(Unit.kind == UnitKind.GRID, col(Unit.valid_to).is_(None))
        .order_by(col(Unit.parent_id), col(Unit.position))
        .limit(400)
    )
    return [(grid_id, name) for grid_id, name in session.exec(within(query, actor, Unit.id))]


def describe_dwelling(session: Session, actor: Actor, dwelling_id: str) -> dict[str, str]:
    query = (
        select(Dwelling.id, Dwelling.building_id, Building.estate, Building.name, Entrance.name, Dwelling.room)  # type: ignore[call-overload]
        .join(Building, col(Building.id) == Dwelling.building_id)
        .join(Entrance, col(Entrance.id) == Dwelling.entrance_id)
        .where(Dwelling.id == dwelling_id)
    )
    found_id, building_id, estate, building, entrance, room = one(session, within(query, actor, Dwelling.grid_id))
    return {"id": found_id, "building_id": building_id, "label": f"{estate}{building}{entrance}{room}"}


def entrances_by_dwelling(session: Session, dwelling_ids: set[str]) -> dict[str, str]:
    """For what knows its dwelling only: the street door it lies behind."""
    query = select(Dwelling.id, Dwelling.entrance_id).where(col(Dwelling.id).in_(dwelling_ids))
    return dict(session.exec(query).all())
