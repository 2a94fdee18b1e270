"""门禁卡: bound in two steps, lost, and the code with which people look at their own loans."""

from __future__ import annotations

import hmac
import secrets

from sqlmodel import Session, col, select

from webapp.core.data import db
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history, vault
from webapp.core.web.errors import DomainError
from webapp.exchange.loans import rules
from webapp.exchange.loans.models import AccessCard
from webapp.exchange.loans.people_queries import Borrower
from webapp.exchange.points.card_rules import card_hash
from webapp.people.accounts.scope import Actor


class CardTaken(DomainError):
    status = 422
    message = N_("这张卡已经绑在别人名下。转让的卡，先到原来那一位名下挂失。")


class NotACard(DomainError):
    status = 422
    message = N_("这不像门禁卡的卡号，请再刷一次。")


class WrongCode(DomainError):
    status = 422
    message = N_("卡号或查询码不对。查询码向前台要，不是生日。")


def bind(session: Session, actor: Actor, borrower: Borrower, *, card_hash: str) -> AccessCard:
    """The same card for the same person again is the same row; two counters that bind it at once make one (index)."""
    fresh = AccessCard(
        community_id=borrower.community_id, resident_id=borrower.id, card_hash=card_hash, bound_at=clock.now(),
        bound_by=actor.account_id,
    )  # fmt: skip
    is_new = db.insert_once(session, fresh)
    query = select(AccessCard).where(
        AccessCard.community_id == borrower.community_id, AccessCard.card_hash == card_hash,
        col(AccessCard.ended_at).is_(None),
    )  # fmt: skip
    card = session.exec(query).one()
    if card.resident_id != borrower.id:
        raise CardTaken("card")
    if is_new:
        history.record(session, actor, "bind_access_card", card)
    return card


def bind_swiped(session: Session, actor: Actor, borrower: Borrower, *, number: str) -> AccessCard:
    said, text = rules.understand(number)
    if said is not rules.Said.CARD:
        raise NotACard("card")
    return bind(session, actor, borrower, card_hash=card_hash(text))


def end(session: Session, actor: Actor, card: AccessCard) -> AccessCard:
    """挂失. What is out stays out in the same person's name; only the card finds nobody any more."""
    card.ended_at, card.ended_by = clock.now(), actor.account_id
    session.add(card)
    session.flush()
    history.record(session, actor, "end_access_card", card)
    return card


def give_code(session: Session, actor: Actor, card: AccessCard) -> str:
    """Shown once, at the counter; kept as a keyed hash. A new one ends the old."""
    code = "".join(str(secrets.randbelow(10)) for _ in range(rules.CODE_DIGITS))
    card.code_hash = _code_hash(card, code)
    session.add(card)
    session.flush()
    history.record(session, actor, "give_loan_code", card)
    return code


def open_own(session: Session, *, number: str, code: str) -> AccessCard:
    """By card and code. A wrong card and a wrong code read alike. The same number may be bound in two communities."""
    query = select(AccessCard).where(
        AccessCard.card_hash == card_hash(number), col(AccessCard.ended_at).is_(None),
        col(AccessCard.code_hash).is_not(None),
    )  # fmt: skip
    for card in session.exec(query):
        if hmac.compare_digest(card.code_hash or "", _code_hash(card, code.strip())):
            return card
    raise WrongCode("code")


def _code_hash(card: AccessCard, code: str) -> str:
    return vault.blind_index(f"loan-code:{card.id}:{code}")


def attempt_key(number: str) -> str:
    """What tries for one card are counted under; the number itself is not written down."""
    return card_hash(number)
