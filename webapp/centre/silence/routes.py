"""没声音的地方: the map of silence, and sending somebody there."""

from datetime import timedelta

from flask import Blueprint, Response, request, url_for

from webapp.casework.cases.rules import SOURCE_NAMES
from webapp.casework.dispatch import queries as dispatch
from webapp.centre.overview.level_queries import Level, get_level
from webapp.centre.silence import queries, rules, services
from webapp.centre.silence.forms import GoForm
from webapp.centre.silence.rules import Silent
from webapp.core.cluster import replica
from webapp.core.data import db, ids
from webapp.core.forms.form_posts import attempt
from webapp.core.time import clock
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("silence", __name__, url_prefix="/silence")


@bp.get("")
@allow(Action.SEE_OVERVIEW)
def index() -> Response:
    return _show("")


@bp.get("/<id:unit_id>")
@allow(Action.SEE_OVERVIEW)
def show(unit_id: str) -> Response:
    return _show(unit_id)


@bp.get("/<id:unit_id>/<id:place_id>")
@allow(Action.SEND_TASKS)
def go(unit_id: str, place_id: str) -> Response:
    level, found = _place(unit_id, place_id)
    form = GoForm(id=ids.new(), due_on=clock.today() + timedelta(days=7))
    return _ask(level, found, form)


@bp.post("/<id:unit_id>/<id:place_id>")
@allow(Action.SEND_TASKS)
def send(unit_id: str, place_id: str) -> Response:
    level, found = _place(unit_id, place_id)
    form = GoForm(request.form)
    form.offer(dispatch.list_duties(db.session(), clock.today()))
    order = attempt(form, lambda session: services.send_there(
        session, current(), level, found, id=form.id.data or None, duty_id=form.duty_id.data or "",
        due_on=form.due_on.data, words=form.words.data or "", reason=form.reason.data or "",
    ))  # fmt: skip
    if order is not None:
        return page.done(url_for("orders.show", order_id=order.id))
    return _ask(level, found, form, form.status)


def _show(unit_id: str) -> Response:
    level, today = get_level(db.session(), current(), unit_id), clock.today()
    asked = (queries.places, queries.groups, queries.channels)
    counted, as_of = replica.read(lambda session: [find(session, level, today) for find in asked])
    places, groups, channels = counted
    return page.render(
        "centre/silence/index.html", level=level, places=places, groups=groups, channels=channels,
        days=rules.DAYS, source_names=SOURCE_NAMES, counted_at=clock.now(), as_of=as_of,
    )  # fmt: skip


def _place(unit_id: str, place_id: str) -> tuple[Level, Silent]:
    level = get_level(db.session(), current(), unit_id)
    found = queries.get_place(db.session(), level, place_id, clock.today())
    if found is None:
        raise NotFound
    return level, found


def _ask(level: Level, found: Silent, form: GoForm, status: int = 200) -> Response:
    if not form.duty_id.choices:
        form.offer(dispatch.list_duties(db.session(), clock.today()))
    return page.render("centre/silence/go.html", status=status, level=level, found=found, form=form, days=rules.DAYS)
