"""Change orders of the district: each writes units, lineage, placements and posts in one transaction."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor, require_reach
from webapp.people.org import queries as org_queries
from webapp.people.org import services as org
from webapp.people.org.models import ChangeOrder, OrderKind, Unit, UnitKind
from webapp.register.boundaries import heir_services as heirs
from webapp.register.register import place_services
from webapp.register.register.models import Entrance

GRIDS = (UnitKind.GRID, UnitKind.MICRO_GRID)
DIVIDED = (UnitKind.STREET, *GRIDS)
FOUNDED_IN = (UnitKind.COMMUNITY, UnitKind.GRID)


class InFuture(DomainError):
    """Copies of the grid stand on a hundred thousand rows; they change when the order takes effect, never before.
    An order for a later day is planned instead (order_services)."""

    status = 422
    message = N_("生效日期不能晚于今天。")


class OnlyGrids(DomainError):
    """A community's id stands on every row of its people, ledgers and numbers; it is renamed and moved, not divided."""

    status = 422
    message = N_("只有网格和微网格可以在这里新设，街道、网格和微网格可以拆分、合并。")


class TwoNamesNeeded(DomainError):
    status = 422
    message = N_("至少写两个名称，一行一个。")


class NothingChosen(DomainError):
    status = 422
    message = N_("请至少勾一个门。")


class NoCommunityChosen(DomainError):
    status = 422
    message = N_("请至少勾一个社区。")


class OnlyToStreet(DomainError):
    status = 422
    message = N_("社区只能划给另一个街道。")


# --- what may be asked at all; also looked at when an order is planned ------------------------------------------------


def check_rename(session: Session, unit: Unit, on: date) -> None:
    org.check_change(session, unit, on)


def check_founding(parent: Unit) -> None:
    org.check_open(parent)
    if parent.kind not in FOUNDED_IN:
        raise OnlyGrids


def check_split(session: Session, unit: Unit, names: Sequence[str], on: date) -> None:
    """Grids, micro-grids and streets are split, into two at least."""
    if unit.kind not in DIVIDED:
        raise OnlyGrids
    if len(names) < 2:
        raise TwoNamesNeeded(field="names")
    org.check_change(session, unit, on)


def check_merger(session: Session, units: Sequence[Unit], on: date) -> None:
    for unit in units:
        if unit.kind not in DIVIDED:
            raise OnlyGrids
        org.check_change(session, unit, on)
    org.check_merger(units)


def check_move(entrances: Sequence[Entrance], target: Unit) -> None:
    if not entrances:
        raise NothingChosen(field="entrances")
    if target.kind not in GRIDS:
        raise OnlyGrids(field="target_id")
    org.check_open(target)


def check_transfer(communities: Sequence[Unit], target: Unit) -> None:
    if not communities:
        raise NoCommunityChosen(field="communities")
    if target.kind is not UnitKind.STREET or any(one.kind is not UnitKind.COMMUNITY for one in communities):
        raise OnlyToStreet(field="target_id")
    for unit in (target, *communities):
        org.check_open(unit)


# --- what is done, on its day or later -------------------------------------------------------------------------------


def rename_unit(
    session: Session, actor: Actor, unit: Unit, *, name: str, on: date, reason: str, order: ChangeOrder | None = None
) -> ChangeOrder:
    _not_in_future(on)
    check_rename(session, unit, on)
    return org.rename(session, actor, unit, name=name, on=on, reason=reason, order=order)


def found_child(
    session: Session, actor: Actor, parent: Unit, *, name: str, on: date, reason: str, order: ChangeOrder | None = None
) -> Unit:
    """One level below: a grid in a community, a micro-grid in a grid."""
    _not_in_future(on)
    check_founding(parent)
    kind = UnitKind.GRID if parent.kind is UnitKind.COMMUNITY else UnitKind.MICRO_GRID
    position = len(org_queries.children(session, parent.id, on)) + 1
    order = order or _order(session, actor, OrderKind.FOUND, parent, on, reason)
    made = org.found_unit(session, kind=kind, name=name, parent=parent, on=on, position=position, order=order)
    history.record(session, actor, "found_unit", made, after={"name": name}, reason=reason)
    return made


def split_unit(
    session: Session, actor: Actor, unit: Unit, *, names: Sequence[str], on: date, reason: str,
    order: ChangeOrder | None = None,
) -> list[Unit]:  # fmt: skip
    """Everything goes to the first part; the other parts are then given their share, on the same day if wanted."""
    _not_in_future(on)
    check_split(session, unit, names, on)
    order = order or _order(session, actor, OrderKind.SPLIT, unit, on, reason)
    below = org_queries.children(session, unit.id, on)
    parts = org.split(session, actor, unit, names=names, on=on, reason=reason, order=order)
    heirs.hand_on(session, actor, unit, parts[0], below, on, order)
    return parts


def merge_units(
    session: Session, actor: Actor, units: Sequence[Unit], *, name: str, on: date, reason: str,
    order: ChangeOrder | None = None,
) -> Unit:  # fmt: skip
    _not_in_future(on)
    check_merger(session, units, on)
    order = order or _order(session, actor, OrderKind.MERGE, units[0], on, reason)
    below = {unit.id: org_queries.children(session, unit.id, on) for unit in units}
    whole = org.merge(session, actor, units, name=name, on=on, reason=reason, order=order)
    for unit in units:
        heirs.hand_on(session, actor, unit, whole, below[unit.id], on, order)
    return whole


def move_entrances(
    session: Session, actor: Actor, entrances: Sequence[Entrance], *, target: Unit, on: date, reason: str,
    order: ChangeOrder | None = None,
) -> None:  # fmt: skip
    """To a grid, or to a micro-grid and with it to its grid."""
    _not_in_future(on)
    check_move(entrances, target)
    order = order or _order(session, actor, OrderKind.MOVE, target, on, reason)
    grid_id, micro_id = (target.id, None) if target.kind is UnitKind.GRID else (str(target.parent_id), target.id)
    place_services.place_entrances(
        session, actor, entrances, grid_id=grid_id, micro_grid_id=micro_id, on=on, order_id=order.id, reason=reason
    )
    for building_id in {entrance.building_id for entrance in entrances}:
        heirs.shops_follow(session, building_id, grid_id)


def transfer_communities(
    session: Session, actor: Actor, communities: Sequence[Unit], *, target: Unit, on: date, reason: str,
    order: ChangeOrder | None = None,
) -> None:  # fmt: skip
    """To another street. The community keeps its id, so no row of its people changes; only its path does."""
    _not_in_future(on)
    check_transfer(communities, target)
    order = order or _order(session, actor, OrderKind.MOVE, target, on, reason)
    for unit in communities:
        before = {"street": unit.parent_id}
        org.reparent(session, unit, target, on=on, order=order)
        history.record(
            session, actor, "transfer_community", unit, before=before, after={"street": target.id}, reason=reason,
            community_id=unit.id,
        )  # fmt: skip


def _order(session: Session, actor: Actor, kind: OrderKind, unit: Unit, on: date, reason: str) -> ChangeOrder:
    require_reach(session, actor, [unit.id])
    return org.write_order(session, actor, kind, unit, on, reason)


def _not_in_future(on: date) -> None:
    if on > clock.today():
        raise InFuture(field="on")
