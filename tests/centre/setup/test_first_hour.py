"""The first hour, played over HTTP on an empty database: from the code in the terminal to the first visit of an
invented community of 300 households, out of Excel sheets and with nothing but the pages."""

import io
import re
from typing import Any

from flask import Flask
from sqlmodel import func, select

from tests.centre.setup.test_first_start import FIRST, unlocked
from tests.conftest import HouseClient
from webapp.core.data import db
from webapp.core.files import spreadsheets
from webapp.core.files.spreadsheets import Column
from webapp.door.visits.models import Visit
from webapp.people.accounts.models import Account
from webapp.people.org.models import Unit, UnitKind
from webapp.register.intake import list_services
from webapp.register.intake.import_rules import COLUMNS
from webapp.register.register.models import Household

HOME = "冬梅轩社区"
PASSWORD = "一层一层走上去吧"
GRIDS = ("第一网格", "第二网格", "第三网格")
UNITS = [
    {"community": HOME, "grid": grid, "micro": micro} for grid in GRIDS for micro in ("", f"{grid[1]}号楼微网格")
]  # fmt: skip
PEOPLE = [
    {"name": "林海", "role": "社区书记", "community": HOME, "phone": "13800001001"},
    {"name": "王小红", "role": "网格员", "community": HOME, "grid": "第一网格", "phone": "13800001002"},
    {"name": "马跃", "role": "网格员", "community": HOME, "grid": "第二网格"},
    {"name": "王小红", "role": "网格员", "community": HOME, "grid": "第三网格", "phone": "13800001002"},
    {"name": "钱梅", "role": "前台", "community": HOME, "login": "qiantai"},
]
HOMES = [
    {"grid": grid, "estate": "冬梅轩", "building": f"{at}号楼", "entrance": f"{door}门", "room": f"{floor}0{room}",
     "name": f"住户{at}{door}{floor}{room}", "relation": "户主"}
    for at, grid in enumerate(GRIDS, 1) for door in range(1, 6) for floor in range(1, 11) for room in (1, 2)
]  # fmt: skip


def sheet(columns: Any, rows: list[dict[str, str]]) -> tuple[io.BytesIO, str]:
    content = spreadsheets.write_xlsx(columns, [[row.get(one.key, "") for one in columns] for row in rows])
    return io.BytesIO(content), "表.xlsx"


def bring(client: HouseClient, address: str, columns: Any, place: str, rows: list[dict[str, str]]) -> str:
    """Template, upload, preview, import: the preview as the person sees it before saying yes."""
    assert client.get(f"{address}/template.xlsx").status_code == 200
    kept = client.post(f"{address}/uploads", data={"community_id": place, "file": sheet(columns, rows)})
    assert kept.status_code == 303, kept.get_data(as_text=True)
    seen = client.get(kept.location).get_data(as_text=True)
    assert client.post(f"{kept.location}/import").status_code == 303, seen
    return seen


def lists(client: HouseClient, name: str, place: str, rows: list[dict[str, str]]) -> str:
    return bring(client, f"/intake/lists/{name}", list_services.kind_named(name).fields, place, rows)


def choice(client: HouseClient, address: str, words: str) -> str:
    found = re.search(rf'<option[^>]*value="([^"]+)"[^>]*>{words}', client.get(address).get_data(as_text=True))
    assert found, f"{words} is not offered at {address}"
    return found[1]


def with_slip(app: Flask, boss: HouseClient, login: str) -> HouseClient:
    """The slip is printed, scanned, and its owner chooses a password."""
    with app.app_context():
        account = db.session().exec(select(Account.id).where(Account.login == login)).one()
    slip = re.search(r"/welcome/[\w-]+", boss.post(f"/people/{account}/slip").get_data(as_text=True))
    assert slip
    client = app.test_client()
    assert isinstance(client, HouseClient)
    assert client.post(slip[0], data={"password": PASSWORD, "again": PASSWORD}).status_code == 303
    return client


def test_the_first_hour(empty_app: Flask) -> None:
    he = unlocked(empty_app)
    he.post("/setup/district", data={"code": "120110"})
    assert he.post("/setup/account", data=FIRST).status_code == 200

    district = choice(he, "/intake/lists/units", "东丽区")
    assert "新的 6 行" in lists(he, "units", district, UNITS)
    assert "新的 5 行" in lists(he, "people", district, PEOPLE)
    assert "没变的 5 行" in lists(he, "people", district, PEOPLE), "the same sheet again changes nothing"
    assert all(name in he.get("/people/slips").get_data(as_text=True) for name in ("林海", "王小红", "马跃", "钱梅"))

    lin = with_slip(empty_app, he, "linhai")
    home = choice(lin, "/intake/", HOME)
    seen = bring(lin, "/intake", COLUMNS, home, HOMES)
    assert "新楼 3 栋，新户 300 户，新人 300 个" in seen

    wang = with_slip(empty_app, lin, "wangxiaohong")
    page = wang.get("/today").get_data(as_text=True)
    assert "1号楼" in page and "2号楼" not in page
    with empty_app.app_context():
        door = db.session().exec(select(Household.id).where(Household.label == "冬梅轩1号楼1门101")).one()
    assert wang.post("/visits", data={"household_id": door, "outcome": "fine"}).status_code in (200, 303)

    assert he.post("/machine/backup").status_code == 303
    for key in ("seats", "goods", "https"):
        he.post(f"/checklist/{key}/later")
    assert "都好了，可以天天用了" in he.get("/checklist").get_data(as_text=True)
    assert "上线清单还有" not in he.get("/overview").get_data(as_text=True)
    with empty_app.app_context():
        session = db.session()
        kinds = dict(session.exec(select(Unit.kind, func.count()).group_by(Unit.kind)).all())
        assert (kinds[UnitKind.GRID], kinds[UnitKind.MICRO_GRID]) == (3, 3)
        assert session.exec(select(func.count()).select_from(Visit)).one() == 1
        assert session.exec(select(func.count()).select_from(Household)).one() == 300
        assert session.exec(select(func.count()).select_from(Account)).one() == 5


def test_a_sheet_with_mistakes_says_where_and_writes_nothing(empty_app: Flask) -> None:
    he = unlocked(empty_app)
    he.post("/setup/district", data={"code": "120110"})
    he.post("/setup/account", data=FIRST)
    district = choice(he, "/intake/lists/units", "东丽区")

    def seen(name: str, *rows: dict[str, str]) -> str:
        columns: tuple[Column, ...] = list_services.kind_named(name).fields
        given = {"community_id": district, "file": sheet(columns, [*rows])}
        kept = he.post(f"/intake/lists/{name}/uploads", data=given)
        page = he.get(kept.location).get_data(as_text=True)
        assert he.post(f"{kept.location}/import").status_code == 422
        return page

    page = seen("units", {"community": "没有的社区", "grid": "第一网格"}, {"community": HOME, "grid": ""})
    assert "没有叫“没有的社区”的社区" in page and "这一格要填" in page
    worker = {"name": "王小红", "role": "网格员", "community": HOME}
    page = seen("people", worker, worker | {"grid": "第九网格"}, worker | {"role": "队长"})
    assert "这个岗位要写上网格" in page and "第九网格" in page and "队长" in page
    page = seen("people", {"name": "另一个人", "role": "区网格中心", "login": "hemin"})
    assert "何敏" in page, "a sign-in name that is somebody else's"
    with empty_app.app_context():
        session = db.session()
        assert session.exec(select(func.count()).select_from(Account)).one() == 1
        assert not session.exec(select(Unit).where(Unit.kind == UnitKind.GRID)).all()
