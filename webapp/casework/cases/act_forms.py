"""The acts of a case in one table, read by page and routes: verb, noun in the address, form, who may, service."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from webapp.casework.cases import answer_services as answers
from webapp.casework.cases import category_services as categories
from webapp.casework.cases import clock_services as clocks
from webapp.casework.cases import forms
from webapp.casework.cases import handling_services as handling
from webapp.casework.cases import merger_services as mergers
from webapp.casework.cases import pause_services as pauses
from webapp.casework.cases import transfer_services as transfers
from webapp.casework.cases.rules import State, Verb
from webapp.core.text.i18n import N_
from webapp.people.accounts.permissions import Action

WORK, DIRECTION = Action.HANDLE_CASE, Action.DIRECT_CASE


@dataclass(frozen=True)
class ActOffer:
    verb: Verb
    noun: str
    form: type[forms.ActForm]
    action: Action
    service: Callable[..., Any]
    label: str
    button: str


OFFERS = (
    ActOffer(Verb.TAKE, "handling", forms.RemarkForm, WORK, handling.take, N_("我来办"), N_("我来办")),
    ActOffer(Verb.SIGN, "receipt", forms.RemarkForm, WORK, transfers.sign, N_("签收"), N_("签收")),
    ActOffer(Verb.FINISH, "completion", forms.DoneForm, WORK, handling.finish, N_("办好了"), N_("办好了")),
    ActOffer(Verb.PASS, "verification", forms.VerifyForm, WORK, handling.verify, N_("核查"), N_("存好")),
    ActOffer(Verb.CLOSE, "closing", forms.CloseForm, DIRECTION, handling.close, N_("结案"), N_("结案")),
    ActOffer(
        Verb.REWORK, "rework", forms.ReasonForm, DIRECTION, handling.rework, N_("没解决，退回再办"), N_("退回再办")
    ),
    ActOffer(Verb.CONTACT, "contact", forms.ContactForm, WORK, answers.contact, N_("联系反映人"), N_("记下")),
    ActOffer(Verb.NOTE, "note", forms.WordsForm, WORK, handling.add_note, N_("记一笔"), N_("存好")),
    ActOffer(Verb.ASK_EXTENSION, "extension", forms.ExtensionForm, WORK, clocks.ask_extension, N_("改期"), N_("提交")),
    ActOffer(Verb.SEND_BACK, "return", forms.ReasonForm, WORK, transfers.send_back, N_("退回，说明理由"), N_("退回")),
    ActOffer(
        Verb.GRANT_EXTENSION,
        "decision",
        forms.DecisionForm,
        DIRECTION,
        clocks.decide_extension,
        N_("答复改期"),
        N_("答复"),
    ),
    ActOffer(Verb.ACCEPT, "acceptance", forms.RemarkForm, DIRECTION, handling.accept, N_("受理"), N_("受理")),
    ActOffer(Verb.DISPATCH, "dispatch", forms.DispatchForm, DIRECTION, transfers.dispatch, N_("交办"), N_("交办")),
    ActOffer(Verb.INVITE, "helper", forms.HelperForm, DIRECTION, transfers.invite, N_("请人协办"), N_("请来协办")),
    ActOffer(
        Verb.RECLASSIFY,
        "category",
        forms.CategoryForm,
        WORK,
        categories.reclassify,
        N_("类别不对"),
        N_("改类别"),
    ),
    ActOffer(Verb.MERGE, "merger", forms.MergeForm, DIRECTION, mergers.merge, N_("并到另一件"), N_("并案")),
    ActOffer(Verb.STOP, "stop", forms.StopForm, WORK, pauses.ask_stop, N_("申请停表"), N_("提交")),
    ActOffer(Verb.RESUME, "resumption", forms.RemarkForm, DIRECTION, clocks.resume, N_("接着计时"), N_("接着计时")),
    ActOffer(Verb.PARK, "parking", forms.ParkForm, WORK, pauses.ask_park, N_("申请挂账"), N_("提交")),
    ActOffer(Verb.UNPARK, "revival", forms.RemarkForm, DIRECTION, clocks.unpark, N_("恢复办理"), N_("恢复办理")),
    ActOffer(Verb.REJECT, "rejection", forms.RejectForm, DIRECTION, handling.reject, N_("不予受理"), N_("不予受理")),
    ActOffer(
        Verb.SEPARATE,
        "separation",
        forms.ReasonForm,
        DIRECTION,
        mergers.separate,
        N_("不是同一件，拆开"),
        N_("拆开"),
    ),
    ActOffer(Verb.REOPEN, "reopening", forms.ReasonForm, DIRECTION, handling.reopen, N_("重开"), N_("重开")),
    ActOffer(
        Verb.KEEP_CLOSED,
        "standing",
        forms.ReasonForm,
        DIRECTION,
        handling.keep_closed,
        N_("不重开，说明理由"),
        N_("不重开"),
    ),
)
BY_NOUN = {offer.noun: offer for offer in OFFERS}

# The one act that comes next, by state: the first that this person may do. Whoever works takes or finishes, whoever
# directs hands on or decides.
NEXT: dict[State, tuple[Verb, ...]] = {
    State.REPORTED: (Verb.DISPATCH, Verb.TAKE),
    State.ACCEPTED: (Verb.DISPATCH, Verb.TAKE),
    State.RETURNED: (Verb.DISPATCH, Verb.TAKE),
    State.REOPENED: (Verb.DISPATCH, Verb.TAKE),
    State.DISPATCHED: (Verb.SIGN,),
    State.RECEIVED: (Verb.TAKE, Verb.FINISH),
    State.HANDLING: (Verb.FINISH,),
    State.PARKED: (Verb.UNPARK,),
    State.HANDLED: (Verb.PASS, Verb.REWORK),
    State.FEEDBACK: (Verb.CLOSE,),
    State.CLOSED: (Verb.REOPEN,),
    State.MERGED: (Verb.SEPARATE,),
}
# What is done beside it on an ordinary day; everything else is folded under 更多.
BESIDE = frozenset({
    Verb.TAKE, Verb.ACCEPT, Verb.FINISH, Verb.CONTACT, Verb.NOTE, Verb.ASK_EXTENSION, Verb.SEND_BACK, Verb.REWORK,
    Verb.KEEP_CLOSED,
})  # fmt: skip


def main_verb(state: State, verbs: Collection[Verb], *, first: Verb | None, works_only: bool) -> Verb | None:
    """The act that stands open. `first` goes before the table; who works but does not direct takes a case rather
    than handing it on."""
    line = NEXT.get(state, ())
    wanted = (*([first] if first else []), *(reversed(line) if works_only else line))
    return next((verb for verb in wanted if verb in verbs), None)
