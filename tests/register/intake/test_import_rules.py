from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.files.spreadsheets import Row
from webapp.register.intake import cell_rules, import_rules
from webapp.register.intake.import_rules import COLUMNS, check
from webapp.register.register import rules
from webapp.register.register.models import Relation, Sex
from webapp.register.register.rules import KeyFlag

TODAY = date(2026, 11, 24)
GOOD = {
    "grid": "第一网格", "estate": "冬梅轩", "building": "3", "entrance": "2", "room": "602", "name": "王小明",
    "relation": "户主", "sex": "男", "born_on": "1980-06-30", "phone": "138 0013 8000",
    "id_number": "11010519491231002x", "work": "教师", "political": "群众", "health": "", "flags": "独居、高龄",
}  # fmt: skip


def one(**cells: str) -> import_rules.Checked:
    return check([Row(2, GOOD | cells)], TODAY)


def test_a_good_row_is_read_as_people_write_it() -> None:
    person = one().people[0]
    assert (person.building, person.entrance, person.label) == ("3号楼", "2门", "冬梅轩3号楼2门602")
    assert (person.phone, person.id_number) == ("13800138000", "11010519491231002X")
    assert person.flags == (KeyFlag.LIVES_ALONE, KeyFlag.ELDERLY)
    assert person.born_on == date(1980, 6, 30)


def test_what_is_left_out_is_read_from_the_id_number() -> None:
    person = one(sex="", born_on="").people[0]
    assert (person.sex, person.born_on) == (Sex.FEMALE, date(1949, 12, 31))


@pytest.mark.parametrize("typed", ["1980-06-30", "1980/6/30", "1980.6.30", "19800630", "1980年6月30日"])
def test_dates_as_people_type_them(typed: str) -> None:
    assert one(born_on=typed).people[0].born_on == date(1980, 6, 30)


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("grid", "", cell_rules.MUST), ("name", "", cell_rules.MUST), ("relation", "", cell_rules.MUST),
        ("name", "长" * 41, cell_rules.TOO_LONG), ("relation", "房东", cell_rules.NOT_OFFERED),
        ("sex", "?", cell_rules.NOT_OFFERED), ("flags", "独居、富裕", cell_rules.NOT_OFFERED),
        ("born_on", "昨天", cell_rules.BAD_DATE), ("born_on", "1980-02-30", cell_rules.BAD_DATE),
        ("born_on", "2999-01-01", cell_rules.IN_FUTURE), ("phone", "12345", cell_rules.BAD_PHONE),
        ("phone", "≈13800138000", cell_rules.DIGITS_LOST), ("id_number", "110105194912310021", cell_rules.BAD_ID),
        ("id_number", "110105491231002", cell_rules.OLD_ID),
        ("id_number", "≈110105194912310020", cell_rules.DIGITS_LOST), ("room", "6楼", cell_rules.BAD_ROOM),
    ],
)  # fmt: skip
def test_a_bad_cell_is_named_with_its_row_and_column(column: str, cell: str, reason: str) -> None:
    checked = one(**{column: cell})
    assert [(bad.row, bad.column, bad.reason) for bad in checked.problems] == [(2, column, reason)]
    assert checked.people == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("８１０００019490605006１", None), ("usa110058060101", "USA110058060101"), ("h12345678", "H12345678"),
        ("e 1234 5678", "E12345678"), ("\u200bG12345678", "G12345678"),
    ],
)  # fmt: skip
def test_papers_of_those_without_a_mainland_number(typed: str, kept: str | None) -> None:
    checked = one(id_number=typed, sex="男", born_on="1980-06-30")
    assert [person.id_number for person in checked.people] == ([kept] if kept else [])


def test_a_residence_permit_tells_the_birthday_like_an_id_number() -> None:
    first = "81000019490605006"
    number = first + rules.id_check_digit(first)
    assert one(id_number=number, born_on="").people[0].born_on == date(1949, 6, 5)


def test_all_bad_cells_of_a_row_are_named_at_once() -> None:
    assert {bad.column for bad in one(name="", phone="1", born_on="x").problems} == {"name", "phone", "born_on"}


def test_rows_are_laid_side_by_side() -> None:
    rows = [
        Row(2, GOOD), Row(3, GOOD | {"name": "王大明", "id_number": "", "relation": "户主"}),
        Row(4, GOOD | {"id_number": "", "relation": "子女"}), Row(5, GOOD | {"name": "王三", "relation": "子女"}),
    ]  # fmt: skip
    found = {(bad.row, bad.reason) for bad in check(rows, TODAY).problems}
    assert found == {
        (3, import_rules.TWO_HEADS), (4, import_rules.NAMED_TWICE), (5, import_rules.ID_TWICE),
    }  # fmt: skip


@given(st.dictionaries(st.sampled_from([column.key for column in COLUMNS]), st.text(max_size=60)))
def test_no_cell_makes_the_check_fall_over(cells: dict[str, str]) -> None:
    checked = check([Row(2, cells)], TODAY)
    assert len(checked.people) + bool(checked.problems) == 1
    assert Relation.HEAD
