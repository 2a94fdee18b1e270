"""Thirty-two phones at once: every one of them gets its receipts, and none an error."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlmodel import Session

from tests.centre.sync.test_records import HERE, count, record, send
from tests.conftest import HouseClient
from tests.door.visits.conftest import Stair
from tests.door.visits.conftest import stair as stair
from tests.town import Town
from webapp.centre.sync.models import SyncReceipt
from webapp.core.cluster import embedded
from webapp.core.data import db

PHONES, DELIVERIES = 32, 3


def test_thirty_two_phones_at_once_are_all_received(app: Flask, town: Town, stair: Stair, session: Session) -> None:
    def phone(number: int) -> list[str]:
        client = app.test_client()
        assert isinstance(client, HouseClient)
        client.sign_in(town.wang)
        said: list[str] = []
        for _ in range(DELIVERIES):
            many = [record(home) for home in (stair.home, stair.above, stair.below)][: 1 + number % 3]
            said += [answer["state"] for answer in send(client, *many)]
        return said

    with ThreadPoolExecutor(PHONES) as pool:
        said = [state for states in pool.map(phone, range(PHONES)) for state in states]
    assert set(said) == {"receipt"}
    assert count(session) == count(session, SyncReceipt) == len(said)


def test_a_database_that_someone_else_holds_is_waited_for_not_blamed_on_the_record(
    app: Flask, client: HouseClient, town: Town, stair: Stair, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program writes for longer than we wait: the phone is told to come back, and keeps the record as it is."""
    url = app.config["SETTINGS"].database_url
    if not url.startswith("sqlite"):
        pytest.skip("a lock of the whole database is SQLite's")
    client.sign_in(town.wang)
    monkeypatch.setattr(embedded, "PATIENCE", 0.2)
    app.extensions["engine"] = db.make_engine(url)
    other = sqlite3.connect(Path(url.removeprefix("sqlite:///")), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    one: dict[str, Any] = record(stair.home)
    answer = client.post("/sync", json={"records": [one]}, token=False, headers=HERE)
    assert answer.status_code == 503
    assert "正忙" in answer.get_json()["message"]
    other.execute("ROLLBACK")
    other.close()
    assert send(client, one)[0]["state"] == "receipt"
    assert count(session) == 1
