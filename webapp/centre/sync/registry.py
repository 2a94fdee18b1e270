"""Which records a phone may deliver. One line a kind: the page's own form and the page's own service.

`keep(session, actor, form)` calls the service and returns the row, whose primary key is the record's id.
`may_join`: the row may be one that was there already, which the record was added to; then too its receipt keeps it from
counting twice.
`own_row=False`: the record changes a row that has another id (a household); its receipt keeps it from counting twice.
`ahead(session, actor, forms)` reads once what `keep` needs for a run of records of this kind and finds as `form.ahead`;
`write(session, ahead)` writes once what `keep` left in it.
`form.happened` is the phone's time, corrected where its clock was off. `older` turns the fields of an earlier form
version into today's; the last three versions stay accepted.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session
from werkzeug.datastructures import MultiDict

from webapp.casework.dispatch.forms import TaskForm
from webapp.centre.sync import merge_services, rules
from webapp.centre.sync.forms import HouseholdChangeForm
from webapp.centre.sync.rules import Sent
from webapp.core.forms import kept_forms
from webapp.core.forms.forms import BaseForm
from webapp.core.text.i18n import N_
from webapp.council.sittings import resolution_services
from webapp.council.sittings.forms import LineForm, WordingForm
from webapp.door.gardens import plot_services as plots
from webapp.door.gardens.forms import CareForm
from webapp.door.hazards import services as hazards
from webapp.door.hazards.forms import HazardForm
from webapp.door.liaisons import services as liaisons
from webapp.door.liaisons.forms import RelayForm
from webapp.door.opinions.forms import DoorAnswerForm
from webapp.door.visits import opinion_services as door_opinions
from webapp.door.visits import services as visits
from webapp.door.visits import task_services
from webapp.door.visits.door_queries import doors_of
from webapp.door.visits.forms import VisitForm
from webapp.exchange.loans import slip_services as slips
from webapp.exchange.loans.forms import SlipForm
from webapp.exchange.market import seeker_services as market
from webapp.exchange.market.forms import SeekerForm
from webapp.exchange.shop import services as shop
from webapp.exchange.shop.forms import CounterSaleForm
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor

Fields = dict[str, list[str]]
Upgrade = Callable[[Fields], Fields]


@dataclass(frozen=True)
class Kind:
    name: str
    words: str
    action: Action
    form: type[BaseForm]
    keep: Callable[[Session, Actor, Any], Any]
    ahead: Callable[[Session, Actor, list[Any]], Any] | None = None
    write: Callable[[Session, Any], None] | None = None
    version: int = 1
    older: dict[int, Upgrade] = field(default_factory=dict)
    own_row: bool = True
    may_join: bool = False

    def read(self, version: int, fields: Fields) -> Fields | None:
        """Today's fields of what a form of that version held; None when it is too old or newer than we are."""
        if version > self.version or version < max(1, self.version - 2):
            return None
        for step in range(version, self.version):
            fields = self.older[step](fields)
        return fields


def _keep_visit(session: Session, actor: Actor, form: Any) -> Any:
    """Among others its doors are read ahead; alone it may also be a visit that the page has delivered already."""
    how = {"id": form.id.data, "captured_at": form.captured_at.data, "happened_at": form.happened}
    if form.ahead is None:
        return visits.record_visit(session, actor, visits.Knock(**form.knock), **how)
    return visits.note_visit(session, actor, visits.Knock(**form.knock), form.ahead, **how)


KINDS = {
    kind.name: kind
    for kind in (
        Kind("visit", N_("走访"), Action.RECORD_VISIT, VisitForm,
             _keep_visit,
             ahead=lambda session, actor, forms: doors_of(session, actor, [form.household_id.data for form in forms]),
             write=visits.write),
        Kind("task_answer", N_("任务"), Action.DO_TASKS, TaskForm,
             lambda session, actor, form: task_services.answer_at_door(
                 session, actor, replace(form.sent, happened_at=form.happened), form.answers)),
        Kind("household", N_("住户信息"), Action.CHANGE_REGISTER, HouseholdChangeForm,
             lambda session, actor, form: merge_services.merge_household(
                 session, actor, form, record_id=form.record_id, captured_at=form.happened), own_row=False),
        Kind("hazard", N_("随手报"), Action.REPORT_CASE, HazardForm,
             lambda session, actor, form: hazards.report_hazard(
                 session, actor, **{**form.told, "captured_at": form.happened}), may_join=True),
        Kind("relay", N_("替邻居说的事"), Action.RELAY_NEED, RelayForm,
             lambda session, actor, form: liaisons.relay_need(
                 session, actor, **{**form.told, "captured_at": form.happened}), own_row=False),
        Kind("seeker", N_("想找活的人"), Action.MATCH_WORK, SeekerForm,
             lambda session, actor, form: market.enter_at_door(
                 session, actor, **{**form.told, "agreed": replace(form.agreed, at=form.happened)})),
        Kind("counter_sale", N_("外场兑换"), Action.SERVE_COUNTER, CounterSaleForm,
             lambda session, actor, form: shop.sell_offline(
                 session, actor, **form.told, is_decided=form.is_decided)),
        Kind("tool_slip", N_("工具借还"), Action.LEND_TOOLS, SlipForm,
             lambda session, actor, form: slips.keep(session, actor, form.slip(form.happened)), own_row=False),
        Kind("resolution", N_("议事会决定"), Action.HOLD_COUNCILS, LineForm,
             lambda session, actor, form: resolution_services.keep_line(session, actor, **form.told)),
        Kind("wording", N_("改一句决定"), Action.HOLD_COUNCILS, WordingForm,
             lambda session, actor, form: resolution_services.keep_wording(session, actor, **form.told)),
        Kind("care", N_("微花园养护"), Action.TEND_GARDENS, CareForm,
             lambda session, actor, form: plots.care(session, actor, **form.told, happened_at=form.happened)),
        Kind("opinion", N_("户意见"), Action.COLLECT_OPINIONS, DoorAnswerForm,
             lambda session, actor, form: door_opinions.answer_at_door(
                 session, actor, {**form.told, "happened_at": form.happened})),
    )
}  # fmt: skip


def comes_many(name: str) -> bool:
    """Records of such a kind are read and written many at once, also those of several phones."""
    kind = KINDS.get(name)
    return kind is not None and kind.ahead is not None


def read_form(kind: Kind, sent: Sent, fields: dict[str, list[str]], received: datetime) -> BaseForm:
    """The page's form as the page would have posted it, with the record's id and both times."""
    given = MultiDict([(name, value) for name, values in fields.items() for value in values])
    given.setlist("id", [sent.id])
    given.setlist("captured_at", [sent.captured_at.isoformat()])
    form: Any = kept_forms.bound(kind.form, given)
    form.record_id, form.happened = sent.id, rules.corrected(sent, received) or sent.captured_at
    form.ahead, form.is_decided = None, False
    return form  # type: ignore[no-any-return]
