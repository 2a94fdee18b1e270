"""Reads. Whoever leads or is asked to take a case sees it too, wherever its place lies."""

from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from webapp.casework.cases import rules
from webapp.casework.cases.models import Act, Extension, GridCase, Helper, ReopenProposal, Stop, Voice
from webapp.casework.cases.pause_models import PauseRequest
from webapp.casework.cases.rules import State
from webapp.casework.catalogue.models import Category
from webapp.core.data import statements
from webapp.core.lists.first_rows import First, read
from webapp.core.text.pinyin import by_sound
from webapp.core.time import clock
from webapp.core.web import filters
from webapp.people.accounts.scope import Actor, Ground, ground_of, lies_on, one, units_below, units_below_paths
from webapp.people.org.models import Party, Unit

OPEN_STATES = tuple(rules.OPEN)
MOST_COUNTED = filters.MANY
SOON = timedelta(days=3)


class CaseLine(NamedTuple):
    """What a list shows of a case, and nothing that a list need not know."""

    id: str
    number: str
    title: str
    place: str
    source: Any
    state: State
    category: str
    unit: str
    lead: str | None
    lead_unit: str | None
    due_at: datetime | None
    reported_at: datetime
    handled_at: datetime | None
    level: int
    is_harmful: bool


class ActLine(NamedTuple):
    id: str
    verb: Any
    to_state: State
    at: datetime
    who: str | None
    party: str | None
    unit: str | None
    reason: str
    words: str


def get_case(session: Session, actor: Actor, case_id: str) -> GridCase:
    return one(session, visible(select(GridCase).where(GridCase.id == case_id), actor))  # type: ignore[no-any-return]


def visible(statement: Any, actor: Actor) -> Any:
    return _seen(statement, units_below(actor), actor.party_id)


def _seen(statement: Any, below: Any, party_id: Any) -> Any:
    mine = (col(GridCase.lead_party_id) == party_id) | (col(GridCase.asked_party_id) == party_id)
    helps = col(GridCase.id).in_(select(Helper.case_id).where(Helper.party_id == party_id))
    return statement.where(or_(col(GridCase.community_id).in_(below), col(GridCase.grid_id).in_(below), mine, helps))


def in_reach(statement: Any, actor: Actor) -> Any:
    return in_ground(statement, ground_of(actor))


def in_ground(statement: Any, ground: Ground) -> Any:
    return lies_on(statement, ground, col(GridCase.community_id), col(GridCase.grid_id))


def list_late(
    session: Session,
    actor: Actor,
    *,
    moment: datetime | None = None,
    limit: int = 50,
    after: tuple[Any, str] | None = None,
) -> list[CaseLine]:
    """Past the deadline and not handled, the longest wait first. Cases whose clock stands are not late."""
    query = in_reach(lines().where(*_late(moment or clock.now())), actor)
    if after:
        query = query.where(or_(col(GridCase.due_at) > after[0], _tie(GridCase.due_at, after)))
    query = query.order_by(col(GridCase.due_at), col(GridCase.id)).limit(limit)
    return _read(session, query)


def count_late(session: Session, actor: Actor, moment: datetime | None = None) -> int:
    """Exact up to MOST_COUNTED."""
    return int(statements.first(session, _late_count(ground_of(actor)), {"moment": moment or clock.now()})[0])


@lru_cache(maxsize=1024)
def _late_count(ground: Ground) -> Any:
    return select(func.count()).select_from(late_ones(ground).subquery())


def late_ones(ground: Ground) -> Any:
    """Their ids, as many as are counted."""
    return in_ground(select(GridCase.id).where(*_late(bindparam("moment"))), ground).limit(MOST_COUNTED)


def list_due_soon(
    session: Session, actor: Actor, *, limit: int = 20, after: tuple[Any, str] | None = None
) -> list[CaseLine]:
    """Due within three days and not late yet, the nearest first."""
    query = in_reach(lines().where(*_soon()), actor)
    if after:
        query = query.where(or_(col(GridCase.due_at) > after[0], _tie(GridCase.due_at, after)))
    return _read(session, query.order_by(col(GridCase.due_at), col(GridCase.id)).limit(limit))


def count_due_soon(session: Session, actor: Actor) -> int:
    """As exact as the late ones."""
    found = in_reach(select(GridCase.id).where(*_soon()), actor).limit(MOST_COUNTED).subquery()
    return int(statements.read(session, select(func.count()).select_from(found))[0][0])


