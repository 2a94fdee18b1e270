"""封存: a person stays kept and is used for nothing, because they asked. Absent from lists, search and pages."""

from typing import Any

from sqlmodel import Session

from webapp.core.data import optimistic_lock
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.register.register import queries
from webapp.register.register.models import Household, Relation, Resident

NOBODYS_NAME = "*"  # on the door of whoever heads a home and is blocked


def block(session: Session, actor: Any, resident: Resident, *, reason: str) -> None:
    """The same again is the same block."""
    if resident.blocked_at is None:
        resident.blocked_at = clock.now()
        optimistic_lock.touch(resident)
        _name_door(session, resident)
        history.record(session, actor, "block_resident", resident, reason=reason)


def release(session: Session, actor: Any, resident: Resident, *, reason: str) -> None:
    if resident.blocked_at is not None:
        resident.blocked_at = None
        optimistic_lock.touch(resident)
        _name_door(session, resident)
        history.record(session, actor, "release_resident", resident, reason=reason)


def door_name(resident: Resident) -> str:
    return NOBODYS_NAME if resident.blocked_at is not None else resident.name


def _name_door(session: Session, resident: Resident) -> None:
    member = queries.open_membership(session, resident)
    if member is not None and member.relation is Relation.HEAD:
        home = session.get_one(Household, member.household_id)
        home.head_name = door_name(resident)
        optimistic_lock.touch(home)
    session.flush()
