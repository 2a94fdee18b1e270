"""并案 and its undoing. The voices move; where they were said stays on them, so nothing is lost by a wrong merger."""

from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col

from webapp.casework.cases import act_services as acts
from webapp.casework.cases import merger_queries, voice_services
from webapp.casework.cases.models import GridCase, Voice
from webapp.casework.cases.rules import Verb
from webapp.casework.cases.step_services import step
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.web.errors import DomainError


class MergedIntoItself(DomainError):
    status = 422
    message = N_("请选另一件还在办、同一社区的事来并。")


def merge(session: Session, actor: Any, case: GridCase, *, into: GridCase) -> GridCase:
    """The voices move over and are counted there. Each is still answered."""
    first, second = sorted((case, into), key=lambda one: one.id)
    acts.locked(session, first), acts.locked(session, second)
    if case.id == into.id or case.community_id != into.community_id or not into.is_open:
        raise MergedIntoItself(field="into_id")
    case = step(session, actor, case, Verb.MERGE, words=into.number)
    case.merged_into_id = into.id
    session.flush()
    session.execute(update(Voice).where(col(Voice.case_id) == case.id).values(case_id=into.id))
    voice_services.lift_bound(session, into)
    acts.note(session, actor, into, Verb.SPEAK, came_from=into.state, words=case.number)
    return into


def separate(session: Session, actor: Any, case: GridCase, *, words: str) -> GridCase:
    """It was another matter after all. The case and everybody who spoke about it come back; the deadline is the one
    it had, because whoever reported it has been waiting all along. What was answered in the other case was about the
    other matter, so these voices are called back anew."""
    why = acts.need_words(words)
    case = acts.locked(session, case)
    acts.require(case, Verb.SEPARATE)
    whole = acts.surviving(session, case)
    acts.locked(session, whole)
    case = step(session, actor, case, Verb.SEPARATE, words=why)
    case.merged_into_id = None
    case.handled_at = case.handled_by = None
    case.next_step_at = clock.now()
    session.flush()
    mine = [case.id, *merger_queries.merged_below(session, case)]
    said_there = (col(Voice.community_id) == case.community_id) & col(Voice.first_case_id).in_(mine)
    session.execute(update(Voice).where(said_there).values(case_id=case.id))
    for one in (case, whole):
        if one.is_open:
            voice_services.lift_bound(session, one)
    acts.note(session, actor, whole, Verb.SEPARATE, came_from=whole.state, words=case.number)
    return case
