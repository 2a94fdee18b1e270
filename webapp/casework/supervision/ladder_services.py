"""The ladder's days, by versions: decided ahead, never changed once in force."""

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from webapp.casework.supervision.models import Ladder
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError


class StepsOutOfOrder(DomainError):
    """Each step comes after the one before it, or the newest would not be the highest."""

    status = 422
    message = N_("督办单要晚于催办，上报要晚于督办单。")


class LadderTooEarly(DomainError):
    """Whoever is already on the ladder keeps the days they began with."""

    status = 422
    message = N_("新的催办天数最早从明天起生效，在办的事还按原来的。")


def set_ladder(
    session: Session,
    actor: Any,
    *,
    valid_from: date,
    remind_before: int,
    press_after: int,
    order_after: int,
    escalate_after: int,
) -> Ladder:
    """A version from that day on; one that was decided for the same day and is not in force yet is replaced."""
    if valid_from <= clock.today():
        raise LadderTooEarly(field="valid_from")
    if not press_after < order_after:
        raise StepsOutOfOrder(field="order_after")
    if not order_after < escalate_after:
        raise StepsOutOfOrder(field="escalate_after")
    for replaced in session.exec(select(Ladder).where(col(Ladder.valid_from) == valid_from)):
        session.delete(replaced)
    session.flush()
    made = Ladder(
        valid_from=valid_from, remind_before=remind_before, press_after=press_after, order_after=order_after,
        escalate_after=escalate_after, made_by=actor.account_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    after = {"from": valid_from.isoformat(), "days": [remind_before, press_after, order_after, escalate_after]}
    history.record(session, actor, "set_ladder", made, after=after)
    return made
