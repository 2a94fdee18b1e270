"""One knock, one row; what it lights; how it is taken back."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlmodel import Session, func, select

from tests.door.visits.conftest import Stair, household
from tests.town import Town
from webapp.casework.cases import handling_services, voice_queries
from webapp.casework.cases import queries as cases
from webapp.casework.cases.models import GridCase
from webapp.casework.cases.rules import Refusal
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.core.web.errors import Forbidden, NotFound
from webapp.door.visits import queries, rules, services
from webapp.door.visits.models import Outcome, Topic, Visit
from webapp.people.accounts.permissions import Action
from webapp.people.settings import services as settings
from webapp.people.settings.rules import Name

MORNING = datetime(2026, 6, 18, 2, 0, tzinfo=UTC)


def knock(town: Town, home: str, outcome: Outcome = Outcome.FINE, who: str = "wang", **more: object) -> Visit:
    with db.transaction() as session:
        actor = town.actor(who, Action.RECORD_VISIT)
        how = {name: more.pop(name) for name in ("id", "captured_at", "happened_at", "doors") if name in more}
        seen = services.Knock(home, outcome, **more)  # type: ignore[arg-type]
        return services.record_visit(session, actor, seen, **{"id": None, **how})  # type: ignore[arg-type]


def count(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Visit)).one()


def test_a_knock_lights_the_window(session: Session, town: Town, stair: Stair) -> None:
    knock(town, stair.home)
    home = household(session, town, stair.home)
    assert rules.window(home.last_outcome, home.last_visited_at, rules.round_start(clock.today())) == rules.LIT


def test_a_second_record_of_the_same_moment_changes_nothing_of_the_window(
    session: Session, town: Town, stair: Stair
) -> None:
    """Two workers at one door, or a phone that gives back what a restore lost: nothing to light, still a visit."""
    same = {"captured_at": clock.now(), "happened_at": clock.now().replace(microsecond=0)}
    knock(town, stair.home, **same)
    before = household(session, town, stair.home).last_visited_at
    knock(town, stair.home, **same)
    session.rollback()
    assert (household(session, town, stair.home).last_visited_at, count(session)) == (before, 2)


def test_the_next_knock_is_due_by_the_rounds_the_district_decided(session: Session, town: Town, stair: Stair) -> None:
    with db.transaction():
        settings.change(session, town.actor("he"), {Name.ROUND: 45})
    knock(town, stair.home)
    assert household(session, town, stair.home).next_due_on == clock.today() + timedelta(days=45)


def test_nobody_home_hatches_it(session: Session, town: Town, stair: Stair) -> None:
    knock(town, stair.home, Outcome.NOBODY)
    home = household(session, town, stair.home)
    assert rules.window(home.last_outcome, home.last_visited_at, rules.round_start(clock.today())) == rules.HATCHED


def test_nobody_home_does_not_put_out_a_lit_window(session: Session, town: Town, stair: Stair) -> None:
    knock(town, stair.home)
    knock(town, stair.home, Outcome.NOBODY)
    assert household(session, town, stair.home).last_outcome == "fine"


def test_a_window_goes_dark_with_the_next_round(session: Session, town: Town, stair: Stair) -> None:
    with time_machine.travel(MORNING, tick=False):
        knock(town, stair.home)
    home = household(session, town, stair.home)
    july = rules.round_start((MORNING + timedelta(days=20)).date())
    assert rules.window(home.last_outcome, home.last_visited_at, july) == rules.DARK


def test_the_same_tap_sent_again_is_the_same_row(session: Session, town: Town, stair: Stair) -> None:
    one = ids.new()
    assert knock(town, stair.home, id=one).id == knock(town, stair.home, id=one).id
    assert count(session) == 1


def test_two_workers_at_one_door_leave_two_rows(session: Session, town: Town, stair: Stair) -> None:
    knock(town, stair.home)
    knock(town, stair.home, who="li")
    assert count(session) == 2


@pytest.mark.parametrize("who", ["ma", "stranger"])
def test_another_grids_door_is_not_found(session: Session, town: Town, stair: Stair, who: str) -> None:
    with pytest.raises(NotFound):
        knock(town, stair.home, who=who)
    assert count(session) == 0


def test_a_volunteer_may_not_record(session: Session, town: Town, stair: Stair) -> None:
    with pytest.raises(Forbidden):
        knock(town, stair.home, who="zhao")


def test_a_household_that_moved_out_is_refused(session: Session, town: Town, stair: Stair) -> None:
    with db.transaction() as writing:
        household(writing, town, stair.home).moved_out_on = clock.today()
    with pytest.raises(services.HouseholdGone):
        knock(town, stair.home)


def test_undo_leaves_the_row_and_puts_the_window_back(session: Session, town: Town, stair: Stair) -> None:
    before = knock(town, stair.home, Outcome.NOBODY)
    visit = knock(town, stair.home)
    with db.transaction() as writing:
        services.withdraw_visit(writing, town.actor("wang"), queries.get_visit(writing, town.actor("wang"), visit.id))
    assert count(session) == 2
    assert household(session, town, stair.home).last_outcome == before.outcome.value


def test_only_who_knocked_may_undo(session: Session, town: Town, stair: Stair) -> None:
    visit = knock(town, stair.home)
    with pytest.raises(services.NotYours), db.transaction() as writing:
        services.withdraw_visit(writing, town.actor("li"), queries.get_visit(writing, town.actor("li"), visit.id))


def test_yesterdays_knock_stays(session: Session, town: Town, stair: Stair) -> None:
    with time_machine.travel(MORNING, tick=False):
        visit = knock(town, stair.home)
    with (
        time_machine.travel(MORNING + timedelta(days=1), tick=False),
        pytest.raises(services.TooLateToUndo),
        db.transaction() as writing,
    ):
        services.withdraw_visit(writing, town.actor("wang"), queries.get_visit(writing, town.actor("wang"), visit.id))


def test_a_late_delivery_does_not_overwrite_a_newer_knock(session: Session, town: Town, stair: Stair) -> None:
    knock(town, stair.home, Outcome.FINE)
    knock(town, stair.home, Outcome.DECLINED, captured_at=clock.now() - timedelta(days=2))
    assert household(session, town, stair.home).last_outcome == "fine"


def test_a_clock_from_tomorrow_is_not_believed(town: Town, stair: Stair, session: Session) -> None:
    visit = knock(town, stair.home, captured_at=clock.now() + timedelta(days=2))
    assert visit.happened_at <= clock.now()
    assert visit.captured_at > clock.now()


def test_three_neighbours_at_their_doors_make_one_case(session: Session, town: Town, stair: Stair) -> None:
    """What is open in the building is offered at the next door; what was recognised counts a household each."""
    told = {"topic": Topic.NEED, "category": "LIGHT", "words": "楼道灯不亮"}
    first = knock(town, stair.home, Outcome.SOMETHING, **told)
    offered = cases.list_open_here(session, town.actor("wang"), community_id=town.community, building_id=stair.building)
    assert [one.id for one in offered] == [first.case_id]
    for home in (stair.above, stair.below):
        assert knock(town, home, Outcome.SOMETHING, **told, same_as=first.case_id).case_id == first.case_id
    session.rollback()
    assert first.case_id and voice_queries.count_households(session, first.case_id) == 3


def test_what_was_recognised_but_ended_meanwhile_or_lies_elsewhere_is_a_case_of_its_own(
    session: Session, town: Town, stair: Stair
) -> None:
    told = {"topic": Topic.NEED, "category": "LIGHT", "words": "楼道灯不亮"}
    first = knock(town, stair.home, Outcome.SOMETHING, **told)
    with db.transaction() as writing:
        handling_services.reject(
            writing, town.actor("li"), writing.get_one(GridCase, first.case_id), reason=Refusal.NOT_PUBLIC
        )
    late = knock(town, stair.above, Outcome.SOMETHING, **told, same_as=first.case_id)
    foreign = knock(town, stair.below, Outcome.SOMETHING, **told, same_as=ids.new())
    assert len({first.case_id, late.case_id, foreign.case_id}) == 3
