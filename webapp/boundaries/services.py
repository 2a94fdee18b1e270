"""Change orders of the district: each writes units, lineage, placements and posts in one transaction."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from webapp.accounts import services as accounts
from webapp.accounts.models import Account, Post
from webapp.accounts.scope import Actor, require_reach
from webapp.core import clock, history
from webapp.core.errors import DomainError
from webapp.core.i18n import N_
from webapp.merchants.models import Employee, Merchant
from webapp.org import queries as org_queries
from webapp.org import services as org
from webapp.org.models import ChangeOrder, OrderKind, Unit, UnitKind
from webapp.register import place_services
from webapp.register.models import Entrance

DIVIDED = (UnitKind.GRID, UnitKind.MICRO_GRID)


class InFuture(DomainError):
    """Copies of the grid stand on a hundred thousand rows; they change when the order takes effect, so it is today."""

    status = 422
    message = N_("生效日期不能晚于今天。")


class OnlyGrids(DomainError):
    status = 422
    message = N_("只有网格和微网格可以在这里新设、拆分、合并。")


class TwoNamesNeeded(DomainError):
    status = 422
    message = N_("至少写两个名称，一行一个。")


class NothingChosen(DomainError):
    status = 422
    message = N_("请至少勾一个门。")


def rename_unit(session: Session, actor: Actor, unit: Unit, *, name: str, on: date, reason: str) -> ChangeOrder:
    _not_in_future(on)
    return org.rename(session, actor, unit, name=name, on=on, reason=reason)


def found_child(session: Session, actor: Actor, parent: Unit, *, name: str, on: date, reason: str) -> Unit:
    """One level below: a grid in a community, a micro-grid in a grid."""
    _not_in_future(on)
    if parent.kind not in (UnitKind.COMMUNITY, UnitKind.GRID):
        raise OnlyGrids
    kind = UnitKind.GRID if parent.kind is UnitKind.COMMUNITY else UnitKind.MICRO_GRID
    position = len(org_queries.children(session, parent.id, on)) + 1
    order = _order(session, actor, OrderKind.FOUND, parent, on, reason)
    made = org.found_unit(session, kind=kind, name=name, parent=parent, on=on, position=position, order=order)
    history.record(session, actor, "found_unit", made, after={"name": name}, reason=reason)
    return made


def split_unit(
    session: Session, actor: Actor, unit: Unit, *, names: Sequence[str], on: date, reason: str
) -> list[Unit]:
    """Everything goes to the first part; the other parts are then given their doors, on the same day if wanted."""
    _divisible(unit, on)
    if len(names) < 2:
        raise TwoNamesNeeded(field="names")
    below = org_queries.children(session, unit.id, on)
    parts = org.split(session, actor, unit, names=names, on=on, reason=reason)
    _hand_on(session, actor, unit, parts[0], below, on)
    return parts


def merge_units(session: Session, actor: Actor, units: Sequence[Unit], *, name: str, on: date, reason: str) -> Unit:
    for unit in units:
        _divisible(unit, on)
    below = {unit.id: org_queries.children(session, unit.id, on) for unit in units}
    whole = org.merge(session, actor, units, name=name, on=on, reason=reason)
    for unit in units:
        _hand_on(session, actor, unit, whole, below[unit.id], on)
    return whole


def move_entrances(
    session: Session, actor: Actor, entrances: Sequence[Entrance], *, target: Unit, on: date, reason: str
) -> None:
    """To a grid, or to a micro-grid and with it to its grid."""
    _not_in_future(on)
    if not entrances:
        raise NothingChosen(field="entrances")
    if target.kind not in DIVIDED:
        raise OnlyGrids(field="target_id")
    order = _order(session, actor, OrderKind.MOVE, target, on, reason)
    grid_id, micro_id = (target.id, None) if target.kind is UnitKind.GRID else (str(target.parent_id), target.id)
    place_services.place_entrances(
        session, actor, entrances, grid_id=grid_id, micro_grid_id=micro_id, on=on, order_id=order.id, reason=reason
    )
    for building_id in {entrance.building_id for entrance in entrances}:
        _shops_follow(session, building_id, grid_id)


def _hand_on(session: Session, actor: Actor, old: Unit, fresh: Unit, below: Sequence[Unit], on: date) -> None:
    """Doors, shops, micro-grids and posts of a closed unit pass to its successor."""
    heirs = {unit.id: _carry(session, actor, unit, fresh, on) for unit in below}
    _posts_follow(session, old, fresh, on)
    if old.kind is UnitKind.MICRO_GRID:
        _place(session, actor, old, str(fresh.parent_id), fresh.id, on)
        return
    for micro_id, heir in heirs.items():
        _place(session, actor, org_queries.unit(session, micro_id), fresh.id, heir.id, on)
    _place(session, actor, old, fresh.id, None, on)
    for model in (Merchant, Employee):
        session.execute(update(model).where(col(model.grid_id) == old.id).values(grid_id=fresh.id))


def _carry(session: Session, actor: Actor, unit: Unit, parent: Unit, on: date) -> Unit:
    """A micro-grid moves with its grid: a path never changes, so it becomes a new unit with a predecessor."""
    heir = org.found_unit(session, kind=unit.kind, name=unit.name, parent=parent, on=on, position=unit.position)
    org.succeed(session, actor, unit, heir, on=on)
    _posts_follow(session, unit, heir, on)
    return heir


def _place(session: Session, actor: Actor, old: Unit, grid_id: str, micro_id: str | None, on: date) -> None:
    column = Entrance.micro_grid_id if old.kind is UnitKind.MICRO_GRID else Entrance.grid_id
    doors = list(session.exec(select(Entrance).where(column == old.id)))
    if doors:
        place_services.place_entrances(session, actor, doors, grid_id=grid_id, micro_grid_id=micro_id, on=on)


def _posts_follow(session: Session, old: Unit, fresh: Unit, on: date) -> None:
    for post in session.exec(select(Post).where(Post.unit_id == old.id)).all():
        if not post.is_held(on):
            continue
        account = session.get_one(Account, post.account_id)
        post.valid_to = max(post.valid_from, on - timedelta(days=1))
        session.flush()
        accounts.give_post(
            session, None, account, role=post.role, unit_id=fresh.id, valid_from=on, kind=post.kind,
            document=post.document,
        )  # fmt: skip


def _shops_follow(session: Session, building_id: str, grid_id: str) -> None:
    """Shops of a building move when its last entrance has."""
    grids = set(session.exec(select(Entrance.grid_id).where(Entrance.building_id == building_id)))
    if grids == {grid_id}:
        shops = select(Merchant.id).where(Merchant.building_id == building_id)
        session.execute(update(Employee).where(col(Employee.merchant_id).in_(shops)).values(grid_id=grid_id))
        session.execute(update(Merchant).where(col(Merchant.building_id) == building_id).values(grid_id=grid_id))


def _order(session: Session, actor: Actor, kind: OrderKind, unit: Unit, on: date, reason: str) -> ChangeOrder:
    require_reach(session, actor, [unit.id])
    made = ChangeOrder(
        kind=kind, community_id=org_queries.community_of(session, unit.id), reason=reason, effective_on=on,
        made_at=clock.now(), made_by=actor.account_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def _divisible(unit: Unit, on: date) -> None:
    _not_in_future(on)
    if unit.kind not in DIVIDED:
        raise OnlyGrids


def _not_in_future(on: date) -> None:
    if on > clock.today():
        raise InFuture(field="on")
