from datetime import date

import pytest
from flask import Flask
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.lines import lines_about
from tests.register.register import homes
from tests.town import Town
from tests.volunteering.test_posted_twice import twice
from webapp.core.data import db
from webapp.people.accounts.permissions import Action
from webapp.register.register import board_queries
from webapp.register.register.models import Building, Household, Resident

NOWHERE = "01900000-0000-7000-8000-00000000dead"


@pytest.fixture
def home(app: Flask, town: Town) -> dict[str, str]:
    """Ids of one household with two people, for tests over HTTP."""
    with app.app_context(), db.transaction() as session:
        building = homes.build(session, town)
        made = homes.settle(session, town, building)
        son = homes.add(
            session, town, made, name="单秀英", phone="13800135678", id_number=homes.ID_NUMBER, health="听力弱"
        )
        return {"building": building.id, "home": made.id, "son": son.id, "version": str(made.version)}


@pytest.fixture
def wang(client: HouseClient, town: Town) -> HouseClient:
    return client.sign_in(town.wang)


def test_the_index_lists_buildings_and_finds_people(wang: HouseClient, home: dict[str, str]) -> None:
    assert "冬梅轩3号楼" in wang.get("/register/").text
    page = wang.get("/register/?q=sxy").text
    assert "单*英" in page
    assert "13800135678" not in page
    assert "没有找到" in wang.get("/register/?q=没有这个人").text


def test_htmx_gets_the_list_and_a_browser_the_page(wang: HouseClient, home: dict[str, str]) -> None:
    fragment = wang.get("/register/?q=602", htmx=True)
    assert fragment.text.lstrip().startswith('<section id="found"')
    assert "HX-Request" in fragment.headers["Vary"]
    assert "<html" in wang.get("/register/?q=602").text


@pytest.mark.parametrize(
    "words", ["<img src=x onerror=alert(1)>", "'; DROP TABLE resident; --", "%" * 40, "＊", "💡💡"]
)
def test_anything_may_be_typed_into_the_search(wang: HouseClient, home: dict[str, str], words: str) -> None:
    answer = wang.get("/register/", query_string={"q": words})
    assert answer.status_code == 200
    assert "<img src=x" not in answer.text


def test_nul_is_refused_before_any_database_sees_it(wang: HouseClient, home: dict[str, str]) -> None:
    assert wang.get("/register/", query_string={"q": "a\x00"}).status_code == 400


def test_a_household_page_is_masked(wang: HouseClient, home: dict[str, str]) -> None:
    page = wang.get(f"/register/households/{home['home']}").text
    assert "王*芬" in page
    assert "138****5678" in page
    for secret in ("王桂芬", "单秀英", "13800135678", homes.ID_NUMBER, "听力弱"):
        assert secret not in page
    person = wang.get(f"/register/residents/{home['son']}").text
    for secret in ("单秀英", "13800135678", homes.ID_NUMBER, "听力弱"):
        assert secret not in person


def test_revealing_needs_a_reason_and_shows_once(wang: HouseClient, home: dict[str, str], app: Flask) -> None:
    url = f"/register/residents/{home['son']}/revelation"
    refused = wang.post(url, data={"reason": "看"})
    assert refused.status_code == 422
    assert refused.text.count("请写一句为什么要看，至少四个字。") >= 2
    shown = wang.post(url, data={"reason": "老人走失，联系家属"})
    assert "13800135678" in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    assert wang.get(url).status_code == 405
    with app.app_context():
        assert lines_about(db.session(), home["son"])[0].verb == "reveal_resident"


def test_revealing_is_throttled(wang: HouseClient, home: dict[str, str]) -> None:
    url = f"/register/residents/{home['son']}/revelation"
    answers = [wang.post(url, data={"reason": "逐个核对电话"}).status_code for _ in range(31)]
    assert answers[:30] == [200] * 30
    assert answers[30] == 429


def test_a_household_is_changed_and_an_old_page_is_told(wang: HouseClient, home: dict[str, str], app: Flask) -> None:
    url = f"/register/households/{home['home']}/details"
    page = wang.get(url).text
    assert f'value="{home["version"]}"' in page
    fields = {"flags": ["lives_alone", "elderly"], "note": "敲门重一点", "version": home["version"]}
    assert wang.post(url, data=fields).status_code == 303
    again = wang.post(url, data={**fields, "note": "我也改了"})
    assert again.status_code == 422
    assert "别人也改了这一页" in again.text
    assert "我也改了" in again.text
    with app.app_context():
        kept = db.session().get_one(Household, home["home"])
        assert (kept.flags, kept.note) == (["lives_alone", "elderly"], "敲门重一点")


