"""Streets are split and merged, communities go from one to another: ids stay, paths and dates tell the rest."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from tests.casework.cases.conftest import Open
from tests.casework.cases.conftest import open_case as open_case
from tests.conftest import HouseClient
from tests.register.boundaries.test_boundaries import build, unit
from tests.town import Town
from webapp.casework.cases.models import GridCase
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.models import Post, PostKind, Role
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import reaches
from webapp.people.notices import queries as notices
from webapp.people.org import queries as org
from webapp.people.org.models import Unit
from webapp.register.boundaries import services
from webapp.register.register import queries as register

ON = date(2026, 6, 1)


def test_a_split_street_keeps_its_communities_and_their_ids(session: Session, town: Town) -> None:
    with db.transaction() as session:
        home = build(session, town)
        actor = town.actor("he", Action.CHANGE_ORGANISATION)
        east, west = services.split_unit(
            session, actor, unit(session, town, "street"), names=["东街道", "西街道"], on=ON, reason="人口增长"
        )
    community = org.unit(session, town.community)
    assert (community.parent_id, community.path.startswith(east.path)) == (east.id, True)
    assert [one.id for one in org.children(session, east.id, clock.today())] == [town.community]
    assert org.children(session, west.id, clock.today()) == []
    assert [(version.parent_id, version.valid_to) for version in org.versions(session, town.community)] == [
        (east.id, None), (town.street, ON - timedelta(days=1)),
    ]  # fmt: skip
    chen = town.actor("chen", Action.SEE_REGISTER)
    assert [hat.unit_id for hat in chen.hats] == [east.id]
    assert register.get_household(session, chen, home.id).id == home.id
    assert register.get_household(session, town.actor("wang", Action.SEE_REGISTER), home.id).id == home.id
    assert town.actor("wang").community_id == town.community
    assert reaches(session, chen, town.street), "what was recorded at the old street is read by the new one"
    assert notices.accounts_on_duty(session, town.street) == [town.chen]


def test_a_community_goes_on_the_day_of_the_split_and_back_later(session: Session, town: Town) -> None:
    with db.transaction() as session:
        home = build(session, town)
        actor = town.actor("he", Action.CHANGE_ORGANISATION)
        street = unit(session, town, "street")
        _, west = services.split_unit(session, actor, street, names=["东", "西"], on=ON, reason="一")
        here = org.unit(session, town.community)
        services.transfer_communities(session, actor, [here], target=west, on=ON, reason="一")
    newest = org.versions(session, town.community)[0]
    assert (newest.parent_id, newest.valid_from) == (west.id, ON)
    with pytest.raises(NotFound):
        register.get_household(session, town.actor("chen", Action.SEE_REGISTER), home.id)
    with db.transaction() as session:
        target, moved = org.unit(session, town.far_street), org.unit(session, town.community)
        services.transfer_communities(session, actor, [moved], target=target, on=date(2026, 7, 1), reason="二")
    grid = org.unit(session, town.grid1)
    assert grid.path.startswith(org.unit(session, town.far_street).path)
    assert [one.name for one in org.ancestors(session, grid)] == ["东丽区", "华新街道", "冬梅轩社区", "第一网格"]
    assert register.get_household(session, town.actor("li", Action.SEE_REGISTER), home.id).id == home.id


def test_streets_merge_and_nobody_loses_a_post(session: Session, town: Town) -> None:
    with db.transaction() as session:
        home = build(session, town)
        actor = town.actor("he", Action.CHANGE_ORGANISATION)
        units = [unit(session, town, "street"), unit(session, town, "far_street")]
        whole = services.merge_units(session, actor, units, name="新街道", on=ON, reason="机构改革")
    assert {one.id for one in org.children(session, whole.id, clock.today())} == {town.community, town.far_community}
    assert {one.id for one in org.predecessors(session, whole.id)} == {town.street, town.far_street}
    chen = town.actor("chen", Action.SEE_REGISTER)
    assert reaches(session, chen, town.far_grid) and reaches(session, chen, home.grid_id)
    for closed in (town.street, town.far_street):
        assert org.unit(session, closed).valid_to == ON - timedelta(days=1)


def test_open_cases_and_covers_follow_a_merged_grid(session: Session, town: Town, open_case: Open) -> None:
    opened = open_case()
    until = clock.today() + timedelta(days=9)
    with db.transaction() as session:
        build(session, town)
        cover = Post(
            account_id=town.wang, role=Role.GRID_WORKER, unit_id=town.grid2, kind=PostKind.COVER,
            valid_from=date(2026, 1, 1), valid_to=until,
        )  # fmt: skip
        only = Post(
            account_id=town.stranger, role=Role.GRID_WORKER, unit_id=town.grid2, kind=PostKind.COVER,
            valid_from=date(2026, 1, 1), valid_to=until,
        )  # fmt: skip
        session.add_all([cover, only])
        session.flush()
        actor = town.actor("he", Action.CHANGE_ORGANISATION)
        units = [unit(session, town, "grid2"), unit(session, town, "grid1")]
        whole = services.merge_units(session, actor, units, name="大网格", on=ON, reason="人员调整")
    posts = session.exec(select(Post).where(Post.unit_id == whole.id))
    held = {(post.account_id, post.kind, post.valid_to) for post in posts}
    assert (town.wang, PostKind.MAIN, None) in held and (town.stranger, PostKind.COVER, until) in held
    assert len([one for one in held if one[0] == town.wang]) == 1
    case = session.get_one(GridCase, opened.id)
    assert (case.grid_id, case.lead_unit_id) == (whole.id, whole.id)
    assert accounts.holder_of(session, whole.id, Role.GRID_WORKER, clock.today()) is not None


def test_what_may_not_be(session: Session, town: Town) -> None:
    actor = town.actor("he", Action.CHANGE_ORGANISATION)
    grid, community = unit(session, town, "grid1"), unit(session, town, "community")
    street = unit(session, town, "far_street")
    with pytest.raises(services.NoCommunityChosen), db.transaction() as session:
        services.transfer_communities(session, actor, [], target=street, on=ON, reason="试")
    with pytest.raises(services.OnlyToStreet), db.transaction() as session:
        services.transfer_communities(session, actor, [grid], target=street, on=ON, reason="试")
    with pytest.raises(services.OnlyToStreet), db.transaction() as session:
        services.transfer_communities(session, actor, [community], target=grid, on=ON, reason="试")
    with pytest.raises(services.OnlyGrids), db.transaction() as session:
        services.merge_units(session, actor, [community, community], name="甲", on=ON, reason="试")
    assert db.session().get_one(Unit, town.community).parent_id == town.street


def test_over_http(client: HouseClient, town: Town) -> None:
    why = {"on": "2026-06-01", "reason": "机构改革"}
    district = client.sign_in(town.he)
    page = district.get(f"/organisation/{town.street}").text
    assert "把社区划给别的街道" in page and "拆分" in page
    told = {**why, "communities": [town.community], "target_id": town.far_street}
    assert district.post(f"/organisation/{town.street}/communities", data=told).status_code == 303
    assert "冬梅轩社区" in district.get(f"/organisation/{town.far_street}").text
    refused = district.post(f"/organisation/{town.street}/communities", data=told)
    assert refused.status_code == 422
    split = district.post(f"/organisation/{town.far_street}/parts", data={**why, "names": "甲街道\n乙街道"})
    assert split.status_code == 303 and "冬梅轩社区" in district.get(split.headers["Location"]).text
    for who in (town.chen, town.li):
        assert client.sign_in(who).post(f"/organisation/{town.street}/communities", data=told).status_code == 403
