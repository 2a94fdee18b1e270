"""Other people's platforms: each sees its part, one number is one case, what is told is signed and told again."""

import hashlib
import hmac
import http.server
import re
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlmodel import Session, func, select

from tests.conftest import HouseClient
from tests.town import Town
from webapp.casework.cases import handling_services
from webapp.casework.cases import services as cases
from webapp.casework.cases.models import GridCase, Source, Voice
from webapp.casework.cases.voice_services import Spoken
from webapp.centre.api import key_services, rules
from webapp.centre.api.models import ApiDelivery, ApiKey, ApiNumber
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.core.trust.history import AuditLine
from webapp.core.work import jobs
from webapp.people.accounts.permissions import Action

ALL = [scope.value for scope in rules.Scope]


def key(town: Town, *scopes: str, unit: str = "district", hook: str = "") -> tuple[str, str, str]:
    """(id, token, hook secret)."""
    with db.transaction() as session:
        made, token, secret = key_services.make_key(
            session, town.actor("he", Action.CHANGE_SETTINGS), name="12345 热线", unit_id=town.units[unit],
            scopes=scopes or ALL, hook_url=hook,
        )  # fmt: skip
        return made.id, token, secret


def told(town: Town, number: str = "12345-2026-1", **more: Any) -> dict[str, Any]:
    return {
        "number": number, "unit_id": town.units["grid1"], "category": "LIGHT", "words": "三层楼道灯不亮",
        "place": "3号楼2门", "speaker": {"name": "周桂兰", "phone": "13800138000"}, **more,
    }  # fmt: skip


def call(client: HouseClient, token: str, method: str, path: str, **how: Any) -> Any:
    return client.open(f"/api/v1{path}", method=method, headers={"Authorization": f"Bearer {token}"}, **how)


def test_a_case_comes_in_once_and_its_way_is_told(client: HouseClient, town: Town, session: Session) -> None:
    _, token, _ = key(town)
    first = call(client, token, "POST", "/cases", json=told(town))
    assert first.status_code == 201 and first.json["stage"] == "reported"
    again = call(client, token, "POST", "/cases", json=told(town))
    assert (again.status_code, again.json["id"]) == (200, first.json["id"])
    other = call(client, token, "POST", "/cases", json=told(town, words="别的事"))
    assert (other.status_code, other.json["field"]) == (409, "number")
    case = db.session().exec(select(GridCase)).one()
    assert (case.source, case.grid_id, case.place) == (Source.HOTLINE, town.units["grid1"], "3号楼2门")
    voice = db.session().exec(select(Voice)).one()
    assert (voice.speaker, voice.phone) == ("周桂兰", "13800138000")
    text = call(client, token, "GET", "/cases").get_data(as_text=True)
    assert "12345-2026-1" in text and not any(word in text for word in ("周桂兰", "13800138000", "三层"))
    db.session().rollback()
    verbs = db.session().exec(select(AuditLine.verb).where(AuditLine.device == "API 12345 热线")).all()
    assert {"api_case_in", "api_read"} <= set(verbs)


def test_the_citys_number_stands_beside_ours(client: HouseClient, town: Town, session: Session) -> None:
    _, hotline, _ = key(town, "cases_in")
    _, city, _ = key(town, "cases_out")
    made = [call(client, hotline, "POST", "/cases", json=told(town, f"A-{n}")).json["id"] for n in (1, 2)]
    named = call(client, city, "PUT", f"/cases/{made[0]}/number", json={"number": "CITY-9"})
    assert (named.status_code, named.json["your_number"]) == (200, "CITY-9")
    assert call(client, city, "PUT", f"/cases/{made[0]}/number", json={"number": "CITY-9"}).status_code == 200
    assert call(client, city, "PUT", f"/cases/{made[1]}/number", json={"number": "CITY-9"}).status_code == 409
    assert call(client, hotline, "GET", f"/cases/{made[0]}").json["your_number"] == "A-1"
    page = call(client, city, "GET", f"/cases?after={made[0]}").json
    assert [one["id"] for one in page["cases"]] == [made[1]]
    later = (clock.now() + timedelta(minutes=1)).isoformat()
    assert call(client, city, "GET", "/cases", query_string={"changed_since": later}).json["cases"] == []


