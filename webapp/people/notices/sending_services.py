"""Draining the outbox through apprise: outside any transaction, one channel's trouble never another's."""

import logging
from datetime import date

from sqlmodel import Session

from webapp.core.data import db
from webapp.core.text import cleaning
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.web import filters
from webapp.people.notices import digest_services, queries, rules, services
from webapp.people.notices.models import Channel, Delivery, DigestLetter, DigestWish
from webapp.people.notices.robot_services import Refused, post

log = logging.getLogger("fullgrid.notices")
TITLE = N_("满格提醒")
LINE = N_("%(what)s %(n)s 件，最早的从 %(day)s 起")


def deliver(session: Session, *, base_url: str = "", mail_server: str = "", limit: int = 50) -> int:
    """Sends what is due. Returns how many went out."""
    sent = 0
    waiting = queries.due_deliveries(session, clock.now(), limit)
    session.rollback()
    for delivery, channel in waiting:
        error = _send(channel, _body(delivery, base_url), mail_server)
        with db.transaction(session) as writing:
            services.record_attempt(writing, writing.get_one(Delivery, delivery.id), error)
        sent += error is None
    return sent


def deliver_letters(session: Session, *, base_url: str = "", mail_server: str = "", limit: int = 50) -> int:
    """The same for what each person wants to hear in the morning."""
    sent = 0
    waiting = queries.due_letters(session, clock.now(), limit)
    session.rollback()
    for letter, wish in waiting:
        error = _send(wish, _letter(letter, wish, base_url), mail_server)
        with db.transaction(session) as writing:
            if still := writing.get(DigestLetter, letter.id):
                services.record_attempt(writing, still, error)
        sent += error is None
    return sent


def _letter(letter: DigestLetter, wish: DigestWish, base_url: str) -> str:
    """What waits, the oldest first; the way in, and the way out."""
    said = [
        gettext(LINE, what=gettext(what), n=count, day=filters.day(date.fromisoformat(since)))
        for what, count, since in letter.lines
    ]
    lines = [gettext("%(day)s，等您办的：", day=filters.day(letter.day)), *said]
    if base_url:
        site = base_url.rstrip("/")
        off = f"{site}/digest/off/{wish.id}/{digest_services.token_of(wish)}"
        lines += [f"{site}/desk/", gettext("不想再收：%(url)s", url=off)]
    return "\n".join(lines)


def _body(delivery: Delivery, base_url: str) -> str:
    words = gettext(cleaning.as_now(delivery.sentence), **delivery.details)
    return f"{words} {base_url.rstrip('/')}{delivery.url}" if base_url and delivery.url else words


def _send(channel: Channel | DigestWish, body: str, mail_server: str) -> str | None:
    """None when it went out, else why not, without the key."""
    if channel.kind == "email" and not mail_server:
        return rules.NO_MAIL
    address = rules.address(channel.kind.value, channel.key or "", channel.secret, mail_server)
    try:
        return None if post(address, gettext(TITLE), body) else rules.NOT_ACCEPTED
    except Refused as refused:
        log.warning("channel %s: %s", channel.id, refused)
        return str(refused)
    except Exception as trouble:  # the library talks to the world: whatever happens there is a failed try here
        log.warning("channel %s: %s", channel.id, type(trouble).__name__)
        return type(trouble).__name__
