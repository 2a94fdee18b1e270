"""Which records a phone may deliver. One line a kind: the page's own form and the page's own service.

`keep(session, actor, form)` calls the service and returns the row, whose primary key is the record's id.
`older` turns the fields of an earlier form version into today's; the last three versions stay accepted.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from webapp.accounts.permissions import Action
from webapp.accounts.scope import Actor
from webapp.core.forms import BaseForm
from webapp.core.i18n import N_
from webapp.shop import services as shop
from webapp.shop.forms import CounterSaleForm
from webapp.visits import services as visits
from webapp.visits.forms import VisitForm

Fields = dict[str, list[str]]
Upgrade = Callable[[Fields], Fields]


@dataclass(frozen=True)
class Kind:
    name: str
    words: str
    action: Action
    form: type[BaseForm]
    keep: Callable[[Session, Actor, Any], Any]
    version: int = 1
    older: dict[int, Upgrade] = field(default_factory=dict)

    def read(self, version: int, fields: Fields) -> Fields | None:
        """Today's fields of what a form of that version held; None when it is too old or newer than we are."""
        if version > self.version or version < max(1, self.version - 2):
            return None
        for step in range(version, self.version):
            fields = self.older[step](fields)
        return fields


KINDS = {
    kind.name: kind
    for kind in (
        Kind("visit", N_("走访"), Action.RECORD_VISIT, VisitForm,
             lambda session, actor, form: visits.record_visit(session, actor, **form.told)),
        Kind("counter_sale", N_("外场兑换"), Action.SERVE_COUNTER, CounterSaleForm,
             lambda session, actor, form: shop.sell_offline(session, actor, **form.told)),
    )
}  # fmt: skip
