"""Volunteers: who they are, their departments, the years they have served, what is on next and what waits."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from sqlmodel import Session

from webapp.core.data import ids
from webapp.core.time import clock
from webapp.demo import bulk, people
from webapp.demo.activities import HOSTS, SERVICES, coming, demands, leader, new_activity, new_shift
from webapp.demo.town import Town
from webapp.exchange.points.models import EarnRule
from webapp.exchange.points.rules import EarnUnit
from webapp.people.accounts.scope import Actor
from webapp.volunteering.activities import membership_services
from webapp.volunteering.activities.models import (
    Activity,
    Attendance,
    Confirmation,
    Department,
    Method,
    Shift,
    Side,
)
from webapp.volunteering.volunteers import services as volunteers
from webapp.volunteering.volunteers.models import HoursLine, Skill, Volunteer
from webapp.volunteering.volunteers.services import Person

COUNTS = {"shanghu": 48, "dongmei": 24, "mingdu": 30}
RULES = (
    # act, name, points an hour, cap a day
    ("patrol", "护学岗和巡逻", 4, 24),
    ("clean", "环境清洁", 3, 18),
    ("care", "陪伴照护", 5, 30),
    ("class", "兴趣课和讲座", 4, 16),
    ("demand", "上门服务", 5, 30),
)
TEAMS = (
    ("维修服务部", Skill.REPAIR, False),
    ("法律服务部", Skill.LAW, True),
    ("文艺服务部", Skill.ARTS, False),
    ("体育服务部", Skill.SPORTS, False),
    ("义诊服务部", Skill.MEDICAL, True),
)
ZHAO_HOURS, FIRST_YEAR = 876, 5


def tell(session: Session, town: Town) -> None:
    rng = Random(town.rng.random())
    for key, count in COUNTS.items():
        host = town.actor(HOSTS[key])
        _rules(session, town, key)
        everyone = _people(session, town, rng, key, host, count)
        teams = _teams(session, town, rng, host, key, everyone)
        _years(session, town, rng, key, everyone, teams)
        if key == "shanghu":
            coming(session, town, everyone, teams)
            demands(session, town, teams, everyone)


def _rules(session: Session, town: Town, key: str) -> None:
    for act, name, points, cap in RULES:
        session.add(
            EarnRule(
                community_id=town.units[key], act=act, name=name, unit=EarnUnit.HOUR, points=points, cap_day=cap,
                evidence="带队人和社区两次确认", valid_from=date(2024, 1, 1), approved_by=town.accounts[HOSTS[key]],
                made_at=clock.start_of_day(date(2024, 1, 1)),
            )
        )  # fmt: skip
    session.flush()


def _people(session: Session, town: Town, rng: Random, key: str, host: Actor, count: int) -> list[Volunteer]:
    """赵国强 comes first where he lives; two are under age and have a guardian."""
    namer, found = people.namer(rng), []
    for number in range(count):
        name, sex = next(namer)
        grown = rng.randint(28, 78) if number % 23 != 22 else 16
        born = people.birthday(rng, grown, town.today)
        if grown >= 18:
            name = people.name_of(rng, sex, grown, people.surname_of(name))
        skills = rng.sample([skill.value for skill in Skill if skill is not Skill.OTHER], rng.randint(1, 2))
        person = Person(name=name, phone=town.next_phone(), born_on=born, skills=skills)
        if grown < 18:
            person = Person(
                name, person.phone, born, skills, guardian_name="家长" + name[0], guardian_phone=town.next_phone()
            )
        is_zhao = key == "shanghu" and number == 0
        if is_zhao:
            person = Person("赵国强", town.next_phone(), date(1955, 6, 1), ["patrol", "repair"], "120110202100017")
        joined = date(2021, 3, 5) if is_zhao else town.today - timedelta(days=rng.randint(200, 1500))
        volunteer = volunteers.enrol(
            session, host, person, community_id=town.units[key], consent=True, joined_on=joined, silent=True,
            party_id=town.parties["zhao"] if is_zhao else None,
        )  # fmt: skip
        if is_zhao:
            volunteer.account_id = town.accounts["zhao"]
        found.append(volunteer)
    return found


def _teams(
    session: Session, town: Town, rng: Random, host: Actor, key: str, everyone: list[Volunteer]
) -> dict[Skill, Department]:
    found = {}
    for number, (name, skill, needs_paper) in enumerate(TEAMS):
        lead = everyone[number * 3]
        made = membership_services.open_department(
            session,
            host,
            community_id=town.units[key],
            skill=skill,
            name=name,
            lead_id=lead.id,
            deputy_id=everyone[number * 3 + 2].id,
            needs_paper=needs_paper,
        )
        for volunteer in rng.sample(everyone, 5):
            membership_services.join(session, host, made, volunteer_id=volunteer.id)
        if needs_paper:
            for days, volunteer in zip((400, 21), (lead, everyone[number * 3 + 1]), strict=True):
                volunteers.add_qualification(
                    session, host, volunteer, skill=skill, name="律师执业证" if skill is Skill.LAW else "护士执业证",
                    issuer="主管部门", valid_to=town.today + timedelta(days=days), is_seen=True,
                )  # fmt: skip
        found[skill] = made
    return found


def _years(
    session: Session, town: Town, rng: Random, key: str, everyone: list[Volunteer], teams: dict[Skill, Department]
) -> None:
    """A year of shifts with attendance and both proofs; older years only as hours in the record."""
    activities = [new_activity(town, key, service) for service in SERVICES]
    bulk.add_all(session, activities)
    rows: dict[type, list[object]] = {Shift: [], Attendance: [], Confirmation: [], HoursLine: []}
    for day_number in range(360, 1, -4):
        day = town.today - timedelta(days=day_number)
        number = rng.randrange(len(SERVICES))
        shift = new_shift(activities[number], SERVICES[number], day)
        rows[Shift].append(shift)
        crew = rng.sample(everyone[1:], min(len(everyone) - 1, rng.randint(3, 7)))
        if key == "shanghu" and number in (0, 4):
            crew = [everyone[0], *crew]
        for volunteer in (one for one in crew if one.joined_on <= day):
            _served(town, key, rows, activities[number], SERVICES[number], shift, volunteer)
    for volunteer in everyone:
        goal = ZHAO_HOURS if volunteer.name == "赵国强" else rng.choice((0, 20, 40, 60, 90, 120, 200, 340, 620, 1020))
        _before(town, rng, rows[HoursLine], volunteer, goal)
    for kind in (Shift, Attendance, Confirmation, HoursLine):
        bulk.add_all(session, rows[kind])  # type: ignore[arg-type]


def _served(
    town: Town, key: str, rows: dict[type, list[object]], activity: Activity, service: tuple[str, str, str, int, int],
    shift: Shift, volunteer: Volunteer,
) -> None:  # fmt: skip
    row = Attendance(
        id=ids.new(), community_id=shift.community_id, volunteer_id=volunteer.id, shift_id=shift.id,
        came_at=shift.starts_at, left_at=shift.ends_at, method=Method.ROSTER, recorded_by=activity.lead_account_id,
        recorded_at=shift.ends_at, credited_at=shift.ends_at + timedelta(hours=20),
    )  # fmt: skip
    rows[Attendance].append(row)
    host, lead = town.accounts[HOSTS[key]], activity.lead_account_id
    for side, account in ((Side.LEAD, lead), (Side.COMMUNITY, host)):
        rows[Confirmation].append(
            Confirmation(
                id=ids.new(), community_id=row.community_id, attendance_id=row.id, side=side, account_id=account,
                at=shift.ends_at + timedelta(hours=1 if side is Side.LEAD else 20),
            )
        )  # fmt: skip
    rows[HoursLine].append(
        _line(
            volunteer,
            shift.starts_at,
            service[4] * 60,
            activity.title,
            activity.venue,
            f"attendance:{row.id}",
            lead,
            host,
        )
    )


def _line(
    volunteer: Volunteer, start: datetime, minutes: int, title: str, place: str, source: str, lead: str, host: str
) -> HoursLine:
    return HoursLine(
        id=ids.new(), community_id=volunteer.community_id, volunteer_id=volunteer.id, key=source, minutes=minutes,
        on=clock.local(start).date(), started_at=start, ended_at=start + timedelta(minutes=minutes), title=title,
        place=place, organiser="社区", lead_name="带队人", method="roster", source=source, lead_confirmed_by=lead,
        community_confirmed_by=host, made_by=host, made_at=start + timedelta(days=1),
    )  # fmt: skip


def _before(town: Town, rng: Random, lines: list[object], volunteer: Volunteer, goal: int) -> None:
    """Older service, four hours at a time, until the person's hours come to the goal."""
    have = sum(line.minutes for line in lines if line.volunteer_id == volunteer.id)  # type: ignore[attr-defined]
    day = town.today - timedelta(days=370)
    host = next(town.accounts[HOSTS[key]] for key in HOSTS if town.units[key] == volunteer.community_id)
    lead = next(town.accounts[leader(key)] for key in HOSTS if town.units[key] == volunteer.community_id)
    while have < goal * 60 and day > volunteer.joined_on:
        title, _, place, hour, _ = rng.choice(SERVICES[:4])
        minutes = min(240, goal * 60 - have)
        start = clock.start_of_day(day) + timedelta(hours=min(hour, 18))
        lines.append(_line(volunteer, start, minutes, title, place, f"paper:{volunteer.number}:{day}", lead, host))
        have, day = have + minutes, day - timedelta(days=rng.randint(2, 7))
