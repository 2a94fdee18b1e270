"""Chapter of the rarer turns a case takes: said with a receipt and judged by it, merged and taken apart, handed to a
department, stopped, extended, reopened, ordered from above, brought from the council."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from PIL import Image, ImageDraw
from sqlmodel import Session, col, select

from webapp.casework.cases import (
    answer_services,
    category_services,
    clock_services,
    handling_services,
    merger_services,
    pause_services,
    services,
    transfer_services,
    voice_queries,
)
from webapp.casework.cases import queries as cases
from webapp.casework.cases.models import GridCase, Source
from webapp.casework.cases.rules import Outcome, State, StopReason
from webapp.casework.cases.services import Matter, Place
from webapp.casework.cases.voice_services import Speaker, Spoken, add_voice
from webapp.casework.catalogue import queries as catalogue
from webapp.casework.supervision import ladder_services
from webapp.casework.supervision import services as supervision
from webapp.council.councils import case_services, queries
from webapp.council.councils.models import AgendaLine, CouncilMeeting, Origin
from webapp.demo.council_voices import at
from webapp.demo.town import Town
from webapp.door.say import queries as say
from webapp.door.say import services as saying
from webapp.people.accounts import handover_services
from webapp.people.accounts.permissions import Action
from webapp.people.org.models import Party, PartyKind
from webapp.register.register.models import Building, Entrance, Household

Home = Any


class Turns:
    """王秀英 works, 林海燕 directs, 陈立 sits in the street's centre; `do` is one act on one day."""

    def __init__(self, session: Session, town: Town) -> None:
        self.session, self.town = session, town
        query = (
            select(Household.id, Household.label, Household.building_id, Household.grid_id, Building.name)  # type: ignore[call-overload]
            .join(Building, col(Building.id) == Household.building_id)
            .where(Household.grid_id == town.grids["dongmei"][0], col(Household.moved_out_on).is_(None))
            .order_by(Household.label)
        )  # fmt: skip
        self.homes: Iterator[Home] = iter(list(session.exec(query))[::-3])

    def day(self, ago: int) -> date:
        return self.town.today - timedelta(days=ago)

    def do(self, ago: int, service: Any, who: str, case: GridCase, **how: Any) -> Any:
        with at(self.day(ago), 11):
            return service(self.session, self.town.actor(who), case, **how)

    def open(self, ago: int, code: str, words: str, *, home: Home = None, **how: Any) -> GridCase:
        home = home or next(self.homes)
        place = Place(self.town.units["dongmei"], home.grid_id, building_id=home.building_id, words=home.name)
        source = how.pop("source", Source.VISIT)
        speaker = None if source is Source.PATROL else Speaker(household_id=home.id)
        with at(self.day(ago), 9):
            return services.open_case(
                self.session, self.town.actor("wang"), place=place, spoken=Spoken(words, source, speaker=speaker),
                matter=Matter(category_code=code), **how,
            )  # fmt: skip

    def say(self, ago: int, code: str, words: str) -> tuple[GridCase, str, Home]:
        """A resident scans the code at the door; the household is known only to them."""
        home = next(self.homes)
        token = self.session.exec(select(Entrance.token).where(Entrance.building_id == home.building_id)).first()
        told = {"category": code, "words": words, "door": home.label, "name": None, "phone": None, "may_name": False,
                "same_as": "new"}  # fmt: skip
        with at(self.day(ago), 20):
            receipt = saying.speak_up(self.session, say.door(self.session, token or ""), told)
        voice = voice_queries.voice_by_receipt(self.session, receipt)
        assert voice is not None
        return self.session.get_one(GridCase, voice.case_id), receipt, home

    def handle(self, ago: int, case: GridCase, words: str) -> None:
        if case.state is not State.HANDLING:
            self.do(ago, handling_services.take, "wang", case)
        self.do(ago - 1, handling_services.finish, "wang", case, words=words)
        self.do(ago - 1, handling_services.verify, "lin", case, passed=True)

    def close(self, ago: int, case: GridCase, *, reached: bool = True) -> None:
        told = {"is_solved": True, "is_satisfied": True} if reached else {}
        for voice in cases.list_voices(self.session, case):
            self.do(ago, answer_services.call_back, "lin", case, voice=voice, is_reached=reached, **told)
        self.do(ago, handling_services.close, "lin", case, outcome=Outcome.SOLVED)


