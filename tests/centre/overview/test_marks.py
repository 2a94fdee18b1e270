"""楼在图上哪里: the host clicks buildings on the community's picture; the figures colour them there."""

import io
from typing import Any

from PIL import Image
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.door.visits.conftest import Stair
from tests.door.visits.conftest import stair as stair
from tests.town import Town
from webapp.centre.overview import plan_rules
from webapp.centre.overview.models import PlanMark
from webapp.core.data import ids
from webapp.register.register.models import Building


def brought(client: HouseClient, town: Town, size: tuple[int, int] = (600, 400)) -> str:
    picture = io.BytesIO()
    Image.new("RGB", size, "white").save(picture, "PNG")
    picture.seek(0)
    client.sign_in(town.li)
    assert client.post(f"/overview/{town.community}/plan", data={"picture": (picture, "plan.png")}).status_code == 303
    return f"/overview/{town.community}/plan/marks/"


def marks(session: Session) -> list[tuple[str, int, int]]:
    session.rollback()
    return [(one.building_id, one.x, one.y) for one in session.exec(select(PlanMark))]


def test_a_click_on_the_picture_puts_a_building_there(
    client: HouseClient, session: Session, town: Town, stair: Stair
) -> None:
    at = brought(client, town)
    building = session.exec(select(Building.id).where(Building.community_id == town.community)).first()
    page = client.get(at).get_data(as_text=True)
    assert 'type="image"' in page and 'width="900" height="600"' in page
    told: dict[str, Any] = {"building_id": building, "at.x": "450", "at.y": "150"}
    assert client.post(at, data=told).status_code == 303
    assert marks(session) == [(building, 500, 250)]
    assert client.post(at, data={"building_id": building, "x": "10", "y": "90"}).status_code == 303
    assert marks(session) == [(building, 100, 900)]  # again: it stands where it was put last
    for who, where in ((town.li, town.community), (town.chen, town.grid1)):
        shown = client.sign_in(who).get(f"/overview/{where}").get_data(as_text=True)
        assert 'class="pin reached' in shown and "看数字" in shown
    for _ in range(2):
        assert client.sign_in(town.li).post(f"{at}{building}/removal").status_code == 303
    assert marks(session) == []


def test_what_is_no_spot_is_asked_again(client: HouseClient, session: Session, town: Town, stair: Stair) -> None:
    at = brought(client, town)
    building = session.exec(select(Building.id).where(Building.community_id == town.community)).first()
    for told in ({}, {"at.x": "0", "at.y": "0"}, {"x": "120", "y": "5"}, {"x": "5"}, {"at.x": "-4", "at.y": "x"}):
        answer = client.post(at, data={"building_id": building, **told})
        assert answer.status_code == 422 and "有问题" in answer.get_data(as_text=True), told
    assert client.post(at, data={"building_id": ids.new(), "at.x": "5", "at.y": "5"}).status_code == 422
    assert client.post(at, data={"at.x": "5", "at.y": "5"}).status_code == 422
    assert marks(session) == []


def test_a_new_picture_begins_without_marks_and_others_have_no_door(
    client: HouseClient, session: Session, town: Town, stair: Stair
) -> None:
    at = brought(client, town)
    building = session.exec(select(Building.id).where(Building.community_id == town.community)).first()
    told = {"building_id": building, "at.x": "450", "at.y": "150"}
    assert client.post(at, data=told).status_code == 303
    assert client.sign_in(town.far_host).post(at, data=told).status_code == 404
    assert client.sign_in(town.wang).post(at, data=told).status_code == 403
    assert client.sign_in(town.li).get(f"/overview/{town.grid1}/plan/marks/").status_code == 404
    brought(client, town, (300, 300))
    assert '<g class="pin' not in client.get(f"/overview/{town.community}").get_data(as_text=True)


def test_a_click_is_read_in_thousandths() -> None:
    assert plan_rules.clicked("900", "600", 600, 400) == (1000, 1000)
    assert plan_rules.clicked("0", "3", 600, 400) == (0, 5)
    assert plan_rules.clicked("99999", "99999", 1, 1) == (1000, 1000)
    assert plan_rules.clicked("0", "0", 600, 400) is None and plan_rules.clicked(None, "4", 1, 1) is None
