"""The volunteer's own page takes ladder and title from here: the community's rules, and the star that was granted."""

from datetime import UTC, date, datetime

import time_machine
from sqlmodel import Session

from tests.conftest import HouseClient
from tests.town import Town
from tests.volunteering.awards import ground
from webapp.core.data import db
from webapp.core.time import clock
from webapp.volunteering.awards import queries, services, star_queries
from webapp.volunteering.awards.models import Body, Track
from webapp.volunteering.volunteers import star_queries as asked
from webapp.volunteering.volunteers.rules import STAR_HOURS

DISTRICTS = (30, 60, 100, 200, 300)


def district_rules(session: Session) -> None:
    with db.transaction(session) as writing:
        services.make_rule_set(
            writing, None, community_id=None, name="区办法",
            terms=services.StarTerms(Track.HOURS, DISTRICTS, [Body.DISTRICT] * 5), valid_from=date(2024, 1, 1),
        )  # fmt: skip


def test_without_rules_the_default_ladder_holds_and_nothing_is_granted(session: Session, town: Town) -> None:
    liu = ground.enrol(session, town, "刘淑珍", 35)
    found = asked.ladder_of(session, liu)
    assert (found.hours, found.granted, found.title) == (STAR_HOURS, 0, "")


def test_the_communitys_own_rules_come_before_the_districts(session: Session, town: Town) -> None:
    liu = ground.enrol(session, town, "刘淑珍", 35)
    district_rules(session)
    assert asked.ladder_of(session, liu).hours == DISTRICTS
    ground.rule_set(session, town)
    found = asked.ladder_of(session, liu)
    assert found.hours == ground.HOURS
    assert found.standing(35 * 60).stars == 3


def test_another_communitys_rules_do_not_matter(session: Session, town: Town) -> None:
    ground.rule_set(session, town)
    found = star_queries.ladder(session, "0" * 32, town.far_community, clock.today())
    assert found.hours == STAR_HOURS


def test_enough_hours_are_not_yet_a_title(client: HouseClient, session: Session, town: Town) -> None:
    ground.rule_set(session, town)
    ground.enrol(session, town, "赵国强", 35, town.party("zhao"))
    client.sign_in(town.zhao)
    words = client.get("/passbook").text
    assert "时长够三星了" in words
    assert "星级由社区评选" in words
    assert "志愿者</a>" not in words


def test_a_granted_star_carries_the_word_community(client: HouseClient, session: Session, town: Town) -> None:
    with time_machine.travel(datetime(2026, 11, 24, 1, tzinfo=UTC), tick=False) as clockwork:
        ground.published(session, town)
        clockwork.move_to(datetime(2026, 12, 2, 1, tzinfo=UTC))
        ground.decided(session, town)
        client.sign_in(town.zhao)
        words = client.get("/passbook").text
    assert "社区三星级志愿者" in words
    assert "，够四星" in words
    assert "星级由社区评选" not in words


def test_a_granted_star_is_still_named_when_the_hours_reach_further(
    client: HouseClient, session: Session, town: Town
) -> None:
    with time_machine.travel(datetime(2026, 11, 24, 1, tzinfo=UTC), tick=False) as clockwork:
        ground.published(session, town)
        clockwork.move_to(datetime(2026, 12, 2, 1, tzinfo=UTC))
        ground.decided(session, town)
        zhao = next(
            one for one in queries.list_candidates(session, town.community, ground.TODAY) if one.name == "赵国强"
        )
        ground.serve(session, town, zhao, 10)
        assert "社区三星级志愿者，时长够四星了" in client.sign_in(town.zhao).get("/passbook").text
