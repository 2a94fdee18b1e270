"""One step of a case: asks the table, moves the state, writes the line."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from webapp.casework.cases import act_services as acts
from webapp.casework.cases import clock_services, relay_services, rules, turn_services, voice_services
from webapp.casework.cases.models import GridCase
from webapp.casework.cases.rules import State, Verb
from webapp.core.time import clock

# Told of every step in its own transaction; what a step is worth is worked out above the cases and hooks in here.
HEARD: list[Callable[[Session, GridCase, Verb], None]] = []


def step(
    session: Session,
    actor: Any,
    case: GridCase,
    verb: Verb,
    *,
    words: str = "",
    reason: str = "",
    unit_id: str | None = None,
    party_id: str | None = None,
) -> GridCase:
    """Asks the table, moves the state, writes the line. An act that is refused leaves nothing behind."""
    case = acts.locked(session, case)
    target = acts.require(case, verb)
    turn_services.check(session, actor, case, verb)
    if target in rules.ENDED | {State.HANDLED}:
        clock_services.end_stop(session, case)
    before, case.state = case.state, target
    if target not in rules.ENDED:
        case.ended_at = None
    elif before not in rules.ENDED:
        case.ended_at, case.next_step_at = clock.now(), None
        voice_services.drop_bound(session, case)
    acts.note(
        session, actor, case, verb, came_from=before, words=(words or "").strip(), reason=reason, unit_id=unit_id,
        party_id=party_id,
    )  # fmt: skip
    tell(session, case, verb)
    return case


def tell(session: Session, case: GridCase, verb: Verb) -> None:
    """Also of the steps that a new case takes on its own way in, and a withdrawn one on its way out."""
    relay_services.tell(session, case, verb)
    for hear in HEARD:
        hear(session, case, verb)
