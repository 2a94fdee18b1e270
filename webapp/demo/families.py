"""Who may live behind one door: an elder alone, a couple, a family, three generations, tenants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import update
from sqlmodel import Session, col

from webapp.core.search.lookup import NamePair, exact_index, inner_pairs, keep_pairs, tail_index
from webapp.core.text.pinyin import pinyin_of
from webapp.core.time import clock
from webapp.demo import people
from webapp.demo.register_rows import Rows
from webapp.demo.town import FOUNDED, Town
from webapp.register.register import rules
from webapp.register.register.models import (
    Building,
    Dwelling,
    Entrance,
    Household,
    HouseholdMember,
    Relation,
    Resident,
    Sex,
)
from webapp.register.register.rules import KeyFlag
from webapp.register.register.search_rules import door_key

HEAD, SPOUSE, CHILD, PARENT, TENANT = (
    Relation.HEAD, Relation.SPOUSE, Relation.CHILD, Relation.PARENT, Relation.TENANT,
)  # fmt: skip
# (weight, [(relation, youngest, oldest)])
KINDS = (
    (14, [(HEAD, 68, 92)]),
    (16, [(HEAD, 60, 86), (SPOUSE, 58, 84)]),
    (12, [(HEAD, 26, 45), (SPOUSE, 25, 44)]),
    (30, [(HEAD, 30, 50), (SPOUSE, 29, 49), (CHILD, 1, 17)]),
    (8, [(HEAD, 32, 48), (SPOUSE, 31, 47), (CHILD, 1, 12), (CHILD, 3, 16)]),
    (12, [(HEAD, 35, 52), (SPOUSE, 34, 51), (CHILD, 2, 18), (PARENT, 62, 82)]),
    (8, [(HEAD, 22, 35), (TENANT, 21, 34), (TENANT, 21, 38)]),
)
HEALTH = ("高血压，自备药", "糖尿病", "行动不便，用轮椅", "听力弱，敲门重一点", "心脏支架术后")
JOBS = ("", "", "商场营业员", "教师", "司机", "护士", "电工", "会计", "退休", "退休", "保安", "程序员", "厨师")
MOMENT = datetime.combine(FOUNDED, datetime.min.time(), clock.ZONE)


@dataclass
class Family:
    home: Household
    people: list[Resident]


def move_in(town: Town, rng: Random, building: Building, entrance: Entrance, dwelling: Dwelling, rows: Rows) -> Family:
    kind = rng.choices([made for _, made in KINDS], weights=[weight for weight, _ in KINDS])[0]
    home = Household(
        community_id=dwelling.community_id, grid_id=dwelling.grid_id, micro_grid_id=entrance.micro_grid_id,
        building_id=building.id, entrance_id=entrance.id, dwelling_id=dwelling.id,
        label=f"{building.label}{entrance.name}{dwelling.room}",
        door=door_key(building.name, entrance.name, dwelling.room), room=dwelling.room, head_name="",
        is_rented=any(relation is TENANT for relation, _, _ in kind), moved_in_on=FOUNDED, changed_at=MOMENT,
    )  # fmt: skip
    family: list[Resident] = []
    for position, (relation, youngest, oldest) in enumerate(kind):
        surname = people.surname_of(family[0].name) if relation is CHILD else ""
        age = rng.randint(youngest, oldest)
        sex = Sex.FEMALE if relation is SPOUSE and family[0].sex is Sex.MALE else rng.choice((Sex.FEMALE, Sex.MALE))
        resident = _person(town, rng, home, age, sex, surname)
        family.append(resident)
        rows.members.append(
            HouseholdMember(
                community_id=home.community_id, household_id=home.id, resident_id=resident.id, relation=relation,
                position=position, valid_from=FOUNDED,
            )
        )  # fmt: skip
    home.head_name = family[0].name
    _flag(rng, home, family, town)
    rows.households.append(home)
    rows.residents += family
    rows.pairs += [
        NamePair(community_id=home.community_id, pair=pair, row_id=resident.id)
        for resident in family
        for pair in inner_pairs(resident.name)
    ]
    return Family(home, family)


def _person(town: Town, rng: Random, home: Household, age: int, sex: Sex, surname: str) -> Resident:
    name = people.name_of(rng, sex.value, age, surname)
    pinyin, initials = pinyin_of(name)
    born = people.birthday(rng, age, town.today)
    number = people.id_number(rng, born, sex.value)
    phone = town.next_phone() if age >= 12 else None
    return Resident(
        community_id=home.community_id, grid_id=home.grid_id, household_id=home.id, name=name, pinyin=pinyin,
        initials=initials, sex=sex, born_on=born, phone=phone, phone_index=exact_index(phone),
        phone_tail_index=tail_index(phone), id_number=number, id_number_index=exact_index(number),
        health=rng.choice(HEALTH) if age > 70 and rng.random() < 0.4 else None,
        work="学生" if 6 <= age < 19 else rng.choice(JOBS) if age >= 19 else "", changed_at=MOMENT,
    )  # fmt: skip


def _flag(rng: Random, home: Household, family: list[Resident], town: Town) -> None:
    ages = [rules.age(resident.born_on, town.today) for resident in family if resident.born_on]
    flags = [KeyFlag.LIVES_ALONE] if len(ages) == 1 and ages[0] >= 60 else []
    flags += [KeyFlag.ELDERLY] if max(ages) >= 80 else []
    flags += [flag for flag in (KeyFlag.DISABLED, KeyFlag.LOW_INCOME, KeyFlag.SERIOUS_ILLNESS) if rng.random() < 0.012]
    flags += [KeyFlag.TENANTS] if home.is_rented and rng.random() < 0.3 else []
    home.flags, home.is_key = [flag.value for flag in KeyFlag if flag in flags], bool(flags)
    home.cadence_days = rules.cadence_days(flags)
    home.next_due_on = town.today + timedelta(days=home.cadence_days)


def become(session: Session, resident: Resident, party_id: str, name: str) -> None:
    """A resident of the demo is given a part: a party, and perhaps the name that the sign-ins print."""
    pinyin, initials = pinyin_of(name)
    values = {"party_id": party_id, "name": name, "pinyin": pinyin, "initials": initials}
    session.execute(update(Resident).where(col(Resident.id) == resident.id).values(**values))
    if name != resident.name:
        led = (col(Household.id) == resident.household_id) & (col(Household.head_name) == resident.name)
        session.execute(update(Household).where(led).values(head_name=name))
        keep_pairs(session, community_id=resident.community_id, row_id=resident.id, name=name)
