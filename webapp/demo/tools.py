"""便民工具站: at the end of October the community of 名都园 paid for a station in the property management's rooms, and
赏湖苑 followed. Residents swipe the card of their own entrance and take a drill or a wheelchair home."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from random import Random

from sqlmodel import Session, col, select

from webapp.core.data import ids
from webapp.core.time import clock
from webapp.demo.activities import at
from webapp.demo.town import Town
from webapp.exchange.loans import card_services as cards
from webapp.exchange.loans import people_queries as people
from webapp.exchange.loans import queries, reminder_services, services, upkeep_services
from webapp.exchange.loans import queue_services as queue
from webapp.exchange.loans import return_services as returns
from webapp.exchange.loans.models import Loan
from webapp.exchange.loans.people_queries import Borrower
from webapp.exchange.tools import services as shelf
from webapp.exchange.tools.models import Station, Tool, ToolKind, ToolModel
from webapp.exchange.tools.services import ModelTerms, StationTerms
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.register.register.models import Resident

DRILL = (
    "钻之前看墙里有没有水管和电线\n戴护目镜，头发扎起来，不戴手套\n换钻头先拔插头\n中午 12 点到 2 点、晚上 8 点后不钻"
)
LADDER = "放平，撑开，锁扣扣好\n站上去要有人扶，最上面两级不站人"
CHAIR = "上下车先刹住轮子，脚踏板收起来\n下坡倒着走"
SAW = "锯之前夹牢\n手离锯片一拃远，锯完先断电"
MODELS = (
    # terms, copies in 名都园, copies in 赏湖苑
    (ModelTerms("电钻", ToolKind.POWER, 2, 1, 1, None, 6, 38_000, False, DRILL, ["钻头盒", "护目镜", "深度尺"]), 2, 1),
    (ModelTerms("轮椅", ToolKind.AID, 7, 2, 1, 30, 6, 62_000, False, CHAIR, ["坐垫", "脚踏板一对"]), 2, 2),
    (ModelTerms("曲线锯", ToolKind.POWER, 2, 0, 1, None, 6, 45_000, True, SAW, ["锯条盒", "护目镜"]), 1, 0),
    (ModelTerms("人字梯", ToolKind.HOME, 2, 1, 1, None, 12, 22_000, False, LADDER), 2, 1),
    (ModelTerms("手推车", ToolKind.HOME, 1, 0, 1, None, None, 16_000), 2, 1),
    (ModelTerms("工具箱", ToolKind.HAND, 3, 1, 1, None, None, 9_900, False, "", ["扳手", "钳子", "卷尺"]), 3, 2),
    (ModelTerms("打气筒", ToolKind.HAND, 1, 0, 1, None, None, 4_500), 2, 1),
    (ModelTerms("管道疏通器", ToolKind.HAND, 2, 1, 1, None, None, 12_800), 1, 1),
    (ModelTerms("腋下拐", ToolKind.AID, 14, 2, 1, 60, None, 8_600), 2, 1),
    (ModelTerms("水平尺", ToolKind.HAND, 3, 1, 1, None, None, 5_200), 1, 0),
)  # fmt: skip
# What stands here more often is lent more often. Nobody ever asked for the spirit level.
WANTED = (
    "电钻",
    "电钻",
    "电钻",
    "轮椅",
    "人字梯",
    "人字梯",
    "手推车",
    "手推车",
    "工具箱",
    "打气筒",
    "管道疏通器",
    "腋下拐",
)
WEEKDAYS = [0, 1, 2, 3, 4, 5]
PLACES = (
    ("mingdu", "li", "名都园便民工具站", "名都园物业管理中心一楼", "022-24990005"),
    ("shanghu", "qian", "赏湖苑便民工具站", "赏湖苑社区服务站西门", "022-24990003"),
)
CARD = "00123400"  # and two more digits: 01 is the first borrower's


@dataclass
class Place:
    """One community's station as the story goes on."""

    actor: Actor
    station: Station
    crowd: list[Borrower]
    models: dict[str, ToolModel] = field(default_factory=dict)
    copies: dict[str, list[Tool]] = field(default_factory=dict)


def tell(session: Session, town: Town) -> None:
    rng = Random(town.rng.random())
    for number, (key, keeper, name, venue, phone) in enumerate(PLACES):
        terms = StationTerms(name, venue, WEEKDAYS, time(9), time(17, 30), phone, has_box=True)
        place = _open(session, town, key, keeper, terms, number)
        _weeks(session, town, rng, place)
        _today(session, town, place)


def october(today: date) -> date:
    """The last working days of the October that is over."""
    day = date(today.year, 10, 30)
    return day if day < today - timedelta(days=14) else day.replace(year=today.year - 1)


