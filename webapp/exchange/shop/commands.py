"""What the night does for points and shop: orders nobody fetched, points past their day, then the proof of it all."""

from collections.abc import Callable

import click
from flask.cli import with_appcontext

from webapp.core.data import db
from webapp.core.work import jobs
from webapp.exchange.points import services as points
from webapp.exchange.shop import ending_services, proof_services, queries
from webapp.exchange.shop.models import Order

AT_ONCE = 200

Told = Callable[[int, int], None]


@click.group("points")
def group() -> None:
    """积分和兑换超市."""


@group.command("prove")
@with_appcontext
def prove_now() -> None:
    """对账: proves every community now; ends with 1 when something does not fit."""
    faults = prove_all(lambda done, total: click.echo(f"{done}/{total}"))
    click.echo(f"{faults} 处对不上" if faults else "都对得上")
    raise SystemExit(1 if faults else 0)


@jobs.periodic("points.night", at="00:20")
def close_day(job_id: str) -> str:
    """Shortly after the local day has ended, so that "until the 31st" means all of the 31st."""

    def told(done: int, total: int) -> None:
        jobs.progress(job_id, done, total)

    return f"{lapse_due(told)} / {end_lots(told)} / {prove_all(told)}"


@jobs.periodic("points.proof", at="03:00")
def prove(job_id: str) -> str:
    return str(prove_all(lambda done, total: jobs.progress(job_id, done, total)))


def prove_all(told: Told) -> int:
    """One transaction a community: a fault in one does not hide another."""
    found = proof_services.communities(db.session())
    faults = 0
    for number, community_id in enumerate(found, start=1):
        with db.transaction() as session:
            faults += len(proof_services.prove(session, community_id).faults)
        told(number, len(found))
    return faults


def lapse_due(told: Told) -> int:
    """An order and its stock in a transaction of their own, so that locks never cross."""
    due = queries.due_order_ids(db.session())
    for number, order_id in enumerate(due, start=1):
        with db.transaction() as session:
            ending_services.lapse(session, session.get_one(Order, order_id))
        told(number, len(due))
    return len(due)


def end_lots(told: Told) -> int:
    total = 0
    while True:
        with db.transaction() as session:
            count = points.end_all_lots(session, AT_ONCE)
        if count == 0:
            return total
        total += count
        told(total, total + AT_ONCE)
