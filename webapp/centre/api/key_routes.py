"""接口: which platforms may send and take, made and ended by the district."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.centre.api import delivery_services, key_services, queries
from webapp.centre.api.forms import KeyForm
from webapp.centre.api.rules import SCOPE_WORDS, Scope
from webapp.core.data import db
from webapp.core.forms.form_posts import attempt
from webapp.core.web import page
from webapp.people.accounts.access import JUST_NOW, allow, current, proven
from webapp.people.accounts.permissions import Action
from webapp.people.org import queries as org

bp = Blueprint("interfaces", __name__, url_prefix="/interfaces")


@bp.get("/")
@allow(Action.CHANGE_SETTINGS)
def index() -> Response:
    return _index(KeyForm())


@bp.post("/")
@allow(Action.CHANGE_SETTINGS)
@proven(JUST_NOW)
def make() -> Response:
    """The answer is the only page that ever shows the key. Posted again it leads to the key it made, and says so."""
    form = KeyForm(request.form)
    form.unit_id.offer(_units())
    made = attempt(form, lambda session: key_services.make_key(
        session, current(), name=form.name.data or "", unit_id=form.unit_id.data or "",
        scopes=form.scopes.data or [], hook_url=form.hook_url.data or "", id=form.once.data,
    ))  # fmt: skip
    if made is None:
        return _index(form, form.status)
    key, token, secret = made
    if not token:
        return page.done(url_for("interfaces.show", key_id=key.id, again=1))
    return page.render("centre/api/made.html", key=key, token=token, secret=secret)


@bp.get("/<id:key_id>")
@allow(Action.CHANGE_SETTINGS)
def show(key_id: str) -> Response:
    session = db.session()
    key = queries.get_key(session, current(), key_id)
    said = [SCOPE_WORDS[Scope(scope)] for scope in key.scopes]
    return page.render(
        "centre/api/key.html", key=key, unit=org.unit(session, key.unit_id).name, scopes=said,
        is_again="again" in request.args, deliveries=queries.list_deliveries(session, key),
    )  # fmt: skip


@bp.post("/<id:key_id>/end")
@allow(Action.CHANGE_SETTINGS)
def end(key_id: str) -> Response:
    key = queries.get_key(db.session(), current(), key_id)
    with db.transaction() as session:
        key_services.end_key(session, current(), key)
    return page.done(url_for("interfaces.show", key_id=key_id))


@bp.post("/<id:key_id>/deliveries/<id:delivery_id>")
@allow(Action.CHANGE_SETTINGS)
def send_again(key_id: str, delivery_id: str) -> Response:
    key = queries.get_key(db.session(), current(), key_id)
    delivery = queries.get_delivery(db.session(), key, delivery_id)
    with db.transaction() as session:
        delivery_services.retry(session, current(), delivery)
    return page.done(url_for("interfaces.show", key_id=key_id))


def _units() -> list[tuple[str, str]]:
    return org.as_listed(queries.units_for_keys(db.session(), current()))


def _index(form: KeyForm, status: int = 200) -> Response:
    form.unit_id.offer(_units())
    shown: dict[str, Any] = {"keys": queries.list_keys(db.session(), current()), "form": form}
    return page.render("centre/api/index.html", status=status, **shown)
