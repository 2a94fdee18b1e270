"""What a 交接单 says of open cases, and what happens to them once it is signed. Hung on the paper by create_app."""

from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from webapp.casework.cases import act_services as acts
from webapp.casework.cases.models import GridCase
from webapp.casework.cases.rules import STATE_NAMES, Verb
from webapp.people.accounts.models import Account, Handover
from webapp.people.accounts.scope import Actor


def open_work(session: Session, unit_id: str, giver: Account) -> list[dict[str, str]]:
    """What the giver leads or is asked to take, and what lies with the unit and with nobody yet."""
    return [
        {
            "id": case.id, "title": f"{case.number} {case.title}", "url": f"/cases/{case.id}",
            "state": STATE_NAMES[case.state], "due": case.due_at.isoformat() if case.due_at else "",
        }
        for case in session.exec(_open(unit_id, giver).order_by(col(GridCase.due_at), col(GridCase.number)))
    ]  # fmt: skip


def hand_on(session: Session, actor: Actor, paper: Handover, giver: Account, taker: Account) -> None:
    """The cases on the paper that are still open and still the giver's become the taker's."""
    listed = [line["id"] for line in paper.open_work if "id" in line]
    for case in session.exec(_open(paper.unit_id, giver).where(col(GridCase.id).in_(listed))).all():
        case = acts.locked(session, case)
        if case.asked_party_id == giver.party_id:
            case.asked_party_id = taker.party_id
        elif case.lead_party_id == giver.party_id:
            case.lead_party_id = taker.party_id
        acts.note(
            session, actor, case, Verb.NOTE, came_from=case.state, reason="handover", party_id=taker.party_id
        )  # fmt: skip
    session.flush()


def follow_unit(session: Session, old_id: str, fresh_id: str) -> None:
    """Open cases of a closed unit lie with its successor; what is ended keeps the unit of its day."""
    for column in (GridCase.grid_id, GridCase.lead_unit_id, GridCase.asked_unit_id):
        here = update(GridCase).where(col(column) == old_id, col(GridCase.ended_at).is_(None))
        session.execute(here.values({column: fresh_id}).execution_options(synchronize_session="fetch"))


def _open(unit_id: str, giver: Account) -> Any:
    mine = (col(GridCase.lead_party_id) == giver.party_id) | (col(GridCase.asked_party_id) == giver.party_id)
    nobodys = (col(GridCase.lead_unit_id) == unit_id) & col(GridCase.lead_party_id).is_(None)
    return select(GridCase).where(mine | nobodys, col(GridCase.ended_at).is_(None))
