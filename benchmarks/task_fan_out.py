"""One order to five hundred grids: weighed, sent, everybody's task and its first line, in one transaction."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

from sqlmodel import Session

from benchmarks.clock import Line, take_turns
from tests.town import FOUNDED, Town, build
from webapp import create_app
from webapp.casework.dispatch import order_services
from webapp.casework.dispatch.models import DutyEntry
from webapp.casework.dispatch.order_services import Draft
from webapp.core.config import Settings
from webapp.core.data import db, migrations
from webapp.core.time import clock
from webapp.people.accounts.models import Post, Role
from webapp.people.accounts.permissions import Action
from webapp.people.org import services as org
from webapp.people.org.models import Unit, UnitKind

TITLE = "Tasks: one order to 500 grids, beside one to 5 (goal: under 2 s)"
GRIDS = 500


def run() -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="fullgrid-bench-") as folder:
        url = f"sqlite:///{folder}/fan.db"
        app = create_app(Settings(folder=Path(folder), database_url=url, testing=True))
        with app.app_context():
            migrations.upgrade(db.engine())
            with db.transaction() as session:
                town = build(session)
                few, duty = _grids(session, town)
            times = take_turns({"500 grids": lambda: _send(town, duty, ()), "5 grids": lambda: _send(town, duty, few)})
        app.extensions["engine"].dispose()
    return [Line(name, taken.figures("ms")) for name, taken in times.items()]


def _send(town: Town, duty: str, targets: tuple[str, ...]) -> None:
    draft = Draft(
        town.district, "量一量", "", clock.today() + timedelta(days=5), duty_id=duty, minutes=1, target_ids=targets,
        reason="基准",
    )  # fmt: skip
    with db.transaction() as session:
        order_services.send_order(session, town.actor("he", Action.SEND_TASKS), draft)


def _grids(session: Session, town: Town) -> tuple[tuple[str, ...], str]:
    above = session.get_one(Unit, town.community)
    made = []
    for number in range(3, GRIDS):
        grid = org.found_unit(
            session, kind=UnitKind.GRID, name=f"第{number}网格", parent=above, on=FOUNDED, position=number
        )
        session.add(Post(account_id=town.wang, role=Role.GRID_WORKER, unit_id=grid.id, valid_from=FOUNDED))
        made.append(grid.id)
    duty = DutyEntry(unit_id=town.district, code="B", name="量一量", basis="基准", valid_from=date(2025, 1, 1))
    session.add(duty)
    session.flush()
    return tuple(made[:5]), duty.id
