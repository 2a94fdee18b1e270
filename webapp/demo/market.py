"""The micro-platform of grid 1: 100 shops with 443 people in them look for hands, and neighbours look for hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlmodel import Session, col, select

from webapp.core.time import clock
from webapp.demo.town import Town
from webapp.exchange.market import complaint_services, listing_services, match_services, queries, seeker_services
from webapp.exchange.market.complaint_services import Told
from webapp.exchange.market.fit_rules import Reach
from webapp.exchange.market.listing_services import JobTerms, OfferTerms, Text
from webapp.exchange.market.models import Listing, Match, PlacementCheck, Seeker, WageFloor
from webapp.exchange.market.rules import ComplaintKind
from webapp.exchange.market.seeker_services import Agreed, Who, Wishes
from webapp.exchange.market.wage_rules import Pay, PayUnit
from webapp.people.accounts.permissions import Action
from webapp.register.merchants.models import Merchant
from webapp.register.register.models import Household, Resident

HOUR, MONTH = 2440, 232000
FLOOR_FROM = date(2023, 11, 1)
WEEKENDS = ("weekend_morning", "weekend_afternoon")
MORNINGS, DAYS = ("morning",), ("morning", "afternoon")


@dataclass(frozen=True)
class Work:
    """`pay` yuan an hour; `trade` and which of the shops of that trade."""

    trade: str
    title: str
    words: str
    pay: int
    slots: tuple[str, ...]
    skills: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    people: int = 1
    hours: int = 4
    days: int = 2
    age: int = 0  # days since it was published


JOBS = (
    Work("便利店", "周末收银员", "收银、补货、晚上对账，会教。", 28, WEEKENDS, ("cashier",), ("standing",), 2),
    Work("面馆", "早餐帮工", "切配、盛粥、擦桌子，六点到十点。", 30, MORNINGS, ("cooking",), ("standing",), days=6),
    Work("家政", "下午保洁", "店面和后厨保洁，下午两小时。", 26, ("afternoon",), ("cleaning",), (), 1, 2, 5),
    Work("粮油店", "送货员", "给附近几栋楼送菜送水，有小推车。", 32, DAYS, ("delivery",), ("lifting", "outdoors"), 2,
         days=5),
    Work("洗衣店", "周末缝补", "改裤脚、换拉链，按店里的机器。", 35, ("weekend_afternoon",), ("sewing",)),
    Work("文具店", "傍晚辅导", "看着写完作业，辅导小学语文数学。", 40, ("evening",), ("teaching",), (), 1, 2, 5, 8),
    Work("水果店", "理货员", "上午理货贴价签，不用进冷库。", 27, MORNINGS, (), ("lifting",), 2, 4, 5),
    Work("粮油店", "卸货帮手", "一三五上午卸一车米面。", 30, MORNINGS, (), ("lifting",), 1, 3, 3, 33),
)
OFFERS = (
    ("理发店", "理发八折", "周一到周四，剪发吹干都算。", 3000, 2400, "每人一次"),
    ("面馆", "豆浆油条套餐", "早上七点到九点。", 1000, 700, "当天卖完为止"),
    ("手机维修", "手机换电池", "六十岁以上再减五元，原装电池。", 12000, 9900, ""),
    ("家政", "家电清洗", "油烟机、空调上门洗。", 12000, 9000, "提前一天打电话"),
)
SEEKERS = (
    (WEEKENDS, ("cashier", "serving"), (), 2500, "grid"),
    (MORNINGS, ("cooking",), ("nights",), 2600, "grid"),
    (("afternoon",), ("cleaning",), ("lifting", "heights"), None, "grid"),
    (DAYS, ("delivery", "driving"), (), 3000, "community"),
    (("weekend_afternoon",), ("sewing",), ("standing",), None, "grid"),
    (("evening",), ("teaching", "computer"), (), 3500, "community"),
    (MORNINGS, (), ("lifting",), None, "grid"),
    ((*WEEKENDS, "evening"), ("cashier", "computer"), ("nights",), 2600, "community"),
    (DAYS, ("care", "cleaning"), ("cold",), None, "grid"),
)
# (seeker, job, days since the start or None, still there after 30, after 90)
PAIRS = ((0, 0, 96, True, True), (1, 1, 41, True, None), (2, 2, 35, False, None), (4, 4, None, None, None))


def tell(session: Session, town: Town) -> None:
    rng = Random(17)
    session.add(
        WageFloor(
            unit_id=town.units["district"], valid_from=FLOOR_FROM, hour_fen=HOUR, month_fen=MONTH,
            document="天津市最低工资标准（自 2023 年 11 月 1 日起）", made_at=clock.start_of_day(FLOOR_FROM),
        )
    )  # fmt: skip
    session.flush()
    street = _shops(session, town)
    seekers = _seekers(session, town, rng)
    jobs = [_up(session, town, _of(street, work.trade), _text(work), _terms(work), work.age) for work in JOBS]
    for trade, title, words, before, after, terms in OFFERS:
        until = town.today + timedelta(days=24)
        _up(session, town, _of(street, trade), Text(title, words), OfferTerms(until, before, after, terms), 1)
    for seeker, job, since, still, later in PAIRS:
        _pair(session, town, jobs[job], seekers[seeker], since, {30: still, 90: later})
    _open_ends(session, town, street, jobs, seekers)


def _shops(session: Session, town: Town) -> list[Merchant]:
    query = select(Merchant).where(Merchant.grid_id == town.grids["dongmei"][0]).order_by(col(Merchant.shop_no))
    return list(session.exec(query))


def _of(street: list[Merchant], trade: str) -> Merchant:
    return next(shop for shop in street if shop.trade == trade)


def _text(work: Work) -> Text:
    return Text(work.title, work.words)


def _terms(work: Work) -> JobTerms:
    pay = Pay(work.pay * 100, PayUnit.HOUR, work.hours, work.days)
    return JobTerms(pay, work.people, work.slots, "", work.skills, work.demands)


def _up(session: Session, town: Town, shop: Merchant, text: Text, terms: Any, age: int) -> Listing:
    """Written down by 王, confirmed by the shop's link, read by the host; then so many days old."""
    listing = listing_services.write(session, town.actor("wang", Action.MATCH_WORK), shop, text, terms)
    listing_services.submit(session, None, listing)
    listing_services.publish(session, town.actor("lin", Action.REVIEW_MARKET), listing)
    if age and listing.confirm_by and listing.ends_on:
        listing.published_at = clock.now() - timedelta(days=age)
        listing.confirm_by -= timedelta(days=age)
        listing.ends_on -= timedelta(days=age)
        session.flush()
    return listing


