"""Moving, coming back, another community, and who is said to have come here."""

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms.form_posts import attempt, did, pressed
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.register.persons import move_services, queries
from webapp.register.persons.forms import AwayForm, ElsewhereForm, HomeForm, RefusalForm, TransferForm
from webapp.register.persons.models import ElsewhereKind
from webapp.register.persons.rules import ELSEWHERE_WORDS
from webapp.register.register import queries as register
from webapp.register.register.models import SEX_WORDS, Relation

bp = Blueprint("moves", __name__, url_prefix="/register")
USUAL = Relation.OTHER_FAMILY.value


@bp.get("/residents/<id:resident_id>/move")
@allow(Action.CHANGE_REGISTER)
def move_form(resident_id: str) -> Response:
    return _move(resident_id)


@bp.post("/residents/<id:resident_id>/home")
@allow(Action.CHANGE_REGISTER)
def move(resident_id: str) -> Response:
    form, actor = HomeForm(request.form), current()
    person = register.get_resident(db.session(), actor, resident_id)
    told = {"door": form.door.data or "", "on": form.on.data}
    made = attempt(form, lambda session: move_services.move(
        session, actor, person, relation=Relation(form.relation.data), **told
    ))  # fmt: skip
    return _move(resident_id, home=form) if made is None else page.done(_person(resident_id))


@bp.post("/residents/<id:resident_id>/transfer")
@allow(Action.CHANGE_REGISTER)
def send_on(resident_id: str) -> Response:
    form, actor = TransferForm(request.form), current()
    form.to_id.offer(queries.communities(db.session()))
    person = register.get_resident(db.session(), actor, resident_id)
    made = attempt(
        form, lambda session: move_services.send_on(session, actor, person, to_id=form.to_id.data, on=form.on.data)
    )
    return _move(resident_id, transfer=form) if made is None else page.done(_person(resident_id))


@bp.post("/residents/<id:resident_id>/departure")
@allow(Action.CHANGE_REGISTER)
def go_away(resident_id: str) -> Response:
    form, actor = AwayForm(request.form), current()
    person = register.get_resident(db.session(), actor, resident_id)
    made = attempt(form, lambda session: move_services.go_away(session, actor, person, on=form.on.data))
    return _move(resident_id, away=form) if made is None else page.done(_person(resident_id))


@bp.get("/residents/<id:resident_id>/elsewhere")
@allow(Action.CHANGE_REGISTER)
def elsewhere_form(resident_id: str) -> Response:
    return _elsewhere(resident_id, ElsewhereForm(on=clock.today()))


@bp.post("/residents/<id:resident_id>/elsewhere")
@allow(Action.CHANGE_REGISTER)
def note_elsewhere(resident_id: str) -> Response:
    form, actor = ElsewhereForm(request.form), current()
    person = register.get_resident(db.session(), actor, resident_id)
    made = attempt(form, lambda session: move_services.note_elsewhere(
        session, actor, person, kind=ElsewhereKind(form.kind.data), words=form.words.data or "", on=form.on.data
    ))  # fmt: skip
    return _elsewhere(resident_id, form, 422) if made is None else page.done(_person(resident_id))


@bp.post("/residents/<id:resident_id>/elsewhere/<id:other_home_id>/ending")
@allow(Action.CHANGE_REGISTER)
def end_elsewhere(resident_id: str, other_home_id: str) -> Response:
    actor = current()
    person = register.get_resident(db.session(), actor, resident_id)
    home = queries.get_elsewhere(db.session(), person, other_home_id)
    return pressed(
        lambda session: move_services.end_elsewhere(session, actor, person, home),
        url_for("moves.elsewhere_form", resident_id=resident_id),
    )


@bp.get("/arrivals")
@allow(Action.CHANGE_REGISTER)
def arrivals() -> Response:
    found = queries.list_arrivals(db.session(), current())
    return page.render("register/persons/arrivals.html", arrivals=found)


@bp.get("/arrivals/<id:transfer_id>")
@allow(Action.CHANGE_REGISTER)
def arrival(transfer_id: str) -> Response:
    return _arrival(transfer_id)


@bp.post("/arrivals/<id:transfer_id>/home")
@allow(Action.CHANGE_REGISTER)
def take_over(transfer_id: str) -> Response:
    form, actor = HomeForm(request.form), current()
    found = queries.get_arrival(db.session(), actor, transfer_id)
    told = {"door": form.door.data or "", "on": form.on.data}
    made = attempt(form, lambda session: move_services.take_over(
        session, actor, found.transfer, relation=Relation(form.relation.data), **told
    ))  # fmt: skip
    return _arrival(transfer_id, home=form) if made is None else page.done(_person(found.transfer.resident_id))


@bp.post("/arrivals/<id:transfer_id>/refusal")
@allow(Action.CHANGE_REGISTER)
def decline(transfer_id: str) -> Response:
    form, actor = RefusalForm(request.form), current()
    found = queries.get_arrival(db.session(), actor, transfer_id)
    words = form.words.data or ""
    if did(form, lambda session: move_services.decline(session, actor, found.transfer, words=words)):
        return page.done(url_for("moves.arrivals"))
    return _arrival(transfer_id, refusal=form)


def _move(
    resident_id: str, home: HomeForm | None = None, transfer: TransferForm | None = None, away: AwayForm | None = None
) -> Response:
    session, actor, today = db.session(), current(), clock.today()
    status = 422 if home or transfer or away else 200
    person = register.get_resident(session, actor, resident_id)
    transfer = transfer or TransferForm(on=today)
    transfer.to_id.offer(queries.communities(session))
    return page.render(
        "register/persons/move.html", person=person, member=register.open_membership(session, person),
        transfer=transfer, home_form=home or HomeForm(on=today, relation=USUAL), away=away or AwayForm(on=today),
        status=status,
    )  # fmt: skip


def _elsewhere(resident_id: str, form: ElsewhereForm, status: int = 200) -> Response:
    person = register.get_resident(db.session(), current(), resident_id)
    known = queries.elsewhere_of(db.session(), person)
    return page.render(
        "register/persons/elsewhere.html", person=person, form=form, known=known, words=ELSEWHERE_WORDS, status=status
    )


def _arrival(transfer_id: str, home: HomeForm | None = None, refusal: RefusalForm | None = None) -> Response:
    found = queries.get_arrival(db.session(), current(), transfer_id)
    return page.render(
        "register/persons/arrival.html", found=found, person=found.person, sex_words=SEX_WORDS,
        home_form=home or HomeForm(on=found.transfer.on, relation=USUAL), refusal=refusal or RefusalForm(),
        status=422 if home or refusal else 200,
    )  # fmt: skip


def _person(resident_id: str) -> str:
    return url_for("residents.show", resident_id=resident_id)
