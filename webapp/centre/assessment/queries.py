"""Reads of entries, months, classes, and what of a case decides whose a deed is."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, or_, select

from webapp.casework.cases.models import Act, GridCase
from webapp.casework.cases.rules import Verb
from webapp.centre.assessment import rules
from webapp.centre.assessment.models import (
    Deed,
    PeriodState,
    ScoreEntry,
    ScorePeriod,
    ScoreRule,
)
from webapp.core.spread import shards
from webapp.core.time import clock
from webapp.people.accounts.models import Account, Post, Role
from webapp.people.org import queries as org
from webapp.people.settings import queries as settings
from webapp.people.settings.rules import Name, is_on

EARNED_BY = (col(GridCase.id) == ScoreEntry.source_id) & shards.at_home(GridCase.community_id, ScoreEntry.community_id)
CATCH_UP = 14  # days a night's work may have been missed


class Worth(NamedTuple):
    points: int
    first_share: int
    day_cap: int | None
    rule_id: str | None


def worth(session: Session, deed: Deed, on: date) -> Worth:
    """By the rule in force on a day; before the first one the starting table."""
    return _worth(deed, rule_on(session, deed, on))


def _worth(deed: Deed, rule: ScoreRule | None) -> Worth:
    if rule is not None:
        return Worth(rule.points, rule.first_share, rule.day_cap, rule.id)
    cap = rules.REPORT_CAP if deed is Deed.REPORTED else None
    return Worth(rules.STARTING_TABLE[deed], rules.FIRST_SHARES.get(deed, 0), cap, None)


def rule_on(session: Session, deed: Deed, on: date) -> ScoreRule | None:
    query = select(ScoreRule).where(ScoreRule.deed == deed, col(ScoreRule.valid_from) <= on)
    return session.exec(query.order_by(col(ScoreRule.valid_from).desc()).limit(1)).first()


def list_rules(session: Session) -> list[ScoreRule]:
    """The same for the whole district, newest first."""
    return list(session.exec(select(ScoreRule).order_by(col(ScoreRule.valid_from).desc(), ScoreRule.deed)))


def table_on(session: Session, on: date) -> dict[Deed, Worth]:
    """What `worth` says of every deed, in one statement."""
    query = select(ScoreRule).where(col(ScoreRule.valid_from) <= on).order_by(col(ScoreRule.valid_from))
    newest = {rule.deed: rule for rule in session.exec(query)}
    return {deed: _worth(deed, newest.get(deed)) for deed in Deed}


def pay_paper(session: Session) -> str | None:
    """By which document scores may count for pay; None while the district has not allowed it."""
    allowed = is_on(settings.value(session, Name.SCORE_PAY))
    return settings.paper(session, Name.SCORE_PAY) if allowed else None


def stayed_in_grid(case: GridCase) -> bool:
    """Solved where it was found: nobody above the grid led it."""
    return case.level <= 1 and case.lead_unit_id in (None, case.grid_id)


def worker_party(session: Session, grid_id: str | None, account_id: str | None, on: date) -> str | None:
    """The party of somebody who was this grid's worker that day, covers included; None for everybody else."""
    if grid_id is None or account_id is None:
        return None
    query = (
        select(Account.party_id)
        .join(Post, col(Post.account_id) == Account.id)
        .where(
            Account.id == account_id, Post.unit_id == grid_id, Post.role == Role.GRID_WORKER,
            col(Post.valid_from) <= on, or_(col(Post.valid_to).is_(None), col(Post.valid_to) >= on),
        )
    )  # fmt: skip
    return session.exec(query.limit(1)).first()


def taken_on_by(session: Session, case: GridCase, on: date) -> str | None:
    """Who first took the case in hand since it was last reopened."""
    query = select(Act.account_id).where(Act.case_id == case.id, col(Act.verb).in_((Verb.TAKE, Verb.ACCEPT)))
    if case.reopened_at is not None:
        query = query.where(col(Act.at) > case.reopened_at)
    account_id = session.exec(query.order_by(col(Act.at), col(Act.id)).limit(1)).first()
    began = on if account_id is None else _day_of_first(session, case)
    return worker_party(session, case.grid_id, account_id, began)


def turn_of(session: Session, case: GridCase) -> int:
    closed = select(func.count()).select_from(Act).where(Act.case_id == case.id, Act.verb == Verb.REOPEN)
    return int(session.exec(closed).one())


