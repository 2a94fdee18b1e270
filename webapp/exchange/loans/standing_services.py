"""暂停借用: what keeps somebody from borrowing, from when to when."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import Session

from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.exchange.loans import queries, rules
from webapp.exchange.loans.models import Loan, Suspension
from webapp.exchange.loans.people_queries import Borrower
from webapp.people.accounts.scope import Actor, made_before

BROUGHT_LATE = N_("还晚了")


class Suspended(DomainError):
    message = N_("暂停借用到 %(until)s，过了再来。")


class StillOverdue(DomainError):
    message = N_("手里还有 %(days)s 天前该还的，先还了再借。")


class MovedAway(DomainError):
    message = N_("这一位已经不住在这里了，只能还，不能再借。")


def require_good(session: Session, borrower: Borrower) -> None:
    """Whoever is suspended today may neither borrow nor reserve, not even for a later day; the day after, again."""
    if borrower.has_left:
        raise MovedAway
    today = clock.today()
    if (late := queries.overdue_loan(session, borrower.id, today)) is not None:
        raise StillOverdue(days=(today - late.due_on).days)
    if (stop := queries.suspension(session, borrower.id, today)) is not None:
        raise Suspended(until=stop.until)


def is_good(session: Session, borrower: Borrower) -> bool:
    try:
        require_good(session, borrower)
    except DomainError:
        return False
    return True


def pause_late(session: Session, actor: Actor, loan: Loan) -> None:
    """Called with every return: brought late, the borrower pauses from now on for as long, a week at most."""
    if loan.late_days and loan.resident_id is not None:
        until = rules.suspended_until(clock.today(), loan.late_days)
        _keep(session, actor, loan.community_id, loan.resident_id, why=BROUGHT_LATE, until=until, loan_id=loan.id)


def suspend(
    session: Session, actor: Actor, borrower: Borrower, *, days: int, why: str, id: str | None = None
) -> Suspension:
    """The same `id` again is the same suspension."""
    if (known := made_before(session, Suspension, id, borrower.community_id)) is not None:
        return known
    until = clock.today() + timedelta(days=days)
    return _keep(session, actor, borrower.community_id, borrower.id, why=why, until=until, id=id)


def lift(session: Session, actor: Actor, row: Suspension, *, why: str) -> Suspension:
    if row.lifted_at is None:
        row.lifted_at, row.lifted_by = clock.now(), actor.account_id
        session.add(row)
        session.flush()
        history.record(session, actor, "lift_suspension", row, reason=why)
    return row


def _keep(
    session: Session, actor: Actor, community_id: str, resident_id: str, *, why: str, until: date,
    loan_id: str | None = None, id: str | None = None,
) -> Suspension:  # fmt: skip
    row = Suspension(
        id=id or ids.new(), community_id=community_id, resident_id=resident_id, loan_id=loan_id, why=why,
        since=clock.today(), until=until, made_by=actor.account_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    history.record(session, actor, "suspend_borrower", row, after={"until": until}, reason=why)
    return row
