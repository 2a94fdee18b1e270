from typing import Any

from sqlalchemy import exists
from sqlmodel import Session, col, select

from webapp.core.text.pinyin import by_sound
from webapp.core.time import clock
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.models import Account, Post, SignIn
from webapp.people.accounts.scope import Actor, within
from webapp.people.credentials.models import Invitation, OneTimeSecret, Passkey
from webapp.people.org.models import Party, Unit


def passkeys(session: Session, account_id: str) -> list[Passkey]:
    query = select(Passkey).where(Passkey.account_id == account_id).order_by(col(Passkey.made_at))
    return list(session.exec(query))


def passkey_of(session: Session, credential_id: str) -> Passkey | None:
    return session.exec(select(Passkey).where(Passkey.credential_id == credential_id)).first()


def one_time(session: Session, account_id: str) -> OneTimeSecret | None:
    return session.exec(select(OneTimeSecret).where(OneTimeSecret.account_id == account_id)).first()


def has_second(session: Session, account_id: str) -> bool:
    """A passkey, or an app whose first code has been seen."""
    key = exists(select(Passkey.id).where(Passkey.account_id == account_id))
    code = exists(
        select(OneTimeSecret.id).where(
            OneTimeSecret.account_id == account_id, col(OneTimeSecret.confirmed_at).is_not(None)
        )
    )
    return bool(session.exec(select(key | code)).one())


def never_came(session: Session, actor: Actor) -> list[Any]:
    """(account id, name, login, unit name, has an open slip) of everybody within reach who has not signed in yet."""
    today, at = clock.today(), clock.now()
    came = select(SignIn.account_id)
    slip = exists(
        select(Invitation.id).where(
            Invitation.account_id == Account.id, col(Invitation.used_at).is_(None), Invitation.ends_at > at
        )
    )
    query = (
        select(Account.id, Party.name, Account.login, Unit.id, slip)
        .join(Party, col(Party.id) == Account.party_id)
        .join(Post, col(Post.account_id) == Account.id)
        .join(Unit, col(Unit.id) == Post.unit_id)
        .where(col(Account.closed_at).is_(None), col(Account.id).not_in(came))
        .where((col(Post.valid_to).is_(None)) | (col(Post.valid_to) >= today))
    )
    found = {row[0]: row for row in session.exec(within(query.limit(2000), actor, Post.unit_id))}
    units = accounts.units_named(session, actor, (row[3] for row in found.values()))
    rows = [(*row[:3], units[row[3]], row[4]) for row in found.values()]
    return by_sound(rows, lambda row: row[1])