@pytest.mark.parametrize("fields", [{"flags": "not_a_flag"}, {"note": "长" * 501}, {"version": "x"}])
def test_a_bad_household_form_is_refused_in_place(
    wang: HouseClient, home: dict[str, str], fields: dict[str, str]
) -> None:
    answer = wang.post(f"/register/households/{home['home']}/details", data={"version": home["version"], **fields})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_a_person_is_added_changed_and_blank_sealed_fields_stay(
    wang: HouseClient, home: dict[str, str], app: Flask
) -> None:
    page = f"/register/households/{home['home']}/residents"
    twice(wang, page, page, {"name": "单小军", "relation": "child"})
    assert wang.get(f"/register/households/{home['home']}").text.count("单*军") == 1
    url = f"/register/residents/{home['son']}/details"
    assert "138****5678" in wang.get(url).text
    assert "13800135678" not in wang.get(url).text
    done = wang.post(
        url, data={"name": "单秀英", "relation": "spouse", "work": "退休", "version": "1", "forget": "health"}
    )
    assert done.status_code == 303
    with app.app_context():
        person = db.session().get_one(Resident, home["son"])
        assert (person.phone, person.id_number, person.health) == ("13800135678", homes.ID_NUMBER, None)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "这一项要填。"),
        ({"relation": "landlord"}, "请从给出的选项里选。"),
        ({"phone": "123"}, "请填 11 位手机号，或带区号的座机。"),
        ({"id_number": "110105194912310021"}, "证件号不对"),
        ({"id_number": "110105491231002"}, "15 位的旧身份证号"),
        ({"born_on": "2999-01-01"}, "出生日期不能晚于今天。"),
        ({"born_on": "昨天"}, "请写成 2026-06-30 这样的日期。"),
    ],
)
def test_a_bad_person_is_refused_at_the_field_and_in_the_summary(
    wang: HouseClient, home: dict[str, str], fields: dict[str, str], words: str
) -> None:
    given = {"name": "单小军", "relation": "child", **fields}
    answer = wang.post(f"/register/households/{home['home']}/residents", data=given)
    assert answer.status_code == 422
    assert answer.text.count(words) >= 2


def test_somebody_leaves_and_a_household_moves_out(wang: HouseClient, home: dict[str, str], app: Flask) -> None:
    gone = wang.post(f"/register/residents/{home['son']}/departure", data={"on": "2026-11-01"})
    assert gone.status_code == 303
    assert wang.post(f"/register/residents/{home['son']}/departure", data={"on": "昨天"}).status_code == 422
    out = wang.post(f"/register/households/{home['home']}/departure", data={"on": "2026-11-02"})
    assert out.headers["Location"].endswith(f"/register/buildings/{home['building']}")
    with app.app_context():
        assert db.session().get_one(Household, home["home"]).moved_out_on == date(2026, 11, 2)
        assert db.session().get_one(Resident, home["son"]).left_on == date(2026, 11, 1)


def test_an_empty_door_gets_a_household_once(wang: HouseClient, home: dict[str, str], app: Flask, town: Town) -> None:
    with app.app_context():
        board = board_queries.board(db.session(), town.actor("wang", Action.SEE_REGISTER), home["building"])
        empty = next(door for door in board.entrances[0].doors if door.household_id is None)
    url = f"/register/dwellings/{empty.dwelling_id}/household"
    assert "登记一户" in wang.get(url).text
    assert wang.post(url, data={"head_name": ""}).status_code == 422
    assert wang.post(url, data={"head_name": "赵新民"}).status_code == 303
    again = wang.post(url, data={"head_name": "钱一鸣"})
    assert again.status_code == 422
    assert "赵*民" in again.text


def test_a_host_founds_a_building_and_a_worker_may_not(client: HouseClient, town: Town, app: Flask) -> None:
    fields = {"grid_id": town.grid1, "name": "9号楼", "estate": "冬梅轩", "entrances": "2", "floors": "3",
              "rooms_per_floor": "2", "use": "residential"}  # fmt: skip
    assert client.sign_in(town.wang).post("/register/buildings", data=fields).status_code == 403
    host = client.sign_in(town.li)
    assert "建一栋楼" in host.get("/register/buildings/new").text
    assert host.post("/register/buildings", data=fields).status_code == 303
    assert host.post("/register/buildings", data=fields).status_code == 422
    assert host.post("/register/buildings", data={**fields, "grid_id": town.far_grid}).status_code == 422
    assert host.post("/register/buildings", data={**fields, "floors": "900"}).status_code == 422
    with app.app_context():
        assert len(db.session().exec(select(Building)).all()) == 1


PAGES = [
    ("get", "/register/buildings/{building}"),
    ("get", "/register/households/{home}"),
    ("get", "/register/households/{home}/details"),
    ("post", "/register/households/{home}/details"),
    ("post", "/register/households/{home}/departure"),
    ("get", "/register/households/{home}/residents"),
    ("post", "/register/households/{home}/residents"),
    ("get", "/register/residents/{son}"),
    ("get", "/register/residents/{son}/details"),
    ("post", "/register/residents/{son}/details"),
    ("post", "/register/residents/{son}/revelation"),
    ("post", "/register/residents/{son}/departure"),
]


@pytest.mark.parametrize(("method", "address"), PAGES)
def test_a_stranger_gets_404_everywhere(
    client: HouseClient, town: Town, home: dict[str, str], method: str, address: str
) -> None:
    for who in (town.stranger, town.ma):
        answer = getattr(client.sign_in(who), method)(address.format(**home))
        assert answer.status_code == 404
    nowhere = address.format(building=NOWHERE, home=NOWHERE, son=NOWHERE)
    assert getattr(client.sign_in(town.wang), method)(nowhere).status_code == 404


@pytest.mark.parametrize(("method", "address"), PAGES)
def test_a_wrong_role_gets_403(
    client: HouseClient, town: Town, home: dict[str, str], method: str, address: str
) -> None:
    assert getattr(client.sign_in(town.zhao), method)(address.format(**home)).status_code == 403


def test_the_search_page_needs_few_statements(wang: HouseClient, home: dict[str, str], session: Session) -> None:
    from sqlalchemy import event

    said: list[str] = []
    engine = wang.application.extensions["engine"]
    event.listen(engine, "before_cursor_execute", hear := lambda *told: said.append(told[2]))
    wang.get("/register/?q=sxy")
    event.remove(engine, "before_cursor_execute", hear)
    # the ninth finds the end of the history, which keeps who was looked for
    assert len([one for one in said if one.startswith("SELECT")]) <= 9
