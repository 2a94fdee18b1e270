"""Run as a child: opens one workbook from standard input under hard limits, writes its rows as JSON lines.

Exit codes: 0 fine, 3 too many rows, 4 not a workbook, anything else unreadable. Numbers of up to fifteen digits
come back as typed; a longer one has already lost its last digits in Excel and is marked with ≈, so that a check
refuses it.
"""

import contextlib
import io
import json
import sys
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

MEMORY = 1536 * 1024 * 1024
CPU_SECONDS = 45
MAX_COLUMNS = 200
EXACT = 10**15


def limit() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def text(cell: object, truths: tuple[str, str] = ("是", "否")) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return truths[0] if cell else truths[1]
    if isinstance(cell, float):
        if abs(cell) >= EXACT:
            return f"≈{cell:.0f}"
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def is_workbook(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def every_sheet(book: "CalamineWorkbook", max_rows: int) -> int:
    """All sheets, each line with the sheet's name; truths as programs write them."""
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        row, column = sheet.start or (0, 0)
        if sheet.height > max_rows + 1:
            return 3
        if sheet.width > MAX_COLUMNS:
            return 5
        for number, cells in enumerate(sheet.iter_rows(), start=row + 1):
            line = [""] * column + [text(cell, ("TRUE", "FALSE")) for cell in cells]
            sys.stdout.write(json.dumps((name, number, line), ensure_ascii=False) + "\n")
    return 0


def main(max_rows: int, whole_book: bool = False) -> int:
    content = sys.stdin.buffer.read()
    if not is_workbook(content):
        return 4
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    if whole_book:
        return every_sheet(book, max_rows)
    sheet = book.get_sheet_by_index(0)
    first = sheet.start[0] if sheet.start else 0
    if sheet.height > max_rows + 1:
        return 3
    if sheet.width > MAX_COLUMNS:
        return 5
    lines = (
        json.dumps((number, [text(cell) for cell in cells]), ensure_ascii=False)
        for number, cells in enumerate(sheet.iter_rows(), start=first + 1)
    )
    for line in lines:
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    limit()
    sys.exit(main(int(sys.argv[1]), "sheets" in sys.argv[2:]))
