"""待核: delivered by somebody who has moved since. What was captured before is theirs to deliver; whether it counts
is the community's to say."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from webapp.centre.sync import registry, rules
from webapp.centre.sync.models import ReviewState, SyncReview
from webapp.centre.sync.phone_services import OFFLINE_HOURS
from webapp.centre.sync.rules import Sent
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.models import Post
from webapp.people.accounts.scope import Actor

UNHEARD = timedelta(hours=OFFLINE_HOURS)


class AlreadyDecided(DomainError):
    message = N_("这一条已经有人核过了。")


class CannotBeTaken(DomainError):
    message = N_("现在放不进去：%(why)s 可以先搁着，写明原因。")


@dataclass(frozen=True)
class FormerPost:
    """`on` is a day on which its rights held: the day of the capture, or the post's last."""

    unit_id: str
    community_id: str
    on: date


def former_post(session: Session, account_id: str, captured_at: datetime) -> FormerPost | None:
    """A post in a grid or community that this person held when it was captured and holds no longer. A phone without a
    network does not hear of its end, so what was captured within the offline allowance after it counts as well."""
    on, today = clock.local(captured_at).date(), clock.today()
    query = select(Post).where(
        Post.account_id == account_id, Post.valid_from <= on, col(Post.valid_to) >= on - UNHEARD,
        col(Post.valid_to) < today,
    )  # fmt: skip
    for post in session.exec(query.order_by(col(Post.valid_to).desc())):
        last = min(on, post.valid_to or on)
        hats = accounts.hats_of(session, account_id, last)
        hat = next((hat for hat in hats if hat.post_id == post.id), None)
        if hat is not None and hat.community_id:
            return FormerPost(hat.unit_id, hat.community_id, last)
    return None


def keep_for_review(
    session: Session, actor: Actor, old: FormerPost, sent: Sent, received: datetime, *, why: str
) -> SyncReview:
    """What a former post recorded while it still held it waits for the successor; nothing is refused for being late."""
    review = SyncReview(
        id=sent.id, kind=sent.kind, version=sent.version, account_id=actor.account_id, community_id=old.community_id,
        unit_id=old.unit_id, body=sent.body, captured_at=sent.captured_at, received_at=received, why=why[:300],
    )  # fmt: skip
    session.add(review)
    history.record(session, actor, "keep_for_review", review, community_id=old.community_id)
    session.flush()
    return review


def take(session: Session, actor: Actor, review: SyncReview) -> None:
    """Kept as the author's own, on the day it was captured, by the author's rights of that day."""
    _still_open(review)
    kind = registry.KINDS[review.kind]
    fields = kind.read(review.version, rules.read_body(review.body or "{}")) or {}
    sent = Sent(review.id, review.kind, review.version, fields, review.captured_at)
    form = registry.read_form(kind, sent, fields, review.captured_at)
    old = former_post(session, review.account_id, review.captured_at)
    author = accounts.actor_of(session, review.account_id, old.on if old else clock.local(review.captured_at).date())
    if not form.validate():
        raise CannotBeTaken(why=" ".join(sentence for _, sentence in form.shown_errors))
    form.is_decided = True  # type: ignore[attr-defined]
    try:
        kind.keep(session, author.wearing(kind.action), form)
    except DomainError as refusal:
        raise CannotBeTaken(why=refusal.sentence()) from refusal
    _decide(session, actor, review, ReviewState.TAKEN, "")


def set_aside(session: Session, actor: Actor, review: SyncReview, *, note: str) -> None:
    _still_open(review)
    _decide(session, actor, review, ReviewState.SET_ASIDE, note)


def _still_open(review: SyncReview) -> None:
    if review.state != ReviewState.WAITING:
        raise AlreadyDecided


def _decide(session: Session, actor: Actor, review: SyncReview, state: ReviewState, note: str) -> None:
    review.state, review.note = state, note
    review.decided_by, review.decided_at = actor.account_id, clock.now()
    session.add(review)
    history.record(session, actor, f"review_{state.value}", review, reason=note, community_id=review.community_id)
    session.flush()
