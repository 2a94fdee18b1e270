"""A whole import is taken back: what nobody has touched goes, what was built upon stays and says why."""

from datetime import time, timedelta
from typing import Any

import pytest
from sqlmodel import Session, func, select

from tests.conftest import HouseClient
from tests.register.intake.test_lists import SHOP, take, upload
from tests.town import Town
from webapp.casework.catalogue import queries as catalogue
from webapp.casework.dispatch.models import DutyEntry
from webapp.core.data import db
from webapp.core.files.spreadsheets import Row
from webapp.core.search.lookup import NamePair
from webapp.core.time import clock
from webapp.core.trust.history import AuditLine
from webapp.council.councils.models import CouncilSeat, CouncilSeries
from webapp.door.visits.models import Outcome, Visit
from webapp.people.accounts.models import Account, Post
from webapp.people.accounts.permissions import Action
from webapp.people.org.models import Party, Unit
from webapp.register.intake import return_services, services
from webapp.register.intake.models import RegisterUpload
from webapp.register.merchants import services as merchants
from webapp.register.merchants.models import Merchant
from webapp.register.register.models import Building, Dwelling, Household, Resident
from webapp.volunteering.volunteers.models import Volunteer

HOME = {"grid": "第一网格", "building": "8号楼", "entrance": "1门", "sex": "男", "born_on": "", "phone": ""}
HEADS = [
    HOME | {"room": "101", "name": "周树仁", "relation": "户主"},
    HOME | {"room": "101", "name": "许广平", "relation": "配偶"},
    HOME | {"room": "102", "name": "沈从文", "relation": "户主"},
]


def bring(town: Town, kind: str, *cells: dict[str, str], unit: str = "") -> RegisterUpload:
    rows = [Row(number, one) for number, one in enumerate(cells, start=2)]
    with db.transaction() as session:
        actor = town.actor("he") if unit else town.actor("li", Action.IMPORT_REGISTER)
        kept = services.keep_upload(
            session, actor, community_id=unit or town.community, filename="a.xlsx", rows=rows, kind=kind
        )
        services.import_upload(session, actor, kept)
    return kept


def back(town: Town, kept: RegisterUpload) -> return_services.Return:
    with db.transaction() as session:
        found = session.get_one(RegisterUpload, kept.id)
        return return_services.take_back(session, town.actor("he"), found)


def count(model: Any) -> int:
    return db.session().exec(select(func.count()).select_from(model)).one()


def everything() -> dict[str, int]:
    tables = (Building, Dwelling, Household, Resident, NamePair, Party, Unit, Account, Post, Merchant, Volunteer)
    return {model.__tablename__: count(model) for model in tables}


def test_homes_go_with_their_people_and_the_building_with_the_last(session: Session, town: Town) -> None:
    before = everything()
    kept = bring(town, "households", *HEADS)
    assert everything()["resident"] == before["resident"] + 3
    found = back(town, kept)
    assert [line[0] for line in found.lines] == [2, 4] and not found.stays
    assert everything() == before
    with pytest.raises(return_services.AlreadyReturned):
        back(town, kept)
    verbs = db.session().exec(select(AuditLine.verb).where(AuditLine.row_id == kept.id)).all()
    assert "return_import" in verbs


def test_a_home_with_a_visit_stays_with_the_reason_and_the_next_one_goes(session: Session, town: Town) -> None:
    kept = bring(town, "households", *HEADS)
    home = db.session().exec(select(Household).where(Household.head_name == "周树仁")).one()
    with db.transaction() as session:
        session.add(Visit(
            community_id=home.community_id, grid_id=home.grid_id, household_id=home.id, building_id=home.building_id,
            account_id=town.accounts["wang"], outcome=next(iter(Outcome)),
            **dict.fromkeys(("captured_at", "happened_at", "received_at"), clock.now()),
        ))  # fmt: skip
    found = back(town, kept)
    assert found.goes == 1 and [(row, why) for row, _, why in found.stays] == [(2, "后来有了走访")]
    names = set(db.session().exec(select(Resident.name)))
    assert {"周树仁", "许广平"} <= names and "沈从文" not in names
    report = services.report_of(db.session().get_one(RegisterUpload, kept.id))
    assert [outcome for _, _, outcome in report] == ["留着：后来有了走访", "新增", "撤回了"]


def test_what_was_changed_says_again_what_it_said(session: Session, town: Town) -> None:
    take(town, "merchants", SHOP)
    kept = bring(town, "merchants", SHOP | {"trade": "早点", "phone": "13900139000"}, SHOP | {"shop": "新店"})
    assert back(town, kept).goes == 2
    shop = db.session().exec(select(Merchant)).one()
    assert (shop.trade, shop.phone, shop.name) == ("餐饮", "13800138000", "老张早点")


