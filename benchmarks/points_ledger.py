"""A balance and a volunteer's page while the ledger grows from ten thousand postings to a million."""

import gc
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlmodel import col, func, select

from benchmarks import _ledger
from benchmarks.clock import Line, Times, short, take_turns
from webapp.core.data import db, ids
from webapp.exchange.points import queries as points
from webapp.exchange.points.models import LedgerAccount, Passbook, Posting
from webapp.exchange.shop import proof_services as proofs
from webapp.exchange.shop import queries as shop
from webapp.exchange.shop import services as orders
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.models import Account

TITLE = "Points: a balance and the volunteer's page, 10 thousand against 1 million postings (SQLite)"
TAKES = 50
SMALL, LARGE = 10_000, 1_000_000
READS, WARM, ORDERS = 10_000, 1000, 100


def run() -> list[Line]:
    with (
        tempfile.TemporaryDirectory(prefix="fullgrid-bench-") as folder,
        _ledger.ledger(Path(folder) / "small", SMALL) as small,
        _ledger.ledger(Path(folder) / "large", LARGE) as large,
    ):
        return [
            *_balances(small, large), *_pages(small, large), _orders(large), _proof(large),
            Line("the file of a million postings", {"median ms": ""}, f"{large.file.stat().st_size / 1e6:.0f} MB"),
        ]  # fmt: skip


def _balances(small: _ledger.Ledger, large: _ledger.Ledger) -> list[Line]:
    """One read each, of people picked by chance: the figure kept in the passbook, and the sum of the postings."""
    found = []
    for name, made in (("10 thousand", small), ("1 million", large)):
        found.append(_line(f"a balance, {name}", *_read(made, _figure)))
        found.append(_line(f"the sum of a person's postings, {name}", *_read(made, _sum)))
    return found


def _read(made: _ledger.Ledger, ask: Callable[[_ledger.Ledger, str], object]) -> tuple[Times, Times]:
    """Wall time, and the reader's own CPU time: on a busy machine only the second is the read's. As in the product,
    what the start has left behind is not gone through again by the collector (`gunicorn.conf.py`)."""
    gc.collect()
    gc.freeze()
    dice, seconds, own = random.Random(7), [], []
    with made.app.app_context():
        for number in range(READS + WARM):
            party = dice.choice(made.parties)
            since, before = time.perf_counter(), time.thread_time()
            ask(made, party)
            if number >= WARM:
                seconds.append(time.perf_counter() - since)
                own.append(time.thread_time() - before)
        db.session().rollback()
    return Times(seconds), Times(own)


def _figure(made: _ledger.Ledger, party: str) -> object:
    return points.balance(db.session(), party, made.community_id)


def _sum(made: _ledger.Ledger, party: str) -> object:
    query = (
        select(func.sum(Posting.amount))
        .join(Passbook, col(Passbook.id) == Posting.passbook_id)
        .where(Passbook.party_id == party, Posting.account == LedgerAccount.AVAILABLE)
    )
    return db.session().exec(query).one()


def _pages(small: _ledger.Ledger, large: _ledger.Ledger) -> list[Line]:
    """Twenty volunteers open their page; both ledgers take turns."""

    def open_all(made: _ledger.Ledger) -> Callable[[], None]:
        def call() -> None:
            for client in made.clients:
                assert client.get("/passbook").status_code == 200

        return call

    times = take_turns({"10 thousand": open_all(small), "1 million": open_all(large)}, rounds=9)
    base = times["10 thousand"].median
    return [
        Line(
            f"the volunteer's page, {name}",
            {"median ms": short(took.median * 1000 / _ledger.PAGES_OF), "ratio": short(took.median / base)},
            "goal: ratio ≤ 3" if name == "1 million" else "",
        )
        for name, took in times.items()
    ]


def _orders(made: _ledger.Ledger) -> Line:
    """A whole redemption, points and stock held, history written, each in a transaction of its own."""
    seconds = []
    with made.app.app_context():
        account = db.session().exec(select(Account.id).where(Account.login == "qian")).one()
        actor = accounts.actor_of(db.session(), account)
        offer = shop.list_offers(db.session(), made.community_id)[0]
        for party in made.parties[-ORDERS:]:
            since = time.perf_counter()
            with db.transaction() as session:
                orders.place_order(
                    session, actor, order_id=ids.new(), party_id=party, community_id=made.community_id,
                    lines={offer.goods_id: 1}, told=offer.points,
                )  # fmt: skip
            seconds.append(time.perf_counter() - since)
    return _line("one order placed, 1 million", Times(seconds))


def _proof(made: _ledger.Ledger) -> Line:
    with made.app.app_context():
        since = time.perf_counter()
        with db.transaction() as session:
            proof = proofs.prove(session, made.community_id)
        spent = time.perf_counter() - since
    assert proof.is_clean, proof.faults
    return Line("the nightly proof of all of it", {"median ms": short(spent * 1000)}, "every entry, passbook and lot")


def _line(name: str, took: Times, own: Times | None = None) -> Line:
    figures = {
        "median ms": short(took.median * 1000),
        "p95 ms": short(took.percentile(95) * 1000),
        "p99 ms": short(took.percentile(99) * 1000),
        "max ms": short(max(took.seconds) * 1000),
    }
    if own is not None:
        figures["own CPU median ms"] = short(own.median * 1000)
        figures["own CPU p99 ms"] = short(own.percentile(99) * 1000)
    goal = f"{len(took.seconds):,} reads; goal: p99 < 1 ms" if name == "a balance, 1 million" else ""
    return Line(name, figures, goal)
