from collections import Counter
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, select

from webapp.casework.cases import queries as cases
from webapp.casework.cases import voice_queries
from webapp.casework.cases.page_queries import REASONS
from webapp.centre.dashboards import coverage_queries, object_queries
from webapp.core.data import ids
from webapp.core.text.i18n import gettext
from webapp.core.time import clock
from webapp.core.trust import history_words
from webapp.core.trust.history import DISTRICT_CHAIN, AuditLine
from webapp.core.web.charts import Point
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.scope import Actor, units_below

PAGE = 50
MOST_COMMUNITIES = 40


def overview(session: Session, actor: Actor, today: date) -> dict[str, Any]:
    """One look: what is late, where nothing stirs, how far the walking came, what people say."""
    rows = coverage_queries.coverage(session, actor, today)
    grids = [grid for row in rows for grid in row.grids]
    total, reached = sum(row.total for row in rows), sum(row.reached for row in rows)
    month = clock.start_of_day(today.replace(day=1))
    return {
        "rows": rows,
        "vacant": [grid for grid in grids if not grid.worker],
        "quiet": sorted(
            ((grid, days) for grid in grids if (days := grid.quiet_days(today)) is not None and grid.worker),
            key=lambda pair: -pair[1],
        ),
        "percent": round(100 * reached / total) if total else 0,
        "reached": reached, "total": total, "key": coverage_queries.key_households(session, actor, today),
        "late": cases.list_late(session, actor, limit=6), "late_count": cases.count_late(session, actor),
        "soon": cases.list_due_soon(session, actor, limit=5), "soon_count": cases.count_due_soon(session, actor),
        "voices": _voices(session, actor, rows, month),
    }  # fmt: skip


def _voices(session: Session, actor: Actor, rows: list[Any], since: datetime) -> list[Point]:
    """What was said this month by how many households; counts below five are not shown above the community."""
    heard: Counter[str] = Counter()
    for row in rows[:MOST_COMMUNITIES]:
        heard.update(dict(voice_queries.voices_by_category(session, actor, row.id, since)))
    least = coverage_queries.SMALLEST_SHOWN if len(rows) > 1 else 1
    return [Point(gettext(name), count) for name, count in heard.most_common(6) if count >= least]


def history_page(session: Session, actor: Actor, before: str | None) -> dict[str, Any]:
    """Newest first, keyset by id: ids are in time order."""
    reach = or_(col(AuditLine.chain_id).in_(units_below(actor)), AuditLine.chain_id == DISTRICT_CHAIN)  # type: ignore[arg-type]
    query = select(AuditLine).where(reach).order_by(col(AuditLine.id).desc()).limit(PAGE + 1)
    if before and ids.is_id(before):
        query = query.where(AuditLine.id < before)
    rows = list(session.exec(query))
    shown = rows[:PAGE]
    return {
        "rows": shown, "objects": object_queries.objects_of(session, actor, shown), "reasons": REASONS,
        "names": accounts.names_of(session, {row.account_id for row in shown}), "verb_words": history_words.words,
        "older": rows[PAGE - 1].id if len(rows) > PAGE else None,
    }  # fmt: skip
