"""改类别: corrected while the case is open; limit, level and evidence follow, the first date stays."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from webapp.casework.cases import act_services as acts
from webapp.casework.cases import queries, voice_services
from webapp.casework.cases.models import GridCase, Stop
from webapp.casework.cases.rules import Verb
from webapp.casework.cases.transfer_services import LEVELS
from webapp.casework.catalogue import queries as catalogue
from webapp.casework.catalogue.models import Category
from webapp.core.text.i18n import N_
from webapp.core.time import clock, deadlines
from webapp.core.time.deadlines import Limit
from webapp.core.time.working_days import Calendar, UnknownYear
from webapp.core.web.errors import DomainError
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import reaches
from webapp.people.org import queries as org


class NotSelfHandled(DomainError):
    """A grid worker corrects what the grid handles by itself; once handed on, the desk that directs does."""

    message = N_("这件事不是网格自办，请社区来改类别。")


class SameCategory(DomainError):
    status = 422
    message = N_("本来就是这一类。")


class NotInForce(DomainError):
    """A case keeps the catalogue of the day it was reported."""

    status = 422
    message = N_("反映那天（%(day)s）的目录里没有这一类。")


def reclassify(session: Session, actor: Any, case: GridCase, *, category_id: str, words: str) -> GridCase:
    """The limit follows the new category; the level does too where nobody had changed it."""
    case = acts.locked(session, case)
    acts.require(case, Verb.RECLASSIFY)
    if not may_reclassify(session, actor, case):
        raise NotSelfHandled
    old, new = catalogue.category(session, case.category_id), _in_force(session, case, category_id)
    why, before = acts.need_words(words), _told(case, old)
    _move_deadline(session, case, new.limit)
    if case.level == old.level:
        case.level = max(new.level, _level_of_lead(session, case))
    case.category_id, case.category_code = new.id, new.code
    case.limit_amount, case.limit_unit = new.limit_amount, new.limit_unit
    acts.note(
        session, actor, case, Verb.RECLASSIFY, came_from=case.state, words=f"{old.name} → {new.name}：{why}",
        changed=(before, _told(case, new)),
    )  # fmt: skip
    voice_services.propose_reopening(session, case)
    return case


def may_reclassify(session: Session, actor: Any, case: GridCase) -> bool:
    if actor.can(Action.DIRECT_CASE):
        return True
    return case.level == 1 and case.lead_unit_id is not None and reaches(session, actor, case.lead_unit_id)


def choices(session: Session, case: GridCase) -> list[Category]:
    """The versions of the day of the report, without the one it is."""
    reported_on = clock.local(case.reported_at).date()
    return [one for one in catalogue.list_categories(session, reported_on) if one.code != case.category_code]


def _in_force(session: Session, case: GridCase, category_id: str) -> Category:
    new, reported_on = catalogue.category(session, category_id), clock.local(case.reported_at).date()
    if new.code == case.category_code:
        raise SameCategory(field="category_id")
    if not new.is_valid(reported_on):
        raise NotInForce(field="category_id", day=reported_on)
    return new


def _level_of_lead(session: Session, case: GridCase) -> int:
    """Whoever has it or is asked to take it: the level never falls below them."""
    units = [one for one in (case.lead_unit_id, case.asked_unit_id) if one]
    return max((LEVELS[org.unit(session, one).kind] for one in units), default=1)


def _told(case: GridCase, kind: Category) -> dict[str, Any]:
    due = {"due_at": case.due_at.isoformat()} if case.due_at else {}
    return {"category": kind.code, "limit": f"{kind.limit_amount} {kind.limit_unit.value}", "level": case.level, **due}


def _move_deadline(session: Session, case: GridCase, limit: Limit) -> None:
    """Counted anew from the report. Stays where it is: a date somebody set (dispatch, extension), one that has passed,
    and where no calendar can tell."""
    stopped = queries.open_stop(session, case)
    current = case.due_at or (stopped.due_before if stopped else None)
    if current is None or case.handled_at or current <= clock.now():
        return
    start, calendar = case.reopened_at or case.reported_at, catalogue.calendar(session)
    stops = [one for one in queries.list_stops(session, case) if one.ended_at and one.started_at >= start]
    try:
        if _due(start, case.limit, stops, calendar) != current:
            return
        moved = _due(start, limit, stops, calendar)
        if moved <= clock.now():
            moved = min(current, deadlines.due(clock.now(), limit, calendar))
    except UnknownYear:
        return
    if stopped:
        stopped.due_before = moved
    else:
        case.due_at, case.next_step_at = moved, clock.now()


def _due(start: datetime, limit: Limit, stops: list[Stop], calendar: Calendar) -> datetime:
    """Where a limit runs out, later by every stop that began before it did."""
    due_at = deadlines.due(start, limit, calendar)
    for stop in stops:
        if stop.started_at <= due_at:
            span = deadlines.Stop(stop.started_at, stop.ended_at)
            due_at = deadlines.resume(due_at, span, limit.unit, calendar)
    return due_at
