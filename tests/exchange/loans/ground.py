"""A station that is open every day, a drill with a safety note, a wheelchair, a handcart; and people with homes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

import time_machine
from sqlmodel import Session, select

from tests.town import Town
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.exchange.loans import people_queries as people
from webapp.exchange.loans import services, upkeep_services
from webapp.exchange.loans.models import Loan
from webapp.exchange.loans.people_queries import Borrower
from webapp.exchange.tools import services as shelf
from webapp.exchange.tools.models import Station, Tool, ToolKind, ToolModel
from webapp.exchange.tools.services import ModelTerms, StationTerms
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.register.register import place_services
from webapp.register.register import resident_services as residents
from webapp.register.register import services as register
from webapp.register.register.models import Dwelling, Household, Relation

MONDAY = date(2026, 6, 8)
NUMBERS = "一二三四五六七八九十"


@dataclass
class Ground:
    town: Town
    actor: Actor
    station: Station
    models: dict[str, ToolModel] = field(default_factory=dict)
    tools: dict[str, list[Tool]] = field(default_factory=dict)

    def tool(self, name: str = "手推车", number: int = 0) -> Tool:
        return self.tools[name][number]

    def people(self, session: Session, count: int, **details: Any) -> list[Borrower]:
        """Each behind a door of their own, in one tower."""
        host = self.town.actor("li", Action.CHANGE_REGISTER)
        found = session.exec(select(Dwelling).where(Dwelling.community_id == self.town.community)).all()
        taken = set(session.exec(select(Household.dwelling_id)))
        if not found:
            place_services.found_building(
                session, host, grid_id=self.town.grid1, estate="冬梅轩", name="9号楼",
                plan=place_services.BuildingPlan(entrances=1, floors=20, rooms_per_floor=2), on=date(2025, 1, 1),
            )  # fmt: skip
            found = session.exec(select(Dwelling).where(Dwelling.community_id == self.town.community)).all()
        made = []
        for dwelling in [one for one in found if one.id not in taken][:count]:
            home = register.settle_household(session, host, dwelling, head_name=f"王{dwelling.room}")
            name = details.pop("name", None) or f"王{NUMBERS[len(made) % 10]}芳"
            resident = residents.add_resident(session, host, home, name=name, relation=Relation.CHILD, **details)
            made.append(people.get_borrower(session, self.actor, resident.id))
        return made

    def person(self, session: Session, **details: Any) -> Borrower:
        return self.people(session, 1, **details)[0]

    def lend(self, session: Session, tool: Tool, borrower: Borrower, **more: Any) -> Loan:
        asked = services.Lending(id=more.pop("id", "") or ids.new(), tool_id=tool.id, resident_id=borrower.id, **more)
        return services.lend(session, self.actor, asked)


TERMS = {
    "手推车": (ModelTerms("手推车", ToolKind.HOME, loan_days=2, renewals=1), 2),
    "电钻": (
        ModelTerms("电钻", ToolKind.POWER, 2, 1, 1, None, 6, 38_000, False, "戴护目镜", ["钻头盒", "护目镜"]),
        1,
    ),
    "轮椅": (ModelTerms("轮椅", ToolKind.AID, 7, 2, 1, 30), 1),
    "曲线锯": (ModelTerms("曲线锯", ToolKind.HAND, 2, needs_approval=True), 1),
}


def ground(session: Session, town: Town, *names: str, weekdays: list[int] | None = None) -> Ground:
    """Inside a transaction. Without names: a handcart in two copies."""
    actor = town.actor("qian", Action.LEND_TOOLS)
    days = list(range(7)) if weekdays is None else weekdays
    terms = StationTerms("便民工具站", "物业一楼", days, time(9), time(17, 30), has_box=True)
    made = Ground(town, actor, shelf.open_station(session, actor, town.community, terms))
    for name in names or ("手推车",):
        given, count = TERMS[name]
        model = shelf.add_model(session, actor, town.community, given)
        made.models[name] = model
        made.tools[name] = upkeep_services.add_copies(session, actor, model, made.station, count=count)
    return made


@contextmanager
def on(day: date, hour: int = 10) -> Iterator[None]:
    with time_machine.travel(datetime.combine(day, time(hour), clock.ZONE), tick=True):
        yield


def days(count: int) -> timedelta:
    return timedelta(days=count)


__all__ = ["MONDAY", "Ground", "days", "db", "ground", "on"]
