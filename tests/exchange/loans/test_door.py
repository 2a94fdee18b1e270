"""For everybody: what is free, one copy by its label, and one's own loans by card and code."""

import re
from datetime import date, time

from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.exchange.loans.ground import MONDAY, Ground, days, ground, on
from tests.town import Town
from webapp.core.data import db, ids
from webapp.exchange.loans import card_services as cards
from webapp.exchange.loans.models import AccessCard, Loan, Reservation, ReservationState
from webapp.exchange.loans.people_queries import Borrower
from webapp.exchange.tools.models import Station
from webapp.people.org.models import Unit
from webapp.register.register.models import Entrance

CARD = "0012345678"


def opened(session: Session, town: Town, *names: str) -> tuple[Ground, Borrower, str]:
    with db.transaction():
        place = ground(session, town, *names)
        one = place.person(session, name="王桂芳")
        code = cards.give_code(session, place.actor, cards.bind_swiped(session, place.actor, one, number=CARD))
    return place, one, code


def enter(client: HouseClient, code: str, card: str = CARD) -> int:
    return client.post("/tools/mine", data={"card": card, "code": code}).status_code


def test_anybody_sees_what_is_free_where_and_when_without_signing_in(
    client: HouseClient, session: Session, town: Town
) -> None:
    with on(MONDAY, 11):
        place, one, _ = opened(session, town, "手推车", "轮椅")
        with db.transaction():
            place.lend(session, place.tool("轮椅"), one)
            place.lend(session, place.tool("手推车"), one)
        page = client.get("/tools").get_data(as_text=True)
        assert "便民工具站 有 1 件" in page
        assert "都借出去了，最早 6月15日 周一 还回来" in page
        assert "开着" in page
        assert "王" not in page.split("<main")[1], "never who has it"
        found = client.get("/tools?q=stc").get_data(as_text=True)
        assert "手推车" in found and "轮椅" not in found
    with on(MONDAY, 20):
        assert "现在没开" in client.get("/tools").get_data(as_text=True)


def test_a_label_opens_its_copy_and_an_unknown_one_is_not_found(
    client: HouseClient, session: Session, town: Town
) -> None:
    place, one, _ = opened(session, town, "电钻")
    number = place.tool("电钻").number
    page = client.get(f"/t/{number}").get_data(as_text=True)
    assert "戴护目镜" in page and "可以借" in page
    with db.transaction():
        place.lend(session, place.tool("电钻"), one, safety_read=True)
    assert "现在借不到这一件" in client.get(f"/t/{number}").get_data(as_text=True)
    assert client.get("/t/000000").status_code == 404
    assert client.get("/t/x").status_code == 404


def test_own_loans_open_by_card_and_code_and_a_wrong_one_says_nothing_more(
    client: HouseClient, session: Session, town: Town
) -> None:
    place, one, code = opened(session, town)
    with db.transaction():
        place.lend(session, place.tool(), one)
    wrong = client.post("/tools/mine", data={"card": CARD, "code": "000000" if code != "000000" else "111111"})
    other = client.post("/tools/mine", data={"card": "0099999999", "code": code})
    assert (wrong.status_code, other.status_code) == (422, 422)
    words = "卡号或查询码不对"
    assert words in wrong.get_data(as_text=True) and words in other.get_data(as_text=True)
    assert client.post("/tools/mine", data={"card": "", "code": ""}).status_code == 422
    assert enter(client, code) == 303
    page = client.get("/tools/mine").get_data(as_text=True)
    assert place.tool().number in page and "王*芳" in page


def test_the_code_is_kept_as_a_hash_and_a_new_one_ends_the_old(
    client: HouseClient, session: Session, town: Town
) -> None:
    _, _, code = opened(session, town)
    card = session.exec(select(AccessCard)).one()
    assert code not in (card.code_hash or "")
    answer = client.sign_in(town.qian).post(f"/lending/cards/{card.id}/code").get_data(as_text=True)
    fresh = re.sub(r"\D", "", re.search(r'class="code">([^<]+)<', answer)[1])  # type: ignore[index]
    client.sign_out()
    assert (enter(client, code), enter(client, fresh)) == (422, 303)


