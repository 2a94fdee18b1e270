"""Lists as they really come: from WPS with bordered empty rows, text and decimals in one column, a second sheet."""

import io

from openpyxl import Workbook
from openpyxl.styles import Border, Side
from sqlmodel import Session

from tests.conftest import HouseClient
from tests.town import Town
from tests.volunteering.volunteers.test_volunteers import enrol
from webapp.core.data import db
from webapp.exchange.points import queries as points

ROWS = (
    ("Z00001", "刘淑珍", None, 120.0, "旧本"),
    ("z00002", " 周海 ", 13800000000, "80", "旧本"),
    (None, "吴芳", None, "45分", None),
    ("Z00004", "高福林", None, "1,200", None),
)


def as_wps_writes_it() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["志愿者编号 ", "姓名*", " 手机号", "积分", " 备注"])
    for row in ROWS:
        sheet.append(row)
    for cells in sheet.iter_rows(min_row=2, max_row=200, max_col=5):
        for cell in cells:
            cell.border = Border(left=Side("thin"))
    for cell in sheet["D"][1:]:
        cell.number_format = "#,##0.00"
    book.create_sheet("Sheet2").append(["别的"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def preview(client: HouseClient, town: Town, sheet: bytes, name: str) -> tuple[str, str]:
    told = {"file": (io.BytesIO(sheet), name), "community_id": town.community}
    made = client.sign_in(town.li).post("/intake/lists/balances/uploads", data=told)
    assert made.status_code == 303, made.text
    return made.location, client.get(made.location).text


def test_a_list_from_wps_is_read_as_it_comes(session: Session, client: HouseClient, town: Town) -> None:
    with db.transaction():
        people = [enrol(session, town, name.strip()) for _, name, *_rest in ROWS]
    address, shown = preview(client, town, as_wps_writes_it(), "旧本.xlsx")
    assert "新的 4 行" in shown
    assert client.post(f"{address}/import").status_code == 303
    session.rollback()
    balances = [points.balance(session, one.party_id, town.community).available for one in people]
    assert balances == [120, 80, 45, 1200]


def test_half_a_point_is_still_refused(session: Session, client: HouseClient, town: Town) -> None:
    with db.transaction():
        enrol(session, town)
    _, shown = preview(client, town, "姓名,积分\n刘淑珍,12.5分\n".encode(), "旧本.csv")
    assert "新的 1 行" not in shown
    assert "不是 0 到 1000000 的整数" in shown
