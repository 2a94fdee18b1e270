"""Which rows a person reaches: those below the units of the posts that allow the action. Anything else is NotFound, as
if it were absent.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import false, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from webapp.core.search.prefix_search import begins_with
from webapp.core.spread import shards
from webapp.core.trust.history import DISTRICT_CHAIN, AuditLine
from webapp.core.web.errors import Forbidden, NotFound
from webapp.people.accounts.models import Role
from webapp.people.accounts.permissions import FOR_ANYBODY, Action, roles_for
from webapp.people.org.models import Unit, UnitKind

Row = TypeVar("Row")
LIE_AT_HOME = ("community_id", "grid_id", "micro_grid_id")  # a unit of the row's own community
GROUND = aliased(Unit)  # beside whatever units a statement names itself


@dataclass(frozen=True)
class Hat:
    """One held post, with what scope needs of it. `acting_for` is the person covered, if any."""

    role: Role
    unit_id: str
    unit_name: str
    unit_kind: UnitKind
    path: str
    community_id: str | None
    community_name: str = ""
    post_id: str = ""
    acting_for: str | None = None

    @property
    def place(self) -> str:
        """冬梅轩社区 · 第一网格; a community or what is above it stands alone."""
        below = self.community_name and self.unit_id != self.community_id
        return f"{self.community_name} · {self.unit_name}" if below else self.unit_name


class Reach(tuple[str, ...]):
    """The paths somebody serves; where rows are spread over machines also the one community they lie in."""

    home: str | None = None

    def at(self, home: str | None) -> "Reach":
        self.home = home
        return self

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other) and self.home == getattr(other, "home", None)

    def __hash__(self) -> int:
        return hash((self.home, super().__hash__()))


@dataclass(frozen=True)
class Actor:
    """Who acts. A door narrows the hats to those that allow the action, so a volunteer's post at the
    community never widens what the same person may see as grid worker."""

    account_id: str
    party_id: str
    name: str
    hats: tuple[Hat, ...] = ()
    device: str = ""
    sign_in_id: str | None = None
    seen_at: datetime | None = None
    proved_at: datetime | None = None
    must_change: bool = False
    all_hats: tuple[Hat, ...] = ()

    @cached_property
    def nameless(self) -> "Actor":
        """What a statement may be kept under: posts and ids, without the person and this browser."""
        return replace(self, name="", device="", sign_in_id=None, seen_at=None, proved_at=None)

    def can(self, action: Action) -> bool:
        return action in FOR_ANYBODY or self.works_with(action)

    def works_with(self, action: Action) -> bool:
        """It belongs to a post this person holds; what is open to anybody need not."""
        return not self.roles.isdisjoint(roles_for(action))

    def wearing(self, action: Action) -> "Actor":
        every = self.all_hats or self.hats
        fit = tuple(hat for hat in every if hat.role in roles_for(action))
        if not fit and action not in FOR_ANYBODY:
            raise Forbidden
        return replace(self, hats=fit, all_hats=every)

    @cached_property
    def roles(self) -> frozenset[Role]:
        return frozenset(hat.role for hat in self.all_hats or self.hats)

    @cached_property
    def paths(self) -> "Reach":
        return Reach(sorted({hat.path for hat in self.hats})).at(self.home if shards.HERE else None)

    @property
    def acting_for(self) -> str | None:
        return next((hat.acting_for for hat in self.hats if hat.acting_for), None)

    @property
    def community_id(self) -> str | None:
        return next((hat.community_id for hat in self.hats if hat.community_id), None)

    @property
    def home(self) -> str | None:
        """The one community of all that this person does here; none for whoever looks after more."""
        every = {hat.community_id for hat in self.hats}
        return every.pop() if len(every) == 1 else None

    @property
    def grid_ids(self) -> tuple[str, ...]:
        return tuple(hat.unit_id for hat in self.hats if hat.unit_kind is UnitKind.GRID)

    def serves(self, grid_id: str | None = None) -> bool:
        """Goes from door to door there, and so is told whom a visit meets; without a grid: wherever they look."""
        rounds = [hat for hat in self.hats if grid_id in (None, hat.unit_id)]
        return bool(rounds) and all(hat.role is Role.GRID_WORKER for hat in rounds)

    @property
    def is_wide(self) -> bool:
        """Looks after more than one community."""
        return any(hat.unit_kind in (UnitKind.STREET, UnitKind.DISTRICT) for hat in self.hats)

    def holds(self, *roles: Role) -> bool:
        return any(role in self.roles for role in roles)


def within(statement: Any, actor: Actor, unit_column: Any) -> Any:
    """Narrows to rows whose unit lies in the actor's subtree (path prefix, in SQL)."""
    return within_paths(statement, actor.paths, unit_column)


