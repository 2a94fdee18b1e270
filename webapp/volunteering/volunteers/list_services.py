"""What a desk does with many volunteers at once."""

from typing import Any

from sqlmodel import Session, col

from webapp.core.text.i18n import N_
from webapp.core.web.errors import DomainError
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.lists.queries import still
from webapp.people.lists.rules import MarkedAct, add_act
from webapp.volunteering.volunteers import list_queries, queries, return_services, services
from webapp.volunteering.volunteers.forms import LeaveForm
from webapp.volunteering.volunteers.models import Volunteer


class LeftAlready(DomainError):
    message = N_("已经退出了。")


def _leave(session: Session, actor: Actor, volunteer_id: str, told: dict[str, Any]) -> None:
    found = queries.get_volunteer(session, actor, volunteer_id)
    if found.left_on is not None:
        raise LeftAlready
    services.leave(session, actor, found, on=told["left_on"], reason=told["reason"])


def _return(session: Session, actor: Actor, volunteer_id: str, told: dict[str, Any]) -> None:
    return_services.welcome_back(session, actor, queries.get_volunteer(session, actor, volunteer_id))


LEAVE = MarkedAct(
    "leave", N_("退出了"), Action.MANAGE_VOLUNTEERS, _leave, LeaveForm, icon="out", undo=_return,
    stands=still(col(Volunteer.id), col(Volunteer.left_on).is_not(None)),
)  # fmt: skip
add_act(list_queries.OFFICE.name, LEAVE)
