import io
import zipfile
from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import select

from tests.conftest import HouseClient
from tests.lines import lines_about
from tests.register.register import homes
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.register.intake import export_services
from webapp.register.intake.models import ExportRequest


@pytest.fixture
def asked(app: Flask, client: HouseClient, town: Town) -> str:
    with app.app_context(), db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town), head="=王桂芬")
        homes.add(session, town, home, phone="13800138000", id_number=homes.ID_NUMBER, health="糖尿病")
    fields = {"unit_id": town.grid1, "reason": "冬季供热逐户通知"}
    assert client.sign_in(town.li).post("/intake/exports/", data=fields).status_code == 303
    with app.app_context():
        return db.session().exec(select(ExportRequest.id)).one()


def content(answer_data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(answer_data)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


def test_one_asks_another_allows_the_first_takes_once(client: HouseClient, town: Town, app: Flask, asked: str) -> None:
    address = f"/intake/exports/{asked}"
    host = client.sign_in(town.li)
    assert host.post(f"{address}/file").status_code == 409
    assert host.post(f"{address}/decision", data={"allowed": "yes"}).status_code == 403
    street = client.sign_in(town.chen)
    assert "冬季供热逐户通知" in street.get("/intake/exports/").text
    assert street.post(f"{address}/decision", data={"allowed": "yes"}).status_code == 303
    assert street.post(f"{address}/decision", data={"allowed": "no"}).status_code == 409
    assert street.post(f"{address}/file").status_code == 404
    host = client.sign_in(town.li)
    taken = host.post(f"{address}/file")
    text = content(taken.data)
    assert "李静 导出，陈立 批准" in text
    assert "138****8000" in text
    for secret in ("13800138000", homes.ID_NUMBER, "糖尿病"):
        assert secret not in text
    assert "'=王桂芬" in text
    assert host.post(f"{address}/file").status_code == 409
    with app.app_context():
        verbs = [line.verb for line in lines_about(db.session(), asked)]
    assert verbs == ["take_export", "decide_export", "ask_export"]


def test_an_approval_is_good_for_a_day(client: HouseClient, town: Town, app: Flask, asked: str) -> None:
    client.sign_in(town.chen).post(f"/intake/exports/{asked}/decision", data={"allowed": "yes"})
    with app.app_context(), db.transaction() as session:
        row = session.get_one(ExportRequest, asked)
        row.decided_at = clock.now() - timedelta(days=2)
    assert client.sign_in(town.li).post(f"/intake/exports/{asked}/file").status_code == 409


def test_a_refusal_stays_a_refusal(client: HouseClient, town: Town, asked: str) -> None:
    client.sign_in(town.chen).post(f"/intake/exports/{asked}/decision", data={"allowed": "no"})
    host = client.sign_in(town.li)
    assert "没有同意" in host.get("/intake/exports/").text
    assert host.post(f"/intake/exports/{asked}/file").status_code == 409


def test_a_request_needs_a_reason_a_place_in_reach_and_a_bearable_size(
    client: HouseClient, town: Town, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    host = client.sign_in(town.li)
    assert host.post("/intake/exports/", data={"unit_id": town.grid1}).status_code == 422
    assert host.post("/intake/exports/", data={"unit_id": town.far_grid, "reason": "看看别处"}).status_code == 422
    monkeypatch.setattr(export_services, "MOST", 1)
    answer = host.post("/intake/exports/", data={"unit_id": town.grid1, "reason": "冬季供热逐户通知"})
    assert "按网格分开申请" in answer.text


def test_strangers_and_wrong_roles(client: HouseClient, town: Town, asked: str) -> None:
    for act in ("decision", "file"):
        assert client.sign_in(town.far_host).post(f"/intake/exports/{asked}/{act}").status_code == 404
        assert client.sign_in(town.wang).post(f"/intake/exports/{asked}/{act}").status_code == 403
