"""Kept views of lists, and work on marked rows."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, delete, func, select

from webapp.core.data import db, ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, Forbidden
from webapp.core.work import jobs
from webapp.people.accounts.scope import Actor
from webapp.people.lists.models import MarkedResult, SavedView
from webapp.people.lists.rules import (
    MOST_MARKED,
    MarkedAct,
    Memos,
    NothingMarked,
    NothingToUndo,
    OfficeList,
    TooManyMarked,
)

MOST_KEPT = 20
RESULTS_KEPT = timedelta(days=92)


class TooManyViews(DomainError):
    message = N_("一个清单最多存 %(limit)s 个看法，先删掉不用的。")


def save_view(session: Session, actor: Actor, told: OfficeList, *, title: str, query: str, unit_id: str = "") -> None:
    """Saved again under the same name, the newer one counts. Shared only with a unit one works in."""
    if unit_id and unit_id not in {hat.unit_id for hat in actor.hats}:
        raise Forbidden
    mine = (col(SavedView.account_id) == actor.account_id, col(SavedView.list_name) == told.name)
    session.execute(delete(SavedView).where(*mine, col(SavedView.title) == title))
    if session.exec(select(func.count()).select_from(SavedView).where(*mine)).one() >= MOST_KEPT:
        raise TooManyViews(limit=MOST_KEPT)
    kept = SavedView(
        account_id=actor.account_id, list_name=told.name, title=title, query=query[:1000],
        shared_unit_id=unit_id or None, made_at=clock.now(),
    )  # fmt: skip
    session.add(kept)
    session.flush()
    if unit_id:
        history.record(session, actor, "share_view", kept, after={"list": told.name, "title": title, "query": query})


def stop_sharing(session: Session, actor: Actor, view: SavedView) -> None:
    """It stays its owner's; the others no longer have it."""
    if view.shared_unit_id is not None:
        history.record(session, actor, "unshare_view", view, before={"unit_id": view.shared_unit_id})
        view.shared_unit_id = None
        session.flush()


def drop_view(session: Session, view: SavedView) -> None:
    session.delete(view)
    session.flush()


def record_export(session: Session, actor: Actor, told: OfficeList, *, query: str, rows: list[str]) -> None:
    """Who took which rows out of the product: the list, how it was narrowed, how many; which ones, where they are
    people."""
    after = {"list": told.name, "query": query, "rows": len(rows)}
    if told.reads:
        after |= {"kind": told.reads, "ids": rows}
    history.record(session, actor, "export_list", None, after=after, community_id=actor.community_id)


def marked(given: list[str]) -> list[str]:
    """The marked rows, each once."""
    rows = list(dict.fromkeys(row for row in given if ids.is_id(row)))
    if not rows:
        raise NothingMarked
    if len(rows) > MOST_MARKED:
        raise TooManyMarked(limit=MOST_MARKED)
    return rows


def begin(
    session: Session,
    actor: Actor,
    told: OfficeList,
    act: MarkedAct,
    rows: list[str],
    given: Any,
    memos: Memos | None = None,
) -> jobs.Job:
    """One job for all marked rows. It acts as this person, with the posts held when each row's turn comes."""
    return jobs.start(
        session, actor, "lists.marked", community_id=actor.community_id, list_name=told.name, act=act.key, rows=rows,
        given=given, memos=memos or {}, account_id=actor.account_id,
    )  # fmt: skip


def begin_undo(session: Session, actor: Actor, told: OfficeList, act: MarkedAct, memos: Memos, given: Any) -> jobs.Job:
    """Those rows that can still be taken back, as a job of its own."""
    if not memos:
        raise NothingToUndo
    return begin(session, actor, told, act, list(memos), given, memos)


def keep_result(
    session: Session,
    job_id: str,
    row_id: str,
    title: str,
    *,
    refusal: DomainError | None = None,
    memo: dict[str, Any] | None = None,
) -> None:
    words, values = (refusal.message, refusal.values) if refusal else ("", memo or {})
    session.add(
        MarkedResult(
            job_id=job_id, row_id=row_id, title=title[:120], is_done=refusal is None, refusal=words,
            details={key: None if value is None else str(value) for key, value in values.items()}, at=clock.now(),
        )
    )  # fmt: skip
    session.flush()


def work_on(job_id: str, actor: Actor, act: MarkedAct, titles: dict[str, str], given: Any, memos: Memos) -> None:
    """Row by row, each in its own transaction; a refusal is that row's result and stops nobody else."""
    assert act.run is not None  # what takes all rows at once never comes here
    done = set(db.session().exec(select(MarkedResult.row_id).where(MarkedResult.job_id == job_id)))
    for at, (row_id, title) in enumerate(titles.items()):
        jobs.progress(job_id, at, len(titles))
        if row_id in done:
            continue
        try:
            with db.transaction() as session:
                memo = act.run(session, actor, row_id, given | memos.get(row_id, {}))
                keep_result(session, job_id, row_id, title, memo=memo if isinstance(memo, dict) else None)
        except DomainError as refusal:
            with db.transaction() as session:
                keep_result(session, job_id, row_id, title, refusal=refusal)
    jobs.progress(job_id, len(titles), len(titles))


def sweep_results(session: Session) -> int:
    old = session.execute(delete(MarkedResult).where(col(MarkedResult.at) < clock.now() - RESULTS_KEPT))
    return int(old.rowcount)  # type: ignore[attr-defined]
