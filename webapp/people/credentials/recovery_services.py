"""Ten recovery codes on paper, for when the device with the passkey is lost."""

from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, col, func, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history, vault
from webapp.core.web.errors import DomainError
from webapp.people.accounts import queries as accounts
from webapp.people.accounts import services
from webapp.people.accounts.models import Account
from webapp.people.credentials import rules
from webapp.people.credentials.models import RecoveryCode


class WrongRecovery(DomainError):
    """The same words for an unknown account and a used code."""

    status = 422
    message = N_("登录名或备用码不对，也可能这个码已经用过。")


def renew_codes(session: Session, actor: Any, account: Account) -> list[str]:
    """Ten fresh ones; those on the old sheet open nothing any more. Shown once and kept only as an index."""
    session.execute(delete(RecoveryCode).where(col(RecoveryCode.account_id) == account.id))
    codes = [rules.recovery_code() for _ in range(rules.CODES)]
    session.add_all(
        RecoveryCode(account_id=account.id, code_index=_index(account.id, code), made_at=clock.now()) for code in codes
    )
    session.flush()
    history.record(session, actor, "renew_recovery_codes", account)
    return codes


def use_code(session: Session, *, login: str, code: str) -> Account:
    """Raises WrongRecovery. Two who try the same code at once: one of them is in."""
    account = accounts.account_by_login(session, login)
    if account is None:
        raise WrongRecovery(field="code")
    spend(session, account, code)
    return account


def enter(session: Session, *, login: str, code: str, password: str) -> str:
    """A code and a new password; every browser that was signed in is out. Returns the account's id."""
    account = use_code(session, login=login, code=code)
    services.judge_password(account.login, password)
    account.password, account.must_change = services.hash_password(password), False
    services.end_all_sign_ins(session, None, account.id)
    return account.id


def spend(session: Session, account: Account, code: str) -> None:
    """Each code once, decided by the database: of two at the same instant one is refused."""
    mine = (col(RecoveryCode.account_id) == account.id, col(RecoveryCode.code_index) == _index(account.id, code))
    spent: Any = session.execute(
        update(RecoveryCode).where(*mine, col(RecoveryCode.used_at).is_(None)).values(used_at=clock.now())
    )
    if spent.rowcount != 1:
        raise WrongRecovery(field="code")
    history.record(session, None, "use_recovery_code", account)


def count_left(session: Session, account_id: str) -> int:
    query = select(func.count()).where(RecoveryCode.account_id == account_id, col(RecoveryCode.used_at).is_(None))
    return session.exec(query).one()


def _index(account_id: str, code: str) -> str:
    return vault.blind_index(f"recovery:{account_id}:{rules.plain(code)}")
