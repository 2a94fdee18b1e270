"""Every working morning each unit's group or mailbox hears one counted sentence about its day."""

from typing import Any

from sqlmodel import Session, col, select

from webapp.casework.cases import queries as cases
from webapp.casework.catalogue import queries as catalogue
from webapp.centre.desk import queries
from webapp.core.data import db
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.time.working_days import UnknownYear
from webapp.core.work import jobs
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.models import Role
from webapp.people.accounts.scope import Actor, Hat
from webapp.people.notices import digest_services
from webapp.people.notices import services as notices
from webapp.people.notices.models import Channel
from webapp.people.org.models import Unit

DIGEST = N_("今天 %(late)s 件事超期，%(soon)s 件三天内到期。")


@jobs.periodic("desk.digest", at="07:50")
def send_digests(job_id: str) -> str:
    with db.transaction() as session:
        return str(write_digests(session)) if _is_working_day(session) else "rest"


def write_digests(session: Session) -> int:
    """One per unit that has a channel; a day without anything late or near is a day without a sentence."""
    query = select(Unit).where(col(Unit.id).in_(select(Channel.unit_id).where(col(Channel.closed_at).is_(None))))
    return sum(_tell(session, unit) for unit in session.exec(query).all())


def _tell(session: Session, unit: Unit) -> int:
    eyes = Actor("", "", "", hats=(Hat(Role.STREET, unit.id, unit.name, unit.kind, unit.path, None),))
    told: dict[str, Any] = {"late": cases.count_late(session, eyes), "soon": cases.count_due_soon(session, eyes)}
    if not any(told.values()):
        return 0
    return notices.announce(session, unit.id, DIGEST, cause=f"digest:{clock.today()}", url="/desk/", **told)


@jobs.periodic("desk.letters", at="07:40")
def send_letters(job_id: str) -> str:
    with db.transaction() as session:
        return str(write_letters(session)) if _is_working_day(session) else "rest"


def write_letters(session: Session) -> int:
    """What waits for each person who wants to hear it, counted with the posts they hold today."""
    today = clock.today()
    written = 0
    for account_id in digest_services.wanting(session):
        waits = queries.waits_of(session, accounts.actor_of(session, account_id, today))
        written += digest_services.write(session, account_id, waits)
    return written


def _is_working_day(session: Session) -> bool:
    try:
        return catalogue.calendar(session).is_working_day(clock.today())
    except UnknownYear:
        return clock.today().weekday() < 5
