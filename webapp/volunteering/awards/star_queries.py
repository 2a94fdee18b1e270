"""What a volunteer's own page asks about stars: the rule set that holds here, and the star already granted."""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from webapp.core.data import statements
from webapp.core.spread import shards
from webapp.volunteering.awards import queries
from webapp.volunteering.awards.models import Award, StarRuleSet, Track
from webapp.volunteering.volunteers.rules import Ladder


def ladder(session: Session, volunteer_id: str, community_id: str, on: date) -> Ladder:
    """The community's rule set before the district's, one by hours before one by review. A granted star keeps the
    title it was granted under: 社区三星级志愿者 stays that, whatever the rules say today."""
    sets = statements.rows(session, _rule_sets(), {"community": community_id, "on": on})
    chosen = min(sets, key=lambda one: (one.community_id is None, one.track is not Track.HOURS), default=None)
    hours = tuple(step["minutes"] // 60 for step in chosen.steps) if chosen else Ladder().hours
    star, title = _granted(session, volunteer_id, community_id) or (0, "")
    return Ladder(hours, star, title)


@cache
def _rule_sets() -> Any:
    """`queries.list_rule_sets`, of each what a ladder is made of."""
    asked = queries.rule_sets(bindparam("community"), bindparam("on"))
    return asked.with_only_columns(StarRuleSet.community_id, StarRuleSet.track, StarRuleSet.steps)


def _granted(session: Session, volunteer_id: str, community_id: str) -> tuple[int, str] | None:
    found = statements.first(session, _stars(), {"volunteer": volunteer_id, "community": community_id})
    return (found[0], found[1]) if found else None


@cache
def _stars() -> Any:
    home = shards.at_home(Award.community_id, bindparam("community"))
    held = (home, Award.volunteer_id == bindparam("volunteer"), col(Award.id).not_in(queries.revoked()))
    return select(Award.star, Award.title).where(*held).order_by(col(Award.star).desc(), col(Award.granted_on).desc())
