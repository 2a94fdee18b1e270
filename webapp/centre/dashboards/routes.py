from typing import Any

from flask import Blueprint, Response, redirect, url_for

from webapp.centre.dashboards import list_queries, page_forms
from webapp.centre.dashboards.page_forms import exists, first_hat
from webapp.centre.dashboards.rules import HOMES
from webapp.people.accounts.access import allow, current_or_none, public
from webapp.people.accounts.permissions import Action
from webapp.people.lists import page_forms as lists

bp = Blueprint("dashboards", __name__)


@bp.get("/")
@public
def home() -> Response:
    """Each post's own first page; a stranger is asked to sign in."""
    person = current_or_none()
    if person is None:
        return redirect(url_for("accounts.sign_in"), 303)  # type: ignore[return-value]
    role = first_hat(person)
    endpoint = HOMES[role] if role else "accounts.me"
    return redirect(url_for(endpoint if exists(endpoint) else "accounts.me"), 303)  # type: ignore[return-value]


@bp.get("/history")
@allow(Action.SEE_HISTORY)
def history() -> Response:
    return lists.show(list_queries.OFFICE)


@bp.app_context_processor
def frame() -> dict[str, Any]:
    person = current_or_none()
    return page_forms.frame_of(person) if person else {"tabs": [], "rooms": []}
