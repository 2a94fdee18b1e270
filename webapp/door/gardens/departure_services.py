"""A keeper who has died or moved away: the plot is free the same day, not only after the night's look."""

from collections.abc import Callable
from datetime import date

from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_, gettext
from webapp.door.gardens.models import EndReason, Garden, Keeping, Plot
from webapp.door.gardens.services import end_keeping
from webapp.people.accounts.scope import Actor
from webapp.register.persons.rules import Tie
from webapp.register.register.models import Resident


def _kept(session: Session, resident: Resident) -> list[tuple[Plot, Garden]]:
    query = (
        select(Plot, Garden)
        .join(Keeping, col(Keeping.plot_id) == Plot.id)
        .join(Garden, col(Garden.id) == Plot.garden_id)
        .where(Keeping.resident_id == resident.id, col(Keeping.ended_on).is_(None))
        .order_by(col(Garden.name), col(Plot.number))
    )
    return list(session.exec(query))


def _foresee(session: Session, resident: Resident) -> list[str]:
    return [
        gettext(N_("%(garden)s %(n)s 号地块：了结认养，名牌上的姓名撤掉"), garden=garden.name, n=plot.number)
        for plot, garden in _kept(session, resident)
    ]


def _ending(reason: EndReason) -> Callable[[Session, Actor, Resident, date], None]:
    def end(session: Session, actor: Actor, resident: Resident, on: date) -> None:
        for plot, _ in _kept(session, resident):
            end_keeping(session, actor, plot, reason)

    return end


TIES = (Tie("gardens", _foresee, _ending(EndReason.DIED), _ending(EndReason.MOVED)),)
