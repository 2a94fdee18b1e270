"""A garden at the desk: founded from a round, drawn, its plots given out, its queue, its seasons."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db, ids
from webapp.core.forms.form_posts import attempt, did, tried
from webapp.core.forms.forms import BaseForm
from webapp.core.time import clock
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.door.gardens import picture_services, queries, rules, services
from webapp.door.gardens.forms import GardenForm, PlanForm, SeasonForm, WaitingForm
from webapp.door.gardens.models import Garden
from webapp.door.gardens.services import GardenPlan
from webapp.door.opinions import queries as opinions
from webapp.door.opinions.models import Land
from webapp.door.opinions.rules import LAND_WORDS
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.register.register import queries as register

bp = Blueprint("gardens", __name__, url_prefix="/gardens")


@bp.get("/")
@allow(Action.SEE_GARDENS)
def index() -> Response:
    session, actor = db.session(), current()
    return page.render("door/gardens/index.html", gardens=queries.summaries(session, actor, clock.today()))


@bp.get("/new")
@allow(Action.KEEP_GARDENS)
def new() -> Response:
    form, round_id = GardenForm(width="20", height="12"), request.args.get("round", "")
    if ids.is_id(round_id):
        asked = opinions.get_own_round(db.session(), current(), round_id)
        form = GardenForm(
            width="20", height="12", round_id=asked.id, land=asked.land.value, approval=f"征求意见：{asked.title}"[:120]
        )
    return _founding(form)


@bp.post("/")
@allow(Action.KEEP_GARDENS)
def found() -> Response:
    form = _offered(GardenForm(request.form))
    made = attempt(form, lambda session: services.found_garden(session, current(), _plan(form)))
    return _founding(form) if made is None else page.done(url_for("gardens.plan", garden_id=made.id))


@bp.get("/<id:garden_id>")
@allow(Action.SEE_GARDENS)
def show(garden_id: str) -> Response:
    return _show(queries.get_garden(db.session(), current(), garden_id), WaitingForm())


@bp.get("/<id:garden_id>/plan")
@allow(Action.KEEP_GARDENS)
def plan(garden_id: str) -> Response:
    garden = queries.get_garden(db.session(), current(), garden_id)
    beds = queries.beds(db.session(), garden, clock.today())
    form = PlanForm(plan=rules.write_plan({bed.plot.number: bed.plot.corners for bed in beds}))
    return _plan_page(garden, form)


@bp.post("/<id:garden_id>/plan")
@allow(Action.KEEP_GARDENS)
def draw(garden_id: str) -> Response:
    garden, form = queries.get_garden(db.session(), current(), garden_id), PlanForm(request.form)

    def write(session: Any) -> None:
        services.draw_plan(session, current(), garden, form.plan.data or "")
        picture_services.keep_picture(session, current(), garden, request.files.getlist("photos"))

    return page.done(url_for("gardens.show", garden_id=garden_id)) if did(form, write) else _plan_page(garden, form)


@bp.post("/<id:garden_id>/waiting")
@allow(Action.TEND_GARDENS)
def wait(garden_id: str) -> Response:
    garden, form = queries.get_garden(db.session(), current(), garden_id), WaitingForm(request.form)
    fine = did(
        form,
        lambda session: services.register_waiting(
            session, current(), garden, keeper=form.keeper.data or "", phone=form.phone.data or ""
        ),
    )
    return page.done(url_for("gardens.show", garden_id=garden_id)) if fine else _show(garden, form)


@bp.post("/<id:garden_id>/waiting/<id:waiting_id>/end")
@allow(Action.KEEP_GARDENS)
def leave(garden_id: str, waiting_id: str) -> Response:
    garden = queries.get_garden(db.session(), current(), garden_id)
    waits = queries.get_waiting(db.session(), garden, waiting_id)
    tried(BaseForm(), lambda session: services.leave_queue(session, current(), waits))
    return page.done(url_for("gardens.show", garden_id=garden_id))


@bp.get("/seasons")
@allow(Action.KEEP_GARDENS)
def seasons() -> Response:
    table = queries.seasons(db.session(), _community())
    return _seasons(SeasonForm(**{f"m{month}": days for month, days in table.items()}))


@bp.post("/seasons")
@allow(Action.KEEP_GARDENS)
def set_seasons() -> Response:
    form, community_id = SeasonForm(request.form), _community()
    fine = did(form, lambda session: services.set_seasons(session, current(), community_id, form.days))
    return page.done(url_for("gardens.index")) if fine else _seasons(form)


def _community() -> str:
    if (community_id := current().community_id) is None:
        raise NotFound
    return community_id


def _plan(form: GardenForm) -> GardenPlan:
    round_id = form.round_id.data if ids.is_id(form.round_id.data) else None
    if round_id:
        opinions.get_own_round(db.session(), current(), round_id)
    return GardenPlan(
        name=form.name.data or "", place=form.place.data or "", building_id=form.building_id.data or "",
        land=Land(form.land.data), approval=form.approval.data or "", area=form.hundredths("area"),
        budget=form.budget.data or 0, width=form.hundredths("width") // 10, height=form.hundredths("height") // 10,
        round_id=round_id,
    )  # fmt: skip


def _offered(form: GardenForm) -> GardenForm:
    form.building_id.offer([(line.id, line.label) for line in register.list_buildings(db.session(), current())])
    return form


def _founding(form: GardenForm) -> Response:
    status = form.status if form.errors or form.form_errors else 200
    return page.render("door/gardens/edit.html", form=_offered(form), status=status)


def _plan_page(garden: Garden, form: PlanForm) -> Response:
    session = db.session()
    status = form.status if form.errors or form.form_errors else 200
    return page.render(
        "door/gardens/plan.html", garden=garden, form=form, beds=queries.beds(session, garden, clock.today()),
        picture=picture_services.picture_of(session, garden), status=status,
    )  # fmt: skip


def _show(garden: Garden, form: WaitingForm) -> Response:
    session = db.session()
    beds = queries.beds(session, garden, clock.today())
    status = form.status if form.errors or form.form_errors else 200
    return page.render(
        "door/gardens/show.html", garden=garden, beds=beds, counts=queries.count_by_status(beds), form=form,
        waiting=queries.waiting(session, garden), status_words=rules.STATUS_WORDS, tones=rules.TONES,
        picture=picture_services.picture_of(session, garden), status=status, land_words=LAND_WORDS,
        building=queries.building_of(session, garden),
    )  # fmt: skip


def _seasons(form: SeasonForm) -> Response:
    status = form.status if form.errors else 200
    return page.render("door/gardens/seasons.html", form=form, status=status)
