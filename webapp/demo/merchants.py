"""Chapter three: the shopping street of grid 1, and the units that share the work."""

from __future__ import annotations

from random import Random

from sqlmodel import Session

from webapp.core.search.lookup import NamePair, inner_pairs, tail_index
from webapp.core.text.pinyin import pinyin_of_words
from webapp.core.time import clock
from webapp.demo import bulk, people
from webapp.demo.town import FOUNDED, Town
from webapp.people.org import services as org
from webapp.people.org.models import PartyKind
from webapp.register.merchants.models import Employee, Merchant, Partner, PartnerKind
from webapp.register.merchants.rules import credit_check_digit
from webapp.register.register.models import Building, BuildingUse, Entrance, Placement
from webapp.register.register.place_services import door_token

SHOPS, EMPLOYEES = 100, 443
JOBS = ("店长", "店员", "收银", "厨师", "服务员", "配送")
PARTNERS = {
    "dongmei": (
        ("军粮城供热站", PartnerKind.UTILITY), ("冬梅轩物业服务处", PartnerKind.PROPERTY),
        ("春和商业街管理处", PartnerKind.COMPANY), ("军粮城街道卫生服务中心", PartnerKind.CLINIC),
        ("军粮城第三小学", PartnerKind.SCHOOL), ("军粮城消防站", PartnerKind.OFFICE),
    ),
    "mingdu": (
        ("名都园物业服务中心", PartnerKind.PROPERTY), ("华新供电服务站", PartnerKind.UTILITY),
        ("华新城管中队", PartnerKind.OFFICE), ("华新街社区卫生服务中心", PartnerKind.CLINIC),
        ("同心律师事务所", PartnerKind.COMPANY), ("华新实验学校", PartnerKind.SCHOOL),
    ),
    "shanghu": (
        ("赏湖苑物业服务中心", PartnerKind.PROPERTY), ("东丽湖自来水服务站", PartnerKind.UTILITY),
        ("湖畔便民超市", PartnerKind.COMPANY), ("东丽湖派出所", PartnerKind.OFFICE),
    ),
}  # fmt: skip


def tell(session: Session, town: Town) -> None:
    rng = Random(town.rng.random())
    _street(session, town, rng)
    for key, partners in PARTNERS.items():
        for name, kind in partners:
            _partner(session, town, rng, key, name, kind)


def _street(session: Session, town: Town, rng: Random) -> None:
    community_id, grid_id = town.units["dongmei"], town.grids["dongmei"][0]
    building = Building(
        community_id=community_id, name="春和商业街", floors=2, use=BuildingUse.SHOP, position=90,
        initials=pinyin_of_words("春和商业街")[1], address="春和商业街 1–100 号",
    )  # fmt: skip
    entrance = Entrance(
        community_id=community_id,
        building_id=building.id,
        grid_id=grid_id,
        name="南门",
        position=1,
        token=door_token(community_id, ("", "春和商业街"), "南门"),
    )
    placed = Placement(community_id=community_id, entrance_id=entrance.id, grid_id=grid_id, valid_from=FOUNDED)
    for row in (building, entrance, placed):
        bulk.add_all(session, [row])
    shops = _shops(town, rng, building, grid_id)
    bulk.add_all(session, shops)
    pairs = [
        NamePair(community_id=community_id, pair=pair, row_id=shop.id)
        for shop in shops
        for pair in inner_pairs(shop.name)
    ]
    bulk.add_all(session, pairs)
    bulk.add_all(session, _employees(town, rng, shops))


def _shops(town: Town, rng: Random, building: Building, grid_id: str) -> list[Merchant]:
    names: list[str] = []
    while len(names) < SHOPS:
        if (name := people.shop_name(rng)) not in names:
            names.append(name)
    return [_shop(town, rng, building, grid_id, name, number) for number, name in enumerate(names, start=1)]


def _shop(town: Town, rng: Random, building: Building, grid_id: str, name: str, number: int) -> Merchant:
    phone = town.next_phone()
    first17 = f"92120110MA{number:07d}"
    pinyin, initials = pinyin_of_words(name)
    return Merchant(
        community_id=building.community_id, grid_id=grid_id, building_id=building.id, name=name, pinyin=pinyin,
        initials=initials, trade=next(trade for trade in people.TRADES if name.endswith(trade)),
        shop_no=f"{'一' if number <= 50 else '二'}层{number:03d}", credit_code=first17 + credit_check_digit(first17),
        contact_name=people.name_of(rng, "male", 40), phone=phone, phone_tail_index=tail_index(phone),
        changed_at=clock.start_of_day(FOUNDED),
    )  # fmt: skip


def _employees(town: Town, rng: Random, shops: list[Merchant]) -> list[Employee]:
    """Four a shop and the rest to the bigger ones: 443 in all."""
    places = [shop for shop in shops for _ in range(4)]
    places += [rng.choice(shops[:40]) for _ in range(EMPLOYEES - len(places))]
    return [
        Employee(
            community_id=shop.community_id, grid_id=shop.grid_id, merchant_id=shop.id,
            name=people.name_of(rng, rng.choice(("female", "male")), rng.randint(20, 54)), job=rng.choice(JOBS),
            phone=town.next_phone(),
        )
        for shop in places
    ]  # fmt: skip


def _partner(session: Session, town: Town, rng: Random, key: str, name: str, kind: PartnerKind) -> None:
    contact, phone = people.name_of(rng, rng.choice(("female", "male")), 40), town.next_phone()
    party = org.make_party(
        session, None, kind=PartyKind.PARTNER, name=name, community_id=town.units[key], contact_name=contact,
        phone=phone, silent=True,
    )  # fmt: skip
    town.parties[name] = party.id
    row = Partner(
        community_id=town.units[key], party_id=party.id, name=name, kind=kind, contact_name=contact, phone=phone,
        changed_at=clock.start_of_day(FOUNDED),
    )  # fmt: skip
    bulk.add_all(session, [row])
