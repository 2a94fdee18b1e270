"""What volunteers do: the services of a usual week, what is on next, and what residents have asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from webapp.core.data import ids
from webapp.core.time import clock
from webapp.demo.town import Town
from webapp.people.accounts.scope import Actor
from webapp.volunteering.activities import attendance_services, demand_services, membership_services, services
from webapp.volunteering.activities.demand_models import RatedBy, Score
from webapp.volunteering.activities.demand_services import Wish
from webapp.volunteering.activities.models import (
    Activity,
    ActivityState,
    Department,
    Method,
    Risk,
    Shift,
    Side,
)
from webapp.volunteering.activities.services import Plan
from webapp.volunteering.volunteers.models import Skill, Volunteer

SERVICES = (
    # title, act, place, start hour, hours
    ("护学岗", "patrol", "实验小学门口", 16, 2),
    ("清理楼道杂物", "clean", "各楼楼道", 9, 2),
    ("湖边捡垃圾", "clean", "东丽湖步道", 8, 3),
    ("陪独居老人聊天", "care", "入户", 14, 2),
    ("周末巡逻", "patrol", "社区各路口", 19, 3),
    ("书法课", "class", "社区活动室", 9, 2),
    ("太极晨练带练", "class", "小广场", 7, 1),
)


WISHES = (
    (Skill.REPAIR, "厨房水龙头一直滴水，拧不紧了。", "孙玉兰", "6号楼2门301"),
    (Skill.LAW, "想问问租房押金不退怎么办。", "马春生", "11号楼1门502"),
    (Skill.MEDICAL, "血压计不会用，想请人教教。", "田桂芬", "3号楼1门101"),
    (Skill.TUTORING, "孩子数学跟不上，想找人周末讲讲。", "何倩", "8号楼3门602"),
    (Skill.REPAIR, "阳台晾衣杆摇不动。", "任福来", "2号楼1门401"),
)


HOSTS = {"shanghu": "luo", "dongmei": "lin", "mingdu": "li"}


@contextmanager
def at(day: date, hour: int = 10, minute: int = 0) -> Iterator[None]:
    """What the services do, on the day it was done."""
    moment = datetime.combine(day, time(hour, minute), clock.ZONE)
    real = clock.now
    clock.now = lambda: moment  # type: ignore[assignment]
    try:
        yield
    finally:
        clock.now = real


def leader(key: str) -> str:
    return "qian" if key == "shanghu" else f"{key}2"


def new_activity(town: Town, key: str, service: tuple[str, str, str, int, int]) -> Activity:
    title, act, place, _, _ = service
    return Activity(
        id=ids.new(), community_id=town.units[key], title=title, act=act, venue=place, what=f"{title}，{place}。",
        state=ActivityState.OPEN, lead_account_id=town.accounts[leader(key)], made_by=town.accounts[HOSTS[key]],
        made_at=clock.start_of_day(town.start),
    )  # fmt: skip


def new_shift(activity: Activity, service: tuple[str, str, str, int, int], day: date) -> Shift:
    start = clock.start_of_day(day) + timedelta(hours=service[3])
    return Shift(
        id=ids.new(), community_id=activity.community_id, activity_id=activity.id, starts_at=start,
        ends_at=start + timedelta(hours=service[4]), places=10,
    )  # fmt: skip


def coming(session: Session, town: Town, everyone: list[Volunteer], teams: dict[Skill, Department]) -> None:
    """Three things to sign up for, and yesterday's shift waiting for its second person."""
    qian = town.actor("qian")
    home = town.units["shanghu"]
    plans = (
        Plan("湖边步道清洁", "clean", "东丽湖步道入口", "捡白色垃圾，工具社区发。", town.accounts["qian"]),
        Plan("擦楼道灯", "clean", "2号楼到6号楼", "登梯子擦灯罩，两人一组。", town.accounts["qian"], risk=Risk.HIGH,
             risk_text="要登梯子，恐高、血压高的请不要报。", is_insured=True, policy_number="2026-志-0117",
             least_age=18),
        Plan("周末义诊", "care", "社区活动室", "量血压、教用血压计。", town.accounts["qian"], needs_paper=Skill.MEDICAL,
             department_id=teams[Skill.MEDICAL].id),
    )  # fmt: skip
    for number, plan in enumerate(plans):
        activity = services.draft(session, qian, plan, community_id=home)
        start = clock.start_of_day(town.today + timedelta(days=2 + 2 * number)) + timedelta(hours=9)
        shift = services.add_shift(
            session, qian, activity, starts_at=start, ends_at=start + timedelta(hours=2), places=(6, 2, 4)[number]
        )
        services.announce(session, qian, activity)
        if number < 2:
            for volunteer in everyone[5 : 8 + number]:
                services.sign_up(session, qian, shift, volunteer, knows_risk=True)
    _yesterday(session, town, everyone, qian)


def _yesterday(session: Session, town: Town, everyone: list[Volunteer], qian: Actor) -> None:
    home = town.units["shanghu"]
    yesterday = town.today - timedelta(days=1)
    with at(yesterday, 20):
        activity = services.draft(
            session, qian, Plan("护学岗", "patrol", "实验小学门口", "放学时段护送过马路。", town.accounts["qian"]),
            community_id=home,
        )  # fmt: skip
        shift = new_shift(activity, SERVICES[0], yesterday)
        session.add(shift)
        services.announce(session, qian, activity)
        for volunteer in (everyone[0], everyone[3], everyone[9]):
            row = attendance_services.enter(
                session,
                qian,
                volunteer,
                came_at=shift.starts_at,
                left_at=shift.ends_at,
                method=Method.ROSTER,
                shift=shift,
            )
            attendance_services.confirm(session, qian, row, Side.LEAD)
            if volunteer is everyone[0]:
                attendance_services.confirm(session, town.actor("luo"), row, Side.COMMUNITY)


def demands(session: Session, town: Town, teams: dict[Skill, Department], everyone: list[Volunteer]) -> None:
    luo, zhao = town.actor("luo"), everyone[0]
    membership_services.join(session, luo, teams[Skill.REPAIR], volunteer_id=zhao.id)
    for number, (skill, words, asker, venue) in enumerate(WISHES):
        day = town.today - timedelta(days=12 - 2 * number)
        with at(day, 11):
            wish = Wish(skill=skill, words=words, asker=asker, phone=town.next_phone(), venue=venue)
            demand = demand_services.raise_demand(session, luo, wish, community_id=town.units["shanghu"])
            if skill in teams:
                demand_services.dispatch(session, luo, demand, teams[skill])
            if number == 0:
                demand_services.accept(session, town.actor("zhao"), demand, zhao)
                start = clock.start_of_day(day) + timedelta(hours=9)
                row = demand_services.finish(
                    session, town.actor("zhao"), demand, came_at=start, left_at=start + timedelta(hours=1)
                )
                attendance_services.confirm(session, luo, row, Side.LEAD)
                attendance_services.confirm(session, town.actor("qian"), row, Side.COMMUNITY)
                demand_services.rate(
                    session, luo, demand, rated_by=RatedBy.SERVED, score=Score.GOOD, words="手脚麻利，没收钱"
                )
