"""A page that was opened before two releases still delivers: the last three versions of a form are taken.

No kind has an older version yet, so the mechanism is tried on the visit form as it could change: version 2 called
`outcome` `result`, version 3 said `away` for `nobody`, version 4 is today's."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import Session, select

from tests.centre.sync.test_records import count, record, send
from tests.conftest import HouseClient
from tests.door.visits.conftest import Stair
from tests.door.visits.conftest import stair as stair
from tests.town import Town
from webapp.centre.sync import registry, rules
from webapp.centre.sync.models import SyncReceipt
from webapp.centre.sync.registry import Fields
from webapp.core.data import db
from webapp.core.time import clock
from webapp.door.visits.models import Outcome, Visit
from webapp.people.accounts import services as accounts
from webapp.people.accounts.models import Post


def result_is_outcome(fields: Fields) -> Fields:
    return {"outcome" if name == "result" else name: values for name, values in fields.items()}


def home_is_nobody(fields: Fields) -> Fields:
    """Version 3 still said `away` where today's form says `nobody`."""
    return {**fields, "outcome": ["nobody" if value == "away" else value for value in fields["outcome"]]}


@pytest.fixture(autouse=True)
def fourth_version(monkeypatch: pytest.MonkeyPatch) -> None:
    today = replace(registry.KINDS["visit"], version=4, older={2: result_is_outcome, 3: home_is_nobody})
    monkeypatch.setitem(registry.KINDS, "visit", today)


@pytest.fixture
def wang(client: HouseClient, town: Town) -> HouseClient:
    return client.sign_in(town.wang)


OLD = {2: {"result": ["away"]}, 3: {"outcome": ["away"]}, 4: {"outcome": ["nobody"]}}


@pytest.mark.parametrize("version", [2, 3, 4])
def test_the_last_three_versions_become_todays_fields(
    wang: HouseClient, stair: Stair, session: Session, version: int
) -> None:
    one = record(stair.home, version=version)
    one["fields"] = {"household_id": [stair.home], **OLD[version]}
    [answer] = send(wang, one)
    assert answer["state"] == "receipt", answer
    assert answer["hash"] == rules.read_sent(one).hash, "the receipt speaks of what the phone holds"
    session.rollback()
    assert session.exec(select(Visit.outcome)).one() is Outcome.NOBODY
    assert session.exec(select(SyncReceipt.version)).one() == version
    assert send(wang, one) == [answer]


@pytest.mark.parametrize("version", [0, 1, 5])
def test_an_older_and_a_newer_one_stay_on_the_phone_with_a_sentence(
    wang: HouseClient, stair: Stair, session: Session, version: int
) -> None:
    [answer] = send(wang, record(stair.home, version=version))
    assert answer["state"] == "refused"
    assert answer["message"]
    assert count(session) == 0


def test_an_old_form_and_todays_travel_in_one_delivery(wang: HouseClient, stair: Stair, session: Session) -> None:
    old = {**record(stair.home, version=2), "fields": {"household_id": [stair.home], "result": ["fine"]}}
    answers = send(wang, old, record(stair.above, version=4), record(stair.below, version=1))
    assert [answer["state"] for answer in answers] == ["receipt", "receipt", "refused"]
    assert count(session) == 2


def test_an_old_form_of_a_worker_who_moved_is_taken_by_the_community(
    app: Flask, client: HouseClient, town: Town, stair: Stair, session: Session
) -> None:
    yesterday = clock.now() - timedelta(days=1)
    with db.transaction() as writing:
        post = writing.exec(select(Post).where(Post.account_id == town.wang)).one()
        post.valid_to = clock.local(yesterday).date()
        account = writing.get_one(accounts.Account, town.wang)
        accounts.give_post(writing, None, account, role=post.role, unit_id=town.far_grid, valid_from=clock.today())
    old = record(stair.home, version=2, captured_at=yesterday.isoformat())
    old["fields"] = {"household_id": [stair.home], "result": ["away"]}
    assert send(client.sign_in(town.wang), old)[0]["review"] is True
    client.sign_in(town.li).post(f"/sync/reviews/{old['id']}/taking")
    assert count(session) == 1
    assert session.exec(select(Visit.outcome)).one() is Outcome.NOBODY
