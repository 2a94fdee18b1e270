"""Out and back: one copy is with one person, due days are open days, what comes back is looked at."""

from datetime import date, time

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, func, select

from tests.exchange.loans.ground import MONDAY, days, ground, on
from tests.town import Town
from webapp.core.data import db, ids
from webapp.core.web.errors import NotFound
from webapp.exchange.loans import queries, services, standing_services
from webapp.exchange.loans import queue_services as queue
from webapp.exchange.loans import return_services as returns
from webapp.exchange.loans import term_services as terms
from webapp.exchange.loans import upkeep_services as upkeep
from webapp.exchange.loans.models import Loan, LoanEnd, Suspension
from webapp.exchange.loans.return_services import Look
from webapp.exchange.loans.services import Lending
from webapp.exchange.tools import services as shelf
from webapp.exchange.tools.models import ToolState
from webapp.people.accounts.permissions import Action
from webapp.register.register import resident_services as residents
from webapp.register.register.models import Resident


def test_a_copy_goes_out_until_the_end_of_an_open_day_and_comes_back(session: Session, town: Town) -> None:
    with on(MONDAY), db.transaction():
        place = ground(session, town, weekdays=[0, 1, 4])
        loan = place.lend(session, place.tool(), place.person(session))
        assert loan.due_on == MONDAY + days(4), "two days on is a Wednesday, and the next open day is Friday"
        assert queries.free_copy(session, place.models["手推车"].id) is not None
        assert queries.free_copy(session, place.models["手推车"].id) != place.tool()
    with on(MONDAY + days(4), 17), db.transaction():
        returns.give_back(session, place.actor, loan)
    assert (loan.late_days, loan.end) == (0, LoanEnd.BACK)
    assert loan.checked_at is not None, "a handcart has no parts to count"


def test_the_same_request_twice_is_one_loan_and_another_persons_id_is_not_found(session: Session, town: Town) -> None:
    with db.transaction():
        place = ground(session, town)
        first, second = place.people(session, 2)
        asked = ids.new()
        loan = place.lend(session, place.tool(), first, id=asked)
        assert place.lend(session, place.tool(), first, id=asked).id == loan.id
        with pytest.raises(NotFound):
            place.lend(session, place.tool(), second, id=asked)
    assert session.exec(select(func.count()).select_from(Loan)).one() == 1


def test_the_database_itself_holds_one_open_loan_a_copy(session: Session, town: Town) -> None:
    with db.transaction():
        place = ground(session, town)
        loan = place.lend(session, place.tool(), place.person(session))
        second = Loan(**loan.model_dump(exclude={"id"}))
    with pytest.raises(IntegrityError), db.transaction():
        session.add(second)
        session.flush()


def test_a_household_has_its_share_and_no_more(session: Session, town: Town) -> None:
    with db.transaction():
        place = ground(session, town)
        one = place.person(session)
        place.lend(session, place.tool(), one)
        with pytest.raises(services.LimitReached):
            place.lend(session, place.tool(number=1), one)


def test_a_power_tool_is_not_lent_before_its_note_was_read_nor_past_its_inspection(
    session: Session, town: Town
) -> None:
    with on(MONDAY), db.transaction():
        place = ground(session, town, "电钻")
        one = place.person(session)
        with pytest.raises(services.SafetyNotRead):
            place.lend(session, place.tool("电钻"), one)
        place.lend(session, place.tool("电钻"), one, safety_read=True)
    with on(date(2026, 12, 9)), db.transaction():
        loan = queries.open_loan(session, place.tool("电钻").id)
        assert loan is not None
        returns.give_back(session, place.actor, loan)
        returns.check(session, place.actor, loan, Look())
        with pytest.raises(services.InspectionPast):
            place.lend(session, place.tool("电钻"), place.person(session), safety_read=True)
        upkeep.inspect(session, place.actor, place.tool("电钻"))
        assert place.tool("电钻").inspect_by == date(2027, 6, 9)
        place.lend(session, place.tool("电钻"), place.person(session), safety_read=True)


