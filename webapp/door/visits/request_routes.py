"""请微网格长问: the page on which a micro-grid head answers for one closed door."""

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms.form_posts import did
from webapp.core.web import page
from webapp.door.visits import revisit_queries, revisit_rules, revisit_services
from webapp.door.visits.forms import HeadForm
from webapp.door.visits.revisit_models import HeadAnswer, Slot
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("requests", __name__, url_prefix="/doors/requests")


@bp.get("/<id:revisit_id>")
@allow(Action.RELAY_NEED)
def show(revisit_id: str) -> Response:
    return _page(revisit_id, HeadForm())


@bp.post("/<id:revisit_id>")
@allow(Action.RELAY_NEED)
def answer(revisit_id: str) -> Response:
    row, household = revisit_queries.get_request(db.session(), current(), revisit_id)
    form = HeadForm(request.form)
    fine = did(
        form,
        lambda session: revisit_services.answer_request(
            session, current(), row, household, answer=HeadAnswer(form.answer.data),
            slot=Slot(form.slot.data) if form.slot.data else None,
        ),
    )  # fmt: skip
    if fine:
        return page.done(url_for("dashboards.home"))
    return _page(revisit_id, form, 409 if form.form_errors else 422)


def _page(revisit_id: str, form: HeadForm, status: int = 200) -> Response:
    row, household = revisit_queries.get_request(db.session(), current(), revisit_id)
    return page.render(
        "door/visits/request.html", row=row, household=household, form=form, answers=revisit_rules.ANSWER_WORDS,
        status=status,
    )  # fmt: skip
