"""What a case earns on its way, whose it is, and what takes it back."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from tests.casework.cases.conftest import Open
from tests.casework.cases.conftest import act as act
from tests.casework.cases.conftest import open_case as open_case
from tests.centre.assessment.ground import cover_grid1, entries, locked, solve, told
from tests.town import Town
from webapp.casework.cases import answer_services, handling_services, queries
from webapp.casework.cases.models import Source
from webapp.casework.cases.rules import Outcome
from webapp.centre.assessment import period_queries, services
from webapp.centre.assessment.models import Deed, ScorePeriod
from webapp.core.data import db
from webapp.core.time import clock

MORNING = datetime(2026, 11, 10, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def a_morning() -> Any:
    with time_machine.travel(MORNING, tick=True) as traveller:
        yield traveller


def test_reported_counts_one_and_solved_three_and_a_need_met_two(
    session: Session, town: Town, open_case: Open, act: Any
) -> None:
    case = open_case()
    assert told(session) == [], "a report that nobody took on earns nothing"
    act(handling_services.take, "wang", case)
    assert told(session) == [(Deed.REPORTED, 1)]
    solve(act, session, case)
    assert told(session) == [(Deed.REPORTED, 1), (Deed.SOLVED, 3), (Deed.NEED_MET, 2)]
    assert {entry.party_id for entry in entries(session)} == {town.parties["wang"]}
    assert all(case.title in entry.sentence and entry.source_url == f"/cases/{case.id}" for entry in entries(session))


def test_solved_with_the_residents_counts_four(session: Session, open_case: Open, act: Any) -> None:
    case = open_case(source=Source.PATROL)
    act(handling_services.take, "wang", case)
    solve(act, session, case, outcome=Outcome.TOGETHER)
    assert told(session) == [(Deed.REPORTED, 1), (Deed.TOGETHER, 4)]


def test_explained_or_out_of_reach_is_no_solution(session: Session, open_case: Open, act: Any) -> None:
    case = open_case(source=Source.PATROL)
    act(handling_services.take, "wang", case)
    solve(act, session, case, outcome=Outcome.OUT_OF_REACH)
    assert told(session) == [(Deed.REPORTED, 1)]


def test_what_the_host_solved_is_the_grids_and_nobodys_own(session: Session, open_case: Open, act: Any) -> None:
    case = open_case(source=Source.PATROL)
    act(handling_services.take, "wang", case)
    act(handling_services.finish, "li", case, words="好了")
    act(handling_services.verify, "chen", case, passed=True)
    assert told(session) == [(Deed.REPORTED, 1)], "verified is not closed yet"
    for voice in queries.list_voices(session, case):
        act(answer_services.call_back, "li", case, voice=voice, is_reached=True, is_solved=True, is_satisfied=True)
    act(handling_services.close, "chen", case, outcome=Outcome.SOLVED)
    solved = entries(session)[-1]
    assert (solved.deed, solved.points, solved.party_id) == (Deed.SOLVED, 3, None)


def test_a_case_handed_over_half_way_is_split_by_the_state_it_reached(
    session: Session, town: Town, open_case: Open, act: Any
) -> None:
    """王秀英 took it on; 马超然 covers her leave and finishes it: one and two."""
    case = open_case(source=Source.PATROL)
    act(handling_services.take, "wang", case)
    cover_grid1(town)
    solve(act, session, case, by="ma")
    shares = {entry.party_id: entry.points for entry in entries(session) if entry.deed is Deed.SOLVED}
    assert shares == {town.parties["wang"]: 1, town.parties["ma"]: 2}
    month = ScorePeriod(community_id=town.community, month=date(2026, 11, 1))
    held = {(one.party_id, one.grid_id): one for one in period_queries.workers_of(session, month)}
    wang = held[town.parties["wang"], town.grid1]
    assert (wang.points, wang.days_held, wang.days, wang.whole_month) == (2, 20, 30, 3), "leave counts pro rata"


def test_one_place_and_kind_counts_once_in_thirty_days(session: Session, open_case: Open, act: Any) -> None:
    for _ in range(2):
        act(handling_services.take, "wang", open_case(source=Source.PATROL))
    assert told(session) == [(Deed.REPORTED, 1)]


def test_reopening_takes_back_and_a_second_solving_earns_again(session: Session, open_case: Open, act: Any) -> None:
    case = open_case(source=Source.PATROL)
    act(handling_services.take, "wang", case)
    solve(act, session, case)
    act(handling_services.reopen, "li", case, words="又坏了")
    assert told(session) == [(Deed.REPORTED, 1), (Deed.SOLVED, 3), (Deed.SOLVED, -3)]
    back = entries(session)[-1]
    assert back.takes_back_id == entries(session)[-2].id and "收回" in back.sentence
    act(handling_services.take, "wang", case)
    solve(act, session, case)
    assert sum(points for _, points in told(session)) == 1 + 3


def test_an_entry_is_taken_back_once(session: Session, open_case: Open, act: Any) -> None:
    case = open_case(source=Source.PATROL)
    act(handling_services.take, "wang", case)
    [entry] = entries(session)
    with db.transaction() as writing:
        assert services.take_back(writing, entry, "一次") is not None
        assert services.take_back(writing, entry, "两次") is None
    assert told(session) == [(Deed.REPORTED, 1), (Deed.REPORTED, -1)]


def test_the_database_refuses_to_change_an_entry(session: Session, open_case: Open, act: Any) -> None:
    act(handling_services.take, "wang", open_case())
    [entry] = entries(session)
    with pytest.raises(DBAPIError), db.transaction() as writing:
        found = writing.merge(entry)
        found.points = 50
        writing.flush()
    assert told(session) == [(Deed.REPORTED, 1)]


def test_ninety_quiet_days_earn_one_more_once(session: Session, open_case: Open, act: Any) -> None:
    case = open_case(source=Source.PATROL)
    act(handling_services.take, "wang", case)
    solve(act, session, case)
    later = clock.today() + timedelta(days=90)
    for _ in range(2):
        with db.transaction() as writing:
            services.reward_quiet(writing, later)
    assert told(session)[-1] == (Deed.QUIET, 1) and len(told(session)) == 3


def test_no_reward_where_the_place_spoke_again(
    session: Session, open_case: Open, act: Any, a_morning: time_machine.Traveller
) -> None:
    case = open_case(source=Source.PATROL)
    act(handling_services.take, "wang", case)
    solve(act, session, case)
    a_morning.move_to(MORNING + timedelta(days=40))
    open_case(source=Source.PATROL)
    with db.transaction() as writing:
        assert services.reward_quiet(writing, clock.today() + timedelta(days=50)) == 0


def test_reopened_after_the_lock_corrects_the_next_month(
    session: Session, town: Town, open_case: Open, act: Any, a_morning: time_machine.Traveller
) -> None:
    case = open_case(source=Source.PATROL)
    act(handling_services.take, "wang", case)
    solve(act, session, case)
    a_morning.move_to(datetime(2026, 12, 2, 2, tzinfo=UTC))
    period = locked(session, town, date(2026, 11, 1), a_morning)
    act(handling_services.reopen, "li", case, words="又坏了")
    back = entries(session)[-1]
    assert back.points == -3 and back.month.month == 12 and "更正11月" in back.sentence
    results = period_queries.results_of(session, period)
    assert results[town.parties["wang"], town.grid1] == 1 + 3, "what was locked stays"
