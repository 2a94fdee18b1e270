"""Every list of an office goes in and comes out by one engine: template, preview, before and after, report of rows."""

import io
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from tests.conftest import HouseClient
from tests.register.register import homes
from tests.town import Town
from webapp.core.data import db
from webapp.core.files import spreadsheets
from webapp.core.files.spreadsheets import Column, Row
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.door.liaisons.models import Liaison
from webapp.exchange.shop.models import Price
from webapp.people.accounts.permissions import Action
from webapp.people.org.models import Party
from webapp.register.intake import list_services, queries, services
from webapp.register.intake.models import RegisterUpload
from webapp.register.merchants.models import Employee, Merchant, Partner
from webapp.register.register.models import Building, Dwelling, Entrance, Resident
from webapp.volunteering.volunteers.models import Volunteer

SHOP = {"grid": "第一网格", "shop": "老张早点", "shop_no": "底商 3", "trade": "餐饮", "phone": "138 0013 8000"}
NEXT_YEAR = "2027-12-31"


def upload(session: Session, town: Town, kind: str, *cells: dict[str, str]) -> RegisterUpload:
    rows = [Row(number, one) for number, one in enumerate(cells, start=2)]
    actor = town.actor("li", Action.IMPORT_REGISTER)
    return services.keep_upload(
        session, actor, community_id=town.community, filename="a.xlsx", rows=rows, kind=kind
    )  # fmt: skip


def take(town: Town, kind: str, *cells: dict[str, str]) -> dict[str, int]:
    with db.transaction() as session:
        kept = upload(session, town, kind, *cells)
        return services.import_upload(session, town.actor("li", Action.IMPORT_REGISTER), kept)


def seen(town: Town, kind: str, *cells: dict[str, str]) -> services.Preview:
    with db.transaction() as session:
        kept = upload(session, town, kind, *cells)
    return services.preview(db.session(), kept)


def test_shops_and_who_works_there_come_in_from_two_sheets(session: Session, town: Town) -> None:
    assert take(town, "merchants", SHOP, SHOP | {"shop": "新华书店", "shop_no": "", "phone": ""}) == {
        "new": 2, "changed": 0, "same": 0,
    }  # fmt: skip
    people = [{"grid": "第一网格", "shop": "老张早点", "name": f"店员{n}", "job": "帮厨"} for n in "甲乙"]
    assert take(town, "employees", *people)["new"] == 2
    shop = db.session().exec(select(Merchant).where(Merchant.name == "老张早点")).one()
    assert (shop.phone, shop.shop_no, shop.trade) == ("13800138000", "底商 3", "餐饮")
    assert {one.name for one in db.session().exec(select(Employee).where(Employee.merchant_id == shop.id))} == {
        "店员甲", "店员乙",
    }  # fmt: skip


def test_what_is_there_is_shown_before_and_after_and_then_changed(session: Session, town: Town) -> None:
    take(town, "merchants", SHOP)
    corrected = SHOP | {"phone": "13900139000", "trade": "早点"}
    found = seen(town, "merchants", corrected, SHOP | {"shop": "新店"})
    assert found.counts == {"new": 1, "changed": 1, "same": 0}
    assert found.changes == [
        (2, "第一网格 老张早点", "做什么生意", "餐饮", "早点"),
        (2, "第一网格 老张早点", "电话", "138****8000", "139****9000"),
    ]
    assert take(town, "merchants", corrected) == {"new": 0, "changed": 1, "same": 0}
    shop = db.session().exec(select(Merchant)).one()
    assert (shop.phone, shop.trade, shop.shop_no, shop.version) == ("13900139000", "早点", "底商 3", 2)


def test_a_blank_cell_says_nothing_and_the_same_file_again_changes_nothing(session: Session, town: Town) -> None:
    take(town, "merchants", SHOP)
    assert take(town, "merchants", SHOP | {"phone": "", "trade": ""}) == {"new": 0, "changed": 0, "same": 1}


def test_a_shop_with_a_code_is_found_under_a_new_name(session: Session, town: Town) -> None:
    coded = SHOP | {"credit_code": "91350100M000100Y43"}
    take(town, "merchants", coded)
    found = seen(town, "merchants", coded | {"shop": "老张面馆"})
    assert [(column, before, after) for _, _, column, before, after in found.changes] == [
        ("店名", "老张早点", "老张面馆")
    ]


