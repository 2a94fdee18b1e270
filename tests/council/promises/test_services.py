"""A promise from yes to proof: rows, checks, extensions, the ladder, links."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlmodel import Session, select

from tests.council.sittings import hall as halls
from tests.town import Town
from webapp.casework.cases.services import Matter
from webapp.casework.cases.voice_services import Spoken
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.council.promises import (
    link_services,
    nudge_services,
    promise_services,
    proof_services,
    queries,
    rules,
    supervision_services,
)
from webapp.council.promises.models import Promise, PromiseReminder
from webapp.council.promises.rules import Act, Delay, Rung, State, Way
from webapp.council.sittings import attendance_services, resolution_services, sitting_services
from webapp.council.sittings.models import MarkWay
from webapp.council.sittings.vote_rules import Stand
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.notices import services as notices
from webapp.people.notices.models import Notice
from webapp.people.org import queries as org

MEETING = datetime(2026, 6, 18, 19, 0, tzinfo=clock.ZONE)


@pytest.fixture
def evening() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MEETING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def hall(app: Flask, town: Town, session: Session, evening: time_machine.Traveller) -> halls.Hall:
    return halls.begin(town)


def promise_of(hall: halls.Hall, line: str = "装灭蚊灯，一栋一盏 @周海 6.30") -> Promise:
    with db.transaction() as session:
        made = resolution_services.record_line(session, hall.actor, hall.meeting, hall.line(session), line=line)
        sitting_services.finalise(session, hall.actor, hall.meeting, made)
    return session_get(made.promise_id)


def session_get(promise_id: str | None) -> Promise:
    return db.session().get_one(Promise, promise_id)


def supervisor(town: Town) -> Actor:
    return town.actor("li", Action.SUPERVISE_PROMISES)


def tick_all(promise: Promise, count: int | None = None) -> None:
    with db.transaction() as session:
        for line in queries.parts(session, promise.id)[:count]:
            proof_services.tick_part(session, None, promise, line.part, evidence="灯亮了", by_words="周海")


def test_four_lamps_are_four_rows_and_the_percent_is_counted(hall: halls.Hall) -> None:
    promise = promise_of(hall)
    tick_all(promise, 3)
    count = queries.counts(db.session(), [promise.id])[promise.id]
    assert (count.done, count.of, count.percent) == (3, 4, 75)
    with pytest.raises(proof_services.PartsLeft), db.transaction() as session:
        proof_services.report_done(session, None, promise)


def test_a_row_needs_evidence_and_is_ticked_once(hall: halls.Hall) -> None:
    promise = promise_of(hall)
    part = queries.parts(db.session(), promise.id)[0].part
    with pytest.raises(proof_services.EvidenceNeeded), db.transaction() as session:
        proof_services.tick_part(session, None, promise, part)
    with db.transaction() as session:
        proof_services.tick_part(session, None, promise, part, evidence="灯亮了")
    with pytest.raises(proof_services.AlreadyTicked), db.transaction() as session:
        proof_services.tick_part(session, None, promise, part, evidence="又亮了")
    with pytest.raises(proof_services.FutureDay), db.transaction() as session:
        other = queries.parts(session, promise.id)[1].part
        proof_services.tick_part(
            session, None, promise, other, evidence="灯", done_on=clock.today() + timedelta(days=1)
        )


def test_a_tick_taken_back_stays_on_record(hall: halls.Hall, town: Town) -> None:
    promise = promise_of(hall)
    tick_all(promise, 1)
    part = queries.parts(db.session(), promise.id)[0].part
    with pytest.raises(promise_services.WordsNeeded), db.transaction() as session:
        proof_services.withdraw_tick(session, hall.actor, promise, part, reason="")
    with db.transaction() as session:
        proof_services.withdraw_tick(session, hall.actor, promise, part, reason="灯又灭了")
    assert queries.parts(db.session(), promise.id)[0].done is None
    tick_all(promise, 1)


def test_done_is_proven_by_somebody_else_with_before_and_after(hall: halls.Hall, town: Town) -> None:
    promise = promise_of(hall, "清理积水沟 @王秀英 6.30")
    owner = town.actor("wang")
    with db.transaction() as session:
        proof_services.report_done(session, owner, promise, note="沟清完了")
    assert promise.state is State.CHECKING
    with pytest.raises(proof_services.VerifierOnly), db.transaction() as session:
        proof_services.verify(session, owner, promise, before="有水", after="没水")
    with pytest.raises(proof_services.BeforeAfterNeeded), db.transaction() as session:
        proof_services.verify(session, hall.actor, promise, before="", after="没水")
    with db.transaction() as session:
        proof_services.verify(session, hall.actor, promise, before="满沟水", after="沟干了", witnesses="孙玉珍")
    assert promise.state is State.DONE
    assert promise.done_on == date(2026, 6, 18)


def test_a_slow_check_does_not_break_a_kept_promise(hall: halls.Hall, evening: time_machine.Traveller) -> None:
    promise = promise_of(hall)
    evening.move_to(datetime(2026, 6, 30, 18, 0, tzinfo=clock.ZONE))
    tick_all(promise)
    with db.transaction() as session:
        proof_services.report_done(session, None, promise)
    evening.move_to(datetime(2026, 7, 5, 9, 0, tzinfo=clock.ZONE))
    with db.transaction() as session:
        proof_services.verify(session, hall.actor, promise, before="黑", after="亮")
    assert rules.kept(queries.fates(db.session(), [promise.series_id]), date(2026, 7, 6)) == rules.Kept(1, 1)


def test_rework_and_reopening_keep_their_reasons_and_the_count(hall: halls.Hall) -> None:
    promise = promise_of(hall)
    tick_all(promise)
    with db.transaction() as session:
        proof_services.report_done(session, None, promise)
    with pytest.raises(promise_services.WordsNeeded), db.transaction() as session:
        proof_services.send_back(session, hall.actor, promise, reason="")
    with db.transaction() as session:
        proof_services.send_back(session, hall.actor, promise, reason="3 号楼的不亮")
    assert promise.state is State.REWORK
    with db.transaction() as session:
        proof_services.report_done(session, None, promise)
        proof_services.verify(session, hall.actor, promise, before="黑", after="亮")
    with db.transaction() as session:
        promise_services.reopen(session, hall.actor, promise, reason="两周后全灭了")
    assert (promise.state, promise.reopened, promise.done_on) == (State.ACTIVE, 1, None)


def test_reopened_after_its_owner_left_it_needs_another(hall: halls.Hall, evening: time_machine.Traveller) -> None:
    promise = promise_of(hall)
    tick_all(promise)
    with db.transaction() as session:
        proof_services.report_done(session, None, promise)
        proof_services.verify(session, hall.actor, promise, before="黑", after="亮")
        org.party(session, promise.owner_id).left_on = clock.today()
    first, heir = promise.owner_id, org.party(db.session(), hall.parties["唐宁"])
    with pytest.raises(promise_services.OwnerHasLeft), db.transaction() as session:
        promise_services.reopen(session, hall.actor, promise, reason="全灭了")
    assert (promise.state, promise.reopened) == (State.DONE, 0)
    with db.transaction() as session:
        promise_services.reopen(session, hall.actor, promise, reason="全灭了", owner=heir)
    assert (promise.owner_id, promise.reopened, promise.is_open) == (heir.id, 1, True)
    assert first != heir.id


def test_more_time_is_asked_before_and_decided_by_another(
    hall: halls.Hall, town: Town, evening: time_machine.Traveller
) -> None:
    promise = promise_of(hall)
    first = promise.first_due
    with db.transaction() as session:
        supervision_services.ask_extension(
            session, None, promise, delay=Delay.MATERIALS, new_due=date(2026, 7, 15), reason="灯没到货"
        )
    with pytest.raises(supervision_services.AlreadyAsked), db.transaction() as session:
        supervision_services.ask_extension(
            session, None, promise, delay=Delay.OTHER, new_due=date(2026, 7, 20), reason="再晚点"
        )
    with db.transaction() as session:
        supervision_services.decide_extension(session, supervisor(town), promise, granted=True)
    assert (promise.first_due, promise.due, promise.extended) == (first, date(2026, 7, 15), 1)
    evening.move_to(datetime(2026, 7, 16, 9, 0, tzinfo=clock.ZONE))
    with pytest.raises(supervision_services.TooLateToAsk), db.transaction() as session:
        supervision_services.ask_extension(
            session, None, promise, delay=Delay.OTHER, new_due=date(2026, 8, 1), reason="忘了"
        )


def test_a_third_extension_is_the_councils(hall: halls.Hall, town: Town) -> None:
    promise = promise_of(hall)
    for month in (7, 8, 9):
        with db.transaction() as session:
            supervision_services.ask_extension(
                session, None, promise, delay=Delay.MONEY, new_due=date(2026, month, 20), reason="钱没到"
            )
        if month < 9:
            with db.transaction() as session:
                supervision_services.decide_extension(session, supervisor(town), promise, granted=True)
    with pytest.raises(supervision_services.CouncilDecides), db.transaction() as session:
        supervision_services.decide_extension(session, supervisor(town), promise, granted=True)
    with db.transaction() as session:
        supervision_services.decide_extension(session, supervisor(town), promise, granted=True, by_council=True)
    assert promise.extended == 3
    assert promise.first_due == date(2026, 6, 30)


@pytest.mark.parametrize("new_due", [date(2026, 6, 30), date(2026, 6, 20)])
def test_an_extension_goes_forward(hall: halls.Hall, new_due: date) -> None:
    promise = promise_of(hall)
    with pytest.raises(supervision_services.NotLater), db.transaction() as session:
        supervision_services.ask_extension(session, None, promise, delay=Delay.OTHER, new_due=new_due, reason="想早点")


def climb(day: date) -> list[PromiseReminder]:
    morning = datetime(day.year, day.month, day.day, 8, 0, tzinfo=clock.ZONE)
    with time_machine.travel(morning, tick=False), db.transaction() as session:
        return supervision_services.climb(session)


def test_the_ladder_climbs_once_a_step_and_skips_what_was_missed(hall: halls.Hall) -> None:
    promise = promise_of(hall)
    assert [one.rung for one in climb(date(2026, 6, 24))] == [Rung.SOON]
    assert climb(date(2026, 6, 24)) == []
    assert [one.rung for one in climb(date(2026, 6, 30))] == [Rung.TODAY]
    assert [one.rung for one in climb(date(2026, 7, 1))] == [Rung.NUDGE]
    late = climb(date(2026, 7, 7))
    assert [one.rung for one in late] == [Rung.ORDER, Rung.COUNCIL], "the newest step, and the paper slept over"
    assert (late[0].to_id, late[1].to_id) == (promise.owner_id, promise.supervisor_id)
    assert late[0].number
    assert [one.rung for one in climb(date(2026, 7, 14))] == [Rung.STREET]


def test_something_that_moved_today_is_not_pressed_a_level_higher(hall: halls.Hall) -> None:
    promise = promise_of(hall)
    with time_machine.travel(datetime(2026, 7, 3, 7, 0, tzinfo=clock.ZONE), tick=False), db.transaction() as session:
        proof_services.note_progress(session, None, promise, note="装了一半")
    assert climb(date(2026, 7, 3)) == []


def test_silence_for_three_working_days_goes_to_the_supervisor(
    hall: halls.Hall, evening: time_machine.Traveller
) -> None:
    evening.shift(timedelta(minutes=1))
    with db.transaction() as session:
        sitter = hall.sitters(session)["彭军"]
        attendance_services.mark(session, hall.actor, hall.meeting, sitter, stand=Stand.EXCUSED, way=MarkWay.NOTICE)
    promise = promise_of(hall, "清运旧家具 @彭军 7.31")
    assert promise.state is State.UNCONFIRMED
    assert climb(date(2026, 6, 23)) == [], (
        "Friday 19 June is the Dragon Boat holiday: Tuesday is the second working day"
    )
    told = climb(date(2026, 6, 24))
    assert [(one.rung, one.to_id) for one in told] == [(Rung.SILENCE, promise.supervisor_id)]
    assert climb(date(2026, 6, 25)) == []


def test_an_owner_without_account_confirms_by_a_link_used_once(hall: halls.Hall, town: Town) -> None:
    promise = promise_of(hall)
    with db.transaction() as session:
        promise_services.transfer(
            session, hall.actor, promise, owner=org.party(session, hall.parties["唐宁"]), reason="物业换人"
        )
        token = link_services.make_link(session, hall.actor, promise, purpose=Act.CONFIRM, sent_to="唐宁")
    link, found = link_services.open_link(db.session(), token)
    assert found.id == promise.id
    with db.transaction() as session:
        following = link_services.use(session, link, promise, act=Act.CONFIRM, note="")
    assert promise.state is State.ACTIVE
    assert Way.LINK in {step.way for step in queries.steps(db.session(), promise.id)}
    with pytest.raises(link_services.LinkUsed), db.transaction() as session:
        link_services.use(session, link, promise, act=Act.CONFIRM, note="")
    tick_all(promise)
    report, _ = link_services.open_link(db.session(), following)
    with db.transaction() as session:
        link_services.use(session, report, promise, act=Act.REPORT, note="都亮了")
    assert promise.state is State.CHECKING
    with pytest.raises(NotFound):
        link_services.open_link(db.session(), "made-up")


def test_a_link_dies_after_a_month(hall: halls.Hall, evening: time_machine.Traveller) -> None:
    promise = promise_of(hall)
    with db.transaction() as session:
        token = link_services.make_link(session, hall.actor, promise, purpose=Act.REPORT)
    evening.move_to(MEETING + timedelta(days=31))
    link, _ = link_services.open_link(db.session(), token)
    with pytest.raises(link_services.LinkTooOld), db.transaction() as session:
        link_services.use(session, link, promise, act=Act.REPORT, note="好了")


@pytest.mark.parametrize("way", [Way.PAPER, Way.PHONE])
def test_paper_and_phone_are_noted_with_what_was_said(hall: halls.Hall, way: Way) -> None:
    promise = promise_of(hall)
    with db.transaction() as session:
        promise_services.transfer(
            session, hall.actor, promise, owner=org.party(session, hall.parties["唐宁"]), reason="换人"
        )
    with pytest.raises(promise_services.WordsNeeded), db.transaction() as session:
        promise_services.confirm(session, hall.actor, promise, way=way)
    with db.transaction() as session:
        promise_services.confirm(session, hall.actor, promise, way=way, note="10:20 说没问题", by_words="唐宁")
    assert promise.state is State.ACTIVE


def test_what_a_council_promised_only_a_council_ends(hall: halls.Hall) -> None:
    promise = promise_of(hall)
    with pytest.raises(promise_services.OnlyCouncilEnds), db.transaction() as session:
        promise_services.end(session, hall.actor, promise, resolution_id=None, reason="不办了")
    with db.transaction() as session:
        promise_services.park(session, hall.actor, promise, review_month="2026-10", reason="等季节")
    assert promise.state is State.PARKED
    with db.transaction() as session:
        promise_services.resume(session, hall.actor, promise)
    assert promise.state is State.ACTIVE


def test_transfer_never_makes_the_verifier_the_owner(hall: halls.Hall) -> None:
    promise = promise_of(hall)
    with pytest.raises(promise_services.VerifierIsOwner), db.transaction() as session:
        promise_services.transfer(
            session, hall.actor, promise, owner=org.party(session, promise.verifier_id), reason="换"
        )


def test_a_stranger_does_not_find_it_and_its_people_do(hall: halls.Hall, town: Town) -> None:
    promise = promise_of(hall)
    session = db.session()
    with pytest.raises(NotFound):
        queries.get_promise(session, town.actor("stranger"), promise.id)
    assert queries.get_promise(session, town.actor("wang"), promise.id).id == promise.id, "the watcher"
    assert queries.get_promise(session, town.actor("chen"), promise.id).id == promise.id, "the street above"


def test_it_stays_one_row_from_meeting_to_meeting(
    hall: halls.Hall, town: Town, evening: time_machine.Traveller
) -> None:
    from webapp.council.councils import meeting_services
    from webapp.council.councils import queries as councils
    from webapp.council.sittings import page_queries

    promise = promise_of(hall)
    with db.transaction() as session:
        sitting_services.close_sitting(session, hall.actor, hall.meeting)
    evening.move_to(datetime(2026, 7, 8, 10, 0, tzinfo=clock.ZONE))
    with db.transaction() as session:
        following = meeting_services.plan_meeting(session, hall.actor, hall.series, held_on=date(2026, 7, 16))
    assert councils.agenda(db.session(), following.id)[0].origin == "carried"
    carried = page_queries.carried(db.session(), following)
    assert [line.promise.id for line in carried] == [promise.id]
    assert len(queries.of_series(db.session(), hall.series.id)) == 1


def test_the_database_itself_refuses_to_move_the_first_deadline(hall: halls.Hall) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import DatabaseError

    promise = promise_of(hall)
    with pytest.raises(DatabaseError), db.transaction() as session:
        session.execute(text("UPDATE promise SET first_due = '2026-12-31', due = '2026-12-31'"))
    with pytest.raises(DatabaseError), db.transaction() as session:
        session.execute(text("DELETE FROM promise_part"))
    assert promise.first_due == date(2026, 6, 30)


def test_a_case_moves_with_its_promise(hall: halls.Hall, town: Town) -> None:
    """Opened: noted. Proven: handled by the owner, checked by the verifier. Reopened: back to work."""
    from webapp.casework.cases import services as cases
    from webapp.casework.cases.models import GridCase, Source
    from webapp.casework.cases.rules import State as CaseState
    from webapp.casework.cases.voice_services import Speaker
    from webapp.core.data import ids
    from webapp.council.councils import agenda_services

    with db.transaction() as session:
        case = cases.open_case(
            session,
            town.actor("wang"),
            place=cases.Place(town.community, town.grid1),
            spoken=Spoken("东门路灯不亮", Source.VISIT, speaker=Speaker(household_id=ids.new())),
            matter=Matter(category_code="LIGHT"),
        )
        line = agenda_services.add_line(
            session, hall.actor, hall.meeting, title="东门路灯", reason="多户反映", case_id=case.id
        )
        made = resolution_services.record_line(session, hall.actor, hall.meeting, line, line="修好东门路灯 @周海 6.30")
        sitting_services.finalise(session, hall.actor, hall.meeting, made)
    promise = session_get(made.promise_id)
    with db.transaction() as session:
        proof_services.report_done(session, None, promise, note="亮了")
        proof_services.verify(session, hall.actor, promise, before="黑", after="亮")
    assert db.session().get_one(GridCase, case.id).state is CaseState.FEEDBACK
    with db.transaction() as session:
        promise_services.reopen(session, hall.actor, promise, reason="又灭了")
    assert db.session().get_one(GridCase, case.id).state is CaseState.HANDLING


def test_whoever_has_the_next_move_is_told_once(hall: halls.Hall, town: Town) -> None:
    from webapp.people.notices import queries as notices

    promise = promise_of(hall, "清理积水沟 @王秀英 6.30")
    told = [one.sentence for one in notices.list_notices(db.session(), town.actor("wang"))]
    assert told == ["议事会定了“%(deed)s”，期限 %(day)s。"]
    climb(date(2026, 6, 30))
    climb(date(2026, 6, 30))
    assert len(notices.list_notices(db.session(), town.actor("wang"))) == 2
    with db.transaction() as session:
        proof_services.report_done(session, town.actor("wang"), promise, note="清了")
    assert "等您验收" in notices.list_notices(db.session(), town.actor("li"))[0].sentence


def test_partly_accepted_is_not_accepted(hall: halls.Hall, town: Town, evening: time_machine.Traveller) -> None:
    promise = promise_of(hall)
    first = queries.parts(db.session(), promise.id)[0].part
    with pytest.raises(proof_services.BeforeDecided), db.transaction() as session:
        proof_services.tick_part(session, None, promise, first, evidence="灯", done_on=date(2026, 5, 1))
    tick_all(promise)
    with db.transaction() as session:
        proof_services.report_done(session, None, promise)
        proof_services.withdraw_tick(session, hall.actor, promise, first, reason="这一盏不亮")
    with pytest.raises(proof_services.PartsOpen), db.transaction() as session:
        proof_services.verify(session, hall.actor, promise, before="黑", after="亮")
    assert promise.state is State.CHECKING
    with db.transaction() as session:
        proof_services.send_back(session, hall.actor, promise, reason="差一盏")
    tick_all_open(promise)
    with db.transaction() as session:
        proof_services.report_done(session, None, promise)
        proof_services.verify(session, hall.actor, promise, before="黑", after="亮")
    with pytest.raises(proof_services.ReopenFirst), db.transaction() as session:
        proof_services.withdraw_tick(session, hall.actor, promise, first, reason="又不亮了")


def tick_all_open(promise: Promise) -> None:
    with db.transaction() as session:
        for line in queries.parts(session, promise.id):
            if line.done is None:
                proof_services.tick_part(session, None, promise, line.part, evidence="灯亮了", by_words="周海")


def test_a_press_is_taken_back_before_anybody_has_read_it(hall: halls.Hall, town: Town, session: Session) -> None:
    promise = promise_of(hall, "装灭蚊灯，一栋一盏 @王秀英 6.30")
    li = supervisor(town)

    def press() -> str:
        with db.transaction() as writing:
            memo = nudge_services.press(writing, li, writing.get_one(Promise, promise.id), words="到哪一步了？")
        assert nudge_services.unheard(db.session(), {promise.id: memo["reminder_id"]}) == {promise.id}
        db.session().rollback()
        return str(memo["reminder_id"])

    def take_back(reminder_id: str) -> None:
        with db.transaction() as writing:
            nudge_services.take_back(writing, li, writing.get_one(Promise, promise.id), reminder_id=reminder_id)

    first = press()
    with db.transaction() as writing:  # stands already today
        assert nudge_services.press(writing, li, writing.get_one(Promise, promise.id), words="再催一次") == {}
    take_back(first)
    told = select(Notice).where(Notice.cause == f"promise-reminder:{first}")
    assert not session.exec(told).all() and session.get(PromiseReminder, first) is None
    session.rollback()
    with pytest.raises(nudge_services.NothingToTakeBack):
        take_back(first)
    second = press()
    with db.transaction() as writing:
        heard = writing.exec(select(Notice).where(Notice.cause == f"promise-reminder:{second}")).all()
        assert heard
        for one in heard:
            one.read_at = clock.now()
    assert nudge_services.unheard(session, {promise.id: second}) == set()
    session.rollback()
    with pytest.raises(notices.HeardAlready):
        take_back(second)
    steps = [step.note for step in queries.steps(session, promise.id) if step.act is Act.NUDGE]
    assert sorted(steps) == sorted(["到哪一步了？", "再催一次", "收回了催一下", "到哪一步了？"])


def test_an_order_by_hand_is_another_one_beside_the_ladders(hall: halls.Hall) -> None:
    """What the supervisor wrote was thrown away where the ladder had been there first."""
    promise = promise_of(hall)
    climb(date(2026, 7, 7))
    words = ("三天内书面答复", "三天内书面答复", "再写明钱从哪儿来")
    with time_machine.travel(datetime(2026, 7, 8, 9, 0, tzinfo=clock.ZONE), tick=False):
        for said in words[:2]:
            with db.transaction() as session:
                made = supervision_services.order(session, hall.actor, session_get(promise.id), words=said)
        with pytest.raises(supervision_services.OrderedToday), db.transaction() as session:
            supervision_services.order(session, hall.actor, session_get(promise.id), words=words[2])
    orders = [one for one in queries.reminders(db.session(), promise.id) if one.rung is Rung.ORDER]
    assert [one.words for one in orders] == ["", words[0]] and made.number == f"{orders[0].number}-2"


def test_a_second_press_without_a_word_stands_nowhere(hall: halls.Hall) -> None:
    promise = promise_of(hall)
    for _ in range(2):
        with db.transaction() as session:
            supervision_services.nudge(session, hall.actor, session_get(promise.id), words="")
    assert [one.act for one in queries.steps(db.session(), promise.id)].count(Act.NUDGE) == 1
