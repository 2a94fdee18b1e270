"""催一下, taken back before anybody has read it."""

from typing import Any

from sqlmodel import Session, col, select

from webapp.casework.cases import act_services as acts
from webapp.casework.cases.models import Act, GridCase
from webapp.casework.cases.rules import RECALLED, Verb
from webapp.core.text.i18n import N_
from webapp.core.web.errors import DomainError
from webapp.people.notices import queries as heard
from webapp.people.notices import services as notices


class TakenBackAlready(DomainError):
    message = N_("已经收回了。")


def cause_of(act_id: str) -> str:
    return f"nudge:{act_id}"


def take_back(session: Session, actor: Any, case: GridCase, *, act_id: str) -> None:
    """The notice is gone, the case's life keeps both lines; it may be pressed again the same day."""
    case = acts.locked(session, case)
    if is_taken_back(session, case, act_id):
        raise TakenBackAlready
    notices.take_back(session, cause_of(act_id))
    acts.note(session, actor, case, Verb.NOTE, came_from=case.state, reason=RECALLED[Verb.PRESS], words="")


def is_taken_back(session: Session, case: GridCase, act_id: str) -> bool:
    """Whether a line after the press took it back."""
    pressed = session.get_one(Act, act_id)
    later = select(Act.id).where(
        Act.case_id == case.id, Act.verb == Verb.NOTE, Act.reason == RECALLED[Verb.PRESS], col(Act.at) >= pressed.at,
        Act.account_id == pressed.account_id,
    )  # fmt: skip
    return session.exec(later).first() is not None


def unheard(session: Session, act_ids: dict[str, str]) -> set[str]:
    """Of these cases and their presses: those nobody has read and nobody took back."""
    waiting = heard.unread_causes(session, [cause_of(act_id) for act_id in act_ids.values()])
    return {case_id for case_id, act_id in act_ids.items() if cause_of(act_id) in waiting}