def _seekers(session: Session, town: Town, rng: Random) -> list[Seeker]:
    """Grown residents of grid 1, entered at the door; every second one also wants to hear of offers."""
    query = (
        select(Resident, Household)
        .join(Household, col(Household.id) == Resident.household_id)
        .where(Resident.grid_id == town.grids["dongmei"][0], Resident.born_on < date(town.today.year - 22, 1, 1),  # type: ignore[operator]
               col(Resident.born_on) > date(town.today.year - 66, 1, 1))
        .order_by(col(Resident.id))
    )  # fmt: skip
    people = rng.sample(list(session.exec(query)), len(SEEKERS))
    wang = town.actor("wang", Action.MATCH_WORK)
    found = []
    for number, (slots, skills, limits, wish, reach) in enumerate(SEEKERS):
        resident, home = people[number]
        called = resident.name[0] + ("女士" if resident.sex.value == "female" else "先生")
        found.append(
            seeker_services.enter_at_door(
                session, wang, household_id=home.id, who=Who(called, resident.phone, True),
                wishes=Wishes(tuple(slots), tuple(skills), tuple(limits), Reach(reach), wish),
                agreed=Agreed("work-1", "" if number % 2 else "offers-1"),
            )
        )  # fmt: skip
    return found


def _pair(
    session: Session, town: Town, job: Listing, seeker: Seeker, since: int | None, still: dict[int, bool | None]
) -> None:
    """Told by 王, both said yes; where it began some time ago, the questions were asked on their day."""
    wang = town.actor("wang", Action.MATCH_WORK)
    match = match_services.propose(session, wang, queries.card_of(session, job.id, town.today), seeker)
    match_services.seeker_answers(session, None, match, wants=True)
    match_services.shop_answers(session, match, wants=True)
    if since is None:
        return
    _backdate(match, since + 2)
    session.flush()
    placement = match_services.start(session, wang, match, on=town.today - timedelta(days=since), knows=True)
    for days, there in still.items():
        if there is not None:
            asked = clock.now() - timedelta(days=since - days)
            session.add(
                PlacementCheck(
                    community_id=match.community_id, placement_id=placement.id, after_days=days, still_there=there,
                    asked_at=asked, asked_by=wang.account_id,
                )
            )  # fmt: skip
    session.flush()


def _backdate(match: Match, days: int) -> None:
    when = clock.now() - timedelta(days=days)
    match.made_at = match.seeker_at = match.shop_at = match.disclosed_at = when


def _open_ends(
    session: Session, town: Town, street: list[Merchant], jobs: list[Listing], seekers: list[Seeker]
) -> None:
    """What somebody finds on the desk this morning: something to read, to send, to ask, to look into."""
    wang = town.actor("wang", Action.MATCH_WORK)
    pay = Pay(2600, PayUnit.HOUR, 4, 5)
    marked = Text("前台接待", "限女，18-35岁，形象好，本地人优先。", "只是希望声音好听、熟悉附近")
    terms = JobTerms(pay, 1, MORNINGS, "", ("serving",))
    waiting = listing_services.write(session, wang, _of(street, "健身房"), marked, terms)
    listing_services.submit(session, None, waiting)
    late = JobTerms(pay, 1, ("evening",))
    listing_services.write(session, wang, _of(street, "奶茶店"), Text("晚班理货", "晚上上货。"), late)
    willing = match_services.propose(session, wang, queries.card_of(session, jobs[3].id, town.today), seekers[3])
    match_services.seeker_answers(session, None, willing, wants=True)
    match_services.propose(session, wang, queries.card_of(session, jobs[6].id, town.today), seekers[6])
    card = queries.card_of(session, jobs[2].id, town.today)
    complaint_services.complain(session, card, Told(ComplaintKind.UNPAID, "干了两周，说好月底给，没给。", "周先生"))
