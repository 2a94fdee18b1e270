"""The counter over HTTP: what one line means, with and without a person on the page."""

import re

import pytest
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.exchange.loans.ground import MONDAY, Ground, days, ground, on
from tests.town import Town
from webapp.core.data import db, ids
from webapp.exchange.loans import card_services as cards
from webapp.exchange.loans.models import AccessCard, Loan, LoanEnd, Reservation, Suspension
from webapp.exchange.loans.people_queries import Borrower
from webapp.exchange.points.card_rules import card_hash
from webapp.exchange.tools.models import Ticket

CARD = "0012345678"


class Counter:
    """A counter as its person uses it: a line, Enter, the page that follows."""

    def __init__(self, client: HouseClient, account: str) -> None:
        self.client, self.account, self.page, self.status = client, account, "", 200

    def open(self, path: str = "/lending") -> str:
        """Signed in on the day it is."""
        self.client.sign_in(self.account)
        answer = self.client.get(path, follow_redirects=True)
        self.page, self.status = answer.get_data(as_text=True), answer.status_code
        return self.page

    def scan(self, words: str) -> str:
        """Sends the page's own form with every hidden field it holds."""
        form = re.search(r'<form class="stack" id="scan".*?</form>', self.page, re.DOTALL)
        assert form, self.page[:500]
        kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0]))
        answer = self.client.post("/lending/scans", data=kept | {"words": words}, follow_redirects=True)
        self.page, self.status = answer.get_data(as_text=True), answer.status_code
        return self.page


@pytest.fixture
def counter(client: HouseClient, town: Town) -> Counter:
    return Counter(client, town.qian)


def furnished(session: Session, town: Town, *names: str) -> tuple[Ground, Borrower]:
    with db.transaction():
        place = ground(session, town, *names)
        one = place.person(session, name="王桂芳", phone="13800005678")
        cards.bind_swiped(session, place.actor, one, number=CARD)
    return place, one


def loans(session: Session) -> list[Loan]:
    session.rollback()
    session.expire_all()
    return list(session.exec(select(Loan).order_by(Loan.out_at)))


def test_two_scans_out_and_one_back(counter: Counter, session: Session, town: Town) -> None:
    with on(MONDAY):
        place, _ = furnished(session, town)
        counter.open()
        assert "王*芳" in counter.scan(CARD)
        assert "借好了" in counter.scan(place.tool().number)
        assert "6月10日" in counter.page
    with on(MONDAY + days(1)):
        counter.open()
        assert "还好了" in counter.scan(f"https://grid.example/t/{place.tool().number}")
    (loan,) = loans(session)
    assert (loan.end, loan.late_days) == (LoanEnd.BACK, 0)


def test_tool_first_and_card_second_works_as_well(counter: Counter, session: Session, town: Town) -> None:
    place, _ = furnished(session, town)
    counter.open()
    assert "这一件在架上" in counter.scan(place.tool().number)
    assert "借好了" in counter.scan(CARD)
    assert len(loans(session)) == 1


def test_a_reader_that_fires_twice_lends_once_and_takes_nothing_back(
    counter: Counter, session: Session, town: Town
) -> None:
    place, _ = furnished(session, town)
    counter.open()
    counter.scan(CARD)
    counter.scan(place.tool().number)
    assert "借好了" in counter.scan(place.tool().number)
    (loan,) = loans(session)
    assert loan.ended_at is None


def test_the_safety_note_is_read_each_time_and_enter_says_so(counter: Counter, session: Session, town: Town) -> None:
    with on(MONDAY):
        place, _ = furnished(session, town, "电钻")
        counter.open()
        counter.scan(CARD)
        assert "戴护目镜" in counter.scan(place.tool("电钻").number)
        assert loans(session) == []
        assert "借好了" in counter.scan("")
    with on(MONDAY + days(1)):
        counter.open()
        assert "数一数：钻头盒、护目镜" in counter.scan(place.tool("电钻").number)
        (loan,) = loans(session)
        assert loan.checked_at is None
        assert "数一数" not in counter.scan("")
        (loan,) = loans(session)
        assert loan.checked_at is not None
        counter.open()
        counter.scan(CARD)
        assert "戴护目镜" in counter.scan(place.tool("电钻").number)
        assert "借好了" in counter.scan(place.tool("电钻").number), "the same copy again says yes too"


