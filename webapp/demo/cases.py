"""Chapter of the cases: a year of what was heard and seen in 冬梅轩, told through the services
on the days it happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlmodel import Session, col, select

from webapp.casework.cases import (
    answer_services,
    clock_services,
    handling_services,
    pause_services,
    services,
    transfer_services,
)
from webapp.casework.cases import queries as cases
from webapp.casework.cases.models import GridCase, Source
from webapp.casework.cases.rules import Outcome, Refusal
from webapp.casework.cases.services import Matter, Place
from webapp.casework.cases.voice_services import Speaker, Spoken, add_voice
from webapp.casework.supervision import services as supervision
from webapp.demo.councils import at
from webapp.demo.town import Town
from webapp.door.liaisons import queries as near
from webapp.door.liaisons import services as liaisons
from webapp.door.liaisons.models import Cover
from webapp.people.accounts.models import Account, Post, Role
from webapp.register.register.models import Building, Household


@dataclass(frozen=True)
class Tale:
    """What happened so many days ago, how many households said it, and how far it got."""

    ago: int
    code: str
    words: str
    households: int
    source: Source
    fate: str


TALES = (
    Tale(40, "MOSQUITO", "楼前蚊子多，晚上没法坐。", 6, Source.VISIT, "closed"),
    Tale(24, "EBIKE", "2门楼道里充电动车，线从窗户拉下来。", 9, Source.VISIT, "dispatched"),
    Tale(16, "LIGHT", "东门路灯不亮，老人晚上不敢走。", 7, Source.RELAY, "late"),
    Tale(13, "PARKING", "车停到消防通道上，救护车进不来。", 11, Source.VISIT, "returned"),
    Tale(12, "CLUTTER", "1门楼道堆了旧家具。", 3, Source.PATROL, "late"),
    Tale(10, "ELDER", "想申请助餐，不会在手机上办。", 2, Source.RELAY, "feedback"),
    Tale(8, "GREEN", "楼前的树遮住了一楼窗户。", 4, Source.VISIT, "parked"),
    Tale(7, "REPAIR", "单元门关不上，冬天灌风。", 5, Source.RESIDENT, "handling"),
    Tale(5, "NEIGHBOUR", "楼上夜里拖椅子。", 1, Source.VISIT, "extension"),
    Tale(4, "WATER", "地下室渗水。", 2, Source.PATROL, "verify"),
    Tale(3, "POLICY", "想办居住证明。", 1, Source.HOTLINE, "rejected"),
    Tale(2, "ROAD", "井盖响，一过车就晃。", 3, Source.PATROL, "taken"),
    Tale(1, "HEATING", "暖气一直不热。", 4, Source.RESIDENT, "fresh"),
    Tale(0, "FIRE", "1门一楼堆了纸箱，挡住消防栓。", 1, Source.PATROL, "fresh"),
)
EVERYDAY = (
    ("REPAIR", "楼道窗户玻璃碎了一块。"), ("LIGHT", "三楼楼道灯不亮。"), ("CLUTTER", "楼道里放了自行车和花盆。"),
    ("NEIGHBOUR", "楼下早上放音响。"), ("GREEN", "垃圾桶满了没人收。"), ("ELDER", "想让人帮着量血压。"),
    ("JOBS", "想找份白天的零活。"), ("EBIKE", "有人推电动车上楼。"), ("WATER", "下雨门口积水。"),
    ("CHILD", "暑假孩子没人看。"),
)  # fmt: skip
PASSED_ON = (
    (20, "ELDER", "腿脚不好，想让人每周帮着买一回菜。"),
    (9, "REPAIR", "厨房水管漏，找不着人修。"),
    (2, "NEIGHBOUR", "楼上空调滴水，不好意思去说。"),
)
DOZEN = 12
ORDINARY = 36
LADDER_DAYS = 18


def tell(session: Session, town: Town) -> None:
    rng = Random(5)  # its own dice: what is told here does not move the chapters after it
    homes = _homes(session, town)
    told = [(tale.ago, tale) for tale in TALES]
    for _ in range(ORDINARY):
        code, words = rng.choice(EVERYDAY)
        source = rng.choice((Source.VISIT, Source.VISIT, Source.RESIDENT, Source.RELAY))
        told.append((rng.randint(15, 350), Tale(0, code, words, rng.randint(1, 3), source, "closed")))
    opened = [
        (ago, tale, _open(session, town, rng, homes, tale, ago))
        for ago, tale in sorted(told, key=lambda one: -one[0])
    ]  # fmt: skip
    for ago, tale, case in opened:
        FATES[tale.fate](Teller(session, town, rng, case, ago))
    _neighbours(session, town)
    for ago in range(LADDER_DAYS, -1, -1):
        with at(town.today - timedelta(days=ago), 9, 5):
            supervision.climb(session)


def _neighbours(session: Session, town: Town) -> None:
    """名都园's liaisons each look after a dozen households; 郑丽 passed on three needs and told two back."""
    host, since = town.actor("li"), town.today - timedelta(days=120)
    free: dict[str, list[Household]] = {}
    for home in session.exec(select(Household).where(Household.community_id == town.units["mingdu"])):
        free.setdefault(home.grid_id, []).append(home)
    posts = select(Post.unit_id, Account.party_id).join(Account, col(Account.id) == Post.account_id)
    for grid_id, party_id in session.exec(posts.where(Post.role == Role.LIAISON).order_by(col(Account.login).desc())):
        with at(since, 15):
            term = liaisons.appoint(
                session, host, party_id=party_id, grid_id=grid_id, valid_to=since + timedelta(days=365)
            )
            homes, free[grid_id] = free[grid_id][:DOZEN], free[grid_id][DOZEN:]
            session.add_all(
                Cover(community_id=term.community_id, liaison_id=term.id, household_id=home.id) for home in homes
            )
            session.flush()
    zheng = town.actor("zheng")
    for n, (ago, code, words) in enumerate(PASSED_ON):
        home = near.households_near(session, zheng)[n * 3]
        with at(town.today - timedelta(days=ago), 18):
            voice = liaisons.relay_need(session, zheng, household_id=home.id, category=code, words=words)
        if n < len(PASSED_ON) - 1:
            with at(town.today - timedelta(days=ago - 2), 19):
                liaisons.tell_back(session, zheng, voice, words="跟他说了，社区这周上门。")


