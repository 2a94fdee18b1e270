"""What everybody may know: stations, what is free; and what a card's own person may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, or_, select

from webapp.core.search.lookup import begins
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.web.errors import DomainError, NotFound
from webapp.exchange.loans import people_queries as people
from webapp.exchange.loans import queries
from webapp.exchange.loans.models import AccessCard, Loan, Reservation
from webapp.exchange.loans.people_queries import Borrower
from webapp.exchange.tools import queries as tools
from webapp.exchange.tools.models import ClosedDay, Station, Tool, ToolModel
from webapp.people.accounts.scope import one
from webapp.people.org.models import Unit
from webapp.register.register.models import Entrance

WEEK_AHEAD = timedelta(days=14)


class ShutAgain(DomainError):
    status = 401
    message = N_("过了一刻钟没动，请再写一次卡号和查询码。")


@dataclass(frozen=True)
class StationLine:
    station: Station
    is_open: bool
    closed: list[ClosedDay]

    @property
    def named(self) -> list[str]:
        return [clock.WEEKDAYS[day] for day in self.station.weekdays]

    @property
    def days(self) -> str:
        """all, row (Monday to Saturday), or some."""
        week = self.station.weekdays
        if len(week) == len(clock.WEEKDAYS):
            return "all"
        return "row" if len(week) > 2 and week == list(range(week[0], week[0] + len(week))) else "some"


@dataclass(frozen=True)
class ShelfLine:
    """`places`: (station, free, all) for each station that has copies of it."""

    model: ToolModel
    free: int
    places: list[tuple[str, int, int]]
    next_due: date | None
    waiting: int


def list_places(session: Session, own: str = "") -> list[Unit]:
    """Communities with a station, one's own first, the others by name."""
    query = select(Unit).where(col(Unit.id).in_(select(Station.community_id).where(col(Station.closed_on).is_(None))))
    return sorted(session.exec(query.order_by(Unit.name)), key=lambda unit: unit.id != own)


def community_of(session: Session, token: str) -> str | None:
    """Of the street door whose code was scanned."""
    return session.exec(select(Entrance.community_id).where(Entrance.token == token[:24])).first()


def list_stations(session: Session, community_id: str, now: datetime) -> list[StationLine]:
    query = select(Station).where(Station.community_id == community_id, col(Station.closed_on).is_(None))
    found = list(session.exec(query.order_by(col(Station.opened_on), Station.name)))
    closed = tools.list_closed_days(session, [one.id for one in found])
    local = clock.local(now)
    return [
        StationLine(
            one, queries.opening(session, one.id).is_open(local.date()) and one.opens <= local.time() < one.closes,
            [day for day in closed[one.id] if day.on <= local.date() + WEEK_AHEAD],
        )
        for one in found
    ]  # fmt: skip


def list_shelf(session: Session, community_id: str, wanted: str = "") -> list[ShelfLine]:
    """What can be borrowed there, with how many lie where. Models without a copy are not promised."""
    query = select(ToolModel).where(ToolModel.community_id == community_id, col(ToolModel.ended_on).is_(None))
    if wanted:
        query = query.where(_named(wanted))
    models = list(session.exec(query.order_by(ToolModel.kind, ToolModel.initials)))
    found = [model.id for model in models]
    counts, dues, queue = (
        queries.count_copies(session, found), queries.next_due(session, found), queries.count_queue(session, found)
    )  # fmt: skip
    names = {one.id: one.name for one in session.exec(select(Station).where(Station.community_id == community_id))}
    lines = []
    for model in models:
        places = [(names[where], free, total) for (of, where), (free, total) in counts.items() if of == model.id]
        if places:
            free = sum(place[1] for place in places)
            lines.append(ShelfLine(model, free, sorted(places), dues.get(model.id), queue.get(model.id, 0)))
    return lines


def is_free_copy(session: Session, tool_id: str) -> bool:
    return session.exec(select(Tool.id).where(Tool.id == tool_id, *queries.is_free())).first() is not None


def live_card(session: Session, card_id: str) -> AccessCard | None:
    query = select(AccessCard).where(AccessCard.id == card_id, col(AccessCard.ended_at).is_(None))
    return session.exec(query).first()


def own_borrower(session: Session, card: AccessCard) -> Borrower:
    return people.names_of(session, {card.resident_id})[card.resident_id]


def own_loan(session: Session, card: AccessCard, loan_id: str) -> Loan:
    return one(session, select(Loan).where(Loan.id == loan_id, Loan.resident_id == card.resident_id))  # type: ignore[no-any-return]


def own_reservation(session: Session, card: AccessCard, reservation_id: str) -> Reservation:
    query = select(Reservation).where(Reservation.id == reservation_id, Reservation.resident_id == card.resident_id)
    return one(session, query)  # type: ignore[no-any-return]


def own_model(session: Session, card: AccessCard, model_id: str) -> ToolModel:
    found = next((one for one in tools.list_models_of(session, card.community_id) if one.id == model_id), None)
    if found is None:
        raise NotFound
    return found


def _named(wanted: str) -> Any:
    return or_(col(ToolModel.name).contains(wanted, autoescape=True), begins(ToolModel.initials, wanted.lower()))
