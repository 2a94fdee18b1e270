"""Shops, who works in them, and co-building units as lists of the office."""

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_
from webapp.people.org import queries as org
from webapp.register.intake.cell_rules import choice, credit_code, phone, text
from webapp.register.intake.kind_rules import Field, Ground, Kind, Known, Values
from webapp.register.merchants import services as merchants
from webapp.register.merchants.models import PARTNER_WORDS, Employee, Merchant, Partner

NO_SUCH_SHOP = N_("“%(grid)s”没有这家店，先导入商户")
WHICH_SHOP = N_("“%(grid)s”有几家同名的店，写上铺位号")
SHOP = (
    Field("grid", N_("网格"), required=True, example="第一网格", read=text(80, must=True), refers="grid"),
    Field("shop", N_("店名"), required=True, example="老张早点", read=text(80, must=True)),
    Field("shop_no", N_("铺位号"), example="底商 3", read=text(30)),
)
CONTACT = Field("contact_name", N_("负责人"), example="张大海", read=text(40))
PHONE = Field("phone", N_("电话"), example="13800138000", read=phone, is_private=True)


def _shops(session: Session, community_id: str) -> list[Merchant]:
    query = select(Merchant).where(Merchant.community_id == community_id, col(Merchant.closed_on).is_(None))
    return list(session.exec(query.order_by(col(Merchant.name), col(Merchant.shop_no))))


def _survey_shops(session: Session, community_id: str) -> Ground:
    grids = org.grids_of(session, community_id)
    names = {key: name for name, key in grids.items()}
    known = [
        Known(one.id, {
            "grid": names.get(one.grid_id, ""), "shop": one.name, "shop_no": one.shop_no, "trade": one.trade,
            "credit_code": one.credit_code, "contact_name": one.contact_name, "phone": one.phone,
        })
        for one in _shops(session, community_id)
    ]  # fmt: skip
    return Ground(community_id, known, {"grid": grids})


def _shop_keys(values: Values) -> list[tuple[Any, ...]]:
    """Its code, if it has one, finds a shop also under a new name or number; else grid, name and number do."""
    coded = [("code", values["credit_code"])] if values.get("credit_code") else []
    return [*coded, ("place", values["grid"], values["shop"], values["shop_no"])]


def _add_shop(session: Session, actor: Any, ground: Ground, values: Values) -> None:
    told = {key: value for key, value in values.items() if key not in ("grid", "shop")}
    merchants.add_merchant(session, actor, grid_id=ground.places["grid"][values["grid"]], name=values["shop"], **told)


def _change_shop(session: Session, actor: Any, ground: Ground, known_id: str, changed: Values) -> None:
    shop = session.get_one(Merchant, known_id)
    told = {"name" if key == "shop" else key: value for key, value in changed.items()}
    merchants.change_merchant(session, actor, shop, version=shop.version, **told)


SHOPS = Kind(
    "merchants", N_("商户"), N_("有信用代码的按代码认，没有的按网格、店名和铺位号认。"),
    (
        Field("grid", SHOP[0].title, required=True, example=SHOP[0].example, read=SHOP[0].read, refers="grid",
              is_fixed=True),
        *SHOP[1:],
        Field("trade", N_("做什么生意"), example="餐饮", read=text(40)),
        Field("credit_code", N_("统一社会信用代码"), example="91350100M000100Y43", read=credit_code, width=22),
        CONTACT, PHONE,
    ),
    _shop_keys, _survey_shops, _add_shop, _change_shop,
)  # fmt: skip


def _shop_of(ground: Ground, values: Values) -> list[str]:
    """The shops a row could mean: a number is only needed where one name stands twice."""
    place = (values["grid"], values["shop"])
    return [
        key for label, key in ground.places["shop"].items()
        if tuple(label.split("\n"))[:2] == place and values["shop_no"] in ("", label.split("\n")[2])
    ]  # fmt: skip


