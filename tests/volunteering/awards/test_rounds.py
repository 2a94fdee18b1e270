"""From hours to a star, and everything that must stop it on the way."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, col, update

from tests.town import Town
from tests.volunteering.awards import ground
from tests.volunteering.awards.ground import TODAY, decided, enrol, entry, frozen, host, opened, published, rule_set
from webapp.casework.publicity import queries as hung
from webapp.casework.publicity import queries as notices
from webapp.casework.publicity import rules as notice_rules
from webapp.casework.publicity import services as publicity
from webapp.casework.publicity.models import Finding, NoticeKind
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.time.working_days import Calendar
from webapp.core.web.errors import NotFound
from webapp.core.work import jobs
from webapp.volunteering.awards import appeal_services, grant_services, queries, rules, services
from webapp.volunteering.awards.models import Award, Body, RoundEntry, RoundState, Track
from webapp.volunteering.certificates import queries as certificates

AFTER = datetime(2026, 12, 2, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 11, 24, 1, tzinfo=UTC), tick=False) as clockwork:
        yield clockwork


def test_the_default_ladder_is_the_published_one_with_its_bodies() -> None:
    ladder = rules.steps(rules.HOURS, rules.GRANTED_BY)
    assert [step["minutes"] // 60 for step in ladder] == [100, 300, 600, 1000, 1500]
    assert [rules.body(ladder, n) for n in range(1, 6)] == [
        Body.DISTRICT, Body.DISTRICT, Body.CITY, Body.CITY, Body.PROVINCE
    ]  # fmt: skip


@given(st.integers(0, 200_000), st.integers(0, 200_000))
def test_more_minutes_never_mean_fewer_stars(less: int, more: int) -> None:
    ladder = rules.steps(rules.HOURS, rules.GRANTED_BY)
    low, high = sorted((less, more))
    assert rules.star(ladder, low) <= rules.star(ladder, high) <= 5


@pytest.mark.parametrize(("minutes", "star"), [(0, 0), (5999, 0), (6000, 1), (17_999, 1), (18_000, 2), (90_000, 5)])
def test_a_star_begins_at_its_minute(minutes: int, star: int) -> None:
    assert rules.star(rules.steps(rules.HOURS, rules.GRANTED_BY), minutes) == star


def test_a_communitys_star_never_reads_like_the_official_one() -> None:
    assert rules.title(3, Body.COMMUNITY) == "社区三星级志愿者"
    assert rules.title(3, Body.STREET) == "街道三星级志愿者"
    assert rules.title(3, Body.DISTRICT) == "三星级志愿者"


def test_working_days_of_a_notice_skip_the_national_holiday() -> None:
    """30 September, then 8, 9 and the made-up Saturday 10, then Monday 12 October."""
    assert notice_rules.last_day(Calendar(), date(2026, 9, 29), 5) == date(2026, 10, 12)


@pytest.mark.parametrize(
    ("since", "until", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 1, 1), date(2026, 4, 1), 3),
        (date(2026, 5, 1), date(2026, 1, 1), 0),
    ],
)
def test_months_are_whole(since: date, until: date, months: int) -> None:
    assert rules.months(since, until) == months


def test_a_rule_set_is_named_dated_and_ends_the_one_before(session: Session, town: Town) -> None:
    first = rule_set(session, town)
    with db.transaction(session) as writing:
        second = services.make_rule_set(
            writing, host(town), community_id=town.community, name=first.name,
            terms=services.StarTerms(Track.HOURS, (20, 40, 60, 80, 100), ground.OWN), valid_from=date(2026, 6, 1),
        )  # fmt: skip
    assert queries.get_rule_set(session, first.id).valid_to == date(2026, 5, 31)
    assert [one.id for one in queries.list_rule_sets(session, town.community, TODAY)] == [second.id]
    assert [one.id for one in queries.list_rule_sets(session, town.community, date(2025, 6, 1))] == [first.id]


def test_steps_must_rise_and_a_notice_lasts_five_days(session: Session, town: Town) -> None:
    def make(**more: object) -> None:
        with db.transaction(session) as writing:
            given = {"hours": (10, 20, 30, 40, 50), "bodies": ground.OWN} | more
            services.make_rule_set(
                writing, host(town), community_id=town.community, name="x", valid_from=TODAY,
                terms=services.StarTerms(Track.HOURS, **given),  # type: ignore[arg-type]
            )  # fmt: skip

    with pytest.raises(services.StepsNotRising):
        make(hours=(10, 20, 20, 40, 50))
    with pytest.raises(publicity.NoticeTooShort):
        make(notice_days=4)
    with pytest.raises(NotFound), db.transaction(session) as writing:
        services.make_rule_set(
            writing, host(town), community_id=town.far_community, name="x",
            terms=services.StarTerms(Track.HOURS, ground.HOURS, ground.OWN), valid_from=TODAY,
        )  # fmt: skip


def test_freezing_copies_who_is_eligible_and_later_hours_change_nothing(session: Session, town: Town) -> None:
    rating = frozen(session, town)
    entries = queries.list_entries(session, rating.id)
    assert {one.name: one.star for one in entries} == {"高福林": 5, "赵国强": 3, "孙月梅": 1}
    ground.serve(session, town, queries.list_candidates(session, town.community, TODAY)[0], 20)
    assert [one.minutes for one in queries.list_entries(session, rating.id)] == [one.minutes for one in entries]
    services.require_unchanged(session, rating)


def test_nobody_eligible_freezes_nothing(session: Session, town: Town) -> None:
    enrol(session, town, "丁一", 0)
    rating = opened(session, town)
    with pytest.raises(services.NobodyEligible), db.transaction(session) as writing:
        services.freeze(writing, host(town), rating, as_of=TODAY)
    assert queries.get_round(session, host(town), rating.id).state is RoundState.OPEN


def test_months_of_registration_are_asked(session: Session, town: Town) -> None:
    enrol(session, town, "赵国强", 35)
    rating = opened(session, town, least_months=60)
    with pytest.raises(services.NobodyEligible), db.transaction(session) as writing:
        services.freeze(writing, host(town), rating, as_of=TODAY)


def test_one_round_at_a_time_and_once_a_year(session: Session, town: Town, today: time_machine.Traveller) -> None:
    rating = published(session, town)
    sets = queries.list_rule_sets(session, town.community, TODAY)[0]

    def again() -> None:
        with db.transaction(session) as writing:
            services.open_round(
                writing, host(town), community_id=town.community, rule_set=sets, name="又一次", year=2026
            )

    with pytest.raises(services.RoundRunning):
        again()
    today.move_to(AFTER)
    decided(session, town)
    assert rating.state is RoundState.DECIDED
    with pytest.raises(services.OnceAYear):
        again()


def test_the_review_may_hold_back_with_a_reason_but_not_invent_hours(session: Session, town: Town) -> None:
    rating = frozen(session, town)
    sun = entry(session, rating, "孙月梅")

    def say(proposed: int, **more: object) -> None:
        with db.transaction(session) as writing:
            services.review(writing, host(town), sun, proposed=proposed, **more)  # type: ignore[arg-type]

    with pytest.raises(services.StarAboveHours):
        say(2)
    with pytest.raises(services.ReasonNeeded):
        say(0)
    say(0, reason="材料没有交齐")
    assert entry(session, rating, "孙月梅").proposed == 0
    with pytest.raises(NotFound), db.transaction(session) as writing:
        services.review(writing, town.actor("far_host"), sun, proposed=1)


def test_an_upheld_complaint_keeps_one_out_of_the_community_review(session: Session, town: Town) -> None:
    rating = frozen(session, town, Track.REVIEW)
    sun = entry(session, rating, "孙月梅")
    with pytest.raises(services.ComplaintUpheld), db.transaction(session) as writing:
        services.review(writing, host(town), sun, proposed=1, has_complaint=True)
    with db.transaction(session) as writing:
        services.review(writing, host(town), sun, proposed=0, has_complaint=True, reason="一年内有查实的投诉")


def test_no_step_is_skipped_or_done_twice(session: Session, town: Town) -> None:
    rating = frozen(session, town)
    with pytest.raises(services.WrongStep), db.transaction(session) as writing:
        grant_services.decide(writing, host(town), rating)
    with db.transaction(session) as writing:
        services.publish(writing, host(town), rating)
    for act in (services.publish, services.archive, grant_services.start_issue):
        with pytest.raises(services.WrongStep), db.transaction(session) as writing:
            act(writing, host(town), rating)
    with pytest.raises(services.WrongStep), db.transaction(session) as writing:
        services.freeze(writing, host(town), rating, as_of=TODAY)


def test_the_notice_must_be_over(session: Session, town: Town, today: time_machine.Traveller) -> None:
    rating = published(session, town)
    assert hung.get_notice(session, NoticeKind.STARS, rating.id).ends_on == date(2026, 12, 1)
    today.move_to(datetime(2026, 12, 1, 15, 59, tzinfo=UTC))
    with pytest.raises(publicity.NoticeRunning):
        decided(session, town)
    today.move_to(datetime(2026, 12, 1, 16, 1, tzinfo=UTC))
    assert decided(session, town).state is RoundState.DECIDED


def test_an_open_objection_blocks_and_an_upheld_one_takes_the_name_off(
    session: Session, town: Town, today: time_machine.Traveller
) -> None:
    rating = published(session, town)
    with db.transaction(session) as writing:
        notice = hung.get_notice(writing, NoticeKind.STARS, rating.id)
        about = entry(writing, rating, "孙月梅").id
        objection = publicity.object_to(writing, notice, words="时长不对", about_id=about, contact="13800000000")
    today.move_to(AFTER)
    with pytest.raises(publicity.ObjectionOpen):
        decided(session, town)
    with db.transaction(session) as writing:
        appeal_services.answer_objection(
            writing, host(town), objection, notice, finding=Finding.UPHELD, answer="核实少了六小时", about_id=about
        )
    with pytest.raises(publicity.AlreadyAnswered), db.transaction(session) as writing:
        appeal_services.answer_objection(writing, host(town), objection, notice, finding=Finding.DISMISSED, answer="x")
    decided(session, town)
    awards = queries.list_awards(session, rating.id)
    assert [award.name for award in awards] == ["赵国强"]
    with db.transaction(session) as writing:
        paper = grant_services.issue_honour(writing, host(town), awards[0])
    assert "经社区评议并公示，评定为" in paper.words["text"]  # somebody did object
    with pytest.raises(NotFound):
        notices.get_objection(session, town.actor("far_host"), objection.id)


def test_whoever_upholds_an_objection_may_strike_nobody(
    session: Session, town: Town, today: time_machine.Traveller
) -> None:
    rating = published(session, town)
    with db.transaction(session) as writing:
        notice, sun = hung.get_notice(writing, NoticeKind.STARS, rating.id), entry(writing, rating, "孙月梅")
        objection = publicity.object_to(writing, notice, words="名字写错了", about_id=sun.id)
        appeal_services.answer_objection(
            writing, host(town), objection, notice, finding=Finding.UPHELD, answer="改了写法"
        )
    today.move_to(AFTER)
    decided(session, town)
    assert {award.name for award in queries.list_awards(session, rating.id)} == {"赵国强", "孙月梅"}


def test_objections_are_taken_only_while_the_notice_hangs(
    session: Session, town: Town, today: time_machine.Traveller
) -> None:
    rating = published(session, town)
    with pytest.raises(NotFound), db.transaction(session) as writing:
        there = hung.get_notice(writing, NoticeKind.STARS, rating.id)
        publicity.object_to(writing, there, words="x", about_id=rating.id)
    today.move_to(AFTER)
    with pytest.raises(publicity.NoticeOver), db.transaction(session) as writing:
        publicity.object_to(writing, hung.get_notice(writing, NoticeKind.STARS, rating.id), words="晚了")


def test_a_list_touched_behind_our_back_is_not_decided(
    session: Session, town: Town, today: time_machine.Traveller
) -> None:
    published(session, town)
    with db.transaction(session) as writing:
        writing.execute(update(RoundEntry).where(col(RoundEntry.name) == "孙月梅").values(minutes=9999))
    today.move_to(AFTER)
    session.expire_all()
    with pytest.raises(services.ListChanged):
        decided(session, town)


def test_the_decision_grants_what_the_community_may_and_applies_for_the_rest(
    session: Session, town: Town, today: time_machine.Traveller
) -> None:
    rating = published(session, town)
    today.move_to(AFTER)
    decided(session, town)
    awards = queries.list_awards(session, rating.id)
    assert {award.name: award.title for award in awards} == {"赵国强": "社区三星级志愿者", "孙月梅": "社区一星级志愿者"}
    ((application, above),) = queries.list_applications(session, rating.id)
    assert (above.name, application.star, application.body) == ("高福林", 5, Body.DISTRICT)
    with db.transaction(session) as writing:
        grant_services.send_application(writing, host(town), application, document="冬梅轩〔2026〕3号")
    with pytest.raises(DatabaseError, match="only grows"), db.transaction(session) as writing:
        writing.execute(update(Award).values(star=5))


def test_certificates_are_issued_once_in_the_background(
    session: Session, town: Town, today: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    rating = published(session, town)
    today.move_to(AFTER)
    decided(session, town)
    monkeypatch.setattr(grant_services, "CHUNK", 1)
    with db.transaction(session) as writing:
        grant_services.start_issue(writing, host(town), rating)
    assert jobs.run_pending() == 1
    rating = queries.get_round(session, host(town), rating.id)
    session.refresh(rating)
    assert rating.state is RoundState.ISSUED
    papers = [certificates.by_cause(session, f"award:{award.id}") for award in queries.list_awards(session, rating.id)]
    assert sorted(paper.seq for paper in papers if paper) == [1, 2]
    assert all(paper and paper.words["title"].startswith("社区") for paper in papers)
    assert all(paper and "公示无异议" in paper.words["text"] for paper in papers)
    grant_services.issue_round(rating.job_id or "", round_id=rating.id, account_id=town.li)
    assert len(certificates.list_own(session, town.actor("zhao"))) == 1
    with db.transaction(session) as writing:
        services.archive(writing, host(town), rating)


def test_who_holds_a_star_is_rated_only_for_a_higher_one(
    session: Session, town: Town, today: time_machine.Traveller
) -> None:
    published(session, town)
    today.move_to(AFTER)
    decided(session, town)
    zhao = next(one for one in queries.list_candidates(session, town.community, TODAY) if one.name == "赵国强")
    ground.serve(session, town, zhao, 10, date(2026, 6, 1))
    sets = rule_set(session, town)
    with db.transaction(session) as writing:
        rating = services.open_round(
            writing, host(town), community_id=town.community, rule_set=sets, name="2027", year=2027
        )
        entries = services.freeze(writing, host(town), rating, as_of=clock.today())
    assert {one.name: (one.had_star, one.star) for one in entries} == {"赵国强": (3, 4), "高福林": (0, 5)}
    with pytest.raises(services.StarHeld), db.transaction(session) as writing:
        services.review(writing, host(town), entry(writing, rating, "赵国强"), proposed=3, reason="先不升")


def test_a_round_with_nothing_to_grant_issues_nothing(
    session: Session, town: Town, today: time_machine.Traveller
) -> None:
    enrol(session, town, "高福林", 55)
    rating = opened(session, town)
    with db.transaction(session) as writing:
        services.freeze(writing, host(town), rating, as_of=TODAY)
        services.publish(writing, host(town), rating)
    today.move_to(AFTER)
    decided(session, town)
    with pytest.raises(grant_services.NothingIssued), db.transaction(session) as writing:
        grant_services.start_issue(writing, host(town), rating)
    with db.transaction(session) as writing:  # all of it went to a higher body: the round still ends
        assert services.archive(writing, host(town), rating).state is RoundState.ARCHIVED
