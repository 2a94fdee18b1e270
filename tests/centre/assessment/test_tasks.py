"""A task that somebody else found done counts once, and only when it was captured in time."""

from datetime import timedelta

import time_machine
from sqlmodel import Session

from tests.casework.dispatch.ground import send, task_of
from tests.casework.dispatch.test_tasks import answer
from tests.casework.dispatch.test_tasks import duties as duties
from tests.centre.assessment.ground import entries, told
from tests.town import Town
from webapp.casework.dispatch import task_services
from webapp.casework.dispatch.models import Task
from webapp.casework.dispatch.rules import Evidence
from webapp.centre.assessment.models import Deed
from webapp.core.data import db
from webapp.core.time import clock


def verify(town: Town, task: Task) -> None:
    with db.transaction() as writing:
        task_services.verify(writing, town.actor("li"), writing.get_one(Task, task.id), passed=True, reason="看过")


def test_found_done_counts_one_for_who_handed_it_in(session: Session, town: Town, duties: dict[str, str]) -> None:
    task = task_of(session, order := send(session, town, duty_id=duties["JC-07"], evidence=Evidence.CHECK), town)
    answer(town, task)
    assert told(session) == [], "handed in is not found done yet"
    verify(town, task)
    assert told(session) == [(Deed.TASK_DONE, 1)]
    [entry] = entries(session)
    assert (entry.party_id, order.title in entry.sentence) == (town.parties["wang"], True)


def test_captured_after_the_due_instant_counts_nothing(session: Session, town: Town, duties: dict[str, str]) -> None:
    order = send(session, town, duty_id=duties["JC-07"], evidence=Evidence.CHECK, due_on=clock.today())
    task = task_of(session, order, town)
    with time_machine.travel(task.due_at + timedelta(hours=8), tick=False):
        answer(town, task)
        verify(town, task)
        assert told(session) == []
