"""Phones that wait for the same turn are written together: each hears of its own records only, and what stops one
stops no other. On PostgreSQL there is no turn, and the same phones are written side by side."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select
from werkzeug.test import TestResponse

from tests.centre.sync.test_records import HERE, count, record, send
from tests.conftest import SERVER, HouseClient
from tests.door.visits.conftest import Stair
from tests.door.visits.conftest import stair as stair
from tests.lines import lines_about
from tests.town import Town
from webapp.centre.sync import batch_services, services
from webapp.centre.sync.models import SyncReceipt
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.trust.history import AuditLine
from webapp.people.accounts.models import SignIn

Deliver = Callable[..., list[TestResponse]]


@pytest.fixture
def groups(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many deliveries each attempt held."""
    seen, real = list[int](), services.keep_deliveries

    def counted(session: Session, deliveries: list[services.Delivery], *, apart: bool) -> list[Any]:
        seen.append(len(deliveries))
        return real(session, deliveries, apart=apart)

    monkeypatch.setattr(services, "keep_deliveries", counted)
    return seen


@pytest.fixture
def deliver(app: Flask) -> Deliver:
    """Each (account, its records) from a phone of its own; on SQLite all of them stand waiting before one is taken."""

    def at_once(*phones: tuple[str, list[dict[str, Any]]], lang: str = "") -> list[TestResponse]:
        clients = [app.test_client() for _ in phones]
        for client, (account, _) in zip(clients, phones, strict=True):
            assert isinstance(client, HouseClient)
            client.sign_in(account)
        turns = db.TURNS.get(app.extensions["engine"])

        def post(n: int) -> TestResponse:
            headers = HERE | ({"Accept-Language": lang} if lang and n else {})
            return clients[n].post("/sync", json={"records": phones[n][1]}, token=False, headers=headers)

        with ThreadPoolExecutor(len(phones)) as pool:
            with turns.taken() if turns else nullcontext():
                coming = []
                for n in range(len(phones)):
                    coming.append(pool.submit(post, n))
                    if turns:
                        _stands(turns, n + 1)
            return [one.result(60) for one in coming]

    return at_once


def _stands(turns: Any, many: int) -> None:
    until = time.monotonic() + 20
    while len(getattr(batch_services.GATHERINGS.get(turns), "_waiting", ())) < many:
        assert time.monotonic() < until, "nobody waits"
        time.sleep(0.002)


def results(answer: TestResponse) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()["results"]  # type: ignore[no-any-return]


def states(answers: list[TestResponse]) -> list[list[str]]:
    return [[one["state"] for one in results(answer)] for answer in answers]


def whole(session: Session, town: Town) -> bool:
    session.rollback()
    query = select(AuditLine).where(AuditLine.chain_id == town.community).order_by(col(AuditLine.seq))
    return history.first_break(session.exec(query).all()) is None


def test_who_waits_together_is_written_together_and_hears_of_its_own(
    deliver: Deliver, groups: list[int], town: Town, stair: Stair, session: Session
) -> None:
    sent = [[record(home) for home in (stair.home, stair.above)[: 1 + n % 2]] for n in range(4)]
    answers = deliver(*[(town.wang, mine) for mine in sent])
    assert groups == ([1] * 4 if SERVER else [4])
    for mine, answer in zip(sent, answers, strict=True):
        assert [(one["id"], one["state"]) for one in results(answer)] == [(one["id"], "receipt") for one in mine]
    assert count(session) == count(session, SyncReceipt) == 6
    assert all(len(lines_about(session, one["id"])) == 1 for mine in sent for one in mine)
    assert whole(session, town)


def test_each_is_written_down_as_its_own_senders(
    deliver: Deliver, town: Town, stair: Stair, session: Session
) -> None:
    mine, hers = record(stair.home), record(stair.above)
    assert states(deliver((town.wang, [mine]), (town.li, [hers]))) == [["receipt"], ["receipt"]]
    [of_wang], [of_li] = lines_about(session, mine["id"]), lines_about(session, hers["id"])
    assert (of_wang.account_id, of_li.account_id) == (town.wang, town.li)
    assert session.get_one(SyncReceipt, hers["id"]).account_id == town.li


def test_a_refusal_takes_nothing_of_the_others(
    deliver: Deliver, groups: list[int], town: Town, stair: Stair, session: Session
) -> None:
    """A stranger's door, a choice that is none, and two good ones."""
    answers = deliver(
        (town.wang, [record(stair.home)]), (town.stranger, [record(stair.home)]),
        (town.wang, [record(stair.above, "vip"), record(stair.below)]), (town.wang, [record(stair.above)]),
    )  # fmt: skip
    assert states(answers) == [["receipt"], ["refused"], ["invalid", "receipt"], ["receipt"]]
    assert SERVER or groups == [4, 1, 1, 1, 1]
    assert count(session) == count(session, SyncReceipt) == 3
    assert whole(session, town)


def test_a_refusal_is_said_in_the_language_of_its_own_phone(deliver: Deliver, town: Town, stair: Stair) -> None:
    answers = deliver((town.wang, [record(stair.home)]), (town.wang, [record(stair.above, "vip")]), lang="en")
    [refused] = results(answers[1])
    assert "outcome" in refused["errors"] and refused["errors"]["outcome"][0].isascii()


