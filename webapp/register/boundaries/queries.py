"""The tree as the district sees it: who is below, what it was called, where it came from, which doors it has."""

from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from webapp.core.search.prefix_search import begins_with
from webapp.core.text.i18n import listed
from webapp.core.time import clock
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.scope import Actor, one, within
from webapp.people.org import queries as org
from webapp.people.org.models import ChangeOrder, ChangeState, Unit, UnitKind
from webapp.register.register.models import Building, Entrance


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
    """Change orders in force that this unit's versions name, or that were made on its page."""
    orders = [version.order_id for version in org.versions(session, unit.id) if version.order_id]
    query = select(ChangeOrder).where(
        (col(ChangeOrder.id).in_(orders)) | (col(ChangeOrder.unit_id) == unit.id),
        ChangeOrder.state == ChangeState.IN_FORCE, ChangeOrder.reason != "",
    )  # fmt: skip
    return list(session.exec(query.order_by(col(ChangeOrder.effective_on).desc(), col(ChangeOrder.id).desc())))


def communities_of(session: Session, unit: Unit) -> list[tuple[str, str]]:
    """The communities a street has today."""
    if unit.kind is not UnitKind.STREET:
        return []
    return [(one.id, one.name) for one in org.children(session, unit.id, clock.today())]


def unsettled_orders(session: Session, actor: Actor, unit: Unit) -> list[tuple[ChangeOrder, str, str]]:
    """(order, unit's name, what it will do) of what is planned for this unit or below it, and what lately failed."""
    recent = clock.now() - timedelta(days=30)
    failed = (col(ChangeOrder.state) == ChangeState.REFUSED) & (col(ChangeOrder.settled_at) >= recent)
    below = select(Unit.id).where(begins_with(Unit.path, unit.path))
    query = select(ChangeOrder).where((col(ChangeOrder.state) == ChangeState.PLANNED) | failed)
    query = query.order_by(col(ChangeOrder.effective_on), col(ChangeOrder.id))
    near = [
        order
        for order in session.exec(within(query, actor, ChangeOrder.unit_id))
        if order.state is ChangeState.PLANNED or order.unit_id == unit.id
    ]
    inside = set(session.exec(below.where(col(Unit.id).in_([key for order in near for key in units_named(order)]))))
    near = [order for order in near if inside & set(units_named(order))]
    keys = {key for order in near for key in units_named(order)}
    names = dict(list(session.exec(select(Unit.id, Unit.name).where(col(Unit.id).in_(keys)))))
    here = accounts.units_named(session, actor, {str(order.unit_id) for order in near})
    return [(order, here[str(order.unit_id)], _goal(order, names)) for order in near]


def _goal(order: ChangeOrder, names: dict[str, str]) -> str:
    asked = order.asked
    if "names" in asked:
        return listed(asked["names"])
    if "target" in asked:
        return names.get(asked["target"], "")
    merged = [names[key] for key in asked.get("others", ()) if key in names]
    return " + ".join(merged) + (" → " if merged else "") + str(asked.get("name", ""))


def units_named(order: ChangeOrder) -> list[str]:
    return [key for key in (order.unit_id, *units_asked(order.asked)) if key]


def units_asked(asked: dict[str, Any]) -> list[str]:
    """Beside the unit on whose page the order is made."""
    return [*asked.get("others", ()), *asked.get("communities", ()), *filter(None, [asked.get("target")])]


def planned_orders(session: Session) -> list[ChangeOrder]:
    return list(session.exec(select(ChangeOrder).where(ChangeOrder.state == ChangeState.PLANNED)))


def due_orders(session: Session, today: date) -> list[str]:
    """A split before the moves of the same day: ids are in time order."""
    query = select(ChangeOrder.id).where(ChangeOrder.state == ChangeState.PLANNED, ChangeOrder.effective_on <= today)
    return list(session.exec(query.order_by(col(ChangeOrder.effective_on), col(ChangeOrder.id))))


def planned(session: Session, order_id: str) -> ChangeOrder | None:
    query = select(ChangeOrder).where(ChangeOrder.id == order_id, ChangeOrder.state == ChangeState.PLANNED)
    return session.exec(query.with_for_update()).first()


def get_order(session: Session, actor: Actor, order_id: str, *, lock: bool = False) -> ChangeOrder:
    query = within(select(ChangeOrder).where(ChangeOrder.id == order_id), actor, ChangeOrder.unit_id)
    found: ChangeOrder = one(session, query.with_for_update() if lock else query)
    return found


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
