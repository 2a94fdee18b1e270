"""flask figures compare / rebuild: the nightly comparison by hand, and the way back when it finds something."""

import click
from flask.cli import AppGroup

from webapp.centre.overview import proof_services
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.work import jobs

group = AppGroup("figures", help="Kept figures against the raw rows.")


@group.command("compare")
def compare() -> None:
    """Compares and says what differs."""
    with db.transaction() as session:
        proof = proof_services.compare(session, clock.today())
        click.echo("\n".join(proof.faults) or f"ok: {proof.compared} grids, {proof.milliseconds} ms")


@group.command("rebuild")
def rebuild() -> None:
    """Counts the kept columns anew from the visits where they disagree."""
    with db.transaction() as session:
        click.echo(str(proof_services.rebuild(session, clock.today())))


@jobs.periodic("overview.compare", at="04:40")
def compare_at_night(job_id: str) -> str:
    with db.transaction() as session:
        proof = proof_services.compare(session, clock.today(), job_id=job_id)
        return "ok" if proof.is_clean else f"{len(proof.faults)} faults"
