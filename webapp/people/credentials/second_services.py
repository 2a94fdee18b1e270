"""The second step of a sign-in: a passkey, a one-time code or a code from the sheet of paper."""

from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col

from webapp.core.trust import history
from webapp.people.accounts.models import Account
from webapp.people.credentials.models import OneTimeSecret, Passkey, RecoveryCode


def forget_all(session: Session, actor: Any, account: Account) -> None:
    """Everything but the password goes: for who has lost the phone and the paper."""
    for table in (Passkey, OneTimeSecret, RecoveryCode):
        session.execute(delete(table).where(col(table.account_id) == account.id))  # type: ignore[attr-defined]
    session.flush()
    history.record(session, actor, "forget_credentials", account)
