"""Who may do what to whose case: the side whose turn it is, and never the same person twice in one case's proof."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from tests.casework.cases.conftest import Open, act, open_case
from tests.conftest import HouseClient
from tests.town import Town
from webapp.casework.cases import (
    act_services,
    answer_services,
    clock_services,
    merger_services,
    queries,
    transfer_services,
    turn_services,
    voice_services,
)
from webapp.casework.cases import handling_services as h
from webapp.casework.cases.models import GridCase, Source, Voice
from webapp.casework.cases.rules import Outcome, State, StopReason
from webapp.casework.cases.voice_services import Spoken
from webapp.casework.supervision import services as supervision
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.people.accounts.models import Account
from webapp.people.notices.models import Notice

Do = Callable[..., Any]
__all__ = ["act", "open_case"]


def fresh(session: Session, case: GridCase) -> GridCase:
    session.rollback()
    return session.exec(select(GridCase).where(GridCase.id == case.id)).one()


def test_an_order_to_the_street_is_sent_back_by_the_street_alone(
    session: Session, town: Town, open_case: Open, act: Do
) -> None:
    case = open_case()
    act(transfer_services.dispatch, "li", case, unit_id=town.street, words="要街道协调")
    with pytest.raises(turn_services.NotYourTurn):
        act(transfer_services.send_back, "wang", case, words="不归街道管")
    assert queries.count_send_backs(session, case, case.received_at) == 0
    act(transfer_services.send_back, "chen", case, words="材料不全")
    assert fresh(session, case).state is State.RETURNED


def test_sent_back_after_a_signature_it_lies_with_whoever_had_it_before(
    session: Session, town: Town, open_case: Open, act: Do
) -> None:
    case = open_case()
    for below in (town.street, town.grid1):
        act(transfer_services.dispatch, "li", case, unit_id=below, words="请看看")
        asked = "chen" if below == town.street else "wang"
        act(transfer_services.sign, asked, case)
        assert fresh(session, case).lead_unit_id == below
        act(transfer_services.send_back, asked, case, words="不归这里管")
        if below == town.street:
            assert fresh(session, case).lead_unit_id == town.community, "li goes on, not the street that refused"
    assert fresh(session, case).lead_unit_id == town.street, "refused twice: the level above decides"


def test_what_nobody_signed_for_stays_where_it_is_sent_back(
    session: Session, town: Town, open_case: Open, act: Do
) -> None:
    case = open_case()
    act(h.take, "wang", case)
    before = (fresh(session, case).lead_unit_id, fresh(session, case).lead_party_id)
    act(transfer_services.send_back, "wang", case, words="办不了")
    assert (fresh(session, case).lead_unit_id, fresh(session, case).lead_party_id) == before


def test_a_page_that_refuses_an_act_stands_where_the_case_stands(
    client: HouseClient, town: Town, open_case: Open, act: Do
) -> None:
    case = open_case()
    act(transfer_services.dispatch, "li", case, unit_id=town.street, words="要街道协调")
    answer = client.sign_in(town.chen).post(f"/cases/{case.id}/work/return", data={"words": ""})
    assert answer.status_code == 422
    assert 'href="/cases/" aria-current=' in answer.text and 'href="/me" aria-current=' not in answer.text


def test_what_the_street_has_signed_is_not_finished_set_aside_or_taken_below_it(
    session: Session, town: Town, open_case: Open, act: Do
) -> None:
    case = open_case()
    act(transfer_services.dispatch, "li", case, unit_id=town.street, words="要街道协调")
    act(transfer_services.sign, "chen", case)
    later = clock.today() + timedelta(days=30)
    for name, service, how in (
        ("wang", h.finish, {"words": "好了"}),
        ("wang", h.take, {}),
        ("li", h.finish, {"words": "好了"}),
        ("li", clock_services.park, {"review_on": later, "words": "等"}),
        ("li", clock_services.stop, {"reason": StopReason.WAITING, "words": "等"}),
        ("li", transfer_services.dispatch, {"unit_id": town.grid1}),
        ("wang", clock_services.ask_extension, {"until": later, "words": "等"}),
    ):
        with pytest.raises(turn_services.NotYourTurn):
            act(service, name, case, **how)
    act(h.finish, "chen", case, words="街道修好了")
    assert fresh(session, case).state is State.HANDLED


def test_the_page_offers_nobody_what_is_not_theirs(
    client: HouseClient, session: Session, town: Town, open_case: Open, act: Do
) -> None:
    case = open_case()
    act(transfer_services.dispatch, "li", case, unit_id=town.street, words="要街道协调")
    assert "退回，说明理由" not in client.sign_in(town.wang).get(f"/cases/{case.id}").text
    assert "退回，说明理由" in client.sign_in(town.chen).get(f"/cases/{case.id}").text
    answer = client.sign_in(town.wang).post(f"/cases/{case.id}/work/return", data={"words": "不办"})
    assert answer.status_code == 409 and "军粮城街道手里" in answer.text


def test_when_the_host_presses_for_her_she_does_not_verify_her_own_work(
    session: Session, town: Town, open_case: Open, act: Do
) -> None:
    case = open_case()
    act(h.take, "wang", case)
    act(h.finish, "li", case, words="替她点的")
    for name in ("wang", "li"):
        with pytest.raises(h.VerifierIsHandler):
            act(h.verify, name, case, passed=True)
    act(h.verify, "chen", case, passed=True)
    assert fresh(session, case).state is State.FEEDBACK


def test_a_second_account_is_the_same_person(session: Session, town: Town, open_case: Open, act: Do) -> None:
    case = open_case()
    act(h.finish, "wang", case, words="好了")
    with db.transaction() as writing:
        other = Account(party_id=town.party("wang"), login="wang-2", password="!", must_change=False)
        writing.add(other)
        writing.flush()
        twin = town.actor("li")
        twin = twin.__class__(other.id, town.party("wang"), "王敏", twin.hats)
        with pytest.raises(h.VerifierIsHandler):
            h.verify(writing, twin, case, passed=True)


def test_who_did_the_work_does_not_close_it(session: Session, town: Town, open_case: Open, act: Do) -> None:
    case = open_case()
    act(h.take, "li", case)
    act(h.finish, "li", case, words="好了")
    act(h.verify, "chen", case, passed=True)
    voice = session.exec(select(Voice).where(Voice.case_id == case.id)).one()
    act(answer_services.call_back, "wang", case, voice=voice, is_reached=True, is_solved=True, is_satisfied=True)
    with pytest.raises(h.CloserIsHandler):
        act(h.close, "li", case, outcome=Outcome.SOLVED)
    act(h.close, "chen", case, outcome=Outcome.SOLVED)
    assert fresh(session, case).state is State.CLOSED


def test_solved_is_not_what_those_called_back_deny(session: Session, town: Town, open_case: Open, act: Do) -> None:
    case = open_case()
    act(h.finish, "wang", case, words="好了")
    act(h.verify, "li", case, passed=True)
    voice = session.exec(select(Voice).where(Voice.case_id == case.id)).one()
    act(answer_services.call_back, "wang", case, voice=voice, is_reached=True, is_solved=False, is_satisfied=False)
    for outcome in (Outcome.SOLVED, Outcome.TOGETHER):
        with pytest.raises(h.SaidNotSolved):
            act(h.close, "li", case, outcome=outcome, words="差不多了")
    with pytest.raises(act_services.WordsMissing):
        act(h.close, "li", case, outcome=Outcome.EXPLAINED)
    act(h.close, "li", case, outcome=Outcome.EXPLAINED, words="产权不在社区，已说明")
    assert fresh(session, case).outcome is Outcome.EXPLAINED


def test_what_is_set_aside_comes_back_on_its_day_and_every_week(
    session: Session, town: Town, open_case: Open, act: Do
) -> None:
    case = open_case()
    day = clock.today() + timedelta(days=19)
    act(clock_services.park, "li", case, review_on=day, words="等开春")

    def climbed(after: int) -> int:
        moment = clock.now() + timedelta(days=19 + after)
        with db.transaction() as writing:
            supervision.climb(writing, moment)
        session.rollback()
        return len(session.exec(select(Notice).where(Notice.account_id == town.li)).all())

    assert [climbed(-2), climbed(1), climbed(2), climbed(9)] == [0, 1, 1, 2]
    act(clock_services.park, "li", case, review_on=day + timedelta(days=60), words="还没开春")
    assert fresh(session, case).state is State.PARKED
    assert climbed(20) == 2, "a new day was set"


def test_the_list_says_what_is_to_be_looked_at_again(
    client: HouseClient, session: Session, town: Town, open_case: Open, act: Do
) -> None:
    case = open_case()
    act(clock_services.park, "li", case, review_on=clock.today() + timedelta(days=1), words="等")
    client.sign_in(town.li)
    assert "回头看的日子" not in client.get("/cases/").text
    with db.transaction() as writing:
        writing.get_one(GridCase, case.id).review_on = clock.today()
    assert "1 件挂账的事到了回头看的日子" in client.get("/cases/").text


def test_three_strangers_confirmed_propose_to_reopen_as_three_visits_do(
    session: Session, town: Town, open_case: Open, act: Do
) -> None:
    building = ids.new()
    closed = open_case(building_id=building)
    act(h.finish, "wang", closed, words="好了")
    act(h.verify, "li", closed, passed=True)
    voice = session.exec(select(Voice).where(Voice.case_id == closed.id)).one()
    act(answer_services.call_back, "wang", closed, voice=voice, is_reached=True, is_solved=True, is_satisfied=True)
    act(h.close, "li", closed, outcome=Outcome.SOLVED)
    again = open_case(building_id=building, speaker=None, source=Source.RESIDENT)
    for _ in range(2):
        act(_say_unknown, "wang", again)
    strangers = session.exec(select(Voice).where(Voice.case_id == again.id)).all()
    assert len(strangers) == 3
    for number, stranger in enumerate(strangers):
        assert queries.open_proposal(session, closed.id) is None, number
        act(answer_services.confirm_household, "li", again, voice=_own(stranger), household_id=ids.new())
        session.rollback()
    proposal = queries.open_proposal(session, closed.id)
    assert proposal is not None and proposal.households == 3


def _own(voice: Voice) -> Voice:
    return db.session().get_one(Voice, voice.id)


def _say_unknown(session: Session, actor: Any, case: GridCase) -> Voice:
    return voice_services.add_voice(session, actor, case, Spoken("又不亮了", Source.RESIDENT))


def test_a_merged_case_keeps_its_turn(session: Session, town: Town, open_case: Open, act: Do) -> None:
    """Merging is the desk's, whatever side has either of them."""
    first, second = open_case(), open_case()
    act(transfer_services.dispatch, "li", first, unit_id=town.street)
    act(merger_services.merge, "li", second, into=first)
    assert fresh(session, second).merged_into_id == first.id


def test_who_works_on_it_does_not_stop_its_clock(
    client: HouseClient, session: Session, town: Town, open_case: Open, act: Do
) -> None:
    case = open_case()
    act(h.take, "li", case)
    later = clock.today() + timedelta(days=30)
    for service, how in (
        (clock_services.stop, {"reason": StopReason.WAITING, "words": "等人"}),
        (clock_services.park, {"review_on": later, "words": "等开春"}),
    ):
        with pytest.raises(clock_services.StopsOwnClock):
            act(service, "li", case, **how)
    act(clock_services.stop, "chen", case, reason=StopReason.WAITING, words="等住户回来")
    assert queries.open_stop(session, fresh(session, case)) is not None
