"""下达, 改动, 改期, 撤回: what a sender does. An order to five hundred grids is one transaction, not 500 writes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, func, select

from webapp.casework.dispatch import burden_queries, rules, target_queries
from webapp.casework.dispatch.burden_queries import Burden
from webapp.casework.dispatch.models import DutyEntry, Task, TaskAct, TaskOrder
from webapp.casework.dispatch.rules import Act, Evidence, GridKind, Homes, State, Urgency
from webapp.casework.dispatch.target_queries import Target
from webapp.core.data import db, ids
from webapp.core.search.word_search import WRITTEN, keep_words
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.accounts.scope import Actor, require_reach
from webapp.people.notices import services as notices
from webapp.people.org import queries as org

WRITTEN["order"] = lambda: select(TaskOrder.id, TaskOrder.unit_id, TaskOrder.title)


class NoBasis(DomainError):
    status = 422
    message = rules.NO_BASIS


class DocumentMissing(DomainError):
    status = 422
    message = N_("应急下达要写文号或值班记录号，事后好查。")


class DueTooEarly(DomainError):
    status = 422
    message = N_("期限要在以后。")


class PointsUnchecked(DomainError):
    """Points are for what somebody else found done, and nobody looks here."""

    status = 422
    message = N_("要记分，就选“社区核验后完成”：没人核验的不记分。")


class NobodyAsked(DomainError):
    status = 422
    message = N_("按这些条件一个网格也没有，换个范围。")


class ReasonMissing(DomainError):
    """Above the limit the sender says why, and every grid reads it."""

    status = 422
    message = N_("有 %(n)s 个网格这周会超过 %(limit)s 分钟。要发，请写明为什么，网格会看到。")


class NotEarlier(DomainError):
    status = 422
    message = N_("改期只能往后；要早点办请另下一项并写明原因。")


class AlreadyWithdrawn(DomainError):
    message = N_("这项已经撤回了。")


@dataclass(frozen=True)
class Draft:
    """What the sender filled in. `form_id` is a version of a questionnaire, `minutes` typing at one home."""

    unit_id: str
    title: str
    words: str
    due_on: date
    duty_id: str | None = None
    emergency: str = ""
    document: str = ""
    urgency: Urgency = Urgency.NORMAL
    evidence: Evidence = Evidence.NONE
    target_ids: tuple[str, ...] = ()
    grid_kind: GridKind = GridKind.ANY
    homes: Homes = Homes.NONE
    minutes: int = 0
    points: int = 0
    form_id: str | None = None
    joined_id: str | None = None
    reason: str = ""


def weigh(session: Session, actor: Actor, draft: Draft) -> list[Burden]:
    """The meter, before anything is sent."""
    unit = org.unit(session, draft.unit_id)
    targets = target_queries.list_targets(
        session, actor, draft.target_ids or (draft.unit_id,), draft.grid_kind, draft.homes, clock.today()
    )
    return burden_queries.list_burdens(
        session, targets, minutes=draft.minutes, homes=draft.homes, due_at=clock.end_of_day(draft.due_on),
        limit=burden_queries.limit_on(session, unit, clock.today()), joined_id=draft.joined_id,
    )  # fmt: skip


def send_order(session: Session, actor: Actor, draft: Draft, *, id: str | None = None) -> TaskOrder:
    """Idempotent by id. NoBasis, DocumentMissing, DueTooEarly, NobodyAsked, ReasonMissing stand at their field."""
    if id is not None and (known := session.get(TaskOrder, id)) is not None:
        if known.made_by != actor.account_id:
            raise NotFound
        return known
    require_reach(session, actor, [draft.unit_id])
    _judge(session, draft)
    burdens = weigh(session, actor, draft)
    if not burdens:
        raise NobodyAsked(field="target_ids")
    heavy = [one for one in burdens if one.is_above]
    if heavy and not draft.reason.strip():
        raise ReasonMissing(field="reason", n=len(heavy), limit=heavy[0].limit)
    order = _order(session, actor.account_id, draft, id=id)
    fan_out(session, actor.account_id, order, [one.target for one in burdens])
    history.record(
        session, actor, "send_task_order", order, after={"grids": len(burdens), "above_limit": len(heavy)},
        reason=draft.reason,
    )  # fmt: skip
    return order


def judge_points(evidence: Evidence, points: int) -> None:
    if points and evidence is Evidence.NONE:
        raise PointsUnchecked(field="points")


def _judge(session: Session, draft: Draft) -> None:
    judge_points(draft.evidence, draft.points)
    duty = session.get(DutyEntry, draft.duty_id) if draft.duty_id else None
    in_force = duty is not None and duty.is_valid(clock.today())
    if not in_force and draft.emergency not in rules.EMERGENCIES:
        raise NoBasis(field="duty_id")
    if not in_force and not draft.document.strip():
        raise DocumentMissing(field="document")
    if clock.end_of_day(draft.due_on) <= clock.now():
        raise DueTooEarly(field="due_on")


def _order(session: Session, account_id: str | None, draft: Draft, id: str | None = None, **more: Any) -> TaskOrder:
    now = clock.now()
    year = clock.local(now).year
    order = TaskOrder(
        id=id or ids.new(), unit_id=draft.unit_id, year=year, serial=_serial(session, draft.unit_id, year),
        duty_id=draft.duty_id or None, emergency=draft.emergency if not draft.duty_id else "", document=draft.document,
        title=draft.title, words=draft.words, urgency=draft.urgency, evidence=draft.evidence, homes=draft.homes,
        minutes=draft.minutes, points=draft.points, form_id=draft.form_id, joined_id=draft.joined_id,
        reason=draft.reason, sent_at=now, due_at=clock.end_of_day(draft.due_on), made_by=account_id, **more,
    )  # fmt: skip
    session.add(order)
    session.flush()
    keep_words(session, kind="order", community_id=order.unit_id, row_id=order.id, text=order.title)
    return order


def _serial(session: Session, unit_id: str, year: int) -> int:
    last = select(func.max(TaskOrder.serial)).where(TaskOrder.unit_id == unit_id, TaskOrder.year == year)
    return (session.exec(last).one() or 0) + 1


def send_round(session: Session, draft: Draft, *, routine_id: str, slot: str) -> TaskOrder | None:
    """A routine's next round; None where nobody is asked. The meter has no say: it was weighed when it was set."""
    paths = [org.unit(session, draft.unit_id).path]
    targets = target_queries.targets_below(session, paths, draft.grid_kind, draft.homes, clock.today())
    if not targets:
        return None
    order = _order(session, None, draft, routine_id=routine_id, slot=slot)
    fan_out(session, None, order, targets)
    return order


