"""A job from the shop's own words to the public list, by one-time links; and how it leaves again."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.exchange.market.ground import Street, job, link_in, listings, put_up, put_up_offer, shop_link
from tests.lines import lines_about
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.trust import vault
from webapp.exchange.market import link_services, listing_services, queries
from webapp.exchange.market.models import Job, ShopLink
from webapp.exchange.market.rules import LinkPurpose, Sort, Standing, State
from webapp.people.accounts.permissions import Action
from webapp.people.notices.models import Notice
from webapp.register.merchants import services as merchants
from webapp.register.merchants.models import Merchant


def test_a_shop_writes_a_job_itself_and_the_host_puts_it_up(
    client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    link = shop_link(client, town.wang, "/market/desk/links", merchant_id=street.shop, sort="job")
    assert "发一条" in client.get(link).get_data(as_text=True)
    done = client.post(link, data=job(), follow_redirects=True)
    assert done.status_code == 200
    [made] = listings(session)
    assert (made.state, made.merchant_id, made.made_by) == (State.REVIEW, street.shop, None)
    assert session.exec(select(Notice.account_id)).all() == [town.li]
    public = f"/market/c/{town.community}"
    assert "周末收银员" not in client.get(public).get_data(as_text=True)
    client.sign_in(town.li).post(f"/market/desk/listings/{made.id}/publication")
    client.sign_out()
    page = client.get(public).get_data(as_text=True)
    assert "周末收银员" in page and "26" in page and "13800000001" not in page
    assert client.get(f"/market/listings/{made.id}").status_code == 200
    # the link is spent, and the one given with the answer confirms
    following = link_in(done.get_data(as_text=True))
    with time_machine.travel(clock.now() + link_services.AGAIN, tick=False):
        assert "用过了" in client.get(link).get_data(as_text=True)
        assert client.post(link, data=job()).status_code == 410 and len(listings(session)) == 1
        assert client.post(following, data={"act": "confirm"}).status_code == 303


def test_a_second_tap_costs_a_shop_nothing(client: HouseClient, session: Session, town: Town, street: Street) -> None:
    """Without scripts a button can be tapped twice: the second answer is the one that is read."""
    link = shop_link(client, town.wang, "/market/desk/links", merchant_id=street.shop, sort="job")
    first, second = client.post(link, data=job()), client.post(link, data=job(title="再点一次"))
    assert (first.status_code, second.status_code) == (303, 303)
    [made] = listings(session)
    page = client.get(link).get_data(as_text=True)
    assert made.title in page and "社区看过就登出来" in page and link_in(page) != link
    assert link_in(client.get(link).get_data(as_text=True)) == link_in(page), "loaded again it is the same next link"
    following = link_in(page)
    client.sign_in(town.li).post(f"/market/desk/listings/{made.id}/publication")
    client.sign_out()
    assert client.post(following, data={"act": "fill"}).status_code == 303
    page = client.get(following).get_data(as_text=True)
    assert "撤下了" in page and "下次确认" not in page
    assert "下次确认" not in client.get(link).get_data(as_text=True), "a used next link is not offered again"


def test_where_there_is_no_shop_one_is_added_first(client: HouseClient, town: Town) -> None:
    page = client.sign_in(town.wang).get("/market/desk/new?sort=job").get_data(as_text=True)
    assert "先添上这家店" in page and 'name="merchant_id"' not in page
    assert 'href="/merchants/new"' in page and client.get("/merchants/new").status_code == 200


def test_a_worker_writes_it_down_and_the_shop_confirms(
    client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    client.sign_in(town.wang)
    assert client.get(f"/market/desk/new?merchant={street.shop}").status_code == 200
    data = job(merchant_id=street.shop, id="01900000-0000-7000-8000-00000000aaaa")
    assert client.post("/market/desk/listings", data=data).status_code == 303
    assert client.post("/market/desk/listings", data=data).status_code == 303
    [made] = listings(session)
    assert made.state is State.DRAFT
    link = shop_link(client, town.wang, f"/market/desk/listings/{made.id}/link")
    newer = shop_link(client, town.wang, f"/market/desk/listings/{made.id}/link")
    assert client.post(link, data=job()).status_code == 410, "a new link ends the old one"
    assert client.post(newer, data=job(title="周末收银")).status_code == 303
    [made] = listings(session)
    assert (made.state, made.title) == (State.REVIEW, "周末收银")


def test_unlawful_words_are_shown_where_they_stand_and_may_be_explained(
    client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    link = shop_link(client, town.wang, "/market/desk/links", merchant_id=street.shop)
    refused = client.post(link, data=job(words="限女，会收银"))
    assert refused.status_code == 422
    page = refused.get_data(as_text=True)
    assert "<mark>限女<small>不能挑男女</small></mark>" in page and "会收银" in page
    assert listings(session) == [] and client.get(link).status_code == 200
    assert client.post(link, data=job(words="15岁以上就行", insists="是学徒")).status_code == 422
    assert client.post(link, data=job(words="限女，会收银", insists="是女浴室")).status_code == 303
    [made] = listings(session)
    client.sign_in(town.li)
    assert "<mark>限女" in client.get(f"/market/desk/listings/{made.id}").get_data(as_text=True)
    assert client.post(f"/market/desk/listings/{made.id}/publication").status_code == 422
    assert client.post(f"/market/desk/listings/{made.id}/publication", data={"why": "女浴室搓澡工"}).status_code == 303
    assert listings(session)[0].state is State.PUBLISHED


def test_pay_below_the_minimum_of_the_day_is_refused_at_the_field(
    client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    link = shop_link(client, town.wang, "/market/desk/links", merchant_id=street.shop)
    page = client.post(link, data=job(pay="24"))
    assert page.status_code == 422 and "每小时至少 24.4 元" in page.get_data(as_text=True)
    assert client.post(link, data=job(pay="一百")).status_code == 422
    with_floor = {"valid_from": clock.today().isoformat(), "hour": "27", "month": "2500", "document": "新标准"}
    assert client.sign_in(town.he).post("/market/wage-floors", data=with_floor).status_code == 303
    assert client.post("/market/wage-floors", data=with_floor).status_code == 422
    assert client.post("/market/wage-floors", data={**with_floor, "hour": "x"}).status_code == 422
    client.sign_out()
    assert "27" in client.post(link, data=job(pay="26")).get_data(as_text=True)
    assert listings(session) == []


def test_what_is_missing_is_said_in_one_place(client: HouseClient, town: Town, street: Street) -> None:
    """The shop and what it looks for are two forms in one page: their refusals stand in one summary."""
    client.sign_in(town.wang)
    page = client.post("/market/desk/listings", data={"sort": "job"}).get_data(as_text=True)
    assert page.count('class="errs" role="alert" tabindex="-1" data-focus') == 1
    assert re.search(r'href="#merchant_id">哪家店：.*href="#title">招做什么的：', page, re.S)


def test_everything_that_is_wrong_is_told_at_once(
    client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    link = shop_link(client, town.wang, "/market/desk/links", merchant_id=street.shop)
    page = client.post(link, data=job(title="", words="限女，15岁以上就行", pay="20")).get_data(as_text=True)
    for sentence in ("这一项要填", "不满 16 周岁不能招", "不能挑男女", "每小时至少 24.4 元", "标出来的为什么不是条件"):
        assert sentence in page
    client.sign_in(town.wang)
    given = job(title="", words="限女", pay="20") | {"merchant_id": street.shop, "sort": "job"}
    page = client.post("/market/desk/listings", data=given).get_data(as_text=True)
    assert all(words in page for words in ("这一项要填", "不能挑男女", "每小时至少 24.4 元"))
    assert listings(session) == []


def test_the_host_sends_it_back_with_words_and_the_shop_mends_it(
    client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    link = shop_link(client, town.wang, "/market/desk/links", merchant_id=street.shop)
    following = link_in(client.post(link, data=job(), follow_redirects=True).get_data(as_text=True))
    [made] = listings(session)
    client.sign_in(town.li)
    assert client.post(f"/market/desk/listings/{made.id}/return", data={"words": ""}).status_code == 422
    assert client.post(f"/market/desk/listings/{made.id}/return", data={"words": "写清几点到几点"}).status_code == 303
    client.sign_out()
    assert "写清几点到几点" in client.get(following).get_data(as_text=True)
    assert client.post(following, data=job(words="九点到一点收银")).status_code == 303
    assert listings(session)[0].state is State.REVIEW


def test_it_rests_after_a_week_comes_back_when_confirmed_and_ends_after_thirty_days(
    client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    with db.transaction() as writing:
        made = put_up(writing, town, street.shop)
    public = f"/market/c/{town.community}"
    with time_machine.travel(clock.now() + timedelta(days=8), tick=False):
        assert "周末收银员" not in client.get(public).get_data(as_text=True)
        assert client.get(f"/market/listings/{made.id}").status_code == 200, "its page says that it rests"
        link = shop_link(client, town.wang, f"/market/desk/listings/{made.id}/link")
        assert client.post(link, data={"act": ""}).status_code == 422
        assert client.post(link, data={"act": "confirm"}).status_code == 303
        assert "周末收银员" in client.get(public).get_data(as_text=True)
    with time_machine.travel(clock.now() + timedelta(days=31), tick=False):
        assert "周末收银员" not in client.get(public).get_data(as_text=True)
        card = queries.card_of(session, made.id, clock.today())
        assert card.standing is Standing.EXPIRED
        with pytest.raises(listing_services.NotNow), db.transaction() as writing:
            listing_services.confirm(writing, None, card.listing)


def test_what_ended_goes_up_again_by_the_shops_word_and_the_hosts_eyes(
    client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    with db.transaction() as writing:
        made, other = put_up(writing, town, street.shop), put_up(writing, town, street.shop, title="送货")
    renewal = f"/market/desk/listings/{made.id}/renewal"
    client.sign_in(town.wang)
    assert client.post(renewal).status_code == 409, "it is still up"
    with time_machine.travel(clock.now() + timedelta(days=31), tick=False):
        desk = client.sign_in(town.wang).get("/market/desk").get_data(as_text=True)
        count = '{} <span class="num mut">{}</span>'
        assert count.format("登着的", 0) in desk and count.format("到期、撤下的", 2) in desk
        assert "再登一次" in client.get(f"/market/desk/listings/{made.id}").get_data(as_text=True)
        assert client.sign_in(town.ma).post(renewal).status_code == 404, "another grid's"
        client.sign_in(town.wang)
        for _ in range(2):
            assert client.post(renewal).status_code == 303, "a second tap finds the draft"
        link = shop_link(client, town.wang, f"/market/desk/listings/{made.id}/link")
        assert client.post(link, data=job()).status_code == 303
        client.sign_in(town.li)
        assert client.post(f"/market/desk/listings/{made.id}/publication").status_code == 303
        session.expire_all()
        card = queries.card_of(session, made.id, clock.today())
        assert card.is_live and card.listing.ends_on == clock.today() + timedelta(days=30)
        assert [one.verb for one in lines_about(session, made.id)].count("renew_listing") == 1
        with pytest.raises(listing_services.NotNow), db.transaction() as writing:
            gone = queries.card_of(writing, other.id, clock.today())
            listing_services.take_down(writing, None, gone.listing, words="错了")
            listing_services.renew(writing, None, queries.card_of(writing, other.id, clock.today()))


def test_a_closed_shop_takes_everything_down_by_itself(
    client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    with db.transaction() as writing:
        made, offer = put_up(writing, town, street.shop), put_up_offer(writing, town, street.shop)
    link = shop_link(client, town.wang, f"/market/desk/listings/{made.id}/link")
    with db.transaction() as writing:
        shop = writing.get_one(Merchant, street.shop)
        merchants.close_merchant(writing, town.actor("wang", Action.CHANGE_REGISTER), shop, on=clock.today())
    assert queries.list_live(session, town.community, Sort.JOB, clock.today()) == []
    assert queries.list_live(session, town.community, Sort.OFFER, clock.today()) == []
    assert queries.card_of(session, offer.id, clock.today()).standing is Standing.SHOP_GONE
    assert client.post(link, data={"act": "confirm"}).status_code == 409


def test_pausing_filling_and_taking_down(client: HouseClient, session: Session, town: Town, street: Street) -> None:
    with db.transaction() as writing:
        made = put_up(writing, town, street.shop)
    link = shop_link(client, town.wang, f"/market/desk/listings/{made.id}/link")
    following = link_in(client.post(link, data={"act": "pause"}, follow_redirects=True).get_data(as_text=True))
    assert listings(session)[0].state is State.PAUSED
    assert client.post(following, data={"act": "confirm"}).status_code == 303
    assert listings(session)[0].state is State.PUBLISHED
    client.sign_in(town.li)
    assert client.post(f"/market/desk/listings/{made.id}/removal", data={"words": " "}).status_code == 422
    assert client.post(f"/market/desk/listings/{made.id}/removal", data={"words": "店家说不招了"}).status_code == 303
    assert client.post(f"/market/desk/listings/{made.id}/removal", data={"words": "再来"}).status_code == 409
    assert listings(session)[0].state is State.TAKEN_DOWN


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"), ({"words": ""}, "words"), ({"pay": ""}, "pay"), ({"unit": "piece"}, "unit"),
        ({"hours": "13"}, "hours"), ({"head_count": "0"}, "head_count"), ({"slots": []}, "slots"),
        ({"slots": ["teatime"]}, "slots"), ({"skills": ["flying"]}, "skills"),
    ],
)  # fmt: skip
def test_bad_input_is_told_at_the_field_and_nothing_is_lost(
    client: HouseClient, session: Session, town: Town, street: Street, wrong: dict, field: str
) -> None:
    link = shop_link(client, town.wang, "/market/desk/links", merchant_id=street.shop)
    answer = client.post(link, data=job(**wrong))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and f'href="#{field}' in page
    assert listings(session) == [] and client.get(link).status_code == 200


def test_an_offer_has_its_own_last_day(client: HouseClient, session: Session, town: Town, street: Street) -> None:
    link = shop_link(client, town.wang, "/market/desk/links", merchant_id=street.shop)
    day = (clock.today() + timedelta(days=3)).isoformat()
    offer = {"sort": "offer", "title": "理发八折", "before": "30", "after": "35", "valid_to": day}
    assert client.get(f"{link}?sort=offer").status_code == 200
    assert client.post(link, data=offer).status_code == 422, "dearer than usual"
    assert client.post(link, data={**offer, "after": "24", "valid_to": "2020-01-01"}).status_code == 422
    assert client.post(link, data={**offer, "after": "24"}).status_code == 303
    [made] = listings(session)
    client.sign_in(town.li).post(f"/market/desk/listings/{made.id}/publication")
    assert "理发八折" in client.get(f"/market/c/{town.community}").get_data(as_text=True)
    with time_machine.travel(clock.now() + timedelta(days=4), tick=False):
        assert "理发八折" not in client.get(f"/market/c/{town.community}").get_data(as_text=True)


def test_links_and_listings_of_others_are_not_there(
    client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    with db.transaction() as writing:
        made = put_up(writing, town, street.shop)
    assert client.get("/market/shop/nosuchtoken").status_code == 404
    assert client.post("/market/shop/nosuchtoken").status_code == 404
    assert client.get("/market/listings/01900000-0000-7000-8000-00000000dead").status_code == 404
    assert client.get(f"/market/c/{town.grid1}").status_code == 404
    client.sign_in(town.stranger)
    assert client.get(f"/market/desk/listings/{made.id}").status_code == 404
    assert client.post(f"/market/desk/listings/{made.id}/link").status_code == 404
    assert client.post("/market/desk/links", data={"merchant_id": street.shop}).status_code == 422
    assert client.sign_in(town.wang).post(f"/market/desk/listings/{made.id}/publication").status_code == 403
    assert client.sign_in(town.zhao).get("/market/desk").status_code == 403
    assert len(session.exec(select(ShopLink)).all()) == 0


def test_a_draft_is_nobodys_to_see(client: HouseClient, session: Session, town: Town, street: Street) -> None:
    client.sign_in(town.wang).post("/market/desk/listings", data=job(merchant_id=street.shop))
    [made] = listings(session)
    assert client.sign_out().get(f"/market/listings/{made.id}").status_code == 404
    told = {"kind": "other", "words": "不对"}
    assert client.post(f"/market/listings/{made.id}/complaint", data=told).status_code == 404
    assert client.sign_in(town.wang).get(f"/market/desk/listings/{made.id}/text").status_code == 200
    changed = client.post(f"/market/desk/listings/{made.id}/text", data=job(head_count="3"))
    assert changed.status_code == 303
    session.rollback()
    assert session.exec(select(Job.head_count)).all() == [3]


def test_the_stairwell_sheet_shows_what_anybody_may_read(
    client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    with db.transaction() as writing:
        put_up(writing, town, street.shop)
        put_up_offer(writing, town, street.shop)
    client.sign_in(town.wang)
    page = client.get("/market/desk/sheet").get_data(as_text=True)
    assert "周末收银员" in page and "理发八折" in page and "<svg" in page and "13800000001" not in page
    paper = client.get("/market/desk/sheet.pdf")
    assert paper.data.startswith(b"%PDF")


def test_a_link_made_twice_at_once_works_once(session: Session, town: Town, street: Street) -> None:
    with db.transaction() as writing:
        made = put_up(writing, town, street.shop)
        shop = writing.get_one(Merchant, street.shop)
        token = link_services.make_link(writing, None, shop, purpose=LinkPurpose.CONFIRM, listing=made)
    link = queries.link_by_hash(session, vault.hashed(token))
    with db.transaction() as writing:
        link_services.spend(writing, link)
    with pytest.raises(link_services.LinkSpent), db.transaction() as writing:
        link_services.spend(writing, link)
