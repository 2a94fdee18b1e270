"""Passkeys and one-time codes: who has them is asked for them, once each, at the door and before what is sensitive."""

from datetime import timedelta
from typing import Any

import pyotp
import pytest
import time_machine
from flask import Flask
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.people.credentials.authenticator import Authenticator
from tests.town import PASSWORD, Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.people.accounts.models import Account, SignIn
from webapp.people.credentials import queries, recovery_services
from webapp.people.credentials.models import Passkey
from webapp.people.settings import services as settings
from webapp.people.settings.rules import Name

SIGN_IN = {"login": "he", "password": PASSWORD}


def with_passkey(client: HouseClient, account_id: str, **more: Any) -> Authenticator:
    key = Authenticator(**more)
    client.sign_in(account_id)
    asked = client.post("/me/passkeys/question").get_json()
    assert client.post("/me/passkeys", data={"answer": key.make(asked)}).status_code == 303
    return key


def with_app(client: HouseClient, session: Session, account_id: str) -> pyotp.TOTP:
    client.sign_in(account_id).post("/me/credentials/one-time")
    session.rollback()
    secret = queries.one_time(session, account_id)
    assert secret is not None
    totp = pyotp.TOTP(secret.secret or "")
    before = totp.at(clock.now() - timedelta(seconds=30))
    assert client.post("/me/credentials/one-time/confirmation", data={"code": before}).status_code == 303
    return totp


def by_key(client: HouseClient, key: Authenticator, step: str = "") -> Any:
    asked = client.post("/sign-in/passkey/question" + step).get_json()
    return client.post("/sign-in/passkey" + step, data={"answer": key.get(asked), "next": "/people/"})


def test_a_passkey_alone_opens_the_door(client: HouseClient, town: Town) -> None:
    key = with_passkey(client, town.he)
    client.sign_out()
    answer = by_key(client, key)
    assert answer.status_code == 303 and answer.location == "/people/"
    assert "何敏" in client.get("/me").get_data(as_text=True)


def test_a_password_alone_no_longer_opens_it(client: HouseClient, town: Town) -> None:
    key = with_passkey(client, town.he)
    client.sign_out()
    assert client.post("/sign-in", data=SIGN_IN).location == "/sign-in/second"
    assert client.get("/people/").status_code == 303, "half in is not in"
    assert "通行密钥" in client.get("/sign-in/second").get_data(as_text=True)
    assert by_key(client, key, "?step=second").status_code == 303
    assert client.get("/people/").status_code == 200


def test_somebody_elses_key_is_no_second_step(client: HouseClient, town: Town) -> None:
    with_passkey(client, town.he)
    other = with_passkey(client, town.chen)
    client.sign_out().post("/sign-in", data=SIGN_IN)
    assert by_key(client, other, "?step=second").status_code == 422
    assert client.get("/people/").status_code == 303


@pytest.mark.parametrize(
    "change", [{"origin": "https://evil.example"}, {"host": "evil.example"}, {"verifies": False}, {"counter": -1}]
)
def test_an_answer_for_another_site_without_a_finger_or_copied_is_refused(
    client: HouseClient, town: Town, change: dict[str, Any]
) -> None:
    key = with_passkey(client, town.he, counter=5)
    client.sign_out()
    for name, value in change.items():
        setattr(key, name, value)
    assert by_key(client, key).status_code == 422
    assert client.get("/me").status_code == 303


def test_an_answer_is_taken_once_and_only_for_its_own_question(client: HouseClient, town: Town) -> None:
    key = with_passkey(client, town.he)
    client.sign_out()
    answer = key.get(client.post("/sign-in/passkey/question").get_json())
    client.post("/sign-in/passkey/question")
    assert client.post("/sign-in/passkey", data={"answer": answer}).status_code == 422
    for rubbish in ("{}", "no json", '{"id": 5}', "[1]", ""):
        assert client.post("/sign-in/passkey", data={"answer": rubbish}).status_code == 422


