"""A month's assessment from the first check to the lock, for 2,000 grids beside 20: every community of the district
draws, looks again, hears, confirms and locks. What counts is the time a grid."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from benchmarks.clock import Line, Times, short, take_turns
from tests.town import FOUNDED, Town, build
from webapp import create_app
from webapp.centre.assessment import period_queries, period_services
from webapp.centre.assessment.models import Deed, ScoreEntry
from webapp.core.config import Settings
from webapp.core.data import db, ids, migrations
from webapp.core.time import clock
from webapp.people.accounts.models import Account, Post, Role
from webapp.people.accounts.permissions import Action
from webapp.people.org import services as org
from webapp.people.org.models import Party, PartyKind, Unit, UnitKind

TITLE = "Assessment: a month of 2,000 grids beside one of 20 (goal: at most 2 times per grid)"
TAKES = 60
GRIDS, ENTRIES, ROUNDS = 10, 15, 3  # grids of a community, entries of a grid and month
MONTHS = [date(2026, month, 1) for month in range(1, ROUNDS + 2)]


def run() -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="fullgrid-bench-") as folder:
        app = create_app(Settings(folder=Path(folder), database_url=f"sqlite:///{folder}/month.db", testing=True))
        with app.app_context():
            migrations.upgrade(db.engine())
            with db.transaction() as session:
                town = build(session)
                many, few = _communities(session, town, 200), _communities(session, town, 2)
            times = take_turns(
                {"2,000 grids": _turn(town, many), "20 grids": _turn(town, few)}, rounds=ROUNDS, warm_up=1
            )
        app.extensions["engine"].dispose()
    lines = [_line(name, taken, count) for (name, taken), count in zip(times.items(), (2000, 20), strict=True)]
    per_grid = [taken.median / count for taken, count in zip(times.values(), (2000, 20), strict=True)]
    lines[0].figures["ratio"], lines[1].figures["ratio"] = short(per_grid[0] / per_grid[1]), "1"
    return lines


def _line(name: str, taken: Times, grids: int) -> Line:
    return Line(name, {**taken.figures("s"), "ms a grid": short(taken.median / grids * 1e3)})


def _turn(town: Town, communities: list[str]) -> Callable[[], None]:
    months: Iterator[date] = iter(MONTHS)

    def whole() -> None:
        month = next(months)
        for community_id in communities:
            _month(town, community_id, month)

    return whole


def _month(town: Town, community_id: str, month: date) -> None:
    actor = town.actor("li", Action.RUN_ASSESSMENT)
    with db.transaction() as session:
        period = period_services.begin_check(session, actor, community_id, month)
    with db.transaction() as session:
        for row in period_queries.list_checks(session, period):
            period_services.look_again(session, actor, row.ScoreCheck, holds=True, words="属实")
        period_services.hear_appeals(session, actor, period)
        period.appeals_until = clock.today() - timedelta(days=1)
    with db.transaction() as session:
        period_services.confirm(session, actor, period)
        period_services.lock(session, actor, period)


def _communities(session: Session, town: Town, count: int) -> list[str]:
    street, made = session.get_one(Unit, town.street), []
    rows: dict[type, list[dict[str, Any]]] = {Party: [], Account: [], Post: [], ScoreEntry: []}
    for number in range(count):
        name = f"量{count}-{number}社区"
        home = org.found_unit(session, kind=UnitKind.COMMUNITY, name=name, parent=street, on=FOUNDED, position=number)
        made.append(home.id)
        for place in range(1, GRIDS + 1):
            grid = org.found_unit(
                session, kind=UnitKind.GRID, name=f"第{place}网格", parent=home, on=FOUNDED, position=place
            )
            party, account = ids.new(), ids.new()
            rows[Party].append({"id": party, "kind": PartyKind.PERSON, "name": "量一量"})
            rows[Account].append({"id": account, "party_id": party, "login": account, "password": "-"})
            rows[Post].append({"id": ids.new(), "account_id": account, "role": Role.GRID_WORKER, "unit_id": grid.id,
                               "valid_from": FOUNDED})  # fmt: skip
            rows[ScoreEntry] += _entries(home.id, grid.id, party)
    session.flush()
    for table, found in rows.items():
        session.execute(insert(table), found)
    return made


def _entries(community_id: str, grid_id: str, party_id: str) -> list[dict[str, Any]]:
    return [
        {"id": ids.new(), "community_id": community_id, "grid_id": grid_id, "party_id": party_id, "month": month,
         "deed": Deed.SOLVED, "points": 3, "cause": ids.new(), "source_id": ids.new(), "source_url": "", "place": "",
         "sentence": "办好了", "happened_on": month, "earned_at": clock.now()}
        for month in MONTHS for _ in range(ENTRIES)
    ]  # fmt: skip
