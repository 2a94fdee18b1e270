"""投诉建议: filed by anyone, answered by the community or the district."""

import secrets

from sqlmodel import Session

from webapp.core.data import ids
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.people.accounts.models import Complaint
from webapp.people.accounts.scope import Actor, made_before


def file_complaint(
    session: Session, *, words: str, contact: str | None, account_id: str | None, community_id: str | None,
    id: str | None = None,
) -> Complaint:  # fmt: skip
    """Also without signing in; the receipt is all that a stranger needs to ask after it. The same `id` again
    is the same complaint."""
    if (known := made_before(session, Complaint, id, community_id)) is not None:
        return known
    made = Complaint(
        words=words, contact=contact, account_id=account_id, community_id=community_id,
        receipt=secrets.token_hex(4).upper(), made_at=clock.now(), id=id or ids.new(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, None, "file_complaint", made)
    return made


def answer_complaint(session: Session, actor: Actor, complaint: Complaint, *, answer: str) -> None:
    complaint.answer, complaint.answered_at = answer, clock.now()
    history.record(session, actor, "answer_complaint", complaint)
    session.flush()
