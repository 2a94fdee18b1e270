"""A page that is to the letter the one the browser holds travels as a 304. It is drawn all the same, and known by what
it says, so it can be neither stale nor somebody else's."""

from datetime import UTC, datetime

import pytest
import time_machine
from sqlmodel import Session, col, func, select

from tests.conftest import HouseClient
from tests.door.visits.conftest import Stair
from tests.town import Town
from webapp.core.data import db
from webapp.core.trust.history import AuditLine
from webapp.people.accounts import services as accounts

MORNING = datetime(2026, 11, 25, 2, 0, 10, tzinfo=UTC)
WAYS = ["identity", "br", "gzip"]


def held(client: HouseClient, path: str, way: str = "identity") -> dict[str, str]:
    answer = client.get(path, headers={"Accept-Encoding": way})
    assert answer.status_code == 200
    return {"If-None-Match": answer.headers["ETag"], "Accept-Encoding": way}


@pytest.mark.parametrize("way", WAYS)
def test_the_same_page_is_not_sent_twice(client: HouseClient, town: Town, way: str) -> None:
    client.sign_in(town.wang)
    again = client.get("/today", headers=held(client, "/today", way))
    assert (again.status_code, again.get_data()) == (304, b"")
    assert again.headers["Cache-Control"] == "private, no-cache"
    assert {"HX-Request", "Cookie"} <= set(again.headers["Vary"].replace(" ", "").split(","))


def test_another_language_or_person_or_a_size_of_letters_is_another_page(client: HouseClient, town: Town) -> None:
    client.sign_in(town.wang)
    mine = held(client, "/me")
    client.set_cookie("lang", "en")
    assert client.get("/me", headers=mine).status_code == 200
    client.set_cookie("lang", "zh")
    client.set_cookie("mode", "elder")
    assert client.get("/me", headers=mine).status_code == 200
    client.delete_cookie("mode")
    assert client.get("/me", headers=mine).status_code == 304
    client.sign_in(town.li)
    assert client.get("/me", headers=mine).status_code == 200


def test_who_is_signed_out_gets_no_304(client: HouseClient, session: Session, town: Town) -> None:
    client.sign_in(town.wang)
    mine = held(client, "/today")
    with db.transaction(session) as writing:
        accounts.end_all_sign_ins(writing, None, town.wang)
    assert client.get("/today", headers=mine).status_code == 303


def test_the_history_says_in_which_minutes_a_building_was_opened(
    client: HouseClient, session: Session, town: Town, stair: Stair
) -> None:
    path = f"/buildings/{stair.building}"
    with time_machine.travel(MORNING, tick=False) as there:
        client.sign_in(town.wang)
        client.get(path)  # the first page of a sign-in still changes its cookie
        mine = held(client, path)
        before = _readings(session)
        assert before == 2
        assert client.get(path, headers=mine).status_code == 304
        assert _readings(session) == before  # the opening of this minute that stands there
        there.shift(60)
        assert client.get(path, headers=mine).status_code == 200
        assert _readings(session) == before + 1


def test_who_was_not_written_down_is_told_nothing_by_a_mark(
    client: HouseClient, session: Session, town: Town, stair: Stair
) -> None:
    path = f"/buildings/{stair.building}"
    with time_machine.travel(MORNING, tick=False):
        client.sign_in(town.wang)
        mine = held(client, path)
        client.sign_in(town.li)
        before = _readings(session)
        assert client.get(path, headers=mine).status_code == 200
        assert _readings(session) == before + 1


def _readings(session: Session) -> int:
    session.rollback()
    return session.exec(select(func.count()).where(col(AuditLine.verb) == "read_building")).one()