def test_whose_sign_in_has_ended_is_turned_away_alone(
    deliver: Deliver, town: Town, stair: Stair, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = batch_services._sender

    def ended(reading: Session, slip: batch_services.Slip) -> Any:
        for row in reading.exec(select(SignIn).where(SignIn.account_id == town.ma)):
            row.ended_at = clock.now()
        reading.flush()
        return real(reading, slip)

    monkeypatch.setattr(batch_services, "_sender", ended)
    one, gone, two = deliver(
        (town.wang, [record(stair.home)]), (town.ma, [record(stair.above)]), (town.wang, [record(stair.below)])
    )
    assert gone.status_code == 401
    assert states([one, two]) == [["receipt"], ["receipt"]]
    assert count(session) == 2


def test_the_same_record_of_two_phones_is_one_row_and_anothers_id_is_not_shown(
    deliver: Deliver, town: Town, stair: Stair, session: Session
) -> None:
    same = record(stair.home)
    first, again, other = deliver((town.wang, [same]), (town.wang, [same]), (town.li, [same]))
    kept = [one for answer in (first, again, other) for one in results(answer) if one["state"] == "receipt"]
    refused = [one for answer in (first, again, other) for one in results(answer) if one["state"] == "refused"]
    assert SERVER or (results(first) == results(again) == kept[:1] and results(other) == refused)
    assert all("hash" not in one for one in refused)
    assert count(session) == count(session, SyncReceipt) == 1


def test_said_again_together_it_is_the_same_receipt(
    deliver: Deliver, town: Town, stair: Stair, session: Session
) -> None:
    sent = [(town.wang, [record(stair.home)]), (town.wang, [record(stair.above)])]
    assert [results(one) for one in deliver(*sent)] == [results(one) for one in deliver(*sent)]
    assert count(session) == 2


def test_a_delivery_said_again_whole_waits_for_nobody(
    app: Flask, client: HouseClient, town: Town, stair: Stair, session: Session
) -> None:
    """Somebody else has the turn all the while. What is another's, or changed, or new, is no receipt of it."""
    sent = [record(stair.home), record(stair.above)]
    first = send(client.sign_in(town.wang), *sent)
    with db.turns(session).taken() if db.turns(session) else nullcontext():  # type: ignore[union-attr]
        assert send(client, *sent) == first
        assert send(client, sent[0], sent[0]) == [first[0]] * 2
    changed = {**sent[1], "fields": {**sent[1]["fields"], "outcome": ["nobody"]}}
    assert [one["state"] for one in send(client, sent[0], changed)] == ["receipt", "both"]
    assert [one["state"] for one in send(client, sent[0], record(stair.below))] == ["receipt", "receipt"]
    assert [one["state"] for one in send(client.sign_in(town.li), *sent)] == ["refused", "refused"]
    assert count(session) == 3


def test_where_the_group_fails_each_is_taken_alone(
    deliver: Deliver, town: Town, stair: Stair, session: Session, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    real = services.keep_deliveries

    def stumbling(session: Session, deliveries: list[services.Delivery], *, apart: bool) -> Any:
        kept = real(session, deliveries, apart=apart)
        if not apart:
            raise RuntimeError("after all was written")
        return kept

    monkeypatch.setattr(services, "keep_deliveries", stumbling)
    with caplog.at_level(logging.WARNING):
        answers = deliver(*[(town.wang, [record(home)]) for home in (stair.home, stair.above, stair.below)])
    assert states(answers) == [["receipt"]] * 3
    assert "are taken one by one" in caplog.text
    assert count(session) == count(session, SyncReceipt) == 3
    assert whole(session, town)


def test_a_fault_of_the_machine_is_told_to_all_and_nothing_is_kept(
    deliver: Deliver, town: Town, stair: Stair, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> Any:
        raise OperationalError("INSERT", None, OSError(), connection_invalidated=True)

    sent = [(town.wang, [record(stair.home)]), (town.wang, [record(stair.above)])]
    with monkeypatch.context() as broken:
        broken.setattr(services, "keep_deliveries", full)
        assert [answer.status_code for answer in deliver(*sent)] == [503, 503]
    assert count(session) == 0
    assert states(deliver(*sent)) == [["receipt"], ["receipt"]]


def test_what_does_not_come_in_numbers_takes_a_turn_of_its_own(
    client: HouseClient, town: Town, stair: Stair, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any) -> None:
        raise AssertionError("among others")

    monkeypatch.setattr(batch_services.Gathering, "bring", never)
    said = {"household_id": [stair.home], "base": ['{"flags": [], "is_rented": false, "note": null}'], "note": ["二楼"]}
    change = record(stair.home, kind="household") | {"fields": said}
    answers = send(client.sign_in(town.wang), record(stair.home), change)
    assert [one["state"] for one in answers] == ["receipt", "receipt"]


def test_whoever_delivers_among_others_stays_signed_in(
    deliver: Deliver, town: Town, stair: Stair, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The request that was served by another's thread knows who it is afterwards."""
    from webapp.people.accounts import access

    monkeypatch.setattr(access, "SEEN_EVERY", timedelta(seconds=-1))
    before = clock.now()
    assert states(deliver(*[(town.wang, [record(ids.new())]), (town.wang, [record(stair.home)])]))[1] == ["receipt"]
    session.rollback()
    seen = session.exec(select(SignIn.seen_at).where(SignIn.account_id == town.wang)).all()
    assert len(seen) == 2
    assert all(at > before for at in seen)
