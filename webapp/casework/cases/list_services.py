"""What a desk does with many cases at once: each act is the one of the case's own page."""

from typing import Any

from sqlmodel import Session, col, select

from webapp.casework.cases import (
    clock_services,
    desk_services,
    handling_services,
    queries,
    recall_services,
    transfer_services,
)
from webapp.casework.cases.forms import AssignForm, ExtensionForm, RemarkForm, WordsForm
from webapp.casework.cases.list_queries import CASES
from webapp.casework.cases.list_queries import LATE as LATE_CASES
from webapp.casework.cases.models import Extension, GridCase
from webapp.casework.cases.rules import State
from webapp.core.text.i18n import N_
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.lists.rules import MarkedAct, Memos, OfficeList, register


def _assign(session: Session, actor: Actor, case_id: str, told: dict[str, Any]) -> dict[str, Any]:
    case = queries.get_case(session, actor, case_id)
    before = recall_services.before_dispatch(case)
    transfer_services.dispatch(
        session, actor, case, unit_id=told["unit_id"], due_on=told["due_on"], words=told["words"] or ""
    )
    return before


def _recall(session: Session, actor: Actor, case_id: str, before: dict[str, Any]) -> None:
    recall_services.recall_dispatch(session, actor, queries.get_case(session, actor, case_id), before=before)


def _unsigned(session: Session, actor: Actor, memos: Memos) -> set[str]:
    """Those this person handed on that nobody has signed yet."""
    query = select(GridCase.id).where(col(GridCase.id).in_(memos), GridCase.state == State.DISPATCHED)
    return set(session.exec(query.where(GridCase.follower_id == actor.account_id)))


def _offer_units(session: Session, actor: Actor, form: AssignForm) -> None:
    form.unit_id.offer([("", N_("请选")), *desk_services.grids(session, actor)])


def _accept(session: Session, actor: Actor, case_id: str, told: dict[str, Any]) -> None:
    handling_services.accept(session, actor, queries.get_case(session, actor, case_id), words=told["words"] or "")


def _extend(session: Session, actor: Actor, case_id: str, told: dict[str, Any]) -> None:
    clock_services.ask_extension(
        session, actor, queries.get_case(session, actor, case_id), until=told["until"], words=told["words"]
    )


def _ask_no_more(session: Session, actor: Actor, case_id: str, told: dict[str, Any]) -> None:
    recall_services.recall_extension(session, actor, queries.get_case(session, actor, case_id))


def _undecided(session: Session, actor: Actor, memos: Memos) -> set[str]:
    query = select(Extension.case_id).where(col(Extension.case_id).in_(memos), col(Extension.decided_at).is_(None))
    return set(session.exec(query.where(Extension.asked_by == actor.account_id)))


def _grant(session: Session, actor: Actor, case_id: str, told: dict[str, Any]) -> None:
    clock_services.decide_extension(
        session, actor, queries.get_case(session, actor, case_id), granted=True, words=told["words"] or ""
    )


def _note(session: Session, actor: Actor, case_id: str, told: dict[str, Any]) -> None:
    handling_services.add_note(session, actor, queries.get_case(session, actor, case_id), words=told["words"])


ACTS = (
    MarkedAct("accept", N_("受理"), Action.DIRECT_CASE, _accept, RemarkForm),
    MarkedAct("assign", N_("交办"), Action.DIRECT_CASE, _assign, AssignForm, _offer_units, icon="send", undo=_recall,
              stands=_unsigned),
    MarkedAct("extend", N_("申请改期"), Action.HANDLE_CASE, _extend, ExtensionForm, icon="clock", undo=_ask_no_more,
              stands=_undecided),
    MarkedAct("grant", N_("同意改期"), Action.DIRECT_CASE, _grant, RemarkForm, icon="ok"),
    MarkedAct("note", N_("记一笔"), Action.HANDLE_CASE, _note, WordsForm, icon="edit"),
)  # fmt: skip
OFFICE = register(
    OfficeList("cases", N_("事项"), Action.SEE_CASES, CASES, "/cases/", "/cases/", ACTS, opens_beside=True)
)
LATE = register(
    OfficeList("late", N_("超期的事"), Action.SEE_CASES, LATE_CASES, "/cases/late", "/cases/", ACTS, opens_beside=True)
)
