"""接着走 reads as a walk: this staircase down, what it has left above, then the next one from the top."""

from datetime import datetime, timedelta

from webapp.core.time import clock
from webapp.door.visits import queries
from webapp.register.register.board_queries import Board, BoardEntrance, BuildingName, Door


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
    found = queries.next_door(board(), after, clock.today())
    return found[1].household_id if found else None


def test_down_this_staircase_then_what_is_left_above_then_the_next_one() -> None:
    assert following("21") == "11"
    assert following("11") == "31", "before the next staircase"
    assert following("22") == "12"
    assert following("12") == "32"
    assert following(None) == "31"
    assert following("somewhere else") == "31"


def test_a_finished_building_has_no_next_door() -> None:
    done = Board(BuildingName("b", "", "3号楼"), (staircase("1门", "31 21", lit="31 21"),))
    assert queries.next_door(done, "31", clock.today()) is None


def test_what_was_met_in_the_last_round_is_dark_again() -> None:
    old = clock.now() - timedelta(days=100)
    stale = Board(BuildingName("b", "", "3号楼"), (BoardEntrance("1门", "1门", ((3, (door("31", old),)),)),))
    assert queries.next_door(stale, None, clock.today()) is not None
