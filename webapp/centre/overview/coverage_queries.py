"""How far the walking has come: households met in the running round, and grids where nothing stirs.

Read from the tally of each grid and micro-grid (kept in every transaction that changes a home), never from the homes or
the visits themselves: the page costs the same whether the district has walked for a month or for ten years.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import case
from sqlmodel import Session, col, func, select

from webapp.centre.overview.rules import QUIET_DAYS
from webapp.core.spread import shards
from webapp.core.time import clock
from webapp.door.visits import rules as visiting
from webapp.door.visits.models import Visit
from webapp.people.accounts.models import Account, Post, Role
from webapp.people.accounts.scope import Actor, within
from webapp.people.org.models import Party, Unit, UnitKind
from webapp.register.register.models import IS_KEY, HomeTally, Household
from webapp.register.register.tally_services import is_met


@dataclass
class GridCell:
    id: str
    name: str
    community_id: str
    path: str = ""
    total: int = 0
    reached: int = 0
    last_at: datetime | None = None
    worker: str = ""

    @property
    def percent(self) -> int:
        return round(100 * self.reached / self.total) if self.total else 0

    def quiet_days(self, today: date) -> int | None:
        """Days without a single record; None where there is nobody to visit or something stirred of late."""
        if not self.total:
            return None
        days = clock.days_between(clock.local(self.last_at).date(), today) if self.last_at else 99
        return days if days >= QUIET_DAYS else None

    def silent_days(self, today: date) -> int | None:
        """The same, where somebody is in post who could have written one."""
        return self.quiet_days(today) if self.worker else None


@dataclass
class CommunityRow:
    id: str
    name: str
    grids: list[GridCell] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(grid.total for grid in self.grids)

    @property
    def reached(self) -> int:
        return sum(grid.reached for grid in self.grids)

    @property
    def percent(self) -> int:
        return round(100 * self.reached / self.total) if self.total else 0


def coverage(session: Session, actor: Actor, today: date) -> list[CommunityRow]:
    """Communities with their grids, in the order of the tree; communities without grids are left out."""
    cells = _cells(session, actor, today)
    _count_households(session, actor, today, cells)
    _name_workers(session, actor, today, cells)
    wanted = {cell.community_id for cell in cells.values()}
    units = session.exec(select(Unit.id, Unit.name).where(col(Unit.id).in_(wanted)).order_by(Unit.code, Unit.name))
    rows = {unit_id: CommunityRow(unit_id, name) for unit_id, name in units}
    for cell in cells.values():
        rows[cell.community_id].grids.append(cell)
    return list(rows.values())


class KeyHouseholds(NamedTuple):
    in_time: int
    total: int


def key_households(session: Session, actor: Actor, today: date, column: Any = Household.grid_id) -> KeyHouseholds:
    """In time means that the household's own clock has not run out. `column` says by which unit they are found."""
    in_time = func.sum(case((col(Household.next_due_on) >= today, 1), else_=0))
    query = select(in_time, func.count()).where(IS_KEY, col(Household.moved_out_on).is_(None))
    done, every = session.exec(within(query, actor, column)).one()
    return KeyHouseholds(int(done or 0), int(every))


class Reached(NamedTuple):
    reached: int
    total: int


def reached_by_building(session: Session, actor: Actor, today: date, place: Any) -> dict[str, Reached]:
    """Households of each building, of one community at most: how many there are, how many were met in the round."""
    query = (
        select(Household.building_id, func.count(), func.sum(case((is_met(today), 1), else_=0)))
        .where(col(Household.moved_out_on).is_(None))
        .group_by(col(Household.building_id))
    )
    rows = session.exec(within(query, actor, place))
    return {str(key): Reached(int(met or 0), total) for key, total, met in rows if key}


def kept(session: Session, actor: Actor, today: date, kind: UnitKind) -> dict[str, Reached]:
    """Grid or micro-grid → homes and homes met, from what every writing transaction keeps. A tally of an earlier
    round says that nobody was met in this one yet."""
    query = select(HomeTally.unit_id, HomeTally.homes, HomeTally.met, HomeTally.round_from)
    query = query.join(Unit, col(Unit.id) == HomeTally.unit_id).where(Unit.kind == kind)
    running = visiting.round_start(today)
    rows = session.exec(within(query, actor, HomeTally.unit_id))
    return {str(key): Reached(met if since == running else 0, homes) for key, homes, met, since in rows}


def _newest(session: Session, actor: Actor) -> dict[str, Any]:
    """A grid's last visit stands first in its index; where the rows are spread, each machine groups its own."""
    if shards.is_spread(session.get_bind()):
        each = within(select(Visit.grid_id, func.max(Visit.happened_at)), actor, Visit.grid_id).group_by(Visit.grid_id)
    else:
        last = select(func.max(Visit.happened_at)).where(Visit.grid_id == Unit.id).correlate(Unit).scalar_subquery()
        each = within(select(Unit.id, last).where(Unit.kind == UnitKind.GRID), actor, Unit.id)
    return {str(grid_id): at for grid_id, at in session.exec(each)}


def _cells(session: Session, actor: Actor, today: date) -> dict[str, GridCell]:
    newest = _newest(session, actor)
    query = (
        select(Unit.id, Unit.name, Unit.parent_id, Unit.path)
        .where(Unit.kind == UnitKind.GRID, Unit.valid_from <= today)
        .where((col(Unit.valid_to).is_(None)) | (col(Unit.valid_to) >= today))
        .order_by(col(Unit.path), col(Unit.position))
    )
    rows = session.exec(within(query, actor, Unit.id))
    cells = {row[0]: GridCell(row[0], row[1], str(row[2]), row[3], last_at=_aware(newest.get(row[0]))) for row in rows}
    return dict(sorted(cells.items(), key=lambda pair: (pair[1].community_id, _number(pair[1].name))))


def _count_households(session: Session, actor: Actor, today: date, cells: dict[str, GridCell]) -> None:
    for grid_id, count in kept(session, actor, today, UnitKind.GRID).items():
        if grid_id in cells:
            cells[grid_id].total, cells[grid_id].reached = count.total, count.reached


def _name_workers(session: Session, actor: Actor, today: date, cells: dict[str, GridCell]) -> None:
    query = (
        select(Post.unit_id, Party.name)
        .join(Account, col(Account.id) == Post.account_id)
        .join(Party, col(Party.id) == Account.party_id)
        .where(Post.role == Role.GRID_WORKER, Post.valid_from <= today)
        .where((col(Post.valid_to).is_(None)) | (col(Post.valid_to) >= today))
    )
    for unit_id, name in session.exec(within(query, actor, Post.unit_id)):
        if unit_id in cells:
            cells[unit_id].worker = name


def _aware(moment: datetime | str | None) -> datetime | None:
    """A bare max() loses the column's type on SQLite: the text is UTC."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=clock.now().tzinfo)


NUMERALS = {letter: n for n, letter in enumerate("零一二三四五六七八九十")}


def _number(name: str) -> tuple[int, str]:
    """第十网格 comes after 第九网格."""
    figures = "".join(letter for letter in name if letter.isdecimal())
    if figures:
        return int(figures), name
    digits = [NUMERALS[letter] for letter in name if letter in NUMERALS]
    if len(digits) == 2 and digits[0] == 10:
        return 10 + digits[1], name
    return (digits[0] if digits else 0), name
