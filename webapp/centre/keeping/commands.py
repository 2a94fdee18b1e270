"""flask keeping purge [--dry-run]: what the night does, by hand."""

import click
from flask.cli import AppGroup

from webapp.centre.keeping import services
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.work import jobs

group = AppGroup("keeping", help="What is kept of people, and for how long.")


@group.command("purge")
@click.option("--dry-run", is_flag=True, help="Only count.")
def purge(dry_run: bool) -> None:
    """Ends what the table of purposes promises to end."""
    if dry_run:
        found = services.count(db.session(), clock.today())
    else:
        with db.transaction() as session:
            found = services.purge(session, clock.today())
    for name, rows in found.items():
        click.echo(f"{rows:>8}  {name}")


@jobs.periodic("keeping.purge", at="04:00")
def purge_job(job_id: str) -> str:
    with db.transaction() as session:
        return str(sum(services.purge(session, clock.today()).values()))
