"""What counts is the number of orders, not the last figure: a naive shop shows zero stock and fifty orders."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlmodel import Session, func, select

from tests.points.ground import give
from tests.shop.ground import shelf
from tests.town import Town
from webapp.core import db, ids
from webapp.core.errors import DomainError
from webapp.org import services as org
from webapp.org.models import PartyKind
from webapp.points import queries as points
from webapp.shop import proof_services as proofs
from webapp.shop import services
from webapp.shop.models import Goods, Order

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


def at_once(app: Flask, acts: list[Callable[[Session], object]]) -> Counter[str]:
    """All acts start at the same moment, each in a thread, a session and a transaction of its own."""
    start = Barrier(len(acts))

    def run(act: Callable[[Session], object]) -> str:
        with app.app_context():
            session = db.session()
            start.wait()
            try:
                with db.transaction():
                    act(session)
            except DomainError as refusal:
                return type(refusal).__name__
            return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(run, acts))


def orders(session: Session) -> int:
    """Counted on a fresh look: the test's own session still sees the moment before."""
    session.rollback()
    session.expire_all()
    return session.exec(select(func.count()).select_from(Order)).one()


def ask_for(town: Town, party_id: str, goods_id: str, order_id: str) -> Callable[[Session], object]:
    actor = town.actor("zhao")
    return lambda session: services.place_order(
        session, actor, order_id=order_id, party_id=party_id, community_id=town.community, lines={goods_id: 1}, told=44
    )


def test_fifty_people_and_one_last_bag_make_one_order(app: Flask, session: Session, town: Town) -> None:
    with db.transaction():
        goods = shelf(session, town, quantity=1)
        crowd = people(session, town, PEOPLE, 44)
    answers = at_once(app, [ask_for(town, person, goods.id, ids.new()) for person in crowd])
    assert answers == {"done": 1, "OutOfStock": PEOPLE - 1}
    assert orders(session) == 1
    assert (session.get_one(Goods, goods.id).free, session.get_one(Goods, goods.id).held) == (0, 1)
    assert sum(points.balance(session, person, town.community).available for person in crowd) == 44 * (PEOPLE - 1)
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
