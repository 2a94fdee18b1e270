"""One cleaning at the door: what is typed in full width, pasted with marks of no width, or written with another dot."""

import re
from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict

from webapp.core.files.spreadsheets import Column, read_rows
from webapp.core.forms.forms import BaseForm, CodeField, DateField, LongText, NumberField, Password, PhoneField, Text
from webapp.core.text import cleaning

# typed, cleaned for reading, folded for looking up
TABLE = [
    ("Ｚ００００１", "Z00001", "Z00001"),
    ("138\u200b0013\u202c8000", "13800138000", "13800138000"),
    ("１３８００１３８０００", "13800138000", "13800138000"),
    ("买买提•艾力", "买买提·艾力", "买买提·艾力"),
    ("买买提・艾力‧吐尔逊", "买买提·艾力·吐尔逊", "买买提·艾力·吐尔逊"),
    ("买买提．艾力", "买买提·艾力", "买买提·艾力"),
    ("１２．３０　＠王", "12.30 @王", "12.30 @王"),
    ("一栋一盏，共６６盏（含备用）！", "一栋一盏，共66盏（含备用）！", "一栋一盏,共66盏(含备用)!"),
    (" a\u3000\u00a0\u2003b\t", "a b", "a b"),
    ("１９：３０", "19:30", "19:30"),
    ("一楼：漏水", "一楼：漏水", "一楼:漏水"),
    ("一\r\n　　二 \n", "一\n二", "一 二"),
    ("① 2㎡…", "① 2㎡…", "1 2m2..."),
    ("3—2－602", "3—2-602", "3-2-602"),
    ("• 第一条\n• 第二条", "• 第一条\n• 第二条", "• 第一条 • 第二条"),
    ("\ufeffe\u0301\u00ad", "é", "é"),
    ("𠮷㛃䶮", "𠮷㛃䶮", "𠮷㛃䶮"),
    ("", "", ""),
]


@pytest.mark.parametrize(("typed", "clean", "fold"), TABLE)
def test_what_is_typed_is_cleaned_once_and_again_gives_the_same(typed: str, clean: str, fold: str) -> None:
    assert cleaning.clean(typed) == clean
    assert cleaning.fold(typed) == fold
    assert cleaning.clean(clean) == clean


def test_half_a_pair_and_a_nul_do_not_pass() -> None:
    assert cleaning.clean("a\ud842b\x00\x1b") == "ab"


class EveryKind(BaseForm):
    name = Text("姓名")
    phone = PhoneField("电话")
    card = CodeField("卡号")
    on = DateField("哪天")
    count = NumberField("几个")
    words = LongText("怎么回事")
    password = Password("密码")


def test_every_kind_of_field_gets_what_was_meant() -> None:
    form = EveryKind(
        MultiDict(
            {
                "name": "\u200b阿依古丽•艾力　", "phone": "＋８６ 138\u00a00013－8000", "card": "ｚ０００ 01",
                "on": "２０２６－０６－３０", "count": "６６",
                "words": "漏水，\r\n在Ａ座", "password": "ｐａｓｓ word１２",
            }
        )
    )  # fmt: skip
    assert form.validate(), form.errors
    assert form.values | {"on": str(form.on.data)} == {
        "name": "阿依古丽·艾力", "phone": "13800138000", "card": "Z00001", "on": "2026-06-30", "count": 66,
        "words": "漏水，\n在A座", "password": "ｐａｓｓ word１２",
    }  # fmt: skip


def test_what_is_left_of_marks_of_no_width_was_not_given() -> None:
    form = EveryKind(MultiDict({"name": "\u200b\u3000", "on": "　"}))
    assert not form.validate()
    assert form.name.errors == ["这一项要填。"] and form.on.errors == ["这一项要填。"]


def test_cells_of_a_sheet_are_cleaned_too() -> None:
    columns = (Column("name", "姓名", required=True), Column("phone", "电话"))
    rows = read_rows("姓名＊\u200b,电话\n买买提‧艾力,\u202a１３８００１３８０００\u202c\n".encode(), columns)
    assert rows[0].cells == {"name": "买买提·艾力", "phone": "13800138000"}


OWN_VALUES = {  # posted by our own buttons and hidden fields, never typed
    "wording_id", "seat_id", "line_id", "csrf_token", "allowed", "side", "leave", "on", "shown", "next", "rows",
    "act", "row", "month", "shows", "station_id", "sort", "level-{grid.id}", "column-{at}", "at", "at.x",
    "at.y", "family", "then",
}  # fmt: skip


def test_no_route_reads_typed_words_past_the_door() -> None:
    found, typed = [], re.compile(r"(?:request|asked)\.form(?:\.get)?[(\[]f?\"([^\"]+)\"")
    for file in sorted(Path("webapp").rglob("*.py")):
        for name in typed.findall(file.read_text(encoding="utf-8")):
            if name not in OWN_VALUES:
                found.append(f"{file}: {name}")
    assert not found, found
