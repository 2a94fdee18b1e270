"""The frozen list: every dwelling behind the chosen doors as it stands at opening, and its first count."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from webapp.core.data import db, ids
from webapp.door.opinions.models import OpinionRound, RoundLine, RoundPlace, RoundTally, Standing
from webapp.door.opinions.paper_models import OwnedArea
from webapp.register.register.models import Building, Dwelling, Entrance, Household, PlaceState


def freeze(session: Session, asked: OpinionRound) -> int:
    """Writes the list and returns how many households it counts."""
    rows = _frozen(session, asked)
    session.flush()
    db.insert_many(session, RoundLine.__table__, rows)  # type: ignore[attr-defined]
    _open_tallies(session, asked, rows)
    return len(rows)


def _frozen(session: Session, asked: OpinionRound) -> list[dict[str, Any]]:
    home = (col(Household.dwelling_id) == Dwelling.id) & col(Household.moved_out_on).is_(None)
    query = (
        select(  # type: ignore[call-overload]
            Dwelling.id, Dwelling.grid_id, Dwelling.building_id, Dwelling.entrance_id, Dwelling.room,
            Building.estate, Building.name, Entrance.name.label("entrance"), Household.id.label("household_id"),  # type: ignore[attr-defined]
            OwnedArea.area, OwnedArea.owner_mark,
        )
        .join(RoundPlace, (col(RoundPlace.entrance_id) == Dwelling.entrance_id) & (RoundPlace.round_id == asked.id))
        .join(Entrance, col(Entrance.id) == Dwelling.entrance_id)
        .join(Building, col(Building.id) == Dwelling.building_id)
        .outerjoin(Household, home)
        .outerjoin(OwnedArea, col(OwnedArea.dwelling_id) == Dwelling.id)
        .where(Dwelling.state != PlaceState.DEMOLISHED)
        .order_by(
            Building.estate, Building.position, Building.name, Building.id, Entrance.position, Dwelling.floor,
            Dwelling.position, Dwelling.room,
        )
    )  # fmt: skip
    fresh = ids.stream()
    return [_line(asked, n, row, next(fresh)) for n, row in enumerate(session.exec(query))]


def _line(asked: OpinionRound, position: int, row: Any, id: str) -> dict[str, Any]:
    """A dwelling where nobody is registered is empty until somebody answers for it."""
    return {
        "id": id, "community_id": asked.community_id, "round_id": asked.id, "grid_id": row.grid_id,
        "building_id": row.building_id, "entrance_id": row.entrance_id, "dwelling_id": row.id,
        "household_id": row.household_id, "label": f"{row.estate}{row.name}{row.entrance}{row.room}", "room": row.room,
        "position": position, "area": row.area, "owner_mark": row.owner_mark or "",
        "standing": Standing.UNASKED if row.household_id else Standing.EMPTY,
        "tenant_standing": Standing.UNASKED, "ballot_id": None, "is_disputed": False, "tries": 0, "try_at": None,
    }  # fmt: skip


def _open_tallies(session: Session, asked: OpinionRound, rows: Sequence[dict[str, Any]]) -> None:
    tallies = {asked.id: RoundTally(community_id=asked.community_id, round_id=asked.id, place_id=asked.id, position=-1)}
    for row in rows:
        place = row["building_id"]
        if place not in tallies:
            tallies[place] = RoundTally(
                community_id=asked.community_id, round_id=asked.id, place_id=place, position=len(tallies),
                place=session.get_one(Building, place).label,
            )  # fmt: skip
        name = row["standing"].value
        for tally in (tallies[asked.id], tallies[place]):
            tally.total += 1
            setattr(tally, name, getattr(tally, name) + 1)
    session.add_all(tallies.values())
    session.flush()
