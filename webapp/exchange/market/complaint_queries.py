from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlmodel import Session, col, select

from webapp.casework.cases.models import GridCase
from webapp.core.lists.first_rows import First, read, turned
from webapp.exchange.market.models import ShopComplaint, Suspension
from webapp.people.accounts.scope import Actor, one, within
from webapp.register.merchants.models import Merchant


@dataclass(frozen=True)
class ComplaintLine:
    complaint: ShopComplaint
    shop: Merchant
    case: GridCase


def list_open(session: Session, actor: Actor, most: int = 200) -> First[ComplaintLine]:
    query = _lines().where(col(ShopComplaint.is_upheld).is_(None)).order_by(col(ShopComplaint.made_at))
    rows = read(session, within(query, actor, Merchant.grid_id), most)
    return turned(rows, [ComplaintLine(*row) for row in rows])


def get_complaint(session: Session, actor: Actor, complaint_id: str) -> ComplaintLine:
    query = _lines().where(ShopComplaint.id == complaint_id)
    return ComplaintLine(*one(session, within(query, actor, Merchant.grid_id)))


def of_shop(session: Session, merchant_id: str) -> list[ComplaintLine]:
    query = _lines().where(ShopComplaint.merchant_id == merchant_id).order_by(col(ShopComplaint.made_at).desc())
    return [ComplaintLine(*row) for row in session.exec(query)]


def list_suspended(session: Session, actor: Actor) -> list[tuple[Suspension, Merchant]]:
    query = select(Suspension, Merchant).join(Merchant, col(Merchant.id) == Suspension.merchant_id)
    query = query.where(col(Suspension.lifted_at).is_(None)).order_by(col(Suspension.made_at))
    return [(row[0], row[1]) for row in session.exec(within(query, actor, Merchant.grid_id))]


@cache
def _lines() -> Any:
    return (
        select(ShopComplaint, Merchant, GridCase)
        .join(Merchant, col(Merchant.id) == ShopComplaint.merchant_id)
        .join(GridCase, col(GridCase.id) == ShopComplaint.case_id)
    )
