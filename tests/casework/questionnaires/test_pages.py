"""The upload, its refusal cell by cell, and the trial on the phone; who is kept out."""

import io

from flask import Flask
from sqlmodel import select

from tests.casework.questionnaires import books
from tests.casework.questionnaires.books import HEAD, YES_NO, book, line
from tests.casework.questionnaires.test_workbooks import keys
from tests.conftest import HouseClient
from tests.town import Town
from webapp.casework.questionnaires.models import QuestionnaireVersion
from webapp.core.data import db


def upload(client: HouseClient, content: bytes) -> tuple[int, str, str]:
    sheet = {"file": (io.BytesIO(content), "煤气.xlsx")}
    answer = client.post("/questionnaires", data=sheet, content_type="multipart/form-data")
    return answer.status_code, answer.get_data(as_text=True), answer.headers.get("Location", "")


def versions(app: Flask) -> list[QuestionnaireVersion]:
    with app.app_context():
        return list(db.session().exec(select(QuestionnaireVersion)).all())


def test_a_workbook_comes_in_and_is_tried(app: Flask, client: HouseClient, town: Town) -> None:
    client.sign_in(town.li)
    content = book(books.EVERY_TYPE, books.EVERY_CHOICE, books.TITLED)
    for _ in range(2):
        status, _, address = upload(client, content)
        assert status == 303
    assert len(versions(app)) == 1
    page = client.get(address).get_data(as_text=True)
    assert "样表" in page and "start 和 end 都记成保存的时刻" in page and "data-evaluator" in page
    wrong = client.post(f"{address}/trial", data={"q4": ""})
    assert wrong.status_code == 422 and "这一问要答" in wrong.get_data(as_text=True)
    at = keys(versions(app)[0].compiled)
    group, name = at["person"].partition("_")[0], at["name"].partition("_")[0]
    count = "c" + group[1:]
    more = client.post(f"{address}/trial", data={"q4": "王", count: "1", "add": group})
    assert more.status_code == 200 and f'data-q="{group}_2"' in more.get_data(as_text=True)
    told = {count: "2", f"{name}_1": "甲", f"{name}_2": "乙", "drop": f"{group}_1"}
    said = client.post(f"{address}/trial", data=told).get_data(as_text=True)
    assert f'data-q="{group}_2"' not in said and 'value="乙"' in said and 'value="甲"' not in said


def test_a_refused_workbook_names_sheet_row_and_column(app: Flask, client: HouseClient, town: Town) -> None:
    client.sign_in(town.li)
    rows = [HEAD, line("geopoint", "at", "在哪"), line("text", "q", "问", relevant="pulldata('a', 'b') = 1")]
    status, page, _ = upload(client, book(rows, YES_NO))
    assert status == 422 and "2 处满格做不了" in page
    assert "工作表 survey 第 2 行 A（type）：题型 geopoint" in page
    assert "工作表 survey 第 3 行 F（relevant）：函数 pulldata()" in page
    assert upload(client, b"no workbook")[0] == 422
    assert not versions(app)


def test_strangers_and_wrong_roles(app: Flask, client: HouseClient, town: Town) -> None:
    client.sign_in(town.li)
    _, _, address = upload(client, book([HEAD, line("text", "q", "问")]))
    assert client.sign_in(town.far_host).get(address).status_code == 404
    assert client.post(f"{address}/trial", data={}).status_code == 404
    assert client.sign_in(town.chen).get(address).status_code == 200
    for who in ("wang", "zhao"):
        client.sign_in(town.accounts[who])
        assert client.get(address).status_code == client.get("/questionnaires").status_code == 403
