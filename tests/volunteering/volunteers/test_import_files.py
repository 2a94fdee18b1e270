"""Lists as they really come: from WPS with bordered empty rows, text and decimals in one column, a second sheet."""

import io

from openpyxl import Workbook
from openpyxl.styles import Border, Side
from sqlmodel import Session

from tests.town import Town
from tests.volunteering.volunteers.test_volunteers import enrol
from webapp.core.data import db
from webapp.volunteering.volunteers import import_services

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


def test_a_list_from_wps_is_read_as_it_comes(session: Session, town: Town) -> None:
    with db.transaction():
        for _, name, *_rest in ROWS:
            enrol(session, town, name.strip())
    found = import_services.preview(session, town.community, as_wps_writes_it())
    assert found.faults == []
    assert [(one.number, one.points) for one in found.openings] == [
        ("Z00001", 120), ("Z00002", 80), ("Z00003", 45), ("Z00004", 1200)
    ]  # fmt: skip


def test_half_a_point_is_still_refused(session: Session, town: Town) -> None:
    with db.transaction():
        enrol(session, town)
    found = import_services.preview(session, town.community, "姓名,积分\n刘淑珍,12.5分\n".encode())
    assert [fault.row for fault in found.faults] == [2]
