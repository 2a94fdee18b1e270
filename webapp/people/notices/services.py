"""Telling somebody. `tell` stays inside the product, `announce` goes out to a unit's group or mailbox."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, col

from webapp.core.data import db
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.notices import queries, rules
from webapp.people.notices.models import Channel, ChannelKind, Delivery, DigestLetter, Notice

KEPT = timedelta(days=180)


class PersonalDataOutward(ValueError):
    """A programmer's mistake, never a person's: only numbers and dates may leave the product."""


class HeardAlready(DomainError):
    message = N_("已经有人看过，收不回来了。")


class KeyMissing(DomainError):
    status = 422
    message = N_("请填这个渠道的地址或密钥。")


def tell(
    session: Session,
    account_ids: Iterable[str],
    sentence: str,
    *,
    cause: str,
    url: str = "",
    community_id: str | None = None,
    **details: Any,
) -> int:
    """Each person hears one cause once, however often it is said; a closed account hears nothing. Returns how many
    were told now."""
    return sum(
        db.insert_once(
            session,
            Notice(
                account_id=account_id, sentence=sentence, details=details, url=url, cause=cause,
                community_id=community_id, made_at=clock.now(),
            ),
        )
        for account_id in queries.still_open(session, account_ids)
    )  # fmt: skip


def take_back(session: Session, cause: str) -> None:
    """Nobody is told any more. Raises HeardAlready where somebody has read it."""
    if queries.read_causes(session, [cause]):
        raise HeardAlready
    session.execute(delete(Notice).where(col(Notice.cause) == cause, col(Notice.read_at).is_(None)))


def announce(session: Session, unit_id: str, sentence: str, *, cause: str, url: str = "", **details: Any) -> int:
    """Writes to the outbox of every channel of the unit. Details other than numbers and dates are refused here, so
    that no caller can leak a name."""
    if odd := [key for key, value in details.items() if not rules.is_harmless(value)]:
        raise PersonalDataOutward(f"{odd} may not leave the product")
    now = clock.now()
    return sum(
        db.insert_once(
            session,
            Delivery(
                channel_id=channel.id, sentence=sentence, details=details, url=url, cause=cause, made_at=now, due_at=now
            ),
        )
        for channel in queries.channels_of(session, unit_id)
    )


def read_notice(session: Session, notice: Notice) -> None:
    if notice.read_at is None:
        notice.read_at = clock.now()
        session.flush()


def read_all(session: Session, account_id: str) -> datetime:
    """All at one moment, by which they can be told apart again."""
    now = clock.now()
    unread = update(Notice).where(col(Notice.account_id) == account_id, col(Notice.read_at).is_(None))
    session.execute(unread.values(read_at=now))
    return now


def unread_again(session: Session, account_id: str, at: datetime) -> None:
    """What was marked as read in one go is new again."""
    marked = update(Notice).where(col(Notice.account_id) == account_id, col(Notice.read_at) == at)
    session.execute(marked.values(read_at=None))


def open_channel(
    session: Session, actor: Any, *, unit_id: str, kind: ChannelKind, name: str, key: str, secret: str | None = None
) -> Channel:
    """The key and the secret are sealed; pages show that they are there, never what they are."""
    if not (key or "").strip():
        raise KeyMissing(field="key")
    channel = Channel(
        unit_id=unit_id, kind=kind, name=name, key=key.strip(), secret=secret, made_by=actor.account_id,
        made_at=clock.now(),
    )  # fmt: skip
    session.add(channel)
    session.flush()
    history.record(session, actor, "open_channel", channel, after={"kind": kind.value, "unit_id": unit_id})
    return channel


def close_channel(session: Session, actor: Any, channel: Channel) -> None:
    """The key is forgotten with it."""
    channel.closed_at, channel.key, channel.secret = clock.now(), None, None
    session.flush()
    waiting = update(Delivery).where(col(Delivery.channel_id) == channel.id, col(Delivery.due_at).is_not(None))
    session.execute(waiting.values(due_at=None, error="closed"))
    history.record(session, actor, "close_channel", channel)


def record_attempt(session: Session, delivery: Delivery | DigestLetter, error: str | None) -> None:
    """Sent, or tried again later; after the last try it stays in the list as failed."""
    delivery.tries += 1
    if error is None:
        delivery.sent_at, delivery.due_at, delivery.error = clock.now(), None, ""
    else:
        again = rules.RETRIES[delivery.tries - 1] if delivery.tries <= len(rules.RETRIES) else None
        delivery.due_at, delivery.error = clock.now() + again if again else None, error[:200]
    session.flush()


def sweep(session: Session) -> int:
    old = clock.now() - KEPT
    session.execute(delete(Delivery).where(col(Delivery.made_at) < old))
    session.execute(delete(DigestLetter).where(col(DigestLetter.made_at) < old))
    done = session.execute(delete(Notice).where(col(Notice.made_at) < old, col(Notice.read_at).is_not(None)))
    return int(done.rowcount)  # type: ignore[attr-defined]
