"""A hundred thousand rows of a register spreadsheet: read, checked, sealed, indexed and written, against the bare
reading of the same file by calamine; and beside what no import can do without: the rows it wrote inserted by the
driver alone into the same tables (no foreign keys looked up), and two numbers sealed with their three blind indexes."""

import io
import sqlite3
import tempfile
import time
from pathlib import Path
from random import Random

from python_calamine import CalamineWorkbook

from benchmarks import clock
from benchmarks.clock import Line, Times
from webapp import create_app
from webapp.core.config import Settings
from webapp.core.data import db, migrations
from webapp.core.files import spreadsheets
from webapp.core.time import clock as calendar
from webapp.core.trust import vault
from webapp.demo import people
from webapp.people.org import services as org
from webapp.people.org.models import Unit, UnitKind
from webapp.register.intake import import_rules, roster_services
from webapp.register.intake.import_rules import COLUMNS

TITLE = "Import of 100,000 register rows (15 columns, two sealed fields, four indexes)"
TAKES = 80
ROWS, ROUNDS, HOMES = 100_000, 2, 3
OURS = ("read", "check", "plan", "write")
FLOOR = ("floor: the driver's inserts", "floor: sealing")


def run() -> list[Line]:
    content = _sheet(ROWS)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "import.db"
        app = create_app(Settings(folder=Path(folder), database_url=f"sqlite:///{file}", testing=True))
        steps: dict[str, list[float]] = {name: [] for name in ("calamine alone", *OURS, *FLOOR)}
        with app.app_context():
            migrations.upgrade(db.engine())
            _twin(Path(folder))
            for number in range(ROUNDS):
                _round(content, _community(number), steps)
                _floor(file, Path(folder) / "twin.db", steps)
        app.extensions["engine"].dispose()
    whole = [sum(steps[name][n] for name in OURS) for n in range(ROUNDS)]
    least = [sum(steps[name][n] for name in ("calamine alone", *FLOOR)) for n in range(ROUNDS)]
    base = Times(steps["calamine alone"]).median
    lines = {**steps, "whole import": whole, "floor: calamine and both": least}
    size = f"{len(content) / 1e6:.1f} MB"
    return [
        Line(name, Times(took).figures("s") | {"ratio": clock.short(Times(took).median / base)}, size)
        for name, took in lines.items()
    ]


def _round(content: bytes, community_id: str, steps: dict[str, list[float]]) -> None:
    def timed(name: str, since: float) -> None:
        steps[name].append(time.perf_counter() - since)

    since = time.perf_counter()
    CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    timed("calamine alone", since)
    since = time.perf_counter()
    rows = spreadsheets.read_rows(content, COLUMNS)
    timed("read", since)
    since = time.perf_counter()
    checked = import_rules.check(rows, calendar.today())
    timed("check", since)
    assert not checked.problems, checked.problems[:3]
    since = time.perf_counter()
    made = roster_services.plan(roster_services.survey(db.session(), community_id), checked.people)
    timed("plan", since)
    assert not made.problems, made.problems[:3]
    since = time.perf_counter()
    with db.transaction() as session:
        roster_services.write(session, made, lambda done, total: None)
    timed("write", since)


def _twin(folder: Path) -> None:
    """A second database with the same empty tables."""
    twin = create_app(Settings(folder=folder, database_url=f"sqlite:///{folder}/twin.db", testing=True))
    with twin.app_context():
        migrations.upgrade(db.engine())
    twin.extensions["engine"].dispose()


def _floor(file: Path, twin: Path, steps: dict[str, list[float]]) -> None:
    written, empty = sqlite3.connect(file), sqlite3.connect(twin, isolation_level=None)
    empty.execute("PRAGMA synchronous=FULL")
    empty.execute("PRAGMA cache_size = -200000")
    tables = [str(model.__tablename__) for model in roster_services.ORDER]
    newest = "(SELECT id FROM unit WHERE kind = 'community' ORDER BY id DESC LIMIT 1)"
    rows = {one: written.execute(f"SELECT * FROM {one} WHERE community_id = {newest}").fetchall() for one in tables}
    since = time.perf_counter()
    empty.execute("BEGIN IMMEDIATE")
    for table, lines in rows.items():
        empty.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(lines[0]))})", lines)
    empty.execute("COMMIT")
    steps[FLOOR[0]].append(time.perf_counter() - since)
    since = time.perf_counter()
    for number in range(len(rows["resident"])):
        phone, person = f"138{number:08d}", f"1{number:017d}"
        for value in (phone, person):
            vault.seal(value)
        for value in (phone, f"tail:{phone[-4:]}", person):
            vault.blind_index(value)
    steps[FLOOR[1]].append(time.perf_counter() - since)
    written.close()
    empty.close()


def _community(number: int) -> str:
    with db.transaction() as session:
        parent: Unit | None = None
        for kind in (UnitKind.DISTRICT, UnitKind.STREET, UnitKind.COMMUNITY):
            name = f"{kind.value}{number}"
            parent = org.found_unit(session, kind=kind, name=name, parent=parent, on=calendar.today())
        assert parent is not None
        org.found_unit(session, kind=UnitKind.GRID, name="第一网格", parent=parent, on=calendar.today())
        return parent.id


def _sheet(count: int) -> bytes:
    rng = Random(7)
    return spreadsheets.write_xlsx(COLUMNS, [_row(rng, number) for number in range(count)])


def _row(rng: Random, number: int) -> list[str]:
    home, position = divmod(number, HOMES)
    building, door = divmod(home, 72)
    entrance, room = divmod(door, 24)
    sex = rng.choice(("female", "male"))
    born = people.birthday(rng, rng.randint(1, 85), calendar.today())
    first17 = f"1{number:05d}{born:%Y%m%d}001"
    return [
        "第一网格", "大苑", f"{building + 1}号楼", f"{entrance + 1}门", f"{room // 2 + 1}{room % 2 + 1:02d}",
        people.name_of(rng, sex, 40, "王李张"[position]), "子女" if position else "户主",
        {"female": "女", "male": "男"}[sex],
        born.isoformat(), people.phone(number), first17 + people.id_check_digit(first17), "教师", "群众", "", "",
    ]  # fmt: skip
