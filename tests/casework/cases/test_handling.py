"""The spine: from the first voice to the closed case, and every way it is refused."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from tests.casework.cases.conftest import Open
from tests.town import Town
from webapp.casework.cases import (
    act_services,
    answer_services,
    handling_services,
    queries,
    transfer_services,
    turn_services,
)
from webapp.casework.cases.models import Act, GridCase, Source
from webapp.casework.cases.rules import Outcome, Refusal, State
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.people.accounts.permissions import Action
from webapp.people.org import services as org
from webapp.people.org.models import PartyKind

Do = Callable[..., Any]
h = handling_services


def fresh(session: Session, case: GridCase) -> GridCase:
    session.rollback()
    return session.exec(select(GridCase).where(GridCase.id == case.id)).one()


def acts(session: Session, case: GridCase) -> list[str]:
    session.rollback()
    return [act.verb.value for act in session.exec(select(Act).where(Act.case_id == case.id).order_by(Act.at, Act.id))]


def call_back_all(session: Session, act: Do, case: GridCase, name: str = "li", **said: Any) -> None:
    for voice in queries.list_voices(session, case):
        act(answer_services.call_back, name, case, voice=voice, **{"is_reached": True, "is_solved": True,
            "is_satisfied": True, **said})  # fmt: skip


def test_the_grid_handles_it_itself(session: Session, town: Town, open_case: Open, act: Do) -> None:
    case = open_case()
    act(h.take, "wang", case)
    act(h.finish, "wang", case, words="换了灯泡")
    act(h.verify, "li", case, passed=True)
    call_back_all(session, act, case)
    act(h.close, "li", case, outcome=Outcome.SOLVED)
    done = fresh(session, case)
    assert done.state is State.CLOSED and done.outcome is Outcome.SOLVED and done.ended_at
    assert done.lead_party_id == town.party("wang")
    assert acts(session, case) == ["report", "take", "finish", "pass", "call_back", "close"]


def test_numbers_run_without_gaps_per_community_and_year(open_case: Open) -> None:
    year = clock.today().year
    assert [open_case().number for _ in range(3)] == [f"{year}-00000{n}" for n in (1, 2, 3)]


def test_the_handler_does_not_verify(open_case: Open, act: Do) -> None:
    case = open_case()
    act(h.finish, "li", case, words="打过电话了")
    with pytest.raises(h.VerifierIsHandler):
        act(h.verify, "li", case, passed=True)
    act(h.verify, "wang", case, passed=True)


def test_what_the_state_does_not_allow_is_refused_and_leaves_no_trace(
    session: Session, open_case: Open, act: Do
) -> None:
    case = open_case()
    before = acts(session, case)
    for refused in (transfer_services.sign, h.accept):
        if refused is h.accept:
            act(h.accept, "li", case)
            before = acts(session, case)
        with pytest.raises(act_services.NotPossibleNow) as refusal:
            act(refused, "li", case)
        assert "不能" in refusal.value.sentence()
        assert acts(session, case) == before


def test_a_closed_case_is_only_reopened(session: Session, open_case: Open, act: Do) -> None:
    case = open_case()
    act(h.reject, "li", case, reason=Refusal.UNCLEAR)
    for service, how in ((h.take, {}), (h.add_note, {"words": "还想说"}), (h.finish, {"words": "好了"})):
        with pytest.raises(act_services.OnlyReopen):
            act(service, "li", case, **how)
    act(h.reopen, "li", case, words="联系上了，在三号楼")
    again = fresh(session, case)
    assert again.state is State.REOPENED and again.ended_at is None and again.reopened_at
    with pytest.raises(act_services.NotPossibleNow):
        act(h.reopen, "li", case, words="再来")


def test_the_first_receiver_leads_until_the_other_signs(session: Session, town: Town, open_case: Open, act: Do) -> None:
    case = open_case()
    act(h.take, "wang", case)
    act(transfer_services.dispatch, "li", case, unit_id=town.street, words="要街道协调")
    sent = fresh(session, case)
    assert (sent.state, sent.lead_party_id, sent.level) == (State.DISPATCHED, town.party("wang"), 3)
    with pytest.raises(turn_services.NotYourTurn):
        act(transfer_services.sign, "li", case)
    act(transfer_services.sign, "chen", case)
    signed = fresh(session, case)
    assert (signed.state, signed.lead_unit_id, signed.asked_unit_id) == (State.RECEIVED, town.street, None)


def test_sent_back_twice_the_level_above_decides(session: Session, town: Town, open_case: Open, act: Do) -> None:
    case = open_case()
    for _ in range(2):
        act(transfer_services.dispatch, "li", case, unit_id=town.street)
        act(transfer_services.send_back, "chen", case, words="不归街道管")
    returned = fresh(session, case)
    assert returned.state is State.RETURNED
    assert returned.lead_unit_id == town.community


def test_sending_back_needs_an_objection(open_case: Open, act: Do, town: Town) -> None:
    case = open_case()
    act(transfer_services.dispatch, "li", case, unit_id=town.street)
    with pytest.raises(act_services.WordsMissing):
        act(transfer_services.send_back, "chen", case, words="  ")


def test_a_partner_without_an_account_is_signed_for_by_the_follower(
    session: Session, town: Town, open_case: Open, act: Do
) -> None:
    with db.transaction() as writing:
        partner = org.make_party(
            writing, None, kind=PartyKind.PARTNER, name="春和物业", community_id=town.community, silent=True
        )
        partner_id = partner.id
    case = open_case()
    act(transfer_services.dispatch, "li", case, party_id=partner_id, due_on=clock.today() + timedelta(days=9))
    act(transfer_services.sign, "li", case, words="电话里答应的")
    signed = fresh(session, case)
    assert signed.lead_party_id == partner_id and signed.follower_id == town.li


@pytest.mark.usefixtures("november")
def test_the_time_limit_travels_with_the_order_and_the_first_one_stays(
    session: Session, town: Town, open_case: Open, act: Do
) -> None:
    case = open_case()
    first = fresh(session, case).first_due_at
    act(transfer_services.dispatch, "li", case, unit_id=town.street, due_on=clock.today() + timedelta(days=20))
    sent = fresh(session, case)
    assert sent.first_due_at == first and sent.due_at and first and sent.due_at > first
    with pytest.raises(transfer_services.DeadlineTooEarly) as early:
        other = open_case()
        act(transfer_services.dispatch, "li", other, unit_id=town.street, due_on=clock.today() - timedelta(days=1))
    assert early.value.field == "due_on"


def test_nobody_can_send_it_into_a_strange_street(town: Town, open_case: Open, act: Do) -> None:
    case = open_case()
    with pytest.raises(NotFound):
        act(transfer_services.dispatch, "li", case, unit_id=town.far_street)
    with pytest.raises(transfer_services.NobodyAsked):
        act(transfer_services.dispatch, "li", case)


def test_failed_verification_sends_it_back_to_work(session: Session, open_case: Open, act: Do) -> None:
    case = open_case()
    act(h.finish, "wang", case, words="好了")
    act(h.verify, "li", case, passed=False, words="还是不亮")
    again = fresh(session, case)
    assert again.state is State.HANDLING and again.handled_at is None


def test_closing_waits_for_the_call_back(session: Session, open_case: Open, act: Do) -> None:
    case = open_case()
    act(h.finish, "wang", case, words="好了")
    act(h.verify, "li", case, passed=True)
    with pytest.raises(h.StillToCallBack):
        act(h.close, "li", case, outcome=Outcome.SOLVED)
    [voice] = queries.list_voices(session, case)
    act(answer_services.call_back, "li", case, voice=voice, is_reached=False, words="两次没接")
    act(h.close, "li", case, outcome=Outcome.SOLVED)


def test_what_a_patrol_found_has_nobody_to_call_back(open_case: Open, act: Do) -> None:
    case = open_case(source=Source.PATROL, speaker=None)
    act(h.finish, "wang", case, words="搬走了")
    act(h.verify, "li", case, passed=True)
    act(h.close, "li", case, outcome=Outcome.TOGETHER)


def test_who_was_not_reached_cannot_be_satisfied(session: Session, open_case: Open, act: Do) -> None:
    case = open_case()
    act(h.finish, "wang", case, words="好了")
    [voice] = queries.list_voices(session, case)
    with pytest.raises(answer_services.SolvedButNotReached):
        act(answer_services.call_back, "li", case, voice=voice, is_reached=False, is_solved=True)
    with pytest.raises(answer_services.AnswerMissing):
        act(answer_services.call_back, "li", case, voice=voice, is_reached=True)


def test_helpers_see_the_case_and_own_nothing(session: Session, town: Town, open_case: Open, act: Do) -> None:
    case = open_case()
    act(transfer_services.invite, "li", case, party_id=town.party("ma"))
    act(transfer_services.invite, "li", case, party_id=town.party("ma"))
    assert acts(session, case).count("invite") == 1
    assert queries.get_case(session, town.actor("ma", Action.SEE_CASES), case.id).lead_party_id is None
    with pytest.raises(NotFound):
        act(transfer_services.invite, "li", case, party_id=town.party("far_host"))


def test_strangers_do_not_find_it(session: Session, town: Town, open_case: Open) -> None:
    case = open_case()
    for name in ("stranger", "far_host", "ma"):
        with pytest.raises(NotFound):
            queries.get_case(session, town.actor(name, Action.SEE_CASES), case.id)
    for name in ("wang", "li", "chen", "he"):
        assert queries.get_case(session, town.actor(name, Action.SEE_CASES), case.id).id == case.id
