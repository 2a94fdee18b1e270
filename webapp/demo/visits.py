"""Chapter four: a year of knocking. Each quarter every door once, key households by their own clock."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

from webapp.core.time import clock
from webapp.demo import bulk
from webapp.demo.town import Town
from webapp.door.visits import rules
from webapp.door.visits.models import Outcome, Topic, Visit
from webapp.register.register.models import Building, Household

OUTCOMES = (Outcome.FINE, Outcome.NOBODY, Outcome.SOMETHING, Outcome.DECLINED)
WEIGHTS = (74, 15, 8, 3)
WORDS = (
    ("need", "REPAIR", "楼道灯坏了一个多星期，晚上看不见台阶。"),
    ("need", "ELDER", "老人想申请助餐，不会在手机上办。"),
    ("need", "JOBS", "想在附近找份白天的零活。"),
    ("need", "NEIGHBOUR", "楼上晚上拖椅子，想请社区说一说。"),
    ("need", "GREEN", "夏天楼前蚊虫多，盼着装灭蚊灯。"),
    ("hazard", "FIRE", "一楼楼道堆了纸箱和旧家具。"),
    ("hazard", "EBIKE", "有人把电动车推进楼道充电。"),
    ("change", "", "换了手机号，已经当面改好。"),
)
LATE_SHARE = 0.12
FULL_STAIR = "冬梅轩3号楼1门"
# 王秀英 this quarter, a building a fortnight: (share of doors met, first day back, last day back); the fourth waits.
WANG = ((0.97, 50, 31), (0.95, 30, 13), (0.5, 9, 1), (0.0, 9, 1))
QUIET = ("shanghu", 4, 12)  # a grid with a worker and no record for so many days: the overview asks why
WANG_STAIRS = {"1门": 1.0, "2门": 0.6}


def tell(session: Session, town: Town) -> None:
    rng = Random(town.rng.random())
    homes: Any = session.exec(
        select(  # type: ignore[call-overload]
            Household.id, Household.community_id, Household.grid_id, Household.building_id, Household.is_key,
            Household.cadence_days, Household.label,
        )
        .join(Building, col(Building.id) == Household.building_id)
        .order_by(Building.position, Household.label)
    ).all()  # fmt: skip
    order = {building: n for n, building in enumerate(_in_walking_order(homes, town))}
    walk = _walked(homes, town, order)
    quiet, silent_since = town.grids[QUIET[0]][QUIET[1]], town.today - timedelta(days=QUIET[2])
    visits: list[Visit] = []
    lasts: list[dict[str, object]] = []
    for home in homes:
        login = town.workers.get(home.grid_id)
        if login is None:
            continue
        days = _days(rng, town, home, order.get(home.building_id))
        if home.grid_id == quiet:
            days = [day for day in days if day < silent_since]
        own = [_visit(rng, home, town.accounts[login], _hour(rng, day)) for day in days]
        own += [_visit(rng, home, town.accounts[login], walk[home.id])] if home.id in walk else []
        own.sort(key=lambda visit: visit.happened_at)
        visits += own
        lasts += _last(own, home)
    visits.sort(key=_by_id)
    bulk.add_all(session, visits)
    _light(session, lasts)


def _by_id(visit: Visit) -> str:
    return visit.id


def _in_walking_order(homes: Any, town: Town) -> list[str]:
    """The buildings of 王秀英's grid, so that the board shows one staircase just being walked."""
    first = town.grids["dongmei"][0]
    return list(dict.fromkeys(home.building_id for home in homes if home.grid_id == first))


