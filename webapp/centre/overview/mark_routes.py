"""楼在图上哪里: the host clicks each building on the picture, or writes where it stands. The picture is the button, so
that it works without scripts."""

from flask import Blueprint, Response, request, url_for

from webapp.casework.photos.models import Photo
from webapp.centre.overview import mark_queries, mark_services, picture_services, plan_rules
from webapp.centre.overview.forms import MarkForm
from webapp.centre.overview.level_queries import Level, get_level
from webapp.core.data import db
from webapp.core.forms.form_posts import pressed, tried
from webapp.core.text.i18n import gettext
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.org.models import UnitKind

bp = Blueprint("plan_marks", __name__, url_prefix="/overview/<id:unit_id>/plan/marks")


@bp.get("/")
@allow(Action.IMPORT_REGISTER)
def index(unit_id: str) -> Response:
    level, picture = _estate(unit_id)
    return _page(level, picture, MarkForm())


@bp.post("/")
@allow(Action.IMPORT_REGISTER)
def place(unit_id: str) -> Response:
    level, picture = _estate(unit_id)
    form = _offered(level, picture, MarkForm(request.form))
    clicked = plan_rules.clicked(request.form.get("at.x"), request.form.get("at.y"), picture.width, picture.height)
    spot = clicked or form.spot
    if form.validate() and spot is None:
        form.fail("x", gettext(form.WHERE))
    if not form.errors and spot is not None:
        fine = tried(
            form,
            lambda session: mark_services.place(
                session, current(), picture, level.unit.id, form.building_id.data, spot
            ),
        )
        if fine:
            return page.done(url_for("plan_marks.index", unit_id=unit_id, _anchor="estate"))
    return _page(level, picture, form, form.status)


@bp.post("/<id:building_id>/removal")
@allow(Action.IMPORT_REGISTER)
def remove(unit_id: str, building_id: str) -> Response:
    _, picture = _estate(unit_id)
    back = url_for("plan_marks.index", unit_id=unit_id)
    return pressed(lambda session: mark_services.remove(session, picture, building_id), back)


def _estate(unit_id: str) -> tuple[Level, Photo]:
    level = get_level(db.session(), current(), unit_id)
    picture = picture_services.picture_of(db.session(), level.reader.community_id)
    if level.kind is not UnitKind.COMMUNITY or picture is None:
        raise NotFound
    return level, picture


def _page(level: Level, picture: Photo, form: MarkForm, status: int = 200) -> Response:
    known = mark_queries.buildings(db.session(), level.reader, level.unit.id)
    spots = mark_queries.spots(db.session(), picture)
    placed = [(known[key], plan_rules.Spot(*at)) for key, at in spots.items() if key in known]
    return page.render(
        "centre/overview/marks.html", level=level, picture=picture, form=_offered(level, picture, form), status=status,
        placed=placed, left=[one for one in known if one not in spots],
        wide=plan_rules.WIDE, high=plan_rules.height_of(picture.width, picture.height),
    )  # fmt: skip


def _offered(level: Level, picture: Photo, form: MarkForm) -> MarkForm:
    """Those that stand nowhere yet come first, so that the next click is the next building."""
    known = mark_queries.buildings(db.session(), level.reader, level.unit.id)
    spots = mark_queries.spots(db.session(), picture)
    form.building_id.offer([(one.id, one.label) for one in sorted(known.values(), key=lambda one: one.id in spots)])
    return form
