"""Who gets in, who does not learn why, and how long it lasts."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.town import PASSWORD, Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.trust import vault
from webapp.people.accounts import queries, services
from webapp.people.accounts.access import COOKIE
from webapp.people.accounts.models import Account, SignIn
from webapp.people.accounts.routes import TRIES_PER_ACCOUNT, own_path


def sign_in(client: HouseClient, login: str, password: str, **more: str) -> object:
    return client.post("/sign-in", data={"login": login, "password": password, **more})


def test_a_phone_number_signs_in_too(client: HouseClient, town: Town, app: Flask) -> None:
    with app.app_context(), db.transaction() as session:
        account = session.get_one(Account, town.wang)
        account.phone, account.phone_index = "13800005678", vault.blind_index("13800005678")
    assert sign_in(client, "13800005678", PASSWORD).status_code == 303  # type: ignore[attr-defined]


def test_unknown_and_wrong_sound_the_same(client: HouseClient, town: Town) -> None:
    wrong = sign_in(client, "wang", "不是这个密码")
    unknown = sign_in(client, "nobody", "不是这个密码")
    assert wrong.status_code == unknown.status_code == 422  # type: ignore[attr-defined]
    said = [answer.get_data(as_text=True).replace("wang", "X").replace("nobody", "X") for answer in (wrong, unknown)]  # type: ignore[attr-defined]
    assert said[0] == said[1]


def test_what_was_typed_stays_but_not_the_password(client: HouseClient, town: Town) -> None:
    page = sign_in(client, "wang", "不是这个密码").get_data(as_text=True)  # type: ignore[attr-defined]
    assert 'value="wang"' in page
    assert "不是这个密码" not in page


def test_guessing_one_account_is_slowed_whether_it_exists_or_not(client: HouseClient, town: Town) -> None:
    for login in ("wang", "nobody"):
        answers = [sign_in(client, login, f"猜 {n} 次").status_code for n in range(TRIES_PER_ACCOUNT + 1)]  # type: ignore[attr-defined]
        assert answers == [422] * TRIES_PER_ACCOUNT + [429]
    assert sign_in(client, "wang", PASSWORD).status_code == 429  # type: ignore[attr-defined]
    assert sign_in(client, "li", PASSWORD).status_code == 303  # type: ignore[attr-defined]


def test_one_address_trying_many_accounts_is_slowed(client: HouseClient, town: Town) -> None:
    answers = {sign_in(client, f"guess{n}", "x").status_code for n in range(45)}  # type: ignore[attr-defined]
    assert 429 in answers


def test_the_token_is_not_kept_in_clear(client: HouseClient, town: Town, session: Session) -> None:
    sign_in(client, "wang", PASSWORD)
    with client.session_transaction() as web_session:
        token = web_session[COOKIE]
    assert token not in [row.token_hash for row in session.exec(select(SignIn))]


def test_a_planted_session_is_replaced(client: HouseClient, town: Town) -> None:
    with client.session_transaction() as web_session:
        web_session["planted"] = "yes"
        web_session[COOKIE] = "known-to-the-attacker"
    sign_in(client, "wang", PASSWORD)
    with client.session_transaction() as web_session:
        assert "planted" not in web_session
        assert web_session[COOKIE] != "known-to-the-attacker"


def test_signed_out_is_signed_out_for_a_copied_cookie(client: HouseClient, town: Town) -> None:
    client.sign_in(town.wang)
    with client.session_transaction() as web_session:
        copied = dict(web_session)
    client.post("/sign-out")
    with client.session_transaction() as web_session:
        web_session.update(copied)
    assert client.get("/me").status_code == 303


def test_signing_out_clears_the_cache_and_leaves_the_store(client: HouseClient, town: Town) -> None:
    """Pages go; the outbox of a shared phone stays for its owner, sealed. `"storage"` would lose unsent records."""
    client.sign_in(town.wang)
    assert client.post("/sign-out").headers["Clear-Site-Data"] == '"cache"'
    left = client.sign_in(town.wang).post("/sync/leave", headers={"Sec-Fetch-Site": "same-origin"})
    assert left.headers["Clear-Site-Data"] == '"cache"'


def test_signing_out_everywhere_keeps_this_one(client: HouseClient, app: Flask, town: Town) -> None:
    other = app.test_client()
    assert isinstance(other, HouseClient)
    other.sign_in(town.wang)
    client.sign_in(town.wang)
    client.post("/sign-ins/end")
    assert other.get("/me").status_code == 303
    assert client.get("/me").status_code == 200


def test_a_new_password_ends_the_other_sign_ins(client: HouseClient, app: Flask, town: Town) -> None:
    other = app.test_client()
    assert isinstance(other, HouseClient)
    other.sign_in(town.wang)
    client.sign_in(town.wang)
    assert client.post("/me/password", data={"old": PASSWORD, "new": "春眠不觉晓呀呀"}).status_code == 422
    assert client.post("/me/password", data={"old": PASSWORD, "new": "春眠不觉晓 2026"}).status_code == 303
    assert other.get("/me").status_code == 303
    assert sign_in(client.sign_out(), "wang", "春眠不觉晓 2026").status_code == 303  # type: ignore[attr-defined]


@pytest.mark.parametrize("weak", ["12345678", "wang", "aaaaaaaaaa", "password"])
def test_weak_passwords_are_refused_at_the_field(client: HouseClient, town: Town, weak: str) -> None:
    client.sign_in(town.wang)
    answer = client.post("/me/password", data={"old": PASSWORD, "new": weak})
    assert answer.status_code == 422
    assert "密码至少 8 位" in answer.get_data(as_text=True)


def test_a_shared_phone_forgets_after_half_an_hour(client: HouseClient, town: Town) -> None:
    sign_in(client, "wang", PASSWORD, shared="y")
    assert client.get("/me").status_code == 200
    with time_machine.travel(clock.now() + timedelta(minutes=31)):
        assert client.get("/me").status_code == 303


def test_ones_own_phone_stays_signed_in_over_a_weekend(client: HouseClient, town: Town) -> None:
    sign_in(client, "wang", PASSWORD)
    with time_machine.travel(clock.now() + timedelta(days=2)):
        assert client.get("/me").status_code == 200


def test_a_closed_account_is_out_at_once(client: HouseClient, app: Flask, town: Town) -> None:
    client.sign_in(town.wang)
    with app.app_context(), db.transaction() as session:
        session.get_one(Account, town.wang).closed_at = clock.now()
    assert client.get("/me").status_code == 303


@pytest.mark.parametrize(
    "path", ["//evil.example", "/\\evil", "https://evil.example", "/a\r\nSet-Cookie: x", "\\\\evil"]
)
def test_signing_in_leads_only_to_our_own_pages(path: str) -> None:
    assert own_path(path) == "/"


def test_a_sign_in_in_use_lives_on_but_not_for_ever(app: Flask, town: Town, session: Session) -> None:
    with db.transaction() as writing:
        services.start_sign_in(writing, account_id=town.qian, device="", shared=False)
    row = session.exec(select(SignIn)).one()
    for hours in (1, 2, 3, 12):
        with time_machine.travel(row.started_at + timedelta(hours=hours), tick=False), db.transaction() as writing:
            services.keep_alive(writing, row.id)
    assert queries.live_sign_ins(session, town.qian, row.started_at + timedelta(hours=12, minutes=1)) == []


def test_whoever_uses_it_stays_signed_in_and_who_rests_is_out(client: HouseClient, town: Town) -> None:
    client.sign_in(town.qian)  # a desk: two hours of rest, twelve in all
    start = clock.now()
    for minutes in (90, 180, 270):
        with time_machine.travel(start + timedelta(minutes=minutes)):
            assert client.get("/me").status_code == 200
    with time_machine.travel(start + timedelta(minutes=270 + 121)):
        assert client.get("/me").status_code == 303
    client.sign_in(town.qian)
    for hours in range(1, 12):
        with time_machine.travel(start + timedelta(hours=hours)):
            client.get("/me")
    with time_machine.travel(start + timedelta(hours=12, minutes=5)):
        assert client.get("/me").status_code == 303


def test_the_token_is_minted_with_the_sign_in(client: HouseClient, town: Town) -> None:
    """Two first pages side by side must not each set a token of their own: the later cookie would undo the earlier."""
    sign_in(client, "wang", PASSWORD)
    with client.session_transaction() as kept:
        minted = kept["csrf"]
    client.get("/me")
    with client.session_transaction() as kept:
        assert kept["csrf"] == minted


def test_a_whole_office_signs_in_from_one_address(app: Flask, town: Town) -> None:
    """Only tries that failed are counted: the sixtieth correct one of a morning is let in."""
    for _ in range(60):
        assert sign_in(app.test_client(), "wang", PASSWORD).status_code == 303


def test_failures_among_them_still_close_the_address(app: Flask, town: Town) -> None:
    answers = []
    for n in range(45):
        sign_in(app.test_client(), "wang", PASSWORD)
        answers.append(sign_in(app.test_client(), f"nobody{n}", "not the word").status_code)
    assert answers[:39] == [422] * 39
    assert answers[-1] == 429
