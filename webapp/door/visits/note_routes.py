"""A note at the door, and the answer to it: public, throttled, without signing in."""

from flask import Blueprint, Response, request
from sqlmodel import Session

from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.paper import qr
from webapp.core.trust import throttle
from webapp.core.web import page, site_address
from webapp.door.visits import revisit_services, services
from webapp.door.visits.forms import NoteForm
from webapp.door.visits.models import Means, Outcome, Topic
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.access import allow, current, public
from webapp.people.accounts.permissions import Action
from webapp.register.register import queries as register

bp = Blueprint("notes", __name__)
TRIES_PER_ADDRESS, TRIES_ALL, WINDOW = 10, 300, 15 * 60


@bp.post("/doors/<id:household_id>/note")
@allow(Action.RECORD_VISIT)
def leave(household_id: str) -> Response:
    household = register.get_household(db.session(), current(), household_id)
    with db.transaction() as session:
        note, code = revisit_services.leave_note(session, current(), household)
    url = site_address.link("notes.ask", code=code)
    return page.render(
        "door/visits/note.html", household=household, note=note, code=f"{code[:4]} {code[4:]}", url=url,
        worker=current().name, picture=qr.svg(url, url),
    )  # fmt: skip


@bp.get("/answer")
@public
def ask() -> Response:
    return page.render("door/visits/answer.html", form=NoteForm(code=request.args.get("code")), done=False)


@bp.post("/answer")
@public
def answer() -> Response:
    form = NoteForm(request.form)
    if not form.validate():
        return page.render("door/visits/answer.html", form=form, done=False, status=422)
    throttle.hit(f"note:{request.remote_addr}", TRIES_PER_ADDRESS, WINDOW)
    throttle.hit("note:all", TRIES_ALL, WINDOW)
    if not form_posts.did(form, lambda session: _answered(session, form)):
        return page.render("door/visits/answer.html", form=form, done=False, status=form.status)
    return page.render("door/visits/answer.html", form=form, done=True)


def _answered(session: Session, form: NoteForm) -> None:
    note = revisit_services.open_note(session, form.plain_code)
    author = accounts.actor_of(session, note.account_id).wearing(Action.RECORD_VISIT)
    visit = services.record_visit(session, author, _knock(form, note.household_id), id=None)
    revisit_services.use_note(session, note, visit)


def _knock(form: NoteForm, household_id: str) -> services.Knock:
    something = form.outcome.data == Outcome.SOMETHING
    return services.Knock(
        household_id, Outcome(form.outcome.data), means=Means.NOTE, topic=Topic.NEED if something else None,
        category="OTHER" if something else "", words=form.words.data if something else None,
    )  # fmt: skip
