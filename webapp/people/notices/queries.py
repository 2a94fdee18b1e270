from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from webapp.core.time import clock
from webapp.people.accounts.models import Account, Post, Role
from webapp.people.accounts.scope import Actor, one, within
from webapp.people.notices.models import Channel, Delivery, DigestLetter, DigestWish, Notice
from webapp.people.org import queries as org
from webapp.people.org.models import Unit, UnitKind

ON_DUTY = {
    UnitKind.MICRO_GRID: Role.MICRO_HEAD,
    UnitKind.GRID: Role.GRID_WORKER,
    UnitKind.COMMUNITY: Role.HOST,
    UnitKind.STREET: Role.STREET,
    UnitKind.DISTRICT: Role.DISTRICT,
}


def list_notices(session: Session, actor: Actor, limit: int = 50) -> list[Notice]:
    query = select(Notice).where(Notice.account_id == actor.account_id).order_by(col(Notice.made_at).desc())
    return list(session.exec(query.limit(limit)))


def get_notice(session: Session, actor: Actor, notice_id: str) -> Notice:
    query = select(Notice).where(Notice.id == notice_id, Notice.account_id == actor.account_id)
    return one(session, query)  # type: ignore[no-any-return]


def still_open(session: Session, account_ids: Iterable[str]) -> list[str]:
    """Nobody writes to a closed account: whoever left, or has died."""
    wanted = sorted(set(account_ids))
    query = select(Account.id).where(col(Account.id).in_(wanted), col(Account.closed_at).is_(None))
    return sorted(session.exec(query)) if wanted else []


def count_unread(session: Session, account_id: str) -> int:
    unread = select(Notice.id).where(Notice.account_id == account_id, col(Notice.read_at).is_(None)).limit(100)
    return int(session.exec(select(func.count()).select_from(unread.subquery())).one())


def digest_of(session: Session, account_id: str) -> DigestWish | None:
    return session.exec(select(DigestWish).where(DigestWish.account_id == account_id)).first()


def last_letter(session: Session, account_id: str) -> DigestLetter | None:
    query = select(DigestLetter).where(DigestLetter.account_id == account_id)
    return session.exec(query.order_by(col(DigestLetter.day).desc())).first()


def due_letters(session: Session, now: datetime, limit: int) -> list[tuple[DigestLetter, DigestWish]]:
    query = select(DigestLetter, DigestWish).join(DigestWish, col(DigestWish.account_id) == DigestLetter.account_id)
    query = query.where(col(DigestLetter.due_at) <= now).order_by(col(DigestLetter.due_at))
    return list(session.exec(query.limit(limit)))


def has_post(session: Session, account_id: str, on: date) -> bool:
    query = select(Post.id).where(Post.account_id == account_id, Post.valid_from <= on)
    return session.exec(query.where(or_(col(Post.valid_to).is_(None), col(Post.valid_to) >= on))).first() is not None


def read_causes(session: Session, causes: list[str]) -> set[str]:
    """Those of which somebody has read."""
    read = select(Notice.cause).where(col(Notice.cause).in_(causes), col(Notice.read_at).is_not(None))
    return set(session.exec(read))


def unread_causes(session: Session, causes: list[str]) -> set[str]:
    """Those that somebody was told of and nobody has read."""
    told = set(session.exec(select(Notice.cause).where(col(Notice.cause).in_(causes))))
    return told - read_causes(session, causes)


def accounts_on_duty(session: Session, unit_id: str, on: date | None = None) -> list[str]:
    """Who answers for a unit today. A vacant post goes to the level above, never to nobody."""
    today, at = on or clock.today(), session.get(Unit, unit_id)
    while at is not None:
        query = (
            select(Post.account_id)
            .join(Account, col(Account.id) == Post.account_id)
            .where(
                Post.unit_id == at.id, Post.role == ON_DUTY[at.kind], Post.valid_from <= today,
                or_(col(Post.valid_to).is_(None), col(Post.valid_to) >= today), col(Account.closed_at).is_(None),
            )
        )  # fmt: skip
        found = sorted(set(session.exec(query)))
        if found:
            return found
        at = _next(session, at)
    return []


def _next(session: Session, at: Unit) -> Unit | None:
    """Whoever came after a closed unit, else the level above."""
    heir = org.successors(session, at.id)[:1] if at.valid_to else []
    return heir[0] if heir else session.get(Unit, at.parent_id) if at.parent_id else None


def accounts_of_party(session: Session, party_id: str) -> list[str]:
    return list(session.exec(select(Account.id).where(Account.party_id == party_id, col(Account.closed_at).is_(None))))


def list_channels(session: Session, actor: Actor) -> list[tuple[Channel, str]]:
    query = (
        select(Channel, Unit.name).join(Unit, col(Unit.id) == Channel.unit_id).where(col(Channel.closed_at).is_(None))
    )
    return list(session.exec(within(query, actor, Channel.unit_id).order_by(col(Channel.made_at))))


def get_channel(session: Session, actor: Actor, channel_id: str) -> Channel:
    return one(session, within(select(Channel).where(Channel.id == channel_id), actor, Channel.unit_id))  # type: ignore[no-any-return]


def channels_of(session: Session, unit_id: str) -> list[Channel]:
    return list(session.exec(select(Channel).where(Channel.unit_id == unit_id, col(Channel.closed_at).is_(None))))


def last_deliveries(session: Session, channel_ids: list[str]) -> dict[str, Delivery]:
    query = select(Delivery).where(col(Delivery.channel_id).in_(channel_ids)).order_by(col(Delivery.made_at))
    return {delivery.channel_id: delivery for delivery in session.exec(query)}


def due_deliveries(session: Session, moment: datetime, limit: int = 50) -> list[tuple[Delivery, Channel]]:
    query = select(Delivery, Channel).join(Channel, col(Channel.id) == Delivery.channel_id)
    query = query.where(col(Delivery.due_at) <= moment).order_by(col(Delivery.due_at))
    return list(session.exec(query.limit(limit)))
