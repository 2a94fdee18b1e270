"""A district with as many cases as asked for, on the same twenty communities and in the same year."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlmodel import select

from webapp import create_app
from webapp.casework.catalogue.models import Category
from webapp.core.config import Settings
from webapp.core.data import db, migrations
from webapp.core.time import clock
from webapp.people.accounts import services as accounts
from webapp.people.accounts.models import Role
from webapp.people.org import services as org
from webapp.people.org.models import PartyKind, Unit, UnitKind

STREETS, COMMUNITIES, GRIDS = 4, 20, 10
OPEN_SHARE, LATE_SHARE, HOMES = 0.04, 0.3, 1500
CHUNK = 20_000
CASE = (
    "id community_id grid_id building_id place category_id category_code number title words source urgency level state "
    "reported_at received_at lead_unit_id limit_amount limit_unit due_at first_due_at handled_at ended_at outcome"
)
VOICE = "id community_id case_id first_case_id household_id month source words may_name said_at"


@dataclass
class Casebook:
    app: Flask
    file: Path
    accounts: dict[str, str]
    community_id: str


@contextmanager
def casebook(folder: Path, count: int) -> Iterator[Casebook]:
    folder.mkdir(parents=True)
    file = folder / "cases.db"
    app = create_app(Settings(folder=folder, database_url=f"sqlite:///{file}", testing=True))
    with app.app_context():
        migrations.upgrade(db.engine())
        with db.transaction() as session:
            communities, people = _ground(session)
        categories = [(one.id.replace("-", ""), one.code) for one in db.session().exec(select(Category))]
        db.session().rollback()
    _fill(file, count, communities, categories)
    yield Casebook(app, file, people, communities[0][0])
    app.extensions["engine"].dispose()


def _ground(session: Any) -> tuple[list[tuple[str, list[str]]], dict[str, str]]:
    day = date(2025, 1, 1)

    def unit(kind: UnitKind, name: str, parent: Unit | None, code: str = "") -> Unit:
        return org.found_unit(session, kind=kind, name=name, parent=parent, on=day, code=code)

    district = unit(UnitKind.DISTRICT, "区", None, "120110")
    streets = [unit(UnitKind.STREET, f"街道{n}", district, f"12011000{n}") for n in range(STREETS)]
    found = []
    for n in range(COMMUNITIES):
        home = unit(UnitKind.COMMUNITY, f"社区{n}", streets[n % STREETS], f"12011000{n % STREETS}{n:03}")
        found.append((home.id, [unit(UnitKind.GRID, f"第{g}网格", home).id for g in range(GRIDS)]))
    posts = {
        "grid worker": (Role.GRID_WORKER, found[0][1][0]), "host": (Role.HOST, found[0][0]),
        "street": (Role.STREET, streets[0].id), "district": (Role.DISTRICT, district.id),
    }  # fmt: skip
    people = {}
    for name, (role, unit_id) in posts.items():
        party = org.make_party(session, None, kind=PartyKind.PERSON, name=name, community_id=None, silent=True)
        account = accounts.open_account(session, None, party=party, login=name, password="", password_hash="!")
        accounts.give_post(session, None, account, role=role, unit_id=unit_id, valid_from=day)
        people[name] = account.id
    return found, people


def _fill(file: Path, count: int, communities: list[tuple[str, list[str]]], categories: list[tuple[str, str]]) -> None:
    raw = sqlite3.connect(file)
    raw.executescript("PRAGMA synchronous=OFF; PRAGMA cache_size=-200000; PRAGMA foreign_keys=OFF")
    dice, now = random.Random(7), clock.now()
    for start in range(0, count, CHUNK):
        rows = [_case(dice, now, n, count, communities, categories) for n in range(start, min(start + CHUNK, count))]
        _insert(raw, "grid_case", CASE, rows)
        said = [voice for row in rows for voice in _voices(dice, row)]
        _insert(raw, "case_voice", VOICE, said)
        heard: dict[tuple[str, str], int] = {}
        for voice in said:
            heard[(voice[2], voice[1])] = heard.get((voice[2], voice[1]), 0) + 1
        running = {row[0] for row in rows if row[22] is None}
        bounds = [(case, home, -n) for (case, home), n in heard.items() if case in running]
        _insert(raw, "case_voice_bound", "case_id community_id rank", bounds)
        raw.commit()
    raw.execute("ANALYZE")
    raw.close()


def _case(dice: random.Random, now: datetime, n: int, count: int, communities: Any, categories: Any) -> tuple[Any, ...]:
    home, grids = communities[n % COMMUNITIES]
    category, code = dice.choice(categories)
    reported = now - timedelta(days=365 * (1 - n / count), minutes=1)
    running = dice.random() < OPEN_SHARE
    late = running and dice.random() < LATE_SHARE
    due = now + timedelta(days=-dice.random() * 20 if late else dice.random() * 20)
    due = max(due, reported + timedelta(seconds=30)) if running else reported + timedelta(days=5)
    done = None if running else _text(reported + timedelta(days=3))
    return (
        _id(1, n), _plain(home), _plain(dice.choice(grids)), _id(2, dice.randrange(60)), "3号楼2门", category, code,
        f"2026-{n // COMMUNITIES:06}", "东门路灯不亮", "东门路灯不亮，老人晚上不敢走。", "visit", "normal", 1,
        "handling" if running else "closed", _text(reported), _text(reported), _plain(home), 5, "working_day",
        _text(due), _text(due), done, done, None if running else "solved",
    )  # fmt: skip


def _voices(dice: random.Random, row: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """Most cases are said by one household, a few by many."""
    how_many = min(60, int(dice.paretovariate(1.6)))
    homes = {dice.randrange(HOMES) for _ in range(how_many)}
    return [
        (
            _id(3, dice.getrandbits(40)),
            row[1],
            row[0],
            row[0],
            _id(4, home),
            row[14][:7],
            "visit",
            "也想修路灯",
            0,
            row[14],
        )
        for home in homes
    ]


def _insert(raw: sqlite3.Connection, table: str, columns: str, rows: list[tuple[Any, ...]]) -> None:
    names = columns.split()
    marks = ", ".join("?" for _ in names)
    raw.executemany(f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)


def _id(kind: int, number: int) -> str:
    return f"{kind:08x}00007000800000{number:010x}"


def _plain(unit_id: str) -> str:
    return unit_id.replace("-", "")


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
