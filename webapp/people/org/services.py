"""Changes to the tree. Each is a change order, dated, with the versions and lineage it causes."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import func, literal, update
from sqlmodel import Session, col, select

from webapp.core.data import ids
from webapp.core.search.prefix_search import begins_with
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.org import queries
from webapp.people.org.models import (
    ChangeOrder,
    ChangeState,
    OrderKind,
    Party,
    PartyKind,
    Unit,
    UnitKind,
    UnitLineage,
    UnitVersion,
)

LEVELS = [UnitKind.DISTRICT, UnitKind.STREET, UnitKind.COMMUNITY, UnitKind.GRID, UnitKind.MICRO_GRID]


class WrongLevel(DomainError):
    """Each unit hangs directly on the level above: no grid straight under a street."""

    status = 422
    message = N_("%(kind)s不能直接挂在这一级下面。")


class AlreadyClosed(DomainError):
    message = N_("“%(name)s”已经撤销，不能再改。")


class ChangeTooEarly(DomainError):
    status = 422
    message = N_("生效日期不能早于上一次调整的日期（%(last)s）。")


class NothingToMerge(DomainError):
    status = 422
    message = N_("合并至少要选两个同一上级的单元。")


def found_unit(
    session: Session,
    *,
    kind: UnitKind,
    name: str,
    parent: Unit | None,
    on: date,
    code: str = "",
    position: int = 0,
    order: ChangeOrder | None = None,
    duty_phone: str | None = None,
) -> Unit:
    """A new unit with its first version. Used by import, split and merge; the caller records the history."""
    expected = LEVELS[LEVELS.index(kind) - 1] if kind is not UnitKind.DISTRICT else None
    if (parent.kind if parent else None) is not expected:
        raise WrongLevel(kind=kind.value)
    unit_id = ids.new()
    path = (parent.path if parent else "") + unit_id[-8:] + "/"
    made = Unit(
        id=unit_id, kind=kind, name=name, code=code, parent_id=parent.id if parent else None, path=path,
        position=position, valid_from=on, duty_phone=duty_phone,
    )  # fmt: skip
    session.add(made)
    session.flush()
    _open_version(session, made, on, order)
    return made


def rename(
    session: Session, actor: Any, unit: Unit, *, name: str, on: date, reason: str, order: ChangeOrder | None = None
) -> ChangeOrder:
    """A rename keeps the id: QR codes, rows and certificates go on pointing at the same unit."""
    check_change(session, unit, on)
    order = order or write_order(session, actor, OrderKind.RENAME, unit, on, reason)
    before = unit.name
    _close_version(session, unit, on)
    unit.name = name
    _open_version(session, unit, on, order)
    history.record(session, actor, "rename_unit", unit, before={"name": before}, after={"name": name}, reason=reason)
    return order


def split(
    session: Session, actor: Any, unit: Unit, *, names: Sequence[str], on: date, reason: str,
    order: ChangeOrder | None = None,
) -> list[Unit]:  # fmt: skip
    """The old unit closes the day before; each part is a new unit that knows where it came from."""
    if len(names) < 2:
        raise NothingToMerge
    check_change(session, unit, on)
    order = order or write_order(session, actor, OrderKind.SPLIT, unit, on, reason)
    parent = queries.unit(session, unit.parent_id)
    _close(session, unit, on)
    parts = [
        found_unit(session, kind=unit.kind, name=name, parent=parent, on=on, order=order, position=unit.position)
        for name in names
    ]
    _link(session, [unit], parts, order)
    after = {"parts": [part.id for part in parts]}
    history.record(session, actor, "split_unit", unit, after=after, reason=reason)
    return parts


def merge(
    session: Session, actor: Any, units: Sequence[Unit], *, name: str, on: date, reason: str,
    order: ChangeOrder | None = None,
) -> Unit:  # fmt: skip
    check_merger(units)
    for unit in units:
        check_change(session, unit, on)
    order = order or write_order(session, actor, OrderKind.MERGE, units[0], on, reason)
    parent = queries.unit(session, units[0].parent_id)
    for unit in units:
        _close(session, unit, on)
    whole = found_unit(
        session, kind=units[0].kind, name=name, parent=parent, on=on, order=order, position=units[0].position
    )
    _link(session, units, [whole], order)
    before = {"merged": [unit.id for unit in units]}
    history.record(session, actor, "merge_units", whole, before=before, reason=reason)
    return whole


def succeed(session: Session, actor: Any, old: Unit, fresh: Unit, *, on: date) -> None:
    """One unit in place of another, under a new parent."""
    check_change(session, old, on)
    order = write_order(session, actor, OrderKind.MOVE, old, on, "")
    _close(session, old, on)
    _link(session, [old], [fresh], order)


def reparent(session: Session, unit: Unit, parent: Unit, *, on: date, order: ChangeOrder) -> None:
    """The same unit under another parent of the same level: it keeps its id, everything below it comes along.
    On the day of its last change this mends that change, so that a split may be followed by a move at once."""
    last = _current_version(session, unit)
    if last is not None and on < last.valid_from:
        raise ChangeTooEarly(field="on", last=last.valid_from)
    if LEVELS.index(unit.kind) != LEVELS.index(parent.kind) + 1:
        raise WrongLevel(kind=unit.kind.value)
    unit.parent_id = parent.id
    if last is not None and last.valid_from == on:
        last.parent_id, last.order_id = parent.id, order.id
    else:
        _close_version(session, unit, on)
        _open_version(session, unit, on, order)
    _carry_paths(session, unit.path, parent.path + _own_key(unit))


def put_below(session: Session, old: Unit, fresh: Unit) -> None:
    """A closed unit lies below its successor, and what still lies in it directly below that: no path grows longer."""
    before = old.path
    old.path = fresh.path + _own_key(old)
    _carry_paths(session, before, fresh.path)


def check_merger(units: Sequence[Unit]) -> None:
    if len(units) < 2 or len({(unit.parent_id, unit.kind) for unit in units}) != 1:
        raise NothingToMerge


def make_party(
    session: Session,
    actor: Any,
    *,
    kind: PartyKind,
    name: str,
    community_id: str | None,
    unit_id: str | None = None,
    title: str = "",
    contact_name: str = "",
    phone: str | None = None,
    silent: bool = False,
) -> Party:
    """`silent` leaves the history line to the caller that makes many at once."""
    made = Party(
        kind=kind, name=name, initials=initials(name), community_id=community_id, unit_id=unit_id, title=title,
        contact_name=contact_name, phone=phone,
    )  # fmt: skip
    session.add(made)
    session.flush()
    if not silent:
        history.record(session, actor, "make_party", made, after={"kind": kind.value})
    return made


@cache
def initials(name: str) -> str:
    """zh for 周海: what a host types after @. Surnames read as surnames."""
    from pypinyin import Style, lazy_pinyin

    first = SURNAME_INITIALS.get(name[:1])
    letters = [part[:1].lower() for part in lazy_pinyin(name, style=Style.FIRST_LETTER) if part.strip()]
    return "".join([first, *letters[1:]] if first and letters else letters)[:40]


SURNAME_INITIALS = {
    "单": "s",
    "曾": "z",
    "仇": "q",
    "解": "x",
    "查": "z",
    "尉": "y",
    "盖": "g",
    "乐": "y",
    "区": "o",
    "朴": "p",
}


def check_open(unit: Unit) -> None:
    if unit.valid_to is not None:
        raise AlreadyClosed(name=unit.name)


def check_change(session: Session, unit: Unit, on: date) -> None:
    """One change of a unit's own a day, each later than the last."""
    check_open(unit)
    last = _current_version(session, unit)
    if last is not None and on <= last.valid_from:
        raise ChangeTooEarly(field="on", last=last.valid_from)


