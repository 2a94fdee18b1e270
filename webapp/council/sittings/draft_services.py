"""The half-typed line, kept while it is typed."""

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from webapp.core.data import db
from webapp.core.time import clock
from webapp.council.councils.models import CouncilMeeting
from webapp.council.sittings.models import LineDraft, Resolution
from webapp.people.accounts.scope import Actor


def keep_draft(
    session: Session, actor: Actor, meeting: CouncilMeeting, line: str, *, resolution_id: str | None = None
) -> None:
    """No history line: a draft is nobody's business but its writer's.

    A preview may arrive after the Enter it was typed before: what is already a resolution is no draft. Several may
    arrive at once.
    """
    if resolution_id and session.get(Resolution, resolution_id) is not None:
        return
    mine = (col(LineDraft.meeting_id) == meeting.id, col(LineDraft.account_id) == actor.account_id)
    if not line:
        session.execute(delete(LineDraft).where(*mine))
        return
    fresh = LineDraft(
        community_id=meeting.community_id, meeting_id=meeting.id, account_id=actor.account_id, line=line[:1000],
        at=clock.now(),
    )  # fmt: skip
    if not db.insert_once(session, fresh):
        session.execute(update(LineDraft).where(*mine).values(line=fresh.line, at=fresh.at))


def draft_of(session: Session, actor: Actor, meeting: CouncilMeeting) -> LineDraft | None:
    query = select(LineDraft).where(LineDraft.meeting_id == meeting.id, LineDraft.account_id == actor.account_id)
    return session.exec(query).first()
