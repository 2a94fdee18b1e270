from dataclasses import dataclass

import pytest
from flask import Flask
from sqlmodel import Session

from tests.register.register import homes
from tests.town import Town
from webapp.core.data import db
from webapp.register.register import queries as register
from webapp.register.register.models import Household


@dataclass
class Stair:
    """Building 3, entrance 2, three households: ids only."""

    building: str
    home: str
    above: str
    below: str


@pytest.fixture
def stair(app: Flask, town: Town) -> Stair:
    with app.app_context():
        with db.transaction() as session:
            building = homes.build(session, town)
            rooms = [homes.settle(session, town, building, room=room).id for room in ("602", "601", "502")]
        return Stair(building.id, rooms[0], rooms[1], rooms[2])


def household(session: Session, town: Town, home: str) -> Household:
    if not session.info.get("writing"):
        session.rollback()
    session.expire_all()
    return register.get_household(session, town.actor("wang"), home)
