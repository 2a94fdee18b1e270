"""flask supervision climb: what the periodic job does, by hand."""

from datetime import timedelta

import click
from flask.cli import AppGroup

from webapp.casework.cases import answer_services, voice_queries
from webapp.casework.supervision import queries, services
from webapp.core.data import db
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.web.errors import DomainError
from webapp.core.work import jobs

KEPT = timedelta(days=365)
group = AppGroup("supervision", help="Deadlines: remind, due, press, order, escalate.")


@group.command("climb")
def climb() -> None:
    """Takes every step that is due now."""
    click.echo(_climb())


@jobs.periodic("climb_ladder", minutes=10)
def climb_job(job_id: str) -> None:
    _climb()


@jobs.periodic("forget_speakers", at="03:50")
def forget_job(job_id: str) -> None:
    with db.transaction() as session:
        answer_services.forget_speakers(session, clock.now() - KEPT)


class BoundsTooLow(DomainError):
    """The most-voiced list is read by these bounds: one that is too low hides a case."""

    message = N_("“说得最多”的排序有 %(count)s 件对不上，请联系管理员。")


@jobs.periodic("prove_bounds", at="03:55")
def prove_bounds_job(job_id: str) -> str:
    if low := voice_queries.list_low_bounds(db.session()):
        raise BoundsTooLow(count=len(low))
    return "ok"


def _climb() -> int:
    """In batches, each its own transaction, so that nobody waits long for the writer's place."""
    total = 0
    while True:
        with db.transaction() as session:
            looked = services.climb(session)
        total += looked
        if looked < queries.BATCH:
            return total
