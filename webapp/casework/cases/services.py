"""Opening a case. What is done with it afterwards: act_, voice_, handling_, clock_ and answer_services."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from webapp.casework.cases import act_services, step_services, voice_queries, voice_services
from webapp.casework.cases.models import GridCase, Series, Source, Urgency
from webapp.casework.cases.rules import Refusal, State, Verb
from webapp.casework.cases.voice_services import Spoken
from webapp.casework.catalogue import queries as catalogue
from webapp.casework.catalogue.models import Category
from webapp.core.data import ids
from webapp.core.search.word_search import WRITTEN, keep_words
from webapp.core.text import cleaning
from webapp.core.text.i18n import N_
from webapp.core.time import clock, deadlines
from webapp.core.time.working_days import Calendar, UnknownYear
from webapp.core.web.errors import DomainError
from webapp.people.org import queries as org
from webapp.people.org.models import UnitKind

SPOKEN = frozenset({Source.RESIDENT, Source.RELAY, Source.HOTLINE})
WRITTEN["case"] = lambda: select(GridCase.id, GridCase.community_id, GridCase.title + GridCase.place)


class DeadlineBeforeReport(DomainError):
    status = 422
    message = N_("期限不能早于反映的日子（%(day)s）。")


@dataclass(frozen=True)
class Place:
    """Where it is, as the caller found it through scope; `grid_id` is the grid on that day."""

    community_id: str
    grid_id: str | None = None
    building_id: str | None = None
    dwelling_id: str | None = None
    words: str = ""


@dataclass(frozen=True)
class Matter:
    """What kind of thing it is: a category by id or by code, its title (else the first sentence), and a deadline where
    whoever orders it names one."""

    category_id: str | None = None
    category_code: str | None = None
    title: str = ""
    urgency: Urgency = Urgency.NORMAL
    due_on: date | None = None


def open_case(
    session: Session, actor: Any, *, place: Place, spoken: Spoken, matter: Matter, take: bool = False,
    hand_up: bool = False, voice_id: str | None = None, id: str | None = None,
) -> GridCase:  # fmt: skip
    """A new case with its first voice. The same `id` again gives back the case that is there."""
    if id and (known := session.get(GridCase, id)):
        return known
    spoken = replace(
        spoken, words=act_services.need_words(spoken.words), said_at=min(spoken.said_at or clock.now(), clock.now())
    )
    fresh = _drawn_up(session, actor, place, spoken, matter, take=take, hand_up=hand_up, id=id or ids.new())
    session.add(fresh)
    session.flush()
    keep_words(session, kind="case", community_id=fresh.community_id, row_id=fresh.id, text=fresh.title + fresh.place)
    act_services.note(session, actor, fresh, Verb.REPORT, came_from=None, words="")
    if spoken.speaker or spoken.source in SPOKEN:
        voice_services.add_voice(session, actor, fresh, spoken, is_first=True, id=voice_id)
    if take and actor:
        _take_at_once(session, actor, fresh)
    voice_services.propose_reopening(session, fresh)
    return fresh


def _drawn_up(
    session: Session, actor: Any, place: Place, spoken: Spoken, matter: Matter, *, take: bool, hand_up: bool, id: str
) -> GridCase:
    moment = spoken.said_at or clock.now()
    kind = _category(session, matter.category_id, matter.category_code, clock.local(moment).date())
    due_at = _first_due(moment, kind, catalogue.calendar(session), matter.due_on)
    return GridCase(
        id=id, number=_next_number(session, place.community_id, moment),
        title=(matter.title or _first_sentence(spoken.words))[:60], words=spoken.words, source=spoken.source,
        source_id=spoken.source_id, urgency=matter.urgency, level=_level(kind, take, hand_up), state=State.REPORTED,
        opened_by=actor.account_id if actor else None, reported_at=moment, received_at=clock.now(),
        lead_unit_id=_first_lead(place, kind, take, hand_up), contact_due_at=_contact_due(kind, spoken.source),
        due_at=due_at, first_due_at=due_at, next_step_at=moment, **_where(place), **_what(kind),
    )  # fmt: skip


def _take_at_once(session: Session, actor: Any, case: GridCase) -> None:
    case.lead_party_id, case.state = actor.party_id, State.HANDLING
    act_services.note(session, actor, case, Verb.TAKE, came_from=State.REPORTED)
    step_services.tell(session, case, Verb.TAKE)


def withdraw_case(session: Session, actor: Any, case: GridCase) -> bool:
    """What was recorded by mistake and nobody has taken on ends as withdrawn; anything further stays."""
    case = act_services.locked(session, case)
    if case.state is not State.REPORTED or voice_queries.count_households(session, case.id) > 1:
        return False
    case.state, case.ended_at = State.REJECTED, clock.now()
    case.next_step_at = None
    voice_services.drop_bound(session, case)
    act_services.note(session, actor, case, Verb.REJECT, came_from=State.REPORTED, reason=Refusal.WITHDRAWN.value)
    step_services.tell(session, case, Verb.REJECT)
    return True


def _where(place: Place) -> dict[str, Any]:
    return {
        "community_id": place.community_id, "grid_id": place.grid_id, "building_id": place.building_id,
        "dwelling_id": place.dwelling_id, "place": place.words[:120],
    }  # fmt: skip


def _what(kind: Category) -> dict[str, Any]:
    """The case keeps the category's version and limit as they were on the day of the report."""
    return {
        "category_id": kind.id, "category_code": kind.code, "limit_amount": kind.limit_amount,
        "limit_unit": kind.limit_unit,
    }  # fmt: skip


