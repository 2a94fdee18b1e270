"""点单 and 派单, for those who hear what a neighbour needs."""

from datetime import timedelta

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.time import clock
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.org import queries as org
from webapp.people.org.models import UnitKind
from webapp.volunteering.activities import attendance_queries as attendance
from webapp.volunteering.activities import attendance_services
from webapp.volunteering.activities import demand_queries as queries
from webapp.volunteering.activities import demand_services as services
from webapp.volunteering.activities import queries as activities
from webapp.volunteering.activities.demand_models import Demand, RatedBy, Score
from webapp.volunteering.activities.forms import CancelForm, DemandForm, DispatchForm, RateForm
from webapp.volunteering.activities.models import Side

bp = Blueprint("demands", __name__, url_prefix="/demands")


@bp.get("")
@allow(Action.RAISE_DEMAND)
def index() -> Response:
    session, actor = db.session(), current()
    open_rows = queries.list_demands(session, actor)
    shown = {row.demand.id for row in open_rows}
    own = [row for row in queries.list_raised(session, actor) if row.demand.id not in shown]
    since = clock.now() - timedelta(days=365)
    return page.render(
        "volunteering/activities/demands.html", rows=open_rows, own=own, words=services.STATE_WORDS,
        asked=queries.first_answers(session, actor, since) if open_rows else [],
    )  # fmt: skip


@bp.get("/new")
@allow(Action.RAISE_DEMAND)
def new() -> Response:
    return page.render("volunteering/activities/demand_new.html", form=DemandForm())


@bp.post("")
@allow(Action.RAISE_DEMAND)
def raise_demand() -> Response:
    form, actor = DemandForm(request.form), current()
    if not form.validate():
        return page.render("volunteering/activities/demand_new.html", form=form, status=422)
    hat = actor.hats[0]
    home = hat.community_id or org.community_of(db.session(), hat.unit_id)
    if home is None:
        raise NotFound
    wish = form.wish
    with db.transaction() as session:
        grid = hat.unit_id if hat.unit_kind is UnitKind.GRID else None
        told = services.replace_grid(wish, grid)
        made = services.raise_demand(session, actor, told, community_id=home, id=form.once.data)
    return page.done(url_for("demands.show", demand_id=made.id))


@bp.get("/<id:demand_id>")
@allow(Action.RAISE_DEMAND)
def show(demand_id: str) -> Response:
    return _show(_one(demand_id))


@bp.post("/<id:demand_id>/dispatch")
@allow(Action.RUN_ACTIVITIES)
def dispatch(demand_id: str) -> Response:
    actor, found = current(), _one(demand_id)
    form = _dispatch_form(request.form)
    if not form.validate():
        return _show(found, dispatch=form, status=422)
    with db.transaction() as session:
        department = activities.get_department(session, actor, form.department_id.data)
        services.dispatch(session, actor, found, department)
    return page.done(url_for("demands.show", demand_id=demand_id))


@bp.post("/<id:demand_id>/rating")
@allow(Action.RAISE_DEMAND)
def rate(demand_id: str) -> Response:
    form, actor, found = RateForm(request.form), current(), _one(demand_id)
    fine = form_posts.did(
        form,
        lambda session: services.rate(
            session, actor, found, rated_by=RatedBy.SERVED, score=Score(form.score.data),
            words=form.words.data or "",
        ),
    )  # fmt: skip
    if fine:
        return page.done(url_for("demands.show", demand_id=demand_id))
    return _show(_one(demand_id), rate=form, status=form.status)


@bp.post("/<id:demand_id>/confirmation")
@allow(Action.RAISE_DEMAND)
def confirm(demand_id: str) -> Response:
    """Whoever raised it knows that it was done: their word is the lead's, the community's still has to follow."""
    actor, found = current(), _one(demand_id)
    row = attendance.served_on(db.session(), found.id)
    if row is None:
        raise NotFound
    with db.transaction() as session:
        attendance_services.confirm(session, actor, row, Side.LEAD)
    return page.done(url_for("demands.show", demand_id=demand_id))


@bp.post("/<id:demand_id>/withdrawal")
@allow(Action.RAISE_DEMAND)
def take_back(demand_id: str) -> Response:
    form, actor, found = CancelForm(request.form), current(), _one(demand_id)
    if not form.validate():
        return _show(found, taking_back=form, status=422)
    with db.transaction() as session:
        services.take_back(session, actor, found, reason=form.reason.data)
    return page.done(url_for("demands.show", demand_id=demand_id))


def _one(demand_id: str) -> Demand:
    return queries.get_demand(db.session(), current(), demand_id)


def _dispatch_form(data: object = None) -> DispatchForm:
    form = DispatchForm(data)
    rows = activities.list_departments(db.session(), current().wearing(Action.RUN_ACTIVITIES))
    form.department_id.offer([(row.id, row.name) for row, *_ in rows])
    return form


def _show(
    found: Demand, *, dispatch: DispatchForm | None = None, rate: RateForm | None = None,
    taking_back: CancelForm | None = None, status: int = 200,
) -> Response:  # fmt: skip
    session, actor = db.session(), current()
    runs, served = actor.can(Action.RUN_ACTIVITIES), attendance.served_on(session, found.id)
    return page.render(
        "volunteering/activities/demand.html",
        demand=found, said=queries.rated_by(session, found.id), words=services.STATE_WORDS,
        dispatch=dispatch or (_dispatch_form() if runs else None), rate=rate or RateForm(), status=status,
        taking_back=taking_back or CancelForm(), names=queries.names(session, found), state=found.state.value,
        served=served, awaits_me=attendance.awaits_lead(session, actor, served),
    )  # fmt: skip
