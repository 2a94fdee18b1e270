"""A button tapped twice where no script stops it: the page names the row it makes, so the second post makes none."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.door.opinions.ground import street
from tests.door.opinions.test_pages import draft as asked
from tests.exchange.loans.ground import ground
from tests.exchange.shop.ground import shelf
from tests.town import Town
from tests.volunteering.volunteers.test_volunteers import enrol
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.council.councils.models import CouncilSeries
from webapp.door.liaisons.models import Round
from webapp.door.opinions.models import OpinionRound
from webapp.exchange.loans.models import Suspension
from webapp.exchange.points.models import Correction, Passbook
from webapp.exchange.shop.models import Allocation
from webapp.people.accounts.models import Complaint, Handover
from webapp.register.merchants.models import Employee, Merchant
from webapp.volunteering.activities.demand_models import Demand
from webapp.volunteering.activities.models import Activity, Shift
from webapp.volunteering.activities.services import Plan, draft
from webapp.volunteering.volunteers.models import Qualification, Volunteer

HALL = {"name": "议事厅", "place": "活动室", "week": "4", "weekday": "1", "starts_at": "19:30"}


def twice(client: HouseClient, page: str, action: str, data: dict[str, Any]) -> str:
    """Where both posts lead."""
    form = client.get(page).get_data(as_text=True).split(f'action="{action}"')[1].split("</form>")[0]
    once = re.search(r'name="once" type="hidden" value="([^"]+)"', form)
    assert once, "the page names no row"
    answers = [client.post(action, data=data | {"once": once[1]}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    return answers[0].headers["Location"]


@pytest.mark.parametrize(
    ("kind", "page", "action", "data"),
    [
        (Volunteer, "/volunteers/new", "/volunteers", {"name": "钱一", "consent": "y"}),
        (Demand, "/demands/new", "/demands", {"skill": "repair", "words": "修水管", "asker": "王"}),
        (Complaint, "/complaint", "/complaint", {"words": "催得太勤"}),
        (CouncilSeries, "/councils/new", "/councils/", HALL),
        (Round, "/liaisons/roster/", "/liaisons/roster/rounds", {"name": "春季", "places": "2"}),
    ],
)  # fmt: skip
def test_one_page_makes_one_row(
    client: HouseClient, session: Session, town: Town, kind: Any, page: str, action: str, data: dict[str, str]
) -> None:
    client.sign_in(town.li)
    where = twice(client, page, action, data)
    another = client.post(action, data=data).headers["Location"]
    assert another != where or where.endswith("/"), "another page makes another one"
    assert len(session.exec(select(kind)).all()) == 2


def test_an_activity_and_a_correction_are_made_once(client: HouseClient, session: Session, town: Town) -> None:
    with db.transaction():
        enrol(session, town)
    book = session.exec(select(Passbook)).one()
    client.sign_in(town.li)
    plan = {"title": "护学", "act": "none", "venue": "北门", "what": "看红灯", "risk": "none"}
    twice(client, "/activities/new", "/activities", plan | {"lead_account_id": town.wang})
    told = {"kind": "adjust", "amount": "5", "reason": "补记"}
    twice(client, f"/points/{book.id}", f"/points/{book.id}/corrections", told)
    session.rollback()  # what was read above is an older picture
    assert len(session.exec(select(Activity)).all()) == len(session.exec(select(Correction)).all()) == 1


def rows(session: Session, kind: Any) -> list[Any]:
    session.rollback()  # what was read before is an older picture
    return list(session.exec(select(kind)).all())


def test_a_shift_and_a_paper_are_made_once(client: HouseClient, session: Session, town: Town) -> None:
    with db.transaction():
        one = enrol(session, town)
        plan = Plan(title="护学", act="none", venue="北门", what="看红灯", lead_account_id=town.wang)
        activity = draft(session, town.actor("li"), plan, community_id=town.community).id
    client.sign_in(town.li)
    day = clock.today() + timedelta(days=2)
    shift = {"starts_at": f"{day}T09:00", "ends_at": f"{day}T11:00", "places": "3"}
    page = f"/activities/{activity}"
    twice(client, page, f"{page}/shifts", shift)
    backwards = client.post(f"{page}/shifts", data=shift | {"ends_at": f"{day}T08:00"})
    assert backwards.status_code == 422 and len(rows(session, Shift)) == 1
    client.post(f"{page}/shifts", data=shift)
    assert len(rows(session, Shift)) == 2, "another page makes another one"
    twice(client, f"/volunteers/{one.id}", f"/volunteers/{one.id}/papers", {"skill": "repair", "name": "电工证"})
    assert len(rows(session, Qualification)) == 1


def test_a_suspension_is_made_once(client: HouseClient, session: Session, town: Town) -> None:
    with db.transaction():
        borrower = ground(session, town).person(session)
    client.sign_in(town.qian)
    page = f"/lending/people/{borrower.id}"
    twice(client, page, f"{page}/suspensions", {"days": "5", "why": "借了转借"})
    assert len(rows(session, Suspension)) == 1


def test_goods_go_out_and_come_back_once(client: HouseClient, session: Session, town: Town) -> None:
    with db.transaction():
        goods = shelf(session, town, quantity=9)
    client.sign_in(town.qian)
    page = "/stock/allocations"
    told = {"goods_id": goods.id, "account_id": town.qian, "counter": "广场", "quantity": "4"}
    twice(client, page, page, told)
    [lot] = rows(session, Allocation)
    twice(client, page, f"{page}/{lot.id}/return", {"quantity": "1"})
    twice(client, page, f"{page}/{lot.id}/return", {"quantity": "1"})
    [lot] = rows(session, Allocation)
    session.refresh(goods)
    assert (lot.returned, goods.free, goods.allotted) == (2, 7, 2), "two pages, two ways back"


def test_a_shop_and_who_works_there_are_made_once(client: HouseClient, session: Session, town: Town) -> None:
    client.sign_in(town.wang)
    where = twice(client, "/merchants/new", "/merchants/", {"grid_id": town.grid1, "name": "福源药房"})
    twice(client, where, f"{where}/employees", {"name": "韩磊"})
    assert len(rows(session, Merchant)) == len(rows(session, Employee)) == 1


def test_an_opinion_round_is_made_once(client: HouseClient, session: Session, town: Town) -> None:
    with db.transaction():
        building_id, _ = street(session, town)
    client.sign_in(town.li)
    twice(client, "/opinions/new", "/opinions/new", asked(building_id))
    assert len(rows(session, OpinionRound)) == 1


def test_a_handover_is_drawn_up_once(client: HouseClient, session: Session, town: Town) -> None:
    client.sign_in(town.li)
    told = {"unit_id": town.grid1, "giver": town.wang, "taker": town.ma, "note": "钥匙在前台"}
    twice(client, "/people/handovers", "/people/handovers", told)
    assert len(rows(session, Handover)) == 1
    assert client.post("/people/handovers", data=told | {"taker": town.wang}).status_code == 422


def test_a_row_of_another_community_is_nobodys(client: HouseClient, session: Session, town: Town) -> None:
    once = ids.new()
    client.sign_in(town.far_host).post("/volunteers", data={"name": "远一", "consent": "y", "once": once})
    client.sign_in(town.li)
    assert client.post("/volunteers", data={"name": "钱一", "consent": "y", "once": once}).status_code == 404
    assert [one.name for one in session.exec(select(Volunteer))] == ["远一"]
