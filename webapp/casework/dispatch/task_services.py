"""签收, 提交, 核验, 退回, 改派, 催: what happens to one task in its grid."""

from collections.abc import Callable
from datetime import date, datetime

from sqlmodel import Session, col, select

from webapp.casework.catalogue import queries as catalogue
from webapp.casework.dispatch import queries, rules, target_queries
from webapp.casework.dispatch.models import Task, TaskObjection, TaskOrder
from webapp.casework.dispatch.order_services import NotEarlier, extend, note
from webapp.casework.dispatch.rules import Act, Evidence, Homes, ObjectionCode, State
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock, deadlines
from webapp.core.time.deadlines import Limit, TimeUnit
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, Invalid
from webapp.people.accounts.scope import Actor, reaches
from webapp.people.notices import services as notices
from webapp.people.org import queries as org


class NotNow(DomainError):
    message = N_("这项现在是“%(state)s”，不能这样做。")


class HomesLeft(DomainError):
    message = N_("还有 %(n)s 户没办。去不了的请先写退回或要更多时间。")


class OwnWork(DomainError):
    status = 403
    message = N_("自己办的要别人来核验。")


class ObjectedAlready(DomainError):
    message = N_("已经提过一次，正在等答复。")


class NotOurOrder(DomainError):
    status = 403
    message = N_("这项是上级下达的，改期要由下达的单位来办。")


class UntilMissing(Invalid):
    message = N_("要更多时间请写到哪天，并晚于现在的期限。")


class WhyAgain(Invalid):
    message = N_("再办要写一句哪里不行，网格会看到。")


class NoWayBack(DomainError):
    message = N_("期限后来又变过，或者原来的日子已经过了，改不回去。")


class AnsweredAlready(DomainError):
    message = N_("这条退回已经答复过了。")


# Told of a task that was verified, with the account that handed it in; what it is worth is worked out above.
VERIFIED: list[Callable[[Session, Task, str | None], None]] = []


def sign(session: Session, actor: Actor, task: Task) -> None:
    _step(session, actor, task, Act.SIGN)
    task.signed_at = clock.now()
    history.record(session, actor, "sign_task", task)
    session.flush()


def submit(session: Session, actor: Actor, task: Task, *, captured_at: datetime | None = None) -> None:
    """Hands in what was done; complete at once unless the order asks for somebody else's look."""
    order = session.get_one(TaskOrder, task.order_id)
    if (left := max(task.total - task.done, 0)) and order.homes is not Homes.NONE:
        raise HomesLeft(n=left)
    hand_in(session, actor, task, order, captured_at)
    history.record(session, actor, "submit_task", task)
    session.flush()


def hand_in(session: Session, actor: Actor, task: Task, order: TaskOrder, captured_at: datetime | None) -> None:
    _step(session, actor, task, Act.SUBMIT)
    now = clock.now()
    task.submitted_at, task.captured_at = now, captured_at or now
    task.signed_at, task.finished_at = task.signed_at or now, None  # a missed one that comes after all is open again
    if order.evidence is Evidence.NONE:
        task.state, task.finished_at = State.DONE, now


def verify(session: Session, actor: Actor, task: Task, *, passed: bool, reason: str) -> None:
    """By somebody other than who handed it in."""
    last = [act for act in queries.acts_of(session, task) if act.act is Act.SUBMIT]
    if last and last[-1].account_id == actor.account_id:
        raise OwnWork
    if not passed and not reason:
        raise WhyAgain(field="reason")
    _step(session, actor, task, Act.CONFIRM if passed else Act.REWORK, reason)
    if passed:
        task.finished_at = clock.now()
        for hear in VERIFIED:
            hear(session, task, last[-1].account_id if last else None)
    else:
        task.submitted_at = task.captured_at = None
        order, cause = session.get_one(TaskOrder, task.order_id), f"{task.id}:again:{len(last)}"
        if task.assignee_id:
            _tell(session, task.assignee_id, N_("核验没过，再办：%(title)s"), order, cause, f"/tasks/{task.id}")
    history.record(session, actor, "verify_task", task, after={"passed": passed}, reason=reason)
    session.flush()


def object_to(
    session: Session, actor: Actor, task: Task, *, code: ObjectionCode, reason: str, until: date | None = None
) -> TaskObjection:
    """One at a time; the sender has one working day."""
    if queries.open_objection(session, task) is not None:
        raise ObjectedAlready
    if code is ObjectionCode.MORE_TIME and (until is None or clock.end_of_day(until) <= task.due_at):
        raise UntilMissing(field="until")
    _step(session, actor, task, Act.OBJECT, reason)
    order = session.get_one(TaskOrder, task.order_id)
    made = TaskObjection(
        community_id=task.community_id, task_id=task.id, unit_id=order.unit_id, code=code, reason=reason, until=until,
        made_by=actor.account_id, made_at=clock.now(), due_at=_answer_by(session),
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "object_to_task", made, after={"code": code.value}, reason=reason)
    if order.made_by:
        _tell(session, order.made_by, N_("网格提出退回：%(title)s"), order, made.id, "/orders/objections")
    return made


