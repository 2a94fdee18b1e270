"""Progress and proof: rows ticked with evidence, a report, and somebody else's check."""

from datetime import date

from sqlmodel import Session

from webapp.casework.photos import services as photos
from webapp.casework.photos.services import Subject
from webapp.core.text.i18n import N_, listed
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, Forbidden
from webapp.council.promises import echo_services, promise_services, queries
from webapp.council.promises.models import PartDone, Promise, PromisePart
from webapp.council.promises.promise_services import WordsNeeded
from webapp.council.promises.rules import OPEN, STATE_WORDS, Act
from webapp.people.accounts.scope import Actor


class EvidenceNeeded(DomainError):
    status = 422
    message = N_("拍一张照片，或写一句怎么看出办好了。")


class AlreadyTicked(DomainError):
    message = N_("%(place)s已经打过勾：%(day)s。")


class PartsLeft(DomainError):
    """Percent is counted from rows; a report of done with rows open would be a typed percent."""

    message = N_("还有 %(left)s 项没打勾（%(places)s），办完再报。")


class PartsOpen(DomainError):
    """A tick was taken back while it was being checked: partly accepted is not accepted."""

    message = N_("还有 %(left)s 项没打勾（%(places)s），退回整改，补完再验收。")


class BeforeAfterNeeded(DomainError):
    status = 422
    message = N_("写一句办之前什么样、办之后什么样，或各放一张照片。")


class VerifierOnly(Forbidden):
    message = N_("这件事由%(name)s验收。")


class FutureDay(DomainError):
    status = 422
    message = N_("办好的日子不能晚于今天。")


class BeforeDecided(DomainError):
    status = 422
    message = N_("办好的日子不能早于议定的那天（%(day)s）。")


class ReopenFirst(DomainError):
    message = N_("这件事已经%(state)s，有一项没办好就先重开。")


class WorkIsOver(DomainError):
    message = N_("这件事已经%(state)s，不再打勾。")


def tick_part(
    session: Session,
    actor: Actor | None,
    promise: Promise,
    part: PromisePart,
    *,
    evidence: str = "",
    photo: bytes | None = None,
    done_on: date | None = None,
    by_words: str = "",
) -> PartDone:
    if promise.state not in OPEN:
        raise WorkIsOver(state=STATE_WORDS[promise.state])
    if not evidence and not photo:
        raise EvidenceNeeded(field="evidence")
    day = done_on or clock.today()
    if day > clock.today():
        raise FutureDay(field="done_on")
    if day < promise.decided_on:
        raise BeforeDecided(field="done_on", day=promise.decided_on)
    known = queries.standing_done(session, part.id)
    if known is not None:
        raise AlreadyTicked(place=part.place, day=known.done_on)
    made = PartDone(
        part_id=part.id, done_on=day, at=clock.now(), by_id=actor.party_id if actor else None,
        by_words=by_words or (actor.name if actor else ""), evidence=evidence[:300],
    )  # fmt: skip
    session.add(made)
    session.flush()
    made.photo_id = _keep_photo(session, actor, promise, photo, "part_done", made.id)
    promise.moved_at = clock.now()
    history.record(session, actor, "tick_part", made, after={"part": part.place}, community_id=promise.community_id)
    return made


def withdraw_tick(session: Session, actor: Actor, promise: Promise, part: PromisePart, *, reason: str) -> None:
    """The row stays and says why; the part is open again."""
    if not reason:
        raise WordsNeeded(field="reason")
    if promise.state not in OPEN:
        raise ReopenFirst(state=STATE_WORDS[promise.state])
    known = queries.standing_done(session, part.id)
    if known is not None:
        known.withdrawn_at, known.withdrawn_reason = clock.now(), reason
        history.record(
            session, actor, "withdraw_tick", known, after={"part": part.place}, reason=reason,
            community_id=promise.community_id,
        )  # fmt: skip


def note_progress(
    session: Session,
    actor: Actor | None,
    promise: Promise,
    *,
    note: str,
    photo: bytes | None = None,
    by_words: str = "",
) -> None:
    """Progress lifts an obstacle that was named before."""
    if not note:
        raise WordsNeeded(field="note")
    promise.blocked_by = ""
    made = promise_services.move(session, actor, promise, Act.PROGRESS, note=note, by_words=by_words)
    made.photo_id = _keep_photo(session, actor, promise, photo, "promise_step", made.id)


def report_done(
    session: Session, actor: Actor | None, promise: Promise, *, note: str = "", photo: bytes | None = None,
    by_words: str = "",
) -> None:  # fmt: skip
    """The owner's word that it is done. It waits for somebody else's eyes."""
    lines = queries.parts(session, promise.id)
    _refuse_open_parts(lines, PartsLeft)
    if not note and not photo and not lines:
        raise EvidenceNeeded(field="note")
    made = promise_services.move(session, actor, promise, Act.REPORT, note=note, by_words=by_words)
    made.photo_id = _keep_photo(session, actor, promise, photo, "promise_step", made.id)


def verify(
    session: Session,
    actor: Actor,
    promise: Promise,
    *,
    before: str = "",
    after: str = "",
    photo_before: bytes | None = None,
    photo_after: bytes | None = None,
    witnesses: str = "",
    done_on: date | None = None,
) -> None:
    """By the named verifier or the supervisor, never by the owner; with what it was like before and after."""
    _refuse_owner(session, actor, promise)
    _refuse_open_parts(queries.parts(session, promise.id), PartsOpen)
    if not (before or photo_before) or not (after or photo_after):
        raise BeforeAfterNeeded(field="before")
    note = "；".join(part for part in (before, after) if part)
    made = promise_services.move(session, actor, promise, Act.PASS, note=note[:500], witnesses=witnesses)
    made.photo_before_id = _keep_photo(session, actor, promise, photo_before, "promise_step", made.id)
    made.photo_id = _keep_photo(session, actor, promise, photo_after, "promise_step", made.id)
    promise.done_on = done_on or _reported_on(session, promise)
    promise.blocked_by = ""
    echo_services.solve_case(session, actor, promise, words=note[:300] or promise.deed)


def _refuse_open_parts(lines: list[queries.PartLine], refusal: type[DomainError]) -> None:
    left = [line.part.place for line in lines if line.done is None]
    if left:
        raise refusal(left=len(left), places=listed(left[:3]) + ("…" if len(left) > 3 else ""))


def send_back(session: Session, actor: Actor, promise: Promise, *, reason: str) -> None:
    _refuse_owner(session, actor, promise)
    if not reason:
        raise WordsNeeded(field="reason")
    promise_services.move(session, actor, promise, Act.SEND_BACK, note=reason)


def _keep_photo(
    session: Session, actor: Actor | None, promise: Promise, content: bytes | None, kind: str, row_id: str
) -> str | None:
    if not content:
        return None
    return photos.add(session, actor, content, Subject(kind, row_id, promise.community_id)).id


def _reported_on(session: Session, promise: Promise) -> date:
    """Done on the day the owner reported what was then found true: a slow check does not break a kept promise."""
    reports = [step.at for step in queries.steps(session, promise.id) if step.act is Act.REPORT]
    return clock.local(reports[-1]).date() if reports else clock.today()


def _refuse_owner(session: Session, actor: Actor, promise: Promise) -> None:
    if actor.party_id == promise.owner_id or actor.party_id not in (promise.verifier_id, promise.supervisor_id):
        people = queries.names(session, [promise.verifier_id])
        raise VerifierOnly(name=people[promise.verifier_id].name)
