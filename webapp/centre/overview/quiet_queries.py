"""Why a grid is quiet, as far as the records can tell: nobody may be blamed for what has a reason."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, func, select

from webapp.casework.dispatch.models import TaskAnswer
from webapp.centre.overview.coverage_queries import GridCell
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.people.accounts.models import Post, PostKind, Role
from webapp.people.org.models import Unit

SETTLING = 14  # days a new grid or a new worker is given before silence says anything
REASONS = {
    "new_grid": N_("网格新设，还没开始走"), "new_worker": N_("网格员刚到岗"), "covered": N_("有人顶岗，本人不在"),
    "tasks": N_("这几天在办派下来的任务"), "never": N_("从来没有记录，先看看手机绑上没有"),
    "unknown": N_("没有看得见的原因，打个电话问问"),
}  # fmt: skip


class Quiet(NamedTuple):
    grid: GridCell
    days: int
    reason: str


def with_reasons(session: Session, silent: list[tuple[GridCell, int]], today: date) -> list[Quiet]:
    """Longest first. One statement a source, however many grids are quiet."""
    keys = [grid.id for grid, _ in silent]
    if not keys:
        return []
    new_from = today - timedelta(days=SETTLING)
    founded = set(session.exec(select(Unit.id).where(col(Unit.id).in_(keys), Unit.valid_from >= new_from)))
    posts = _posts(session, keys, today)
    busy = _busy(session, keys, today)

    def why(grid: GridCell, days: int) -> str:
        begun, covered = posts.get(grid.id, (date.min, False))
        told = (
            ("new_grid", grid.id in founded), ("covered", covered), ("new_worker", begun >= new_from),
            ("tasks", grid.id in busy), ("never", grid.last_at is None),
        )  # fmt: skip
        return next((reason for reason, holds in told if holds), "unknown")

    return sorted((Quiet(grid, days, why(grid, days)) for grid, days in silent), key=lambda one: -one.days)


def _posts(session: Session, keys: list[str], today: date) -> dict[str, tuple[date, bool]]:
    """Grid → (since when somebody holds it, whether by cover or acting)."""
    query = select(Post.unit_id, Post.valid_from, Post.kind).where(
        Post.role == Role.GRID_WORKER, col(Post.unit_id).in_(keys), Post.valid_from <= today,
        (col(Post.valid_to).is_(None)) | (col(Post.valid_to) >= today),
    )  # fmt: skip
    found: dict[str, tuple[date, bool]] = {}
    for unit_id, begun, kind in session.exec(query.order_by(col(Post.valid_from))):
        found[unit_id] = (begun, kind is not PostKind.MAIN)
    return found


def _busy(session: Session, keys: list[str], today: date) -> set[str]:
    since = clock.start_of_day(today - timedelta(days=5))
    query = select(TaskAnswer.grid_id, func.count()).where(
        col(TaskAnswer.grid_id).in_(keys), col(TaskAnswer.happened_at) >= since
    )
    return {grid_id for grid_id, _ in session.exec(query.group_by(col(TaskAnswer.grid_id)))}
