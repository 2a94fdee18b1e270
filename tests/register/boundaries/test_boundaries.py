from datetime import date, timedelta

import pytest
from flask import Flask
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.register.register import homes
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.models import Role
from webapp.people.accounts.permissions import Action
from webapp.people.org import queries as org
from webapp.people.org.models import ChangeOrder, OrderKind, Unit
from webapp.people.org.services import ChangeTooEarly
from webapp.register.boundaries import queries, services
from webapp.register.merchants import services as merchants
from webapp.register.merchants.models import Merchant
from webapp.register.register import queries as register
from webapp.register.register.models import Entrance, Household

ON = date(2026, 6, 1)


def build(session: Session, town: Town) -> Household:
    home = homes.settle(session, town, homes.build(session, town))
    actor = town.actor("li", Action.CHANGE_REGISTER)
    merchants.add_merchant(session, actor, grid_id=town.grid1, name="满意面馆")
    entrance = session.get_one(Entrance, home.entrance_id)
    district = town.actor("he", Action.CHANGE_ORGANISATION)
    micro = org.unit(session, town.micro1)
    services.move_entrances(session, district, [entrance], target=micro, on=date(2025, 2, 1), reason="按楼栋划分")
    return home


def unit(session: Session, town: Town, key: str) -> Unit:
    return queries.get_unit(session, town.actor("he", Action.CHANGE_ORGANISATION), town.units[key])


def test_a_split_hands_everything_to_the_first_part(session: Session, town: Town) -> None:
    with db.transaction() as session:
        home = build(session, town)
        actor = town.actor("he", Action.CHANGE_ORGANISATION)
        first, second = services.split_unit(
            session, actor, unit(session, town, "grid1"), names=["东一网格", "西一网格"], on=ON, reason="户数超过五百"
        )
    home = session.get_one(Household, home.id)
    assert home.grid_id == first.id
    assert register.grid_on(session, home.entrance_id, ON - timedelta(days=1)) == town.grid1
    assert register.grid_on(session, home.entrance_id, ON) == first.id
    assert session.exec(select(Merchant.grid_id)).one() == first.id
    micro = org.unit(session, home.micro_grid_id)
    assert (micro.name, micro.parent_id) == ("1号楼微网格", first.id)
    assert [old.id for old in org.predecessors(session, micro.id)] == [town.micro1]
    worker = accounts.holder_of(session, first.id, Role.GRID_WORKER, clock.today())
    head = accounts.holder_of(session, micro.id, Role.MICRO_HEAD, clock.today())
    assert (worker.name, head.name) == ("王秀英", "吴霞")
    assert accounts.holder_of(session, second.id, Role.GRID_WORKER, clock.today()) is None
    assert register.get_household(session, town.actor("wang", Action.SEE_REGISTER), home.id).id == home.id


def test_after_a_split_doors_are_moved_on_the_same_day(session: Session, town: Town) -> None:
    with db.transaction() as session:
        home = build(session, town)
        actor = town.actor("he", Action.CHANGE_ORGANISATION)
        _, second = services.split_unit(
            session, actor, unit(session, town, "grid1"), names=["甲", "乙"], on=ON, reason="户数超过五百"
        )
        doors = [session.get_one(Entrance, home.entrance_id)]
        services.move_entrances(session, actor, doors, target=second, on=ON, reason="户数超过五百")
    assert register.grid_on(session, home.entrance_id, ON) == second.id
    placements = register.list_placements(session, session.get_one(Entrance, home.entrance_id))
    assert [(placed.valid_from, placed.valid_to) for placed in placements] == [
        (ON, None), (date(2025, 2, 1), ON - timedelta(days=1)), (date(2025, 1, 1), date(2025, 1, 31)),
    ]  # fmt: skip


def test_a_merger_joins_doors_and_workers(session: Session, town: Town) -> None:
    with db.transaction() as session:
        home = build(session, town)
        actor = town.actor("he", Action.CHANGE_ORGANISATION)
        units = [unit(session, town, "grid1"), unit(session, town, "grid2")]
        whole = services.merge_units(session, actor, units, name="大网格", on=ON, reason="人员调整")
    assert session.get_one(Household, home.id).grid_id == whole.id
    assert {old.id for old in org.predecessors(session, whole.id)} == {town.grid1, town.grid2}
    for who in ("wang", "ma"):
        assert register.get_household(session, town.actor(who, Action.SEE_REGISTER), home.id)


def test_a_rename_keeps_the_id_and_the_old_name_of_its_day(session: Session, town: Town) -> None:
    with db.transaction() as session:
        actor = town.actor("he", Action.CHANGE_ORGANISATION)
        services.rename_unit(session, actor, unit(session, town, "grid1"), name="幸福网格", on=ON, reason="居民提议")
    assert org.unit(session, town.grid1).name == "幸福网格"
    assert org.name_on(session, town.grid1, ON - timedelta(days=1)) == "第一网格"
    assert session.exec(select(ChangeOrder.kind)).all() == [OrderKind.RENAME]


