"""我的楼, 替邻居说件事, 说过的事: the liaison's and micro-grid head's pages."""

from flask import Blueprint, Response, request, url_for

from webapp.casework.cases import rules as cases
from webapp.casework.catalogue import queries as catalogue
from webapp.core.data import db, ids
from webapp.core.forms.form_posts import attempt, did
from webapp.core.forms.per_row import PerRow
from webapp.core.time import clock
from webapp.core.web import page
from webapp.door.liaisons import queries, services
from webapp.door.liaisons.forms import RelayForm, ToldForm
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("liaisons", __name__, url_prefix="/liaisons")


@bp.get("/")
@allow(Action.RELAY_NEED)
def index() -> Response:
    session, actor = db.session(), current()
    homes = queries.households_near(session, actor)
    untold = queries.list_relays(session, actor, untold=True)
    return page.render("door/liaisons/index.html", homes=homes, untold=untold, state_names=cases.STATE_NAMES)


@bp.get("/relays/new")
@allow(Action.RELAY_NEED)
def new() -> Response:
    home = request.args.get("household", "")
    return _form(RelayForm(id=ids.new(), household_id=home if ids.is_id(home) else None))


@bp.post("/relays")
@allow(Action.RELAY_NEED)
def relay() -> Response:
    form = RelayForm(request.form)
    made = attempt(form, lambda session: services.relay_need(session, current(), **form.told))
    return _form(form, 422) if made is None else page.done(url_for("liaisons.told", saved=made.id))


@bp.get("/told")
@allow(Action.RELAY_NEED)
def told() -> Response:
    return _told(saved=ids.is_id(request.args.get("saved", "")))


@bp.post("/relays/<id:voice_id>/answer")
@allow(Action.RELAY_NEED)
def tell(voice_id: str) -> Response:
    """回告: one's own relays only."""
    voice, form = queries.get_relay(db.session(), current(), voice_id), ToldForm(request.form)
    words = form.words.data or ""
    if did(form, lambda session: services.tell_back(session, current(), voice, words=words)):
        return page.done(url_for("liaisons.told"))
    return _told(status=422, refused=voice_id, form=form)


def _form(form: RelayForm, status: int = 200) -> Response:
    session = db.session()
    homes = queries.households_near(session, current())
    kinds = catalogue.list_categories(session, clock.today())
    return page.render("door/liaisons/relay.html", form=form, homes=homes, kinds=kinds, status=status)


def _told(status: int = 200, saved: bool = False, refused: str = "", form: ToldForm | None = None) -> Response:
    lines = queries.list_relays(db.session(), current())
    return page.render(
        "door/liaisons/told.html", lines=lines, saved=saved, forms=PerRow(ToldForm, form, refused),
        state_names=cases.STATE_NAMES, status=status,
    )  # fmt: skip
