"""A backup older than the day comes back. What a phone, a printed code, a sent link or a signed paper depends on
must not have lived in the database alone."""

import base64
import json
import os
import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask
from sqlmodel import Session, select

from tests.centre.sync.test_records import HERE, record, send
from tests.conftest import HouseClient
from tests.council.promises.test_services import evening as evening
from tests.council.promises.test_services import hall as hall
from tests.council.promises.test_services import promise_of
from tests.council.sittings.hall import Hall
from tests.door.visits.conftest import Stair
from tests.door.visits.conftest import stair as stair
from tests.register.register import homes
from tests.town import Town
from tests.volunteering.certificates import papers
from webapp.centre.sync import phone_services
from webapp.core.data import backup, db, ids
from webapp.core.time import clock
from webapp.core.trust import signing, vault
from webapp.council.councils import meeting_services as meetings
from webapp.council.promises import link_services, promise_services
from webapp.council.promises.models import Promise, PromiseLink
from webapp.council.promises.rules import Act, State
from webapp.door.visits.models import Visit
from webapp.people.org import queries as org
from webapp.register.register.models import Building, Entrance, Household
from webapp.volunteering.certificates import services as certificates
from webapp.volunteering.certificates.models import Certificate
from webapp.volunteering.volunteers import services as volunteering
from webapp.volunteering.volunteers.services import Person

Restore = Callable[[], None]


@pytest.fixture
def old_day(session: Session, tmp_path: Path) -> Restore:
    """Calling it brings back the database as it is now: everything that happens until then is forgotten."""
    made = backup.make(db.engine(), tmp_path, lambda _: None)

    def restore() -> None:
        db.session().close()
        backup.restore(db.engine(), made, tmp_path, lambda _: None)
        db.session().rollback()

    return restore


def hello(client: HouseClient) -> dict[str, Any]:
    answer = client.post("/sync/hello", json={"nonce": "n", "device": ids.new()}, token=False, headers=HERE)
    assert answer.status_code == 200
    return answer.get_json()  # type: ignore[no-any-return]


def seal(keys: dict[str, Any], inside: dict[str, Any], account: str) -> bytes:
    """The queue as a file, as the phone writes it."""
    iv = os.urandom(12)
    data = AESGCM(base64.b64decode(keys["all"][keys["current"]])).encrypt(iv, json.dumps(inside).encode(), None)
    told = {"format": "fullgrid-queue-1", "account": account, "key": keys["current"]}
    return json.dumps(told | {"iv": base64.b64encode(iv).decode(), "data": base64.b64encode(data).decode()}).encode()


def test_a_phone_that_said_hello_after_the_backup_keeps_its_key(
    client: HouseClient, town: Town, stair: Stair, old_day: Restore, session: Session
) -> None:
    before = hello(client.sign_in(town.wang))
    queue = seal(before["keys"], {"records": [record(stair.home)]}, town.wang)
    old_day()
    after = hello(client.sign_in(town.wang))
    assert after["keys"] == before["keys"]
    assert after["epoch"] != before["epoch"], "and offers what it sent once more"
    assert hello(client.sign_in(town.ma))["keys"]["all"] != after["keys"]["all"], "a key is one person's"
    answer = client.post("/outbox/file", data={"file": (BytesIO(queue), "queue.json")})
    assert "收到 1 条" in answer.get_data(as_text=True)