def test_every_bad_cell_is_named_and_nothing_is_written(session: Session, town: Town) -> None:
    rows = [
        SHOP | {"grid": "第九网格"}, SHOP | {"phone": "12345"}, SHOP | {"shop": ""}, SHOP, SHOP,
        SHOP | {"credit_code": "123"}, SHOP | {"shop": "别家", "phone": "138****8000"},
    ]  # fmt: skip
    lines = seen(town, "merchants", *rows).lines()
    assert [(row, column) for row, column, _ in lines] == [
        (2, "网格"), (3, "电话"), (4, "店名"), (6, "网格"), (7, "统一社会信用代码"), (8, "电话"),
    ]  # fmt: skip
    assert "第 5 行是同一个" in lines[3][2] and "打了星号" in lines[5][2]
    with pytest.raises(services.UploadHasProblems):
        take(town, "merchants", *rows)
    assert not db.session().exec(select(Merchant)).all()


def test_a_worker_of_an_unknown_or_doubtful_shop_is_refused_with_the_reason(session: Session, town: Town) -> None:
    take(town, "merchants", SHOP, SHOP | {"shop_no": "底商 4"})
    person = {"grid": "第一网格", "shop": "老张早点", "name": "小李"}
    lines = seen(town, "employees", person, person | {"shop": "没有这家"}, person | {"shop_no": "底商 4"}).lines()
    assert [(row, column) for row, column, _ in lines] == [(2, "铺位号"), (3, "店名")]


def test_partners_are_parties_too(session: Session, town: Town) -> None:
    row = {"name": "蓝天物业公司", "kind": "物业", "contact_name": "周海", "phone": "022-24990001", "offers": "照明"}
    take(town, "partners", row)
    assert take(town, "partners", row | {"contact_name": "周江", "phone": ""})["changed"] == 1
    partner = db.session().exec(select(Partner).where(Partner.name == "蓝天物业公司")).one()
    party = db.session().get_one(Party, partner.party_id)
    assert (partner.contact_name, partner.phone, party.contact_name) == ("周江", "022-24990001", "周江")
    assert "导入改不了" in seen(town, "partners", row | {"kind": "学校"}).lines()[0][2]


def test_buildings_come_with_every_door_and_room(session: Session, town: Town) -> None:
    row = {"grid": "第一网格", "estate": "新苑", "name": "7", "entrances": "2", "floors": "3", "rooms_per_floor": "4"}
    take(town, "buildings", row)
    building = db.session().exec(select(Building).where(Building.estate == "新苑")).one()
    assert building.name == "7号楼"
    assert len(db.session().exec(select(Entrance).where(Entrance.building_id == building.id)).all()) == 2
    assert len(db.session().exec(select(Dwelling).where(Dwelling.building_id == building.id)).all()) == 24
    assert take(town, "buildings", row | {"address": "军粮城大街 18 号"}) == {"new": 0, "changed": 1, "same": 0}
    assert take(town, "buildings", row | {"name": "7栋", "address": "军粮城大街 20 号"})["changed"] == 1
    assert "现在是“3”，导入改不了" in seen(town, "buildings", row | {"floors": "6"}).lines()[0][2]


def test_liaisons_are_the_people_the_register_knows(session: Session, town: Town) -> None:
    with db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town))
        neighbour = homes.add(session, town, home, name="孙桂芳")
    rows = [
        {"grid": "第一网格", "name": "孙桂芳", "area": "3号楼", "valid_to": NEXT_YEAR},
        {"grid": "第一网格", "name": "新来的人", "phone": "13800138111", "valid_to": NEXT_YEAR},
    ]
    assert take(town, "liaisons", *rows)["new"] == 2
    parties = {one.party_id for one in db.session().exec(select(Liaison).where(col(Liaison.area) != ""))}
    assert db.session().get_one(Resident, neighbour.id).party_id in parties
    assert take(town, "liaisons", rows[0] | {"area": "4号楼", "valid_to": ""}, rows[1])["changed"] == 1
    lines = seen(town, "liaisons", {"grid": "第一网格", "name": "再一个"}).lines()
    assert [(column, "任期" in why) for _, column, why in lines] == [("任期到", True)]


