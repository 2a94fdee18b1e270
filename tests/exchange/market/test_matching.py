"""Looking for work, being matched with reasons, both saying yes, starting, and being asked after it."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.exchange.market.ground import (
    PHONE,
    SHOP_PHONE,
    Street,
    card,
    look,
    matches,
    put_up,
    seekers,
    shop_link,
    wishes,
)
from tests.register.register import homes
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.exchange.market import (
    figure_queries,
    link_services,
    match_services,
    queries,
    rules,
    seeker_queries,
    seeker_services,
)
from webapp.exchange.market.models import Consent, Match, Placement, PlacementCheck, Seeker
from webapp.exchange.market.rules import Channel, Purpose, State
from webapp.people.accounts.permissions import Action


def mine(app: Flask, seeker: Seeker) -> str:
    return f"/market/me/{link_services.own_token(seeker)}"


def test_a_resident_asks_without_an_account_and_gets_a_page_of_their_own(
    app: Flask, client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    with db.transaction() as writing:
        made = put_up(writing, town, street.shop)
    form = f"/market/c/{town.community}/join"
    assert "随时能撤回" in client.get(form).get_data(as_text=True)
    answer = client.post(form, data=wishes(building_id=street.building, agree_offers="y"))
    assert answer.status_code == 303
    [seeker] = seekers(session)
    assert (seeker.name, seeker.phone, seeker.grid_id, seeker.household_id) == ("刘女士", PHONE, town.grid1, None)
    consents = session.exec(select(Consent).order_by(Consent.purpose)).all()
    assert [(one.version, one.channel, one.witness_id) for one in consents] == [
        ("offers-1", Channel.SELF, None), ("work-1", Channel.SELF, None),
    ]  # fmt: skip
    page = client.get(answer.headers["Location"])
    assert page.headers["X-Robots-Tag"] == "noindex"
    text = page.get_data(as_text=True)
    assert "周末收银员" in text and "时间对得上：周末上午、周末下午" in text and SHOP_PHONE not in text
    own = mine(app, seeker)
    assert client.post(f"{own}/answers/{made.id}", data={"says": "maybe"}).status_code == 422
    assert client.post(f"{own}/answers/{made.id}", data={"says": "yes"}).status_code == 303
    assert client.post(f"{own}/answers/{made.id}", data={"says": "yes"}).status_code == 303
    [match] = matches(session)
    assert (match.seeker_says, match.shop_says, match.disclosed_at) == (True, None, None)
    assert match.reasons[0]["sentence"] == "时间对得上：%(words)s"


def test_ones_building_is_found_where_its_compound_is(session: Session, town: Town, street: Street) -> None:
    """A community has several compounds, each with its own 1号楼: one compound after the other, not all the 1号楼."""
    with db.transaction() as writing:
        for estate in ("秋棠轩", "夏荷轩"):
            for place, name in ((2, "2号楼"), (1, "1号楼")):
                built = homes.build(writing, town, name=f"{estate}{name}")
                built.estate, built.name, built.position = estate, name, place
    names = [name for _, name in queries.buildings_of(session, town.community)]
    estates = [name[:3] for name in names]
    assert len(names) == 5 and len(set(estates)) == 3
    assert [one for n, one in enumerate(estates) if one != estates[n - 1]] == list(dict.fromkeys(estates))
    assert all(names.index(f"{one}1号楼") < names.index(f"{one}2号楼") for one in ("秋棠轩", "夏荷轩"))


def test_ones_own_page_leads_back_to_the_door_also_when_it_was_kept_for_later(
    app: Flask, client: HouseClient, town: Town, street: Street
) -> None:
    """The address that is copied names the door, and so does every way on from there."""
    with app.app_context(), db.transaction() as writing:
        made = put_up(writing, town, street.shop).id
    answer = client.post(f"/market/c/{town.community}/join?door=aDoor", data=wishes())
    page = client.get(answer.headers["Location"]).get_data(as_text=True)
    [kept] = re.findall(r'data-copy="([^"]+)"', page)
    again = client.get(kept.split("localhost", 1)[-1]).get_data(as_text=True)
    assert 'href="/door/aDoor"' in again
    ways = re.findall(r'(?:href|action)="(/market/[^"]+)"', again)
    assert f"/market/listings/{made}?door=aDoor" in ways and len(ways) >= 5
    assert [way for way in ways if "door=aDoor" not in way] == []
    [path] = {way.split("?")[0] for way in ways if "/answers/" in way}
    assert client.post(f"{path}?door=aDoor", data={"says": "yes"}).headers["Location"].endswith("?door=aDoor")
    own = path.split("/answers/")[0]
    gone = client.post(f"{own}/withdrawal/work?door=aDoor").get_data(as_text=True)
    assert f"/market/c/{town.community}?door=aDoor" in gone


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"agree_work": ""}, "两样至少同意一样"), ({"is_16": ""}, "不满 16 周岁"), ({"name": ""}, "称呼和电话"),
        ({"phone": ""}, "称呼和电话"), ({"phone": "123"}, "11 位手机号"), ({"slots": []}, "什么时候有空"),
        ({"wish": "很多"}, "单位是元"), ({"work_version": "work-9"}, "同意书换了新的"),
        ({"reach": "moon"}, "给出的选项"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_and_nothing_is_kept(
    client: HouseClient, session: Session, town: Town, street: Street, wrong: dict, words: str
) -> None:
    answer = client.post(f"/market/c/{town.community}/join", data=wishes(**wrong))
    assert answer.status_code == 422 and words in answer.get_data(as_text=True)
    assert seekers(session) == []


def test_at_the_door_the_worker_enters_it_with_the_consent_read_aloud(
    client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    client.sign_in(town.wang)
    assert f"household={street.home}" in client.get(f"/register/households/{street.home}").get_data(as_text=True)
    assert f"household={street.home}" in client.get(f"/doors/{street.home}").get_data(as_text=True)
    assert client.get(f"/market/desk/seekers/new?household={street.home}").status_code == 200
    data = wishes(household_id=street.home, id="01900000-0000-7000-8000-00000000bbbb")
    assert client.post("/market/desk/seekers", data=data).status_code == 303
    assert client.post("/market/desk/seekers", data=data).status_code == 303, "a repeat is the same row"
    [seeker] = seekers(session)
    consent = session.exec(select(Consent)).one()
    assert (consent.channel, consent.witness_id, consent.version) == (Channel.WORKER, town.wang, "work-1")
    page = client.get(f"/market/desk/seekers/{seeker.id}").get_data(as_text=True)
    assert "/market/me/" in page and PHONE not in page
    assert client.post("/market/desk/seekers", data=wishes()).status_code == 422, "no household"
    client.sign_in(town.stranger)
    assert client.get(f"/market/desk/seekers/{seeker.id}").status_code == 404
    assert client.post("/market/desk/seekers", data=wishes(household_id=street.home)).status_code == 404
    assert client.sign_in(town.zheng).get("/market/desk/seekers").status_code == 403


def test_phones_are_shown_only_after_both_said_yes_and_for_that_job_only(
    app: Flask, client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    with db.transaction() as writing:
        made, other = put_up(writing, town, street.shop), put_up(writing, town, street.shop, title="周日理货")
        seeker = look(writing, town, street.home)
    own = mine(app, seeker)
    client.sign_in(town.wang)
    listing_page = client.get(f"/market/desk/listings/{made.id}").get_data(as_text=True)
    assert "刘女士" in listing_page and "会：收银理货" in listing_page
    told = {"listing_id": made.id, "back": "listing"}
    assert client.post(f"/market/desk/seekers/{seeker.id}/proposals", data=told).status_code == 303
    [match] = matches(session)
    assert client.post(f"/market/desk/matches/{match.id}/link").status_code == 409, "not before the seeker said yes"
    assert "网格员觉得合适" in client.sign_out().get(own).get_data(as_text=True)
    client.post(f"{own}/answers/{made.id}", data={"says": "yes"})
    link = shop_link(client, town.wang, f"/market/desk/matches/{match.id}/link")
    asked = client.get(link).get_data(as_text=True)
    assert "会：收银理货" in asked and "刘女士" not in asked and PHONE not in asked
    assert SHOP_PHONE not in client.get(own).get_data(as_text=True)
    assert client.post(link, data={"says": ""}).status_code == 422
    assert client.post(link, data={"says": "yes"}).status_code == 303
    assert PHONE in client.get(link).get_data(as_text=True)
    assert SHOP_PHONE in client.get(own).get_data(as_text=True)
    assert client.post(link, data={"says": "no"}).status_code == 410
    assert SHOP_PHONE not in client.get(f"/market/listings/{other.id}").get_data(as_text=True)
    with time_machine.travel(clock.now() + timedelta(days=rules.LINK_DAYS, minutes=1), tick=False):
        assert PHONE not in client.get(link).get_data(as_text=True), "not for ever"


def test_a_pair_that_came_to_nothing_is_asked_about_no_more_and_hides_the_phones(
    app: Flask, client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    with db.transaction() as writing:
        made, seeker = put_up(writing, town, street.shop), look(writing, town, street.home)
    own = mine(app, seeker)
    client.post(f"{own}/answers/{made.id}", data={"says": "yes"})
    [match] = matches(session)
    end = f"/market/desk/matches/{match.id}/end"
    assert client.sign_in(town.wang).post(end).status_code == 409, "the shop has not answered"
    link = shop_link(client, town.wang, f"/market/desk/matches/{match.id}/link")
    client.post(link, data={"says": "yes"})
    assert PHONE in client.get(link).get_data(as_text=True)
    assert client.sign_in(town.far_host).post(end).status_code == 404
    client.sign_in(town.wang)
    assert "问一问" in client.get("/market/desk").get_data(as_text=True)
    counted = client.get("/market/figures").get_data(as_text=True)
    assert client.post(end).status_code == 303 and client.post(end).status_code == 409
    assert "问一问" not in client.get("/market/desk").get_data(as_text=True)
    assert client.get("/market/figures").get_data(as_text=True) == counted, "that both said yes stays counted"
    client.sign_out()
    assert PHONE not in client.get(link).get_data(as_text=True)
    assert SHOP_PHONE not in client.get(own).get_data(as_text=True)


def test_a_no_of_the_shop_shows_nothing_and_nobody_sees_who_declined(
    app: Flask, client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    with db.transaction() as writing:
        made, second = put_up(writing, town, street.shop), put_up(writing, town, street.shop, title="周日理货")
        seeker = look(writing, town, street.home)
    own = mine(app, seeker)
    client.post(f"{own}/answers/{made.id}", data={"says": "yes"})
    client.post(f"{own}/answers/{second.id}", data={"says": "no"})
    match = next(one for one in matches(session) if one.listing_id == made.id)
    link = shop_link(client, town.wang, f"/market/desk/matches/{match.id}/link")
    client.post(link, data={"says": "no"})
    assert PHONE not in client.get(link).get_data(as_text=True)
    assert SHOP_PHONE not in client.get(own).get_data(as_text=True)
    client.sign_in(town.wang)
    for page in (f"/market/desk/listings/{second.id}", "/market/desk", "/market/figures"):
        text = client.get(page).get_data(as_text=True)
        assert "不想去" not in text and "刘女士" not in text
    assert seeker_queries.jobs_for(session, seeker, clock.today()) == []


def test_the_database_lets_no_phone_out_before_both_agreed(session: Session, town: Town, street: Street) -> None:
    with pytest.raises(IntegrityError), db.transaction() as writing:
        made, seeker = put_up(writing, town, street.shop), look(writing, town, street.home)
        match = match_services.propose(writing, None, card(writing, made), seeker)
        match.seeker_says, match.disclosed_at = True, clock.now()
        writing.flush()
        match.shop_says = False
        writing.flush()


def test_withdrawing_is_one_tap_and_forgets_at_once(
    app: Flask, client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    with db.transaction() as writing:
        made = put_up(writing, town, street.shop)
        seeker = look(writing, town, street.home, offers=True)
    own = mine(app, seeker)
    client.post(f"{own}/answers/{made.id}", data={"says": "yes"})
    [match] = matches(session)
    link = shop_link(client, town.wang, f"/market/desk/matches/{match.id}/link")
    client.post(link, data={"says": "yes"})
    assert client.post(f"{own}/withdrawal/everything").status_code == 404
    assert client.post(f"{own}/withdrawal/work").status_code == 303
    [seeker] = seekers(session)
    assert (seeker.name, seeker.phone, seeker.slots, seeker.ended_at) == (None, None, [], None)
    assert PHONE not in client.get(link).get_data(as_text=True)
    gone = client.post(f"{own}/withdrawal/offers")
    assert gone.status_code == 200 and "删掉了" in gone.get_data(as_text=True)
    [seeker] = seekers(session)
    assert seeker.ended_at and seeker.household_id is None
    assert client.get(own).status_code == 404 and client.post(f"{own}/withdrawal/work").status_code == 404
    assert all(one.ended_at for one in session.exec(select(Consent)))


def test_who_only_read_offers_may_look_for_work_later(
    app: Flask, client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    only = {"agree_offers": "y", "agree_work": "", "slots": [], "name": "", "phone": "", "is_16": ""}
    client.post(f"/market/c/{town.community}/join", data=wishes(**only))
    [seeker] = seekers(session)
    own = mine(app, seeker)
    assert client.post(f"{own}/wishes", data=wishes(agree_work="")).status_code == 422
    assert client.post(f"{own}/wishes", data=wishes()).status_code == 303
    assert client.post(f"{own}/wishes", data=wishes(name="刘师傅")).status_code == 303
    assert seekers(session)[0].name == "刘师傅"
    assert client.post(f"{own}/offers").status_code == 303
    assert len(session.exec(select(Consent)).all()) == 2


def paired(writing: Session, town: Town, street: Street, **more: object) -> Match:
    made, seeker = put_up(writing, town, street.shop, **more), look(writing, town, street.home)  # type: ignore[arg-type]
    match = match_services.propose(writing, None, card(writing, made), seeker)
    match_services.seeker_answers(writing, None, match, wants=True)
    return match_services.shop_answers(writing, match, wants=True)


def test_starting_fills_the_job_and_is_asked_after_thirty_and_ninety_days(
    app: Flask, client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    with db.transaction() as writing:
        match = paired(writing, town, street)
        listing_id, seeker_id = match.listing_id, match.seeker_id
    today = clock.today()
    client.sign_in(town.wang)
    listing = client.get(f"/market/desk/listings/{listing_id}").get_data(as_text=True)
    assert f"/market/desk/seekers/{seeker_id}" in listing and "刘女士" in listing  # whose pair it is
    start, check = f"/market/desk/matches/{match.id}/placement", f"/market/desk/matches/{match.id}/check"
    assert client.post(start, data={"on": (today + timedelta(days=1)).isoformat()}).status_code == 422
    assert client.post(start, data={"on": today.isoformat()}).status_code == 303
    assert client.post(start, data={"on": today.isoformat()}).status_code == 409
    assert len(session.exec(select(Placement)).all()) == 1
    assert seeker_queries.cards_of(session, [listing_id], today)[listing_id].listing.state is State.FILLED
    assert client.post(check, data={"still": "yes"}).status_code == 409, "not yet"
    with time_machine.travel(clock.now() + timedelta(days=31), tick=False):
        client.sign_in(town.wang)
        assert "满 30 天" in client.get("/market/desk").get_data(as_text=True)
        assert client.post(check, data={"still": "perhaps"}).status_code == 422
        assert client.post(check, data={"still": "yes"}).status_code == 303
        assert client.post(check, data={"still": "no"}).status_code == 409, "asked once"
    with time_machine.travel(clock.now() + timedelta(days=91), tick=False):
        seeker = session.get_one(Seeker, seeker_id)
        own = f"/market/me/{link_services.own_token(seeker)}/matches/{match.id}/check"
        assert client.sign_out().post(own, data={"still": "no"}).status_code == 303
        session.rollback()
        row = figure_queries.figures(session, town.actor("chen", Action.WATCH_MARKET), clock.today())[0]
    assert (row.pairs, row.started, row.still_30, row.due_30, row.still_90, row.due_90) == (1, 1, 1, 1, 0, 1)
    assert [one.still_there for one in session.exec(select(PlacementCheck).order_by(PlacementCheck.after_days))] == [
        True, False,
    ]  # fmt: skip


def test_two_jobs_at_the_same_hours_are_looked_at_first(session: Session, town: Town, street: Street) -> None:
    wang = town.actor("wang", Action.MATCH_WORK)
    with db.transaction() as writing:
        match = paired(writing, town, street)
        match_services.start(writing, wang, match, on=clock.today())
        second = put_up(writing, town, street.shop, title="周末理货")
        seeker = writing.get_one(Seeker, match.seeker_id)
        again = match_services.propose(writing, None, card(writing, second), seeker)
        match_services.seeker_answers(writing, None, again, wants=True)
        match_services.shop_answers(writing, again, wants=True)
    with pytest.raises(match_services.Busy), db.transaction() as writing:
        match_services.start(writing, wang, again, on=clock.today())
    with db.transaction() as writing:
        match_services.start(writing, wang, again, on=clock.today(), knows=True)


def test_a_listing_down_can_no_longer_be_arranged(session: Session, town: Town, street: Street) -> None:
    with db.transaction() as writing:
        made, seeker = put_up(writing, town, street.shop), look(writing, town, street.home)
        match = match_services.propose(writing, None, card(writing, made), seeker)
    with time_machine.travel(clock.now() + timedelta(days=9), tick=False):
        with pytest.raises(match_services.NotUp), db.transaction() as writing:
            match_services.seeker_answers(writing, None, match, wants=True)
        with pytest.raises(match_services.NotUp), db.transaction() as writing:
            other = look(writing, town, street.home, who="王先生")
            match_services.propose(writing, None, card(writing, made), other)


def test_a_match_is_asked_again_only_by_the_seeker(session: Session, town: Town, street: Street) -> None:
    """No may become yes and yes no until the shop has answered."""
    with db.transaction() as writing:
        made, seeker = put_up(writing, town, street.shop), look(writing, town, street.home)
        match = match_services.propose(writing, None, card(writing, made), seeker)
        for wants in (True, False, True):
            match_services.seeker_answers(writing, None, match, wants=wants)
        match_services.shop_answers(writing, match, wants=True)
    with pytest.raises(match_services.SaidAlready), db.transaction() as writing:
        match_services.seeker_answers(writing, None, match, wants=False)
    with pytest.raises(match_services.SaidAlready), db.transaction() as writing:
        match_services.shop_answers(writing, match, wants=False)


def test_idle_wishes_end_by_themselves(session: Session, town: Town, street: Street) -> None:
    with db.transaction() as writing:
        look(writing, town, street.home, offers=True)
    with db.transaction() as writing:
        assert seeker_services.forget_idle(writing, clock.now() - timedelta(days=1)) == 0
        assert seeker_services.forget_idle(writing, clock.now() + timedelta(seconds=1)) == 1
    [seeker] = seekers(session)
    assert seeker.ended_at and seeker.phone is None


def test_signed_in_people_find_their_page_under_me(
    client: HouseClient, session: Session, town: Town, street: Street
) -> None:
    client.sign_in(town.zhao)
    assert client.get("/market/mine").headers["Location"].endswith(f"/market/c/{town.community}")
    client.post(f"/market/c/{town.community}/join", data=wishes())
    assert "/market/me/" in client.get("/market/mine").headers["Location"]


def test_one_consent_a_purpose(session: Session, town: Town, street: Street) -> None:
    with db.transaction() as writing:
        seeker = look(writing, town, street.home)
        seeker_services.agree(writing, None, seeker, Purpose.WORK, "work-1", Channel.SELF)
    first = session.exec(select(Consent)).one()
    copy = copy_of(first)
    with pytest.raises(IntegrityError), db.transaction() as writing:
        writing.add(copy)


def copy_of(row: Consent) -> Consent:
    return Consent(**{**row.model_dump(), "id": "01900000-0000-7000-8000-00000000cccc"})
