"""Voices: who said it, once a month a household; and the order in which the most voiced are searched."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from webapp.casework.cases import act_services, rules
from webapp.casework.cases import voice_queries as queries
from webapp.casework.cases.models import GridCase, ReopenProposal, Source, Voice, VoiceBound
from webapp.casework.cases.rules import Verb
from webapp.core.data import ids
from webapp.core.time import clock


@dataclass(frozen=True)
class Speaker:
    """Who says it. Name, phone and door are sealed; the name is told on only where `may_name`."""

    household_id: str | None = None
    name: str | None = None
    phone: str | None = None
    door: str | None = None
    may_name: bool = False


@dataclass(frozen=True)
class Spoken:
    """What was said, on which way it came, by whom. `source_id` is the visit or the order it came with; `said_at` is
    now where nothing else is known, and never later."""

    words: str
    source: Source
    speaker: Speaker | None = None
    source_id: str | None = None
    relayed_by: str | None = None
    receipt: str | None = None
    said_at: datetime | None = None


def add_voice(
    session: Session, actor: Any, case: GridCase, spoken: Spoken, *, is_first: bool = False, id: str | None = None
) -> Voice:
    """One household, one voice per case and month: a repeat is noted on the case and gives back the first voice."""
    if id and (known := session.get(Voice, id)):
        return known
    case = act_services.surviving(session, case)
    act_services.require(case, Verb.SPEAK)
    said_at = min(spoken.said_at or clock.now(), clock.now())
    who = spoken.speaker or Speaker()
    fresh = Voice(
        id=id or ids.new(),
        community_id=case.community_id,
        case_id=case.id,
        first_case_id=case.id,
        household_id=who.household_id,
        month=f"{clock.local(said_at):%Y-%m}",
        source=spoken.source,
        source_id=spoken.source_id,
        words=act_services.need_words(spoken.words),
        may_name=who.may_name,
        speaker=who.name,
        phone=who.phone,
        door=who.door,
        relayed_by=spoken.relayed_by,
        receipt=spoken.receipt,
        said_at=said_at,
    )
    said = _existing(session, fresh)
    if said is None:
        said = _insert(session, fresh)
    if not is_first:
        act_services.note(session, actor, case, Verb.SPEAK, words=spoken.words)
    if said is fresh:
        lift_bound(session, case)
        propose_reopening(session, case)
    return said


def lift_bound(session: Session, case: GridCase) -> None:
    """Keeps the search order for the most voiced: never below the true number of households."""
    count = queries.count_households(session, case.id)
    bound = session.get(VoiceBound, case.id)
    if bound is None:
        session.add(VoiceBound(case_id=case.id, community_id=case.community_id, rank=-count))
    else:
        bound.rank = -count
    session.flush()


def drop_bound(session: Session, case: GridCase) -> None:
    if bound := session.get(VoiceBound, case.id):
        session.delete(bound)
        session.flush()


def has_spoken(session: Session, voice: Voice) -> bool:
    """Whether this household already has a voice on this case in this month."""
    with session.no_autoflush:
        known = _existing(session, voice)
    return known is not None and known.id != voice.id


def _existing(session: Session, voice: Voice) -> Voice | None:
    if voice.household_id is None:
        return None
    query = select(Voice).where(
        Voice.first_case_id == voice.first_case_id, Voice.household_id == voice.household_id, Voice.month == voice.month
    )
    return session.exec(query).first()


def _insert(session: Session, voice: Voice) -> Voice:
    """Two phones may send the same household's voice at once: whoever comes second finds the first."""
    try:
        with session.begin_nested():
            session.add(voice)
            session.flush()
        return voice
    except IntegrityError:
        known = _existing(session, voice)
        if known is None:
            raise
        return known


def propose_reopening(session: Session, case: GridCase) -> None:
    """Three households, the same thing, the same place, within 30 days of closing: somebody must look again."""
    if case.building_id is None:
        return
    for closed in queries.recently_closed_here(session, case):
        count = queries.count_households_since_closing(session, closed)
        if count >= rules.REOPEN_HOUSEHOLDS and not queries.has_open_proposal(session, closed.id):
            session.add(
                ReopenProposal(
                    community_id=closed.community_id, case_id=closed.id, made_at=clock.now(), households=count
                )
            )
            act_services.note(session, None, closed, Verb.PROPOSE_REOPEN, words=str(count))
