"""What the households of 名都园社区 said before tonight's council, so that its agenda comes from the count."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session, col, select

from webapp.casework.cases import services as cases
from webapp.casework.cases.models import GridCase, Source
from webapp.casework.cases.services import Matter
from webapp.casework.cases.voice_services import Speaker, Spoken, add_voice
from webapp.core.time import clock
from webapp.demo.town import Town
from webapp.register.register.models import Household

# title, category, households, two things said
ASKED = (
    ("10号楼前停车堵住消防通道", "FIRE", 31, ("救护车上回进不来，绕了一大圈。", "黄线早磨没了，谁都往那儿停。")),
    ("暖气不热", "HEATING", 24, ("孩子写作业要裹被子。", "顶楼只有十五度。")),
    ("晚上广场音响太吵", "NEIGHBOUR", 21, ("九点半了还在放，老人睡不着。", "高考那几天能不能停一停？")),
    ("小区健身器材坏了两处", "REPAIR", 17, ("踏板掉了一边，孩子差点摔着。", "坏了一个多月没人修。")),
    ("楼下快递堆门口", "CLUTTER", 12, ("推轮椅出不了门。", "下雨全泡了。")),
    ("想在社区办个老年食堂", "OTHER", 9, ("一个人做饭，一顿吃三天。", "走得动的地方有口热饭就行。")),
    ("33号楼顶瓷砖松动，怕掉下来", "FALLING", 3, ("上周掉了一块，砸在花坛里。", "下面就是孩子上学的路。")),
)

GATE = "3号楼门禁失灵"
AGAIN = ("又打不开了，刷卡没反应。", "好了没几天，晚上又进不去。", "我家老人在门口站了半个钟头。")


@contextmanager
def at(day: date, hour: int = 19, minute: int = 0) -> Iterator[None]:
    """A chapter told through the services themselves, on the days it happened."""
    moment = datetime.combine(day, time(hour, minute), clock.ZONE)
    real = clock.now
    clock.now = lambda: moment
    try:
        yield
    finally:
        clock.now = real


def open_gate_case(session: Session, town: Town, meeting: date) -> GridCase:
    with at(meeting - timedelta(days=9), 16):
        household_id, grid_id, building_id = _homes(session, town)[3]
        return cases.open_case(
            session,
            town.actor(town.workers[grid_id]),
            place=cases.Place(town.units["mingdu"], grid_id, building_id),
            spoken=Spoken("门禁刷不开，天天有人堵在门口。", Source.VISIT, speaker=Speaker(household_id=household_id)),
            matter=Matter(category_code="REPAIR", title=GATE),
        )


def speak_again(session: Session, town: Town) -> None:
    """Kept in October, heard of again in November by three households: the host has to decide."""
    case = session.exec(select(GridCase).where(GridCase.title == GATE)).first()
    if case is None:
        return
    for n, words in enumerate(AGAIN):
        household_id, grid_id, _ = _homes(session, town)[5 + n]
        with at(town.today - timedelta(days=6 - n), 17):
            add_voice(
                session,
                town.actor(town.workers[grid_id]),
                case,
                Spoken(words, Source.VISIT, speaker=Speaker(household_id=household_id)),
            )


def _homes(session: Session, town: Town) -> list[Any]:
    return list(
        session.exec(
            select(Household.id, Household.grid_id, Household.building_id)
            .where(Household.community_id == town.units["mingdu"], col(Household.moved_out_on).is_(None))
            .order_by(col(Household.door), col(Household.id))
        )
    )


def speak(session: Session, town: Town) -> None:
    """From six weeks to one week ago, door by door; every household says a thing once."""
    homes = _homes(session, town)
    for place, (title, code, count, words) in enumerate(ASKED):
        mine = homes[place * 37 :: 11][:count]
        case: GridCase | None = None
        for n, (household_id, grid_id, building_id) in enumerate(mine):
            actor = town.actor(town.workers[grid_id])
            said = words[n] if n < len(words) else "我家也是。"
            with at(town.today - timedelta(days=44 - n - place), 16):
                if case is None:
                    case = cases.open_case(
                        session,
                        actor,
                        place=cases.Place(town.units["mingdu"], grid_id, building_id),
                        spoken=Spoken(said, Source.VISIT, speaker=Speaker(household_id=household_id)),
                        matter=Matter(category_code=code, title=title),
                    )
                else:
                    speaker = Speaker(household_id=household_id)
                    add_voice(session, actor, case, Spoken(said, Source.VISIT, speaker=speaker))
