"""The round on the visit's page: one tap a household for a yes or no, and on to the next door."""

from flask import Blueprint, Response, request, url_for
from werkzeug.datastructures import MultiDict

from webapp.core.data import db
from webapp.core.forms.form_posts import attempt
from webapp.core.time import clock
from webapp.core.web import page
from webapp.door.opinions import queries as opinions
from webapp.door.opinions.forms import DoorAnswerForm
from webapp.door.opinions.rules import STANDING_WORDS
from webapp.door.visits import opinion_services, queries
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.register.register import board_queries as boards
from webapp.register.register import queries as register

bp = Blueprint("door_opinions", __name__)


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
    household = register.get_household(session, actor, household_id)
    board = boards.board(session, actor, household.building_id)
    following = queries.next_door(board, household_id, clock.today())
    saved = made.id if queries.is_visit(session, made.id) else None
    if following is None:
        return page.done(url_for("visits.building", building_id=household.building_id, saved=saved))
    return page.done(url_for("visits.door", household_id=following.door.household_id, saved=saved))
