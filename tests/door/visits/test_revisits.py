"""A closed door comes back by itself, at another time of day, then in another way."""

import re
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.door.visits.conftest import Stair
from tests.door.visits.test_knocks import knock
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.door.visits import queries, revisit_queries, revisit_rules, services
from webapp.door.visits.models import Means, Outcome, Visit
from webapp.door.visits.revisit_models import DoorNote, Method, Revisit, Slot
from webapp.people.notices.models import Notice
from webapp.register.register.models import Household

MONDAY_MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=clock.ZONE)


def open_one(session: Session, home: str) -> Revisit | None:
    session.rollback()
    return revisit_queries.open_revisit(session, session.get_one(Household, home))


def miss(town: Town, home: str, days: int = 0, hour: int = 10) -> Visit:
    at = MONDAY_MORNING.replace(hour=hour) + timedelta(days=days)
    return knock(town, home, Outcome.NOBODY, captured_at=at)


@pytest.mark.parametrize(
    ("hour", "days", "slot"),
    [(9, 0, Slot.MORNING), (14, 0, Slot.AFTERNOON), (18, 0, Slot.EVENING), (10, 5, Slot.WEEKEND)],
)
def test_a_knock_has_its_time_of_day(hour: int, days: int, slot: Slot) -> None:
    assert revisit_rules.slot_of(MONDAY_MORNING.replace(hour=hour) + timedelta(days=days)) is slot


def test_a_time_already_tried_is_not_tried_again() -> None:
    assert revisit_rules.next_slot([Slot.MORNING]) is Slot.EVENING
    assert revisit_rules.next_slot([Slot.MORNING, Slot.EVENING]) is Slot.WEEKEND
    assert revisit_rules.next_slot(list(Slot)) is Slot.EVENING


def test_the_third_miss_changes_the_method() -> None:
    assert [revisit_rules.next_method(n, has_phone=True) for n in (1, 2, 3, 4, 5, 6)] == [
        Method.DOOR, Method.DOOR, Method.PHONE, Method.NOTE, Method.MICRO_HEAD, Method.MICRO_HEAD,
    ]  # fmt: skip
    assert revisit_rules.next_method(3, has_phone=False) is Method.NOTE


def test_a_weekend_try_is_due_on_saturday_and_a_weekday_try_on_monday() -> None:
    assert revisit_rules.due_on(date(2026, 11, 23), Method.DOOR, Slot.WEEKEND) == date(2026, 11, 28)
    assert revisit_rules.due_on(date(2026, 11, 27), Method.DOOR, Slot.EVENING) == date(2026, 11, 30)
    assert revisit_rules.due_on(date(2026, 11, 23), Method.PHONE, None) == date(2026, 11, 23)


def test_nobody_home_comes_back_at_another_time_and_a_meeting_closes_it(
    session: Session, town: Town, stair: Stair
) -> None:
    miss(town, stair.home)
    again = open_one(session, stair.home)
    assert again is not None
    assert (again.misses, again.method, again.slot, again.due_on) == (1, Method.DOOR, Slot.EVENING, date(2026, 11, 24))
    miss(town, stair.home, days=1, hour=19)
    again = open_one(session, stair.home)
    assert again is not None
    assert (again.misses, again.slot) == (2, Slot.WEEKEND)
    knock(town, stair.home, Outcome.FINE)
    assert open_one(session, stair.home) is None
    assert len(session.exec(select(Revisit)).all()) == 2


def test_an_undo_takes_its_try_back_and_the_one_before_stands(session: Session, town: Town, stair: Stair) -> None:
    miss(town, stair.home)
    second = knock(town, stair.home, Outcome.NOBODY)
    with db.transaction() as writing:
        services.withdraw_visit(writing, town.actor("wang"), queries.get_visit(writing, town.actor("wang"), second.id))
    again = open_one(session, stair.home)
    assert again is not None
    assert again.misses == 1


