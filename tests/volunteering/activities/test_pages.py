"""Every page of points, shop, volunteers and activities, as each person meets it over HTTP."""

import io
import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.exchange.points.ground import book_of, give
from tests.exchange.shop.ground import shelf
from tests.town import Town
from tests.volunteering.activities.ground import opened, saturday, volunteer
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.exchange.points import queries as points
from webapp.exchange.points import services as point_services
from webapp.exchange.points.models import Correction, EarnRule, Entry
from webapp.exchange.shop.models import Allocation, Goods, Order, OrderState, Stocktake
from webapp.volunteering.activities import demand_services, membership_services
from webapp.volunteering.activities.attendance_routes import signer
from webapp.volunteering.activities.demand_models import Demand, DemandState
from webapp.volunteering.activities.demand_services import Wish
from webapp.volunteering.activities.models import Activity, Attendance, Department, Shift, SignUp
from webapp.volunteering.volunteers.models import Qualification, Skill, Volunteer
from webapp.volunteering.volunteers.queries import confirmed_minutes


@pytest.fixture
def world(session: Session, town: Town) -> dict[str, str]:
    """赵 has 100 points, there is rice, a department, an activity on Saturday and a demand waiting for a yes."""
    with db.transaction():
        zhao = volunteer(session, town, phone="13800000002")
        give(session, town.party("zhao"), 100)
        goods = shelf(session, town, code="690001")
        team = membership_services.open_department(
            session,
            town.actor("li"),
            community_id=town.community,
            skill=Skill.REPAIR,
            name="维修服务部",
            lead_id=zhao.id,
        )
        activity, shift = opened(session, town)
        wish = Wish(skill=Skill.REPAIR, words="水龙头滴水", asker="孙大娘", phone="13900000000", venue="3门501")
        demand = demand_services.raise_demand(session, town.actor("wang"), wish, community_id=town.community)
        demand_services.dispatch(session, town.actor("li"), demand, team)
        return {
            "volunteer": zhao.id, "goods": goods.id, "department": team.id, "activity": activity.id, "shift": shift.id,
            "demand": demand.id, "book": book_of(session, town.party("zhao")).id, "entry": entry_of(session),
        }  # fmt: skip


def entry_of(session: Session) -> str:
    return session.exec(select(Entry.id)).one()


def fresh(session: Session) -> Session:
    session.rollback()
    session.expire_all()
    return session


PAGES = {
    "zhao": [
        "/passbook", "/passbook/lines", "/passbook/hours", "/passbook/donation", "/passbook/sign-in", "/shop",
        "/shop/{goods}", "/shop/orders", "/coming", "/coming/shifts/{shift}", "/coming/demands/{demand}",
    ],
    "qian": [
        "/counter", "/counter?q=zgq", "/counter?q=nobody", "/counter/{book}", "/counter/{book}?g={goods}:2",
        "/stock", "/stock/new", "/stock/{goods}", "/stock/counts", "/stock/allocations", "/stock/market-days",
        "/stock/donors", "/volunteers", "/volunteers?q=zgq", "/volunteers/new", "/volunteers/{volunteer}",
        "/volunteers/{volunteer}/edit", "/points", "/points?q=zgq", "/points/{book}", "/points/rules",
        "/points/proof", "/activities", "/activities/new", "/activities/{activity}", "/activities/{activity}/edit",
        "/activities/departments", "/activities/departments/{department}", "/attendance", "/attendance/oddities",
        "/attendance/shifts/{shift}", "/attendance/shifts/{shift}/code", "/demands", "/demands/new",
        "/demands/{demand}",
    ],
    "li": [
        "/points", "/points/{book}", "/points/rules", "/points/proof", "/intake/lists/balances",
        "/demands/{demand}",
    ],
    "chen": [
        "/points", "/points/proof", "/volunteers", "/volunteers/{volunteer}",
    ],
    "wang": [
        "/demands", "/demands/new", "/demands/{demand}",
    ],
}  # fmt: skip


