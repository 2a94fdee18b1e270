"""What a desk does with many activities, and what a department takes from the list of volunteers."""

from typing import Any

from sqlmodel import Session, col

from webapp.core.text.i18n import N_, gettext
from webapp.core.web.errors import DomainError
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.lists.queries import still
from webapp.people.lists.rules import MarkedAct, add_act
from webapp.volunteering.activities import list_queries, membership_services, queries, services
from webapp.volunteering.activities.forms import CancelForm, DispatchForm
from webapp.volunteering.activities.models import Activity, ActivityState, Membership
from webapp.volunteering.volunteers import list_queries as volunteers
from webapp.volunteering.volunteers import queries as people


class NotNow(DomainError):
    message = N_("这个活动现在是“%(state)s”，不能这样做。")


def _announce(session: Session, actor: Actor, activity_id: str, told: dict[str, Any]) -> None:
    services.announce(session, actor, _standing(session, actor, activity_id, ActivityState.DRAFT))


def _cancel(session: Session, actor: Actor, activity_id: str, told: dict[str, Any]) -> None:
    found = _standing(session, actor, activity_id, ActivityState.DRAFT, ActivityState.OPEN)
    services.cancel(session, actor, found, reason=told["reason"])


def _standing(session: Session, actor: Actor, activity_id: str, *states: ActivityState) -> Activity:
    found = queries.get_activity(session, actor, activity_id)
    if found.state not in states:
        raise NotNow(state=gettext(list_queries.STATE_WORDS[found.state]))
    return found


def _join(session: Session, actor: Actor, volunteer_id: str, told: dict[str, Any]) -> None:
    department = queries.get_department(session, actor, told["department_id"])
    found = people.get_volunteer(session, actor, volunteer_id)
    membership_services.join(session, actor, department, volunteer_id=found.id)


def _quit(session: Session, actor: Actor, volunteer_id: str, told: dict[str, Any]) -> None:
    department = queries.get_department(session, actor, told["department_id"])
    membership_services.quit_department(session, actor, queries.membership_of(session, department, volunteer_id))


def _offer(session: Session, actor: Actor, form: DispatchForm) -> None:
    form.department_id.offer([("", N_("请选")), *queries.departments_to_choose(session, actor)])


ANNOUNCE = MarkedAct("announce", N_("发布"), Action.RUN_ACTIVITIES, _announce, icon="send")
CANCEL = MarkedAct("cancel", N_("取消"), Action.RUN_ACTIVITIES, _cancel, CancelForm, icon="x")
JOIN = MarkedAct(
    "join", N_("编进服务部"), Action.RUN_ACTIVITIES, _join, DispatchForm, _offer, icon="people", undo=_quit,
    stands=still(col(Membership.volunteer_id), col(Membership.left_at).is_(None)),
)  # fmt: skip
add_act(list_queries.OFFICE.name, CANCEL)
add_act(list_queries.OFFICE.name, ANNOUNCE)
add_act(volunteers.OFFICE.name, JOIN)
