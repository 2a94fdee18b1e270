"""What people talk about: distinct households by kind of problem and month, on the ground one looks at."""

from collections import defaultdict
from datetime import date

from sqlmodel import Session, col, func, select

from webapp.casework.cases.models import GridCase, Voice
from webapp.casework.catalogue.models import Category
from webapp.centre.overview import rules
from webapp.centre.overview.level_queries import Level
from webapp.centre.overview.rules import Month, Topic
from webapp.core.time import clock
from webapp.people.accounts.scope import within
from webapp.people.org.models import UnitKind

SHOWN = 8
HOUSEHOLDS = func.count(func.distinct(col(Voice.household_id)))


def topics(session: Session, level: Level, month: Month) -> list[Topic]:
    """The most heard first. A household that says the same thing twice in a month is one household."""
    months = rules.months_until(month.first, 13)
    by_code, names = _counted(session, level, months)
    since = _known_since(session, level) or month.first
    found = [
        rules.topic(code, names[code], counts, month.first, hides_few=level.hides_few, known_since=since)
        for code, counts in sorted(by_code.items(), key=lambda one: (-one[1].get(month.first, 0), one[0]))
        if counts.get(month.first, 0)
    ]
    return [one for one in found if one.now is not None][:SHOWN]


def _counted(session: Session, level: Level, months: list[date]) -> tuple[dict[str, dict[date, int]], dict[str, str]]:
    query = (
        select(GridCase.category_code, func.max(Category.name), Voice.month, HOUSEHOLDS)
        .select_from(Voice)
        .join(GridCase, col(GridCase.id) == Voice.case_id)
        .join(Category, col(Category.id) == GridCase.category_id)
        .where(
            col(Voice.said_at) >= clock.start_of_day(months[0]), col(Voice.household_id).is_not(None),
            col(Voice.month).in_([f"{one:%Y-%m}" for one in months]),
        )
        .group_by(col(GridCase.category_code), col(Voice.month))
    )  # fmt: skip
    column = GridCase.grid_id if level.kind is UnitKind.GRID else Voice.community_id
    by_code: dict[str, dict[date, int]] = defaultdict(dict)
    names: dict[str, str] = {}
    for code, name, month, households in session.exec(within(query, level.reader, column)):
        by_code[code][date.fromisoformat(f"{month}-01")] = households
        names[code] = name
    return by_code, names


def _known_since(session: Session, level: Level) -> date | None:
    column = GridCase.grid_id if level.kind is UnitKind.GRID else GridCase.community_id
    first = session.exec(within(select(func.min(GridCase.reported_at)), level.reader, column)).one()
    return date.fromisoformat(str(first)[:10]).replace(day=1) if first else None
