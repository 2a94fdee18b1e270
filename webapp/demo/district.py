"""Chapter one: the tree of 东丽区, the grids of three communities, and one account for each role."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session

from webapp.casework.catalogue import queries as catalogue
from webapp.casework.catalogue.models import CalendarDay
from webapp.core.time import clock
from webapp.demo import people
from webapp.demo.town import FOUNDED, Town
from webapp.people.accounts.models import Role
from webapp.people.accounts.permissions import Action
from webapp.people.org import import_services, queries
from webapp.people.org import services as org
from webapp.people.org.models import OrderKind, Unit, UnitKind
from webapp.register.boundaries import order_services as orders

DIVISIONS = Path(__file__).with_name("dongli-divisions.csv")
CODES = {
    "district": "120110", "junliangcheng": "120110008", "huaxin": "120110010", "donglihu": "120110011",
    "dongmei": "120110008018", "mingdu": "120110010005", "shanghu": "120110011003",
}  # fmt: skip
COMMUNITIES = ("dongmei", "mingdu", "shanghu")
GRIDS = {"dongmei": 10, "mingdu": 6, "shanghu": 6}
DUTY_PHONES = {"dongmei": "022-24990018", "mingdu": "022-24990005", "shanghu": "022-24990003"}
NUMBERS = "一二三四五六七八九十"
REACH = timedelta(days=60)
NOT_OFFICIAL = "演示用：只有法定节日，不是国务院公布的安排"
VACANT = ("dongmei", 9)

# login: (name, role, unit)
ROLES = {
    "wang": ("王秀英", Role.GRID_WORKER, "dongmei.1"),
    "wu": ("吴霞", Role.MICRO_HEAD, "shanghu.micro.1"),
    "zheng": ("郑丽", Role.LIAISON, "mingdu.1"),
    "li": ("李静", Role.HOST, "mingdu"),
    "chen": ("陈立", Role.STREET, "junliangcheng"),
    "he": ("何敏", Role.DISTRICT, "district"),
    "zhao": ("赵国强", Role.VOLUNTEER, "shanghu"),
    "qian": ("钱小梅", Role.COUNTER, "shanghu"),
    "sun": ("孙伟", Role.JUDGE, "district"),
    "zhou": ("周平", Role.AUDITOR, "district"),
}
OTHERS = {
    "lin": ("林海燕", Role.HOST, "dongmei"),
    "luo": ("罗文静", Role.HOST, "shanghu"),
    "huang": ("黄志远", Role.STREET, "huaxin"),
    "xu": ("徐慧", Role.STREET, "donglihu"),
}
LATER = ("wu", "zheng")


def tell(session: Session, town: Town) -> None:
    with DIVISIONS.open(encoding="utf-8", newline="") as text:
        import_services.import_divisions(session, None, text, on=FOUNDED)
    for key, code in CODES.items():
        found = queries.by_code(session, code)
        assert found is not None
        town.units[key] = found.id
    for key in COMMUNITIES:
        _grids(session, town, key)
    for login, (name, role, unit) in (ROLES | OTHERS).items():
        if login not in LATER:
            town.person(login, name, role=role, unit_id=town.units[unit], community_id=_home(unit, town))
    town.workers[town.grids["dongmei"][0]] = "wang"
    for key in COMMUNITIES:
        _workers(town, key)
    _plan_a_rename(session, town)
    know_the_holidays(session, town.today)


def know_the_holidays(session: Session, today: date) -> None:
    """The demo must stand on any day: where nobody has published a year it reaches into, the festivals of the law are
    told to it, and that they are no more than that."""
    known = catalogue.calendar(session)
    for year in {today.year, (today + REACH).year}:
        for day in [] if known.knows(year) else known.lacking(year):
            session.add(CalendarDay(day=day, is_working=False, name="法定节日", document=NOT_OFFICIAL))
    session.flush()


def _plan_a_rename(session: Session, town: Town) -> None:
    """One order waits for the first of next month, so that the page has something to show and to take back."""
    actor, grid = town.actor("he", Action.CHANGE_ORGANISATION), queries.unit(session, town.grids["dongmei"][-1])
    on = (clock.today().replace(day=1) + timedelta(days=32)).replace(day=1)
    why = "居民代表提议，街道办事处同意"
    orders.issue(session, actor, OrderKind.RENAME, grid, on=on, reason=why, name="集贸里网格")


def _home(unit: str, town: Town) -> str | None:
    key = unit.partition(".")[0]
    return town.units[key] if key in COMMUNITIES else None


def _grids(session: Session, town: Town, key: str) -> None:
    community = queries.unit(session, town.units[key])
    community.duty_phone = DUTY_PHONES[key]
    for number in range(1, GRIDS[key] + 1):
        grid = _unit(session, UnitKind.GRID, f"第{NUMBERS[number - 1]}网格", community, number)
        town.units[f"{key}.{number}"] = grid.id
        town.grids.setdefault(key, []).append(grid.id)


def _unit(session: Session, kind: UnitKind, name: str, parent: Unit, position: int) -> Unit:
    return org.found_unit(session, kind=kind, name=name, parent=parent, on=FOUNDED, position=position)


def _workers(town: Town, key: str) -> None:
    """One grid worker a grid; one grid stands vacant, so that the duty phone answers."""
    namer: Any = people.namer(town.rng)
    for number, grid_id in enumerate(town.grids[key], start=1):
        if grid_id in town.workers or (key, number) == VACANT:
            continue
        login = f"{key}{number}"
        town.person(login, next(namer)[0], role=Role.GRID_WORKER, unit_id=grid_id, community_id=town.units[key])
        town.workers[grid_id] = login
