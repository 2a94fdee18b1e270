"""An order of any kind, for today or for a later day: planned → in force, or withdrawn, or refused on its day."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from webapp.core.data import db
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor, require_reach
from webapp.people.notices import services as notices
from webapp.people.org import queries as org
from webapp.people.org.models import ChangeOrder, ChangeState, OrderKind, Unit
from webapp.people.org.services import write_order
from webapp.register.boundaries import queries, services
from webapp.register.register.models import Entrance

FARTHEST = timedelta(days=730)
CLOSING = (OrderKind.SPLIT, OrderKind.MERGE)


class TooFarAhead(DomainError):
    status = 422
    message = N_("最多提前两年排调整。")


class PlannedAlready(DomainError):
    """One change of a unit a day, and nothing after the day it ends: what would fail is refused while planning."""

    message = N_("“%(name)s”在 %(day)s 已经排了一张调整单，和这张冲突。请先撤回那一张。")


class AlreadySettled(DomainError):
    message = N_("这张调整单已经生效或者撤回了。")


def issue(session: Session, actor: Actor, kind: OrderKind, unit: Unit, *, on: date, reason: str, **asked: Any) -> str:
    """Done at once, or kept for its day. Returns the unit to look at next."""
    require_reach(session, actor, [one.id for one in _named(session, unit, asked)])
    if on <= clock.today():
        return _act(session, actor, kind, unit, asked, on, reason, None)
    plan(session, actor, kind, unit, on=on, reason=reason, **asked)
    return unit.id


def plan(
    session: Session, actor: Actor, kind: OrderKind, unit: Unit, *, on: date, reason: str, **asked: Any
) -> ChangeOrder:
    """Two years ahead at most; what cannot stand on that day is refused now, not then."""
    if on > clock.today() + FARTHEST:
        raise TooFarAhead(field="on")
    _check(session, kind, unit, asked, on)
    if kind is not OrderKind.MOVE:  # doors and communities may move on any day; only their goal must then stand
        _check_plans(session, kind, _named(session, unit, asked), on)
    order = write_order(session, actor, kind, unit, on, reason, **asked)
    after = {"kind": kind.value, "on": on.isoformat()}
    history.record(session, actor, "plan_order", order, after=after, reason=reason)
    return order


def withdraw(session: Session, actor: Actor, order_id: str) -> ChangeOrder:
    """Only what is not in force yet."""
    order = queries.get_order(session, actor, order_id, lock=True)
    if order.state is not ChangeState.PLANNED:
        raise AlreadySettled
    _settle(order, ChangeState.WITHDRAWN)
    history.record(session, actor, "withdraw_order", order, reason=order.reason)
    return order


def take_due() -> int:
    """Every planned order whose day has come, oldest first, each in its own transaction."""
    due = queries.due_orders(db.session(), clock.today())
    db.session().rollback()
    for order_id in due:
        try:
            with db.transaction() as session:
                take_effect(session, order_id)
        except DomainError as refusal:
            with db.transaction() as session:
                _refuse(session, order_id, refusal)
    return len(due)


def take_effect(session: Session, order_id: str) -> None:
    """By the right its maker had when it was made, whoever holds the post by now."""
    order = queries.planned(session, order_id)
    if order is None or order.effective_on > clock.today():
        return
    maker = accounts.actor_of(session, str(order.made_by), clock.local(order.made_at).date())
    unit = org.unit(session, order.unit_id)
    _settle(order, ChangeState.IN_FORCE)
    _act(
        session, maker.wearing(Action.CHANGE_ORGANISATION), order.kind, unit, order.asked, order.effective_on,
        order.reason, order,
    )  # fmt: skip
    history.record(session, maker, "order_takes_effect", order, reason=order.reason)


def _refuse(session: Session, order_id: str, refusal: DomainError) -> None:
    """The tree has changed meanwhile: nothing is done by halves, and whoever made the order is told."""
    order = queries.planned(session, order_id)
    if order is None:
        return
    _settle(order, ChangeState.REFUSED)
    order.trouble = {"message": refusal.message, "values": {key: str(one) for key, one in refusal.values.items()}}
    history.record(session, None, "order_refused", order, after=order.trouble, reason=order.reason)
    if order.made_by:
        notices.tell(
            session, [order.made_by], N_("一张排好的调整单没有生效，请看看原因。"), cause=f"order-refused:{order.id}",
            url=f"/organisation/{order.unit_id}",
        )  # fmt: skip


def _settle(order: ChangeOrder, state: ChangeState) -> None:
    order.state, order.settled_at = state, clock.now()


def _act(
    session: Session, actor: Actor, kind: OrderKind, unit: Unit, asked: dict[str, Any], on: date, reason: str,
    order: ChangeOrder | None,
) -> str:  # fmt: skip
    told: dict[str, Any] = {"on": on, "reason": reason, "order": order}
    return ACTS[kind](session, actor, unit, asked, told)


def _rename(session: Session, actor: Actor, unit: Unit, asked: dict[str, Any], told: dict[str, Any]) -> str:
    services.rename_unit(session, actor, unit, name=asked["name"], **told)
    return unit.id


def _found(session: Session, actor: Actor, unit: Unit, asked: dict[str, Any], told: dict[str, Any]) -> str:
    services.found_child(session, actor, unit, name=asked["name"], **told)
    return unit.id


def _split(session: Session, actor: Actor, unit: Unit, asked: dict[str, Any], told: dict[str, Any]) -> str:
    return services.split_unit(session, actor, unit, names=asked["names"], **told)[0].id


def _merge(session: Session, actor: Actor, unit: Unit, asked: dict[str, Any], told: dict[str, Any]) -> str:
    units = [unit, *_units(session, asked["others"])]
    return services.merge_units(session, actor, units, name=asked["name"], **told).id


def _move(session: Session, actor: Actor, unit: Unit, asked: dict[str, Any], told: dict[str, Any]) -> str:
    target = org.unit(session, asked["target"])
    if "communities" in asked:
        services.transfer_communities(session, actor, _units(session, asked["communities"]), target=target, **told)
    else:
        services.move_entrances(session, actor, _doors(session, asked["entrances"]), target=target, **told)
    return unit.id


Act = Callable[[Session, Actor, Unit, dict[str, Any], dict[str, Any]], str]
ACTS: dict[OrderKind, Act] = {
    OrderKind.RENAME: _rename, OrderKind.FOUND: _found, OrderKind.SPLIT: _split, OrderKind.MERGE: _merge,
    OrderKind.MOVE: _move,
}  # fmt: skip


def _check(session: Session, kind: OrderKind, unit: Unit, asked: dict[str, Any], on: date) -> None:
    if kind is OrderKind.RENAME:
        services.check_rename(session, unit, on)
    elif kind is OrderKind.FOUND:
        services.check_founding(unit)
    elif kind is OrderKind.SPLIT:
        services.check_split(session, unit, asked["names"], on)
    elif kind is OrderKind.MERGE:
        services.check_merger(session, [unit, *_units(session, asked["others"])], on)
    elif "communities" in asked:
        services.check_transfer(_units(session, asked["communities"]), org.unit(session, asked["target"]))
    else:
        services.check_move(_doors(session, asked["entrances"]), org.unit(session, asked["target"]))


def _check_plans(session: Session, kind: OrderKind, named: Sequence[Unit], on: date) -> None:
    wanted = {unit.id: unit.name for unit in named}
    for other in queries.planned_orders(session):
        met = next((key for key in queries.units_named(other) if key in wanted), None)
        if met is None or OrderKind.MOVE is other.kind:
            continue
        same_day = other.effective_on == on and OrderKind.FOUND not in (kind, other.kind)
        ended = other.kind in CLOSING and other.effective_on <= on
        ends_it = kind in CLOSING and on <= other.effective_on
        if same_day or ended or ends_it:
            raise PlannedAlready(name=wanted[met], day=other.effective_on)


def _named(session: Session, unit: Unit, asked: dict[str, Any]) -> list[Unit]:
    return [unit, *_units(session, queries.units_asked(asked))]


def _units(session: Session, unit_ids: Sequence[str]) -> list[Unit]:
    return [org.unit(session, unit_id) for unit_id in unit_ids]


def _doors(session: Session, entrance_ids: Sequence[str]) -> list[Entrance]:
    return list(session.exec(select(Entrance).where(col(Entrance.id).in_(entrance_ids))))
