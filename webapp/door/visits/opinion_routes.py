"""The round on the visit's page: one tap a household for a yes or no, then what else is asked at this door, then the
next door."""

from flask import Blueprint, Response, request, url_for
from werkzeug.datastructures import MultiDict

from webapp.core.data import db
from webapp.core.forms.form_posts import attempt
from webapp.core.web import page
from webapp.door.opinions import door_queries as opinions
from webapp.door.opinions.forms import DoorAnswerForm
from webapp.door.opinions.models import Outcome
from webapp.door.opinions.rules import STANDING_WORDS
from webapp.door.visits import opinion_services, queries
from webapp.door.visits.walk_routes import onward
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.register.register import queries as register

bp = Blueprint("door_opinions", __name__)

NOT_NOW = (Outcome.REFUSED, Outcome.LATER)


@bp.post("/doors/<id:household_id>/opinions/<id:round_id>")
@allow(Action.COLLECT_OPINIONS)
def answer(household_id: str, round_id: str) -> Response:
    session, actor = db.session(), current()
    asked, line = opinions.line_at_door(session, actor, round_id, household_id)
    given = MultiDict(request.form)
    given["household_id"], given["round_id"] = household_id, round_id
    form = DoorAnswerForm(given)
    made = attempt(form, lambda session: opinion_services.answer_at_door(session, current(), form.told))
    if made is None:
        return page.render(
            "door/opinions/at_door.html", form=form, here=opinions.asked_here(session, asked, line),
            household=register.get_household(session, actor, household_id), standing_words=STANDING_WORDS,
            status=form.status,
        )  # fmt: skip
    saved = made.id if queries.is_visit(session, made.id) else None
    return page.done(_onward(household_id, round_id, made.outcome, saved))


def _onward(household_id: str, answered: str, outcome: Outcome, saved: str | None) -> str:
    """Who refused or had no time is not asked the next question at once. static/js/offline/asking.js has the same."""
    session, actor = db.session(), current()
    here = opinions.asked_at_door(session, actor, household_id) if outcome not in NOT_NOW else []
    if any(one.waits and one.round.id != answered for one in here):
        return url_for("visits.door", household_id=household_id, saved=saved)
    return onward(register.get_household(session, actor, household_id), saved)
