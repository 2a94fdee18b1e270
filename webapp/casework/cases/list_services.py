"""What a desk does with many cases at once: each act is the one of the case's own page."""

from typing import Any

from sqlmodel import Session

from webapp.casework.cases import clock_services, desk_services, handling_services, queries, transfer_services
from webapp.casework.cases.forms import AssignForm, ExtensionForm, RemarkForm, WordsForm
from webapp.casework.cases.list_queries import CASES
from webapp.casework.cases.list_queries import LATE as LATE_CASES
from webapp.core.text.i18n import N_
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.lists.rules import MarkedAct, OfficeList, register


def _assign(session: Session, actor: Actor, case_id: str, told: dict[str, Any]) -> None:
    case = queries.get_case(session, actor, case_id)
    transfer_services.dispatch(
        session, actor, case, unit_id=told["unit_id"], due_on=told["due_on"], words=told["words"] or ""
    )


def _offer_units(session: Session, actor: Actor, form: AssignForm) -> None:
    form.unit_id.offer([("", N_("请选")), *desk_services.grids(session, actor)])


def _accept(session: Session, actor: Actor, case_id: str, told: dict[str, Any]) -> None:
    handling_services.accept(session, actor, queries.get_case(session, actor, case_id), words=told["words"] or "")


def _extend(session: Session, actor: Actor, case_id: str, told: dict[str, Any]) -> None:
    clock_services.ask_extension(
        session, actor, queries.get_case(session, actor, case_id), until=told["until"], words=told["words"]
    )


def _grant(session: Session, actor: Actor, case_id: str, told: dict[str, Any]) -> None:
    clock_services.decide_extension(
        session, actor, queries.get_case(session, actor, case_id), granted=True, words=told["words"] or ""
    )


def _note(session: Session, actor: Actor, case_id: str, told: dict[str, Any]) -> None:
    handling_services.add_note(session, actor, queries.get_case(session, actor, case_id), words=told["words"])


ACTS = (
    MarkedAct("accept", N_("受理"), Action.DIRECT_CASE, _accept, RemarkForm),
    MarkedAct("assign", N_("交办"), Action.DIRECT_CASE, _assign, AssignForm, _offer_units, icon="send"),
    MarkedAct("extend", N_("申请改期"), Action.HANDLE_CASE, _extend, ExtensionForm, icon="clock"),
    MarkedAct("grant", N_("同意改期"), Action.DIRECT_CASE, _grant, RemarkForm, icon="ok"),
    MarkedAct("note", N_("记一笔"), Action.HANDLE_CASE, _note, WordsForm, icon="edit"),
)
OFFICE = register(
    OfficeList("cases", N_("事项"), Action.SEE_CASES, CASES, "/cases/", "/cases/", ACTS, opens_beside=True)
)
LATE = register(
    OfficeList("late", N_("超期的事"), Action.SEE_CASES, LATE_CASES, "/cases/late", "/cases/", ACTS, opens_beside=True)
)
