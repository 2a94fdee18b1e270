"""Which grids an order meets, who works them, how many doors it asks for: as many statements for 500 as for one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import false, or_
from sqlmodel import Session, col, func, select

from webapp.casework.dispatch.rules import GridKind, Homes
from webapp.core.search.prefix_search import begins_with
from webapp.people.accounts.models import Account, Post, PostKind, Role
from webapp.people.accounts.scope import Actor, within
from webapp.people.org.models import Unit, UnitKind
from webapp.register.merchants.models import Merchant
from webapp.register.register.models import Household

BEFORE = {PostKind.COVER: 0, PostKind.ACTING: 1, PostKind.MAIN: 2}


@dataclass(frozen=True)
class Target:
    """A grid an order would meet. `homes` is how many doors; `worker_id` who holds the post today, if anybody."""

    grid_id: str
    name: str
    community_id: str
    community: str
    homes: int
    worker_id: str | None = None


def list_targets(
    session: Session, actor: Actor, unit_ids: Iterable[str], kind: GridKind, homes: Homes, on: date
) -> list[Target]:
    """The open grids at or below the named units, inside the actor's reach, that the filters leave."""
    named = within(select(Unit.path).where(col(Unit.id).in_(list(unit_ids))), actor, Unit.id)
    return targets_below(session, list(session.exec(named)), kind, homes, on)


def targets_below(session: Session, paths: list[str], kind: GridKind, homes: Homes, on: date) -> list[Target]:
    grids = _grids(session, paths, kind, on)
    wanted = [grid.id for grid in grids]
    counts = count_homes(session, wanted, homes)
    workers = workers_of(session, wanted, on)
    above = select(Unit.id, Unit.name).where(col(Unit.id).in_({grid.parent_id for grid in grids}))
    names: dict[str | None, str] = dict(session.exec(above).all())  # type: ignore[arg-type]
    found = [
        Target(grid.id, grid.name, str(grid.parent_id), names[grid.parent_id], counts.get(grid.id, 0),
               workers.get(grid.id))
        for grid in grids if homes is Homes.NONE or counts.get(grid.id)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.community, one.community_id))


def _grids(session: Session, paths: list[str], kind: GridKind, on: date) -> list[Unit]:
    reach = or_(false(), *(begins_with(Unit.path, path) for path in paths))
    query = select(Unit).where(reach, Unit.kind == UnitKind.GRID, Unit.valid_from <= on)
    query = query.where((col(Unit.valid_to).is_(None)) | (col(Unit.valid_to) >= on))
    if kind is GridKind.HOMES:
        query = query.where(col(Unit.id).in_(select(Household.grid_id).where(col(Household.moved_out_on).is_(None))))
    if kind is GridKind.SHOPS:
        query = query.where(col(Unit.id).in_(select(Merchant.grid_id).where(col(Merchant.closed_on).is_(None))))
    return list(session.exec(query.order_by(col(Unit.parent_id), col(Unit.position))))


def count_homes(session: Session, grid_ids: list[str], homes: Homes) -> dict[str, int]:
    if homes is Homes.NONE or not grid_ids:
        return {}
    query = select(Household.grid_id, func.count()).where(col(Household.grid_id).in_(grid_ids), *asked_homes(homes))
    return dict(session.exec(query.group_by(col(Household.grid_id))).all())


ASKS = {Homes.KEY: "is_key", Homes.RENTED: "is_rented"}  # what a household must be; the others ask every one


def asked_homes(homes: Homes) -> tuple[Any, ...]:
    """Households of a grid that an order asks for, as conditions on `household`."""
    asks = [getattr(Household, ASKS[homes]).is_(True)] if homes in ASKS else []
    return (col(Household.moved_out_on).is_(None), *asks)


def asks_home(homes: Homes, household: Any) -> bool:
    """The same of a household that was read."""
    return household.moved_out_on is None and (homes not in ASKS or bool(getattr(household, ASKS[homes])))


def workers_of(session: Session, grid_ids: list[str], on: date) -> dict[str, str]:
    """Grid → account of who works it today: a cover goes before the one who is away."""
    query = (
        select(Post.unit_id, Account.id, Post.kind)
        .join(Account, col(Account.id) == Post.account_id)
        .where(
            Post.role == Role.GRID_WORKER, col(Post.unit_id).in_(grid_ids), Post.valid_from <= on,
            (col(Post.valid_to).is_(None)) | (col(Post.valid_to) >= on), col(Account.closed_at).is_(None),
        )
    )  # fmt: skip
    rows: list[Any] = sorted(session.exec(query), key=lambda row: BEFORE[PostKind(row[2])], reverse=True)
    return {unit_id: account_id for unit_id, account_id, _ in rows}
