"""The tree as the district sees it: who is below, what it was called, where it came from, which doors it has."""

from typing import Any

from sqlmodel import Session, col, select

from webapp.accounts.scope import Actor, one, within
from webapp.core import clock
from webapp.org import queries as org
from webapp.org.models import ChangeOrder, Unit, UnitKind
from webapp.register.models import Building, Entrance


def top(session: Session, actor: Actor) -> list[Unit]:
    """Where the actor's own reach begins."""
    ids = sorted({hat.unit_id for hat in actor.hats})
    return list(session.exec(select(Unit).where(col(Unit.id).in_(ids)).order_by(col(Unit.path))))


def get_unit(session: Session, actor: Actor, unit_id: str) -> Unit:
    found: Unit = one(session, within(select(Unit).where(Unit.id == unit_id), actor, Unit.id))
    return found


def siblings(session: Session, unit: Unit) -> list[tuple[str, str]]:
    return [
        (other.id, other.name)
        for other in org.children(session, unit.parent_id, clock.today())
        if other.id != unit.id and other.kind is unit.kind
    ]


def orders_of(session: Session, unit: Unit) -> list[ChangeOrder]:
    """Change orders named by this unit's versions."""
    orders = [version.order_id for version in org.versions(session, unit.id) if version.order_id]
    query = select(ChangeOrder).where(col(ChangeOrder.id).in_(orders)).order_by(col(ChangeOrder.id).desc())
    return list(session.exec(query))


def doors_of(session: Session, actor: Actor, unit: Unit) -> list[tuple[str, str]]:
    """(entrance id, label) of the doors placed in a grid or micro-grid today."""
    column = Entrance.micro_grid_id if unit.kind is UnitKind.MICRO_GRID else Entrance.grid_id
    query = (
        select(Entrance.id, Building.estate, Building.name, Entrance.name)
        .join(Building, col(Building.id) == Entrance.building_id)
        .where(column == unit.id)
        .order_by(col(Building.estate), col(Building.position), col(Entrance.position))
    )
    rows: Any = session.exec(within(query, actor, Entrance.grid_id))
    return [(key, estate + building + door) for key, estate, building, door in rows]


def get_entrances(session: Session, actor: Actor, entrance_ids: list[str]) -> list[Entrance]:
    query = select(Entrance).where(col(Entrance.id).in_(entrance_ids))
    return list(session.exec(within(query, actor, Entrance.grid_id)))


def targets(session: Session, actor: Actor, unit: Unit) -> list[tuple[str, str]]:
    """Grids and micro-grids of the same community, without the one we are looking at."""
    community_id = org.community_of(session, unit.id)
    if community_id is None:
        return []
    community = org.unit(session, community_id)
    today = clock.today()
    grids = org.subtree(session, community, UnitKind.GRID, today)
    names = {grid.id: grid.name for grid in grids}
    micro = org.subtree(session, community, UnitKind.MICRO_GRID, today)
    found = [(grid.id, grid.name) for grid in grids]
    found += [(one.id, f"{names.get(one.parent_id or '', '')} {one.name}") for one in micro]
    return [(key, name) for key, name in found if key != unit.id]
