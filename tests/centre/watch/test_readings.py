"""Whose data an account has seen: worked out from one line a request, within reach, masked, and itself written down."""

import io
import threading
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlmodel import Session, col, select

from tests.conftest import SERVER, HouseClient
from tests.register.register import homes
from tests.town import Town
from webapp.centre.watch import people_queries, queries, rules
from webapp.core.data import db
from webapp.core.files.tables import as_csv
from webapp.core.time import clock
from webapp.core.trust.history import AuditLine
from webapp.people.accounts import access, reading_services
from webapp.people.accounts.permissions import Action
from webapp.register.register import resident_services, services


@pytest.fixture
def home(session: Session, town: Town) -> dict[str, str]:
    with db.transaction() as session:
        building = homes.build(session, town)
        home = homes.settle(session, town, building)
        child = homes.add(session, town, home, phone="13920001111")
        return {"household": home.id, "child": child.id, "building": building.id, "label": home.label}


def lines(session: Session, verb: str) -> list[AuditLine]:
    session.rollback()
    return list(session.exec(select(AuditLine).where(AuditLine.verb == verb).order_by(col(AuditLine.id))))


def seen(session: Session, town: Town, reader: str = "zhou", of: str = "wang") -> people_queries.Shown:
    actor, today = town.actor(reader, Action.TRACE_READING), clock.today()
    return people_queries.shown(session, actor, queries.readings_of(session, actor, town.accounts[of], today, today))


def test_a_request_is_one_line_whatever_it_shows(
    client: HouseClient, session: Session, town: Town, home: dict[str, str]
) -> None:
    client.sign_in(town.wang)
    for address in ("/register/residents", f"/register/households/{home['household']}", "/register/?q=单小军"):
        client.get(address)
    listed, opened, found = (lines(session, verb) for verb in ("read_list", "read_household", "read_search"))
    assert [len(one) for one in (listed, opened, found)] == [1, 1, 1]
    assert opened[0].row_id == home["household"] and opened[0].account_id == town.wang and opened[0].device
    assert home["child"] in (listed[0].after or "")


def test_what_is_refused_or_empty_is_no_reading(
    client: HouseClient, session: Session, town: Town, home: dict[str, str]
) -> None:
    client.sign_in(town.stranger)
    assert client.get(f"/register/households/{home['household']}").status_code == 404
    client.get("/register/?q=没有这个人")
    assert not lines(session, "read_household") + lines(session, "read_search")


