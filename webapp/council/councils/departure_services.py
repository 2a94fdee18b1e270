"""A seat in the hall and promises of somebody who has died."""

from datetime import date, timedelta

from sqlmodel import Session, col, func, select

from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.council.councils import seat_services
from webapp.council.councils.models import CouncilSeat, CouncilSeries
from webapp.council.promises.models import Promise
from webapp.council.promises.rules import OPEN
from webapp.people.accounts.scope import Actor
from webapp.register.persons.rules import Tie
from webapp.register.register.models import Resident


def _seats(session: Session, resident: Resident) -> list[tuple[CouncilSeat, CouncilSeries]]:
    query = (
        select(CouncilSeat, CouncilSeries)
        .join(CouncilSeries, col(CouncilSeries.id) == CouncilSeat.series_id)
        .where(CouncilSeat.party_id == resident.party_id, col(CouncilSeat.party_id).is_not(None))
        .where((col(CouncilSeat.valid_to).is_(None)) | (col(CouncilSeat.valid_to) >= clock.today()))
    )
    return list(session.exec(query))


def _foresee(session: Session, resident: Resident) -> list[str]:
    lines = [gettext(N_("%(name)s的席位：空出来"), name=series.name) for _, series in _seats(session, resident)]
    mine = select(func.count()).where(Promise.owner_id == resident.party_id, col(Promise.state).in_(OPEN))
    if resident.party_id is not None and (count := session.exec(mine).one()):
        lines.append(gettext(N_("认领着 %(n)s 件议定事项：不再催本人，要另找认领人"), n=count))
    return lines


def _end(session: Session, actor: Actor, resident: Resident, on: date) -> None:
    for seat, series in _seats(session, resident):
        last = max(min(on, clock.today() - timedelta(days=1)), seat.valid_from)
        seat_services.vacate_seat(session, actor, series, seat, last_day=last)
    session.flush()


TIES = (Tie("council", _foresee, _end),)
