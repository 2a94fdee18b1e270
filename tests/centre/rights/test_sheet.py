"""The sheet of one person leaves nothing out that hangs on them, and nothing in that is somebody else's."""

from datetime import timedelta

from sqlmodel import Session, SQLModel, select

from tests.centre.rights.ground import NAME, PHONE, Family
from tests.register.register import homes
from tests.town import Town
from webapp.casework.cases import services as cases
from webapp.casework.cases.models import Source
from webapp.casework.cases.services import Matter, Place
from webapp.casework.cases.voice_services import Speaker, Spoken
from webapp.centre.keeping.rules import Ground
from webapp.centre.keeping.table_rules import TABLE
from webapp.centre.rights import about_rules, consent_queries, holding_queries, queries, services
from webapp.centre.rights.rules import Kind
from webapp.core.data import db, migrations
from webapp.core.time import clock
from webapp.core.web.filters import day
from webapp.door.visits import services as visits
from webapp.door.visits.models import Outcome
from webapp.people.accounts.permissions import Action
from webapp.register.register.models import Household, HouseholdMember, Resident
from webapp.volunteering.volunteers import services as volunteers

READ = {
    "resident", "household_member", "visit", "task_answer", "opinion_line", "case_voice", "garden_keeping",
    "tool_loan", "tool_reservation", "tool_suspension", "access_card", "market_seeker", "person_consent",
    "person_request", "other_home", "person_transfer", "person_act",
}  # fmt: skip
# What hangs on a home and says nothing of the person.
WORK_OF_THE_HOUSE = {
    "revisit": "when to knock again", "door_note": "a code on a slip", "liaison_household": "who looks after it",
}  # fmt: skip


def test_whatever_hangs_on_a_person_or_a_home_is_read() -> None:
    migrations.load_models()
    tables = SQLModel.metadata.tables.values()
    hanging = {table.name for table in tables if {"resident_id", "household_id"} & set(table.c.keys())}
    assert hanging == READ | set(WORK_OF_THE_HOUSE)


def test_the_card_says_all_that_is_kept_of_who_lives_here_on_its_right_ground() -> None:
    told = (*about_rules.AT_THE_DOOR, *about_rules.IF_AGREED)
    of_homes = {"resident", "household", "household_member", "visit", "task_answer", "opinion_ballot", "case_voice",
                "garden_keeping", "market_seeker", "demand", "photo"}  # fmt: skip
    kept = {keep for keep in TABLE if {column.partition(".")[0] for column in keep.columns} & of_homes}
    assert kept <= set(told)
    read = {keep for keep, _ in (*holding_queries.OF_REGISTER, *holding_queries.OF_ANYBODY)}
    assert read - set(told) <= {keep for keep in TABLE if "积分" in keep.what}
    assert all(keep.ground is not Ground.AGREED for keep in about_rules.AT_THE_DOOR)
    assert all(keep.ground is Ground.AGREED for keep in about_rules.IF_AGREED)


def lines(session: Session, resident_id: str) -> str:
    sheet = holding_queries.sheet(session, session.get_one(Resident, resident_id))
    return "\n".join(f"{line.term} {line.value}" for part in sheet.parts for line in part.lines)


def speak(session: Session, town: Town, family: Family, name: str, words: str) -> None:
    home = session.get_one(Household, family.home)
    place = Place(home.community_id, home.grid_id, dwelling_id=home.dwelling_id, words=home.label)
    spoken = Spoken(words, Source.RESIDENT, speaker=Speaker(household_id=home.id, name=name))
    cases.open_case(session, town.actor("wang"), place=place, spoken=spoken, matter=Matter(category_code="LIGHT"))


def test_what_others_of_the_home_said_is_not_on_it(session: Session, town: Town, family: Family) -> None:
    with db.transaction() as writing:
        speak(writing, town, family, NAME, "楼道灯不亮")
        speak(writing, town, family, "王桂芬", "老王的悄悄话")
        visits.record_visit(
            writing, town.actor("wang", Action.RECORD_VISIT), visits.Knock(family.home, Outcome.FINE), id=None,
            captured_at=clock.now(),
        )  # fmt: skip
    said = lines(session, family.person)
    assert "楼道灯不亮" in said and "悄悄话" not in said
    assert "王桂芬" not in said and "老王的悄悄话" in lines(session, family.head)


def test_visits_before_they_lived_there_are_not_theirs(session: Session, town: Town, family: Family) -> None:
    with db.transaction() as writing:
        visits.record_visit(
            writing, town.actor("wang", Action.RECORD_VISIT), visits.Knock(family.home, Outcome.FINE), id=None,
            captured_at=clock.now() - timedelta(days=5),
        )  # fmt: skip
        home = writing.get_one(Household, family.home)
        old = homes.add(writing, town, home, name="老住户")
        writing.flush()
        member = writing.exec(select(HouseholdMember).where(HouseholdMember.resident_id == old.id)).one()
        member.valid_from = clock.today() - timedelta(days=9)
        old_id = old.id
    titles = [part.keep.what for part in holding_queries.sheet(session, session.get_one(Resident, family.person)).parts]
    assert not [title for title in titles if title.startswith("走访")]
    assert [
        part for part in holding_queries.sheet(session, session.get_one(Resident, old_id)).parts
        if part.keep.what.startswith("走访")
    ]  # fmt: skip


def test_days_on_the_sheet_are_whole_and_who_called_the_number_is_on_it(
    session: Session, town: Town, family: Family
) -> None:
    with db.transaction() as writing:
        visits.record_visit(
            writing, town.actor("wang", Action.RECORD_VISIT), visits.Knock(family.home, Outcome.FINE), id=None,
            captured_at=clock.now(),
        )  # fmt: skip
        wish = services.Wish(Kind.COPY, NAME, "13900000000", "2门602")
        row, _ = services.ask(writing, queries.place_of_unit(writing, town.community), wish)
        host, person = town.actor("li", Action.ANSWER_RIGHTS), writing.get_one(Resident, family.person)
        services.match(writing, host, row, person)
        person.phone = "13900000000"
        writing.flush()
        services.speak_code(writing, host, row)
    today = day(clock.today(), True)
    said = lines(session, family.person)
    assert f"{today} " in said and "今天" not in said and f"{clock.today()}" not in said
    (look,) = [
        one for one in holding_queries.sheet(session, session.get_one(Resident, family.person)).looks
        if one.verb == "打电话念验证码"
    ]  # fmt: skip
    assert look.at.startswith(today) and "书记" in look.role


def test_a_volunteer_of_the_same_name_and_number_is_the_same_person(
    session: Session, town: Town, family: Family
) -> None:
    with db.transaction() as writing:
        number, other = (
            volunteers.enrol(
                writing, None, volunteers.Person(name=NAME, phone=phone), community_id=town.community, consent=True
            ).number
            for phone in (PHONE, "13700000000")
        )
    said, person = lines(session, family.person), session.get_one(Resident, family.person)
    assert f"{number} {NAME}" in said and f"爱心存折 {number}" in said and other not in said
    assert [one.title for one in consent_queries.list_open(session, person)] == ["登记为志愿者"]
