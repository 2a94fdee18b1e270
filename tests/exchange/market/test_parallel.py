"""Many at the same moment: a link works once, a pair is one row, a week holds two offers. The rows are counted."""

import pytest
from flask import Flask
from sqlmodel import Session, func, select

from tests.exchange.market.ground import Street, card, look, put_up, put_up_offer
from tests.exchange.shop.test_parallel import at_once
from tests.town import Town
from webapp.core.data import db
from webapp.core.trust import vault
from webapp.exchange.market import link_services, match_services, push_services, queries
from webapp.exchange.market.models import Consent, Match, Push, ShopLink
from webapp.exchange.market.rules import LinkPurpose
from webapp.register.merchants.models import Merchant

pytestmark = pytest.mark.slow


def test_a_link_pressed_by_twelve_at_once_is_spent_once(
    app: Flask, session: Session, town: Town, street: Street
) -> None:
    with db.transaction() as writing:
        made = put_up(writing, town, street.shop)
        shop = writing.get_one(Merchant, street.shop)
        token = link_services.make_link(writing, None, shop, purpose=LinkPurpose.CONFIRM, listing=made)
    found = vault.hashed(token)

    def press(writing: Session) -> None:
        link_services.spend(writing, queries.link_by_hash(writing, found))

    outcomes = at_once(app, [press] * 12)
    assert outcomes["LinkSpent"] == 11 and outcomes.total() == 12
    session.rollback()
    assert session.exec(select(func.count()).where(ShopLink.used_at.is_not(None))).one() == 1  # type: ignore[union-attr]


def test_the_same_pair_proposed_by_eight_at_once_is_one_match(
    app: Flask, session: Session, town: Town, street: Street
) -> None:
    with db.transaction() as writing:
        made, seeker = put_up(writing, town, street.shop), look(writing, town, street.home)
        shown = card(writing, made)
    at_once(app, [lambda writing: match_services.propose(writing, None, shown, seeker)] * 8)
    session.rollback()
    assert session.exec(select(func.count(Match.id))).one() == 1


def test_offers_sent_from_six_sides_at_once_are_two_this_week(
    app: Flask, session: Session, town: Town, street: Street
) -> None:
    with db.transaction() as writing:
        for title in ("理发八折", "豆浆套餐", "换电池", "修鞋"):
            put_up_offer(writing, town, street.shop, title)
        look(writing, town, street.home, offers=True)
    at_once(app, [lambda writing: push_services.push(writing, town.community)] * 6)
    session.rollback()
    assert session.exec(select(func.count(Push.id))).one() == 2
    assert session.exec(select(func.count(func.distinct(Push.listing_id)))).one() == 2
    assert session.exec(select(func.count(Consent.id))).one() == 2
