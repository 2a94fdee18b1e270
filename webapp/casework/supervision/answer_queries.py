"""回访 as a list of the desk: one line a person who asked, with what the last call-back that reached them said."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from webapp.casework.cases.models import Answer, AnswerKind, GridCase, Voice
from webapp.casework.cases.rules import Outcome
from webapp.core.lists import list_cells as cells
from webapp.core.lists.listing import Cell, Column, Filter, Listing, Order, fixed
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.web import filters
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor, on_ground
from webapp.people.lists.rules import OfficeList, register
from webapp.people.org.models import Unit

HOME = aliased(Unit)
MONTHS = 24
DAY = timedelta(days=1)


def last_answer() -> Any:
    """The last call-back about this case that reached this voice: it decides."""
    return (
        select(Answer.id)
        .where(
            Answer.voice_id == Voice.id,
            Answer.case_id == Voice.case_id,
            Answer.kind == AnswerKind.CALL_BACK,
            col(Answer.is_reached).is_(True),
        )
        .order_by(col(Answer.at).desc(), col(Answer.id).desc())
        .limit(1)
        .correlate(Voice)
        .scalar_subquery()
    )


def is_solved() -> Any:
    """What was reopened since counts as not solved."""
    stands = col(GridCase.reopened_at).is_(None) | (col(Answer.at) > col(GridCase.reopened_at))
    return col(Answer.is_solved).is_(True) & stands


def is_asked() -> Any:
    """What lies beyond anybody's reach is left out."""
    return col(GridCase.outcome).is_(None) | (col(GridCase.outcome) != Outcome.OUT_OF_REACH)


def reach(query: Any, actor: Actor) -> Any:
    """Walked newest voice first. The conditions of the case are said so that SQLite asks them voice by voice, rather
    than look through all cases before the first line."""
    handled = func.coalesce(GridCase.handled_at, GridCase.reopened_at).is_not(None)
    joined = (
        query.select_from(Voice)
        .outerjoin(GridCase, col(GridCase.id) == Voice.case_id)
        .outerjoin(Answer, (col(Answer.id) == last_answer()) & (col(Answer.community_id) == Voice.community_id))
        .outerjoin(HOME, HOME.id == GridCase.community_id)
        .where(handled, func.coalesce(GridCase.outcome, "") != Outcome.OUT_OF_REACH.value)
    )
    return on_ground(joined, actor, col(Voice.community_id), func.coalesce(GridCase.grid_id, GridCase.community_id))


def _months(session: Session, actor: Actor) -> list[tuple[str, str]]:
    first, found = clock.today().replace(day=1), []
    for _ in range(MONTHS):
        found.append((f"{first:%Y-%m}", filters.month(f"{first:%Y-%m}")))
        first = (first.replace(day=1) - DAY).replace(day=1)
    return found


def _within(month: str, actor: Actor) -> Any:
    first = date.fromisoformat(f"{month}-01")
    last = (first + 31 * DAY).replace(day=1) - DAY
    since, until = clock.start_of_day(first), clock.end_of_day(last)
    return col(GridCase.handled_at).between(since, until) | col(GridCase.reopened_at).between(since, until)


def _reached(answer_id: str | None) -> Cell:
    return Cell(gettext("问到了"), tone="blue") if answer_id else Cell(gettext("还没问到"))


def _said(yes: bool | None) -> Cell:
    if yes is None:
        return Cell("")
    return Cell(gettext("是"), tone="ok") if yes else Cell(gettext("不是"), tone="red")


ANSWERS = Listing(
    key=col(Voice.id),
    reach=reach,
    columns=(
        Column("title", N_("什么事"), (GridCase.title, GridCase.number), cells.pair),
        Column("reached", N_("问到了"), (Answer.id,), _reached),
        Column("solved", N_("解决了吗"), (Answer.is_solved,), _said),
        Column("satisfied", N_("满意吗"), (Answer.is_satisfied,), _said),
        Column("words", N_("怎么说的"), (Answer.words,), lambda words: Cell((words or "")[:60])),
        Column("home", N_("社区"), (HOME.name,), is_for=lambda actor: actor.is_wide),
        Column("handled", N_("办好"), (GridCase.handled_at,), cells.moment),
        Column("at", N_("哪天问的"), (Answer.at,), cells.moment),
    ),
    orders=(Order("said", N_("哪天反映"), col(Voice.said_at), down=True),),
    filters=(
        fixed("said", N_("怎么说"), {
            "reached": (N_("问到了"), lambda: col(Answer.id).is_not(None)),
            "solved": (N_("解决了"), is_solved),
            "satisfied": (N_("满意"), lambda: col(Answer.is_satisfied).is_(True)),
            "unsolved": (N_("没解决"), lambda: and_(col(Answer.id).is_not(None), ~is_solved())),
            "silent": (N_("没问到"), lambda: col(Answer.id).is_(None)),
        }),
        Filter("month", N_("哪个月办好"), _months, _within),
        Filter("at", N_("在哪里"), accounts.communities_to_choose,
               lambda value, actor: accounts.lies_at(value, col(GridCase.community_id), col(GridCase.grid_id)),
               known=accounts.place_of),
    ),
)  # fmt: skip
OFFICE = register(
    OfficeList("answers", N_("回访"), Action.SUPERVISE_CASES, ANSWERS, "/supervision/answers", "/supervision/answers/",
               opens_beside=True)
)  # fmt: skip
