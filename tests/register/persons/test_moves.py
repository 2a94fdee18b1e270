"""One person, several homes over time."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.lines import lines_about
from tests.register.register import homes
from tests.town import Town
from webapp.core.data import db
from webapp.core.time.clock import today
from webapp.core.web.errors import NotFound
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.notices.models import Notice
from webapp.register.persons import move_services, queries
from webapp.register.persons.models import ElsewhereKind, Transfer, TransferState
from webapp.register.register import queries as register
from webapp.register.register.models import Household, HouseholdMember, Relation, Resident


@pytest.fixture
def li(town: Town, session: Session) -> Actor:
    return town.actor("li", Action.CHANGE_REGISTER)


@pytest.fixture
def far(town: Town, session: Session) -> Actor:
    return town.actor("far_host", Action.CHANGE_REGISTER)


def street(session: Session, town: Town) -> tuple[Household, Household, Resident]:
    """Two homes of the community; the son lives in the first, with his mother."""
    building = homes.build(session, town)
    first = homes.settle(session, town, building)
    second = homes.settle(session, town, building, room="501", head="马宁")
    return first, second, homes.add(session, town, first)


def memberships(session: Session, person: Resident) -> list[HouseholdMember]:
    query = select(HouseholdMember).where(HouseholdMember.resident_id == person.id)
    return sorted(session.exec(query), key=lambda one: one.id)


def test_a_move_closes_one_home_and_opens_the_next_of_the_same_person(session: Session, town: Town, li: Actor) -> None:
    with db.transaction() as session:
        first, second, son = street(session, town)
        move_services.move(session, li, son, door="3-2-501", relation=Relation.TENANT, on=today())
    before, after = memberships(session, son)
    assert (before.household_id, before.valid_to) == (first.id, today())
    assert (after.household_id, after.valid_to, after.relation) == (second.id, None, Relation.TENANT)
    assert son.household_id == second.id
    lines = queries.homes_of(session, li, son)
    assert [(line.place, line.valid_to) for line in lines] == [(second.label, None), (first.label, today())]
    assert lines_about(session, son.id)[0].verb == "move_resident"


def test_the_head_leaves_and_the_next_takes_the_door(session: Session, town: Town, li: Actor) -> None:
    with db.transaction() as session:
        first, _, son = street(session, town)
        head = register.list_members(session, first)[0][1]
        move_services.move(session, li, head, door="3-2-501", relation=Relation.PARENT, on=today())
    (member, left), = register.list_members(session, first)
    assert (left.id, member.relation, first.head_name) == (son.id, Relation.HEAD, son.name)


def test_an_empty_room_becomes_the_home_of_whoever_moves_in_and_an_empty_home_closes(
    session: Session, town: Town, li: Actor
) -> None:
    with db.transaction() as session:
        first, _, son = street(session, town)
        mother = register.list_members(session, first)[0][1]
        move_services.move(session, li, son, door="3-1-302", relation=Relation.CHILD, on=today())
        move_services.move(session, li, mother, door="3-1-302", relation=Relation.PARENT, on=today())
    new = session.get_one(Household, str(son.household_id))
    assert (new.door, new.head_name, new.id) == ("3-1-302", son.name, mother.household_id)
    assert memberships(session, son)[1].relation is Relation.HEAD
    assert first.moved_out_on == today()


@pytest.mark.parametrize(
    ("asked", "error", "field"),
    [
        ({"door": "9-9-999"}, move_services.DoorUnknown, "door"),
        ({"door": "3-2-602"}, move_services.SameHome, "door"),
        ({"on": today() + timedelta(days=2)}, move_services.NotThatDay, "on"),
        ({"relation": Relation.HEAD}, move_services.HeadStays, "relation"),
    ],
)
def test_what_cannot_be_is_refused(
    session: Session, town: Town, li: Actor, asked: dict[str, object], error: type[Exception], field: str
) -> None:
    told = {"door": "3-2-501", "relation": Relation.CHILD, "on": today(), **asked}
    with db.transaction() as session:
        _, _, son = street(session, town)
    with pytest.raises(error) as refusal, db.transaction() as session:
        move_services.move(session, li, son, **told)  # type: ignore[arg-type]
    assert refusal.value.field == field  # type: ignore[attr-defined]
    assert len(memberships(db.session(), son)) == 1


def test_who_left_comes_back_as_the_same_person(session: Session, town: Town, li: Actor) -> None:
    with db.transaction() as session:
        first, _, son = street(session, town)
        move_services.go_away(session, li, son, on=today())
        assert (son.household_id, son.left_on) == (None, today())
        with pytest.raises(move_services.NotThatDay):
            move_services.move(
                session, li, son, door="3-2-602", relation=Relation.CHILD, on=today() - timedelta(days=1)
            )
        move_services.move(session, li, son, door="3-2-602", relation=Relation.CHILD, on=today())
    assert (son.household_id, son.left_on, len(memberships(session, son))) == (first.id, None, 2)


def test_another_community_takes_the_person_over_with_the_history(
    session: Session, town: Town, li: Actor, far: Actor
) -> None:
    with db.transaction() as session:
        first, _, son = street(session, town)
        far_home = homes.settle(session, town, homes.build(session, town, grid="far_grid", host="far_host"),
                                host="far_host")  # fmt: skip
        sent = move_services.send_on(session, li, son, to_id=town.far_community, on=today())
        with pytest.raises(move_services.UnderWay):
            move_services.send_on(session, li, son, to_id=town.far_community, on=today())
    with pytest.raises(NotFound):
        register.get_resident(session, far, son.id)
    told = session.exec(select(Notice).where(Notice.account_id == town.far_host)).one()
    assert (told.url, told.details) == (f"/register/arrivals/{sent.id}", {"name": "冬梅轩社区"})
    (arrival,) = queries.list_arrivals(session, far)
    assert (arrival.person.id, arrival.from_name) == (son.id, "冬梅轩社区")
    assert not queries.list_arrivals(session, li)
    with db.transaction() as session:
        move_services.take_over(session, far, sent, door="3-2-602", relation=Relation.TENANT, on=today())
    assert (son.community_id, son.grid_id, son.household_id) == (town.far_community, town.far_grid, far_home.id)
    assert [line.place for line in queries.homes_of(session, far, son)] == [far_home.label, "冬梅轩社区"]
    with pytest.raises(NotFound):
        register.get_resident(session, li, son.id)
    (past,) = register.former_members(session, li, first)
    assert (past.name, past.valid_to, past.is_near) == (son.name, today(), False)
    with pytest.raises(move_services.TransferSettled), db.transaction() as session:
        move_services.take_over(session, far, sent, door="3-2-602", relation=Relation.TENANT, on=today())


def test_nobody_came_and_the_old_community_is_told(session: Session, town: Town, li: Actor, far: Actor) -> None:
    with db.transaction() as session:
        first, _, son = street(session, town)
        sent = move_services.send_on(session, li, son, to_id=town.far_community, on=today())
        move_services.decline(session, far, sent, words="那一户没有这个人")
    assert session.exec(select(Notice).where(Notice.account_id == town.li)).one().url.endswith(son.id)
    told = queries.describe_transfer(session, son)
    assert told is not None and told[0].words == "那一户没有这个人"
    with db.transaction() as session:
        move_services.move(session, li, son, door="3-2-602", relation=Relation.CHILD, on=today())
    assert son.household_id == first.id
    assert queries.describe_transfer(session, son) is None


def test_coming_back_withdraws_what_still_waits(session: Session, town: Town, li: Actor, far: Actor) -> None:
    with db.transaction() as session:
        _, _, son = street(session, town)
        move_services.send_on(session, li, son, to_id=town.far_community, on=today())
        move_services.move(session, li, son, door="3-2-602", relation=Relation.CHILD, on=today())
    assert session.exec(select(Transfer)).one().state is TransferState.WITHDRAWN
    assert not queries.list_arrivals(session, far)


def test_a_community_that_is_none_and_the_own_one_are_refused(session: Session, town: Town, li: Actor) -> None:
    with db.transaction() as session:
        _, _, son = street(session, town)
    for to_id, error in ((town.far_grid, NotFound), (town.community, move_services.OwnCommunity)):
        with pytest.raises(error), db.transaction() as session:
            move_services.send_on(session, li, son, to_id=to_id, on=today())


def test_a_home_that_is_only_known_of(session: Session, town: Town, li: Actor) -> None:
    """Registered here, lives there: one home to knock at, one to know of."""
    with db.transaction() as session:
        _, second, son = street(session, town)
        at = {"on": today() - timedelta(days=30)}
        old = move_services.note_elsewhere(session, li, son, kind=ElsewhereKind.REGISTERED, words="河北省沧州市", **at)
        new = move_services.note_elsewhere(session, li, son, kind=ElsewhereKind.REGISTERED, words="3-2-501", on=today())
    assert (old.valid_to, old.words, new.household_id, new.words) == (today(), "河北省沧州市", second.id, "")
    assert [where for _, where in queries.elsewhere_of(session, son)] == [second.label]
    assert [one.id for _, one in register.list_members(session, second)] != [son.id]
    assert len(register.list_members(session, second)) == 1
    with db.transaction() as session:
        move_services.end_elsewhere(session, li, son, new)
        move_services.end_elsewhere(session, li, son, new)
    assert not queries.elsewhere_of(session, son)


def test_the_pages_of_a_move(app: Flask, client: HouseClient, town: Town) -> None:
    with app.app_context(), db.transaction() as session:
        first, _, son = (one.id for one in street(session, town))
        homes.settle(session, town, homes.build(session, town, grid="far_grid", host="far_host"), host="far_host")
    li = client.sign_in(town.li)
    page = li.get(f"/register/residents/{son}").text
    assert "住过的地方" in page and "现在住这里" in page
    assert "名都园社区" in li.get(f"/register/residents/{son}/move").text
    bad = li.post(f"/register/residents/{son}/home", data={"door": "9", "relation": "child", "on": str(today())})
    assert bad.status_code == 422 and "没有找到这个门牌" in bad.text and 'value="9"' in bad.text
    told = {"door": "3-2-501", "relation": "tenant", "on": str(today())}
    assert li.post(f"/register/residents/{son}/home", data=told).status_code == 303
    assert "住过这里的人" in li.get(f"/register/households/{first}").text
    known = {"kind": "registered", "words": "外省", "on": str(today())}
    assert li.post(f"/register/residents/{son}/elsewhere", data=known).status_code == 303
    assert "外省" in li.get(f"/register/residents/{son}/elsewhere").text
    sent = {"to_id": town.far_community, "on": str(today())}
    assert li.post(f"/register/residents/{son}/transfer", data=sent).status_code == 303
    assert "等那边接手" in li.get(f"/register/residents/{son}").text
    assert li.post(f"/register/residents/{son}/transfer", data=sent).status_code == 422
    stranger = client.sign_in(town.stranger)
    assert stranger.get(f"/register/residents/{son}/move").status_code == 404
    far = client.sign_in(town.far_host)
    assert "冬梅轩社区" in far.get("/register/arrivals").text
    with app.app_context():
        waiting = db.session().exec(select(Transfer.id)).one()
    assert far.get(f"/register/arrivals/{waiting}").status_code == 200
    assert client.sign_in(town.li).get(f"/register/arrivals/{waiting}").status_code == 404
    far = client.sign_in(town.far_host)
    url = f"/register/arrivals/{waiting}"
    assert far.post(f"{url}/home", data={"door": "3-9", "relation": "child", "on": str(today())}).status_code == 422
    done = far.post(f"{url}/home", data={"door": "3-2-602", "relation": "child", "on": str(today())})
    assert done.headers["Location"].endswith(f"/register/residents/{son}")
    assert far.get(f"/register/residents/{son}").status_code == 200
    again = far.post(f"{url}/refusal", data={"words": "没有来"})
    assert again.status_code == 409 or "已经有人办过" in again.text
