"""What is heard at a door becomes a case, once."""

from sqlmodel import Session, select

from tests.door.visits.conftest import Stair
from tests.door.visits.test_knocks import knock
from tests.town import Town
from webapp.casework.cases import voice_queries
from webapp.casework.cases.models import GridCase, Voice
from webapp.casework.cases.rules import State
from webapp.core.data import db, ids
from webapp.door.visits import queries, services
from webapp.door.visits.models import Outcome, Topic, Visit


def need(town: Town, home: str, **more: object) -> Visit:
    told = {"topic": Topic.NEED, "category": "REPAIR", "words": "阳台窗户关不严", **more}
    return knock(town, home, Outcome.SOMETHING, **told)


def cases(session: Session) -> list[GridCase]:
    session.rollback()
    return list(session.exec(select(GridCase)))


def test_a_need_opens_a_case_with_one_household(session: Session, town: Town, stair: Stair) -> None:
    visit = need(town, stair.home)
    [case] = cases(session)
    assert visit.case_id == case.id
    assert case.category_code == "REPAIR"
    assert voice_queries.count_households(session, case.id) == 1


def test_the_same_tap_twice_is_one_case(session: Session, town: Town, stair: Stair) -> None:
    one = ids.new()
    assert need(town, stair.home, id=one).case_id == need(town, stair.home, id=one).case_id
    assert len(cases(session)) == 1
    assert len(session.exec(select(Voice)).all()) == 1


def test_the_same_household_saying_it_again_is_not_two(session: Session, town: Town, stair: Stair) -> None:
    need(town, stair.home)
    need(town, stair.home, words="还是关不严")
    [case] = cases(session)
    assert voice_queries.count_households(session, case.id) == 1


def test_a_change_of_information_is_no_case(session: Session, town: Town, stair: Stair) -> None:
    visit = need(town, stair.home, topic=Topic.CHANGE, category="", words="儿子搬回来住了")
    assert visit.case_id is None
    assert cases(session) == []


def test_undo_withdraws_the_case_that_nobody_has_taken_on(session: Session, town: Town, stair: Stair) -> None:
    visit = need(town, stair.home)
    with db.transaction() as writing:
        services.withdraw_visit(writing, town.actor("wang"), queries.get_visit(writing, town.actor("wang"), visit.id))
    assert [case.state for case in cases(session)] == [State.REJECTED]


def test_undo_leaves_a_case_that_is_in_hand(session: Session, town: Town, stair: Stair) -> None:
    visit = need(town, stair.home)
    with db.transaction() as writing:
        writing.get_one(GridCase, visit.case_id).state = State.HANDLING
    with db.transaction() as writing:
        services.withdraw_visit(writing, town.actor("wang"), queries.get_visit(writing, town.actor("wang"), visit.id))
    assert [case.state for case in cases(session)] == [State.HANDLING]
