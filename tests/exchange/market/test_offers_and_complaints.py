"""Offers to who asked for them, two a week; complaints that become cases, two of which stop a shop; the figures."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.exchange.market.ground import Street, card, look, put_up, put_up_offer, shop_link, wishes
from tests.town import Town
from webapp.casework.cases.models import GridCase, Urgency
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.exchange.market import (
    complaint_services,
    figure_queries,
    link_services,
    match_services,
    push_services,
    queries,
    reminder_services,
    seeker_queries,
)
from webapp.exchange.market.complaint_services import Told
from webapp.exchange.market.models import Push, ShopComplaint, Suspension
from webapp.exchange.market.rules import ComplaintKind, LinkPurpose, Standing, week_of
from webapp.people.accounts.permissions import Action
from webapp.people.notices.models import Notice
from webapp.register.merchants.models import Merchant


def pushes(session: Session) -> list[Push]:
    session.rollback()
    session.expire_all()
    return list(session.exec(select(Push).order_by(Push.made_at)))


def test_an_offer_reaches_only_who_asked_and_two_a_week_at_most(
    app: Flask, client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    with db.transaction() as writing:
        reader = look(writing, town, street.home, offers=True)
        look(writing, town, street.home, who="王先生")
        for title in ("理发八折", "豆浆套餐", "换电池"):
            put_up_offer(writing, town, street.shop, title)
    assert [push.seeker_id for push in pushes(session)] == [reader.id, reader.id]
    own = f"/market/me/{link_services.own_token(reader)}"
    page = client.get(own).get_data(as_text=True)
    assert "理发八折" in page and "豆浆套餐" in page and "换电池" not in page and "不再推荐" in page
    with db.transaction() as writing:
        assert push_services.push(writing, town.community) == 0, "no place left this week"
    with time_machine.travel(clock.now() + timedelta(days=7), tick=False), db.transaction() as writing:
        assert push_services.push(writing, town.community) == 1
        assert push_services.push(writing, town.community) == 0
    assert client.post(f"{own}/withdrawal/offers").status_code == 303
    assert push_services.communities(session) == []


def test_an_offer_past_its_last_day_says_so(
    client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    with db.transaction() as writing:
        made = put_up_offer(writing, town, street.shop, days=3)
    with time_machine.travel(clock.now() + timedelta(days=4), tick=False):
        assert "优惠过了日子" in client.get(f"/market/listings/{made.id}").get_data(as_text=True)
        client.sign_in(town.wang)
        assert "优惠过了日子" in client.get("/market/desk").get_data(as_text=True)
    with time_machine.travel(clock.now() + timedelta(days=10), tick=False):  # not "resting": to confirm it helps nobody
        client.sign_in(town.wang)
        page = client.get(f"/market/desk/listings/{made.id}").get_data(as_text=True)
        assert "优惠过了日子" in page and "请店里再确认" not in page
        with db.transaction() as writing:
            shop = writing.get_one(Merchant, street.shop)
            token = link_services.make_link(writing, None, shop, purpose=LinkPurpose.CONFIRM, listing=made)
        link, told = f"/market/shop/{token}", {"title": "理发八折", "sort": "offer"}
        assert "优惠过了日子" in client.get(link).get_data(as_text=True), "its shop may say another day by its link"
        for wrong in (clock.today() - timedelta(days=1), clock.today() + timedelta(days=400)):
            assert client.post(link, data={**told, "valid_to": wrong}).status_code == 422, wrong
        assert client.post(link, data={**told, "valid_to": clock.today() + timedelta(days=9)}).status_code == 303
        session.expire_all()
        assert queries.card_of(session, made.id, clock.today()).standing is Standing.REVIEW


def test_the_cap_is_held_by_the_database(session: Session, town: Town, street: Street) -> None:
    with db.transaction() as writing:
        reader = look(writing, town, street.home, offers=True)
        offer = put_up_offer(writing, town, street.shop)
        job = put_up(writing, town, street.shop)
    row = {
        "community_id": town.community, "listing_id": job.id, "seeker_id": reader.id, "week": week_of(clock.today()),
        "made_at": clock.now(),
    }  # fmt: skip
    for place in (1, 3):
        with pytest.raises(IntegrityError), db.transaction() as writing:
            writing.add(Push(id=ids.new(), place=place, **row))
    assert [push.listing_id for push in pushes(session)] == [offer.id]


def test_whoever_signed_in_hears_of_it_as_a_notice(
    client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    only = {"agree_offers": "y", "agree_work": "", "slots": []}
    client.sign_in(town.zhao).post(f"/market/c/{town.community}/join", data=wishes(**only))
    with db.transaction() as writing:
        put_up_offer(writing, town, street.shop)
    session.rollback()
    assert "/market/mine" in session.exec(select(Notice.url).where(Notice.account_id == town.zhao)).all()


def test_a_complaint_becomes_a_case_and_two_that_were_true_stop_the_shop(
    client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    with db.transaction() as writing:
        made, other = put_up(writing, town, street.shop), put_up(writing, town, street.shop, title="周日理货")
    url = f"/market/listings/{made.id}/complaint"
    assert client.post(url, data={"kind": "unpaid", "words": ""}).status_code == 422
    assert client.post(url, data={"kind": "rude", "words": "x"}).status_code == 422
    answer = client.post(url, data={"kind": "unpaid", "words": "干了两周没给钱", "phone": "13900000009"})
    assert answer.status_code == 303 and "/progress/" in answer.headers["Location"]
    assert client.get(answer.headers["Location"]).status_code == 200
    case = session.exec(select(GridCase)).one()
    assert (case.urgency, case.category_code, case.words) == (Urgency.URGENT, "JOBS", "干了两周没给钱")
    client.post(url, data={"kind": "other", "words": "说是四小时，干了八小时"})
    session.rollback()
    first, second = session.exec(select(ShopComplaint.id).order_by(ShopComplaint.made_at)).all()
    assert client.sign_in(town.wang).get(f"/market/desk/complaints/{first}").status_code == 403
    assert client.sign_in(town.far_host).get(f"/market/desk/complaints/{first}").status_code == 404
    client.sign_in(town.li)
    decide = f"/market/desk/complaints/{first}/decision"
    assert client.post(decide, data={"verdict": "upheld", "note": ""}).status_code == 422
    assert client.post(decide, data={"verdict": "upheld", "note": "核对了考勤"}).status_code == 303
    assert client.post(decide, data={"verdict": "not", "note": "再改"}).status_code == 409
    public = f"/market/c/{town.community}"
    assert "周日理货" in client.get(public).get_data(as_text=True)
    client.post(f"/market/desk/complaints/{second}/decision", data={"verdict": "upheld", "note": "属实"})
    assert "周日理货" not in client.get(public).get_data(as_text=True)
    page = client.get(f"/market/desk/complaints/{second}").get_data(as_text=True)
    assert "已暂停使用微平台" in page
    assert client.post(f"/market/desk/listings/{other.id}/link").status_code == 409
    readmit = f"/market/desk/shops/{street.shop}/readmission"
    assert client.post(readmit, data={"words": ""}).status_code == 422
    assert client.post(readmit, data={"words": "补发了工钱"}).status_code == 303
    assert client.post(readmit, data={"words": "再来一次"}).status_code == 409
    assert "周日理货" in client.get(public).get_data(as_text=True)
    session.rollback()
    assert len(session.exec(select(Suspension)).all()) == 1


def test_what_was_not_true_counts_for_nothing_and_after_readmission_it_counts_anew(
    session: Session, town: Town, street: Street
) -> None:
    li = town.actor("li", Action.REVIEW_MARKET)
    with db.transaction() as writing:
        listing = card(writing, put_up(writing, town, street.shop))
        told = Told(ComplaintKind.FALSE_OFFER, "没有这个价")
        for _ in range(5):
            complaint_services.complain(writing, listing, told)
    rows = session.exec(select(ShopComplaint).order_by(ShopComplaint.made_at, ShopComplaint.id)).all()
    with db.transaction() as writing:
        verdicts = [True, False, True]
        stopped = [
            complaint_services.decide(writing, li, row, is_upheld=verdict, note="查过")
            for row, verdict in zip(rows, verdicts, strict=False)
        ]
        assert stopped == [False, False, True]
        complaint_services.lift(writing, li, street.shop, words="改好了")
    with db.transaction() as writing:
        assert not complaint_services.decide(writing, li, rows[3], is_upheld=True, note="查过")
        assert complaint_services.decide(writing, li, rows[4], is_upheld=True, note="查过")


def test_the_supervisor_sees_numbers_of_the_own_communities_and_no_names(
    client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    with db.transaction() as writing:
        put_up(writing, town, street.shop, people=3)
        put_up_offer(writing, town, street.shop)
        look(writing, town, street.home)
    row = figure_queries.figures(session, town.actor("chen", Action.WATCH_MARKET), clock.today())[0]
    assert (row.name, row.vacancies, row.offers, row.seekers, row.pairs) == ("冬梅轩社区", 3, 1, 1, 0)
    assert figure_queries.figures(session, town.actor("far_host", Action.WATCH_MARKET), clock.today()) == []
    page = client.sign_in(town.chen).get("/market/figures").get_data(as_text=True)
    assert "冬梅轩社区" in page and "刘女士" not in page
    assert client.sign_in(town.zhou).get("/market/figures").status_code == 403


def test_the_public_pages_lead_to_it(client: HouseClient, session: Session, town: Town, street: Street) -> None:
    from webapp.register.register.models import Entrance

    token = session.exec(select(Entrance.token)).first()
    assert f"/market/c/{town.community}" in client.get(f"/door/{token}").get_data(as_text=True)
    assert client.get("/market").status_code == 200
    shop_link(client, town.wang, "/market/desk/links", merchant_id=street.shop)
    assert "seekers" in client.sign_in(town.wang).get("/me").get_data(as_text=True)
    assert seeker_queries.list_seekers(session, town.actor("stranger", Action.MATCH_WORK)) == []


def test_whoever_is_on_duty_is_reminded_once(session: Session, town: Town, street: Street) -> None:
    with db.transaction() as writing:
        made, seeker = put_up(writing, town, street.shop, people=2), look(writing, town, street.home)
        match = match_services.propose(writing, None, card(writing, made), seeker)
        match_services.seeker_answers(writing, None, match, wants=True)
        match_services.shop_answers(writing, match, wants=True)
        match_services.start(writing, town.actor("wang", Action.MATCH_WORK), match, on=clock.today())
    for days, told in ((6, 0), (7, 1), (30, 1), (90, 1)):
        with db.transaction() as writing:
            assert reminder_services.remind(writing, clock.today() + timedelta(days=days)) == told
            assert reminder_services.remind(writing, clock.today() + timedelta(days=days)) == 0
    session.rollback()
    said = session.exec(select(Notice.url).where(Notice.account_id == town.wang)).all()
    assert f"/market/desk/listings/{made.id}" in said and f"/market/desk/seekers/{seeker.id}" in said
