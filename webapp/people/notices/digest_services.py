"""早上的小结: opted into, written once a day, gone with its address when switched off."""

import hmac
from typing import Any

from sqlmodel import Session, col, delete, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history, vault
from webapp.core.web.errors import Invalid, NotFound
from webapp.people.accounts.models import Account
from webapp.people.notices import queries, rules
from webapp.people.notices.models import ChannelKind, DigestLetter, DigestWish

Waits = list[list[Any]]  # [what, how many, since which day], the oldest first


class NoMailbox(Invalid):
    message = N_("请写一个收信的邮箱地址。")


def switch_on(session: Session, actor: Any, *, kind: ChannelKind, key: str, secret: str | None = None) -> DigestWish:
    """The newest address counts."""
    if kind is ChannelKind.EMAIL and not rules.is_mailbox(key):
        raise NoMailbox(field="key")
    forget(session, actor.account_id)
    wish = DigestWish(
        account_id=actor.account_id, kind=kind, key=key.strip(), secret=secret or None, made_at=clock.now()
    )
    session.add(wish)
    session.flush()
    history.record(session, actor, "want_digest", None, after={"kind": kind.value})
    return wish


def switch_off(session: Session, actor: Any) -> None:
    """Off already is off."""
    if forget(session, actor.account_id):
        history.record(session, actor, "drop_digest", None)


def forget(session: Session, account_id: str) -> bool:
    """The address, and what has not gone out to it yet."""
    mine = col(DigestLetter.account_id) == account_id
    session.execute(delete(DigestLetter).where(mine, col(DigestLetter.due_at).is_not(None)))
    gone = session.execute(delete(DigestWish).where(col(DigestWish.account_id) == account_id))
    return bool(gone.rowcount)  # type: ignore[attr-defined]


def token_of(wish: DigestWish) -> str:
    """Stands in every letter, so that it is derived and not kept."""
    return vault.token("digest", wish.id)


def wish_of_letter(session: Session, wish_id: str, token: str) -> DigestWish:
    wish = session.get(DigestWish, wish_id)
    if wish is None or not hmac.compare_digest(token, token_of(wish)):
        raise NotFound
    return wish


def write(session: Session, account_id: str, lines: Waits) -> bool:
    """Once a day; where nothing waits nothing is written. Only our own words, numbers and days go into it."""
    written = select(DigestLetter.id).where(DigestLetter.account_id == account_id, DigestLetter.day == clock.today())
    if not lines or session.exec(written).first():
        return False
    now = clock.now()
    session.add(DigestLetter(account_id=account_id, day=clock.today(), lines=lines, made_at=now, due_at=now))
    session.flush()
    return True


def wanting(session: Session) -> list[str]:
    """Who wants one and still works here. Who has left is forgotten."""
    query = select(DigestWish.account_id, Account.closed_at).join(Account, col(Account.id) == DigestWish.account_id)
    found = []
    for account_id, closed_at in session.exec(query.order_by(col(DigestWish.id))).all():
        if closed_at is not None or not queries.has_post(session, account_id, clock.today()):
            forget(session, account_id)
        else:
            found.append(account_id)
    return found