def fan_out(session: Session, account_id: str | None, order: TaskOrder, targets: list[Target]) -> None:
    """One task and one first line of its life a grid; who is urgently needed hears of it at once."""
    made, fresh = order.sent_at, ids.stream()
    common = {
        "order_id": order.id, "routine_id": order.routine_id, "state": State.SENT, "done": 0, "due_at": order.due_at,
        "first_due_at": order.due_at, "sent_at": made, "signed_at": None, "submitted_at": None, "finished_at": None,
        "captured_at": None,
    }  # fmt: skip
    tasks = [
        {"id": next(fresh), "community_id": one.community_id, "grid_id": one.grid_id, "assignee_id": one.worker_id,
         "total": one.homes, **common} for one in targets
    ]  # fmt: skip
    acts = [
        {"id": next(fresh), "community_id": task["community_id"], "task_id": task["id"], "act": Act.SEND, "at": made,
         "account_id": account_id, "reason": "", "due_before": None, "due_after": None} for task in tasks
    ]  # fmt: skip
    db.insert_many(session, Task.__table__, tasks)  # type: ignore[attr-defined]
    db.insert_many(session, TaskAct.__table__, acts)  # type: ignore[attr-defined]
    if order.urgency is Urgency.URGENT:
        _call(session, order, {one.worker_id for one in targets if one.worker_id})


def _call(session: Session, order: TaskOrder, account_ids: set[str]) -> None:
    notices.tell(
        session, account_ids, N_("紧急任务：%(title)s"), cause=f"task_order:{order.id}", url="/tasks", title=order.title
    )


def withdraw_order(session: Session, actor: Actor, order: TaskOrder, *, reason: str) -> None:
    """Nobody goes on with it; what was answered stays, and the trace with it."""
    if order.withdrawn_at is not None:
        raise AlreadyWithdrawn
    order.withdrawn_at, order.withdrawn_why = clock.now(), reason
    for task in _running(session, order):
        task.state, task.finished_at = State.WITHDRAWN, order.withdrawn_at
        note(session, actor, task, Act.WITHDRAW, reason)
    history.record(session, actor, "withdraw_task_order", order, reason=reason)
    session.flush()


def extend_order(session: Session, actor: Actor, order: TaskOrder, *, due_on: date, reason: str) -> None:
    """改期 for every grid that is still at it; the first date stays in the task."""
    until = clock.end_of_day(due_on)
    if until <= order.due_at:
        raise NotEarlier(field="due_on")
    for task in _running(session, order):
        extend(session, actor, task, until, reason)
    history.record(session, actor, "extend_task_order", order, after={"due_on": due_on.isoformat()}, reason=reason)
    order.due_at = until
    session.flush()


def extend(session: Session, actor: Actor, task: Task, until: datetime, reason: str) -> None:
    if rules.LIFE.after(task.state, Act.EXTEND) is None or until <= task.due_at:
        return
    note(session, actor, task, Act.EXTEND, reason, due_before=task.due_at, due_after=until)
    task.due_at = until


def change_order(session: Session, actor: Actor, order: TaskOrder, *, form_id: str, minutes: int, reason: str) -> None:
    """The order takes another version of its form. What was answered stays; each home is asked only for what is new."""
    if order.withdrawn_at is not None:
        raise AlreadyWithdrawn
    before = order.form_id
    order.form_id, order.minutes, order.version = form_id, minutes, order.version + 1
    for task in _running(session, order):
        if rules.LIFE.after(task.state, Act.CHANGE) is not None:
            note(session, actor, task, Act.CHANGE, reason)
    history.record(
        session, actor, "change_task_order", order, before={"form": before}, after={"form": form_id}, reason=reason
    )
    session.flush()


def join_orders(session: Session, actor: Actor, order: TaskOrder, other: TaskOrder) -> None:
    """Two orders to the same doors become one visit: one knock serves both."""
    order.joined_id = other.id
    for task in _running(session, order):
        if rules.LIFE.after(task.state, Act.JOIN) is not None:
            note(session, actor, task, Act.JOIN, other.title)
    history.record(session, actor, "join_task_orders", order, after={"joined": other.id})
    session.flush()


def note(session: Session, actor: Actor | None, task: Task, act: Act, reason: str = "", **dates: Any) -> None:
    """Acts of a task are only added; the reason is kept to 300 characters."""
    session.add(
        TaskAct(
            community_id=task.community_id, task_id=task.id, act=act, at=clock.now(),
            account_id=actor.account_id if actor else None, reason=reason[:300], **dates,
        )
    )  # fmt: skip


def _running(session: Session, order: TaskOrder) -> list[Task]:
    query = select(Task).where(Task.order_id == order.id, col(Task.state).in_(rules.RUNNING))
    return list(session.exec(query.with_for_update()))
