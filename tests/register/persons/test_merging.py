"""Two records of one person: found, looked at, joined with all that points to them, and taken apart again."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.door.gardens import test_gardens as gardens
from tests.exchange.loans.ground import ground
from tests.exchange.points.ground import give
from tests.lines import lines_about
from tests.register.register import homes
from tests.town import Town
from tests.volunteering.volunteers.test_volunteers import enrol, serve
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.time.clock import today
from webapp.core.web.errors import NotFound
from webapp.exchange.loans import card_services
from webapp.exchange.loans import people_queries as borrowers
from webapp.exchange.points import correction_services
from webapp.exchange.points import services as points
from webapp.exchange.points.models import Passbook
from webapp.exchange.points.proof_queries import ledger_faults
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.register.persons import journal_services, merge_services, move_services, queries, side_queries
from webapp.register.persons.models import NotSame, PersonAct
from webapp.register.register import queries as register
from webapp.register.register import resident_services
from webapp.register.register.models import HouseholdMember, Relation, Resident
from webapp.volunteering.volunteers import queries as volunteers

BORN = date(1960, 5, 4)
WHY = "打电话问过本人"


@pytest.fixture
def li(town: Town, session: Session) -> Actor:
    return town.actor("li", Action.MERGE_PERSONS)


def two(session: Session, town: Town, **more: Any) -> tuple[Resident, Resident]:
    """One man, written down behind two doors."""
    building = homes.build(session, town)
    first = homes.settle(session, town, building)
    second = homes.settle(session, town, building, room="501", head="马宁")
    kept = homes.add(session, town, first, name="高明", born_on=BORN, phone="13800000001")
    return kept, homes.add(session, town, second, name="高明", born_on=BORN, work="电工", **more)


def merge(session: Session, actor: Actor, kept: Resident, gone: Resident, *taken: str) -> PersonAct:
    return merge_services.merge(session, actor, kept, gone, taken=taken, reason=WHY)


def test_the_same_name_and_birthday_is_suggested_and_two_neighbours_are_not(
    session: Session, town: Town, li: Actor
) -> None:
    with db.transaction() as session:
        kept, gone = two(session, town)
        homes.add(session, town, register.get_household(session, li, str(kept.household_id)), name="高明")
    (pair,) = queries.list_twins(session, li)
    assert (pair.first.id, pair.second.id, pair.has_number) == (kept.id, gone.id, False)
    assert [one.second.id for one in queries.twins_of(session, li, kept)] == [gone.id]
    assert not queries.list_twins(session, town.actor("far_host", Action.MERGE_PERSONS))


def test_said_to_be_two_they_are_never_suggested_again(session: Session, town: Town, li: Actor) -> None:
    with db.transaction() as session:
        kept, gone = two(session, town)
        merge_services.say_two(session, li, gone, kept)
        merge_services.say_two(session, li, kept, gone)
    assert not queries.list_twins(session, li)
    assert len(session.exec(select(NotSame)).all()) == 1
    assert lines_about(session, kept.id)[0].verb == "not_same_person"


def test_the_page_of_both_sides_is_masked(session: Session, town: Town) -> None:
    with db.transaction() as session:
        kept, gone = two(session, town, phone="13900000002")
    told = {side.field: side for side in side_queries.sides(session, kept, gone)}
    assert (told["phone"].kept, told["phone"].gone, told["phone"].is_open) == ("138****0001", "139****0002", True)
    assert (told["name"].is_same, told["work"].is_open, told["home"].is_open) == (True, False, True)


def test_chosen_values_stay_and_what_only_one_has_is_taken(session: Session, town: Town, li: Actor) -> None:
    with db.transaction() as session:
        kept, gone = two(session, town, phone="13900000002", health="听力弱")
        merge(session, li, kept, gone, "phone")
    assert (kept.phone, kept.work, kept.health) == ("13900000002", "电工", "听力弱")
    assert kept.phone_index is not None
    assert (gone.household_id, gone.left_on) == (None, today())
    assert not queries.list_twins(session, li)
    assert queries.merged_into(session, gone) is not None


@pytest.mark.parametrize("takes_other", [False, True])
def test_one_home_stays_open_and_both_histories_are_the_persons(
    session: Session, town: Town, li: Actor, takes_other: bool
) -> None:
    with db.transaction() as session:
        kept, gone = two(session, town)
        stays, goes = str(kept.household_id), str(gone.household_id)
        merge(session, li, kept, gone, *(["home"] if takes_other else []))
    assert kept.household_id == (goes if takes_other else stays)
    assert len([line for line in queries.homes_of(session, li, kept) if line.valid_to is None]) == 1
    assert len(queries.homes_of(session, li, kept)) == 2
    assert not session.exec(select(HouseholdMember).where(HouseholdMember.resident_id == gone.id)).all()


def test_twice_in_one_household_is_once(session: Session, town: Town, li: Actor) -> None:
    with db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town))
        kept, gone = (homes.add(session, town, home, name="高明", born_on=BORN) for _ in range(2))
        merge(session, li, kept, gone)
    assert [one.id for _, one in register.list_members(session, home)][1:] == [kept.id]
    assert home.moved_out_on is None


def test_plots_loans_and_cards_follow_and_come_back(session: Session, town: Town, li: Actor) -> None:
    with db.transaction() as session:
        kept, gone = two(session, town)
        garden = gardens.found(session, town, building_name="7号楼")
        plot = gardens.plots(session, garden)[0]
        keeping = gardens.keep(session, town, plot, gone.name, household_id=gone.household_id)
        place = ground(session, town)
        borrower = borrowers.get_borrower(session, place.actor, gone.id)
        loan = place.lend(session, place.tool(), borrower)
        card = card_services.bind(session, place.actor, borrower, card_hash="a" * 32)
        assert dict(side_queries.follows(session, gone))
        act = merge(session, li, kept, gone)
        for row in (keeping, loan, card):
            session.refresh(row)
            assert row.resident_id == kept.id
        assert act.left_over == []
    with db.transaction() as session:
        merge_services.undo_merge(session, li, session.get_one(PersonAct, act.id), reason="是两个人")
    for row in (keeping, loan, card):
        session.refresh(row)
        assert row.resident_id == gone.id


def test_undone_both_stand_as_they_stood(session: Session, town: Town, li: Actor) -> None:
    with db.transaction() as session:
        kept, gone = two(session, town, phone="13900000002")
        before = [(one.phone, one.phone_index, one.work, one.household_id, one.left_on) for one in (kept, gone)]
        act = merge(session, li, kept, gone, "phone", "home")
    with db.transaction() as session:
        merge_services.undo_merge(session, li, session.get_one(PersonAct, act.id), reason="是两个人")
    session.expire_all()
    assert [(one.phone, one.phone_index, one.work, one.household_id, one.left_on) for one in (kept, gone)] == before
    open_homes = [register.open_membership(session, one) for one in (kept, gone)]
    assert [member.household_id for member in open_homes if member] == [before[0][3], before[1][3]]
    assert lines_about(session, gone.id)[0].verb == "undo_merge"
    with pytest.raises(journal_services.UndoneAlready), db.transaction() as session:
        merge_services.undo_merge(session, li, session.get_one(PersonAct, act.id), reason="再来一次")


def test_what_was_changed_since_contradicts(session: Session, town: Town, li: Actor) -> None:
    with db.transaction() as session:
        kept, gone = two(session, town, phone="13900000002")
        act = merge(session, li, kept, gone, "phone")
        resident_services.change_resident(session, li, kept, version=kept.version, phone="13700000003")
    with pytest.raises(journal_services.Contradicted) as refusal, db.transaction() as session:
        merge_services.undo_merge(session, li, session.get_one(PersonAct, act.id), reason="是两个人")
    assert "居民" in refusal.value.sentence()
    assert session.get_one(PersonAct, act.id).undone_at is None


def test_after_a_month_it_stands(session: Session, town: Town, li: Actor) -> None:
    with db.transaction() as session:
        act = merge(session, li, *two(session, town))
    later = time_machine.travel(clock.now() + timedelta(days=32))
    with later, pytest.raises(journal_services.TooLate), db.transaction() as session:
        merge_services.undo_merge(session, li, session.get_one(PersonAct, act.id), reason="是两个人")


def test_two_passbooks_and_two_records_of_hours_become_one_and_part_again(
    session: Session, town: Town, li: Actor
) -> None:
    with db.transaction() as session:
        kept, gone = two(session, town)
        parties = [resident_services.party_of_resident(session, li, one).id for one in (kept, gone)]
        first, second = (enrol(session, town, "高明", party_id=party) for party in parties)
        give(session, parties[0], 20)
        give(session, parties[1], 30)
        serve(session, second, 3)
        act = merge(session, li, kept, gone)
        assert act.joined == ["volunteer"]
        assert points.passbook_for(session, parties[0], town.community).available == 50
        assert volunteers.confirmed_minutes(session, first.id) == 180
        assert volunteers.confirmed_minutes(session, second.id) == 0
        assert second.left_on == today()
    with db.transaction() as session:
        merge_services.undo_merge(session, li, session.get_one(PersonAct, act.id), reason="是两个人")
    books = {one.party_id: one for one in session.exec(select(Passbook))}
    assert [books[party].available for party in parties] == [20, 30]
    assert books[parties[1]].merged_into_id is None
    assert [volunteers.confirmed_minutes(session, one.id) for one in (first, second)] == [0, 180]
    assert second.left_on is None
    assert not ledger_faults(session, town.community)


def test_points_that_were_spent_since_cannot_part(session: Session, town: Town, li: Actor) -> None:
    with db.transaction() as session:
        kept, gone = two(session, town)
        parties = [resident_services.party_of_resident(session, li, one).id for one in (kept, gone)]
        for party in parties:
            enrol(session, town, "高明", party_id=party)
        entry = give(session, parties[1], 30)
        act = merge(session, li, kept, gone)
        correction_services.reverse(session, li, entry, reason="记错了")
    with pytest.raises(correction_services.PointsSpent), db.transaction() as session:
        merge_services.undo_merge(session, li, session.get_one(PersonAct, act.id), reason="是两个人")


def test_a_party_of_one_alone_simply_follows(session: Session, town: Town, li: Actor) -> None:
    with db.transaction() as session:
        kept, gone = two(session, town)
        party = resident_services.party_of_resident(session, li, gone)
        act = merge(session, li, kept, gone)
        assert (kept.party_id, gone.party_id) == (party.id, None)
        merge_services.undo_merge(session, li, act, reason="是两个人")
    session.expire_all()
    assert (kept.party_id, gone.party_id) == (None, party.id)


def test_what_cannot_be_joined_is_refused(session: Session, town: Town, li: Actor) -> None:
    far = town.actor("far_host", Action.CHANGE_REGISTER)
    with db.transaction() as session:
        kept, gone = two(session, town)
        far_home = homes.settle(session, town, homes.build(session, town, grid="far_grid", host="far_host"),
                                host="far_host")  # fmt: skip
        told = {"name": "高明", "relation": Relation.CHILD, "born_on": BORN}
        elsewhere = resident_services.add_resident(session, far, far_home, **told)
    with pytest.raises(NotFound), db.transaction() as session:
        merge(session, li, kept, kept)
    with pytest.raises(NotFound), db.transaction() as session:
        merge(session, li, kept, elsewhere)
    with db.transaction() as session:
        move_services.send_on(session, li, gone, to_id=town.far_community, on=today())
    with pytest.raises(merge_services.StillUnderWay), db.transaction() as session:
        merge(session, li, kept, gone)


def test_merged_once_it_is_not_merged_again(session: Session, town: Town, li: Actor) -> None:
    with db.transaction() as session:
        kept, gone = two(session, town)
        merge(session, li, kept, gone)
    with pytest.raises(move_services.WasMerged), db.transaction() as session:
        merge(session, li, kept, gone)
    with pytest.raises(move_services.WasMerged), db.transaction() as session:
        move_services.move(session, li, gone, door="3-2-501", relation=Relation.CHILD, on=today())


def test_the_pages_of_a_merge(app: Flask, client: HouseClient, town: Town) -> None:
    with app.app_context(), db.transaction() as session:
        kept, gone = (one.id for one in two(session, town, phone="13900000002"))
    li = client.sign_in(town.li)
    assert "姓名和生日一样" in li.get("/register/twins").text
    url = f"/register/residents/{kept}/twins/{gone}"
    page = li.get(url).text
    assert "138****0001" in page and "13800000001" not in page
    assert li.post(f"{url}/merger", data={"phone": "gone"}).status_code == 422
    for name in ("far_host", "wang"):
        assert client.sign_in(town.accounts[name]).get(url).status_code in (403, 404)
        assert client.sign_in(town.accounts[name]).post(f"{url}/merger", data={"reason": WHY}).status_code in (403, 404)
    li = client.sign_in(town.li)
    assert li.post(f"{url}/merger", data={"phone": "gone", "reason": WHY}).status_code == 303
    assert li.post(f"{url}/merger", data={"phone": "gone", "reason": WHY}).status_code == 409
    assert "已经并到另一份" in li.get(f"/register/residents/{gone}").text
    with app.app_context():
        act = db.session().exec(select(PersonAct.id)).one()
    assert WHY in li.get(f"/register/persons/{act}").text
    assert client.sign_in(town.far_host).get(f"/register/persons/{act}").status_code == 404
    li = client.sign_in(town.li)
    assert li.post(f"/register/persons/{act}/mistake", data={"reason": "是两个人"}).status_code == 404
    assert li.post(f"/register/persons/{act}/parting", data={"reason": ""}).status_code == 422
    assert li.post(f"/register/persons/{act}/parting", data={"reason": "是两个人"}).status_code == 303
    assert "已撤回" in li.get(f"/register/residents/{kept}").text
