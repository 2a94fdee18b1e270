"""Handing a case on: dispatch, receipt, objection, co-handlers. The one who has it keeps it until the other signs."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from webapp.casework.cases import act_services as acts
from webapp.casework.cases import path_queries, queries, rules
from webapp.casework.cases.models import GridCase, Helper
from webapp.casework.cases.rules import State, Verb
from webapp.casework.cases.step_services import step
from webapp.casework.catalogue import queries as catalogue
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.org import queries as org
from webapp.people.org.models import UnitKind

LEVELS = {UnitKind.GRID: 1, UnitKind.MICRO_GRID: 1, UnitKind.COMMUNITY: 2, UnitKind.STREET: 3, UnitKind.DISTRICT: 4}


class NobodyAsked(DomainError):
    status = 422
    message = N_("请选交给谁办。")


class DeadlineTooEarly(DomainError):
    status = 422
    message = N_("期限不能早于今天，也不能早于反映的日子（%(day)s）。")


def dispatch(
    session: Session,
    actor: Any,
    case: GridCase,
    *,
    unit_id: str | None = None,
    party_id: str | None = None,
    due_on: date | None = None,
    words: str = "",
) -> GridCase:
    """To a unit or a party. The one who has it stays lead until the other signs; the time limit travels along."""
    if not unit_id and not party_id:
        raise NobodyAsked(field="party_id")
    case = acts.locked(session, case)
    acts.require(case, Verb.DISPATCH)
    level = _level_of(session, case, unit_id, party_id)
    due_at = _new_due(session, case, due_on) if due_on else None
    case = step(session, actor, case, Verb.DISPATCH, words=words, unit_id=unit_id, party_id=party_id)
    case.asked_unit_id, case.asked_party_id = unit_id, party_id
    case.follower_id = actor.account_id
    case.level = max(case.level, level)
    if due_at:
        case.due_at = due_at
        case.first_due_at = case.first_due_at or due_at
    case.next_step_at = clock.now()
    session.flush()
    return case


def sign(session: Session, actor: Any, case: GridCase, *, words: str = "") -> GridCase:
    """签收: the one who was asked signs; for a party without an account the follower does, saying how it was told."""
    case = acts.locked(session, case)
    acts.require(case, Verb.SIGN)
    asked_me = case.asked_party_id == actor.party_id
    case = step(session, actor, case, Verb.SIGN, words=words, unit_id=case.asked_unit_id, party_id=case.asked_party_id)
    case.lead_unit_id = case.asked_unit_id or case.lead_unit_id
    case.lead_party_id = case.asked_party_id or (actor.party_id if asked_me else None)
    case.asked_unit_id = case.asked_party_id = None
    session.flush()
    return case


def send_back(session: Session, actor: Any, case: GridCase, *, words: str) -> GridCase:
    """退回 with an objection. Before it was signed the first receiver keeps it; after, it lies again with whoever had
    it before that signature; twice refused, the level above decides."""
    objection = acts.need_words(words)
    is_signed = acts.locked(session, case).state is not State.DISPATCHED
    case = step(session, actor, case, Verb.SEND_BACK, words=objection)
    case.asked_unit_id = case.asked_party_id = None
    if is_signed and (before := _hands_before(session, case)):
        case.lead_unit_id, case.lead_party_id = before
    refused = queries.count_send_backs(session, case, case.reopened_at or case.received_at)
    if refused >= rules.REFUSALS_BEFORE_UPWARD:
        _hand_to_level_above(session, case)
    session.flush()
    return case


def invite(session: Session, actor: Any, case: GridCase, *, party_id: str) -> GridCase:
    """协办: helps, owns nothing. Asked twice is asked once."""
    case = acts.locked(session, case)
    acts.require(case, Verb.INVITE)
    party = org.party(session, party_id)
    if party.community_id not in (None, case.community_id) or not party.is_active(clock.today()):
        raise NotFound
    if party_id not in {known.id for known in queries.list_co_handlers(session, case)}:
        session.add(
            Helper(
                community_id=case.community_id, case_id=case.id, party_id=party_id, invited_by=actor.account_id,
                invited_at=clock.now(),
            )
        )  # fmt: skip
        acts.note(session, actor, case, Verb.INVITE, came_from=case.state, party_id=party_id)
    return case


def _level_of(session: Session, case: GridCase, unit_id: str | None, party_id: str | None) -> int:
    """Who may be asked: the grids below the case's community, its ancestors, and parties of the community or above."""
    home = org.unit(session, case.community_id)
    if party_id:
        party = org.party(session, party_id)
        if party.community_id not in (None, case.community_id) or not party.is_active(clock.today()):
            raise NotFound
    if not unit_id:
        return 2
    unit = org.unit(session, unit_id)
    if not (unit.path.startswith(home.path) or home.path.startswith(unit.path)):
        raise NotFound
    return LEVELS[unit.kind]


def _new_due(session: Session, case: GridCase, due_on: date) -> datetime:
    if due_on < clock.today() or due_on < clock.local(case.reported_at).date():
        raise DeadlineTooEarly(field="due_on", day=clock.local(case.reported_at).date())
    return catalogue.calendar(session).end_of(due_on)


def _hands_before(session: Session, case: GridCase) -> tuple[str, str | None] | None:
    """(unit, party) that had it before the last signature; none where nobody has signed since it was opened."""
    hands: list[tuple[str, str | None]] = [(case.community_id, None)]
    is_undone = False
    for verb, unit_id, party_id in path_queries.hands_of(session, case, case.reopened_at or case.received_at):
        if verb is Verb.SIGN:
            hands.append((unit_id or hands[-1][0], party_id))
        elif is_undone := len(hands) > 1:
            hands.pop()
    return hands[-1] if is_undone else None


def _hand_to_level_above(session: Session, case: GridCase) -> None:
    lead = org.unit(session, case.lead_unit_id or case.community_id)
    if lead.parent_id and lead.kind is not UnitKind.DISTRICT:
        above = org.unit(session, lead.parent_id)
        case.lead_unit_id, case.lead_party_id = above.id, None
        case.level = max(case.level, LEVELS[above.kind])
