"""Who is next: in order of asking, need first for aids, and ready only while the copy lies there."""

import pytest
from sqlmodel import Session, select

from tests.exchange.loans.ground import MONDAY, days, ground, on
from tests.town import Town
from webapp.core.data import db
from webapp.exchange.loans import queries, services
from webapp.exchange.loans import queue_services as queue
from webapp.exchange.loans import reminder_services as reminders
from webapp.exchange.loans import return_services as returns
from webapp.exchange.loans import term_services as terms
from webapp.exchange.loans import upkeep_services as upkeep
from webapp.exchange.loans.commands import _close_day
from webapp.exchange.loans.models import LoanReminder, ReservationState, Rung
from webapp.exchange.loans.return_services import Look
from webapp.exchange.tools.models import ToolState
from webapp.people.accounts.models import Role


def test_ready_only_once_the_copy_is_in_and_checked(session: Session, town: Town) -> None:
    with on(MONDAY), db.transaction():
        place = ground(session, town, "轮椅")
        first, second, third = place.people(session, 3)
        loan = place.lend(session, place.tool("轮椅"), first)
        row = queue.reserve(session, place.actor, second, place.models["轮椅"])
        assert (row.state, row.tool_id) == (ReservationState.WAITING, None)
        returns.give_back(session, place.actor, loan)
        assert row.state is ReservationState.WAITING, "somebody still has to look at it"
        returns.check(session, place.actor, loan, Look())
        assert (row.state, row.tool_id) == (ReservationState.READY, place.tool("轮椅").id)
        assert row.ready_until == MONDAY + days(2)
        with pytest.raises(services.KeptForAnother):
            place.lend(session, place.tool("轮椅"), third)
        place.lend(session, place.tool("轮椅"), second)
        assert row.state is ReservationState.COLLECTED


def test_asking_twice_keeps_the_place_and_need_goes_first_for_aids(session: Session, town: Town) -> None:
    with db.transaction():
        place = ground(session, town, "轮椅")
        first, second, third, fourth = place.people(session, 4)
        place.lend(session, place.tool("轮椅"), first)
        model = place.models["轮椅"]
        rows = [queue.reserve(session, place.actor, one, model) for one in (second, third)]
        assert queue.reserve(session, place.actor, second, model).id == rows[0].id
        needs = queue.reserve(session, place.actor, fourth, model, need_seen=True)
        assert [queries.place(session, row) for row in (needs, *rows)] == [1, 2, 3]


def test_nobody_fetches_it_and_the_next_is_served(session: Session, town: Town) -> None:
    with on(MONDAY), db.transaction():
        place = ground(session, town, "轮椅")
        first, second, third = place.people(session, 3)
        loan = place.lend(session, place.tool("轮椅"), first)
        rows = [queue.reserve(session, place.actor, one, place.models["轮椅"]) for one in (second, third)]
        returns.give_back(session, place.actor, loan)
        returns.check(session, place.actor, loan, Look())
    with on(MONDAY + days(2), 23):
        _close_day(lambda done, total: None)
    session.expire_all()
    assert rows[0].state is ReservationState.READY, "the last day is the person's to the end"
    with on(MONDAY + days(3), 1):
        _close_day(lambda done, total: None)
        _close_day(lambda done, total: None)
    session.expire_all()
    assert [row.state for row in rows] == [ReservationState.LAPSED, ReservationState.READY]


def test_a_kept_copy_that_breaks_gives_its_place_back(session: Session, town: Town) -> None:
    with db.transaction():
        place = ground(session, town)
        one, two = place.people(session, 2)
        model = place.models["手推车"]
        rows = [queue.reserve(session, place.actor, who, model) for who in (one, two)]
        kept = session.get_one(type(place.tool()), rows[0].tool_id)
        upkeep.send_to_repair(session, place.actor, kept, words="轮子掉了")
        assert (rows[0].state, rows[0].tool_id) == (ReservationState.WAITING, None)
        assert queries.place(session, rows[0]) == 1
        ticket = upkeep.shelf.queries.open_ticket(session, kept.id)
        upkeep.end_repair(session, place.actor, ticket, cost_cents=0)
        assert rows[0].state is ReservationState.READY
        upkeep.retire(session, place.actor, kept, state=ToolState.RETIRED, why="又掉了")
        assert rows[0].state is ReservationState.WAITING


def test_whoever_takes_another_copy_frees_the_one_kept(session: Session, town: Town) -> None:
    with db.transaction():
        place = ground(session, town)
        one, two = place.people(session, 2)
        row = queue.reserve(session, place.actor, one, place.models["手推车"])
        other = next(tool for tool in place.tools["手推车"] if tool.id != row.tool_id)
        kept = row.tool_id
        place.lend(session, other, one)
        assert row.state is ReservationState.COLLECTED
        place.lend(session, next(tool for tool in place.tools["手推车"] if tool.id == kept), two)


def test_what_needs_consent_waits_for_the_host(session: Session, town: Town) -> None:
    with db.transaction():
        place = ground(session, town, "曲线锯")
        one = place.person(session)
        with pytest.raises(services.NeedsApproval):
            place.lend(session, place.tool("曲线锯"), one)
        row = queue.reserve(session, place.actor, one, place.models["曲线锯"])
        assert row.state is ReservationState.WAITING
        host = town.actor("li")
        assert host.holds(Role.HOST)
        queue.approve(session, host, row)
        assert row.state is ReservationState.READY
        place.lend(session, place.tool("曲线锯"), one)
        with pytest.raises(queue.ReservationEnded):
            queue.approve(session, host, row)


def test_reminders_come_the_day_before_the_day_itself_the_day_after_and_a_week_after(
    session: Session, town: Town
) -> None:
    with on(MONDAY), db.transaction():
        place = ground(session, town)
        loan = place.lend(session, place.tool(), place.person(session))
    for day in range(16):
        with on(MONDAY + days(day), 1):
            _close_day(lambda done, total: None)
            _close_day(lambda done, total: None)
    session.expire_all()
    rows = session.exec(select(LoanReminder).order_by(LoanReminder.id)).all()
    assert [row.rung for row in rows] == list(Rung)
    with db.transaction():
        reminders.told(session, place.actor, loan)
    assert all(row.told_at for row in rows)


def test_a_night_slept_through_rings_once_and_a_renewal_begins_anew(session: Session, town: Town) -> None:
    with on(MONDAY), db.transaction():
        place = ground(session, town)
        loan = place.lend(session, place.tool(), place.person(session))
    with on(MONDAY + days(1), 1):
        _close_day(lambda done, total: None)
    with on(MONDAY + days(1)), db.transaction():
        terms.renew(session, place.actor, loan)
    with on(MONDAY + days(10), 1):
        _close_day(lambda done, total: None)
    session.expire_all()
    found = session.exec(select(LoanReminder).order_by(LoanReminder.id)).all()
    assert [(row.rung, row.due_on) for row in found] == [
        (Rung.DAY_BEFORE, MONDAY + days(2)), (Rung.DAY_AFTER, MONDAY + days(4))
    ]  # fmt: skip