def test_what_somebody_else_has_is_not_taken_back_by_who_wants_it(
    counter: Counter, session: Session, town: Town
) -> None:
    place, _ = furnished(session, town)
    with db.transaction():
        place.lend(session, place.tool(), place.person(session))
    with on(MONDAY + days(1000)):
        counter.open()
        counter.scan(CARD)
        assert "借给了别人" in counter.scan(place.tool().number)
        assert counter.status == 422
    (loan,) = loans(session)
    assert loan.ended_at is None


def test_an_unknown_card_is_bound_in_two_steps_and_kept_as_a_hash_only(
    counter: Counter, session: Session, town: Town
) -> None:
    place, one = furnished(session, town)
    counter.open()
    assert "这张卡还没绑过" in counter.scan("00998877AA")
    page = counter.scan("wgf")
    assert f"/lending/people/{one.id}" in page
    counter.page = counter.client.get(f"/lending/people/{one.id}").get_data(as_text=True)
    assert "是这一位的吗" in counter.page
    assert "扫要借的工具" in counter.scan("00998877AA")
    session.rollback()
    found = session.exec(select(AccessCard.card_hash)).all()
    assert card_hash("00998877aa") in found
    assert not any("998877" in text for text in found)
    counter.open()
    counter.scan("00998877aa")
    assert "借好了" in counter.scan(place.tool().number)


@pytest.mark.parametrize("words", ["wgf", "王桂", "5678", "101"])
def test_without_a_card_by_name_initials_phone_or_room(
    counter: Counter, session: Session, town: Town, words: str
) -> None:
    _, one = furnished(session, town)
    counter.open()
    page = counter.scan(words)
    assert f"/lending/people/{one.id}" in page
    assert "王桂芳" not in page, "masked"


def test_a_lost_card_finds_nobody_while_the_copy_stays_out(counter: Counter, session: Session, town: Town) -> None:
    place, one = furnished(session, town)
    with db.transaction():
        place.lend(session, place.tool(), one)
    card = session.exec(select(AccessCard.id)).one()
    counter.open()
    assert counter.client.post(f"/lending/cards/{card}/loss").status_code == 303
    counter.open()
    assert "这张卡还没绑过" in counter.scan(CARD)
    assert counter.client.post(f"/lending/cards/{card}/loss").status_code == 404
    (loan,) = loans(session)
    assert loan.ended_at is None
    with on(MONDAY + days(1000)):
        counter.open()
        assert "还好了" in counter.scan(place.tool().number)


def test_a_wrong_number_is_said_at_the_line(counter: Counter, session: Session, town: Town) -> None:
    furnished(session, town)
    counter.open()
    assert "没有编号 999999 的工具" in counter.scan("999999")
    assert counter.status == 422
    assert 'aria-invalid="true"' in counter.page


def test_the_box_is_emptied_scan_by_scan(counter: Counter, session: Session, town: Town) -> None:
    with on(MONDAY):
        place, one = furnished(session, town)
        with db.transaction():
            place.lend(session, place.tool(), one)
    with on(MONDAY + days(3)):
        counter.open("/lending?box=1")
        assert "还好了" in counter.scan(place.tool().number)
        assert "正在收归还箱" in counter.page
    (loan,) = loans(session)
    assert (loan.in_box, loan.late_days) == (True, 0)


