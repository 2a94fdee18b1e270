"""What the morning does for the micro-platform: offers that found no place last week are told now."""

from datetime import timedelta

import click
from flask.cli import AppGroup

from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.work import jobs
from webapp.exchange.market import push_services, reminder_services, seeker_services

IDLE = timedelta(days=365)

group = AppGroup("market", help="微平台.")


@group.command("push")
def push_now() -> None:
    """Tells those who asked for it of offers they have not heard of, two a week at most."""
    click.echo(str(push_all()))


@jobs.periodic("market.tidy", at="04:20")
def tidy_job(job_id: str) -> str:
    """Who has not touched their wishes for a year is taken to have withdrawn."""
    with db.transaction() as session:
        return str(seeker_services.forget_idle(session, clock.now() - IDLE))


@jobs.periodic("market.morning", at="08:30")
def morning_job(job_id: str) -> str:
    """Offers to those who asked for them; to whoever is on duty, what is to be asked of shops and people today."""
    told = push_all()
    with db.transaction() as session:
        return f"{told} / {reminder_services.remind(session, clock.today())}"


def push_all() -> int:
    """One transaction a community."""
    told = 0
    for community_id in push_services.communities(db.session()):
        with db.transaction() as session:
            told += push_services.push(session, community_id)
    return told
