"""The table of deeds and the classes of grids: decided in the open, never for a day that has passed."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, select

from webapp.centre.assessment import period_queries, rules
from webapp.centre.assessment.models import Deed, GridDifficulty, ScoreRule
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor, require_reach


class RuleFromNextMonth(DomainError):
    """Nobody's running month is counted by another table."""

    status = 422
    message = N_("新的规则最早从下个月1日起。")


class RuleTwice(DomainError):
    status = 422
    message = N_("这一天已经定过这一项了。")


class ClassDecided(DomainError):
    message = N_("%(year)s年的难度已经定过了，一年定一次。")


class Worth(NamedTuple):
    points: int
    first_share: int = 0
    day_cap: int | None = None


def set_rule(
    session: Session, actor: Actor, *, deed: Deed, worth: Worth, valid_from: date, document: str = ""
) -> ScoreRule:
    """From the first day of a month to come: no month is scored by a table that nobody could know."""
    if valid_from < rules.next_month(rules.month_of(clock.today())) or valid_from.day != 1:
        raise RuleFromNextMonth(field="valid_from")
    same = select(ScoreRule.id).where(ScoreRule.deed == deed, ScoreRule.valid_from == valid_from)
    if session.exec(same).first() is not None:
        raise RuleTwice(field="valid_from")
    rule = ScoreRule(
        deed=deed, **worth._asdict(), document=document, valid_from=valid_from, made_by=actor.account_id,
        made_at=clock.now(),
    )  # fmt: skip
    session.add(rule)
    session.flush()
    history.record(
        session, actor, "set_score_rule", rule, after={"deed": deed, "points": worth.points, "from": valid_from}
    )
    return rule


class Counted(NamedTuple):
    households: int
    key_households: int


def propose_classes(session: Session, community_id: str) -> dict[str, tuple[Counted, int]]:
    """Grid → what was counted, and the class that follows; a person decides."""
    counted = {
        grid_id: Counted(households, key)
        for grid_id, households, key in period_queries.households_by_grid(session, community_id)
    }
    return {grid_id: (one, rules.level_of(*one)) for grid_id, one in counted.items()}


def decide_classes(
    session: Session, actor: Actor, *, community_id: str, year: int, levels: Mapping[str, int], reason: str
) -> list[GridDifficulty]:
    """Once a year for the whole community, in the open."""
    require_reach(session, actor, [community_id, *levels])
    known = select(GridDifficulty.id).where(GridDifficulty.community_id == community_id, GridDifficulty.year == year)
    if session.exec(known).first() is not None:
        raise ClassDecided(field="reason", year=year)
    counted = propose_classes(session, community_id)
    made = [
        GridDifficulty(
            community_id=community_id, grid_id=grid_id, year=year, level=level, reason=reason,
            **counted.get(grid_id, (Counted(0, 0), 1))[0]._asdict(), decided_by=actor.account_id,
            decided_at=clock.now(),
        )
        for grid_id, level in levels.items()
    ]  # fmt: skip
    session.add_all(made)
    session.flush()
    history.record(
        session, actor, "decide_difficulty", made[0], after={"year": year, "grids": len(made)}, reason=reason,
        community_id=community_id,
    )  # fmt: skip
    return made
