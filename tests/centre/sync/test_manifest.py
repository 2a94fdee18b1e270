"""What a phone keeps of the program changes with the program only: not with what happens in the district."""

import gzip
from typing import Any

import brotli  # type: ignore[import-untyped]
from flask import Flask
from sqlmodel import Session

from tests.centre.sync.test_records import HERE, record, send
from tests.conftest import HouseClient
from tests.door.gardens.test_gardens import found, keep, plots
from tests.exchange.loans.ground import ground as station
from tests.exchange.shop.ground import shelf
from tests.register.register.homes import build, settle
from tests.town import Town
from tests.volunteering.certificates.papers import issue
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.exchange.shop import stock_services as stock
from webapp.volunteering.certificates import services


def test_a_certificate_issued_and_ended_makes_no_new_release_but_another_list(
    app: Flask, client: HouseClient, session: Session, town: Town
) -> None:
    def hello(known: str = "") -> Any:
        given = {"nonce": "n", "device": ids.new(), "ended": known}
        return client.post("/sync/hello", json=given, token=False, headers=HERE).get_json()["ended"]

    client.sign_in(town.wang)
    release, before = client.get("/sync/manifest").get_json()["release"], hello()["version"]
    assert client.get("/c/list").get_json()["version"] == before
    paper = issue(session, town, "one")
    assert hello(before) is None, "a new paper ends nothing, and what is known is not sent again"
    with db.transaction(session) as writing:
        services.end(writing, None, paper, reason="错发")
    listed = hello(before)
    assert listed["version"] != before
    assert listed["ended"] == [[services.mark(paper.id), "void", clock.today().isoformat()]]
    assert hello(listed["version"]) is None
    assert client.get("/sync/manifest").get_json()["release"] == release


def test_what_a_phone_fetches_is_packed_for_whoever_can_unpack(client: HouseClient, town: Town) -> None:
    client.sign_in(town.wang)
    plain = client.get("/sync/manifest").get_data()
    for way, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        answer = client.get("/sync/manifest", headers={"Accept-Encoding": way})
        assert answer.headers["Content-Encoding"] == way
        assert "no-store" in answer.headers["Cache-Control"]
        assert len(answer.get_data()) < len(plain) / 3
        assert unpack(answer.get_data()) == plain


def test_a_phone_carries_what_its_forms_ask_for_and_nobody_elses(
    client: HouseClient, session: Session, town: Town
) -> None:
    """A household: door, names, what to know before knocking. A stall: its own goods. A garden: its beds, with keepers
    by masked name. Nothing sealed leaves."""
    with db.transaction(session) as writing:
        station(writing, town)
        keep(writing, town, plots(writing, found(writing, town, building_name="9号楼"))[0])
        settle(writing, town, build(writing, town))
        stock.allot(writing, town.actor("qian"), shelf(writing, town), counter="广场", account_id=town.qian, quantity=3)
    carried = {}
    for who in ("wang", "qian", "li", "stranger"):
        client.sign_in(town.accounts[who])
        carried[who] = client.get("/sync/household").get_json()
    assert [len(carried[who]["stall"]) for who in carried] == [0, 1, 0, 0]
    assert [len(carried[who]["buildings"]) for who in carried] == [1, 0, 0, 0]
    assert [len(carried[who]["gardens"]) for who in carried] == [1, 0, 1, 0]
    bed = carried["wang"]["gardens"][0]["plots"][0]
    assert set(bed) == {"id", "n", "title", "detail", "kept", "status", "looks", "days"}
    assert bed["detail"] == "高*姨"
    assert [len(carried[who]["tools"]) for who in carried] == [0, 2, 2, 0]
    assert set(carried["qian"]["tools"][0]) == {"number", "name", "days", "note", "parts"}
    assert set(carried["qian"]["stall"][0]) == {"id", "name", "points", "left", "measure"}
    [home] = carried["wang"]["buildings"][0]["households"]
    assert set(home) == {
        "id", "entrance_id", "entrance", "door", "label", "room", "head", "key", "flags", "cadence", "due", "state",
        "last", "people", "rented", "note",
    }  # fmt: skip
    assert {key for person in home["people"] for key in person} == {"id", "name", "pinyin", "initials", "tail"}


def test_what_is_open_on_the_stairs_goes_with_the_phone_and_nobodys_name(
    client: HouseClient, town: Town, session: Session
) -> None:
    with db.transaction(session) as writing:
        home = settle(writing, town, build(writing, town))
    heard = {"topic": ["need"], "need": ["REPAIR"], "words": ["王桂芬家窗户关不严"]}
    client.sign_in(town.wang)
    assert send(client, record(home.id, "something", fields=heard))[0]["state"] == "receipt"
    [building] = client.get("/sync/household").get_json()["buildings"]
    [case] = building["cases"]
    assert set(case) == {"id", "title", "place", "state", "entrance_id", "due"}
    assert case["entrance_id"] == home.entrance_id
    assert "王桂芬" not in str(case)
    client.sign_in(town.ma)
    assert client.get("/sync/household").get_json()["buildings"] == []
