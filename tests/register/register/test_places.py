from datetime import date, timedelta

import pytest
from sqlmodel import Session

from tests.register.register import homes
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.people.accounts.permissions import Action
from webapp.register.register import board_queries, place_services, queries


def test_the_board_has_entrances_floors_and_doors_in_walking_order(session: Session, town: Town) -> None:
    with db.transaction() as session:
        building = homes.build(session, town)
        homes.settle(session, town, building)
    board = board_queries.board(session, town.actor("wang", Action.SEE_REGISTER), building.id)
    assert [entrance.name for entrance in board.entrances] == ["1门", "2门"]
    assert [floor for floor, _ in board.entrances[0].floors] == [6, 5, 4, 3, 2, 1]
    door = next(door for door in board.entrances[1].doors if door.room == "602")
    assert (door.head, door.floor, door.last_outcome) == ("王*芬", 6, "")
    assert sum(door.household_id is not None for entrance in board.entrances for door in entrance.doors) == 1


def test_a_building_is_founded_once(session: Session, town: Town) -> None:
    with db.transaction() as session:
        homes.build(session, town)
    with pytest.raises(place_services.BuildingExists), db.transaction() as session:
        homes.build(session, town)


def test_nobody_builds_in_a_foreign_grid(session: Session, town: Town) -> None:
    with pytest.raises(NotFound), db.transaction() as session:
        homes.build(session, town, grid="far_grid")


def test_a_moved_entrance_belongs_to_one_grid_on_any_day(session: Session, town: Town) -> None:
    moved_on = date(2026, 6, 1)
    with db.transaction() as session:
        building = homes.build(session, town)
        home = homes.settle(session, town, building)
        actor = town.actor("li", Action.CHANGE_REGISTER)
        entrance = queries.get_entrance(session, actor, home.entrance_id)
        place_services.place_entrances(
            session, actor, [entrance], grid_id=town.grid2, micro_grid_id=None, on=moved_on, reason="网格调整"
        )
    assert queries.grid_on(session, entrance.id, moved_on - timedelta(days=1)) == town.grid1
    assert queries.grid_on(session, entrance.id, moved_on) == town.grid2
    assert queries.get_household(session, town.actor("ma", Action.SEE_REGISTER), home.id).grid_id == town.grid2
    with pytest.raises(NotFound):
        queries.get_household(session, town.actor("wang", Action.SEE_REGISTER), home.id)
    lines = queries.list_buildings(session, town.actor("wang", Action.SEE_REGISTER))
    assert [(line.label, line.entrances, line.households) for line in lines] == [("冬梅轩3号楼", 1, 0)]


def test_a_move_never_rewrites_history(session: Session, town: Town) -> None:
    with db.transaction() as session:
        building = homes.build(session, town)
    actor = town.actor("li", Action.CHANGE_REGISTER)
    with pytest.raises(place_services.PlacedTooEarly), db.transaction() as session:
        entrances = queries.list_entrances(session, actor, building.id)
        place_services.place_entrances(
            session, actor, entrances, grid_id=town.grid2, micro_grid_id=None, on=date(2024, 12, 31)
        )


def test_a_micro_grid_must_lie_in_the_grid(session: Session, town: Town) -> None:
    with db.transaction() as session:
        building = homes.build(session, town)
    actor = town.actor("li", Action.CHANGE_REGISTER)
    with pytest.raises(place_services.NotAGrid), db.transaction() as session:
        entrances = queries.list_entrances(session, actor, building.id)
        place_services.place_entrances(
            session, actor, entrances, grid_id=town.grid2, micro_grid_id=town.micro1, on=clock.today()
        )


def test_door_tokens_are_long_and_never_running_numbers(session: Session, town: Town) -> None:
    with db.transaction() as session:
        building = homes.build(session, town)
    tokens = {
        entrance.token
        for entrance in queries.list_entrances(session, town.actor("li", Action.SEE_REGISTER), building.id)
    }
    assert len(tokens) == 2
    assert all(len(token) == 16 for token in tokens)


def test_the_phone_carries_the_grid_and_only_the_tail_of_a_number(session: Session, town: Town) -> None:
    with db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town))
        homes.add(session, town, home, phone="13800138000")
    cards = queries.households_of_grid(session, town.actor("wang", Action.SEE_REGISTER), town.grid1)
    assert [card.label for card in cards] == ["冬梅轩3号楼2门602"]
    assert [member["tail"] for member in cards[0].members] == ["", "8000"]
    assert "13800138000" not in str(cards)
    assert queries.households_of_grid(session, town.actor("stranger", Action.SEE_REGISTER), town.grid1) == []
