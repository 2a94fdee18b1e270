"""Cases of somebody who has died: they cannot be carried over by a button, but nobody may overlook them."""

from sqlmodel import Session, col, func, select

from webapp.casework.cases.models import GridCase
from webapp.casework.cases.queries import OPEN_STATES
from webapp.core.text.i18n import N_, gettext
from webapp.register.persons.rules import Tie
from webapp.register.register.models import Resident


def _foresee(session: Session, resident: Resident) -> list[str]:
    if resident.party_id is None:
        return []
    open_ = (col(GridCase.ended_at).is_(None), col(GridCase.state).in_(OPEN_STATES))  # as the index by lead says it
    query = select(func.count()).where(GridCase.lead_party_id == resident.party_id, *open_)
    count = session.exec(query).one()
    return [gettext(N_("牵头的事项 %(n)s 件：要换人办，这里不动"), n=count)] if count else []


TIES = (Tie("cases", _foresee),)
