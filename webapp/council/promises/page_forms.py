"""All forms of the one page a promise has, blank but for the one that was refused."""

from typing import Any

from flask import Response

from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.web import page
from webapp.council.promises import page_queries
from webapp.council.promises.forms import (
    AnswerForm,
    ConfirmForm,
    DecisionForm,
    ExtensionForm,
    NoteForm,
    OrderForm,
    ParkForm,
    ReasonForm,
    ReopenForm,
    ReportForm,
    TransferForm,
    VerifyForm,
)
from webapp.council.promises.models import Promise
from webapp.people.accounts.access import can, current
from webapp.people.accounts.permissions import Action
from webapp.people.org import queries as org


def full_page(promise: Promise, status: int = 200, **forms: Any) -> Response:
    """The one page every act on a promise comes back to, with the form that was refused still filled in."""
    shown = page_queries.one(db.session(), current(), promise)
    blank = {
        "confirm_form": ConfirmForm(), "progress_form": NoteForm(), "report_form": ReportForm(),
        "verify_form": VerifyForm(), "rework_form": ReasonForm(), "extension_form": ExtensionForm(),
        "decision_form": DecisionForm(), "order_form": OrderForm(), "transfer_form": TransferForm(),
        "park_form": ParkForm(), "parking_form": DecisionForm(), "reopen_form": ReopenForm(), "keep_form": ReasonForm(),
        "answer_form": AnswerForm(), "link_url": "",
    }  # fmt: skip
    shown_forms: dict[str, Any] = blank | forms
    shown_forms["transfer_form"].owner_id.offer(others(promise))
    shown_forms["reopen_form"].ask_for_owner(heirs(promise))
    may = can(Action.SUPERVISE_PROMISES)
    return page.render("council/promises/show.html", status=status, **shown, **shown_forms, may_supervise=may)


def others(promise: Promise) -> list[tuple[str, str]]:
    """(id, name) of everybody here who could take it over."""
    people = org.parties(db.session(), promise.community_id, clock.today())
    return [(one.id, one.name) for one in people if one.id != promise.owner_id]


def heirs(promise: Promise) -> list[tuple[str, str]]:
    """The same where its owner has left, else nobody."""
    return [] if org.party(db.session(), promise.owner_id).is_active(clock.today()) else others(promise)
