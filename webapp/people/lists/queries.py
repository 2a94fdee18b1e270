from collections.abc import Callable
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, or_
from sqlmodel import Session, col, select

from webapp.core.data import statements
from webapp.core.lists.list_reading import read_marked
from webapp.core.web.errors import NotFound
from webapp.core.work.jobs import Job, get_job
from webapp.people.accounts.scope import Actor, one
from webapp.people.lists.models import MarkedResult, SavedView
from webapp.people.lists.rules import MarkedAct, Memos, OfficeList
from webapp.people.org.models import Unit

STEP = 9  # a level of a unit's path: eight letters and a stroke
MOST_VIEWS = 40


def list_views(session: Session, actor: Actor, list_name: str) -> list[Any]:
    """One's own, then those shared with a unit one works in, or one above it."""
    above = {path[:end] for path in actor.paths for end in range(STEP, len(path) + 1, STEP)}
    asked = {"account": actor.account_id, "list": list_name}
    found = statements.rows(session, _views(tuple(sorted(above))), asked)
    return sorted(found, key=lambda view: view.account_id != actor.account_id)


@lru_cache(maxsize=1024)
def _views(above: tuple[str, ...]) -> Any:
    shared = select(Unit.id).where(col(Unit.path).in_(above))
    query = select(  # type: ignore[call-overload]
        SavedView.id, SavedView.title, SavedView.query, SavedView.shared_unit_id, SavedView.account_id
    ).where(
        SavedView.list_name == bindparam("list"),
        or_(col(SavedView.account_id) == bindparam("account"), col(SavedView.shared_unit_id).in_(shared)),
    )
    return query.order_by(col(SavedView.title), col(SavedView.id)).limit(MOST_VIEWS)


def own_view(session: Session, actor: Actor, view_id: str) -> SavedView:
    query = select(SavedView).where(SavedView.id == view_id, SavedView.account_id == actor.account_id)
    return one(session, query)  # type: ignore[no-any-return]


def own_job(session: Session, actor: Actor, job_id: str) -> Job:
    """Work that somebody else began is nobody's business here."""
    found = get_job(session, job_id)
    if found is None or found.kind != "lists.marked" or found.made_by != actor.account_id:
        raise NotFound
    return found


def list_results(session: Session, job_id: str) -> list[MarkedResult]:
    """What was refused first: that is what somebody must look at."""
    query = select(MarkedResult).where(MarkedResult.job_id == job_id)
    return list(session.exec(query.order_by(col(MarkedResult.is_done), col(MarkedResult.at), col(MarkedResult.id))))


def undoable(session: Session, actor: Actor, act: MarkedAct | None, results: list[MarkedResult]) -> Memos:
    """What was done with these rows and can still be taken back, with what each act left for it."""
    memos = {one.row_id: one.details for one in results if one.is_done}
    if act is None or act.undo is None or not memos:
        return {}
    still = set(act.stands(session, actor.wearing(act.action), memos))
    return {row_id: memo for row_id, memo in memos.items() if row_id in still}


def still(key: Any, *conditions: Any) -> Callable[[Session, Any, Memos], set[str]]:
    """For an act that stands as long as its row says so."""

    def stands(session: Session, actor: Any, memos: Memos) -> set[str]:
        return set(session.exec(select(key).where(key.in_(memos), *conditions)))

    return stands


def titles_of(session: Session, actor: Any, told: OfficeList, row_ids: list[str]) -> dict[str, str]:
    """What the marked rows are called, for those the actor may see."""
    return {line.id: line.title for line in read_marked(session, actor, told.listing, row_ids)}
