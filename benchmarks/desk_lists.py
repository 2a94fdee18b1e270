"""Every list of the desk at a thousand rows and at a million: its first page with its count, plain and with two chips;
and the line that searches everything."""

import os
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks import _casebook, _deskbook
from benchmarks.clock import Line, short
from webapp.centre.search import queries as everywhere
from webapp.core.data import db
from webapp.core.lists.list_reading import count_rows, read_page
from webapp.core.lists.listing import Look
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.models import Role
from webapp.people.accounts.scope import Actor
from webapp.people.lists.rules import LISTS

TITLE = "The desk: first page and count of each list, 1,000 rows against 1 million (SQLite); search everywhere"
TAKES, APART = 300, True  # filling seventeen million rows is a third of what all tables may take
SMALL, LARGE = 1_000, int(os.environ.get("FULLGRID_BENCH_ROWS", "1000000"))
OWN, ALL = 10, 200  # grids that share the rows: a host's own at first, so that both pages are full
TWO = {
    "cases": {"state": "open", "source": "visit"}, "late": {"due": "late", "source": "visit"},
    "promises": {"state": "open", "late": "late"}, "households": {"key": "key", "rented": "no"},
    "residents": {"age": "60", "sex": "female"}, "visits": {"outcome": "something", "means": "door"},
    "merchants": {"state": "open"}, "volunteers": {"state": "active", "skill": "care"},
    "activities": {"state": "open", "coming": "no"}, "postings": {"kind": "earn"}, "orders": {"state": "collected"},
    "certificates": {"kind": "honour", "end": "valid"}, "history": {"kind": "visit"}, "phones": {"waits": "some"},
    "tasks": {"state": "open"}, "answers": {"said": "silent"}, "services": {},
}  # fmt: skip
WORDS = ("路灯", "暖气", "王1", "wang", "ab", "3-2-602", "602", "2026-00", "lz", "Z0000123", "楼道", "不亮")
ROUNDS = 45


def run() -> list[Line]:
    with (
        tempfile.TemporaryDirectory(prefix="fullgrid-bench-") as folder,
        _deskbook.deskbook(Path(folder) / "small", SMALL, OWN) as small,
        _deskbook.deskbook(Path(folder) / "large", LARGE, ALL) as large,
    ):
        lines = [line for name in TWO for line in _list(name, small, large)]
        return [*lines, *_search(small, large)]


def _reader(book: _casebook.Casebook, name: str, told: str) -> Actor:
    """A host and the district with every post the lists ask for: what is measured is the list, not the door."""
    actor = accounts.actor_of(db.session(), book.accounts[name])
    hats = tuple(replace(hat, role=role) for hat in actor.hats for role in (Role.HOST, Role.AUDITOR, Role.STREET))
    return replace(actor, hats=hats, all_hats=hats).wearing(LISTS[told].action)


def _list(name: str, small: _casebook.Casebook, large: _casebook.Casebook) -> list[Line]:
    found = []
    for who in ("host",) if name == "orders" else ("host", "district"):  # a counter is of one community
        for words, look in (("first page", Look(chosen=_standing(name))), ("two chips", Look(chosen=TWO[name]))):
            base, grown = _costs((small, large), who, name, look)
            times = {f"ms at {SMALL:,}": short(base * 1e3), f"ms at {LARGE:,}": short(grown * 1e3)}
            figures = {**times, "ratio": short(grown / base)}
            found.append(Line(f"{name}, {who}, {words}", figures))
    return found


def _standing(name: str) -> dict[str, str]:
    return {one.key: one.default for one in LISTS[name].listing.filters if one.default}


def _costs(books: tuple[_casebook.Casebook, ...], who: str, name: str, look: Look) -> list[float]:
    """Median CPU seconds of this thread, the books by turns: a machine that is busy for a moment is so for all."""
    rounds = [[_cost(book, who, name, look) for book in books] for _ in range(ROUNDS)]
    return [statistics.median(taken) for taken in zip(*rounds[5:], strict=True)]


def _cost(book: _casebook.Casebook, who: str, name: str, look: Look) -> float:
    with book.app.app_context():
        session, actor = db.session(), _reader(book, who, name)
        before = time.thread_time()
        read_page(session, actor, LISTS[name].listing, look)
        count_rows(session, actor, LISTS[name].listing, look)
        return time.thread_time() - before


def _search(small: _casebook.Casebook, large: _casebook.Casebook) -> list[Line]:
    lines = []
    for who in ("host", "district"):
        for name, book in ((f"{SMALL:,}", small), (f"{LARGE:,}", large)):
            taken = []
            for words in WORDS * 5:
                with book.app.app_context():
                    session, actor = db.session(), _reader(book, who, "residents")
                    before = time.thread_time()
                    everywhere.search(session, replace(actor, hats=actor.all_hats), words)
                    taken.append((time.thread_time() - before) * 1e3)
            cuts = statistics.quantiles(taken[len(WORDS) :], n=20)
            figures = {"CPU median ms": short(statistics.median(taken)), "CPU p95 ms": short(cuts[18])}
            lines.append(Line(f"search everywhere, {who}, {name} of each", figures))
    return lines
