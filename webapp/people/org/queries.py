import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from webapp.core.search.prefix_search import begins_with
from webapp.core.text.pinyin import by_sound
from webapp.core.web.errors import NotFound
from webapp.people.org.models import Party, PartyKind, Unit, UnitKind, UnitLineage, UnitVersion


def ids_of_kinds(session: Session, *kinds: UnitKind) -> list[str]:
    return list(session.exec(select(Unit.id).where(col(Unit.kind).in_(kinds))))


def unit(session: Session, unit_id: str | None) -> Unit:
    """Any unit by id, without scope: the tree itself is public."""
    found = session.exec(_unit(), params={"id": unit_id}).first() if unit_id else None
    if found is None:
        raise NotFound
    return found


@cache
def _unit() -> Any:
    return select(Unit).where(Unit.id == bindparam("id"))


def children(session: Session, parent_id: str | None, on: date) -> list[Unit]:
    query = select(Unit).where(Unit.parent_id == parent_id, *_open(on)).order_by(col(Unit.position), col(Unit.code))
    return list(session.exec(query))


def ancestors(session: Session, below: Unit) -> list[Unit]:
    """From the district down to the unit itself."""
    keys = below.path.strip("/").split("/")
    paths = ["/".join(keys[: n + 1]) + "/" for n in range(len(keys))]
    return list(session.exec(select(Unit).where(col(Unit.path).in_(paths)).order_by(col(Unit.path))))


def letterhead(session: Session, issuing: Unit) -> str:
    """Who issues a paper, with the unit above: 军粮城街道冬梅轩社区居民委员会."""
    return (unit(session, issuing.parent_id).name if issuing.parent_id else "") + issuing.official_name


def community_of(session: Session, unit_id: str) -> str | None:
    """The community a unit lies in (itself, when it is one); None above community level."""
    for above in ancestors(session, unit(session, unit_id)):
        if above.kind is UnitKind.COMMUNITY:
            return above.id
    return None


def subtree(session: Session, above: Unit, kind: UnitKind, on: date) -> list[Unit]:
    query = select(Unit).where(begins_with(Unit.path, above.path), Unit.kind == kind, *_open(on))
    rows = session.exec(query)
    return sorted(rows, key=lambda one: (one.path.rsplit("/", 2)[0], one.position))


def grids_of(session: Session, community_id: str) -> dict[str, str]:
    """Name → id of the grids a community has today, in their order."""
    query = select(Unit.name, Unit.id).where(
        Unit.parent_id == community_id, Unit.kind == UnitKind.GRID, col(Unit.valid_to).is_(None)
    )
    return dict(session.exec(query.order_by(col(Unit.position), col(Unit.name))).all())


def as_listed(rows: Iterable[tuple[str, str, str, int]]) -> list[tuple[str, str]]:
    """(id, name) of (id, name, path, position): a parent before its children, neighbours by their place in the list,
    because the tokens a path is made of have no order that a reader knows."""
    units = list(rows)
    place = {path: position for _, _, path, position in units}

    def way(path: str) -> list[tuple[int, str]]:
        keys = path.strip("/").split("/")
        return [(place.get("/".join(keys[: n + 1]) + "/", 0), key) for n, key in enumerate(keys)]

    return [(unit_id, name) for unit_id, name, path, _ in sorted(units, key=lambda one: way(one[2]))]


def by_code(session: Session, code: str) -> Unit | None:
    return session.exec(select(Unit).where(Unit.code == code, col(Unit.valid_to).is_(None))).first()


def name_on(session: Session, unit_id: str, on: date) -> str:
    """What a unit was called on a day; printed things keep the name of their own day."""
    query = select(UnitVersion.name).where(
        UnitVersion.unit_id == unit_id,
        UnitVersion.valid_from <= on,
        (col(UnitVersion.valid_to).is_(None)) | (col(UnitVersion.valid_to) >= on),
    )
    return session.exec(query.order_by(col(UnitVersion.valid_from).desc())).first() or unit(session, unit_id).name


def versions(session: Session, unit_id: str) -> list[UnitVersion]:
    query = select(UnitVersion).where(UnitVersion.unit_id == unit_id).order_by(col(UnitVersion.valid_from).desc())
    return list(session.exec(query))


def successors(session: Session, unit_id: str) -> list[Unit]:
    """The first is the heir: a split makes the part that everything goes to before the others."""
    query = select(Unit).join(UnitLineage, col(UnitLineage.after_id) == Unit.id).where(UnitLineage.before_id == unit_id)
    return list(session.exec(query.order_by(Unit.id)))


def predecessors(session: Session, unit_id: str) -> list[Unit]:
    query = select(Unit).join(UnitLineage, col(UnitLineage.before_id) == Unit.id).where(UnitLineage.after_id == unit_id)
    return list(session.exec(query.order_by(Unit.id)))


def party(session: Session, party_id: str | None) -> Party:
    found = session.exec(select(Party).where(Party.id == party_id)).first() if party_id else None
    if found is None:
        raise NotFound
    return found


def parties(session: Session, community_id: str, on: date, kinds: tuple[PartyKind, ...] = ()) -> list[Party]:
    """Who can own a job in this community today, people of the district included."""
    query = select(Party).where(
        (col(Party.community_id) == community_id) | (col(Party.community_id).is_(None)),
        (col(Party.left_on).is_(None)) | (col(Party.left_on) > on),
    )
    if kinds:
        query = query.where(col(Party.kind).in_(kinds))
    return by_sound(session.exec(query), lambda party: party.name)


def _open(on: date) -> tuple:  # type: ignore[type-arg]
    return (Unit.valid_from <= on, (col(Unit.valid_to).is_(None)) | (col(Unit.valid_to) >= on))


def named(words: str, communities: list[str]) -> Any:
    """Ids of parties of some communities by the beginning of their name, or of its initials: each one range."""
    here = col(Party.community_id).in_(communities)
    if words.isascii():
        low = words.lower()
        beyond = low[:-1] + chr(ord(low[-1]) + 1)
        return select(Party.id).where(here, col(Party.initials) >= low, col(Party.initials) < beyond)
    return select(Party.id).where(here, begins_with(Party.name, re.sub(r"[*?\[\]%_\\\\]", "", words)))
