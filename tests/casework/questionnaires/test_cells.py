"""Answers come out as what they were asked as: a spreadsheet can reckon with them."""

import io
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from openpyxl import load_workbook

from webapp.casework.questionnaires.cell_rules import kind_of, typed
from webapp.core.files import spreadsheets, tables
from webapp.core.time import clock
from webapp.core.web import filters

MIDNIGHT, MORNING = datetime.fromisoformat("2026-06-30"), datetime.fromisoformat("2026-06-30T09:30")


@pytest.mark.parametrize(
    ("kind", "said", "cell"),
    [
        ("integer", "3", 3), ("integer", "-3", -3), ("decimal", "2.50", 2.5), ("date", "2026-06-30", date(2026, 6, 30)),
        ("datetime", "2026-06-30T19:00", datetime.fromisoformat("2026-06-30T19:00")), ("time", "19:00", time(19)),
        ("truth", "yes", True), ("truth", "No", False), ("truth", "OK", True), ("truth", "", ""),
        ("calculate", "7", 7), ("calculate", "2026-06-30", date(2026, 6, 30)),
        ("calculate", "2026-13-30", "2026-13-30"),
        ("meta:today", "2026-06-30", date(2026, 6, 30)),
        # Only looks like one: a phone, a code, what somebody wrote, a form that changed.
        ("integer", "13800138000", "13800138000"), ("integer", "007", "007"), ("text", "3", "3"), ("one", "1", "1"),
        ("calculate", "120110195003080025", "120110195003080025"), ("date", "上个月", "上个月"), ("integer", "", ""),
    ],
)  # fmt: skip
def test_an_answer_is_a_cell_of_its_kind(kind: str, said: str, cell: Any) -> None:
    found = typed(kind, said)
    assert found == cell and type(found) is type(cell)


def test_yes_and_no_alone_are_a_truth() -> None:
    lists = {"yn": [{"name": "yes"}, {"name": "no"}], "yn3": [{"name": "yes"}, {"name": "no"}, {"name": "unknown"}]}
    kinds = [kind_of({"lists": lists}, {"kind": "one", "list": name}) for name in lists]
    assert kinds == ["truth", "one"] and kind_of({"lists": {}}, {"kind": "ack"}) == "truth"


def test_a_workbook_holds_numbers_days_truths_and_text() -> None:
    line = ["王", "13800138000", 3, 2.5, date(2026, 6, 30), datetime(2026, 6, 30, 1, 30, tzinfo=UTC), time(19), True,
            "=1+1", date(1899, 1, 1), None]  # fmt: skip
    sheet = load_workbook(io.BytesIO(tables.as_workbook({"answers": [["a"] * len(line), line]}))).active
    assert [cell.value for cell in sheet[2]] == [
        "王", "13800138000", 3, 2.5, MIDNIGHT, MORNING, time(19), True,
        "'=1+1", "1899-01-01", None,
    ]  # fmt: skip
    assert [cell.data_type for cell in sheet[2]] == list("ssnndddbssn")


def test_in_a_list_numbers_and_moments_are_no_text_either() -> None:
    columns = [spreadsheets.Column(name, name) for name in "abc"]
    moment = datetime(2026, 6, 30, 1, 30, tzinfo=UTC)
    content = spreadsheets.write_xlsx(columns, [[12, moment, "013800138000"]])
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert [cell.value for cell in sheet[2]] == [12, MORNING, "013800138000"]
    assert [cell.number_format for cell in sheet[2]] == ["General", "yyyy-mm-dd hh:mm", "@"]


def test_what_leaves_the_screen_names_its_day() -> None:
    now = clock.now()
    assert filters.moment(now).startswith("今天")
    assert filters.paper_moment(now) == f"{clock.chinese_day(clock.today())} {clock.local(now):%H:%M}"
    assert clock.stamp(now) == f"{clock.today().isoformat()} {clock.local(now):%H:%M}"
