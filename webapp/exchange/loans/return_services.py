"""Returns: a copy comes back, is checked (验), and is free again; or it is reported lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from webapp.core.text.i18n import N_, listed
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.exchange.loans import queries, rules
from webapp.exchange.loans import queue_services as queue
from webapp.exchange.loans import standing_services as standing
from webapp.exchange.loans.models import Loan, LoanEnd
from webapp.exchange.tools import queries as tools
from webapp.exchange.tools import services as shelf
from webapp.exchange.tools.models import Tool, ToolModel, ToolState
from webapp.people.accounts.scope import Actor

BROKEN = N_("还回来是坏的")


class Ended(DomainError):
    message = N_("这一件已经还了。")


class SayHowToGoOn(DomainError):
    status = 422
    message = N_("缺 %(parts)s。写一句为什么少了也能借。")


@dataclass(frozen=True)
class Look:
    """What somebody saw when it came back. `missing` are accessories that were not there; it may be lent without them
    when somebody says why."""

    missing: tuple[str, ...] = ()
    is_broken: bool = False
    goes_on: bool = False
    words: str = ""


def give_back(
    session: Session, actor: Actor, loan: Loan, *, station_id: str | None = None, in_box: bool = False,
    at: datetime | None = None,
) -> Loan:  # fmt: skip
    """Back at whichever station it was brought to. Brought late, the borrower pauses for as long, a week at most."""
    queue.lock_model(session, loan.model_id)
    session.refresh(loan)
    if loan.ended_at is not None:
        return loan
    tool = session.get_one(Tool, loan.tool_id, populate_existing=True)
    station = tools.get_station(session, actor, station_id or tool.station_id)
    came = min(at or clock.now(), clock.now())
    opening = queries.opening(session, station.id)
    late = rules.late_days(loan.due_on, clock.local(came).date(), in_box=in_box, opening=opening)
    loan.ended_at, loan.ended_by, loan.end = came, actor.account_id, LoanEnd.BACK
    loan.back_station_id, loan.in_box, loan.late_days = station.id, in_box, late
    session.add(loan)
    shelf.move_tool(session, tool, station.id)
    history.record(session, actor, "return_tool", loan, after={"number": tool.number, "late": late, "box": in_box})
    standing.pause_late(session, actor, loan)
    if not session.get_one(ToolModel, loan.model_id).is_checked_back:
        _pass(session, actor, loan)
    return loan


def check(session: Session, actor: Actor, loan: Loan, look: Look) -> Loan:
    """验: complete and whole it goes back on the shelf and to whoever is next. While an accessory is missing it stays
    unchecked and nobody gets it; what is broken goes to repair."""
    queue.lock_model(session, loan.model_id)
    session.refresh(loan)
    if loan.ended_at is None or loan.checked_at is not None:
        return loan
    if look.missing and look.goes_on and not look.words:
        raise SayHowToGoOn("words", parts=listed(look.missing))
    loan.missing, loan.words = list(look.missing), look.words
    session.add(loan)
    session.flush()
    if look.is_broken:
        tool = session.get_one(Tool, loan.tool_id, populate_existing=True)
        shelf.open_ticket(session, actor, tool, words=look.words or BROKEN, loan_id=loan.id)
    if look.is_broken or look.goes_on or not look.missing:
        _pass(session, actor, loan)
    else:
        history.record(session, actor, "miss_accessory", loan, after={"missing": loan.missing}, reason=look.words)
    return loan


def report_lost(session: Session, actor: Actor, loan: Loan, *, why: str) -> Loan:
    """The loan ends, the copy is written off as lost; a copy that turns up again goes back on the shelf."""
    queue.lock_model(session, loan.model_id)
    session.refresh(loan)
    if loan.ended_at is not None:
        raise Ended
    tool = session.get_one(Tool, loan.tool_id, populate_existing=True)
    now = clock.now()
    loan.ended_at = loan.checked_at = now
    loan.ended_by = loan.checked_by = actor.account_id
    loan.end, loan.words = LoanEnd.LOST, why
    session.add(loan)
    shelf.retire(session, actor, tool, state=ToolState.LOST, why=why)
    history.record(session, actor, "lose_on_loan", loan, reason=why)
    return loan


def _pass(session: Session, actor: Actor, loan: Loan) -> None:
    loan.checked_at, loan.checked_by = clock.now(), actor.account_id
    session.add(loan)
    session.flush()
    history.record(session, actor, "check_tool", loan, after={"missing": loan.missing})
    queue.serve_next(session, actor, loan.model_id)
