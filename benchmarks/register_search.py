"""Search as you type over ten thousand and over a million residents, side by side in the same run."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from flask import Flask
from sqlmodel import Session, col, select

from benchmarks import clock
from benchmarks.clock import Line
from webapp import create_app
from webapp.core.config import Settings
from webapp.core.data import db, migrations
from webapp.demo import city
from webapp.people.accounts.models import Role
from webapp.people.accounts.scope import Actor, Hat
from webapp.people.org.models import Unit, UnitKind
from webapp.register.register.models import Resident
from webapp.register.register.search_queries import search

TITLE = "Search in one community: 1 M residents against 10 k"
APART = True
SMALL, LARGE = 10_000, 1_000_000
ROUNDS, REPEATS = 7, 20


def run() -> list[Line]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        small, large = (stack.enter_context(_town(folder, size)) for size in (SMALL, LARGE))
        asked = {
            "name, 王秀": ("王秀", "王秀"), "inside a name, 秀兰": ("秀兰", "秀兰"),
            "pinyin, wangx": ("wangx", "wangx"),
            "initials, zgf": ("zgf", "zgf"), "door, 3-1-602": ("3-1-602", "3-1-602"), "room, 602": ("602", "602"),
            "phone tail": ("1234", "1234"), "whole phone": (small.phone, large.phone),
        }  # fmt: skip
        return [_compare(name, small, large, *words) for name, words in asked.items()]


class Town:
    def __init__(self, app: Flask, actor: Actor, phone: str) -> None:
        self.app, self.actor, self.phone = app, actor, phone

    def search(self, words: str) -> int:
        with self.app.app_context():
            found = [search(db.session(), self.actor, words) for _ in range(REPEATS)]
            return len(found[0])


@contextmanager
def _town(folder: Path, size: int) -> Iterator[Town]:
    """Both sizes share one folder of keys: the HMACs of phones hang on them."""
    app = create_app(Settings(folder=folder, database_url=f"sqlite:///{folder / str(size)}.db", testing=True))
    with app.app_context():
        migrations.upgrade(db.engine())
        city.build(size)
        with db.transaction() as session:
            session.connection().exec_driver_sql("ANALYZE")
        actor, phone = _host(db.session())
    yield Town(app, actor, phone)
    app.extensions["engine"].dispose()


def _host(session: Session) -> tuple[Actor, str]:
    """Whoever leads the last community, and somebody's number there."""
    unit = session.exec(select(Unit).where(Unit.kind == UnitKind.COMMUNITY).order_by(col(Unit.code).desc())).first()
    assert unit is not None
    hat = Hat(Role.HOST, unit.id, unit.name, unit.kind, unit.path, unit.id)
    phone = session.exec(select(Resident.phone).where(Resident.community_id == unit.id).limit(1)).one()
    return Actor("", "", "", (hat,)), phone or ""


def _compare(name: str, small: Town, large: Town, in_small: str, in_large: str) -> Line:
    times = clock.take_turns(
        {"small": lambda: small.search(in_small), "large": lambda: large.search(in_large)}, rounds=ROUNDS
    )
    few, many = times["small"].median / REPEATS, times["large"].median / REPEATS
    figures = {"10 k ms": clock.short(few * 1e3), "1 M ms": clock.short(many * 1e3), "ratio": clock.short(many / few)}
    return Line(name, figures | {"found": large.search(in_large)})
