"""督办单 on screen and on paper, acknowledgement, and the rates with the reached share."""

import io
import re
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from pypdf import PdfReader
from sqlmodel import Session, select

from tests.casework.cases.conftest import Open, act, open_case
from tests.conftest import HouseClient
from tests.shown import shown
from tests.town import Town
from webapp.casework.cases import answer_services, handling_services, queries
from webapp.casework.cases.models import Source
from webapp.casework.cases.rules import Outcome
from webapp.casework.cases.voice_services import Speaker
from webapp.casework.supervision import queries as supervision
from webapp.casework.supervision import services
from webapp.casework.supervision.models import Order, Step
from webapp.core.data import db, ids
from webapp.core.time import clock

__all__ = ["act", "open_case"]


@pytest.fixture
def order(session: Session, town: Town, open_case: Open) -> Order:
    with time_machine.travel(datetime(2026, 11, 9, 2, tzinfo=UTC), tick=False):
        open_case(speaker=Speaker(household_id=ids.new(), name="张桂芬", phone="13812345678", door="602"))
    with time_machine.travel(datetime(2026, 11, 19, 2, tzinfo=UTC), tick=False), db.transaction() as writing:
        services.climb(writing)
    return session.exec(select(Order)).one()


def test_the_order_is_a_page_and_a_pdf_without_the_resident(client: HouseClient, town: Town, order: Order) -> None:
    client.sign_in(town.chen)
    page = shown(client.get(f"/supervision/orders/{order.id}").get_data(as_text=True))
    paper = client.get(f"/supervision/orders/{order.id}.pdf")
    text = "".join(one.extract_text() for one in PdfReader(io.BytesIO(paper.data)).pages)
    for said in (page, text):
        assert "督办单" in said and "东门路灯不亮" in said
        for secret in ("张桂芬", "13812345678", "602"):
            assert secret not in said
        assert "军粮城街道冬梅轩社区居民委员会" in said and "2026年11月9日" in said and "第一网格" in said
        assert "签收" in said and not re.search(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", said.split("督办单", 1)[1])
    assert client.sign_in(town.stranger).get(f"/supervision/orders/{order.id}").status_code == 404
    assert client.get(f"/supervision/orders/{order.id}.pdf").status_code == 404


def test_the_one_who_has_it_answers_a_step(client: HouseClient, session: Session, town: Town, order: Order) -> None:
    step = session.exec(select(Step)).one()
    client.sign_in(town.wang)
    assert client.get(f"/supervision/cases/{order.case_id}").status_code == 200
    answer = client.post(f"/supervision/steps/{step.id}/acknowledgement", data={"reply": "明天换"})
    assert answer.status_code == 303
    assert "明天换" in client.get(f"/supervision/cases/{order.case_id}").get_data(as_text=True)
    again = client.post(f"/supervision/steps/{step.id}/acknowledgement", data={})
    assert again.status_code == 422 and "已经有人回过话" in again.get_data(as_text=True)
    assert client.sign_in(town.ma).post(f"/supervision/steps/{step.id}/acknowledgement").status_code == 404


def test_an_order_by_hand_takes_the_next_number(
    client: HouseClient, session: Session, town: Town, order: Order
) -> None:
    with time_machine.travel(datetime(2026, 11, 20, 2, tzinfo=UTC), tick=False):  # each year counts anew
        client.sign_in(town.li)
        assert client.post(f"/supervision/cases/{order.case_id}/order", data={"words": "三天内办"}).status_code == 303
    session.rollback()
    assert sorted(session.exec(select(Order.serial)).all()) == [1, 2]
    assert client.sign_in(town.wang).post(f"/supervision/cases/{order.case_id}/order").status_code == 403


def finish(act: Any, case: Any, session: Session, *, reached: bool, solved: bool = True, outcome: Any = None) -> None:
    act(handling_services.finish, "wang", case, words="好了")
    act(handling_services.verify, "li", case, passed=True)
    [voice] = queries.list_voices(session, case)
    told = {"is_solved": solved, "is_satisfied": solved} if reached else {}
    act(answer_services.call_back, "li", case, voice=voice, is_reached=reached, **told)
    truth = Outcome.SOLVED if solved else Outcome.EXPLAINED
    act(handling_services.close, "li", case, outcome=outcome or truth, words="说清了")


def test_the_rates_speak_only_for_those_reached_and_say_how_many(
    client: HouseClient, session: Session, town: Town, open_case: Open, act: Any
) -> None:
    now = clock.now()
    cases = [open_case(source=Source.RELAY) for _ in range(5)]
    act(answer_services.contact, "wang", cases[0], is_reached=True)
    act(answer_services.contact, "wang", cases[1], is_reached=False)
    finish(act, cases[0], session, reached=True)
    finish(act, cases[1], session, reached=True, solved=False)
    finish(act, cases[2], session, reached=False)
    finish(act, cases[3], session, reached=True)
    finish(act, cases[4], session, reached=True, outcome=Outcome.OUT_OF_REACH)
    act(handling_services.reopen, "li", cases[3], words="又坏了")
    since, until = now.replace(year=now.year - 1), now.replace(year=now.year + 1)
    rates = supervision.rates(session, town.actor("li"), since, until)
    assert (rates.response.part, rates.response.whole) == (1, 5)
    assert (rates.solved.part, rates.solved.whole) == (1, 3)
    assert (rates.reached.part, rates.reached.whole, rates.reached.percent) == (3, 4, 75)
    assert supervision.count_left_out(session, town.actor("li"), since, until) == 1
    client.sign_in(town.li)
    page = client.get("/supervision/rates?period=year").get_data(as_text=True)
    assert "联系上的" in page and "75%" in page
    nothing = supervision.rates(session, town.actor("far_host"), since, until)
    assert nothing.solved.percent is None and nothing.reached.whole == 0
    assert client.sign_in(town.wang).get("/supervision/rates").status_code == 403