def told_before(session: Session, case: GridCase, since: date) -> bool:
    """Another report of this place and category that already counted."""
    query = (
        select(ScoreEntry.id)
        .join(GridCase, EARNED_BY)
        .where(
            shards.at_home(ScoreEntry.community_id, case.community_id),
            shards.at_home(GridCase.community_id, case.community_id),
            ScoreEntry.deed == Deed.REPORTED, ScoreEntry.grid_id == case.grid_id, col(ScoreEntry.points) > 0,
            GridCase.category_code == case.category_code, GridCase.place == case.place,
            col(ScoreEntry.happened_on) >= since, GridCase.id != case.id,
        )
    )  # fmt: skip
    return session.exec(query.limit(1)).first() is not None


def points_on(session: Session, party_id: str, deed: Deed, day: date) -> int:
    query = select(func.coalesce(func.sum(ScoreEntry.points), 0)).where(
        ScoreEntry.party_id == party_id, ScoreEntry.deed == deed, ScoreEntry.happened_on == day
    )
    return int(session.exec(query).one())


def quiet_since(session: Session, day: date) -> list[tuple[ScoreEntry, GridCase]]:
    """Entries of solved cases that ended up to two weeks before `day` and have been quiet since. A reward is
    written once, whatever is asked again."""
    later, back = aliased(GridCase), aliased(ScoreEntry)
    again = select(later.id).where(
        later.community_id == GridCase.community_id, later.category_code == GridCase.category_code,
        later.place == GridCase.place, later.id != GridCase.id, col(later.reported_at) > col(GridCase.ended_at),
    )  # fmt: skip
    query = (
        select(ScoreEntry, GridCase)
        .join(GridCase, EARNED_BY)
        .where(
            col(ScoreEntry.deed).in_((Deed.SOLVED, Deed.TOGETHER)), col(ScoreEntry.points) > 0,
            ScoreEntry.happened_on <= day, ScoreEntry.happened_on > day - timedelta(days=CATCH_UP),
            col(GridCase.ended_at).is_not(None), ~again.exists(),
            ~select(back.id).where(back.takes_back_id == ScoreEntry.id).exists(),
        )
    )  # fmt: skip
    return [(entry, case) for entry, case in session.exec(query).all()]


def is_known(session: Session, community_id: str, cause: str) -> bool:
    query = select(ScoreEntry.id).where(ScoreEntry.community_id == community_id, ScoreEntry.cause == cause)
    return session.exec(query).first() is not None


def known_of(session: Session, community_id: str, causes: Iterable[str]) -> set[str]:
    """Which of the causes have their entry."""
    query = select(ScoreEntry.cause).where(ScoreEntry.community_id == community_id)
    return set(session.exec(query.where(col(ScoreEntry.cause).in_(list(causes)))))


def is_taken_back(session: Session, entry_id: str) -> bool:
    return session.exec(select(ScoreEntry.id).where(ScoreEntry.takes_back_id == entry_id)).first() is not None


def community_of_grid(session: Session, grid_id: str | None) -> str | None:
    return org.community_of(session, grid_id) if grid_id else None


def open_month(session: Session, community_id: str, day: date) -> date:
    """The month an outcome of that day counts in: its own, or the first after it that is not being checked yet."""
    month = rules.month_of(day)
    query = select(ScorePeriod.month).where(
        ScorePeriod.community_id == community_id, ScorePeriod.state != PeriodState.OPEN, ScorePeriod.month >= month
    )
    begun = set(session.exec(query))
    while month in begun:
        month = rules.next_month(month)
    return month


def entries_of(session: Session, party_id: str, month: date) -> list[ScoreEntry]:
    query = select(ScoreEntry).where(ScoreEntry.party_id == party_id, ScoreEntry.month == month)
    return list(session.exec(query.order_by(col(ScoreEntry.earned_at).desc(), col(ScoreEntry.id).desc())))


def sums_by_month(session: Session, party_id: str, months: list[date]) -> dict[date, int]:
    query = (
        select(ScoreEntry.month, func.sum(ScoreEntry.points))
        .where(ScoreEntry.party_id == party_id, col(ScoreEntry.month).in_(months))
        .group_by(col(ScoreEntry.month))
    )
    return {month: int(points) for month, points in session.exec(query)}


def _day_of_first(session: Session, case: GridCase) -> date:
    query = select(func.min(Act.at)).where(Act.case_id == case.id, col(Act.verb).in_((Verb.TAKE, Verb.ACCEPT)))
    moment = session.exec(query).one()
    return clock.local(moment).date()