@pytest.mark.skipif(bool(SERVER), reason="SQLite has one writer; the server's lines wait for their own community")
def test_behind_a_long_write_the_page_is_shown_without_its_line(
    app: Flask, client: HouseClient, session: Session, town: Town, home: dict[str, str],
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr(access, "NOTED_WITHIN", 0.1)
    client.sign_in(town.wang)
    began, ended = threading.Event(), threading.Event()

    def write_long() -> None:
        with db.TURNS[app.extensions["engine"]].taken():
            began.set()
            ended.wait(60)

    writer = threading.Thread(target=write_long)
    writer.start()
    began.wait(60)
    try:
        answer = client.get(f"/register/households/{home['household']}")
    finally:
        ended.set()
        writer.join()
    assert answer.status_code == 200
    assert "ETag" not in answer.headers  # whoever asks again is drawn it again, and written down
    assert "was not written down" in caplog.text and not lines(session, "read_household")


def test_people_fields_and_ways_are_put_together(
    client: HouseClient, session: Session, town: Town, home: dict[str, str]
) -> None:
    client.sign_in(town.wang)
    client.get(f"/register/households/{home['household']}")
    client.get(f"/register/households/{home['household']}")
    with db.transaction() as writing:
        child = writing.get_one(resident_services.Resident, home["child"])
        resident_services.reveal(writing, town.actor("wang", Action.REVEAL_SENSITIVE), child, reason="送药要打电话")
    found = seen(session, town)
    by_id = {one.resident_id: one for one in found.people}
    assert len(by_id) == 2 and by_id[home["child"]].times == 3
    assert {rules.NUMBER, rules.MASKED_NAME} <= by_id[home["child"]].fields
    assert by_id[home["child"]].name == "单*军" and by_id[home["child"]].label == home["label"]
    (head,) = (one for one in found.people if one.resident_id != home["child"])
    assert head.times == 2 and rules.NUMBER not in head.fields


def test_the_phone_that_took_the_grid_along_has_seen_everybody_in_it(
    client: HouseClient, session: Session, town: Town, home: dict[str, str]
) -> None:
    client.sign_in(town.wang)
    answer = client.get("/sync/household").get_json()
    assert len(lines(session, "read_grid")) == 1
    client.get(f"/sync/household?since={answer['version']}")
    assert len(lines(session, "read_grid")) == 1, "nothing new was taken"
    assert {one.resident_id for one in seen(session, town).people} >= {home["child"]}


def test_who_lives_there_later_was_not_seen(session: Session, town: Town, home: dict[str, str]) -> None:
    """The home was opened before this child was entered there."""
    with db.transaction() as writing:
        actor = town.actor("wang", Action.SEE_REGISTER)
        reading_services.note_reading(writing, actor, "read_household", "household", [home["household"]])
        services.move_out(
            writing, town.actor("li", Action.CHANGE_REGISTER),
            writing.get_one(services.Household, home["household"]), on=clock.today() - timedelta(days=0),
        )  # fmt: skip
    reading = queries.readings_of(session, town.actor("zhou"), town.wang, clock.today(), clock.today())[0]
    later = rules.Reading(**(vars(reading) | {"at": datetime.now(UTC) + timedelta(days=2)}))
    actor = town.actor("zhou", Action.TRACE_READING)
    assert len(people_queries.shown(session, actor, [reading]).people) == 2
    assert not people_queries.shown(session, actor, [later]).people


def test_an_exported_list_names_its_rows(
    client: HouseClient, session: Session, town: Town, home: dict[str, str]
) -> None:
    client.sign_in(town.li)
    assert client.post("/lists/residents/workbook", data={"query": ""}).status_code == 200
    (line,) = lines(session, "export_list")
    client.sign_in(town.zhou)
    page = client.get(f"/readings/lines/{line.id}").get_data(as_text=True)
    assert "导出清单" in page and home["label"] in page and "单小军" not in page and "单*军" in page


def test_the_auditor_asks_by_name_and_takes_the_list_with_a_reason(
    client: HouseClient, session: Session, town: Town, home: dict[str, str]
) -> None:
    client.sign_in(town.wang).get(f"/register/households/{home['household']}")
    client.sign_in(town.zhou)
    found = client.get("/readings/?who=王秀英")
    assert found.status_code == 303 and town.wang in found.location
    page = client.get(found.location).get_data(as_text=True)
    assert home["label"] in page and "不作考核" not in page and "打开一户" in page
    assert f"今天 {clock.local(clock.now()):%H:}" in page and "+00:00" not in page  # moments as every page says them
    refused = client.post(f"/readings/accounts/{town.wang}/workbook", data={"why": "查"})
    assert refused.status_code == 422 and "至少四个字" in refused.get_data(as_text=True)
    for turn in (1, 2):
        sheet = client.post(f"/readings/accounts/{town.wang}/workbook", data={"why": "手机丢了，查有谁"})
        rows = list(load_workbook(io.BytesIO(sheet.data)).worksheets[0].iter_rows(values_only=True))
        assert (len(rows) == 3 and rows[1][2] == "单*军") or rows[2][2] == "单*军"
        assert len([one for one in lines(session, "trace_readings") if one.reason]) == turn


def test_an_unknown_name_and_one_out_of_reach_are_the_same(
    client: HouseClient, session: Session, town: Town, home: dict[str, str]
) -> None:
    client.sign_in(town.zhou)
    page = client.get("/readings/?who=没有这个人")
    assert page.status_code == 422 and "没有这个人。请写登录名" in page.get_data(as_text=True)
    assert client.get(f"/readings/accounts/{home['household']}").status_code == 404
    assert client.get(f"/readings/lines/{home['household']}").status_code == 404


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "x"])
def test_a_day_nobody_counts_with_is_as_if_none_were_said(client: HouseClient, town: Town, day: str) -> None:
    client.sign_in(town.zhou)
    usual = client.get(f"/readings/accounts/{town.wang}?last=2026-11-20")
    for path in (f"/readings/accounts/{town.wang}", f"/readings/accounts/{town.wang}/letter"):
        assert client.get(f"{path}?first={day}").status_code == 200
        assert client.get(f"{path}?last={day}").status_code == 200
    assert client.get(f"/readings/accounts/{town.wang}?last=2026-11-20&first={day}").data == usual.data


