"""走访 as a list of the desk: who was met where; never who was how long online."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from webapp.core.lists import list_cells as cells
from webapp.core.lists.listing import Cell, Column, Filter, Listing, Order, Span, fixed, worded
from webapp.core.text.i18n import N_, gettext
from webapp.door.visits import rules
from webapp.door.visits.models import Outcome, Topic, Visit
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.models import Account
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor, on_ground
from webapp.people.lists.rules import OfficeList, register
from webapp.people.org.models import Party, Unit
from webapp.register.register.list_queries import find_door
from webapp.register.register.models import Household

GRID, HOME, DOOR = aliased(Unit), aliased(Unit), aliased(Household)
TONES = {Outcome.FINE: "ok", Outcome.SOMETHING: "blue", Outcome.NOBODY: "", Outcome.DECLINED: "amber"}


def reach(query: Any, actor: Actor) -> Any:
    joined = (
        query.select_from(Visit)
        .outerjoin(DOOR, DOOR.id == Visit.household_id)
        .outerjoin(Account, col(Account.id) == Visit.account_id)
        .outerjoin(Party, col(Party.id) == Account.party_id)
        .outerjoin(GRID, GRID.id == Visit.grid_id)
        .outerjoin(HOME, HOME.id == Visit.community_id)
        .where(col(Visit.withdrawn_at).is_(None))
    )
    return on_ground(joined, actor, col(Visit.community_id), col(Visit.grid_id))


def _search(session: Session, actor: Actor, words: str) -> Any:
    """By door, or by the name of somebody who lives there."""
    return col(Visit.household_id).in_(select(col(Household.id)).where(find_door(session, actor, words)))


def _said(topic: Topic | None, words: str | None) -> Cell:
    return Cell(gettext(rules.TOPIC_WORDS[topic]) if topic else "", (words or "")[:40])


VISITS = Listing(
    key=col(Visit.id),
    reach=reach,
    columns=(
        Column("door", N_("哪一户"), (DOOR.label,), is_whole=True),
        Column("outcome", N_("结果"), (Visit.outcome,), cells.worded(rules.OUTCOME_WORDS, TONES)),
        Column("said", N_("说了什么"), (Visit.topic, Visit.words), _said),
        Column("means", N_("怎么走的"), (Visit.means,), cells.worded(rules.MEANS_WORDS)),
        Column("who", N_("谁去的"), (Party.name,)),
        Column("grid", N_("网格"), (GRID.name,)),
        Column("home", N_("社区"), (HOME.name,), is_for=lambda actor: actor.is_wide),
        Column("at", N_("时间"), (Visit.happened_at,), cells.moment, "at"),
    ),
    orders=(Order("at", N_("时间"), col(Visit.happened_at), down=True),),
    filters=(
        worded("outcome", N_("结果"), col(Visit.outcome), rules.OUTCOME_WORDS),
        worded("topic", N_("说了什么"), col(Visit.topic), rules.TOPIC_WORDS),
        worded("means", N_("怎么走的"), col(Visit.means), rules.MEANS_WORDS),
        fixed("case", N_("成了事项"), {"yes": (N_("成了事项"), lambda: col(Visit.case_id).is_not(None))}),
        Filter("grid", N_("网格"), accounts.grids_to_choose, lambda unit_id, actor: col(Visit.grid_id) == unit_id),
    ),
    spans=(Span("on", N_("哪天走的"), col(Visit.happened_at)),),
    search=_search,
    search_words=N_("3-2-602、房号、姓名或拼音"),
)  # fmt: skip
OFFICE = register(
    OfficeList(
        "visits",
        N_("走访记录"),
        Action.SEE_VISITS,
        VISITS,
        "/visits",
        "",
        leaves_by=Action.EXPORT_REGISTER,
        reads="visit",
    )
)
