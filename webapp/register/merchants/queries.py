from typing import Any

from sqlmodel import Session, col, func, or_, select

from webapp.core.search.lookup import begins, hidden, rows_with, tail_index
from webapp.core.text.pinyin import by_sound
from webapp.people.accounts.scope import Actor, one, units_below, within
from webapp.people.org.models import Unit, UnitKind
from webapp.register.merchants.models import Employee, Merchant, Partner


def get_merchant(session: Session, actor: Actor, merchant_id: str) -> Merchant:
    query = select(Merchant).where(Merchant.id == merchant_id)
    found: Merchant = one(session, within(query, actor, Merchant.grid_id))
    return found


def list_employees(session: Session, merchant: Merchant) -> list[Employee]:
    query = select(Employee).where(Employee.merchant_id == merchant.id, col(Employee.left_on).is_(None))
    return by_sound(session.exec(query), lambda employee: employee.name)


def get_employee(session: Session, actor: Actor, employee_id: str) -> Employee:
    query = select(Employee).where(Employee.id == employee_id)
    found: Employee = one(session, within(query, actor, Employee.grid_id))
    return found


def get_partner(session: Session, actor: Actor, partner_id: str) -> Partner:
    query = select(Partner).where(Partner.id == partner_id)
    found: Partner = one(session, within(query, actor, Partner.community_id))
    return found


def list_partners(session: Session, actor: Actor) -> list[Partner]:
    """Those of the communities in reach, and a grid worker's own community: whom to call is no secret inside it."""
    own = {hat.community_id for hat in actor.hats if hat.community_id}
    reach = or_(col(Partner.community_id).in_(units_below(actor)), col(Partner.community_id).in_(own))
    query = select(Partner).where(col(Partner.left_on).is_(None), reach)
    return list(session.exec(query.order_by(col(Partner.kind), col(Partner.name))))


def count_merchants(session: Session, actor: Actor, grid_id: str | None = None) -> dict[str, int]:
    shops = within(select(func.count()).where(col(Merchant.closed_on).is_(None)), actor, Merchant.grid_id)
    people = within(select(func.count()).where(col(Employee.left_on).is_(None)), actor, Employee.grid_id)
    if grid_id is not None:
        shops, people = shops.where(Merchant.grid_id == grid_id), people.where(Employee.grid_id == grid_id)
    return {"merchants": session.exec(shops).one(), "employees": session.exec(people).one()}


def search_merchants(
    session: Session, actor: Actor, communities: list[str], *, name: str = "", letters: str = "", tail: str = "",
    limit: int = 30,
) -> list[Any]:  # fmt: skip
    """(id, name, trade, shop_no, community_id) by name, pinyin or initials, or by the last four digits of the phone."""
    query: Any = select(Merchant.id, Merchant.name, Merchant.trade, Merchant.shop_no, Merchant.community_id)
    query = within(query.where(col(Merchant.closed_on).is_(None)), actor, hidden(Merchant.grid_id)).limit(limit)
    here, found = col(Merchant.community_id).in_(communities), dict[str, Any]()
    ways: list[Any] = []
    if name:
        ways = [here & begins(Merchant.name, name), col(Merchant.id).in_(rows_with(name, communities))]
    elif letters:
        ways = [here & begins(Merchant.pinyin, letters), here & begins(Merchant.initials, letters)]
    elif tail:
        ways = [here & (col(Merchant.phone_tail_index) == tail_index(tail))]
    for way in ways:  # each is one range of one index; the next is asked only where there is room left
        if len(found) < limit:
            found |= {row[0]: row for row in session.exec(query.where(way))}
    return list(found.values())[:limit]


def grids_to_choose(session: Session, actor: Actor) -> list[tuple[str, str]]:
    return _units(session, actor, UnitKind.GRID)


def communities_to_choose(session: Session, actor: Actor) -> list[tuple[str, str]]:
    return _units(session, actor, UnitKind.COMMUNITY)


def _units(session: Session, actor: Actor, kind: UnitKind) -> list[tuple[str, str]]:
    query = select(Unit.id, Unit.name).where(Unit.kind == kind, col(Unit.valid_to).is_(None))
    ordered = query.order_by(col(Unit.parent_id), col(Unit.position)).limit(400)
    return [(unit_id, name) for unit_id, name in session.exec(within(ordered, actor, Unit.id))]
