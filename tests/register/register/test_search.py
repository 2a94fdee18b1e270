import pytest
from sqlmodel import Session

from tests.register.register import homes
from tests.town import Town
from webapp.core.data import db
from webapp.people.accounts.permissions import Action
from webapp.register.merchants import services as merchant_services
from webapp.register.register.search_queries import search
from webapp.register.register.search_rules import BUILDING_TAIL, place_number


@pytest.fixture
def settled(session: Session, town: Town) -> Session:
    with db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town))
        homes.add(session, town, home, name="单秀英", phone="13800135678", id_number=homes.ID_NUMBER)
        actor = town.actor("li", Action.CHANGE_REGISTER)
        merchant_services.add_merchant(session, actor, grid_id=town.grid1, name="满意面馆", shop_no="A12", trade="餐饮")
    return session


@pytest.mark.parametrize(
    "words",
    [
        "单秀",
        "秀英",
        "单秀英",
        "shanxiu",
        "sxy",
        "602",
        "3-2-602",
        "3号楼2门",
        "冬梅轩3号楼",
        "3-602",
        "3#2-602",
        "3#602",
        "3号楼2门602",
        "3栋2单元602室",
        "三号楼二门602",
        "冬梅轩3-2-602",
        "冬梅轩 3-602",
        "梅轩3#2-602",
        "2门602",
        "３－２－６０２",
        "\u200b3—2—602",
        "冬梅轩",
        "１３８００１３５６７８",
        "5678",
        "13800135678",
        homes.ID_NUMBER,
    ],
)
def test_a_person_is_found_by_any_of_them(settled: Session, town: Town, words: str) -> None:
    found = search(settled, town.actor("wang", Action.SEE_REGISTER), words)
    assert any(line.kind in ("household", "building") for line in found), words


@pytest.mark.parametrize(
    "words", ["单英", "dan", "603", "4-2-602", "4-602", "3-603", "3门602", "夏荷轩3号楼",
     "夏荷轩3-602", "567", "13800135679", "", " ", "%", "王_芬"]
)
def test_what_is_not_there_is_not_found(settled: Session, town: Town, words: str) -> None:
    assert search(settled, town.actor("wang", Action.SEE_REGISTER), words) == []


def test_a_shop_is_found_by_its_middle(settled: Session, town: Town) -> None:
    for words in ("面馆", "满意", "mymg", "manyi"):
        found = search(settled, town.actor("wang", Action.SEE_REGISTER), words)
        assert [(line.kind, line.title) for line in found] == [("merchant", "满意面馆")]


def test_names_in_a_list_are_masked(settled: Session, town: Town) -> None:
    found = search(settled, town.actor("wang", Action.SEE_REGISTER), "单秀英")
    assert [line.title for line in found] == ["单*英"]


@pytest.mark.parametrize("who", ["stranger", "ma"])
def test_a_stranger_finds_nobody(settled: Session, town: Town, who: str) -> None:
    for words in ("单秀英", "sxy", "602", "5678", "满意"):
        assert search(settled, town.actor(who, Action.SEE_REGISTER), words) == []


def test_a_building_is_found_by_its_name_or_its_letters(settled: Session, town: Town) -> None:
    for words in ("冬梅轩", "梅轩", "dmx"):
        found = search(settled, town.actor("wang", Action.SEE_REGISTER), words)
        assert ("building", "冬梅轩3号楼") in [(line.kind, line.title) for line in found], words
    assert search(settled, town.actor("ma", Action.SEE_REGISTER), "冬梅轩") == []


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("3号楼", "3"), ("3栋", "3"), ("3#", "3"), ("三号楼", "3"), ("十二幢", "12"), ("二十三号楼", "23"),
        ("东1号楼", "东1号楼"),
    ],
)
def test_one_building_has_many_ways_to_be_written(word: str, number: str) -> None:
    assert place_number(word, BUILDING_TAIL) == number
