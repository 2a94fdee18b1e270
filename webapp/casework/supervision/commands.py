"""flask supervision climb: what the periodic job does, by hand."""

from datetime import timedelta

import click
from flask.cli import AppGroup

from webapp.casework.cases import answer_services
from webapp.casework.supervision import queries, services
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.work import jobs

KEPT = timedelta(days=365)
group = AppGroup("supervision", help="Deadlines: remind, due, press, order, escalate.")


@group.command("climb")
def climb() -> None:
    """Takes every step that is due now."""
    click.echo(_climb())


@jobs.periodic("climb_ladder", minutes=10)
def climb_job(job_id: str) -> None:
    _climb()


@jobs.periodic("forget_speakers", at="03:50")
def forget_job(job_id: str) -> None:
    with db.transaction() as session:
        answer_services.forget_speakers(session, clock.now() - KEPT)


def _climb() -> int:
    """In batches, each its own transaction, so that nobody waits long for the writer's place."""
    total = 0
    while True:
        with db.transaction() as session:
            looked = services.climb(session)
        total += looked
        if looked < queries.BATCH:
            return total
