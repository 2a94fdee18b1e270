"""A street with a shop, a household upstairs, a minimum wage: what the micro-platform's tests stand on."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.register.register import homes
from tests.town import Town
from webapp.core.time import clock
from webapp.exchange.market import listing_services, queries, seeker_services
from webapp.exchange.market.listing_services import JobTerms, OfferTerms, Text
from webapp.exchange.market.models import Listing, Match, Seeker, WageFloor
from webapp.exchange.market.seeker_services import Agreed, Who, Wishes
from webapp.exchange.market.wage_rules import Pay, PayUnit
from webapp.people.accounts.permissions import Action
from webapp.register.merchants import services as merchants
from webapp.register.merchants.models import Merchant

SHOP_PHONE, PHONE = "13800000001", "13900000002"
PAY = Pay(2600, PayUnit.HOUR, 4, 2)


@dataclass
class Street:
    """Ids only."""

    shop: str
    home: str
    building: str


def open_street(session: Session, town: Town) -> Street:
    session.add(
        WageFloor(
            unit_id=town.district, valid_from=date(2023, 11, 1), hour_fen=2440, month_fen=232000, document="演示",
            made_at=clock.now(),
        )
    )  # fmt: skip
    building = homes.build(session, town)
    home = homes.settle(session, town, building)
    shop = merchants.add_merchant(
        session, town.actor("wang", Action.CHANGE_REGISTER), grid_id=town.grid1, name="喜洋洋便利店", trade="便利店",
        shop_no="一层013", contact_name="段老板", phone=SHOP_PHONE,
    )  # fmt: skip
    return Street(shop.id, home.id, building.id)


def job(**more: Any) -> dict[str, Any]:
    return {
        "title": "周末收银员", "words": "收银、补货，会教。", "pay": "26", "unit": "hour", "hours": "4", "days": "2",
        "head_count": "1", "slots": ["weekend_morning", "weekend_afternoon"], "skills": ["cashier"], "sort": "job",
        **more,
    }  # fmt: skip


def wishes(**more: Any) -> dict[str, Any]:
    return {
        "name": "刘女士", "phone": PHONE, "slots": ["weekend_morning", "weekend_afternoon"], "skills": ["cashier"],
        "reach": "grid", "is_16": "y", "agree_work": "y", "work_version": "work-1", "offers_version": "offers-1",
        **more,
    }  # fmt: skip


def put_up(session: Session, town: Town, shop_id: str, *, people: int = 1, title: str = "周末收银员") -> Listing:
    shop = session.get_one(Merchant, shop_id)
    terms = JobTerms(PAY, people, ("weekend_morning", "weekend_afternoon"), "", ("cashier",), ("lifting",))
    return _publish(session, town, listing_services.write(session, None, shop, Text(title, "收银、补货。"), terms))


def put_up_offer(session: Session, town: Town, shop_id: str, title: str = "理发八折", days: int = 20) -> Listing:
    shop = session.get_one(Merchant, shop_id)
    terms = OfferTerms(clock.today() + timedelta(days=days), 3000, 2400, "")
    return _publish(session, town, listing_services.write(session, None, shop, Text(title, ""), terms))


def look(session: Session, town: Town, home: str, *, offers: bool = False, who: str = "刘女士", **wish: Any) -> Seeker:
    told = {"slots": ("weekend_morning", "weekend_afternoon"), "skills": ("cashier",), **wish}
    return seeker_services.enter_at_door(
        session, town.actor("wang", Action.MATCH_WORK), household_id=home, who=Who(who, PHONE, True),
        wishes=Wishes(**told), agreed=Agreed("work-1", "offers-1" if offers else ""),
    )  # fmt: skip


def card(session: Session, listing: Listing) -> queries.Card:
    return queries.card_of(session, listing.id, clock.today())


def listings(session: Session) -> list[Listing]:
    session.rollback()
    session.expire_all()
    return list(session.exec(select(Listing).order_by(Listing.made_at)))


def matches(session: Session) -> list[Match]:
    session.rollback()
    session.expire_all()
    return list(session.exec(select(Match).order_by(Match.made_at)))


def seekers(session: Session) -> list[Seeker]:
    session.rollback()
    session.expire_all()
    return list(session.exec(select(Seeker).order_by(Seeker.made_at)))


def link_in(page: str) -> str:
    """The one-time link a page shows."""
    found = re.search(r"https?://[^/]+(/market/shop/[\w-]+)", page)
    assert found, "no link on the page"
    return found[1]


def shop_link(client: HouseClient, account: str, path: str, **data: Any) -> str:
    answer = client.sign_in(account).post(path, data=data)
    assert answer.status_code == 200
    client.sign_out()
    return link_in(answer.get_data(as_text=True))


def _publish(session: Session, town: Town, listing: Listing) -> Listing:
    listing_services.submit(session, None, listing)
    return listing_services.publish(session, town.actor("li", Action.REVIEW_MARKET), listing)


