"""Whoever holds the receipt says whether it is solved: once, without signing in, and it counts like a call-back."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlmodel import Session, select

from tests.casework.cases.conftest import act
from tests.conftest import HouseClient
from tests.door.say.test_say import WORDS, receipt_of, token
from tests.town import Town
from webapp.casework.cases import answer_queries, answer_services, queries
from webapp.casework.cases import handling_services as h
from webapp.casework.cases.models import Answer, AnswerKind, GridCase, ReopenProposal
from webapp.casework.cases.rules import Outcome, ProposalCause, State
from webapp.casework.supervision import queries as oversight
from webapp.core.time import clock
from webapp.people.accounts.permissions import Action
from webapp.people.notices.models import Notice

Do = Callable[..., Any]
__all__ = ["act", "token"]
GOOD = {"is_solved": "yes", "is_satisfied": "yes"}
BAD = {"is_solved": "no", "is_satisfied": "no", "words": "灯还是不亮"}


@pytest.fixture
def receipt(client: HouseClient, token: str) -> str:
    return receipt_of(client.post(f"/say/{token}", data=WORDS))


def the_case(session: Session) -> GridCase:
    session.rollback()
    return session.exec(select(GridCase)).one()


def handle(session: Session, act: Do) -> GridCase:
    act(h.finish, "wang", the_case(session), words="换了灯泡")
    act(h.verify, "li", the_case(session), passed=True)
    return the_case(session)


def test_the_receipt_leads_back_to_the_door_it_was_asked_at(
    client: HouseClient, session: Session, act: Do, receipt: str, token: str
) -> None:
    asked = client.get(f"/progress?door={token}").text
    assert f'name="door" value="{token}"' in asked
    assert f'href="/door/{token}"' in client.get(f"/progress?receipt=ABC&door={token}").text, "also after a wrong one"
    handle(session, act)
    page = client.get(f"/progress/{receipt}?door={token}").text
    assert f"/progress/{receipt}/answer?door={token}" in page
    [rights] = re.findall(r'"(/my-information/at/[^"]+)"', page)
    assert f'/request?door={token}"' in client.get(rights).text
    said = client.post(f"/progress/{receipt}/answer?door={token}", data=GOOD)
    assert said.headers["Location"].endswith(f"?door={token}")


def close(session: Session, act: Do) -> GridCase:
    case = handle(session, act)
    [voice] = queries.list_voices(session, case)
    act(answer_services.call_back, "li", case, voice=voice, is_reached=False)
    act(h.close, "li", case, outcome=Outcome.SOLVED)
    return the_case(session)


def judge(client: HouseClient, receipt: str, **told: str) -> Any:
    return client.post(f"/progress/{receipt}/answer", data=told)


def proposals(session: Session) -> list[ReopenProposal]:
    session.rollback()
    return list(session.exec(select(ReopenProposal)))


def test_the_answer_is_the_call_back_and_feeds_the_rates(
    client: HouseClient, session: Session, town: Town, receipt: str, act: Do
) -> None:
    assert "您说了算" not in client.get(f"/progress/{receipt}").get_data(as_text=True)
    case = handle(session, act)
    assert "您说了算" in client.get(f"/progress/{receipt}").get_data(as_text=True)
    assert judge(client, receipt.lower(), **GOOD).status_code == 303
    page = client.get(f"/progress/{receipt}").get_data(as_text=True)
    assert "您说解决了，满意" in page and "您说了算" not in page
    session.rollback()
    answer = session.exec(select(Answer).where(Answer.kind == AnswerKind.CALL_BACK)).one()
    assert answer.is_reached and answer.is_solved and answer.account_id is None
    assert answer_queries.count_not_called_back(session, case) == 0
    act(h.close, "li", case, outcome=Outcome.SOLVED)
    since = clock.now() - timedelta(days=1)
    found = oversight.rates(session, town.actor("li", Action.SUPERVISE_CASES), since, clock.now())
    assert (found.satisfied.part, found.satisfied.whole) == (1, 1)
    assert (found.reached.part, found.reached.whole) == (1, 1)


def test_not_solved_after_the_closing_proposes_to_reopen(
    client: HouseClient, session: Session, town: Town, receipt: str, act: Do
) -> None:
    case = close(session, act)
    assert judge(client, receipt, **BAD).status_code == 303
    [proposal] = proposals(session)
    assert (proposal.cause, proposal.households) == (ProposalCause.UNSOLVED, 1)
    assert the_case(session).state is State.CLOSED
    assert session.exec(select(Notice).where(Notice.account_id == town.li, Notice.sentence.contains("没解决"))).first()
    page = client.sign_in(town.li).get(f"/cases/{case.id}").get_data(as_text=True)
    assert "1 位反映的人说没解决" in page and "灯还是不亮" in page and "居民" in page
    act(h.reopen, "li", case, words="再去看")
    assert proposals(session)[0].is_reopened


def test_once_for_each_time_it_was_handled(client: HouseClient, session: Session, receipt: str, act: Do) -> None:
    case = close(session, act)
    assert judge(client, receipt, **BAD).status_code == 303
    again = judge(client, receipt, **GOOD)
    assert again.status_code == 409 and "已经答过了" in again.get_data(as_text=True)
    act(h.reopen, "li", case, words="再去看")
    early = judge(client, receipt, **GOOD)
    assert early.status_code == 409 and "还没办好" in early.get_data(as_text=True)
    with time_machine.travel(clock.now() + timedelta(minutes=5), tick=False):
        handle(session, act)
        assert judge(client, receipt, **GOOD).status_code == 303


def test_a_month_after_the_closing_it_is_a_new_matter(
    client: HouseClient, session: Session, receipt: str, act: Do
) -> None:
    close(session, act)
    with time_machine.travel(clock.now() + timedelta(days=31), tick=False):
        assert "您说了算" not in client.get(f"/progress/{receipt}").get_data(as_text=True)
        assert judge(client, receipt, **BAD).status_code == 409
    assert proposals(session) == []


def test_half_an_answer_and_a_wrong_receipt_leave_nothing(
    client: HouseClient, session: Session, receipt: str, act: Do
) -> None:
    handle(session, act)
    half = judge(client, receipt, is_solved="yes")
    assert half.status_code == 422 and "这一项要填" in half.get_data(as_text=True)
    assert judge(client, receipt, is_solved="maybe", is_satisfied="yes").status_code == 422
    assert judge(client, "AAAA-BBBB-CCCC", **GOOD).status_code == 404
    assert judge(client, "x", **GOOD).status_code == 404
    assert session.exec(select(Answer)).all() == []


def test_it_is_throttled(client: HouseClient, receipt: str) -> None:
    answers = [judge(client, "AAAA-BBBB-CCCC", **GOOD).status_code for _ in range(14)]
    assert answers == [404] * 12 + [429] * 2
