"""Writing a case down at a desk: heard on the hotline, ordered from above, found on a round."""

from typing import Any

from sqlmodel import Session

from webapp.casework.cases import handling_services, queries, services, voice_services
from webapp.casework.cases.models import GridCase, Source
from webapp.casework.cases.services import Matter, Place
from webapp.casework.cases.voice_services import Spoken
from webapp.casework.catalogue import queries as catalogue
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.people.accounts.scope import Actor, require_reach
from webapp.people.org import queries as org
from webapp.people.org.models import UnitKind

WHOLE = N_("整个社区")


def grids(session: Session, actor: Actor) -> list[tuple[str, str]]:
    """The grids below the actor's posts, and each community as a whole; with the community's name where there are
    several."""
    found: dict[str, str] = {}
    for hat in actor.hats:
        if hat.unit_kind is UnitKind.GRID:
            found[hat.unit_id] = hat.unit_name
            continue
        above, today = org.unit(session, hat.unit_id), clock.today()
        grids_below = sorted(org.subtree(session, above, UnitKind.GRID, today), key=lambda unit: unit.position)
        homes = [above] if above.kind is UnitKind.COMMUNITY else org.subtree(session, above, UnitKind.COMMUNITY, today)
        for home in homes:
            before = f"{home.name} · " if len(homes) > 1 else ""
            found[home.id] = before + gettext(WHOLE)
            found.update({grid.id: before + grid.name for grid in grids_below if grid.path.startswith(home.path)})
    return list(found.items())


def near(session: Session, actor: Actor, told: dict[str, Any]) -> list[queries.CaseLine]:
    place = place_in(session, actor, told["grid_id"])
    code = catalogue.category(session, told["category_id"]).code
    return queries.nearby(
        session, actor, community_id=place.community_id, category_code=code, building_id=None, grid_id=place.grid_id
    )


def write_down(session: Session, actor: Actor, told: dict[str, Any]) -> GridCase:
    """A new case, or one more voice on the one that was recognised."""
    source = Source(told["source"])
    if told["same_as"] and told["same_as"] != "new":
        known = queries.get_case(session, actor, told["same_as"])
        if source is Source.HOTLINE:
            voice_services.add_voice(session, actor, known, Spoken(told["words"], source), id=told["id"])
        else:
            handling_services.add_note(session, actor, known, words=told["words"])
        return known
    return services.open_case(
        session,
        actor,
        place=place_in(session, actor, told["grid_id"]),
        spoken=Spoken(told["words"], source),
        matter=Matter(category_id=told["category_id"], due_on=told["due_on"]),
        id=told["id"],
    )


def place_in(session: Session, actor: Actor, grid_id: str, words: str = "") -> Place:
    """A community that is not divided yet may be named itself: then the case has no grid."""
    require_reach(session, actor, [grid_id])
    community_id = org.community_of(session, grid_id)
    if community_id is None:
        raise NotFound
    name, is_grid = org.unit(session, grid_id).name, grid_id != community_id
    return Place(community_id=community_id, grid_id=grid_id if is_grid else None, words=words or name)
