"""What the ledger's tests stand on: a rule, a passbook, some points."""

from datetime import date, timedelta

from sqlmodel import Session, select

from tests.town import Town
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.exchange.points import rules, services
from webapp.exchange.points.models import EarnRule, Entry, Passbook
from webapp.exchange.points.rules import EarnUnit, Rounding

PATROL = "patrol"


def set_rule(session: Session, town: Town, act: str = PATROL, **more: object) -> EarnRule:
    values: dict[str, object] = {"unit": EarnUnit.HOUR, "points": 4, "rounding": Rounding.DOWN} | more
    rule = EarnRule(
        community_id=town.community,
        act=act,
        name="护学岗",
        valid_from=values.pop("valid_from", date(2025, 1, 1)),
        approved_by=town.li,
        made_at=clock.now(),
        **values,
    )
    session.add(rule)
    session.flush()
    return rule


def give(session: Session, party_id: str, points: int, *, born_on: date | None = None, months: int = 36) -> Entry:
    """Opening points with a chosen birthday."""
    day = born_on or clock.today()
    return services.open_balance(
        session,
        None,
        party_id,
        points=points,
        key=f"opening:{ids.new()}",
        sentence="旧存折转入",
        expires_on=rules.expires_on(day, months),
        community_id=None,
    )


def book_of(session: Session, party_id: str) -> Passbook:
    return session.exec(select(Passbook).where(Passbook.party_id == party_id)).one()


def with_points(town: Town, name: str, points: int, **more: object) -> str:
    with db.transaction() as session:
        give(session, town.party(name), points, **more)
        book = book_of(session, town.party(name))
        book.number = name.upper()
        return book.id


def yesterday(days: int = 1) -> date:
    return clock.today() - timedelta(days=days)
