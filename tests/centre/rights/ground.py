"""A family behind a street door, and requests about one of them."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from tests.register.register import homes
from tests.town import Town
from webapp.centre.rights import queries, services
from webapp.centre.rights.models import PersonRequest
from webapp.centre.rights.rules import Kind, Paper
from webapp.core.data import db
from webapp.people.accounts.permissions import Action
from webapp.register.register.models import Entrance, Resident

NAME, PHONE, WRONG = "单小军", "13800005678", "13911112222"


@dataclass(frozen=True)
class Family:
    token: str
    home: str
    person: str
    head: str


def settle(session: Session, town: Town) -> Family:
    building = homes.build(session, town)
    home = homes.settle(session, town, building)
    person = homes.add(
        session, town, home, name=NAME, phone=PHONE, health="听力弱", id_number=homes.ID_NUMBER, work="保安"
    )
    head = session.exec(select(Resident.id).where(Resident.name == "王桂芬")).one()
    entrance = session.get_one(Entrance, home.entrance_id)
    return Family(entrance.token, home.id, person.id, head)


def asked(town: Town, family: Family, kind: Kind = Kind.SEE, **more: Any) -> tuple[str, str]:
    """(id, code) of a request from the street door."""
    with db.transaction() as session:
        place = queries.place_of_door(session, family.token)
        wish = services.Wish(kind, NAME, WRONG, "2门602", more.get("words"))
        row, code = services.ask(session, place, wish)
        return row.id, code


def checked(town: Town, family: Family, kind: Kind, *, match: str = "", **more: Any) -> tuple[str, str]:
    """… whose paper was seen, and who was found in the register."""
    request_id, code = asked(town, family, kind, **more)
    with db.transaction() as session:
        row = session.get_one(PersonRequest, request_id)
        services.check_paper(
            session, town.actor("wang", Action.TAKE_RIGHTS), row, paper=Paper.ID_CARD, proof=more.get("proof"),
            code_end=code[-4:],
        )  # fmt: skip
        li = town.actor("li", Action.ANSWER_RIGHTS)
        services.match(session, li, row, queries.get_person(session, li, match or family.person))
    return request_id, code
