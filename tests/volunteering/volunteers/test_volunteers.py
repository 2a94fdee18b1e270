from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, select

from tests.register.register import homes
from tests.town import Town
from webapp.core.data import db
from webapp.core.lists.list_reading import read_page
from webapp.core.lists.listing import Look
from webapp.core.time import clock
from webapp.core.time.clock import today
from webapp.core.web.errors import NotFound
from webapp.exchange.points.models import Passbook
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.register.persons import guardian_services
from webapp.volunteering.volunteers import queries, services
from webapp.volunteering.volunteers.list_queries import VOLUNTEERS
from webapp.volunteering.volunteers.models import HoursLine, Skill, Volunteer
from webapp.volunteering.volunteers.services import Person, Service

DOCUMENT = "11010519491231002X"


def enrol(session: Session, town: Town, name: str = "刘淑珍", **more: object) -> Volunteer:
    party_id = more.pop("party_id", None)
    return services.enrol(
        session,
        town.actor("li"),
        Person(name=name, **more),
        community_id=town.community,
        consent=True,
        party_id=party_id,
    )


def serve(session: Session, volunteer: Volunteer, hours: int, *, days_ago: int = 1, key: str = "") -> HoursLine:
    start = clock.start_of_day(today() - timedelta(days=days_ago)) + timedelta(hours=8)
    service = Service(started_at=start, ended_at=start + timedelta(hours=hours), minutes=hours * 60, title="护学岗")
    return services.record_hours(session, None, volunteer, service, key=key or f"{volunteer.id}:{days_ago}")


def test_numbers_follow_each_other_without_gap(session: Session, town: Town) -> None:
    with db.transaction():
        numbers = [enrol(session, town, name).number for name in ("刘淑珍", "周海", "吴芳")]
    assert numbers == ["Z00001", "Z00002", "Z00003"]


def test_enrolling_opens_the_passbook_with_the_same_number(session: Session, town: Town) -> None:
    with db.transaction():
        volunteer = enrol(session, town)
    book = session.exec(select(Passbook).where(Passbook.party_id == volunteer.party_id)).one()
    assert (book.number, book.available) == ("Z00001", 0)


def test_without_consent_nobody_is_enrolled(session: Session, town: Town) -> None:
    with pytest.raises(services.NoConsent), db.transaction():
        services.enrol(session, town.actor("li"), Person("刘"), community_id=town.community, consent=False)
    assert session.exec(select(Volunteer)).first() is None


def test_a_minor_needs_a_guardian(session: Session, town: Town) -> None:
    child = today() - timedelta(days=15 * 365)
    with pytest.raises(services.GuardianMissing), db.transaction():
        enrol(session, town, "小明", born_on=child)
    with db.transaction():
        minor = enrol(session, town, "小明", born_on=child, guardian_name="明大", guardian_phone="13800000001")
    book = session.exec(select(Passbook).where(Passbook.party_id == minor.party_id)).one()
    assert book.is_minors(today())


def test_a_guardian_is_an_adult_and_neither_the_minor_nor_the_recorder(session: Session, town: Town) -> None:
    child = today() - timedelta(days=15 * 365)
    told = {"born_on": child, "guardian_phone": "13800000001"}
    with db.transaction():
        home = homes.settle(session, town, homes.build(session, town))
        homes.add(session, town, home, name="明哥", born_on=today() - timedelta(days=16 * 365), phone="13800000001")
        homes.add(session, town, home, name="明大", born_on=today() - timedelta(days=40 * 365), phone="13800000001")
    for name, error in (
        ("小 明", guardian_services.OwnGuardian), ("李静", guardian_services.RecorderIsGuardian),
        ("明哥", guardian_services.GuardianIsMinor),
    ):  # fmt: skip
        with pytest.raises(error) as refusal, db.transaction():
            enrol(session, town, "小明", guardian_name=name, **told)
        assert refusal.value.field == "guardian_name"
    assert session.exec(select(Volunteer)).first() is None
    with db.transaction():
        minor = enrol(session, town, "小明", guardian_name="明大", **told)
        in_words = enrol(session, town, "小红", guardian_name="红妈妈", **told)
        with pytest.raises(guardian_services.OwnGuardian):
            services.change(session, town.actor("li"), minor, Person("小明", guardian_name="小明", **told))
    assert (minor.guardian_name, in_words.guardian_name) == ("明大", "红妈妈")


def test_one_national_number_one_person(session: Session, town: Town) -> None:
    with db.transaction():
        enrol(session, town, national_number="120110000000001")
    with pytest.raises(services.NationalNumberTaken), db.transaction():
        enrol(session, town, "周海", national_number="120110000000001")


