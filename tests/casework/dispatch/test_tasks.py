"""A task in its grid: signed, answered door by door, handed in by itself, checked, objected to, pressed."""

from datetime import datetime, timedelta

import pytest
import time_machine
from sqlmodel import Session, select

from tests.casework.dispatch.ground import list_duties, send, settle, task_of
from tests.town import Town
from webapp.casework.dispatch import answer_services, commands, queries, routine_services, task_services
from webapp.casework.dispatch.answer_services import Told
from webapp.casework.dispatch.models import Task, TaskAnswer, TaskObjection
from webapp.casework.dispatch.routine_services import Plan
from webapp.casework.dispatch.rules import FINAL, OPEN, Act, Cycle, Evidence, Homes, ObjectionCode, Shape, State, shape
from webapp.casework.dispatch.task_services import NotNow, ObjectedAlready, OwnWork, UntilMissing
from webapp.centre.sync import task_queries
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.people.accounts.permissions import Action


@pytest.fixture
def duties(session: Session, town: Town) -> dict[str, str]:
    with db.transaction() as writing:
        return list_duties(writing, town)


@pytest.fixture
def rooms(session: Session, town: Town) -> list[str]:
    with db.transaction() as writing:
        return settle(writing, town)


def answer(town: Town, task: Task, home: str | None = None, who: str = "wang", **told: object) -> TaskAnswer:
    with db.transaction() as writing:
        given = Told(task_id=task.id, household_id=home, **told)  # type: ignore[arg-type]
        return answer_services.keep_answer(writing, town.actor(who, Action.DO_TASKS), given)


def test_the_last_door_hands_it_in(session: Session, town: Town, duties: dict[str, str], rooms: list[str]) -> None:
    order = send(session, town, duty_id=duties["JC-12"], homes=Homes.ALL, minutes=1)
    task = task_of(session, order, town)
    with db.transaction() as writing:
        task_services.sign(writing, town.actor("wang"), writing.merge(task))
    same = ids.new()
    for _ in range(3):
        answer(town, task, rooms[0], id=same)
    assert (task_of(session, order, town).done, task_of(session, order, town).state) == (1, State.DOING)
    answer(town, task, rooms[0])  # the same door again counts once
    answer(town, task, rooms[1])
    left = queries.homes_left(session, task_of(session, order, town), order)
    assert [home.id for home in left] == [rooms[2]]
    answer(town, task, rooms[2])
    done = task_of(session, order, town)
    assert (done.done, done.state, done.came_late) == (3, State.DONE, False)
    acts = [act.act for act in queries.acts_of(session, done)]
    assert acts == [Act.SEND, Act.SIGN, Act.ANSWER, Act.SUBMIT]


def test_captured_before_the_due_instant_is_in_time_and_says_so(
    session: Session, town: Town, duties: dict[str, str]
) -> None:
    order = send(session, town, duty_id=duties["JC-07"], due_on=clock.today())
    task = task_of(session, order, town)
    captured = task.due_at - timedelta(minutes=10)
    with time_machine.travel(task.due_at + timedelta(hours=8), tick=False):
        assert task_of(session, order, town).is_late(clock.now())
        answer(town, task, captured_at=captured, happened_at=captured)
        found = task_of(session, order, town)
        assert found.state is State.DONE and found.came_late and not found.is_late(clock.now())
        assert shape(found.state, found.is_late(clock.now())) is Shape.DONE


def test_a_shape_says_only_what_is_true() -> None:
    assert shape(State.SUBMITTED, True) is Shape.CHECKING, "handed in is neither late nor done"
    assert {shape(state, False) for state in FINAL - {State.DONE}} == {Shape.ENDED}
    assert {shape(state, True) for state in OPEN} == {Shape.LATE}


def test_what_is_typed_after_the_due_instant_is_late(session: Session, town: Town, duties: dict[str, str]) -> None:
    order = send(session, town, duty_id=duties["JC-07"], due_on=clock.today())
    task = task_of(session, order, town)
    with time_machine.travel(task.due_at + timedelta(hours=8), tick=False):
        answer(town, task)
        found = task_of(session, order, town)
        assert found.state is State.DONE and found.is_late(clock.now()) and not found.came_late


def test_somebody_else_checks(session: Session, town: Town, duties: dict[str, str]) -> None:
    order = send(session, town, duty_id=duties["JC-07"], evidence=Evidence.CHECK)
    task = task_of(session, order, town)
    answer(town, task)
    assert task_of(session, order, town).state is State.SUBMITTED
    with pytest.raises(OwnWork), db.transaction() as writing:
        task_services.verify(writing, town.actor("wang"), writing.get_one(Task, task.id), passed=True, reason="")
    for passed, state in ((False, State.DOING), (True, State.DONE)):
        if passed:
            answer(town, task)
        with db.transaction() as writing:
            mine = writing.get_one(Task, task.id)
            task_services.verify(writing, town.actor("li"), mine, passed=passed, reason="看过")
        assert task_of(session, order, town).state is state