def test_what_was_sealed_before_a_rotation_still_opens(
    client: HouseClient, town: Town, stair: Stair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = hello(client.sign_in(town.wang))["keys"]
    queue = seal(before, {"records": [record(stair.home)]}, town.wang)
    secret = os.environ["FULLGRID_SECRET"]
    try:
        (tmp_path / "ring.json").write_text(secret)
        monkeypatch.delenv("FULLGRID_SECRET")
        vault.rotate(tmp_path)
        after = hello(client.sign_in(town.wang))["keys"]
        assert after["current"] != before["current"]
        assert after["all"].items() >= before["all"].items()
        answer = client.post("/outbox/file", data={"file": (BytesIO(queue), "queue.json")})
        assert "收到 1 条" in answer.get_data(as_text=True)
    finally:
        monkeypatch.setenv("FULLGRID_SECRET", secret)
        vault.open_ring(tmp_path)


def test_a_sent_copy_of_a_lost_row_is_one_row_again(
    client: HouseClient, town: Town, stair: Stair, old_day: Restore, session: Session
) -> None:
    one = record(stair.home)
    [first] = send(client.sign_in(town.wang), one)
    old_day()
    [again] = send(client.sign_in(town.wang), one)
    assert (again["state"], again["hash"]) == ("receipt", first["hash"])


def test_the_card_at_a_door_entered_again_leads_to_that_door(
    client: HouseClient, town: Town, old_day: Restore, session: Session
) -> None:
    def founded() -> str:
        with db.transaction() as writing:
            building = homes.build(writing, town, name="9号楼")
        query = select(Entrance.token).where(Entrance.building_id == building.id, Entrance.name == "1门")
        return db.session().exec(query).one()

    printed = founded()
    old_day()
    assert client.get(f"/say/{printed}").status_code == 404
    founded()
    assert client.get(f"/say/{printed}").status_code == 200


def test_a_receipt_whose_voice_was_lost_says_so(
    client: HouseClient, town: Town, stair: Stair, old_day: Restore, session: Session
) -> None:
    home = session.get_one(Household, stair.home)
    door = session.exec(select(Entrance.token).where(Entrance.id == home.entrance_id)).one()
    told = {"category": "LIGHT", "words": "灯不亮", "door": "602", "name": "张", "phone": "13812345678"}
    receipt = client.post(f"/say/{door}", data=told).location.split("/progress/")[1].split("?")[0]
    old_day()
    lost = client.get(f"/progress/{receipt}")
    assert lost.status_code == 410
    assert "那条记录没有了" in lost.get_data(as_text=True)
    assert client.get(f"/progress?receipt={receipt}").status_code == 303
    assert client.get("/progress/7K3M-9QXA-2FHT").status_code == 404, "one we never gave stays unknown"


@pytest.mark.usefixtures("evening")
def test_a_link_that_was_sent_still_opens_once(client: HouseClient, town: Town, hall: Hall, tmp_path: Path) -> None:
    promise = promise_of(hall)
    with db.transaction() as session:
        owner = org.party(session, hall.parties["唐宁"])
        promise_services.transfer(session, hall.actor, promise, owner=owner, reason="物业换人")
    made = backup.make(db.engine(), tmp_path, lambda _: None)
    with db.transaction() as session:
        token = link_services.make_link(session, hall.actor, promise, purpose=Act.CONFIRM, sent_to="唐宁")
    db.session().close()
    backup.restore(db.engine(), made, tmp_path, lambda _: None)
    assert client.get(f"/promise/{token}").status_code == 200
    assert client.post(f"/promise/{token}", data={"yes": "1"}).status_code == 303
    assert client.post(f"/promise/{token}", data={"yes": "0", "note": "不了"}).status_code == 303, "once"
    assert "您认领了" in client.get(f"/promise/{token}").get_data(as_text=True)
    assert len(db.session().exec(select(PromiseLink).where(PromiseLink.purpose == Act.CONFIRM)).all()) == 1
    assert db.session().get_one(Promise, promise.id, populate_existing=True).state is State.ACTIVE
    assert client.get(f"/promise/{token[:-6]}AAAAAA").status_code == 404, "a forged one does not"


def test_a_paper_given_since_proves_itself_and_its_number_is_not_given_again(
    app: Flask, client: HouseClient, town: Town, old_day: Restore, session: Session
) -> None:
    paper = papers.issue(session, town)
    number, secret, key = paper.number, certificates.token(paper.id), signing.public_key()
    with db.transaction() as writing:
        volunteer = volunteering.enrol(
            writing, town.actor("li"), Person(name="刘淑珍"), community_id=town.community, consent=True
        ).number
    old_day()
    assert signing.public_key() == key
    page = client.get(f"/c/{secret}")
    assert "登记缺了这一张" in page.get_data(as_text=True)
    assert papers.issue(session, town, cause="test:2").number != number
    with db.transaction() as writing:
        fresh = volunteering.enrol(
            writing, town.actor("li"), Person(name="郭凤英"), community_id=town.community, consent=True
        )
        assert fresh.number != volunteer
    assert session.exec(select(Certificate)).one().seq > 1000
    assert not session.exec(select(Building).where(Building.name == "9号楼")).first()


def test_a_councils_addresses_and_a_check_in_code_are_the_same_when_entered_again(
    town: Town, old_day: Restore, session: Session
) -> None:
    def founded() -> tuple[str, ...]:
        with db.transaction() as writing:
            series = meetings.found_series(
                writing, town.actor("li"), community_id=town.community, name="“网格+”议事厅", place="社区活动室"
            )
            day = clock.today() + timedelta(days=3)
            meeting = meetings.plan_meeting(writing, town.actor("li"), series, held_on=day)
            return series.feed_token, series.board_token, meeting.check_in_token

    printed = founded()
    assert len({*printed, *founded()}) == 6, "two of one name have addresses of their own"
    old_day()
    assert founded() == printed


def test_a_note_at_a_door_is_answered_after_a_restore_and_once(
    client: HouseClient, town: Town, stair: Stair, old_day: Restore, session: Session
) -> None:
    missed = record(stair.home, outcome="nobody")
    send(client.sign_in(town.wang), missed)
    page = client.post(f"/doors/{stair.home}/note").text
    code = re.search(r"[2-9]{4} [2-9]{4}", page)
    assert code is not None
    told = {"code": code[0], "outcome": "fine"}
    old_day()
    assert client.post("/answer", data=told).status_code == 422, "nothing is known of that door yet"
    send(client.sign_in(town.wang), missed)  # the phone offers again what it sent
    assert client.post("/answer", data={"code": "2222 2222", "outcome": "fine"}).status_code == 422
    assert client.post("/answer", data=told).status_code == 200
    assert client.post("/answer", data=told).status_code == 422, "once"
    outcomes = [one.outcome for one in session.exec(select(Visit).where(Visit.household_id == stair.home))]
    assert sorted(outcomes) == ["fine", "nobody"]


def test_a_volunteers_phone_that_was_forgotten_is_told_so(client: HouseClient, town: Town) -> None:
    client.set_cookie("fullgrid_device", "a-phone-known-before", path="/v")
    page = client.get("/v").text
    assert "这台手机现在不在册" in page and page.index("前台的口令") < page.index("这台手机登录过")


def test_what_the_ring_alone_says_is_the_same_in_a_process_started_afresh(
    town: Town, old_day: Restore, session: Session
) -> None:
    """Signs of micro-gardens, calendars, cards, phones and the index of numbers rest on the ring and on words."""

    def said() -> list[Any]:
        garden, feed = vault.token("plot", town.community, "春晖园", "3"), vault.token("council-feed", "议事厅")
        return [garden, feed, phone_services.phone_keys(town.wang), vault.blind_index("13812345678")]

    before = said()
    old_day()
    vault.open_ring(Path("/nonexistent"))  # the ring of FULLGRID_SECRET, read again
    assert said() == before


def test_a_sign_in_of_before_still_counts_and_one_made_since_asks_again(
    client: HouseClient, town: Town, session: Session, tmp_path: Path
) -> None:
    client.sign_in(town.he)
    with client.session_transaction() as web:
        known = dict(web)
    made = backup.make(db.engine(), tmp_path, lambda _: None)
    client.sign_in(town.he)
    db.session().close()
    backup.restore(db.engine(), made, tmp_path, lambda _: None)
    assert client.get("/machine/").status_code == 303, "asked to sign in, not an error"
    with client.session_transaction() as web:
        web.clear()
        web.update(known)
    assert client.get("/machine/").status_code == 200
