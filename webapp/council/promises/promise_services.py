"""A promise from the day it was made to the day it is proven, one row for life."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, select

from webapp.core.search.word_search import WRITTEN, keep_words
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.council.promises import echo_services, parking_queries, queries, return_queries, rules
from webapp.council.promises.models import Promise, PromisePart, PromiseStep
from webapp.council.promises.rules import Act, State, Way
from webapp.people.accounts.scope import Actor
from webapp.people.org.models import Party

MOST_PARTS = 1000
OVER = frozenset({State.DONE, State.ENDED, State.PARKED})
WRITTEN["promise"] = lambda: select(Promise.id, Promise.community_id, Promise.deed)


class DeadlineBeforeMeeting(DomainError):
    status = 422
    message = N_("期限不能早于开会那天。")


class OwnerHasLeft(DomainError):
    status = 422
    message = N_("%(name)s已经离任，换一位认领人。")


class OwnsAlready(DomainError):
    status = 422
    message = N_("本来就是%(name)s认领的，换一位。")


class VerifierIsOwner(DomainError):
    status = 422
    message = N_("认领人不能自己验收，换一位验收人。")


class TooManyParts(DomainError):
    status = 422
    message = N_("一件事最多分 %(most)s 项，拆成几件来定。")


class NotNow(DomainError):
    """The state table has no way from here; the sentence names where it stands."""

    message = N_("这件事现在是“%(state)s”，不能“%(act)s”。")


class WordsNeeded(DomainError):
    status = 422
    message = N_("写一句原因。")


class NewDueNeeded(DomainError):
    status = 422
    message = N_("写一个新的期限，今天或以后，也不早于当初的期限。")


class NothingHeard(DomainError):
    message = N_("现在没有要不要重开的事等您定。")


class ReviewMonthWrong(DomainError):
    """A parked promise comes back to the council in a month that is still to come."""

    status = 422
    message = N_("写成 2027-03 这样的月份，不早于这个月。")


class OnlyCouncilEnds(DomainError):
    message = N_("终止要由议事会议定，在会上记一条决议。")


def open_promise(
    session: Session,
    actor: Actor | None,
    *,
    owner: Party,
    verifier_id: str,
    first_due: date,
    decided_on: date,
    places: Sequence[tuple[str, str | None]] = (),
    said_yes_in_room: bool = False,
    **given: Any,
) -> Promise:
    """An owner who was in the room said yes there; anybody else still has to."""
    _refuse_promise(owner, verifier_id, first_due, decided_on, len(places))
    now = clock.now()
    year = decided_on.year
    number = f"{year}-{queries.numbers_used(session, given['community_id'], year) + 1:03d}"
    made = Promise(
        **given, number=number, owner_id=owner.id, verifier_id=verifier_id, first_due=first_due, due=first_due,
        decided_on=decided_on, state=State.UNCONFIRMED, opened_at=now, moved_at=now,
    )  # fmt: skip
    session.add(made)
    session.flush()
    keep_words(session, kind="promise", community_id=made.community_id, row_id=made.id, text=made.deed)
    session.add_all(
        PromisePart(promise_id=made.id, building_id=building_id, position=place, place=label[:60])
        for place, (label, building_id) in enumerate(places, 1)
    )
    step(session, actor, made, Act.OPEN, after=State.UNCONFIRMED, before="")
    history.record(session, actor, "open_promise", made, after={"number": number, "due": first_due.isoformat()})
    echo_services.opened(session, made)
    echo_services.note_on_case(session, actor, made)
    if said_yes_in_room:
        move(session, actor, made, Act.CONFIRM, way=Way.ROOM)
    return made


def _refuse_promise(owner: Party, verifier_id: str, first_due: date, decided_on: date, parts: int) -> None:
    if first_due < decided_on:
        raise DeadlineBeforeMeeting(field="deadline")
    check_there(owner, decided_on, field="owner")
    if verifier_id == owner.id:
        raise VerifierIsOwner(field="verifier")
    if parts > MOST_PARTS:
        raise TooManyParts(field="quantity", most=MOST_PARTS)


def move(
    session: Session,
    actor: Actor | None,
    promise: Promise,
    act: Act,
    *,
    note: str = "",
    way: Way | None = None,
    by_words: str = "",
    **more: Any,
) -> PromiseStep:
    """The one door through which a promise changes its state."""
    target = rules.LIFE.after(promise.state, act)
    if target is None:
        raise NotNow(state=rules.STATE_WORDS[promise.state], act=rules.ACT_WORDS[act])
    before, promise.state, promise.moved_at = promise.state, target, clock.now()
    if target in OVER:
        _lapse(session, promise)
    made = step(
        session, actor, promise, act, before=before, after=target, note=note, way=way, by_words=by_words, **more
    )
    history.record(
        session,
        actor,
        f"promise_{act.value}",
        promise,
        before={"state": before},
        after={"state": target},
        reason=note[:500],
    )
    return made


def _lapse(session: Session, promise: Promise) -> None:
    """What is done, ended or set aside waits for no answer about its deadline any more."""
    for asked in (queries.open_extension(session, promise.id), parking_queries.open_parking(session, promise.id)):
        if asked is not None:
            asked.decided_at, asked.granted = clock.now(), False


def step(
    session: Session,
    actor: Actor | None,
    promise: Promise,
    act: Act,
    *,
    before: str,
    after: str,
    note: str = "",
    way: Way | None = None,
    by_words: str = "",
    **more: Any,
) -> PromiseStep:
    made = PromiseStep(
        promise_id=promise.id, at=clock.now(), act=act, before=before, after=after, note=note, way=way,
        by_id=actor.party_id if actor else None, by_words=by_words or (actor.name if actor else ""), **more,
    )  # fmt: skip
    session.add(made)
    session.flush()
    echo_services.stepped(session, promise, made)
    return made


def confirm(
    session: Session, actor: Actor | None, promise: Promise, *, way: Way, note: str = "", by_words: str = ""
) -> None:
    """By account, by one-time link, on paper or by phone; paper and phone say who noted it and what was said."""
    if way in (Way.PAPER, Way.PHONE) and not note:
        raise WordsNeeded(field="note")
    move(session, actor, promise, Act.CONFIRM, way=way, note=note, by_words=by_words)


def decline(session: Session, actor: Actor | None, promise: Promise, *, reason: str, by_words: str = "") -> None:
    """The owner says it cannot be done by them: it stays open, and the supervisor owns the next step."""
    if not reason:
        raise WordsNeeded(field="note")
    move(session, actor, promise, Act.DECLINE, note=reason, by_words=by_words)


def check_there(owner: Party, on: date, *, field: str = "owner_id") -> None:
    if not owner.is_active(on):
        raise OwnerHasLeft(field=field, name=owner.name)


def transfer(session: Session, actor: Actor, promise: Promise, *, owner: Party, reason: str) -> None:
    """The promise keeps its number, its day and what was done; the new owner takes over the rest."""
    if not reason:
        raise WordsNeeded(field="note")
    check_there(owner, clock.today())
    if owner.id == promise.verifier_id:
        raise VerifierIsOwner(field="owner_id")
    if owner.id == promise.owner_id:
        raise OwnsAlready(field="owner_id", name=owner.name)
    before = promise.owner_id
    promise.owner_id, promise.owner_role, promise.contact = owner.id, owner.title, owner.phone
    move(session, actor, promise, Act.TRANSFER, note=reason)
    history.record(session, actor, "transfer_promise", promise, before={"owner": before}, after={"owner": owner.id})


def block(session: Session, actor: Actor | None, promise: Promise, *, reason: str) -> None:
    """Blocked is told beside the state; an empty reason takes it away. Late and blocked can both be true."""
    promise.blocked_by = reason[:200]
    move(session, actor, promise, Act.BLOCK, note=reason)


def park(session: Session, actor: Actor, promise: Promise, *, review_month: str, reason: str) -> None:
    """Parking is not closing: it keeps its place in every count, with the month it is looked at again."""
    check_parking(review_month, reason)
    promise.review_month = review_month
    move(session, actor, promise, Act.PARK, note=reason)


def check_parking(review_month: str, reason: str) -> None:
    if not reason:
        raise WordsNeeded(field="reason")
    if not rules.is_month(review_month) or review_month < clock.today().strftime("%Y-%m"):
        raise ReviewMonthWrong(field="review_month")


def resume(session: Session, actor: Actor, promise: Promise) -> None:
    promise.review_month = ""
    move(session, actor, promise, Act.RESUME)


def end(session: Session, actor: Actor, promise: Promise, *, resolution_id: str | None, reason: str) -> None:
    """Only a council ends what a council promised."""
    if resolution_id is None:
        raise OnlyCouncilEnds
    if not reason:
        raise WordsNeeded(field="note")
    move(session, actor, promise, Act.END, note=reason)


def reopen(
    session: Session,
    actor: Actor | None,
    promise: Promise,
    *,
    reason: str,
    due: date | None = None,
    owner: Party | None = None,
    by_words: str = "",
) -> None:
    """The day it was done is taken back; the count of reopenings stays, and the promise no longer counts as kept.
    A deadline that has passed is no deadline to work to: a new one is named; the first stays what it is measured by.
    Where its owner has left, `owner` is who takes it up."""
    if not reason:
        raise WordsNeeded(field="reason")
    new_due = due or promise.due
    if new_due < max(clock.today(), promise.first_due):
        raise NewDueNeeded(field="due")
    if owner is None:
        check_there(session.get_one(Party, promise.owner_id), clock.today())
    move(session, actor, promise, Act.REOPEN, note=reason, by_words=by_words)
    promise.done_on, promise.due = None, new_due
    promise.reopened += 1
    if owner is not None and actor is not None:
        transfer(session, actor, promise, owner=owner, reason=reason)
    echo_services.reopen_case(session, actor, promise, words=reason)


def leave_done(session: Session, actor: Actor, promise: Promise, *, reason: str) -> None:
    """The proposal to reopen is answered with a reason; the promise stays as it is."""
    if not reason:
        raise WordsNeeded(field="reason")
    if return_queries.return_of(session, promise) is None:
        raise NothingHeard
    step(session, actor, promise, Act.KEEP, before=promise.state, after=promise.state, note=reason)
    history.record(session, actor, "promise_keep", promise, reason=reason)
