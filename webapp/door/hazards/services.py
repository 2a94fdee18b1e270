"""A hazard becomes a case at once: the place from the building, the lead from who says 我来办."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from webapp.casework.cases import handling_services, services
from webapp.casework.cases import queries as cases
from webapp.casework.cases.models import GridCase, Source
from webapp.casework.cases.services import Matter, Place
from webapp.casework.cases.voice_services import Spoken
from webapp.casework.catalogue import queries as catalogue
from webapp.casework.catalogue.models import Category
from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.web.errors import DomainError, NotFound
from webapp.door.hazards.rules import NOWHERE, Where
from webapp.people.accounts.scope import Actor
from webapp.people.org import queries as org
from webapp.people.org.models import UnitKind
from webapp.register.register import queries as register

SEE_PHOTO = "见照片"


class UnknownCategory(DomainError):
    status = 422
    message = N_("请选哪一类隐患。")


class PlaceMissing(DomainError):
    status = 422
    message = N_("请选在哪栋楼。")


def report_hazard(
    session: Session,
    actor: Actor,
    *,
    category: str,
    way: str,
    words: str = "",
    where: Where = NOWHERE,
    same_as: str | None = None,
    captured_at: datetime | None = None,
    pictures: Sequence[bytes] = (),
    id: str | None = None,
) -> GridCase:
    """`way`: take (我来办) or up (报上去). `same_as` adds to a case that was recognised instead of a second one; where
    that is done with by the time the phone is heard, it is a case of its own."""
    kind = kind_of(session, category, clock.local(captured_at or clock.now()).date())
    if (known := _recognised(session, actor, where, same_as)) is not None:
        return handling_services.add_note(session, actor, known, words=words or SEE_PHOTO, pictures=pictures)
    place = place_of(session, actor, where.building_id, where.spot)
    title = "" if words else f"{place.words} {kind.name}".strip()
    case = services.open_case(
        session,
        actor,
        place=place,
        spoken=Spoken(words or SEE_PHOTO, Source.PATROL, said_at=captured_at),
        matter=Matter(category_id=kind.id, title=title),
        take=way == "take",
        hand_up=way == "up",
        id=id,
    )
    handling_services.show(session, actor, case, pictures)
    return case


def _recognised(session: Session, actor: Actor, where: Where, same_as: str | None) -> GridCase | None:
    if not (where.building_id and same_as and ids.is_id(same_as)):
        return None
    return cases.open_here(session, actor, where.building_id, same_as)


def kind_of(session: Session, code: str, on: date) -> Category:
    try:
        return catalogue.category_by_code(session, code, on)
    except NotFound:
        raise UnknownCategory(field="category") from None


def place_of(session: Session, actor: Actor, building_id: str | None, spot: str = "") -> Place:
    """The building's grid within the actor's reach; without a building the worker's own grid."""
    if building_id:
        building = register.get_building(session, actor, building_id)
        entrances = register.list_entrances(session, actor, building_id)
        words = f"{building.label} {spot}".strip()
        return Place(building.community_id, entrances[0].grid_id, building_id=building.id, words=words)
    grid_id = next(iter(actor.grid_ids), None)
    if grid_id is None:
        raise PlaceMissing(field="building_id")
    grid = org.unit(session, grid_id)
    community_id = org.community_of(session, grid_id)
    assert community_id is not None and grid.kind is UnitKind.GRID
    return Place(community_id, grid_id, words=spot or grid.name)