def _walked(homes: Any, town: Town, order: dict[str, int]) -> dict[str, datetime]:
    """王秀英's third building in the days before today: staircase by staircase, from the top floor down."""
    _, back, until = WANG[2]
    met: list[str] = []
    for stair, share in WANG_STAIRS.items():
        doors = [home for home in homes if order.get(home.building_id) == 2 and _stair(home) == stair]
        doors.sort(key=lambda home: (-int(home.label[-3:-2]), home.label))
        met += [home.id for home in doors[: round(len(doors) * share)]]
    each = max(1, -(-len(met) // (back - until + 1)))
    first = datetime.combine(town.today - timedelta(days=until + (len(met) - 1) // each), time(15), clock.ZONE)
    return {home_id: first + timedelta(days=n // each, minutes=7 * (n % each)) for n, home_id in enumerate(met)}


def _days(rng: Random, town: Town, home: Any, wang: int | None) -> list[date]:
    """Key households as often as promised, a few of them late; the others once a quarter."""
    if home.is_key:
        return _by_own_clock(rng, town, home.cadence_days)
    days: list[date] = []
    quarter = rules.round_start(town.start)
    while quarter <= town.today:
        after = rules.round_start(quarter + timedelta(days=100))
        days += _in_quarter(rng, town, home, quarter, min(after, town.today), wang)
        quarter = after
    return [day for day in days if town.start <= day < town.today]


def _by_own_clock(rng: Random, town: Town, every: int) -> list[date]:
    late = rng.random() < LATE_SHARE
    last = town.today - timedelta(days=rng.randint(every, every + 6) if late else rng.randint(3, every - 3))
    count = (last - town.start) // timedelta(days=every)
    return [last - timedelta(days=every * n - rng.randint(0, 2)) for n in range(count, 0, -1)] + [last]


def _in_quarter(rng: Random, town: Town, home: Any, first: date, end: date, wang: int | None) -> list[date]:
    """The running quarter is not done: some doors wait, and 王秀英 stands in the middle of her third building."""
    length = (end - first).days
    is_running = rules.round_start(town.today) == first
    if wang is not None and is_running:
        share, back, until = WANG[min(wang, 3)]
        share = 0.0 if wang == 2 else share  # walked in order
        day = town.today - timedelta(days=rng.randint(until, back))
        return [max(day, first)] if rng.random() < share and town.today > first else []
    if length <= 0 or rng.random() >= (0.62 if is_running else 0.95):
        return []
    return [first + timedelta(days=rng.randrange(length))]


def _stair(home: Any) -> str:
    return str(home.label)[-5:-3]


def _hour(rng: Random, day: date) -> datetime:
    return datetime.combine(day, time(rng.choice((9, 10, 11, 15, 16, 18, 19)), rng.randrange(60)), clock.ZONE)


def _visit(rng: Random, home: Any, account_id: str, at: datetime) -> Visit:
    outcome = Outcome.FINE if home.label.startswith(FULL_STAIR) else rng.choices(OUTCOMES, weights=WEIGHTS)[0]
    topic, category, words = rng.choice(WORDS) if outcome is Outcome.SOMETHING else ("", "", None)
    moment = at.astimezone(clock.now().tzinfo)
    return Visit(
        id=_id_at(moment, rng), community_id=home.community_id, grid_id=home.grid_id, building_id=home.building_id,
        household_id=home.id, account_id=account_id, outcome=outcome,
        topic=Topic(topic) if topic else None, category=category, words=words, captured_at=moment,
        happened_at=moment, received_at=moment + timedelta(seconds=3),
    )  # fmt: skip


def _id_at(moment: datetime, rng: Random) -> str:
    """A UUIDv7 of its own day, so that the newest visit has the highest id here too."""
    stamp = int(moment.timestamp() * 1000)
    return str(uuid.UUID(int=stamp << 80 | 7 << 76 | rng.getrandbits(12) << 64 | 2 << 62 | rng.getrandbits(62)))


def _last(own: list[Visit], home: Any) -> list[dict[str, object]]:
    """What `visits.services` would have left on the household, worked out at once."""
    kept: Visit | None = None
    due: date | None = None
    for visit in own:
        since = rules.round_start(clock.local(visit.happened_at).date())
        if kept is not None and rules.keeps_last(visit.outcome, kept.outcome, kept.happened_at, since):
            continue
        kept = visit
        if visit.outcome is not Outcome.NOBODY:
            due = clock.local(visit.happened_at).date() + timedelta(days=home.cadence_days)
    if kept is None:
        return []
    return [{"home": kept.household_id, "at": kept.happened_at, "outcome": kept.outcome.value, "due": due}]


def _light(session: Session, lasts: list[dict[str, object]]) -> None:
    statement = (
        update(Household)
        .where(col(Household.id) == bindparam("home"))
        .values(last_visited_at=bindparam("at"), last_outcome=bindparam("outcome"), next_due_on=bindparam("due"))
    )
    connection = session.connection()
    for start in range(0, len(lasts), bulk.BATCH):
        connection.execute(statement, lasts[start : start + bulk.BATCH])
