"""The district's overview, while its visits grow from ten thousand to two million over the same homes; on SQLite, and
on PostgreSQL where it is installed."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import _casebook, _rows, _stores
from benchmarks.clock import Line, going, short, take_turns
from webapp.centre.overview import queries, rules, topic_queries
from webapp.centre.overview.level_queries import get_level
from webapp.core.data import db
from webapp.core.time import clock
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.permissions import Action
from webapp.register.register import tally_services

TITLE = "Overview of a district: the same homes, 10 thousand against 2 million visits"
TAKES = 85
SMALL = 10_000
LARGE = int(os.environ.get("FULLGRID_BENCH_VISITS", "2000000"))
RESIDENTS = int(os.environ.get("FULLGRID_BENCH_RESIDENTS", "1000000"))
A_HOME = 3  # residents
GOAL = 2.0
YEARS = 5 * 365 * 86400
CALM = 200  # grids of the casebook


def run() -> list[Line]:
    lines = []
    with tempfile.TemporaryDirectory(prefix="fullgrid-bench-") as folder:
        for store in _stores.stores(Path(folder)):
            lines += _on(store)
    return [*lines, Line("goal", {}, f"{LARGE:,} visits within {GOAL:g} times {SMALL:,}; {_homes():,} homes in both")]


def _homes() -> int:
    return RESIDENTS // A_HOME // CALM * CALM


def _on(store: _stores.Store) -> list[Line]:
    going(f"{store.name}: cases and homes", 0, 3)
    with _casebook.casebook(store.folder / "small", SMALL, store.make("small")) as small:
        with small.app.app_context(), _rows.maker(db.engine()) as made:
            _dwell(made)
        with store.copied(small, "small", "large") as large:
            for at, (book, visits) in enumerate(((small, SMALL), (large, LARGE)), 1):
                going(f"{store.name}: {visits:,} visits", at, 3)
                with book.app.app_context():
                    _walk(book, visits)
            going(f"{store.name}: pages", 3, 3)
            lines = _pair(f"{store.name}, the district's figures", small, large, _figures)
            return lines + _pair(f"{store.name}, what people say", small, large, _topics)


def _dwell(made: _rows.Maker) -> None:
    """One building with one door in every grid, and as many homes behind it as there are to a grid."""
    _casebook.ground(made)
    share, now = _homes() // CALM, made.moment(str(_rows.seconds_of(clock.now())))
    place = {"community_id": "community"}
    behind = place | {"grid_id": "grid", "building_id": made.id(11, "k"), "entrance_id": made.id(12, "k")}
    home, each = "k * 100000 + n", f"{made.series('row', share)} CROSS JOIN ground"
    with made.bare("building", "entrance", "dwelling", "household"):
        _rows.insert(made, "building", {
            "id": made.id(11, "k"), **place, "estate": "'苑'", "name": "k || '号楼'", "code": "''", "address": "''",
            "initials": "''", "floors": "30", "use": "'residential'", "state": "'in_use'", "position": "k",
        }, "ground")  # fmt: skip
        _rows.insert(made, "entrance", {
            "id": made.id(12, "k"), **place, "building_id": made.id(11, "k"), "grid_id": "grid", "name": "'1门'",
            "position": "1", "token": "'token-' || k",
        }, "ground")  # fmt: skip
        _rows.insert(made, "dwelling", {
            "id": made.id(13, home), **behind, "floor": "1", "room": "CAST(n AS VARCHAR)", "position": "n",
            "state": "'in_use'",
        }, each)  # fmt: skip
        _rows.insert(made, "household", {
            "id": made.id(14, home), **behind, "dwelling_id": made.id(13, home), "label": "CAST(n AS VARCHAR)",
            "door": "'1-1-' || n", "room": "CAST(n AS VARCHAR)", "head_name": "'王'", "flags": "'[]'",
            "is_key": made.truth("n % 9 = 0"), "is_rented": made.truth("1 = 0"), "note": "''", "cadence_days": "90",
            "changed_at": now, "last_visited_at": now, "last_outcome": "'fine'", "version": "1",
            "next_due_on": f"'{clock.today()}'",
        }, each)  # fmt: skip


def _walk(book: _casebook.Casebook, count: int) -> None:
    """Visits spread evenly over the homes and over five years, in the order of their days."""
    with _rows.maker(db.engine()) as made:
        _casebook.ground(made)
        home = f"(n * 7919 % {_homes()})"
        at = made.moment(f"({_rows.seconds_of(clock.now()) - YEARS} + {YEARS}.0 * n / {count + 1})")
        with made.bare("visit"):
            _rows.insert(made, "visit", {
                "id": made.id(15, "n"), "community_id": "community", "grid_id": "grid",
                "building_id": made.id(11, "k"), "household_id": made.id(14, f"k * 100000 + {home} / {CALM} + 1"),
                "account_id": f"'{book.accounts['grid worker'].replace('-', '')}'", "outcome": "'fine'",
                "means": "'door'", "category": "''", "captured_at": at, "happened_at": at, "received_at": at,
            }, f"{made.series('row', count)} JOIN ground ON ground.k = {home} % {CALM}")  # fmt: skip
    with db.transaction() as session:
        tally_services.rebuild(session)
    with db.engine().begin() as connection:
        connection.exec_driver_sql("ANALYZE")


def _pair(
    name: str, small: _casebook.Casebook, large: _casebook.Casebook, ask: Callable[[_casebook.Casebook], object]
) -> list[Line]:
    """By the clock, since PostgreSQL's share is another process's; the ratio is of the least, which a busy machine
    stretches least."""

    def of(book: _casebook.Casebook) -> Callable[[], None]:
        def call() -> None:
            with book.app.app_context():
                ask(book)

        return call

    times = take_turns({"small": of(small), "large": of(large)}, rounds=20, warm_up=3)
    ratio = min(times["large"].seconds) / min(times["small"].seconds)
    return [
        Line(f"{name}, {count:,} visits", {**times[key].figures(), "ratio": said})
        for key, count, said in (("small", SMALL, "1"), ("large", LARGE, short(ratio)))
    ]


def _figures(book: _casebook.Casebook) -> object:
    session, today = db.session(), clock.today()
    reader = accounts.actor_of(session, book.accounts["district"]).wearing(Action.SEE_OVERVIEW)
    return queries.look(session, get_level(session, reader), rules.month_of("", today), today)


def _topics(book: _casebook.Casebook) -> object:
    session, today = db.session(), clock.today()
    reader = accounts.actor_of(session, book.accounts["district"]).wearing(Action.SEE_OVERVIEW)
    return topic_queries.topics(session, get_level(session, reader), rules.month_of("", today))
