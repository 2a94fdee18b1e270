import io
import shutil
import struct
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.files import sheet_cells, spreadsheets
from webapp.core.files.spreadsheets import Column, Row

COLUMNS = (
    Column("name", "姓名", required=True),
    Column("phone", "电话"),
    Column("kind", "类别", choices=("住户", "商户")),
)


def workbook(*rows: tuple[object, ...], columns: tuple[Column, ...] = COLUMNS) -> bytes:
    return spreadsheets.write_xlsx(columns, rows)


def test_long_numbers_and_leading_zeros_come_back_as_they_were() -> None:
    rows = [("王秀英", "013800138000", "住户"), ("李静", "120110195003080025", "商户")]
    read = spreadsheets.read_rows(workbook(*rows), COLUMNS)
    assert read == [
        Row(2, {"name": "王秀英", "phone": "013800138000", "kind": "住户"}),
        Row(3, {"name": "李静", "phone": "120110195003080025", "kind": "商户"}),
    ]


@given(st.text(alphabet="=+-@\t\r'＝王1( ", min_size=1, max_size=8))
def test_no_text_leaves_as_a_formula_and_every_text_comes_back(text: str) -> None:
    out = str(sheet_cells.escaped(text))
    assert not out.startswith(sheet_cells.DANGEROUS)
    if not text.startswith("'"):
        assert sheet_cells.unescaped(out) == text


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")', "＝1"])
def test_an_export_holds_no_formula(evil: str) -> None:
    content = workbook((evil, "", ""))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_a_number_typed_into_a_cell_keeps_fifteen_digits_and_a_longer_one_is_marked() -> None:
    content = workbook(
        ("甲", 13800138000, ""), ("乙", 120110195003080025, ""), ("丙", date(2026, 6, 30), ""), ("丁", True, None)
    )
    phones = [row.cells["phone"] for row in spreadsheets.read_rows(content, COLUMNS)]
    assert phones[0] == "13800138000"
    assert phones[1].startswith("≈")
    assert phones[2:] == ["2026-06-30", "是"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_every_encoding_that_excel_writes(encoding: str) -> None:
    content = '姓名,电话\r\n王秀英,013800138000\r\n"李,静","换\n行"\r\n'.encode(encoding)
    assert [row.cells["name"] for row in spreadsheets.read_rows(content, COLUMNS)] == ["王秀英", "李,静"]


def test_columns_may_stand_in_any_order_with_blanks_and_stars() -> None:
    rows = spreadsheets.read_rows(" 电话 ;姓名*;多余\n1;王;x\n;;\n2;李\n".encode(), COLUMNS)
    assert [(row.number, row.cells) for row in rows] == [
        (2, {"name": "王", "phone": "1"}),
        (4, {"name": "李", "phone": "2"}),
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   ",
        b"\x00\x01\x02",
        b"%PDF-1.7 \xff\xfe\x00",
        b"PK\x03\x04 not a zip",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00",
        b"\x89PNG\r\n\x1a\n\x00\x00",
    ],
)
def test_what_is_no_table_is_told_so(content: bytes) -> None:
    with pytest.raises(spreadsheets.NotATable):
        spreadsheets.read_rows(content, COLUMNS)


def test_a_zip_that_is_no_workbook_is_told_so() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("hello.txt", "你好")
    with pytest.raises(spreadsheets.NotATable):
        spreadsheets.read_rows(packed.getvalue(), COLUMNS)


def test_a_missing_column_an_empty_table_and_too_many_rows_are_told() -> None:
    with pytest.raises(spreadsheets.ColumnsMissing) as refusal:
        spreadsheets.read_rows("电话\n1\n".encode(), COLUMNS)
    assert "姓名" in refusal.value.sentence()
    with pytest.raises(spreadsheets.NoRows):
        spreadsheets.read_rows(workbook(), COLUMNS)
    many = workbook(*[("王", "", "")] * 11)
    with pytest.raises(spreadsheets.TooManyRows):
        spreadsheets.read_rows(many, COLUMNS, max_rows=10)
    with pytest.raises(spreadsheets.TooManyRows):
        spreadsheets.read_rows(("姓名\n" + "王\n" * 11).encode(), COLUMNS, max_rows=10)


def test_too_large_a_file_is_not_even_opened() -> None:
    with pytest.raises(spreadsheets.TableTooLarge):
        spreadsheets.read_rows(io.BytesIO(b"x" * (spreadsheets.MAX_BYTES + 1)), COLUMNS)


def forged(sheet: bytes) -> bytes:
    """A real workbook whose sheet is replaced."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(("王", "1", "")))) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return packed.getvalue()


HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"


def test_one_cell_at_the_far_corner_does_not_take_the_memory() -> None:
    cells = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises((spreadsheets.TableUnreadable, spreadsheets.TooManyRows)):
        spreadsheets.read_rows(forged(HEAD + cells + TAIL), COLUMNS)


def test_a_workbook_blown_up_a_thousandfold_only_earns_a_sentence() -> None:
    row = b'<row><c t="inlineStr"><is><t>' + b"A" * 1000 + b"</t></is></c></row>"
    bomb = forged(HEAD + row * 400_000 + TAIL)
    assert len(bomb) < 4_000_000
    with pytest.raises((spreadsheets.TableUnreadable, spreadsheets.TooManyRows)):
        spreadsheets.read_rows(bomb, COLUMNS)


def test_a_lying_size_in_the_zip_does_not_help() -> None:
    bomb = forged(HEAD + b"<row><c><v>1</v></c></row>" * 100_000 + TAIL)
    size = struct.pack("<L", len(HEAD + b"<row><c><v>1</v></c></row>" * 100_000 + TAIL))
    lied = bomb.replace(size, struct.pack("<L", 10))
    with pytest.raises((spreadsheets.TableUnreadable, spreadsheets.NotATable, spreadsheets.ColumnsMissing)):
        spreadsheets.read_rows(lied, COLUMNS)


def test_entities_are_not_expanded() -> None:
    billion = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    sheet = billion + HEAD[21:] + b'<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>' + TAIL
    with pytest.raises((spreadsheets.TableUnreadable, spreadsheets.ColumnsMissing, spreadsheets.NoRows)):
        spreadsheets.read_rows(forged(sheet), COLUMNS)


def test_a_truncated_workbook_is_told_so() -> None:
    content = workbook(("王", "1", ""))
    for size in (100, len(content) // 2, len(content) - 30):
        with pytest.raises((spreadsheets.NotATable, spreadsheets.TableUnreadable)):
            spreadsheets.read_rows(content[:size], COLUMNS)


def test_the_template_has_the_heading_the_lists_and_an_example_that_is_not_read() -> None:
    content = spreadsheets.template(COLUMNS)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "住户,商户" in sheet
    with pytest.raises(spreadsheets.NoRows):
        spreadsheets.read_rows(content, COLUMNS)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.slow
def test_a_real_office_opens_an_export(tmp_path: Path, app: Flask) -> None:
    evil = '=HYPERLINK("http://127.0.0.1/","x")'
    file = tmp_path / "out.xlsx"
    file.write_bytes(
        spreadsheets.write_xlsx(COLUMNS, [(evil, "00123456789012345678", "住户")], watermark="李静 6月30日")
    )
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "csv",
         "--outdir", str(tmp_path), str(file)],
        check=True, capture_output=True, timeout=100,
    )  # fmt: skip
    line = (tmp_path / "out.csv").read_text(encoding="utf-8", errors="replace").splitlines()[1]
    assert "'=HYPERLINK" in line
    assert "00123456789012345678" in line
