"""A death, with what it ends, and the page of an act that can be taken back."""

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms.form_posts import attempt
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.register.persons import death_services, queries, side_queries
from webapp.register.persons.forms import ResidentDeathForm, UndoForm
from webapp.register.register import queries as register
from webapp.register.register.models import Household
from webapp.register.register.rules import KeyFlag

bp = Blueprint("deaths", __name__, url_prefix="/register")


@bp.get("/residents/<id:resident_id>/death")
@allow(Action.CHANGE_REGISTER)
def show(resident_id: str) -> Response:
    return _show(resident_id)


@bp.post("/residents/<id:resident_id>/death")
@allow(Action.CHANGE_REGISTER)
def record(resident_id: str) -> Response:
    form, actor = ResidentDeathForm(request.form), current()
    person = register.get_resident(db.session(), actor, resident_id)
    made = attempt(form, lambda session: death_services.record_death(
        session, actor, person, on=form.on.data, flags=[KeyFlag(value) for value in form.flags.data or []],
        words=form.words.data or "",
    ))  # fmt: skip
    return _show(resident_id, form) if made is None else page.done(_person(resident_id))


@bp.get("/persons/<id:person_act_id>")
@allow(Action.CHANGE_REGISTER)
def act(person_act_id: str) -> Response:
    found = queries.get_act(db.session(), current(), person_act_id)
    told = side_queries.act_page(db.session(), current(), found)
    return page.render("register/persons/act.html", **told, form=UndoForm())


@bp.post("/persons/<id:person_act_id>/mistake")
@allow(Action.CHANGE_REGISTER)
def undo(person_act_id: str) -> Response:
    form, actor = UndoForm(request.form), current()
    found = queries.get_death(db.session(), actor, person_act_id)
    reason = form.reason.data or ""
    done = attempt(form, lambda session: death_services.undo_death(session, actor, found, reason=reason))
    if done is None:
        told = side_queries.act_page(db.session(), actor, found)
        return page.render("register/persons/act.html", **told, form=form, status=form.status)
    return page.done(url_for("deaths.act", person_act_id=found.id) if done else _person(found.resident_id))


def _show(resident_id: str, form: ResidentDeathForm | None = None) -> Response:
    session, actor = db.session(), current()
    person = register.get_resident(session, actor, resident_id)
    home = register.get_household(session, actor, person.household_id) if person.household_id else None
    return page.render(
        "register/persons/death.html", person=person, home=home, status=form.status if form else 200,
        form=form or ResidentDeathForm(flags=_still_key(home), on=clock.today()),
        foreseen=death_services.foresee(session, person) if person.died_on is None else [],
    )  # fmt: skip


def _still_key(home: Household | None) -> list[str]:
    """Somebody who lived alone does so no longer; everything else is for the worker to say."""
    return [flag for flag in home.flags if flag != KeyFlag.LIVES_ALONE] if home else []


def _person(resident_id: str) -> str:
    return url_for("residents.show", resident_id=resident_id)
