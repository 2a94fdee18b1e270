"""活动, for a volunteer: what there is to do, taking a place, giving it back, demands to say yes to."""

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.web import page
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.org.models import Unit
from webapp.volunteering.activities import demand_queries, demand_services, queries, services
from webapp.volunteering.activities.demand_models import Demand, RatedBy, Score
from webapp.volunteering.activities.forms import FinishForm, RateForm, SignUpForm
from webapp.volunteering.activities.models import Activity, Shift
from webapp.volunteering.volunteers import queries as volunteers
from webapp.volunteering.volunteers.models import Volunteer

bp = Blueprint("coming", __name__, url_prefix="/coming")


@bp.get("")
@allow(Action.OWN_PASSBOOK)
def index() -> Response:
    session, me = db.session(), _me()
    return page.render(
        "volunteering/activities/coming.html", rows=queries.list_coming(session, me.community_id, me.id),
        demands=demand_queries.list_for_volunteer(session, me), me=me, tel=_tel(me),
    )  # fmt: skip


@bp.get("/shifts/<id:shift_id>")
@allow(Action.OWN_PASSBOOK)
def shift(shift_id: str) -> Response:
    return _shift(*_open(shift_id), SignUpForm())


@bp.post("/shifts/<id:shift_id>/place")
@allow(Action.OWN_PASSBOOK)
def sign_up(shift_id: str) -> Response:
    form, actor, me = SignUpForm(request.form), current(), _me()
    found, _ = _open(shift_id)
    if form_posts.tried(
        form, lambda session: services.sign_up(session, actor, found, me, knows_risk=form.knows_risk.data)
    ):
        return page.done(url_for("coming.shift", shift_id=shift_id))
    return _shift(*_open(shift_id), form, form.status)


@bp.post("/shifts/<id:shift_id>/withdrawal")
@allow(Action.OWN_PASSBOOK)
def withdraw(shift_id: str) -> Response:
    actor, me = current(), _me()
    found, _ = _open(shift_id)
    with db.transaction() as session:
        services.withdraw(session, actor, found, me)
    return page.done(url_for("coming.index"))


@bp.get("/demands/<id:demand_id>")
@allow(Action.OWN_PASSBOOK)
def demand(demand_id: str) -> Response:
    return _demand(_offered(demand_id))


@bp.post("/demands/<id:demand_id>/acceptance")
@allow(Action.OWN_PASSBOOK)
def accept(demand_id: str) -> Response:
    actor, me, found = current(), _me(), _offered(demand_id)
    with db.transaction() as session:
        demand_services.accept(session, actor, found, me)
    return page.done(url_for("coming.demand", demand_id=demand_id))


@bp.post("/demands/<id:demand_id>/refusal")
@allow(Action.OWN_PASSBOOK)
def decline(demand_id: str) -> Response:
    actor, me, found = current(), _me(), _offered(demand_id)
    with db.transaction() as session:
        demand_services.decline(session, actor, found, me)
    return page.done(url_for("coming.index"))


@bp.post("/demands/<id:demand_id>/completion")
@allow(Action.OWN_PASSBOOK)
def finish(demand_id: str) -> Response:
    form, actor, found = FinishForm(request.form), current(), _taken(demand_id)
    fine = form_posts.did(
        form,
        lambda session: demand_services.finish(
            session, actor, found, came_at=form.came_at.data, left_at=form.left_at.data,
            note=form.note.data or "",
        ),
    )  # fmt: skip
    if fine:
        return page.done(url_for("coming.demand", demand_id=demand_id))
    return _demand(_taken(demand_id), finish=form, status=form.status)


@bp.post("/demands/<id:demand_id>/rating")
@allow(Action.OWN_PASSBOOK)
def rate(demand_id: str) -> Response:
    form, actor, found = RateForm(request.form), current(), _taken(demand_id)
    fine = form_posts.did(
        form,
        lambda session: demand_services.rate(
            session, actor, found, rated_by=RatedBy.VOLUNTEER, score=Score(form.score.data),
            words=form.words.data or "",
        ),
    )  # fmt: skip
    if fine:
        return page.done(url_for("coming.demand", demand_id=demand_id))
    return _demand(_taken(demand_id), rate=form, status=form.status)


def _me() -> Volunteer:
    return volunteers.mine(db.session(), current())


def _tel(me: Volunteer) -> str | None:
    return db.session().get_one(Unit, me.community_id).duty_phone


def _open(shift_id: str) -> tuple[Shift, Activity]:
    return queries.open_shift(db.session(), _me().community_id, shift_id)


def _offered(demand_id: str) -> Demand:
    return demand_queries.offered(db.session(), _me(), demand_id)


def _taken(demand_id: str) -> Demand:
    return demand_queries.taken(db.session(), _me(), demand_id)


def _shift(found: Shift, activity: Activity, form: SignUpForm, status: int = 200) -> Response:
    session, me = db.session(), _me()
    return page.render(
        "volunteering/activities/shift.html", shift=found, activity=activity, form=form, status=status, tel=_tel(me),
        mine=queries.sign_up_of(session, found.id, me.id), going=queries.count_going(session, found.id),
    )  # fmt: skip


def _demand(
    found: Demand, finish: FinishForm | None = None, rate: RateForm | None = None, status: int = 200
) -> Response:
    me = _me()
    return page.render(
        "volunteering/activities/demand_own.html",
        demand=found, me=me, finish=finish or FinishForm(), rate=rate or RateForm(),
        said=demand_queries.rated_by(db.session(), found.id), status=status, tel=_tel(me),
    )  # fmt: skip
