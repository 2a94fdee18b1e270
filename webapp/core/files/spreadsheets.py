"""Spreadsheets in and out: everything is text, nothing is a formula, and no file can take the server down.

A workbook is a zip of XML that a stranger wrote: one cell at XFD1048576 or a megabyte of zeros packed a thousandfold
would eat the memory of whoever opens it. So a child process with hard limits on memory and time opens it
(`spreadsheet_reader.py`), and the worst file only earns a sentence.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from webapp.core.files.sheet_cells import escaped, formats_of, unescaped, write_cell
from webapp.core.text import cleaning
from webapp.core.text.i18n import N_, gettext, listed
from webapp.core.web.errors import DomainError

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 200_000
SECONDS = 60
READER = Path(__file__).with_name("spreadsheet_reader.py")


class NotATable(DomainError):
    """Judged by content, not by the file's name."""

    status = 422
    message = N_("这个文件不是 Excel（.xlsx）或 CSV 表格。请用下载的模板另存为 .xlsx 再传。")


class TableUnreadable(DomainError):
    status = 422
    message = N_("这个表格打不开：可能损坏，或里面藏着过大的内容。请用模板重新做一份。")


class TableTooLarge(DomainError):
    status = 413
    message = N_("文件超过 %(limit)s MB，请拆成几份再传。")


class TooManyRows(DomainError):
    status = 422
    message = N_("表里超过 %(limit)s 行，请拆成几份再传。")


class ColumnsMissing(DomainError):
    status = 422
    message = N_("第一行里没找到这些列：%(columns)s。请用下载的模板，不要改表头。")


class NoRows(DomainError):
    status = 422
    message = N_("表里只有表头，没有内容。")


@dataclass(frozen=True)
class Column:
    """One column of a template: the key in code and the Chinese heading people see."""

    key: str
    title: str
    choices: tuple[str, ...] = ()
    required: bool = False
    example: str = ""
    width: int = 16


@dataclass(frozen=True)
class Row:
    number: int
    cells: dict[str, str] = field(default_factory=dict)


# --- in -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sheet:
    """A table as it lies in the file: its heading, and its filled lines as the spreadsheet numbers them."""

    heading: list[str]
    lines: list[tuple[int, list[str]]]


def read_sheet(upload: IO[bytes] | bytes, *, max_rows: int = MAX_ROWS) -> Sheet:
    lines = _lines(_whole(upload), max_rows)
    heading = _told_apart([plain_title(title) for title in next(lines, (1, []))[1]])
    filled = [(number, cells) for number, cells in lines if any(cell.strip() for cell in cells)]
    if len(filled) > max_rows:
        raise TooManyRows(limit=f"{max_rows:,}")
    return Sheet(heading, filled)


def _told_apart(heading: list[str]) -> list[str]:
    """A second 电话 is 电话（2）: one of two columns of a name would win without a word."""
    return [
        f"{title}（{heading[:at].count(title) + 1}）" if title and title in heading[:at] else title
        for at, title in enumerate(heading)
    ]


def unknown(sheet: Sheet, columns: Iterable[Column], names: Mapping[str, str]) -> list[str]:
    """Headings that are neither ours nor told before: what stands below them would be left out without a word."""
    ours = {words for column in columns for words in (column.title, gettext(column.title), column.key)}
    return [title for title in sheet.heading if title and title not in ours and title not in names]


def rows_of(sheet: Sheet, columns: Iterable[Column], names: Mapping[str, str] | None = None) -> list[Row]:
    """The rows by column key; `names` says for headings that are not ours which column they are."""
    places = _places(sheet.heading, list(columns), names or {})
    if not sheet.lines:
        raise NoRows()
    tidy = cleaning.Remembering(lambda cell: unescaped(cleaning.clean(cell)))
    return [
        Row(number, {key: tidy[cells[at]] if at < len(cells) else "" for key, at in places.items()})
        for number, cells in sheet.lines
    ]


def read_rows(upload: IO[bytes] | bytes, columns: Iterable[Column], *, max_rows: int = MAX_ROWS) -> list[Row]:
    """The rows below the heading, by column key, empty rows left out, numbered as the spreadsheet numbers them."""
    return rows_of(read_sheet(upload, max_rows=max_rows), columns)


def plain_title(title: str) -> str:
    return cleaning.one_line(title).rstrip("*").strip()


