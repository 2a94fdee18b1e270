"""Overviews are read on a standby and say up to when it knows; away or too old, the primary answers."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlmodel import Session

from tests.conftest import SERVER, HouseClient
from tests.town import Town
from webapp.core.cluster import postgres, replica
from webapp.core.data import db
from webapp.core.time import clock


@pytest.fixture
def standby(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[replica.Standby]:
    """The same database, as if it were a standby a minute behind."""
    made = replica.Standby(db.make_engine(app.config["SETTINGS"].database_url))
    app.extensions["standby"] = made
    behind(monkeypatch, timedelta(minutes=1))
    yield made
    made.engine.dispose()


def behind(monkeypatch: pytest.MonkeyPatch, much: timedelta | None) -> None:
    def known(_: Session) -> datetime | None:
        return None if much is None else clock.now() - much

    monkeypatch.setattr(replica, "known_until", known)


@pytest.mark.parametrize("path", ["/overview", "/silence", "/overview/{street}/grids/vacant"])
def test_the_page_says_up_to_when(standby: replica.Standby, client: HouseClient, town: Town, path: str) -> None:
    client.sign_in(town.he)
    assert "数据截至" in client.get(path.format(street=town.street)).text


def test_what_is_not_counted_is_never_read_there(standby: replica.Standby, client: HouseClient, town: Town) -> None:
    client.sign_in(town.wang)
    standby.engine = db.make_engine("postgresql+psycopg://nobody@127.0.0.1:1/none")
    assert client.get("/today").status_code == 200 and not standby.is_resting


@pytest.mark.parametrize("much", [None, replica.OLDEST + timedelta(minutes=1)])
def test_one_that_is_too_old_or_no_standby_any_more_is_not_believed(
    standby: replica.Standby, client: HouseClient, town: Town, monkeypatch: pytest.MonkeyPatch, much: timedelta | None
) -> None:
    behind(monkeypatch, much)
    page = client.sign_in(town.he).get("/overview")
    assert page.status_code == 200 and "数据截至" not in page.text


def test_one_that_is_away_rests_and_the_primary_answers(
    standby: replica.Standby, client: HouseClient, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    standby.engine = db.make_engine("postgresql+psycopg://nobody@127.0.0.1:1/none")
    page = client.sign_in(town.he).get("/overview")
    assert page.status_code == 200 and "数据截至" not in page.text and standby.is_resting


@pytest.mark.skipif(not SERVER, reason="PostgreSQL's own")
def test_the_question_itself_and_a_standby_that_only_reads(app: Flask, session: Session) -> None:
    assert replica.known_until(session) is None, "a primary is no standby"
    engine = postgres.make_engine(app.config["SETTINGS"].database_url, begin=replica.FROM_ONE_MOMENT)
    with engine.connect() as there, pytest.raises(Exception, match="read-only"):
        there.exec_driver_sql("UPDATE unit SET name = name")
    engine.dispose()
