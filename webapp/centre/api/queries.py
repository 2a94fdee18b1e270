"""What a key may read. Rows are narrowed to its unit and below, as they are for a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from webapp.casework.cases.models import Act, GridCase
from webapp.casework.cases.rules import State
from webapp.casework.catalogue.models import Category
from webapp.centre.api import rules
from webapp.centre.api.models import ApiDelivery, ApiKey, ApiNumber
from webapp.core.lists.first_rows import First, read
from webapp.core.time import clock
from webapp.core.trust import vault
from webapp.people.accounts.models import Role
from webapp.people.accounts.scope import Actor, Hat, one, units_below, within
from webapp.people.org.models import Unit, UnitKind

RECENT = 30


@dataclass(frozen=True)
class Caller:
    """A platform in the history: no account, its key's name where a device stands."""

    device: str
    account_id: None = None
    acting_for: None = None


def caller(key: ApiKey) -> Caller:
    return Caller(device=f"API {key.name}"[:80])


def reach(session: Session, key: ApiKey) -> Actor:
    """Eyes that see what lies at and below the key's unit; they never act."""
    unit = session.get_one(Unit, key.unit_id)
    hat = Hat(Role.DISTRICT, unit.id, unit.name, unit.kind, unit.path, None)
    return Actor("", "", key.name, (hat,))


def key_by_token(session: Session, token: str) -> ApiKey | None:
    query = select(ApiKey).where(ApiKey.token_hash == vault.hashed(token), col(ApiKey.ended_at).is_(None))
    return session.exec(query).first()


def list_keys(session: Session, actor: Actor) -> list[tuple[ApiKey, str]]:
    query = select(ApiKey, Unit.name).join(Unit, col(Unit.id) == ApiKey.unit_id)
    query = query.order_by(col(ApiKey.ended_at).is_not(None), col(ApiKey.id).desc())
    return list(session.exec(within(query, actor, ApiKey.unit_id)))


def get_key(session: Session, actor: Actor, key_id: str) -> ApiKey:
    found: ApiKey = one(session, within(select(ApiKey).where(ApiKey.id == key_id), actor, ApiKey.unit_id))
    return found


def list_deliveries(session: Session, key: ApiKey) -> First[tuple[ApiDelivery, str]]:
    query = select(ApiDelivery, GridCase.number).join(GridCase, col(GridCase.id) == ApiDelivery.case_id)
    query = query.where(ApiDelivery.key_id == key.id).order_by(col(ApiDelivery.id).desc())
    return read(session, query, RECENT)


def hooked(session: Session) -> list[ApiKey]:
    return list(session.exec(select(ApiKey).where(ApiKey.hook_url != "", col(ApiKey.ended_at).is_(None))))


def units_for_keys(session: Session, actor: Actor) -> list[Any]:
    query = select(Unit.id, Unit.name, Unit.path, Unit.position).where(
        col(Unit.kind).in_([UnitKind.DISTRICT, UnitKind.STREET, UnitKind.COMMUNITY]), col(Unit.valid_to).is_(None)
    )
    return list(session.exec(within(query.order_by(col(Unit.path)).limit(600), actor, Unit.id)))


def number_of(session: Session, key: ApiKey, case_id: str) -> str | None:
    said = select(ApiNumber.number).where(ApiNumber.key_id == key.id, ApiNumber.case_id == case_id)
    return session.exec(said).first()


def get_delivery(session: Session, key: ApiKey, delivery_id: str) -> ApiDelivery:
    query = select(ApiDelivery).where(ApiDelivery.id == delivery_id, ApiDelivery.key_id == key.id)
    found: ApiDelivery = one(session, query)
    return found


def get_case(session: Session, key: ApiKey, case_id: str) -> GridCase:
    """Whoever only sends in sees what they sent, and nothing else."""
    query = within(select(GridCase).where(GridCase.id == case_id), reach(session, key), GridCase.community_id)
    if rules.Scope.CASES_OUT not in key.scopes:
        query = query.where(col(GridCase.id).in_(select(ApiNumber.case_id).where(ApiNumber.key_id == key.id)))
    found: GridCase = one(session, query)
    return found


