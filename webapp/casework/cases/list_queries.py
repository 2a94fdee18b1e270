"""事项 as a list of the desk: what it shows of a case, what it can be asked, and in which orders it stands."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from webapp.casework.cases import desk_services, queries, rules
from webapp.casework.cases.models import GridCase, Helper, Source, Urgency
from webapp.casework.cases.rules import State
from webapp.casework.catalogue import queries as catalogue
from webapp.casework.catalogue.models import Category
from webapp.core.lists import list_cells as cells
from webapp.core.lists.listing import Cell, Column, Filter, Listing, Order, Span, fixed, worded
from webapp.core.search.numbers import numbered
from webapp.core.search.word_search import is_written
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.scope import Actor
from webapp.people.org.models import Party, Unit

FEW = 2
LEAD, LEAD_UNIT, HOME = aliased(Party), aliased(Unit), aliased(Unit)
ENDED = (State.CLOSED, State.REJECTED, State.MERGED)
STATE_TONES = {State.CLOSED: "ok", State.RETURNED: "amber", State.REOPENED: "red"}
WHO = (("mine", N_("等我办的")), ("nobody", N_("还没有人接的")))
SOURCES = {source: rules.SOURCE_NAMES[source.value] for source in Source}
URGENCY_WORDS = {Urgency.URGENT: N_("急"), Urgency.NORMAL: N_("不急")}


def reach(query: Any, actor: Actor) -> Any:
    joined = (
        query.select_from(GridCase)
        .outerjoin(Category, col(Category.id) == GridCase.category_id)
        .outerjoin(HOME, HOME.id == GridCase.community_id)
        .outerjoin(LEAD, LEAD.id == GridCase.lead_party_id)
        .outerjoin(LEAD_UNIT, LEAD_UNIT.id == GridCase.lead_unit_id)
    )
    return queries.in_reach(joined, actor)


def _open(*states: State) -> Any:
    """Few states are looked up by state; many are told apart on the way through the open ones, newest first."""
    state = col(GridCase.state) if len(states) <= FEW else func.coalesce(GridCase.state, "")
    return col(GridCase.ended_at).is_(None) & state.in_(states)


def _running() -> Any:
    return col(GridCase.ended_at).is_(None) & col(GridCase.handled_at).is_(None)


def _soon(days: int) -> Any:
    until = clock.end_of_day(clock.today() + timedelta(days=days))
    return _running() & (col(GridCase.due_at) >= clock.now()) & (col(GridCase.due_at) <= until)


def _search(session: Session, actor: Actor, words: str) -> Any:
    """By its number, whole or as it begins, or by words of its title and place."""
    places = accounts.communities_within(session, actor)
    if words[:1].isdecimal():
        return numbered(col(GridCase.number), col(GridCase.community_id), words, places, digits=6)
    within = None if actor.is_wide else places
    return is_written(session, col(GridCase.id), "case", words, within)


def _units(session: Session, actor: Actor) -> list[tuple[str, str]]:
    return [*accounts.streets_to_choose(session, actor), *desk_services.grids(session, actor)]


def _at_unit(value: str, actor: Actor) -> Any:
    return accounts.lies_at(value, col(GridCase.community_id), col(GridCase.grid_id))


def _whose(value: str, actor: Actor) -> Any:
    """What this person leads, is asked to take, or helps with; or what nobody has taken on by name."""
    if value == "nobody":
        return col(GridCase.lead_party_id).is_(None) & col(GridCase.asked_party_id).is_(None)
    helps = col(GridCase.id).in_(select(col(Helper.case_id)).where(col(Helper.party_id) == actor.party_id))
    return or_(col(GridCase.lead_party_id) == actor.party_id, col(GridCase.asked_party_id) == actor.party_id, helps)


def _kinds(session: Session, actor: Actor) -> list[tuple[str, str]]:
    return catalogue.category_names(session, clock.today())


def _title(title: str, number: str, place: str, urgency: Urgency) -> Cell:
    words = f"{gettext(URGENCY_WORDS[urgency])} · {title}" if urgency is Urgency.URGENT else title
    return Cell(words, " · ".join(filter(None, (number, place))))


def _due(due_at: datetime | None, handled_at: datetime | None, ended_at: datetime | None) -> Cell:
    return cells.due(due_at, is_over=bool(handled_at or ended_at))


def _state(state: State) -> Cell:
    return Cell(gettext(rules.STATE_NAMES[state]), tone=STATE_TONES.get(state, "blue"))


def _lead(name: str | None, unit: str | None, asked: str | None) -> Cell:
    return Cell(name or unit or "", gettext("等签收") if asked else "")


CASES = Listing(
    key=col(GridCase.id),
    reach=reach,
    columns=(
        Column("title", N_("什么事"), (GridCase.title, GridCase.number, GridCase.place, GridCase.urgency), _title),
        Column("due", N_("期限"), (GridCase.due_at, GridCase.handled_at, GridCase.ended_at), _due, "due"),
        Column("state", N_("办到哪了"), (GridCase.state,), _state),
        Column("lead", N_("谁在办"), (LEAD.name, LEAD_UNIT.name, GridCase.asked_unit_id), _lead),
        Column("kind", N_("哪一类"), (Category.name,), lambda name: Cell(gettext(name) if name else "")),
        Column("home", N_("社区"), (HOME.name,), is_for=lambda actor: actor.is_wide),
        Column("source", N_("从哪儿来"), (GridCase.source,), lambda one: Cell(gettext(rules.SOURCE_NAMES[one]))),
        Column("reported", N_("哪天反映"), (GridCase.reported_at,), cells.moment, "reported"),
    ),
    orders=(
        Order("reported", N_("哪天反映"), col(GridCase.reported_at), down=True),
        Order("due", N_("期限"), col(GridCase.due_at), may_be_empty=True),
    ),
    filters=(
        fixed("state", N_("办到哪了"), {
            "open": (N_("在办"), lambda: _open(*rules.BEFORE_DONE)),
            "fresh": (N_("等受理和交办"), lambda: _open(*rules.FRESH)),
            "sent": (N_("等签收"), lambda: _open(State.DISPATCHED)),
            "check": (N_("等核查和回访"), lambda: _open(State.HANDLED, State.FEEDBACK)),
            "parked": (N_("挂账"), lambda: _open(State.PARKED)),
            "ended": (N_("办结的"), lambda: col(GridCase.state).in_(ENDED)),
        }, default="open"),
        fixed("due", N_("期限"), {
            "late": (N_("超期了"), lambda: _running() & (col(GridCase.due_at) < clock.now())),
            "soon": (N_("三天内到期"), lambda: _soon(3)),
            "week": (N_("七天内到期"), lambda: _soon(7)),
        }),
        Filter("who", N_("谁的事"), lambda session, actor: WHO, _whose),
        Filter("kind", N_("哪一类"), _kinds, lambda code, actor: col(GridCase.category_code) == code),
        Filter("at", N_("在哪里"), _units, _at_unit, known=accounts.place_of),
        fixed("contact", N_("头一次联系"), {
            "in_time": (N_("按时联系了"), lambda: col(GridCase.contacted_at) <= col(GridCase.contact_due_at)),
            "missed": (N_("没按时联系"), lambda: (col(GridCase.contact_due_at) < clock.now()) & (
                col(GridCase.contacted_at).is_(None) | (col(GridCase.contacted_at) > col(GridCase.contact_due_at))
            )),
        }, is_rare=True),
        worded("source", N_("从哪儿来"), col(GridCase.source), SOURCES),
        worded("urgency", N_("急不急"), col(GridCase.urgency), URGENCY_WORDS),
    ),
    spans=(
        Span("on", N_("哪天反映"), col(GridCase.reported_at)),
        Span("contact_on", N_("该联系的日子"), col(GridCase.contact_due_at), is_rare=True),
    ),
    search=_search,
    search_words=N_("编号，或者标题、地点里的字"),
)  # fmt: skip
LATE = replace(
    CASES,
    orders=tuple(reversed(CASES.orders)),
    filters=tuple(replace(one, default={"due": "late", "state": ""}.get(one.key, "")) for one in CASES.filters),
)