def note_code(client: HouseClient, home: str) -> str:
    page = client.post(f"/doors/{home}/note").get_data(as_text=True)
    found = re.search(r">(\d{4} \d{4})<", page)
    assert found is not None
    return found[1]


def test_a_resident_answers_a_note_once_without_signing_in(
    client: HouseClient, session: Session, town: Town, stair: Stair
) -> None:
    for day in range(3):
        miss(town, stair.home, days=day - 3)
    client.sign_in(town.wang)
    assert "留条" in client.get("/today").get_data(as_text=True)
    code = note_code(client, stair.home)
    client.sign_out()
    told = {"code": code, "outcome": "something", "words": "水管漏水，晚上在家"}
    assert "收到了" in client.post("/answer", data=told).get_data(as_text=True)
    session.rollback()
    visit = session.exec(select(Visit).where(Visit.means == Means.NOTE)).one()
    assert (visit.words, visit.household_id) == ("水管漏水，晚上在家", stair.home)
    assert visit.case_id is not None
    assert open_one(session, stair.home) is None
    assert client.post("/answer", data=told).status_code == 422
    assert len(session.exec(select(Visit).where(Visit.means == Means.NOTE)).all()) == 1


def test_a_wrong_and_an_expired_code_look_alike_and_guessing_ends(
    client: HouseClient, session: Session, town: Town, stair: Stair
) -> None:
    code = note_code(client.sign_in(town.wang), stair.home)
    with db.transaction() as writing:
        writing.exec(select(DoorNote)).one().ends_on = clock.today() - timedelta(days=1)
    client.sign_out()
    wrong = client.post("/answer", data={"code": "22222222", "outcome": "fine"})
    expired = client.post("/answer", data={"code": code, "outcome": "fine"})
    assert wrong.status_code == expired.status_code == 422
    assert "不对、用过了，或者过期了" in wrong.get_data(as_text=True)
    answers = [client.post("/answer", data={"code": "33333333", "outcome": "fine"}).status_code for _ in range(10)]
    assert answers[-1] == 429


def test_a_stranger_leaves_no_note(client: HouseClient, town: Town, stair: Stair) -> None:
    assert client.sign_in(town.stranger).post(f"/doors/{stair.home}/note").status_code == 404


def in_micro_grid(town: Town, home: str) -> None:
    with db.transaction() as writing:
        writing.get_one(Household, home).micro_grid_id = town.micro1


def told(session: Session, account_id: str) -> list[Notice]:
    session.rollback()
    return list(session.exec(select(Notice).where(Notice.account_id == account_id)))


def test_after_the_note_the_micro_grid_head_is_asked_once_and_sees_it_at_home(
    client: HouseClient, session: Session, town: Town, stair: Stair
) -> None:
    in_micro_grid(town, stair.home)
    for days in range(3):
        miss(town, stair.home, days)
    assert told(session, town.wu) == []
    assert "帮着问一问" not in client.sign_in(town.wu).get("/liaisons/").get_data(as_text=True)
    for days in range(3, 6):
        miss(town, stair.home, days)
    [notice] = told(session, town.wu)
    assert notice.details["n"] == 4
    page = client.get("/liaisons/").get_data(as_text=True)
    assert "请您帮着问一问" in page
    assert "王*芬" in page
    assert "602" in client.get("/notices/").get_data(as_text=True)
    knock(town, stair.home, Outcome.FINE, captured_at=MONDAY_MORNING + timedelta(days=7))
    assert "帮着问一问" not in client.get("/liaisons/").get_data(as_text=True)


def test_without_a_micro_grid_the_community_is_asked(session: Session, town: Town, stair: Stair) -> None:
    for days in range(4):
        miss(town, stair.home, days)
    assert len(told(session, town.li)) == 1
    assert told(session, town.wu) == told(session, town.far_host) == []


