"""All that a volunteer's own page shows, in a few reads by key. Nothing here grows with other people's postings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as columns
from sqlmodel import Session, col

from webapp.core.data import statements
from webapp.core.text.i18n import N_
from webapp.core.web.errors import NotFound
from webapp.exchange.points import queries as points
from webapp.exchange.points.models import Stop
from webapp.exchange.points.queries import Balance, Ending, Line
from webapp.exchange.shop import queries as shop
from webapp.exchange.shop import rules as shop_rules
from webapp.exchange.shop.models import Order
from webapp.exchange.shop.rules import Dream
from webapp.people.accounts.scope import Actor
from webapp.people.org.models import Unit
from webapp.volunteering.volunteers import queries, star_queries
from webapp.volunteering.volunteers.models import Volunteer
from webapp.volunteering.volunteers.rules import Ladder, Standing

LAST_LINES = 4


@dataclass(frozen=True)
class Own:
    id: str
    name: str
    number: str
    party_id: str
    community_id: str
    community: str
    phone: str | None
    left_on: date | None


@dataclass(frozen=True)
class Page:
    own: Own
    balance: Balance
    dreams: list[Dream]
    nearest: shop_rules.Nearest | None
    minutes: int
    ladder: Ladder
    standing: Standing
    lines: list[Line]
    ending: Ending | None
    orders: list[Order]
    stop: Stop | None


class NotYetRegistered(NotFound):
    """The post is there, the volunteer's record is not: an office matter, so the page says where to go."""

    message = N_("您还没登记成志愿者。请到社区前台登记，或打电话问社区。")


def own(session: Session, actor: Actor) -> Own:
    """As a volunteer of the community they serve; else of any, for whoever has left or serves two."""
    here = {"party": actor.party_id, "home": actor.home}
    row = statements.first(session, _own(True), here) if actor.home else None
    row = row or statements.first(session, _own(False), here)
    if row is None:
        raise NotYetRegistered
    return Own(*row)


@cache
def _own(at_home: bool) -> Any:
    home = (col(Volunteer.community_id) == bindparam("home"), col(Volunteer.left_on).is_(None))
    return (
        columns(
            col(Volunteer.id), col(Volunteer.name), col(Volunteer.number), col(Volunteer.party_id),
            col(Volunteer.community_id), col(Unit.name), col(Unit.duty_phone), col(Volunteer.left_on),
        )
        .join(Unit, col(Unit.id) == col(Volunteer.community_id))
        .where(col(Volunteer.party_id) == bindparam("party"), *(home if at_home else ()))
        .order_by(col(Volunteer.left_on).is_not(None))
        .limit(1)
    )  # fmt: skip


def page(session: Session, actor: Actor) -> Page:
    me = own(session, actor)
    home = me.community_id
    balance = points.balance(session, me.party_id, me.community_id)
    offers = shop.list_offers(session, me.community_id)
    minutes = queries.confirmed_minutes(session, me.id, community_id=home)
    ladder = star_queries.ladder(session, me.id, me.community_id)
    dreams = shop_rules.could_become(balance.available, offers)
    return Page(
        own=me,
        balance=balance,
        dreams=dreams,
        nearest=None if dreams else shop_rules.nearest(balance.available, offers),
        minutes=minutes,
        ladder=ladder,
        standing=ladder.standing(minutes),
        lines=points.list_lines(session, balance.passbook_id, community_id=home, limit=LAST_LINES)
        if balance.passbook_id
        else [],
        ending=points.next_ending(session, balance.passbook_id, home) if balance.available else None,
        orders=shop.list_own_ready(session, me.party_id, home) if balance.held else [],
        stop=points.read_stop(session, me.community_id),
    )
