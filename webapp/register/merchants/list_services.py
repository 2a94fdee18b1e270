"""What a desk does with many shops at once."""

from typing import Any

from sqlmodel import Session, col

from webapp.core.text.i18n import N_
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.lists.queries import still
from webapp.people.lists.rules import MarkedAct, add_act
from webapp.register.merchants import list_queries, queries, services
from webapp.register.merchants.forms import CloseForm
from webapp.register.merchants.models import Merchant


def _close(session: Session, actor: Actor, merchant_id: str, told: dict[str, Any]) -> None:
    services.close_merchant(session, actor, queries.get_merchant(session, actor, merchant_id), on=told["on"])


def _reopen(session: Session, actor: Actor, merchant_id: str, told: dict[str, Any]) -> None:
    services.reopen_merchant(session, actor, queries.get_merchant(session, actor, merchant_id))


CLOSE = MarkedAct(
    "close", N_("歇业"), Action.CHANGE_REGISTER, _close, CloseForm, icon="x", undo=_reopen,
    stands=still(col(Merchant.id), col(Merchant.closed_on).is_not(None)),
)  # fmt: skip
add_act(list_queries.OFFICE.name, CLOSE)