def test_guessing_is_slowed_down(client: HouseClient, session: Session, town: Town) -> None:
    _, _, code = opened(session, town)
    wrong = "000000" if code != "000000" else "111111"
    assert [enter(client, wrong) for _ in range(11)] == [422] * 10 + [429]


def test_a_resident_renews_reserves_and_cancels_what_is_theirs_and_nobody_elses(
    client: HouseClient, session: Session, town: Town
) -> None:
    with on(MONDAY):
        place, one, code = opened(session, town, "手推车", "轮椅")
        with db.transaction():
            other = place.person(session)
            mine = place.lend(session, place.tool("手推车"), one).id
            theirs = place.lend(session, place.tool("手推车", 1), other).id
        enter(client, code)
        assert client.post(f"/tools/mine/loans/{mine}/renewal").status_code == 303
        assert client.post(f"/tools/mine/loans/{theirs}/renewal").status_code == 404
        again = client.post(f"/tools/mine/loans/{mine}/renewal")
        assert (again.status_code, "已经续满了" in again.get_data(as_text=True)) == (409, True)
        wheelchair = place.models["轮椅"].id
        assert client.post("/tools/mine/reservations", data={"model_id": wheelchair}).status_code == 303
        assert client.post("/tools/mine/reservations", data={"model_id": wheelchair}).status_code == 303
        assert client.post("/tools/mine/reservations", data={"model_id": ids.new()}).status_code == 404
        assert client.post("/tools/mine/reservations", data={"model_id": "x"}).status_code == 422
        session.rollback()
        row = session.exec(select(Reservation)).one()
        assert client.post(f"/tools/mine/reservations/{row.id}/end").status_code == 303
    session.rollback()
    session.expire_all()
    assert session.get_one(Reservation, row.id).state is ReservationState.CANCELLED
    assert session.get_one(Loan, mine).due_on == MONDAY + days(4)


def test_a_quarter_of_an_hour_later_or_after_leaving_the_page_is_shut(
    client: HouseClient, session: Session, town: Town
) -> None:
    with on(MONDAY, 10):
        place, one, code = opened(session, town)
        with db.transaction():
            loan = place.lend(session, place.tool(), one).id
        enter(client, code)
        assert place.tool().number in client.get("/tools/mine").get_data(as_text=True)
    with on(MONDAY, 11):
        assert place.tool().number not in client.get("/tools/mine").get_data(as_text=True)
        assert client.post(f"/tools/mine/loans/{loan}/renewal").status_code == 401
        enter(client, code)
        assert client.post("/tools/mine/end").status_code == 303
        assert place.tool().number not in client.get("/tools/mine").get_data(as_text=True)


def test_the_street_door_leads_to_its_own_communitys_station(client: HouseClient, session: Session, town: Town) -> None:
    opened(session, town)
    entrance = session.exec(select(Entrance)).first()
    assert entrance is not None
    assert f"/tools?door={entrance.token}" in client.get(f"/door/{entrance.token}").get_data(as_text=True)
    assert 'href="/tools"' in client.get("/who").get_data(as_text=True)


def test_ones_own_community_stands_before_the_others(client: HouseClient, session: Session, town: Town) -> None:
    opened(session, town)
    near = session.exec(select(Entrance)).one()
    with db.transaction() as writing:
        writing.get_one(Unit, town.community).name = "远山社区"  # by name the last one
        writing.add(Station(community_id=town.units["far_community"], name="远处站", venue="一楼", opens=time(9),
                            closes=time(17), opened_on=date(2026, 1, 1)))  # fmt: skip
    door = f"door={near.token}"
    page = client.get(f"/tools?{door}").get_data(as_text=True)
    assert "远山社区" in page and "便民工具站" in page, "one's own is opened at once"
    assert f"/tools?at=all&amp;{door}" in page
    every = client.get(f"/tools?at=all&{door}").get_data(as_text=True)
    names = every.split("您的社区")
    assert len(names) == 2 and "远山社区" in names[0] and f"at={town.units['far_community']}" in names[1]
    assert "便民工具站" in client.sign_in(town.zhao).get("/tools").get_data(as_text=True), "whoever signed in too"