def test_checking_ticks_accessories_notes_condition_and_opens_a_ticket(
    counter: Counter, session: Session, town: Town
) -> None:
    place, one = furnished(session, town, "电钻")
    with db.transaction():
        loan = place.lend(session, place.tool("电钻"), one, safety_read=True).id
    post = counter.client.sign_in(town.qian).post
    assert post(f"/loans/{loan}/return").status_code == 303
    refused = post(f"/loans/{loan}/check", data={"there": ["钻头盒"], "goes_on": "y"})
    assert refused.status_code == 422
    assert "缺 护目镜。写一句为什么少了也能借。" in refused.get_data(as_text=True)
    told = {"there": ["钻头盒", "护目镜"], "is_broken": "y", "words": "开关不灵"}
    assert post(f"/loans/{loan}/check", data=told).status_code == 303
    session.rollback()
    assert session.exec(select(Ticket.words)).one() == "开关不灵"


def test_a_refusal_to_renew_reserve_or_suspend_is_told_in_words(counter: Counter, session: Session, town: Town) -> None:
    with on(MONDAY):
        place, one = furnished(session, town)
        with db.transaction():
            loan = place.lend(session, place.tool(), one).id
    with on(MONDAY + days(9)):
        post = counter.client.sign_in(town.qian).post
        answer = post(f"/loans/{loan}/renewal")
        assert (answer.status_code, "先还了再借" in answer.get_data(as_text=True)) == (409, True)
        model = place.models["手推车"].id
        answer = post(f"/lending/people/{one.id}/reservations", data={"model_id": model})
        assert (answer.status_code, "7 天前该还" in answer.get_data(as_text=True)) == (422, True)
        answer = post(f"/lending/people/{one.id}/reservations", data={"model_id": ids.new()})
        assert answer.status_code == 422
        assert post(f"/lending/people/{one.id}/suspensions", data={"days": "0"}).status_code == 422
        assert post(f"/lending/people/{one.id}/suspensions", data={"days": "5", "why": "借了转借"}).status_code == 303
    session.rollback()
    stop = session.exec(select(Suspension.id)).one()
    counter.client.sign_in(town.qian)
    assert counter.client.post(f"/lending/suspensions/{stop}/end", data={"why": ""}).status_code == 422
    assert counter.client.post(f"/lending/suspensions/{stop}/end", data={"why": "说清了"}).status_code == 303


def test_the_phone_is_shown_to_who_rings_and_the_history_says_so(
    counter: Counter, session: Session, town: Town
) -> None:
    place, one = furnished(session, town)
    with db.transaction():
        loan = place.lend(session, place.tool(), one).id
    counter.client.sign_in(town.qian)
    assert "13800005678" not in counter.client.get(f"/loans/{loan}").get_data(as_text=True)
    assert "13800005678" in counter.client.post(f"/loans/{loan}/phone").get_data(as_text=True)
    assert "看了借用人电话" in counter.client.sign_in(town.zhou).get("/history").get_data(as_text=True)


def test_only_counter_and_host_lend_and_only_the_host_consents(
    client: HouseClient, session: Session, town: Town
) -> None:
    place, one = furnished(session, town, "曲线锯")
    client.sign_in(town.qian)
    model = place.models["曲线锯"].id
    assert client.post(f"/lending/people/{one.id}/reservations", data={"model_id": model}).status_code == 303
    session.rollback()
    row = session.exec(select(Reservation.id)).one()
    assert client.post(f"/loans/reservations/{row}/approval").status_code == 403
    assert client.sign_in(town.wang).get("/lending").status_code == 403
    assert client.sign_in(town.far_host).post(f"/loans/reservations/{row}/approval").status_code == 404
    assert "同意借" in client.sign_in(town.li).get("/lending").get_data(as_text=True)
    assert client.post(f"/loans/reservations/{row}/approval").status_code == 303
    assert client.post(f"/loans/reservations/{row}/call").status_code == 303
    assert client.post(f"/loans/reservations/{row}/cancellation").status_code == 303
