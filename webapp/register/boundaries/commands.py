"""flask organisation take-effect: what the periodic job does, by hand."""

import click
from flask.cli import AppGroup

from webapp.core.work import jobs
from webapp.register.boundaries import order_services

group = AppGroup("organisation", help="Change orders that wait for their day.")


@group.command("take-effect")
def take_effect() -> None:
    """Carries out every planned order whose day has come."""
    click.echo(order_services.take_due())


@jobs.periodic("organisation.orders", minutes=10)
def take_effect_job(job_id: str) -> None:
    order_services.take_due()
