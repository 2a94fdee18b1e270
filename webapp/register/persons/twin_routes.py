"""疑似同一人: looked at side by side, joined, or said to be two."""

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms.form_posts import attempt, pressed
from webapp.core.web import page
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.register.persons import merge_services, queries, side_queries
from webapp.register.persons.forms import TITLES, MergeForm, UndoForm
from webapp.register.register import queries as register

bp = Blueprint("twins", __name__, url_prefix="/register")


@bp.get("/twins")
@allow(Action.MERGE_PERSONS)
def index() -> Response:
    return page.render("register/persons/twins.html", twins=queries.list_twins(db.session(), current()))


@bp.get("/residents/<id:resident_id>/twins/<id:twin_id>")
@allow(Action.MERGE_PERSONS)
def show(resident_id: str, twin_id: str) -> Response:
    return _sides(resident_id, twin_id, MergeForm())


@bp.post("/residents/<id:resident_id>/twins/<id:twin_id>/merger")
@allow(Action.MERGE_PERSONS)
def merge(resident_id: str, twin_id: str) -> Response:
    form, actor = MergeForm(request.form), current()
    kept = register.get_resident(db.session(), actor, resident_id)
    gone = register.get_resident(db.session(), actor, twin_id)
    made = attempt(form, lambda session: merge_services.merge(
        session, actor, kept, gone, taken=form.taken, reason=form.reason.data or ""
    ))  # fmt: skip
    if made is None:
        return _sides(resident_id, twin_id, form, form.status)
    return page.done(url_for("residents.show", resident_id=resident_id))


@bp.post("/residents/<id:resident_id>/twins/<id:twin_id>/difference")
@allow(Action.MERGE_PERSONS)
def differ(resident_id: str, twin_id: str) -> Response:
    actor = current()
    one = register.get_resident(db.session(), actor, resident_id)
    other = register.get_resident(db.session(), actor, twin_id)
    return pressed(lambda session: merge_services.say_two(session, actor, one, other), url_for("twins.index"))


@bp.post("/persons/<id:person_act_id>/parting")
@allow(Action.MERGE_PERSONS)
def part(person_act_id: str) -> Response:
    form, actor = UndoForm(request.form), current()
    act = queries.get_merge(db.session(), actor, person_act_id)
    done = attempt(form, lambda session: merge_services.undo_merge(session, actor, act, reason=form.reason.data or ""))
    if done is None:
        return page.render("register/persons/act.html", **side_queries.act_page(db.session(), actor, act), form=form,
                           status=form.status)  # fmt: skip
    return page.done(url_for("residents.show", resident_id=act.resident_id))


def _sides(resident_id: str, twin_id: str, form: MergeForm, status: int = 200) -> Response:
    session, actor = db.session(), current()
    kept = register.get_resident(session, actor, resident_id)
    gone = register.get_resident(session, actor, twin_id)
    sides = side_queries.sides(session, kept, gone)
    for side in sides:
        form.show(side.field, side.kept, side.gone)
    return page.render(
        "register/persons/sides.html", kept=kept, gone=gone, form=form, status=status, titles=TITLES,
        sides=sides, follows=side_queries.follows(session, gone),
    )  # fmt: skip
