"""A person: masked, revealed against a reason, changed; where they have lived, and what was done with the record."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms.form_posts import attempt, did
from webapp.core.trust import throttle
from webapp.core.web import page
from webapp.people.accounts.access import SHIFT, allow, current, proven, reads
from webapp.people.accounts.permissions import Action
from webapp.register.persons import queries as persons
from webapp.register.persons.rules import ELSEWHERE_WORDS
from webapp.register.register import queries, resident_services
from webapp.register.register.forms import SEALED_FIELDS, ResidentForm, RevealForm
from webapp.register.register.models import POLITICAL_WORDS, RELATION_WORDS, SEX_WORDS, Relation, Resident

bp = Blueprint("residents", __name__, url_prefix="/register")
REVEALS = (30, 3600)


@bp.get("/households/<id:household_id>/residents")
@allow(Action.CHANGE_REGISTER)
def new(household_id: str) -> Response:
    home = queries.get_household(db.session(), current(), household_id)
    return page.render("register/persons/edit.html", home=home, person=None, form=ResidentForm())


@bp.post("/households/<id:household_id>/residents")
@allow(Action.CHANGE_REGISTER)
def add(household_id: str) -> Response:
    form, actor = ResidentForm(request.form), current()
    home = queries.get_household(db.session(), actor, household_id)
    made = attempt(
        form,
        lambda session: resident_services.add_resident(session, actor, home, id=form.once.data, **form.told),
    )
    if made is None:
        return page.render("register/persons/edit.html", home=home, person=None, form=form, status=422)
    return page.done(url_for("register.household", household_id=household_id))


@bp.get("/residents/<id:resident_id>")
@allow(Action.SEE_REGISTER)
@reads("read_resident", "resident", "resident_id")
def show(resident_id: str) -> Response:
    return _show(resident_id, RevealForm())


@bp.post("/residents/<id:resident_id>/revelation")
@allow(Action.REVEAL_SENSITIVE)
@proven(SHIFT)
def reveal(resident_id: str) -> Response:
    """The one page that shows sealed fields in clear; it is never cached and cannot be reloaded with GET."""
    form, actor = RevealForm(request.form), current()
    person = queries.get_resident(db.session(), actor, resident_id)
    throttle.hit(f"reveal:{actor.account_id}", *REVEALS)
    clear = attempt(form, lambda session: resident_services.reveal(session, actor, person, reason=form.reason.data))
    if clear is None:
        return _show(resident_id, form, status=422)
    response = page.render("register/persons/clear.html", person=person, clear=_said(clear), fields=SEALED_FIELDS)
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/residents/<id:resident_id>/details")
@allow(Action.CHANGE_REGISTER)
@reads("read_resident", "resident", "resident_id")
def edit(resident_id: str) -> Response:
    person = queries.get_resident(db.session(), current(), resident_id)
    lines = _lines_of(person)
    form = ResidentForm(relation=lines["relation"], sex=lines["sex"], work=lines["work"]).for_known()
    form.stand_on(lines, person.version)
    return page.render("register/persons/edit.html", home=None, person=person, form=form)


@bp.post("/residents/<id:resident_id>/details")
@allow(Action.CHANGE_REGISTER)
def change(resident_id: str) -> Response:
    form, actor = ResidentForm(request.form).for_known(), current()
    person = queries.get_resident(db.session(), actor, resident_id)
    fine = form.validate() and form.meets(_lines_of(person), person.version)
    if not fine or not did(
        form, lambda session: resident_services.change_resident(session, actor, person, version=form.seen, **form.told)
    ):
        return page.render("register/persons/edit.html", home=None, person=person, form=form, status=422)
    return page.done(url_for("residents.show", resident_id=resident_id))


def _lines_of(person: Resident) -> dict[str, Any]:
    member = queries.open_membership(db.session(), person)
    return resident_services.lines_of(person, member.relation if member else Relation.OTHER_FAMILY)


def _show(resident_id: str, reveal_form: RevealForm, status: int = 200) -> Response:
    session, actor = db.session(), current()
    person = queries.get_resident(session, actor, resident_id)
    may_merge = actor.can(Action.MERGE_PERSONS)
    return page.render(
        "register/persons/show.html",
        person=person, member=queries.open_membership(session, person), reveal_form=reveal_form,
        relation_words=RELATION_WORDS, sex_words=SEX_WORDS, elsewhere_words=ELSEWHERE_WORDS, status=status,
        home=queries.get_household(session, actor, person.household_id) if person.household_id else None,
        homes=persons.homes_of(session, actor, person), elsewhere=persons.elsewhere_of(session, person),
        rivals=persons.rivals(session, person), acts=persons.acts_of(session, person),
        twins=persons.twins_of(session, actor, person) if may_merge else [],
        merged=persons.merged_into(session, person), sent=persons.describe_transfer(session, person),
    )  # fmt: skip


def _said(clear: dict[str, str]) -> dict[str, str]:
    words = {kind.value: said for kind, said in POLITICAL_WORDS.items()}
    return clear | {"political": words.get(clear["political"], "")}