@pytest.mark.parametrize("name", ["wang", "li", "chen", "zhao", "qian"])
def test_nobody_else_may_ask(client: HouseClient, town: Town, name: str) -> None:
    client.sign_in(town.accounts[name])
    assert client.get("/readings/").status_code == 403
    assert client.post(f"/readings/accounts/{town.wang}/workbook", data={"why": "想知道"}).status_code == 403


def test_the_letter_says_what_the_law_asks(
    client: HouseClient, session: Session, town: Town, home: dict[str, str]
) -> None:
    client.sign_in(town.wang).get(f"/register/households/{home['household']}")
    client.sign_in(town.he)
    page = client.get(f"/readings/accounts/{town.wang}/letter").get_data(as_text=True)
    for words in (
        "第五十七条",
        "哪些信息",
        "可能有什么危害",
        "已经做了什么",
        "您可以做什么",
        "姓名（遮住）",
        home["label"],
    ):
        assert words in page


def test_the_command_writes_a_table(client: HouseClient, app: Flask, town: Town, home: dict[str, str]) -> None:
    client.sign_in(town.wang).get(f"/register/households/{home['household']}")
    told = app.test_cli_runner().invoke(args=["readings", "show", "wang"])
    assert told.exit_code == 0 and home["label"] in told.output and "单小军" not in told.output
    assert app.test_cli_runner().invoke(args=["readings", "show", "nobody-there"]).exit_code == 1


def test_pages_with_people_carry_the_readers_name(client: HouseClient, town: Town, home: dict[str, str]) -> None:
    client.sign_in(town.wang)
    for address in (f"/register/households/{home['household']}", f"/register/residents/{home['child']}", "/register/",
                    "/register/residents", f"/register/buildings/{home['building']}"):  # fmt: skip
        page = client.get(address).get_data(as_text=True)
        assert 'class="wm"' in page and "王秀英 " in page.split('id="wm"')[1], address
        assert "style=" not in page.split('class="wm"')[1].split("</svg>")[0]
    assert 'class="wm"' not in client.get("/me").get_data(as_text=True)
    client.sign_in(town.li)
    assert 'class="wm"' in client.get("/lists/residents/paper").get_data(as_text=True)


def test_the_history_keeps_readings_apart_from_acts(client: HouseClient, town: Town, home: dict[str, str]) -> None:
    client.sign_in(town.wang).get(f"/register/households/{home['household']}")
    client.sign_in(town.zhou)
    assert "打开一户" not in client.get("/history").get_data(as_text=True)
    assert "打开一户" in client.get("/history?which=read").get_data(as_text=True)


def test_what_leaves_as_a_table_says_in_every_line_who_took_it() -> None:
    tables = {"answers": [["_home", "note"], ["602", "=1+1"], ["601", ""]], "people": [["_parent_id"], ["x"]]}
    packed = zipfile.ZipFile(io.BytesIO(as_csv(tables, watermark="李静 2026-11-29 09:00")))
    lines = packed.read("answers.csv").decode("utf-8-sig").splitlines()
    assert lines[0] == "_home,note,_taken_by"
    assert [line.rsplit(",", 1)[1] for line in lines[1:]] == ["李静 2026-11-29 09:00"] * 2
    assert packed.read("people.csv").decode("utf-8-sig").splitlines()[1] == "x,李静 2026-11-29 09:00"
    assert as_csv({"answers": [["a"], ["1"]]}).decode("utf-8-sig").splitlines() == ["a", "1"]
