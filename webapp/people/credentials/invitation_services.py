"""The link on a slip: a first password that nobody but its owner has ever known."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history, vault
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.accounts import services as accounts
from webapp.people.accounts.models import Account
from webapp.people.credentials import rules
from webapp.people.credentials.models import Invitation


class SlipUsed(DomainError):
    """Also when it ran out, or a newer slip was printed."""

    status = 410
    message = N_("这张登录条已经用过或过期了。请找发给您的人再打一张。")


@dataclass(frozen=True)
class Invited:
    account: Account
    ends_at: datetime


def invite(session: Session, actor: Any, account: Account) -> str:
    """Returns the token for the link; slips printed before open nothing any more."""
    at = clock.now()
    earlier = (col(Invitation.account_id) == account.id, col(Invitation.used_at).is_(None))
    session.execute(update(Invitation).where(*earlier, col(Invitation.ends_at) > at).values(ends_at=at))
    token = secrets.token_urlsafe(30)  # as long as the log needs to know a secret when it sees one
    made = Invitation(
        account_id=account.id, token_hash=vault.hashed(token), made_by=actor.account_id if actor else None, made_at=at,
        ends_at=at + rules.SLIP_DAYS,
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "print_slip", account)
    return token


def invited(session: Session, token: str) -> Invited:
    """Raises NotFound for a slip that never was, SlipUsed for one that is used, ended, or whose account is closed."""
    found = session.exec(select(Invitation).where(Invitation.token_hash == vault.hashed(token))).first()
    account = session.get(Account, found.account_id) if found else None
    if found is None or account is None:
        raise NotFound
    if found.used_at is not None or found.ends_at <= clock.now() or account.closed_at is not None:
        raise SlipUsed
    return Invited(account, found.ends_at)


def accept(session: Session, token: str, *, password: str) -> str:
    """The account's id. Two browsers with the same slip: the database lets one of them through."""
    account = invited(session, token).account
    accounts.judge_password(account.login, password)
    mine = (col(Invitation.token_hash) == vault.hashed(token), col(Invitation.used_at).is_(None))
    taken: Any = session.execute(update(Invitation).where(*mine).values(used_at=clock.now()))
    if taken.rowcount != 1:
        raise SlipUsed
    account.password, account.must_change = accounts.hash_password(password), False
    session.flush()
    history.record(session, None, "accept_slip", account)
    return account.id
