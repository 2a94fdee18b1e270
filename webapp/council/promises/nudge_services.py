"""催一下 for many promises at once, and taken back before its receiver has read it."""

from typing import Any

from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_, gettext
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.council.promises import promise_services, queries, supervision_services
from webapp.council.promises.models import Promise, PromiseReminder
from webapp.council.promises.rules import Act
from webapp.people.accounts.scope import Actor
from webapp.people.notices import queries as heard
from webapp.people.notices import services as notices

TAKEN_BACK = N_("收回了催一下")


class NothingToTakeBack(DomainError):
    message = N_("已经有人答复了，或已经收回了。")


def press(session: Session, actor: Actor, promise: Promise, *, words: str) -> dict[str, Any]:
    """What taking it back needs; nothing where the ladder had pressed already today."""
    before = {one.id for one in queries.reminders(session, promise.id)}
    made = supervision_services.nudge(session, actor, promise, words=words)
    return {} if made.id in before else {"reminder_id": made.id}


def take_back(session: Session, actor: Actor, promise: Promise, *, reminder_id: str) -> None:
    """The notice and the reminder are gone, the promise's life keeps both lines; it may be pressed again."""
    session.refresh(promise, with_for_update=True)
    made = session.get(PromiseReminder, reminder_id)
    if made is None or made.answered_at is not None:
        raise NothingToTakeBack
    notices.take_back(session, supervision_services.cause_of(made.id))
    session.delete(made)
    promise_services.step(
        session, actor, promise, Act.NUDGE, before=promise.state, after=promise.state, note=gettext(TAKEN_BACK)
    )
    history.record(session, actor, "take_back_nudge", promise, after={"reminder": reminder_id})


def unheard(session: Session, reminder_ids: dict[str, str]) -> set[str]:
    """Of these promises and their reminders: those nobody has read, answered or taken back."""
    query = select(PromiseReminder.id).where(
        col(PromiseReminder.id).in_(reminder_ids.values()), col(PromiseReminder.answered_at).is_(None)
    )
    there = set(session.exec(query))
    read = heard.read_causes(session, [supervision_services.cause_of(one) for one in there])
    return {
        promise_id for promise_id, one in reminder_ids.items()
        if one in there and supervision_services.cause_of(one) not in read
    }  # fmt: skip
