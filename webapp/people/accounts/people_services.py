"""What a host does for people in one go: a person, an account, a post."""

import secrets
from datetime import date
from typing import Any

from sqlalchemy import false, or_
from sqlmodel import Session, col, select

from webapp.core.search.prefix_search import begins_with
from webapp.core.text.pinyin import by_sound
from webapp.core.time import clock
from webapp.people.accounts import queries, services
from webapp.people.accounts.models import Account, Post, Role
from webapp.people.accounts.scope import Actor, units_below, within
from webapp.people.org import queries as org
from webapp.people.org import services as org_services
from webapp.people.org.models import Party, PartyKind, Unit


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


def units_to_fill(session: Session, actor: Actor) -> list[tuple[str, str]]:
    query = select(Unit.id, Unit.name, Unit.path, Unit.position).where(col(Unit.valid_to).is_(None))
    return org.as_listed(session.exec(within(query.order_by(col(Unit.path)), actor, Unit.id).limit(400)))


def colleagues(session: Session, actor: Actor) -> list[tuple[str, str]]:
    """(account id, name) of everyone with a staff post within reach today."""
    return _with_a_post(session, units_below(actor))


def takers(session: Session, actor: Actor) -> list[tuple[str, str]]:
    """Whom work can be handed to: a worker's colleagues are the whole community, not the one grid in reach."""
    homes = sorted({hat.community_id for hat in actor.hats if hat.community_id})
    paths = list(session.exec(select(Unit.path).where(col(Unit.id).in_(homes))))
    here = [begins_with(Unit.path, path) for path in (*actor.paths, *paths)]
    return _with_a_post(session, select(Unit.id).where(or_(*here) if here else false()))


def _with_a_post(session: Session, unit_ids: Any) -> list[tuple[str, str]]:
    today = clock.today()
    query = (
        select(Account.id, Party.name)
        .join(Party, col(Party.id) == Account.party_id)
        .join(Post, col(Post.account_id) == Account.id)
        .where(col(Post.role) != Role.VOLUNTEER, col(Post.unit_id).in_(unit_ids))
        .where(col(Account.closed_at).is_(None))
        .where((col(Post.valid_to).is_(None)) | (col(Post.valid_to) >= today))
        .distinct()
    )
    return by_sound([(row[0], row[1]) for row in session.exec(query)], lambda row: row[1])


def describe_post(session: Session, post: Post) -> dict[str, Any]:
    names = queries.names_of(session, {post.account_id})
    return {"name": names.get(post.account_id, ""), "unit": org.unit(session, post.unit_id).name}
