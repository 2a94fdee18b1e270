"""早上的小结: opted into, counted, once a day, nothing when nothing waits; off with one tap, also from the letter."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlmodel import Session, select

from tests.casework.cases.conftest import Open, act, open_case
from tests.conftest import HouseClient
from tests.town import Town
from webapp.casework.cases import transfer_services
from webapp.centre.desk import job_commands
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.people.accounts.models import Account, Post
from webapp.people.notices import digest_services, sending_services
from webapp.people.notices.models import ChannelKind, DigestLetter, DigestWish

__all__ = ["act", "open_case"]
Act = Callable[..., Any]
MAIL = "mailtos://u:p@mail.example"


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    sent: list[tuple[str, str]] = []

    def posted(address: str, title: str, body: str) -> bool:
        sent.append((address, body))
        return True

    monkeypatch.setattr(sending_services, "post", posted)
    return sent


@pytest.fixture
def waiting(open_case: Open, act: Act, town: Town) -> str:
    case = open_case(words="张桂芬家漏水")
    act(transfer_services.dispatch, "li", case, unit_id=town.street)
    return case.id


def want(town: Town, who: str = "chen", key: str = "chen@example.org") -> None:
    with db.transaction() as writing:
        digest_services.switch_on(writing, town.actor(who), kind=ChannelKind.EMAIL, key=key)


def morning() -> int:
    with db.transaction() as writing:
        return job_commands.write_letters(writing)


def deliver(session: Session) -> int:
    session.rollback()
    return sending_services.deliver_letters(session, base_url="https://grid.example/", mail_server=MAIL)


def test_a_letter_says_what_waits_and_nobodys_name(
    session: Session, town: Town, waiting: str, post: list[tuple[str, str]]
) -> None:
    want(town)
    assert morning() == 1 and morning() == 0  # once a day
    assert deliver(session) == 1 and deliver(session) == 0
    address, body = post[0]
    assert address == f"{MAIL}?to=chen%40example.org"
    assert "等我签收 1 件" in body and "https://grid.example/desk/" in body and "/digest/off/" in body
    assert "张桂芬" not in body and "漏水" not in body
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        assert morning() == 1  # it still waits


def test_nothing_waits_nothing_is_sent(session: Session, town: Town, post: list[tuple[str, str]]) -> None:
    want(town)
    assert morning() == 0 and deliver(session) == 0 and post == []


def test_who_did_not_ask_hears_nothing(session: Session, town: Town, waiting: str) -> None:
    assert morning() == 0 and session.exec(select(DigestLetter)).all() == []


@pytest.mark.parametrize("way", ["closed", "no post"])
def test_who_has_left_is_forgotten(session: Session, town: Town, waiting: str, way: str) -> None:
    want(town)
    with db.transaction() as writing:
        if way == "closed":
            writing.get_one(Account, town.chen).closed_at = clock.now()
        else:
            for post in writing.exec(select(Post).where(Post.account_id == town.chen)):
                post.valid_to = clock.today() - timedelta(days=1)
    assert morning() == 0
    assert session.exec(select(DigestWish)).all() == []


def test_only_on_working_days(town: Town, waiting: str, session: Session) -> None:
    want(town)
    sunday = clock.now() + timedelta(days=(6 - clock.today().weekday()) % 7)
    with time_machine.travel(sunday, tick=False):
        assert job_commands.send_letters("job") == "rest"
    with time_machine.travel(sunday + timedelta(days=1), tick=False):
        assert job_commands.send_letters("job") == "1"


def test_it_is_switched_on_changed_and_off_on_ones_own_page(
    client: HouseClient, session: Session, town: Town, waiting: str
) -> None:
    client.sign_in(town.chen)
    assert "早上的小结" in client.get("/me").get_data(as_text=True)
    for odd in ("", "chen", "a@b.cn,c@d.cn", "a@b.cn?bcc=x@y.cn"):
        answer = client.post("/digest/", data={"kind": "email", "key": odd})
        assert answer.status_code == 422 and "aria-invalid" in answer.get_data(as_text=True)
    assert client.post("/digest/", data={"kind": "pigeon", "key": "x"}).status_code == 422
    for key in ("chen@example.org", "new@example.org"):
        assert client.post("/digest/", data={"kind": "email", "key": key}).status_code == 303
    session.rollback()
    assert session.exec(select(DigestWish)).one().key == "new@example.org"
    page = client.get("/digest/").get_data(as_text=True)
    assert "不再发" in page and "example.org" not in page  # the address is not shown again
    assert "不再发" not in client.sign_in(town.li).get("/digest/").get_data(as_text=True)
    assert client.post("/digest/off").status_code == 303  # nothing of mine: nothing of hers
    morning()
    for _ in range(2):
        assert client.sign_in(town.chen).post("/digest/off").status_code == 303
    session.rollback()
    assert session.exec(select(DigestWish)).all() == [] and session.exec(select(DigestLetter)).all() == []
    assert client.sign_out().get("/digest/").status_code == 303


def test_the_letter_itself_switches_it_off(
    client: HouseClient, session: Session, town: Town, waiting: str, post: list[tuple[str, str]]
) -> None:
    want(town)
    morning()
    deliver(session)
    found = re.search(r"https://grid\.example(/digest/off/\S+)", post[0][1])
    assert found is not None
    link = found[1]
    client.sign_out()
    assert "不再发" in client.get(link).get_data(as_text=True)
    session.rollback()
    assert session.exec(select(DigestWish)).all()  # a mail program that opens links has changed nothing
    assert client.post(link[:-1] + ("A" if link[-1] != "A" else "B")).status_code == 404
    assert client.get(f"/digest/off/{ids.new()}/x").status_code == 404
    assert "停了" in client.post(link).get_data(as_text=True)
    assert client.post(link).status_code == 404
    session.rollback()
    assert session.exec(select(DigestWish)).all() == []
