from typing import Any

from sqlmodel import Session

from webapp.core.text.i18n import listed
from webapp.exchange.tools import queries as tools
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor


def tools_on_phone(session: Session, actor: Actor) -> list[dict[str, Any]]:
    """The copies of the stations this person serves: what each is and what is read out before it is lent. Who has one
    is not on the phone."""
    if not actor.can(Action.LEND_TOOLS):
        return []
    models = {one.id: one for one in tools.list_models(session, actor.wearing(Action.LEND_TOOLS))}
    copies = tools.list_copies(session, list(models))
    return [
        {
            "number": copy.number, "name": models[copy.model_id].name, "days": models[copy.model_id].loan_days,
            "note": models[copy.model_id].safety_note if models[copy.model_id].asks_safety else "",
            "parts": listed(models[copy.model_id].accessories),
        }
        for found in copies.values()
        for copy in found
    ]  # fmt: skip


def stations_on_phone(session: Session, actor: Actor) -> list[dict[str, str]]:
    if not actor.can(Action.LEND_TOOLS):
        return []
    return [{"id": one.id, "name": one.name} for one in tools.list_stations(session, actor.wearing(Action.LEND_TOOLS))]
