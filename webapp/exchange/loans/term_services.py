"""Terms of loans: renewals, the longer term of whoever needs an aid, and days the station stays shut."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.exchange.loans import people_queries as people
from webapp.exchange.loans import queries, rules
from webapp.exchange.loans import queue_services as queue
from webapp.exchange.loans import standing_services as standing
from webapp.exchange.loans.models import Loan
from webapp.exchange.loans.return_services import Ended
from webapp.exchange.tools import services as shelf
from webapp.exchange.tools.models import ClosedDay, Station, ToolModel
from webapp.people.accounts.scope import Actor


class NoMoreRenewals(DomainError):
    message = N_("最多续 %(most)s 次，已经续满了。")


class Awaited(DomainError):
    message = N_("有 %(count)s 位在等这一样，不能续，请按时还。")


class OverdueAlready(DomainError):
    message = N_("已经过了该还的日子，先还了再借。")


def renew(session: Session, actor: Actor | None, loan: Loan) -> Loan:
    """From the day it is due, not from today: renewing early costs nothing."""
    queue.lock_model(session, loan.model_id)
    session.refresh(loan)
    if loan.ended_at is not None:
        raise Ended
    model = session.get_one(ToolModel, loan.model_id)
    if loan.due_on < clock.today():
        raise OverdueAlready
    if loan.renewals >= model.renewals:
        raise NoMoreRenewals(most=model.renewals)
    if waiting := queries.list_queue(session, model.id):
        raise Awaited(count=len(waiting))
    if loan.resident_id is not None:
        standing.require_good(session, people.names_of(session, {loan.resident_id})[loan.resident_id])
    before = loan.due_on
    loan.due_on = rules.due_on(loan.due_on, model.term(loan.need_seen), queries.opening(session, loan.station_id))
    loan.renewals += 1
    session.add(loan)
    session.flush()
    history.record(session, actor, "renew_loan", loan, before={"due": before}, after={"due": loan.due_on})
    return loan


def note_need(session: Session, actor: Actor, loan: Loan) -> Loan:
    """The doctor's paper was shown and handed back: the longer term of an aid holds from the day it went out."""
    queue.lock_model(session, loan.model_id)
    session.refresh(loan)
    model = session.get_one(ToolModel, loan.model_id)
    if loan.ended_at is None and not loan.need_seen and model.care_days:
        out = clock.local(loan.out_at).date()
        loan.need_seen = True
        loan.due_on = rules.due_on(out, model.care_days, queries.opening(session, loan.station_id))
        session.add(loan)
        session.flush()
        history.record(session, actor, "see_need", loan, after={"due": loan.due_on})
    return loan


def close_day(session: Session, actor: Actor, station: Station, *, on: date, why: str) -> ClosedDay:
    """The station stays shut that day: what was due then is due on its next open day, and nobody is late."""
    row = shelf.close_day(session, actor, station, on=on, why=why)
    for loan in queries.due_at(session, station.id, on):
        loan.due_on = queries.opening(session, station.id).first_from(on)
        session.add(loan)
        session.flush()
        history.record(session, actor, "move_due_day", loan, before={"due": on}, after={"due": loan.due_on})
    return row
