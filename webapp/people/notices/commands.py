"""flask notices deliver: what the periodic job does, by hand."""

import click
from flask import current_app
from flask.cli import AppGroup

from webapp.core.data import db
from webapp.core.work import jobs
from webapp.people.notices import sending_services, services
from webapp.people.settings import queries as settings
from webapp.people.settings.rules import Name

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
    """Where people open the product and the mail account are the district's settings; the machine may say otherwise
    by FULLGRID_ADDRESS and FULLGRID_MAIL."""
    given, session = current_app.config["SETTINGS"].extra, db.session()
    address = given.get("address") or settings.value(session, Name.SITE)
    mail = given.get("mail") or settings.secret(session, Name.MAIL)
    letters = sending_services.deliver_letters(session, base_url=address, mail_server=mail)
    return letters + sending_services.deliver(session, base_url=address, mail_server=mail)