def _survey_people(session: Session, community_id: str) -> Ground:
    grids = org.grids_of(session, community_id)
    names = {key: name for name, key in grids.items()}
    shops = {one.id: one for one in _shops(session, community_id)}
    query = select(Employee).where(Employee.community_id == community_id, col(Employee.left_on).is_(None))
    known = [
        Known(one.id, {
            "grid": names.get(shops[one.merchant_id].grid_id, ""), "shop": shops[one.merchant_id].name,
            "shop_no": shops[one.merchant_id].shop_no, "name": one.name, "job": one.job, "phone": one.phone,
        })
        for one in session.exec(query.order_by(col(Employee.merchant_id), col(Employee.name)))
        if one.merchant_id in shops
    ]  # fmt: skip
    places = {"\n".join((names.get(one.grid_id, ""), one.name, one.shop_no)): one.id for one in shops.values()}
    return Ground(community_id, known, {"grid": grids, "shop": places})


def _check_person(ground: Ground, values: Values) -> Iterator[tuple[str, str, Values]]:
    found = _shop_of(ground, values)
    if not found:
        yield "shop", NO_SUCH_SHOP, {"grid": values["grid"]}
    elif len(found) > 1:
        yield "shop_no", WHICH_SHOP, {"grid": values["grid"]}
    else:
        label = next(label for label, key in ground.places["shop"].items() if key == found[0])
        values["shop_no"] = label.split("\n")[2]


def _add_person(session: Session, actor: Any, ground: Ground, values: Values) -> None:
    shop = session.get_one(Merchant, _shop_of(ground, values)[0])
    merchants.add_employee(session, actor, shop, name=values["name"], job=values["job"], phone=values["phone"])


def _change_person(session: Session, actor: Any, ground: Ground, known_id: str, changed: Values) -> None:
    merchants.change_employee(session, actor, session.get_one(Employee, known_id), **changed)


EMPLOYEES = Kind(
    "employees", N_("从业人员"), N_("按网格、店名、铺位号和姓名认；先有店，才有人。"),
    (
        *SHOP, Field("name", N_("姓名"), required=True, example="李小红", read=text(40, must=True)),
        Field("job", N_("岗位"), example="店员", read=text(40)), PHONE,
    ),
    lambda values: [("person", values["grid"], values["shop"], values["shop_no"], values["name"])],
    _survey_people, _add_person, _change_person, _check_person,
)  # fmt: skip


def _survey_partners(session: Session, community_id: str) -> Ground:
    query = select(Partner).where(Partner.community_id == community_id, col(Partner.left_on).is_(None))
    known = [
        Known(one.id, {
            "name": one.name, "kind": one.kind, "contact_name": one.contact_name, "phone": one.phone,
            "offers": one.offers,
        })
        for one in session.exec(query.order_by(col(Partner.name)))
    ]  # fmt: skip
    return Ground(community_id, known)


def _add_partner(session: Session, actor: Any, ground: Ground, values: Values) -> None:
    merchants.add_partner(session, actor, community_id=ground.community_id, **values)


def _change_partner(session: Session, actor: Any, ground: Ground, known_id: str, changed: Values) -> None:
    partner = session.get_one(Partner, known_id)
    kept = {"contact_name": partner.contact_name, "phone": partner.phone, "offers": partner.offers}
    merchants.change_partner(session, actor, partner, has_left=False, **{**kept, **changed})


PARTNERS = Kind(
    "partners", N_("共建单位"), N_("按单位名称认。"),
    (
        Field("name", N_("单位名称"), required=True, example="蓝天物业", read=text(80, must=True)),
        Field("kind", N_("是什么单位"), choices=tuple(PARTNER_WORDS.values()), required=True, example="物业",
              read=choice(PARTNER_WORDS), words=PARTNER_WORDS, is_fixed=True),
        Field("contact_name", N_("联系人"), example="周海", read=text(40)), PHONE,
        Field("offers", N_("能帮什么"), example="楼道照明、积水", read=text(200), width=30),
    ),
    lambda values: [("name", values["name"])], _survey_partners, _add_partner, _change_partner,
)  # fmt: skip
KINDS = (SHOPS, EMPLOYEES, PARTNERS)
