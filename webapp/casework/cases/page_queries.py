"""What the pages of a case show: offers, people who could take it, the life of it in lines."""

import re
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from webapp.casework.cases import answer_queries, category_services, queries, rules, turn_services
from webapp.casework.cases.models import GridCase
from webapp.casework.cases.rules import State, Verb
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.people.accounts.scope import Actor, within
from webapp.people.org import queries as org
from webapp.people.org.models import PartyKind, UnitKind
from webapp.register.register.models import Household

MOST_HOMES = 600

ICONS = {
    Verb.REPORT: "flag", Verb.SPEAK: "chat", Verb.CONTACT: "tel", Verb.CALL_BACK: "tel", Verb.TELL: "chat",
    Verb.FINISH: "check", Verb.PASS: "ok", Verb.CLOSE: "ok", Verb.DISPATCH: "send", Verb.STOP: "clock",
    Verb.RESUME: "clock", Verb.PARK: "clock", Verb.PRESS: "bell", Verb.ESCALATE: "up", Verb.MERGE: "link",
    Verb.RECLASSIFY: "edit",
    Verb.SEND_BACK: "back", Verb.REWORK: "back", Verb.REOPEN: "retry", Verb.PROPOSE_REOPEN: "retry",
}  # fmt: skip
TONES = {
    Verb.PRESS: "red", Verb.ESCALATE: "red", Verb.SEND_BACK: "amber", Verb.REWORK: "amber", Verb.PARK: "amber",
    Verb.STOP: "amber", Verb.SPEAK: "blue", Verb.CONTACT: "blue", Verb.CALL_BACK: "blue",
}  # fmt: skip
LEFT_TO_OTHERS = {
    State.HANDLED: N_("办好了，等没经手的人来核查。"), State.FEEDBACK: N_("都回访过了，等没经手的人来结案。"),
}  # fmt: skip
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
OUTSIDE, SYSTEM = N_("居民"), N_("系统")
REASONS = {
    **rules.REASON_NAMES,
    **{one.value: words for one, words in rules.REFUSAL_NAMES.items()},
    **{one.value: words for one, words in rules.OUTCOME_NAMES.items()},
    **{one.value: words for one, words in rules.STOP_NAMES.items()},
}


def possible_verbs(session: Session, actor: Actor, case: GridCase) -> set[Verb]:
    """What makes sense now, for this person; the services decide again."""
    found = set(rules.LIFE.possible(case.state))
    stopped, asked = queries.open_stop(session, case), queries.open_extension(session, case)
    is_pause_asked = queries.open_pause(session, case) is not None
    leads = case.lead_party_id == actor.party_id
    unless = {
        Verb.TAKE: leads and case.state is State.HANDLING,
        Verb.REWORK: case.state is State.HANDLED,
        Verb.PASS: actor.party_id in turn_services.workers(session, case),
        Verb.ASK_EXTENSION: bool(asked) or case.due_at is None or case.is_overdue(clock.now()),
        Verb.GRANT_EXTENSION: asked is None or turn_services.is_same_person(session, actor, asked.asked_by),
        Verb.RECLASSIFY: not category_services.may_reclassify(session, actor, case),
        Verb.STOP: stopped is not None or is_pause_asked,
        Verb.PARK: is_pause_asked,
        Verb.RESUME: stopped is None,
        Verb.CONTACT: case.contacted_at is not None or case.contact_due_at is None,
        Verb.KEEP_CLOSED: queries.open_proposal(session, case.id) is None,
        Verb.CLOSE: answer_queries.count_not_called_back(session, case) > 0
        or actor.party_id in turn_services.workers(session, case),
    }
    return {
        verb for verb in found if not unless.get(verb, False) and turn_services.is_turn(session, actor, case, verb)
    }


