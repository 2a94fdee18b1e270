"""An answer to an opinion round at the door is recorded as a visit, too."""

from typing import Any

from sqlmodel import Session, col, select

from webapp.core.data import ids
from webapp.core.time import clock
from webapp.door.opinions import ballot_services
from webapp.door.opinions import door_queries as opinions
from webapp.door.opinions.ballot_services import Told
from webapp.door.opinions.models import Ballot, Way
from webapp.door.opinions.models import Outcome as Heard
from webapp.door.visits import services
from webapp.door.visits.models import Outcome, Visit
from webapp.people.accounts.scope import Actor

MET = {
    Heard.ANSWERED: Outcome.FINE, Heard.REFUSED: Outcome.DECLINED, Heard.LATER: Outcome.DECLINED,
    Heard.NOBODY: Outcome.NOBODY,
}  # fmt: skip


def answer_at_door(session: Session, actor: Actor, told: dict[str, Any]) -> Ballot:
    """The ballot, and the visit it came with unless this worker was at this door already today. An empty flat and a
    household that has moved are no visit. Idempotent by the record's id."""
    record_id = told["id"] or ids.new()
    if (known := session.get(Ballot, record_id)) is not None and known.account_id == actor.account_id:
        return known
    asked, line = opinions.line_at_door(session, actor, told["round_id"], told["household_id"])
    at = told.get("happened_at") or told.get("captured_at")
    ballot = ballot_services.record_ballot(
        session, actor, asked, line,
        Told(
            Way.DOOR, told["outcome"], told["given"], speaker=told["speaker"], at=at, captured_at=told["captured_at"],
            id=record_id, visit_id=record_id,
        ),
    )  # fmt: skip
    outcome = MET.get(ballot.outcome)
    if outcome is not None and not _was_there(session, actor, ballot, told["household_id"]):
        services.record_visit(
            session, actor, services.Knock(told["household_id"], outcome), id=record_id,
            captured_at=told["captured_at"], happened_at=ballot.happened_at,
        )  # fmt: skip
    return ballot


def _was_there(session: Session, actor: Actor, ballot: Ballot, household_id: str) -> bool:
    query = select(Visit.id).where(
        Visit.household_id == household_id, Visit.account_id == actor.account_id, col(Visit.withdrawn_at).is_(None),
        Visit.outcome != Outcome.NOBODY,
        Visit.happened_at >= clock.start_of_day(clock.local(ballot.happened_at).date()),
    )  # fmt: skip
    return session.exec(query).first() is not None
