"""One message when a line of the page turns red, and one when it is good again; never one a quarter of an hour."""

from datetime import timedelta

from sqlmodel import Session, col, select

from webapp.centre.machine import carry_services, light_rules, queries
from webapp.centre.machine.light_rules import Light
from webapp.centre.machine.models import MachineLight
from webapp.core.time import clock
from webapp.people.notices import queries as people
from webapp.people.notices import services as notices
from webapp.people.org.models import Unit, UnitKind

PAGE = "/machine/"
AGAIN = timedelta(hours=1)


def look(session: Session, found: list[Light]) -> int:
    """Compares the lines with what was told last. Returns how many were told of now."""
    known = {row.key: row for row in session.exec(select(MachineLight))}
    changed = 0
    for one in found:
        row = known.get(one.key) or MachineLight(key=one.key, since=clock.now())
        if row.is_red != one.is_red:
            row.is_red, row.since = one.is_red, clock.now()
            _tell(session, one)
            changed += 1
        session.add(row)
    session.flush()
    return changed


def carry_again(session: Session) -> bool:
    """A journey that failed an hour ago or more is tried again without anybody pressing."""
    last = queries.last_copy(session)
    if last is None or last.is_good or clock.now() - last.made_at < AGAIN:
        return False
    carry_services.queue_in(session)
    return True


def _tell(session: Session, one: Light) -> None:
    """To the robots and mailboxes of the district, and to whoever answers for it."""
    sentence = (light_rules.RED if one.is_red else light_rules.WELL)[one.key]
    cause = f"light:{one.key}:{clock.now():%Y%m%dT%H%M%S}"
    districts = select(Unit.id).where(Unit.kind == UnitKind.DISTRICT, col(Unit.valid_to).is_(None))
    for district in session.exec(districts).all():
        notices.announce(session, district, sentence, cause=cause, url=PAGE)
        notices.tell(session, people.accounts_on_duty(session, district), sentence, cause=cause, url=PAGE)