def _open(session: Session, town: Town, key: str, keeper: str, terms: StationTerms, column: int) -> Place:
    actor, community_id = town.actor(keeper, Action.LEND_TOOLS), town.units[key]
    with at(october(town.today)):
        place = Place(
            actor, shelf.open_station(session, actor, community_id, terms), _crowd(session, actor, community_id)
        )
        for model_terms, *counts in MODELS:
            if counts[column]:
                model = shelf.add_model(session, actor, community_id, model_terms)
                place.models[model.name] = model
                made = upkeep_services.add_copies(session, actor, model, place.station, count=counts[column])
                place.copies[model.name] = made
        for number, borrower in enumerate(place.crowd[:12], start=1):
            cards.bind_swiped(session, actor, borrower, number=f"{CARD}{number:02d}")
    return place


def _crowd(session: Session, actor: Actor, community_id: str) -> list[Borrower]:
    """Grown-ups of different households."""
    old_enough = clock.today() - timedelta(days=365 * 20)
    query = (
        select(Resident.id)
        .where(Resident.community_id == community_id, col(Resident.left_on).is_(None), col(Resident.died_on).is_(None),
               col(Resident.household_id).is_not(None), col(Resident.born_on) < old_enough)
        .order_by(col(Resident.household_id), col(Resident.id))
        .limit(120)
    )  # fmt: skip
    homes: dict[str | None, Borrower] = {}
    for resident_id in session.exec(query):
        borrower = people.get_borrower(session, actor, resident_id)
        homes.setdefault(borrower.household_id, borrower)
    return list(homes.values())


def _weeks(session: Session, town: Town, rng: Random, place: Place) -> None:
    """A loan or two a day from the opening until the week before last, each brought back; one in nine a day late."""
    day, number = october(town.today) + timedelta(days=2), 0
    while day < town.today - timedelta(days=12) and number < 90:
        name = rng.choice(WANTED)
        borrower = place.crowd[12 + number % (len(place.crowd) - 12)]
        if day.weekday() in WEEKDAYS:
            _out_and_back(session, place, name, borrower, day, late=number % 9 == 8)
            number += 1
        day += timedelta(days=rng.choice((0, 1, 1, 2)))


def _out_and_back(session: Session, place: Place, name: str, borrower: Borrower, day: date, *, late: bool) -> None:
    tool = queries.free_copy(session, place.models[name].id)
    if tool is None:
        return
    with at(day, 10):
        if queries.suspension(session, borrower.id, day):
            return
        loan = _lend(session, place, tool, borrower)
    with at(loan.due_on + timedelta(days=1) if late else loan.due_on, 16):
        returns.give_back(session, place.actor, loan)
        returns.check(session, place.actor, loan, returns.Look())


def _lend(session: Session, place: Place, tool: Tool, borrower: Borrower, *, need_seen: bool = False) -> Loan:
    asked = services.Lending(ids.new(), tool.id, borrower.id, need_seen=need_seen, safety_read=True)
    return services.lend(session, place.actor, asked)


def _today(session: Session, town: Town, place: Place) -> None:
    """One wheelchair with somebody after an operation, a drill that is a day late with people waiting for it, a toolbox
    back with a spanner missing, a ladder in repair, one loan due today; and a saw that waits for consent."""
    crowd, copies, today = place.crowd, place.copies, town.today
    with at(today - timedelta(days=6), 9):
        _lend(session, place, copies["轮椅"][0], crowd[0], need_seen=True)
    with at(today - timedelta(days=5), 9):
        for number, tool in enumerate(copies["电钻"]):
            _lend(session, place, tool, crowd[1 + number])
    with at(today - timedelta(days=3), 15):
        for borrower in crowd[4:6]:
            queue.reserve(session, place.actor, borrower, place.models["电钻"])
        if (saw := place.models.get("曲线锯")) is not None:  # lent after the community's consent
            queue.reserve(session, place.actor, crowd[8], saw)
        box = _lend(session, place, copies["工具箱"][0], crowd[6])
        ladder = copies["人字梯"][0]
        upkeep_services.send_to_repair(session, place.actor, ladder, words="锁扣松了，站上去会晃")
    with at(today - timedelta(days=1), 16):
        returns.give_back(session, place.actor, box)
        returns.check(session, place.actor, box, returns.Look(missing=("扳手",)))
    with at(today - timedelta(days=1), 10):
        _lend(session, place, copies["手推车"][0], crowd[7])
    for loan_id in reminder_services.due_loan_ids(session, today):
        reminder_services.remind(session, loan_id)
