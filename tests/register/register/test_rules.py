from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.text import phone_numbers
from webapp.core.text.pinyin import bigrams, pinyin_of, pinyin_of_words
from webapp.register.merchants.rules import is_credit_code
from webapp.register.register import rules
from webapp.register.register.rules import KeyFlag
from webapp.register.register.search_rules import Asked, Meaning, door_key, understand


def test_the_examples_printed_with_the_standard_pass() -> None:
    assert rules.is_id_number("11010519491231002X")
    assert rules.is_id_number("440524188001010014")
    assert rules.is_id_number("11010519491231002x")
    assert rules.is_id_number("１１０１０５１９４９１２３１００２Ｘ"), "a keyboard in full-width mode"


@pytest.mark.parametrize(
    "text", ["", "110105194912310021", "11010519490230002X", "1101051949123100", "110105491231002", "E12", "王12345678"]
)
def test_a_wrong_digit_a_day_that_never_was_and_old_numbers_are_refused(text: str) -> None:
    assert not rules.is_id_number(text)


@given(st.text(alphabet="0123456789X一", max_size=20))
def test_no_text_makes_the_id_check_fall_over(text: str) -> None:
    rules.is_id_number(text)
    is_credit_code(text)


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_changed_digit_is_always_noticed(place: int, by: int) -> None:
    good = "11010519491231002X"
    changed = good[:place] + str((int(good[place]) + by) % 10) + good[place + 1 :]
    assert not rules.is_id_number(changed)


def test_credit_code() -> None:
    assert is_credit_code("91350100M000100Y43")
    assert not is_credit_code("91350100M000100Y44")
    assert not is_credit_code("91350100I000100Y43")


@pytest.mark.parametrize(
    ("typed", "clean"),
    [("138 0013 8000", "13800138000"), ("+86 138-0013-8000", "13800138000"), ("022－2499 0000", "022-24990000")],
)
def test_phones_are_cleaned_as_people_type_them(typed: str, clean: str) -> None:
    assert phone_numbers.is_phone(typed)
    assert phone_numbers.clean(typed) == clean


@pytest.mark.parametrize("typed", ["", "12345678901", "1380013800", "24990000", "022-1999"])
def test_what_is_no_phone_is_refused(typed: str) -> None:
    assert not phone_numbers.is_phone(typed)


def test_the_shortest_promise_counts() -> None:
    assert rules.cadence_days([]) == 180
    assert rules.cadence_days([KeyFlag.LIVES_ALONE, KeyFlag.SERIOUS_ILLNESS]) == 15


def test_age_before_and_on_the_birthday() -> None:
    assert rules.age(date(1950, 3, 8), date(2026, 3, 7)) == 75
    assert rules.age(date(1950, 3, 8), date(2026, 3, 8)) == 76


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("单秀英", "shanxiuying", "sxy"),
        ("曾建国", "zengjianguo", "zjg"),
        ("仇小军", "qiuxiaojun", "qxj"),
        ("解放", "xiefang", "xf"),
        ("尉迟敏", "yuchimin", "ycm"),
        ("阿卜杜拉·买买提", "abodulamaimaiti", "abdlmmt"),
        ("", "", ""),
    ],
)
def test_surnames_are_read_as_surnames(name: str, pinyin: str, initials: str) -> None:
    assert pinyin_of(name) == (pinyin, initials)


def test_a_shop_has_no_surname_and_pairs_overlap() -> None:
    assert pinyin_of_words("单行道面馆")[1] == "dxdmg"
    assert bigrams("王秀英") == "王秀 秀英"


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("", Asked(Meaning.NOTHING)),
        ("  王秀 ", Asked(Meaning.NAME, "王秀")),
        ("WXY", Asked(Meaning.PINYIN, "wxy")),
        ("3号楼2门602", Asked(Meaning.DOOR, "3-2-602")),
        ("冬梅轩3号楼", Asked(Meaning.DOOR, "3", "冬梅轩")),
        ("3-2-602", Asked(Meaning.DOOR, "3-2-602")),
        ("602", Asked(Meaning.ROOM, "602")),
        ("5678", Asked(Meaning.ROOM_OR_TAIL, "5678")),
        ("13800138000", Asked(Meaning.PHONE, "13800138000")),
        ("11010519491231002x", Asked(Meaning.ID_NUMBER, "11010519491231002X")),
    ],
)
def test_what_was_meant(words: str, asked: Asked) -> None:
    assert understand(words) == asked


@given(st.text(max_size=60))
def test_anything_typed_is_understood_as_something(words: str) -> None:
    assert understand(words).meaning in Meaning


def test_a_door_is_short() -> None:
    assert door_key("3号楼", "2门", "602") == "3-2-602"
