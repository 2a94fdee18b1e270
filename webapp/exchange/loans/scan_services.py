"""What one line from the reader means, given what stands on the page: the counter's two scans out and one back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.web.errors import DomainError
from webapp.exchange.loans import card_services as cards
from webapp.exchange.loans import people_queries as people
from webapp.exchange.loans import queries, rules, services
from webapp.exchange.loans import return_services as returns
from webapp.exchange.loans.models import Loan
from webapp.exchange.points.card_rules import card_hash
from webapp.exchange.tools import queries as tools
from webapp.exchange.tools.models import Tool, ToolModel
from webapp.people.accounts.scope import Actor


class UnknownCopy(DomainError):
    status = 422
    message = N_("没有编号 %(number)s 的工具。再扫一次，或看看标签。")


class Came(StrEnum):
    NOTHING = "nothing"
    PERSON = "person"
    PEOPLE = "people"
    NEW_CARD = "new_card"
    BOUND = "bound"
    LENT = "lent"
    BACK = "back"
    SAFETY = "safety"
    COPY = "copy"


@dataclass(frozen=True)
class Line:
    """What was typed, and what the page held: a person, a copy waiting for one or for its safety note, a loan waiting
    to be checked, a new card (its hash) waiting for its person. `loan_id` is the page's own."""

    words: str
    loan_id: str
    resident_id: str | None = None
    tool_id: str | None = None
    check_id: str | None = None
    station_id: str | None = None
    in_box: bool = False
    proxy_name: str | None = None
    safety_read: bool = False
    fresh_card: str = ""


@dataclass(frozen=True)
class Outcome:
    came: Came
    id: str = ""
    tool_id: str = ""
    words: str = ""


def scan(session: Session, actor: Actor, line: Line) -> Outcome:
    """Card, then copy lends; a copy alone that is out comes back. Anything else is looked up among people."""
    said, text = rules.understand(line.words)
    if said is rules.Said.NOTHING:
        return _enter(session, actor, line)
    if said is rules.Said.COPY:
        tool = tools.by_number(session, actor, text)
        if tool is None:
            raise UnknownCopy("words", number=text)
        return _copy(session, actor, line, tool)
    if said is rules.Said.CARD:
        return _card(session, actor, line, text)
    return Outcome(Came.PEOPLE, words=text)


def _enter(session: Session, actor: Actor, line: Line) -> Outcome:
    """Enter on an empty line says yes to what the page asks: all parts are there, or the note was read."""
    if line.check_id:
        loan = returns.check(session, actor, queries.get_loan(session, actor, line.check_id), returns.Look())
        return Outcome(Came.BACK, loan.id)
    if line.resident_id and line.tool_id:
        return _lend(session, actor, line, tools.get_tool(session, actor, line.tool_id), line.resident_id)
    if line.resident_id and line.fresh_card:
        return _bind(session, actor, line.resident_id, line.fresh_card)
    return Outcome(Came.NOTHING)


def _bind(session: Session, actor: Actor, resident_id: str, card_hash: str) -> Outcome:
    cards.bind(session, actor, people.get_borrower(session, actor, resident_id), card_hash=card_hash)
    return Outcome(Came.BOUND, resident_id)


def _card(session: Session, actor: Actor, line: Line, number: str) -> Outcome:
    """An unknown card is bound by its second swipe, once its person is on the page."""
    borrower = people.by_card(session, actor, number)
    if borrower is None and line.resident_id and line.fresh_card == card_hash(number):
        return _bind(session, actor, line.resident_id, line.fresh_card)
    if borrower is None:
        return Outcome(Came.NEW_CARD, card_hash(number), words=line.resident_id or "")
    if line.tool_id and not line.resident_id:
        return _lend(session, actor, line, tools.get_tool(session, actor, line.tool_id), borrower.id)
    return Outcome(Came.PERSON, borrower.id)


def _copy(session: Session, actor: Actor, line: Line, tool: Tool) -> Outcome:
    """With a person on the page the copy goes out, or back when it is theirs; without one whatever is out comes back.
    A copy somebody else has is never taken back by the person who wants it."""
    out = queries.open_loan(session, tool.id)
    if out is not None and _is_just(out):
        return Outcome(Came.LENT, out.id)
    if line.resident_id and (out is None or out.resident_id != line.resident_id):
        return _lend(session, actor, line, tool, line.resident_id)
    if out is not None:
        returns.give_back(session, actor, out, station_id=line.station_id, in_box=line.in_box)
        return Outcome(Came.BACK, out.id)
    waiting = queries.unchecked_loan(session, tool.id)
    return Outcome(Came.BACK, waiting.id) if waiting is not None else Outcome(Came.COPY, tool_id=tool.id)


def _lend(session: Session, actor: Actor, line: Line, tool: Tool, resident_id: str) -> Outcome:
    """A power tool's note is asked for first; the same copy again, or Enter, says that it was read."""
    model = session.get_one(ToolModel, tool.model_id)
    read = line.safety_read and line.tool_id == tool.id
    asked = services.Lending(
        id=line.loan_id, tool_id=tool.id, resident_id=resident_id, proxy_name=line.proxy_name, safety_read=read
    )
    if model.asks_safety and not read:
        services.judge(session, actor, asked)
        return Outcome(Came.SAFETY, resident_id, tool_id=tool.id)
    return Outcome(Came.LENT, services.lend(session, actor, asked).id)


def _is_just(loan: Loan) -> bool:
    """A reader that fires twice lends once and does not take back."""
    return clock.now() - loan.out_at < rules.JUST
