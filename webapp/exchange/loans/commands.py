"""What the night does for the tool station: reservations nobody fetched, then who is to be rung today."""

from collections.abc import Callable

import click
from flask.cli import with_appcontext

from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.work import jobs
from webapp.exchange.loans import queue_services as queue
from webapp.exchange.loans import reminder_services as reminders
from webapp.exchange.loans.models import Reservation

Told = Callable[[int, int], None]


@click.group("tools")
def group() -> None:
    """便民工具站。"""


@group.command("night")
@with_appcontext
def close_now() -> None:
    """Does now what the night does: ends reservations nobody fetched, writes down whom to ring."""
    click.echo(_close_day(lambda done, total: None))


@jobs.periodic("loans.night", at="00:30")
def close_day(job_id: str) -> str:
    """After the local day has ended, so that "until the 3rd" means all of the 3rd."""
    return _close_day(lambda done, total: jobs.progress(job_id, done, total))


def _close_day(told: Told) -> str:
    """Each row in a transaction of its own: one that is refused holds up nobody else's."""
    lapsed = reminders.lapsed_ids(db.session(), clock.today())
    for reservation_id in lapsed:
        with db.transaction() as session:
            queue.lapse(session, session.get_one(Reservation, reservation_id))
    due = reminders.due_loan_ids(db.session(), clock.today())
    made = 0
    for number, loan_id in enumerate(due, start=1):
        with db.transaction() as session:
            made += reminders.remind(session, loan_id) is not None
        told(number, len(due))
    return f"{len(lapsed)} / {made}"