def test_a_key_sees_its_part_and_does_what_it_may(client: HouseClient, town: Town, session: Session) -> None:
    _, district, _ = key(town)
    _, far, _ = key(town, unit="far_community")
    _, counts, _ = key(town, "counts")
    case_id = call(client, district, "POST", "/cases", json=told(town)).json["id"]
    assert call(client, far, "GET", f"/cases/{case_id}").status_code == 404
    assert call(client, far, "POST", "/cases", json=told(town)).status_code == 404
    assert call(client, far, "GET", "/cases").json["cases"] == []
    assert call(client, counts, "GET", "/units").status_code == 403
    names = [one["name"] for one in call(client, far, "GET", "/units").json["units"]]
    assert "名都园社区" in names and "冬梅轩社区" not in names
    year = {"since": "2026-01-01T00:00:00+08:00", "until": (clock.now() + timedelta(hours=1)).isoformat()}
    found = call(client, counts, "GET", "/counts", query_string=year).json["counts"]
    assert [one["reported"] for one in found if one["unit_id"] == town.community] == [1]
    assert call(client, counts, "GET", "/counts").status_code == 422


@pytest.mark.parametrize("moment", ["0004-02-29T00:00:00Z", "0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-08:00"])
def test_a_moment_far_away_is_a_moment(client: HouseClient, town: Town, session: Session, moment: str) -> None:
    """The 29th of February of a year that has one, moved into a year that has none, was a fault."""
    _, city, _ = key(town, "cases_out")
    assert call(client, city, "GET", "/cases", query_string={"changed_since": moment}).status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        {"category": "NOSUCH"}, {"said_at": "2020-01-01T00:00:00+08:00"}, {"words": " "}, {"more": 1},
        {"speaker": {"phone": "123"}}, {"said_at": "yesterday"}, {"number": "有 空格"},
    ],
)  # fmt: skip
def test_a_wrong_field_is_named_and_nothing_is_made(
    client: HouseClient, town: Town, session: Session, change: dict[str, Any]
) -> None:
    _, token, _ = key(town)
    answer = call(client, token, "POST", "/cases", json=told(town, **change))
    assert answer.status_code == 422 and answer.json["field"].startswith(next(iter(change)))
    assert not db.session().exec(select(func.count()).select_from(ApiNumber)).one()


def test_without_a_key_nothing_and_an_ended_one_is_none(client: HouseClient, town: Town, session: Session) -> None:
    key_id, token, _ = key(town)
    assert client.get("/api/v1/cases").status_code == 401
    assert client.sign_in(town.he).get("/api/v1/cases").status_code == 401, "a browser's session opens nothing here"
    assert call(client, token, "POST", "/cases", data="{").status_code == 415
    assert call(client, token, "POST", "/cases", data="[1]", content_type="application/json").status_code == 400
    with db.transaction() as session:
        key_services.end_key(session, town.actor("he", Action.CHANGE_SETTINGS), session.get_one(ApiKey, key_id))
    assert call(client, token, "GET", "/cases").headers["WWW-Authenticate"] == "Bearer"