def list_mine(session: Session, actor: Actor, limit: int = 50) -> list[CaseLine]:
    """What waits for this person wherever it lies: leads it, is asked to take it, or helps."""
    mine = (col(GridCase.lead_party_id) == actor.party_id) | (col(GridCase.asked_party_id) == actor.party_id)
    helps = col(GridCase.id).in_(select(Helper.case_id).where(Helper.party_id == actor.party_id))
    query = lines().where(or_(mine, helps), col(GridCase.ended_at).is_(None))
    return _read(session, query.order_by(col(GridCase.due_at).is_(None), col(GridCase.due_at)).limit(limit))


def open_in_grids(
    session: Session, grid_ids: list[str], limit: int = 400
) -> list[tuple[CaseLine, str | None, str | None]]:
    """(case, building, dwelling) of what is open there: what a worker promised on these stairs, for the phone."""
    query = lines().add_columns(GridCase.building_id, GridCase.dwelling_id)
    query = query.where(col(GridCase.grid_id).in_(grid_ids), col(GridCase.ended_at).is_(None))
    rows = session.exec(query.order_by(col(GridCase.due_at).is_(None), col(GridCase.due_at)).limit(limit))
    return [(CaseLine(*row[:-2]), row[-2], row[-1]) for row in rows]


def nearby(session: Session, actor: Actor, *, community_id: str, category_code: str, building_id: str | None,
           grid_id: str | None = None) -> list[CaseLine]:  # fmt: skip
    """Open cases that could be the same thing: this kind, this building (or grid, where no building is known)."""
    here = (GridCase.building_id == building_id) if building_id else (GridCase.grid_id == grid_id)
    query = lines().where(
        GridCase.community_id == community_id, GridCase.category_code == category_code, here,
        col(GridCase.ended_at).is_(None),
    )  # fmt: skip
    return _read(session, visible(query, actor).order_by(col(GridCase.reported_at).desc()).limit(5))


def list_open_here(session: Session, actor: Actor, *, community_id: str, building_id: str, limit: int = 6) -> list[Any]:
    """(id, title, category) of what is being done in a building, so that the third neighbour's voice joins the first
    one's case."""
    asked = {"community": community_id, "building": building_id, "party": actor.party_id}
    return statements.rows(session, _open_here(actor.paths, limit), asked)


@lru_cache(maxsize=1024)
def _open_here(paths: tuple[str, ...], limit: int) -> Any:
    """Along the community's open cases, newest first; without it said, SQLite would walk the whole district's."""
    query: Any = (
        select(GridCase.id, GridCase.title, col(Category.name).label("category"))
        .join(Category, col(Category.id) == GridCase.category_id)
        .where(
            GridCase.community_id == bindparam("community"), GridCase.building_id == bindparam("building"),
            col(GridCase.ended_at).is_(None),
        )
    )  # fmt: skip
    seen = _seen(query, units_below_paths(paths), bindparam("party"))
    return seen.order_by(col(GridCase.reported_at).desc()).limit(limit)


def open_here(session: Session, actor: Actor, building_id: str, case_id: str) -> GridCase | None:
    """The case somebody recognised at a door: open, or where it was merged to; only in that building and in sight."""
    query = select(GridCase).where(GridCase.id == case_id, GridCase.building_id == building_id)
    found: GridCase | None = session.exec(visible(query, actor)).first()
    while found is not None and found.merged_into_id:
        found = session.get(GridCase, found.merged_into_id)
    return found if found is not None and found.is_open else None


def open_at_home(session: Session, *, community_id: str, category_code: str, dwelling_id: str) -> GridCase | None:
    """The open case of this kind at this very door, for a household that says the same thing again."""
    query = select(GridCase).where(
        GridCase.community_id == community_id, GridCase.category_code == category_code,
        GridCase.dwelling_id == dwelling_id, col(GridCase.ended_at).is_(None),
    )  # fmt: skip
    return session.exec(query.order_by(col(GridCase.reported_at))).first()


