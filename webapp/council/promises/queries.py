from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from webapp.core.lists.first_rows import First, read, turned
from webapp.core.time import clock
from webapp.core.trust import vault
from webapp.council.promises import rules
from webapp.council.promises.models import (
    PartDone,
    Promise,
    PromiseExtension,
    PromiseLink,
    PromisePart,
    PromiseReminder,
    PromiseStep,
)
from webapp.council.promises.rules import OPEN, State
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor, one, units_below, within
from webapp.people.org.models import Party


@dataclass(frozen=True)
class Count:
    """How many parts are done of how many; a promise that is not counted has none."""

    done: int
    of: int

    @property
    def percent(self) -> int:
        return self.done * 100 // self.of if self.of else 0


@dataclass(frozen=True)
class PartLine:
    part: PromisePart
    done: PartDone | None


@dataclass(frozen=True)
class Line:
    """A promise as a list shows it: with its people and its count."""

    promise: Promise
    owner: str
    owner_role: str
    watcher: str
    count: Count


def get_promise(session: Session, actor: Actor, promise_id: str) -> Promise:
    """To look at: one's own, and for posts that follow councils whatever lies in their units."""
    return _get(session, actor, promise_id, Action.SEE_COUNCILS)


def get_to_work_on(session: Session, actor: Actor, promise_id: str) -> Promise:
    """To act on: its owner, watcher, verifier and supervisor, and whoever supervises the community."""
    return _get(session, actor, promise_id, Action.SUPERVISE_PROMISES)


def _get(session: Session, actor: Actor, promise_id: str, action: Action) -> Promise:
    reach = _mine(actor) | _below(actor.wearing(action)) if actor.can(action) else _mine(actor)
    found: Promise = one(session, select(Promise).where(Promise.id == promise_id, reach))
    return found


def get_supervised(session: Session, actor: Actor, promise_id: str) -> Promise:
    found: Promise = one(session, within(select(Promise), actor, Promise.community_id).where(Promise.id == promise_id))
    return found


def get_carried(session: Session, actor: Actor, series_id: str, promise_id: str) -> Promise:
    """On the table of a meeting lies only what its own series promised."""
    query = within(select(Promise), actor, Promise.community_id).where(Promise.id == promise_id)
    found: Promise = one(session, query.where(Promise.series_id == series_id))
    return found


def list_promises(session: Session, actor: Actor, *, state: str = "open", most: int = 100) -> First[Promise]:
    """Open ones by due date; the rest newest first."""
    query = within(select(Promise), actor, Promise.community_id)
    if state == "open":
        query = query.where(col(Promise.state).in_(OPEN | {State.PARKED})).order_by(col(Promise.due))
    elif state == "late":
        query = query.where(col(Promise.state).in_(OPEN), Promise.due < clock.today()).order_by(col(Promise.due))
    else:
        query = query.where(col(Promise.state).in_([State.DONE, State.ENDED])).order_by(col(Promise.moved_at).desc())
    return read(session, query, most)


def list_mine(session: Session, actor: Actor) -> list[Promise]:
    """What this person owns and what waits for their check, soonest first."""
    query = select(Promise).where(_mine(actor), col(Promise.state).in_(OPEN)).order_by(col(Promise.due))
    return list(session.exec(query))


def list_kept_by(session: Session, actor: Actor, most: int) -> First[Promise]:
    query = select(Promise).where(Promise.owner_id == actor.party_id, Promise.state == State.DONE)
    return read(session, query.order_by(col(Promise.done_on).desc()), most)


def of_series(session: Session, series_id: str, *, only_open: bool = False) -> list[Promise]:
    query = select(Promise).where(Promise.series_id == series_id)
    if only_open:
        query = query.where(col(Promise.state).in_(OPEN | {State.PARKED}))
    return list(session.exec(query.order_by(col(Promise.first_due), col(Promise.number))))