def test_numbers_and_phones_lie_sealed_in_the_database(session: Session, town: Town) -> None:
    with db.transaction():
        enrol(
            session, town, phone="13812345678", national_number="120110000000001", document_number="11010519491231002X"
        )
    raw = session.execute(text("SELECT phone, national_number, document_number FROM volunteer")).one()
    assert not any("138" in value or "12011" in value for value in raw)
    assert queries.by_phone(session, "13812345678")[0].document_number == DOCUMENT


def test_an_officer_may_volunteer_once(session: Session, town: Town) -> None:
    with db.transaction():
        enrol(session, town, "赵国强", party_id=town.party("zhao"))
    with pytest.raises(services.AlreadyVolunteer), db.transaction():
        enrol(session, town, "赵国强", party_id=town.party("zhao"))


def test_hours_are_a_sum_up_to_a_day_and_come_once(session: Session, town: Town) -> None:
    with db.transaction():
        volunteer = enrol(session, town)
        serve(session, volunteer, 2, days_ago=10)
        serve(session, volunteer, 3, days_ago=1)
        serve(session, volunteer, 3, days_ago=1)
    assert queries.confirmed_minutes(session, volunteer.id) == 300
    assert queries.confirmed_minutes(session, volunteer.id, today() - timedelta(days=5)) == 120
    assert queries.minutes_of(session, [volunteer.id], today()) == {volunteer.id: 300}


def test_voided_hours_stay_readable_and_count_nothing(session: Session, town: Town) -> None:
    with db.transaction():
        volunteer = enrol(session, town)
        line = serve(session, volunteer, 2)
        services.void_hours(session, town.actor("li"), line, reason="没有去")
        with pytest.raises(services.AlreadyVoided):
            services.void_hours(session, town.actor("li"), line, reason="没有去")
    assert queries.confirmed_minutes(session, volunteer.id) == 0
    assert queries.list_services(session, volunteer.id) == []
    assert len(session.exec(select(HoursLine)).all()) == 2


@pytest.mark.parametrize("statement", ["UPDATE hours_line SET minutes = 1", "DELETE FROM hours_line"])
def test_the_database_itself_refuses_to_change_hours(session: Session, town: Town, statement: str) -> None:
    with db.transaction():
        serve(session, enrol(session, town), 2)
    with pytest.raises(DatabaseError, match="only grows"), db.transaction():
        session.execute(text(statement))


def test_a_paper_counts_only_once_seen_and_until_its_day(session: Session, town: Town) -> None:
    with db.transaction():
        volunteer = enrol(session, town)
        paper = services.add_qualification(
            session, town.actor("li"), volunteer, skill=Skill.LAW, name="律师执业证", valid_to=today()
        )
        assert not queries.has_qualification(session, volunteer.id, Skill.LAW, today())
        services.check_qualification(session, town.actor("li"), paper)
    assert queries.has_qualification(session, volunteer.id, Skill.LAW, today())
    assert not queries.has_qualification(session, volunteer.id, Skill.LAW, today() + timedelta(days=1))
    ending = queries.list_ending_papers(session, town.actor("li", Action.SEE_VOLUNTEERS), today() + timedelta(days=30))
    assert [name for _, _, name in ending] == ["刘淑珍"]


def test_leaving_keeps_hours_and_is_not_before_joining(session: Session, town: Town) -> None:
    with db.transaction():
        volunteer = enrol(session, town)
        serve(session, volunteer, 2)
        with pytest.raises(services.LeftBeforeJoining):
            services.leave(session, town.actor("li"), volunteer, on=date(2020, 1, 1), reason="搬走")
        services.leave(session, town.actor("li"), volunteer, on=today(), reason="搬走")
    assert queries.confirmed_minutes(session, volunteer.id) == 120


def listed(session: Session, actor: Actor, words: str = "") -> list[str]:
    return [line.title for line in read_page(session, actor, VOLUNTEERS, Look(words=words)).lines]


def test_found_by_number_name_initials_and_whole_phone(session: Session, town: Town) -> None:
    with db.transaction():
        enrol(session, town, phone="13812345678")
    actor = town.actor("qian", Action.SEE_VOLUNTEERS)
    for wanted in ("z00001", "刘淑", "lsz", "13812345678"):
        assert listed(session, actor, wanted) == ["刘淑珍"], wanted
    assert listed(session, actor, "138") == []


def test_a_stranger_finds_no_volunteer(session: Session, town: Town) -> None:
    with db.transaction():
        volunteer = enrol(session, town)
    far = town.actor("far_host", Action.SEE_VOLUNTEERS)
    with pytest.raises(NotFound):
        queries.get_volunteer(session, far, volunteer.id)
    assert listed(session, far) == []
    assert listed(session, town.actor("li", Action.SEE_VOLUNTEERS)) == ["刘淑珍"]
