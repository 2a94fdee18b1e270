"""What pages read is compared with the raw rows every night; what differs is named, and can be put right."""

from sqlmodel import Session

from tests.conftest import HouseClient
from tests.door.visits.conftest import Stair
from tests.door.visits.conftest import stair as stair
from tests.door.visits.test_knocks import knock
from tests.town import Town
from webapp.centre.overview import proof_services
from webapp.core.data import db
from webapp.core.time import clock
from webapp.door.visits import services as visits
from webapp.door.visits.models import Outcome, Visit
from webapp.people.accounts.permissions import Action
from webapp.register.register import services as register
from webapp.register.register.models import HomeTally, Household


def compare() -> list[str]:
    with db.transaction() as writing:
        return list(proof_services.compare(writing, clock.today()).faults)


def test_visits_and_kept_columns_agree_whatever_was_knocked(session: Session, town: Town, stair: Stair) -> None:
    knock(town, stair.home)
    knock(town, stair.home, Outcome.NOBODY)
    knock(town, stair.above, Outcome.NOBODY)
    knock(town, stair.below, Outcome.DECLINED)
    session.rollback()
    assert compare() == []


def test_a_drifted_home_is_named_shown_on_the_machine_page_and_put_right(
    client: HouseClient, session: Session, town: Town, stair: Stair
) -> None:
    knock(town, stair.home)
    with db.transaction() as writing:
        writing.get_one(Household, stair.home).last_outcome = ""
    fault, tally = compare()  # the home against its visits, and the grid's tally against its homes
    assert "第一网格" in fault and "0" in fault and "1" in fault
    assert "第一网格" in tally and "1/3" in tally and "0/3" in tally
    page = client.sign_in(town.he).get("/machine/").get_data(as_text=True)
    assert fault in page and "flask figures rebuild" in page
    with db.transaction() as writing:
        assert proof_services.rebuild(writing, clock.today()) == 1
    assert compare() == []
    session.expire_all()
    assert session.get_one(Household, stair.home).last_outcome == "fine"
    assert "都对得上" in client.get("/machine/").get_data(as_text=True)


def test_tallies_follow_every_write_and_a_wrong_one_is_put_right(session: Session, town: Town, stair: Stair) -> None:
    def tally() -> tuple[int, int]:
        session.rollback()
        session.expire_all()
        row = session.get_one(HomeTally, town.grid1)
        return row.homes, row.met

    assert tally() == (3, 0)
    visit = knock(town, stair.home)
    assert tally() == (3, 1)
    with db.transaction() as writing:
        visits.withdraw_visit(writing, town.actor("wang", Action.RECORD_VISIT), writing.get_one(Visit, visit.id))
    assert tally() == (3, 0)
    with db.transaction() as writing:
        home = writing.get_one(Household, stair.above)
        register.move_out(writing, town.actor("li", Action.CHANGE_REGISTER), home, on=clock.today())
    assert tally() == (2, 0)
    with db.transaction() as writing:
        writing.get_one(HomeTally, town.grid1).homes = 9
    assert len(compare()) == 1
    with db.transaction() as writing:
        assert proof_services.rebuild(writing, clock.today()) == 1
    assert compare() == [] and tally() == (2, 0)
