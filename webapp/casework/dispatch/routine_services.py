"""例行任务: set once, sent by itself. A round that was missed is recorded and makes room for the next one."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from webapp.casework.catalogue import queries as catalogue
from webapp.casework.dispatch import rules
from webapp.casework.dispatch.models import DutyEntry, Task, TaskOrder, TaskRoutine
from webapp.casework.dispatch.order_services import Draft, NoBasis, judge_points, note, send_round
from webapp.casework.dispatch.rules import Act, Cycle, Evidence, GridKind, Homes, State
from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.time.working_days import Calendar
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor, made_before, require_reach


class StoppedAlready(DomainError):
    message = N_("这项例行任务已经停了。")


@dataclass(frozen=True)
class Plan:
    unit_id: str
    duty_id: str
    title: str
    words: str
    cycle: Cycle
    days: int
    grid_kind: GridKind = GridKind.ANY
    homes: Homes = Homes.NONE
    minutes: int = 0
    points: int = 0
    evidence: Evidence = Evidence.NONE
    form_id: str | None = None
    starts_on: date | None = None


def set_routine(session: Session, actor: Actor, plan: Plan, *, id: str | None = None) -> TaskRoutine:
    """Only under an entry of the duty list; a routine has no emergencies. The same `id` again is the same routine."""
    require_reach(session, actor, [plan.unit_id])
    if (known := made_before(session, TaskRoutine, id, plan.unit_id, owner="unit_id")) is not None:
        return known
    duty = session.get(DutyEntry, plan.duty_id)
    if duty is None or not duty.is_valid(clock.today()):
        raise NoBasis(field="duty_id")
    judge_points(plan.evidence, plan.points)
    made = TaskRoutine(
        id=id or ids.new(), unit_id=plan.unit_id, duty_id=plan.duty_id, title=plan.title, words=plan.words,
        cycle=plan.cycle, days=plan.days, grid_kind=plan.grid_kind, homes=plan.homes, minutes=plan.minutes,
        points=plan.points, evidence=plan.evidence, form_id=plan.form_id, starts_on=plan.starts_on or clock.today(),
        made_by=actor.account_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "set_task_routine", made, after={"cycle": plan.cycle.value})
    return made


def stop_routine(session: Session, actor: Actor, routine: TaskRoutine) -> None:
    """No further round; what is out is finished as it is."""
    if routine.stopped_on is not None:
        raise StoppedAlready
    routine.stopped_on = clock.today()
    history.record(session, actor, "stop_task_routine", routine)
    session.flush()


def due_routines(session: Session, day: date) -> list[tuple[str, date]]:
    """(routine, day its newest round began) of those whose newest round was not sent."""
    calendar = catalogue.calendar(session)
    query = select(TaskRoutine).where(
        TaskRoutine.starts_on <= day, (col(TaskRoutine.stopped_on).is_(None)) | (col(TaskRoutine.stopped_on) > day)
    )
    found = []
    for routine in session.exec(query):
        began = rules.latest_round(routine.cycle, day, calendar)
        if began is None or began < routine.starts_on:
            continue
        sent = select(TaskOrder.id).where(TaskOrder.routine_id == routine.id, TaskOrder.slot == began.isoformat())
        if session.exec(sent).first() is None:
            found.append((routine.id, began))
    return found


def begin_round(session: Session, routine_id: str, began: date) -> TaskOrder | None:
    """The newest round only. Open tasks of earlier rounds are recorded as missed first: they do not pile up. A round
    whose duty entry has ended is not sent."""
    routine = session.get_one(TaskRoutine, routine_id)
    duty = _standing_duty(session, routine, began)
    if duty is None:
        return None
    for task in session.exec(_unfinished(routine.id)):
        task.state, task.finished_at = State.MISSED, clock.now()
        note(session, None, task, Act.MISS)
    session.flush()
    draft = Draft(
        unit_id=routine.unit_id, title=routine.title, words=routine.words, due_on=due_day(routine, began),
        duty_id=duty.id, evidence=routine.evidence, grid_kind=routine.grid_kind, homes=routine.homes,
        minutes=routine.minutes, points=routine.points, form_id=routine.form_id,
    )  # fmt: skip
    return send_round(session, draft, routine_id=routine.id, slot=began.isoformat())


def due_day(routine: TaskRoutine, began: date) -> date:
    return max(began + timedelta(days=routine.days - 1), clock.today())


def _standing_duty(session: Session, routine: TaskRoutine, on: date) -> DutyEntry | None:
    """The version of the routine's entry that is in force on the day."""
    first = session.get_one(DutyEntry, routine.duty_id)
    query = select(DutyEntry).where(
        DutyEntry.unit_id == first.unit_id, DutyEntry.code == first.code, DutyEntry.valid_from <= on,
        (col(DutyEntry.valid_to).is_(None)) | (col(DutyEntry.valid_to) >= on),
    )  # fmt: skip
    return session.exec(query).first()


def _unfinished(routine_id: str) -> Any:
    return select(Task).where(Task.routine_id == routine_id, col(Task.state).in_(rules.OPEN)).with_for_update()


def next_round(routine: TaskRoutine, after: date, calendar: Calendar) -> date | None:
    """When it comes next, for the page; None when the calendar of that year is not known."""
    for ahead in range(1, 93):
        day = after + timedelta(days=ahead)
        try:
            if rules.is_due_on(routine.cycle, day, calendar) and day >= routine.starts_on:
                return day
        except DomainError:
            return None
    return None
