"""Any sequence of acts by anybody: the table holds, the invariants hold, a refusal leaves nothing."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlmodel import select

from tests.town import Town
from webapp.casework.cases import (
    answer_services,
    category_services,
    clock_services,
    handling_services,
    queries,
    rules,
    services,
    transfer_services,
    voice_queries,
)
from webapp.casework.cases.models import Act, GridCase, Source, Voice
from webapp.casework.cases.rules import Outcome, Refusal, State, StopReason, Verb
from webapp.casework.cases.services import Matter, Place
from webapp.casework.cases.voice_services import Speaker, Spoken, add_voice
from webapp.casework.catalogue import queries as catalogue
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.core.web.errors import DomainError

PEOPLE = st.sampled_from(["wang", "li", "chen"])


def machine(app: Flask, town: Town) -> type[RuleBasedStateMachine]:  # noqa: C901
    class CaseLife(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.context = app.app_context()
            self.context.push()
            with db.transaction() as writing:
                place = Place(town.community, town.grid1, building_id=ids.new())
                self.id = services.open_case(
                    writing,
                    None,
                    place=place,
                    spoken=Spoken("灯不亮", Source.RESIDENT, speaker=Speaker(household_id=ids.new())),
                    matter=Matter(category_code="LIGHT"),
                ).id
            self.first_due = self.case().first_due_at
            self.homes = {None}

        def teardown(self) -> None:
            self.context.pop()

        def case(self) -> GridCase:
            db.session().rollback()
            return db.session().exec(select(GridCase).where(GridCase.id == self.id)).one()

        def attempt(self, service: Any, name: str, verb: Verb, **how: Any) -> None:
            before = self.case().state
            lines = self.count()
            try:
                with db.transaction() as writing:
                    service(writing, town.actor(name), writing.get_one(GridCase, self.id), **how)
            except DomainError:
                assert (self.case().state, self.count()) == (before, lines)
                return
            target = rules.LIFE.after(before, verb)
            assert target is not None, f"{verb} from {before} went through"
            assert self.case().state is target

        def count(self) -> int:
            return len(db.session().exec(select(Act.id).where(Act.case_id == self.id)).all())

        @rule(name=PEOPLE)
        def accept(self, name: str) -> None:
            self.attempt(handling_services.accept, name, Verb.ACCEPT)

        @rule(name=PEOPLE)
        def reject(self, name: str) -> None:
            self.attempt(handling_services.reject, name, Verb.REJECT, reason=Refusal.UNCLEAR)

        @rule(name=PEOPLE)
        def take(self, name: str) -> None:
            self.attempt(handling_services.take, name, Verb.TAKE)

        @rule(name=PEOPLE)
        def dispatch(self, name: str) -> None:
            self.attempt(transfer_services.dispatch, name, Verb.DISPATCH, unit_id=town.street)

        @rule(name=PEOPLE)
        def sign(self, name: str) -> None:
            self.attempt(transfer_services.sign, name, Verb.SIGN)

        @rule(name=PEOPLE)
        def send_back(self, name: str) -> None:
            self.attempt(transfer_services.send_back, name, Verb.SEND_BACK, words="不归我们")

        @rule(name=PEOPLE)
        def park(self, name: str) -> None:
            tomorrow = clock.today() + timedelta(days=1)
            self.attempt(clock_services.park, name, Verb.PARK, review_on=tomorrow, words="等天暖")

        @rule(name=PEOPLE)
        def unpark(self, name: str) -> None:
            self.attempt(clock_services.unpark, name, Verb.UNPARK)

        @rule(name=PEOPLE, code=st.sampled_from(["LIGHT", "GAS", "GREEN"]))
        def reclassify(self, name: str, code: str) -> None:
            kind = catalogue.category_by_code(db.session(), code, clock.today())
            self.attempt(
                category_services.reclassify, name, Verb.RECLASSIFY, category_id=kind.id, words="看过了，是这一类"
            )

        @rule(name=PEOPLE)
        def stop(self, name: str) -> None:
            self.attempt(clock_services.stop, name, Verb.STOP, reason=StopReason.WAITING, words="等回话")

        @rule(name=PEOPLE)
        def resume(self, name: str) -> None:
            self.attempt(clock_services.resume, name, Verb.RESUME)

        @rule(name=PEOPLE)
        def finish(self, name: str) -> None:
            self.attempt(handling_services.finish, name, Verb.FINISH, words="好了")

        @rule(name=PEOPLE, passed=st.booleans())
        def verify(self, name: str, passed: bool) -> None:
            handler, before = self.case().handled_by, self.case().state
            self.attempt(
                handling_services.verify, name, Verb.PASS if passed else Verb.REWORK, passed=passed, words="看过"
            )
            if handler == town.accounts[name]:
                assert self.case().state is before

        @rule(name=PEOPLE)
        def call_back(self, name: str) -> None:
            voices = queries.list_voices(db.session(), self.case())
            self.attempt(
                answer_services.call_back, name, Verb.CALL_BACK, voice=voices[0], is_reached=True, is_solved=True,
                is_satisfied=False,
            )  # fmt: skip

        @rule(name=PEOPLE)
        def close(self, name: str) -> None:
            self.attempt(handling_services.close, name, Verb.CLOSE, outcome=Outcome.SOLVED)

        @rule(name=PEOPLE)
        def reopen(self, name: str) -> None:
            self.attempt(handling_services.reopen, name, Verb.REOPEN, words="又坏了")

        @rule(name=PEOPLE, home=st.sampled_from([ids.new() for _ in range(3)]))
        def speak(self, name: str, home: str) -> None:
            spoken = Spoken("我家也是", Source.VISIT, speaker=Speaker(household_id=home))
            self.attempt(add_voice, name, Verb.SPEAK, spoken=spoken)

        @invariant()
        def ended_and_open_never_mix(self) -> None:
            case = self.case()
            assert (case.ended_at is None) == (case.state in rules.OPEN)
            assert (case.state is State.CLOSED) == (case.outcome is not None)
            assert case.first_due_at == self.first_due
            assert case.state is not State.PARKED or (case.review_on and case.due_at is None)

        @invariant()
        def households_are_the_voices(self) -> None:
            rows = db.session().exec(select(Voice.household_id).where(Voice.case_id == self.id)).all()
            assert voice_queries.count_households(db.session(), self.id) == len(set(rows) - {None})
            assert voice_queries.list_low_bounds(db.session()) == []

    return CaseLife


@pytest.mark.slow
def test_no_sequence_of_acts_breaks_the_table(app: Flask, town: Town) -> None:
    run_state_machine_as_test(
        machine(app, town),
        settings=settings(
            max_examples=12, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
