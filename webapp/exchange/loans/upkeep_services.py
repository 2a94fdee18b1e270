"""Repair, inspection, retirement, arrival: what happens to a copy, and at once what it means for those who wait."""

from __future__ import annotations

from sqlmodel import Session

from webapp.core.text.i18n import N_
from webapp.core.web.errors import DomainError
from webapp.exchange.loans import queries
from webapp.exchange.loans import queue_services as queue
from webapp.exchange.tools import services as shelf
from webapp.exchange.tools.models import Station, Ticket, Tool, ToolModel, ToolState
from webapp.people.accounts.scope import Actor


class StillOut(DomainError):
    message = N_("还借在外面，先还回来，或者按遗失办。")


def add_copies(session: Session, actor: Actor, model: ToolModel, station: Station, *, count: int) -> list[Tool]:
    queue.lock_model(session, model.id)
    made = shelf.add_copies(session, actor, model, station, count=count)
    queue.serve_next(session, actor, model.id)
    return made


def inspect(session: Session, actor: Actor, tool: Tool) -> Tool:
    model = _locked(session, tool)
    shelf.inspect(session, actor, tool, model)
    queue.serve_next(session, actor, model.id)
    return tool


def send_to_repair(session: Session, actor: Actor, tool: Tool, *, words: str) -> Ticket:
    """What was kept for somebody is not kept any more: they wait again at their old place."""
    _locked(session, tool)
    _refuse_out(session, tool)
    ticket = shelf.open_ticket(session, actor, tool, words=words)
    queue.put_back(session, actor, tool.id)
    return ticket


def end_repair(session: Session, actor: Actor, ticket: Ticket, *, cost_cents: int) -> Ticket:
    tool = session.get_one(Tool, ticket.tool_id)
    model = _locked(session, tool)
    session.refresh(ticket)
    shelf.close_ticket(session, actor, ticket, tool, cost_cents=cost_cents)
    queue.serve_next(session, actor, model.id)
    return ticket


def retire(session: Session, actor: Actor, tool: Tool, *, state: ToolState, why: str) -> Tool:
    _locked(session, tool)
    _refuse_out(session, tool)
    shelf.retire(session, actor, tool, state=state, why=why)
    queue.put_back(session, actor, tool.id)
    return tool


def restore(session: Session, actor: Actor, tool: Tool) -> Tool:
    model = _locked(session, tool)
    shelf.restore(session, actor, tool)
    queue.serve_next(session, actor, model.id)
    return tool


def move(session: Session, actor: Actor, tool: Tool, station: Station) -> Tool:
    """Carried to another station; whoever it was kept for keeps it there."""
    _locked(session, tool)
    _refuse_out(session, tool)
    shelf.move_tool(session, tool, station.id)
    return tool


def _locked(session: Session, tool: Tool) -> ToolModel:
    queue.lock_model(session, tool.model_id)
    session.refresh(tool)
    return session.get_one(ToolModel, tool.model_id)


def _refuse_out(session: Session, tool: Tool) -> None:
    if queries.open_loan(session, tool.id) is not None:
        raise StillOut
