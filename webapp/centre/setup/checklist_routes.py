"""上线清单, and how a district on the demo comes to one of its own."""

from typing import Any

from flask import Blueprint, Response, current_app, request, url_for

from webapp.centre.setup import checklist_queries, rules
from webapp.core.data import db
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.people.accounts.access import allow, current, current_or_none, public
from webapp.people.accounts.permissions import Action
from webapp.people.settings import queries as settings
from webapp.people.settings import services
from webapp.people.settings.rules import Name, State

bp = Blueprint("checklist", __name__)


@bp.get("/checklist")
@allow(Action.SEE_CHECKLIST)
def index() -> Response:
    answers = checklist_queries.answers(db.session(), current(), is_https=request.is_secure)
    places = {one.line.key: _place(one.line) for one in answers if current().can(Action(one.line.action))}
    done = sum(1 for one in answers if one.is_done)
    return page.render("centre/setup/checklist.html", answers=answers, places=places, done=done)


def _place(line: rules.Line) -> str:
    return url_for(line.endpoint, **({"name": line.sheet} if line.sheet else {}))  # type: ignore[arg-type]


@bp.post("/checklist/<key>/later")
@allow(Action.CHANGE_SETTINGS)
def put_off(key: str) -> Response:
    """What a district does without for now, and takes up again with the same button."""
    if key not in {line.key for line in rules.LINES if line.may_wait}:
        raise NotFound
    with db.transaction() as writing:
        kept = list(settings.value(writing, Name.PUT_OFF))
        kept = [one for one in kept if one != key] if key in kept else [*kept, key]
        services.change(writing, current(), {Name.PUT_OFF: kept})
    return page.done(url_for("checklist.index"))


@bp.get("/for-real")
@public
def for_real() -> Response:
    return page.render("centre/setup/for_real.html")


@bp.app_context_processor
def frame() -> dict[str, Any]:
    """What stands on every page: that this is the demo, that nobody may write for now, who owns the site."""
    set_up = current_app.extensions.get("set_up")
    known = settings.known(db.session()) if set_up else {}
    return {
        "is_demo": set_up == "demo",
        "owner": known.get(Name.OWNER, ""),
        "paused": known.get(Name.STATE) == State.READ_ONLY.value,
        "paused_words": known.get(Name.STATE_WORDS, ""),
    }


@bp.app_template_global()
def checklist_left() -> int:
    """Lines still open for whoever reads; asked only where a home page shows it."""
    person = current_or_none()
    if person is None or current_app.extensions.get("set_up") != "own" or not person.can(Action.SEE_CHECKLIST):
        return 0
    seen = person.wearing(Action.SEE_CHECKLIST)
    found = checklist_queries.answers(db.session(), seen, is_https=request.is_secure)
    return sum(1 for one in found if one.is_open)
