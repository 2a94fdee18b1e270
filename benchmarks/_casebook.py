"""A district with as many cases as asked for, on the same twenty communities and in the same year."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from flask import Flask

from benchmarks import _rows
from benchmarks._rows import Maker, dice
from webapp import create_app
from webapp.core.config import Settings
from webapp.core.data import db, migrations
from webapp.core.time import clock
from webapp.people.accounts import services as accounts
from webapp.people.accounts.models import Role
from webapp.people.org import services as org
from webapp.people.org.models import PartyKind, Unit, UnitKind

STREETS, COMMUNITIES, GRIDS = 4, 20, 10
HOMES = 1500
MOST = 60  # households that say the same thing


class Shares(NamedTuple):
    """How many cases still run, and how many of those are late."""

    running: float = 0.04
    late: float = 0.3


@dataclass
class Casebook:
    app: Flask
    file: Path
    accounts: dict[str, str]
    community_id: str


@contextmanager
def casebook(
    folder: Path, count: int, url: str = "", grids: int = COMMUNITIES * GRIDS, shares: Shares = Shares()
) -> Iterator[Casebook]:
    """`grids`: how many of the two hundred share the rows; the first ten are the host's."""
    folder.mkdir(parents=True)
    file = folder / "cases.db"
    app = create_app(Settings(folder=folder, database_url=url or f"sqlite:///{file}", testing=True))
    with app.app_context():
        migrations.upgrade(db.engine())
        with db.transaction() as session:
            communities, people = _ground(session)
        with _rows.maker(db.engine()) as made:
            ground(made)
            _fill(made, count, grids, shares)
    yield Casebook(app, file, people, communities[0][0])
    app.extensions["engine"].dispose()


def ground(made: Maker) -> None:
    """Every grid with its community by a running number, so that rows can be dealt out to them."""
    made.run(
        "CREATE TEMP TABLE ground AS SELECT row_number() OVER (ORDER BY g.id) - 1 AS k, g.parent_id AS community, "
        "g.id AS grid FROM unit g WHERE g.kind = 'grid'"
    )
    made.run("CREATE UNIQUE INDEX ground_k ON ground (k)")
    made.run("CREATE TEMP TABLE kind AS SELECT row_number() OVER (ORDER BY id) - 1 AS k, id, code FROM case_category")


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


def _fill(made: Maker, count: int, grids: int, shares: Shares) -> None:
    """A year of reports, a few of them open and some of those late."""
    year, now = 365 * 86400, _rows.seconds_of(clock.now())
    reported = f"({now - year} + {year}.0 * n / {count} - 60)"
    running, late = (f"{dice(n, 1000)} < {int(1000 * share)}" for n, share in enumerate(shares))
    away = dice(2, 20 * 86400)
    due = f"CASE WHEN NOT ({running}) THEN {reported} + 432000 WHEN {late} THEN {now} - {away} ELSE {now} + {away} END"
    due = f"CASE WHEN ({due}) > {reported} + 30 THEN ({due}) ELSE {reported} + 30 END"
    done = f"CASE WHEN {running} THEN NULL ELSE {made.moment(f'{reported} + 259200')} END"
    with made.bare("grid_case", "case_voice", "case_voice_bound"):
        _rows.insert(made, "grid_case", {
            "id": made.id(1, "n"), "community_id": "community", "grid_id": "grid", "place": "'3号楼2门'",
            "building_id": made.id(2, dice(3, 60)), "category_id": "kind.id", "category_code": "kind.code",
            "number": "'2026-' || n", "title": "'东门路灯不亮'", "words": "'东门路灯不亮，老人晚上不敢走。'",
            "source": "'visit'", "urgency": "'normal'", "level": "1",
            "state": f"CASE WHEN {running} THEN 'handling' ELSE 'closed' END", "reported_at": made.moment(reported),
            "received_at": made.moment(reported), "lead_unit_id": "community", "limit_amount": "5",
            "limit_unit": "'working_day'", "due_at": made.moment(due), "first_due_at": made.moment(due),
            "handled_at": done, "ended_at": done, "outcome": f"CASE WHEN {running} THEN NULL ELSE 'solved' END",
        }, _dealt(made, count, grids))  # fmt: skip
        _voices(made, count, grids, reported)


def _dealt(made: Maker, count: int, grids: int) -> str:
    kinds = made.run("SELECT count(*) FROM kind")[0][0]
    return f"{made.series('row', count)} JOIN ground ON ground.k = n % {grids} JOIN kind ON kind.k = {dice(4, kinds)}"


def _voices(made: Maker, count: int, grids: int, reported: str) -> None:
    """Most cases are said by one household, a few by many."""
    often = ", ".join(f"({j}, {int(j**-1.6 * 100_000)})" for j in range(1, MOST + 1))
    made.run(f"CREATE TEMP TABLE often AS SELECT column1 AS j, column2 AS most FROM (VALUES {often}) AS told")
    home, month = f"(({dice(5, HOMES)} + j * 7) % {HOMES})", f"substr(CAST({made.moment(reported)} AS VARCHAR), 1, 7)"
    said = f"{made.series('row', count)} JOIN ground ON ground.k = n % {grids} JOIN often ON {dice(1, 100_000)} < most"
    _rows.insert(made, "case_voice", {
        "id": made.id(3, "n * 64 + j"), "community_id": "community", "case_id": made.id(1, "n"),
        "first_case_id": made.id(1, "n"), "household_id": made.id(4, home), "month": month, "source": "'visit'",
        "words": "'也想修路灯'", "may_name": made.truth("1 = 0"), "said_at": made.moment(reported),
    }, said)  # fmt: skip
    made.run(
        "INSERT INTO case_voice_bound (case_id, community_id, rank) SELECT v.case_id, v.community_id, -count(*) "
        "FROM case_voice v JOIN grid_case c ON c.id = v.case_id WHERE c.ended_at IS NULL GROUP BY 1, 2"
    )