def test_too_many_calls_wait(
    client: HouseClient, town: Town, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, token, _ = key(town)
    monkeypatch.setattr(rules, "CALLS_A_MINUTE", 2)
    codes = [call(client, token, "GET", "/units").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    monkeypatch.setattr(rules, "WRONG_KEYS", 2)
    assert [call(client, "no", "GET", "/units").status_code for _ in range(3)] == [401, 401, 429]


class Platform(http.server.BaseHTTPRequestHandler):
    answers: list[int]
    heard: list[tuple[dict[str, str], bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).heard.append((dict(self.headers), body))
        self.send_response(type(self).answers.pop(0))
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def platform() -> Iterator[Any]:
    Platform.answers, Platform.heard = [], []
    server = http.server.HTTPServer(("127.0.0.1", 0), Platform)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_what_became_of_it_is_told_signed_and_again_after_a_failure(
    app: Flask, client: HouseClient, town: Town, session: Session, platform: Any
) -> None:
    _, token, secret = key(town, "cases_in", hook=f"http://127.0.0.1:{platform.server_port}/hook")
    case_id = call(client, token, "POST", "/cases", json=told(town)).json["id"]
    Platform.answers[:] = [500, 200]
    with db.transaction() as session:
        wang = town.actor("wang", Action.HANDLE_CASE)
        handling_services.take(session, wang, session.get_one(GridCase, case_id))
    jobs.run_pending()
    waiting = db.session().exec(select(ApiDelivery)).one()
    assert (waiting.tries, waiting.answer, waiting.sent_at) == (1, "500", None)
    with db.transaction() as session:
        for queued in session.exec(select(jobs.Job).where(jobs.Job.kind == "api_deliver")):
            queued.due_at = clock.now()
    jobs.run_pending()
    sent = db.session().exec(select(ApiDelivery).execution_options(populate_existing=True)).one()
    assert sent.event == "accepted" and sent.sent_at is not None and len(Platform.heard) == 2
    headers, body = Platform.heard[-1]
    expected = hmac.new(secret.encode(), f"{headers['X-FullGrid-Timestamp']}.".encode() + body, hashlib.sha256)
    assert headers["X-FullGrid-Signature"] == "sha256=" + expected.hexdigest()
    assert headers["X-FullGrid-Delivery"] == sent.id and "三层" not in body.decode()


def test_a_case_taken_as_it_is_recorded_and_one_withdrawn_are_told_too(
    town: Town, session: Session, platform: Any
) -> None:
    key(town, "cases_out", hook=f"http://127.0.0.1:{platform.server_port}/hook")
    where, spoken = cases.Place(town.community, grid_id=town.grid1), Spoken("楼道灯不亮", Source.PATROL)
    light = cases.Matter(category_code="LIGHT")
    with db.transaction() as writing:
        wang = town.actor("wang", Action.HANDLE_CASE)
        cases.open_case(writing, wang, place=where, spoken=spoken, matter=light, take=True)
        mistaken = cases.open_case(writing, wang, place=where, spoken=spoken, matter=light)
        cases.withdraw_case(writing, wang, mistaken)
    assert [one.event for one in db.session().exec(select(ApiDelivery).order_by(ApiDelivery.made_at))] == [
        "accepted", "rejected",
    ]  # fmt: skip


def test_the_district_makes_and_ends_a_key_and_sees_it_once(client: HouseClient, town: Town, session: Session) -> None:
    client.sign_in(town.he)
    assert client.post("/interfaces/", data=_form(town, scopes=[])).status_code == 422
    assert "写全" in client.post("/interfaces/", data=_form(town, hook_url="ftp://x")).text
    made = client.post("/interfaces/", data=_form(town)).text
    token = made.split("fgk_")[1].split("<")[0]
    kept = db.session().exec(select(ApiKey)).one()
    assert kept.token_hash == hashlib.sha256(f"fgk_{token}".encode()).hexdigest()
    assert f"fgk_{token}" not in client.get(f"/interfaces/{kept.id}").text
    assert "停用了" in client.post(f"/interfaces/{kept.id}/end", follow_redirects=True).text
    assert client.post(f"/interfaces/{kept.id}/end").status_code == 409
    assert client.sign_in(town.accounts["li"]).get("/interfaces/").status_code == 403


def test_a_key_made_twice_is_one_and_its_text_is_not_shown_again(
    client: HouseClient, town: Town, session: Session
) -> None:
    client.sign_in(town.he)
    [once] = re.findall(r'name="once" type="hidden" value="([^"]+)"', client.get("/interfaces/").text)
    first, second = (client.post("/interfaces/", data=_form(town, once=once)) for _ in range(2))
    [kept] = session.exec(select(ApiKey)).all()
    assert "fgk_" in first.text and second.status_code == 303 and second.location.startswith(f"/interfaces/{kept.id}")
    told = client.get(second.location).text
    assert "已经开好了" in told and "fgk_" not in told and "停用这把钥匙" in told
    assert client.sign_in(town.zhou).post("/interfaces/", data=_form(town, once=once)).status_code == 403
    with db.transaction() as writing:
        writing.get_one(ApiKey, kept.id).made_by = ids.new()
    client.sign_in(town.he)
    assert client.post("/interfaces/", data=_form(town, once=once)).status_code == 404, "somebody else's"


def _form(town: Town, **more: Any) -> dict[str, Any]:
    return {"name": "市平台", "unit_id": town.units["district"], "scopes": ["cases_out"], "hook_url": "", **more}