def test_an_objection_is_answered_or_goes_up(session: Session, town: Town, duties: dict[str, str]) -> None:
    order = send(session, town, duty_id=duties["JC-07"])
    task = task_of(session, order, town)

    def say(code: ObjectionCode, **more: object) -> TaskObjection:
        with db.transaction() as writing:
            mine = writing.get_one(Task, task.id)
            return task_services.object_to(
                writing, town.actor("wang"), mine, code=code, reason="楼拆了", **more  # type: ignore[arg-type]
            )

    with time_machine.travel(datetime(2026, 11, 25, 2, tzinfo=clock.ZONE), tick=False):
        with pytest.raises(UntilMissing):
            say(ObjectionCode.MORE_TIME)
        first = say(ObjectionCode.NOT_OURS)
        with pytest.raises(ObjectedAlready):
            say(ObjectionCode.NO_BASIS)
        with db.transaction() as writing:
            assert task_services.raise_objections(writing) == 0
    with time_machine.travel(datetime(2026, 11, 27, 2, tzinfo=clock.ZONE), tick=False):
        with db.transaction() as writing:
            assert task_services.raise_objections(writing) == 1
        session.rollback()
        assert [row[0].id for row in queries.list_objections(session, town.actor("chen"))] == [first.id]
        with pytest.raises(NotFound):
            queries.get_objection(session, town.actor("li"), first.id)
        with db.transaction() as writing:
            raised = queries.get_objection(writing, town.actor("chen"), first.id)
            task_services.answer_objection(writing, town.actor("chen"), raised, accepted=True, answer="确实不归")
    assert task_of(session, order, town).state is State.RETURNED
    assert [row[1].id for row in queries.list_returned(session, town.community)] == [first.id]
    with pytest.raises(NotNow), db.transaction() as writing:
        task_services.sign(writing, town.actor("wang"), writing.get_one(Task, task.id))


def test_more_time_is_an_extension(session: Session, town: Town, duties: dict[str, str]) -> None:
    order = send(session, town, duty_id=duties["JC-07"])
    task = task_of(session, order, town)
    until = clock.today() + timedelta(days=20)
    with db.transaction() as writing:
        mine = writing.get_one(Task, task.id)
        asked = task_services.object_to(
            writing, town.actor("wang"), mine, code=ObjectionCode.MORE_TIME, reason="等换表", until=until
        )
        task_services.answer_objection(writing, town.actor("li"), asked, accepted=True, answer="可以")
    assert task_of(session, order, town).due_at == clock.end_of_day(until)


def routine(session: Session, town: Town, duty_id: str, cycle: Cycle = Cycle.DAILY) -> str:
    plan = Plan(town.community, duty_id, "巡楼道", "看消防门", cycle, 1)
    with db.transaction() as writing:
        return routine_services.set_routine(writing, town.actor("li", Action.SEND_TASKS), plan).id


def test_missed_rounds_are_recorded_and_do_not_pile_up(session: Session, town: Town, duties: dict[str, str]) -> None:
    routine(session, town, duties["JC-07"])
    today = clock.now()
    assert (commands.begin_rounds(), commands.begin_rounds()) == (1, 0)
    with time_machine.travel(today + timedelta(days=4), tick=False):
        assert (commands.begin_rounds(), commands.begin_rounds()) == (1, 0)
        session.rollback()
        states = sorted(session.exec(select(Task.state).where(Task.grid_id == town.grid1)))
        assert states == [State.MISSED, State.SENT]


def test_a_round_done_in_time_that_arrives_after_the_next_one_counts(
    session: Session, town: Town, duties: dict[str, str]
) -> None:
    routine(session, town, duties["JC-07"])
    today = clock.now()
    commands.begin_rounds()
    first = session.exec(select(Task).where(Task.grid_id == town.grid1)).one()
    with time_machine.travel(today + timedelta(days=1), tick=False):
        commands.begin_rounds()
        answer(town, first, captured_at=today, happened_at=today)
        session.rollback()
        session.expire_all()
        assert session.get_one(Task, first.id).state is State.DONE


def test_a_stranger_finds_no_task(session: Session, town: Town, duties: dict[str, str], rooms: list[str]) -> None:
    order = send(session, town, duty_id=duties["JC-12"], homes=Homes.ALL, minutes=1)
    task = task_of(session, order, town)
    for who in ("ma", "stranger", "far_host"):
        with pytest.raises(NotFound):
            answer(town, task, rooms[0], who=who)
    assert session.exec(select(TaskAnswer)).first() is None


def test_the_phone_carries_why_a_task_came_back_and_which_doors_may_be_answered_anew(
    session: Session, town: Town, duties: dict[str, str], rooms: list[str]
) -> None:
    order = send(session, town, duty_id=duties["JC-12"], homes=Homes.ALL, minutes=1, evidence=Evidence.CHECK)
    task, began = task_of(session, order, town), clock.now()
    for minute, room in enumerate(rooms):
        with time_machine.travel(began + timedelta(minutes=minute)):
            answer(town, task, room)
    wang = town.actor("wang", Action.DO_TASKS)
    assert task_queries.tasks_on_phone(session, wang) == [], "handed in"
    with time_machine.travel(began + timedelta(minutes=9)), db.transaction() as writing:
        task_services.verify(
            writing, town.actor("li", Action.SEND_TASKS), writing.merge(task_of(session, order, town)), passed=False,
            reason="602没看软管",
        )  # fmt: skip
    session.rollback()
    [carried] = task_queries.tasks_on_phone(session, wang)
    look = int((began + timedelta(minutes=9)).timestamp() * 1000)
    assert carried["again"]["why"] == "602没看软管" and abs(carried["again"]["at"] - look) < 1000
    assert carried["homes"] == [] and set(carried["redo"]) == set(rooms)
    with time_machine.travel(began + timedelta(minutes=20)):
        answer(town, task, rooms[0])
        session.rollback()
        [carried] = task_queries.tasks_on_phone(session, wang)
        assert set(carried["redo"]) == set(rooms[1:])
    answer(town, task, rooms[1], captured_at=began)  # typed before the look, arrives after it
    session.rollback()
    assert set(task_queries.tasks_on_phone(session, wang)[0]["redo"]) == set(rooms[1:])
