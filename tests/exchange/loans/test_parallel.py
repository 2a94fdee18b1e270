"""Thirty people and one copy: the number of loans counts, and what the twenty-nine others are told."""

from collections import Counter

import pytest
from flask import Flask
from sqlmodel import Session, func, select

from tests import crowd
from tests.crowd import Act
from tests.exchange.loans.ground import Ground, ground
from tests.town import Town
from webapp.core.data import db, ids
from webapp.exchange.loans import card_services as cards
from webapp.exchange.loans import people_queries as people
from webapp.exchange.loans import queries, services
from webapp.exchange.loans import queue_services as queue
from webapp.exchange.loans import return_services as returns
from webapp.exchange.loans.models import AccessCard, Loan, Reservation
from webapp.exchange.loans.people_queries import Borrower
from webapp.exchange.points.card_rules import card_hash

CROWD = 30
pytestmark = pytest.mark.slow


def at_once(app: Flask, acts: list[Act]) -> list[str]:
    """Each says "done" or the sentence it was refused with."""
    refused = crowd.at_once(app, acts)
    with app.app_context():
        return [one.sentence() if one else "done" for one in refused]


def counted(session: Session, model: type) -> int:
    session.rollback()
    session.expire_all()
    return int(session.exec(select(func.count()).select_from(model)).one())


def wants(place: Ground, borrower: Borrower, loan_id: str = "") -> Act:
    asked = services.Lending(loan_id or ids.new(), place.tool().id, borrower.id)
    return lambda session: services.lend(session, place.actor, asked)


def test_thirty_borrowers_of_one_copy_make_one_loan_and_the_others_are_told_who_is_next(
    app: Flask, session: Session, town: Town
) -> None:
    with db.transaction():
        place = ground(session, town)
        everybody = place.people(session, CROWD)
    said = at_once(app, [wants(place, one) for one in everybody])
    refused = [words for words in said if words != "done"]
    assert len(refused) == CROWD - 1
    assert all("现在没人排队，预约了就是下一个" in words for words in refused), Counter(refused)
    assert counted(session, Loan) == 1


def test_with_a_queue_behind_the_copy_everybody_is_told_the_first_ones_name(
    app: Flask, session: Session, town: Town
) -> None:
    with db.transaction():
        place = ground(session, town, "轮椅")
        holder, *everybody = place.people(session, CROWD)
        loan = place.lend(session, place.tool("轮椅"), holder)
    model = place.models["轮椅"].id
    stand = [
        lambda one, who=who: queue.reserve(one, place.actor, who, one.get_one(services.ToolModel, model))
        for who in everybody
    ]
    assert at_once(app, stand) == ["done"] * (CROWD - 1)
    assert counted(session, Reservation) == CROWD - 1
    line = queries.list_queue(session, model)
    assert sorted(queries.place(session, row) for row in line) == list(range(1, CROWD))
    first = people.names_of(session, {line[0].resident_id})[line[0].resident_id]
    wheelchair = place.tool("轮椅").id
    ask = [services.Lending(ids.new(), wheelchair, who.id) for who in everybody]
    said = at_once(app, [lambda one, asked=asked: services.lend(one, place.actor, asked) for asked in ask])
    assert all(f"下一个是 {first.name}，一共 29 位在等" in words for words in said), Counter(said)
    with db.transaction():
        returns.give_back(session, place.actor, session.get_one(Loan, loan.id))
        returns.check(session, place.actor, session.get_one(Loan, loan.id), returns.Look())
    said = at_once(app, [lambda one, asked=asked: services.lend(one, place.actor, asked) for asked in ask])
    assert said.count("done") == 1
    assert counted(session, Loan) == 2
    second = people.names_of(session, {line[1].resident_id})[line[1].resident_id]
    told = [words for words in said if words != "done"]
    assert all(f"留给了 {first.name}" in words or f"下一个是 {second.name}" in words for words in told), Counter(told)


def test_the_same_loan_and_the_same_return_ten_times_at_once_are_one(app: Flask, session: Session, town: Town) -> None:
    with db.transaction():
        place = ground(session, town)
        one = place.person(session)
    asked = ids.new()
    assert at_once(app, [wants(place, one, asked)] * 10) == ["done"] * 10
    assert counted(session, Loan) == 1
    back: Act = lambda other: returns.give_back(other, place.actor, other.get_one(Loan, asked))  # noqa: E731
    assert at_once(app, [back] * 10) == ["done"] * 10
    assert counted(session, Loan) == 1
    assert session.get_one(Loan, asked).ended_at is not None


def test_one_card_bound_at_two_counters_is_one_card(app: Flask, session: Session, town: Town) -> None:
    with db.transaction():
        place = ground(session, town)
        one, other = place.people(session, 2)
    print_ = card_hash("0012345678")
    same: Act = lambda given: cards.bind(given, place.actor, one, card_hash=print_)  # noqa: E731
    assert at_once(app, [same] * 8) == ["done"] * 8
    assert counted(session, AccessCard) == 1
    said = at_once(app, [lambda given: cards.bind(given, place.actor, other, card_hash=print_)] * 3)
    assert all("已经绑在别人名下" in words for words in said)


def test_two_copies_and_one_household_at_two_counters_make_one_loan(app: Flask, session: Session, town: Town) -> None:
    with db.transaction():
        place = ground(session, town)
        one = place.person(session)
    asked = [services.Lending(ids.new(), place.tool(number=number).id, one.id) for number in (0, 1)]
    said = at_once(app, [lambda given, each=each: services.lend(given, place.actor, each) for each in asked])
    assert said.count("done") == 1
    assert counted(session, Loan) == 1
