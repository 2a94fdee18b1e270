"""The community asks that a door be visited by a day."""

from datetime import date

from sqlmodel import Session

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor
from webapp.people.notices import queries as notices
from webapp.people.notices import services as notice_services
from webapp.register.register.models import Household

ASKED = N_("%(who)s 请您在 %(day)s 前走几户，都列在“该走访了”里。%(words)s")


class MovedAway(DomainError):
    message = N_("这一户已经搬走了。")


def request_visit(session: Session, actor: Actor, household: Household, *, on: date, words: str = "") -> None:
    """The door is due by then, never later than it was. Who walks the grid hears once of all doors of a day."""
    if household.moved_out_on is not None:
        raise MovedAway
    household.next_due_on = min(on, household.next_due_on or on)
    session.add(household)
    history.record(session, actor, "request_visit", household, after={"on": on.isoformat()}, reason=words)
    notice_services.tell(
        session, notices.accounts_on_duty(session, household.grid_id), ASKED,
        cause=f"ask:{household.grid_id}:{clock.today()}:{on}", url="/today", community_id=household.community_id,
        who=actor.name, day=f"{on.month}-{on.day}", words=words,
    )  # fmt: skip
    session.flush()
