"""One door answered, or the grid's one answer: kept under the id it was given where it was typed."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, func, select

from webapp.casework.dispatch import queries, rework_queries, rules
from webapp.casework.dispatch.models import Task, TaskAnswer, TaskOrder
from webapp.casework.dispatch.order_services import note
from webapp.casework.dispatch.rules import Act, Homes, State
from webapp.casework.dispatch.target_queries import asks_home
from webapp.casework.dispatch.task_services import hand_in
from webapp.casework.questionnaires import answer_rules
from webapp.casework.questionnaires import queries as questionnaires
from webapp.casework.questionnaires.fill_rules import Filling, Posted
from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, Invalid, NotFound
from webapp.people.accounts.scope import Actor
from webapp.register.register.models import Household


class WhichHome(Invalid):
    message = N_("这项要说是哪一户。")


class NotAsked(Invalid):
    message = N_("这项不问这一户。")


class NotYourAnswer(DomainError):
    status = 403
    message = N_("只有填的人自己能撤回。")


class WrongAnswers(DomainError):
    """Stands at the first question that is not right; `wrong` holds them all, by the key of the question."""

    status = 422
    message = N_("%(sentence)s")

    def __init__(self, wrong: dict[str, str]) -> None:
        key = next(iter(wrong))
        super().__init__(field=key, sentence=wrong[key])
        self.wrong = wrong


class OtherForm(Invalid):
    message = N_("这项任务问的不是这张表，请重新打开再填。")


@dataclass(frozen=True)
class Told:
    """`values`: the questionnaire's names to what was answered; None where the order has no questionnaire."""

    task_id: str
    id: str | None = None
    household_id: str | None = None
    form_id: str | None = None
    values: dict[str, Any] | None = None
    captured_at: datetime | None = None
    happened_at: datetime | None = None
    visit_id: str | None = None


def keep_answer(session: Session, actor: Actor, told: Told) -> TaskAnswer:
    """Idempotent by id. What comes for a task that is over stays as a row and moves nothing. When the last door is
    answered the task hands itself in: nobody presses for what the figures say."""
    if told.id is not None and (known := session.get(TaskAnswer, told.id)) is not None:
        if known.account_id != actor.account_id:
            raise NotFound
        return known
    task = queries.get_task(session, actor, told.task_id)
    order = session.get_one(TaskOrder, task.order_id)
    _judge_home(session, task, order, told.household_id)
    answer = _row(actor, task, told)
    session.add(answer)
    session.flush()
    again = rework_queries.standing_look(session, task)
    if again is not None and answer.happened_at >= again.at:
        _replace(session, answer)
    _move_on(session, actor, task, order, again=again is not None)
    history.record(session, actor, "answer_task", answer)
    session.flush()
    return answer


def keep_told(session: Session, actor: Actor, told: Told, fields: dict[str, list[str]], lang: str = "zh") -> TaskAnswer:
    """With the order's questionnaire when it has one, without when it has none."""
    task = queries.get_task(session, actor, told.task_id)
    if session.get_one(TaskOrder, task.order_id).form_id is None:
        return keep_answer(session, actor, replace(told, form_id=None))
    return keep_filled(session, actor, told, fields, lang)


def keep_filled(
    session: Session, actor: Actor, told: Told, fields: dict[str, list[str]], lang: str = "zh"
) -> TaskAnswer:
    """The same for a questionnaire: its own conditions and checks first. Any version of the order's questionnaire is
    taken, as it was when it was filled in. Raises WrongAnswers, OtherForm."""
    if told.id is not None and session.get(TaskAnswer, told.id) is not None:
        return keep_answer(session, actor, told)
    task = queries.get_task(session, actor, told.task_id)
    order = session.get_one(TaskOrder, task.order_id)
    version = questionnaires.version(session, told.form_id or order.form_id)
    standing = questionnaires.version(session, order.form_id)
    if version.questionnaire_id != standing.questionnaire_id:
        raise OtherForm
    filling = Filling(version.compiled, Posted(fields), lang)
    if wrong := filling.faults():
        raise WrongAnswers(wrong)
    return keep_answer(session, actor, replace(told, form_id=version.id, values=filling.values()))


