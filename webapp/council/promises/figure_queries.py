"""What is counted of all promises in somebody's reach, by the database: a district has thousands."""

from datetime import date

from sqlalchemy import and_, case, func
from sqlmodel import Session, col, select

from webapp.council.promises import rules
from webapp.council.promises.models import Promise
from webapp.council.promises.rules import OPEN
from webapp.people.accounts.scope import Actor, within


def kept_within(session: Session, actor: Actor, today: date) -> rules.Kept:
    """What `rules.kept` says of all that was ever promised in the actor's reach, counted by the database."""
    in_time = and_(col(Promise.done_on) <= col(Promise.first_due), col(Promise.reopened) == 0)
    query = select(func.count(), func.count(case((in_time, 1)))).where(Promise.first_due <= today)
    due, good = session.exec(within(query, actor, Promise.community_id)).one()
    return rules.Kept(due, good)


def late_by_day(session: Session, actor: Actor, today: date) -> dict[date, int]:
    """How many open ones were due on each day that is over."""
    query = select(Promise.due, func.count()).where(col(Promise.state).in_(OPEN), Promise.due < today)
    found = session.exec(within(query, actor, Promise.community_id).group_by(col(Promise.due)))
    return dict(found.all())