def of_meeting(session: Session, meeting_id: str) -> list[Promise]:
    return list(session.exec(select(Promise).where(Promise.meeting_id == meeting_id).order_by(col(Promise.number))))


def cases_with_open_promise(session: Session, community_id: str) -> set[str]:
    query = select(Promise.case_id).where(
        Promise.community_id == community_id,
        col(Promise.case_id).is_not(None),
        col(Promise.state).in_(OPEN | {State.PARKED}),
    )
    return {case_id for case_id in session.exec(query) if case_id}


def parts(session: Session, promise_id: str) -> list[PartLine]:
    query = (
        select(PromisePart, PartDone)
        .join(
            PartDone,
            (col(PartDone.part_id) == col(PromisePart.id)) & col(PartDone.withdrawn_at).is_(None),
            isouter=True,
        )
        .where(PromisePart.promise_id == promise_id)
        .order_by(col(PromisePart.position))
    )
    return [PartLine(part, done) for part, done in session.exec(query)]


def get_part(session: Session, promise: Promise, part_id: str) -> PromisePart:
    found: PromisePart = one(
        session, select(PromisePart).where(PromisePart.id == part_id, PromisePart.promise_id == promise.id)
    )
    return found


def standing_done(session: Session, part_id: str) -> PartDone | None:
    query = select(PartDone).where(PartDone.part_id == part_id, col(PartDone.withdrawn_at).is_(None))
    return session.exec(query).first()


def counts(session: Session, promise_ids: Iterable[str]) -> dict[str, Count]:
    """Rows done of rows, in one statement for a whole list."""
    query = (
        select(PromisePart.promise_id, func.count(col(PromisePart.id)), func.count(col(PartDone.id)))
        .join(
            PartDone,
            (col(PartDone.part_id) == col(PromisePart.id)) & col(PartDone.withdrawn_at).is_(None),
            isouter=True,
        )
        .where(col(PromisePart.promise_id).in_(list(promise_ids)))
        .group_by(col(PromisePart.promise_id))
    )
    return {promise_id: Count(done, of) for promise_id, of, done in session.exec(query)}


def lines(session: Session, promises: list[Promise]) -> First[Line]:
    people = names(session, [key for promise in promises for key in (promise.owner_id, promise.watcher_id)])
    counted = counts(session, [promise.id for promise in promises])
    found = [
        Line(
            promise, people[promise.owner_id].name, promise.owner_role, people[promise.watcher_id].name,
            counted.get(promise.id, Count(0, 0)),
        )
        for promise in promises
    ]  # fmt: skip
    return turned(promises, found)


def names(session: Session, party_ids: Iterable[str]) -> dict[str, Party]:
    query = select(Party).where(col(Party.id).in_(set(party_ids)))
    return {party.id: party for party in session.exec(query)}


def steps(session: Session, promise_id: str) -> list[PromiseStep]:
    query = select(PromiseStep).where(PromiseStep.promise_id == promise_id)
    return list(session.exec(query.order_by(col(PromiseStep.at), col(PromiseStep.id))))


def extensions(session: Session, promise_id: str) -> list[PromiseExtension]:
    query = select(PromiseExtension).where(PromiseExtension.promise_id == promise_id)
    return list(session.exec(query.order_by(col(PromiseExtension.asked_at))))


def open_extension(session: Session, promise_id: str) -> PromiseExtension | None:
    query = select(PromiseExtension).where(
        PromiseExtension.promise_id == promise_id, col(PromiseExtension.decided_at).is_(None)
    )
    return session.exec(query).first()


def asked_extensions(session: Session, actor: Actor) -> list[tuple[PromiseExtension, Promise]]:
    """What waits for a supervisor's yes or no."""
    query = (
        select(PromiseExtension, Promise)
        .join(Promise, col(Promise.id) == col(PromiseExtension.promise_id))
        .where(col(PromiseExtension.decided_at).is_(None), col(Promise.community_id).in_(units_below(actor)))
    )
    return [(extension, promise) for extension, promise in session.exec(query.order_by(col(Promise.due)))]