def _category(session: Session, category_id: str | None, code: str | None, on: date) -> Category:
    if category_id:
        return catalogue.category(session, category_id)
    return catalogue.category_by_code(session, code or "OTHER", on)


def _level(kind: Category, take: bool, hand_up: bool) -> int:
    if take:
        return 1
    return max(2, kind.level) if hand_up else kind.level


def _first_lead(place: Place, kind: Category, take: bool, hand_up: bool) -> str:
    """网格自办 first, where the place lies in a grid."""
    by_grid = take or (kind.level == 1 and not hand_up)
    return (place.grid_id if by_grid else None) or place.community_id


def _first_due(moment: datetime, kind: Category, calendar: Calendar, due_on: date | None) -> datetime | None:
    """Without a calendar for the year the report is still kept; the deadline follows when the table is imported."""
    if due_on:
        due_at = calendar.end_of(due_on)
        if due_at <= moment:
            raise DeadlineBeforeReport(field="due_on", day=calendar.day_of(moment))
        return due_at
    try:
        return deadlines.due(moment, kind.limit, calendar)
    except UnknownYear:
        return None


def _contact_due(kind: Category, source: Source) -> datetime | None:
    """Only who spoke through somebody else or on paper waits for a first contact."""
    return clock.now() + timedelta(hours=kind.contact_hours) if source in SPOKEN else None


def _next_number(session: Session, community_id: str, moment: datetime) -> str:
    year = clock.local(moment).year
    query = select(Series).where(Series.community_id == community_id, Series.year == year).with_for_update()
    series = session.exec(query.execution_options(populate_existing=True)).first()
    if series is None:
        series = Series(community_id=community_id, year=year)
        session.add(series)
        session.flush()
    series.last += 1
    session.execute(update(Series).where(col(Series.id) == series.id).values(last=series.last))
    return f"{year}-{series.last:06d}"


def skip_numbers(session: Session) -> None:
    """After a restore: a number that somebody may hold on paper since the backup is not given to another case."""
    year = clock.today().year
    known = {series.community_id: series for series in session.exec(select(Series).where(Series.year == year))}
    for community_id in org.ids_of_kinds(session, UnitKind.COMMUNITY):
        series = known.get(community_id) or Series(community_id=community_id, year=year)
        series.last = ids.beyond(series.last)
        session.add(series)
    session.flush()


def _first_sentence(words: str) -> str:
    for mark in "。！？；\n":
        words = words.partition(mark)[0]
    return cleaning.cut(words, 24)
