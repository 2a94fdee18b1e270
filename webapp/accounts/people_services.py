"""What a host does for people in one go: a person, an account, a post."""

import secrets
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from webapp.accounts import queries, services
from webapp.accounts.models import Account, Post, Role
from webapp.accounts.scope import Actor, within
from webapp.core import clock
from webapp.core.errors import DomainError
from webapp.core.i18n import N_
from webapp.org import queries as org
from webapp.org import services as org_services
from webapp.org.models import Party, PartyKind, Unit


class SamePerson(DomainError):
    status = 422
    message = N_("交的人和接的人不能是同一个。")


def appoint(
    session: Session,
    actor: Actor,
    *,
    name: str,
    login: str,
    phone: str | None,
    role: Role,
    unit_id: str,
    valid_from: date,
    valid_to: date | None,
    document: str | None,
) -> str:
    """Returns the first password, shown once and told by word of mouth."""
    password = secrets.token_hex(5)
    person = org_services.make_party(
        session, actor, kind=PartyKind.PERSON, name=name, phone=phone, unit_id=unit_id,
        community_id=org.community_of(session, unit_id),
    )  # fmt: skip
    account = services.open_account(session, actor, party=person, login=login, password=password, phone=phone)
    services.give_post(
        session, actor, account, role=role, unit_id=unit_id, valid_from=valid_from, valid_to=valid_to,
        document=document or "",
    )  # fmt: skip
    return password


def draw_up(session: Session, actor: Actor, *, unit_id: str, giver: str, taker: str, note: str | None) -> None:
    if giver == taker:
        raise SamePerson(field="taker")
    services.draw_up_handover(
        session, actor, unit_id=unit_id, giver=queries.get_account(session, actor, giver),
        taker=queries.get_account(session, actor, taker), note=note or "", open_count=0,
    )  # fmt: skip


def units_to_fill(session: Session, actor: Actor) -> list[tuple[str, str]]:
    query = select(Unit.id, Unit.name).where(col(Unit.valid_to).is_(None)).order_by(col(Unit.path), col(Unit.position))
    return [(row[0], row[1]) for row in session.exec(within(query, actor, Unit.id).limit(400))]


def colleagues(session: Session, actor: Actor) -> list[tuple[str, str]]:
    """(account id, name) of everyone with a staff post within reach today."""
    today = clock.today()
    query = (
        select(Account.id, Party.name)
        .join(Party, col(Party.id) == Account.party_id)
        .join(Post, col(Post.account_id) == Account.id)
        .where(col(Post.role) != Role.VOLUNTEER, (col(Post.valid_to).is_(None)) | (col(Post.valid_to) >= today))
        .distinct()
        .order_by(Party.name)
    )
    return [(row[0], row[1]) for row in session.exec(within(query, actor, Post.unit_id))]


def describe_post(session: Session, post: Post) -> dict[str, Any]:
    names = queries.names_of(session, {post.account_id})
    return {"name": names.get(post.account_id, ""), "unit": org.unit(session, post.unit_id).name}
