"""flask notices deliver: what the periodic job does, by hand."""

import click
from flask import current_app
from flask.cli import AppGroup

from webapp.core.data import db
from webapp.core.work import jobs
from webapp.people.notices import sending_services, services

group = AppGroup("notices", help="Notices that leave the product.")


@group.command("deliver")
def deliver() -> None:
    """Sends what waits in the outbox."""
    click.echo(_deliver())


@jobs.periodic("deliver_notices", minutes=1)
def deliver_job(job_id: str) -> None:
    _deliver()


@jobs.periodic("sweep_notices", at="03:40")
def sweep_job(job_id: str) -> None:
    with db.transaction() as session:
        services.sweep(session)


def _deliver() -> int:
    """FULLGRID_ADDRESS is where people open the product; FULLGRID_MAIL the library's address of the mail account."""
    given = current_app.config["SETTINGS"].extra
    return sending_services.deliver(db.session(), base_url=given.get("address", ""), mail_server=given.get("mail", ""))