def test_a_missing_part_keeps_it_back_until_somebody_says_how_to_go_on(session: Session, town: Town) -> None:
    with db.transaction():
        place = ground(session, town, "电钻")
        tool, one, other = place.tool("电钻"), *place.people(session, 2)
        loan = place.lend(session, tool, one, safety_read=True)
        returns.give_back(session, place.actor, loan)
        with pytest.raises(services.NotChecked):
            place.lend(session, tool, other, safety_read=True)
        returns.check(session, place.actor, loan, Look(missing=("护目镜",)))
        assert (loan.missing, loan.checked_at) == (["护目镜"], None)
        with pytest.raises(returns.SayHowToGoOn):
            returns.check(session, place.actor, loan, Look(missing=("护目镜",), goes_on=True))
        returns.check(session, place.actor, loan, Look(missing=("护目镜",), goes_on=True, words="站里有备用的"))
        place.lend(session, tool, other, safety_read=True)


def test_what_comes_back_broken_goes_to_repair_and_then_on_the_shelf_again(session: Session, town: Town) -> None:
    with db.transaction():
        place = ground(session, town, "电钻")
        tool, one, other = place.tool("电钻"), *place.people(session, 2)
        loan = place.lend(session, tool, one, safety_read=True)
        returns.give_back(session, place.actor, loan)
        returns.check(session, place.actor, loan, Look(is_broken=True, words="开关不灵"))
        assert tool.state is ToolState.REPAIR
        with pytest.raises(services.NotOnShelf):
            place.lend(session, tool, other, safety_read=True)
        with pytest.raises(shelf.OpenTicket):
            upkeep.send_to_repair(session, place.actor, tool, words="再来一张")
        ticket = shelf.queries.open_ticket(session, tool.id)
        assert ticket is not None and ticket.loan_id == loan.id
        upkeep.end_repair(session, place.actor, ticket, cost_cents=3500)
        with pytest.raises(shelf.TicketEnded):
            upkeep.end_repair(session, place.actor, ticket, cost_cents=3500)
        place.lend(session, tool, other, safety_read=True)


def test_brought_late_one_pauses_as_long_and_may_reserve_again_only_after(session: Session, town: Town) -> None:
    with on(MONDAY), db.transaction():
        place = ground(session, town)
        one, model = place.person(session), place.models["手推车"]
        loan = place.lend(session, place.tool(), one)
    with on(MONDAY + days(5)), db.transaction():
        with pytest.raises(standing_services.StillOverdue):
            queue.reserve(session, place.actor, one, model)
        returns.give_back(session, place.actor, loan)
        assert loan.late_days == 3
        with pytest.raises(standing_services.Suspended):
            place.lend(session, place.tool(), one)
        with pytest.raises(standing_services.Suspended):
            queue.reserve(session, place.actor, one, model)
    with on(MONDAY + days(8)), db.transaction(), pytest.raises(standing_services.Suspended):
        queue.reserve(session, place.actor, one, model)
    with on(MONDAY + days(9)), db.transaction():
        place.lend(session, place.tool(), one)


def test_a_pause_is_a_week_at_most_and_may_be_lifted_with_a_reason(session: Session, town: Town) -> None:
    with on(MONDAY), db.transaction():
        place = ground(session, town)
        one = place.person(session)
        loan = place.lend(session, place.tool(), one)
    with on(MONDAY + days(40)), db.transaction():
        returns.give_back(session, place.actor, loan)
        stop = session.exec(select(Suspension)).one()
        assert stop.until == MONDAY + days(47)
        standing_services.lift(session, place.actor, stop, why="住院了，情有可原")
        place.lend(session, place.tool(), one)


def test_what_lay_in_the_box_over_the_night_is_nobodys_fault(session: Session, town: Town) -> None:
    with on(MONDAY), db.transaction():
        place = ground(session, town, weekdays=[0, 2, 3])
        loan = place.lend(session, place.tool(), place.person(session))
        assert loan.due_on == MONDAY + days(2)
    with on(MONDAY + days(3), 9), db.transaction():
        returns.give_back(session, place.actor, loan, in_box=True)
    assert (loan.late_days, loan.in_box) == (0, True)


def test_brought_to_another_station_it_belongs_there(session: Session, town: Town) -> None:
    with db.transaction():
        place = ground(session, town)
        other = shelf.open_station(
            session, place.actor, town.community, shelf.StationTerms("北门站", "北门岗亭", [0], time(9), time(17))
        )
        loan = place.lend(session, place.tool(), place.person(session))
        returns.give_back(session, place.actor, loan, station_id=other.id)
        assert (loan.back_station_id, place.tool().station_id) == (other.id, other.id)


