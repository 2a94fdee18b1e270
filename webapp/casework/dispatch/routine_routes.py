"""例行任务: set once under an entry of the duty list, then sent by itself."""

from flask import Blueprint, Response, request, url_for

from webapp.casework.catalogue import queries as catalogue
from webapp.casework.dispatch import queries, routine_queries, routine_services, rules
from webapp.casework.dispatch.forms import RoutineForm
from webapp.casework.questionnaires import queries as questionnaires
from webapp.core.data import db
from webapp.core.forms.form_posts import did, pressed
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("routines", __name__, url_prefix="/routines")


@bp.get("")
@allow(Action.SEND_TASKS)
def index() -> Response:
    return _index(RoutineForm(minutes=0, starts_on=clock.today()))


@bp.post("")
@allow(Action.SEND_TASKS)
def create() -> Response:
    form, unit_id = RoutineForm(request.form), current().hats[0].unit_id
    _offer(form)
    if did(
        form,
        lambda session: routine_services.set_routine(session, current(), form.plan(unit_id), id=form.once.data),
    ):
        return page.done(url_for("routines.index"))
    return _index(form, form.status)


@bp.post("/<id:routine_id>/end")
@allow(Action.SEND_TASKS)
def stop(routine_id: str) -> Response:
    routine = routine_queries.get_routine(db.session(), current(), routine_id)
    return pressed(
        lambda session: routine_services.stop_routine(session, current(), routine), url_for("routines.index")
    )


def _offer(form: RoutineForm) -> None:
    session = db.session()
    form.offer(queries.list_duties(session, clock.today()), questionnaires.choices_of(session, current()))


def _index(form: RoutineForm, status: int = 200) -> Response:
    session = db.session()
    _offer(form)
    calendar = catalogue.calendar(session)
    found = routine_queries.list_routines(session, current())
    return page.render(
        "casework/dispatch/routines.html", form=form, status=status, cycle_words=rules.CYCLE_WORDS,
        routines=[(one, missed, None if one.stopped_on else routine_services.next_round(one, clock.today(), calendar))
                  for one, missed in found],
    )  # fmt: skip
