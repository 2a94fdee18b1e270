"""flask gardens look-after: what the night does, by hand."""

import click
from flask.cli import AppGroup

from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.work import jobs
from webapp.door.gardens import neglect_services

group = AppGroup("gardens", help="Micro-gardens: remind who keeps a plot, notice who is gone.")


@group.command("look-after")
def look_after() -> None:
    """Says what is due to be said today."""
    click.echo(_look_after())


@jobs.periodic("gardens.look_after", at="06:30")
def look_after_job(job_id: str) -> None:
    _look_after()


def _look_after() -> int:
    with db.transaction() as session:
        return neglect_services.look_after(session, clock.today())
