"""flask dispatch rounds: what the periodic jobs do, by hand."""

import click
from flask.cli import AppGroup

from webapp.casework.dispatch import routine_services, task_services
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.work import jobs

group = AppGroup("dispatch", help="Tasks: rounds of routines, posts that changed, objections nobody answered.")


@group.command("rounds")
def rounds() -> None:
    """Sends every round that is due and was not sent."""
    click.echo(begin_rounds())


@jobs.periodic("dispatch.rounds", minutes=30)
def rounds_job(job_id: str) -> None:
    begin_rounds()


@jobs.periodic("dispatch.posts", minutes=30)
def posts_job(job_id: str) -> None:
    with db.transaction() as session:
        task_services.reassign(session, clock.today())


@jobs.periodic("dispatch.objections", minutes=10)
def objections_job(job_id: str) -> None:
    with db.transaction() as session:
        task_services.raise_objections(session)


def begin_rounds() -> int:
    """Each round in a transaction of its own; one that stumbles does not hold up the others."""
    sent = 0
    for routine_id, began in routine_services.due_routines(db.session(), clock.today()):
        with db.transaction() as session:
            sent += routine_services.begin_round(session, routine_id, began) is not None
    return sent
