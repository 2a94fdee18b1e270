"""The register's rows of the demo, gathered before they are saved table by table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import Session, SQLModel

from webapp.core.search.lookup import NamePair
from webapp.demo import bulk
from webapp.register.register.models import (
    Building,
    Dwelling,
    Entrance,
    Household,
    HouseholdMember,
    Placement,
    Resident,
)


@dataclass
class Rows:
    """Everything of one table in one list, in the order parents first."""

    buildings: list[Building] = field(default_factory=list)
    entrances: list[Entrance] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    dwellings: list[Dwelling] = field(default_factory=list)
    households: list[Household] = field(default_factory=list)
    residents: list[Resident] = field(default_factory=list)
    members: list[HouseholdMember] = field(default_factory=list)
    pairs: list[NamePair] = field(default_factory=list)

    def save(self, session: Session) -> None:
        tables: list[Sequence[SQLModel]] = [self.buildings, self.entrances, self.placements, self.dwellings]
        tables += [self.households, self.residents, self.members, self.pairs]
        for rows in tables:
            bulk.add_all(session, rows)
