"""任务 as a list of the desk: one order in one grid is one row."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from webapp.casework.dispatch import rules
from webapp.casework.dispatch.models import Task, TaskOrder
from webapp.casework.dispatch.rules import State, Urgency
from webapp.core.lists import list_cells as cells
from webapp.core.lists.listing import Cell, Column, Filter, Listing, Order, Span, fixed, worded
from webapp.core.search.word_search import is_written
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.models import Account
from webapp.people.accounts.scope import Actor, on_ground
from webapp.people.org.models import Party, Unit

GRID, HOME, SENDER = aliased(Unit), aliased(Unit), aliased(Unit)
TONES = {State.SENT: "amber", State.SUBMITTED: "blue", State.DONE: "ok", State.MISSED: "red"}


def reach(query: Any, actor: Actor) -> Any:
    joined = (
        query.select_from(Task)
        .join(TaskOrder, col(TaskOrder.id) == Task.order_id)
        .outerjoin(SENDER, SENDER.id == TaskOrder.unit_id)
        .outerjoin(GRID, GRID.id == Task.grid_id)
        .outerjoin(HOME, HOME.id == Task.community_id)
        .outerjoin(Account, col(Account.id) == Task.assignee_id)
        .outerjoin(Party, col(Party.id) == Account.party_id)
    )
    return on_ground(joined, actor, col(Task.community_id), col(Task.grid_id))


def _title(title: str, year: int, serial: int, urgency: Urgency) -> Cell:
    words = f"{gettext(rules.URGENCY_WORDS[urgency])} · {title}" if urgency is Urgency.URGENT else title
    return Cell(words, f"〔{year}〕{serial}号")


def _due(due_at: datetime, submitted_at: datetime | None, finished_at: datetime | None) -> Cell:
    return cells.due(due_at, is_over=bool(submitted_at or finished_at))


def _progress(done: int, total: int) -> Cell:
    return Cell(f"{done}/{total}" if total else "", raw=done if total else None)


def _open() -> Any:
    return col(Task.finished_at).is_(None)


def _late() -> Any:
    return _open() & col(Task.submitted_at).is_(None) & (col(Task.due_at) < clock.now())


def _search(session: Session, actor: Actor, words: str) -> Any:
    """By letters of the order's title, whoever sent it; the task itself is within reach."""
    return is_written(session, col(Task.order_id), "order", words, None)


def _places(session: Session, actor: Actor) -> list[tuple[str, str]]:
    found = accounts.communities_to_choose(session, actor) if actor.is_wide else []
    return [*accounts.streets_to_choose(session, actor), *found, *accounts.grids_to_choose(session, actor)]


def _at(value: str, actor: Actor) -> Any:
    return accounts.lies_at(value, col(Task.community_id), col(Task.grid_id))


TASKS = Listing(
    key=col(Task.id),
    reach=reach,
    columns=(
        Column("title", N_("什么任务"), (TaskOrder.title, TaskOrder.year, TaskOrder.serial, TaskOrder.urgency), _title),
        Column("due", N_("期限"), (Task.due_at, Task.submitted_at, Task.finished_at), _due, "due"),
        Column("state", N_("办到哪了"), (Task.state,), cells.worded(rules.STATE_WORDS, TONES)),
        Column("done", N_("办完几户"), (Task.done, Task.total), _progress, right=True),
        Column("grid", N_("网格"), (GRID.name,)),
        Column("who", N_("谁在办"), (Party.name,)),
        Column("home", N_("社区"), (HOME.name,), is_for=lambda actor: actor.is_wide),
        Column("sender", N_("谁下达的"), (SENDER.name,)),
        Column("sent", N_("哪天下达"), (Task.sent_at,), cells.moment, "sent"),
    ),
    orders=(
        Order("due", N_("期限"), col(Task.due_at)),
        Order("sent", N_("哪天下达"), col(Task.sent_at), down=True),
    ),
    filters=(
        fixed("state", N_("办到哪了"), {
            "open": (N_("没办完的"), _open),
            "late": (N_("过了期限"), _late),
            "sent": (N_("等签收"), lambda: _open() & (col(Task.state) == State.SENT)),
            "check": (N_("等核验"), lambda: _open() & (col(Task.state) == State.SUBMITTED)),
            "done": (N_("完成"), lambda: col(Task.state) == State.DONE),
            "missed": (N_("这轮没做"), lambda: col(Task.state) == State.MISSED),
            "returned": (N_("退回或撤回"), lambda: col(Task.state).in_((State.RETURNED, State.WITHDRAWN))),
        }, default="open"),
        worded("urgency", N_("急不急"), col(TaskOrder.urgency), rules.URGENCY_WORDS),
        Filter("at", N_("在哪里"), _places, _at, known=accounts.place_of),
    ),
    spans=(Span("on", N_("哪天下达"), col(Task.sent_at)),),
    search=_search,
    search_words=N_("任务名里的字"),
)  # fmt: skip
