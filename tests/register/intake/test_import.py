import io

import pytest
from flask import Flask
from sqlmodel import Session, func, select

from tests.conftest import HouseClient
from tests.register.intake.test_import_rules import GOOD
from tests.register.register import homes
from tests.town import Town
from webapp.core.data import db
from webapp.core.files import spreadsheets
from webapp.core.files.spreadsheets import Row
from webapp.core.web.errors import NotFound
from webapp.core.work import jobs
from webapp.people.accounts.permissions import Action
from webapp.register.intake import queries, services
from webapp.register.intake.import_rules import COLUMNS
from webapp.register.intake.models import RegisterUpload
from webapp.register.register.models import Household, Resident
from webapp.register.register.search_queries import search

FAMILY = [
    GOOD,
    GOOD | {"name": "单秀英", "relation": "配偶", "sex": "女", "id_number": "", "phone": "13900135678", "flags": ""},
    GOOD | {"building": "4号楼", "name": "赵新民", "id_number": "", "phone": "", "flags": ""},
]


def upload(session: Session, town: Town, rows: list[dict[str, str]], who: str = "li") -> RegisterUpload:
    kept = [Row(number, cells) for number, cells in enumerate(rows, start=2)]
    actor = town.actor(who, Action.IMPORT_REGISTER)
    return services.keep_upload(session, actor, community_id=town.community, filename="a.xlsx", rows=kept)


def count(session: Session, model: type) -> int:
    return session.exec(select(func.count()).select_from(model)).one()


def test_a_file_becomes_buildings_households_and_people_that_search_finds(session: Session, town: Town) -> None:
    with db.transaction() as session:
        kept = upload(session, town, FAMILY)
        counts = services.import_upload(session, town.actor("li"), kept)
    assert counts == {"buildings": 2, "households": 2, "residents": 3, "changed": 0, "same": 0}
    home = session.exec(select(Household).where(Household.door == "3-2-602")).one()
    assert (home.head_name, home.flags, home.cadence_days) == ("王小明", ["lives_alone", "elderly"], 30)
    wang = town.actor("wang", Action.SEE_REGISTER)
    for words in ("单秀", "秀英", "sxy", "5678", "3-2-602"):
        assert search(session, wang, words), words
    assert kept.content is None


def test_the_same_file_again_changes_nothing(session: Session, town: Town) -> None:
    for expected in (3, 0):
        with db.transaction() as session:
            counts = services.import_upload(session, town.actor("li"), upload(session, town, FAMILY))
        assert counts["residents"] == expected
    assert counts == {"buildings": 0, "households": 0, "residents": 0, "changed": 0, "same": 3}


def test_the_same_upload_is_imported_once(session: Session, town: Town) -> None:
    with db.transaction() as session:
        kept = upload(session, town, FAMILY)
        services.import_upload(session, town.actor("li"), kept)
    with pytest.raises(services.AlreadyImported), db.transaction() as session:
        services.import_upload(session, town.actor("li"), kept)


def test_one_bad_cell_and_nothing_is_written(session: Session, town: Town) -> None:
    with db.transaction() as session:
        kept = upload(session, town, [*FAMILY, GOOD | {"building": "5", "phone": "1", "id_number": ""}])
    with pytest.raises(services.UploadHasProblems), db.transaction() as session:
        services.import_upload(session, town.actor("li"), kept)
    assert count(db.session(), Resident) == 0
    assert services.preview(db.session(), kept).lines()[0][:2] == (5, "电话")