def tell(session: Session, town: Town) -> None:
    turns = Turns(session, town)
    for chapter in (_judged, _merged, _handed_on, _clocks, _and_back, _reopened, _from_above, _with_a_photo):
        chapter(turns)
    _from_the_council(session, town)
    _decided(session, town)
    supervision.climb(session)


def _judged(t: Turns) -> None:
    """Three receipts: content, not content after the closing, and one nobody has matched with a household yet."""
    content, receipt, home = t.say(44, "REPAIR", "单元门闭门器坏了，关门声音大。")
    voice = cases.list_voices(t.session, content)[0]
    t.do(43, answer_services.confirm_household, "wang", content, voice=voice, household_id=home.id)
    t.do(44, answer_services.contact, "wang", content, is_reached=True, words="明天带闭门器上门。")
    t.handle(43, content, "换了闭门器。")
    with at(t.day(41), 21):
        saying.judge(t.session, receipt, is_solved=True, is_satisfied=True, words="很快，谢谢")
    t.do(40, handling_services.close, "lin", content, outcome=Outcome.SOLVED)
    unhappy, receipt, _ = t.say(18, "MOSQUITO", "地下室积水长蚊子。")
    t.do(18, answer_services.contact, "wang", unhappy, is_reached=True)
    t.handle(17, unhappy, "打了药。")
    t.close(15, unhappy, reached=False)
    with at(t.day(3), 21):
        saying.judge(t.session, receipt, is_solved=False, is_satisfied=False, words="又有蚊子了，水还在")
    t.say(1, "GREEN", "花坛里的树枝挡住了路灯。")


def _merged(t: Turns) -> None:
    """One pair was the same thing, the other was not."""
    first, second = next(t.homes), next(t.homes)
    kept = t.open(26, "CLUTTER", "楼道里堆着废纸箱。", home=first)
    same = t.open(25, "CLUTTER", "纸箱堵门。", home=first)
    t.do(25, merger_services.merge, "lin", same, into=kept)
    t.handle(24, kept, "清走了，楼门组长每天看一眼。")
    t.close(22, kept)
    lamp, other = t.open(9, "LIGHT", "三层楼道灯不亮。", home=second), t.open(9, "LIGHT", "门口路灯不亮。", home=second)
    t.do(8, merger_services.merge, "lin", other, into=lamp)
    t.do(7, merger_services.separate, "lin", other, words="一个在楼道，一个在路边，不是同一盏。")


def _handed_on(t: Turns) -> None:
    """To a department, signed for it, with a co-handler, and taken over by the grid worker in the end."""
    case = t.open(12, "WATER", "管道井返水。")
    bodies = select(Party).where(Party.kind == PartyKind.PARTNER, Party.community_id == t.town.units["dongmei"])
    partner = t.session.exec(bodies.order_by(Party.name)).first()
    if partner is not None:
        t.do(11, transfer_services.dispatch, "lin", case, party_id=partner.id, words="请派人看管道井。")
        t.do(10, transfer_services.sign, "lin", case, words="电话通知，对方答应下午来。")
    t.do(9, transfer_services.invite, "lin", case, party_id=t.town.parties["chen"])
    t.do(6, handling_services.take, "wang", case, words="他们排不上，我先联系物业。")


