"""借还 noted where there was no network: what the counter wrote down is carried out when it arrives, as of the time it
was written. What cannot be, because the books say otherwise by now, is told to the keeper with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from webapp.core.text.i18n import N_
from webapp.core.web.errors import DomainError
from webapp.exchange.loans import people_queries as people
from webapp.exchange.loans import queries, rules, services
from webapp.exchange.loans import return_services as returns
from webapp.exchange.loans.models import Loan
from webapp.exchange.loans.people_queries import Borrower
from webapp.exchange.tools import queries as tools
from webapp.exchange.tools.models import Tool
from webapp.people.accounts.scope import Actor


class Deed(StrEnum):
    LEND = "lend"
    BACK = "back"


DEED_WORDS = {Deed.LEND: N_("借出"), Deed.BACK: N_("收回")}


class UnknownNumber(DomainError):
    status = 422
    message = N_("没有编号 %(number)s 的工具。看看标签，改好再发。")


class WhoIsIt(DomainError):
    status = 422
    message = N_("“%(who)s”对不上一个人。写全门牌和姓名中的一样，或回来刷卡。")


class NotOut(DomainError):
    status = 422
    message = N_("%(number)s 那时没有借出去，不用收。")


class LentTwice(DomainError):
    """The copy is with somebody all the same: it is fetched back, or the books are put right, by people."""

    status = 422
    message = N_("没网时借出的 %(number)s 记不上：%(why)s")


@dataclass(frozen=True)
class Slip:
    """`who`: a card's number, a name, a room or a phone. `is_whole`: all parts were there and nothing was broken."""

    id: str
    deed: Deed
    number: str
    who: str = ""
    safety_read: bool = False
    is_whole: bool = False
    station_id: str | None = None
    at: datetime | None = None


def keep(session: Session, actor: Actor, slip: Slip) -> Loan:
    tool = _tool(session, actor, slip.number)
    return _lend(session, actor, slip, tool) if slip.deed is Deed.LEND else _take(session, actor, slip, tool)


def _lend(session: Session, actor: Actor, slip: Slip, tool: Tool) -> Loan:
    borrower = _borrower(session, actor, slip.who)
    asked = services.Lending(slip.id, tool.id, borrower.id, safety_read=slip.safety_read, at=slip.at)
    try:
        return services.lend(session, actor, asked)
    except services.SafetyNotRead as refusal:
        raise services.SafetyNotRead("safety_read") from refusal
    except DomainError as refusal:
        raise LentTwice("number", number=tool.number, why=refusal.sentence()) from refusal


def _take(session: Session, actor: Actor, slip: Slip, tool: Tool) -> Loan:
    loan = queries.open_loan(session, tool.id)
    if loan is None or (slip.at is not None and loan.out_at > slip.at):
        raise NotOut("number", number=tool.number)
    loan = returns.give_back(session, actor, loan, station_id=slip.station_id, at=slip.at)
    return returns.check(session, actor, loan, returns.Look()) if slip.is_whole else loan


def _tool(session: Session, actor: Actor, words: str) -> Tool:
    said, text = rules.understand(words)
    tool = tools.by_number(session, actor, text) if said is rules.Said.COPY else None
    if tool is None:
        raise UnknownNumber("number", number=words)
    return tool


def _borrower(session: Session, actor: Actor, who: str) -> Borrower:
    said, text = rules.understand(who)
    if said is rules.Said.CARD and (found := people.by_card(session, actor, text)) is not None:
        return found
    near = people.find_borrowers(session, actor, who) if said is rules.Said.PERSON else []
    if len(near) != 1:
        raise WhoIsIt("who", who=who)
    return near[0]
