"""The late list and the most voiced, while a district's cases grow from ten thousand to a million."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from benchmarks import _casebook
from benchmarks.clock import Line, short, take_turns
from webapp.casework.cases import queries, voice_queries
from webapp.core.data import db
from webapp.core.time import clock
from webapp.people.accounts import queries as accounts

TITLE = "Cases: late list and most voiced, 10 thousand against 1 million cases on the same 20 communities (SQLite)"
TAKES = 80
SMALL, LARGE = 10_000, int(os.environ.get("FULLGRID_BENCH_CASES", "1000000"))
GOAL = 3.0
WINDOW = timedelta(days=60)


def run() -> list[Line]:
    with (
        tempfile.TemporaryDirectory(prefix="fullgrid-bench-") as folder,
        _casebook.casebook(Path(folder) / "small", SMALL) as small,
        _casebook.casebook(Path(folder) / "large", LARGE) as large,
    ):
        lines: list[Line] = []
        for name in ("grid worker", "host", "street", "district"):
            lines += _pair(f"late list, {name}", small, large, lambda book, name=name: _late(book, name))  # type: ignore[misc]
        lines += _pair("how many are late, district", small, large, lambda book: _count(book, "district"))
        lines += _pair("due within three days, listed and counted, district", small, large, _soon)
        lines += _pair("most voiced, 10 of 60 days, host", small, large, _voiced)
        size = f"{large.file.stat().st_size / 1e6:.0f} MB"
        return [*lines, Line("the file", {}, f"{size} for {LARGE:,} cases; goal: each list within {GOAL:g} times")]


def _pair(
    name: str, small: _casebook.Casebook, large: _casebook.Casebook, ask: Callable[[_casebook.Casebook], object]
) -> list[Line]:
    """The two take turns; the ratio is of the reader's own CPU time, which a busy machine does not stretch."""
    own: dict[str, list[float]] = {"small": [], "large": []}

    def of(key: str, book: _casebook.Casebook) -> Callable[[], None]:
        def call() -> None:
            with book.app.app_context():
                before = time.thread_time()
                ask(book)
                own[key].append(time.thread_time() - before)

        return call

    times = take_turns({"small": of("small", small), "large": of("large", large)}, rounds=40, warm_up=5)
    base, grown = (statistics.median(own[key][5:]) for key in ("small", "large"))
    return [
        Line(f"{name}, {SMALL:,}", {**times["small"].figures(), "CPU ms": short(base * 1e3), "ratio": "1"}),
        Line(
            f"{name}, {LARGE:,}",
            {**times["large"].figures(), "CPU ms": short(grown * 1e3), "ratio": short(grown / base)},
        ),
    ]


def _late(book: _casebook.Casebook, name: str) -> object:
    session = db.session()
    return queries.list_late(session, accounts.actor_of(session, book.accounts[name]), limit=50)


def _count(book: _casebook.Casebook, name: str) -> object:
    session = db.session()
    return queries.count_late(session, accounts.actor_of(session, book.accounts[name]))


def _soon(book: _casebook.Casebook) -> object:
    session = db.session()
    reader = accounts.actor_of(session, book.accounts["district"])
    return queries.list_due_soon(session, reader), queries.count_due_soon(session, reader)


def _voiced(book: _casebook.Casebook) -> object:
    session = db.session()
    host = accounts.actor_of(session, book.accounts["host"])
    return voice_queries.most_voiced(session, host, book.community_id, clock.now() - WINDOW, 10)