def _clocks(t: Turns) -> None:
    waits = t.open(6, "REPAIR", "厨房下水慢。")
    t.do(5, handling_services.take, "wang", waits)
    t.do(4, pause_services.ask_stop, "wang", waits, reason=StopReason.WAITING, words="住户出差，等回来开门。")
    t.do(3, pause_services.decide, "lin", waits, granted=True)
    pipe = t.open(3, "REPAIR", "阳台落水管裂了。")
    t.do(2, handling_services.take, "wang", pipe)
    t.do(1, pause_services.ask_stop, "wang", pipe, reason=StopReason.FORCE, words="连着下雪，高处不能作业。")
    gas = t.open(3, "REPAIR", "厨房有一股怪味。")
    nose = catalogue.category_by_code(t.session, "GAS", t.day(3))
    t.do(2, category_services.reclassify, "lin", gas, category_id=nose.id, words="上门闻到是燃气味。")
    longer = t.open(7, "GREEN", "健身角地砖松了。")
    t.do(6, handling_services.take, "wang", longer)
    until = t.town.today + timedelta(days=12)
    t.do(4, clock_services.ask_extension, "wang", longer, until=until, words="地砖要定做。")
    t.do(3, clock_services.decide_extension, "lin", longer, granted=True, words="同意，做好了告诉提的人。")


def _and_back(t: Turns) -> None:
    """What was stopped, set aside, asked for in vain or proposed in vain, and how each went on."""
    ran = t.open(13, "POLICY", "孩子入学要居住证明。")
    t.do(13, handling_services.accept, "lin", ran)
    t.do(12, pause_services.ask_stop, "lin", ran, reason=StopReason.WAITING, words="等补材料。")
    t.do(12, pause_services.decide, "chen", ran, granted=True)
    t.do(6, clock_services.resume, "lin", ran, words="材料齐了。")
    t.handle(5, ran, "证明开好了。")
    t.close(3, ran)
    spring = t.open(40, "GREEN", "树坑空着。")
    t.do(38, pause_services.ask_park, "lin", spring, review_on=t.day(10), words="等苗木到货。")
    t.do(38, pause_services.decide, "chen", spring, granted=True)
    t.do(9, clock_services.unpark, "lin", spring, words="苗到了。")
    t.do(8, clock_services.ask_extension, "wang", spring, until=t.town.today + timedelta(days=40), words="想等开春。")
    t.do(7, clock_services.decide_extension, "lin", spring, granted=False, words="苗已经到了，这周栽。")
    t.handle(6, spring, "栽好了，浇了水。")
    t.close(4, spring)
    judged, receipt, _ = t.say(16, "NEIGHBOUR", "楼上装修太早开工。")
    t.do(16, answer_services.contact, "wang", judged, is_reached=True)
    t.handle(15, judged, "和装修队说好八点以后开工。")
    t.close(13, judged)
    with at(t.day(11), 12):
        saying.judge(t.session, receipt, is_solved=False, is_satisfied=False, words="想让他们别装了")
    t.do(10, handling_services.keep_closed, "lin", judged, words="八点以后施工合规，已当面说明。")


def _reopened(t: Turns) -> None:
    """One reopened, not solved at the call-back, done again and closed; one that three households voice anew."""
    again = t.open(70, "EBIKE", "楼道里充电。")
    t.handle(69, again, "劝离了。")
    t.close(67, again)
    t.do(60, handling_services.reopen, "lin", again, words="又有人在楼道充电。")
    t.handle(59, again, "贴了告示。")
    voice = cases.list_voices(t.session, again)[0]
    t.do(57, answer_services.call_back, "lin", again, voice=voice, is_reached=True, is_solved=False, is_satisfied=False)
    t.do(57, handling_services.rework, "lin", again, words="告示不管用，装充电桩。")
    t.do(50, handling_services.finish, "wang", again, words="楼下装了充电桩。")
    t.do(49, handling_services.verify, "lin", again, passed=True)
    t.close(48, again)
    home = next(t.homes)
    quiet = t.open(25, "NEIGHBOUR", "半夜有人唱歌。", home=home)
    t.handle(24, quiet, "上门劝了。")
    t.close(21, quiet)
    anew = t.open(5, "NEIGHBOUR", "半夜又唱歌。", home=home)
    query = select(Household.id).where(Household.building_id == home.building_id, Household.id != home.id)
    for n, neighbour in enumerate(t.session.exec(query.order_by(Household.label).limit(2))):
        with at(t.day(4 - n), 19):
            who, speaker = t.town.actor("wang"), Speaker(household_id=neighbour)
            add_voice(t.session, who, anew, Spoken("我家也听见。", Source.VISIT, speaker=speaker))


