"""The counter's day: what is due, what waits, whom to ring, what to look at. Lists stop at fifty."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select

from webapp.core.lists.first_rows import First, read, turned
from webapp.core.time import clock
from webapp.exchange.loans import people_queries as people
from webapp.exchange.loans.models import Loan, LoanReminder, Reservation, ReservationState
from webapp.exchange.loans.people_queries import Borrower
from webapp.exchange.tools.models import Station, Ticket, Tool, ToolModel, ToolState
from webapp.people.accounts.scope import Actor, within
from webapp.people.org.models import Unit

MOST = 50


@dataclass(frozen=True)
class OutLine:
    """`is_to_ring`: a reminder waits for this loan."""

    loan: Loan
    number: str
    name: str
    borrower: Borrower | None
    is_to_ring: bool = False


@dataclass(frozen=True)
class WaitLine:
    reservation: Reservation
    name: str
    number: str | None
    station: str | None
    needs_approval: bool
    borrower: Borrower | None


@dataclass
class Day:
    due: list[OutLine] = field(default_factory=list)
    unchecked: list[OutLine] = field(default_factory=list)
    ready: list[WaitLine] = field(default_factory=list)
    waiting: list[WaitLine] = field(default_factory=list)


@dataclass(frozen=True)
class Use:
    """One model: how often, how long it was away, how late, what was lost. Money in fen."""

    model: ToolModel
    copies: int
    loans: int
    days_out: int
    late: int
    repair_days: int
    lost_cents: int
    last_out: date | None


def day(session: Session, actor: Actor) -> Day:
    today = clock.today()
    owing = (col(Loan.due_on) <= today) | col(Loan.id).in_(_unrung())
    out = select(Loan).where(col(Loan.ended_at).is_(None), owing).order_by(col(Loan.due_on), col(Loan.out_at))
    looked = col(Loan.ended_at).is_not(None) & col(Loan.checked_at).is_(None)
    back = select(Loan).where(looked).order_by(col(Loan.ended_at))
    queued = _queued(session, actor)
    return Day(
        due=_lines(session, actor, out),
        unchecked=_lines(session, actor, back),
        ready=turned(queued, [line for line in queued if line.reservation.state is ReservationState.READY]),
        waiting=turned(queued, [line for line in queued if line.reservation.state is ReservationState.WAITING]),
    )


def named(session: Session, loans: list[Loan]) -> First[OutLine]:
    """Loans found through scope, with what they are of and whose."""
    tools = dict(
        session.exec(select(Tool.id, Tool.number).where(col(Tool.id).in_({one.tool_id for one in loans}))).all()
    )
    models = select(ToolModel.id, ToolModel.name).where(col(ToolModel.id).in_({one.model_id for one in loans}))
    names = dict(session.exec(models).all())
    who = people.names_of(session, {one.resident_id for one in loans})
    ring = set(session.exec(_unrung().where(col(LoanReminder.loan_id).in_({one.id for one in loans}))))
    return turned(loans, [
        OutLine(one, tools[one.tool_id], names[one.model_id], who.get(one.resident_id or ""), one.id in ring)
        for one in loans
    ])  # fmt: skip


def use(session: Session, actor: Actor, since: date) -> list[Use]:
    """Of every model, those nobody ever asked for included; the least used first."""
    query = within(select(ToolModel).where(col(ToolModel.ended_on).is_(None)), actor, ToolModel.community_id)
    models = list(session.exec(query))
    found = [model.id for model in models]
    copies = _counts(session, found)
    loans, repairs = _loans_since(session, found, since), _repair_days(session, found, since)
    lost = _lost(session, found)
    lines = [
        Use(
            model, copies.get(model.id, 0), len(loans[model.id]), sum(_days(one) for one in loans[model.id]),
            sum(one.late_days > 0 for one in loans[model.id]), repairs[model.id], lost[model.id] * model.value_cents,
            max((clock.local(one.out_at).date() for one in loans[model.id]), default=None),
        )
        for model in models
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (line.loans, line.model.initials))


def stations(session: Session, station_ids: set[str]) -> dict[str, str]:
    return dict(session.exec(select(Station.id, Station.name).where(col(Station.id).in_(station_ids))).all())


def places(session: Session, community_ids: set[str]) -> dict[str, str]:
    """Of models found through scope, where several communities stand in one list."""
    return dict(session.exec(select(Unit.id, Unit.name).where(col(Unit.id).in_(community_ids))).all())


def _lines(session: Session, actor: Actor, query: Any) -> First[OutLine]:
    return named(session, read(session, within(query, actor, Loan.community_id), MOST))


def _unrung() -> Any:
    return select(LoanReminder.loan_id).where(col(LoanReminder.told_at).is_(None))


def _queued(session: Session, actor: Actor) -> First[WaitLine]:
    query = (
        select(Reservation, ToolModel.name, ToolModel.needs_approval, Tool.number, Station.name)
        .join(ToolModel, col(ToolModel.id) == Reservation.model_id)
        .outerjoin(Tool, col(Tool.id) == Reservation.tool_id)
        .outerjoin(Station, col(Station.id) == Tool.station_id)
        .where(col(Reservation.state).in_((ReservationState.WAITING, ReservationState.READY)))
        .order_by(col(Reservation.asked_at))
    )
    rows = read(session, within(query, actor, Reservation.community_id), MOST)
    who = people.names_of(session, {row[0].resident_id for row in rows})
    return turned(rows, [
        WaitLine(row, name, number, station, approval and row.approved_at is None, who.get(row.resident_id))
        for row, name, approval, number, station in rows
    ])  # fmt: skip


def _counts(session: Session, model_ids: list[str]) -> dict[str, int]:
    alive = col(Tool.state).not_in((ToolState.LOST, ToolState.RETIRED))
    query = select(Tool.model_id, func.count()).where(col(Tool.model_id).in_(model_ids), alive).group_by(Tool.model_id)
    return dict(session.exec(query).all())


def _loans_since(session: Session, model_ids: list[str], since: date) -> dict[str, list[Loan]]:
    found: dict[str, list[Loan]] = defaultdict(list)
    query = select(Loan).where(col(Loan.model_id).in_(model_ids), Loan.out_at >= clock.start_of_day(since))
    for loan in session.exec(query):
        found[loan.model_id].append(loan)
    return found


def _days(loan: Loan) -> int:
    return ((loan.ended_at or clock.now()) - loan.out_at).days + 1


def _repair_days(session: Session, model_ids: list[str], since: date) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    start = clock.start_of_day(since)
    query = (
        select(Tool.model_id, Ticket.opened_at, Ticket.closed_at)
        .join(Tool, col(Tool.id) == Ticket.tool_id)
        .where(col(Tool.model_id).in_(model_ids), (col(Ticket.closed_at).is_(None)) | (col(Ticket.closed_at) >= start))
    )
    for model_id, opened, closed in session.exec(query):
        found[model_id] += ((closed or clock.now()) - max(opened, start)).days
    return found


def _lost(session: Session, model_ids: list[str]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    query = (
        select(Tool.model_id, func.count())
        .where(col(Tool.model_id).in_(model_ids), Tool.state == ToolState.LOST)
        .group_by(Tool.model_id)
    )
    for model_id, count in session.exec(query):
        found[model_id] = count
    return found
