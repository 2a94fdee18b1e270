from datetime import date

from sqlmodel import Session

from webapp.casework.dispatch import order_services
from webapp.casework.dispatch.models import TaskOrder
from webapp.casework.dispatch.order_services import Draft
from webapp.centre.overview.level_queries import Level
from webapp.centre.silence import rules
from webapp.centre.silence.rules import Silent
from webapp.core.text.i18n import gettext
from webapp.people.accounts.scope import Actor

MINUTES_A_HOME = 3


def send_there(
    session: Session, actor: Actor, level: Level, found: Silent, *, id: str | None, duty_id: str, due_on: date,
    words: str, reason: str,
) -> TaskOrder:  # fmt: skip
    """One task for the grid the place lies in, weighed like every other order: it counts towards the week's burden.
    The refusals are those of an order. Idempotent by id."""
    place = found.place
    told = gettext(
        "%(place)s %(homes)s 户，%(days)s 天里听到过 %(heard)s 户；和它一样的地方平常有 %(usual)s 户。去走走，听听。",
        place=place.name, homes=place.homes, days=rules.DAYS, heard=place.heard, usual=round(found.expected),
    )  # fmt: skip
    draft = Draft(
        unit_id=level.unit.id, title=gettext("去%(place)s听听", place=place.name)[:60],
        words=f"{told}\n{words}".strip(), due_on=due_on, duty_id=duty_id, target_ids=(place.grid_id,),
        minutes=min(place.homes * MINUTES_A_HOME, 240), reason=reason,
    )  # fmt: skip
    return order_services.send_order(session, actor, draft, id=id)
