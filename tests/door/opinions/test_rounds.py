"""A round from its draft to the archive; ballots by every way; the sum that always adds up."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from tests.door.opinions import ground
from tests.register.register import homes as homes_
from tests.town import Town
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.core.web.errors import DomainError, NotFound
from webapp.door.opinions import (
    ballot_services,
    code_services,
    door_queries,
    queries,
    result_queries,
    services,
    sheet_services,
)
from webapp.door.opinions.ballot_services import Told
from webapp.door.opinions.models import (
    Ballot,
    Land,
    Outcome,
    QuestionKind,
    RoundQuestion,
    RoundState,
    Side,
    Speaker,
    Standing,
    StandingAnswer,
    Way,
)
from webapp.door.opinions.services import QuestionPlan
from webapp.people.accounts.permissions import Action
from webapp.people.notices.models import Notice
from webapp.register.register import services as register
from webapp.register.register.models import Building, Household


@pytest.fixture
def asked(session: Session, town: Town) -> tuple[str, str, list[str]]:
    """(round id, building id, household ids) of a yes or no on building 3."""
    with db.transaction():
        building_id, homes = ground.street(session, town)
        return ground.asked(session, town, building_id).id, building_id, homes


def tell(session: Session, town: Town, round_id: str, home: str, told: Told, who: str = "wang") -> Ballot:
    with db.transaction():
        actor = town.actor(who, Action.COLLECT_OPINIONS) if told.way is not Way.LINK else None
        made, line = door_queries.line_at_door(session, town.actor("wang", Action.COLLECT_OPINIONS), round_id, home)
        return ballot_services.record_ballot(session, actor, made, line, told)


def yes(way: Way = Way.DOOR, **more: object) -> Told:
    return Told(way, Outcome.ANSWERED, {"1": "1"}, **more)  # type: ignore[arg-type]


def no(way: Way = Way.DOOR, **more: object) -> Told:
    return Told(way, Outcome.ANSWERED, {"1": "2"}, **more)  # type: ignore[arg-type]


def test_the_list_is_frozen_at_opening(session: Session, town: Town, asked: tuple[str, str, list[str]]) -> None:
    round_id, _, homes = asked
    before = ground.tally(session, round_id)
    assert (before.total, before.unasked, before.empty) == (24, 4, 20)
    with db.transaction():
        host = town.actor("li", Action.CHANGE_REGISTER)
        gone = session.get_one(Household, homes[0])
        register.move_out(session, host, gone, on=clock.today())
        building = session.get_one(Building, gone.building_id)
        for room in ("602", "402"):
            homes_.settle(session, town, building, room=room, head="新邻居")
    made = session.get_one(ground.OpinionRound, round_id)
    moved = [(one.label, one.left_on is not None, one.has_come) for one in result_queries.moved_since(session, made)]
    assert sorted(moved) == [("冬梅轩3号楼2门402", False, True), ("冬梅轩3号楼2门602", True, True)]
    assert ground.tally(session, round_id).total == 24
    ground.adds_up(session, round_id)


def test_a_household_on_two_phones_and_paper_has_one_valid_answer_and_three_kept(
    session: Session, town: Town, asked: tuple[str, str, list[str]]
) -> None:
    round_id, building_id, homes = asked
    tell(session, town, round_id, homes[0], yes(Way.LINK, voice="mother"))
    tell(session, town, round_id, homes[0], no(Way.LINK, voice="son"))
    line = ground.line(session, round_id, homes[0])
    with db.transaction():
        made = session.get_one(ground.OpinionRound, round_id)
        host = town.actor("li", Action.COLLECT_OPINIONS)
        sheet_services.enter_sheet(session, host, made, building_id, {line.id: {"1": "1"}})
    kept = queries.ballots_of(session, ground.line(session, round_id, homes[0]))
    valid = session.exec(select(StandingAnswer).where(StandingAnswer.line_id == line.id)).all()
    assert len(kept) == 3
    assert [one.value for one in valid] == ["1"]
    assert ground.tally(session, round_id).disputed == 1
    assert ground.tally(session, round_id).agree == 1
    [notice] = session.exec(select(Notice).where(Notice.account_id == town.li))
    assert notice.url == f"/opinions/{round_id}/lines/{line.id}", "the host hears of it, once"
    decide(session, town, round_id, homes[0], kept[1])
    assert ground.line(session, round_id, homes[0]).standing is Standing.DISAGREE
    assert (ground.tally(session, round_id).disputed, ground.tally(session, round_id).disagree) == (0, 1)
    assert len(queries.ballots_of(session, line)) == 3
    ground.adds_up(session, round_id)


def decide(
    session: Session, town: Town, round_id: str, home: str, ballot: Ballot, reason: str = "户主本人的意见"
) -> None:
    with db.transaction():
        host = town.actor("li", Action.HOLD_OPINIONS)
        made = session.get_one(ground.OpinionRound, round_id)
        ballot_services.decide(session, host, made, ground.line(session, round_id, home), ballot, reason=reason)


def test_a_decision_needs_a_reason_and_a_dispute(
    session: Session, town: Town, asked: tuple[str, str, list[str]]
) -> None:
    round_id, _, homes = asked
    kept = tell(session, town, round_id, homes[0], yes())
    with pytest.raises(ballot_services.NothingToDecide):
        decide(session, town, round_id, homes[0], kept)
    tell(session, town, round_id, homes[1], yes(Way.LINK, voice="mother"))
    other = tell(session, town, round_id, homes[1], no(Way.PAPER))
    with pytest.raises(ballot_services.DecisionReasonNeeded):
        decide(session, town, round_id, homes[1], other, reason="")
    with pytest.raises(ballot_services.NothingToDecide):
        decide(session, town, round_id, homes[1], kept)


def test_the_same_record_again_is_one_row_and_somebody_elses_is_absent(
    session: Session, town: Town, asked: tuple[str, str, list[str]]
) -> None:
    round_id, _, homes = asked
    record = ids.new()
    for _ in range(3):
        tell(session, town, round_id, homes[0], yes(id=record))
    assert len(queries.ballots_of(session, ground.line(session, round_id, homes[0]))) == 1
    with pytest.raises(NotFound):
        tell(session, town, round_id, homes[1], yes(id=record))
    with pytest.raises(NotFound):
        tell(session, town, round_id, homes[0], no(id=record), who="li")


def test_tenants_stand_apart_where_owners_decide(session: Session, town: Town) -> None:
    with db.transaction():
        building_id, homes = ground.street(session, town)
        made = ground.asked(session, town, building_id, land=Land.SHARED)
    tell(session, town, made.id, homes[0], yes(speaker=Speaker.TENANT))
    line = ground.line(session, made.id, homes[0])
    assert (line.standing, line.tenant_standing) == (Standing.UNASKED, Standing.AGREE)
    tell(session, town, made.id, homes[0], no(speaker=Speaker.FAMILY))
    line = ground.line(session, made.id, homes[0])
    assert (line.standing, line.tenant_standing, line.is_disputed) == (Standing.DISAGREE, Standing.AGREE, False)
    assert result_queries.tenants_of(session, made) == {"agree": 1}
    ground.adds_up(session, made.id)


def test_questions_of_every_kind_and_one_valid_answer_each(session: Session, town: Town) -> None:
    with db.transaction():
        building_id, homes = ground.street(session, town)
        made = ground.asked(session, town, building_id, ground.ALL_KINDS)
    given = {"1": "1", "2": "1", "3": "2,1", "4": "3", "5": "早点开工"}
    tell(session, town, made.id, homes[0], Told(Way.DOOR, Outcome.ANSWERED, given))
    tell(session, town, made.id, homes[1], Told(Way.DOOR, Outcome.ANSWERED, {"1": "2", "3": "1", "4": "2"}))
    tell(session, town, made.id, homes[0], Told(Way.DOOR, Outcome.ANSWERED, {**given, "4": "5"}))
    _, care, flowers, beds, wish = result_queries.answers_of(session, made)
    assert (care["counts"], care["answers"]) == ([1, 0], 1)
    assert flowers["counts"] == [2, 1, 0]
    assert (beds["answers"], beds["sum"]) == (2, 7)
    assert wish["answers"] == 1
    values = session.exec(select(StandingAnswer.value).where(StandingAnswer.position == 5)).all()
    assert list(values) == [""], "words stay sealed in the ballot"


def test_extending_is_said_before_closing(session: Session, town: Town, asked: tuple[str, str, list[str]]) -> None:
    host = town.actor("li", Action.HOLD_OPINIONS)
    later = clock.now() + timedelta(days=20)
    with db.transaction():
        made = session.get_one(ground.OpinionRound, asked[0])
        services.extend_round(session, host, made, closes_at=later, reason="下雨，好多家没走到")
    assert (made.closes_at, made.first_closes_at < later) == (later, True)
    assert [one.reason for one in queries.extensions_of(session, made)] == ["下雨，好多家没走到"]
    with pytest.raises(services.ReasonNeeded), db.transaction():
        services.extend_round(session, host, made, closes_at=later + timedelta(days=1), reason="")
    with pytest.raises(services.ClosesBeforeOpening), db.transaction():
        services.extend_round(session, host, made, closes_at=later, reason="再等等")
    with db.transaction():
        services.close_round(session, host, session.get_one(ground.OpinionRound, asked[0]))
    with pytest.raises(services.ExtensionTooLate), db.transaction():
        made = session.get_one(ground.OpinionRound, asked[0])
        services.extend_round(session, host, made, closes_at=later + timedelta(days=9), reason="再等等")


def test_what_was_given_in_time_counts_until_the_count_and_is_kept_after_it(
    session: Session, town: Town, asked: tuple[str, str, list[str]]
) -> None:
    round_id, _, homes = asked
    host = town.actor("li", Action.HOLD_OPINIONS)
    given_at = clock.now()
    with db.transaction():
        services.close_round(session, host, session.get_one(ground.OpinionRound, round_id))
    tell(session, town, round_id, homes[0], yes(at=given_at))
    with pytest.raises(ballot_services.RoundOver):
        tell(session, town, round_id, homes[1], yes(at=clock.now() + timedelta(minutes=1)))
    with db.transaction():
        services.count_round(session, host, session.get_one(ground.OpinionRound, round_id))
    assert tell(session, town, round_id, homes[1], yes(at=given_at)).is_late
    made = session.get_one(ground.OpinionRound, round_id)
    assert (made.result["total"], sum(made.result["counts"]), made.result["counts"][0]) == (24, 24, 1)
    ground.adds_up(session, round_id)
    with db.transaction():
        services.publish_round(session, host, session.get_one(ground.OpinionRound, round_id))
        services.archive_round(session, host, session.get_one(ground.OpinionRound, round_id))
    with pytest.raises(services.NotNow), db.transaction():
        services.count_round(session, host, session.get_one(ground.OpinionRound, round_id))


def test_changed_questions_are_a_new_version_once_announced(session: Session, town: Town) -> None:
    host = town.actor("li", Action.HOLD_OPINIONS)
    with db.transaction():
        building_id, _ = ground.street(session, town)
        made = services.draft_round(session, host, town.units["community"], ground.plan(building_id))
        services.change_round(session, host, made, ground.plan(building_id, (ground.CARE,)))
        assert made.question_version == 1
        services.announce(session, host, made)
        services.change_round(session, host, made, ground.plan(building_id, ground.ALL_KINDS))
    assert (made.question_version, len(queries.questions_of(session, made))) == (2, 5)
    assert len(session.exec(select(RoundQuestion).where(RoundQuestion.version == 1)).all()) == 1
    with db.transaction():
        services.open_round(session, host, made)
    with pytest.raises(services.QuestionsFixed), db.transaction():
        services.change_round(session, host, made, ground.plan(building_id))


@pytest.mark.parametrize(
    ("questions", "more", "refusal"),
    [
        ((), {}, services.NothingToAsk),
        ((ground.CARE, ground.VOTE), {}, services.VoteFirst),
        ((QuestionPlan(QuestionKind.ONE, "选哪个？", ("一个",)),), {}, services.OptionsMissing),
        ((ground.CARE,), {"by_owners": True}, services.OwnersNeedVote),
        ((ground.VOTE,), {"building_ids": ()}, services.NowhereToAsk),
        ((ground.VOTE,), {"closes_at": clock.now() - timedelta(days=1)}, services.ClosesBeforeOpening),
    ],
)
def test_a_draft_that_cannot_be_asked_says_why(
    session: Session,
    town: Town,
    questions: tuple[QuestionPlan, ...],
    more: dict[str, object],
    refusal: type[DomainError],
) -> None:
    with pytest.raises(refusal), db.transaction():
        building_id, _ = ground.street(session, town)
        host = town.actor("li", Action.HOLD_OPINIONS)
        services.draft_round(session, host, town.units["community"], ground.plan(building_id, questions, **more))


def test_the_clock_opens_and_closes(session: Session, town: Town) -> None:
    host, now = town.actor("li", Action.HOLD_OPINIONS), clock.now()
    with db.transaction():
        building_id, _ = ground.street(session, town)
        told = ground.plan(building_id, opens_at=now + timedelta(days=1), closes_at=now + timedelta(days=3))
        made = services.draft_round(session, host, town.units["community"], told)
        services.announce(session, host, made)
        assert services.keep_time(session, now) == 0
        assert services.keep_time(session, now + timedelta(days=1)) == 1
        assert made.state is RoundState.ASKING
        assert services.keep_time(session, now + timedelta(days=3)) == 1
        assert made.state is RoundState.CLOSED


def test_the_gate_counts_areas_told_at_a_desk(session: Session, town: Town) -> None:
    host = town.actor("li", Action.HOLD_OPINIONS)
    with db.transaction():
        building_id, homes = ground.street(session, town)
        entrance = queries.blocks_to_choose(session, host)[0].stairs[1].id
        told = {"land": Land.SHARED, "building_ids": (), "entrance_ids": (entrance,)}
        made = ground.asked(session, town, building_id, **told)
    gate = result_queries.gate_of(session, made)
    assert gate is not None
    assert (gate.missing, gate.is_decision) == (12, False)
    rooms = [f"3-2-{floor}0{n} 89.5" for floor in range(1, 7) for n in (1, 2)]
    with db.transaction():
        assert sheet_services.tell_areas(session, host, made, "\n".join(rooms) + "\n\n") == 12
    for home in homes[:3]:
        tell(session, town, made.id, home, yes())
    gate = result_queries.gate_of(session, made)
    assert gate is not None
    assert [(one.top, one.bottom) for one in gate.shares] == [(26850, 107400), (3, 12), (26850, 26850), (3, 3)]
    assert (gate.is_decision, gate.is_passed) == (True, False)
    with db.transaction():
        services.close_round(session, host, session.get_one(ground.OpinionRound, made.id))
        services.count_round(session, host, session.get_one(ground.OpinionRound, made.id))
    kept = result_queries.gate_of(session, session.get_one(ground.OpinionRound, made.id))
    assert kept == gate
    for wrong in ("3-2-601", "3-2-601 八十", "9-9-901 80", ""):
        with pytest.raises(DomainError), db.transaction():
            sheet_services.tell_areas(session, host, session.get_one(ground.OpinionRound, made.id), wrong)


def test_a_code_leads_to_its_own_line_and_a_wrong_one_nowhere(
    session: Session, town: Town, asked: tuple[str, str, list[str]]
) -> None:
    line = ground.line(session, asked[0], asked[2][0])
    with db.transaction():
        made = session.get_one(ground.OpinionRound, asked[0])
        worker = town.actor("wang", Action.COLLECT_OPINIONS)
        first, second = (code_services.make_codes(session, worker, made, [line])[0] for _ in range(2))
    assert first != second
    for code in (first, code_services.in_fours(second)):
        assert code_services.line_by_code(session, code)[1].id == line.id
    with pytest.raises(code_services.CodeUnknown):
        code_services.line_by_code(session, "222222222222")


TAPS = st.lists(
    st.tuples(
        st.integers(0, 3), st.sampled_from(["1", "2", "nobody", "refused", "empty", "moved", "later"]),
        st.sampled_from(list(Way)), st.integers(-50, 0), st.sampled_from(["a", "b"]), st.sampled_from(list(Speaker)),
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taps=TAPS)
def test_the_outcomes_add_up_to_the_frozen_count_whatever_is_said(
    session: Session, town: Town, asked: tuple[str, str, list[str]], taps: list[tuple[int, str, Way, int, str, Speaker]]
) -> None:
    round_id, _, homes = asked
    now = clock.now()
    for home, said, way, minutes, voice, speaker in taps:
        outcome = Outcome.ANSWERED if said in ("1", "2") else Outcome(said)
        given_ = {"1": said} if outcome is Outcome.ANSWERED else {}
        told = Told(way, outcome, given_, speaker=speaker, voice=voice, at=now + timedelta(minutes=minutes))
        tell(session, town, round_id, homes[home], told)
    ground.adds_up(session, round_id)


def test_sides_are_told_apart(session: Session, town: Town, asked: tuple[str, str, list[str]]) -> None:
    made = session.get_one(ground.OpinionRound, asked[0])
    assert ballot_services.side_of(made, Speaker.TENANT) is Side.HOME, "where residents are asked, all are residents"