def _from_above(t: Turns) -> None:
    kind = catalogue.category_by_code(t.session, "FIRE", t.town.today)
    with at(t.day(2), 9):
        order = services.open_case(
            t.session,
            t.town.actor("chen"),
            place=Place(t.town.units["dongmei"], words="冬梅轩社区"),
            spoken=Spoken("入冬前把各楼消防通道查一遍，列出堵的地方。", Source.ORDER),
            matter=Matter(category_id=kind.id, due_on=t.town.today + timedelta(days=6)),
        )
    t.do(1, transfer_services.dispatch, "lin", order, unit_id=t.town.grids["dongmei"][0], words="第一网格先查。")


def _with_a_photo(t: Turns) -> None:
    picture = Image.new("RGB", (640, 480), "#b9b4a8")
    draw = ImageDraw.Draw(picture)
    for n in range(5):
        draw.rectangle((60 + n * 105, 250 - n % 2 * 80, 150 + n * 105, 420), fill="#a9793f", outline="#5e4220", width=4)
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=70)
    case = t.open(1, "FIRE", "3门楼梯口堆了纸箱。", source=Source.PATROL)
    t.do(1, handling_services.add_note, "wang", case, words="拍了照，联系住户今天清走。", pictures=[kept.getvalue()])


def _from_the_council(session: Session, town: Town) -> None:
    """An item somebody raised in the hall and that was no case before."""
    query = (
        select(AgendaLine, CouncilMeeting)
        .join(CouncilMeeting, col(CouncilMeeting.id) == AgendaLine.meeting_id)
        .where(CouncilMeeting.community_id == town.units["mingdu"], col(AgendaLine.case_id).is_(None))
        .where(AgendaLine.origin != Origin.CARRIED, col(AgendaLine.dropped_at).is_(None))
        .where(CouncilMeeting.held_on < town.today)
        .order_by(col(CouncilMeeting.held_on).desc())
    )
    found = session.exec(query).first()
    if found is None:
        return
    line, meeting = found
    kind = catalogue.category_by_code(session, "OTHER", town.today)
    host = town.actor("li", Action.HOLD_COUNCILS)
    with at(meeting.held_on + timedelta(days=1), 9):
        reread = queries.get_line(session, meeting, line.id)
        case_services.open_case(session, host, meeting, reread, category_id=kind.id, words=line.title)


def _decided(session: Session, town: Town) -> None:
    """From New Year on the district reminds two days ahead; and one hand-over paper waits for its signatures."""
    days = {"remind_before": 2, "press_after": 1, "order_after": 3, "escalate_after": 5}
    ladder_services.set_ladder(session, town.actor("he"), valid_from=date(town.today.year + 1, 1, 1), **days)
    place, worker = Place(town.units["dongmei"], town.grids["dongmei"][1], words="第二网格"), town.workers
    for ago, code, words in ((6, "ROAD", "拐角井盖松动。"), (2, "CLUTTER", "楼后堆着旧沙发。")):
        with at(town.today - timedelta(days=ago), 10):
            services.open_case(
                session,
                town.actor(worker[place.grid_id or ""]),
                place=place,
                spoken=Spoken(words, Source.PATROL),
                matter=Matter(category_code=code),
                take=True,
            )
    giver, taker = (town.accounts[town.workers[town.grids["dongmei"][n]]] for n in (1, 2))
    handover_services.draw_up(
        session, town.actor("lin", Action.HAND_OVER), unit_id=town.grids["dongmei"][1], giver=giver, taker=taker,
        note="楼门钥匙在传达室，独居老人名单当面交。",
    )  # fmt: skip
