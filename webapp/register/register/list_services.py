"""What a desk does with many households and residents at once: each act is the one of their own page."""

from typing import Any

from sqlmodel import Session

from webapp.core.text.i18n import N_
from webapp.core.web.errors import DomainError
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.lists.rules import MarkedAct, add_act
from webapp.register.register import list_queries, queries, resident_services, services
from webapp.register.register.forms import LeavingForm, MoveOutForm


def _move_out(session: Session, actor: Actor, household_id: str, told: dict[str, Any]) -> None:
    services.move_out(session, actor, queries.get_household(session, actor, household_id), on=told["on"])


class LeftAlready(DomainError):
    message = N_("已经登记搬走了。")


def _remove(session: Session, actor: Actor, resident_id: str, told: dict[str, Any]) -> None:
    resident = queries.get_resident(session, actor, resident_id)
    if resident.left_on is not None:
        raise LeftAlready
    resident_services.remove_resident(session, actor, resident, on=told["on"], reason=told["words"])


MOVE_OUT = MarkedAct("move_out", N_("整户搬走了"), Action.CHANGE_REGISTER, _move_out, MoveOutForm, icon="out")
REMOVE = MarkedAct("remove", N_("搬走了"), Action.CHANGE_REGISTER, _remove, LeavingForm, icon="out")
add_act(list_queries.HOUSEHOLD_LIST.name, MOVE_OUT)
add_act(list_queries.RESIDENT_LIST.name, REMOVE)
