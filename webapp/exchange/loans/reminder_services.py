"""到期提醒: by night one call is written down for each loan whose day has come; the counter makes it by day."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.exchange.loans import people_queries as people
from webapp.exchange.loans import rules
from webapp.exchange.loans.models import Loan, LoanReminder, Reservation, ReservationState, Rung
from webapp.exchange.tools.models import ToolModel
from webapp.people.accounts.scope import Actor
from webapp.people.notices import services as notices
from webapp.register.register.models import Resident

WORDS = {
    Rung.DAY_BEFORE: N_("您借的%(name)s明天（%(due)s）该还了。"),
    Rung.DUE_DAY: N_("您借的%(name)s今天该还了。"),
    Rung.DAY_AFTER: N_("您借的%(name)s昨天就该还了，麻烦今天还来。"),
    Rung.WEEK_AFTER: N_("您借的%(name)s过期一周了，别人在等，请尽快还来。"),
}


def due_loan_ids(session: Session, today: date) -> list[str]:
    """Loans that may owe a reminder: due tomorrow or before. Each is written in a transaction of its own."""
    query = select(Loan.id).where(col(Loan.ended_at).is_(None), Loan.due_on <= today + timedelta(days=1))
    return list(session.exec(query.order_by(col(Loan.due_on))))


def remind(session: Session, loan_id: str) -> LoanReminder | None:
    """The newest rung once. After a renewal the rungs begin anew: the old ones belong to the old day."""
    loan = session.get_one(Loan, loan_id, populate_existing=True)
    rung = rules.rung_on(loan.due_on, clock.today())
    if loan.ended_at is not None or rung is None:
        return None
    known = select(LoanReminder.id).where(
        LoanReminder.loan_id == loan.id, LoanReminder.rung == rung, LoanReminder.due_on == loan.due_on
    )
    if session.exec(known).first() is not None:
        return None
    row = LoanReminder(community_id=loan.community_id, loan_id=loan.id, rung=rung, due_on=loan.due_on)
    session.add(row)
    session.flush()
    notices.tell(
        session, people.account_ids(session, loan.resident_id), WORDS[rung],
        cause=f"tool-due:{loan.id}:{rung.value}:{loan.due_on}", community_id=loan.community_id,
        name=session.get_one(ToolModel, loan.model_id).name, due=clock.chinese_day(loan.due_on),
    )  # fmt: skip
    return row


def told(session: Session, actor: Actor, loan: Loan) -> None:
    """One call settles every reminder that waits for this loan."""
    waiting = select(LoanReminder).where(LoanReminder.loan_id == loan.id, col(LoanReminder.told_at).is_(None))
    for row in session.exec(waiting):
        row.told_at, row.told_by = clock.now(), actor.account_id
        session.add(row)
    session.flush()
    history.record(session, actor, "call_borrower", loan)


def show_phone(session: Session, actor: Actor, loan: Loan) -> str | None:
    """For the call that is owed; who looked is written down."""
    phone = session.exec(select(Resident.phone).where(Resident.id == loan.resident_id)).first()
    history.record(session, actor, "show_borrower_phone", loan)
    return phone


def lapsed_ids(session: Session, today: date) -> list[str]:
    query = select(Reservation.id).where(
        Reservation.state == ReservationState.READY, col(Reservation.ready_until) < today
    )
    return list(session.exec(query))
