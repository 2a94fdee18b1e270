"""收回: who handed a case on or asked for more time takes that back, as long as nobody has answered it."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from webapp.casework.cases import act_services as acts
from webapp.casework.cases import queries, turn_services
from webapp.casework.cases.models import GridCase
from webapp.casework.cases.rules import RECALLED, State, Verb
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.web.errors import DomainError


class NotWaiting(DomainError):
    message = N_("已经有人接手或答复了，收不回来。")


class NotYours(DomainError):
    message = N_("这是别人做的，要由做的人来收回。")


def before_dispatch(case: GridCase) -> dict[str, Any]:
    """What a dispatch is going to change, kept by whoever may want to take it back."""
    return {
        "state": case.state.value, "level": case.level, "follower_id": case.follower_id,
        "due_at": case.due_at.isoformat() if case.due_at else None,
        "first_due_at": case.first_due_at.isoformat() if case.first_due_at else None,
    }  # fmt: skip


def recall_dispatch(session: Session, actor: Any, case: GridCase, *, before: dict[str, Any]) -> GridCase:
    """Before it is signed, by whoever handed it on: it lies where it lay, with the deadline it had."""
    case = acts.locked(session, case)
    if case.state is not State.DISPATCHED:
        raise NotWaiting
    if case.follower_id != actor.account_id:
        raise NotYours
    case.state, case.level, case.follower_id = State(before["state"]), int(before["level"]), before["follower_id"]
    case.asked_unit_id = case.asked_party_id = None
    case.due_at, case.first_due_at = _moment(before["due_at"]), _moment(before["first_due_at"])
    case.next_step_at = clock.now()
    acts.note(session, actor, case, Verb.NOTE, came_from=State.DISPATCHED, reason=RECALLED[Verb.DISPATCH])
    return case


def recall_extension(session: Session, actor: Any, case: GridCase) -> GridCase:
    """Before it is decided, by whoever asked."""
    case = acts.locked(session, case)
    asked = queries.open_extension(session, case)
    if asked is None:
        raise NotWaiting
    if not turn_services.is_same_person(session, actor, asked.asked_by):
        raise NotYours
    asked.decided_at, asked.decided_by, asked.is_granted = clock.now(), actor.account_id, False
    acts.note(session, actor, case, Verb.NOTE, came_from=case.state, reason=RECALLED[Verb.ASK_EXTENSION])
    return case


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None