def within_paths(statement: Any, paths: tuple[str, ...], unit_column: Any, *, in_order: bool = False) -> Any:
    """For statements that are built once per reach and kept; everything else asks `within`. `in_order`: it goes along
    an order of its own and stops at the first rows, where PostgreSQL would begin with the places and sort all that was
    ever done there (`IS TRUE` keeps it from making a join of it)."""
    there = unit_column.in_(units_below_paths(paths))
    return _at_home(statement.where(there.is_(True) if in_order else there), getattr(paths, "home", None), unit_column)


def _at_home(statement: Any, home: str | None, unit_column: Any) -> Any:
    """Where rows are spread over machines, whoever serves one community asks that community's machine alone."""
    column = shards.home_here(unit_column) if home is not None and unit_column.key in LIE_AT_HOME else None
    return statement if column is None else statement.where(column == home)


class Ground(NamedTuple):
    """What of an actor a statement about their own ground is made of; it is kept under this."""

    kinds: frozenset[UnitKind]
    units: tuple[str, ...]
    paths: tuple[str, ...]
    home: str | None


def ground_of(actor: Actor) -> Ground:
    kinds = frozenset(hat.unit_kind for hat in actor.hats)
    home = actor.home if shards.HERE else None
    return Ground(kinds, tuple(sorted({hat.unit_id for hat in actor.hats})), actor.paths, home)


def on_ground(statement: Any, actor: Actor, community: Any, grid: Any = None) -> Any:
    """`within`, said so that the right index can answer a list: one grid, one community, or rows of a whole tree."""
    return lies_on(statement, ground_of(actor), community, grid)


def on_chains(statement: Any, actor: Actor) -> Any:
    """Lines of the history: of the communities within reach, and the district's own. One community's are said by name,
    for an index to answer."""
    chain, ground = col(AuditLine.chain_id), ground_of(actor)
    if ground.kinds == {UnitKind.COMMUNITY}:
        return statement.where(chain.in_((*ground.units, DISTRICT_CHAIN)))
    below = units_below(actor).where(col(Unit.id) == chain).correlate(AuditLine)
    return statement.where(or_(below.exists(), chain == DISTRICT_CHAIN))


def lies_on(statement: Any, ground: Ground, community: Any, grid: Any = None) -> Any:
    """For statements that are built once per ground and kept."""
    if ground.kinds == {UnitKind.GRID} and grid is not None:
        return _at_home(statement.where(_is_one_of(grid, ground.units)), ground.home, grid)
    if ground.kinds == {UnitKind.COMMUNITY}:
        return statement.where(_is_one_of(community, ground.units))
    statement = _at_home(statement, ground.home, community)
    reach = [begins_with(GROUND.path, path) for path in ground.paths]
    here = GROUND.id == community if grid is None else or_(GROUND.id == community, GROUND.id == grid)
    return statement.where(select(GROUND.id).where(here, or_(*reach) if reach else false()).exists())


def _is_one_of(column: Any, values: tuple[str, ...]) -> Any:
    return column == values[0] if len(values) == 1 else column.in_(values)


def units_below(actor: Actor) -> Any:
    return units_below_paths(actor.paths)


@lru_cache(maxsize=2048)
def units_below_paths(paths: tuple[str, ...]) -> Any:
    reach = [begins_with(Unit.path, path) for path in paths]
    return select(Unit.id).where(or_(*reach) if reach else false())


def one(session: Session, statement: Any) -> Any:
    found = session.exec(statement).first()
    if found is None:
        raise NotFound
    return found


def made_before(
    session: Session, kind: type[Row], id: str | None, owner_id: str | None, *, owner: str = "community_id"
) -> Row | None:
    """The row that this page has made already, for a page can be posted twice; one of another owner is nobody's."""
    known: Any = session.get(kind, id) if id else None
    if known is not None and getattr(known, owner) != owner_id:
        raise NotFound
    return known  # type: ignore[no-any-return]


def reaches(session: Session, actor: Actor, unit_id: str | None) -> bool:
    if unit_id is None:
        return False
    return session.exec(units_below(actor).where(Unit.id == unit_id)).first() is not None


def require_reach(session: Session, actor: Actor, unit_ids: Iterable[str | None]) -> None:
    for unit_id in unit_ids:
        if not reaches(session, actor, unit_id):
            raise NotFound