def test_volunteers_get_their_numbers_and_are_found_by_them(session: Session, town: Town) -> None:
    row = {"name": "刘淑珍", "phone": "13800000091", "skills": "维修、照护", "consent": "是"}
    assert take(town, "volunteers", row)["new"] == 1
    one = db.session().exec(select(Volunteer).where(Volunteer.name == "刘淑珍")).one()
    assert (one.skills, one.phone) == (["repair", "care"], "13800000091")
    assert take(town, "volunteers", row | {"number": one.number, "phone": "13800000092"})["changed"] == 1
    assert db.session().exec(select(Volunteer.phone).where(Volunteer.id == one.id)).one() == "13800000092"
    minor = {"name": "小明", "born_on": (clock.today() - timedelta(days=3650)).isoformat(), "consent": "是"}
    found = seen(town, "volunteers", minor, {"name": "没同意"}, {"name": "甲", "number": "Z99999"})
    reasons = {column for _, column, _ in found.lines()}
    assert reasons == {"监护人姓名", "本人同意登记", "志愿者编号"}


def test_the_register_too_shows_before_and_after(session: Session, town: Town) -> None:
    from tests.register.intake.test_import_rules import GOOD

    with db.transaction() as session:
        kept = upload(session, town, "households", GOOD)
        services.import_upload(session, town.actor("li"), kept)
    corrected = GOOD | {"phone": "13900139000", "work": "", "flags": "独居"}
    found = seen(town, "households", corrected)
    assert (found.counts["changed"], found.counts["residents"]) == (1, 0)
    assert [(column, before, after) for _, _, column, before, after in found.changes] == [
        ("电话", "138****8000", "139****9000"), ("重点户", "独居、高龄", "独居"),
    ]  # fmt: skip
    take(town, "households", corrected)
    one = db.session().exec(select(Resident)).one()
    assert (one.phone, one.work) == ("13900139000", "教师")
    lines = seen(town, "households", GOOD | {"relation": "子女"}).lines()
    assert [column for _, column, _ in lines] == ["和户主的关系"]


def test_what_is_exported_can_be_sent_back_in_and_changes_nothing(
    client: HouseClient, session: Session, town: Town
) -> None:
    take(town, "merchants", SHOP)
    client.sign_in(town.li)
    answer = client.get(f"/intake/lists/merchants/export.xlsx?community_id={town.community}")
    kind = list_services.kind_named("merchants")
    rows = spreadsheets.read_rows(answer.data, kind.fields)
    assert rows[0].cells["phone"] == "138****8000"
    assert take(town, "merchants", *[row.cells for row in rows]) == {"new": 0, "changed": 0, "same": 1}


def test_the_way_back_is_open_to_whoever_stands_there(client: HouseClient, town: Town) -> None:
    back = 'class="back" href="/register/"'
    assert back in client.sign_in(town.li).get("/intake/").get_data(as_text=True)
    seen = client.sign_in(town.accounts["he"]).get("/intake/")
    assert seen.status_code == 200 and back not in seen.get_data(as_text=True), "a register is no page of the district"


def test_a_host_sends_a_list_in_reads_the_preview_and_takes_the_report(
    client: HouseClient, session: Session, town: Town
) -> None:
    client.sign_in(town.li)
    assert client.get("/intake/").status_code == 200
    for kind in list_services.KINDS:
        page = client.get(f"/intake/lists/{kind.name}")
        if not town.actor("li").can(kind.action):
            assert page.status_code == 403, "tree, catalogue and duty list are the district's"
            continue
        assert kind.title in page.text and "下载模板" in page.text
        template = client.get(f"/intake/lists/{kind.name}/template.xlsx")
        with pytest.raises(spreadsheets.NoRows):
            spreadsheets.read_rows(template.data, kind.fields)
    kind = list_services.kind_named("merchants")
    sheet = spreadsheets.write_xlsx(kind.fields, [[SHOP.get(one.key, "") for one in kind.fields]])
    answer = post_file(client, "/intake/lists/merchants/uploads", sheet, community_id=town.community)
    assert answer.status_code == 303
    where = answer.headers["Location"]
    assert "新的 1 行" in client.get(where).text
    assert client.post(where + "/import").status_code == 303
    done = client.get(where).text
    assert "1 行都导入了" in done and "下载每一行的结果" in done
    report = client.get(where + "/report.xlsx")
    assert report.status_code == 200 and len(report.data) > 1000
    again = client.post(where + "/import")
    assert again.status_code == 409 and "已经导入过了" in again.text


