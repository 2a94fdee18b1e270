"""flask supervision climb: what the periodic job does, by hand."""

import click
from flask.cli import AppGroup

from webapp.core import db, jobs
from webapp.supervision import queries, services

group = AppGroup("supervision", help="Deadlines: remind, due, press, order, escalate.")


@group.command("climb")
def climb() -> None:
    """Takes every step that is due now."""
    click.echo(_climb())


@jobs.periodic("climb_ladder", minutes=10)
def climb_job(job_id: str) -> None:
    _climb()


def _climb() -> int:
    """In batches, each its own transaction, so that nobody waits long for the writer's place."""
    total = 0
    while True:
        with db.transaction() as session:
            looked = services.climb(session)
        total += looked
        if looked < queries.BATCH:
            return total