def test_another_micro_grids_doors_are_not_shown(
    client: HouseClient, session: Session, town: Town, stair: Stair
) -> None:
    for days in range(4):
        miss(town, stair.home, days)
    assert "帮着问一问" not in client.sign_in(town.wu).get("/liaisons/").get_data(as_text=True)


def asked(session: Session, town: Town, stair: Stair) -> str:
    """Four closed doors: the request that lies with the micro-grid head."""
    in_micro_grid(town, stair.home)
    for days in range(4):
        miss(town, stair.home, days)
    request = open_one(session, stair.home)
    assert request is not None and request.method is Method.MICRO_HEAD
    return f"/doors/requests/{request.id}"


@pytest.mark.parametrize("found", ["met", "not_met"])
def test_the_head_answers_and_the_door_comes_back_to_the_worker(
    client: HouseClient, session: Session, town: Town, stair: Stair, found: str
) -> None:
    address = asked(session, town, stair)
    client.sign_in(town.wu)
    assert address in client.get("/liaisons/").get_data(as_text=True)
    assert client.post(address, data={}).status_code == 422
    assert client.post(address, data={"answer": found, "slot": "weekend"}).status_code == 303
    assert "帮着问一问" not in client.get("/liaisons/").get_data(as_text=True)
    assert "您说过" in client.get(address).get_data(as_text=True)
    assert client.post(address, data={"answer": "moved"}).status_code == 409, "said once"
    again = open_one(session, stair.home)
    assert again is not None
    assert (again.method, again.slot, again.answer) == (Method.DOOR, Slot.WEEKEND, found)
    assert len([one for one in told(session, town.wang) if "微网格长" in one.sentence]) == 1
    assert "微网格长" in client.sign_in(town.wang).get(f"/doors/{stair.home}").get_data(as_text=True)
    knock(town, stair.home, Outcome.FINE)
    assert open_one(session, stair.home) is None


def test_who_has_moved_is_knocked_at_no_more(client: HouseClient, session: Session, town: Town, stair: Stair) -> None:
    address = asked(session, town, stair)
    assert client.sign_in(town.wu).post(address, data={"answer": "moved"}).status_code == 303
    assert open_one(session, stair.home) is None
    home = session.get_one(Household, stair.home)
    assert home.moved_out_on is None, "the register is changed by whoever keeps it"


def test_only_the_head_who_was_asked_answers(client: HouseClient, session: Session, town: Town, stair: Stair) -> None:
    address = asked(session, town, stair)
    for name in ("wang", "zheng", "stranger"):
        assert client.sign_in(town.accounts[name]).post(address, data={"answer": "met"}).status_code == 404
        assert client.get(address).status_code == 404
    assert client.sign_in(town.zhao).get(address).status_code == 403
    knock(town, stair.home, Outcome.FINE)
    late = client.sign_in(town.wu).post(address, data={"answer": "met"})
    assert late.status_code == 409 and "不用再问" in late.get_data(as_text=True)


def test_three_taps_in_a_second_are_one_miss(session: Session, town: Town, stair: Stair) -> None:
    for seconds in (0, 0.4, 0.9):
        knock(town, stair.home, Outcome.NOBODY, captured_at=MONDAY_MORNING + timedelta(seconds=seconds))
    waiting = open_one(session, stair.home)
    assert waiting
    assert (waiting.misses, waiting.method) == (1, Method.DOOR)
    miss(town, stair.home, hour=14)
    miss(town, stair.home, hour=18)
    later = open_one(session, stair.home)
    assert later
    assert later.misses == 3, "another time of the same day is another try"


@pytest.mark.parametrize(("hours", "tries"), [((10, 10, 11), 1), ((10, 14), 2), ((9, 13, 18), 3)])
def test_a_try_is_a_time_of_a_day(hours: tuple[int, ...], tries: int) -> None:
    assert revisit_rules.tries(MONDAY_MORNING.replace(hour=hour) for hour in hours) == tries