def _whole(upload: IO[bytes] | bytes) -> bytes:
    content = upload if isinstance(upload, bytes) else upload.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise TableTooLarge(limit=MAX_BYTES // 1024 // 1024)
    return content


def _places(heading: list[str], columns: list[Column], names: Mapping[str, str]) -> dict[str, int]:
    """Where each column stands; the order is free, an asterisk for "must" and stray blanks are forgiven."""
    seen = {names.get(title) or title: at for at, title in enumerate(heading)}
    missing = [gettext(column.title) for column in columns if column.required and _at(seen, column) is None]
    if missing:
        raise ColumnsMissing(columns=listed(missing))
    found = {column.key: _at(seen, column) for column in columns}
    return {key: at for key, at in found.items() if at is not None}


def _at(seen: dict[str, int], column: Column) -> int | None:
    return seen.get(column.title, seen.get(gettext(column.title), seen.get(column.key)))


def _lines(content: bytes, max_rows: int) -> Iterator[tuple[int, list[str]]]:
    if content[:4] == b"PK\x03\x04":
        return _workbook_lines(content, max_rows)
    return _csv_lines(content, max_rows)


def _csv_lines(content: bytes, max_rows: int) -> Iterator[tuple[int, list[str]]]:
    text = decoded(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        for number, cells in enumerate(reader, start=1):
            if number > max_rows + 1:
                raise TooManyRows(limit=f"{max_rows:,}")
            yield number, cells
    except csv.Error as broken:
        raise NotATable() from broken


def decoded(content: bytes) -> str:
    """Excel in China writes CSV as GBK, everybody else as UTF-8, some with a mark in front."""
    if not content.strip() or (b"\x00" in content and content[:2] not in (b"\xff\xfe", b"\xfe\xff")):
        raise NotATable()
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotATable()


def _delimiter(text: str) -> str:
    heading = text.partition("\n")[0]
    return max(",\t;", key=heading.count)


def read_sheets(upload: IO[bytes] | bytes, *, max_rows: int = MAX_ROWS) -> dict[str, list[tuple[int, list[str]]]]:
    """Every sheet of a workbook by its name, each row with its number, cells from column A on."""
    content = _whole(upload)
    if content[:4] != b"PK\x03\x04":
        raise NotATable()
    found: dict[str, list[tuple[int, list[str]]]] = {}
    for name, number, cells in map(json.loads, _opened(content, max_rows, "sheets").splitlines()):
        found.setdefault(name, []).append((number, cells))
    return found


def _workbook_lines(content: bytes, max_rows: int) -> Iterator[tuple[int, list[str]]]:
    return ((number, cells) for number, cells in map(json.loads, _opened(content, max_rows).splitlines()))


def _opened(content: bytes, max_rows: int, *more: str) -> bytes:
    command = [sys.executable, "-I", str(READER), str(max_rows), *more]
    try:
        done = subprocess.run(  # noqa: S603 — our own file, our own interpreter, no shell
            command, input=content, capture_output=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired as slow:
        raise TableUnreadable() from slow
    if done.returncode == 3:
        raise TooManyRows(limit=f"{max_rows:,}")
    if done.returncode == 4:
        raise NotATable()
    if done.returncode:
        raise TableUnreadable()
    return done.stdout


# --- out ------------------------------------------------------------------------------------------------------------


def write_xlsx(columns: Iterable[Column], rows: Iterable[Iterable[object]], *, watermark: str = "") -> bytes:
    """A sheet with a heading; long digits and leading zeros stay text. A watermark says who took it, when, why."""
    wanted = list(columns)
    packed = io.BytesIO()
    book, sheet, formats = _book(packed, wanted)
    for number, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            write_cell(sheet, number, at, value, formats)
    if watermark:
        sheet.set_footer("&C&8" + watermark.replace("&", "&&")[:200])
        note = book.add_worksheet(gettext("说明"))
        note.write_string(0, 0, str(escaped(watermark)))
    book.close()
    return packed.getvalue()


def template(columns: Iterable[Column]) -> bytes:
    """An empty table to fill in: text cells, drop-down lists, an example on a second sheet that is not read."""
    wanted = list(columns)
    packed = io.BytesIO()
    book, sheet, formats = _book(packed, wanted)
    for at, column in enumerate(wanted):
        if column.choices:
            sheet.data_validation(1, at, 20_000, at, {"validate": "list", "source": list(column.choices)})
    note = book.add_worksheet(gettext("示例"))
    for at, column in enumerate(wanted):
        note.write_string(0, at, gettext(column.title), formats["heading"])
        note.write_string(1, at, str(escaped(column.example)))
    book.close()
    return packed.getvalue()


def _book(packed: io.BytesIO, columns: list[Column]) -> tuple[Any, Any, dict[str, Any]]:
    import xlsxwriter

    book = xlsxwriter.Workbook(packed, {"in_memory": True, "constant_memory": False, "strings_to_formulas": False})
    formats = formats_of(book)
    sheet = book.add_worksheet(gettext("表"))
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width, formats["text"])
        sheet.write_string(0, at, gettext(column.title) + ("*" if column.required else ""), formats["heading"])
    return book, sheet, formats
