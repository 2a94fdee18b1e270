"""Every figure of the overview opens exactly the list it counts, at each level of the demo, for whoever looks."""

from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlmodel import select

from webapp.centre.overview import grid_queries, page_forms, queries, rules
from webapp.centre.overview.level_queries import Level, get_level
from webapp.core.data import db
from webapp.core.lists import list_address
from webapp.core.lists.list_reading import read_rows
from webapp.core.time import clock
from webapp.demo.town import Town
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.models import Account
from webapp.people.accounts.permissions import Action
from webapp.people.lists.rules import LISTS
from webapp.people.org.models import Unit, UnitKind

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
LEVELS = tuple(UnitKind)
SUMMED = {"points_given": "change", "points_spent": "change", "hours": "lasted"}
PARTS = {"burden"}  # the median of its list, not its length


def listed(actor: object, key: str, url: str) -> float:
    """How many rows the address behind a figure holds; of points and hours what they come to."""
    asked = urlsplit(url)
    told = next(one for one in LISTS.values() if one.home.rstrip("/") == asked.path.rstrip("/"))
    wearing, session = actor.wearing(told.action), db.session()  # type: ignore[attr-defined]
    look = list_address.read_query(session, wearing, told.listing, asked.query)
    lines = read_rows(session, wearing, told.listing, look, 100_000)
    if key not in SUMMED:
        return len(lines)
    column = [one.key for one in told.listing.columns_for(wearing)].index(SUMMED[key])
    return abs(round(sum(abs(line.cells[column].exported) for line in lines)))


def differences(app: Flask, who: str) -> list[tuple[str, ...]]:
    session = db.session()
    actor = accounts.actor_of(session, session.exec(select(Account.id).where(Account.login == who)).one())
    actor, today = actor.wearing(Action.SEE_OVERVIEW), clock.today()
    month, found = rules.month_of("", today), []
    units = session.exec(select(Unit).where(Unit.kind.in_(LEVELS), Unit.valid_to.is_(None))).all()  # type: ignore[union-attr, attr-defined]
    with app.test_request_context():
        for unit in units:
            if not any(unit.path.startswith(path) for path in actor.paths):
                continue
            level = get_level(session, actor, unit.id)
            for key, one in queries.look(session, level, month, today).figures.items():
                url = page_forms.list_of(key, level, month)
                if one.is_few or key in PARTS or not url or url.startswith("#"):
                    continue
                count = on_page(level, key, month) if key in page_forms.ON_PAGE else listed(actor, key, url)
                if count != one.part:
                    found.append((who, unit.name, key, str(one.part), str(count), url))
    return found


def on_page(level: Level, key: str, month: rules.Month) -> int:
    lines = grid_queries.list_grids(db.session(), level, key, month, clock.today())
    return sum(line.part or 0 for line in lines) if key == "assessment" else len(lines)


@pytest.mark.parametrize("who", ["he", "chen"])
def test_each_figure_opens_exactly_the_list_it_counts(demo: tuple[Flask, Town], who: str) -> None:
    assert not differences(demo[0], who)
