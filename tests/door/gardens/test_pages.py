"""Gardens over HTTP: founded from a round, drawn, given out, tapped at the sign; strangers and bad input."""

from datetime import date

import pytest
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.door.gardens.test_gardens import PLAN, found, keep, plots
from tests.register.register import homes
from tests.town import Town
from webapp.casework.cases.models import GridCase
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.door.gardens.models import Care, Garden, Keeping, Waiting
from webapp.people.accounts.permissions import Action
from webapp.register.register import place_services
from webapp.register.register.models import Building, Entrance, Resident


@pytest.fixture
def garden(session: Session, town: Town) -> Garden:
    with db.transaction():
        return found(session, town)


def test_a_host_founds_a_garden_draws_it_and_prints_its_papers(
    client: HouseClient, town: Town, session: Session
) -> None:
    with db.transaction():
        building = homes.build(session, town)
    client.sign_in(town.li)
    told = {
        "name": "冬梅轩微花园", "building_id": building.id, "place": "南侧绿地", "land": "shared",
        "approval": "征求意见",
        "area": "180.5", "budget": "6000", "width": "20", "height": "12",
    }  # fmt: skip
    assert client.get("/gardens/").status_code == client.get("/gardens/new").status_code == 200
    bad = client.post("/gardens/", data={**told, "area": "很大", "width": "9999"})
    assert (bad.status_code, bad.get_data(as_text=True).count("大于 0 的数") >= 2) == (422, True)
    where = client.post("/gardens/", data=told).location
    assert client.post("/gardens/", data=told).status_code == 422, "the name is taken"
    assert client.get(where).status_code == 200
    bad = client.post(where, data={"plan": "1 0,0 900,0 900,10"})
    assert (bad.status_code, "画到外面" in bad.get_data(as_text=True)) == (422, True)
    home = client.post(where, data={"plan": PLAN}).location
    page = client.get(home).get_data(as_text=True)
    assert page.count("<polygon") == 3
    for paper in ("plan.pdf", "signs.pdf"):
        assert client.get(f"{home}/{paper}").data.startswith(b"%PDF")


def test_a_plot_is_kept_signed_named_and_ended(
    client: HouseClient, town: Town, session: Session, garden: Garden
) -> None:
    plot = plots(session, garden)[0]
    client.sign_in(town.li)
    where = f"/gardens/{garden.id}/plots/{plot.id}"
    assert client.get(f"{where}/agreement.pdf").status_code == 404
    told = {"keeper": "高阿姨", "phone": "13800000001", "until": "2099-01-01", "door": "9-9-999"}
    assert client.post(f"{where}/keeping", data=told).status_code == 422
    assert client.post(f"{where}/keeping", data={**told, "door": "", "phone": "123"}).status_code == 422
    assert client.post(f"{where}/keeping", data={**told, "door": ""}).status_code == 303
    assert client.post(f"{where}/keeping", data={**told, "door": ""}).status_code == 422, "taken"
    assert client.get(f"{where}/agreement.pdf").data.startswith(b"%PDF")
    assert client.post(f"{where}/signature").status_code == 303
    assert client.post(f"{where}/name", data={"shows": "yes"}).status_code == 303
    public = client.get(f"/garden/{garden.id}").get_data(as_text=True)
    assert "高阿姨" in public
    assert client.post(f"{where}/name", data={"shows": "no"}).status_code == 303
    assert "高阿姨" not in client.get(f"/garden/{garden.id}").get_data(as_text=True)
    assert client.post(f"{where}/co-keeper").status_code == 409
    assert client.post(f"{where}/end", data={}).status_code == 422
    assert client.post(f"{where}/end", data={"reason": "returned"}).status_code == 303
    assert client.post(f"{where}/signature").status_code == 409
    assert client.post(f"{where}/", data={"plants": "月季", "rests": "y"}).status_code == 303
    assert "月季" in client.get(where + "/").get_data(as_text=True)


def test_care_by_the_worker_and_at_the_sign(client: HouseClient, town: Town, session: Session, garden: Garden) -> None:
    with db.transaction():
        plot = plots(session, garden)[0]
        keep(session, town, plot)
    where = f"/gardens/{garden.id}/plots/{plot.id}/care"
    told = {"id": ids.new(), "plot_id": plot.id, "act": "watered"}
    client.sign_in(town.wang)
    for _ in range(2):
        assert client.post(where, data=told).status_code == 303
    assert client.post(where, data={**told, "act": "danced"}).status_code == 422
    assert client.sign_in(town.stranger).post(where, data=told).status_code == 404
    client.sign_out()
    assert "高" not in client.get(f"/garden/bed/{plot.token}").get_data(as_text=True)
    assert client.post(f"/garden/bed/{plot.token}/care", data={"act": "weeded"}).status_code == 303
    assert client.post(f"/garden/bed/{plot.token}/care", data={"act": ""}).status_code == 422
    assert client.get("/garden/bed/nothing").status_code == 404
    session.rollback()
    assert sorted(one.act.value for one in session.exec(select(Care))) == ["watered", "weeded"]


