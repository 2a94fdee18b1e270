"""冬梅轩's micro-garden below building 3: thirteen plots kept by a dozen households, two neighbours waiting for one."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from sqlmodel import Session, col, select

from webapp.core.time import clock
from webapp.demo import bulk
from webapp.demo.town import Town
from webapp.door.gardens import queries, services
from webapp.door.gardens.models import Care, CareAct, Garden, Plot
from webapp.door.gardens.services import GardenPlan, KeeperTold
from webapp.door.opinions.models import Land, OpinionRound, RoundState
from webapp.people.accounts.permissions import Action
from webapp.register.register.models import Building, Household, Resident

PLANTS = (
    "月季", "牡丹", "萱草", "薄荷和罗勒", "玉簪", "月季", "向日葵", "鸢尾", "迷迭香", "绣球", "石竹", "波斯菊",
    "牵牛花",
)  # fmt: skip
ACTS = (CareAct.WATERED, CareAct.WATERED, CareAct.WEEDED, CareAct.PRUNED)
SIDE, ROW, GAP = 28, 30, 6
POND = "13 150,84 190,84 196,100 190,114 150,114"
FREE, RESTING, NEGLECTED = 12, 11, 7


def tell(session: Session, town: Town) -> None:
    rng, host = Random(town.rng.random()), town.actor("lin", Action.KEEP_GARDENS)
    asked = session.exec(select(OpinionRound).where(OpinionRound.state == RoundState.ARCHIVED)).one()
    building = session.exec(
        select(Building).where(Building.community_id == town.units["dongmei"], Building.name == "3号楼",
                               Building.estate == "冬梅轩")
    ).one()  # fmt: skip
    garden = services.found_garden(session, host, GardenPlan(
        name="冬梅轩-微花园", place="南侧绿地", building_id=building.id, land=Land.SHARED, round_id=asked.id,
        approval=f"征求意见：{asked.title}", area=22_800, budget=8_600, width=200, height=120,
    ))  # fmt: skip
    garden.opened_on = town.today - timedelta(days=240)
    plots = services.draw_plan(session, host, garden, _plan())
    for plot in plots:
        plot.plants = PLANTS[plot.number - 1]
    _keepers(session, town, rng, garden, plots)
    for name, phone in (("杜秀兰", town.next_phone()), ("方小宇", town.next_phone())):
        services.register_waiting(session, None, garden, keeper=name, phone=phone)


def _plan() -> str:
    """Two rows of boxes along a path, and one bed with a slanted side."""
    lines = []
    for n in range(12):
        left, top = 2 + (n % 6) * (SIDE + GAP - 1), 4 + (n // 6) * (ROW + GAP + 4)
        lines.append(f"{n + 1} {left},{top} {left + SIDE},{top} {left + SIDE},{top + ROW} {left},{top + ROW}")
    return "\n".join([*lines, POND])


def _keepers(session: Session, town: Town, rng: Random, garden: Garden, plots: list[Plot]) -> None:
    host = town.actor("lin", Action.KEEP_GARDENS)
    people = session.exec(
        select(Resident.name, Resident.phone, Household.id)
        .join(Household, col(Household.id) == Resident.household_id)
        .where(Household.building_id == garden.building_id, Resident.name == Household.head_name)
        .order_by(Household.door)
    ).all()  # fmt: skip
    for plot, (name, phone, home_id) in zip(plots, people, strict=False):
        if plot.number in (FREE, RESTING):
            plot.rests = plot.number == RESTING
            continue
        helper, helper_phone, _ = people[-plot.number]
        kept = services.keep_plot(session, host, plot, KeeperTold(
            name, phone or town.next_phone(), town.today + timedelta(days=125), co_keeper=helper,
            co_phone=helper_phone, household_id=home_id, shows_name=rng.random() < 0.6,
        ))  # fmt: skip
        kept.began_on = kept.signed_on = garden.opened_on
        _care(session, town, rng, garden, plot)
    session.flush()


def _care(session: Session, town: Town, rng: Random, garden: Garden, plot: Plot) -> None:
    table = queries.seasons(session, garden.community_id)
    day = garden.opened_on + timedelta(days=2)
    until = town.today - timedelta(days=44 if plot.number == NEGLECTED else 1)
    rows: list[Care] = []
    while day < until:
        act = rng.choice(ACTS) if rows else CareAct.PLANTED
        at = clock.start_of_day(day) + timedelta(hours=rng.choice((7, 8, 17, 18)), minutes=rng.randrange(60))
        rows.append(Care(
            community_id=plot.community_id, grid_id=plot.grid_id, plot_id=plot.id, act=act, captured_at=at,
            happened_at=at,
        ))  # fmt: skip
        day += timedelta(days=max(1, table[day.month] + rng.randint(-1, 0)))
    bulk.add_all(session, rows)
    plot.cared_at = rows[-1].happened_at if rows else None
