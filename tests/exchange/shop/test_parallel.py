"""What counts is the number of orders, not the last figure: a naive shop shows zero stock and fifty orders."""

from collections import Counter

import pytest
import time_machine
from flask import Flask
from sqlmodel import Session, func, select

from tests import crowd
from tests.crowd import Act
from tests.exchange.points.ground import give
from tests.exchange.shop.ground import shelf
from tests.town import Town
from tests.volunteering.activities.ground import opened, volunteer
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.exchange.points import queries as points
from webapp.exchange.shop import proof_services as proofs
from webapp.exchange.shop import services
from webapp.exchange.shop import stock_services as stock
from webapp.exchange.shop.models import Goods, Order
from webapp.people.org import services as org
from webapp.people.org.models import PartyKind
from webapp.volunteering.activities.attendance_services import scan
from webapp.volunteering.activities.models import Attendance, Shift
from webapp.volunteering.volunteers import services as volunteers
from webapp.volunteering.volunteers.models import Volunteer
from webapp.volunteering.volunteers.services import Person

PEOPLE = 50
pytestmark = pytest.mark.slow


def people(session: Session, town: Town, count: int, each: int) -> list[str]:
    made = []
    for number in range(count):
        party = org.make_party(
            session, None, kind=PartyKind.PERSON, name=f"志愿者{number}", community_id=town.community, silent=True
        )
        give(session, party.id, each)
        made.append(party.id)
    return made


def at_once(app: Flask, acts: list[Act]) -> Counter[str]:
    """How many were done, and how many refused with what."""
    return Counter(type(one).__name__ if one else "done" for one in crowd.at_once(app, acts))


def orders(session: Session) -> int:
    """Counted on a fresh look: the test's own session still sees the moment before."""
    session.rollback()
    session.expire_all()
    return session.exec(select(func.count()).select_from(Order)).one()


def ask_for(town: Town, party_id: str, goods_id: str, order_id: str) -> Act:
    actor = town.actor("zhao")
    return lambda session: services.place_order(
        session, actor, order_id=order_id, party_id=party_id, community_id=town.community, lines={goods_id: 1}, told=44
    )


def test_fifty_people_and_one_last_bag_make_one_order(app: Flask, session: Session, town: Town) -> None:
    with db.transaction():
        goods = shelf(session, town, quantity=1)
        buyers = people(session, town, PEOPLE, 44)
    answers = at_once(app, [ask_for(town, person, goods.id, ids.new()) for person in buyers])
    assert answers == {"done": 1, "OutOfStock": PEOPLE - 1}
    assert orders(session) == 1
    assert (session.get_one(Goods, goods.id).free, session.get_one(Goods, goods.id).held) == (0, 1)
    assert sum(points.balance(session, person, town.community).available for person in buyers) == 44 * (PEOPLE - 1)
    with db.transaction():
        assert proofs.prove(session, town.community).faults == []


def test_twenty_requests_of_one_person_with_points_for_one_make_one_order(
    app: Flask, session: Session, town: Town
) -> None:
    with db.transaction():
        goods = shelf(session, town, quantity=20)
        person = people(session, town, 1, 44)[0]
    answers = at_once(app, [ask_for(town, person, goods.id, ids.new()) for _ in range(20)])
    assert answers == {"done": 1, "NotEnoughPoints": 19}
    assert orders(session) == 1


def test_the_same_request_twenty_times_at_once_is_one_order(app: Flask, session: Session, town: Town) -> None:
    with db.transaction():
        goods = shelf(session, town, quantity=20)
        person = people(session, town, 1, 1000)[0]
    order_id = ids.new()
    answers = at_once(app, [ask_for(town, person, goods.id, order_id) for _ in range(20)])
    assert answers == {"done": 20}
    assert orders(session) == 1
    assert points.balance(session, person, town.community).available == 1000 - 44
    with db.transaction():
        assert proofs.prove(session, town.community).faults == []


def test_a_double_tap_never_ends_in_an_error(app: Flask, session: Session, town: Town) -> None:
    """First volunteers of a community, one delivery note, one offline sale, one scan: all told twice at once."""
    with db.transaction():
        goods = shelf(session, town, quantity=20)
        zhao = volunteer(session, town)
        give(session, zhao.party_id, 500)
        _, shift = opened(session, town)
        batch = stock.allot(session, town.actor("qian"), goods, counter="小广场", account_id=town.qian, quantity=5)
    qian, own, far, sale_id = town.actor("qian"), town.actor("zhao"), town.actor("far_host"), ids.new()
    found = {
        "enrol": lambda one: volunteers.enrol(one, far, Person("新人"), community_id=town.far_community, consent=True),
        "receive": lambda one: stock.receive(one, qian, one.get_one(Goods, goods.id), quantity=3, key="note"),
        "sell": lambda one: services.sell_offline(
            one, qian, sale_id=sale_id, allocation_id=batch.id, who=zhao.number, quantity=1, sold_at=clock.now()
        ),
    }
    for name, act in found.items():
        assert at_once(app, [act] * 6) == {"done": 6}, name
    with time_machine.travel(shift.starts_at, tick=True):
        scans = at_once(
            app, [lambda one: scan(one, own, one.get_one(Shift, shift.id), one.get_one(Volunteer, zhao.id))] * 6
        )
    assert scans == {"done": 6}
    session.rollback()
    session.expire_all()
    assert (session.get_one(Goods, goods.id).free, session.get_one(Goods, goods.id).allotted) == (18, 4)
    assert session.exec(select(func.count()).select_from(Attendance)).one() == 1
    numbers = session.exec(select(Volunteer.number).where(Volunteer.community_id == town.far_community)).all()
    assert sorted(numbers) == [f"Z{n:05d}" for n in range(1, 7)]
