"""The hand-over paper lists what is open, and what is on it changes hands with the third signature."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session, select

from tests.casework.cases.conftest import Open
from tests.conftest import HouseClient
from tests.town import Town
from webapp.casework.cases import handling_services as h
from webapp.casework.cases.models import Act, GridCase
from webapp.casework.cases.rules import Refusal
from webapp.people.accounts.models import Handover

Do = Callable[..., Any]


def test_the_paper_lists_the_givers_open_cases_and_hands_them_on(
    client: HouseClient, session: Session, town: Town, open_case: Open, act: Do
) -> None:
    led, nobodys, ended = open_case(), open_case(words="没人接的一件"), open_case(words="已经不受理的")
    act(h.take, "wang", led)
    act(h.reject, "li", ended, reason=Refusal.UNCLEAR)
    client.sign_in(town.wang)
    page = client.get("/people/handovers").get_data(as_text=True)
    assert f'<option selected value="{town.wang}">' in page and ">请选</option>" in page
    told = {"unit_id": town.grid1, "giver": town.wang, "taker": town.ma, "note": "钥匙在传达室"}
    assert client.post("/people/handovers", data=told).status_code == 303
    paper = session.exec(select(Handover)).one()
    assert paper.open_count == 2 and {line["id"] for line in paper.open_work} == {led.id, nobodys.id}
    page = client.get("/people/handovers").get_data(as_text=True)
    assert "没办完的事 2 件" in page and led.number in page and ended.number not in page
    for name in ("wang", "ma", "li"):
        client.sign_in(town.accounts[name])
        assert client.post(f"/people/handovers/{paper.id}/signature").status_code == 303
    session.rollback()
    assert session.get_one(GridCase, led.id).lead_party_id == town.party("ma")
    assert session.get_one(GridCase, nobodys.id).lead_party_id is None
    assert session.exec(select(Act).where(Act.case_id == led.id, Act.reason == "handover")).one()


def test_what_was_closed_meanwhile_stays_as_it_was(
    client: HouseClient, session: Session, town: Town, open_case: Open, act: Do
) -> None:
    closed = open_case()
    client.sign_in(town.li)
    client.post("/people/handovers", data={"unit_id": town.grid1, "giver": town.wang, "taker": town.ma})
    act(h.reject, "li", closed, reason=Refusal.UNCLEAR)
    paper = session.exec(select(Handover)).one()
    for name in ("wang", "ma", "li"):
        client.sign_in(town.accounts[name])
        client.post(f"/people/handovers/{paper.id}/signature")
    session.rollback()
    assert session.exec(select(Act).where(Act.reason == "handover")).all() == []


def test_nobody_hands_over_to_themselves_or_to_nobody(client: HouseClient, session: Session, town: Town) -> None:
    client.sign_in(town.wang)
    told = {"unit_id": town.grid1, "giver": town.wang, "taker": town.wang}
    same = client.post("/people/handovers", data=told)
    assert same.status_code == 422 and same.get_data(as_text=True).count("不能是同一个") == 2
    assert client.post("/people/handovers", data={**told, "taker": ""}).status_code == 422
    assert session.exec(select(Handover)).all() == []
