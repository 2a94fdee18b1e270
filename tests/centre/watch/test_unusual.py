"""Reading that is unusual is told to the auditor once, by limits the district sets."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from tests.conftest import HouseClient
from tests.town import Town
from webapp.centre.watch import alarm_rules, commands, services
from webapp.centre.watch.alarm_rules import Limits
from webapp.centre.watch.rules import Reading
from webapp.core.data import db, ids
from webapp.core.trust.history import AuditLine
from webapp.people.accounts import reading_services
from webapp.people.accounts.permissions import Action
from webapp.people.notices.models import Notice
from webapp.people.settings import services as settings
from webapp.people.settings.rules import Name

NOON = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)  # twelve in the district


def opened(count: int, every: timedelta, verb: str = "read_household", covers: bool = False, start: datetime = NOON):
    return [
        (Reading(ids.new(), start + every * at, verb, "household", (ids.new(),), "wang"), covers) for at in range(count)
    ]


@pytest.mark.parametrize(
    ("count", "minutes", "found"), [(120, 0.1, 0), (121, 0.1, 1), (300, 0.2, 1), (300, 1, 0), (119, 0.1, 0)]
)
def test_three_hundred_doors_in_an_hour_are_unusual_and_a_days_work_is_not(
    count: int, minutes: float, found: int
) -> None:
    assert len(alarm_rules.find(opened(count, timedelta(minutes=minutes)), Limits())) == found


def test_the_same_door_again_is_one_door() -> None:
    one = opened(1, timedelta(0))[0][0]
    same = [(Reading(ids.new(), NOON, one.verb, one.kind, one.rows, "wang"), False) for _ in range(500)]
    assert not alarm_rules.find(same, Limits())


@pytest.mark.parametrize(
    ("verb", "count", "covers", "what"),
    [("reveal_resident", 11, False, alarm_rules.REVEALED), ("read_list", 151, False, alarm_rules.SEARCHED),
     ("read_household", 41, True, alarm_rules.COVERED)],
)  # fmt: skip
def test_each_rule_has_its_own_limit(verb: str, count: int, covers: bool, what: str) -> None:
    every = timedelta(seconds=5)
    assert what in {one.what for one in alarm_rules.find(opened(count, every, verb, covers), Limits())}
    assert what not in {one.what for one in alarm_rules.find(opened(count - 1, every, verb, covers), Limits())}
    switched_off = Limits(doors=0, reveals=0, searches=0, covers=0)
    assert not alarm_rules.find(opened(count, every, verb, covers), switched_off)


@pytest.mark.parametrize(("hour", "found"), [(13, 0), (14, 1), (21, 1), (22, 0)])  # UTC: 21, 22, 5 and 6 o'clock
def test_a_file_at_night_is_unusual_by_itself(hour: int, found: int) -> None:
    start = NOON.replace(hour=hour)
    night = opened(1, timedelta(0), "take_export", start=start)
    assert len(alarm_rules.find(night, Limits())) == found
    assert not alarm_rules.find(night, Limits(night=False))


def read_many(town: Town, count: int) -> None:
    with db.transaction() as session:
        actor = town.actor("wang", Action.SEE_REGISTER)
        for _ in range(count):
            reading_services.note_reading(session, actor, "read_household", "household", [ids.new()])


def test_the_auditor_is_told_once_with_a_link(client: HouseClient, session: Session, town: Town) -> None:
    read_many(town, 130)
    assert commands.look_hourly("") == "1"
    assert commands.look_hourly("") == "0" and commands.look_nightly("") == "0", "said once"
    notice = session.exec(select(Notice).where(col(Notice.cause).startswith("reading:"))).one()
    assert notice.account_id == town.zhou and town.wang in notice.url
    assert "王秀英" not in notice.sentence
    page = client.sign_in(town.zhou).get("/readings/").get_data(as_text=True)
    assert "王秀英：打开了很多户" in page and "不记时长，不作考核" in page


def test_the_district_sets_the_limit(session: Session, town: Town) -> None:
    with db.transaction() as writing:
        settings.change(writing, town.actor("he"), {Name.READ_DOORS: 10})
    read_many(town, 11)
    with db.transaction() as writing:
        assert services.look(writing, hours=2) == 1
    line = session.exec(select(AuditLine).where(AuditLine.verb == "find_unusual_reading")).one()
    assert line.account_id is None and line.row_id == town.wang


def test_where_nobody_audits_the_district_hears_it(session: Session, town: Town) -> None:
    from webapp.people.accounts.models import Post, Role

    with db.transaction() as writing:
        for post in writing.exec(select(Post).where(Post.role == Role.AUDITOR)):
            writing.delete(post)
    read_many(town, 121)
    commands.look_hourly("")
    assert session.exec(select(Notice).where(col(Notice.cause).startswith("reading:"))).one().account_id == town.he
