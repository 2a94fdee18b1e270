"""flask opinions keep-time: what the periodic job does, by hand."""

import click
from flask.cli import AppGroup

from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.work import jobs
from webapp.door.opinions import services

group = AppGroup("opinions", help="Opinion rounds: open and close by the clock.")


@group.command("keep-time")
def keep_time() -> None:
    """Opens and closes what is due now."""
    click.echo(_keep_time())


@jobs.periodic("opinions.keep_time", minutes=5)
def keep_time_job(job_id: str) -> None:
    _keep_time()


def _keep_time() -> int:
    with db.transaction() as session:
        return services.keep_time(session, clock.now())
