"""The little town every test lives in. 王 works grid 1; 马 works grid 2; the stranger works elsewhere.

东丽区 → 军粮城街道 → 冬梅轩社区 → 第一网格, 第二网格;  华新街道 → 名都园社区 → 第一网格.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from argon2 import PasswordHasher
from sqlmodel import Session

from webapp.core.data import db
from webapp.people.accounts import queries as accounts
from webapp.people.accounts import services
from webapp.people.accounts.models import Role
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.org import services as org
from webapp.people.org.models import PartyKind, Unit, UnitKind

FOUNDED = date(2025, 1, 1)
PASSWORD = "灯亮了 8 格"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

PEOPLE = {
    # short name: (full name, role, unit)
    "wang": ("王秀英", Role.GRID_WORKER, "grid1"),
    "ma": ("马超然", Role.GRID_WORKER, "grid2"),
    "li": ("李静", Role.HOST, "community"),
    "zhao": ("赵国强", Role.VOLUNTEER, "community"),
    "chen": ("陈立", Role.STREET, "street"),
    "he": ("何敏", Role.DISTRICT, "district"),
    "qian": ("钱小梅", Role.COUNTER, "community"),
    "sun": ("孙伟", Role.JUDGE, "district"),
    "zhou": ("周平", Role.AUDITOR, "district"),
    "wu": ("吴霞", Role.MICRO_HEAD, "micro1"),
    "zheng": ("郑丽", Role.LIAISON, "grid1"),
    "stranger": ("冯远", Role.GRID_WORKER, "far_grid"),
    "far_host": ("褚宁", Role.HOST, "far_community"),
}


@dataclass
class Town:
    """Ids only: rows are read afresh by whoever needs them. `town.wang` is an account id."""

    units: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)

    def __getattr__(self, name: str) -> str:
        for shelf in ("accounts", "units"):
            if name in self.__dict__.get(shelf, {}):
                return str(self.__dict__[shelf][name])
        raise AttributeError(name)

    def actor(self, name: str, action: Action | None = None) -> Actor:
        person = accounts.actor_of(db.session(), self.accounts[name])
        return person.wearing(action) if action else person

    def party(self, name: str) -> str:
        return self.parties[name]


def build(session: Session) -> Town:
    """Called once inside a transaction; the file is then copied for each test."""
    town = Town()
    _units(session, town)
    cheap = CHEAP.hash(PASSWORD)
    for short, (name, role, unit) in PEOPLE.items():
        unit_id = town.units[unit]
        community = town.units["far_community" if unit.startswith("far") else "community"]
        home = None if unit in ("district", "street") else community
        person = org.make_party(session, None, kind=PartyKind.PERSON, name=name, community_id=home, silent=True)
        account = services.open_account(
            session, None, party=person, login=short, password=PASSWORD, password_hash=cheap, must_change=False
        )
        services.give_post(session, None, account, role=role, unit_id=unit_id, valid_from=FOUNDED)
        town.accounts[short], town.parties[short] = account.id, person.id
    return town


def _units(session: Session, town: Town) -> None:
    def make(key: str, kind: UnitKind, name: str, parent: Unit | None, **more: Any) -> Unit:
        made = org.found_unit(session, kind=kind, name=name, parent=parent, on=FOUNDED, **more)
        town.units[key] = made.id
        return made

    district = make("district", UnitKind.DISTRICT, "东丽区", None, code="120110")
    street = make("street", UnitKind.STREET, "军粮城街道", district, code="120110011")
    community = make(
        "community", UnitKind.COMMUNITY, "冬梅轩社区", street, code="120110011001", duty_phone="022-24990000"
    )
    grid1 = make("grid1", UnitKind.GRID, "第一网格", community, position=1)
    make("grid2", UnitKind.GRID, "第二网格", community, position=2)
    make("micro1", UnitKind.MICRO_GRID, "1号楼微网格", grid1, position=1)
    far_street = make("far_street", UnitKind.STREET, "华新街道", district, code="120110012")
    far = make("far_community", UnitKind.COMMUNITY, "名都园社区", far_street, code="120110012001")
    make("far_grid", UnitKind.GRID, "第一网格", far, position=1)
