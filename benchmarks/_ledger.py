"""A community whose ledger has as many postings as asked for: 25 entries a person, each with its lot, and hours."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from webapp import create_app
from webapp.core.config import Settings
from webapp.core.data import db, migrations
from webapp.exchange.shop import stock_services as stock
from webapp.people.accounts import services as accounts
from webapp.people.accounts.access import COOKIE
from webapp.people.accounts.models import Role
from webapp.people.org import services as org
from webapp.people.org.models import Party, PartyKind, UnitKind
from webapp.volunteering.volunteers import services as volunteers
from webapp.volunteering.volunteers.services import Person

ENTRIES = 25
PAGES_OF = 20
BORN = date(2026, 1, 1)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
BATCH, PROGRESS = 200, 2000
# (day, begun, ended) of each of a person's entries, to the minute
TURNS = [
    (
        str(BORN + timedelta(days=turn * 10)),
        *(f"{NOON + timedelta(days=turn * 10, hours=hours):%Y-%m-%d %H:%M}" for hours in (0, 2)),
    )
    for turn in range(ENTRIES)
]


@dataclass
class Ledger:
    app: Flask
    folder: Path
    community_id: str
    parties: list[str]
    clients: list[FlaskClient]

    @property
    def file(self) -> Path:
        return self.folder / "ledger.db"


def hexed(kind: int, number: int) -> str:
    return f"{kind:08x}00007000800000{number:010x}"


def dashed(text: str) -> str:
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


@contextmanager
def ledger(folder: Path, postings: int) -> Iterator[Ledger]:
    """Built by the services as far as the first rows go, by plain inserts for the volume."""
    folder.mkdir(parents=True)
    settings = Settings(folder=folder, database_url=f"sqlite:///{folder / 'ledger.db'}", testing=True)
    app = create_app(settings)
    with app.app_context():
        migrations.upgrade(db.engine())
        community_id, own = _ground(app)
    app.extensions["engine"].dispose()  # nobody else has the file open while it is filled
    people = postings // (2 * ENTRIES)
    _fill(folder / "ledger.db", community_id.replace("-", ""), people)
    made = Ledger(app, folder, community_id, [dashed(hexed(1, n)) for n in range(people)], [])
    made.clients = [_signed_in(app, account) for account in own]
    yield made
    app.extensions["engine"].dispose()


def _ground(app: Flask) -> tuple[str, list[str]]:
    with db.transaction() as session:
        day, units = date(2025, 1, 1), []
        for kind, name, code in (
            (UnitKind.DISTRICT, "东丽区", "120110"),
            (UnitKind.STREET, "东丽湖街道", "120110011"),
            (UnitKind.COMMUNITY, "赏湖苑社区", "120110011003"),
        ):
            units.append(
                org.found_unit(session, kind=kind, name=name, parent=units[-1] if units else None, on=day, code=code)
            )
        home = units[-1]
        home.duty_phone = "022-24990003"
        person = org.make_party(session, None, kind=PartyKind.PERSON, name="钱小梅", community_id=home.id, silent=True)
        keeper = accounts.open_account(session, None, party=person, login="qian", password="", password_hash="!")
        accounts.give_post(session, None, keeper, role=Role.COUNTER, unit_id=home.id, valid_from=day)
        actor = accounts.queries.actor_of(session, keeper.id)
        for number in range(12):
            goods = stock.add_goods(
                session,
                actor,
                community_id=home.id,
                code=f"{number}",
                name=f"货品{number}",
                measure="份",
                points=10 + number,
            )
            stock.receive(session, actor, goods, quantity=100_000, key=f"in:{number}")
        return home.id, [_volunteer(session, home.id, number) for number in range(PAGES_OF)]


def _volunteer(session: Any, home: str, number: int) -> str:
    """The first people are volunteers with a page; their party has the number the volume counts on from."""
    party = Party(id=dashed(hexed(1, number)), kind=PartyKind.PERSON, name=f"志愿者{number}", community_id=home)
    session.add(party)
    session.flush()
    made = volunteers.enrol(
        session, None, Person(name=party.name), community_id=home, consent=True, party_id=party.id, silent=True,
        joined_on=BORN,
    )  # fmt: skip
    return volunteers.open_page(session, None, made)


def _signed_in(app: Flask, account_id: str) -> FlaskClient:
    client = app.test_client()
    with app.app_context(), db.transaction() as session:
        token = accounts.start_sign_in(session, account_id=account_id, device="bench", shared=False)
    with client.session_transaction() as web_session:
        web_session[COOKIE] = token
    return client


def _fill(file: Path, home: str, people: int) -> None:
    """The same rows, indexes and triggers as in use; only the journal is off while they come in."""
    raw = sqlite3.connect(file)
    raw.executescript("PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF; PRAGMA cache_size=-262144")
    known = dict(raw.execute("SELECT party_id, id FROM passbook"))
    volunteer = dict(raw.execute("SELECT party_id, id FROM volunteer"))
    for first in range(0, people, BATCH):
        last = min(first + BATCH, people)
        books = {number: known.get(hexed(1, number)) or hexed(2, number) for number in range(first, last)}
        fresh = [number for number in books if hexed(1, number) not in known]
        _people(raw, home, {number: books[number] for number in fresh})
        _entries(raw, home, books, volunteer)
        raw.executemany("UPDATE passbook SET available = ? WHERE id = ?", [(ENTRIES * 8, at) for at in books.values()])
        if last % PROGRESS == 0 or last == people:
            print(f"  {last * ENTRIES * 2:,} of {people * ENTRIES * 2:,} postings", file=sys.stderr, flush=True)
    raw.commit()
    raw.execute("ANALYZE")
    raw.execute("PRAGMA journal_mode=WAL")
    raw.close()


def _people(raw: sqlite3.Connection, home: str, books: dict[int, str]) -> None:
    parties = [(hexed(1, number), "person", f"志愿者{number}", "zyz", "", home, "") for number in books]
    _insert(raw, "party", "id kind name initials title community_id contact_name", parties)
    opened = [(book, home, hexed(1, number), 0, 0, 0, _text(NOON)) for number, book in books.items()]
    _insert(raw, "passbook", "id community_id party_id available held owed opened_at", opened)


def _entries(raw: sqlite3.Connection, home: str, books: dict[int, str], volunteer: dict[str, str]) -> None:
    entries, lots, postings, hours = [], [], [], []
    for number, book in books.items():
        who, second = volunteer.get(hexed(1, number)), f":{number % 60:02d}.000000"
        for turn in range(ENTRIES):
            n = number * ENTRIES + turn
            entry, lot, (day, when, end) = hexed(3, n), hexed(4, n), TURNS[turn]
            told = (8, 8, "护学岗做了 2 小时", "", "patrol", day, when + second)
            entries.append((entry, home, book, "earn", f"k{n}", *told))
            lots.append((lot, home, book, entry, day, "2029-01-01", 8, 8, 0))
            postings.append((hexed(5, 2 * n), home, entry, "issued", None, None, -8))
            postings.append((hexed(5, 2 * n + 1), home, entry, "available", book, lot, 8))
            if who:
                times = (day, when + second, end + second, "护学岗", when + second)
                hours.append((hexed(6, n), home, who, f"h{n}", 120, *times, "", "", "", "", "", "", ""))
    columns = "id community_id passbook_id kind key amount change sentence source act on at"
    _insert(raw, "ledger_entry", columns, entries)
    columns = "id community_id passbook_id entry_id born_on expires_on amount remaining held"
    _insert(raw, "points_lot", columns, lots)
    _insert(raw, "posting", "id community_id entry_id account passbook_id lot_id amount", postings)
    columns = "id community_id volunteer_id key minutes on started_at ended_at title made_at"
    _insert(raw, "hours_line", columns + " place role organiser lead_name method source reason", hours)


def _insert(raw: sqlite3.Connection, table: str, columns: str, rows: list[tuple[Any, ...]]) -> None:
    names = ", ".join(f'"{name}"' for name in columns.split())
    marks = ", ".join("?" for _ in columns.split())
    raw.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")
