"""A delivery costs little and promises the same: forms bound from kept shapes say what built ones say, and one knock is
one transaction of a dozen statements."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlmodel import Session
from werkzeug.datastructures import MultiDict

from tests.centre.sync.test_records import count, record, send
from tests.centre.sync.test_records import wang as wang
from tests.conftest import HouseClient
from tests.door.visits.conftest import Stair, household
from tests.door.visits.conftest import stair as stair
from tests.town import Town
from webapp.centre.sync import registry
from webapp.core.data import db, ids
from webapp.core.forms import kept_forms
from webapp.core.time import clock
from webapp.register.register import queries as register
from webapp.register.register.models import Household
from webapp.register.register.rules import KeyFlag

GIVEN: tuple[dict[str, list[str]], ...] = (
    {},
    {"id": [" " + ids.new()], "outcome": ["something"], "household_id": ["６"], "words": ["\t水管  漏了\x00 "]},
    {"id": [ids.new()], "outcome": ["nobody"], "means": ["flying"], "captured_at": ["yesterday"], "words": ["x" * 999]},
    {"slots": ["morning", "never"], "phone": ["１３８ 0013 8000"], "is_16": ["on"], "wish": ["a"], "seen": ["q1"],
     "q1": [" a", "b"], "c2": [""], "quantity": ["0"], "who": ["z 1"], "flags": ["bad"], "deed": ["lend"]},
)  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_kept_shape_says_what_a_built_form_says(app: Flask, lang: str) -> None:
    with app.test_request_context(headers={"Accept-Language": lang}):
        for kind, given in product((one.form for one in registry.KINDS.values()), GIVEN):
            post = MultiDict([(key, one) for key, values in given.items() for one in values])
            built, bound = kind(post), kept_forms.bound(kind, post)
            assert bound.validate() is built.validate()
            assert (bound.values, bound.errors, bound.shown_errors) == (built.values, built.errors, built.shown_errors)
            assert getattr(bound, "answers", None) == getattr(built, "answers", None)
            assert {name: field.raw_data for name, field in bound._fields.items()} == {
                name: field.raw_data for name, field in built._fields.items()
            }


def test_what_one_record_was_refused_for_does_not_cling_to_the_next(app: Flask) -> None:
    kind = registry.KINDS["visit"].form
    with app.test_request_context():
        bad = kept_forms.bound(kind, MultiDict({"outcome": "something"}))
        assert not bad.validate()
        assert bad.errors
        good = kept_forms.bound(kind, MultiDict({"household_id": ids.new(), "outcome": "fine"}))
        assert good.validate()
        assert not good.errors


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    seen: list[str] = []

    def see(conn: Any, cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", see)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", see)


def test_a_second_knock_is_one_transaction_of_a_dozen_statements(
    wang: HouseClient, stair: Stair, session: Session
) -> None:
    send(wang, record(stair.home))
    with statements(session) as seen:
        send(wang, record(stair.home))
    assert len(seen) <= 13, "\n".join(seen)
    assert sum(one.startswith("BEGIN") for one in seen) <= 1


def test_twenty_records_are_hardly_more_statements_than_one(wang: HouseClient, stair: Stair, session: Session) -> None:
    send(wang, record(stair.home))
    with statements(session) as seen:
        send(wang, *(record(stair.home) for _ in range(20)))
    assert len(seen) <= 14, "\n".join(seen)
    assert count(session) == 21


def test_a_knock_that_the_page_has_delivered_already_gets_its_receipt(
    wang: HouseClient, stair: Stair, session: Session
) -> None:
    """Among others, whose ids are new."""
    known, new = record(stair.home), record(stair.home)
    posted = wang.post("/visits", data={"id": known["id"], "household_id": stair.home, "outcome": "fine"})
    assert posted.status_code == 303
    assert [answer["state"] for answer in send(wang, known, new)] == ["receipt", "receipt"]
    assert count(session) == 2


def test_what_a_run_of_knocks_wrote_is_what_the_next_record_finds(
    wang: HouseClient, town: Town, stair: Stair, session: Session
) -> None:
    """Nobody, then met, then a change of the household, then met again: each starts from the one before."""
    send(wang, record(stair.home))
    change = {"household_id": [stair.home], "flags": ["lives_alone"], "note": ["门铃坏了"], "base": ["{}"]}
    between = record(stair.home) | {"kind": "household", "fields": change}
    sent = send(wang, record(stair.home, "nobody"), record(stair.home), between, record(stair.home))
    assert [answer["state"] for answer in sent] == ["receipt"] * 4, sent
    session.rollback()
    home = household(session, town, stair.home)
    every = register.rounds(session).days([KeyFlag(flag) for flag in home.flags])
    assert (home.last_outcome, home.note, home.flags) == ("fine", "门铃坏了", ["lives_alone"])
    assert home.next_due_on == clock.today() + timedelta(days=every)


def test_a_row_changed_by_values_is_read_afresh(session: Session, town: Town, stair: Stair) -> None:
    with db.transaction() as writing:
        home = household(writing, town, stair.home)
        db.update_many(writing, Household, [{"id": home.id, "note": "门铃坏了"}])
        assert home.note == "门铃坏了"
