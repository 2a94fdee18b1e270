"""The keeper: stations, models, copies, labels, repairs, and how much each is used."""

import pytest
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.exchange.loans.ground import MONDAY, days, ground, on
from tests.town import Town
from webapp.core.data import db
from webapp.exchange.loans import return_services as returns
from webapp.exchange.tools.models import ClosedDay, Station, Ticket, Tool, ToolModel, ToolState

STATION = {
    "name": "便民工具站", "venue": "名都园物业管理中心", "weekdays": ["0", "1"], "opens": "09:00", "closes": "17:30",
}  # fmt: skip
MODEL = {"name": "电钻", "kind": "power", "loan_days": "2", "renewals": "1", "limit_each": "1"}


def test_a_station_a_model_and_copies_are_written_down_and_numbered(
    client: HouseClient, session: Session, town: Town
) -> None:
    client.sign_in(town.qian)
    assert "还没有站点" in client.get("/lending").get_data(as_text=True)
    assert client.post("/tool-shelf/stations", data=STATION).status_code == 303
    twice = client.post("/tool-shelf/stations", data=STATION)
    assert (twice.status_code, "换个名字" in twice.get_data(as_text=True)) == (422, True)
    turned = client.post("/tool-shelf/stations", data=STATION | {"name": "北门", "closes": "08:00"})
    assert (turned.status_code, "关门要晚于开门" in turned.get_data(as_text=True)) == (422, True)
    more = MODEL | {"accessories": "钻头盒、护目镜\n深度尺", "value": "380.5", "safety_note": "戴护目镜"}
    assert client.post("/tool-shelf/models", data=more).status_code == 303
    session.rollback()
    model, station = session.exec(select(ToolModel)).one(), session.exec(select(Station)).one()
    assert (model.accessories, model.value_cents) == (["钻头盒", "护目镜", "深度尺"], 38050)
    for path, bad in (("models", MODEL | {"loan_days": "0"}), ("models", MODEL | {"value": "三百"}), ("models", MODEL)):
        assert client.post(f"/tool-shelf/{path}", data=bad).status_code == 422
    copies = f"/tool-upkeep/models/{model.id}/copies"
    assert client.post(copies, data={"station_id": station.id, "count": "0"}).status_code == 422
    assert client.post(copies, data={"station_id": station.id, "count": "3"}).status_code == 303
    session.rollback()
    numbers = session.exec(select(Tool.number)).all()
    assert len(set(numbers)) == 3 and all(len(number) == 6 for number in numbers)
    changed = client.post(f"/tool-shelf/models/{model.id}", data=more | {"loan_days": "5"})
    assert changed.status_code == 303
    changed = client.post(f"/tool-shelf/stations/{station.id}", data=STATION | {"weekdays": ["5"]})
    assert changed.status_code == 303
    session.rollback()
    session.expire_all()
    assert (session.get_one(ToolModel, model.id).loan_days, session.get_one(Station, station.id).weekdays) == (5, [5])


def test_the_label_sheet_has_a_code_and_a_number_for_every_copy(
    client: HouseClient, session: Session, town: Town
) -> None:
    with db.transaction():
        place = ground(session, town, "手推车", "电钻")
    client.sign_in(town.qian)
    page = client.get("/tool-shelf/labels").get_data(as_text=True)
    assert page.count('class="qr"') == 3
    number = place.tool().number
    assert f"{number[:3]} {number[3:]}" in page
    paper = client.get(f"/tool-shelf/labels.pdf?model={place.models['电钻'].id}")
    assert (paper.mimetype, paper.data[:5]) == ("application/pdf", b"%PDF-")
    assert client.get("/tool-shelf/labels?model=nothing").status_code == 404


def test_a_copy_is_repaired_inspected_moved_retired_and_found(
    client: HouseClient, session: Session, town: Town
) -> None:
    with db.transaction():
        place = ground(session, town, "电钻")
    client.sign_in(town.qian)
    base = f"/tool-upkeep/copies/{place.tool('电钻').id}"
    assert client.post(f"{base}/tickets", data={"words": ""}).status_code == 422
    assert client.post(f"{base}/tickets", data={"words": "不转"}).status_code == 303
    again = client.post(f"{base}/tickets", data={"words": "不转"})
    assert (again.status_code, "已经在修" in again.get_data(as_text=True)) == (409, True)
    session.rollback()
    ticket = session.exec(select(Ticket.id)).one()
    assert client.post(f"/tool-upkeep/tickets/{ticket}/end", data={"cost": "35"}).status_code == 303
    assert client.post(f"{base}/inspection").status_code == 303
    assert client.post(f"{base}/move", data={"station_id": place.station.id}).status_code == 303
    bare = client.post(f"{base}/loss", data={"why": ""})
    said = bare.get_data(as_text=True)
    assert bare.status_code == 422 and said.count('<details class="fold" open>') == 1, "not at 报废 as well"
    assert client.post(f"{base}/loss", data={"why": "清点少了"}).status_code == 303
    assert "清点少了" in client.get(base).get_data(as_text=True)
    assert client.post(f"{base}/finding").status_code == 303
    assert client.post(f"{base}/retirement", data={"why": "烧了"}).status_code == 303
    assert client.post(f"{base}/retirement", data={"why": "烧了"}).status_code == 409
    session.rollback()
    session.expire_all()
    assert session.get_one(Tool, place.tool("电钻").id).state is ToolState.RETIRED


def test_a_closed_day_is_shown_at_the_door(client: HouseClient, session: Session, town: Town) -> None:
    with on(MONDAY):
        with db.transaction():
            place = ground(session, town)
        client.sign_in(town.qian)
        address = f"/tool-upkeep/stations/{place.station.id}"
        told = {"on": (MONDAY + days(3)).isoformat(), "why": "端午放假"}
        assert client.post(f"{address}/closed-days", data={"on": "2026-06-01", "why": "x"}).status_code == 422
        assert client.post(f"{address}/closed-days", data=told).status_code == 303
        assert client.post(f"{address}/closed-days", data=told).status_code == 422
        assert "端午放假" in client.get(address).get_data(as_text=True)
        assert "端午放假" in client.sign_out().get("/tools").get_data(as_text=True)
    session.rollback()
    assert len(session.exec(select(ClosedDay)).all()) == 1


@pytest.mark.parametrize("who", ["qian", "li", "chen"])
def test_use_tells_what_is_lent_late_lost_and_what_nobody_wants(
    client: HouseClient, session: Session, town: Town, who: str
) -> None:
    with on(MONDAY), db.transaction():
        place = ground(session, town, "手推车", "轮椅")
        loan = place.lend(session, place.tool(), place.person(session))
    with on(MONDAY + days(4)):
        with db.transaction():
            returns.give_back(session, place.actor, loan)
        page = client.sign_in(town.accounts[who]).get("/tool-upkeep/use").get_data(as_text=True)
        rows = page.split("<tbody>")[1].split("</tr>")
        assert "轮椅" in rows[0] and "没人借过" in rows[0]
        assert "手推车" in rows[1] and "没人借过" not in rows[1]
        if who == "chen":
            assert client.get("/lending").status_code == 403
            assert client.get("/tool-upkeep").status_code == 403
