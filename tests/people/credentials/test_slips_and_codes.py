"""Slips and recovery codes: each opens once, for its owner, and nothing else opens."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlmodel import Session

from tests.conftest import HouseClient
from tests.town import PASSWORD, Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.people.accounts.models import Account
from webapp.people.credentials import invitation_services, recovery_services

NEW = "一层一层走上去吧"


def slip(session: Session, town: Town, name: str = "wang") -> str:
    with db.transaction():
        account = session.get_one(Account, town.accounts[name])
        return invitation_services.invite(session, town.actor("li"), account)


def codes(session: Session, town: Town, name: str = "he") -> list[str]:
    with db.transaction():
        return recovery_services.renew_codes(session, None, session.get_one(Account, town.accounts[name]))


def test_a_slip_lets_its_owner_choose_the_password_and_in(client: HouseClient, session: Session, town: Town) -> None:
    token = slip(session, town)
    assert "王秀英" in client.get(f"/welcome/{token}").get_data(as_text=True)
    answer = client.post(f"/welcome/{token}", data={"password": NEW, "again": NEW})
    assert answer.status_code == 303 and "王秀英" in client.get("/me").get_data(as_text=True)
    client.sign_out()
    assert client.post("/sign-in", data={"login": "wang", "password": NEW}).status_code == 303


def test_a_slip_opens_once(client: HouseClient, session: Session, town: Town) -> None:
    token = slip(session, town)
    client.post(f"/welcome/{token}", data={"password": NEW, "again": NEW})
    client.sign_out()
    again = client.post(f"/welcome/{token}", data={"password": "另外一个密码吧", "again": "另外一个密码吧"})
    assert again.status_code == 410 and client.get(f"/welcome/{token}").status_code == 410
    assert client.post("/sign-in", data={"login": "wang", "password": NEW}).status_code == 303


def test_a_bad_password_keeps_the_slip_alive(client: HouseClient, session: Session, town: Town) -> None:
    token = slip(session, town)
    for given, words in (((NEW, "别的"), "两遍写的不一样"), (("12345678", "12345678"), "密码至少 8 位")):
        page = client.post(f"/welcome/{token}", data={"password": given[0], "again": given[1]})
        assert page.status_code == 422 and words in page.get_data(as_text=True)
    assert client.post(f"/welcome/{token}", data={"password": NEW, "again": NEW}).status_code == 303


def test_a_newer_slip_ends_the_older_and_time_ends_both(client: HouseClient, session: Session, town: Town) -> None:
    old, new = slip(session, town), slip(session, town)
    assert client.get(f"/welcome/{old}").status_code == 410
    with time_machine.travel(clock.now() + timedelta(days=15)):
        assert client.get(f"/welcome/{new}").status_code == 410
    assert client.get("/welcome/nothing").status_code == 404


def test_a_recovery_code_and_a_new_password_open_the_door_once(
    client: HouseClient, session: Session, town: Town
) -> None:
    sheet = codes(session, town)
    given = {"login": "he", "code": sheet[3].upper().replace("-", " "), "password": NEW}
    assert client.post("/sign-in/recovery", data=given).status_code == 303
    assert recovery_services.count_left(session, town.he) == 9
    client.sign_out()
    again = client.post("/sign-in/recovery", data=given)
    assert again.status_code == 422 and "备用码不对" in again.get_data(as_text=True)
    assert client.post("/sign-in", data={"login": "he", "password": PASSWORD}).status_code == 422
    assert client.post("/sign-in", data={"login": "he", "password": NEW}).status_code == 303


def test_a_strangers_code_and_a_weak_password_change_nothing(client: HouseClient, session: Session, town: Town) -> None:
    sheet = codes(session, town)
    for given in (
        {"login": "li", "code": sheet[0], "password": NEW}, {"login": "nobody", "code": sheet[0], "password": NEW},
        {"login": "he", "code": sheet[0], "password": "12345678"},
    ):  # fmt: skip
        assert client.post("/sign-in/recovery", data=given).status_code == 422
    assert recovery_services.count_left(session, town.he) == 10


def test_guessing_codes_is_throttled(client: HouseClient, session: Session, town: Town) -> None:
    codes(session, town)
    given = {"login": "he", "code": "aaaaa-aaaaa", "password": NEW}
    assert [client.post("/sign-in/recovery", data=given).status_code for _ in range(9)][-1] == 429


def test_a_fresh_sheet_kills_the_old_one(client: HouseClient, session: Session, town: Town) -> None:
    old = codes(session, town)
    page = client.sign_in(town.he).post("/me/recovery-codes").get_data(as_text=True)
    fresh = re.findall(r'<li class="num">([a-z0-9-]{11})', page)
    assert len(fresh) == 10 and not set(fresh) & set(old)
    client.sign_out()
    assert client.post("/sign-in/recovery", data={"login": "he", "code": old[0], "password": NEW}).status_code == 422


def test_the_terminal_makes_and_resets_an_administrator(app: Flask, client: HouseClient, town: Town) -> None:
    runner = app.test_cli_runner()
    said = runner.invoke(args=["account", "add", "he2", "--name", "何小敏"]).output
    password = re.search(r"密码 (\S+?)。", said)
    assert password and "区网格中心" in said
    assert client.post("/sign-in", data={"login": "he2", "password": password[1]}).status_code == 303
    again = runner.invoke(args=["account", "add", "he2", "--name", "何小敏"])
    assert again.exit_code == 1 and "已经有账号" in again.output
    reset = re.search(r"密码 (\S+?)。", runner.invoke(args=["account", "reset", "he"]).output)
    client.sign_out()
    assert reset and client.post("/sign-in", data={"login": "he", "password": reset[1]}).status_code == 303
    assert runner.invoke(args=["account", "reset", "nobody"]).exit_code == 1
    assert runner.invoke(args=["account", "add", "x", "--name", "某", "--unit", "99"]).exit_code == 1


@pytest.mark.parametrize("table", ["invitation", "recovery_code"])
def test_what_opens_a_door_is_nowhere_in_clear(session: Session, town: Town, table: str) -> None:
    told = [slip(session, town), *codes(session, town)]
    rows = str(session.connection().exec_driver_sql(f"SELECT * FROM {table}").all())
    lines = str(session.connection().exec_driver_sql("SELECT before, after, reason FROM audit_line").all())
    assert not [secret for secret in told if secret in rows or secret in lines]