def _judge_home(session: Session, task: Task, order: TaskOrder, household_id: str | None) -> None:
    if order.homes is Homes.NONE:
        if household_id is not None:
            raise NotAsked
        return
    if household_id is None:
        raise WhichHome(field="household_id")
    home = session.exec(
        select(Household.id).where(Household.id == household_id, Household.grid_id == task.grid_id)
    ).first()
    if home is None:
        raise NotFound


def _row(actor: Actor, task: Task, told: Told) -> TaskAnswer:
    received = clock.now()
    captured = told.captured_at or received
    return TaskAnswer(
        id=told.id or ids.new(), community_id=task.community_id, grid_id=task.grid_id, task_id=task.id,
        household_id=told.household_id, account_id=actor.account_id, form_id=told.form_id, visit_id=told.visit_id,
        answers=answer_rules.packed(told.values) if told.values is not None else None, captured_at=captured,
        happened_at=told.happened_at or min(captured, received), received_at=received,
    )  # fmt: skip


def _replace(session: Session, answer: TaskAnswer) -> None:
    """Asked again after the look: what this home said before no longer stands."""
    earlier = col(TaskAnswer.household_id).is_not_distinct_from(answer.household_id)
    session.execute(
        update(TaskAnswer)
        .where(col(TaskAnswer.task_id) == answer.task_id, earlier, col(TaskAnswer.id) != answer.id)
        .where(col(TaskAnswer.withdrawn_at).is_(None))
        .values(withdrawn_at=clock.now())
    )


def _move_on(session: Session, actor: Actor, task: Task, order: TaskOrder, *, again: bool = False) -> None:
    """`again`: sent back after the look. Which doors are to be asked anew only the worker knows, who hands it in."""
    task.done = count_done(session, task)
    if task.state in (State.SENT, State.SIGNED):
        task.state, task.signed_at = State.DOING, task.signed_at or clock.now()
        note(session, actor, task, Act.ANSWER)
    complete = task.done >= task.total if order.homes is not Homes.NONE else True
    if not complete or (again and order.homes is not Homes.NONE) or rules.LIFE.after(task.state, Act.SUBMIT) is None:
        return
    last = _last_captured(session, task)
    if task.state is State.MISSED and (last is None or last > task.due_at):
        return
    hand_in(session, actor, task, order, last)


def count_done(session: Session, task: Task) -> int:
    query = select(func.count(func.distinct(TaskAnswer.household_id))).where(
        TaskAnswer.task_id == task.id, col(TaskAnswer.withdrawn_at).is_(None)
    )
    return int(session.exec(query).one())


def _last_captured(session: Session, task: Task) -> datetime | None:
    query = select(func.max(TaskAnswer.happened_at)).where(
        TaskAnswer.task_id == task.id, col(TaskAnswer.withdrawn_at).is_(None)
    )
    return session.exec(query).one()


def withdraw_answer(session: Session, actor: Actor, answer: TaskAnswer) -> None:
    """Taken back with the knock it came with; the task opens again when it had handed itself in."""
    if answer.account_id != actor.account_id:
        raise NotYourAnswer
    answer.withdrawn_at = clock.now()
    session.flush()
    task = session.get_one(Task, answer.task_id)
    task.done = count_done(session, task)
    if task.state is State.SUBMITTED or (task.state is State.DONE and task.routine_id is None):
        task.state, task.submitted_at, task.captured_at, task.finished_at = State.DOING, None, None, None
    history.record(session, actor, "withdraw_task_answer", answer)
    session.flush()


def tasks_at_door(session: Session, household: Any) -> list[Any]:
    """Open tasks of the grid that ask for this door and have no answer from it yet, or an answer on an older form:
    (id, title, sender, form, homes)."""
    return [one for one in queries.list_asking(session, household) if asks_home(one.homes, household)]


def line_at_door(session: Session, actor: Actor, task_id: str, household: Household) -> queries.Line:
    """A task at one of the doors it asks for; any other door is as absent as somebody else's task."""
    line = queries.line_of(session, queries.get_task(session, actor, task_id))
    asks = line.order.homes is not Homes.NONE and line.task.grid_id == household.grid_id
    if not asks or not asks_home(line.order.homes, household):
        raise NotFound
    return line