def reminders(session: Session, promise_id: str) -> list[PromiseReminder]:
    query = select(PromiseReminder).where(PromiseReminder.promise_id == promise_id)
    return list(session.exec(query.order_by(col(PromiseReminder.at))))


def my_reminders(session: Session, actor: Actor) -> list[tuple[PromiseReminder, Promise]]:
    """What this person was told and has not answered."""
    query = (
        select(PromiseReminder, Promise)
        .join(Promise, col(Promise.id) == col(PromiseReminder.promise_id))
        .where(PromiseReminder.to_id == actor.party_id, col(PromiseReminder.answered_at).is_(None))
        .where(col(Promise.state).in_(OPEN))
    )
    return [(reminder, promise) for reminder, promise in session.exec(query.order_by(col(PromiseReminder.at).desc()))]


def get_reminder(session: Session, promise: Promise, reminder_id: str) -> PromiseReminder:
    query = select(PromiseReminder).where(PromiseReminder.id == reminder_id)
    found: PromiseReminder = one(session, query.where(PromiseReminder.promise_id == promise.id))
    return found


def link_by_token(session: Session, token: str) -> tuple[PromiseLink, Promise] | None:
    query = (
        select(PromiseLink, Promise)
        .join(Promise, col(Promise.id) == col(PromiseLink.promise_id))
        .where(PromiseLink.token_hash == vault.hashed(token))
    )
    row = session.exec(query).first()
    return (row[0], row[1]) if row else None


def fates(session: Session, series_ids: Iterable[str]) -> list[rules.Fate]:
    query = select(Promise.first_due, Promise.done_on, Promise.reopened).where(
        col(Promise.series_id).in_(list(series_ids))
    )
    return [rules.Fate(first_due, done_on, reopened > 0) for first_due, done_on, reopened in session.exec(query)]


def building_parts(session: Session, building_id: str) -> list[tuple[PromisePart, PartDone | None, Promise]]:
    """What this building was promised, and what has been done of it."""
    query = (
        select(PromisePart, PartDone, Promise)
        .join(
            PartDone,
            (col(PartDone.part_id) == col(PromisePart.id)) & col(PartDone.withdrawn_at).is_(None),
            isouter=True,
        )
        .join(Promise, col(Promise.id) == col(PromisePart.promise_id))
        .where(PromisePart.building_id == building_id)
        .order_by(col(Promise.decided_on).desc())
    )
    return [(part, done, promise) for part, done, promise in session.exec(query.limit(20))]


def numbers_used(session: Session, community_id: str, year: int) -> int:
    query = (
        select(func.count())
        .select_from(Promise)
        .where(Promise.community_id == community_id, col(Promise.number).startswith(f"{year}-"))
    )
    return session.exec(query).one()


def open_for_ladder(session: Session) -> list[Promise]:
    """Every running promise of the whole installation, for the job that climbs the ladder."""
    return list(session.exec(select(Promise).where(col(Promise.state).in_(OPEN)).order_by(col(Promise.id))))


def parked_for_review(session: Session, month: str) -> list[Promise]:
    """Set aside until a month that has come. Months are written 2027-03, so they compare as they stand."""
    query = select(Promise).where(Promise.state == State.PARKED, Promise.review_month != "")
    return list(session.exec(query.where(col(Promise.review_month) <= month).order_by(col(Promise.id))))


def _mine(actor: Actor):  # type: ignore[no-untyped-def]
    return or_(
        col(Promise.owner_id) == actor.party_id,
        col(Promise.watcher_id) == actor.party_id,
        col(Promise.verifier_id) == actor.party_id,
        col(Promise.supervisor_id) == actor.party_id,
    )


def _below(actor: Actor):  # type: ignore[no-untyped-def]
    return col(Promise.community_id).in_(units_below(actor))
