"""The result page of an opinion round over a thousand and over a hundred thousand households."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session, select

from benchmarks.clock import Line, short, take_turns
from tests import town as towns
from webapp import create_app
from webapp.core.config import Settings
from webapp.core.data import db, ids, migrations
from webapp.core.time import clock
from webapp.door.opinions import ballot_services, services
from webapp.door.opinions.ballot_services import Told
from webapp.door.opinions.models import OpinionRound, Outcome, QuestionKind, RoundLine, Way
from webapp.door.opinions.services import QuestionPlan, RoundPlan
from webapp.people.accounts import services as accounts
from webapp.people.accounts.access import COOKIE
from webapp.people.accounts.permissions import Action
from webapp.register.register.models import Building, Dwelling, Entrance, Household

TITLE = "Opinion rounds: the result page over 1,000 and 100,000 households (SQLite)"
TAKES = 70
SMALL, LARGE, GOAL = 1_000, 100_000, 3.0
FLATS, HEARD, READS = 60, 300, 40


@dataclass
class Asked:
    app: Flask
    client: FlaskClient
    round_id: str
    line_seconds: float

    def read(self) -> None:
        answer = self.client.get(f"/opinions/{self.round_id}")
        assert answer.status_code == 200


def run() -> list[Line]:
    with (
        tempfile.TemporaryDirectory(prefix="fullgrid-bench-") as folder,
        asked(Path(folder) / "small", SMALL) as small,
        asked(Path(folder) / "large", LARGE) as large,
    ):
        times = take_turns({"1,000 households": small.read, "100,000 households": large.read}, rounds=READS)
        base = times["1,000 households"].median
        lines = [Line(name, {**took.figures(), "ratio": short(took.median / base)}) for name, took in times.items()]
        opened = f"100,000 lines frozen in {large.line_seconds:.1f} s; goal: the page within {GOAL:g} times"
        return [*lines, Line("opening", {}, opened)]


@contextmanager
def asked(folder: Path, households: int) -> Iterator[Asked]:
    folder.mkdir(parents=True)
    app = create_app(Settings(folder=folder, database_url=f"sqlite:///{folder / 'round.db'}", testing=True))
    with app.app_context():
        migrations.upgrade(db.engine())
        with db.transaction() as session:
            town = towns.build(session)
            _settle(session, town.community, town.grid1, households)
            since = time.perf_counter()
            made = _ask(session, town)
            took = time.perf_counter() - since
            _hear(session, made)
        with db.transaction() as session:
            token = accounts.start_sign_in(session, account_id=town.li, device="bench", shared=False)
    client = app.test_client()
    with client.session_transaction() as web_session:
        web_session[COOKIE] = token
    yield Asked(app, client, made.id, took)
    app.extensions["engine"].dispose()


def _settle(session: Session, community_id: str, grid_id: str, households: int) -> None:
    tables: dict[Any, list[dict[str, Any]]] = {Building: [], Entrance: [], Dwelling: [], Household: []}
    place = {"community_id": community_id, "grid_id": grid_id}
    for n in range(households):
        if n % FLATS == 0:
            number = n // FLATS
            building = Building(community_id=community_id, estate="测", name=f"{number + 1}号楼", position=number)
            entrance = Entrance(**place, building_id=building.id, name="1门", token=ids.new()[-12:] + str(n))
            tables[Building].append(building.model_dump())
            tables[Entrance].append(entrance.model_dump())
        where = {**place, "building_id": building.id, "entrance_id": entrance.id}
        flat = Dwelling(**where, room=str(101 + n % FLATS), position=n % FLATS)
        home = Household(**where, dwelling_id=flat.id, label=flat.room, head_name="王", changed_at=clock.now())
        tables[Dwelling].append(flat.model_dump())
        tables[Household].append(home.model_dump())
    for model, rows in tables.items():
        db.insert_many(session, model.__table__, rows)


def _ask(session: Session, town: towns.Town) -> OpinionRound:
    host, now = town.actor("li", Action.HOLD_OPINIONS), clock.now()
    made = services.draft_round(session, host, town.community, RoundPlan(
        title="征求意见", why="试一试", opens_at=now, closes_at=now + timedelta(days=9), entrance_ids=(),
        building_ids=list(session.exec(select(Building.id))),
        questions=(QuestionPlan(QuestionKind.VOTE, "您同意吗？"),),
    ))  # fmt: skip
    services.announce(session, host, made)
    return services.open_round(session, host, made)


def _hear(session: Session, made: OpinionRound) -> None:
    rng = Random(7)
    for line in session.exec(select(RoundLine).where(RoundLine.round_id == made.id).limit(HEARD)).all():
        told = Told(Way.LINK, Outcome.ANSWERED, {"1": rng.choice("12")})
        ballot_services.record_ballot(session, None, made, line, told)
