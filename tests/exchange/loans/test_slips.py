"""Slips of a counter without a network: carried out as of their time, and refused in words where the books say no."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from tests.centre.sync.test_records import HERE
from tests.conftest import HouseClient
from tests.exchange.loans.ground import ground
from tests.town import Town
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.exchange.loans import card_services as cards
from webapp.exchange.loans.models import Loan


def slip(number: str, deed: str = "lend", at: datetime | None = None, **fields: str) -> dict[str, Any]:
    told = {"number": [number], "deed": [deed]} | {name: [value] for name, value in fields.items()}
    return {
        "id": ids.new(), "kind": "tool_slip", "version": 1, "fields": told,
        "captured_at": (at or clock.now()).isoformat(),
    }  # fmt: skip


def send(client: HouseClient, *records: dict[str, Any]) -> list[dict[str, Any]]:
    return client.post("/sync", json={"records": list(records)}, token=False, headers=HERE).get_json()["results"]


def test_out_and_back_without_a_network_as_of_their_time(client: HouseClient, session: Session, town: Town) -> None:
    with db.transaction():
        place = ground(session, town)
        one = place.person(session)
        cards.bind_swiped(session, place.actor, one, number="00998877AA")
    number, began = place.tool().number, clock.now() - timedelta(days=1)
    out = slip(number, who="00998877aa", at=began)
    back = slip(number, "back", is_whole="y", at=began + timedelta(hours=2))
    client.sign_in(town.qian)
    for _ in range(2):
        assert [one["state"] for one in send(client, out, back)] == ["receipt", "receipt"]
    session.rollback()
    [loan] = session.exec(select(Loan))
    assert (loan.id, loan.resident_id, loan.late_days) == (out["id"], one.id, 0)
    assert clock.local(loan.out_at).date() == clock.local(began).date()
    assert loan.ended_at is not None and loan.ended_at - loan.out_at == timedelta(hours=2)
    assert loan.checked_at is not None


def test_what_the_books_say_otherwise_is_told_at_the_field(client: HouseClient, session: Session, town: Town) -> None:
    with db.transaction():
        place = ground(session, town, "手推车", "电钻")
        one, other = place.people(session, 2)
        place.lend(session, place.tool(), one)
        cards.bind_swiped(session, place.actor, other, number="00998877AA")
    cart, drill = place.tool().number, place.tool("电钻").number
    client.sign_in(town.qian)
    told = (
        (slip(cart, who="00998877aa"), "refused", "number"), (slip(drill, who="00998877aa"), "refused", "safety_read"),
        (slip("999999", "back"), "refused", "number"), (slip(drill, "back"), "refused", "number"),
        (slip(drill, who="没这个人"), "refused", "who"), (slip(drill), "invalid", ""),
    )  # fmt: skip
    answers = send(client, *(record for record, *_ in told))
    assert [(one["state"], one.get("field") or "") for one in answers] == [(state, field) for _, state, field in told]
    assert "没网时借出的" in answers[0]["message"] and "下一个" in answers[0]["message"]
    session.rollback()
    assert len(session.exec(select(Loan)).all()) == 1


def test_a_slip_is_the_counters_own(client: HouseClient, session: Session, town: Town) -> None:
    with db.transaction():
        place = ground(session, town)
    for who in (town.wang, town.far_host):
        client.sign_in(who)
        assert send(client, slip(place.tool().number, "back"))[0]["state"] == "refused"
    assert session.exec(select(Loan)).all() == []