def write_order(
    session: Session, actor: Any, kind: OrderKind, unit: Unit, on: date, reason: str, **planned: Any
) -> ChangeOrder:
    """In force at once, unless `planned` says what it will do on its day."""
    made = ChangeOrder(
        kind=kind, unit_id=unit.id, community_id=queries.community_of(session, unit.id), reason=reason,
        effective_on=on, made_at=clock.now(), made_by=actor.account_id if actor else None,
        state=ChangeState.PLANNED if planned else ChangeState.IN_FORCE, asked=planned,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def _current_version(session: Session, unit: Unit) -> UnitVersion | None:
    query = select(UnitVersion).where(UnitVersion.unit_id == unit.id).order_by(col(UnitVersion.valid_from).desc())
    return session.exec(query).first()


def _open_version(session: Session, unit: Unit, on: date, order: ChangeOrder | None) -> None:
    version = UnitVersion(
        unit_id=unit.id, name=unit.name, code=unit.code, parent_id=unit.parent_id, valid_from=on,
        order_id=order.id if order else None,
    )  # fmt: skip
    session.add(version)
    session.flush()


def _close_version(session: Session, unit: Unit, on: date) -> None:
    version = _current_version(session, unit)
    if version is not None:
        version.valid_to = on - timedelta(days=1)


def _close(session: Session, unit: Unit, on: date) -> None:
    _close_version(session, unit, on)
    unit.valid_to = on - timedelta(days=1)
    session.flush()


def _link(session: Session, before: Sequence[Unit], after: Sequence[Unit], order: ChangeOrder) -> None:
    session.add_all(
        UnitLineage(before_id=old.id, after_id=fresh.id, order_id=order.id) for old in before for fresh in after
    )
    session.flush()


def _own_key(unit: Unit) -> str:
    return unit.path.rstrip("/").rsplit("/", 1)[-1] + "/"


def _carry_paths(session: Session, before: str, after: str) -> None:
    """Every unit at or below one path goes to the same place at or below another."""
    rest = func.substr(Unit.path, len(before) + 1)
    moved = update(Unit).where(begins_with(Unit.path, before)).values(path=literal(after) + rest)
    session.flush()
    session.execute(moved.execution_options(synchronize_session=False))
    for known in session.identity_map.values():
        if isinstance(known, Unit):
            session.expire(known, ["path"])