@dataclass
class Teller:
    session: Session
    town: Town
    rng: Random
    case: GridCase
    ago: int

    def day(self, after: int) -> date:
        return min(self.town.today - timedelta(days=max(0, self.ago - after)), self.town.today)

    def do(self, after: int, service: Any, who: str, **how: Any) -> Any:
        with at(self.day(after), 10 + after % 8):
            return service(self.session, self.town.actor(who), self.case, **how)


def _homes(session: Session, town: Town) -> list[Any]:
    query = (
        select(  # type: ignore[call-overload]
            Household.id, Household.grid_id, Household.building_id, Household.dwelling_id, Household.label,
            Household.community_id, Building.name,
        )
        .join(Building, col(Building.id) == Household.building_id)
        .where(Household.grid_id == town.grids["dongmei"][0])
        .order_by(Household.label)
    )  # fmt: skip
    return list(session.exec(query))


def _open(session: Session, town: Town, rng: Random, homes: list[Any], tale: Tale, ago: int) -> GridCase:
    first = rng.choice(homes)
    neighbours = rng.sample([one for one in homes if one.building_id == first.building_id], k=30)[: tale.households]
    day = town.today - timedelta(days=ago)
    place = Place(first.community_id, first.grid_id, building_id=first.building_id, words=first.name)
    who = Speaker(household_id=neighbours[0].id) if tale.source is not Source.PATROL else None
    with at(day, 9, rng.randint(0, 50)):
        case = services.open_case(
            session,
            town.actor("wang"),
            place=place,
            spoken=Spoken(
                tale.words,
                tale.source,
                speaker=who,
                relayed_by=town.accounts["wang"] if tale.source is Source.RELAY else None,
            ),
            matter=Matter(category_code=tale.code),
        )
    for n, home in enumerate(neighbours[1:], start=1):
        with at(min(day + timedelta(days=n // 3), town.today), 14, n):
            said = Speaker(household_id=home.id)
            add_voice(session, town.actor("wang"), case, Spoken(tale.words, Source.VISIT, speaker=said))
    return case


def _fresh(t: Teller) -> None:
    pass


def _taken(t: Teller) -> None:
    t.do(0, handling_services.take, "wang")
    t.do(1, handling_services.add_note, "wang", words="围了警示带，报市政了。")


def _handling(t: Teller) -> None:
    t.do(0, answer_services.contact, "wang", is_reached=True, words="约了明天上门看。")
    t.do(1, handling_services.take, "wang")


def _late(t: Teller) -> None:
    t.do(1, handling_services.take, "wang")


def _dispatched(t: Teller) -> None:
    t.do(1, handling_services.take, "wang")
    t.do(3, transfer_services.dispatch, "lin", unit_id=t.town.units["junliangcheng"], words="请街道协调物业划车棚。")
    t.do(4, transfer_services.sign, "chen")


def _returned(t: Teller) -> None:
    t.do(2, transfer_services.dispatch, "lin", unit_id=t.town.units["junliangcheng"])
    t.do(4, transfer_services.send_back, "chen", words="先由社区劝导，划线另报。")


def _parked(t: Teller) -> None:
    spring = t.town.today + timedelta(days=110)
    t.do(1, pause_services.ask_park, "lin", review_on=spring, words="等开春一起修剪。")
    t.do(1, pause_services.decide, "chen", granted=True)


def _extension(t: Teller) -> None:
    t.do(1, handling_services.take, "wang")
    until = t.town.today + timedelta(days=9)
    t.do(3, clock_services.ask_extension, "wang", until=until, words="楼上那户下周才回来。")


def _rejected(t: Teller) -> None:
    t.do(1, handling_services.reject, "lin", reason=Refusal.REPEATED)


def _verify(t: Teller) -> None:
    t.do(0, handling_services.take, "wang")
    t.do(2, handling_services.finish, "wang", words="堵了漏点，抽干了水。")


def _feedback(t: Teller) -> None:
    t.do(0, answer_services.contact, "wang", is_reached=True, words="记下了，上门办。")
    t.do(2, handling_services.finish, "wang", words="上门帮着办好了助餐卡。")
    t.do(3, handling_services.verify, "lin", passed=True)


def _closed(t: Teller) -> None:
    """Most are reached, most of those content; a few are not, so that the rates say something."""
    if t.rng.random() < 0.9:
        t.do(0 if t.rng.random() < 0.9 else 4, answer_services.contact, "wang", is_reached=True)
    t.do(1, handling_services.take, "wang")
    t.do(t.rng.randint(2, 6), handling_services.finish, "wang", words="办好了，现场看过。")
    t.do(7, handling_services.verify, "lin", passed=True)
    content = True
    for voice in cases.list_voices(t.session, t.case):
        reached, solved = t.rng.random() < 0.82, t.rng.random() < 0.93
        told = {"is_solved": solved, "is_satisfied": solved and t.rng.random() < 0.95} if reached else {}
        content = content and (solved or not reached)
        t.do(8, answer_services.call_back, "lin", voice=voice, is_reached=reached, **told)
    outcome = Outcome.SOLVED if t.rng.random() < 0.9 and content else Outcome.EXPLAINED
    t.do(9, handling_services.close, "lin", outcome=outcome, words="" if content else "能办的办了，差的当面说清了。")


FATES = {
    "fresh": _fresh, "taken": _taken, "handling": _handling, "late": _late, "dispatched": _dispatched,
    "returned": _returned, "parked": _parked, "extension": _extension, "rejected": _rejected, "verify": _verify,
    "feedback": _feedback, "closed": _closed,
}  # fmt: skip
