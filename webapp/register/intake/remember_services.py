"""Which rows of a household import go back together: they are written in bulk, so the journal is told by hand, and
before, for what one database shows it of a bulk the other does not."""

from typing import Any

from sqlmodel import SQLModel

from webapp.core.data.row_journal import Journal
from webapp.register.register.models import (
    Building,
    Dwelling,
    Entrance,
    Household,
    HouseholdMember,
    Placement,
    Resident,
)

Rows = dict[type[SQLModel], list[dict[str, Any]]]
PLACES: tuple[type[SQLModel], ...] = (Building, Entrance, Placement, Dwelling)
PEOPLE: tuple[type[SQLModel], ...] = (Resident, HouseholdMember)


def remember(journal: Journal, rows: Rows, fresh: dict[str, int]) -> None:
    """A new household goes back with its people; a new person behind a known door alone; places when empty. `fresh`:
    new person → row of the file."""
    homes: dict[str, int] = {row["id"]: 0 for row in rows[Household]}
    of: dict[str, str] = {row["id"]: row["household_id"] for row in rows[Resident]}
    for person, number in fresh.items():
        if (home := of[person]) in homes:
            homes[home] = min(homes[home] or number, number)
    for model in PLACES:
        table = str(model.__tablename__)
        for row in rows[model]:
            journal.add_new(table, row["id"], group=row["id"], row=0)
    for home, first in homes.items():
        journal.add_new("household", home, group=home, row=first)
    for model in PEOPLE:
        table = str(model.__tablename__)
        for row in rows[model]:
            who = str(row.get("resident_id", row["id"]))
            group = of[who] if of[who] in homes else who
            journal.add_new(table, row["id"], group=group, row=homes.get(of[who]) or fresh[who])
