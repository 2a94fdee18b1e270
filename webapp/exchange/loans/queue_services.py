"""预约 and who is next. A reservation is ready only while the copy lies at the station for that person."""

from __future__ import annotations

from sqlmodel import Session, col, select

from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.exchange.loans import people_queries as people
from webapp.exchange.loans import queries, rules
from webapp.exchange.loans import standing_services as standing
from webapp.exchange.loans.models import Reservation, ReservationState
from webapp.exchange.loans.people_queries import Borrower
from webapp.exchange.tools.models import Tool, ToolModel
from webapp.people.accounts.scope import Actor
from webapp.people.notices import queries as duty
from webapp.people.notices import services as notices


class ReservationEnded(DomainError):
    message = N_("这个预约已经办完了。")


def reserve(
    session: Session, actor: Actor | None, borrower: Borrower, model: ToolModel, *, need_seen: bool = False
) -> Reservation:
    """Asking twice keeps the place in the queue. Where a copy lies free it is ready at once."""
    lock_model(session, model.id)
    standing.require_good(session, borrower)
    if (before := queries.own_reservation(session, model.id, borrower.id)) is not None:
        return before
    row = Reservation(
        id=ids.new(), community_id=model.community_id, model_id=model.id, resident_id=borrower.id, need_seen=need_seen,
        asked_at=clock.now(), asked_by=actor.account_id if actor else None,
    )  # fmt: skip
    session.add(row)
    session.flush()
    history.record(session, actor, "reserve_tool", row, after={"model": model.name, "need": need_seen})
    if model.needs_approval:
        notices.tell(
            session, duty.accounts_on_duty(session, row.community_id), N_("有人想借%(name)s，要您先同意。"),
            cause=f"tool-approval:{row.id}", url="/lending", community_id=row.community_id, name=model.name,
        )  # fmt: skip
    serve_next(session, actor, model.id)
    return row


def approve(session: Session, actor: Actor, row: Reservation) -> Reservation:
    """Approval keeps the place in the queue."""
    lock_model(session, row.model_id)
    session.refresh(row)
    if row.state not in queries.QUEUED:
        raise ReservationEnded
    if row.approved_at is None:
        row.approved_at, row.approved_by = clock.now(), actor.account_id
        session.add(row)
        session.flush()
        history.record(session, actor, "approve_tool_reservation", row)
        serve_next(session, actor, row.model_id)
    return row


def cancel(session: Session, actor: Actor | None, row: Reservation) -> Reservation:
    return _end(session, actor, row, ReservationState.CANCELLED, "cancel_tool_reservation")


def lapse(session: Session, row: Reservation) -> Reservation:
    """Nobody came for it by the end of the last day; the next in line is served."""
    return _end(session, None, row, ReservationState.LAPSED, "lapse_tool_reservation")


def tell(session: Session, actor: Actor, row: Reservation) -> None:
    """Somebody rang to say that it lies ready."""
    row.told_at, row.told_by = clock.now(), actor.account_id
    session.add(row)
    session.flush()
    history.record(session, actor, "tell_tool_ready", row)


def collected(session: Session, model_id: str, tool_id: str, resident_id: str) -> None:
    """Called with every loan: the borrower's own reservation is served by it, whichever copy they took."""
    row = queries.own_reservation(session, model_id, resident_id)
    if row is None:
        return
    frees = row.tool_id if row.state is ReservationState.READY and row.tool_id != tool_id else None
    row.state, row.tool_id, row.ended_at = ReservationState.COLLECTED, tool_id, clock.now()
    session.add(row)
    session.flush()
    if frees is not None:
        serve_next(session, None, model_id)


def put_back(session: Session, actor: Actor | None, tool_id: str) -> None:
    """The kept copy cannot be lent after all: its person waits again at the old place, and may get another copy."""
    row = queries.kept_for(session, tool_id)
    if row is not None:
        row.state, row.tool_id, row.ready_at, row.ready_until = ReservationState.WAITING, None, None, None
        row.told_at = row.told_by = None
        session.add(row)
        session.flush()
        serve_next(session, actor, row.model_id)


def serve_next(session: Session, actor: Actor | None, model_id: str) -> None:
    """Gives each free copy to whoever comes first and may have it. The caller holds the model's lock."""
    model = session.get_one(ToolModel, model_id)
    for row in queries.list_queue(session, model_id):
        if model.needs_approval and row.approved_at is None:
            continue
        borrower = people.names_of(session, {row.resident_id}).get(row.resident_id)
        if borrower is None or not standing.is_good(session, borrower):
            continue
        tool = queries.free_copy(session, model_id)
        if tool is None:
            return
        _make_ready(session, actor, row, model, tool)


def _make_ready(session: Session, actor: Actor | None, row: Reservation, model: ToolModel, tool: Tool) -> None:
    until = rules.due_on(clock.today(), rules.HOLD_DAYS, queries.opening(session, tool.station_id))
    row.state, row.tool_id, row.ready_at, row.ready_until = ReservationState.READY, tool.id, clock.now(), until
    session.add(row)
    session.flush()
    history.record(session, actor, "ready_tool", row, after={"number": tool.number, "until": until})
    notices.tell(
        session, people.account_ids(session, row.resident_id), N_("您预约的%(name)s到了，%(until)s 前来取。"),
        cause=f"tool-ready:{row.id}:{tool.id}", community_id=row.community_id, name=model.name,
        until=clock.chinese_day(until),
    )  # fmt: skip


def _end(session: Session, actor: Actor | None, row: Reservation, state: ReservationState, verb: str) -> Reservation:
    lock_model(session, row.model_id)
    session.refresh(row)
    if row.state not in queries.QUEUED:
        return row
    was_ready = row.state is ReservationState.READY
    row.state, row.ended_at = state, clock.now()
    session.add(row)
    session.flush()
    history.record(session, actor, verb, row)
    if was_ready:
        serve_next(session, actor, row.model_id)
    return row


def lock_model(session: Session, model_id: str) -> None:
    """One at a time for each model: the count of a household and the queue hold still meanwhile."""
    session.exec(select(ToolModel.id).where(col(ToolModel.id) == model_id).with_for_update()).one()
