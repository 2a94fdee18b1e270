"""接着走 reads as a walk: this staircase down, what it has left above, then the next one from the top."""

from datetime import date, datetime, timedelta
from random import Random

import pytest
from sqlmodel import Session, select

from tests.register.register import homes
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.door.visits import walk_queries
from webapp.people.accounts.permissions import Action
from webapp.register.register import board_queries, place_services
from webapp.register.register.board_queries import Board, BoardEntrance, BuildingName, Door
from webapp.register.register.models import Household


def door(room: str, seen: datetime | None = None) -> Door:
    return Door(
        estate="冬梅轩", building="3号楼", entrance_id="e", entrance="1门", dwelling_id=None, room=room,
        floor=int(room[0]), household_id=room, head_name="王桂芳", is_key=False, last_outcome="fine" if seen else "",
        last_visited_at=seen,
    )  # fmt: skip


def staircase(name: str, rooms: str, lit: str = "") -> BoardEntrance:
    doors = tuple(door(room, clock.now() if room in lit.split() else None) for room in rooms.split())
    return BoardEntrance(name, name, tuple((one.floor, (one,)) for one in doors))


def board() -> Board:
    first, second = staircase("1门", "31 21 11", lit="21"), staircase("2门", "32 22 12", lit="22")
    return Board(BuildingName("b", "", "3号楼"), (first, second))


def following(after: str | None) -> str | None:
    found = walk_queries.next_door(board(), after, clock.today())
    return found.household_id if found else None


def test_down_this_staircase_then_what_is_left_above_then_the_next_one() -> None:
    assert following("21") == "11"
    assert following("11") == "31", "before the next staircase"
    assert following("22") == "12"
    assert following("12") == "32"
    assert following(None) == "31"
    assert following("somewhere else") == "31"


def test_a_finished_building_has_no_next_door() -> None:
    done = Board(BuildingName("b", "", "3号楼"), (staircase("1门", "31 21", lit="31 21"),))
    assert walk_queries.next_door(done, "31", clock.today()) is None


def test_what_was_met_in_the_last_round_is_dark_again() -> None:
    old = clock.now() - timedelta(days=100)
    stale = Board(BuildingName("b", "", "3号楼"), (BoardEntrance("1门", "1门", ((3, (door("31", old),)),)),))
    assert walk_queries.next_door(stale, None, clock.today()) is not None


@pytest.mark.parametrize("chance", range(4))
def test_a_page_that_reads_one_staircase_finds_the_same_door(session: Session, town: Town, chance: int) -> None:
    """Of three staircases, each home done, missed, seen long ago, seen and unsaid, or not seen."""
    drawn = Random(chance)
    homes_here = _settled(session, town, drawn)
    actor = town.actor("wang")
    whole = board_queries.board(session, actor, homes_here[0].building_id)
    for home in homes_here:
        wanted = walk_queries.next_door(whole, home.id, clock.today())
        assert walk_queries.door_after(session, actor, home, clock.today()) == wanted, home.label


def _settled(session: Session, town: Town, drawn: Random) -> list[Household]:
    seen = [("fine", timedelta(0))] * 12 + [("nobody", timedelta(0)), ("fine", timedelta(days=200)), ("", timedelta(0))]
    with db.transaction(session) as writing:
        plan = place_services.BuildingPlan(entrances=3)
        li = town.actor("li", Action.CHANGE_REGISTER)
        building = place_services.found_building(
            writing, li, grid_id=town.units["grid1"], estate="冬梅轩", name="9号楼", plan=plan, on=date(2025, 1, 1)
        )
        for room in ("602", "501", "101"):
            for entrance in range(3):
                home = homes.settle(writing, town, building, room=room, entrance=entrance)
                outcome, ago = drawn.choice(seen)
                home.last_outcome, home.last_visited_at = outcome, clock.now() - ago
    return list(session.exec(select(Household).where(Household.building_id == building.id)).all())


def test_a_stranger_finds_no_door_of_the_building(session: Session, town: Town) -> None:
    home = _settled(session, town, Random(0))[0]
    assert walk_queries.door_after(session, town.actor("stranger"), home, clock.today(), board()) is not None
    lit = Board(BuildingName("b", "", "9号楼"), (staircase("1门", "31", lit="31"),))
    assert walk_queries.door_after(session, town.actor("stranger"), home, clock.today(), lit) is None
