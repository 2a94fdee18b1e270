"""Grids and micro-grids of a whole district, a street or a community in one sheet."""

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session, col, select

from webapp.core.search.prefix_search import begins_with
from webapp.core.text.i18n import N_, listed
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.people.accounts.permissions import Action
from webapp.people.org import queries as org
from webapp.people.org import services
from webapp.people.org.models import Unit, UnitKind
from webapp.register.intake.cell_rules import text
from webapp.register.intake.kind_rules import Field, Ground, Kind, Known, Values

NO_SUCH = N_("没有叫“%(given)s”的社区，核对一下全名")
WHICH_ONE = N_("“%(given)s”不止一个，请把街道也写上：%(streets)s")
SEPARATOR = "\n"


def tree(session: Session, unit_id: str) -> tuple[dict[str, Unit], list[Unit]]:
    """Every open unit of the district, by id, and those below (or at) the one the sheet is for."""
    top = org.unit(session, unit_id)
    above = org.ancestors(session, top)[0]
    query = select(Unit).where(begins_with(Unit.path, above.path), col(Unit.valid_to).is_(None))
    every = {unit.id: unit for unit in session.exec(query.order_by(col(Unit.path)))}
    return every, [unit for unit in every.values() if unit.path.startswith(top.path)]


def places(every: dict[str, Unit], below: list[Unit]) -> dict[str, str]:
    """Street, community, grid and micro-grid, joined and from the top down, to the unit's id."""
    return {SEPARATOR.join(names(every, unit)): unit.id for unit in below}


def names(every: dict[str, Unit], unit: Unit) -> list[str]:
    """From the street down to the unit itself."""
    found: list[str] = []
    here: Unit | None = unit
    while here is not None and here.kind is not UnitKind.DISTRICT:
        found.insert(0, here.name)
        here = every.get(here.parent_id or "")
    return found


def community(ground: Ground, values: Values) -> list[str]:
    """The communities a row could mean; the street is only needed where one name stands twice."""
    wanted, street = values["community"], values["street"]
    return [
        label for label in ground.places["unit"]
        if (parts := label.split(SEPARATOR)) and len(parts) == 2 and parts[1] == wanted and street in ("", parts[0])
    ]  # fmt: skip


def settle(ground: Ground, values: Values) -> Iterator[tuple[str, str, Values]]:
    """Fills in the street of a community that is named once; says what is wrong else."""
    found = community(ground, values)
    if not found:
        yield "community", NO_SUCH, {"given": values["community"]}
    elif len(found) > 1:
        streets = listed(label.split(SEPARATOR)[0] for label in found)
        yield "street", WHICH_ONE, {"given": values["community"], "streets": streets}
    else:
        values["street"] = found[0].split(SEPARATOR)[0]


def _survey(session: Session, unit_id: str) -> Ground:
    every, below = tree(session, unit_id)
    known = []
    for unit in below:
        if unit.kind in (UnitKind.GRID, UnitKind.MICRO_GRID):
            street, home, grid, *micro = names(every, unit)
            said = {"street": street, "community": home, "grid": grid, "micro": micro[0] if micro else ""}
            known.append(Known(unit.id, said))
    return Ground(unit_id, known, {"unit": places(every, below)})


def _add(session: Session, actor: Any, ground: Ground, values: Values) -> None:
    """A micro-grid's row founds its grid as well, when no row before it has."""
    label = SEPARATOR.join((values["street"], values["community"]))
    for kind, name in ((UnitKind.GRID, values["grid"]), (UnitKind.MICRO_GRID, values["micro"])):
        parent_id, label = ground.places["unit"][label], f"{label}{SEPARATOR}{name}"
        if name and label not in ground.places["unit"]:
            ground.places["unit"][label] = _found(session, actor, kind, name, parent_id)


def _found(session: Session, actor: Any, kind: UnitKind, name: str, parent_id: str) -> str:
    parent, today = org.unit(session, parent_id), clock.today()
    place = len(org.children(session, parent_id, today)) + 1
    made = services.found_unit(session, kind=kind, name=name, parent=parent, on=today, position=place)
    home = org.community_of(session, made.id)
    history.record(session, actor, "found_unit", made, after={"name": name}, community_id=home)
    return made.id


def _nothing(session: Session, actor: Any, ground: Ground, known_id: str, changed: Values) -> None:
    """A unit has nothing but its name and place, and those say which it is; a rename is an order of its own."""


STREET = Field("street", N_("街道"), example="军粮城街道", read=text(80))
COMMUNITY = Field("community", N_("社区"), required=True, example="冬梅轩社区", read=text(80, must=True))
UNITS = Kind(
    "units", N_("网格和微网格"), N_("一行一个网格；有微网格的，每个微网格再一行。社区重名时写上街道。"),
    (
        STREET, COMMUNITY,
        Field("grid", N_("网格"), required=True, example="第一网格", read=text(80, must=True)),
        Field("micro", N_("微网格"), example="1号楼微网格", read=text(80)),
    ),
    lambda values: [("unit", values["street"], values["community"], values["grid"], values["micro"])],
    _survey, _add, _nothing, settle, action=Action.CHANGE_ORGANISATION, is_wide=True,
)  # fmt: skip
KINDS = (UNITS,)
