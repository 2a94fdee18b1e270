"""What a desk does with many doors at once: ask the grid to go there by a day. From the list of households, or from
what came of the last visits.
"""

from typing import Any

from sqlmodel import Session

from webapp.core.text.i18n import N_
from webapp.door.visits import list_queries, queries, request_services
from webapp.door.visits.forms import CallForm
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.lists.rules import MarkedAct, add_act
from webapp.register.register import list_queries as homes
from webapp.register.register import queries as register


def _ask(session: Session, actor: Actor, household_id: str, told: dict[str, Any]) -> None:
    household = register.get_household(session, actor, household_id)
    request_services.request_visit(session, actor, household, on=told["on"], words=told["words"] or "")


def _ask_again(session: Session, actor: Actor, visit_id: str, told: dict[str, Any]) -> None:
    _ask(session, actor, queries.get_visit(session, actor, visit_id).household_id, told)


ASK = MarkedAct("ask", N_("请去走访"), Action.SEND_TASKS, _ask, CallForm, icon="send")
ASK_AGAIN = MarkedAct("again", N_("请再去一次"), Action.SEND_TASKS, _ask_again, CallForm, icon="send")
add_act(homes.HOUSEHOLD_LIST.name, ASK)
add_act(list_queries.OFFICE.name, ASK_AGAIN)
