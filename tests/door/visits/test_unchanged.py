"""A page that is to the letter the one the browser holds travels as a 304. It is drawn all the same, and known by what
it says, so it can be neither stale nor somebody else's."""

import pytest
from sqlmodel import Session, col, func, select

from tests.conftest import HouseClient
from tests.door.visits.conftest import Stair
from tests.town import Town
from webapp.core.data import db
from webapp.core.trust.history import AuditLine
from webapp.people.accounts import services as accounts

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


def test_reading_people_is_written_down_though_nothing_was_sent(
    client: HouseClient, session: Session, town: Town, stair: Stair
) -> None:
    client.sign_in(town.wang)
    mine = held(client, f"/buildings/{stair.building}")
    before = _readings(session)
    assert client.get(f"/buildings/{stair.building}", headers=mine).status_code in (200, 304)  # it says the minute
    assert _readings(session) == before + 1


def _readings(session: Session) -> int:
    session.rollback()
    return session.exec(select(func.count()).where(col(AuditLine.verb) == "read_building")).one()