def answer_objection(session: Session, actor: Actor, objection: TaskObjection, *, accepted: bool, answer: str) -> None:
    """Accepted: the grid need not do it, or gets the time it asked for. Refused: it goes on, with the reason."""
    if objection.answered_at is not None:
        raise AnsweredAlready
    objection.accepted, objection.answer = accepted, answer
    objection.answered_by, objection.answered_at = actor.account_id, clock.now()
    task = session.get_one(Task, objection.task_id)
    order = session.get_one(TaskOrder, task.order_id)
    if not accepted:
        _step(session, actor, task, Act.REFUSE, answer)
    elif objection.code is ObjectionCode.MORE_TIME and objection.until:
        extend(session, actor, task, clock.end_of_day(objection.until), answer)
    else:
        _step(session, actor, task, Act.RETURN, answer)
        task.finished_at = objection.answered_at
    history.record(session, actor, "answer_task_objection", objection, after={"accepted": accepted}, reason=answer)
    session.flush()
    if objection.made_by:
        _tell(session, objection.made_by, N_("退回有了答复：%(title)s"), order, objection.id, f"/tasks/{task.id}")


def raise_objections(session: Session) -> int:
    """What its unit did not answer in time goes to the unit above; at the district it stays, and stays overdue."""
    now = clock.now()
    query = select(TaskObjection).where(col(TaskObjection.answered_at).is_(None), TaskObjection.due_at < now)
    raised = 0
    for objection in session.exec(query.with_for_update()):
        above = org.unit(session, objection.unit_id).parent_id
        if above is None:
            continue
        objection.unit_id, objection.raised_at, objection.due_at = above, now, _answer_by(session)
        task = session.get_one(Task, objection.task_id)
        if rules.LIFE.after(task.state, Act.RAISE) is not None:
            note(session, None, task, Act.RAISE)
        raised += 1
    session.flush()
    return raised


def press(session: Session, actor: Actor, task: Task) -> None:
    """催一下, from the matrix: whoever holds the grid hears it once a day."""
    _step(session, actor, task, Act.PRESS)
    order = session.get_one(TaskOrder, task.order_id)
    if task.assignee_id:
        _tell(session, task.assignee_id, N_("催一下：%(title)s"), order, _pressed(task.id), f"/tasks/{task.id}")
    history.record(session, actor, "press_task", task)
    session.flush()


def take_back_press(session: Session, actor: Actor, task: Task) -> None:
    """As long as nobody has read it; a press of today that was read stands."""
    notices.take_back(session, press_cause(task.id))
    history.record(session, actor, "take_back_press", task)


def press_cause(task_id: str) -> str:
    return _cause(_pressed(task_id))


def _pressed(task_id: str) -> str:
    return f"{task_id}:{clock.today()}"


def _cause(what: str) -> str:
    return f"task:{what}"


def shorten_task(session: Session, actor: Actor, task: Task, *, back_to: datetime, since: datetime) -> None:
    """改期 taken back: only while the date is the one that was set then, and the old one has not passed."""
    if task.due_at != since or back_to < clock.now() or rules.LIFE.after(task.state, Act.EXTEND) is None:
        raise NoWayBack
    note(session, actor, task, Act.EXTEND, due_before=task.due_at, due_after=back_to)
    task.due_at = back_to
    history.record(session, actor, "extend_task", task, after={"due_on": clock.local(back_to).date().isoformat()})
    session.flush()


def extend_task(session: Session, actor: Actor, task: Task, *, due_on: date, reason: str) -> None:
    """改期 for one grid, by the unit that asked or one above it; the first date stays in the task."""
    order = session.get_one(TaskOrder, task.order_id)
    if not reaches(session, actor, order.unit_id):
        raise NotOurOrder
    until = clock.end_of_day(due_on)
    if rules.LIFE.after(task.state, Act.EXTEND) is None:
        raise NotNow(state=gettext(rules.STATE_WORDS[task.state]))
    if until <= task.due_at:
        raise NotEarlier(field="due_on")
    extend(session, actor, task, until, reason)
    history.record(session, actor, "extend_task", task, after={"due_on": due_on.isoformat()}, reason=reason)
    session.flush()


def reassign(session: Session, on: date) -> int:
    """改派: open tasks follow the post. Who covers today has them today, and gives them back with the post."""
    tasks = list(session.exec(select(Task).where(col(Task.state).in_(rules.RUNNING))))
    workers = target_queries.workers_of(session, sorted({task.grid_id for task in tasks}), on)
    moved = 0
    for task in tasks:
        holder = workers.get(task.grid_id)
        if holder == task.assignee_id:
            continue
        task.assignee_id = holder
        note(session, None, task, Act.REASSIGN)
        moved += 1
    session.flush()
    return moved


def _step(session: Session, actor: Actor, task: Task, act: Act, reason: str = "") -> None:
    after = rules.LIFE.after(task.state, act)
    if after is None:
        raise NotNow(state=gettext(rules.STATE_WORDS[task.state]))
    task.state = after
    note(session, actor, task, act, reason)


def _answer_by(session: Session) -> datetime:
    limit = Limit(rules.ANSWER_DAYS, TimeUnit.WORKING_DAY)
    return deadlines.due_at_latest(clock.now(), limit, catalogue.calendar(session))


def _tell(session: Session, account_id: str, sentence: str, order: TaskOrder, cause: str, url: str) -> None:
    notices.tell(session, [account_id], sentence, cause=_cause(cause), url=url, title=order.title)