def post_file(client: HouseClient, url: str, content: bytes, **fields: str) -> Any:
    return client.post(
        url, data={**fields, "file": (io.BytesIO(content), "a.xlsx")}, content_type="multipart/form-data"
    )  # fmt: skip


def test_strangers_and_other_posts_do_not_get_at_lists(client: HouseClient, session: Session, town: Town) -> None:
    client.sign_in(town.wang)
    assert client.get("/intake/lists/merchants").status_code == 403
    client.sign_in(town.li)
    assert client.get("/intake/lists/nothing").status_code == 404
    elsewhere = town.units["far_community"]
    assert client.get(f"/intake/lists/merchants/export.xlsx?community_id={elsewhere}").status_code == 404
    with db.transaction() as session:
        kept = upload(session, town, "merchants", SHOP)
    with pytest.raises(NotFound):
        queries.get_upload(session, town.actor("far_host", Action.IMPORT_REGISTER), kept.id)


def test_goods_come_in_with_their_points_and_a_new_price_waits_for_tomorrow(session: Session, town: Town) -> None:
    goods = {"code": "A01", "name": "洗衣液", "measure": "瓶", "points": "30"}
    assert take(town, "goods", goods, goods | {"code": "A02", "name": "毛巾", "points": "12"})["new"] == 2
    assert take(town, "goods", goods) == {"new": 0, "changed": 0, "same": 1}
    assert take(town, "goods", goods | {"points": "28"})["changed"] == 1
    prices = db.session().exec(select(Price.points, Price.valid_from).order_by(col(Price.valid_from))).all()
    assert (28, clock.today() + timedelta(days=1)) in prices and (30, clock.today()) in prices
    assert seen(town, "goods", goods | {"name": "别的"}).total == 1, "another name under one code"


def test_other_peoples_column_names_are_said_once_and_remembered(
    client: HouseClient, session: Session, town: Town
) -> None:
    own = [Column("grid", "所属网格"), Column("shop", "门店名称"), Column("x", "备注"), Column("phone", "手机")]
    rows = [["第一网格", "老张早点", "早上五点开门", "13800138000"], ["第二网格", "新华书店", "", ""]]
    sheet = spreadsheets.write_xlsx(own, rows)
    client.sign_in(town.li)
    where = post_file(client, "/intake/lists/merchants/uploads", sheet, community_id=town.community).location
    page = client.get(client.get(where).location)
    assert page.status_code == 200 and "门店名称" in page.text and "早上五点开门" in page.text
    told = {"column-0": "grid", "column-1": "shop", "column-3": "phone"}
    lacking = client.post(where + "/columns", data=told | {"column-1": ""})
    assert lacking.status_code == 422 and "还没有说哪一列是" in lacking.text
    twice = client.post(where + "/columns", data=told | {"column-2": "grid"})
    assert twice.status_code == 422 and "只能有一列" in twice.text
    assert client.post(where + "/columns", data=told).location == where
    assert "新的 2 行" in client.get(where).text
    assert client.get(where + "/columns").status_code == 404, "it is said"
    again = post_file(client, "/intake/lists/merchants/uploads", sheet, community_id=town.community).location
    assert "新的 2 行" in client.get(again).text, "the next file of that office needs no question"
    assert client.sign_in(town.wang).get(again + "/columns").status_code == 403
    assert client.sign_in(town.accounts["far_host"]).get(again + "/columns").status_code == 404


def test_a_column_of_a_name_nobody_knows_is_asked_about_and_not_left_out(
    client: HouseClient, session: Session, town: Town
) -> None:
    own = [Column(title, title) for title in ("网格", "店名", "铺号", "打给谁", "打给谁")]
    sheet = spreadsheets.write_xlsx(own, [["第一网格", "老张早点", "底商 3", "13800138000", "13900139000"]])
    client.sign_in(town.li)

    def sent() -> str:
        return str(post_file(client, "/intake/lists/merchants/uploads", sheet, community_id=town.community).location)

    where = sent()
    asked = client.get(where, follow_redirects=True).get_data(as_text=True)
    assert "打给谁" in asked and "打给谁（2）" in asked
    told = {"column-0": "grid", "column-1": "shop", "column-2": "shop_no", "column-3": "phone", "column-4": ""}
    assert client.post(where + "/columns", data=told).location == where
    assert "138****8000" in client.get(where).get_data(as_text=True)
    again = client.get(sent()).get_data(as_text=True)
    assert "138****8000" in again and "打给谁" not in again