def list_acts(session: Session, case: GridCase) -> list[ActLine]:
    """Oldest first, with names as they are now; accounts are named through their party."""
    from webapp.people.accounts.models import Account

    doer, target = aliased(Party), aliased(Party)
    query = (
        select(Act.id, Act.verb, Act.to_state, Act.at, doer.name, target.name, Unit.name, Act.reason, Act.words)  # type: ignore[call-overload]
        .outerjoin(Account, col(Account.id) == Act.account_id)
        .outerjoin(doer, col(doer.id) == Account.party_id)
        .outerjoin(target, col(target.id) == Act.party_id)
        .outerjoin(Unit, col(Unit.id) == Act.unit_id)
        .where(Act.case_id == case.id)
    )
    return [ActLine(*row) for row in session.exec(query.order_by(col(Act.at), col(Act.id)))]


def list_voices(session: Session, case: GridCase, most: int = 100) -> First[Voice]:
    """The first who spoke."""
    query = select(Voice).where(Voice.case_id == case.id).order_by(col(Voice.said_at), col(Voice.id))
    return read(session, query, most)


def get_voice(session: Session, case: GridCase, voice_id: str) -> Voice:
    return one(session, select(Voice).where(Voice.id == voice_id, Voice.case_id == case.id))  # type: ignore[no-any-return]


def list_co_handlers(session: Session, case: GridCase) -> list[Party]:
    query = select(Party).join(Helper, col(Helper.party_id) == Party.id).where(Helper.case_id == case.id)
    return by_sound(session.exec(query), lambda party: party.name)


def list_stops(session: Session, case: GridCase) -> list[Stop]:
    return list(session.exec(select(Stop).where(Stop.case_id == case.id).order_by(col(Stop.started_at))))


def open_stop(session: Session, case: GridCase) -> Stop | None:
    return session.exec(select(Stop).where(Stop.case_id == case.id, col(Stop.ended_at).is_(None))).first()


def list_extensions(session: Session, case: GridCase) -> list[Extension]:
    query = select(Extension).where(Extension.case_id == case.id).order_by(col(Extension.asked_at))
    return list(session.exec(query))


def open_extension(session: Session, case: GridCase) -> Extension | None:
    query = select(Extension).where(Extension.case_id == case.id, col(Extension.decided_at).is_(None))
    return session.exec(query).first()


def open_pause(session: Session, case: GridCase) -> PauseRequest | None:
    query = select(PauseRequest).where(PauseRequest.case_id == case.id, col(PauseRequest.decided_at).is_(None))
    return session.exec(query).first()


def open_proposal(session: Session, case_id: str) -> ReopenProposal | None:
    query = select(ReopenProposal).where(ReopenProposal.case_id == case_id, col(ReopenProposal.decided_at).is_(None))
    return session.exec(query).first()


def count_send_backs(session: Session, case: GridCase, since: datetime) -> int:
    query = (
        select(func.count())
        .select_from(Act)
        .where(Act.case_id == case.id, Act.verb == rules.Verb.SEND_BACK, col(Act.at) >= since)
    )
    return int(session.exec(query).one())


@cache
def lines() -> Any:
    lead, lead_unit, home = aliased(Party), aliased(Unit), aliased(Unit)
    return (
        select(  # type: ignore[call-overload]
            GridCase.id, GridCase.number, GridCase.title, GridCase.place, GridCase.source, GridCase.state,
            Category.name, home.name, lead.name, lead_unit.name, GridCase.due_at, GridCase.reported_at,
            GridCase.handled_at, GridCase.level, Category.is_harmful,
        )
        .select_from(GridCase)
        .join(Category, col(Category.id) == GridCase.category_id)
        .join(home, col(home.id) == GridCase.community_id)
        .outerjoin(lead, col(lead.id) == GridCase.lead_party_id)
        .outerjoin(lead_unit, col(lead_unit.id) == GridCase.lead_unit_id)
    )  # fmt: skip


def _read(session: Session, query: Any) -> list[CaseLine]:
    return [CaseLine(*row) for row in statements.read(session, query)]


def _late(moment: Any) -> tuple[Any, ...]:
    return (col(GridCase.ended_at).is_(None), col(GridCase.handled_at).is_(None), col(GridCase.due_at) < moment)


def _soon() -> tuple[Any, ...]:
    until = clock.end_of_day(clock.today() + SOON)
    running = (col(GridCase.ended_at).is_(None), col(GridCase.handled_at).is_(None))
    return (*running, col(GridCase.due_at) >= clock.now(), col(GridCase.due_at) <= until)


def _tie(column: Any, after: tuple[Any, str]) -> Any:
    same = col(column) == after[0]
    return same & (col(GridCase.id) > after[1])
