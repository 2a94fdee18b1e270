"""Posts decide what may be done and how far it reaches: cover, hand-over, two hats, the minute of leaving."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.web.errors import Forbidden, NotFound
from webapp.people.accounts import handover_services, queries, services
from webapp.people.accounts.models import Account, Handover, Post, PostKind, Role
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor, reaches


def account(session: Session, town: Town, name: str) -> Account:
    return session.get_one(Account, town.accounts[name])


def post_of(session: Session, town: Town, name: str) -> Post:
    return queries.posts_of(session, town.accounts[name], clock.today())[0]


def fresh(session: Session, town: Town, name: str) -> Actor:
    session.rollback()
    return town.actor(name)


@pytest.mark.parametrize(
    ("name", "unit", "seen"),
    [
        ("wang", "grid1", True), ("wang", "grid2", False), ("wang", "community", False), ("li", "grid2", True),
        ("li", "far_grid", False), ("chen", "grid1", True), ("chen", "far_grid", False), ("he", "far_grid", True),
    ],
)  # fmt: skip
def test_reach_is_the_subtree_of_the_post(session: Session, town: Town, name: str, unit: str, seen: bool) -> None:
    assert reaches(session, town.actor(name), town.units[unit]) is seen


def test_a_second_hat_never_widens_the_first(session: Session, town: Town) -> None:
    with db.transaction() as writing:
        services.give_post(
            writing, None, account(writing, town, "wang"), role=Role.VOLUNTEER, unit_id=town.community,
            valid_from=clock.today(),
        )  # fmt: skip
    actor = fresh(session, town, "wang").wearing(Action.RECORD_VISIT)
    assert reaches(session, actor, town.grid1)
    assert not reaches(session, actor, town.grid2)


def test_a_stand_in_reaches_the_covered_grid_and_is_named(session: Session, town: Town) -> None:
    today = clock.today()
    with db.transaction() as writing:
        services.cover_post(
            writing, town.actor("li", Action.MANAGE_ACCOUNTS), post_of(writing, town, "wang"),
            account(writing, town, "ma"), valid_from=today, valid_to=today + timedelta(days=5),
        )  # fmt: skip
    ma = fresh(session, town, "ma").wearing(Action.RECORD_VISIT)
    assert reaches(session, ma, town.grid1)
    assert [hat.acting_for for hat in ma.hats if hat.unit_id == town.grid1] == [town.wang]
    assert queries.holder_of(session, town.grid1, Role.GRID_WORKER, today).name == "马超然"
    later = queries.hats_of(session, town.ma, today + timedelta(days=6))
    assert town.grid1 not in [hat.unit_id for hat in later]


def test_a_post_ends_the_minute_it_ends(client: HouseClient, session: Session, town: Town) -> None:
    client.sign_in(town.wang)
    assert client.get("/today").status_code == 200
    with db.transaction() as writing:
        actor = town.actor("li", Action.MANAGE_ACCOUNTS)
        services.end_post(writing, actor, post_of(writing, town, "wang"), last_day=clock.today() - timedelta(days=1))
    assert client.get("/today").status_code == 403


def test_nobody_makes_a_superior_or_an_equal(session: Session, town: Town) -> None:
    for role in (Role.HOST, Role.STREET, Role.DISTRICT, Role.AUDITOR):
        with pytest.raises(services.PostAboveOwn), db.transaction() as writing:
            services.give_post(
                writing, town.actor("li", Action.MANAGE_ACCOUNTS), account(writing, town, "ma"), role=role,
                unit_id=town.community, valid_from=clock.today(),
            )  # fmt: skip


def test_a_host_fills_posts_only_in_the_own_community(session: Session, town: Town) -> None:
    with pytest.raises(NotFound), db.transaction() as writing:
        services.give_post(
            writing, town.actor("li", Action.MANAGE_ACCOUNTS), account(writing, town, "ma"), role=Role.GRID_WORKER,
            unit_id=town.far_grid, valid_from=clock.today(),
        )  # fmt: skip


def test_the_same_post_twice_is_refused(session: Session, town: Town) -> None:
    with pytest.raises(services.PostTwice), db.transaction() as writing:
        services.give_post(
            writing, None, account(writing, town, "wang"), role=Role.GRID_WORKER, unit_id=town.grid1,
            valid_from=clock.today(),
        )  # fmt: skip


def test_a_volunteer_cannot_act_as_worker(town: Town, session: Session) -> None:
    with pytest.raises(Forbidden):
        town.actor("zhao", Action.RECORD_VISIT)


def test_a_hand_over_moves_the_post_when_all_three_have_signed(session: Session, town: Town) -> None:
    with db.transaction() as writing:
        paper = handover_services.draw_up_handover(
            writing, town.actor("li", Action.HAND_OVER), unit_id=town.grid1, giver=account(writing, town, "wang"),
            taker=account(writing, town, "ma"), note="钥匙在传达室", open_count=0,
        )  # fmt: skip
    moved = []
    for name in ("wang", "ma", "li"):
        with db.transaction() as writing:
            paper = writing.exec(select(Handover)).one()
            moved.append(handover_services.sign_handover(writing, town.actor(name), paper))
    assert moved == [False, False, True]
    assert fresh(session, town, "wang").hats == ()
    assert {hat.unit_id for hat in fresh(session, town, "ma").hats} == {town.grid1, town.grid2}


def test_the_ab_cover_takes_over_for_good(session: Session, town: Town) -> None:
    """The commonest hand-over there is: 马超 stands in for 王敏 until next week and signs for the post today."""
    with db.transaction() as writing:
        post = writing.exec(select(Post).where(Post.account_id == town.wang, Post.unit_id == town.grid1)).one()
        services.cover_post(
            writing, town.actor("li", Action.MANAGE_ACCOUNTS), post, account(writing, town, "ma"),
            valid_from=clock.today() - timedelta(days=1), valid_to=clock.today() + timedelta(days=6),
        )  # fmt: skip
        handover_services.draw_up_handover(
            writing, town.actor("li", Action.HAND_OVER), unit_id=town.grid1, giver=account(writing, town, "wang"),
            taker=account(writing, town, "ma"), note="", open_count=0,
        )  # fmt: skip
    for name in ("wang", "ma", "li"):
        with db.transaction() as writing:
            paper = writing.exec(select(Handover)).one()
            handover_services.sign_handover(writing, town.actor(name), paper)
    session.rollback()
    held = session.exec(select(Post).where(Post.account_id == town.ma, Post.unit_id == town.grid1)).all()
    now = [one for one in held if one.is_held(clock.today())]
    assert [(one.kind, one.valid_to) for one in now] == [(PostKind.MAIN, None)]
    assert {one.kind for one in held} == {PostKind.MAIN, PostKind.COVER}


def test_a_cover_that_begins_today_or_later_ends_with_the_hand_over(session: Session, town: Town) -> None:
    for days in (0, 3):
        with db.transaction() as writing:
            post = writing.exec(select(Post).where(Post.account_id == town.wang, Post.unit_id == town.grid1)).one()
            services.cover_post(
                writing, town.actor("li", Action.MANAGE_ACCOUNTS), post, account(writing, town, "ma"),
                valid_from=clock.today() + timedelta(days=days), valid_to=clock.today() + timedelta(days=days + 1),
            )  # fmt: skip
    with db.transaction() as writing:
        handover_services.draw_up_handover(
            writing, town.actor("li", Action.HAND_OVER), unit_id=town.grid1, giver=account(writing, town, "wang"),
            taker=account(writing, town, "ma"), note="", open_count=0,
        )  # fmt: skip
    for name in ("wang", "ma", "li"):
        with db.transaction() as writing:
            handover_services.sign_handover(writing, town.actor(name), writing.exec(select(Handover)).one())
    session.rollback()
    for day in (clock.today(), clock.today() + timedelta(days=3)):
        held = session.exec(select(Post).where(Post.account_id == town.ma, Post.unit_id == town.grid1)).all()
        assert [one.kind for one in held if one.is_held(day)] == [PostKind.MAIN]


def test_a_stranger_cannot_sign_a_hand_over(session: Session, town: Town) -> None:
    with db.transaction() as writing:
        paper = handover_services.draw_up_handover(
            writing, town.actor("li", Action.HAND_OVER), unit_id=town.grid1, giver=account(writing, town, "wang"),
            taker=account(writing, town, "ma"), note="", open_count=0,
        )  # fmt: skip
    with pytest.raises(NotFound):
        queries.get_handover(session, town.actor("stranger", Action.HAND_OVER), paper.id)


def test_people_pages_work_over_http(client: HouseClient, town: Town) -> None:
    client.sign_in(town.li)
    assert "王秀英" in client.get("/people/").get_data(as_text=True)
    person = {
        "name": "胡新", "login": "huxin", "role": "grid_worker", "unit_id": town.grid2, "valid_from": "2026-01-01",
    }  # fmt: skip
    answer = client.post("/people/", data=person)
    assert answer.status_code == 200
    assert "首次密码" in answer.get_data(as_text=True)
    again = client.post("/people/", data=person)
    assert again.status_code == 422
    assert "已经有账号" in again.get_data(as_text=True)
    above = client.post("/people/", data={**person, "login": "boss", "role": "district"})
    assert above.status_code == 403
    assert "只能任命" in above.get_data(as_text=True)


def test_a_complaint_gets_a_receipt_and_an_answer(client: HouseClient, town: Town) -> None:
    answer = client.post("/complaint", data={"words": "同一张表填了三遍", "community_id": town.community})
    assert "receipt=" in answer.location
    client.sign_in(town.li)
    page = client.get("/complaints").get_data(as_text=True)
    assert "同一张表填了三遍" in page
    client.sign_in(town.far_host)
    assert "同一张表填了三遍" not in client.get("/complaints").get_data(as_text=True)


def test_the_people_list_is_in_the_order_of_names(client: HouseClient, town: Town) -> None:
    page = client.sign_in(town.li).get("/people/").get_data(as_text=True)
    names = ["李静", "马超然", "钱小梅", "吴霞", "王秀英", "赵国强", "郑丽"]  # by initials: wx, wxy
    places = [page.index(f">{name}</a>") for name in names]
    assert places == sorted(places)
