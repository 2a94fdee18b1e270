"""What came of meetings, for the list of them: resolutions, promises kept by the first date, the minutes' number."""

from collections import defaultdict

from sqlalchemy import func
from sqlmodel import Session, col, select

from webapp.core.time import clock
from webapp.council.councils.page_queries import Came
from webapp.council.minutes.models import Minutes
from webapp.council.promises import rules
from webapp.council.promises.models import Promise
from webapp.council.sittings.models import Resolution


def came_of(session: Session, meeting_ids: list[str]) -> dict[str, Came]:
    final = (
        select(Resolution.meeting_id, func.count())
        .where(col(Resolution.meeting_id).in_(meeting_ids), col(Resolution.final_at).is_not(None))
        .where(col(Resolution.withdrawn_at).is_(None))
        .group_by(col(Resolution.meeting_id))
    )
    resolutions = dict(session.exec(final).all())
    fates = _fates(session, meeting_ids)
    numbers = _numbers(session, meeting_ids)
    return {
        one: Came(resolutions.get(one, 0), rules.kept(fates.get(one, []), clock.today()), numbers.get(one))
        for one in meeting_ids
    }


def _fates(session: Session, meeting_ids: list[str]) -> dict[str | None, list[rules.Fate]]:
    query = select(Promise.meeting_id, Promise.first_due, Promise.done_on, Promise.reopened)
    found: dict[str | None, list[rules.Fate]] = defaultdict(list)
    for meeting_id, first_due, done_on, reopened in session.exec(query.where(col(Promise.meeting_id).in_(meeting_ids))):
        found[meeting_id].append(rules.Fate(first_due, done_on, reopened > 0))
    return found


def _numbers(session: Session, meeting_ids: list[str]) -> dict[str, str]:
    """Blank while the minutes are written; of several versions the newest."""
    query = select(Minutes.meeting_id, Minutes.number).where(col(Minutes.meeting_id).in_(meeting_ids))
    found: dict[str, str] = defaultdict(str)
    for meeting_id, number in session.exec(query.order_by(col(Minutes.version))):
        found[meeting_id] = number or ""
    return found
