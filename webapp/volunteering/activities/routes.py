"""服务部和活动, for those who run them."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.exchange.points import queries as points
from webapp.people.accounts import people_services as people
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.unchanged import unless_unchanged
from webapp.people.lists import page_forms as lists
from webapp.volunteering.activities import list_queries, list_services, queries, services
from webapp.volunteering.activities.forms import RISK_WORDS, ActivityForm, CancelForm, ShiftForm
from webapp.volunteering.activities.models import Activity

bp = Blueprint("activities", __name__, url_prefix="/activities")
MARKED = (list_services.ANNOUNCE, list_services.CANCEL, list_services.JOIN)  # what the lists can do


@bp.get("")
@allow(Action.RUN_ACTIVITIES)
@unless_unchanged
def index() -> Response:
    return lists.show(list_queries.OFFICE, "volunteering/activities/index.html")


@bp.get("/new")
@allow(Action.RUN_ACTIVITIES)
def new() -> Response:
    return page.render("volunteering/activities/edit.html", form=_form(), activity=None)


@bp.post("")
@allow(Action.RUN_ACTIVITIES)
def draft() -> Response:
    form, actor = _form(request.form), current()
    if not form.validate():
        return page.render("volunteering/activities/edit.html", form=form, activity=None, status=422)
    with db.transaction() as session:
        made = services.draft(session, actor, form.plan, community_id=_home(), id=form.once.data)
    return page.done(url_for("activities.show", activity_id=made.id))


@bp.get("/<id:activity_id>")
@allow(Action.RUN_ACTIVITIES)
def show(activity_id: str) -> Response:
    return _show(_one(activity_id))


@bp.get("/<id:activity_id>/edit")
@allow(Action.RUN_ACTIVITIES)
def edit(activity_id: str) -> Response:
    found = _one(activity_id)
    return page.render("volunteering/activities/edit.html", form=_form(obj=found), activity=found)


@bp.post("/<id:activity_id>")
@allow(Action.RUN_ACTIVITIES)
def change(activity_id: str) -> Response:
    form, actor, found = _form(request.form), current(), _one(activity_id)
    if form_posts.did(form, lambda session: services.change(session, actor, found, form.plan)):
        return page.done(url_for("activities.show", activity_id=activity_id))
    return page.render("volunteering/activities/edit.html", form=form, activity=_one(activity_id), status=form.status)


@bp.post("/<id:activity_id>/shifts")
@allow(Action.RUN_ACTIVITIES)
def add_shift(activity_id: str) -> Response:
    form, actor, found = ShiftForm(request.form), current(), _one(activity_id)
    told = form.values | {"id": form.once.data}
    if form_posts.did(form, lambda session: services.add_shift(session, actor, found, **told)):
        return page.done(url_for("activities.show", activity_id=activity_id))
    return _show(_one(activity_id), shift=form, status=form.status)


@bp.post("/<id:activity_id>/announcement")
@allow(Action.RUN_ACTIVITIES)
def announce(activity_id: str) -> Response:
    actor, found = current(), _one(activity_id)
    form = _form(obj=found)
    if form_posts.tried(form, lambda session: services.announce(session, actor, found)):
        return page.done(url_for("activities.show", activity_id=activity_id))
    return page.render("volunteering/activities/edit.html", form=form, activity=_one(activity_id), status=form.status)


@bp.post("/<id:activity_id>/cancellation")
@allow(Action.RUN_ACTIVITIES)
def cancel(activity_id: str) -> Response:
    form, actor, found = CancelForm(request.form), current(), _one(activity_id)
    if not form.validate():
        return _show(found, cancelling=form, status=422)
    with db.transaction() as session:
        services.cancel(session, actor, found, reason=form.reason.data)
    return page.done(url_for("activities.show", activity_id=activity_id))


@bp.app_template_filter("clock_time")
def clock_time(moment: datetime) -> str:
    return clock.local(moment).strftime("%H:%M")


def _one(activity_id: str) -> Activity:
    return queries.get_activity(db.session(), current(), activity_id)


def _home() -> str:
    home = current().community_id
    if home is None:
        raise NotFound
    return home


def _form(data: Any = None, obj: Any = None) -> ActivityForm:
    form = ActivityForm(data, obj=obj)
    session, actor = db.session(), current()
    rules = {rule.act: rule.name for rule in points.list_rules(session, actor)}
    form.act.offer([*rules.items(), ("none", gettext(N_("只记时长")))])
    form.department_id.offer([(row.id, row.name) for row, *_ in queries.list_departments(session, actor)])
    form.lead_account_id.offer([*people.colleagues(session, actor), *queries.lead_accounts(session, actor)])
    return form


def _show(
    found: Activity, *, shift: ShiftForm | None = None, cancelling: CancelForm | None = None, status: int = 200
) -> Response:
    session = db.session()
    shifts = queries.shifts_of(session, found.id)
    return page.render(
        "volunteering/activities/show.html", activity=found, shifts=shifts, shift=shift or ShiftForm(), status=status,
        going=queries.counts(session, [row.id for row in shifts]), cancelling=cancelling or CancelForm(),
        risks=RISK_WORDS,
    )  # fmt: skip