def test_a_new_grid_and_a_new_micro_grid(session: Session, town: Town) -> None:
    with db.transaction() as session:
        actor = town.actor("he", Action.CHANGE_ORGANISATION)
        grid = services.found_child(
            session, actor, unit(session, town, "community"), name="第三网格", on=ON, reason="新楼交付"
        )
        services.found_child(session, actor, grid, name="9号楼微网格", on=ON, reason="新楼交付")
    assert [one.name for one in org.children(session, grid.id, clock.today())] == ["9号楼微网格"]


def test_what_may_not_be(session: Session, town: Town) -> None:
    with db.transaction() as session:
        build(session, town)
    actor = town.actor("he", Action.CHANGE_ORGANISATION)
    grid, community = unit(session, town, "grid1"), unit(session, town, "community")
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(services.InFuture), db.transaction() as session:
        services.rename_unit(session, actor, grid, name="甲", on=tomorrow, reason="试")
    with pytest.raises(services.OnlyGrids), db.transaction() as session:
        services.split_unit(session, actor, community, names=["甲", "乙"], on=ON, reason="试")
    with pytest.raises(services.OnlyGrids), db.transaction() as session:
        services.found_child(session, actor, unit(session, town, "street"), name="甲", on=ON, reason="试")
    with pytest.raises(services.TwoNamesNeeded), db.transaction() as session:
        services.split_unit(session, actor, grid, names=["甲"], on=ON, reason="试")
    with pytest.raises(ChangeTooEarly), db.transaction() as session:
        services.split_unit(session, actor, grid, names=["甲", "乙"], on=date(2024, 1, 1), reason="试")
    with pytest.raises(services.NothingChosen), db.transaction() as session:
        services.move_entrances(session, actor, [], target=grid, on=ON, reason="试")
    assert unit(db.session(), town, "grid1").valid_to is None


# --- over HTTP ------------------------------------------------------------------------------------------------------


@pytest.fixture
def home(app: Flask, town: Town) -> str:
    with app.app_context(), db.transaction() as session:
        return build(session, town).entrance_id


def test_the_district_sees_the_tree_and_changes_it(client: HouseClient, town: Town, home: str) -> None:
    district = client.sign_in(town.he)
    assert "军粮城街道" in district.get("/organisation/").text
    address = f"/organisation/{town.grid1}"
    assert "冬梅轩3号楼2门" in district.get(address).text
    why = {"on": "2026-06-01", "reason": "年度调整"}
    assert district.post(f"{address}/name", data={**why, "name": "幸福网格"}).status_code == 303
    move = {**why, "on": "2026-06-02", "entrances": [home], "target_id": town.grid2}
    assert district.post(f"{address}/placements", data=move).status_code == 303
    fresh = {**why, "on": "2026-06-03"}
    merged = district.post(f"{address}/merger", data={**fresh, "others": [town.grid2], "name": "大网格"})
    assert merged.status_code == 303
    page = district.get(merged.headers["Location"]).text
    assert "由这些变来" in page
    assert "冬梅轩3号楼2门" in page
    split = district.post(f"{merged.headers['Location']}/parts", data={**why, "on": "2026-06-04", "names": "甲\n乙"})
    assert split.status_code == 303
    child = {**why, "name": "9号楼微网格"}
    assert district.post(f"/organisation/{town.grid1}/children", data=child).status_code in (303, 422)
    assert "已经撤销" in district.get(address).text


@pytest.mark.parametrize(
    ("act", "fields", "words"),
    [
        ("name", {"name": ""}, "这一项要填。"),
        ("name", {"name": "甲", "on": "2999-01-01"}, "最多提前两年排调整。"),
        ("name", {"name": "甲", "on": "2020-01-01"}, "生效日期不能早于上一次调整的日期"),
        ("parts", {"names": "只有一个"}, "至少写两个名称，一行一个。"),
        ("merger", {"name": "甲", "others": []}, "这一项要填。"),
        ("placements", {"target_id": "x"}, "请从给出的选项里选。"),
        ("children", {"name": "甲", "reason": ""}, "这一项要填。"),
    ],
)
def test_a_bad_order_is_refused_in_place(
    client: HouseClient, town: Town, home: str, act: str, fields: dict[str, object], words: str
) -> None:
    given = {"on": "2026-06-01", "reason": "年度调整", **fields}
    answer = client.sign_in(town.he).post(f"/organisation/{town.grid1}/{act}", data=given)
    assert answer.status_code == 422
    assert words in answer.text


def test_a_worker_looks_a_host_looks_nobody_else_changes(client: HouseClient, town: Town) -> None:
    for who in (town.wang, town.li, town.chen, town.zhou):
        person = client.sign_in(who)
        assert person.get("/organisation/").status_code == 200
        assert person.post(f"/organisation/{town.grid1}/name", data={}).status_code == 403
    assert client.sign_in(town.zhao).get("/organisation/").status_code == 403
    assert client.sign_in(town.stranger).get(f"/organisation/{town.grid1}").status_code == 404
    assert client.sign_in(town.chen).get(f"/organisation/{town.far_grid}").status_code == 404


def test_the_way_up_is_shown_only_to_those_who_may_go(client: HouseClient, town: Town) -> None:
    client.sign_in(town.wang)
    html = client.get("/organisation/").get_data(as_text=True)
    assert f"/organisation/{town.community}" not in html
