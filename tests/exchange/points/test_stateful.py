"""Earn, hold, capture, release, reverse, expire, donate, correct and merge in any order keep every invariant.

Beside the ledger's own proof the machine keeps a tally of its own: what each person is worth (free + held - owed)
after each act, worked out from the act alone. The ledger must always say the same.
"""

from collections import Counter
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

from tests.exchange.points.ground import PATROL, set_rule
from tests.town import Town
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.core.web.errors import DomainError
from webapp.exchange.points import correction_services as corrections
from webapp.exchange.points import ledger_services as ledger
from webapp.exchange.points import proof_queries, services
from webapp.exchange.points.models import REVERSIBLE, EntryKind, Passbook
from webapp.people.org import services as org
from webapp.people.org.models import PartyKind

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
        self.worth: dict[str, int] = {}
        self.worth_of: dict[str, tuple[str, int]] = {}
        self.held: dict[str, tuple[str, int]] = {}
        self.root: dict[str, str] = {}
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

    def live(self, book_id: str) -> str:
        while book_id in self.root:
            book_id = self.root[book_id]
        return book_id

    def count(self, book_id: str, change: int, entry: str = "") -> None:
        book_id = self.live(book_id)
        self.worth[book_id] = self.worth.get(book_id, 0) + change
        if entry:
            self.worth_of[entry] = (book_id, change)

    @rule(target=entries, who=st.integers(0, 2), minutes=st.integers(1, 600))
    def earn(self, who: int, minutes: int) -> object:
        with self.now(), db.transaction():
            deed = services.Deed(PATROL, minutes, clock.today(), ids.new(), "护学岗")
            entry = services.credit(self.session, self.actor, self.parties[who], deed)
            again = services.credit(self.session, self.actor, self.parties[who], deed)
            assert (again and again.id) == (entry and entry.id), "the same cause is booked once"
        if entry is None:
            return multiple()
        assert 0 < entry.amount <= minutes * 4 // 60
        self.count(entry.passbook_id, entry.amount, entry.id)
        return entry.id

    @rule(target=holds, who=st.integers(0, 2), points=st.integers(1, 40))
    def hold(self, who: int, points: int) -> object:
        try:
            with self.now(), db.transaction():
                entry = services.hold(
                    self.session, self.actor, self.book(who), points=points, key=ids.new(), sentence="换"
                )
                self.held[entry.id] = (entry.passbook_id, points)
                return entry.id
        except (ledger.NotEnoughPoints, services.OwesPoints):
            return multiple()

    @rule(target=entries, held=holds)
    def capture(self, held: str) -> object:
        done = self.end(held, lambda entry: services.capture(self.session, self.actor, entry, sentence="领走"))
        if isinstance(done, str):
            book_id, points = self.held[held]
            self.count(book_id, -points, done)
        return done

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
            book_id, change = self.worth_of[entry]
            self.count(book_id, -change)
        except corrections.AlreadyReversed:
            assert entry in self.undone

    @rule(days=st.integers(1, 400))
    def expire(self, days: int) -> None:
        self.days += days
        with self.now(), db.transaction():
            for book_id in sorted(self.books):
                over = [lot for lot in ledger.open_lots(self.session, book_id) if lot.expires_on < clock.today()]
                self.count(book_id, -sum(lot.left for lot in over))
                services.end_lots(self.session, ledger.lock(self.session, book_id))

    @rule(target=entries, who=st.integers(0, 2), points=st.integers(1, 40))
    def donate(self, who: int, points: int) -> object:
        try:
            with self.now(), db.transaction():
                entry = services.donate(self.session, self.actor, self.book(who), points=points, key=ids.new())
                self.count(entry.passbook_id, -points, entry.id)
                return entry.id
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
                entry = corrections.approve_correction(self.session, self.second, asked)
                self.count(entry.passbook_id, amount, entry.id)
                return entry.id
        except corrections.NothingOwed:
            return multiple()

    @rule(target=entries, who=st.integers(0, 2), points=st.integers(1, 40))
    def sell_without_network(self, who: int, points: int) -> object:
        with self.now(), db.transaction():
            entry = services.charge_offline(
                self.session, self.actor, self.book(who), points=points, key=ids.new(), sentence="换",
                source="sale", on=clock.today(),
            )  # fmt: skip
            self.count(entry.passbook_id, -points, entry.id)
            return entry.id

    @rule(keep=st.integers(0, 2), gone=st.integers(0, 2))
    def merge(self, keep: int, gone: int) -> None:
        try:
            with self.now(), db.transaction():
                into, out = self.book(keep), self.book(gone)
                corrections.merge(self.session, self.actor, into, out, reason="同一个人")
                self.worth[into.id] = self.worth.get(into.id, 0) + self.worth.pop(out.id, 0)
                self.root[out.id] = into.id
        except DomainError as refusal:
            assert isinstance(refusal, corrections.SamePassbook | corrections.HoldOpen)

    @invariant()
    def balanced(self) -> None:
        if not hasattr(self, "books"):
            return
        assert proof_queries.ledger_faults(self.session, self.town.community) == []
        told: Counter[str] = Counter()
        for book_id in self.books:
            book = self.session.get_one(Passbook, book_id, populate_existing=True)
            assert min(book.available, book.held, book.owed) >= 0
            assert book.available == 0 or book.owed == 0, "nobody has points and a debt at once"
            lots = ledger.open_lots(self.session, book_id)
            assert sum(lot.left for lot in lots) == book.available
            told[self.live(book_id)] += book.available + book.held - book.owed
        assert dict(told) == {book_id: self.worth.get(book_id, 0) for book_id in told}
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
