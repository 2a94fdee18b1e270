"""Lending. One copy is lent once: the model's row is locked, and a partial unique index stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, NotFound
from webapp.exchange.loans import people_queries as people
from webapp.exchange.loans import queries, rules
from webapp.exchange.loans import queue_services as queue
from webapp.exchange.loans import standing_services as standing
from webapp.exchange.loans.models import Loan
from webapp.exchange.loans.people_queries import Borrower
from webapp.exchange.tools import queries as tools
from webapp.exchange.tools.models import STATE_WORDS, Tool, ToolModel, ToolState
from webapp.people.accounts.models import Role
from webapp.people.accounts.scope import Actor


class OutAlready(DomainError):
    message = N_("%(name)s %(number)s 借给了别人，%(due)s 前还。现在没人排队，预约了就是下一个。")


class OutAndAwaited(DomainError):
    message = N_("%(name)s %(number)s 借给了别人，%(due)s 前还。下一个是 %(next)s，一共 %(count)s 位在等。")


class KeptForAnother(DomainError):
    message = N_("%(name)s %(number)s 留给了 %(next)s，留到 %(until)s。")


class NotChecked(DomainError):
    message = N_("%(number)s 还回来还没验，先验再借。")


class NotOnShelf(DomainError):
    message = N_("%(number)s 现在不能借：%(state)s。")


class InspectionPast(DomainError):
    message = N_("%(number)s 过了检查日期 %(day)s，查过再借。")


class LimitReached(DomainError):
    message = N_("%(name)s 一户最多借 %(limit)s 件，已经借了 %(had)s 件。")


class NeedsApproval(DomainError):
    message = N_("借%(name)s要社区先同意：先登记预约，同意了再来取。")


class SafetyNotRead(DomainError):
    status = 422
    message = N_("先把安全提示念一遍，听明白了再借。")


@dataclass(frozen=True)
class Lending:
    """`id` is made by the page: the same request twice is one loan. `at`: when it went out, told later."""

    id: str
    tool_id: str
    resident_id: str
    proxy_name: str | None = None
    need_seen: bool = False
    safety_read: bool = False
    at: datetime | None = None


def lend(session: Session, actor: Actor, asked: Lending) -> Loan:
    """By the record's own id: the same lending said again is the same loan. Due is the end of an open day."""
    borrower = people.get_borrower(session, actor, asked.resident_id)
    tool = tools.get_tool(session, actor, asked.tool_id)
    queue.lock_model(session, tool.model_id)
    session.refresh(tool)
    if (before := session.get(Loan, asked.id, populate_existing=True)) is not None:
        if (before.tool_id, before.resident_id) != (tool.id, borrower.id):
            raise NotFound
        return before
    model = session.get_one(ToolModel, tool.model_id, populate_existing=True)
    _refuse(session, actor, tool, model, borrower)
    if model.asks_safety and not asked.safety_read:
        raise SafetyNotRead
    need_seen = asked.need_seen or _need_was_seen(session, model, borrower)
    out_at = min(asked.at or clock.now(), clock.now())
    due = rules.due_on(clock.local(out_at).date(), model.term(need_seen), queries.opening(session, tool.station_id))
    loan = Loan(
        id=asked.id, community_id=tool.community_id, tool_id=tool.id, model_id=model.id, station_id=tool.station_id,
        resident_id=borrower.id, household_id=borrower.household_id, proxy_name=asked.proxy_name, out_at=out_at,
        out_by=actor.account_id, due_on=due, need_seen=need_seen, safety_read=asked.safety_read,
    )  # fmt: skip
    session.add(loan)
    session.flush()
    queue.collected(session, model.id, tool.id, borrower.id)
    history.record(session, actor, "lend_tool", loan, after={"number": tool.number, "due": due})
    return loan


def judge(session: Session, actor: Actor, asked: Lending) -> None:
    """Refuses now what `lend` would refuse, before anybody reads out a safety note."""
    tool = tools.get_tool(session, actor, asked.tool_id)
    borrower = people.get_borrower(session, actor, asked.resident_id)
    _refuse(session, actor, tool, session.get_one(ToolModel, tool.model_id), borrower)


def _refuse(session: Session, actor: Actor, tool: Tool, model: ToolModel, borrower: Borrower) -> None:
    _refuse_copy(session, tool, model, borrower)
    _refuse_person(session, actor, model, borrower)


def _refuse_copy(session: Session, tool: Tool, model: ToolModel, borrower: Borrower) -> None:
    named = {"name": model.name, "number": tool.number}
    if (out := queries.open_loan(session, tool.id)) is not None:
        line = queries.list_queue(session, model.id)
        due = out.due_on
        if not line:
            raise OutAlready(**named, due=due)
        raise OutAndAwaited(**named, due=due, next=_name(session, line[0].resident_id), count=len(line))
    if queries.unchecked_loan(session, tool.id) is not None:
        raise NotChecked(number=tool.number)
    if tool.state is not ToolState.IN_USE:
        raise NotOnShelf(number=tool.number, state=gettext(STATE_WORDS[tool.state]))
    if tool.inspect_by is not None and tool.inspect_by < clock.today():
        raise InspectionPast(number=tool.number, day=tool.inspect_by)
    kept = queries.kept_for(session, tool.id)
    if kept is not None and kept.resident_id != borrower.id:
        until = kept.ready_until or clock.today()
        raise KeptForAnother(**named, next=_name(session, kept.resident_id), until=until)


def _refuse_person(session: Session, actor: Actor, model: ToolModel, borrower: Borrower) -> None:
    standing.require_good(session, borrower)
    had = queries.count_household(session, model.id, borrower.id, borrower.household_id)
    if had >= model.limit_each:
        raise LimitReached(name=model.name, limit=model.limit_each, had=had)
    if model.needs_approval and not actor.holds(Role.HOST):
        row = queries.own_reservation(session, model.id, borrower.id)
        if row is None or row.approved_at is None:
            raise NeedsApproval(name=model.name)


def _need_was_seen(session: Session, model: ToolModel, borrower: Borrower) -> bool:
    row = queries.own_reservation(session, model.id, borrower.id)
    return row is not None and row.need_seen


def _name(session: Session, resident_id: str) -> str:
    found = people.names_of(session, {resident_id}).get(resident_id)
    return found.name if found else "—"
