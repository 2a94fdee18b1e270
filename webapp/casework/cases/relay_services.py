"""Whoever said it for a neighbour hears when there is something to tell them."""

from sqlmodel import Session, col, select

from webapp.casework.cases.models import Answer, AnswerKind, GridCase, Voice
from webapp.casework.cases.rules import Verb
from webapp.core.text import cleaning
from webapp.core.text.i18n import N_
from webapp.people.notices import services as notices

RESULT = N_("您替邻居说的“%(title)s”有结果了，回告一声。")


def tell(session: Session, case: GridCase, verb: Verb) -> None:
    """Once each time it was found done, or was not taken on; not to whoever told the neighbour already."""
    if verb not in (Verb.PASS, Verb.REJECT):
        return
    since = case.reopened_at or case.reported_at
    told = select(Answer.voice_id).where(
        Answer.case_id == case.id, Answer.kind == AnswerKind.TOLD, col(Answer.at) >= since,
        col(Answer.voice_id).is_not(None),
    )  # fmt: skip
    query = select(Voice.relayed_by).where(
        Voice.case_id == case.id, col(Voice.relayed_by).is_not(None), col(Voice.id).not_in(told)
    )
    notices.tell(
        session, {one for one in session.exec(query) if one}, RESULT, cause=f"relay:{case.id}:{since.isoformat()}",
        url="/liaisons/told", community_id=case.community_id, title=cleaning.cut(case.title, 61),
    )  # fmt: skip
