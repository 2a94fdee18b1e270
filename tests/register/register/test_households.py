from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from tests.lines import lines_about
from tests.register.register import homes
from tests.town import Town
from webapp.core.data import db
from webapp.core.data.optimistic_lock import ChangedMeanwhile
from webapp.core.text.phone_numbers import BadPhone
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.people.accounts.permissions import Action
from webapp.register.register import board_queries, queries, resident_services, services
from webapp.register.register.models import HouseholdMember, Relation
from webapp.register.register.rules import KeyFlag


def test_a_household_moves_in_and_its_householder_is_its_first_member(session: Session, town: Town) -> None:
    with db.transaction() as session:
        building = homes.build(session, town)
        home = homes.settle(session, town, building)
    assert (home.label, home.door, home.room) == ("冬梅轩3号楼2门602", "3-2-602", "602")
    members = queries.list_members(session, home)
    assert [(resident.name, member.relation) for member, resident in members] == [("王桂芬", Relation.HEAD)]


def test_one_open_household_behind_one_door(session: Session, town: Town) -> None:
    with db.transaction() as session:
        building = homes.build(session, town)
        homes.settle(session, town, building)
    with pytest.raises(services.DwellingOccupied) as refusal, db.transaction() as session:
        homes.settle(session, town, building, head="李四")
    assert "王*芬" in refusal.value.sentence()


def test_after_moving_out_the_door_is_free_and_the_past_stays(session: Session, town: Town) -> None:
    with db.transaction() as session:
        building = homes.build(session, town)
        first = homes.settle(session, town, building)
        actor = town.actor("li", Action.CHANGE_REGISTER)
        services.move_out(session, actor, first, on=clock.today())
        services.move_out(session, actor, first, on=clock.today())
        second = homes.settle(session, town, building, head="赵新民")
    assert second.id != first.id
    old = session.exec(select(HouseholdMember).where(HouseholdMember.household_id == first.id)).one()
    assert old.valid_to == clock.today()


def test_a_stranger_finds_neither_household_nor_person(session: Session, town: Town) -> None:
    with db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town))
        person = homes.add(session, town, home)
    for name in ("stranger", "ma"):
        actor = town.actor(name, Action.SEE_REGISTER)
        for reach in (
            lambda actor=actor: queries.get_household(session, actor, home.id),
            lambda actor=actor: queries.get_resident(session, actor, person.id),
            lambda actor=actor: board_queries.board(session, actor, home.building_id),
        ):
            with pytest.raises(NotFound):
                reach()
    assert queries.get_household(session, town.actor("wang", Action.SEE_REGISTER), home.id).id == home.id


def test_flags_set_the_cadence_and_the_day_it_is_due(session: Session, town: Town) -> None:
    with db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town))
        services.change_household(
            session, town.actor("wang", Action.CHANGE_REGISTER), home, version=home.version,
            flags=[KeyFlag.LIVES_ALONE, KeyFlag.ELDERLY], is_rented=False, note="耳背，敲门重一点",
        )  # fmt: skip
    assert (home.is_key, home.cadence_days) == (True, 30)
    assert home.next_due_on == clock.today() + timedelta(days=30)


def test_who_saves_second_looks_first(session: Session, town: Town) -> None:
    with db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town))
    actor = town.actor("wang", Action.CHANGE_REGISTER)
    seen = home.version
    with db.transaction() as session:
        services.change_household(session, actor, home, version=seen, flags=[], is_rented=True, note="一")
    with pytest.raises(ChangedMeanwhile), db.transaction() as session:
        services.change_household(session, actor, home, version=seen, flags=[], is_rented=True, note="二")
    assert queries.get_household(db.session(), actor, home.id).note == "一"


