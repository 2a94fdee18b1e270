from datetime import date
from typing import Any

from sqlmodel import Session, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.exchange.market.models import WageFloor
from webapp.people.accounts.scope import Actor, require_reach


class FloorKnown(DomainError):
    status = 422
    message = N_("这一天起的标准已经填过了。标准只增不改，填错了请用新的文号和日期。")


class FloorTooLow(DomainError):
    status = 422
    message = N_("每月的标准要比每小时的高。")


def set_floor(
    session: Session, actor: Actor, *, unit_id: str, valid_from: date, hour_fen: int, month_fen: int, document: str
) -> WageFloor:
    """Fen an hour and fen a month, from a day on; two documents may not fix the same day."""
    require_reach(session, actor, [unit_id])
    if month_fen <= hour_fen:
        raise FloorTooLow(field="month")
    same = select(WageFloor.id).where(WageFloor.unit_id == unit_id, WageFloor.valid_from == valid_from)
    if session.exec(same).first() is not None:
        raise FloorKnown(field="valid_from")
    fresh = WageFloor(
        unit_id=unit_id, valid_from=valid_from, hour_fen=hour_fen, month_fen=month_fen, document=document,
        made_by=actor.account_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(fresh)
    session.flush()
    after: dict[str, Any] = {"from": valid_from, "hour": hour_fen, "month": month_fen}
    history.record(session, actor, "set_wage_floor", fresh, after=after, reason=document)
    return fresh
