"""Earn, hold, capture, release, reverse, expire, donate, correct and merge in any order keep every invariant."""

from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

import pytest
import time_machine
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from tests.points.ground import PATROL, set_rule
from tests.town import Town
from webapp.core import clock, db, ids
from webapp.core.errors import DomainError
from webapp.org import services as org
from webapp.org.models import PartyKind
from webapp.points import correction_services as corrections
from webapp.points import ledger_services as ledger
from webapp.points import proof_queries, services
from webapp.points.models import REVERSIBLE, EntryKind, Passbook

NAMES = ("甲", "乙", "丙")


class Ledger(RuleBasedStateMachine):
    app: ClassVar[Flask]
    town: ClassVar[Town]
    entries: Bundle[str] = Bundle("entries")
    holds: Bundle[str] = Bundle("holds")

    @initialize()
    def open_books(self) -> None:
        self.context = self.app.app_context()
        self.context.push()
        self.session = db.session()
        self.days = 0
        self.actor = self.town.actor("li")
        self.second = replace(self.actor, account_id=self.town.qian)
        self.hours = 0
        self.ended: set[str] = set()
        self.undone: set[str] = set()
        with db.transaction():
            self.parties = [
                org.make_party(
                    self.session, None, kind=PartyKind.PERSON, name=name, community_id=self.town.community, silent=True
                ).id
                for name in NAMES
            ]
            self.books = [services.passbook_for(self.session, party).id for party in self.parties]

    def teardown(self) -> None:
        self.context.pop()

    def now(self) -> time_machine.travel:
        return time_machine.travel(clock.now() + timedelta(days=self.days), tick=True)

    def book(self, who: int) -> Passbook:
        return services.passbook_for(self.session, self.parties[who])

    @rule(target=entries, who=st.integers(0, 2), minutes=st.integers(1, 600))
    def earn(self, who: int, minutes: int) -> object:
        with self.now(), db.transaction():
            entry = services.credit(
                self.session, self.actor, self.parties[who], act=PATROL, quantity=minutes, on=clock.today(),
                key=ids.new(), sentence="护学岗",
            )  # fmt: skip
        return entry.id if entry else multiple()

    @rule(target=holds, who=st.integers(0, 2), points=st.integers(1, 40))
    def hold(self, who: int, points: int) -> object:
        try:
            with self.now(), db.transaction():
                return services.hold(
                    self.session, self.actor, self.book(who), points=points, key=ids.new(), sentence="换"
                ).id
        except (ledger.NotEnoughPoints, services.OwesPoints):
            return multiple()

    @rule(target=entries, held=holds)
    def capture(self, held: str) -> object:
        return self.end(held, lambda entry: services.capture(self.session, self.actor, entry, sentence="领走"))

    @rule(held=holds)
    def release(self, held: str) -> None:
        self.end(held, lambda entry: services.release(self.session, self.actor, entry, sentence="取消"))

    def end(self, held: str, act: object) -> object:
        try:
            with self.now(), db.transaction():
                done = act(self.session.get_one(services.Entry, held)).id  # type: ignore[operator]
            assert held not in self.ended
            self.ended.add(held)
        except services.HoldEnded:
            assert held in self.ended
            return multiple()
        return done

    @rule(entry=entries)
    def reverse(self, entry: str) -> None:
        try:
            with self.now(), db.transaction():
                found = self.session.get_one(services.Entry, entry)
                assert found.kind in REVERSIBLE
                corrections.reverse(self.session, self.actor, found, reason="记错")
            assert entry not in self.undone
            self.undone.add(entry)
        except corrections.AlreadyReversed:
            assert entry in self.undone

    @rule(days=st.integers(1, 400))
    def expire(self, days: int) -> None:
        self.days += days
        with self.now(), db.transaction():
            for book_id in sorted(self.books):
                services.end_lots(self.session, ledger.lock(self.session, book_id))

    @rule(target=entries, who=st.integers(0, 2), points=st.integers(1, 40))
    def donate(self, who: int, points: int) -> object:
        try:
            with self.now(), db.transaction():
                return services.donate(self.session, self.actor, self.book(who), points=points, key=ids.new()).id
        except ledger.NotEnoughPoints:
            return multiple()

    @rule(target=entries, who=st.integers(0, 2), amount=st.integers(-40, 40).filter(bool))
    def correct(self, who: int, amount: int) -> object:
        return self.decide(who, EntryKind.ADJUST, amount)

    @rule(who=st.integers(0, 2), amount=st.integers(1, 40))
    def write_off(self, who: int, amount: int) -> None:
        self.decide(who, EntryKind.WRITE_OFF, amount)

    def decide(self, who: int, kind: EntryKind, amount: int) -> object:
        try:
            with self.now(), db.transaction():
                asked = corrections.ask_correction(
                    self.session, self.actor, self.book(who), kind=kind, amount=amount, reason="更正"
                )
                return corrections.approve_correction(self.session, self.second, asked).id
        except corrections.NothingOwed:
            return multiple()

    @rule(target=entries, who=st.integers(0, 2), points=st.integers(1, 40))
    def sell_without_network(self, who: int, points: int) -> object:
        with self.now(), db.transaction():
            return services.charge_offline(
                self.session, self.actor, self.book(who), points=points, key=ids.new(), sentence="换",
                source="sale", on=clock.today(),
            ).id  # fmt: skip

    @rule(keep=st.integers(0, 2), gone=st.integers(0, 2))
    def merge(self, keep: int, gone: int) -> None:
        try:
            with self.now(), db.transaction():
                corrections.merge(self.session, self.actor, self.book(keep), self.book(gone), reason="同一个人")
        except DomainError as refusal:
            assert isinstance(refusal, corrections.SamePassbook | corrections.HoldOpen)

    @invariant()
    def balanced(self) -> None:
        if not hasattr(self, "books"):
            return
        assert proof_queries.ledger_faults(self.session, self.town.community) == []
        for book_id in self.books:
            book = self.session.get_one(Passbook, book_id, populate_existing=True)
            assert min(book.available, book.held, book.owed) >= 0
            assert book.available == 0 or book.owed == 0, "nobody has points and a debt at once"
            lots = ledger.open_lots(self.session, book_id)
            assert sum(lot.left for lot in lots) == book.available
        self.session.rollback()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_any_order_of_acts_keeps_the_ledger_true(app: Flask, town: Town) -> None:
    with app.app_context(), db.transaction() as session:
        set_rule(session, town, cap_day=60)
    run_state_machine_as_test(
        type("Bound", (Ledger,), {"app": app, "town": town}),
        settings=settings(
            max_examples=40,
            stateful_step_count=25,
            deadline=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )
