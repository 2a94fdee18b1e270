"""The path a case took, as stations on a line; and what lies around it: same home, same place, same topic."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from webapp.casework.cases import queries, rules
from webapp.casework.cases.models import Act, GridCase
from webapp.casework.cases.rules import State, Verb
from webapp.casework.photos.models import Photo
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.people.accounts.scope import Actor

# What still comes, from each state on, when nothing goes wrong.
AHEAD: dict[State, tuple[str, ...]] = {
    State.REPORTED: (N_("有人办"), N_("办好"), N_("核查"), N_("回访结案")),
    State.ACCEPTED: (N_("有人办"), N_("办好"), N_("核查"), N_("回访结案")),
    State.RETURNED: (N_("有人办"), N_("办好"), N_("核查"), N_("回访结案")),
    State.REOPENED: (N_("有人办"), N_("办好"), N_("核查"), N_("回访结案")),
    State.DISPATCHED: (N_("签收"), N_("办好"), N_("核查"), N_("回访结案")),
    State.RECEIVED: (N_("办好"), N_("核查"), N_("回访结案")),
    State.HANDLING: (N_("办好"), N_("核查"), N_("回访结案")),
    State.PARKED: (N_("恢复办理"), N_("办好"), N_("核查"), N_("回访结案")),
    State.HANDLED: (N_("核查"), N_("回访结案")),
    State.FEEDBACK: (N_("回访结案"),),
}
TAKEN_BACK = rules.REASON_NAMES[rules.RECALLED[Verb.DISPATCH]]
BACKWARDS = frozenset({Verb.SEND_BACK, Verb.REWORK, Verb.REOPEN, Verb.PARK, Verb.REJECT})
FEW = 5
PromiseOf = Callable[[Session, Actor, GridCase], list["Near"]]
PROMISE_OF: list[PromiseOf] = []  # filled by the council, which stands above


@dataclass(frozen=True)
class Station:
    """`state`: done, back (it went a step back), here (the last one), ahead."""

    words: str
    state: str
    at: datetime | None = None
    who: str = ""
    to: str = ""
    days: int = 0
    due_at: datetime | None = None
    photos: tuple[Photo, ...] = ()


class Near(NamedTuple):
    """Something that stands around a case: why it is shown, what it is, where it opens."""

    why: str
    title: str
    detail: str
    url: str
    is_open: bool


def _moved(life: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Oldest first; a dispatch that was taken back led nowhere."""
    found: list[dict[str, Any]] = []
    for line in reversed(life):
        if rules.moves(line["verb"]):
            found.append(line)
        elif line["why"] == TAKEN_BACK and found:
            found.pop()
    return found


def stations(case: GridCase, life: list[dict[str, Any]], photos: list[Photo]) -> list[Station]:
    """Each act that moved the case, oldest first, with how long it took to get there and what was photographed on the
    way; then what still comes, the deadline at its end."""
    moved = _moved(life)
    found: list[Station] = []
    for at, line in enumerate(moved):
        before = moved[at - 1]["at"] if at else None
        until = moved[at + 1]["at"] if at + 1 < len(moved) else None
        is_last = at + 1 == len(moved)
        found.append(
            Station(
                words=rules.VERB_NAMES[line["verb"]], at=line["at"], who=line["who"], to=line["to"] or "",
                state="here" if is_last else "back" if line["verb"] in BACKWARDS else "done",
                days=clock.days_between(clock.local(before).date(), clock.local(line["at"]).date()) if before else 0,
                photos=tuple(one for one in photos if _between(one.expected_at, line["at"] if at else None, until)),
            )
        )  # fmt: skip
    ahead = [Station(words, "ahead") for words in AHEAD.get(case.state, ())]
    if ahead and case.due_at and not case.handled_at:
        done = next((n for n, one in enumerate(ahead) if one.words == "办好"), 0)
        ahead[done] = Station(ahead[done].words, "ahead", due_at=case.due_at)
    return found + ahead


def _between(at: datetime, first: datetime | None, last: datetime | None) -> bool:
    return (first is None or at >= first) and (last is None or at < last)


def around(session: Session, actor: Actor, case: GridCase) -> list[Near]:
    """The same household first, then the same building, then the same kind in the same community; each once."""
    seen, found = {case.id}, [near for ask in PROMISE_OF for near in ask(session, actor, case)]
    for why, where in _circles(case):
        query = select(GridCase.id, GridCase.title, GridCase.number, GridCase.state).where(*where)  # type: ignore[call-overload]
        rows = session.exec(queries.visible(query, actor).order_by(col(GridCase.reported_at).desc()).limit(FEW + 1))
        for row in [row for row in rows if row.id not in seen][:FEW]:
            seen.add(row.id)
            state = gettext(rules.STATE_NAMES[row.state])
            found.append(Near(why, row.title, f"{row.number} · {state}", f"/cases/{row.id}", row.state in rules.OPEN))
    return found


def _circles(case: GridCase) -> list[tuple[str, tuple[Any, ...]]]:
    here = (col(GridCase.community_id) == case.community_id,)
    same = (*here, col(GridCase.category_code) == case.category_code)
    circles: list[tuple[str, tuple[Any, ...]]] = []
    if case.dwelling_id:
        circles.append((N_("同一户"), (*here, col(GridCase.dwelling_id) == case.dwelling_id)))
    if case.building_id:
        circles.append((N_("同一栋、同一类"), (*same, col(GridCase.building_id) == case.building_id)))
    circles.append((N_("同一类"), (*same, col(GridCase.ended_at).is_(None))))
    return circles


def hands_of(session: Session, case: GridCase, since: datetime) -> list[Any]:
    """(verb, unit, party): who signed for it, and what was sent back after a signature, the oldest first."""
    after_signature = (col(Act.verb) == Verb.SEND_BACK) & (col(Act.from_state) != State.DISPATCHED.value)
    query = (
        select(Act.verb, Act.unit_id, Act.party_id)
        .where(Act.case_id == case.id, col(Act.at) >= since, (col(Act.verb) == Verb.SIGN) | after_signature)
        .order_by(col(Act.at), col(Act.id))
    )
    return list(session.exec(query))
