"""The second step of a sign-in, and asking for it again before something sensitive (step-up)."""

from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts import services as accounts
from webapp.people.accounts.models import Account, Role, SignIn
from webapp.people.accounts.permissions import CENTRES
from webapp.people.accounts.scope import Actor
from webapp.people.credentials import one_time_services, queries, recovery_services, rules
from webapp.people.credentials.models import OneTimeSecret, Passkey, RecoveryCode
from webapp.people.settings import queries as settings
from webapp.people.settings.rules import Name, SecondStep

ABOVE = CENTRES | {Role.AUDITOR}


class WrongSecond(DomainError):
    status = 422
    message = N_("码不对，或已经用过。")


class WrongProof(DomainError):
    status = 422
    message = N_("不对，再试一次。")


def take_code(session: Session, account_id: str, code: str) -> None:
    """A code from the app, or one from the sheet of paper. Raises WrongSecond."""
    account = session.get_one(Account, account_id)
    secret = queries.one_time(session, account_id)
    try:
        if len(rules.plain(code)) == 6 and secret is not None and secret.confirmed_at is not None:
            one_time_services.spend(session, secret, code)
        else:
            recovery_services.spend(session, account, code)
    except (one_time_services.WrongOneTime, recovery_services.WrongRecovery) as wrong:
        raise WrongSecond(field="code") from wrong


def must_have(session: Session, actor: Actor) -> bool:
    """A post above the community in a district that asks for a second step, and none is there yet."""
    if not actor.roles & ABOVE or settings.known(session)[Name.SECOND_STEP] != SecondStep.REQUIRED.value:
        return False
    return not queries.has_second(session, actor.account_id)


def prove_again(session: Session, actor: Actor, *, password: str | None, code: str | None) -> None:
    """With an app the code counts, without one the password. Raises WrongProof."""
    account = session.get_one(Account, actor.account_id)
    secret = queries.one_time(session, actor.account_id)
    if secret is not None and secret.confirmed_at is not None:
        try:
            one_time_services.spend(session, secret, code or "")
        except one_time_services.WrongOneTime as wrong:
            raise WrongProof(field="code") from wrong
    elif not accounts.password_fits(account.password, password or ""):
        raise WrongProof(field="password")
    mark_proved(session, actor)


def mark_proved(session: Session, actor: Actor) -> None:
    session.get_one(SignIn, actor.sign_in_id).proved_at = clock.now()
    session.flush()


def forget_all(session: Session, actor: Any, account: Account) -> None:
    """Everything but the password goes: for who has lost the phone and the paper."""
    for table in (Passkey, OneTimeSecret, RecoveryCode):
        session.execute(delete(table).where(col(table.account_id) == account.id))  # type: ignore[attr-defined]
    session.flush()
    history.record(session, actor, "forget_credentials", account)