def left_to_others(session: Session, actor: Actor, case: GridCase) -> str:
    """Why whoever did the work finds no button: somebody else looks at it, and somebody else closes it."""
    if case.state not in LEFT_TO_OTHERS or actor.party_id not in turn_services.workers(session, case):
        return ""
    if case.state is State.FEEDBACK and answer_queries.count_not_called_back(session, case):
        return ""
    return LEFT_TO_OTHERS[case.state]


def targets(session: Session, case: GridCase) -> list[tuple[str, str]]:
    """Whom it can be handed to: the grids, the community, street and district above, then partners and departments."""
    today, home = clock.today(), org.unit(session, case.community_id)
    grids = sorted(org.subtree(session, home, UnitKind.GRID, today), key=lambda unit: unit.position)
    units = [*grids, *reversed(org.ancestors(session, home))]
    kinds = (PartyKind.PARTNER, PartyKind.DEPARTMENT, PartyKind.TEAM)
    parties = org.parties(session, case.community_id, today, kinds)
    return [(f"unit:{unit.id}", unit.name) for unit in units] + [(f"party:{one.id}", one.name) for one in parties]


def co_handlers(session: Session, case: GridCase) -> list[tuple[str, str]]:
    kinds = (PartyKind.PERSON, PartyKind.PARTNER, PartyKind.DEPARTMENT, PartyKind.TEAM)
    return [(one.id, one.name) for one in org.parties(session, case.community_id, clock.today(), kinds)][:200]


def homes(session: Session, actor: Actor, case: GridCase) -> list[Any]:
    """Id and label of the households that could have spoken: the building's, or the grid's where none is known."""
    here = Household.building_id == case.building_id if case.building_id else Household.grid_id == case.grid_id
    query = select(Household.id, Household.label).where(here, col(Household.moved_out_on).is_(None))
    query = within(query, actor, Household.grid_id).order_by(col(Household.door), col(Household.label))
    return list(session.exec(query.limit(MOST_HOMES)))


def mergeable(session: Session, actor: Actor, case: GridCase) -> list[tuple[str, str]]:
    found = queries.nearby(
        session, actor, community_id=case.community_id, category_code=case.category_code,
        building_id=case.building_id, grid_id=case.grid_id,
    )  # fmt: skip
    return [(line.id, f"{line.number} {line.title}") for line in found if line.id != case.id]


def life(session: Session, case: GridCase) -> list[dict[str, Any]]:
    """Newest first, in words for the timeline."""
    return [
        {
            "verb": line.verb, "at": line.at, "icon": ICONS.get(line.verb, "check"), "tone": TONES.get(line.verb, ""),
            "who": line.who or _nobody(line), "to": line.party or line.unit,
            "words": line.words, "why": _why(line), "on": _day(line.reason),
        }
        for line in reversed(queries.list_acts(session, case))
    ]  # fmt: skip


def _why(line: queries.ActLine) -> str:
    words = REASONS.get(line.reason, "")
    return "" if words == rules.VERB_NAMES[line.verb] else words


def _day(reason: str) -> date | None:
    """More time is asked and granted until a day, kept as the act's reason."""
    return date.fromisoformat(reason) if DAY.fullmatch(reason) else None


def _nobody(line: queries.ActLine) -> str:
    """Whom to name where no account did it: a resident with a receipt, or the ladder."""
    return OUTSIDE if line.verb in (Verb.REPORT, Verb.SPEAK, Verb.CALL_BACK) else SYSTEM


def names(session: Session, case: GridCase) -> dict[str, str]:
    def unit(unit_id: str | None) -> str:
        return org.unit(session, unit_id).name if unit_id else ""

    def party(party_id: str | None) -> str:
        return org.party(session, party_id).name if party_id else ""

    return {
        "community": unit(case.community_id), "grid": unit(case.grid_id),
        "lead": party(case.lead_party_id) or unit(case.lead_unit_id),
        "asked": party(case.asked_party_id) or unit(case.asked_unit_id),
    }  # fmt: skip
