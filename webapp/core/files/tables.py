"""Plain tables out, several at once: a sheet each in one workbook, or a CSV file each. Nothing in them is a formula."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping

import xlsxwriter

from webapp.core.files.sheet_cells import escaped, formats_of, write_cell

Lines = Iterable[Iterable[object]]  # the heading first
WIDTH, MOST_COLUMNS = 18, 200  # wide enough for a moment: a narrower one shows ####
TAKEN_BY = "_taken_by"


def as_workbook(tables: Mapping[str, Lines], *, watermark: str = "") -> bytes:
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = formats_of(book)
    for name, lines in tables.items():
        sheet = book.add_worksheet(name.replace("/", "-")[:31])
        sheet.set_column(0, MOST_COLUMNS, WIDTH)
        sheet.set_footer("&C&8" + watermark.replace("&", "&&")[:200])
        for number, line in enumerate(lines):
            for at, value in enumerate(line):
                if isinstance(value, bool):
                    sheet.write_boolean(number, at, value)
                else:
                    write_cell(sheet, number, at, value, formats)
    book.close()
    return packed.getvalue()


def as_csv(tables: Mapping[str, Lines], *, watermark: str = "") -> bytes:
    """One file; of several tables a zip of one file each. A watermark is a column of its own, so that a line that is
    copied out still says who took it."""
    files = {f"{name.replace('/', '-')}.csv": _file(_marked(lines, watermark)) for name, lines in tables.items()}
    if len(files) == 1:
        return next(iter(files.values()))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _marked(lines: Lines, watermark: str) -> Lines:
    for number, line in enumerate(lines):
        yield [*line, *([watermark if number else TAKEN_BY] if watermark else [])]


def _file(lines: Lines) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([escaped(value) for value in line] for line in lines)
    return ("\ufeff" + text.getvalue()).encode()  # or Excel takes Chinese for something else
