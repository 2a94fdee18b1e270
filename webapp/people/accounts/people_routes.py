"""Who holds which post: open accounts, give and end posts, AB cover, hand-over."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms.form_posts import attempt, did
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts import handover_services, people_services, queries, services
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.forms import CoverForm, EndPostForm, HandoverForm, PersonForm
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.rules import ROLE_WORDS

bp = Blueprint("people", __name__, url_prefix="/people")


@bp.get("/new")
@allow(Action.MANAGE_ACCOUNTS)
def new() -> Response:
    return page.render("people/accounts/person_new.html", form=_offered(PersonForm(valid_from=clock.today())))


@bp.post("/")
@allow(Action.MANAGE_ACCOUNTS)
def open_account() -> Response:
    form = _offered(PersonForm(request.form))
    password = attempt(
        form,
        lambda session: people_services.appoint(session, current(), role=form.chosen_role, **_person(form)),
    )
    if password is None:
        return page.render("people/accounts/person_new.html", form=form, status=form.status)
    return page.render("people/accounts/person_done.html", login=form.login.data, password=password)


@bp.get("/posts/<id:post_id>")
@allow(Action.MANAGE_ACCOUNTS)
def post(post_id: str) -> Response:
    return _post_page(post_id, CoverForm(), EndPostForm(last_day=clock.today()))


@bp.post("/posts/<id:post_id>/cover")
@allow(Action.MANAGE_ACCOUNTS)
def cover(post_id: str) -> Response:
    form = CoverForm(request.form)
    form.by.offer(people_services.colleagues(db.session(), current()))
    held = queries.get_post(db.session(), current(), post_id)
    fine = did(
        form,
        lambda session: services.cover_post(
            session, current(), held, queries.get_account(session, current(), form.by.data),
            valid_from=form.valid_from.data, valid_to=form.valid_to.data,
        ),
    )  # fmt: skip
    return page.done(url_for("staff.index")) if fine else _post_page(post_id, form, EndPostForm(), form.status)


@bp.post("/posts/<id:post_id>/end")
@allow(Action.MANAGE_ACCOUNTS)
def end(post_id: str) -> Response:
    form = EndPostForm(request.form)
    held = queries.get_post(db.session(), current(), post_id)
    if not form.validate():
        return _post_page(post_id, CoverForm(), form, 422)
    with db.transaction() as session:
        services.end_post(session, current(), held, last_day=form.last_day.data, reason=form.reason.data)
    return page.done(url_for("staff.index"))


@bp.post("/<id:account_id>/password")
@allow(Action.MANAGE_ACCOUNTS)
def reset(account_id: str) -> Response:
    account = queries.get_account(db.session(), current(), account_id)
    with db.transaction() as session:
        password = services.reset_password(session, current(), account)
    return page.render("people/accounts/person_done.html", login=account.login, password=password)


@bp.get("/handovers")
@allow(Action.HAND_OVER)
def handovers() -> Response:
    return _handovers(HandoverForm(giver=current().account_id))


@bp.post("/handovers")
@allow(Action.HAND_OVER)
def draw_up() -> Response:
    form = _handover_offered(HandoverForm(request.form))
    if did(form, lambda session: handover_services.draw_up(session, current(), **form.values, id=form.once.data)):
        return page.done(url_for("people.handovers"))
    return _handovers(form, 422)


@bp.post("/handovers/<id:handover_id>/signature")
@allow(Action.HAND_OVER)
def sign(handover_id: str) -> Response:
    paper = queries.get_handover(db.session(), current(), handover_id)
    with db.transaction() as session:
        handover_services.sign_handover(session, current(), paper)
    return page.done(url_for("people.handovers"))


def _person(form: PersonForm) -> dict[str, Any]:
    return {name: value for name, value in form.values.items() if name != "role"}


def _offered(form: PersonForm) -> PersonForm:
    form.unit_id.offer(people_services.units_to_fill(db.session(), current()))
    return form


def _post_page(post_id: str, cover_form: CoverForm, end_form: EndPostForm, status: int = 200) -> Response:
    held = queries.get_post(db.session(), current(), post_id)
    cover_form.by.offer(people_services.colleagues(db.session(), current()))
    shown = people_services.describe_post(db.session(), held)
    return page.render(
        "people/accounts/post.html", post=held, shown=shown, cover_form=cover_form, end_form=end_form,
        role_words=ROLE_WORDS, status=status,
    )  # fmt: skip


def _handover_offered(form: HandoverForm) -> HandoverForm:
    people = people_services.colleagues(db.session(), current())
    form.giver.offer(people)
    form.taker.offer([("", N_("请选")), *people_services.takers(db.session(), current())])
    form.unit_id.offer(people_services.units_to_fill(db.session(), current()))
    return form


def _handovers(form: HandoverForm, status: int = 200) -> Response:
    rows = queries.list_handovers(db.session(), current())
    names = queries.names_of(db.session(), {a for row, _ in rows for a in (row.from_id, row.to_id, row.supervisor_id)})
    return page.render(
        "people/accounts/handovers.html", form=_handover_offered(form), rows=rows, names=names, status=status
    )
