import hmac
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import count
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from webapp.core.data import statements
from webapp.core.lists.first_rows import First, first
from webapp.core.spread import shards
from webapp.core.time import clock
from webapp.core.trust import vault
from webapp.door.visits.models import Outcome, Visit
from webapp.door.visits.revisit_models import DoorNote, Method, Revisit
from webapp.door.visits.revisit_rules import NOTE_LIFE
from webapp.people.accounts.models import Role
from webapp.people.accounts.scope import Actor, one, within_paths
from webapp.register.register.models import Household, Resident

NOTE_SIGNS, NOTE_DIGITS = "23456789", 8
MOST_TRIED = 2000  # doors that a lost note is tried against; whoever tries codes is throttled before


def list_due(session: Session, actor: Actor, today: date, most: int) -> First[Any]:
    """(household id, label, head's name, misses, method, slot, due on), the longest waiting first."""
    return first(statements.rows(session, _due(actor.paths, most), {"today": today}), most)


@lru_cache(maxsize=1024)
def _due(paths: tuple[str, ...], most: int) -> Any:
    query = (
        select(  # type: ignore[call-overload]
            Revisit.household_id, Household.label, Household.head_name, Revisit.misses, Revisit.method, Revisit.slot,
            Revisit.due_on,
        )
        .join(Household, col(Household.id) == Revisit.household_id)
        .where(
            col(Revisit.closed_at).is_(None), Revisit.due_on <= bindparam("today"),
            col(Household.moved_out_on).is_(None),
        )
        .order_by(col(Revisit.due_on), col(Revisit.id))
        .limit(most + 1)
    )  # fmt: skip
    return within_paths(query, paths, Revisit.grid_id)


def list_to_ask(session: Session, actor: Actor, limit: int = 12) -> list[Any]:
    """(household id, label, head's name, misses, request): doors the micro-grid head is asked about."""
    own = _micro_grids(actor)
    query = (
        select(Revisit.household_id, Household.label, Household.head_name, Revisit.misses, Revisit.id)
        .join(Household, col(Household.id) == Revisit.household_id)
        .where(col(Revisit.closed_at).is_(None), Revisit.method == Method.MICRO_HEAD)
        .where(col(Household.micro_grid_id).in_(own), col(Household.moved_out_on).is_(None))
        .order_by(col(Revisit.made_at))
        .limit(limit)
    )
    return list(session.exec(query)) if own else []


def get_request(session: Session, actor: Actor, revisit_id: str) -> tuple[Revisit, Household]:
    """What this micro-grid head was asked, answered or not; anybody else's is absent."""
    query = (
        select(Revisit, Household)
        .join(Household, col(Household.id) == Revisit.household_id)
        .where(Revisit.id == revisit_id, col(Household.micro_grid_id).in_(_micro_grids(actor)))
        .where((col(Revisit.method) == Method.MICRO_HEAD) | col(Revisit.answered_at).is_not(None))
    )
    return one(session, query)  # type: ignore[no-any-return]


def _micro_grids(actor: Actor) -> list[str]:
    return [hat.unit_id for hat in actor.all_hats or actor.hats if hat.role is Role.MICRO_HEAD]


def open_revisit(session: Session, household: Any) -> Any:
    """The newest try that waits at a door, as a record."""
    asked = {"household": household.id, "community": household.community_id}
    return statements.record(session, _open(), asked)


@cache
def _open() -> Any:
    home = shards.at_home(Revisit.community_id, bindparam("community"))
    mine = select(Revisit).where(home, Revisit.household_id == bindparam("household"), col(Revisit.closed_at).is_(None))
    return mine.order_by(col(Revisit.made_at).desc()).limit(1)


def misses_in_a_row(session: Session, household_id: str) -> list[Visit]:
    """Knocks at a closed door since somebody was last met, newest first."""
    query = select(Visit).where(Visit.household_id == household_id, col(Visit.withdrawn_at).is_(None))
    found: list[Visit] = []
    for visit in session.exec(query.order_by(col(Visit.happened_at).desc(), col(Visit.id).desc()).limit(20)):
        if visit.outcome is not Outcome.NOBODY:
            break
        found.append(visit)
    return found


def has_phone(session: Session, household_id: str) -> bool:
    query = select(Resident.id).where(Resident.household_id == household_id, col(Resident.phone).is_not(None))
    return session.exec(query.limit(1)).first() is not None


def note_code(household_id: str, left_on: date, turn: int) -> str:
    """Eight signs that nobody misreads, the same again for the same door, day and turn."""
    raw = vault.keyed("door-note", f"{household_id}:{left_on}:{turn}")
    return "".join(NOTE_SIGNS[byte % len(NOTE_SIGNS)] for byte in raw[:NOTE_DIGITS])


def unused_note_code(session: Session, household_id: str, today: date) -> str:
    codes = (note_code(household_id, today, turn) for turn in count(1))
    return next(code for code in codes if not _is_known(session, code))


def door_of_lost_note(session: Session, code: str, today: date) -> tuple[Revisit, date] | None:
    """(what waits at the door, the day the note was left). Used and expired notes that are still on record stay so."""
    if _is_known(session, code):
        return None
    since = clock.end_of_day(today - NOTE_LIFE - timedelta(days=1))
    query = select(Revisit).where(col(Revisit.closed_at).is_(None), col(Revisit.made_at) > since)
    days = [today - timedelta(days=ago) for ago in range(NOTE_LIFE.days + 1)]
    for revisit in session.exec(query.order_by(col(Revisit.made_at).desc()).limit(MOST_TRIED)):
        for day in days:
            if any(hmac.compare_digest(code, note_code(revisit.household_id, day, turn)) for turn in (1, 2)):
                return revisit, day
    return None


def _is_known(session: Session, code: str) -> bool:
    query = select(DoorNote.id).where(DoorNote.code_index == vault.blind_index(f"note:{code}"))
    return session.exec(query).first() is not None


def note_by_code(session: Session, code: str, today: date) -> DoorNote | None:
    """An open note; a wrong, a used and an expired code look alike."""
    query = select(DoorNote).where(
        DoorNote.code_index == vault.blind_index(f"note:{code}"), col(DoorNote.answered_at).is_(None),
        DoorNote.ends_on >= today,
    )  # fmt: skip
    return session.exec(query).first()