def test_a_closed_accounts_key_opens_nothing(client: HouseClient, session: Session, town: Town) -> None:
    key = with_passkey(client, town.he)
    with db.transaction():
        session.get_one(Account, town.he).closed_at = clock.now()
    assert by_key(client.sign_out(), key).status_code == 422


def test_a_key_is_taken_off_by_its_owner_alone(client: HouseClient, session: Session, town: Town) -> None:
    with_passkey(client, town.he)
    key = session.exec(select(Passkey)).one()
    assert client.sign_in(town.chen).post(f"/me/credentials/passkeys/{key.id}/end").status_code == 404
    assert client.sign_in(town.he).post(f"/me/credentials/passkeys/{key.id}/end").status_code == 303
    assert client.sign_out().post("/sign-in", data=SIGN_IN).location == "/"


def test_the_last_key_of_who_has_no_password_stays(client: HouseClient, session: Session, town: Town) -> None:
    with_passkey(client, town.he)
    with db.transaction():
        session.get_one(Account, town.he).password = "!"
    key = session.exec(select(Passkey)).one()
    assert client.post(f"/me/credentials/passkeys/{key.id}/end").status_code == 409


def test_a_code_from_the_app_is_the_second_step_once(client: HouseClient, session: Session, town: Town) -> None:
    totp = with_app(client, session, town.he)
    client.sign_out()
    assert client.post("/sign-in", data=SIGN_IN).location == "/sign-in/second"
    code = totp.at(clock.now())
    assert client.post("/sign-in/second", data={"code": code}).location == "/"
    client.sign_out().post("/sign-in", data=SIGN_IN)
    again = client.post("/sign-in/second", data={"code": code})
    assert again.status_code == 422 and "已经用过" in again.get_data(as_text=True)


def test_a_code_from_the_sheet_helps_who_lost_the_phone(client: HouseClient, session: Session, town: Town) -> None:
    with_app(client, session, town.he)
    with db.transaction():
        sheet = recovery_services.renew_codes(session, None, session.get_one(Account, town.he))
    client.sign_out().post("/sign-in", data=SIGN_IN)
    assert client.post("/sign-in/second", data={"code": sheet[0]}).location == "/"
    client.sign_out().post("/sign-in", data=SIGN_IN)
    assert client.post("/sign-in/second", data={"code": sheet[0]}).status_code == 422


def test_without_the_password_there_is_no_second_step(client: HouseClient, session: Session, town: Town) -> None:
    totp = with_app(client, session, town.he)
    client.sign_out()
    assert client.get("/sign-in/second").status_code == 401
    assert client.post("/sign-in/second", data={"code": totp.at(clock.now())}).status_code == 401
    client.post("/sign-in", data=SIGN_IN)
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        assert client.post("/sign-in/second", data={"code": totp.at(clock.now())}).status_code == 401


def test_guessing_the_six_digits_is_throttled(client: HouseClient, session: Session, town: Town) -> None:
    with_app(client, session, town.he)
    client.sign_out().post("/sign-in", data=SIGN_IN)
    assert [client.post("/sign-in/second", data={"code": "000000"}).status_code for _ in range(9)][-1] == 429


def test_a_district_may_ask_it_of_posts_above_the_community(client: HouseClient, session: Session, town: Town) -> None:
    with db.transaction():
        settings.change(session, town.actor("he"), {Name.SECOND_STEP: "required"})
    assert client.sign_in(town.chen).get("/overview").location == "/me/credentials/"
    assert "登录多一步" in client.get("/me/credentials/").get_data(as_text=True)
    assert client.sign_in(town.li).get("/people/").status_code == 200
    with_passkey(client, town.chen)
    assert client.get("/overview").status_code == 200


