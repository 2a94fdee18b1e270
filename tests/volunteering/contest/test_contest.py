"""Fair, secret until counted, and never by votes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, col, update

from tests.town import Town
from tests.volunteering.contest import ground
from tests.volunteering.contest.ground import actor_of, centre, judge, judging, opened, published, score, stand, tallied
from webapp.casework.publicity import queries as hung
from webapp.casework.publicity import services as publicity
from webapp.casework.publicity.models import Finding, NoticeKind
from webapp.core.data import db
from webapp.core.web.errors import NotFound
from webapp.people.accounts.permissions import Action
from webapp.volunteering.certificates import queries as certificates
from webapp.volunteering.contest import judging_services, queries, rules, services, talent_services
from webapp.volunteering.contest.models import (
    ContestAward,
    ContestResult,
    ContestState,
    NominatedBy,
    OutcomeKind,
    StageKind,
)

AFTER = datetime(2026, 12, 2, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 11, 24, 1, tzinfo=UTC), tick=False) as clockwork:
        yield clockwork


@pytest.mark.parametrize("word", ["居民投票", "朋友圈点赞数", "打卡天数", "在线时长", "积分排名"])
def test_votes_likes_and_app_use_cannot_be_a_criterion(session: Session, town: Town, word: str) -> None:
    with pytest.raises(services.CriterionForbidden), db.transaction(session) as writing:
        services.make_criteria(
            writing,
            centre(town),
            unit_id=town.street,
            name="x",
            lines=((word, 50), ("解决问题", 50)),
            valid_from=date.today(),  # noqa: DTZ011
        )


@pytest.mark.parametrize("weights", [(), (50,), (50, 51), (100, 0)])
def test_weights_add_up_to_a_hundred(weights: tuple[int, ...]) -> None:
    assert not rules.adds_up(weights)


@pytest.mark.parametrize(
    ("points", "mean"),
    [([], 0), ([90], 90), ([0, 100], 50), ([1, 2], 2), ([0, 80, 80, 80, 100], 80), ([10, 20, 30, 40], 25)],
)
def test_with_five_judges_one_highest_and_one_lowest_fall_away(points: list[int], mean: int) -> None:
    assert rules.trimmed_mean(points) == mean


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=15))
def test_a_mean_lies_between_its_points_and_no_order_changes_it(points: list[int]) -> None:
    assert min(points) <= rules.trimmed_mean(points) <= max(points)
    assert rules.trimmed_mean(points) == rules.trimmed_mean(points[::-1])


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=12), st.integers(1, 12))
def test_nobody_with_the_same_points_is_left_out(points: list[tuple[int, int]], quota: int) -> None:
    standings = [rules.Standing(str(n), total, tie, {}) for n, (total, tie) in enumerate(points)]
    chosen, joint = rules.winners(standings, quota)
    out = [one for one in standings if one.nominee not in chosen]
    worst = min((one.total, one.tie_break) for one in standings if one.nominee in chosen)
    assert all((one.total, one.tie_break) < worst for one in out)
    assert len(chosen) >= min(quota, len(points)) and set(joint) <= set(chosen)


def test_a_tie_is_broken_by_the_heaviest_criterion_then_shared() -> None:
    same = [rules.Standing("a", 90, 80, {}), rules.Standing("b", 90, 85, {}), rules.Standing("c", 90, 85, {})]
    assert rules.winners(same, 1) == (["b", "c"], ["b", "c"])
    assert rules.winners(same, 2) == (["b", "c"], [])
    assert rules.winners(same, 5) == (["b", "c", "a"], [])


def test_a_contest_is_opened_once_and_by_its_own_centre(session: Session, town: Town) -> None:
    contest = opened(session, town)
    with pytest.raises(services.SameContest):
        again(session, town, contest.criteria_id)
    with pytest.raises(services.WeightsOff):
        again(session, town, contest.criteria_id, name="另一个", stages=((StageKind.WRITTEN, 99),))
    with pytest.raises(NotFound):
        again(session, town, contest.criteria_id, unit_id=town.far_street)
    with pytest.raises(NotFound):
        queries.get_contest(session, town.actor("far_host"), contest.id)


def again(session: Session, town: Town, criteria_id: str, **more: object) -> None:
    given = {"unit_id": town.street, "name": "金牌网格员评选", "stages": ground.STAGES} | more
    with db.transaction(session) as writing:
        services.open_contest(
            writing, centre(town), year=2026, title="x", quota=1, criteria_id=criteria_id, closes_on=date(2026, 11, 30),
            **given,  # type: ignore[arg-type]
        )  # fmt: skip


def test_a_person_stands_once_and_in_time(session: Session, town: Town, today: time_machine.Traveller) -> None:
    contest = opened(session, town)
    stand(session, town, contest, "wang")
    with pytest.raises(services.AlreadyNominated):
        stand(session, town, contest, "wang")
    with pytest.raises(NotFound), db.transaction(session) as writing:
        services.nominate(
            writing, town.actor("wang", Action.NOMINATE), contest, party_id=town.party("stranger"),
            by_kind=NominatedBy.UNIT, statement="x",
        )  # fmt: skip
    with pytest.raises(NotFound), db.transaction(session) as writing:
        services.nominate(
            writing, town.actor("wang", Action.NOMINATE), contest, party_id=town.party("ma"), by_kind=NominatedBy.SELF,
            statement="x",
        )  # fmt: skip
    today.move_to(AFTER)
    with pytest.raises(services.NominationsClosed):
        stand(session, town, contest, "ma")


def test_nominations_reach_up_to_the_street_not_sideways(session: Session, town: Town) -> None:
    contest = opened(session, town)
    assert [one.id for one in queries.list_open_above(session, town.actor("wang", Action.NOMINATE))] == [contest.id]
    assert queries.list_open_above(session, town.actor("stranger", Action.NOMINATE)) == []
    with pytest.raises(NotFound):
        queries.get_open_above(session, town.actor("stranger", Action.NOMINATE), contest.id)


def test_judging_waits_for_eligibility_and_three_judges(session: Session, town: Town) -> None:
    contest = opened(session, town)

    def begin() -> None:
        with db.transaction(session) as writing:
            services.start_judging(writing, centre(town), contest)

    with pytest.raises(services.NobodyEligible):
        begin()
    with db.transaction(session) as writing:
        made = services.nominate(
            writing, town.actor("wang", Action.NOMINATE), contest, party_id=town.party("wang"),
            by_kind=NominatedBy.SELF, statement="x",
        )  # fmt: skip
    with pytest.raises(services.EligibilityOpen):
        begin()
    with db.transaction(session) as writing:
        services.check_eligibility(writing, centre(town), made, is_eligible=True, note="合格")
    with pytest.raises(services.NoJudges):
        begin()
    for name in ground.JUDGES[:3]:
        judge(session, town, contest, name)
    begin()
    with pytest.raises(services.WrongStep):
        begin()


def test_a_judge_of_the_same_community_is_recused_by_the_rule(session: Session, town: Town) -> None:
    contest = opened(session, town)
    nomination = stand(session, town, contest, "wang")
    near = judge(session, town, contest, "近人", "community")
    for name in ground.JUDGES[:3]:
        judge(session, town, contest, name)
    with db.transaction(session) as writing:
        services.start_judging(writing, centre(town), contest)
    assert queries.recused(session, contest.id) == {(near.id, nomination.id)}
    stage = queries.list_stages(session, contest.id)[0]
    with pytest.raises(judging_services.Recused), db.transaction(session) as writing:
        judging_services.keep_sheet(writing, actor_of(session, near), near, stage, nomination.id, scores={"c1": 90})
    assert judging_services.count_missing(session, contest) == 3 * 2


def test_a_judge_declares_and_steps_aside(session: Session, town: Town) -> None:
    contest = judging(session, town)
    seat = queries.list_judges(session, contest.id)[0]
    nominee = queries.list_nominations(session, contest.id)[0]
    for _ in range(2):
        with db.transaction(session) as writing:
            judging_services.declare(writing, actor_of(session, seat), seat, relations="表亲", recuse_from=[nominee.id])
    assert (seat.id, nominee.id) in queries.recused(session, contest.id)
    with pytest.raises(NotFound), db.transaction(session) as writing:
        judging_services.declare(writing, actor_of(session, seat), seat, relations="x", recuse_from=[contest.id])


def test_a_sheet_is_kept_half_done_and_locked_only_whole(session: Session, town: Town) -> None:
    contest = judging(session, town)
    seat, stage = queries.list_judges(session, contest.id)[0], queries.list_stages(session, contest.id)[0]
    nominee = queries.list_nominations(session, contest.id)[0]

    def keep(lock: bool = False, **scores: int) -> None:
        with db.transaction(session) as writing:
            judging_services.keep_sheet(
                writing, actor_of(session, seat), seat, stage, nominee.id, scores=dict(scores), lock=lock
            )

    keep(c1=90)
    with pytest.raises(judging_services.ScoreOff):
        keep(lock=True, c1=90)
    with pytest.raises(judging_services.ScoreOff):
        keep(c1=101)
    with pytest.raises(judging_services.ScoreOff):
        keep(c1=-1)
    keep(lock=True, c1=90, c2=80)
    with pytest.raises(judging_services.SheetLocked):
        keep(c1=100)


def test_nothing_is_counted_while_a_sheet_is_open(session: Session, town: Town) -> None:
    contest = judging(session, town)
    assert judging_services.count_missing(session, contest) == 2 * 2 * 5
    with pytest.raises(judging_services.SheetsMissing), db.transaction(session) as writing:
        judging_services.tally(writing, centre(town), contest)


def test_the_count_trims_weighs_and_hashes(session: Session, town: Town) -> None:
    contest = tallied(session, town)
    results = {one.name: result for result, one in queries.list_results(session, contest.id)}
    assert results["王秀英"].total == 9200 and results["马超然"].total == 8100
    assert [name for name, result in results.items() if result.is_winner] == ["王秀英"]
    assert contest.result_hash and contest.state is ContestState.TALLIED
    assert rules.points_words(9205) == "92.05"


def test_equal_points_are_shared_beyond_the_quota(session: Session, town: Town) -> None:
    contest = judging(session, town)
    score(session, contest, {"王秀英": (90,) * 5, "马超然": (90,) * 5})
    with db.transaction(session) as writing:
        results = judging_services.tally(writing, centre(town), contest)
    assert all(one.is_winner and one.is_joint for one in results)


def decide(session: Session, town: Town, contest_id: str) -> list[ContestAward]:
    with db.transaction(session) as writing:
        contest = queries.get_contest(writing, centre(town), contest_id)
        return judging_services.decide(writing, centre(town), contest)


def test_a_decision_waits_for_the_notice_and_for_answers(
    session: Session, town: Town, today: time_machine.Traveller
) -> None:
    contest = published(session, town)
    notice = hung.get_notice(session, NoticeKind.CONTEST, contest.id)
    assert notice.ends_on == date(2026, 12, 1)
    with pytest.raises(publicity.NoticeRunning):
        decide(session, town, contest.id)
    with db.transaction(session) as writing:
        objection = publicity.object_to(writing, notice, words="材料不实")
    today.move_to(AFTER)
    with pytest.raises(publicity.NoticeOver), db.transaction(session) as writing:
        publicity.object_to(writing, notice, words="晚了")
    with pytest.raises(publicity.ObjectionOpen):
        decide(session, town, contest.id)
    winner = next(one for result, one in queries.list_results(session, contest.id) if result.is_winner)
    with db.transaction(session) as writing:
        publicity.answer(
            writing, centre(town), objection, notice, finding=Finding.UPHELD, answer="属实", about_id=winner.id
        )
    with pytest.raises(publicity.AlreadyAnswered), db.transaction(session) as writing:
        publicity.answer(writing, centre(town), objection, notice, finding=Finding.DISMISSED, answer="x")
    assert decide(session, town, contest.id) == []


def test_points_changed_behind_our_back_are_not_decided(
    session: Session, town: Town, today: time_machine.Traveller
) -> None:
    contest = published(session, town)
    with db.transaction(session) as writing:
        writing.execute(update(ContestResult).where(col(ContestResult.is_winner).is_(False)).values(total=9999))
    today.move_to(AFTER)
    session.expire_all()
    with pytest.raises(judging_services.ResultChanged):
        decide(session, town, contest.id)


@pytest.fixture
def award(session: Session, town: Town, today: time_machine.Traveller) -> ContestAward:
    contest = published(session, town)
    today.move_to(AFTER)
    (made,) = decide(session, town, contest.id)
    return made


def test_the_honour_is_kept_on_leaving_and_withdrawn_only_by_decision(
    session: Session, town: Town, award: ContestAward
) -> None:
    with db.transaction(session) as writing:
        paper = judging_services.issue_certificate(writing, centre(town), award)
        same = judging_services.issue_certificate(writing, centre(town), award)
    assert paper.id == same.id and paper.number.startswith("120110011-RY-2026-")
    with pytest.raises(DatabaseError, match="only grows"), db.transaction(session) as writing:
        writing.execute(update(ContestAward).values(title="x"))
    with db.transaction(session) as writing:
        judging_services.withdraw_award(writing, centre(town), award, reason="处分", document="军〔2026〕9号")
    assert certificates.ends_of(session, [paper])[paper.id].kind.value == "void"
    with pytest.raises(judging_services.AlreadyWithdrawn), db.transaction(session) as writing:
        judging_services.withdraw_award(writing, centre(town), award, reason="处分", document="x")
    assert queries.conversion(session, centre(town), date(2027, 1, 1), OutcomeKind.COMMITTEE) == []


def test_the_pool_takes_only_who_agrees_and_lets_go(session: Session, town: Town, award: ContestAward) -> None:
    assert queries.list_talents(session, centre(town), date(2026, 12, 2)) == []
    with pytest.raises(NotFound), db.transaction(session) as writing:
        talent_services.enter(writing, town.actor("ma"), award)
    with db.transaction(session) as writing:
        entry = talent_services.enter(writing, town.actor("wang"), award, strengths="调解")
    with pytest.raises(talent_services.AlreadyIn), db.transaction(session) as writing:
        talent_services.enter(writing, town.actor("wang"), award)
    assert entry.valid_to == date(2029, 12, 2)
    assert [one.name for one in queries.list_talents(session, centre(town), date(2026, 12, 3))] == ["王秀英"]
    with pytest.raises(NotFound):
        queries.get_talent(session, town.actor("far_host"), entry.id)
    with pytest.raises(NotFound), db.transaction(session) as writing:
        talent_services.leave(writing, town.actor("ma"), entry)
    with db.transaction(session) as writing:
        talent_services.leave(writing, town.actor("wang"), entry)
    assert queries.list_talents(session, centre(town), date(2026, 12, 3)) == []
    assert entry.strengths == "", "what was agreed to for the pool goes with it"
    with pytest.raises(NotFound):
        queries.get_talent(session, centre(town), entry.id)
    with pytest.raises(talent_services.LeftPool), db.transaction(session) as writing:
        talent_services.plan(writing, centre(town), entry, strengths="能写", plan="轮岗", mentor="陈立")
    with db.transaction(session) as writing:
        again = talent_services.enter(writing, town.actor("wang"), award, strengths="调解")
    assert again.id == entry.id and queries.list_talents(session, centre(town), date(2026, 12, 3)) == [entry]


def test_whoever_steps_aside_or_steps_back_leaves_no_points_behind(session: Session, town: Town) -> None:
    """A judge who scored and then stepped aside, a judge who came late, a nominee whom nobody may score."""
    contest = judging(session, town)
    wang, ma = queries.list_nominations(session, contest.id)
    late = judge(session, town, contest, "己六", unit="community")
    assert {(late.id, one.id) for one in (wang, ma)} <= queries.recused(session, contest.id)
    points = {"王秀英": (100, 60, 60, 60, 60), "马超然": (70, 70, 70, 70, 70)}
    seats = [one for one in queries.list_judges(session, contest.id) if one.id != late.id]
    criteria = queries.get_criteria(session, contest.criteria_id).lines
    for nominee in (wang, ma):
        for stage in queries.list_stages(session, contest.id):
            for seat, mark in zip(seats, points[nominee.name], strict=True):
                with db.transaction(session) as writing:
                    judging_services.keep_sheet(
                        writing, actor_of(session, seat), seat, stage, nominee.id,
                        scores={line["key"]: mark for line in criteria}, lock=True,
                    )  # fmt: skip
    with db.transaction(session) as writing:
        first = seats[0]
        judging_services.declare(writing, actor_of(session, first), first, relations="亲戚", recuse_from=[wang.id])
        for seat in seats[1:4]:
            judging_services.declare(writing, actor_of(session, seat), seat, relations="同学", recuse_from=[ma.id])
    with pytest.raises(services.NobodyLeftToJudge), db.transaction(session) as writing:
        for seat in (seats[0], seats[4]):
            judging_services.declare(writing, actor_of(session, seat), seat, relations="同学", recuse_from=[ma.id])
    with db.transaction(session) as writing:
        services.check_eligibility(writing, centre(town), ma, is_eligible=False, note="本人退出")
        [result] = judging_services.tally(writing, centre(town), contest)
    assert (result.nomination_id, result.total) == (wang.id, 6000), "the hundred of the one who stepped aside is gone"


def test_outcomes_are_told_as_n_of_m_on_a_day(session: Session, town: Town, award: ContestAward) -> None:
    with db.transaction(session) as writing:
        entry = talent_services.enter(writing, town.actor("wang"), award)
        talent_services.record_outcome(
            writing, centre(town), entry, kind=OutcomeKind.COMMITTEE, on=date(2026, 12, 2), document="东〔2026〕1号"
        )
    known, ahead = talent_services.OutcomeKnown, talent_services.OutcomeAhead
    for on, refusal in ((date(2026, 12, 2), known), (date(2027, 1, 1), ahead)):
        with pytest.raises(refusal), db.transaction(session) as writing:
            talent_services.record_outcome(
                writing, centre(town), entry, kind=OutcomeKind.COMMITTEE, on=on, document="x"
            )
    assert queries.conversion(session, centre(town), date(2026, 12, 2), OutcomeKind.COMMITTEE) == [(2026, 1, 1)]
    assert queries.conversion(session, centre(town), date(2026, 12, 1), OutcomeKind.COMMITTEE) == []
    assert queries.conversion(session, centre(town), date(2026, 12, 2), OutcomeKind.STREET) == [(2026, 0, 1)]


def test_29_february_has_a_28th_three_years_on() -> None:
    assert rules.year_later(date(2028, 2, 29), 3) == date(2031, 2, 28)


def test_a_judge_is_seated_once_and_a_stranger_stage_is_not_scored(session: Session, town: Town) -> None:
    contest = judging(session, town)
    seat = queries.list_judges(session, contest.id)[0]
    with db.transaction(session) as writing:
        again = services.seat_judge(writing, centre(town), contest, account_id=seat.account_id, name=seat.name)
    assert again.id == seat.id
    stage = queries.list_stages(session, contest.id)[0]
    with pytest.raises(NotFound), db.transaction(session) as writing:
        judging_services.keep_sheet(writing, actor_of(session, seat), seat, stage, contest.id, scores={})


def test_who_belongs_to_no_community_cannot_stand(session: Session, town: Town) -> None:
    contest = opened(session, town)
    with pytest.raises(NotFound), db.transaction(session) as writing:
        services.nominate(
            writing, centre(town), contest, party_id=town.party("sun"), by_kind=NominatedBy.UNIT, statement="x"
        )


def test_an_honour_without_a_paper_can_be_withdrawn(session: Session, town: Town, award: ContestAward) -> None:
    with db.transaction(session) as writing:
        judging_services.withdraw_award(writing, centre(town), award, reason="处分", document="x")
    assert queries.conversion(session, centre(town), date(2027, 1, 1), OutcomeKind.COMMITTEE) == []