def test_what_somebody_has_mended_since_stays_mended(session: Session, town: Town) -> None:
    kept = bring(town, "merchants", SHOP)
    with db.transaction() as session:
        shop = session.exec(select(Merchant)).one()
        actor = town.actor("li", Action.CHANGE_REGISTER)
        merchants.change_merchant(session, actor, shop, version=1, trade="面馆")
    with pytest.raises(return_services.NothingToReturn):
        back(town, kept)
    assert return_services.preview(db.session(), kept).stays[0][2] == "导入以后有人改过"


def test_units_people_volunteers_and_goods_go_too(session: Session, town: Town) -> None:
    before = everything()
    home = {"community": "冬梅轩社区", "grid": "第九网格"}
    units = bring(town, "units", home | {"micro": "甲"}, home | {"micro": "乙"}, unit=town.units["district"])
    people = bring(
        town, "people", home | {"name": "韩梅梅", "role": "网格员", "phone": "13600001111"}, unit=town.units["district"]
    )
    with_people = return_services.preview(db.session(), units)
    assert with_people.stays[0][2] == "后来有了人或单位；后来有了岗位"
    volunteers = bring(town, "volunteers", {"name": "李雷", "phone": "13600002222", "consent": "是"})
    for one in (volunteers, people, units):
        assert not back(town, one).stays
    assert everything() == before


def test_seats_catalogue_and_duties_come_in_and_go(session: Session, town: Town) -> None:
    with db.transaction() as session:
        session.add(CouncilSeries(
            community_id=town.community, name="冬梅轩议事厅", place="二楼", feed_token="f1", board_token="b1",
            starts_at=time(19),
        ))  # fmt: skip
    seats = bring(
        town, "seats", {"council": "冬梅轩议事厅", "name": "孙桂芳", "kind": "居民代表", "alternate": "李国强"},
        {"council": "冬梅轩议事厅", "name": "蓝天物业", "kind": "物业"},
    )  # fmt: skip
    assert count(CouncilSeat) == 2
    assert bring(town, "seats", {"council": "冬梅轩议事厅", "name": "孙桂芳", "kind": "居民代表", "title": "楼组长"})
    found = back(town, seats)
    assert found.goes == 1 and found.stays[0][2] == "导入以后有人改过"
    line = {"code": "JC-99", "name": "走访独居老人", "basis": "区委办〔2026〕7号"}
    first = bring(town, "duties", line, unit=town.units["district"])
    again = bring(town, "duties", line | {"name": "独居老人走访"}, unit=town.units["district"])
    assert back(town, again).goes == 1
    assert db.session().exec(select(DutyEntry.name).where(DutyEntry.code == "JC-99")).all() == ["走访独居老人"]
    assert back(town, first).goes == 1 and not count(DutyEntry)


def test_a_category_is_a_version_from_tomorrow_and_goes_back(session: Session, town: Town) -> None:
    old = next(one for one in catalogue.list_categories(session, clock.today()))
    row = {
        "code": old.code, "kind": "隐患", "name": "换个名字", "level": "社区", "limit_amount": "7",
        "limit_unit": "自然日",
    }  # fmt: skip
    kept = bring(town, "catalogue", row, unit=town.units["district"])
    tomorrow = clock.today() + timedelta(days=1)
    assert "换个名字" in {one.name for one in catalogue.list_categories(db.session(), tomorrow)}
    assert back(town, kept).goes == 1
    after = {one.code: one for one in catalogue.list_categories(db.session(), tomorrow)}
    assert after[old.code].name == old.name and after[old.code].valid_to is None


def test_the_page_shows_what_goes_and_takes_it_back(client: HouseClient, town: Town, session: Session) -> None:
    kept = bring(town, "merchants", SHOP, SHOP | {"shop": "新店"})
    li = client.sign_in(town.accounts["li"])
    assert "导错了" in li.get(f"/intake/uploads/{kept.id}").text
    assert "2 行会撤回" in li.get(f"/intake/uploads/{kept.id}/return").text
    assert "撤回了这次导入" in li.post(f"/intake/uploads/{kept.id}/return", follow_redirects=True).text
    assert not count(Merchant)
    again = li.post(f"/intake/uploads/{kept.id}/return")
    assert again.status_code == 409 and "已经撤回过" in again.text
    with db.transaction() as session:
        waiting = upload(session, town, "merchants", SHOP)
    assert "还没有导入" in li.get(f"/intake/uploads/{waiting.id}/return").text
    assert client.sign_in(town.accounts["far_host"]).get(f"/intake/uploads/{kept.id}/return").status_code == 404
    assert client.sign_in(town.accounts["wang"]).get(f"/intake/uploads/{kept.id}/return").status_code == 403
