"""催办 for many cases at once, from their list."""

from typing import Any

from sqlmodel import Session

from webapp.casework.cases import list_services, queries
from webapp.casework.supervision import nudge_services, services
from webapp.casework.supervision.forms import NudgeForm
from webapp.core.text.i18n import N_
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.lists.rules import MarkedAct, Memos, QuickAct, add_act


def _nudge(session: Session, actor: Actor, case_id: str, told: dict[str, Any]) -> dict[str, Any]:
    act = services.nudge(session, actor, queries.get_case(session, actor, case_id), words=told["words"])
    return {"act_id": act.id}


def _take_back(session: Session, actor: Actor, case_id: str, memo: dict[str, Any]) -> None:
    case = queries.get_case(session, actor, case_id)
    nudge_services.take_back(session, actor, case, act_id=memo["act_id"])


def _unheard(session: Session, actor: Actor, memos: Memos) -> set[str]:
    return nudge_services.unheard(session, {row_id: memo["act_id"] for row_id, memo in memos.items()})


PRESS = MarkedAct(
    "press", N_("催一下"), Action.SUPERVISE_CASES, _nudge, NudgeForm, icon="bell", undo=_take_back, stands=_unheard
)
QUICK = QuickAct(
    N_("催一下"), N_("催"), N_("催办的话"), N_("这件事超期了，今天能办到哪一步？请回个话。"), Action.SUPERVISE_CASES,
    "/supervision/cases/", "/nudge",
)  # fmt: skip
add_act(list_services.OFFICE.name, PRESS)
add_act(list_services.LATE.name, PRESS, QUICK)