def test_care_from_a_phone_without_a_signal_is_one_row(
    client: HouseClient, town: Town, session: Session, garden: Garden
) -> None:
    plot = plots(session, garden)[0]
    client.sign_in(town.wang)
    one = {
        "id": ids.new(), "kind": "care", "version": 1, "fields": {"plot_id": [plot.id], "act": ["watered"]},
        "captured_at": clock.now().isoformat(),
    }  # fmt: skip
    for _ in range(2):
        answer = client.post("/sync", json={"records": [one]}, token=False, headers={"Sec-Fetch-Site": "same-origin"})
        assert answer.get_json()["results"][0]["state"] == "receipt"
    session.rollback()
    assert len(session.exec(select(Care)).all()) == 1


def test_anybody_registers_and_gets_a_number(client: HouseClient, session: Session, garden: Garden) -> None:
    told = {"keeper": "新邻居", "phone": "13900000001"}
    for _ in range(2):
        assert "您是 1 号" in client.post(f"/garden/{garden.id}/waiting", data=told).get_data(as_text=True)
    assert client.post(f"/garden/{garden.id}/waiting", data={"keeper": "x", "phone": "1"}).status_code == 422
    session.rollback()
    assert len(session.exec(select(Waiting)).all()) == 1


def test_the_queue_and_the_seasons_at_the_desk(
    client: HouseClient, town: Town, session: Session, garden: Garden
) -> None:
    plot = plots(session, garden)[0]
    client.sign_in(town.li)
    assert client.post(f"/gardens/{garden.id}/waiting", data={"keeper": "甲", "phone": ""}).status_code == 422
    client.post(f"/gardens/{garden.id}/waiting", data={"keeper": "甲", "phone": "13900000002"})
    client.post(f"/gardens/{garden.id}/waiting", data={"keeper": "乙", "phone": "13900000003"})
    assert client.post(f"/gardens/{garden.id}/plots/{plot.id}/next").status_code == 303
    session.rollback()
    assert [one.keeper for one in session.exec(select(Keeping))] == ["甲"]
    last = session.exec(select(Waiting).where(Waiting.number == 2)).one()
    assert client.post(f"/gardens/{garden.id}/waiting/{last.id}/end").status_code == 303
    days = {f"m{n}": "3" for n in range(1, 13)}
    assert client.get("/gardens/seasons").status_code == 200
    assert client.post("/gardens/seasons", data={**days, "m7": "0"}).status_code == 422
    assert client.post("/gardens/seasons", data=days).status_code == 303


def test_a_danger_in_a_bed_becomes_a_case(client: HouseClient, town: Town, session: Session, garden: Garden) -> None:
    plot = plots(session, garden)[0]
    client.sign_in(town.wang)
    where = f"/gardens/{garden.id}/plots/{plot.id}"
    assert client.post(f"{where}/danger", data={"category": "CLUTTER"}).status_code == 422
    answer = client.post(f"{where}/danger", data={"category": "CLUTTER", "words": "树根顶着燃气管"})
    assert answer.location.startswith("/cases/")
    session.rollback()
    assert "1号地块" in session.exec(select(GridCase.place)).one()


def test_a_worker_of_another_grid_and_a_wrong_role_are_kept_out(
    client: HouseClient, town: Town, garden: Garden
) -> None:
    for who, status in (("ma", 404), ("stranger", 404), ("qian", 403)):
        assert client.sign_in(town.accounts[who]).get(f"/gardens/{garden.id}").status_code == status
    assert client.sign_in(town.wang).post(f"/gardens/{garden.id}/plan", data={"plan": PLAN}).status_code == 403


def test_the_street_door_leads_to_rounds_and_gardens(
    client: HouseClient, town: Town, session: Session, garden: Garden
) -> None:
    token = session.exec(select(Entrance.token)).first()
    page = client.get(f"/door/{token}").get_data(as_text=True)
    where = f"/garden/near/{town.community}"
    assert where in page
    assert "冬梅轩微花园" in client.get(where).get_data(as_text=True)
    assert "这里还没有" in client.get(f"/garden/near/{town.far_community}").get_data(as_text=True)
    assert client.get(f"/garden/near/{town.grid1}").status_code == 404


def test_a_door_that_two_compounds_have_is_the_gardens_own(
    client: HouseClient, town: Town, session: Session, garden: Garden
) -> None:
    own = session.get_one(Building, garden.building_id)
    with db.transaction() as writing:
        host = town.actor("li", Action.CHANGE_REGISTER)
        for estate in ("夏荷轩", "秋棠轩"):
            other = place_services.found_building(
                writing, host, grid_id=town.units["grid1"], estate=estate, name="9号楼",
                plan=place_services.BuildingPlan(entrances=2), on=date(2025, 1, 1),
            )  # fmt: skip
            homes.settle(writing, town, other)
        mine = homes.settle(writing, town, homes.build(writing, town, name="9号楼"))
        home, label = mine.id, mine.label
    assert label.startswith(own.estate)
    plot = plots(session, garden)[0]
    where = f"/gardens/{garden.id}/plots/{plot.id}/keeping"
    told = {"keeper": "王桂芬", "phone": "13800000001", "until": "2099-01-01", "door": "9-2-602"}
    assert client.sign_in(town.li).post(where, data=told).status_code == 303
    session.rollback()
    kept = session.exec(select(Keeping.resident_id).where(Keeping.plot_id == plot.id)).one()
    assert kept is not None and session.get_one(Resident, kept).household_id == home
