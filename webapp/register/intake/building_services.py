"""Buildings without their people as a list of the office: every door and room behind it from the first day."""

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session, col, func, select

from webapp.core.text.i18n import N_
from webapp.people.org import queries as org
from webapp.register.intake.cell_rules import choice, numbered, text, whole
from webapp.register.intake.kind_rules import Field, Ground, Kind, Known, Values
from webapp.register.register import place_services
from webapp.register.register.models import USE_WORDS, Building, BuildingUse, Dwelling, Entrance, PlaceState
from webapp.register.register.search_rules import BUILDING_TAIL, place_number


def _survey(session: Session, community_id: str) -> Ground:
    grids = org.grids_of(session, community_id)
    doors = _counted(session, Entrance, community_id)
    rooms = _counted(session, Dwelling, community_id)
    placed = select(Entrance.building_id, Entrance.grid_id).where(Entrance.community_id == community_id)
    homes = dict(session.exec(placed.order_by(col(Entrance.position).desc())).all())  # its first door decides
    names = {key: name for name, key in grids.items()}
    query = select(Building).where(Building.community_id == community_id, Building.state != PlaceState.DEMOLISHED)
    known = [
        Known(one.id, {
            "grid": names.get(homes.get(one.id, ""), ""), "estate": one.estate, "name": one.name,
            "entrances": doors.get(one.id, 0), "floors": one.floors,
            "rooms_per_floor": _each(rooms.get(one.id, 0), doors.get(one.id, 0) * one.floors),
            "use": one.use, "address": one.address,
        })
        for one in session.exec(query.order_by(col(Building.estate), col(Building.position), col(Building.name)))
    ]  # fmt: skip
    return Ground(community_id, known, {"grid": grids})


def _counted(session: Session, model: Any, community_id: str) -> dict[str, int]:
    query = select(model.building_id, func.count()).where(model.community_id == community_id)
    return dict(session.exec(query.group_by(model.building_id)).all())


def _each(rooms: int, floors: int) -> int | None:
    """Nothing where a building grew door by door and has no even number."""
    return rooms // floors if floors and rooms % floors == 0 else None


def _key(values: Values) -> tuple[str, ...]:
    return "building", values["estate"], place_number(values["name"], BUILDING_TAIL)


def _check(ground: Ground, values: Values) -> Iterator[tuple[str, str, Values]]:
    """3栋 for what stands in the register as 3号楼 is that building, and no new name for it."""
    same = (one.values["name"] for one in ground.known if _key(one.values) == _key(values))
    values["name"] = next(same, values["name"])
    yield from ()


def _add(session: Session, actor: Any, ground: Ground, values: Values) -> None:
    plan = place_services.BuildingPlan(
        entrances=values["entrances"], floors=values["floors"], rooms_per_floor=values["rooms_per_floor"],
        use=values["use"] or BuildingUse.RESIDENTIAL,
    )  # fmt: skip
    place_services.found_building(
        session, actor, grid_id=ground.places["grid"][values["grid"]], name=values["name"], plan=plan,
        estate=values["estate"], address=values["address"],
    )  # fmt: skip


def _change(session: Session, actor: Any, ground: Ground, known_id: str, changed: Values) -> None:
    place_services.change_building(session, actor, session.get_one(Building, known_id), **changed)


BUILDINGS = Kind(
    "buildings", N_("楼栋"), N_("按小区和楼名认。已经有的楼，导入只改用途和门牌地址；门和房间在楼的页面上改。"),
    (
        Field("grid", N_("网格"), required=True, example="第一网格", read=text(80, must=True), refers="grid",
              is_fixed=True),
        Field("estate", N_("小区"), example="冬梅轩", read=text(40)),
        Field("name", N_("楼"), required=True, example="3号楼", read=numbered(40, "号楼")),
        Field("entrances", N_("几个门"), required=True, example="3", read=whole(1, 30, must=True), is_fixed=True),
        Field("floors", N_("几层"), required=True, example="6", read=whole(1, 80, must=True), is_fixed=True),
        Field("rooms_per_floor", N_("每层每门几户"), required=True, example="2", read=whole(0, 40, must=True),
              is_fixed=True),
        Field("use", N_("做什么用"), choices=tuple(USE_WORDS.values()), example="住宅", words=USE_WORDS,
              read=choice(USE_WORDS, must=False)),
        Field("address", N_("门牌地址"), example="军粮城大街 18 号", read=text(120), width=30),
    ),
    lambda values: [_key(values)], _survey, _add, _change, _check,
)  # fmt: skip
KINDS = (BUILDINGS,)
