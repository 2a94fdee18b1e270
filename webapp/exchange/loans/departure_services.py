"""A borrower who has died or moved away: no card, no place in a queue, and no more reminders; what is out is owed."""

from datetime import date

from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_, gettext, listed
from webapp.core.time import clock
from webapp.exchange.loans import card_services, queries, queue_services
from webapp.exchange.loans.models import AccessCard, LoanReminder
from webapp.people.accounts.scope import Actor
from webapp.register.persons.rules import Tie
from webapp.register.register.models import Resident


def _foresee(session: Session, resident: Resident) -> list[str]:
    lines = []
    if names := [model.name for _, _, model in queries.own_open_loans(session, resident.id)]:
        lines.append(gettext(N_("借着没还：%(names)s。不再催本人，请问家里人"), names=listed(names)))
    if names := [model.name for _, model, _ in queries.own_reservations(session, resident.id)]:
        lines.append(gettext(N_("预约着：%(names)s。取消，轮到下一位"), names=listed(names)))
    if _cards(session, resident):
        lines.append(gettext(N_("门禁卡：解绑")))
    return lines


def _end(session: Session, actor: Actor, resident: Resident, on: date) -> None:
    _leave(session, actor, resident, on)
    for loan, _, _ in queries.own_open_loans(session, resident.id):
        waiting = select(LoanReminder).where(LoanReminder.loan_id == loan.id, col(LoanReminder.told_at).is_(None))
        for row in session.exec(waiting).all():
            row.told_at = clock.now()
    session.flush()


def _leave(session: Session, actor: Actor, resident: Resident, on: date) -> None:
    for row, _, _ in queries.own_reservations(session, resident.id):
        queue_services.cancel(session, actor, row)
    for card in _cards(session, resident):
        card_services.end(session, actor, card)


def _cards(session: Session, resident: Resident) -> list[AccessCard]:
    query = select(AccessCard).where(AccessCard.resident_id == resident.id, col(AccessCard.ended_at).is_(None))
    return list(session.exec(query).all())


TIES = (Tie("loans", _foresee, _end, _leave),)
