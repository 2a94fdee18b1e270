"""Who is there, what that makes possible, and what a vote freezes."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, select

from tests.council.sittings import hall as halls
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.council.councils import seat_services
from webapp.council.councils.models import CouncilRule
from webapp.council.sittings import attendance_services, queries, vote_services
from webapp.council.sittings.attendance_services import HolderAway, HolderFull, NobodySits, SeveralSit
from webapp.council.sittings.models import CouncilVote, MarkWay, VoteResult, VoteWay
from webapp.council.sittings.vote_rules import Stand


def vote(session: Session, hall: halls.Hall, **given: object) -> CouncilVote:
    asked: dict[str, object] = {
        "question": "装不装",
        "way": VoteWay.HANDS,
    }
    counted = {"votes_for": 6, "votes_against": 3, "abstained": 1}
    counted |= {name: given.pop(name) for name in list(counted) if name in given}  # type: ignore[misc]
    asked["hands"] = vote_services.Hands(**counted)
    return vote_services.hold_vote(session, hall.actor, hall.meeting, hall.line(session), **(asked | given))  # type: ignore[arg-type]


def test_a_click_is_here_a_second_click_is_a_slip_and_later_somebody_left(session: Session, town: Town) -> None:
    hall = halls.begin(town, count=6)
    sitter = hall.sitters(session)["曹阳"]
    with db.transaction() as session:
        assert attendance_services.toggle(session, hall.actor, hall.meeting, sitter).stand is Stand.PRESENT
        assert attendance_services.toggle(session, hall.actor, hall.meeting, sitter).stand is Stand.ABSENT
        attendance_services.toggle(session, hall.actor, hall.meeting, sitter)
    with time_machine.travel(clock.now() + timedelta(minutes=30), tick=False), db.transaction() as session:
        assert attendance_services.toggle(session, hall.actor, hall.meeting, sitter).stand is Stand.LEFT
    assert len(queries.last_marks(session, hall.meeting.id)) == 7


def test_initials_find_who_is_not_yet_there(session: Session, town: Town) -> None:
    hall = halls.begin(town, count=4)
    with pytest.raises(SeveralSit), db.transaction() as session:
        attendance_services.mark_by_initials(session, hall.actor, hall.meeting, "g")
    with db.transaction() as session:
        assert attendance_services.mark_by_initials(session, hall.actor, hall.meeting, "gfl").name == "高福林"
        assert attendance_services.mark_by_initials(session, hall.actor, hall.meeting, "冯").name == "冯秀英"
    with pytest.raises(NobodySits), db.transaction() as session:
        attendance_services.mark_by_initials(session, hall.actor, hall.meeting, "zzz")


def test_a_vote_freezes_who_could_vote(session: Session, town: Town) -> None:
    hall = halls.begin(town, count=10)
    with db.transaction() as session:
        made = vote(session, hall)
        late = hall.sitters(session)["彭军"]
        attendance_services.mark(session, hall.actor, hall.meeting, late, stand=Stand.LATE, way=MarkWay.NAME)
    assert made.result is VoteResult.ADOPTED
    assert (made.quorum_present, made.quorum_needed, made.base, made.needed) == (10, 6, 10, 6)
    assert next(one for one in made.electorate if one["name"] == "彭军")["stand"] == "absent"
    assert "赵国强" not in {one["name"] for one in made.electorate}, "an observer does not vote"


def test_a_vote_without_quorum_is_not_recorded(session: Session, town: Town) -> None:
    hall = halls.begin(town, count=5)
    with pytest.raises(vote_services.NoQuorum) as refused, db.transaction() as session:
        vote(session, hall, votes_for=5, votes_against=0, abstained=0)
    assert refused.value.field == "votes_for"
    assert queries.votes(session, hall.meeting.id) == []


def test_quorum_is_tested_again_when_people_leave(session: Session, town: Town) -> None:
    hall = halls.begin(town, count=6)
    with db.transaction() as session:
        vote(session, hall, votes_for=4, votes_against=2, abstained=0)
        sitter = next(iter(hall.sitters(session).values()))
        attendance_services.mark(session, hall.actor, hall.meeting, sitter, stand=Stand.LEFT, way=MarkWay.NAME)
    with pytest.raises(vote_services.NoQuorum), db.transaction() as session:
        vote(session, hall, votes_for=3, votes_against=2, abstained=0)


@pytest.mark.parametrize("hands", [{"votes_for": 20}, {"votes_for": 9, "votes_against": 2}])
def test_more_hands_than_people_are_counted_again(session: Session, town: Town, hands: dict[str, int]) -> None:
    hall = halls.begin(town, count=10)
    with pytest.raises(vote_services.TooManyHands), db.transaction() as session:
        vote(session, hall, **hands)


def test_the_recused_leave_the_base(session: Session, town: Town) -> None:
    hall = halls.begin(town, count=8)
    with db.transaction() as session:
        seat = hall.sitters(session)["周海"].seat
        with pytest.raises(attendance_services.RecusalNeedsReason):
            attendance_services.recuse(session, hall.actor, hall.meeting, hall.line(session), seat, reason="")
        for _ in range(2):
            attendance_services.recuse(session, hall.actor, hall.meeting, hall.line(session), seat, reason="承包方")
        made = vote(session, hall, votes_for=4, votes_against=3, abstained=0)
    assert (made.base, made.quorum_present) == (7, 7)
    assert [one["name"] for one in made.electorate if one["recused"]] == ["周海"]


def test_a_proxy_is_held_by_one_who_is_there_and_only_one(session: Session, town: Town) -> None:
    hall = halls.begin(town, count=9)
    sitters = hall.sitters(session)
    with db.transaction() as session:
        attendance_services.give_proxy(session, hall.actor, hall.meeting, sitters["彭军"], holder=sitters["李静"].seat)
    for absent, holder, refusal in (("郭强", "李静", HolderFull), ("郭强", "彭军", HolderAway)):
        with pytest.raises(refusal), db.transaction() as session:
            attendance_services.give_proxy(
                session, hall.actor, hall.meeting, sitters[absent], holder=sitters[holder].seat
            )
    room = queries.room(session, hall.meeting)
    assert (room.quorum.present, room.quorum.base) == (9, 11)
    with db.transaction() as session:
        made = vote(session, hall, votes_for=10, votes_against=0, abstained=0)
    assert made.base == 10


def test_a_second_count_keeps_the_first_and_says_why(session: Session, town: Town) -> None:
    hall = halls.begin(town, count=10)
    with db.transaction() as session:
        first = vote(session, hall, votes_for=5, votes_against=5, abstained=0)
    assert first.result is VoteResult.REJECTED, "a tie"
    with pytest.raises(vote_services.VoidNeedsReason), db.transaction() as session:
        vote(session, hall, replaces=first)
    with db.transaction() as session:
        second = vote(session, hall, replaces=first, reason="有人没听清题目")
    every = queries.votes(session, hall.meeting.id)
    assert len(every) == 2
    assert [one.id for one in queries.standing_votes(every)] == [second.id]


def test_no_objection_counts_everybody_in_the_room(session: Session, town: Town) -> None:
    hall = halls.begin(town, count=8)
    with db.transaction() as session:
        made = vote(session, hall, way=VoteWay.NO_OBJECTION, votes_for=0, votes_against=0, abstained=0)
    assert (made.votes_for, made.result) == (8, VoteResult.ADOPTED)


def test_the_rule_set_in_force_on_the_day_decides(session: Session, town: Town) -> None:
    with db.transaction() as session:
        hall = halls.build(session, town)
        rule = session.exec(select(CouncilRule)).one()
        rule.majority_top, rule.majority_bottom, rule.majority_more = 2, 3, False
        hall.open(session, 9)
        assert vote(session, hall, votes_for=6, votes_against=3, abstained=0).needed == 6
        assert vote(session, hall, votes_for=5, votes_against=4, abstained=0).result is VoteResult.REJECTED


def test_an_ended_seat_is_neither_asked_nor_counted(session: Session, town: Town) -> None:
    with db.transaction() as session:
        hall = halls.build(session, town)
        seat = hall.sitters(session)["郭强"].seat
        seat_services.vacate_seat(session, hall.actor, hall.series, seat, last_day=clock.today() - timedelta(days=1))
    room = queries.room(session, hall.meeting)
    assert room.quorum.base == 10
    assert "郭强" not in {chair.sitter.name for chair in room.chairs}
