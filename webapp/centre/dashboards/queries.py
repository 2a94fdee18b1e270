from collections import Counter
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from webapp.casework.cases import queries as cases
from webapp.casework.cases import voice_queries
from webapp.centre.dashboards import coverage_queries
from webapp.core.text.i18n import gettext
from webapp.core.time import clock
from webapp.core.web.charts import Point
from webapp.people.accounts.scope import Actor

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
