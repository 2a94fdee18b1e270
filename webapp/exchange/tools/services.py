"""Writes about stations, models and copies; `loans` calls these and serves the queue."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, field
from datetime import date, time

from sqlmodel import Session, select

from webapp.core.text.i18n import N_
from webapp.core.text.pinyin import pinyin_of_words
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.exchange.tools import queries, rules
from webapp.exchange.tools.models import ClosedDay, Station, Ticket, TicketEnd, Tool, ToolKind, ToolModel, ToolState
from webapp.people.accounts.scope import Actor


class NameTaken(DomainError):
    status = 422
    message = N_("已经有“%(name)s”了，换个名字。")


class HoursTurned(DomainError):
    status = 422
    message = N_("关门要晚于开门。")


class ClosedAlready(DomainError):
    status = 422
    message = N_("这一天已经记成闭站了。")


class OpenTicket(DomainError):
    message = N_("这一件已经在修，先把那张维修单办完。")


class TicketEnded(DomainError):
    message = N_("这张维修单已经办完了。")


class Gone(DomainError):
    message = N_("%(number)s 已经不在架上了：%(why)s")


@dataclass(frozen=True)
class StationTerms:
    name: str
    venue: str
    weekdays: list[int]
    opens: time
    closes: time
    phone: str = ""
    has_box: bool = False


@dataclass(frozen=True)
class ModelTerms:
    """What a model is and on what terms it is lent. Days are natural days, money is fen."""

    name: str
    kind: ToolKind
    loan_days: int = 3
    renewals: int = 1
    limit_each: int = 1
    care_days: int | None = None
    inspect_months: int | None = None
    value_cents: int = 0
    needs_approval: bool = False
    safety_note: str = ""
    accessories: list[str] = field(default_factory=list)


def open_station(session: Session, actor: Actor, community_id: str, terms: StationTerms) -> Station:
    station = Station(community_id=community_id, opened_on=clock.today(), **asdict(terms))
    return _keep_station(session, actor, station, "open_tool_station")


def change_station(session: Session, actor: Actor, station: Station, terms: StationTerms) -> Station:
    for name, value in asdict(terms).items():
        setattr(station, name, value)
    return _keep_station(session, actor, station, "change_tool_station")


def _keep_station(session: Session, actor: Actor, station: Station, verb: str) -> Station:
    if station.closes <= station.opens:
        raise HoursTurned("closes")
    same = select(Station.id).where(
        Station.community_id == station.community_id, Station.name == station.name, Station.id != station.id
    )
    with session.no_autoflush:
        if session.exec(same).first() is not None:
            raise NameTaken("name", name=station.name)
    session.add(station)
    session.flush()
    history.record(session, actor, verb, station, after={"name": station.name, "weekdays": station.weekdays})
    return station


def close_day(session: Session, actor: Actor, station: Station, *, on: date, why: str) -> ClosedDay:
    """A station is closed once a day. Loans due then are moved by loans.term_services, which calls this."""
    known = select(ClosedDay.id).where(ClosedDay.station_id == station.id, ClosedDay.on == on)
    if session.exec(known).first() is not None:
        raise ClosedAlready("on")
    row = ClosedDay(community_id=station.community_id, station_id=station.id, on=on, why=why)
    session.add(row)
    session.flush()
    history.record(session, actor, "close_tool_station_day", station, after={"on": on}, reason=why)
    return row


def add_model(session: Session, actor: Actor, community_id: str, terms: ModelTerms) -> ToolModel:
    return _keep_model(session, actor, ToolModel(community_id=community_id, **asdict(terms)), "add_tool_model")


def change_model(session: Session, actor: Actor, model: ToolModel, terms: ModelTerms) -> ToolModel:
    """New terms hold for loans made from now on; what is out keeps its day."""
    for name, value in asdict(terms).items():
        setattr(model, name, value)
    return _keep_model(session, actor, model, "change_tool_model")


def _keep_model(session: Session, actor: Actor, model: ToolModel, verb: str) -> ToolModel:
    same = select(ToolModel.id).where(
        ToolModel.community_id == model.community_id, ToolModel.name == model.name, ToolModel.id != model.id
    )
    with session.no_autoflush:
        if session.exec(same).first() is not None:
            raise NameTaken("name", name=model.name)
    model.initials = pinyin_of_words(model.name)[1]
    session.add(model)
    session.flush()
    history.record(session, actor, verb, model, after={"name": model.name, "days": model.loan_days})
    return model


def add_copies(session: Session, actor: Actor, model: ToolModel, station: Station, *, count: int) -> list[Tool]:
    """On the shelf at once, inspected today where the model asks for inspections."""
    today = clock.today()
    made = [
        Tool(
            community_id=model.community_id, model_id=model.id, station_id=station.id, number=_fresh_number(session),
            state=ToolState.IN_USE, since=today, inspected_on=today if model.inspect_months else None,
            inspect_by=_next_inspection(model, today),
        )
        for _ in range(count)
    ]  # fmt: skip
    for tool in made:
        session.add(tool)
        session.flush()
        history.record(session, actor, "add_tool", tool, after={"number": tool.number, "model": model.name})
    return made


def inspect(session: Session, actor: Actor, tool: Tool, model: ToolModel) -> Tool:
    """Looked over and fit to lend; the next inspection is due so many months from today."""
    _refuse_gone(tool)
    tool.inspected_on, tool.inspect_by = clock.today(), _next_inspection(model, clock.today())
    session.add(tool)
    session.flush()
    history.record(session, actor, "inspect_tool", tool, after={"next": tool.inspect_by})
    return tool


def open_ticket(session: Session, actor: Actor, tool: Tool, *, words: str, loan_id: str | None = None) -> Ticket:
    """A tool has one open repair; it cannot be lent meanwhile."""
    _refuse_gone(tool)
    if queries.open_ticket(session, tool.id) is not None:
        raise OpenTicket
    ticket = Ticket(
        community_id=tool.community_id, tool_id=tool.id, loan_id=loan_id, words=words, opened_at=clock.now(),
        opened_by=actor.account_id,
    )  # fmt: skip
    tool.state = ToolState.REPAIR
    session.add_all((ticket, tool))
    session.flush()
    history.record(session, actor, "open_tool_ticket", tool, reason=words)
    return ticket


def close_ticket(session: Session, actor: Actor, ticket: Ticket, tool: Tool, *, cost_cents: int) -> Ticket:
    """Repaired; the cost is in fen. A tool given up is retired, not repaired."""
    if ticket.closed_at is not None:
        raise TicketEnded
    _end_ticket(ticket, actor, TicketEnd.REPAIRED, cost_cents)
    tool.state = ToolState.IN_USE
    session.add_all((ticket, tool))
    session.flush()
    history.record(session, actor, "close_tool_ticket", tool, after={"cost": cost_cents})
    return ticket


def retire(session: Session, actor: Actor, tool: Tool, *, state: ToolState, why: str) -> Tool:
    """For good: worn out, or lost. An open ticket ends with it."""
    _refuse_gone(tool)
    if (ticket := queries.open_ticket(session, tool.id)) is not None:
        _end_ticket(ticket, actor, TicketEnd.RETIRED, 0)
        session.add(ticket)
    tool.state, tool.ended_on, tool.end_why = state, clock.today(), why
    session.add(tool)
    session.flush()
    history.record(session, actor, "lose_tool" if state is ToolState.LOST else "retire_tool", tool, reason=why)
    return tool


def restore(session: Session, actor: Actor, tool: Tool) -> Tool:
    """A lost copy turned up."""
    if tool.state is not ToolState.LOST:
        return tool
    tool.state, tool.ended_on, tool.end_why = ToolState.IN_USE, None, ""
    session.add(tool)
    session.flush()
    history.record(session, actor, "find_tool", tool)
    return tool


def move_tool(session: Session, tool: Tool, station_id: str) -> None:
    tool.station_id = station_id
    session.add(tool)
    session.flush()


def _end_ticket(ticket: Ticket, actor: Actor, end: TicketEnd, cost_cents: int) -> None:
    ticket.closed_at, ticket.closed_by, ticket.end, ticket.cost_cents = clock.now(), actor.account_id, end, cost_cents


def _refuse_gone(tool: Tool) -> None:
    if tool.state in (ToolState.LOST, ToolState.RETIRED):
        raise Gone(number=tool.number, why=tool.end_why)


def _next_inspection(model: ToolModel, day: date) -> date | None:
    return rules.months_after(day, model.inspect_months) if model.inspect_months else None


def _fresh_number(session: Session) -> str:
    """Six digits nobody has, drawn: neighbouring communities number without asking one another."""
    while True:
        number = str(100_000 + secrets.randbelow(900_000))
        if session.exec(select(Tool.id).where(Tool.number == number)).first() is None:
            return number
