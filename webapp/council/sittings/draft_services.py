"""The half-typed line, kept while it is typed."""

from sqlmodel import Session, select

from webapp.core.time import clock
from webapp.council.councils.models import CouncilMeeting
from webapp.council.sittings.models import LineDraft, Resolution
from webapp.people.accounts.scope import Actor


def keep_draft(
    session: Session, actor: Actor, meeting: CouncilMeeting, line: str, *, resolution_id: str | None = None
) -> None:
    """No history line: a draft is nobody's business but its writer's.

    A preview may arrive after the Enter it was typed before: what is already a resolution is no draft.
    """
    if resolution_id and session.get(Resolution, resolution_id) is not None:
        return
    known = draft_of(session, actor, meeting)
    if not line:
        if known:
            session.delete(known)
    elif known:
        known.line, known.at = line[:1000], clock.now()
    else:
        session.add(LineDraft(meeting_id=meeting.id, account_id=actor.account_id, line=line[:1000], at=clock.now()))
    session.flush()


def draft_of(session: Session, actor: Actor, meeting: CouncilMeeting) -> LineDraft | None:
    query = select(LineDraft).where(LineDraft.meeting_id == meeting.id, LineDraft.account_id == actor.account_id)
    return session.exec(query).first()
