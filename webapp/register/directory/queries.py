"""Public reads: the tree, the doors and who serves there today. No resident table is touched."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, or_, select

from webapp.core.lists.first_rows import First, read, turned
from webapp.core.search.lookup import begins
from webapp.core.text import masks
from webapp.core.text.i18n import gettext
from webapp.core.text.pinyin import surname
from webapp.core.web.errors import NotFound
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.models import Account, PostKind, Role
from webapp.people.org import queries as org
from webapp.people.org.models import Unit, UnitKind
from webapp.register.register.models import Building, Entrance
from webapp.register.register.search_rules import understand

FOUND_AT_MOST = 24


@dataclass(frozen=True)
class Answer:
    """Everything the public page shows; the list of fields is frozen in a test."""

    place: str
    community: str
    grid: str
    worker: str
    worker_phone: str
    stands_in: bool
    duty_phone: str
    head: str
    micro_grid: str
    liaison: str
    supervision_phone: str


@dataclass(frozen=True)
class DoorLine:
    label: str
    token: str
    community: str


def by_token(session: Session, token: str, on: date) -> Answer:
    query = (
        select(Entrance, Building)
        .join(Building, col(Building.id) == Entrance.building_id)
        .where(col(Entrance.token) == token)
    )
    found = session.exec(query).first()
    if found is None:
        raise NotFound
    entrance, building = found
    grid = org.unit(session, entrance.grid_id)
    return answer(session, grid, on, building.label + entrance.name, entrance.micro_grid_id)


def answer(session: Session, grid: Unit, on: date, place: str = "", micro_grid_id: str | None = None) -> Answer:
    above = {unit.kind: unit for unit in org.ancestors(session, grid)}
    community = above[UnitKind.COMMUNITY]
    worker = accounts.holder_of(session, grid.id, Role.GRID_WORKER, on)
    micro = org.unit(session, micro_grid_id) if micro_grid_id else None
    head = accounts.holder_of(session, micro.id, Role.MICRO_HEAD, on) if micro else None
    liaison = accounts.holder_of(session, grid.id, Role.LIAISON, on)
    phones = [grid.duty_phone, community.duty_phone, above[UnitKind.STREET].duty_phone]
    return Answer(
        place=place, community=community.name, grid=grid.name,
        worker=_public_name(session, worker) if worker else "",
        worker_phone=(org.party(session, worker.party_id).phone or "") if worker else "",
        stands_in=bool(worker) and worker.kind is not PostKind.MAIN,
        duty_phone=next((phone for phone in phones if phone), ""),
        head=masks.name(head.name) if head else "", micro_grid=micro.name if micro else "",
        liaison=masks.name(liaison.name) if liaison else "",
        supervision_phone=above[UnitKind.DISTRICT].duty_phone or "",
    )  # fmt: skip


def _public_name(session: Session, worker: Any) -> str:
    """A worker who asked not to be named is surname and post; the number stays, so that residents still reach one."""
    if not session.get_one(Account, worker.account_id).hides_name:
        return str(worker.name)
    return gettext("%(surname)s网格员", surname=surname(worker.name))


def doors(session: Session, words: str) -> First[DoorLine]:
    """Street doors by estate, building and entrance, in Chinese or pinyin initials."""
    asked = understand(words)
    number, _, rest = asked.text.partition("-")
    label = col(Building.estate) + col(Building.name)
    matches = [label.startswith(words, autoescape=True), begins(Building.initials, words.lower())]
    if number[:1].isdecimal():
        exact = col(Building.name).in_([f"{number}号楼", f"{number}栋", f"{number}号", number])
        matches.append(exact & col(Building.estate).startswith(asked.estate, autoescape=True))
    query = (
        select(Building.estate, Building.name, Entrance.name, Entrance.token, Unit.name)
        .join(Entrance, col(Entrance.building_id) == Building.id)
        .join(Unit, col(Unit.id) == Building.community_id)
        .where(col(Entrance.building_id).in_(select(Building.id).where(or_(*matches))))
        .order_by(Unit.name, col(Building.position), col(Entrance.position))
    )
    wanted = rest.partition("-")[0]
    found = read(session, query, FOUND_AT_MOST)
    lines = [DoorLine(estate + name + door, token, unit) for estate, name, door, token, unit in found]
    return turned(found, [line for line in lines if not wanted or line.label.endswith(f"{wanted}门")] or lines)


def steps(session: Session, unit_id: str | None, on: date) -> tuple[list[Unit], list[Unit]]:
    """(the way down so far, what can be chosen next)."""
    if unit_id is None:
        roots = org.children(session, None, on)
        return ([], roots) if len(roots) != 1 else (roots, org.children(session, roots[0].id, on))
    here = org.unit(session, unit_id)
    return org.ancestors(session, here), org.children(session, here.id, on)
