"""Chapter: readings. A worker opened the homes of a morning; a host opened more people than usual, and the auditor was
told."""

from __future__ import annotations

from sqlmodel import Session, col, select

from webapp.centre.watch import services
from webapp.core.trust import history
from webapp.demo.town import Town
from webapp.people.accounts import reading_services
from webapp.people.accounts.permissions import Action
from webapp.register.register.models import Household, Resident

MANY = 130


def tell(session: Session, town: Town) -> None:
    wang = town.actor("wang", Action.SEE_REGISTER)
    grid = town.grids["dongmei"][0]
    homes = session.exec(select(Household.id).where(Household.grid_id == grid).order_by(col(Household.door)).limit(6))
    for home in homes:
        reading_services.note_reading(session, wang, "read_household", "household", [home])
    lin = town.actor("lin", Action.SEE_REGISTER)
    query = select(Resident.id).where(Resident.community_id == town.units["dongmei"])
    for person in session.exec(query.order_by(col(Resident.pinyin)).limit(MANY)):
        reading_services.note_reading(session, lin, "read_resident", "resident", [person])
    history.settle(session)
    services.look(session, hours=2)
