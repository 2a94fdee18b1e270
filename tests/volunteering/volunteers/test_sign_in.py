"""A PIN is worth nothing without a known phone; a code is worth one use; nobody learns who exists."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.town import Town
from tests.volunteering.volunteers.test_volunteers import enrol
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.web.errors import DomainError
from webapp.volunteering.volunteers import queries, services, signin_services
from webapp.volunteering.volunteers.models import CounterCode, Device, Pin, Volunteer
from webapp.volunteering.volunteers.signin_routes import DEVICE_COOKIE

PHONE = "13812345678"
SAME_WORDS = "没对上。再看一遍号码"


@pytest.fixture
def liu(session: Session, town: Town) -> Volunteer:
    with db.transaction():
        return enrol(session, town, phone=PHONE)


def code_of(client: HouseClient, town: Town, volunteer: Volunteer) -> str:
    client.sign_in(town.qian)
    html = client.post(f"/volunteers/{volunteer.id}/code").get_data(as_text=True)
    client.sign_out()
    shown = re.search(r'class="code">(\d{3}) (\d{3})<', html)
    assert shown
    return shown[1] + shown[2]


def test_a_code_from_the_counter_opens_the_page_once(client: HouseClient, town: Town, liu: Volunteer) -> None:
    code = code_of(client, town, liu)
    opened = client.post("/v/code", data={"who": PHONE, "code": code})
    assert (opened.status_code, opened.headers["Location"]) == (303, "/passbook")
    assert "刘淑珍，您好" in client.get("/passbook").get_data(as_text=True)
    assert "现在的密码" not in client.get("/me").get_data(as_text=True), "none was ever set"
    client.sign_out()
    again = client.post("/v/code", data={"who": PHONE, "code": code})
    assert again.status_code == 422 and SAME_WORDS in again.get_data(as_text=True)


def test_a_button_tapped_twice_lets_in_once_and_the_phone_is_known_once(
    client: HouseClient, town: Town, liu: Volunteer, session: Session
) -> None:
    """Without scripts one press can post the page twice, and only the second answer is read."""
    code = code_of(client, town, liu)
    typed = {"who": PHONE, "code": code, "own": "y", "csrf_token": client.token()}
    with client.session_transaction() as web_session:
        before = dict(web_session)
    client.post("/v/code", data=typed, token=False)
    with client.session_transaction() as web_session:
        web_session.clear()
        web_session.update(before)
    again = client.post("/v/code", data=typed, token=False)
    assert (again.status_code, again.headers["Location"]) == (303, "/passbook/sign-in")
    assert "刘淑珍，您好" in client.get("/passbook").get_data(as_text=True)
    assert len(queries.list_devices(session, liu.id)) == 1
    with client.session_transaction() as web_session:
        web_session.clear()
        web_session.update(before)
    with time_machine.travel(clock.now() + signin_services.ONE_TAP, tick=False):
        assert client.post("/v/code", data=typed, token=False).status_code == 422


def test_whoever_was_on_the_way_somewhere_arrives_there(client: HouseClient, town: Town, liu: Volunteer) -> None:
    """A code at an activity was scanned before anybody signed in; the code is copied as it stands on the screen."""
    code = code_of(client, town, liu)
    sent = client.get("/coming", headers={"Accept": "text/html"})
    signing = client.get(sent.headers["Location"]).get_data(as_text=True)
    assert 'href="/v?next=/coming"' in signing
    page = client.get("/v?next=/coming&who=Z00001").get_data(as_text=True)
    assert page.count('value="/coming"') == 2 and page.count('value="Z00001"') == 2
    said = {"who": "Z00001", "code": f"{code[:3]} {code[3:]}", "next": "/coming"}
    assert client.post("/v/code", data=said).headers["Location"] == "/coming"


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_nobody_is_sent_elsewhere(client: HouseClient, town: Town, liu: Volunteer, elsewhere: str) -> None:
    code = code_of(client, town, liu)
    answer = client.post("/v/code", data={"who": PHONE, "code": code, "next": elsewhere})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


def test_the_number_on_the_card_does_as_well_as_the_phone(client: HouseClient, town: Town, liu: Volunteer) -> None:
    code = code_of(client, town, liu)
    assert client.post("/v/code", data={"who": "z00001", "code": code}).status_code == 303


def test_a_code_dies_after_a_quarter_of_an_hour_and_by_a_newer_one(
    client: HouseClient, town: Town, liu: Volunteer, session: Session
) -> None:
    first = code_of(client, town, liu)
    second = code_of(client, town, liu)
    if first != second:
        assert client.post("/v/code", data={"who": PHONE, "code": first}).status_code == 422
    with time_machine.travel(clock.now() + timedelta(minutes=16), tick=False):
        assert client.post("/v/code", data={"who": PHONE, "code": second}).status_code == 422
    kept = session.exec(select(CounterCode.secret)).all()
    assert second not in kept and first not in kept


def test_a_known_phone_and_six_digits_open_it_another_phone_does_not(
    client: HouseClient, app: Flask, town: Town, liu: Volunteer
) -> None:
    code = code_of(client, town, liu)
    first = client.post("/v/code", data={"who": PHONE, "code": code, "own": "1"})
    assert first.headers["Location"] == "/passbook/sign-in"
    assert DEVICE_COOKIE in first.headers["Set-Cookie"] and "HttpOnly" in first.headers["Set-Cookie"]
    assert client.post("/passbook/pin", data={"pin": "470815", "again": "470816"}).status_code == 422
    assert client.post("/passbook/pin", data={"pin": "470815", "again": "470815"}).status_code == 303
    client.sign_out()
    assert "这台手机登录过" in client.get("/v").get_data(as_text=True)
    assert client.post("/v/pin", data={"who": PHONE, "pin": "470815"}).status_code == 303
    other = app.test_client()
    assert isinstance(other, HouseClient)
    refused = other.post("/v/pin", data={"who": PHONE, "pin": "470815"})
    assert refused.status_code == 422 and SAME_WORDS in refused.get_data(as_text=True)


def test_unknown_wrong_and_right_person_wrong_digits_read_the_same(
    client: HouseClient, town: Town, liu: Volunteer
) -> None:
    code_of(client, town, liu)
    for who in (PHONE, "13900000000", "Z09999"):
        for path, sent in (("/v/code", {"code": "000000"}), ("/v/pin", {"pin": "000000"})):
            answer = client.post(path, data={"who": who} | sent)
            assert answer.status_code == 422
            assert SAME_WORDS in answer.get_data(as_text=True)


def test_tries_are_counted_for_the_person(client: HouseClient, town: Town, liu: Volunteer) -> None:
    code = code_of(client, town, liu)
    wrong = "111112" if code != "111112" else "111113"
    for _ in range(5):
        assert client.post("/v/code", data={"who": PHONE, "code": wrong}).status_code == 422
    stopped = client.post("/v/code", data={"who": PHONE, "code": code})
    assert stopped.status_code == 429 and "Retry-After" in stopped.headers
    with time_machine.travel(clock.now() + timedelta(minutes=14), tick=False):
        assert client.post("/v/code", data={"who": PHONE, "code": code}).status_code == 429


def test_tries_are_counted_for_the_address(client: HouseClient, town: Town) -> None:
    answers = [client.post("/v/code", data={"who": f"Z{n:05d}", "code": "123123"}).status_code for n in range(42)]
    assert answers.count(422) == 40 and answers[-1] == 429


def test_ten_wrong_digits_a_day_and_the_phone_is_a_stranger_again(
    client: HouseClient, town: Town, liu: Volunteer, session: Session
) -> None:
    code = code_of(client, town, liu)
    client.post("/v/code", data={"who": PHONE, "code": code, "own": "1"})
    client.post("/passbook/pin", data={"pin": "470815", "again": "470815"})
    client.sign_out()
    for hour in range(10):
        with time_machine.travel(clock.now() + timedelta(hours=hour), tick=False):
            assert client.post("/v/pin", data={"who": PHONE, "pin": "815470"}).status_code == 422
    session.rollback()
    assert session.exec(select(Device)).one().forgotten_at is not None
    with time_machine.travel(clock.now() + timedelta(hours=11), tick=False):
        assert client.post("/v/pin", data={"who": PHONE, "pin": "470815"}).status_code == 422


def test_a_phone_is_forgotten_by_its_owner_only(
    client: HouseClient, town: Town, liu: Volunteer, session: Session
) -> None:
    code = code_of(client, town, liu)
    client.post("/v/code", data={"who": PHONE, "code": code, "own": "1"})
    session.rollback()
    device = session.exec(select(Device)).one()
    with db.transaction():
        enrol(session, town, "赵国强", party_id=town.party("zhao"))
    assert client.post(f"/passbook/devices/{device.id}/end").status_code == 303
    client.sign_in(town.zhao)
    assert client.post(f"/passbook/devices/{device.id}/end").status_code == 404


@pytest.mark.parametrize(
    "pin", ["123456", "654321", "111111", "112211", "135791", "890123", "345345", "345678", "195003"]
)
def test_digits_that_are_easy_to_guess_are_refused(session: Session, town: Town, liu: Volunteer, pin: str) -> None:
    from datetime import date

    with db.transaction():
        liu.born_on = date(1950, 3, 21)
        with pytest.raises(signin_services.EasyPin):
            signin_services.set_pin(session, town.actor("zhao"), liu, pin=pin)
        signin_services.set_pin(session, town.actor("zhao"), liu, pin="470815")
    assert session.exec(select(Pin)).one().secret.startswith("$argon2")
    assert signin_services.has_pin(session, liu.id)


def test_an_easy_sign_in_never_opens_a_staff_post(session: Session, town: Town) -> None:
    with db.transaction():
        host = enrol(session, town, "李静", party_id=town.party("li"), phone="13700000007")
        own = services.open_page(session, town.actor("qian"), host)
        assert own != town.li, "staff who volunteer get an account of their own for it"
        host.account_id = town.li
        session.flush()
        with pytest.raises(signin_services.StaffSignIn):
            signin_services.give_code(session, town.actor("qian"), host)


def test_only_the_counter_and_the_host_give_codes(client: HouseClient, town: Town, liu: Volunteer) -> None:
    for name, status in (("zhao", 403), ("wang", 403), ("far_host", 404), ("li", 200)):
        client.sign_in(town.accounts[name])
        assert client.post(f"/volunteers/{liu.id}/code").status_code == status, name


def test_who_has_left_cannot_enter(client: HouseClient, town: Town, liu: Volunteer, session: Session) -> None:
    code = code_of(client, town, liu)
    with db.transaction():
        found = session.get_one(Volunteer, liu.id)
        services.leave(session, town.actor("li"), found, on=clock.today(), reason="搬走")
    assert client.post("/v/code", data={"who": PHONE, "code": code}).status_code == 422
    assert queries.by_phone(session, PHONE) == []
    assert issubclass(signin_services.WrongEntry, DomainError)


def test_a_volunteer_without_a_record_is_told_where_to_go(client: HouseClient, town: Town) -> None:
    client.sign_in(town.zhao)
    for path in ("/passbook", "/passbook/lines", "/passbook/hours"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "登记成志愿者" in answer.get_data(as_text=True)
