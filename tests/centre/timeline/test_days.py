"""A day in the past tells what it told then, whatever has been split, renamed or moved since."""

from datetime import date, timedelta

from sqlmodel import Session

from tests.conftest import HouseClient
from tests.door.visits.conftest import Stair
from tests.door.visits.conftest import stair as stair
from tests.door.visits.test_knocks import knock
from tests.town import Town
from webapp.centre.overview.level_queries import get_level
from webapp.centre.timeline import compare_queries, queries, rules
from webapp.core.data import db
from webapp.core.time import clock
from webapp.people.accounts.permissions import Action
from webapp.people.org import queries as org
from webapp.register.boundaries import services as boundaries
from webapp.register.register.models import Entrance, Household


def split(town: Town, on: date) -> str:
    """Grid 1 becomes two grids, and the door of the stair goes to the second. Returns the second's id."""
    with db.transaction() as session:
        actor = town.actor("he", Action.CHANGE_ORGANISATION)
        _, second = boundaries.split_unit(
            session, actor, org.unit(session, town.grid1), names=["东一网格", "西一网格"], on=on, reason="户数超过五百"
        )
        return second.id


def level(session: Session, town: Town, unit: str = "community"):  # type: ignore[no-untyped-def]
    return get_level(session, town.actor("he", Action.SEE_OVERVIEW), town.units[unit])


def test_the_day_before_a_split_shows_the_old_grid_with_its_worker_and_coverage(
    session: Session, town: Town, stair: Stair
) -> None:
    knock(town, stair.home)
    today = clock.today()
    split(town, today)
    session.rollback()
    then = queries.stood(session, level(session, town), today - timedelta(days=1))
    assert then is not None
    [grid] = [one for one in then.below if one.id == town.grid1]
    assert (grid.name, grid.homes, grid.posts) == ("第一网格", 3, ["王秀英"])
    now = queries.stood(session, level(session, town), today)
    assert now is not None
    assert {one.name for one in now.below} == {"东一网格", "西一网格", "第二网格"}
    assert (now.homes, now.reached) == (3, 1), "the same doors, the same visits, whoever has them"


def test_the_same_report_in_both_boundaries_and_the_order_between(
    client: HouseClient, session: Session, town: Town, stair: Stair
) -> None:
    knock(town, stair.home)
    today = clock.today()
    second = split(town, today)
    with db.transaction() as writing:
        home = writing.get_one(Household, stair.home)
        door = writing.get_one(Entrance, home.entrance_id)
        actor = town.actor("he", Action.CHANGE_ORGANISATION)
        boundaries.move_entrances(
            writing, actor, [door], target=org.unit(writing, second), on=today, reason="按楼栋划分"
        )
    session.rollback()
    here = level(session, town)
    then = queries.stood(session, here, today - timedelta(days=1))
    assert then is not None
    orders = compare_queries.orders_since(session, here, today - timedelta(days=1))
    assert {one.reason for one in orders} == {"户数超过五百", "按楼栋划分"}
    was = queries.stood(session, here, today)
    assert was is not None
    told = {one.name: (one.was, one.now) for one in compare_queries.visits(session, here, was, today)}
    assert told["西一网格"][1] == 1
    assert sum(pair[0] for pair in told.values()) == sum(pair[1] for pair in told.values()) == 1
    page = client.sign_in(town.he).get(f"/timeline/{town.community}?on={today - timedelta(days=1)}")
    words = page.get_data(as_text=True)
    assert page.status_code == 200 and "按楼栋划分" in words and "第一网格" in words
    door_page = client.get(f"/timeline/doors/{door.id}?on={today - timedelta(days=1)}").get_data(as_text=True)
    assert "那天归第一网格" in door_page and "西一网格" in door_page


def test_before_its_founding_a_place_points_to_where_it_came_from(
    client: HouseClient, session: Session, town: Town, stair: Stair
) -> None:
    second = split(town, clock.today())
    words = client.sign_in(town.he).get(f"/timeline/{second}?on=2025-06-01").get_data(as_text=True)
    assert "那天还没有这个地方" in words and f"/timeline/{town.grid1}" in words


def test_nobody_is_named_above_the_community(client: HouseClient, town: Town) -> None:
    client.sign_in(town.he)
    assert "王秀英" in client.get(f"/timeline/{town.community}").get_data(as_text=True)
    assert "王秀英" not in client.get(f"/timeline/{town.street}").get_data(as_text=True)


def test_strangers_and_wrong_roles(client: HouseClient, town: Town) -> None:
    client.sign_in(town.far_host)
    assert client.get(f"/timeline/{town.community}").status_code == 404
    assert client.sign_in(town.wang).get("/timeline").status_code == 403


def test_the_machine_has_one_direction() -> None:
    today = date(2026, 6, 18)
    assert rules.day_of("2027-01-01", today) == today
    assert rules.day_of("nonsense", today) == date(2026, 5, 19)
    assert rules.day_of("0001-01-01", today) == date(2026, 5, 19)
    assert rules.day_of("2025-02-03", today) == date(2025, 2, 3)
