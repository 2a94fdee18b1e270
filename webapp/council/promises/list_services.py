"""What a desk does with many promises at once."""

from typing import Any

from sqlmodel import Session

from webapp.casework.cases.path_queries import PROMISE_OF
from webapp.core.text.i18n import N_
from webapp.council.promises import nudge_services, page_queries, queries
from webapp.council.promises.forms import NudgeForm
from webapp.council.promises.list_queries import PROMISES
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.lists.rules import MarkedAct, Memos, OfficeList, QuickAct, register


def _nudge(session: Session, actor: Actor, promise_id: str, told: dict[str, Any]) -> dict[str, Any]:
    promise = queries.get_supervised(session, actor, promise_id)
    return nudge_services.press(session, actor, promise, words=told["words"])


def _take_back(session: Session, actor: Actor, promise_id: str, memo: dict[str, Any]) -> None:
    promise = queries.get_supervised(session, actor, promise_id)
    nudge_services.take_back(session, actor, promise, reminder_id=memo["reminder_id"])


def _unheard(session: Session, actor: Actor, memos: Memos) -> set[str]:
    return nudge_services.unheard(
        session, {row_id: memo["reminder_id"] for row_id, memo in memos.items() if "reminder_id" in memo}
    )


QUICK = QuickAct(
    N_("催一下"), N_("催"), N_("催办的话"), N_("这件事办到哪一步了？请回个话。"), Action.SUPERVISE_PROMISES,
    "/promises/", "/nudge",
)  # fmt: skip
OFFICE = register(
    OfficeList(
        "promises", N_("议定事项"), Action.SEE_COUNCILS, PROMISES, "/promises/", "/promises/",
        (MarkedAct("nudge", N_("催一下"), Action.SUPERVISE_PROMISES, _nudge, NudgeForm, icon="bell", undo=_take_back,
                     stands=_unheard),),
        opens_beside=True, quick=QUICK,
    )
)  # fmt: skip
PROMISE_OF[:] = [page_queries.became]  # a case tells what was promised of it
