"""Which of our accounts somebody at the platform is: said once, with the account's own password."""

from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts.models import Account
from webapp.people.credentials.models import ProviderLink


class LinkedOtherwise(DomainError):
    status = 422
    message = N_("这个账号已经连着那边的另一个人。先登录，在“登录方式”里断开。")


def account_of(session: Session, provider: str, subject: str) -> str | None:
    query = select(ProviderLink.account_id).join(Account, col(Account.id) == ProviderLink.account_id)
    query = query.where(ProviderLink.provider == provider, ProviderLink.subject == subject)
    return session.exec(query.where(col(Account.closed_at).is_(None))).first()


def links_of(session: Session, account_id: str) -> list[ProviderLink]:
    return list(session.exec(select(ProviderLink).where(ProviderLink.account_id == account_id)))


def link(session: Session, *, account_id: str, provider: str, subject: str) -> None:
    """One person there is one account here and the other way round; the table refuses anything else."""
    if account_of(session, provider, subject) == account_id:
        return
    made = ProviderLink(account_id=account_id, provider=provider, subject=subject, made_at=clock.now())
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError as clash:
        raise LinkedOtherwise from clash
    history.record(session, None, "link_provider", session.get_one(Account, account_id), after={"at": provider})


def unlink(session: Session, actor: Any) -> None:
    session.execute(delete(ProviderLink).where(col(ProviderLink.account_id) == actor.account_id))
    history.record(session, actor, "unlink_provider", session.get_one(Account, actor.account_id))