@pytest.mark.parametrize("mode", ["standard", "elder"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens(
    client: HouseClient, town: Town, world: dict[str, str], name: str, mode: str, lang: str
) -> None:
    client.sign_in(town.accounts[name])
    client.set_cookie("mode", mode)
    client.set_cookie("lang", lang)
    for address in PAGES[name]:
        answer = client.get(address.format(**world), follow_redirects=True)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"


@pytest.mark.parametrize("address", [page for page in PAGES["qian"] if "{" in page and "book}?" not in page])
def test_a_stranger_of_another_community_finds_nothing(
    client: HouseClient, town: Town, world: dict[str, str], address: str
) -> None:
    client.sign_in(town.far_host)
    assert client.get(address.format(**world)).status_code == 404


def test_points_stars_and_last_lines_need_no_tap(client: HouseClient, town: Town, world: dict[str, str]) -> None:
    html = client.sign_in(town.zhao).get("/passbook").get_data(as_text=True)
    assert "赵国强，您好" in html
    assert ">100</b>" in html
    assert "够换" in html and "2 袋大米" in html
    assert "还没有星" in html and "100 小时" in html
    assert "旧存折转入" in html and "+100 分" in html
    assert 'href="tel:022-24990000"' in html
    assert "字要大一点吗" in html and 'class="tabs"' in html


def test_in_big_letters_there_are_no_tabs(client: HouseClient, town: Town, world: dict[str, str]) -> None:
    client.sign_in(town.zhao).set_cookie("mode", "elder")
    html = client.get("/passbook").get_data(as_text=True)
    assert 'class="tabs"' not in html and "字要大一点吗" not in html
    assert "打电话问社区" in html and "data-read" in html


def test_in_big_letters_every_page_of_a_volunteer_has_one_call_button_and_a_way_back(
    client: HouseClient, town: Town, world: dict[str, str]
) -> None:
    client.sign_in(town.zhao).set_cookie("mode", "elder")
    own = ["/me", "/notices", "/certificates/mine", "/awards/appeals/mine"]
    for address in [page.format(**world) for page in PAGES["zhao"]] + own:
        answer = client.get(address, follow_redirects=True)
        html = answer.get_data(as_text=True)
        assert (answer.status_code, 'class="tabs"' in html) == (200, False), address
        assert html.count('href="tel:') == 1, address
        assert address == "/passbook" or 'class="back"' in html or 'class="bar"><a' in html, address
    client.sign_in(town.wang)
    assert 'class="tabs"' in client.get("/me").get_data(as_text=True), "a grid worker keeps them"


def test_three_taps_from_the_page_to_the_code_and_home(
    client: HouseClient, town: Town, world: dict[str, str], session: Session
) -> None:
    client.sign_in(town.zhao)
    page = client.get(f"/shop/{world['goods']}").get_data(as_text=True)
    order_id = re.search(r'name="order_id" value="([^"]+)"', page)
    assert order_id
    sent = {"order_id": order_id[1], "points_each": "44", "quantity": "1"}
    for _ in range(2):
        answer = client.post(f"/shop/{world['goods']}/orders", data=sent)
        assert answer.status_code == 303
    order = fresh(session).exec(select(Order)).one()
    shown = client.get(answer.headers["Location"]).get_data(as_text=True)
    assert f"{order.code[:3]} {order.code[3:]}" in shown
    client.sign_in(town.qian)
    found = client.get(f"/counter?q={order.code}")
    assert found.status_code == 303
    assert client.get(found.headers["Location"]).status_code == 200
    wrong = client.post(f"/counter/orders/{order.id}/collection", data={"code": "12"})
    assert wrong.status_code == 422 and "取货码不对" in wrong.get_data(as_text=True)
    assert client.post(f"/counter/orders/{order.id}/collection", data={"code": order.code}).status_code == 303
    assert fresh(session).get_one(Order, order.id).state is OrderState.COLLECTED
    assert client.post(f"/counter/orders/{order.id}/return", data={"reason": "破袋"}).status_code == 303
    assert points.balance(fresh(session), town.party("zhao"), town.community).available == 100


def test_a_refusal_is_said_on_the_page_it_belongs_to(client: HouseClient, town: Town, world: dict[str, str]) -> None:
    client.sign_in(town.zhao)
    sent = {"order_id": ids.new(), "points_each": "44", "quantity": "3"}
    answer = client.post(f"/shop/{world['goods']}/orders", data=sent)
    assert answer.status_code == 409
    assert "分不够：要 132 分，现在有 100 分" in answer.get_data(as_text=True)
    changed = client.post(f"/shop/{world['goods']}/orders", data=sent | {"points_each": "40", "quantity": "1"})
    assert "价变了" in changed.get_data(as_text=True) and 'value="44"' in changed.get_data(as_text=True)


def test_an_order_is_cancelled_by_its_owner_and_found_by_nobody_else(
    client: HouseClient, town: Town, world: dict[str, str], session: Session
) -> None:
    client.sign_in(town.zhao)
    client.post(f"/shop/{world['goods']}/orders", data={"order_id": ids.new(), "points_each": "44", "quantity": "1"})
    order = fresh(session).exec(select(Order)).one()
    client.sign_in(town.far_host)
    assert client.post(f"/counter/orders/{order.id}/cancellation").status_code == 404
    client.sign_in(town.zhao)
    assert client.post(f"/shop/orders/{order.id}/cancellation").status_code == 303
    assert client.post(f"/shop/orders/{order.id}/cancellation").status_code == 303
    shown = client.get(f"/shop/orders/{order.id}").get_data(as_text=True)
    assert "退了" in shown and "用了" not in shown and "取消兑换，分退回来了" in shown


def test_the_counter_says_why_it_cannot_give_an_order(
    client: HouseClient, town: Town, world: dict[str, str], session: Session
) -> None:
    client.sign_in(town.zhao)
    client.post(f"/shop/{world['goods']}/orders", data={"order_id": ids.new(), "points_each": "44", "quantity": "1"})
    order = fresh(session).exec(select(Order)).one()
    client.sign_in(town.qian)
    address = f"/counter/orders/{order.id}/cancellation"
    assert "等您来领" not in client.get(f"/counter/orders/{order.id}").get_data(as_text=True)  # said to whoever serves
    assert client.post(address, data={"why": ""}).status_code == 422
    assert client.post(address, data={"why": "袋子破了"}).status_code == 303
    again = client.post(address, data={"why": "没货了"})
    assert again.status_code == 409
    assert "已经办完了" in again.get_data(as_text=True) and "袋子破了" in again.get_data(as_text=True)
    client.sign_in(town.zhao)
    assert "袋子破了" in client.get(f"/shop/orders/{order.id}").get_data(as_text=True)


def test_at_the_counter_a_barcode_adds_and_enter_hands_over(
    client: HouseClient, town: Town, world: dict[str, str], session: Session
) -> None:
    client.sign_in(town.qian)
    first = client.get("/counter?q=zgq")
    assert first.status_code == 303
    added = client.get(first.headers["Location"] + "?add=690001")
    again = client.get(added.headers["Location"] + "&add=690001")
    assert f"{world['goods']}%3A2" in again.headers["Location"]
    page = client.get(again.headers["Location"]).get_data(as_text=True)
    assert "扣 88 分，交给本人" in page
    sent = {"order_id": ids.new(), "basket": f"{world['goods']}:2 ", "told": "88"}
    for _ in range(2):
        assert client.post(f"/counter/{world['book']}/orders", data=sent).status_code == 303
    assert len(fresh(session).exec(select(Order)).all()) == 1
    assert points.balance(session, town.party("zhao"), town.community).available == 12
    poor = client.post(f"/counter/{world['book']}/orders", data=sent | {"order_id": ids.new()})
    assert poor.status_code == 409 and "分不够" in poor.get_data(as_text=True)


def test_a_card_once_bound_finds_its_person(client: HouseClient, town: Town, world: dict[str, str]) -> None:
    client.sign_in(town.qian)
    assert client.post(f"/counter/{world['book']}/card", data={"card": "0004711"}).status_code == 303
    assert world["book"] in client.get("/counter?q=0004711").headers["Location"]


def test_goods_arrive_get_a_price_and_spoil(client: HouseClient, town: Town, session: Session) -> None:
    client.sign_in(town.qian)
    new = {"code": "690002", "name": "洗衣液", "measure": "瓶", "points": "30"}
    made = client.post("/stock", data=new)
    assert made.status_code == 303
    assert client.post("/stock", data=new).status_code == 422
    address = made.headers["Location"]
    assert client.post(f"{address}/arrivals", data={"quantity": "10", "key": ids.new()}).status_code == 303
    assert client.post(f"{address}/losses", data={"quantity": "2", "note": "漏了", "key": ids.new()}).status_code == 303
    much = client.post(f"{address}/losses", data={"quantity": "20", "note": "漏了", "key": ids.new()})
    assert much.status_code == 422 and "还剩 8 瓶" in much.get_data(as_text=True)
    day = clock.today().isoformat()
    assert client.post(f"{address}/prices", data={"points": "28", "valid_from": day}).status_code == 303
    assert client.post(f"{address}/prices", data={"points": "28", "valid_from": "2020-01-01"}).status_code == 422
    assert client.post(f"{address}/offer", data={"on": "0"}).status_code == 303
    goods = fresh(session).exec(select(Goods)).one()
    assert (goods.free, goods.is_offered) == (8, False)


def test_a_count_a_market_day_and_an_allocation(
    client: HouseClient, town: Town, world: dict[str, str], session: Session
) -> None:
    client.sign_in(town.qian)
    sheet = client.post("/stock/counts").headers["Location"]
    assert client.post(f"{sheet}/lines", data={"goods_id": world["goods"], "counted": "4"}).status_code == 303
    assert client.post(f"{sheet}/lines", data={"goods_id": world["goods"], "counted": "-1"}).status_code == 422
    assert client.post(f"{sheet}/closing").status_code == 409
    client.sign_in(town.li)
    assert client.get(sheet).status_code == 200
    assert client.post(f"{sheet}/closing").status_code == 303
    assert fresh(session).exec(select(Stocktake)).one().closed_at
    day = {
        "on": (clock.today() + timedelta(days=5)).isoformat(),
        "opens": "09:00",
        "closes": "11:00",
        "venue": "小广场",
    }
    assert client.post("/stock/market-days", data=day).status_code == 303
    assert client.post("/stock/market-days", data=day).status_code == 422
    assert client.post("/stock/market-days", data=day | {"opens": "25:00"}).status_code == 422
    assert "小广场" in client.sign_in(town.zhao).get("/shop").get_data(as_text=True)
    client.sign_in(town.qian)
    batch = {"goods_id": world["goods"], "account_id": town.qian, "counter": "小广场", "quantity": "3"}
    assert client.post("/stock/allocations", data=batch).status_code == 303
    assert client.post("/stock/allocations", data=batch).status_code == 422
    row = fresh(session).exec(select(Allocation)).one()
    assert client.post(f"/stock/allocations/{row.id}/return", data={"quantity": "9"}).status_code == 422
    assert client.post(f"/stock/allocations/{row.id}/return", data={"quantity": "3"}).status_code == 303


def test_the_proof_page_runs_stops_and_resumes(client: HouseClient, town: Town, world: dict[str, str]) -> None:
    client.sign_in(town.li)
    assert client.post("/points/proof").status_code == 303
    assert "都对得上" in client.get("/points/proof").get_data(as_text=True)
    assert client.post("/points/proof/stop", data={"reason": ""}).status_code == 422
    assert client.post("/points/proof/stop", data={"reason": "今天盘点"}).status_code == 303
    client.sign_in(town.zhao)
    for address in ("/passbook", "/shop"):
        assert "兑换先停一停：今天盘点" in client.get(address).get_data(as_text=True)
    sent = {"order_id": ids.new(), "points_each": "44", "quantity": "1"}
    refused = client.post(f"/shop/{world['goods']}/orders", data=sent)
    assert refused.status_code == 409 and "今天盘点" in refused.get_data(as_text=True)
    client.sign_in(town.li)
    assert client.post("/points/proof/resumption").status_code == 303
    assert client.sign_in(town.zhao).post(f"/shop/{world['goods']}/orders", data=sent).status_code == 303


def test_points_are_put_right_by_two_people(
    client: HouseClient, town: Town, world: dict[str, str], session: Session
) -> None:
    client.sign_in(town.qian)
    wish = {"kind": "adjust", "amount": "-5", "reason": "多记了一次"}
    assert client.post(f"/points/{world['book']}/corrections", data=wish).status_code == 303
    assert client.post(f"/points/{world['book']}/corrections", data=wish | {"amount": "0"}).status_code == 422
    asked = fresh(session).exec(select(Correction)).one()
    assert client.post(f"/points/corrections/{asked.id}/approval").status_code == 409
    client.sign_in(town.li)
    assert client.post(f"/points/corrections/{asked.id}/approval").status_code == 303
    assert client.post(f"/points/corrections/{asked.id}/refusal").status_code == 409
    assert client.post(f"/points/entries/{world['entry']}/reversal", data={"reason": ""}).status_code == 422
    assert client.post(f"/points/entries/{world['entry']}/reversal", data={"reason": "表抄错"}).status_code == 303
    found = points.balance(fresh(session), town.party("zhao"), town.community)
    assert (found.available, found.owed) == (0, 5)


def test_a_rule_gets_a_new_version_never_a_past(
    client: HouseClient, town: Town, world: dict[str, str], session: Session
) -> None:
    client.sign_in(town.li)
    rule = {"act": "patrol", "name": "护学岗", "unit": "hour", "points": "6", "rounding": "down", "months": "36",
            "valid_from": (clock.today() + timedelta(days=1)).isoformat()}  # fmt: skip
    assert client.post("/points/rules", data=rule).status_code == 303
    assert client.post("/points/rules", data=rule).status_code == 422
    crossed = client.post("/points/rules", data=rule | {"act": "x", "cap_day": "50", "cap_month": "10"})
    assert crossed.status_code == 422 and "一天最多不能比一月最多还多" in crossed.get_data(as_text=True)
    versions = fresh(session).exec(select(EarnRule).order_by(EarnRule.valid_from)).all()
    assert [version.valid_to for version in versions] == [clock.today(), None]


def test_two_passbooks_of_one_person_are_joined(
    client: HouseClient, town: Town, world: dict[str, str], session: Session
) -> None:
    with db.transaction():
        twin = volunteer(session, town, "赵国强", "")
        give(session, twin.party_id, 20)
    client.sign_in(town.qian)
    wish = {"number": twin.number, "reason": "身份证核过"}
    assert client.post(f"/points/{world['book']}/merge", data=wish).status_code == 303
    assert client.post(f"/points/{world['book']}/merge", data=wish).status_code == 422
    assert points.balance(fresh(session), town.party("zhao"), town.community).available == 120


def test_a_volunteer_is_enrolled_changed_papered_and_leaves(client: HouseClient, town: Town, session: Session) -> None:
    client.sign_in(town.qian)
    person = {"name": "刘淑珍", "phone": "13800000001", "skills": ["care", "arts"]}
    refused = client.post("/volunteers", data=person)
    assert refused.status_code == 422 and "本人同意后才能登记" in refused.get_data(as_text=True)
    made = client.post("/volunteers", data=person | {"consent": "1"})
    assert made.status_code == 303
    address = made.headers["Location"]
    shown = client.get(address).get_data(as_text=True)
    assert "138****0001" in shown and "13800000001" not in shown
    assert client.post(address, data=person | {"name": "刘淑贞", "born_on": "2015-01-01"}).status_code == 422
    assert client.post(address, data=person | {"name": "刘淑贞"}).status_code == 303
    paper = {"skill": "medical", "name": "护士证", "valid_to": (clock.today() + timedelta(days=20)).isoformat()}
    assert client.post(f"{address}/papers", data=paper).status_code == 303
    row = fresh(session).exec(select(Qualification)).one()
    assert client.post(f"{address}/papers/{row.id}/check").status_code == 303
    assert "还有 20 天" in client.get("/volunteers").get_data(as_text=True)
    gone = {"left_on": clock.today().isoformat(), "reason": "搬走"}
    assert client.post(f"{address}/departure", data=gone | {"left_on": "2000-01-01"}).status_code == 422
    assert client.post(f"{address}/departure", data=gone).status_code == 303


def test_an_old_list_is_previewed_then_taken_over_once(
    client: HouseClient, town: Town, world: dict[str, str], session: Session
) -> None:
    client.sign_in(town.li)
    assert client.get("/intake/lists/balances/template.xlsx").status_code == 200
    bad = "志愿者编号,姓名,手机号,积分,备注\nZ00001,赵国强,,12.5,\n,没人,,10,\nZ00001,钱小梅,,10,\n,赵国强,,,\n"
    html = _sent(client, town, bad)[1]
    for words in ("不是 0 到 1000000 的整数", "没有这位志愿者", "登记的姓名是赵国强", "积分和时长至少写一样"):
        assert words in html
    good = "志愿者编号,姓名,手机号,积分,服务时长（小时）,备注\n,赵国强,13800000002,326,120,旧本\n"
    address, html = _sent(client, town, good)
    assert "新的 1 行" in html
    assert client.post(f"{address}/import").status_code == 303
    assert client.post(f"{address}/import").status_code == 409
    assert points.balance(fresh(session), town.party("zhao"), town.community).available == 426
    zhao = fresh(session).exec(select(Volunteer).where(Volunteer.party_id == town.party("zhao"))).one()
    hours = confirmed_minutes(fresh(session), zhao.id)
    html = _sent(client, town, good)[1]
    assert "没变的 1 行" in html, re.sub(r"<[^>]+>|\s+", " ", html[html.index("<main"):html.index("</main")])
    assert "导入改不了" in _sent(client, town, good.replace("326", "400"))[1]
    assert "1 行会撤回" in client.get(f"{address}/return").text
    assert client.post(f"{address}/return").status_code == 303
    assert points.balance(fresh(session), town.party("zhao"), town.community).available == 100
    assert confirmed_minutes(fresh(session), zhao.id) == hours - 120 * 60
    address, html = _sent(client, town, good.replace("326", "330"))
    assert "新的 1 行" in html and client.post(f"{address}/import").status_code == 303
    with db.transaction() as writing:
        book = book_of(writing, town.party("zhao"))
        point_services.hold(writing, town.actor("zhao"), book, points=400, key="spent", sentence="换大米")
    assert "分已经用过了" in client.get(f"{address}/return").text


def _sent(client: HouseClient, town: Town, sheet: str) -> tuple[str, str]:
    """(address of the upload, its page)."""
    told = {"file": (io.BytesIO(sheet.encode()), "a.csv"), "community_id": town.community}
    made = client.post("/intake/lists/balances/uploads", data=told)
    assert made.status_code == 303, made.text
    return made.location, client.get(made.location).text


def test_an_activity_from_draft_to_proved_hours(
    client: HouseClient, town: Town, world: dict[str, str], session: Session, app: Flask
) -> None:
    client.sign_in(town.li)
    plan = {"title": "登高擦灯", "act": "patrol", "venue": "3号楼", "what": "擦楼道灯", "lead_account_id": town.qian,
            "risk": "high", "risk_text": "要登梯子"}  # fmt: skip
    made = client.post("/activities", data=plan)
    assert made.status_code == 303
    address, start = made.headers["Location"], saturday() + timedelta(days=1)
    times = {"starts_at": clock.local(start).strftime("%Y-%m-%dT%H:%M"), "places": "2"}
    times["ends_at"] = clock.local(start + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    assert client.post(f"{address}/shifts", data=times | {"places": "0"}).status_code == 422
    assert client.post(f"{address}/shifts", data=times).status_code == 303
    refused = client.post(f"{address}/announcement")
    assert refused.status_code == 422 and "先上保险" in refused.get_data(as_text=True)
    assert client.post(address, data=plan | {"is_insured": "1", "policy_number": "P-1"}).status_code == 303
    assert client.post(f"{address}/announcement").status_code == 303
    shift = fresh(session).exec(select(Shift).join(Activity).where(Activity.title == "登高擦灯")).one()
    client.sign_in(town.zhao)
    assert client.post(f"/coming/shifts/{shift.id}/place").status_code == 422
    assert client.post(f"/coming/shifts/{shift.id}/place", data={"knows_risk": "1"}).status_code == 303
    assert client.post(f"/coming/shifts/{shift.id}/withdrawal").status_code == 303
    assert client.post(f"/coming/shifts/{shift.id}/place", data={"knows_risk": "1"}).status_code == 303
    assert fresh(session).exec(select(SignUp)).one().place.value == "going"
    with app.test_request_context():
        token = signer().dumps(shift.id)
    assert client.get("/attendance/scan/forged").status_code == 404
    with time_machine.travel(shift.starts_at, tick=False):
        client.sign_in(town.zhao)
        assert "我到了" in client.get(f"/attendance/scan/{token}").get_data(as_text=True)
        client.post(f"/attendance/scan/{token}")
    with time_machine.travel(shift.starts_at + timedelta(hours=2), tick=False):
        client.post(f"/attendance/scan/{token}")
        row = fresh(session).exec(select(Attendance)).one()
        assert client.post(f"/attendance/{row.id}/confirmation", data={"side": "lead"}).status_code == 409
        client.sign_in(town.qian)
        assert "带队确认" in client.get("/attendance").get_data(as_text=True)
        assert client.post(f"/attendance/{row.id}/confirmation", data={"side": "lead"}).status_code == 303
        assert client.post(f"/attendance/{row.id}/confirmation", data={"side": "community"}).status_code == 409
        client.sign_in(town.li)
        assert client.post(f"/attendance/{row.id}/confirmation", data={"side": "community"}).status_code == 303
    assert points.balance(fresh(session), town.party("zhao"), town.community).available == 108


def test_roster_and_paper_are_entered_closed_and_voided(
    client: HouseClient, town: Town, world: dict[str, str], session: Session
) -> None:
    start = session.get_one(Shift, world["shift"]).starts_at
    with time_machine.travel(start + timedelta(hours=5), tick=False):
        client.sign_in(town.qian)
        line = {"number": "z00001", "came_at": clock.local(start).strftime("%Y-%m-%dT%H:%M"), "is_paper": "1"}
        address = f"/attendance/shifts/{world['shift']}"
        assert client.post(address, data=line | {"number": "Z9"}).status_code == 422
        assert client.post(address, data=line).status_code == 303
        assert client.post(address, data=line).status_code == 409
        row = fresh(session).exec(select(Attendance)).one()
        left = clock.local(start + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
        assert client.post(f"/attendance/{row.id}/departure", data={"left_at": ""}).status_code == 422
        assert client.post(f"/attendance/{row.id}/departure", data={"left_at": left}).status_code == 303
        assert client.post(f"/attendance/{row.id}/voiding", data={"reason": ""}).status_code == 422
        assert client.post(f"/attendance/{row.id}/voiding", data={"reason": "没来"}).status_code == 303


def test_a_demand_from_the_doorstep_to_both_ratings(
    client: HouseClient, town: Town, world: dict[str, str], session: Session
) -> None:
    client.sign_in(town.wang)
    wish = {"skill": "repair", "words": "灯坏了", "asker": "李大爷", "phone": "13900000001"}
    assert client.post("/demands", data=wish | {"words": ""}).status_code == 422
    made = client.post("/demands", data=wish)
    assert made.status_code == 303
    address = made.headers["Location"]
    assert client.post(f"{address}/dispatch", data={"department_id": world["department"]}).status_code == 403
    client.sign_in(town.stranger)
    assert client.get(address).status_code == 404
    client.sign_in(town.li)
    assert client.post(f"{address}/dispatch", data={"department_id": world["department"]}).status_code == 303
    own = address.replace("/demands/", "/coming/demands/")
    client.sign_in(town.zhao)
    assert "李*爷" in client.get(own).get_data(as_text=True)
    assert client.post(f"{own}/acceptance").status_code == 303
    assert "李大爷" in client.get(own).get_data(as_text=True)
    demand = fresh(session).exec(select(Demand).where(Demand.words == "灯坏了")).one()
    start = saturday()
    with time_machine.travel(start + timedelta(hours=5), tick=False):
        client.sign_in(town.zhao)
        times = {"came_at": clock.local(start).strftime("%Y-%m-%dT%H:%M")}
        times["left_at"] = clock.local(start + timedelta(minutes=30)).strftime("%Y-%m-%dT%H:%M")
        assert client.post(f"{own}/completion", data={}).status_code == 422
        assert client.post(f"{own}/completion", data=times).status_code == 303
        assert "您办好了，这一趟顺不顺？" in client.get(own).text
        assert client.post(f"{own}/rating", data={"score": "good"}).status_code == 303
        client.sign_in(town.wang)
        assert client.post(f"{address}/rating", data={"score": "bad"}).status_code == 422
        assert client.post(f"{address}/rating", data={"score": "good"}).status_code == 303
        assert "属实，我确认" in client.get(address).get_data(as_text=True)
        client.sign_in(town.ma)
        assert client.post(f"{address}/confirmation").status_code in (403, 404, 409)
        client.sign_in(town.wang)
        assert client.post(f"{address}/confirmation").status_code == 303
        assert "属实，我确认" not in client.get(address).get_data(as_text=True)
        assert client.post(f"{address}/confirmation").status_code == 409
        client.sign_in(town.stranger)
        assert client.post(f"{address}/confirmation").status_code == 404
    assert fresh(session).get_one(Demand, demand.id).state is DemandState.RATED


def test_a_demand_refused_costs_nothing_and_one_no_longer_wanted_ends(
    client: HouseClient, town: Town, world: dict[str, str]
) -> None:
    client.sign_in(town.zhao)
    assert "水龙头滴水" in client.get("/coming").get_data(as_text=True)
    assert client.post(f"/coming/demands/{world['demand']}/refusal").status_code == 303
    assert "水龙头滴水" not in client.get("/coming").get_data(as_text=True)
    client.sign_in(town.wang)
    assert client.post(f"/demands/{world['demand']}/withdrawal", data={"reason": ""}).status_code == 422
    assert client.post(f"/demands/{world['demand']}/withdrawal", data={"reason": "修好了"}).status_code == 303


def test_departments_take_members_by_number(
    client: HouseClient, town: Town, world: dict[str, str], session: Session
) -> None:
    client.sign_in(town.li)
    wish = {"name": "法律服务部", "skill": "law", "lead": "Z00001"}
    assert client.post("/activities/departments", data=wish | {"lead": "Z9"}).status_code == 422
    assert client.post("/activities/departments", data=wish).status_code == 303
    assert client.post("/activities/departments", data=wish).status_code == 422
    team = fresh(session).exec(select(Department).where(Department.name == "法律服务部")).one()
    address = f"/activities/departments/{team.id}"
    assert client.post(address, data={"number": "Z9"}).status_code == 422
    assert client.post(address, data={"number": "Z00001"}).status_code == 303
    assert client.post(address, data={"leave": ids.new()}).status_code == 404


def test_a_department_may_have_a_deputy_who_leads_too(
    client: HouseClient, town: Town, world: dict[str, str], session: Session
) -> None:
    with db.transaction():
        second = volunteer(session, town, "吴芳", "wu")
    client.sign_in(town.li)
    wish = {"name": "法律服务部", "skill": "law", "lead": "Z00001"}
    assert client.post("/activities/departments", data=wish | {"deputy": "Z00001"}).status_code == 422
    assert client.post("/activities/departments", data=wish | {"deputy": second.number}).status_code == 303
    team = fresh(session).exec(select(Department).where(Department.name == "法律服务部")).one()
    assert (team.deputy_id, "副部长 吴芳" in client.get("/activities/departments").text) == (second.id, True)
    address = f"/activities/departments/{team.id}/leads"
    assert client.post(address, data={"lead_id": team.lead_id, "deputy_id": team.lead_id}).status_code == 422
    assert client.post(address, data={"lead_id": ids.new()}).status_code == 422
    assert client.post(address, data={"lead_id": second.id, "deputy_id": ""}).status_code == 303
    assert client.post(address, data={"lead_id": second.id, "deputy_id": ""}).status_code == 303
    team = fresh(session).get_one(Department, team.id)
    assert (team.lead_id, team.deputy_id) == (second.id, None)
    client.sign_in(town.far_host)
    assert client.post(address, data={"lead_id": second.id}).status_code == 404


def test_points_are_given_away_by_their_owner(
    client: HouseClient, town: Town, world: dict[str, str], session: Session
) -> None:
    client.sign_in(town.zhao)
    gift = {"points": "30", "key": ids.new()}
    for _ in range(2):
        assert client.post("/passbook/donation", data=gift).status_code == 303
    much = client.post("/passbook/donation", data={"points": "300", "key": ids.new()})
    assert much.status_code == 422 and "分不够" in much.get_data(as_text=True)
    assert points.balance(fresh(session), town.party("zhao"), town.community).available == 70


def test_only_volunteers_have_the_page(client: HouseClient, town: Town, world: dict[str, str]) -> None:
    assert client.sign_in(town.sun).get("/passbook").status_code == 403
    assert client.sign_out().get("/passbook").status_code == 303
    assert Volunteer is not None


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("qian", "/points?after=x"), ("qian", "/points/{book}?before=1"), ("zhao", "/passbook/lines?before=x"),
        ("qian", "/counter/{book}?g=x:1&g=&g={goods}:-2&g={goods}:999999"), ("qian", "/volunteers?after=%25"),
        ("qian", "/counter?q=%25%27"),
    ],
)  # fmt: skip
def test_made_up_addresses_are_no_error(
    client: HouseClient, town: Town, world: dict[str, str], name: str, address: str
) -> None:
    assert client.sign_in(town.accounts[name]).get(address.format(**world)).status_code == 200


def test_made_up_values_in_forms_are_refused(client: HouseClient, town: Town, world: dict[str, str]) -> None:
    client.sign_in(town.qian)
    assert client.post(f"/activities/departments/{world['department']}", data={"leave": "x"}).status_code == 404
    sale = {"allocation_id": "x", "who": "Z00001", "quantity": "1"}
    assert client.post("/stock/market/sales", data=sale).status_code == 404
    basket = {"order_id": "x", "basket": "x:1", "told": "1"}
    assert client.post(f"/counter/{world['book']}/orders", data=basket).status_code == 422
    many = {"order_id": ids.new(), "basket": f"{ids.new()}:1", "told": "1"}
    assert client.post(f"/counter/{world['book']}/orders", data=many).status_code == 404
