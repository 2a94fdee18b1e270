"""Find somebody; the buildings; a household and what is known of it."""

from typing import Any

from flask import Blueprint, Response, g, request, url_for

from webapp.core.data import db
from webapp.core.forms.form_posts import attempt, did
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts.access import allow, current, note_reading, reads
from webapp.people.accounts.permissions import Action
from webapp.people.lists import page_forms as lists
from webapp.register.register import (
    board_queries,
    list_queries,
    list_services,
    place_queries,
    place_services,
    queries,
    search_queries,
    services,
)
from webapp.register.register.forms import BuildingForm, HouseholdForm, MoveOutForm, SettleForm
from webapp.register.register.models import FLAG_WORDS, RELATION_WORDS, BuildingUse, Household

bp = Blueprint("register", __name__, url_prefix="/register")
MARKED = (list_services.MOVE_OUT, list_services.REMOVE)  # what the lists can do
WORDS: dict[str, Any] = {
    "flag_words": {flag.value: said for flag, said in FLAG_WORDS.items()},
    "relation_words": RELATION_WORDS,
}


@bp.get("/")
@allow(Action.SEE_REGISTER)
def index() -> Response:
    session, actor = db.session(), current()
    words = request.args.get("q", "")[:40]
    shown: dict[str, Any] = {"q": words}
    if words:
        shown["found"] = search_queries.search(session, actor, words)
    else:
        shown |= {"counts": queries.count_register(session, actor), "lines": queries.list_buildings(session, actor)}
    g.shows_people = True
    answer = page.render("register/register/index.html", "register/register/_found.html", **shown)
    for kind, row_ids in search_queries.people_among(shown.get("found", [])).items():
        note_reading("read_search", kind, row_ids, is_list=True)
    return answer


@bp.get("/households")
@allow(Action.SEE_REGISTER)
def households() -> Response:
    return lists.show(list_queries.HOUSEHOLD_LIST)


@bp.get("/residents")
@allow(Action.SEE_REGISTER)
def residents() -> Response:
    return lists.show(list_queries.RESIDENT_LIST)


@bp.get("/buildings/new")
@allow(Action.IMPORT_REGISTER)
def new_building() -> Response:
    form = BuildingForm(entrances=3, floors=6, rooms_per_floor=2, use=BuildingUse.RESIDENTIAL.value)
    return _building_form(form)


@bp.post("/buildings")
@allow(Action.IMPORT_REGISTER)
def found_building() -> Response:
    form = BuildingForm(request.form)
    form.grid_id.offer(place_queries.grids_to_choose(db.session(), current()))
    made = attempt(form, lambda session: place_services.found_building(session, current(), **_building(form)))
    if made is None:
        return _building_form(form, 422)
    return page.done(url_for("register.building", building_id=made.id))


@bp.get("/buildings/<id:building_id>")
@allow(Action.SEE_REGISTER)
@reads("read_building", "building", "building_id")
def building(building_id: str) -> Response:
    session, actor = db.session(), current()
    board = board_queries.board(session, actor, building_id)
    entrances = {entrance.id: entrance for entrance in queries.list_entrances(session, actor, building_id)}
    return page.render("register/register/building.html", board=board, entrances=entrances)


@bp.get("/dwellings/<id:dwelling_id>/household")
@allow(Action.CHANGE_REGISTER)
def new_household(dwelling_id: str) -> Response:
    return _settle_form(dwelling_id, SettleForm(moved_in_on=clock.today()))


@bp.post("/dwellings/<id:dwelling_id>/household")
@allow(Action.CHANGE_REGISTER)
def settle(dwelling_id: str) -> Response:
    form, actor = SettleForm(request.form), current()
    dwelling = queries.get_dwelling(db.session(), actor, dwelling_id)
    made = attempt(form, lambda session: services.settle_household(session, actor, dwelling, **form.values))
    if made is None:
        return _settle_form(dwelling_id, form, 422)
    return page.done(url_for("register.household", household_id=made.id))


@bp.get("/households/<id:household_id>")
@allow(Action.SEE_REGISTER)
@reads("read_household", "household", "household_id")
def household(household_id: str) -> Response:
    return _household(household_id, MoveOutForm(on=clock.today()))


@bp.get("/households/<id:household_id>/details")
@allow(Action.CHANGE_REGISTER)
@reads("read_household", "household", "household_id")
def edit_household(household_id: str) -> Response:
    home = queries.get_household(db.session(), current(), household_id)
    form = HouseholdForm(data=services.lines_of(home))
    form.stand_on(services.lines_of(home), home.version)
    return _household_form(home, form)


@bp.post("/households/<id:household_id>/details")
@allow(Action.CHANGE_REGISTER)
def change_household(household_id: str) -> Response:
    form, actor = HouseholdForm(request.form), current()
    home = queries.get_household(db.session(), actor, household_id)
    fine = form.validate() and form.meets(services.lines_of(home), home.version)
    if not fine or not did(
        form, lambda session: services.change_household(session, actor, home, version=form.seen, **form.told)
    ):
        return _household_form(home, form, 422)
    return page.done(url_for("register.household", household_id=household_id))


@bp.post("/households/<id:household_id>/departure")
@allow(Action.CHANGE_REGISTER)
def move_out(household_id: str) -> Response:
    form, actor = MoveOutForm(request.form), current()
    home = queries.get_household(db.session(), actor, household_id)
    if attempt(form, lambda session: services.move_out(session, actor, home, on=form.on.data)) is None:
        return _household(household_id, form, 422)
    return page.done(url_for("register.building", building_id=home.building_id))


def _household(household_id: str, form: MoveOutForm, status: int = 200) -> Response:
    session, actor = db.session(), current()
    home = queries.get_household(session, actor, household_id)
    members = [pair for pair in queries.list_members(session, home) if pair[1].blocked_at is None]
    return page.render(
        "register/register/household.html", home=home, members=members, form=form, status=status,
        former=queries.former_members(session, actor, home), **WORDS,
    )  # fmt: skip


def _household_form(home: Household, form: HouseholdForm, status: int = 200) -> Response:
    return page.render("register/register/household_edit.html", home=home, form=form, status=status)


def _settle_form(dwelling_id: str, form: SettleForm, status: int = 200) -> Response:
    place = place_queries.describe_dwelling(db.session(), current(), dwelling_id)
    return page.render("register/register/settle.html", dwelling=place, form=form, status=status)


def _building_form(form: BuildingForm, status: int = 200) -> Response:
    form.grid_id.offer(place_queries.grids_to_choose(db.session(), current()))
    return page.render("register/register/building_new.html", form=form, status=status)


def _building(form: BuildingForm) -> dict[str, Any]:
    told = form.values
    drawn = {name: told.pop(name) for name in ("entrances", "floors", "rooms_per_floor")}
    plan = place_services.BuildingPlan(**drawn, use=BuildingUse(told.pop("use")))
    return told | {"plan": plan, "estate": told["estate"] or "", "address": told["address"] or "", "on": clock.today()}