def test_who_was_given_a_password_changes_it_before_anything_else(
    client: HouseClient, session: Session, town: Town
) -> None:
    with db.transaction():
        session.get_one(Account, town.wang).must_change = True
    assert client.sign_in(town.wang).get("/today").location == "/me?first=1#password"
    assert client.get("/me").status_code == 200
    client.post("/me/password", data={"old": PASSWORD, "new": "一层一层走上去吧"})
    assert client.get("/today").status_code == 200


def old_proof(session: Session) -> None:
    with db.transaction():
        for row in session.exec(select(SignIn)):
            row.proved_at = clock.now() - timedelta(hours=11)


def test_keys_of_ones_own_ask_again_who_it_is(client: HouseClient, session: Session, town: Town) -> None:
    client.sign_in(town.he)
    old_proof(session)
    asked = client.post("/me/recovery-codes", headers={"Referer": "http://localhost/me/credentials/"})
    assert asked.location == "/me/proof?next=/me/credentials/"
    assert client.get(asked.location).status_code == 200
    wrong = client.post("/me/proof", data={"password": "不是这个密码", "next": "/me/credentials/"})
    assert wrong.status_code == 422
    assert client.post("/me/proof", data={"password": PASSWORD, "next": "//evil"}).location == "/"
    assert client.post("/me/recovery-codes").status_code == 200


def test_a_passkey_proves_it_too(client: HouseClient, session: Session, town: Town) -> None:
    key = with_passkey(client, town.he)
    old_proof(session)
    assert client.post("/me/recovery-codes").status_code == 303
    asked = client.post("/sign-in/passkey/question").get_json()
    assert client.post("/me/proof/passkey", data={"answer": key.get(asked), "next": "/me"}).location == "/me"
    assert client.post("/me/recovery-codes").status_code == 200


def test_with_an_app_the_code_counts_and_not_the_password(client: HouseClient, session: Session, town: Town) -> None:
    totp = with_app(client, session, town.he)
    old_proof(session)
    assert client.post("/me/proof", data={"password": PASSWORD}).status_code == 422
    assert client.post("/me/proof", data={"code": totp.at(clock.now())}).status_code == 303


def test_one_browser_is_signed_out_and_a_strangers_is_not_there(client: HouseClient, town: Town, app: Flask) -> None:
    other = app.test_client()
    assert isinstance(other, HouseClient)
    other.sign_in(town.he)
    client.sign_in(town.he)
    with app.app_context():
        ids = {row.id for row in db.session().exec(select(SignIn).where(SignIn.account_id == town.he))}
        mine = town.he
    page = client.get("/me/credentials/").get_data(as_text=True)
    other_id = next(one for one in ids if f"/sign-ins/{one}/end" in page)
    assert mine and client.post(f"/me/credentials/sign-ins/{other_id}/end").status_code == 303
    assert other.get("/people/").status_code == 303
    assert client.sign_in(town.li).post(f"/me/credentials/sign-ins/{other_id}/end").status_code == 404


def test_who_leads_prints_slips_and_ends_the_browsers_of_a_lost_phone(
    client: HouseClient, session: Session, town: Town, app: Flask
) -> None:
    worker = app.test_client()
    assert isinstance(worker, HouseClient)
    worker.sign_in(town.wang)
    client.sign_in(town.li)
    assert "/welcome/" in client.post(f"/people/{town.wang}/slip").get_data(as_text=True)
    assert client.post(f"/people/{town.wang}/sign-ins/end").status_code == 303
    assert worker.get("/today").status_code == 303
    for act in ("slip", "sign-ins/end"):
        assert client.post(f"/people/{town.stranger}/{act}").status_code == 404
    page = client.get("/people/slips").get_data(as_text=True)
    assert "马超然" in page and "冯远" not in page and "王秀英" not in page, "who has come needs no slip"
    paper = client.post("/people/slips", data={"account": [town.ma, town.stranger]})
    assert paper.mimetype == "application/pdf" and paper.data.startswith(b"%PDF")
    assert client.post("/people/slips", data={"account": [town.stranger]}).status_code == 404
