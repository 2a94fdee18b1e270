"""Silence is weighed against its like; somebody is sent there with a task that counts as every other."""

from datetime import timedelta

from sqlmodel import Session, select

from tests.casework.dispatch import ground
from tests.conftest import HouseClient
from tests.register.register import homes
from tests.town import Town
from webapp.casework.dispatch.models import Task, TaskOrder
from webapp.centre.silence import rules
from webapp.centre.silence.rules import Place
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.register.register.models import Entrance, Household


def test_a_place_is_weighed_against_its_like_not_against_itself() -> None:
    places = [Place("a", "1门", "里", 20, 0), Place("b", "2门", "里", 20, 10), Place("c", "3门", "里", 20, 8)]
    [found] = rules.silent(places)
    assert (found.place.id, found.usual, round(found.expected)) == ("a", 18 / 40, 9)


def test_where_all_are_quiet_nobody_is_silent() -> None:
    assert not rules.silent([Place("a", "1门", "里", 20, 0), Place("b", "2门", "里", 20, 1)])
    assert not rules.silent([Place("a", "1门", "里", 20, 0)]), "alone it has no like"
    assert not rules.silent([Place("a", "1门", "里", 4, 0), Place("b", "2门", "里", 20, 20)]), "too few homes"


def test_a_topic_heard_by_one_channel() -> None:
    counts = [("噪声", "hotline", 7), ("停车", "visit", 4), ("停车", "relay", 3), ("积水", "visit", 1)]
    assert [(one.name, one.source, one.households) for one in rules.one_channel(counts, 5)] == [("噪声", "hotline", 7)]


def quiet_stair(town: Town) -> str:
    """Two staircases of one estate: one speaks, the other does not. Returns the silent entrance."""
    with db.transaction() as session:
        silent = None
        for name, speaks in (("1号楼", True), ("2号楼", False)):
            building = homes.build(session, town, name=name)
            for room in ("602", "601", "502", "501", "402", "401"):
                home = homes.settle(session, town, building, room=room)
                row = session.get_one(Household, home.id)
                if speaks:
                    row.last_visited_at, row.last_outcome = clock.now(), "fine"
                else:
                    silent = row.entrance_id
        assert silent
        return silent


def test_the_street_sees_it_and_sends_somebody_once(client: HouseClient, session: Session, town: Town) -> None:
    entrance = quiet_stair(town)
    with db.transaction() as writing:
        duty = next(iter(ground.list_duties(writing, town).values()))
    client.sign_in(town.li)
    page = client.get("/silence").get_data(as_text=True)
    assert f"/silence/{town.community}/{entrance}" in page
    given = {"id": ids.new(), "duty_id": duty, "due_on": (clock.today() + timedelta(days=3)).isoformat()}
    for _ in range(2):
        sent = client.post(f"/silence/{town.community}/{entrance}", data=given)
        assert sent.status_code == 303, sent.get_data(as_text=True)
    session.rollback()
    order = session.exec(select(TaskOrder)).one()
    task = session.exec(select(Task)).one()
    assert task.grid_id == session.get_one(Entrance, entrance).grid_id and "2号楼" in order.title


def test_without_a_duty_it_is_refused_at_the_field(client: HouseClient, session: Session, town: Town) -> None:
    entrance = quiet_stair(town)
    client.sign_in(town.li)
    answer = client.post(f"/silence/{town.community}/{entrance}", data={"due_on": clock.today().isoformat()})
    assert answer.status_code == 422
    session.rollback()
    assert session.exec(select(TaskOrder)).first() is None


def test_strangers_and_wrong_roles(client: HouseClient, session: Session, town: Town) -> None:
    entrance = quiet_stair(town)
    client.sign_in(town.far_host)
    assert client.get(f"/silence/{town.community}").status_code == 404
    assert client.post(f"/silence/{town.far_community}/{entrance}").status_code == 404
    assert client.sign_in(town.wang).get("/silence").status_code == 403