def test_sealed_fields_lie_encrypted_and_are_found_only_whole(session: Session, town: Town) -> None:
    with db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town))
        person = homes.add(session, town, home, phone="138 0013 8000", id_number=homes.ID_NUMBER, health="糖尿病")
    raw = session.execute(text("SELECT phone, id_number, health FROM resident WHERE name = '单小军'")).one()
    assert all(value and "138" not in value[:3] and "糖" not in value for value in raw)
    assert (person.phone, person.born_on) == ("13800138000", homes.BORN)
    assert "8000" not in (person.phone_tail_index or "")


@pytest.mark.parametrize(
    ("details", "error", "field"),
    [
        ({"phone": "123"}, BadPhone, "phone"),
        ({"id_number": "110105194912310021"}, resident_services.BadIdNumber, "id_number"),
        ({"born_on": date(2999, 1, 1)}, resident_services.BornInFuture, "born_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    session: Session, town: Town, details: dict[str, object], error: type[Exception], field: str
) -> None:
    with db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town))
    with pytest.raises(error) as refusal, db.transaction() as session:
        homes.add(session, town, home, **details)
    assert refusal.value.field == field  # type: ignore[attr-defined]
    assert len(queries.list_members(db.session(), home)) == 1


def test_one_id_number_twice_in_a_community_is_a_typing_mistake(session: Session, town: Town) -> None:
    with db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town))
        homes.add(session, town, home, id_number=homes.ID_NUMBER)
    with pytest.raises(resident_services.IdNumberTaken) as refusal, db.transaction() as session:
        homes.add(session, town, home, name="单大军", id_number=homes.ID_NUMBER.lower())
    assert "单*军" in refusal.value.sentence()


def test_revealing_needs_a_reason_and_leaves_a_line(session: Session, town: Town) -> None:
    with db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town))
        person = homes.add(session, town, home, phone="13800138000")
    actor = town.actor("wang", Action.REVEAL_SENSITIVE)
    with pytest.raises(resident_services.ReasonMissing), db.transaction() as session:
        resident_services.reveal(session, actor, person, reason="看看")
    with db.transaction() as session:
        clear = resident_services.reveal(session, actor, person, reason="老人走失，联系家属")
    assert clear["phone"] == "13800138000"
    line = lines_about(db.session(), person.id)[0]
    assert (line.verb, line.account_id, line.reason) == ("reveal_resident", town.wang, "老人走失，联系家属")
    assert "13800138000" not in (line.after or "")


def test_history_never_tells_a_sealed_value(session: Session, town: Town) -> None:
    with db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town))
        person = homes.add(session, town, home, phone="13800138000")
        actor = town.actor("wang", Action.CHANGE_REGISTER)
        resident_services.change_resident(
            session, actor, person, version=person.version, name="单小军", phone="13900139000"
        )
    told = " ".join(f"{line.before}{line.after}" for line in lines_about(db.session(), person.id))
    assert "138001" not in told
    assert "139001" not in told


def test_a_renamed_householder_renames_the_door_and_search_follows(session: Session, town: Town) -> None:
    with db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town))
        head = queries.list_members(session, home)[0][1]
        actor = town.actor("wang", Action.CHANGE_REGISTER)
        resident_services.change_resident(session, actor, head, version=head.version, name="欧阳桂芬")
    assert home.head_name == "欧阳桂芬"
    assert head.initials == "oygf"


def test_a_person_leaves_and_the_household_stays(session: Session, town: Town) -> None:
    with db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town))
        person = homes.add(session, town, home)
        actor = town.actor("wang", Action.CHANGE_REGISTER)
        resident_services.remove_resident(session, actor, person, on=clock.today(), has_died=True)
    assert (person.household_id, person.died_on) == (None, clock.today())
    assert len(queries.list_members(session, home)) == 1


def test_a_resident_becomes_one_party_and_no_second(session: Session, town: Town) -> None:
    with db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town))
        person = homes.add(session, town, home)
        actor = town.actor("li", Action.CHANGE_REGISTER)
        first = resident_services.party_of_resident(session, actor, person)
        second = resident_services.party_of_resident(session, actor, person)
    assert first.id == second.id == person.party_id