def test_a_renewal_is_refused_when_somebody_waits_when_spent_and_when_late(session: Session, town: Town) -> None:
    with on(MONDAY), db.transaction():
        place = ground(session, town)
        first, second, third = place.people(session, 3)
        loan = place.lend(session, place.tool(), first)
        place.lend(session, place.tool(number=1), second)
        row = queue.reserve(session, place.actor, third, place.models["手推车"])
        with pytest.raises(terms.Awaited):
            terms.renew(session, place.actor, loan)
        queue.cancel(session, place.actor, row)
        assert terms.renew(session, place.actor, loan).due_on == MONDAY + days(4)
        with pytest.raises(terms.NoMoreRenewals):
            terms.renew(session, place.actor, loan)
    with on(MONDAY + days(5)), db.transaction():
        with pytest.raises(terms.OverdueAlready):
            terms.renew(session, place.actor, loan)
        returns.give_back(session, place.actor, loan)
        with pytest.raises(returns.Ended):
            terms.renew(session, place.actor, loan)


def test_a_day_the_station_stays_shut_moves_what_was_due(session: Session, town: Town) -> None:
    with on(MONDAY), db.transaction():
        place = ground(session, town)
        loan = place.lend(session, place.tool(), place.person(session))
        terms.close_day(session, place.actor, place.station, on=MONDAY + days(2), why="盘点")
        assert loan.due_on == MONDAY + days(3)
        with pytest.raises(shelf.ClosedAlready):
            terms.close_day(session, place.actor, place.station, on=MONDAY + days(2), why="盘点")


def test_who_needs_a_wheelchair_for_their_health_keeps_it_longer(session: Session, town: Town) -> None:
    with on(MONDAY), db.transaction():
        place = ground(session, town, "轮椅")
        loan = place.lend(session, place.tool("轮椅"), place.person(session))
        assert loan.due_on == MONDAY + days(7)
        assert terms.note_need(session, place.actor, loan).due_on == MONDAY + days(30)


def test_a_lost_copy_ends_its_loan_and_comes_back_on_the_shelf_when_found(session: Session, town: Town) -> None:
    with db.transaction():
        place = ground(session, town)
        tool = place.tool()
        loan = place.lend(session, tool, place.person(session))
        with pytest.raises(upkeep.StillOut):
            upkeep.retire(session, place.actor, tool, state=ToolState.RETIRED, why="旧了")
        returns.report_lost(session, place.actor, loan, why="搬家时丢了")
        assert (loan.end, tool.state) == (LoanEnd.LOST, ToolState.LOST)
        with pytest.raises(shelf.Gone):
            upkeep.send_to_repair(session, place.actor, tool, words="坏了")
        upkeep.restore(session, place.actor, tool)
        place.lend(session, tool, place.person(session))


def test_who_moved_away_may_give_back_and_not_borrow(session: Session, town: Town) -> None:
    with db.transaction():
        place = ground(session, town)
        one = place.person(session)
        loan = place.lend(session, place.tool(), one)
        host = town.actor("li", Action.CHANGE_REGISTER)
        residents.remove_resident(session, host, session.get_one(Resident, one.id), on=date(2026, 6, 1), reason="搬走")
        returns.give_back(session, place.actor, loan)
        with pytest.raises(standing_services.MovedAway):
            place.lend(session, place.tool(), one)


def test_a_proxy_fetches_and_the_elder_borrows(session: Session, town: Town) -> None:
    with db.transaction():
        place = ground(session, town)
        one = place.person(session)
        loan = place.lend(session, place.tool(), one, proxy_name="孙女小丽")
    session.expire_all()
    assert (loan.proxy_name, loan.resident_id) == ("孙女小丽", one.id)


def test_a_stranger_reaches_neither_people_nor_tools(session: Session, town: Town) -> None:
    with db.transaction():
        place = ground(session, town)
        one = place.person(session)
        far = town.actor("far_host", Action.LEND_TOOLS)
        with pytest.raises(NotFound):
            services.lend(session, far, Lending(ids.new(), place.tool().id, one.id))
