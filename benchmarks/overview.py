"""The district's overview, while its visits grow from ten thousand to five million over the same homes."""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from benchmarks import _casebook
from benchmarks.clock import Line, short, take_turns
from webapp.centre.overview import queries, rules, topic_queries
from webapp.centre.overview.level_queries import get_level
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.door.visits.models import Visit
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.permissions import Action
from webapp.people.org.models import Unit, UnitKind
from webapp.register.register import tally_services
from webapp.register.register.models import Building, Dwelling, Entrance, Household

TITLE = "Overview of a district: the same homes, 10 thousand against 5 million visits (SQLite)"
SMALL = 10_000
LARGE = int(os.environ.get("FULLGRID_BENCH_VISITS", "5000000"))
RESIDENTS = int(os.environ.get("FULLGRID_BENCH_RESIDENTS", "1000000"))
A_HOME = 3  # residents
GOAL = 2.0
BATCH = 20_000
YEARS = timedelta(days=5 * 365)


def run() -> list[Line]:
    with (
        tempfile.TemporaryDirectory(prefix="fullgrid-bench-") as folder,
        _casebook.casebook(Path(folder) / "small", SMALL) as small,
        _casebook.casebook(Path(folder) / "large", SMALL) as large,
    ):
        for book, visits in ((small, SMALL), (large, LARGE)):
            with book.app.app_context():
                _walk(book, visits)
        lines = _pair("the district's figures", small, large, _figures)
        lines += _pair("what people say", small, large, _topics)
        homes = f"{RESIDENTS // A_HOME:,} homes"
        return [*lines, Line("goal", {}, f"{LARGE:,} visits within {GOAL:g} times {SMALL:,}, {homes} in both")]


def _walk(book: _casebook.Casebook, count: int) -> None:
    """Homes in every grid, and visits spread over five years; the columns of the last visit as a visit keeps them."""
    chance, now = random.Random(7), clock.now()
    with db.transaction() as session:
        grids = [(one.id, str(one.parent_id)) for one in session.query(Unit).filter(Unit.kind == UnitKind.GRID)]  # type: ignore[arg-type]
        account_id = book.accounts["grid worker"]
        homes: list[tuple[str, str, str, str]] = []
        share = RESIDENTS // A_HOME // len(grids)
        for grid_id, community_id in grids:
            homes += _homes(session, grid_id, community_id, share, now)
        for start in range(0, count, BATCH):
            rows = []
            for _ in range(min(BATCH, count - start)):
                home, grid_id, community_id, building_id = chance.choice(homes)
                at = now - YEARS * chance.random()
                rows.append({
                    "id": ids.new(), "community_id": community_id, "grid_id": grid_id, "building_id": building_id,
                    "household_id": home, "account_id": account_id, "outcome": "fine", "means": "door",
                    "category": "", "captured_at": at, "happened_at": at, "received_at": at,
                })  # fmt: skip
            session.connection().execute(Visit.__table__.insert(), rows)  # type: ignore[attr-defined]
        tally_services.rebuild(session)
    with db.engine().begin() as connection:
        connection.exec_driver_sql("ANALYZE")


def _homes(session, grid_id, community_id, count, now):  # type: ignore[no-untyped-def]
    building = {
        "id": ids.new(), "community_id": community_id, "estate": "苑", "name": f"{grid_id[-6:]}号楼", "floors": count,
    }  # fmt: skip
    entrance = {
        "id": ids.new(), "community_id": community_id, "building_id": building["id"], "grid_id": grid_id, "name": "1门",
        "token": ids.new()[-20:],
    }  # fmt: skip
    place = {
        "community_id": community_id, "grid_id": grid_id, "building_id": building["id"], "entrance_id": entrance["id"],
    }  # fmt: skip
    dwellings = [{"id": ids.new(), **place, "room": str(at)} for at in range(count)]
    homes = [
        {
            "id": ids.new(), **place, "dwelling_id": one["id"], "label": one["room"], "head_name": "王", "flags": [],
            "cadence_days": 90, "changed_at": now, "last_visited_at": now, "last_outcome": "fine",
            "next_due_on": clock.today(), "is_key": at % 9 == 0, "is_rented": False, "note": "", "version": 1,
        }
        for at, one in enumerate(dwellings)
    ]  # fmt: skip
    for model, rows in ((Building, [building]), (Entrance, [entrance]), (Dwelling, dwellings), (Household, homes)):
        session.connection().execute(model.__table__.insert(), rows)  # type: ignore[attr-defined]
    return [(home["id"], grid_id, community_id, building["id"]) for home in homes]


def _pair(
    name: str, small: _casebook.Casebook, large: _casebook.Casebook, ask: Callable[[_casebook.Casebook], object]
) -> list[Line]:
    own: dict[str, list[float]] = {"small": [], "large": []}

    def of(key: str, book: _casebook.Casebook) -> Callable[[], None]:
        def call() -> None:
            with book.app.app_context():
                before = time.thread_time()
                ask(book)
                own[key].append(time.thread_time() - before)

        return call

    times = take_turns({"small": of("small", small), "large": of("large", large)}, rounds=12, warm_up=2)
    base, grown = (statistics.median(own[key][2:]) for key in ("small", "large"))
    return [
        Line(f"{name}, {SMALL:,} visits", {**times["small"].figures(), "CPU ms": short(base * 1e3), "ratio": "1"}),
        Line(
            f"{name}, {LARGE:,} visits",
            {**times["large"].figures(), "CPU ms": short(grown * 1e3), "ratio": short(grown / base)},
        ),
    ]


def _figures(book: _casebook.Casebook) -> object:
    session, today = db.session(), clock.today()
    reader = accounts.actor_of(session, book.accounts["district"]).wearing(Action.SEE_OVERVIEW)
    return queries.look(session, get_level(session, reader), rules.month_of("", today), today)


def _topics(book: _casebook.Casebook) -> object:
    session, today = db.session(), clock.today()
    reader = accounts.actor_of(session, book.accounts["district"]).wearing(Action.SEE_OVERVIEW)
    return topic_queries.topics(session, get_level(session, reader), rules.month_of("", today))
