"""Reads of stations, models and copies. Who has a copy now is a question for `loans`."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlmodel import Session, col, select

from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.exchange.tools.models import ClosedDay, Station, Ticket, Tool, ToolModel, ToolState
from webapp.people.accounts.scope import Actor, one, within


def list_stations(session: Session, actor: Actor) -> list[Station]:
    query = select(Station).where(col(Station.closed_on).is_(None)).order_by(col(Station.opened_on), Station.name)
    return list(session.exec(within(query, actor, Station.community_id)))


def get_station(session: Session, actor: Actor, station_id: str) -> Station:
    found: Station = one(session, within(select(Station).where(Station.id == station_id), actor, Station.community_id))
    return found


def list_closed_days(session: Session, station_ids: list[str], since: date | None = None) -> dict[str, list[ClosedDay]]:
    found: dict[str, list[ClosedDay]] = {station_id: [] for station_id in station_ids}
    query = select(ClosedDay).where(
        col(ClosedDay.station_id).in_(station_ids), ClosedDay.on >= (since or clock.today())
    )
    for row in session.exec(query.order_by(col(ClosedDay.on))):
        found[row.station_id].append(row)
    return found


def list_models(session: Session, actor: Actor) -> list[ToolModel]:
    query = select(ToolModel).where(col(ToolModel.ended_on).is_(None)).order_by(ToolModel.kind, ToolModel.initials)
    return list(session.exec(within(query, actor, ToolModel.community_id)))


def list_models_of(session: Session, community_id: str) -> list[ToolModel]:
    query = select(ToolModel).where(ToolModel.community_id == community_id, col(ToolModel.ended_on).is_(None))
    return list(session.exec(query.order_by(ToolModel.kind, ToolModel.initials)))


def get_model(session: Session, actor: Actor, model_id: str) -> ToolModel:
    query = select(ToolModel).where(ToolModel.id == model_id)
    found: ToolModel = one(session, within(query, actor, ToolModel.community_id))
    return found


def get_tool(session: Session, actor: Actor, tool_id: str) -> Tool:
    found: Tool = one(session, within(select(Tool).where(Tool.id == tool_id), actor, Tool.community_id))
    return found


def by_number(session: Session, actor: Actor, number: str) -> Tool | None:
    found: Tool | None = session.exec(
        within(select(Tool).where(Tool.number == number), actor, Tool.community_id)
    ).first()
    return found


def public_tool(session: Session, number: str) -> tuple[Tool, ToolModel, Station]:
    """What the label's address opens, for anybody."""
    query = (
        select(Tool, ToolModel, Station)
        .join(ToolModel, col(ToolModel.id) == Tool.model_id)
        .join(Station, col(Station.id) == Tool.station_id)
        .where(Tool.number == number)
    )
    found = session.exec(query).first()
    if found is None:
        raise NotFound
    return found


def list_copies(session: Session, model_ids: list[str], *, all_of_them: bool = False) -> dict[str, list[Tool]]:
    """By model, in the order of their numbers. Lost and retired ones only when asked for."""
    found: dict[str, list[Tool]] = defaultdict(list)
    query = select(Tool).where(col(Tool.model_id).in_(model_ids)).order_by(Tool.number)
    if not all_of_them:
        query = query.where(col(Tool.state).not_in((ToolState.LOST, ToolState.RETIRED)))
    for tool in session.exec(query):
        found[tool.model_id].append(tool)
    return found


def list_tickets(session: Session, tool_id: str) -> list[Ticket]:
    query = select(Ticket).where(Ticket.tool_id == tool_id)
    return list(session.exec(query.order_by(col(Ticket.opened_at).desc())))


def open_ticket(session: Session, tool_id: str) -> Ticket | None:
    return session.exec(select(Ticket).where(Ticket.tool_id == tool_id, col(Ticket.closed_at).is_(None))).first()


def get_ticket(session: Session, actor: Actor, ticket_id: str) -> Ticket:
    found: Ticket = one(session, within(select(Ticket).where(Ticket.id == ticket_id), actor, Ticket.community_id))
    return found


def inspections_due(session: Session, actor: Actor, until: date) -> list[tuple[Tool, ToolModel]]:
    query = (
        select(Tool, ToolModel)
        .join(ToolModel, col(ToolModel.id) == Tool.model_id)
        .where(Tool.state == ToolState.IN_USE, col(Tool.inspect_by).is_not(None), col(Tool.inspect_by) <= until)
        .order_by(col(Tool.inspect_by), Tool.number)
    )
    return list(session.exec(within(query, actor, Tool.community_id)))
