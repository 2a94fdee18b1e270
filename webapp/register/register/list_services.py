"""What a desk does with many households and residents at once: each act is the one of their own page."""

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from webapp.core.data import row_journal, row_return
from webapp.core.data.row_journal import Written
from webapp.core.text.i18n import N_
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.lists.queries import still
from webapp.people.lists.rules import MarkedAct, add_act
from webapp.register.register import list_queries, queries, resident_services, services, tally_services
from webapp.register.register.forms import LeavingForm, MoveOutForm
from webapp.register.register.models import Household


def _move_out(session: Session, actor: Actor, household_id: str, told: dict[str, Any]) -> dict[str, Any]:
    home = queries.get_household(session, actor, household_id)
    with row_journal.kept(session) as journal:
        journal.at(1)
        services.move_out(session, actor, home, on=told["on"])
        return {"written": json.dumps([asdict(one) for one in journal.close(session)])}


def _move_back(session: Session, actor: Actor, household_id: str, memo: dict[str, Any]) -> None:
    """The whole home as it was, or nothing: who lives elsewhere by now, or a door that is taken, stays as it is."""
    home = queries.get_household(session, actor, household_id)
    found = row_return.judge(session, [Written(**one) for one in json.loads(memo["written"])])
    if found.stays or not found.goes:
        raise ChangedSince
    try:
        with session.begin_nested():
            row_return.give_back(session, found)
    except IntegrityError as taken:
        raise ChangedSince from taken
    session.expire_all()
    tally_services.touch(session, home.community_id, home.grid_id, home.micro_grid_id)
    history.record(session, actor, "undo_move_out", home)


class ChangedSince(DomainError):
    message = N_("后来有人改过，或门里已经住了别人。请按现在的情况办。")


class LeftAlready(DomainError):
    message = N_("已经登记搬走了。")


def _remove(session: Session, actor: Actor, resident_id: str, told: dict[str, Any]) -> None:
    resident = queries.get_resident(session, actor, resident_id)
    if resident.left_on is not None:
        raise LeftAlready
    resident_services.remove_resident(session, actor, resident, on=told["on"], reason=told["words"])


MOVE_OUT = MarkedAct(
    "move_out", N_("整户搬走了"), Action.CHANGE_REGISTER, _move_out, MoveOutForm, icon="out", undo=_move_back,
    stands=still(col(Household.id), col(Household.moved_out_on).is_not(None)),
)  # fmt: skip
REMOVE = MarkedAct("remove", N_("搬走了"), Action.CHANGE_REGISTER, _remove, LeavingForm, icon="out")
add_act(list_queries.HOUSEHOLD_LIST.name, MOVE_OUT)
add_act(list_queries.RESIDENT_LIST.name, REMOVE)
