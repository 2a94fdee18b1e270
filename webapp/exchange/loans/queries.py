"""What is out, what is free, who waits. A copy is free when nothing below says otherwise, all in one statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, exists
from sqlmodel import Session, col, func, select

from webapp.core.lists.first_rows import First, read
from webapp.core.time import clock
from webapp.exchange.loans.models import Loan, Reservation, ReservationState, Suspension
from webapp.exchange.loans.rules import Opening
from webapp.exchange.tools.models import ClosedDay, Station, Tool, ToolKind, ToolModel, ToolState
from webapp.people.accounts.scope import Actor, one, within

QUEUED = (ReservationState.WAITING, ReservationState.READY)


@dataclass(frozen=True)
class Counted:
    free: int
    total: int


def get_loan(session: Session, actor: Actor, loan_id: str) -> Loan:
    return one(session, within(select(Loan).where(Loan.id == loan_id), actor, Loan.community_id))  # type: ignore[no-any-return]


def get_reservation(session: Session, actor: Actor, reservation_id: str) -> Reservation:
    query = select(Reservation).where(Reservation.id == reservation_id)
    return one(session, within(query, actor, Reservation.community_id))  # type: ignore[no-any-return]


def get_suspension(session: Session, actor: Actor, suspension_id: str) -> Suspension:
    query = select(Suspension).where(Suspension.id == suspension_id)
    return one(session, within(query, actor, Suspension.community_id))  # type: ignore[no-any-return]


def opening(session: Session, station_id: str) -> Opening:
    station = session.get_one(Station, station_id)
    closed = session.exec(select(ClosedDay).where(ClosedDay.station_id == station_id))
    return Opening(frozenset(station.weekdays), frozenset(row.on for row in closed))


def open_loan(session: Session, tool_id: str) -> Loan | None:
    return session.exec(select(Loan).where(Loan.tool_id == tool_id, col(Loan.ended_at).is_(None))).first()


def due_at(session: Session, station_id: str, day: date) -> list[Loan]:
    """Still out and due there that day."""
    query = select(Loan).where(Loan.station_id == station_id, Loan.due_on == day, col(Loan.ended_at).is_(None))
    return list(session.exec(query.order_by(col(Loan.id))))


def unchecked_loan(session: Session, tool_id: str) -> Loan | None:
    query = select(Loan).where(Loan.tool_id == tool_id, col(Loan.ended_at).is_not(None), col(Loan.checked_at).is_(None))
    return session.exec(query.order_by(col(Loan.ended_at).desc())).first()


def is_free() -> tuple[Any, ...]:
    """Conditions on the `tool` of the statement they are put into."""
    busy = exists().where(col(Loan.tool_id) == Tool.id, col(Loan.checked_at).is_(None))
    kept = exists().where(col(Reservation.tool_id) == Tool.id, col(Reservation.state) == ReservationState.READY)
    in_time = col(Tool.inspect_by).is_(None) | (col(Tool.inspect_by) >= clock.today())
    shut = exists().where(col(Station.id) == Tool.station_id, col(Station.closed_on).is_not(None))
    return (Tool.state == ToolState.IN_USE, in_time, ~busy, ~kept, ~shut)


def free_copy(session: Session, model_id: str) -> Tool | None:
    return session.exec(select(Tool).where(Tool.model_id == model_id, *is_free()).order_by(Tool.number)).first()


def count_copies(session: Session, model_ids: Iterable[str]) -> dict[tuple[str, str], tuple[int, int]]:
    """(model, station) → (free, all that could be lent some day)."""
    free = func.sum(case((_all(is_free()), 1), else_=0))
    query = (
        select(Tool.model_id, Tool.station_id, free, func.count())  # type: ignore[call-overload]
        .where(col(Tool.model_id).in_(list(model_ids)), col(Tool.state).not_in((ToolState.LOST, ToolState.RETIRED)))
        .group_by(Tool.model_id, Tool.station_id)
    )
    return {(model, station): (int(free), total) for model, station, free, total in session.exec(query)}


def count_models(session: Session, model_ids: list[str]) -> dict[str, Counted]:
    """By model, all stations together."""
    counts = count_copies(session, model_ids)
    return {
        model: Counted(
            sum(free for (of, _), (free, _total) in counts.items() if of == model),
            sum(total for (of, _), (_free, total) in counts.items() if of == model),
        )
        for model in model_ids
    }


def next_due(session: Session, model_ids: Iterable[str]) -> dict[str, date]:
    """By model, the first day one of those out should be back."""
    query = select(Loan.model_id, func.min(Loan.due_on)).where(
        col(Loan.model_id).in_(list(model_ids)), col(Loan.ended_at).is_(None)
    )
    return dict(session.exec(query.group_by(Loan.model_id)).all())


def list_queue(session: Session, model_id: str) -> list[Reservation]:
    """In the order it will be served: whose need for an aid was seen first, then by asking."""
    query = (
        select(Reservation)
        .join(ToolModel, col(ToolModel.id) == Reservation.model_id)
        .where(Reservation.model_id == model_id, Reservation.state == ReservationState.WAITING)
        .order_by(_rank(), col(Reservation.asked_at), col(Reservation.id))
    )
    return list(session.exec(query))


def count_queue(session: Session, model_ids: Iterable[str]) -> dict[str, int]:
    query = select(Reservation.model_id, func.count()).where(
        col(Reservation.model_id).in_(list(model_ids)), Reservation.state == ReservationState.WAITING
    )
    return dict(session.exec(query.group_by(Reservation.model_id)).all())


def kept_for(session: Session, tool_id: str) -> Reservation | None:
    query = select(Reservation).where(Reservation.tool_id == tool_id, Reservation.state == ReservationState.READY)
    return session.exec(query).first()


def own_reservation(session: Session, model_id: str, resident_id: str) -> Reservation | None:
    query = select(Reservation).where(
        Reservation.model_id == model_id, Reservation.resident_id == resident_id, col(Reservation.state).in_(QUEUED)
    )
    return session.exec(query).first()


def count_household(session: Session, model_id: str, resident_id: str, household_id: str | None) -> int:
    """How many of this model the household has out; somebody without a household counts alone."""
    query = select(func.count()).select_from(Loan).where(Loan.model_id == model_id, col(Loan.ended_at).is_(None))
    mine = Loan.household_id == household_id if household_id else Loan.resident_id == resident_id
    return int(session.exec(query.where(mine)).one())


def overdue_loan(session: Session, resident_id: str, today: date) -> Loan | None:
    query = select(Loan).where(Loan.resident_id == resident_id, col(Loan.ended_at).is_(None), Loan.due_on < today)
    return session.exec(query.order_by(col(Loan.due_on))).first()


def suspension(session: Session, resident_id: str, today: date) -> Suspension | None:
    query = select(Suspension).where(
        Suspension.resident_id == resident_id, col(Suspension.lifted_at).is_(None), Suspension.since <= today,
        Suspension.until >= today,
    )  # fmt: skip
    return session.exec(query.order_by(col(Suspension.until).desc())).first()


def own_open_loans(session: Session, resident_id: str) -> list[tuple[Loan, Tool, ToolModel]]:
    query = _own_loans(resident_id).where(col(Loan.ended_at).is_(None))
    return list(session.exec(query.order_by(col(Loan.due_on))))


def own_past_loans(session: Session, resident_id: str, limit: int = 20) -> list[tuple[Loan, Tool, ToolModel]]:
    query = _own_loans(resident_id).where(col(Loan.ended_at).is_not(None))
    return list(session.exec(query.order_by(col(Loan.out_at).desc()).limit(limit)))


def _own_loans(resident_id: str) -> Any:
    return (
        select(Loan, Tool, ToolModel)
        .join(Tool, col(Tool.id) == Loan.tool_id)
        .join(ToolModel, col(ToolModel.id) == Loan.model_id)
        .where(Loan.resident_id == resident_id)
    )


def own_reservations(session: Session, resident_id: str) -> list[tuple[Reservation, ToolModel, int]]:
    """With the place in the queue, 1 for the next; 0 when it lies ready."""
    query = (
        select(Reservation, ToolModel)
        .join(ToolModel, col(ToolModel.id) == Reservation.model_id)
        .where(Reservation.resident_id == resident_id, col(Reservation.state).in_(QUEUED))
        .order_by(col(Reservation.asked_at))
    )
    return [(row, model, place(session, row)) for row, model in session.exec(query)]


def place(session: Session, row: Reservation) -> int:
    if row.state is not ReservationState.WAITING:
        return 0
    queue = list_queue(session, row.model_id)
    return next((number for number, one in enumerate(queue, start=1) if one.id == row.id), 0)


def loans_of(session: Session, tool_id: str, most: int) -> First[Loan]:
    return read(session, select(Loan).where(Loan.tool_id == tool_id).order_by(col(Loan.out_at).desc()), most)


def states_of(session: Session, tool_ids: list[str]) -> dict[str, str]:
    """Copy → out, back (to be checked) or kept; a copy that is none of these is left out."""
    found: dict[str, str] = defaultdict(str)
    busy = select(Loan.tool_id, Loan.ended_at).where(col(Loan.tool_id).in_(tool_ids), col(Loan.checked_at).is_(None))
    for tool_id, ended_at in session.exec(busy):
        found[tool_id] = "back" if ended_at else "out"
    kept = select(Reservation.tool_id).where(
        col(Reservation.tool_id).in_(tool_ids), Reservation.state == ReservationState.READY
    )
    return dict(found) | {str(tool_id): "kept" for tool_id in session.exec(kept)}


def _rank() -> Any:
    return case(((col(ToolModel.kind) == ToolKind.AID) & col(Reservation.need_seen), 0), else_=1)


def _all(conditions: tuple[Any, ...]) -> Any:
    first, *rest = conditions
    for condition in rest:
        first = first & condition
    return first
