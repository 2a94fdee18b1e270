"""Writes about buildings, their entrances and dwellings, and the grid each entrance belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_
from webapp.core.text.pinyin import pinyin_of_words
from webapp.core.time import clock
from webapp.core.trust import history, vault
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor, require_reach
from webapp.people.org import queries as org_queries
from webapp.people.org.models import UnitKind
from webapp.register.register import tally_services
from webapp.register.register.models import (
    Building,
    BuildingUse,
    Dwelling,
    Entrance,
    Household,
    Placement,
    Resident,
)


class BuildingExists(DomainError):
    status = 422
    message = N_("%(label)s 已经有了。")


class NotAGrid(DomainError):
    status = 422
    message = N_("楼门只能归到网格，微网格要在同一个网格下面。")


class PlacedTooEarly(DomainError):
    """History is never rewritten: a move starts no earlier than the placement it ends; on the same day it mends it."""

    status = 422
    message = N_("生效日期不能早于现在这次归属的开始日（%(since)s）。")


@dataclass(frozen=True)
class BuildingPlan:
    entrances: int = 1
    floors: int = 6
    rooms_per_floor: int = 2
    use: BuildingUse = BuildingUse.RESIDENTIAL


def found_building(
    session: Session,
    actor: Actor,
    *,
    grid_id: str,
    name: str,
    plan: BuildingPlan,
    estate: str = "",
    address: str = "",
    on: date | None = None,
) -> Building:
    """A building with its street doors and every room behind them, placed in one grid from the first day."""
    require_reach(session, actor, [grid_id])
    community_id = _community(session, grid_id, None)
    same = select(Building.id).where(
        Building.community_id == community_id, Building.estate == estate, Building.name == name
    )
    if session.exec(same).first() is not None:
        raise BuildingExists(field="name", label=estate + name)
    building = Building(
        community_id=community_id, estate=estate, name=name, floors=plan.floors, use=plan.use, address=address,
        initials=pinyin_of_words(estate + name)[1], position=int("".join(filter(str.isdigit, name)) or 0),
    )  # fmt: skip
    session.add(building)
    session.flush()
    for number in range(1, plan.entrances + 1):
        _found_entrance(session, building, number, grid_id, on or clock.today())
    session.flush()
    for entrance in session.exec(select(Entrance).where(Entrance.building_id == building.id)):
        session.add_all(_rooms(building, entrance, plan.rooms_per_floor))
    session.flush()
    history.record(session, actor, "found_building", building, after={"label": building.label})
    return building


def change_building(
    session: Session, actor: Actor, building: Building, *, use: BuildingUse | None = None, address: str | None = None
) -> Building:
    """What a list from an office may mend; doors and rooms are changed one by one, they carry people."""
    require_reach(session, actor, [building.community_id])
    before = {"use": building.use.value, "address": building.address}
    building.use, building.address = use or building.use, building.address if address is None else address
    session.flush()
    after = {"use": building.use.value, "address": building.address}
    history.record(session, actor, "change_building", building, before=before, after=after)
    return building


def door_token(community_id: str, building: tuple[str, str], entrance: str) -> str:
    """What the QR at a street door says, by its (compound, building) and name: typed in again after a loss, the same
    door answers to the card that already hangs there."""
    return vault.token("door", community_id, *building, entrance)


def place_entrances(
    session: Session,
    actor: Actor,
    entrances: Sequence[Entrance],
    *,
    grid_id: str,
    micro_grid_id: str | None,
    on: date,
    order_id: str | None = None,
    reason: str = "",
) -> None:
    """Ends today's placement the day before and begins the new one; the copies on the rows follow."""
    require_reach(session, actor, [grid_id])
    community_id = _community(session, grid_id, micro_grid_id)
    for entrance in entrances:
        if entrance.community_id != community_id:
            raise NotAGrid(field="grid_id")
        _move(session, entrance, grid_id, micro_grid_id, on, order_id)
        after = {"grid": grid_id, "micro_grid": micro_grid_id, "on": on.isoformat()}
        history.record(session, actor, "place_entrance", entrance, after=after, reason=reason)


def _move(
    session: Session, entrance: Entrance, grid_id: str, micro_grid_id: str | None, on: date, order_id: str | None
) -> None:
    open_one = session.exec(
        select(Placement).where(Placement.entrance_id == entrance.id, col(Placement.valid_to).is_(None))
    ).first()
    if open_one is not None and on < open_one.valid_from:
        raise PlacedTooEarly(field="on", since=open_one.valid_from)
    if open_one is not None and on == open_one.valid_from:
        open_one.grid_id, open_one.micro_grid_id, open_one.order_id = grid_id, micro_grid_id, order_id
    else:
        if open_one is not None:
            open_one.valid_to = on - timedelta(days=1)
        session.add(_placement(entrance, grid_id, micro_grid_id, on, order_id))
    session.flush()
    _copy_grid(session, entrance, grid_id, micro_grid_id)


def _copy_grid(session: Session, entrance: Entrance, grid_id: str, micro_grid_id: str | None) -> None:
    tally_services.touch(
        session, entrance.community_id, entrance.grid_id, entrance.micro_grid_id, grid_id, micro_grid_id
    )
    entrance.grid_id, entrance.micro_grid_id = grid_id, micro_grid_id
    session.flush()
    homes: Any = select(Household.id).where(
        Household.building_id == entrance.building_id, Household.entrance_id == entrance.id
    )
    for statement in (
        update(Dwelling).where(col(Dwelling.entrance_id) == entrance.id).values(grid_id=grid_id),
        update(Household)
        .where(col(Household.building_id) == entrance.building_id, col(Household.entrance_id) == entrance.id)
        .values(grid_id=grid_id, micro_grid_id=micro_grid_id),
        update(Resident).where(col(Resident.household_id).in_(homes)).values(grid_id=grid_id),
    ):
        session.execute(statement.execution_options(synchronize_session="fetch"))


def _community(session: Session, grid_id: str, micro_grid_id: str | None) -> str:
    grid = org_queries.unit(session, grid_id)
    if grid.kind is not UnitKind.GRID:
        raise NotAGrid(field="grid_id")
    if micro_grid_id is not None and org_queries.unit(session, micro_grid_id).parent_id != grid_id:
        raise NotAGrid(field="micro_grid_id")
    return str(grid.parent_id)


def _found_entrance(session: Session, building: Building, number: int, grid_id: str, on: date) -> None:
    entrance = Entrance(
        community_id=building.community_id, building_id=building.id, grid_id=grid_id, name=f"{number}门",
        position=number,
        token=door_token(building.community_id, (building.estate, building.name), f"{number}门"),
    )  # fmt: skip
    session.add(entrance)
    session.flush()
    session.add(_placement(entrance, grid_id, None, on, None))


def _placement(
    entrance: Entrance, grid_id: str, micro_grid_id: str | None, on: date, order_id: str | None
) -> Placement:
    return Placement(
        community_id=entrance.community_id, entrance_id=entrance.id, grid_id=grid_id, micro_grid_id=micro_grid_id,
        valid_from=on, order_id=order_id,
    )  # fmt: skip


def _rooms(building: Building, entrance: Entrance, rooms_per_floor: int) -> list[Dwelling]:
    return [
        Dwelling(
            community_id=building.community_id,
            grid_id=entrance.grid_id,
            building_id=building.id,
            entrance_id=entrance.id,
            floor=floor,
            room=f"{floor}{number:02d}",
            position=number,
        )
        for floor in range(1, building.floors + 1)
        for number in range(1, rooms_per_floor + 1)
    ]