def list_cases(session: Session, key: ApiKey, *, since: datetime | None, after: str) -> list[GridCase]:
    query = within(select(GridCase), reach(session, key), GridCase.community_id)
    if since is not None:
        query = query.where(select(Act.id).where(Act.case_id == GridCase.id, Act.at >= since).exists())
    if after:
        query = query.where(col(GridCase.id) > after)
    return list(session.exec(query.order_by(col(GridCase.id)).limit(rules.PAGE)))


def as_told(session: Session, key: ApiKey, cases: Iterable[GridCase]) -> list[dict[str, Any]]:
    """Numbers, kinds, places and times: no words, no names."""
    rows = list(cases)
    found = [one.id for one in rows]
    numbers = dict(session.exec(
        select(ApiNumber.case_id, ApiNumber.number).where(ApiNumber.key_id == key.id, col(ApiNumber.case_id).in_(found))
    ).all())  # fmt: skip
    taken = dict(session.exec(
        select(Act.case_id, func.min(Act.at)).where(col(Act.case_id).in_(found), col(Act.verb).in_(rules.TAKEN))
        .group_by(Act.case_id)
    ).all())  # fmt: skip
    names = dict(session.exec(
        select(Category.id, Category.name).where(col(Category.id).in_({one.category_id for one in rows}))
    ).all())  # fmt: skip
    return [_told(one, numbers.get(one.id), taken.get(one.id), names[one.category_id]) for one in rows]


def _told(case: GridCase, number: str | None, accepted: datetime | None, category: str) -> dict[str, Any]:
    closed = case.ended_at if case.state is State.CLOSED else None
    times = {
        "reported_at": case.reported_at, "accepted_at": accepted, "handled_at": case.handled_at, "closed_at": closed,
        "first_due_at": case.first_due_at, "due_at": case.due_at,
    }  # fmt: skip
    return {
        "id": case.id, "number": case.number, "your_number": number, "stage": rules.stage_of(case.state).value,
        "category": case.category_code, "category_name": category, "unit_id": case.grid_id or case.community_id,
        "community_id": case.community_id, "outcome": case.outcome.value if case.outcome else None,
        **{name: clock.canonical(at) if at else None for name, at in times.items()},
    }  # fmt: skip


def list_units(session: Session, key: ApiKey) -> list[dict[str, Any]]:
    query = select(Unit).where(col(Unit.valid_to).is_(None), col(Unit.id).in_(units_below(reach(session, key))))
    return [
        {"id": one.id, "kind": one.kind.value, "name": one.name, "code": one.code or "",
         "parent_id": one.parent_id if one.id != key.unit_id else None}
        for one in session.exec(query.order_by(col(Unit.path)))
    ]  # fmt: skip


def count_cases(session: Session, key: ApiKey, since: datetime, until: datetime) -> list[dict[str, Any]]:
    """Only whole communities: a single grid's two cases may already say whose they are."""
    now, home = clock.now(), GridCase.community_id
    homes = select(Unit.id, Unit.name).where(Unit.kind == UnitKind.COMMUNITY, col(Unit.valid_to).is_(None))
    here = within(homes.order_by(col(Unit.path)), reach(session, key), Unit.id)
    running = col(GridCase.ended_at).is_(None)
    asked: dict[str, Any] = {
        "reported": (GridCase.reported_at >= since) & (GridCase.reported_at < until),
        "ended": (col(GridCase.ended_at) >= since) & (col(GridCase.ended_at) < until),
        "open": running, "late": running & col(GridCase.handled_at).is_(None) & (col(GridCase.due_at) < now),
    }  # fmt: skip
    found = {
        name: dict(session.exec(select(home, func.count()).where(condition).group_by(home)).all())
        for name, condition in asked.items()
    }  # fmt: skip
    return [
        {"unit_id": unit_id, "name": name, **{what: counts.get(unit_id, 0) for what, counts in found.items()}}
        for unit_id, name in session.exec(here)
    ]  # fmt: skip
