"""From a typed line to a promise: kept, worded twice, withdrawn, and refused while something is missing."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import Session, select

from tests.council.sittings import hall as halls
from tests.town import Town
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.council.councils import queries as councils
from webapp.council.councils.models import MeetingState
from webapp.council.promises import queries as promises
from webapp.council.promises.rules import State
from webapp.council.sittings import queries, resolution_services, sitting_services, vote_services
from webapp.council.sittings.models import Resolution, ResolutionKind, VoteWay
from webapp.council.sittings.resolution_services import AlreadyFinal, MeetingNotBegun
from webapp.council.sittings.sitting_services import Incomplete

LAMPS = "装灭蚊灯，一栋一盏，共4盏 @周海 三天内"


def record(session: Session, hall: halls.Hall, line: str = LAMPS, key: str | None = None) -> Resolution:
    return resolution_services.record_line(session, hall.actor, hall.meeting, hall.line(session), line=line, id=key)


def test_one_line_holds_owner_deadline_and_count(session: Session, town: Town) -> None:
    hall = halls.begin(town)
    with db.transaction() as session:
        made = record(session, hall)
    assert made.owner_id == hall.parties["周海"]
    assert made.deadline == hall.meeting.held_on + timedelta(days=3)
    assert (made.quantity, made.each_building) == (4, 1)
    assert made.watcher_id == town.party("wang"), "the grid worker is preset"
    assert made.verifier_id == town.party("li"), "the host is preset"
    assert made.acceptance
    assert resolution_services.lacks(session, hall.meeting, made) == {}


def test_the_same_line_sent_twice_is_one_line(session: Session, town: Town) -> None:
    hall = halls.begin(town)
    key = ids.new()
    for _ in range(2):
        with db.transaction() as session:
            record(session, hall, key=key)
    assert len(queries.resolutions(session, hall.meeting.id)) == 1
    assert len(queries.wordings(session, [key])[key]) == 1


def test_the_same_id_with_other_words_keeps_both(session: Session, town: Town) -> None:
    hall = halls.begin(town)
    key = ids.new()
    for line in (LAMPS, "装灭蚊灯，先装 2 栋 @唐宁 月底"):
        with db.transaction() as session:
            record(session, hall, line, key)
    assert [one.line for one in queries.wordings(session, [key])[key]][1].startswith("装灭蚊灯，先装")


def test_what_cannot_be_read_is_kept_as_typed_and_told(session: Session, town: Town) -> None:
    hall = halls.begin(town)
    with db.transaction() as session:
        made = record(session, hall, "修东门路灯 @张无名 6.31")
    assert (made.deed, made.owner_id, made.deadline) == ("修东门路灯", None, None)
    assert {"owner", "deadline"} <= set(resolution_services.lacks(session, hall.meeting, made))
    assert queries.wordings(session, [made.id])[made.id][0].line == "修东门路灯 @张无名 6.31"


def test_the_host_as_owner_is_verified_by_the_recorder(session: Session, town: Town) -> None:
    hall = halls.begin(town)
    with db.transaction() as session:
        made = record(session, hall, "开通知会 @李静 明天")
    assert made.verifier_id == town.party("ma")


def test_before_the_meeting_nothing_is_resolved(session: Session, town: Town) -> None:
    with db.transaction() as session:
        hall = halls.build(session, town)
    with pytest.raises(MeetingNotBegun), db.transaction() as session:
        record(session, hall)


def test_two_hosts_on_one_line_both_stay_until_one_is_chosen(session: Session, town: Town) -> None:
    hall = halls.begin(town)
    with db.transaction() as session:
        made = record(session, hall)
        first = queries.wordings(session, [made.id])[made.id][0]
    for line in ("装灭蚊灯，共4盏 @周海 月底", "装灭蚊灯，共3盏 @唐宁 月底"):
        with db.transaction() as session:
            resolution_services.reword(session, hall.actor, hall.meeting, made, line=line, after_id=first.id)
    standing = queries.heads(queries.wordings(session, [made.id])[made.id])
    assert len(standing) == 2
    assert "line" in resolution_services.lacks(session, hall.meeting, made)
    with db.transaction() as session:
        resolution_services.choose_wording(session, hall.actor, hall.meeting, made, wording_id=standing[1].id)
    assert len(queries.heads(queries.wordings(session, [made.id])[made.id])) == 1
    assert made.owner_id == hall.parties["唐宁"]
    assert len(queries.wordings(session, [made.id])[made.id]) == 4, "nothing is erased"


def test_undo_is_a_withdrawal_that_can_be_taken_back(session: Session, town: Town) -> None:
    hall = halls.begin(town)
    with db.transaction() as session:
        made = record(session, hall)
        resolution_services.withdraw(session, hall.actor, made)
    assert queries.resolutions(session, hall.meeting.id) == []
    assert len(queries.resolutions(session, hall.meeting.id, with_withdrawn=True)) == 1
    with db.transaction() as session:
        resolution_services.restore(session, hall.actor, made)
    assert len(queries.resolutions(session, hall.meeting.id)) == 1


def test_closing_turns_what_is_complete_into_promises(session: Session, town: Town) -> None:
    hall = halls.begin(town)
    with db.transaction() as session:
        whole, half = record(session, hall), record(session, hall, "修东门路灯")
        waiting = sitting_services.close_sitting(session, hall.actor, hall.meeting)
    assert [one.id for one in waiting] == [half.id]
    [promise] = promises.of_meeting(session, hall.meeting.id)
    assert whole.promise_id == promise.id
    assert promise.first_due == promise.due == whole.deadline
    assert promise.state is State.ACTIVE, "the owner sat in the room and said yes there"
    assert promise.owner_role == "物业"
    assert [line.part.place for line in promises.parts(session, promise.id)] == ["1号楼", "2号楼", "3号楼", "4号楼"]
    with pytest.raises(AlreadyFinal), db.transaction() as session:
        resolution_services.withdraw(session, hall.actor, session.get_one(Resolution, whole.id))


def test_an_owner_who_was_not_there_still_has_to_confirm(session: Session, town: Town) -> None:
    hall = halls.begin(town, count=8)
    with db.transaction() as session:
        made = record(session, hall, "清运废旧家具 @彭军 月底")
        sitting_services.finalise(session, hall.actor, hall.meeting, made)
    assert promises.of_meeting(session, hall.meeting.id)[0].state is State.UNCONFIRMED


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"owner_id": None}, "owner"), ({"deadline": None}, "deadline"), ({"watcher_id": None}, "watcher"),
        ({"verifier_id": None}, "verifier"), ({"acceptance": ""}, "acceptance"), ({"deed": ""}, "deed"),
        ({"flags": ["money"]}, "funding"), ({"flags": ["power"]}, "kind"),
    ],
)  # fmt: skip
def test_a_resolution_to_act_is_not_final_without(
    session: Session, town: Town, change: dict[str, object], field: str
) -> None:
    hall = halls.begin(town)
    with db.transaction() as session:
        made = record(session, hall)
        resolution_services.detail(session, hall.actor, hall.meeting, made, **change)
    with pytest.raises(Incomplete) as refused, db.transaction() as session:
        sitting_services.finalise(session, hall.actor, hall.meeting, session.get_one(Resolution, made.id))
    assert refused.value.field == field


def test_owner_and_verifier_may_not_be_the_same_even_by_hand(session: Session, town: Town) -> None:
    hall = halls.begin(town)
    with db.transaction() as session:
        made = record(session, hall)
        resolution_services.detail(session, hall.actor, hall.meeting, made, verifier_id=made.owner_id)
    assert "不能自己验收" in resolution_services.lacks(session, hall.meeting, made)["verifier"].said()


def test_too_few_people_and_the_line_waits_for_a_vote(session: Session, town: Town) -> None:
    hall = halls.begin(town, count=5)
    with db.transaction() as session:
        made = record(session, hall)
    assert "到会 5 人" in resolution_services.lacks(session, hall.meeting, made)["vote"].said()


def test_a_meeting_that_becomes_a_talk_resolves_nothing(session: Session, town: Town) -> None:
    hall = halls.begin(town, count=3)
    with db.transaction() as session:
        record(session, hall)
        sitting_services.turn_into_talk(session, hall.actor, hall.meeting)
        record(session, hall, "大家说东门太暗")
    assert hall.meeting.state is MeetingState.TALK
    assert {one.kind for one in queries.resolutions(session, hall.meeting.id)} == {ResolutionKind.NOTE}
    assert promises.of_meeting(session, hall.meeting.id) == []


def test_a_postponed_matter_needs_the_month_it_comes_back(session: Session, town: Town) -> None:
    hall = halls.begin(town)
    with db.transaction() as session:
        made = record(session, hall, "加装电梯")
        resolution_services.detail(session, hall.actor, hall.meeting, made, kind=ResolutionKind.LATER)
    assert set(resolution_services.lacks(session, hall.meeting, made)) == {"later_month"}
    with db.transaction() as session:
        resolution_services.detail(session, hall.actor, hall.meeting, made, later_month="2027-03")
        sitting_services.finalise(session, hall.actor, hall.meeting, made)
    assert made.number == 1
    assert made.promise_id is None


def test_numbers_have_no_gap(session: Session, town: Town) -> None:
    hall = halls.begin(town)
    with db.transaction() as session:
        lines = [record(session, hall, f"第{n}件事要办 @周海 三天内") for n in range(3)]
        resolution_services.withdraw(session, hall.actor, lines[1])
        sitting_services.close_sitting(session, hall.actor, hall.meeting)
    assert [one.number for one in queries.resolutions(session, hall.meeting.id)] == [1, 2]


def test_a_stranger_finds_neither_meeting_nor_line(app: Flask, session: Session, town: Town) -> None:
    hall = halls.begin(town)
    with db.transaction() as session:
        made = record(session, hall)
    from webapp.people.accounts.permissions import Action

    far = town.actor("far_host", Action.HOLD_COUNCILS)
    with pytest.raises(NotFound):
        councils.get_meeting(session, far, hall.meeting.id)
    with pytest.raises(NotFound):
        queries.get_resolution(session, far, made.id)


def test_an_owner_who_left_is_named(session: Session, town: Town) -> None:
    hall = halls.begin(town)
    from webapp.people.org.models import Party

    with db.transaction() as session:
        party = session.exec(select(Party).where(Party.id == hall.parties["郭强"])).one()
        party.left_on = clock.today() - timedelta(days=1)
        made = record(session, hall, "修灯 @郭强 三天内")
    assert made.owner_id is None
    assert "已经离任" in resolution_services.read(session, hall.meeting, "修灯 @郭强 三天内").problems["owner"].said()


def test_a_vote_on_the_whole_topic_is_the_vote_of_its_sentences(session: Session, town: Town) -> None:
    """Of those written down by then and without a vote of their own; what was said before a quorum is cured by it."""
    hall = halls.begin(town, count=5)
    with db.transaction() as session:
        early = record(session, hall)
        hall.fill(session, 11)
        for against, adopted in ((0, True), (9, False)):
            vote_services.hold_vote(
                session, hall.actor, hall.meeting, hall.line(session), question="装不装", way=VoteWay.HANDS,
                hands=vote_services.Hands(10 - against, against),
            )  # fmt: skip
            missing = resolution_services.lacks(session, hall.meeting, early)
            assert ("vote" not in missing) is adopted
        late = record(session, hall, "倒掉积水 @周海 6.30")
    assert "没有通过" in resolution_services.lacks(session, hall.meeting, early)["vote"].said()
    assert "vote" not in resolution_services.lacks(session, hall.meeting, late), "nobody voted on it"
