"""Changes to the tree. Each is a change order, dated, with the versions and lineage it causes."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlmodel import Session, col, select

from webapp.core import clock, history, ids
from webapp.core.errors import DomainError
from webapp.core.i18n import N_
from webapp.org import queries
from webapp.org.models import ChangeOrder, OrderKind, Party, PartyKind, Unit, UnitKind, UnitLineage, UnitVersion

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


def rename(session: Session, actor: Any, unit: Unit, *, name: str, on: date, reason: str) -> ChangeOrder:
    """A rename keeps the id: QR codes, rows and certificates go on pointing at the same unit."""
    order = _order(session, actor, OrderKind.RENAME, unit, on, reason)
    before = unit.name
    _close_version(session, unit, on)
    unit.name = name
    _open_version(session, unit, on, order)
    history.record(session, actor, "rename_unit", unit, before={"name": before}, after={"name": name}, reason=reason)
    return order


def split(session: Session, actor: Any, unit: Unit, *, names: Sequence[str], on: date, reason: str) -> list[Unit]:
    """The old unit closes the day before; each part is a new unit that knows where it came from."""
    if len(names) < 2:
        raise NothingToMerge
    order = _order(session, actor, OrderKind.SPLIT, unit, on, reason)
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


def merge(session: Session, actor: Any, units: Sequence[Unit], *, name: str, on: date, reason: str) -> Unit:
    if len(units) < 2 or len({(unit.parent_id, unit.kind) for unit in units}) != 1:
        raise NothingToMerge
    order = _order(session, actor, OrderKind.MERGE, units[0], on, reason)
    parent = queries.unit(session, units[0].parent_id)
    for unit in units:
        _close(session, unit, on)
    whole = found_unit(session, kind=units[0].kind, name=name, parent=parent, on=on, order=order)
    _link(session, units, [whole], order)
    before = {"merged": [unit.id for unit in units]}
    history.record(session, actor, "merge_units", whole, before=before, reason=reason)
    return whole


def succeed(session: Session, actor: Any, old: Unit, fresh: Unit, *, on: date) -> None:
    """One unit in place of another, under a new parent."""
    order = _order(session, actor, OrderKind.MOVE, old, on, "")
    _close(session, old, on)
    _link(session, [old], [fresh], order)


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


def _order(session: Session, actor: Any, kind: OrderKind, unit: Unit, on: date, reason: str) -> ChangeOrder:
    if unit.valid_to is not None:
        raise AlreadyClosed(name=unit.name)
    last = _current_version(session, unit)
    if last is not None and on <= last.valid_from:
        raise ChangeTooEarly(field="on", last=last.valid_from.isoformat())
    community_id = queries.community_of(session, unit.id)
    made = ChangeOrder(
        kind=kind, community_id=community_id, reason=reason, effective_on=on, made_at=clock.now(),
        made_by=actor.account_id if actor else None,
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
