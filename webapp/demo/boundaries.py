"""Chapter: boundaries. A staircase went over to the next grid a week ago: the time machine shows the days before and
after, and a month's report differs by it in the two bases."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session, col, select

from webapp.demo.town import Town
from webapp.people.accounts.permissions import Action
from webapp.people.org.models import Unit
from webapp.register.boundaries import services
from webapp.register.register.models import Building, Entrance

FROM, TO, AGO = 4, 5, 7  # of 名都园's grids


def tell(session: Session, town: Town) -> None:
    giving, taking = (town.grids["mingdu"][n] for n in (FROM, TO))
    stairs = select(Entrance).join(Building, col(Building.id) == Entrance.building_id)
    stairs = stairs.where(Entrance.grid_id == giving).order_by(col(Building.position).desc(), col(Entrance.name).desc())
    moved = session.exec(stairs.limit(1)).all()
    services.move_entrances(
        session, town.actor("he", Action.CHANGE_ORGANISATION), moved, target=session.get_one(Unit, taking),
        on=town.today - timedelta(days=AGO), reason="第五网格户数偏多，边上一个单元划给第六网格",
    )  # fmt: skip