def test_what_the_database_knows_is_checked_too(session: Session, town: Town) -> None:
    with db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town))
        homes.add(session, town, home, name="单秀英", id_number=homes.ID_NUMBER)
    rows = [
        GOOD | {"grid": "第九网格"},
        GOOD | {"grid": "第二网格", "room": "601", "id_number": ""},
        GOOD | {"building": "7", "name": "甲", "id_number": homes.ID_NUMBER},
        GOOD | {"building": "8", "name": "乙", "id_number": "", "relation": "子女"},
    ]
    with db.transaction() as session:
        kept = upload(session, town, rows)
    seen = services.preview(db.session(), kept)
    reasons = {row: (column, reason) for row, column, reason in seen.lines()}
    assert reasons[2] == ("网格", "社区里没有“第九网格”，有：第一网格、第二网格")
    assert "这个门归“第一网格”" in reasons[3][1]
    assert reasons[4] == ("身份证号", "这个身份证号已登记给社区里的另一个人")
    assert "没有户主" in reasons[5][1]


def test_an_unknown_grid_is_named_beside_the_rows_other_faults(session: Session, town: Town) -> None:
    with db.transaction() as session:
        kept = upload(session, town, [GOOD | {"grid": "第九十九网格", "phone": "12345"}])
    columns = {column for _, column, _ in services.preview(session, kept).lines()}
    assert columns == {"网格", "电话"}


def test_new_people_join_a_household_that_is_there(session: Session, town: Town) -> None:
    with db.transaction() as session:
        homes.settle(session, town, homes.build(session, town))
        kept = upload(session, town, [GOOD | {"name": "王小小", "relation": "子女", "id_number": ""}])
        counts = services.import_upload(session, town.actor("li"), kept)
    assert counts == {"buildings": 0, "households": 0, "residents": 1, "changed": 0, "same": 0}


def test_an_upload_lies_sealed_and_a_stranger_does_not_find_it(session: Session, town: Town) -> None:
    from sqlalchemy import text

    with db.transaction() as session:
        kept = upload(session, town, FAMILY)
    raw = session.execute(text("SELECT content FROM register_upload")).scalar_one()
    assert "13900135678" not in raw
    with pytest.raises(NotFound):
        queries.get_upload(session, town.actor("far_host", Action.IMPORT_REGISTER), kept.id)
    with pytest.raises(NotFound), db.transaction() as session:
        upload(session, town, FAMILY, who="far_host")


# --- over HTTP ------------------------------------------------------------------------------------------------------


def sheet(rows: list[dict[str, str]]) -> bytes:
    return spreadsheets.write_xlsx(COLUMNS, [[row.get(column.key, "") for column in COLUMNS] for row in rows])


def send(client: HouseClient, town: Town, content: bytes, name: str = "名册.xlsx") -> str:
    fields = {"community_id": town.community, "file": (io.BytesIO(content), name)}
    answer = client.post("/intake/uploads", data=fields, content_type="multipart/form-data")
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_template_upload_preview_import(client: HouseClient, town: Town, app: Flask) -> None:
    host = client.sign_in(town.li)
    template = host.get("/intake/template.xlsx")
    assert template.data[:2] == b"PK"
    assert "attachment" in template.headers["Content-Disposition"]
    url = send(host, town, sheet(FAMILY))
    assert "新人 3 个" in host.get(url).text
    assert host.post(f"{url}/import").status_code == 303
    assert "3 行都导入了" in host.get(url).text
    assert host.post(f"{url}/import").status_code == 409
    with app.app_context():
        assert count(db.session(), Resident) == 3


def test_a_preview_names_every_bad_cell(client: HouseClient, town: Town) -> None:
    host = client.sign_in(town.li)
    url = send(host, town, sheet([GOOD | {"phone": "12", "name": ""}, GOOD | {"born_on": "x"}]))
    page = host.get(url).text
    for words in ("有 3 处要改", "电话", "姓名", "出生日期", "“x”不是日期"):
        assert words in page
    assert host.post(f"{url}/import").status_code == 422


