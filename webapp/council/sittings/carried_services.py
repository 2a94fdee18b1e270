"""The first item of every meeting: what the council itself decides about an earlier promise."""

from sqlmodel import Session

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.council.councils import queries as councils
from webapp.council.councils.models import CouncilMeeting, MeetingState
from webapp.council.promises import promise_services, supervision_services
from webapp.council.promises.models import Promise
from webapp.council.sittings import queries, resolution_services, sitting_services
from webapp.council.sittings.models import Resolution, ResolutionKind
from webapp.people.accounts.scope import Actor


class OnlyInSession(DomainError):
    message = N_("要在开会的时候、人够了才能由议事会定。")


def end_promise(
    session: Session, actor: Actor, meeting: CouncilMeeting, promise: Promise, *, reason: str
) -> Resolution:
    """终止: a resolution of this meeting, and only that, ends what a council promised."""
    made = _resolve(session, actor, meeting, f"终止“{promise.deed}”：{reason}")
    promise_services.end(session, actor, promise, resolution_id=made.id, reason=reason)
    return made


def grant_time(session: Session, actor: Actor, meeting: CouncilMeeting, promise: Promise, *, answer: str) -> Resolution:
    """The third extension and any later one. The first date stays what the promise is measured by."""
    supervision_services.decide_extension(session, actor, promise, granted=True, answer=answer, by_council=True)
    words = f"“{promise.deed}”改期到{clock.spoken_day(promise.due)}"
    return _resolve(session, actor, meeting, f"{words}：{answer}" if answer else words)


def _resolve(session: Session, actor: Actor, meeting: CouncilMeeting, words: str) -> Resolution:
    quorum = queries.room(session, meeting).quorum
    if meeting.state is not MeetingState.IN_SESSION or not quorum.is_met:
        raise OnlyInSession
    line = councils.carried_line(session, meeting)
    made = resolution_services.record_line(session, actor, meeting, line, line=words)
    resolution_services.detail(
        session, actor, meeting, made, kind=ResolutionKind.TELL, deed=words[:300], owner_id=None, deadline=None
    )
    sitting_services.finalise(session, actor, meeting, made)
    history.record(session, actor, "decide_carried", made, after={"words": words})
    return made
