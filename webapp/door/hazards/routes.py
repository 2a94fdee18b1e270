"""The pages of 随手报: a photo first, then two choices."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.casework.cases import queries as cases
from webapp.casework.catalogue import queries as catalogue
from webapp.casework.catalogue.models import CategoryKind
from webapp.core.data import db, ids
from webapp.core.forms.form_posts import attempt
from webapp.core.time import clock
from webapp.core.web import page
from webapp.door.hazards import services
from webapp.door.hazards.forms import HazardForm
from webapp.people.accounts.access import allow, can, current
from webapp.people.accounts.permissions import Action
from webapp.register.register import queries as register

bp = Blueprint("hazards", __name__, url_prefix="/hazards")


@bp.get("/new")
@allow(Action.REPORT_CASE)
def new() -> Response:
    building = request.args.get("building", "")
    return _form(HazardForm(id=ids.new(), way="take", building_id=building if ids.is_id(building) else None))


@bp.post("/")
@allow(Action.REPORT_CASE)
def report() -> Response:
    form = HazardForm(request.form)
    pictures = [file.read() for file in request.files.getlist("photos") if file.filename]
    form.has_picture = bool(pictures)
    if not form.same_as.data and form.validate() and (near := _near(form)):
        return _form(form, near=near)
    made = attempt(form, lambda session: services.report_hazard(session, current(), pictures=pictures, **form.told))
    return _form(form, status=422) if made is None else page.done(url_for("cases.show", case_id=made.id))


@bp.app_template_global()
def report_url() -> str:
    """The dock's 随手报, for whoever may."""
    return "/hazards/new" if can(Action.REPORT_CASE) else ""


def _near(form: HazardForm) -> list[Any]:
    """Open cases of the same kind in the same building, offered before a second one is made."""
    if not form.building_id.data:
        return []
    place = services.place_of(db.session(), current(), form.building_id.data)
    return cases.nearby(
        db.session(), current(), community_id=place.community_id, category_code=form.category.data or "",
        building_id=place.building_id,
    )  # fmt: skip


def _form(form: HazardForm, near: Any = (), status: int = 200) -> Response:
    session, actor = db.session(), current()
    kinds = catalogue.list_categories(session, clock.today(), CategoryKind.HAZARD)
    buildings = register.list_buildings(session, actor)
    return page.render("door/hazards/new.html", form=form, kinds=kinds, buildings=buildings, near=near, status=status)
