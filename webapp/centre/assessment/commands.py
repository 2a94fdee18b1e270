"""flask assessment quiet: what the nightly job does, by hand."""

import click
from flask.cli import AppGroup

from webapp.centre.assessment import services
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.work import jobs

group = AppGroup("assessment", help="What solved problems are worth.")


@group.command("quiet")
def quiet() -> None:
    """Rewards what has been quiet for ninety days."""
    click.echo(_reward())


@jobs.periodic("assessment.quiet", at="04:20")
def quiet_job(job_id: str) -> str:
    return str(_reward())


def _reward() -> int:
    with db.transaction() as session:
        return services.reward_quiet(session, clock.today())