def test_formulas_come_in_as_text(client: HouseClient, town: Town, app: Flask) -> None:
    host = client.sign_in(town.li)
    url = send(host, town, sheet([GOOD | {"work": '=HYPERLINK("http://x")'}]))
    host.post(f"{url}/import")
    with app.app_context():
        assert db.session().exec(select(Resident.work)).one() == '=HYPERLINK("http://x")'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "不是 Excel"), (b"%PDF-1.7 \x00", "不是 Excel"), (b"\x89PNG\r\n\x1a\n\x00", "不是 Excel"),
        ("甲,乙\n".encode(), "第一行里没找到这些列"), (b"PK\x03\x04" + b"x" * 100, "不是 Excel"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_at_the_field(client: HouseClient, town: Town, content: bytes, words: str) -> None:
    fields = {"community_id": town.community, "file": (io.BytesIO(content), "名册.xlsx")}
    answer = client.sign_in(town.li).post("/intake/uploads", data=fields, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert answer.text.count(words) >= 2


def test_no_file_and_a_foreign_community_are_refused(client: HouseClient, town: Town) -> None:
    host = client.sign_in(town.li)
    assert host.post("/intake/uploads", data={"community_id": town.community}).status_code == 422
    fields = {"community_id": town.far_community, "file": (io.BytesIO(sheet(FAMILY)), "a.xlsx")}
    assert host.post("/intake/uploads", data=fields, content_type="multipart/form-data").status_code == 422


def test_strangers_and_wrong_roles(client: HouseClient, town: Town) -> None:
    url = send(client.sign_in(town.li), town, sheet(FAMILY))
    assert client.sign_in(town.far_host).get(url).status_code == 404
    assert client.sign_in(town.far_host).post(f"{url}/import").status_code == 404
    assert client.sign_in(town.wang).get(url).status_code == 403
    assert client.sign_in(town.wang).get("/intake/").status_code == 403


def test_a_large_file_is_imported_by_a_job_with_progress(
    client: HouseClient, town: Town, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    from webapp.register.intake import routes

    monkeypatch.setattr(routes, "AT_ONCE", 2)
    host = client.sign_in(town.li)
    url = send(host, town, sheet(FAMILY))
    host.post(f"{url}/import")
    waiting = host.get(url, htmx=True).text
    assert "<progress" in waiting
    assert 'hx-trigger="every 2s"' in waiting
    with app.app_context():
        assert jobs.run_pending() == 1
    assert "3 行都导入了" in host.get(url).text


def test_a_building_written_otherwise_is_the_one_that_is_there(session: Session, town: Town) -> None:
    with db.transaction() as session:
        services.import_upload(session, town.actor("li"), upload(session, town, FAMILY))
    others = [
        GOOD | {"building": "3栋", "entrance": "2单元", "room": "601", "name": "甲", "id_number": "", "phone": ""},
        GOOD | {"building": "三号楼", "entrance": "2", "name": "乙", "relation": "子女", "id_number": "", "phone": ""},
    ]
    with db.transaction() as session:
        counts = services.import_upload(session, town.actor("li"), upload(session, town, others))
    assert (counts["buildings"], counts["households"], counts["residents"]) == (0, 1, 2)
    with db.transaction() as session:
        twice = [GOOD | {"building": written, "id_number": ""} for written in ("9#", "9栋")]
        kept = upload(session, town, twice)
    assert [column for _, column, _ in services.preview(db.session(), kept).lines()] == ["姓名"]


def test_the_preview_shows_the_first_rows_as_they_were_read(session: Session, town: Town) -> None:
    rows = [GOOD | {"health": "听力弱"}, *({**GOOD, "building": str(n), "id_number": ""} for n in range(20, 26))]
    with db.transaction() as session:
        kept = upload(session, town, rows)
    sample = services.preview(db.session(), kept).sample
    told = {title: first for title, first, *_ in sample.lines}
    assert sample.numbers == [2, 3, 4]
    assert told["姓名"] == GOOD["name"]
    assert told["健康情况"] == "已登记，不显示"
    assert GOOD["id_number"] not in str(sample) and GOOD["phone"] not in str(sample)
