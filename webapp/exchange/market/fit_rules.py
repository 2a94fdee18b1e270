"""Who fits which job: five questions anybody can read, each answered with its reason or with what did not fit.

No age, sex, origin or household flag is asked: they are not here to be asked. The order is by what does not fit,
then by what does; a tie goes to whoever asked first. Without an hour in common nobody is suggested at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from webapp.core.text.i18n import N_

Word = TypeVar("Word", bound=StrEnum)


class Slot(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"
    WEEKEND_MORNING = "weekend_morning"
    WEEKEND_AFTERNOON = "weekend_afternoon"
    WEEKEND_EVENING = "weekend_evening"


class Reach(StrEnum):
    """How far somebody would go, in buildings and grids."""

    BUILDING = "building"
    GRID = "grid"
    COMMUNITY = "community"


class Skill(StrEnum):
    CASHIER = "cashier"
    SERVING = "serving"
    COOKING = "cooking"
    CLEANING = "cleaning"
    CARE = "care"
    CHILDREN = "children"
    REPAIR = "repair"
    DRIVING = "driving"
    DELIVERY = "delivery"
    COMPUTER = "computer"
    SEWING = "sewing"
    TEACHING = "teaching"


class Limit(StrEnum):
    """What somebody cannot or will not do, and what a job asks for: the same words on both sides."""

    NIGHTS = "nights"
    LIFTING = "lifting"
    STANDING = "standing"
    OUTDOORS = "outdoors"
    HEIGHTS = "heights"
    COLD = "cold"


SLOT_WORDS = {
    Slot.MORNING: N_("平日上午"), Slot.AFTERNOON: N_("平日下午"), Slot.EVENING: N_("平日晚上"), Slot.NIGHT: N_("夜里"),
    Slot.WEEKEND_MORNING: N_("周末上午"), Slot.WEEKEND_AFTERNOON: N_("周末下午"),
    Slot.WEEKEND_EVENING: N_("周末晚上"),
}  # fmt: skip
REACH_WORDS = {Reach.BUILDING: N_("就在本楼"), Reach.GRID: N_("本网格里"), Reach.COMMUNITY: N_("本社区里")}
SKILL_WORDS = {
    Skill.CASHIER: N_("收银理货"), Skill.SERVING: N_("端菜接待"), Skill.COOKING: N_("做饭"), Skill.CLEANING: N_("保洁"),
    Skill.CARE: N_("照护老人"), Skill.CHILDREN: N_("带孩子"), Skill.REPAIR: N_("水电维修"), Skill.DRIVING: N_("开车"),
    Skill.DELIVERY: N_("送货"), Skill.COMPUTER: N_("电脑打字"), Skill.SEWING: N_("缝补"),
    Skill.TEACHING: N_("辅导功课"),
}  # fmt: skip
LIMIT_WORDS = {
    Limit.NIGHTS: N_("上夜班"), Limit.LIFTING: N_("搬重物"), Limit.STANDING: N_("久站"), Limit.OUTDOORS: N_("在室外"),
    Limit.HEIGHTS: N_("登高"), Limit.COLD: N_("进冷库"),
}  # fmt: skip
NEAR_WORDS = {
    Reach.BUILDING: N_("就在同一栋楼"), Reach.GRID: N_("在同一个网格"), Reach.COMMUNITY: N_("在同一个社区"),
}  # fmt: skip
WIDTH = [Reach.BUILDING, Reach.GRID, Reach.COMMUNITY]


@dataclass(frozen=True)
class Wanted:
    """What a job asks. Places are ids; `by_hour` is fen."""

    slots: frozenset[str]
    skills: frozenset[str]
    demands: frozenset[str]
    by_hour: int
    building_id: str | None
    grid_id: str


@dataclass(frozen=True)
class Wish:
    slots: frozenset[str]
    skills: frozenset[str]
    limits: frozenset[str]
    by_hour: int | None
    reach: Reach
    building_id: str | None
    grid_id: str


@dataclass(frozen=True)
class Said:
    """One sentence of the catalogue and what fills it: lists are translated word by word when shown."""

    sentence: str
    words: tuple[str, ...] = ()
    amount: int | None = None


@dataclass
class Fit:
    reasons: list[Said] = field(default_factory=list)
    misses: list[Said] = field(default_factory=list)
    shares_hours: bool = False

    @property
    def rank(self) -> tuple[int, int]:
        return len(self.misses), -len(self.reasons)


def fit(job: Wanted, person: Wish) -> Fit:
    found = Fit()
    _time(found, job, person)
    _distance(found, job, person)
    _skills(found, job, person)
    _limits(found, job, person)
    _pay(found, job, person)
    return found


def distance(job: Wanted, person: Wish) -> Reach:
    if job.building_id and job.building_id == person.building_id:
        return Reach.BUILDING
    return Reach.GRID if job.grid_id == person.grid_id else Reach.COMMUNITY


def _time(found: Fit, job: Wanted, person: Wish) -> None:
    both, lacking = job.slots & person.slots, job.slots - person.slots
    if both:
        found.shares_hours = True
        found.reasons.append(Said(N_("时间对得上：%(words)s"), _named(SLOT_WORDS, both)))
    if lacking:
        found.misses.append(Said(N_("还要这些时间：%(words)s"), _named(SLOT_WORDS, lacking)))


def _distance(found: Fit, job: Wanted, person: Wish) -> None:
    far = distance(job, person)
    if WIDTH.index(far) <= WIDTH.index(person.reach):
        found.reasons.append(Said(NEAR_WORDS[far]))
    else:
        found.misses.append(Said(N_("比说的远：只想在%(words)s"), (REACH_WORDS[person.reach],)))


def _skills(found: Fit, job: Wanted, person: Wish) -> None:
    if both := job.skills & person.skills:
        found.reasons.append(Said(N_("会：%(words)s"), _named(SKILL_WORDS, both)))
    if lacking := job.skills - person.skills:
        found.misses.append(Said(N_("还要会：%(words)s"), _named(SKILL_WORDS, lacking)))
    if not job.skills:
        found.reasons.append(Said(N_("不要求手艺")))


def _limits(found: Fit, job: Wanted, person: Wish) -> None:
    if against := job.demands & person.limits:
        found.misses.append(Said(N_("这活要%(words)s，说过做不了"), _named(LIMIT_WORDS, against)))
    elif person.limits:
        found.reasons.append(Said(N_("说过做不了的，这活都不用")))


def _pay(found: Fit, job: Wanted, person: Wish) -> None:
    if person.by_hour is None:
        return
    if job.by_hour >= person.by_hour:
        found.reasons.append(Said(N_("工钱够得上：每小时合 %(yuan)s 元"), amount=job.by_hour))
    else:
        found.misses.append(Said(N_("工钱低：每小时合 %(yuan)s 元"), amount=job.by_hour))


def _named(words: Mapping[Word, str], keys: frozenset[str]) -> tuple[str, ...]:
    """In the order of the table, so that the same match always reads the same."""
    return tuple(word for key, word in words.items() if key.value in keys)
