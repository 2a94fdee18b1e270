from datetime import date
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, select

from webapp.accounts import queries as accounts
from webapp.accounts.models import Post, Role
from webapp.accounts.scope import Actor, units_below, within
from webapp.core.history import DISTRICT_CHAIN, AuditLine
from webapp.org.models import Unit, UnitKind

PAGE = 50


def overview(session: Session, actor: Actor, today: date) -> dict[str, Any]:
    """What the centre asks first: how many grids, and which have nobody."""
    grids = list(session.exec(within(select(Unit).where(Unit.kind == UnitKind.GRID, _open(today)), actor, Unit.id)))
    held = select(Post.unit_id).where(
        Post.role == Role.GRID_WORKER,
        Post.valid_from <= today,
        (col(Post.valid_to).is_(None)) | (col(Post.valid_to) >= today),
    )
    staffed = set(session.exec(held))
    vacant = [grid for grid in grids if grid.id not in staffed]
    return {"grids": grids, "vacant": vacant}


def history_page(session: Session, actor: Actor, before: str | None) -> dict[str, Any]:
    """Newest first, keyset by id: ids are in time order."""
    reach = or_(col(AuditLine.chain_id).in_(units_below(actor)), AuditLine.chain_id == DISTRICT_CHAIN)  # type: ignore[arg-type]
    query = select(AuditLine).where(reach).order_by(col(AuditLine.id).desc()).limit(PAGE + 1)
    if before:
        query = query.where(AuditLine.id < before)
    rows = list(session.exec(query))
    names = accounts.names_of(session, {row.account_id for row in rows})
    return {"rows": rows[:PAGE], "names": names, "older": rows[PAGE - 1].id if len(rows) > PAGE else None}


def _open(on: date) -> Any:
    return (col(Unit.valid_from) <= on) & ((col(Unit.valid_to).is_(None)) | (col(Unit.valid_to) >= on))
