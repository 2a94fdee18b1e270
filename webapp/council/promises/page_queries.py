"""What the pages of promises show, inside and out on the street."""

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from webapp.casework.cases.models import GridCase
from webapp.casework.cases.path_queries import Near
from webapp.core.text.i18n import N_, gettext
from webapp.council.promises import figure_queries, parking_queries, parking_services, queries, return_queries, rules
from webapp.council.promises.models import Promise
from webapp.council.promises.queries import Count
from webapp.council.promises.rules import OPEN, State
from webapp.people.accounts.scope import Actor
from webapp.people.org import queries as org
from webapp.register.register.models import Building

AGES = {"week": (1, 7), "month": (8, 30), "longer": (31, 9999)}  # days late, both ends included
KEPT_SHOWN = 20


def figures_of(session: Session, actor: Actor, today: date) -> dict[str, Any]:
    """Above the supervisor's list: late by age, kept by the first date, what waits for a yes or no."""
    late = {(today - due).days: number for due, number in figure_queries.late_by_day(session, actor, today).items()}
    return {
        "late_by_age": {
            name: sum(number for days, number in late.items() if low <= days <= high)
            for name, (low, high) in AGES.items()
        },
        "late": sum(late.values()),
        "kept": figure_queries.kept_within(session, actor, today),
        "asked": queries.asked_extensions(session, actor),
        "heard": return_queries.returns(session, actor),
    }


def mine(session: Session, actor: Actor) -> dict[str, Any]:
    every = queries.list_mine(session, actor)
    owned = [promise for promise in every if promise.owner_id == actor.party_id]
    checks = [promise for promise in every if promise.state is State.CHECKING and promise.verifier_id == actor.party_id]
    watched = [promise for promise in every if promise not in owned and promise not in checks]
    return {
        "owned": queries.lines(session, owned),
        "checks": queries.lines(session, checks),
        "watched": queries.lines(session, watched),
        "kept_lines": queries.lines(session, queries.list_kept_by(session, actor, KEPT_SHOWN)),
        "reminders": queries.my_reminders(session, actor),
        "state_words": rules.STATE_WORDS,
        "rung_words": rules.RUNG_WORDS,
    }


def one(session: Session, actor: Actor, promise: Promise) -> dict[str, Any]:
    people = queries.names(session, [promise.owner_id, promise.watcher_id, promise.verifier_id, promise.supervisor_id])
    parts, steps = queries.parts(session, promise.id), queries.steps(session, promise.id)
    return {
        "promise": promise,
        "people": people,
        "parts": parts,
        "count": Count(sum(line.done is not None for line in parts), len(parts)),
        "steps": steps,
        "noters": queries.names(session, [one.by_id for one in steps if one.way and one.by_id]),
        "extensions": queries.extensions(session, promise.id),
        "waiting": queries.open_extension(session, promise.id),
        "reminders": queries.reminders(session, promise.id),
        "parking": (parking := parking_queries.open_parking(session, promise.id)),
        "may_decide_parking": parking_services.may_decide(actor, promise, parking),
        "heard": return_queries.return_of(session, promise),
        "state_words": rules.STATE_WORDS,
        "act_words": rules.ACT_WORDS,
        "way_words": rules.WAY_WORDS,
        "rung_words": rules.RUNG_WORDS,
        "delay_words": rules.DELAY_WORDS,
        "is_owner": actor.party_id == promise.owner_id,
        "is_verifier": actor.party_id in (promise.verifier_id, promise.supervisor_id),
        "place_name": org.unit(session, promise.community_id).name,
    }


def public_board(session: Session, series_id: str, today: date) -> dict[str, Any]:
    """For everybody: what was asked by how many, what was promised by whom in role words, where it stands."""
    every = queries.of_series(session, series_id)
    counted = queries.counts(session, [promise.id for promise in every])
    shown = sorted(every, key=lambda one: (one.state not in OPEN, one.due if one.state in OPEN else one.first_due))
    cards = [(promise, counted.get(promise.id, Count(0, 0))) for promise in shown]
    return {
        "running": [card for card in cards if card[0].is_open],
        "parked": [card for card in cards if card[0].state in (State.PARKED, State.ENDED)],
        "finished": sorted(
            (card for card in cards if card[0].state is State.DONE),
            key=lambda card: card[0].done_on or today,
            reverse=True,
        ),
        "kept": rules.kept(queries.fates(session, [series_id]), today),
        "state_words": rules.STATE_WORDS,
    }


def building_of(session: Session, community_id: str, building_id: str) -> Building | None:
    query = select(Building).where(Building.id == building_id, Building.community_id == community_id)
    return session.exec(query).first()


def buildings(session: Session, community_id: str) -> list[Building]:
    query = select(Building).where(Building.community_id == community_id)
    return list(session.exec(query.order_by(col(Building.position), col(Building.name))))


def became(session: Session, actor: Actor, case: GridCase) -> list[Near]:
    """What the council promised about a case: for its page, to whoever sees the case."""
    query = select(Promise).where(Promise.case_id == case.id).order_by(col(Promise.decided_on).desc()).limit(3)
    return [
        Near(N_("定成了承诺"), one.deed, f"{one.number} · {_state(one)}", f"/promises/{one.id}", one.is_open)
        for one in session.exec(query)
    ]


def _state(promise: Promise) -> str:
    return gettext(rules.STATE_WORDS[promise.state])
